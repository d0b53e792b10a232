"""Outbox: what a sink was promised and has not accepted; and what was fetched and taken from feeds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from contextlib import AbstractContextManager

from sqlalchemy import Connection, delete, func, insert, select, update

from onrecord.model.watching import Delivery, Fetched, Notice
from onrecord.store import watch_tables as w
from onrecord.store.rows import checked, pairs, storable


class OutboxStore:
    """Deliveries and fetches of a record opened for writing."""

    path: str

    def _reading(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def _writing(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def meet(self, sink: str, watches: Collection[str], history: bool = False) -> None:
        """Says that a sink is given the notices of these watches from now on (``history``: all that there are), where it is new to them."""
        with self._writing() as connection:
            for watch in sorted(watches):
                _upto(connection, sink, watch, history)

    def promise(self, sink: str, watches: Collection[str], at: str) -> int:
        """Puts into the outbox every notice of these watches that the sink was not given yet; how many."""
        with self._writing() as connection:
            return sum(_promised(connection, sink, watch, at) for watch in sorted(watches))

    def due(self, sink: str, at: str) -> list[Delivery]:
        """What a sink has not accepted and may be tried with now, oldest first."""
        query = (select(w.notices, w.outbox.c.tries, w.outbox.c.due, w.outbox.c.fault).join(w.outbox, w.outbox.c.notice == w.notices.c.id)
                 .where(w.outbox.c.sink == sink, w.outbox.c.due <= at).order_by(w.notices.c.at, w.notices.c.watch, w.notices.c.number))
        with self._reading() as connection:
            rows = connection.execute(query).all()
        return [Delivery(sink, _notice(row, self.path), row.tries, row.due, row.fault) for row in rows]

    def accepted(self, sink: str, notices: Iterable[str]) -> None:
        """Takes accepted notices out of the outbox: the sink is never given them again."""
        with self._writing() as connection:
            for notice in notices:
                connection.execute(delete(w.outbox).where(w.outbox.c.sink == sink, w.outbox.c.notice == notice))

    def refused(self, sink: str, notice: str, due: str, fault: str) -> None:
        """Keeps a failed try and when the next may be."""
        row = (w.outbox.c.sink == sink) & (w.outbox.c.notice == notice)
        with self._writing() as connection:
            connection.execute(update(w.outbox).where(row).values(tries=w.outbox.c.tries + 1, due=due, fault=storable(fault)))

    # -- what was fetched

    def fetched(self, url: str) -> Fetched | None:
        """What a server said of an address last; None where it was never asked."""
        with self._reading() as connection:
            row = connection.execute(select(w.fetched).where(w.fetched.c.url == storable(url))).first()
        return Fetched(row.url, row.etag, row.modified, row.at) if row else None

    def taken(self, feed: str) -> dict[str, str]:
        """The entries of a feed that were taken into the record: a mark of their state, by entry id."""
        with self._reading() as connection:
            return pairs(connection, select(w.taken.c.item, w.taken.c.mark).where(w.taken.c.feed == storable(feed)))

    def took(self, feed: str, items: Sequence[tuple[str, str]], fetched: Fetched | None) -> None:
        """Keeps that these entries (id, mark) of a feed are in the record, and what its server said."""
        with self._writing() as connection:
            for item, mark in dict(items).items():
                key = {"feed": storable(feed), "item": storable(item)}
                connection.execute(delete(w.taken).where(w.taken.c.feed == key["feed"], w.taken.c.item == key["item"]))
                connection.execute(insert(w.taken).values(**key, mark=mark))
            if fetched is not None:
                told = [None if v is None else storable(v) for v in (fetched.etag, fetched.modified)]
                connection.execute(delete(w.fetched).where(w.fetched.c.url == storable(fetched.url)))
                connection.execute(insert(w.fetched).values(url=storable(fetched.url), etag=told[0], modified=told[1], at=fetched.at))


def _promised(connection: Connection, sink: str, watch: str, at: str) -> int:
    after = _upto(connection, sink, watch, history=False)
    new = select(w.notices.c.id, w.notices.c.number).where(w.notices.c.watch == watch, w.notices.c.number > after).order_by(w.notices.c.number)
    rows = connection.execute(new).all()
    if rows:
        connection.execute(insert(w.outbox), [{"sink": sink, "notice": r.id, "tries": 0, "due": at, "fault": None} for r in rows])
        here = (w.sinks.c.sink == sink) & (w.sinks.c.watch == watch)
        connection.execute(update(w.sinks).where(here).values(upto=rows[-1].number))
    return len(rows)


def _upto(connection: Connection, sink: str, watch: str, history: bool) -> int:
    here = (w.sinks.c.sink == sink) & (w.sinks.c.watch == watch)
    kept = connection.execute(select(w.sinks.c.upto).where(here)).scalar_one_or_none()
    if kept is None:
        last = select(func.coalesce(func.max(w.notices.c.number), 0)).where(w.notices.c.watch == watch)
        kept = 0 if history else connection.execute(last).scalar_one()
        connection.execute(insert(w.sinks).values(sink=sink, watch=watch, upto=kept))
    return int(kept)


def _notice(row: object, path: str) -> Notice:
    kept = checked(w.notices, row, path)  # type: ignore[arg-type]
    return Notice(kept["id"], kept["watch"], kept["number"], kept["at"], kept["body"])
