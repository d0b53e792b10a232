"""Columns: what facets and totals are counted from, as arrays that are kept with the entries and read in a few milliseconds.

A million claims make some hundred thousand entries. Counting these by seven facets in SQL reads each row seven times; here each facet is an array
of small numbers (which value of a list each entry has), a query is a mask over them, and a count is one pass in memory. Entries may have several
suppliers, recipients and item classes: these are pairs of arrays (entry, value).

Totals are counted from the claims that entries hold: for each, the day on which its article was published, its act and the status it tells. What
had been told by a day is a sum up to that day, so a day in the past costs what today does; and it is what settling by that day would hold,
since publication alone decides which claims that settles.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.model import ACTS, STATUSES, Claim, Entry
from onrecord.model.entry import Facets, LedgerQuery, Totals
from onrecord.model.origin import ArticleFacts
from onrecord.store.filters import ITEM_CLASSES, first_day, last_day

Array = NDArray[Any]
STANDINGS = (*STATUSES, "contested")
BUCKETS = ("1", "2", "3-4", "5-9", "10+")
_SETS = ("giver", "receiver", "family")
_SIZES = {"year": np.uint16, "start": np.int32, "end": np.int32}
_OPEN, _NEVER = 99_999_999, -1


def bounds(entry: Entry) -> tuple[str | None, str | None]:
    """The days of an entry's act, "" and "9999" where open; where no claim tells any, those of its publication; None, None where neither is known."""
    if entry.when is not None:
        return entry.when.start or "", entry.when.end or "9999"
    return entry.first, entry.last


def bucket(origins: int) -> int:
    """Which of `BUCKETS` a number of independent origins falls in."""
    return sum(origins >= least for least in (2, 3, 5, 10))


def _number(day: str | None, untold: int) -> int:
    return untold if day is None else int(day.replace("-", "") or 0) if len(day) != 4 else _OPEN


def _year(start: str | None, first: str | None) -> int:
    return int((start or first or "0")[:4])


@dataclass(slots=True)
class Gathering:
    """Entries on their way into columns, in the order in which they are added."""

    plain: dict[str, list[int]] = field(default_factory=lambda: {n: [] for n in ("act", "status", "standing", "year", "origins", "start", "end")})
    sets: dict[str, tuple[list[int], list[int]]] = field(default_factory=lambda: {name: ([], []) for name in _SETS})
    names: dict[str, dict[str, int]] = field(default_factory=lambda: {name: {} for name in _SETS})
    told: Counter[tuple[int, int, int]] = field(default_factory=Counter)
    days: Counter[int] = field(default_factory=Counter)
    count: int = 0

    def add(self, entry: Entry) -> None:
        """One entry more."""
        start, end = bounds(entry)
        values = (ACTS.index(entry.act), STATUSES.index(entry.status), STANDINGS.index(entry.standing), _year(start, entry.first),
                  bucket(entry.origins), _number(start, _OPEN), _number(end, _NEVER))
        for column, value in zip(self.plain.values(), values, strict=True):
            column.append(value)
        for name, held in zip(_SETS, (entry.giver, entry.receiver, entry.items), strict=True):
            known = self.names[name]
            for code in held or ("",):
                self.sets[name][0].append(self.count)
                self.sets[name][1].append(known.setdefault(code, len(known)))
        self.count += 1

    def tell(self, entries: Iterable[Entry], facts: Mapping[str, ArticleFacts], claims: Mapping[str, Claim]) -> None:
        """What these entries' claims tell, each claim once; ``claims`` by id. Entries that share claims come together."""
        seen = set[str]()
        for entry in entries:
            for move in entry.history:
                for claim in move.claims:
                    if claim not in seen:
                        seen.add(claim)
                        known = facts.get(claims[claim].article)
                        day = _number(known.published if known else None, _OPEN)
                        self.told[day, ACTS.index(claims[claim].act), STATUSES.index(move.status)] += 1

    def publish(self, facts: Iterable[ArticleFacts]) -> None:
        """Articles that are in the record."""
        self.days.update(_number(f.published, _OPEN) for f in facts)

    def columns(self) -> Columns:
        """All that was added."""
        arrays: dict[str, Array] = {name: np.array(values, _SIZES.get(name, np.uint8)) for name, values in self.plain.items()}
        for name, (at, value) in self.sets.items():
            arrays[f"{name} at"], arrays[name] = np.array(at, np.int32), np.array(value, np.int32)
        rows = sorted((*key, n) for key, n in self.told.items())
        arrays["told"] = np.array(rows, np.int32).reshape(-1, 4)
        arrays["days"] = np.array(sorted(self.days.items()), np.int32).reshape(-1, 2)
        return Columns(arrays, {name: tuple(known) for name, known in self.names.items()})


