"""The desk: what a person who looks claims through is shown, asked of what was settled last, so that each step costs the same in any record.

A decision makes the kept entries stale at once. Who goes through a queue does not wait until they are derived again: the queue, its filters and the
neighbours of a claim are answered from the entries as they were *settled last*; claims, judgements and days are always those of now.

With the entries are kept two arrays (rows "queue claims" and "queue clashes" of ``columns``): a row for each claim of each entry, and one for each
open disagreement. Where they are not kept (an older record) they are made from the entries in one pass, and held as long as the desk is open.
"""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, delete, insert, select

from onrecord.errors import DamagedStoreError
from onrecord.model import Claim, Entry, Span
from onrecord.model.entry import DISAGREEMENTS, LedgerQuery
from onrecord.store import tables as t
from onrecord.store.filters import understood
from onrecord.store.listing import ids_of
from onrecord.store.rows import checked, noun, portions, sealed
from onrecord.store.view import StoreView

Array = NDArray[Any]
CLAIMS = np.dtype([("claim", "S16"), ("entry", "S16"), ("sure", "<f4"), ("day", "S10"), ("article", "S16"), ("start", "<i4")])
"""A claim of an entry: how sure the reader is, when it was published ("9999": not known), and where it stands (the head of the article's id)."""
CLASHES = np.dtype([("claim", "S16"), ("against", "S16"), ("entry", "S16"), ("kind", "u1")])
"""An open disagreement of an entry; ``kind`` is the place of its kind in `DISAGREEMENTS`."""
_KEPT = {"queue claims": CLAIMS, "queue clashes": CLASHES}
APART = 31
"""Days that may lie between two matters proposed as one. Chosen: a month, since much of what is told is dated by its month only."""
_IN = 500


@dataclass(frozen=True, slots=True)
class Queue:
    """The rows of `CLAIMS`, the least sure first, and of `CLASHES`, those of the matters with most disagreements first."""

    claims: Array
    clashes: Array

    @classmethod
    def of(cls, entries: Iterable[Entry], claims: Mapping[str, Claim], days: Mapping[str, str | None]) -> Queue:
        """Of entries, with their ``claims`` by id and the ``days`` on which articles were published."""
        held, open_ = list[tuple[Any, ...]](), list[tuple[Any, ...]]()
        for e in entries:
            for c in (claims[i] for i in e.claims if i in claims):
                held.append((c.id, e.id, c.confidence, days.get(c.article) or "9999", c.article[:16], c.span.start))
            open_ += [(d.claim, d.against, e.id, DISAGREEMENTS.index(d.kind)) for d in e.disagreements if not d.settled]
        return cls(_sorted(np.array(held, CLAIMS), "sure", "claim", "entry"), _by_count(np.array(open_, CLASHES)))

    def without(self, entries: Collection[str]) -> Queue:
        """The queue less the rows of these entries."""
        gone = np.array(sorted(entries), "S16")
        return Queue(*(rows[~np.isin(rows["entry"], gone)] for rows in (self.claims, self.clashes)))

    def joined(self, other: Queue) -> Queue:
        """The queue of its entries and of another's; no entry is in both."""
        claims, clashes = np.concatenate([self.claims, other.claims]), np.concatenate([self.clashes, other.clashes])
        return Queue(_sorted(claims, "sure", "claim", "entry"), _by_count(clashes))

    def clashing(self) -> dict[bytes, int]:
        """In how many open disagreements each claim stands."""
        both = np.concatenate((self.clashes["claim"], self.clashes["against"]))
        ids, counts = np.unique(both, return_counts=True)
        return dict(zip(ids.tolist(), counts.tolist(), strict=True))

    def entries_of(self, claim: str) -> tuple[str, ...]:
        """The ids of the entries that hold a claim."""
        rows = self.claims[self.claims["claim"] == claim.encode("ascii", "replace")]
        return tuple(sorted({e.decode() for e in rows["entry"].tolist()}))


def _sorted(rows: Array, *names: str) -> Array:
    return rows[np.lexsort([rows[name] for name in reversed(names)])]


def _by_count(rows: Array) -> Array:
    """Clashes by how many their entry has, the most first, then by entry and claims."""
    _, at, counts = np.unique(rows["entry"], return_inverse=True, return_counts=True)
    many = counts[at.reshape(-1)] if len(rows) else np.zeros(0, int)
    return rows[np.lexsort([rows["against"], rows["claim"], rows["entry"], -many])]


def keep_queue(connection: Connection, made: Queue) -> None:
    """Keeps a queue in place of that kept before; ``columns`` are written before it."""
    connection.execute(delete(t.columns).where(t.columns.c.name.in_(_KEPT)))
    rows = zip(_KEPT, (made.claims, made.clashes), strict=True)
    connection.execute(insert(t.columns), [sealed(t.columns, {"name": name, "body": array.tobytes()}) for name, array in rows])


