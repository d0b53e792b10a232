"""Leave to use or to pass on arms, as the grammar alone shows it ("let Estonia hand over", "lifted its ban on strikes with", "rejected Spain's
request to send on"): who may or may not, by whose word, and whether.

Leave to buy, and a state's leave for its own makers to sell, is a supply (GUIDE section 5), so no permission is read from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.claims.layers import Layers
from onrecord.claims.makers import Party
from onrecord.claims.roles import noun_roles, verb_roles, verb_subject
from onrecord.claims.shown import Shown
from onrecord.claims.status import stance
from onrecord.knowledge.frames import wordlist
from onrecord.model import ItemMention

_LEAVE = {"done": "done", "underway": "done", "agreed": "done", "planned": "planned", "sought": "sought", "possible": "possible", "halted": "denied",
          "denied": "denied", "no_evidence": "no_evidence", None: "done"}
"""Status of a permission by how far its giving got."""
_TURNED = {"done": "denied", "denied": "done", "planned": "denied", "no_evidence": "no_evidence", "sought": "sought", "possible": "possible"}
"""The same where what is told is a refusal or a restriction."""
_CLAUSE = ("xcomp", "ccomp", "advcl", "acl", "obl", "nmod")
_OVER = ("on", "for", "to", "from", "against", "of", "over")


@dataclass(frozen=True, slots=True)
class _Deed:
    """What may or may not be done: its word, by whom (nobody where it is left open), with which arms."""

    word: int
    doers: tuple[Party, ...]
    items: tuple[ItemMention, ...]


def permitted_at(layers: Layers, word: int) -> Shown | None:
    """The leave that a verb of allowing, forbidding, lifting or answering tells, if another party than who gives it may or may not use arms or pass
    them on; None otherwise."""
    tree = layers.tree
    if tree.upos[word] != "VERB":
        return None
    lemma = tree.lemma[word]
    roles = verb_roles(tree, word)
    for lists, find in ((("grants", "forbids"), _directly), (("lifts_leave", "keeps_leave"), _restricted), (("answers_yes", "answers_no"), _asked),
                        (("lets_go", "holds_back"), _noun_of_leave), (("wins_leave",), _won), (("asks_leave",), _won), (("consents",), _agreed_to)):
        for turned, name in enumerate(lists):
            if lemma in wordlist(name) and (found := find(layers, word, roles)) is not None:
                return _shown(layers, word, roles, found, bool(turned))
    return None


def _shown(layers: Layers, word: int, roles: dict[str, list[int]], deed: _Deed, turned: bool) -> Shown | None:
    doers, named = {code for code, _ in deed.doers}, _givers(layers, word, roles)
    by = [p for w in named for p in layers.parties_of(w)]
    itself, thing = bool(doers & {code for code, _ in by}), bool(named) and not by
    if itself or thing or not (doers or by):  # "stopped selling"; "the money will let us send"
        return None
    leave = _LEAVE.get(stance(layers.tree, word, "sought" if layers.tree.lemma[word] in wordlist("asks_leave") else None).status, "done")
    return Shown(tuple(dict(by).items()), deed.doers, deed.items, status=_TURNED.get(leave, leave) if turned else leave)


def _comes_by() -> frozenset[str]:
    return wordlist("wins_leave") | wordlist("asks_leave")


def _givers(layers: Layers, word: int, roles: dict[str, list[int]]) -> list[int]:
    """Words that name who gives or withholds leave: the verb's subject or agent, of who comes by it the phrase with "from" or whom he asks."""
    if layers.tree.lemma[word] not in _comes_by():
        return [w for key in ("subj", "by", "from") for w in roles.get(key, ())]
    leave = [k for key in ("obj", "for") for w in roles.get(key, ()) for k in layers.tree.kids(w, "nmod") if layers.tree.prep(k) == "from"]
    return [*(w for key in ("from", "to") for w in roles.get(key, ())), *leave]


# What is allowed


def _directly(layers: Layers, word: int, roles: dict[str, list[int]]) -> _Deed | None:
    """ "allowed Estonia to hand over", "barred Libya from reselling", "Ukraine is not permitted to use"."""
    who = [p for key in ("obj", "iobj", "to") for w in roles.get(key, ()) for p in layers.parties_of(w)]
    own = [w for w in roles.get("obj", ()) if layers.tree.lemma[w] in wordlist("others_deeds")]
    found = next((deed for v in [*_clauses(layers, word), *own] if (deed := _deed(layers, v, who if v not in own else ())) is not None), None)
    on = next((w for w in own if _passes_on_arms(layers, w)), None)
    return found or (None if on is None else _Deed(on, (), tuple(_arms(layers, [on], on))))


def _passes_on_arms(layers: Layers, word: int) -> bool:
    """Whether a noun tells of arms that go on to somebody else, whoever sends them ("the re-export of military-use goods")."""
    return layers.tree.lemma[word] not in wordlist("wields") | wordlist("strikes") and layers.military(layers.tree.subtree(word))


