"""Looks: what a watch saw last, and what it found new since, kept together so that neither a restart nor a second watcher tells anything twice."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager

from sqlalchemy import Connection, delete, func, insert, select

from onrecord.model import Entry
from onrecord.model.watching import Look, Notice
from onrecord.store import tables as t
from onrecord.store import watch_tables as w
from onrecord.store.codec import encoded
from onrecord.store.rows import checked, noun, pairs, portions, sealed
from onrecord.store.rules import Rules

_IN = 500
_MARK = 32


def marked(entries: Iterable[Entry]) -> dict[str, tuple[str, str]]:
    """The mark (head of a sha256) and the body of each entry, by id."""
    bodies = {e.id: encoded(e) for e in entries}
    return {i: (hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()[:_MARK], body) for i, body in bodies.items()}


class LooksView:
    """What can be asked of watches."""

    path: str
    _rules: Rules

    def _reading(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def state(self) -> str:
        """What changes whenever entries may: the writes so far, and the version of the rules that derive."""
        with self._reading() as connection:
            moved = connection.execute(select(t.meta.c.value).where(t.meta.c.key == "claims_at")).scalar_one()
        return f"{moved} {self._rules.version}"

    def look(self, watch: str) -> Look | None:
        """What a watch saw last; None where it never looked."""
        with self._reading() as connection:
            row = connection.execute(select(w.looks).where(w.looks.c.watch == watch)).first()
            if row is None:
                return None
            kept = checked(w.looks, row, self.path)
            marks = pairs(connection, select(w.looked.c.entry, w.looked.c.mark).where(w.looked.c.watch == watch))
        return Look(watch, kept["asked"], kept["at"], kept["number"], kept["state"], kept["count"], marks)

    def seen(self, marks: Collection[str]) -> list[Entry]:
        """Entries as they were seen, by their marks."""
        with self._reading() as connection:
            rows = [r for some in portions(sorted(marks), _IN)
                    for r in connection.execute(select(w.seen_entries).where(w.seen_entries.c.mark.in_(some)))]
            return [noun(Entry, w.seen_entries, r, self.path) for r in rows]

    def notices(self, watch: str, limit: int = 100) -> list[Notice]:
        """The last notices of a watch, the newest first."""
        query = select(w.notices).where(w.notices.c.watch == watch).order_by(w.notices.c.number.desc()).limit(limit)
        with self._reading() as connection:
            rows = [checked(w.notices, r, self.path) for r in connection.execute(query)]
        return [Notice(r["id"], r["watch"], r["number"], r["at"], r["body"]) for r in rows]

    def waiting(self) -> int:
        """How many deliveries have not been accepted."""
        with self._reading() as connection:
            return int(connection.execute(select(func.count()).select_from(w.outbox)).scalar_one())


class LooksStore(LooksView):
    """What a watch keeps."""

    def _writing(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def take_note(self, look: Look, before: Look | None, bodies: Mapping[str, str], notices: Sequence[Notice]) -> bool:
        """Keeps what a watch sees now and what it found new since ``before``, in one piece. ``bodies`` are those of the entries with a new mark, by
        mark. False, and nothing kept, where another watcher looked in between: the caller looks again."""
        with self._writing() as connection:
            kept = connection.execute(select(w.looks.c.count).where(w.looks.c.watch == look.watch)).scalar_one_or_none()
            if kept != (before.count if before else None):
                return False
            _put_bodies(connection, bodies)
            _put_look(connection, look, before.marks if before else {})
            for notice in notices:
                row = {"id": notice.id, "watch": notice.watch, "number": notice.number, "at": notice.at, "body": notice.body}
                connection.execute(insert(w.notices).values(**sealed(w.notices, row)))
        return True


def _put_bodies(connection: Connection, bodies: Mapping[str, str]) -> None:
    known = set[str]()
    for some in portions(bodies, _IN):
        known.update(connection.execute(select(w.seen_entries.c.mark).where(w.seen_entries.c.mark.in_(some))).scalars())
    rows = [sealed(w.seen_entries, {"mark": mark, "body": body}) for mark, body in bodies.items() if mark not in known]
    if rows:
        connection.execute(insert(w.seen_entries), rows)


def _put_look(connection: Connection, look: Look, old: Mapping[str, str]) -> None:
    """Puts the look in place of the last one, and drops bodies that no watch holds any more."""
    row = sealed(w.looks, {name: getattr(look, name) for name in ("watch", "asked", "at", "number", "state", "count")})
    if not connection.execute(w.looks.update().where(w.looks.c.watch == look.watch).values(**row)).rowcount:
        connection.execute(insert(w.looks).values(**row))
    gone = [entry for entry, mark in old.items() if look.marks.get(entry) != mark]
    for some in portions(gone, _IN):
        connection.execute(delete(w.looked).where(w.looked.c.watch == look.watch, w.looked.c.entry.in_(some)))
    new = [{"watch": look.watch, "entry": entry, "mark": mark} for entry, mark in look.marks.items() if old.get(entry) != mark]
    if new:
        connection.execute(insert(w.looked), new)
    for some in portions({old[entry] for entry in gone}, _IN):
        held = select(w.looked.c.mark).where(w.looked.c.mark == w.seen_entries.c.mark).exists()
        connection.execute(delete(w.seen_entries).where(w.seen_entries.c.mark.in_(some), ~held))
