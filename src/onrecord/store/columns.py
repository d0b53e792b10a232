"""Columns: what facets and totals are counted from, as arrays that are kept with the entries and read in a few milliseconds.

A million claims make some hundred thousand entries. Counting these by ten facets in SQL reads each row ten times; here each facet is an array
of small numbers (which value of a list each entry has), a query is a mask over them (see `masks`), and a count is one pass in memory. Entries may
have several suppliers, recipients, item classes and kinds of disagreement: these are pairs of arrays (entry, value).

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
from onrecord.model.credibility import SOURCES
from onrecord.model.entry import Totals
from onrecord.model.origin import ArticleFacts
from onrecord.store.filters import last_day

Array = NDArray[Any]
STANDINGS = (*STATUSES, "contested")
LETTERS = tuple(SOURCES)
JOINT = "\x1f"
"""Stands between the codes of several parties or classes that are kept as one text."""
_SETS = ("giver", "receiver", "family", "odds")
_JOINED = ("from", "to", "what")
_SIZES = {"act": np.uint8, "status": np.uint8, "standing": np.uint8, "source": np.uint8, "information": np.uint8, "id": np.uint64}
OPEN, NEVER = 99_999_999, -1
"""Days later than any, and of no entry: what an open end and an unknown one are kept as."""


def bounds(entry: Entry) -> tuple[str | None, str | None]:
    """The days of an entry's act, "" and "9999" where open; where no claim tells any, those of its publication; None, None where neither is known."""
    if entry.when is not None:
        return entry.when.start or "", entry.when.end or "9999"
    return entry.first, entry.last


def number(day: str | None, untold: int) -> int:
    """A day as a number (20240229), `OPEN` for one that never comes, 0 for one before all."""
    return untold if day is None else int(day.replace("-", "") or 0) if len(day) != 4 else OPEN


def number_of(day: str | None) -> int:
    """An ISO day as a number, for counting; unknown days come last."""
    return number(day, OPEN)


def told_as(act: str, status: str) -> int:
    """An act and a status as a number, for counting."""
    return ACTS.index(act) * len(STATUSES) + STATUSES.index(status)


def _plain(entry: Entry) -> dict[str, int]:
    """What of an entry is one number: which of a list of values it has, a count, a day, its id."""
    start, end = bounds(entry)
    told = (entry.when.start or entry.when.end or "") if entry.when else "9999"
    return {
        "act": ACTS.index(entry.act), "status": STATUSES.index(entry.status), "standing": STANDINGS.index(entry.standing),
        "source": LETTERS.index(entry.credibility.source), "information": entry.credibility.information, "origins": entry.origins,
        "voices": entry.voices, "pages": entry.pages, "start": number(start, OPEN), "end": number(end, NEVER), "when": number(told, OPEN),
        "first": number(entry.first, OPEN), "last": number(entry.last, 0), "id": int(entry.id, 16),
    }


_PLAIN = ("act", "status", "standing", "source", "information", "origins", "voices", "pages", "start", "end", "when", "first", "last", "id")


@dataclass(frozen=True, slots=True)
class Moves:
    """What becomes of the places of entries: their ``size`` (how many there are), the places of the ``new`` ones in order, those that were
    ``freed``, and those that ``moved`` (from, to). An entry that is written again where it stands has its place among both, new and freed."""

    size: int
    new: tuple[int, ...]
    freed: tuple[int, ...]
    moved: tuple[tuple[int, int], ...]

    def stay(self, places: Array) -> Array:
        """Which of these places (of before) are those of entries that are not freed."""
        return ~np.isin(places, np.array(self.freed, np.int32), kind="table")

    def to(self, places: Array) -> Array:
        """Where the entries at these places, none of them freed, stand now."""
        where = np.arange(max(self.size, int(places.max(initial=-1)) + 1, *(old + 1 for old, _ in self.moved)), dtype=np.int32)
        for old, new in self.moved:
            where[old] = new
        return _taken(where, places)

    def come(self, numbers: Array) -> Array:
        """The places of the new entries of these numbers."""
        return _taken(np.array(self.new, np.int32), numbers)


