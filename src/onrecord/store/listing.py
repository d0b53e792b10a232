"""Listing: the entries that a query asks for, their lines and facets, from what is kept or settled on the spot. `StoreView` adds the rest."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from threading import Lock
from typing import Any

import numpy as np
from sqlalchemy import Connection, Select, select

from onrecord.model import Entry
from onrecord.model.entry import UNKNOWN, EntryLine, Facets, LedgerQuery, News
from onrecord.model.origin import ArticleFacts
from onrecord.store import facets, lines, orders
from onrecord.store import tables as t
from onrecord.store.columns import Columns
from onrecord.store.counted import roots_of
from onrecord.store.crossing import Crossing
from onrecord.store.filters import in_order, keeps, understood, wording_asked
from onrecord.store.masks import Passing, looks_up, passing
from onrecord.store.over_time import OverTime
from onrecord.store.rows import entry_of, storable
from onrecord.store.said import Said, kept_said
from onrecord.store.wordings import Placed, kept_wordings, made, named, worded

_CHUNK = 500
_KEPT = 3
"""Days and confidences whose entries, once settled, are kept in memory: a person goes back and forth between two. Chosen."""


@dataclass(frozen=True, slots=True)
class Worked:
    """The entries of a day and a confidence, settled on the spot: by place, as columns, and the origin of each article."""

    entries: list[Entry]
    columns: Columns
    roots: Mapping[str, str]

    def asked(self, query: LedgerQuery) -> Passing:
        """What of the query each entry passes."""
        found = {name: np.array([keeps(alone, e, self.roots) for e in self.entries], bool) for name, alone in looks_up(query).items()}
        return passing(self.columns, query, found)


class Listing(ABC):
    """What answers for entries. ``path`` is the record's, for errors."""

    path: str

    def __init__(self) -> None:
        self._kept_columns: tuple[object, Columns] | None = None
        self._kept_passing: tuple[object, Passing] | None = None
        self._kept_said: tuple[Columns, Said] | None = None
        self._kept_wordings: tuple[Columns, dict[str, Placed]] | None = None
        self._worked: dict[tuple[object, ...], Worked] = {}
        self._working = Lock()

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Connection]: ...

    @abstractmethod
    def _marks(self, connection: Connection) -> dict[str, str]: ...

    @abstractmethod
    def _fresh(self, connection: Connection) -> bool: ...

    @abstractmethod
    def _settled(self, connection: Connection, asked: LedgerQuery) -> tuple[list[Entry], Mapping[str, ArticleFacts]]: ...

    @abstractmethod
    def _then(self, connection: Connection, asked: LedgerQuery) -> list[Entry] | None: ...

    def entries(self, query: LedgerQuery | None = None) -> list[Entry]:
        """The entries that pass the query, in its order, as many as it asks for. Raises `QueryError` for a filter that means nothing."""
        asked = understood(query or LedgerQuery())
        with self._reading() as connection:
            if not self._usable(connection, asked):
                return self._entries_afresh(connection, asked)
            if lines.served(asked):
                return self._opened(connection, lines.whole(asked))
            ids = ids_of(self._asked(connection, asked))
            rows = (select(t.entries).where(t.entries.c.id.in_(part)) for part in chunks(ids))
            found = {e.id: e for part in rows for e in self._opened(connection, part)}
        return [found[key] for key in ids]

    def lines(self, query: LedgerQuery | None = None) -> list[EntryLine]:
        """What a list shows of the same entries; the kept ones are not opened for it. Where the query asks what changed, each says what is new."""
        asked = understood(query or LedgerQuery())
        with self._reading() as connection:
            if not self._usable(connection, asked):
                return _lines_of(self._entries_afresh(connection, asked), asked)
            if lines.served(asked):
                return lines.lines(connection, asked, self.path)
            told = self._asked(connection, asked)
            found = lines.lines_at(connection, ids_of(told), self.path)
        return [replace(one, news=news) for one, news in zip(found, _news(told, _places(told)), strict=True)]

    def facets(self, query: LedgerQuery | None = None) -> Facets:
        """How many entries pass the query (its order, limit and offset do not matter), and how many would with each other value of each facet."""
        with self._reading() as connection:
            return facets.facets(self._passing(connection, query))

    def over_time(self, query: LedgerQuery | None = None) -> OverTime:
        """The same entries with what was told of each, to be counted over time."""
        with self._reading() as connection:
            told = self._passing(connection, query)
            return OverTime(told, self._said_of(connection, told))

    def with_ids(self, query: LedgerQuery, ids: Collection[str]) -> list[Entry]:
        """The entries of these ids, those that there are, on the query's day and with its least confidence."""
        asked = understood(query)
        with self._reading() as connection:
            if not self._usable(connection, asked):
                return [e for e in self._settled_whole(connection, asked).entries if e.id in ids]
            rows = (select(t.entries).where(t.entries.c.id.in_(part)) for part in chunks(sorted(ids)))
            return [e for part in rows for e in self._opened(connection, part)]

    def crossing(self, query: LedgerQuery | None = None) -> Crossing:
        """The same entries by supplier and recipient, to be counted."""
        with self._reading() as connection:
            told = self._passing(connection, query)
        return Crossing(told.columns, told.all)

    def takes_long(self, query: LedgerQuery | None = None) -> bool:
        """Whether the answer has to be settled from all claims first, as on a day in the past or where pages were read and not settled yet."""
        asked = understood(query or LedgerQuery())
        with self._reading() as connection:
            return not self._usable(connection, asked) and self._base(connection, asked) not in self._worked

    def near(self, key: str, limit: int = 5) -> list[str]:
        """Ids of entries that share the longest head with one that is not there."""
        head = storable(key)[:16]
        with self._reading() as connection:
            for length in range(len(head), 1, -1):
                alike = select(t.entries.c.id).where(lines.headed(t.entries.c.id, head[:length])).order_by(t.entries.c.id).limit(limit)
                if found := list(connection.execute(alike).scalars()):
                    return found
        return []

    # -- inside

    def _passing(self, connection: Connection, query: LedgerQuery | None) -> Passing:
        """What of a query every entry passes, kept or settled on the spot; its limit and offset count for nothing."""
        asked = replace(understood(query or LedgerQuery()), limit=None, offset=0)
        return self._asked(connection, asked) if self._usable(connection, asked) else self._settled_whole(connection, asked).asked(asked)

    def _said_of(self, connection: Connection, told: Passing) -> Said:
        """What was told of the entries of a query, as it is kept, or made from them; that of the last state asked for is held."""
        held = self._kept_said
        if held is None or held[0] is not told.columns:
            worked = next((w for w in self._worked.values() if w.columns is told.columns), None)
            kept = kept_said(connection, self.path) if worked is None else None
            every = worked.entries if worked else self._opened(connection, select(t.entries)) if kept is None else []
            held = self._kept_said = (told.columns, kept or Said.of(every))
        return held[1]

    def _usable(self, connection: Connection, asked: LedgerQuery) -> bool:
        return asked.as_of is None and not asked.min_confidence and self._fresh(connection)

    def _opened(self, connection: Connection, query: Select[Any]) -> list[Entry]:
        return [entry_of(r, self.path) for r in connection.execute(query)]

    def _columns(self, connection: Connection) -> Columns:
        """The arrays that facets and totals are counted from, read once for each state of the record."""
        state = self._marks(connection).get("settled_at")
        if self._kept_columns is None or self._kept_columns[0] != state:
            self._kept_columns = (state, lines.columns(connection, self.path))
        return self._kept_columns[1]

    def _asked(self, connection: Connection, asked: LedgerQuery) -> Passing:
        """What of the query each kept entry passes; kept for its other pages and orders."""
        columns = self._columns(connection)
        key = (self._marks(connection).get("settled_at"), replace(asked, order="parties", limit=None, offset=0))
        if self._kept_passing is None or self._kept_passing[0] != key:
            found = {name: self._looked_up(connection, columns, alone) for name, alone in looks_up(asked).items()}
            self._kept_passing = (key, passing(columns, asked, found))
        return replace(self._kept_passing[1], query=asked)

    def _looked_up(self, connection: Connection, columns: Columns, alone: LedgerQuery) -> Any:
        """Which kept entries pass a filter that the columns do not know, of `looks_up`."""
        if alone.words:
            return worded(columns, alone.words, self._placed(connection, columns, "word"))
        if (asked := wording_asked(alone.item)) is not None:
            return named(asked, *(self._placed(connection, columns, kind) for kind in ("name", "key")))
        passes = np.zeros(columns.count, bool)
        passes[list(connection.execute(lines.places(alone)).scalars())] = True
        return passes

    def _placed(self, connection: Connection, columns: Columns, kind: str) -> Placed:
        """The wordings of a kind, as they are kept, or made; those of the last state asked for are held."""
        held = self._kept_wordings
        if held is None or held[0] is not columns:
            held = self._kept_wordings = (columns, {})
        if kind not in held[1]:
            held[1][kind] = Placed.over(columns, kept_wordings(connection, self.path, kind) or made(connection, kind))
        return held[1][kind]

    def _base(self, connection: Connection, asked: LedgerQuery) -> tuple[object, ...]:
        marks = self._marks(connection)
        return marks.get("claims_at"), marks.get("settled_at"), asked.as_of, asked.min_confidence

    def _entries_afresh(self, connection: Connection, asked: LedgerQuery) -> list[Entry]:
        """The entries of a day or confidence; where only a part of the claims bears on them and they are not known yet, from that part."""
        if self._base(connection, asked) in self._worked or not (asked.act or paired(asked)):
            worked = self._settled_whole(connection, asked)
            return [worked.entries[place] for place in _places(worked.asked(asked)).tolist()]
        if (then := self._then(connection, asked)) is not None:
            return in_order(asked, (e for e in then if keeps(asked, e, {})))
        found, facts = self._settled(connection, asked)
        roots = roots_of(facts.values()) if asked.origin else {}
        return in_order(asked, (e for e in found if keeps(asked, e, roots)))

    def _settled_whole(self, connection: Connection, asked: LedgerQuery) -> Worked:
        """All entries of a day and confidence. Kept until something is written."""
        key = self._base(connection, asked)
        with self._working:
            return self._worked.get(key) or self._work_out(connection, key, asked)

    def _work_out(self, connection: Connection, key: tuple[object, ...], asked: LedgerQuery) -> Worked:
        entries, facts = self._settled(connection, LedgerQuery(as_of=asked.as_of, min_confidence=asked.min_confidence))
        found = Worked(entries, lines.aligned(entries).columns(), roots_of(facts.values()))
        alike = [(k, w) for k, w in self._worked.items() if k[:2] == key[:2]]
        self._worked = {**dict(alike[1 - _KEPT:]), key: found}
        return found


