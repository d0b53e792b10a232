"""Use of arms that are told to be another's make or supply, as the grammar alone shows it ("fired Iranian-made missiles at", "hit by a US-supplied
bomb"): the learned reader met too few such sentences (38 in its gold articles) to find them in other words than theirs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from onrecord.claims.layers import Layers
from onrecord.claims.makers import Party, in_phrase, makers, words_at
from onrecord.claims.roles import Roles, noun_roles, verb_roles
from onrecord.claims.shown import Shown
from onrecord.knowledge.foes import at_war, opposed
from onrecord.knowledge.frames import noun_frames, verb_frames, wordlist
from onrecord.model import ItemMention, Span

_AT = ("against", "at", "on", "into", "onto", "toward", "towards", "over", "upon")
"""Prepositions of what arms are sent against."""
_IN = ("in", "during", "around", "near", "across", "throughout", "against")
_MEANS = ("with", "by")
_PURPOSE = ("xcomp", "advcl", "acl", "ccomp")


def used_at(layers: Layers, word: int) -> Shown | None:
    """The use of another's arms that a verb or noun tells, if harm is told with it and it is not only allowed or exercised; None otherwise."""
    tree, verbal = layers.tree, layers.tree.upos[word] == "VERB"
    lemma = " ".join([tree.lemma[word], *(tree.form(k) for k in tree.kids(word, "compound:prt"))])
    wields, harms = lemma in wordlist("wields"), lemma in _harms()
    if not (wields or harms) or not (verbal or tree.upos[word] == "NOUN"):
        return None
    roles = verb_roles(tree, word) if verbal else noun_roles(tree, word)
    goods, strikes = _goods(layers, roles, verbal, wields, harms)
    if not goods or _only_spoken_of(layers, word):
        return None
    users = [] if strikes else _users(layers, roles, verbal)
    mine = {code for code, _ in users}
    sources, told = _sources(layers, goods, mine)
    against, harm = _against(layers, word, roles, {i.span for i in goods}, mine, harms)
    if not sources or not harm:
        return None
    itself = strikes or (verbal and not roles.get("subj"))
    return _sided(layers, Shown(tuple(users), tuple(against), tuple(goods), tuple(sources)), told or not itself)


@cache
def _harms() -> frozenset[str]:
    """Words of harm that is done."""
    return wordlist("harm") - wordlist("looming") | wordlist("downs")


def _goods(layers: Layers, roles: Roles, verbal: bool, wields: bool, harms: bool) -> tuple[list[ItemMention], bool]:
    """The arms used, and whether they stand as what strikes ("drones struck"), so that the user is somebody else."""
    for key in (*(("obj" if verbal else "of",) if wields else ()), *(_MEANS if harms else ())):
        if found := _arms(layers, roles.get(key, ())):
            return found, False
    found = _arms(layers, roles.get("subj", ())) if verbal and harms else []
    return found, bool(found)


def _arms(layers: Layers, words: Iterable[int]) -> list[ItemMention]:
    """The arms that the phrases at these words are about; not those that only stand somewhere in them."""
    heads = {k for w in words for k in layers.tree.conjuncts(w)}
    heads |= {k for w in heads for k in layers.tree.kids(w, "nmod") if layers.tree.prep(k) == "of"}
    found = {layers.item_at[k] for k in heads if k in layers.item_at}
    return sorted((i for i in found if i.cls.split(".")[0] in wordlist("arms")), key=lambda i: i.span)


def _users(layers: Layers, roles: Roles, verbal: bool) -> list[Party]:
    places = ("subj",) if verbal else ("poss", "by", "mod")
    return next((found for key in places if (found := [p for w in roles.get(key, ()) for p in layers.parties_of(w)])), [])


def _sources(layers: Layers, goods: Sequence[ItemMention], users: set[str]) -> tuple[list[Party], bool]:
    """Whose make or supply the arms are, but for the users; and whether it is said in so many words ("-made", "supplied by", a supply told before),
    not by an adjective alone, which may tell whose they are ("Russian missiles hit")."""
    found = makers(layers, goods, users)
    told = bool(found) and any(_lent(layers, item) for item in goods)
    clauses = (k for i in goods for w in layers.words_in(i.span) for k in layers.tree.kids(w, "acl", "acl:relcl"))
    given = [p for v in clauses for p in _givers(layers, v) if p[0] not in users]
    for earlier in layers.told:
        if earlier.frame.act == "transfer" and users & {c for c, _ in earlier.receiver} and _alike(goods, earlier.items):
            given += [p for p in earlier.giver if p[0] not in users]
    return list(dict(found + given).items()), told or bool(given)


def _lent(layers: Layers, item: ItemMention) -> bool:
    """Whether a word of making or giving stands in the goods' phrase ("Iranian-made drones")."""
    lent, tree = wordlist("lent"), layers.tree
    return any(in_phrase(layers, w, item) for w in words_at(layers, item) if tree.lemma[w] in lent or tree.form(w) in lent)


def _alike(goods: Iterable[ItemMention], supplied: Iterable[ItemMention]) -> bool:
    """Whether some of the goods are of a class of those supplied."""
    return bool({i.cls for i in goods} & {i.cls for i in supplied})


