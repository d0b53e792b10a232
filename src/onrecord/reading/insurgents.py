"""Rebels whom nothing names but whom they fight ("rebels battling Muammar Gaddafi")."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.knowledge.parties import adjective, is_state, roles
from onrecord.model.tree import Tree
from onrecord.reading.coreference_seen import Seen


def by_whom_they_fight(tree: Tree, word: int, by_word: Mapping[int, Seen]) -> tuple[str, ...]:
    """The usual name of the insurgents at ``word`` by the one state that they are said to fight; nothing where none or several are."""
    fought = {seen.codes[0] for k in _fought(tree, word) if (seen := by_word.get(k)) is not None and len(seen.codes) == 1}
    if len(fought) != 1 or not is_state(state := fought.pop()):
        return ()
    return (f"{adjective(state)} rebels",)


def _fought(tree: Tree, word: int) -> list[int]:
    """Words for whom they fight: under "against", or the object of a verb of fighting that says which rebels are meant, or a title before it."""
    verbs = [v for v in tree.kids(word, "acl", "acl:relcl") for v in (v, *tree.kids(v, "xcomp", "conj")) if tree.lemma[v] in roles().fighting]
    heads = [k for v in verbs for k in tree.kids(v, "obj")]
    heads += [k for v in (word, *verbs) for k in tree.kids(v, "nmod", "obl") if tree.prep(k) == "against"]
    joined = [head for first in heads for head in tree.conjuncts(first)]
    return [k for head in joined for k in (head, *tree.kids(head, "flat", "appos", "nmod:desc", "compound", "nmod:poss"))]
