"""TREES -> hedges: stretches that a word makes less sure, with nobody named who says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.knowledge.reporting import hedges
from onrecord.model.tree import Tree


@dataclass(frozen=True, slots=True)
class Hedge:
    """``words`` (of the tree) that the word ``cue`` makes ``certainty``."""

    cue: int
    words: tuple[int, ...]
    certainty: str


class HedgeReader:
    """Reads the hedges of one article's trees."""

    def __init__(self, tree: Tree) -> None:
        self.tree, self.know = tree, hedges()

    def run(self) -> Iterator[Hedge]:
        """All hedges in text order."""
        for word, upos in enumerate(self.tree.upos):
            found = self.at(word, upos)
            if found is not None and found.words:
                yield found

    def at(self, word: int, upos: str) -> Hedge | None:
        """The hedge at a word, if it is one."""
        tree, low = self.tree, self.tree.form(word)
        head = tree.head[word]
        if upos == "ADV" and low in self.know.adverbs and head >= 0:
            return Hedge(word, self.clause(head), self.know.adverbs[low])
        if upos == "AUX" and low in self.know.modals and head >= 0:
            return Hedge(word, self.clause(head), self.know.modals[low])
        if upos in ("ADJ", "VERB") and tree.rel[word] == "amod" and low in self.know.adjectives and not self.superlative(word):
            return Hedge(word, tuple(tree.subtree(head)), self.know.adjectives[low])
        if low in self.know.conditions and tree.rel[word] in ("mark", "advmod") and head >= 0:
            return self.condition(word, head, low)
        return self.governed(word)

    def superlative(self, word: int) -> bool:
        """Whether an adjective only strengthens a superlative ("the strongest possible")."""
        return word > 0 and (self.tree.form(word - 1).endswith("est") or "Degree=Sup" in self.tree.feats[word - 1])

    def governed(self, word: int) -> Hedge | None:
        """A verb or predicate with what it makes unsure under it ("appears to", "it is likely that")."""
        tree, lemma = self.tree, self.tree.lemma[word]
        certainty = self.know.verbs.get(lemma) if tree.upos[word] == "VERB" else self.know.predicates.get(lemma)
        below = tree.kids(word, "xcomp", "ccomp", "csubj", "acl")
        if certainty is None or not below or tree.kids(word, "obj"):
            return None
        return Hedge(word, tuple(sorted(w for k in below for w in tree.subtree(k))), certainty)

    def condition(self, word: int, head: int, low: str) -> Hedge | None:
        """The main clause of a condition."""
        tree, main = self.tree, self.tree.head[head]
        if main < 0 or tree.rel[head] != "advcl" or low == "whether":
            return None
        return Hedge(word, self.clause(main), self.know.conditions[low])

    def clause(self, head: int) -> tuple[int, ...]:
        """A clause without coordinate clauses that have a subject or auxiliary of their own."""
        tree = self.tree
        apart = frozenset(k for k in tree.kids(head, "conj", "parataxis", "advcl") if tree.kids(k, "nsubj", "aux"))
        return tuple(tree.subtree(head, apart))