def _givers(layers: Layers, v: int) -> list[Party]:
    """Who supplied or made what a clause goes on about ("supplied by X", "bought from X", "made in X", "that X gave")."""
    acts = {frame.act for frame in verb_frames().get(layers.tree.lemma[v], ())}
    if not acts & {"transfer", "production"}:
        return []
    roles = verb_roles(layers.tree, v)
    return [p for key in ("from", "by", "in", "subj") for w in roles.get(key, ()) for p in layers.parties_of(w)]


def _against(layers: Layers, word: int, roles: Roles, goods: set[Span], users: set[str], harms: bool) -> tuple[list[Party], bool]:
    """Whom the arms are used against, and whether harm is told at all: by the word itself, by what they are sent against, by their purpose, by the
    fight in which they are used, or by what they do there."""
    tree = layers.tree
    at = [w for key in _AT for w in roles.get(key, ())]
    if harms:
        at += [*(roles.get("obj", ()) if tree.upos[word] == "VERB" else ()), *roles.get("of", ())]
    at = [w for w in at if w not in layers.item_at or layers.item_at[w].span not in goods]
    found, harm = [p for w in at for p in _named(layers, w, goods, users)], harms or bool(at)
    for v in () if found else _purposes(layers, word):
        inner = verb_roles(tree, v) if tree.upos[v] == "VERB" else noun_roles(tree, v)
        hit = [w for key in ("obj", *_AT, "in") for w in inner.get(key, ())]
        found, harm = [p for w in hit for p in _named(layers, w, goods, users)], True
    for w in (k for k in tree.subtree(word) if tree.prep(k) in _IN):
        fight = tree.prep(w) == "against" or tree.lemma[w] in _harms() or tree.lemma[w] in wordlist("fights")
        if fight or (tree.head[w] == word and ((harms and not found) or w in layers.party_at)):
            found, harm = found or _named(layers, w, goods, users), True
    harm = harm or any(tree.lemma[w] in wordlist("in_earnest") for w in tree.subtree(word))
    return list(dict(found).items()), harm


def _purposes(layers: Layers, word: int) -> list[int]:
    """Words of doing or warding off harm for which the arms are used ("used them to hit", "hit it, using")."""
    tree = layers.tree
    over = [tree.head[word]] if tree.rel[word].split(":")[0] in ("advcl", "xcomp", "acl") else []
    below = [v for v in tree.subtree(word) if tree.rel[v] in _PURPOSE and (tree.head[v] == word or tree.marked(v, "to"))]
    return [v for v in [*below, *over] if tree.lemma[v] in _harms() or tree.lemma[v] in wordlist("guard")]


def _named(layers: Layers, word: int, goods: set[Span], users: set[str]) -> list[Party]:
    """The parties a phrase names, its parts and places too ("an airfield in Crimea", "Russian positions"); not the users, nor whose the arms are."""
    own = [p for p in layers.parties_of(word) if p[0] not in users]
    if own:
        return own
    mentions = (layers.party_at[k] for k in layers.tree.subtree(word) if k in layers.party_at)
    others = (m for m in mentions if m.form != "person" and not any(s.overlaps(m.span) for s in goods))
    return list({code: m.span for m in others for code in layers.codes(m) if code not in users}.items())


def _only_spoken_of(layers: Layers, word: int) -> bool:
    """Whether it is allowed or forbidden (a permission), or strikes nobody (an exercise)."""
    tree = layers.tree
    beside = {tree.lemma[w] for w in tree.sentence_words(word)}
    above = (f.act for h in tree.up(word) for f in (*verb_frames().get(tree.lemma[h], ()), *noun_frames().get(tree.lemma[h], ())))
    return bool(beside & (wordlist("leave") | wordlist("mock"))) or "permission" in above


def _sided(layers: Layers, use: Shown, told: bool) -> Shown | None:
    """The use with a side left open filled by the one foe of the other that the article names. Arms that strike by themselves are their maker's own
    unless it is ``told`` who made them, or who else fights the one they strike; nobody has arms of whom he fights."""
    day, sources = layers.article.published.date, [code for code, _ in use.sources]
    if any(opposed(code, user, day) for code in sources for user, _ in use.giver):
        return None
    user, target = use.giver, use.receiver
    foe = () if user and target else _foe(layers, user or target, () if user else sources)
    user, target = user or foe, target or foe
    if not use.giver:
        own = any(at_war(code, other, day) for code in sources for other, _ in target)
        if own or not target or not (told or user):
            return None
    return Shown(user, target, use.items, use.sources, foe)


def _foe(layers: Layers, side: Sequence[Party], but: Sequence[str]) -> tuple[Party, ...]:
    """The party that fights all of a side, with the first words that name it; nobody where the article names several."""
    day = layers.article.published.date
    found = [code for code in layers.ranking if side and code not in but and all(at_war(code, one, day) for one, _ in side)]
    spans = [m.span for m in layers.reading.parties if found and found[0] in layers.codes(m)]
    return ((found[0], spans[0]),) if len(found) == 1 and spans else ()


def is_epithet(layers: Layers, word: int, used: Iterable[Shown]) -> bool:
    """Whether a word only says whose make arms in use are ("Iranian-made drones", "a drone made in Iran"): no production is told."""
    goods = layers.item_at.get(word) or layers.item_at.get(layers.tree.head[word])
    return goods is not None and layers.tree.rel[word] not in ("root", "conj") and any(goods in use.items for use in used)
