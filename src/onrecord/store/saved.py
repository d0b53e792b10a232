"""Saved queries and lists of names: kept under a name that stands once, renamed and removed, and what is removed can be brought back."""

from __future__ import annotations

import hashlib
from contextlib import AbstractContextManager
from dataclasses import asdict, replace

from sqlalchemy import Connection, insert, select, update

from onrecord.errors import NotFoundError, QueryError
from onrecord.model.watching import SavedQuery, WatchList
from onrecord.store import watch_tables as w
from onrecord.store.rows import checked, sealed, storable

LONGEST_NAME = 80
"""Characters of a name: it stands in addresses and in lists. Chosen."""
ENDINGS = (".atom", ".json", ".csv", ".jsonl")
"""What no name ends with, since addresses are told apart by it."""


def named(name: str) -> str:
    """A name that can be kept: printable, on one line, at most `LONGEST_NAME` characters, without a slash, not ending as addresses of feeds and lists
    do. Raises `QueryError`."""
    found = " ".join(name.split())
    if not found or not found.isprintable() or len(found) > LONGEST_NAME or "/" in found or found in (".", ".."):
        raise QueryError("name", name[:LONGEST_NAME], f"a name has 1 to {LONGEST_NAME} characters that can be printed, and no slash")
    if found.casefold().endswith(ENDINGS):
        raise QueryError("name", found, f"a name does not end with {', '.join(ENDINGS)}: addresses of feeds and lists do")
    return storable(found)


class SavedView:
    """What can be asked of saved queries and lists."""

    path: str

    def _reading(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def saved(self, removed: bool = False) -> list[SavedQuery]:
        """The saved queries that stand, by name; or those that were removed, the last removed first."""
        wanted = w.saved.c.removed.is_not(None) if removed else w.saved.c.removed.is_(None)
        order = (w.saved.c.removed.desc(), w.saved.c.id) if removed else (w.saved.c.name, w.saved.c.id)
        with self._reading() as connection:
            return self._saved(connection, select(w.saved).where(wanted).order_by(*order))

    def saved_query(self, name: str) -> SavedQuery:
        """The standing query of this name. Raises `NotFoundError`."""
        with self._reading() as connection:
            found = self._named(connection, name)
        if found is None:
            raise NotFoundError("saved query", name, "onrecord saved lists those that there are")
        return found

    def watch_lists(self) -> list[WatchList]:
        """Every list of names, by its name."""
        with self._reading() as connection:
            rows = connection.execute(select(w.watch_lists).order_by(w.watch_lists.c.name))
            return [WatchList(r["name"], r["at"], r["text"]) for r in (checked(w.watch_lists, row, self.path) for row in rows)]

    def watch_list(self, name: str) -> WatchList:
        """The list of this name. Raises `NotFoundError`."""
        found = next((one for one in self.watch_lists() if one.name == storable(name)), None)
        if found is None:
            raise NotFoundError("watch-list", name)
        return found

    def _saved(self, connection: Connection, query: object) -> list[SavedQuery]:
        rows = connection.execute(query)  # type: ignore[call-overload]
        return [SavedQuery(r["id"], r["name"], r["asked"], r["at"], r["removed"]) for r in (checked(w.saved, row, self.path) for row in rows)]

    def _named(self, connection: Connection, name: str) -> SavedQuery | None:
        standing = select(w.saved).where(w.saved.c.name == storable(name), w.saved.c.removed.is_(None))
        return next(iter(self._saved(connection, standing)), None)


class SavedStore(SavedView):
    """What can be done with them."""

    def _writing(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def save(self, name: str, asked: str, at: str) -> SavedQuery:
        """Keeps a query under a name. Raises `QueryError` for a name that cannot be or that another has."""
        name, asked = named(name), storable(asked)
        key = hashlib.sha256("\x1f".join((name, asked, at)).encode()).hexdigest()[:16]
        made = SavedQuery(key, name, asked, at)
        with self._writing() as connection:
            self._free(connection, name)
            connection.execute(insert(w.saved).values(**sealed(w.saved, asdict(made))))
        return made

    def rename_saved(self, name: str, new: str) -> SavedQuery:
        """Gives a query another name; what watched it goes on. Raises `NotFoundError`, and `QueryError` for a name that is taken."""
        with self._writing() as connection:
            found, new = self._standing(connection, name), named(new)
            if new != found.name:
                self._free(connection, new)
            return self._put(connection, replace(found, name=new))

    def remove_saved(self, name: str, at: str) -> SavedQuery:
        """Takes a query away; `restore_saved` brings it back. Raises `NotFoundError`."""
        with self._writing() as connection:
            return self._put(connection, replace(self._standing(connection, name), removed=at))

    def restore_saved(self, key: str) -> SavedQuery:
        """Brings a removed query back, by its id. Raises `NotFoundError`, and `QueryError` where another has its name by now."""
        with self._writing() as connection:
            found = self._saved(connection, select(w.saved).where(w.saved.c.id == key, w.saved.c.removed.is_not(None)))
            if not found:
                raise NotFoundError("removed query", key)
            self._free(connection, found[0].name)
            return self._put(connection, replace(found[0], removed=None))

    def keep_list(self, made: WatchList) -> None:
        """Keeps a list of names; one of the same name is replaced."""
        row = sealed(w.watch_lists, {"name": named(made.name), "at": made.at, "text": storable(made.text)})
        with self._writing() as connection:
            connection.execute(w.watch_lists.delete().where(w.watch_lists.c.name == row["name"]))
            connection.execute(insert(w.watch_lists).values(**row))

    def remove_list(self, name: str) -> None:
        """Forgets a list of names. Raises `NotFoundError`."""
        with self._writing() as connection:
            if not connection.execute(w.watch_lists.delete().where(w.watch_lists.c.name == storable(name))).rowcount:
                raise NotFoundError("watch-list", name)

    def _standing(self, connection: Connection, name: str) -> SavedQuery:
        found = self._named(connection, name)
        if found is None:
            raise NotFoundError("saved query", name, "onrecord saved lists those that there are")
        return found

    def _free(self, connection: Connection, name: str) -> None:
        if self._named(connection, name) is not None:
            raise QueryError("name", name, "is the name of another saved query; rename or remove that one first")

    def _put(self, connection: Connection, query: SavedQuery) -> SavedQuery:
        connection.execute(update(w.saved).where(w.saved.c.id == query.id).values(**sealed(w.saved, asdict(query))))
        return query