class Desk:
    """Answers of one record for whoever looks it through; as it was settled last, see above."""

    def __init__(self, view: StoreView) -> None:
        self.view = view
        self._queue: tuple[object, Queue] | None = None

    def state(self) -> str:
        """What changes whenever the entries are settled again."""
        with self.view._reading() as connection:
            return self.view._marks(connection).get("settled_at", "")

    def settled(self) -> bool:
        """Whether everything that was written has been settled."""
        with self.view._reading() as connection:
            return self.view._fresh(connection)

    def queue(self) -> Queue:
        """All that waits to be looked at. Raises `DamagedStoreError`."""
        with self.view._reading() as connection:
            state = self.view._marks(connection).get("settled_at", "")
            if self._queue is None or self._queue[0] != state:
                self._queue = (state, kept_queue(connection, self.view.path) or self._made(connection))
            return self._queue[1]

    def _made(self, connection: Connection) -> Queue:
        facts, entries = self.view._known(connection).facts(), self.view._opened(connection, select(t.entries))
        claims = self.view._read_claims(connection, select(t.claims).where(t.claims.c.withdrawn.is_(None)))
        return Queue.of(entries, {c.id: c for c in claims}, {i: f.published for i, f in facts.items()})

    def passing(self, query: LedgerQuery) -> list[str]:
        """The ids of the entries, as they were settled last, that pass; confidence and as-of day are left aside. Raises `QueryError`."""
        with self.view._reading() as connection:
            return ids_of(self.view._asked(connection, understood(query)))

    def entries(self, ids: Collection[str]) -> list[Entry]:
        """These entries, those that there are, by id."""
        with self.view._reading() as connection:
            return self.view._opened(connection, select(t.entries).where(t.entries.c.id.in_(list(ids)[:_IN])).order_by(t.entries.c.id))

    def claims(self, ids: Collection[str]) -> dict[str, Claim]:
        """These claims by id, withdrawn ones too; times as they were read."""
        with self.view._reading() as connection:
            parts = (connection.execute(select(t.claims).where(t.claims.c.id.in_(some))) for some in portions(ids, _IN))
            return {row.id: noun(Claim, t.claims, row, self.view.path) for rows in parts for row in rows}

    def standing(self, ids: Collection[str]) -> set[str]:
        """Those of these claim ids that stand in the record."""
        with self.view._reading() as connection:
            parts = (select(t.claims.c.id).where(t.claims.c.id.in_(some), t.claims.c.withdrawn.is_(None)) for some in portions(ids, _IN))
            return {i for part in parts for i in connection.execute(part).scalars()}

    def overlapping(self, article: str, span: Span) -> list[str]:
        """The standing claim of an article whose quote shares the most with a stretch of it, if any does."""
        query = select(t.claims).where(t.claims.c.article == article, t.claims.c.withdrawn.is_(None))
        with self.view._reading() as connection:
            held = [c for c in self.view._read_claims(connection, query) if c.span.overlaps(span)]
        return [min((max(c.span.start, span.start) - min(c.span.end, span.end), c.id) for c in held)[1]] if held else []

    def alike(self) -> list[tuple[str, str]]:
        """Pairs of entries that may be one matter: same act, parties and a kind of goods in common (or none on both sides), and next to each other in
        time, at most `APART` days from each other. The nearer come first. Only neighbours are paired, so there are about as many pairs as entries."""
        e = t.entries.c
        query = select(e.act, e.giver, e.receiver, e.families, e.start, e.end, e.id).where(e.giver != "", e.receiver != "")
        with self.view._reading() as connection:
            rows = connection.execute(query.order_by(e.act, e.giver, e.receiver, e.start, e.id)).all()
        groups = itertools.groupby(rows, key=lambda r: (r.act, r.giver, r.receiver))
        found = [pair for _, held in groups for pair in _neighbours([_Stretch.of(r) for r in held])]
        return [ids for apart, ids in sorted(set(found)) if apart <= APART]


@dataclass(frozen=True, slots=True)
class _Stretch:
    id: str
    families: frozenset[str]
    start: int
    end: int

    @classmethod
    def of(cls, row: Any) -> _Stretch:
        """``start`` and ``end`` in days, roughly: months count 31."""
        families = frozenset(row.families.split("\x1f")) - {""}
        return cls(row.id, families, _days(row.start or ""), _days(row.end or "9999"))


def _days(iso: str) -> int:
    year, month, day = (*(int(part) for part in iso.split("-") if part), 0, 0, 0)[:3]
    return year * 372 + month * 31 + day


def _neighbours(held: Sequence[_Stretch]) -> Iterable[tuple[int, tuple[str, str]]]:
    """Each with the next of its kind of goods, and the days between them."""
    last = dict[str, _Stretch]()
    for one in held:
        for family in one.families or {""}:
            before = last.get(family)
            if before is not None:
                yield max(one.start - before.end, 0), (before.id, one.id)
            last[family] = one


def kept_queue(connection: Connection, path: str) -> Queue | None:
    """The arrays as kept; None where they are not. Raises `DamagedStoreError`."""
    rows = connection.execute(select(t.columns).where(t.columns.c.name.in_(_KEPT)))
    found = {row.name: checked(t.columns, row, path)["body"] for row in rows}
    if len(found) < len(_KEPT):
        return None
    try:
        return Queue(*(np.frombuffer(found[name], dtype) for name, dtype in _KEPT.items()))
    except ValueError as fault:
        raise DamagedStoreError(path, f"its queue is not whole ({fault}); restore the record from a copy") from fault