@dataclass(slots=True)
class Gathering:
    """Entries on their way into columns, in the order in which they are added. ``moves``: for each, the days on which a status was told of it, by how
    many claims."""

    plain: dict[str, list[int]] = field(default_factory=lambda: {n: [] for n in (*_PLAIN, *_JOINED)})
    sets: dict[str, tuple[list[int], list[int]]] = field(default_factory=lambda: {name: ([], []) for name in _SETS})
    names: dict[str, dict[str, int]] = field(default_factory=lambda: {name: {} for name in (*_SETS, *_JOINED)})
    moves: list[tuple[int, int, int, int]] = field(default_factory=list)
    told: Counter[tuple[int, int, int]] = field(default_factory=Counter)
    days: Counter[int] = field(default_factory=Counter)
    count: int = 0

    def add(self, entry: Entry) -> None:
        """One entry more."""
        for name, value in _plain(entry).items():
            self.plain[name].append(value)
        for name, codes in zip(_JOINED, (entry.giver, entry.receiver, entry.items), strict=True):
            self.plain[name].append(self._code(name, JOINT.join(codes)))
        odds = tuple(sorted({d.kind for d in entry.disagreements}))
        for name, held in zip(_SETS, (entry.giver, entry.receiver, entry.items, odds), strict=True):
            for code in held or ("",):
                self.sets[name][0].append(self.count)
                self.sets[name][1].append(self._code(name, code))
        told: Counter[tuple[int, int]] = Counter()
        for move in entry.history:
            told[number(move.published, 0), STATUSES.index(move.status)] += len(move.claims)
        self.moves += ((self.count, day, status, n) for (day, status), n in sorted(told.items()))
        self.count += 1

    def _code(self, name: str, value: str) -> int:
        known = self.names[name]
        return known.setdefault(value, len(known))

    def tell(self, entries: Iterable[Entry], facts: Mapping[str, ArticleFacts], claims: Mapping[str, Claim]) -> None:
        """What these entries' claims tell, each claim once; ``claims`` by id. Entries that share claims come together."""
        seen = set[str]()
        for entry in entries:
            for move in entry.history:
                for claim in move.claims:
                    if claim not in seen:
                        seen.add(claim)
                        known = facts.get(claims[claim].article)
                        day = number(known.published if known else None, OPEN)
                        self.told[day, ACTS.index(claims[claim].act), STATUSES.index(move.status)] += 1

    def publish(self, facts: Iterable[ArticleFacts]) -> None:
        """Articles that are in the record."""
        self.days.update(number(f.published, OPEN) for f in facts)

    def columns(self) -> Columns:
        """All that was added."""
        arrays: dict[str, Array] = {name: np.array(values, _SIZES.get(name, np.int32)) for name, values in self.plain.items()}
        for name, (at, value) in self.sets.items():
            arrays[f"{name} at"], arrays[name] = np.array(at, np.int32), np.array(value, np.int32)
        arrays["moves"] = np.array(self.moves, np.int32).reshape(-1, 4)
        rows = sorted((*key, n) for key, n in self.told.items())
        arrays["told"] = np.array(rows, np.int32).reshape(-1, 4)
        arrays["days"] = np.array(sorted(self.days.items()), np.int32).reshape(-1, 2)
        return Columns(arrays, {name: tuple(known) for name, known in self.names.items()})


