"""Wordings: the words, wordings of goods and catalogue keys by which entries are found, as arrays that are kept with the entries.

Words are found by any part of them and wordings by the start of any word in them, which no index of a database serves: SQL reads the text of every
entry. Here each different text is looked at once, and the entries that have one that fits are marked. They let through exactly what `filters.keeps`
does; tests/store/test_wordings.py holds the two against each other.

Each kind is kept as a row among ``columns``, apart from what lists are counted from, and read only where it is asked for. Where none is kept (an
older record) it is made in one pass from the rows by which entries were found before, held until something is settled, and kept from then on.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import compress

import numpy as np
from sqlalchemy import Connection, delete, insert, select

from onrecord.errors import DamagedStoreError
from onrecord.model import Entry
from onrecord.store import tables as t
from onrecord.store.columns import Array, Columns
from onrecord.store.filters import keys_of, names_of, starting, words_asked, words_of
from onrecord.store.rows import checked, sealed

KINDS: Mapping[str, Callable[[Entry], Collection[str]]] = {"word": lambda e: words_of(e).split(), "name": names_of, "key": keys_of}
"""Texts of an entry by kind. A word that is asked for has no blanks in it, so whatever holds it lies between two blanks."""
ROWS = {kind: f"found by {kind}" for kind in KINDS}
"""The names of the rows of ``columns``."""
_HEX = frozenset("0123456789abcdef")
_ABOVE = 32


@dataclass(frozen=True, slots=True)
class Wordings:
    """Texts of a kind, sorted, and the numbers of the entries that have any, sorted. Of each text in turn ``sizes`` says how many entries have it,
    and ``at`` which, as places among ``ids`` that ascend. What no entry has is left out, so what means the same is equal, byte by byte."""

    texts: tuple[str, ...]
    ids: Array
    sizes: Array
    at: Array

    @classmethod
    def of(cls, told: Iterable[tuple[str, Iterable[str]]]) -> Wordings:
        """Of entries by id, each with its texts; an entry may come in parts that share no text."""
        known, ids, sizes, codes = dict[str, int](), list[int](), list[int](), array("L")
        for entry, texts in told:
            some = {known.setdefault(text, len(known)) for text in texts}
            codes.extend(some)
            ids.append(int(entry, 16))
            sizes.append(len(some))
        texts = sorted(known)
        rank = np.argsort(np.array([known[text] for text in texts], np.int64))
        numbers, at = np.unique(np.array(ids, np.uint64), return_inverse=True)
        pairs = _paired(rank[np.array(codes, np.int64)], np.repeat(at.reshape(-1), np.array(sizes, np.int64)))
        return cls._used(texts, numbers, np.sort(pairs))

    @classmethod
    def _used(cls, texts: Sequence[str], ids: Array, pairs: Array) -> Wordings:
        """Of sorted pairs (places of a text and of an entry): less texts and entries that are in none."""
        at = pairs & ((1 << _ABOVE) - 1)
        sizes, held = np.bincount(pairs >> _ABOVE, minlength=len(texts)), np.bincount(at, minlength=len(ids)) > 0
        return cls(tuple(compress(texts, sizes.tolist())), ids[held], sizes[sizes > 0].astype("<u4"), (np.cumsum(held) - 1)[at].astype("<u4"))

    def without(self, entries: Collection[str]) -> Wordings:
        """Less those of these entries."""
        gone = np.isin(self.ids, np.array([int(e, 16) for e in entries], np.uint64))
        pairs = _paired(np.repeat(np.arange(len(self.texts)), self.sizes), self.at)
        return self._used(self.texts, self.ids, pairs[~gone[self.at]])

    def joined(self, other: Wordings) -> Wordings:
        """With those of another; no entry is in both."""
        texts, ids = sorted(dict.fromkeys((*self.texts, *other.texts))), np.sort(np.concatenate([self.ids, other.ids]))
        number = {text: n for n, text in enumerate(texts)}
        mine, more = (_paired(np.repeat(np.array([number[text] for text in some.texts], np.int64), some.sizes),
                              np.searchsorted(ids, some.ids)[some.at]) for some in (self, other))
        return self._used(texts, ids, np.insert(mine, np.searchsorted(mine, more), more))

    def packed(self) -> bytes:
        """As kept: how many there are of each array, the arrays, and the texts, each with a NUL after it (`storable` text has none)."""
        sizes = np.array([len(self.ids), len(self.sizes), len(self.at)], "<u4")
        return b"".join([*(a.tobytes() for a in (sizes, self.ids, self.sizes, self.at)), "".join(f"{text}\0" for text in self.texts).encode()])

    @classmethod
    def unpacked(cls, kept: bytes) -> Wordings:
        """From `packed`. Raises ValueError where that is not whole."""
        entries, texts, pairs = np.frombuffer(kept, "<u4", 3).tolist()
        ids, sizes = np.frombuffer(kept, "<u8", entries, 12), np.frombuffer(kept, "<u4", texts, 12 + 8 * entries)
        at = np.frombuffer(kept, "<u4", pairs, start := 12 + 8 * entries + 4 * texts)
        *told, after = kept[start + 4 * pairs:].decode().split("\0")
        if after or len(told) != texts:
            raise ValueError("not every text is there")
        return cls(tuple(told), ids, sizes, at)


def _paired(texts: Array, entries: Array) -> Array:
    """Pairs as numbers, so that they are sorted by text and then by entry."""
    found: Array = (texts.astype(np.int64) << _ABOVE) | entries
    return found


def of_entries(entries: Collection[Entry]) -> dict[str, Wordings]:
    """Those of entries, by kind."""
    return {kind: Wordings.of((e.id, texts(e)) for e in entries) for kind, texts in KINDS.items()}


def made(connection: Connection, kind: str) -> Wordings:
    """Those of the kept entries, from the rows by which they are found: the same as of the entries, which would have to be opened."""
    if kind == "word":
        return Wordings.of((entry, told.split()) for entry, told in connection.execute(select(t.entry_shown.c.entry, t.entry_shown.c.words)))
    i = t.entry_items.c
    return Wordings.of((entry, [value]) for entry, value in connection.execute(select(i.entry, i.value).where(i.kind == kind)))


def keep_wordings(connection: Connection, found: Mapping[str, Wordings]) -> None:
    """Keeps those of each kind in place of what was kept before; ``columns`` are written before them."""
    connection.execute(delete(t.columns).where(t.columns.c.name.in_(ROWS.values())))
    connection.execute(insert(t.columns), [sealed(t.columns, {"name": ROWS[kind], "body": held.packed()}) for kind, held in found.items()])


def kept_wordings(connection: Connection, path: str, kind: str) -> Wordings | None:
    """Those of a kind that are kept; None where none are. Raises `DamagedStoreError`."""
    row = connection.execute(select(t.columns).where(t.columns.c.name == ROWS[kind])).first()
    if row is None:
        return None
    try:
        return Wordings.unpacked(checked(t.columns, row, path)["body"])
    except ValueError as fault:
        raise DamagedStoreError(path, f"what entries are found by is not whole ({fault}); restore the record from a copy") from fault


@dataclass(frozen=True, slots=True)
class Placed:
    """Wordings over columns of ``count`` entries: ``where`` each of their entries stands there."""

    held: Wordings
    where: Array
    count: int

    @classmethod
    def over(cls, columns: Columns, held: Wordings) -> Placed:
        """Over these columns, which have all entries that they are of."""
        return cls(held, columns.standing(held.ids), columns.count)

    def having(self, fits: Collection[bool]) -> Array:
        """Which entries have a text that fits; ``fits`` says it of each text."""
        passes = np.zeros(self.count, bool)
        passes[self.where[self.held.at[np.repeat(np.array(fits, bool), self.held.sizes)]]] = True
        return passes


def worded(columns: Columns, words: str, told: Placed) -> Array:
    """Which entries every one of the words is found in, or begins the id of."""
    passes = np.ones(columns.count, bool)
    for word in dict.fromkeys(words_asked(words)):
        passes &= told.having([word in text for text in told.held.texts]) | _headed(columns, word)
    return passes


def _headed(columns: Columns, head: str) -> Array:
    """Which entries have an id that begins so."""
    if len(head) > 16 or not _HEX.issuperset(head):
        return np.zeros(columns.count, bool)
    ids, low, high = columns.arrays["id"], int(head.ljust(16, "0"), 16), int(head.ljust(16, "f"), 16)
    passes: Array = (ids >= np.uint64(low)) & (ids <= np.uint64(high))
    return passes


def named(asked: str, names: Placed, keys: Placed) -> Array:
    """Which entries have this catalogue key, or a wording with a word that begins so; ``asked`` as `filters.wording_asked` gives it."""
    starts = starting(asked)
    passes: Array = names.having([starts(name) for name in names.held.texts]) | keys.having([key == asked for key in keys.held.texts])
    return passes
