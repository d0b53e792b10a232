"""Sets of stories that grow together, strongest ties first, and never against the weight of the measures that keep them apart."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

Pair = tuple[str, str]


class Forest:
    """Sets that grow together (union-find) over story ids; each is known by its smallest member."""

    def __init__(self, ids: Iterable[str] = ()) -> None:
        self._parent = {i: i for i in ids}

    def root(self, i: str) -> str:
        """The set of ``i``; a new id is a set of its own."""
        parent = self._parent.setdefault(i, i)
        while parent != self._parent[parent]:
            self._parent[i] = self._parent[parent]
            parent = self._parent[parent]
        return parent

    def join(self, a: str, b: str) -> None:
        """Make one set of two."""
        low, high = sorted((self.root(a), self.root(b)))
        self._parent[high] = low

    def sets(self) -> list[list[str]]:
        """The sets, members sorted."""
        found: dict[str, list[str]] = defaultdict(list)
        for i in sorted(self._parent):
            found[self.root(i)].append(i)
        return list(found.values())


class _Weights:
    """Between sets: how many ties less how many that keep apart. Kept for sets that something keeps apart from others, and for their ties."""

    def __init__(self, ties: Iterable[Pair], apart: Iterable[Pair]) -> None:
        self._held: dict[str, Counter[str]] = defaultdict(Counter)
        self._split: dict[str, Counter[str]] = defaultdict(Counter)
        for table, pairs in ((self._held, ties), (self._split, apart)):
            for a, b in pairs:
                table[a][b] += 1
                table[b][a] += 1

    def allow(self, a: str, b: str) -> bool:
        """Whether more ties the two sets than keeps them apart."""
        return self._held[a][b] > self._split[a][b]

    def merge(self, kept: str, gone: str) -> None:
        """The set ``gone`` is now part of ``kept``."""
        for table in (self._held, self._split):
            for other, n in table.pop(gone, Counter[str]()).items():
                if other in table:
                    del table[other][gone]
                if other != kept:
                    table[kept][other] += n
                    table[other][kept] += n


def grown(ids: Iterable[str], ties: Iterable[Pair], apart: Iterable[Pair]) -> Forest:
    """The sets that ``ties`` (strongest first) make. Two sets are joined only where more ties lead from one to the other than measures keep them
    apart: a page of nothing but a template is like every page in it, and makes one of none of them."""
    forest, strongest = Forest(ids), list(ties)
    weights = _Weights(strongest, apart)
    for a, b in strongest:
        first, second = sorted((forest.root(a), forest.root(b)))
        if first != second and weights.allow(first, second):
            forest.join(first, second)
            weights.merge(first, second)
    return forest