@dataclass(frozen=True, slots=True)
class Columns:
    """The arrays by name, and the values that the numbers in the arrays of ``giver``, ``receiver`` and ``family`` stand for."""

    arrays: Mapping[str, Array]
    names: Mapping[str, tuple[str, ...]]

    def packed(self) -> dict[str, bytes]:
        """As kept: the bytes of each array, and under "names" what they are."""
        shapes = {name: (array.dtype.str, array.shape) for name, array in self.arrays.items()}
        return {"names": json.dumps([shapes, self.names]).encode(), **{name: array.tobytes() for name, array in self.arrays.items()}}

    @classmethod
    def unpacked(cls, kept: Mapping[str, bytes]) -> Columns:
        """From `packed`. Raises ValueError or KeyError where that is not whole."""
        shapes, names = json.loads(kept["names"])
        arrays = {name: np.frombuffer(kept[name], dtype).reshape(shape) for name, (dtype, shape) in shapes.items()}
        return cls(arrays, {name: tuple(values) for name, values in names.items()})

    def mask(self, query: LedgerQuery) -> Array:
        """Which entries pass the query's parties, act, status, class of goods and days; other filters are not looked at."""
        a, passes = self.arrays, np.ones(len(self.arrays["act"]), bool)
        if query.act:
            passes &= a["act"] == ACTS.index(query.act)
        if query.status:
            status = STATUSES.index(query.status) if query.status in STATUSES else -1
            passes &= (a["status"] == status) | (a["standing"] == STANDINGS.index(query.status))
        if query.since:
            passes &= a["end"] >= _number(first_day(query.since), 0)
        if query.until:
            passes &= (a["start"] <= _number(last_day(query.until), 0)) & (a["end"] != _NEVER)
        if query.giver or query.receiver:
            both = a["act"] == ACTS.index("cooperation")
            passes &= self._between(query.giver, query.receiver) | (both & self._between(query.receiver, query.giver))
        if query.item is not None and (asked := query.item.casefold().strip()) in ITEM_CLASSES:
            passes &= self._having("family", {n for n in self.names["family"] if n == asked or n.startswith(asked + ".")})
        return passes

    def leaves_open(self, query: LedgerQuery) -> bool:
        """Whether the query has filters that `mask` does not look at."""
        worded = query.item is not None and query.item.casefold().strip() not in ITEM_CLASSES
        return worded or query.origin is not None or query.credibility is not None

    def none(self) -> Array:
        """A mask that no entry passes."""
        return np.zeros(len(self.arrays["act"]), bool)

    def _between(self, giver: str | None, receiver: str | None) -> Array:
        passes = np.ones(len(self.arrays["act"]), bool)
        for name, party in (("giver", giver), ("receiver", receiver)):
            if party:
                passes &= self._having(name, {n for n in self.names[name] if n and n.casefold() == party.casefold()})
        return passes

    def _having(self, name: str, values: set[str]) -> Array:
        passes = np.zeros(len(self.arrays["act"]), bool)
        codes = [n for n, value in enumerate(self.names[name]) if value in values]
        passes[self.arrays[f"{name} at"][np.isin(self.arrays[name], codes)]] = True
        return passes

    def facets(self, passes: Array) -> Facets:
        """The counts of the entries that pass."""
        a = self.arrays

        def plain(name: str, values: Sequence[str]) -> dict[str, int]:
            return _counted(np.bincount(a[name][passes], minlength=len(values)), values)

        def many(name: str) -> dict[str, int]:
            return _counted(np.bincount(a[name][passes[a[f"{name} at"]]], minlength=len(self.names[name])), self.names[name])

        years = np.unique(a["year"][passes], return_counts=True)
        return Facets(
            int(passes.sum()), many("giver"), many("receiver"), many("family"), plain("act", ACTS), plain("status", STATUSES),
            plain("standing", STANDINGS), {f"{y:04d}" if y else "": int(n) for y, n in zip(*years, strict=True)}, plain("origins", BUCKETS),
        )

    def totals(self, as_of: str | None) -> Totals:
        """What had been told by the end of a day, month or year."""
        limit = _OPEN if as_of is None else _number(last_day(as_of), 0)
        told, days = (self.arrays[name][self.arrays[name][:, 0] <= limit] for name in ("told", "days"))
        cells = np.bincount(told[:, 1] * len(STATUSES) + told[:, 2], weights=told[:, 3], minlength=len(ACTS) * len(STATUSES)).astype(int)
        by_act = {act: _counted(cells[n * len(STATUSES):(n + 1) * len(STATUSES)], STATUSES) for n, act in enumerate(ACTS)}
        every = self.arrays["days"]
        return Totals(as_of, int(days[:, 1].sum()), int(every[every[:, 0] == _OPEN][:, 1].sum()), int(told[:, 3].sum()),
                      {act: found for act, found in by_act.items() if found})


def _counted(counts: Array, values: Sequence[str]) -> dict[str, int]:
    """The values that occur, the most frequent first."""
    found = {value: int(n) for value, n in zip(values, counts.tolist(), strict=True) if n}
    return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))
