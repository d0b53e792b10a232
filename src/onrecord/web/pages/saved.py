"""Saved queries and lists of names as pages."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.model.watching import Notice, SavedQuery
from onrecord.telling.asked import url
from onrecord.watch.hits import Hit, hit_fields, hits_of
from onrecord.watch.looking import pending, saved_watch
from onrecord.watch.names import Names, names_in
from onrecord.watch.notices import title
from onrecord.watch.saving import Told, told_of
from onrecord.web.shelf import Shelf

MOST_NOTICES = 100
MOST_HITS = 500
"""Hits that a page shows; the CSV and the JSON have all."""


@dataclass(frozen=True, slots=True)
class Row:
    """A saved query in a list: where it opens (the ledger), its own page and its feed."""

    told: Told
    opens: str
    here: str
    feed: str

    @classmethod
    def of(cls, told: Told) -> Row:
        """A saved query."""
        name = told.query.name
        return cls(told, f"/?{told.query.asked}" if told.query.asked else "/", url(f"/saved/{name}", {}), url(f"/saved/{name}.atom", {}))


@dataclass(frozen=True, slots=True)
class SavedPage:
    """All saved queries, and those that were removed."""

    title: str
    rows: tuple[Row, ...]
    removed: tuple[SavedQuery, ...]

    @classmethod
    def of(cls, shelf: Shelf) -> SavedPage:
        """Those of the record."""
        rows = tuple(Row.of(told_of(shelf.view, query, shelf.entries)) for query in shelf.view.saved())
        return cls("Saved queries", rows, tuple(shelf.view.saved(removed=True)))


@dataclass(frozen=True, slots=True)
class News:
    """A notice as a page shows it."""

    at: str
    title: str
    entry: str
    quotes: tuple[tuple[str, str, str], ...]

    @classmethod
    def of(cls, notice: Notice) -> News:
        """A notice that was kept."""
        fields = json.loads(notice.body)
        quotes = tuple((q["quote"], q["who"], f"/article/{q['article']}#claim-{q['claim']}" if q["article"] else "") for q in fields["quotes"])
        return cls(notice.at[:16].replace("T", " "), fields["title"], fields["entry"], quotes)


@dataclass(frozen=True, slots=True)
class QueryPage:
    """One saved query: what is new since its watch looked last (``pending``: title and entry), and what was told before."""

    title: str
    row: Row
    pending: tuple[tuple[str, str], ...]
    news: tuple[News, ...]

    @classmethod
    def of(cls, shelf: Shelf, name: str) -> QueryPage:
        """The query of this name. Raises `NotFoundError`."""
        query = shelf.view.saved_query(name)
        told = told_of(shelf.view, query, shelf.entries)
        new = () if told.fault else pending(shelf.view, saved_watch(query), shelf.entries)
        news = tuple(map(News.of, shelf.view.notices(f"saved:{query.id}", MOST_NOTICES)))
        return cls(query.name, Row.of(told), tuple((title(c), c.after.id) for c in new), news)


def told_fields(told: Told) -> dict[str, Any]:
    """A saved query as JSON fields."""
    q = told.query
    return {"id": q.id, "name": q.name, "query": q.asked, "saved": q.at, "entries": told.entries, "new": told.new, "looked": told.looked,
            "notices": told.notices, "fault": told.fault}


def list_rows(shelf: Shelf) -> list[dict[str, Any]]:
    """The lists of names as rows: the name, when it was kept, how many names."""
    return [{"name": one.name, "kept": one.at, "names": len(names_in(one.text, one.name))} for one in shelf.view.watch_lists()]


@dataclass(frozen=True, slots=True)
class ListsPage:
    """All lists of names: name, when it was kept, how many names, where it is."""

    title: str
    lists: tuple[tuple[str, str, int, str], ...]

    @classmethod
    def of(cls, shelf: Shelf) -> ListsPage:
        """Those of the record."""
        return cls("Watch-lists", tuple((row["name"], row["kept"][:16].replace("T", " "), row["names"], url(f"/watch-list/{row['name']}", {}))
                                        for row in list_rows(shelf)))


@dataclass(frozen=True, slots=True)
class ListPage:
    """Where the names of a list stand in the record. ``rows`` are the first of ``total`` hits; ``absent`` names have none."""

    title: str
    rows: tuple[dict[str, Any], ...]
    total: int
    names: int
    absent: tuple[str, ...]
    formats: tuple[tuple[str, str], ...]
    day: str

    @classmethod
    def of(cls, shelf: Shelf, name: str, day: str = "") -> ListPage:
        """The list of this name (on a day). Raises `NotFoundError`."""
        names, found = found_of(shelf, name, day)
        hit = {h.match.listed.line for h in found}
        absent = tuple(n.name for n in names.listed if n.line not in hit)
        rows = tuple(hit_fields(shelf.view, found[:MOST_HITS]))
        formats = tuple((end, url(f"/watch-list/{name}.{end}", {"as-of": day} if day else {})) for end in ("csv", "json"))
        return cls(name, rows, len(found), len(names.listed), absent, formats, day)


def found_of(shelf: Shelf, name: str, day: str = "") -> tuple[Names, Sequence[Hit]]:
    """A list and all of its hits (on a day)."""
    kept = shelf.view.watch_list(name)
    names = Names(names_in(kept.text, kept.name))
    return names, hits_of(shelf.view, names, as_of=day or None)