@dataclass(frozen=True, slots=True)
class Columns:
    """The arrays by name, the values that the numbers in some of them stand for, and the orders that were asked for (see `orders`)."""

    arrays: Mapping[str, Array]
    names: Mapping[str, tuple[str, ...]]
    orders: dict[str, Array] = field(default_factory=dict, compare=False)

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

    def moved(self, moves: Moves, new: Columns) -> Columns:
        """The columns after some entries went, some moved to their places, and the ``new`` ones came. Values that no entry has any more go too."""
        arrays, names = dict(self.arrays), dict(self.names)
        came = dict(new.arrays)
        for name in names:
            names[name], came[name] = _known(names[name], new.names[name], new.arrays[name])
        for name in (*_PLAIN, *_JOINED):
            arrays[name] = _put(self.arrays[name], came[name], moves)
        for name in _SETS:
            at = self.arrays[f"{name} at"]
            stays = moves.stay(at)
            arrays[f"{name} at"] = np.concatenate([moves.to(at[stays]), moves.come(came[f"{name} at"])])
            arrays[name] = np.concatenate([self.arrays[name][stays], came[name]])
        for name in names:
            names[name], arrays[name] = _used(names[name], arrays[name])
        return Columns({**arrays, "moves": self._moved_days(moves, new)}, names)

    def _moved_days(self, moves: Moves, new: Columns) -> Array:
        """The rows of ``moves``, in order of places, as they are looked up."""
        kept, came = self.arrays["moves"][moves.stay(self.arrays["moves"][:, 0])], new.arrays["moves"].copy()
        kept[:, 0], came[:, 0] = moves.to(kept[:, 0]), moves.come(came[:, 0])
        rows: Array = np.concatenate([kept, came])
        return rows[np.argsort(rows[:, 0], kind="stable")]

    def telling(self, told: Mapping[tuple[int, int], int], days: Mapping[int, int]) -> Columns:
        """The columns with so much more (or less) told: how often by day and `told_as`; and with these articles by day."""
        more = [(day, *divmod(what, len(STATUSES)), n) for (day, what), n in told.items() if n]
        rows = np.concatenate([self.arrays["told"], np.array(more, np.int32).reshape(-1, 4)])
        keys, which = np.unique(rows[:, :3], axis=0, return_inverse=True)
        counts = np.bincount(which.reshape(-1), weights=rows[:, 3], minlength=len(keys)).astype(np.int32)
        summed = np.column_stack([keys, counts])[counts != 0].astype(np.int32)
        return Columns({**self.arrays, "told": summed, "days": np.array(sorted(days.items()), np.int32).reshape(-1, 2)}, self.names)

    @property
    def count(self) -> int:
        """How many entries there are."""
        return len(self.arrays["act"])

    def ids(self, places: Array) -> list[str]:
        """The ids of the entries at these places."""
        return [f"{key:016x}" for key in self.arrays["id"][places].tolist()]

    def standing(self, numbers: Array) -> Array:
        """Where the entries of these ids, as numbers, stand; all of them are here."""
        ids = self.arrays["id"]
        order = np.argsort(ids)
        found: Array = order[np.searchsorted(ids[order], numbers)] if len(ids) else np.zeros(0, np.int64)
        return found

    def having(self, name: str, values: set[str]) -> Array:
        """Which entries have one of the values in a set."""
        passes = np.zeros(self.count, bool)
        codes = [n for n, value in enumerate(self.names[name]) if value in values]
        passes[self.arrays[f"{name} at"][np.isin(self.arrays[name], codes)]] = True
        return passes

    def totals(self, as_of: str | None) -> Totals:
        """What had been told by the end of a day, month or year."""
        limit = OPEN if as_of is None else number(last_day(as_of), 0)
        told, days = (self.arrays[name][self.arrays[name][:, 0] <= limit] for name in ("told", "days"))
        cells = np.bincount(told[:, 1] * len(STATUSES) + told[:, 2], weights=told[:, 3], minlength=len(ACTS) * len(STATUSES)).astype(int)
        by_act = {act: counted(cells[n * len(STATUSES):(n + 1) * len(STATUSES)], STATUSES) for n, act in enumerate(ACTS)}
        every = self.arrays["days"]
        return Totals(as_of, int(days[:, 1].sum()), int(every[every[:, 0] == OPEN][:, 1].sum()), int(told[:, 3].sum()),
                      {act: found for act, found in by_act.items() if found})


def _taken(values: Array, at: Array) -> Array:
    found: Array = values[at]
    return found


def _put(old: Array, came: Array, moves: Moves) -> Array:
    """An array with one value for each entry, after the moves."""
    found, moved = np.zeros(moves.size, old.dtype), np.array(moves.moved, np.int64).reshape(-1, 2)
    kept = min(moves.size, len(old))
    found[:kept] = old[:kept]
    found[moved[:, 1]] = old[moved[:, 0]]
    found[np.array(moves.new, np.int64)] = came
    return found


def _known(names: Sequence[str], more: Sequence[str], values: Array) -> tuple[tuple[str, ...], Array]:
    """The names with ``more``, and ``values`` (numbers of those) as numbers of these."""
    number = {name: n for n, name in enumerate(dict.fromkeys((*names, *more)))}
    return tuple(number), _taken(np.array([number[name] for name in more], np.int32), values)


def _used(names: Sequence[str], values: Array) -> tuple[tuple[str, ...], Array]:
    """The names that a value stands for, and the values as numbers of them."""
    held = np.bincount(values, minlength=len(names)) > 0
    return tuple(name for name, has in zip(names, held.tolist(), strict=True) if has), _taken(np.cumsum(held, dtype=np.int32) - np.int32(1), values)


def counted(counts: Array, values: Sequence[str]) -> dict[str, int]:
    """The values that occur, the most frequent first."""
    found = {value: int(n) for value, n in zip(values, counts.tolist(), strict=True) if n}
    return dict(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))
