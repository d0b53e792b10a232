"""Rebels whom their country or whom they fight tells ("Angolan guerrillas", "rebels battling Muammar Gaddafi")."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from onrecord.knowledge.parties import adjective, is_state, roles
from onrecord.knowledge.rebels import rebels
from onrecord.model.tree import Tree
from onrecord.reading.coreference_seen import Seen

_HYPHENS = ("-", "‐", "‑", "–")


def in_front(tree: Tree, word: int) -> int | None:
    """The word before a noun of who acts that makes it one of rebels ("rebel leader", "guerrilla army"); None where there is none."""
    if tree.lemma[word] not in roles().form_of.keys() | roles().armed:
        return None
    before = [k for k in tree.kids(word, "compound", "amod", "nmod:desc", "nmod") if k < word and tree.lemma[k] in roles().rebels]
    return next((k for k in before if not tree.text[:tree.start[k]].endswith(_HYPHENS)), None)


def right_before(tree: Tree, at: int) -> int | None:
    """The rebels that stand right before "in" and a country's name that the tree hangs elsewhere ("armed the rebels in Angola")."""
    far = at - 2
    beside = far >= 0 and tree.form(at - 1) == "in" and tree.sentence(far) == tree.sentence(at)
    return far if beside and tree.lemma[far] in roles().rebels and tree.plural(far) else None


def called(tree: Tree, word: int, state: str, told: str) -> str:
    """The usual name of a state's insurgents, in the plural: ``told`` is the adjective as written, "" where there is none."""
    noun = tree.form(word) if tree.plural(word) or tree.lemma[word] not in roles().rebels | roles().bands else f"{tree.form(word)}s"
    return f"{adjective(state) if not told or told.isupper() else told} {noun}"


def by_whom_they_fight(tree: Tree, word: int, by_word: Mapping[int, Seen], named: Collection[str], day: str | None) -> tuple[str, ...]:
    """The insurgents at ``word`` by the one state that they are said to fight, on a page of an ISO day that names the parties ``named``; nothing
    where none or several states are."""
    fought = {seen.codes[0] for k in _fought(tree, word) if (seen := by_word.get(k)) is not None and len(seen.codes) == 1}
    if len(fought) != 1 or not is_state(state := fought.pop()):
        return ()
    return (rebels(state, f"{adjective(state)} rebels", named, day),)


def _fought(tree: Tree, word: int) -> list[int]:
    """Words for whom they fight: under "against", or the object of a verb of fighting that says which rebels are meant, or a title before it."""
    verbs = [v for v in tree.kids(word, "acl", "acl:relcl") for v in (v, *tree.kids(v, "xcomp", "conj")) if tree.lemma[v] in roles().fighting]
    heads = [k for v in verbs for k in tree.kids(v, "obj")]
    heads += [k for v in (word, *verbs) for k in tree.kids(v, "nmod", "obl") if tree.prep(k) == "against"]
    joined = [head for first in heads for head in tree.conjuncts(first)]
    return [k for head in joined for k in (head, *tree.kids(head, "flat", "appos", "nmod:desc", "compound", "nmod:poss"))]
