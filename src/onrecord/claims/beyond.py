"""What is no claim, though its word tells an act elsewhere: things named in somebody's honour, sanctions over drugs and votes, goods that a state
makes for its own market, airliners, a bomb that a state must not have, a search or dispute that ends, what would be answered if it came, leave to
strike, and a country's quarrel over guns at home."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from onrecord.claims.layers import Layers
from onrecord.claims.makers import Party
from onrecord.claims.proposal import Unit
from onrecord.knowledge.frames import operators, tells_use, wordlist
from onrecord.model import ItemMention

_DESIGNATING = frozenset({"designate", "designation"})
_CIVIL = frozenset({"component", "electronics"})
"""Classes of goods that are mostly made for civil use."""
_FLYING = ("aircraft", "component", "electronics", "helicopter", "uav")
"""Heads of the classes of goods that airlines and farmers buy too."""
_BOTH = frozenset({"air", "drone", "dual-use", "export", "force", "joint", "regime", "security", "strategic", "uav", "uavs"})
"""Military words that stand in talk of civil flight as well."""


def beyond(layers: Layers, unit: Unit, giver: Sequence[Party], receiver: Sequence[Party], items: Sequence[ItemMention]) -> bool:
    """Whether a draft tells of something that the guide does not ask for."""
    if unit.act == "sanction":
        return (layers.tree.lemma[unit.word].lower() in _DESIGNATING and _in_honour(layers, unit.word)) or _untied(layers, unit.word)
    if _ends_waiting(layers, unit.word) or _only_threatened_over(layers, unit.word) or (unit.act == "transfer" and _moves_a_use(layers, unit.word)):
        return True
    if unit.act in ("transfer", "permission") and items and _bomb_of_its_own(layers, unit.word, items):
        return True
    if unit.act not in ("transfer", "production") or not items:
        return False
    if _at_home(layers, unit.word, items) or _flies_for_hire(layers, unit.word, (*giver, *receiver), items):
        return True
    return unit.act == "production" and _civil(layers, unit.word, giver, receiver, items)


def _untied(layers: Layers, word: int) -> bool:
    """Whether a sanction is told of drugs, votes, fraud and the like, in a sentence without a word of arms or forces (GUIDE section 5: no claim)."""
    sentence = layers.tree.sentence_words(word)
    return bool(_words(layers, sentence) & wordlist("untied")) and not layers.military(sentence)


def _ends_waiting(layers: Layers, word: int) -> bool:
    """Whether the word only ends what stood in the way, or the way to it ("ending a search that had lasted nine years"): no supply ends with it."""
    tree, way = layers.tree, wordlist("obstacles")
    return (tree.lemma[word] in wordlist("lifts") and any(tree.lemma[k] in way for k in tree.kids(word, "obj"))) or (
        tree.lemma[word] in way and tree.rel[word] == "obj" and tree.lemma[tree.head[word]] in wordlist("lifts"))


def _only_threatened_over(layers: Layers, word: int) -> bool:
    """Whether the word only names what would be answered if it came ("would answer a delivery with sanctions")."""
    tree, verb = layers.tree, layers.tree.head[word]
    over = verb >= 0 and tree.rel[word] == "obj" and tree.lemma[verb] in wordlist("reactions")
    return over and any(tree.form(k) in ("would", "could", "might") for k in tree.kids(verb, "aux"))


def _moves_a_use(layers: Layers, word: int) -> bool:
    """Whether the word's own object is a use of arms ("approved missile strikes on"): that moves none, where "shells" are arms."""
    objects = layers.tree.kids(word, "obj", "nsubj:pass")
    return any(tells_use(layers.tree.lemma[k]) for k in objects if k not in layers.item_at)


def _bomb_of_its_own(layers: Layers, word: int, items: Sequence[ItemMention]) -> bool:
    """Whether a state is only said to come by nuclear arms, or not to be let ("will never allow X to obtain one"), and no source of them is named."""
    if any(item.cls != "nuclear" for item in items):
        return False
    tree = layers.tree
    words = [word, *tree.kids(word, "xcomp", "ccomp", "advcl")]
    coming = [w for w in words if tree.lemma[w].lower() in wordlist("coming_by")]
    return bool(coming) and not any(tree.prep(k) == "from" and k in layers.party_at for w in words for k in tree.kids(w, "obl", "nmod"))


def _flies_for_hire(layers: Layers, word: int, parties: Sequence[Party], items: Sequence[ItemMention]) -> bool:
    """Whether the goods are airliners, their engines or civil drones by the words that stand at them or name who deals in them, and the sentence has
    no word of arms or forces. That an airline is named elsewhere in it tells nothing: airlines carry arms."""
    if any(item.key is not None or item.cls.split(".")[0] not in _FLYING for item in items):
        return False
    tree, goods = layers.tree, {w for item in items for w in layers.words_in(item.span)}
    beside = goods | {k for w in goods for k in (*tree.children[w], *tree.children[tree.first_conjunct(w)])}
    told = _words(layers, tree.sentence_words(word))
    if {"air", "force"} <= told or told & (operators().military - _BOTH) - _words(layers, goods):
        return False
    dealing = {w for _, span in parties for w in layers.words_in(span)} if all(item.cls.split(".")[0] != "uav" for item in items) else set()
    return bool(_words(layers, beside | dealing) & wordlist("airlines") or _words(layers, beside) & wordlist("civil"))


def _at_home(layers: Layers, word: int, items: Sequence[ItemMention]) -> bool:
    """Whether guns are spoken of as a country speaks of its own: nobody abroad is named beside them, and checks, loopholes or schools are."""
    if any(item.cls != "small-arms" or item.key is not None for item in items):
        return False
    sentence = layers.tree.sentence_words(word)
    named = {code for w in sentence if w in layers.party_at for code in layers.codes(layers.party_at[w])}
    return not named - {layers.home} and bool(_words(layers, sentence) & wordlist("gun_debate"))


def _words(layers: Layers, words: Iterable[int]) -> set[str]:
    """Words and lemmas, lower case."""
    return {x for w in words for x in (layers.tree.lemma[w], layers.tree.form(w))}


def _in_honour(layers: Layers, word: int) -> bool:
    """Whether what is designated is a place, a day, an office ("designates the facility", "as a major non-NATO ally"), not someone sanctioned."""
    tree, named = layers.tree, wordlist("honoured")
    what = [*tree.kids(word, "obj", "nsubj:pass"), *([tree.head[word]] if tree.rel[word] == "acl" else [])]
    made = [k for k in tree.kids(word, "obl", "xcomp", "nmod", "advcl") if tree.prep(k) == "as" or tree.rel[k] == "xcomp"]
    return any(tree.lemma[k].lower() in named for k in (*what, *made) if k >= 0)


def _civil(layers: Layers, word: int, giver: Sequence[Party], receiver: Sequence[Party], items: Sequence[ItemMention]) -> bool:
    """Whether a state makes chips and the like for itself and its sentence has no word of arms or forces."""
    tree = layers.tree
    if any(item.cls not in _CIVIL for item in items) or {c for c, _ in receiver} - {c for c, _ in giver}:
        return False
    goods = {w for item in items for w in layers.words_in(item.span)}
    return not _words(layers, (w for w in tree.sentence_words(word) if w not in goods)) & operators().military
