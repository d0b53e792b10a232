"""Who a phrase says is under sanctions or on a list of them: "under U.S. sanctions", "on the sanctions list", "added Holm Trading to its blacklist".

Read by the layer that finds names and by the stage that makes claims, from the same tree.
"""

from __future__ import annotations

from onrecord.knowledge.frames import wordlist
from onrecord.model.tree import Tree

_UNDER, _ONTO = frozenset({"under", "on"}), frozenset({"to", "from"})
"""Prepositions of being under sanctions or on a list, and of coming on a list or off it."""
_LISTS = frozenset({"list", "blacklist"})


def tells_listing(tree: Tree, word: int) -> bool:
    """Whether the word heads a phrase that says that somebody is under sanctions, or is on a list of them, is put on it or taken off it."""
    lemma = tree.lemma[word]
    beside = {tree.lemma[k] for k in tree.kids(word, "compound", "amod", "nmod", "nmod:desc")} | {lemma}
    led = tree.prep(word) in _UNDER or (tree.prep(word) in _ONTO and lemma in _LISTS)
    return led and lemma in wordlist("sanctions") | _LISTS and bool(beside & (wordlist("sanctions") | {"blacklist"}))


def listed(tree: Tree, word: int) -> list[int]:
    """The heads of who is so: what the clause puts there, or else its subject, or what the clause goes on about and what that stands beside."""
    over = word if tree.kids(word, "cop") else tree.head[word]
    if over < 0:
        return []
    if tree.rel[over].startswith("acl"):
        one = tree.head[over]
        return [one, *([tree.head[one]] if tree.rel[one] == "appos" else [])]
    return tree.kids(over, "obj", "nsubj:pass") or (tree.kids(over, "nsubj") if tree.prep(word) in _UNDER else [])
