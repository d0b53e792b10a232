"""What is no claim, though its word tells an act elsewhere: things named in somebody's honour, goods that a state makes for its own market."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.claims.layers import Layers
from onrecord.claims.match import Party
from onrecord.claims.proposal import Unit
from onrecord.knowledge.frames import operators, wordlist
from onrecord.model import ItemMention

_DESIGNATING = frozenset({"designate", "designation"})
_CIVIL = frozenset({"component", "electronics"})
"""Classes of goods that are mostly made for civil use."""


def beyond(layers: Layers, unit: Unit, giver: Sequence[Party], receiver: Sequence[Party], items: Sequence[ItemMention]) -> bool:
    """Whether a draft tells of something that the guide does not ask for."""
    if unit.act == "sanction":
        return layers.tree.lemma[unit.word].lower() in _DESIGNATING and _in_honour(layers, unit.word)
    return unit.act == "production" and _civil(layers, unit.word, giver, receiver, items)


def _in_honour(layers: Layers, word: int) -> bool:
    """Whether what is designated is a place, a day, an office ("designates the facility", "as a major non-NATO ally"), not someone sanctioned."""
    tree, named = layers.tree, wordlist("honoured")
    what = [*tree.kids(word, "obj", "nsubj:pass"), *([tree.head[word]] if tree.rel[word] == "acl" else [])]
    made = [k for k in tree.kids(word, "obl", "xcomp", "nmod", "advcl") if tree.prep(k) == "as" or tree.rel[k] == "xcomp"]
    return any(tree.lemma[k].lower() in named for k in (*what, *made) if k >= 0)


def _civil(layers: Layers, word: int, giver: Sequence[Party], receiver: Sequence[Party], items: Sequence[ItemMention]) -> bool:
    """Whether a state makes chips and the like for itself and its sentence has no word of arms or forces."""
    tree = layers.tree
    goods = {w for item in items for w in layers.words_in(item.span)}
    if not items or any(item.cls not in _CIVIL for item in items) or {c for c, _ in receiver} - {c for c, _ in giver}:
        return False
    known = operators().military
    return not any(tree.lemma[w].lower() in known or tree.form(w) in known for w in tree.sentence_words(word) if w not in goods)
