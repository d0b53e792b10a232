"""Towns that stand for their states: where the grammar says that arms strike them ("fired missiles at Kharkiv", "the shelling of Aleppo")."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.knowledge.frames import wordlist
from onrecord.knowledge.towns import town_gazetteer
from onrecord.model import Span
from onrecord.model.tree import Tree

_AT = frozenset({"at", "on", "against", "into", "onto", "over", "toward", "towards", "near", "in", "across"})
_OF = _AT | {"of"}
_UP = frozenset({"nmod", "appos", "conj", "flat", "compound", "nmod:poss"})
_FAR = 3
"""Nouns between a town and what strikes it ("at targets in the outskirts of Kharkiv")."""


def towns_under_fire(text: str, tree: Tree) -> Iterator[tuple[range, str]]:
    """The words of each town that is struck, with the code of its state, in text order."""
    for found in town_gazetteer().find(text):
        words = tree.words_in(Span(found.start, found.end))
        heads = [w for w in words if tree.head[w] not in words]
        if heads and tree.sentence(words[0]) == tree.sentence(words[-1]) and _is_struck(tree, heads[-1]):
            yield words, found.payload


def _is_struck(tree: Tree, word: int) -> bool:
    """Whether a word of harm or firing is what the name hangs on, itself or through a few nouns (claims.harmed asks of what goods or an act do)."""
    at = word
    for _ in range(_FAR + 1):
        over, rel, prep = tree.head[at], tree.rel[at], tree.prep(at)
        if over < 0:
            return False
        fires = tree.lemma[over] in wordlist("harm") or tree.lemma[over] in wordlist("fires")
        if tree.upos[over] == "VERB":
            return fires and (rel in ("obj", "nsubj:pass") or (rel.startswith("obl") and prep in _AT))
        if fires and (prep in _OF or rel in ("compound", "nmod:poss")):
            return True
        if rel.split(":")[0] not in _UP and rel not in _UP:
            return False
        at = over
    return False
