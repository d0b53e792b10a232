"""Over time: when the entries of a query were acted and told of, counted from arrays; no entry is opened for it.

The time of an act is that of the filters since and until: where no claim tells one, the days of publication (see `masks.touching`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from onrecord.knowledge.party_names import party_names
from onrecord.model import STATUSES
from onrecord.store import orders
from onrecord.store.columns import JOINT, NEVER, OPEN, Array, Columns, number
from onrecord.store.facets import once
from onrecord.store.masks import Passing, between, touching
from onrecord.store.said import Rows, Said

NO_GOODS = "no goods named"
Group = tuple[str, Array]


@dataclass(frozen=True)
class OverTime:
    """The entries that pass a query, and what was ``said`` of them."""

    passing: Passing
    said: Said

    @property
    def columns(self) -> Columns:
        """The arrays of all entries."""
        return self.passing.columns

    @cached_property
    def places(self) -> Array:
        """Where the entries that pass stand, in the query's order."""
        return orders.places(self.columns, self.passing.query.order, self.passing.all)

    @cached_property
    def _wide(self) -> Array:
        """The entries that pass every filter but the time."""
        return self.passing.all_but("time") & between(self.columns, self.passing.query)

    @cached_property
    def _words(self) -> Rows:
        return self.said.at(self.columns)

    def roots(self) -> Rows:
        """The origins that each entry rests on, as numbers."""
        return self.said.roots(self.columns)

    # -- groups

    def groups(self, by: str) -> list[Group]:
        """The entries by "pair" (the names of their parties) or "goods" (heads of their item classes), each group in the query's order; those with
        the most entries first, then by name."""
        names, which, group = self._by_pair() if by == "pair" else self._by_goods()
        order = np.argsort(group, kind="stable")
        ends = np.cumsum(np.bincount(group, minlength=len(names)))[:-1]
        found = [(name, part) for name, part in zip(names, np.split(self.places[which[order]], ends), strict=True) if len(part)] if names else []
        return sorted(found, key=lambda pair: (-len(pair[1]), pair[0]))

    def _by_pair(self) -> tuple[list[str], Array, Array]:
        """The names of groups, the numbers of their entries among ``places``, and for each its group."""
        a, names = self.columns.arrays, self.columns.names
        keys, which = np.unique(a["from"][self.places].astype(np.int64) * max(len(names["to"]), 1) + a["to"][self.places], return_inverse=True)
        labels = [f"{_named(names['from'][key // len(names['to'])])} → {_named(names['to'][key % len(names['to'])])}" for key in keys.tolist()]
        found = sorted(set(labels))
        code = {label: n for n, label in enumerate(found)}
        group = np.array([code[label] for label in labels], np.int64)[which.reshape(-1)] if labels else np.zeros(0, np.int64)
        return found, np.arange(len(self.places)), group

    def _by_goods(self) -> tuple[list[str], Array, Array]:
        a, names = self.columns.arrays, self.columns.names["family"]
        heads = [n.partition(".")[0] or NO_GOODS for n in names]
        found = sorted(set(heads))
        code = np.array([found.index(head) for head in heads], np.int64)
        which, family = Rows.of(a["family at"], a["family"], self.columns.count).beside(self.places)
        both = once(which * max(len(found), 1) + (code[family] if len(names) else family))
        return found, both // max(len(found), 1), both % max(len(found), 1)

    # -- days

    def published(self) -> tuple[str, ...]:
        """The first and the last ISO day on which anything was published of them; none where that is not known."""
        first, last = self.columns.arrays["first"][self.places], self.columns.arrays["last"][self.places]
        days = [*first[first != OPEN].tolist(), *last[last > 0].tolist()]
        return (_iso(min(days)), _iso(max(days))) if days else ()

    def acted(self) -> list[str]:
        """The ISO days on which an act begins or ends, as claims tell them."""
        start, end = self._told()
        return [_iso(day) for day in once(np.concatenate([start[start > 0], end[end < OPEN]])).tolist()]

    def outside(self, low: str, high: str) -> int:
        """How many acts, as claims tell them, begin before a day or end after another."""
        start, end = self._told()
        return int((((start > 0) & (start < number(low, 0))) | ((end < OPEN) & (end > number(high, 0)))).sum())

    def _told(self) -> tuple[Array, Array]:
        """The bounds of the acts of which a claim tells the time."""
        a, places = self.columns.arrays, self.places
        told = places[a["when"][places] != OPEN]
        return a["start"][told], a["end"][told]

    # -- counts, of all that pass every filter but the time

    def touching(self, low: str, high: str) -> int:
        """How many touch the time from one ISO date to another."""
        return int((touching(self.columns, low, high) & self._wide).sum())

    def years(self, most: int) -> list[int]:
        """The years that any of them touches; of each the last ``most``. An open end is the last day on which something was published."""
        a, held = self.columns.arrays, np.flatnonzero(self._wide)
        start, end, last = (a[name][held] for name in ("start", "end", "last"))
        begun, ended = (start > 0) & (start < OPEN), (end != NEVER) & (end < OPEN) & (end > 0)
        low = np.where(begun, start, np.where(ended, end, 0)) // 10_000
        high = np.where(ended, end, np.where(last > 0, last, np.where(begun, start, 0))) // 10_000
        spans = np.unique(np.stack([low, high], axis=1)[(low > 0) & (high > 0)], axis=0)
        return sorted({year for least, top in spans.tolist() for year in range(max(least, top - most + 1), top + 1)})

    # -- densities

    def stretches(self, places: Array, edges: Sequence[tuple[str, str]]) -> tuple[list[int], list[Mapping[str, int]]]:
        """For each stretch of days, how many of the entries at these places touch it, and how often each status was told of them in it."""
        start, end = self.columns.arrays["start"][places], self.columns.arrays["end"][places]
        lows, highs = ([number(day, 0) for day in side] for side in zip(*edges, strict=True))
        touched = [int(((end >= low) & (start <= high) & (end != NEVER)).sum()) for low, high in zip(lows, highs, strict=True)]
        words = self.said.words[self._words.beside(places)[1]]
        words = words[(words["day"] >= lows[0]) & (words["day"] <= highs[-1])]
        cells = np.searchsorted(np.array(highs), words["day"]) * len(STATUSES) + words["status"]
        table = np.bincount(cells, minlength=len(edges) * len(STATUSES)).reshape(len(edges), len(STATUSES))
        return touched, [{s: n for s, n in zip(STATUSES, row, strict=True) if n} for row in table.tolist()]

    def ids(self, places: Array) -> list[str]:
        """The ids of the entries at these places."""
        return self.columns.ids(places)


def _named(codes: str) -> str:
    return party_names(tuple(codes.split(JOINT)) if codes else ())


def _iso(day: int) -> str:
    return f"{day // 10_000:04d}-{day // 100 % 100:02d}-{day % 100:02d}"