def _places(told: Passing) -> Any:
    """The places of the entries that a query asks for, in its order, as many as it asks for."""
    asked = told.query
    found = orders.places(told.columns, asked.order, told.all)
    return found[asked.offset:None if asked.limit is None else asked.offset + asked.limit]


def ids_of(told: Passing) -> list[str]:
    """The ids of the entries that pass, in the order and as many as the query asks for."""
    return told.columns.ids(_places(told))


def _news(told: Passing, places: Any) -> list[News | None]:
    """What is new of the entries at these places, where the query asks what changed."""
    asked = told.query
    return [*facets.news(told, places)] if asked.changed_since or asked.changed_until else [None] * len(places)


def _lines_of(entries: Sequence[Entry], asked: LedgerQuery) -> list[EntryLine]:
    """The lines of entries that were settled on the spot."""
    told = Passing(lines.aligned(entries).columns(), asked, {})
    return [lines.line(e, news) for e, news in zip(entries, _news(told, np.arange(len(entries))), strict=True)]


def paired(asked: LedgerQuery) -> bool:
    """Whether both parties are asked for, and known ones."""
    return all(party and party.casefold() != UNKNOWN for party in (asked.giver, asked.receiver))


def chunks(ids: Collection[str]) -> Iterator[list[str]]:
    """Ids in lists that one statement takes."""
    every = list(ids)
    for i in range(0, len(every), _CHUNK):
        yield every[i:i + _CHUNK]