def _restricted(layers: Layers, word: int, roles: dict[str, list[int]]) -> _Deed | None:
    """ "lifted its ban on Ukraine firing", "removed limits on Egypt's use of"."""
    return _under_noun(layers, roles, "restrictions")


def _noun_of_leave(layers: Layers, word: int, roles: dict[str, list[int]]) -> _Deed | None:
    """ "gave Kyiv permission to use", "withheld its consent to the transfer"."""
    who = [p for key in ("iobj", "to") for w in roles.get(key, ()) for p in layers.parties_of(w)]
    return _under_noun(layers, roles, "leaves", who)


def _asked(layers: Layers, word: int, roles: dict[str, list[int]]) -> _Deed | None:
    """ "rejected Spain's request to send on", "granted Poland's application to re-export"."""
    return _under_noun(layers, roles, "requests_of")


def _won(layers: Layers, word: int, roles: dict[str, list[int]]) -> _Deed | None:
    """ "got a green light from Germany to hand over", "asked Berlin for leave to send"."""
    who = [p for w in roles.get("subj", ()) for p in layers.parties_of(w)]
    found = _under_noun(layers, roles, "leaves", who)
    return found or next((d for v in _clauses(layers, word) if roles.get("obj") and layers.tree.lemma[roles["obj"][0]] in wordlist("leaves")
                          and (d := _deed(layers, v, who)) is not None), None)


def _agreed_to(layers: Layers, word: int, roles: dict[str, list[int]]) -> _Deed | None:
    """ "consented to Indonesia's sale of the jets to a third party"."""
    return next((d for w in roles.get("to", ()) if layers.tree.upos[w] == "NOUN" and (d := _deed(layers, w, ())) is not None), None)


def _under_noun(layers: Layers, roles: dict[str, list[int]], name: str, who: Sequence[Party] = ()) -> _Deed | None:
    """The deed under a noun that is the verb's object, done by whom the noun, the deed or the verb names."""
    tree = layers.tree
    for n in (k for key in ("obj", "for") for w in roles.get(key, ()) for k in tree.conjuncts(w) if tree.lemma[k] in wordlist(name)):
        inner = noun_roles(tree, n)
        owners = [p for key in ("poss", "mod", "for", "by", "to") for w in inner.get(key, ()) for p in layers.parties_of(w)]
        for v in [*_clauses(layers, n), *(w for key in _OVER for w in inner.get(key, ()))]:
            if (deed := _deed(layers, v, who, owners)) is not None:
                return deed
    return None


def _clauses(layers: Layers, word: int) -> list[int]:
    """The clauses that hang on a word, nearest first, and what a relative clause says a restriction keeps somebody from."""
    tree = layers.tree
    found = [k for k in tree.children[word] if tree.rel[k].split(":")[0] in _CLAUSE and (tree.upos[k] == "VERB" or tree.lemma[k] in _deeds())]
    return [*found, *(x for k in found if tree.lemma[k] in wordlist("keeps_from") for x in _clauses(layers, k))]


def _deeds() -> frozenset[str]:
    return wordlist("passes_on") | wordlist("wields") | wordlist("strikes")


def _deed(layers: Layers, word: int, who: Sequence[Party], owners: Sequence[Party] = ()) -> _Deed | None:
    """What the word says may be done: by those whom the verb of leave names, else by its own subject or owner, else by whom the noun above names."""
    tree, lemma = layers.tree, layers.tree.lemma[word]
    passes, wields, strikes = lemma in wordlist("passes_on"), lemma in wordlist("wields"), lemma in wordlist("strikes")
    if not (passes or wields or strikes):
        return None
    verbal = tree.upos[word] == "VERB"
    inner = verb_roles(tree, word) if verbal else noun_roles(tree, word)
    subjects = [*verb_subject(tree, word), *tree.kids(word, "nsubj", "nmod:poss")] if verbal else [*inner.get("poss", ()), *inner.get("by", ())]
    own = [p for w in subjects for p in layers.parties_of(w)]
    doers = tuple(dict(who or own or owners).items())
    items = _arms(layers, (*inner.get("obj", ()), *inner.get("of", ()), *inner.get("with", ()), *inner.get("mod", ())), word)
    others = {code for key in ("to", "iobj", "into") for w in inner.get(key, ()) for code, _ in layers.parties_of(w)} - {code for code, _ in doers}
    fits = bool(items) or (passes and bool(others)) or (strikes and layers.military(tree.sentence_words(word)))
    return _Deed(word, doers, tuple(items)) if fits and doers else None


def _arms(layers: Layers, words: Iterable[int], deed: int) -> list[ItemMention]:
    """The arms named in what is used or passed on, else those of the deed's own phrase ("strike targets with the missiles")."""
    tree = layers.tree
    heads = {k for w in words for k in tree.conjuncts(w)}
    found = {layers.item_at[k] for k in heads if k in layers.item_at} or {layers.item_at[k] for k in tree.subtree(deed) if k in layers.item_at}
    return sorted(found, key=lambda i: i.span)
