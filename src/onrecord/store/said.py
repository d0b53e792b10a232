"""Said: every word that was told of each entry, as one array that is kept with the entries: for drawings over time and distinct origins.

A row for each word (`model.StatusMove`), by entry. It is kept as "words told" among ``columns``, apart from what lists are counted from, and
read only where it is asked for. Where it is not kept (an older record) it is made from the entries in one pass, and held until something is settled.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
from sqlalchemy import Connection, delete, insert, select

from onrecord.errors import DamagedStoreError
from onrecord.model import STATUSES, Entry
from onrecord.store import tables as t
from onrecord.store.columns import OPEN, Array, Columns, number
from onrecord.store.rows import checked, sealed

WORDS = np.dtype([("entry", "<u8"), ("day", "<i4"), ("status", "u1"), ("root", "<u8")])
"""A word: of which entry, on which day (`OPEN`: not known), which status (its place in `STATUSES`), and a number for the origin that it counts for, 0
where it counts for none. Numbers stand for ids by their hash: that two of a million fall together is less likely than a fault of the disk."""
NAME = "words told"


class Rows(NamedTuple):
    """Values of entries in order of place: those of the entry at place p are ``value[start[p]:start[p] + size[p]]``."""

    value: Array
    start: Array
    size: Array

    @classmethod
    def of(cls, at: Array, value: Array, count: int) -> Rows:
        """From a pair of arrays (entry, value), of ``count`` entries."""
        size = np.bincount(at, minlength=count)
        return cls(value[np.argsort(at, kind="stable")], np.cumsum(size) - size, size)

    def beside(self, places: Array) -> tuple[Array, Array]:
        """For each value of the entries at these places: the number of the place in ``places``, and the value."""
        size = self.size[places]
        which = np.repeat(np.arange(len(places)), size)
        within = np.arange(len(which)) - np.repeat(np.cumsum(size) - size, size)
        return which, self.value[np.repeat(self.start[places], size) + within]


@dataclass(frozen=True, slots=True)
class Said:
    """The rows of `WORDS`, by entry."""

    words: Array

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Said:
        """Of entries."""
        numbers = dict[str, int]()
        told = [(int(e.id, 16), number(m.published, OPEN), STATUSES.index(m.status), _root(m.report or m.origin, numbers) if m.counts else 0)
                for e in entries for m in e.history]
        return cls(_by_entry(np.array(told, WORDS)))

    def without(self, entries: Collection[str]) -> Said:
        """Less the words of these entries."""
        gone = np.array(sorted(int(e, 16) for e in entries), np.uint64)
        return Said(self.words[~np.isin(self.words["entry"], gone)])

    def joined(self, other: Said) -> Said:
        """With those of another; no entry is in both."""
        places = np.searchsorted(self.words["entry"], other.words["entry"])
        return Said(np.insert(self.words, places, other.words))

    def at(self, columns: Columns) -> Rows:
        """Which words are told of each entry of ``columns``."""
        return Rows.of(columns.standing(self.words["entry"]), np.arange(len(self.words)), columns.count)

    def roots(self, columns: Columns) -> Rows:
        """The origins that each entry of ``columns`` rests on, as numbers from 0."""
        counting = self.words["root"] != 0
        _, numbers = np.unique(self.words["root"][counting], return_inverse=True)
        return Rows.of(columns.standing(self.words["entry"])[counting], numbers.reshape(-1).astype(np.int64), columns.count)


def _by_entry(words: Array) -> Array:
    return words[np.lexsort([words["root"], words["status"], words["day"], words["entry"]])]


def _root(origin: str, numbers: dict[str, int]) -> int:
    if origin not in numbers:
        numbers[origin] = int.from_bytes(blake2b(origin.encode("utf-8", "surrogatepass"), digest_size=8).digest()) or 1
    return numbers[origin]


def keep_said(connection: Connection, made: Said) -> None:
    """Keeps what was told in place of what was kept before; ``columns`` are written before it."""
    connection.execute(delete(t.columns).where(t.columns.c.name == NAME))
    connection.execute(insert(t.columns), [sealed(t.columns, {"name": NAME, "body": made.words.tobytes()})])


def kept_said(connection: Connection, path: str) -> Said | None:
    """What is kept; None where nothing is. Raises `DamagedStoreError`."""
    row = connection.execute(select(t.columns).where(t.columns.c.name == NAME)).first()
    if row is None:
        return None
    try:
        return Said(np.frombuffer(checked(t.columns, row, path)["body"], WORDS))
    except ValueError as fault:
        raise DamagedStoreError(path, f"what was told is not whole ({fault}); restore the record from a copy") from fault
