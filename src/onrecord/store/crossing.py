"""Crossing: which entries go from whom to whom, counted from `columns`; no entry is opened for it.

An entry of several suppliers or recipients is of each pair of them, and once in a total. A party that is not known is "".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from onrecord.model import Entry
from onrecord.store.columns import STANDINGS, Array, Columns, Gathering
from onrecord.store.facets import once, valued
from onrecord.store.said import Rows


class Pair(NamedTuple):
    """What goes from one party to another: how many ``entries``, how many of each standing, and the heads of their item classes, sorted."""

    giver: str
    receiver: str
    entries: int
    standings: Mapping[str, int]
    goods: tuple[str, ...]


@dataclass(frozen=True)
class Crossing:
    """The entries that pass a query (``passes``, over ``columns``), by supplier and recipient."""

    columns: Columns
    passes: Array

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Crossing:
        """Of entries that are at hand."""
        found = Gathering()
        for entry in entries:
            found.add(entry)
        return cls(found.columns(), np.ones(found.count, bool))

    @property
    def count(self) -> int:
        """How many entries there are."""
        return int(self.passes.sum())

    def side(self, name: str) -> dict[str, int]:
        """How many entries each party of a side ("giver" or "receiver") has, the most first."""
        return valued(self.columns, name, self.passes)

    @cached_property
    def _between(self) -> tuple[Array, Array, Array]:
        """Entry, giver and receiver, one of each for each pair of an entry."""
        a = self.columns.arrays
        held = self.passes[a["giver at"]]
        places, givers = a["giver at"][held], a["giver"][held]
        which, receivers = Rows.of(a["receiver at"], a["receiver"], self.columns.count).beside(places)
        return places[which], givers[which].astype(np.int64), receivers.astype(np.int64)

    def pairs(self) -> list[Pair]:
        """Every pair that an entry passes for, by the codes of its parties."""
        entries, givers, receivers = self._between
        names, others = self.columns.names["giver"], self.columns.names["receiver"]
        keys, which = np.unique(givers * max(len(others), 1) + receivers, return_inverse=True)
        counts = np.bincount(which, minlength=len(keys)).tolist()
        standings, goods = self._standings(which, entries, len(keys)), self._goods(which, entries, len(keys))
        told = zip(keys.tolist(), counts, standings, goods, strict=True)
        found = [Pair(names[key // len(others)], others[key % len(others)], n, by, kinds) for key, n, by, kinds in told]
        return sorted(found, key=lambda p: p[:2])

    def _standings(self, which: Array, entries: Array, count: int) -> list[dict[str, int]]:
        """How many entries of each group are of each standing; ``which`` group each of the ``entries`` is in."""
        cells = which * len(STANDINGS) + self.columns.arrays["standing"][entries]
        table = np.bincount(cells, minlength=count * len(STANDINGS)).reshape(count, len(STANDINGS))
        return [{s: n for s, n in zip(STANDINGS, row, strict=True) if n} for row in table.tolist()]

    def _goods(self, which: Array, entries: Array, count: int) -> list[tuple[str, ...]]:
        """The heads of the item classes of each group."""
        a, names = self.columns.arrays, self.columns.names["family"]
        heads = sorted({n.partition(".")[0] for n in names} - {""})
        code = np.array([heads.index(n.partition(".")[0]) if n else -1 for n in names], np.int64)
        place, family = Rows.of(a["family at"], a["family"], self.columns.count).beside(entries)
        group, kind = which[place], code[family] if len(names) else family
        held = once((group * max(len(heads), 1) + kind)[kind >= 0])
        found = [list[str]() for _ in range(count)]
        for key in held.tolist():
            found[key // len(heads)].append(heads[key % len(heads)])
        return [tuple(kinds) for kinds in found]

    def grid(self, rows: Mapping[str, int], columns: Mapping[str, int], roots: Rows | None = None) -> Grid:
        """The entries by the row of their giver and the column of their receiver; parties may share a row or column. With ``roots``, the numbers of
        the origins that each entry rests on, how many distinct ones there are instead."""
        entries, givers, receivers = self._between
        row, column = _placed(self.columns.names["giver"], rows)[givers], _placed(self.columns.names["receiver"], columns)[receivers]
        high = max(columns.values(), default=-1) + 1
        whole = self._once(np.flatnonzero(self.passes), np.zeros(self.count, np.int64), roots)
        return Grid(self._once(entries, row * high + column, roots), self._once(entries, row, roots),
                    self._once(entries, column, roots), whole.get(0, {}), high)

    def _once(self, entries: Array, cell: Array, roots: Rows | None) -> dict[int, dict[str, int]]:
        """The standings of each cell in which there are any: of its entries (or of what they rest on), each once."""
        things, cells = entries.astype(np.int64), cell.astype(np.int64) * len(STANDINGS) + self.columns.arrays["standing"][entries]
        if roots is not None:
            which, things = roots.beside(entries)
            cells = cells[which]
        size = int(things.max(initial=0)) + 1
        keys, counts = np.unique(once(cells * size + things) // size, return_counts=True)
        found: dict[int, dict[str, int]] = {}
        for key, n in zip(keys.tolist(), counts.tolist(), strict=True):
            found.setdefault(key // len(STANDINGS), {})[STANDINGS[key % len(STANDINGS)]] = n
        return found


class Grid(NamedTuple):
    """How many entries are of each standing: of each cell (by row times ``high`` and column), row and column where there are any, and of all."""

    cells: Mapping[int, Mapping[str, int]]
    rows: Mapping[int, Mapping[str, int]]
    columns: Mapping[int, Mapping[str, int]]
    whole: Mapping[str, int]
    high: int

    def cell(self, row: int, column: int) -> Mapping[str, int]:
        """The standings of a cell."""
        return self.cells.get(row * self.high + column, {})


def _placed(names: Sequence[str], places: Mapping[str, int]) -> Array:
    """The place of each name, those of names that have none 0: nothing that passes is of these."""
    return np.array([places.get(name, 0) for name in names], np.int64)
