"""Watching: what a person asks again and again, what became new of it, and what was fetched to find out.

Three clocks are kept apart here as elsewhere. What is *new for a watcher* goes by the loaded clock alone: it was not so in the record when
the watch last looked, however long ago it was published.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A query with a name. ``asked`` is the text of a ledger URL's parameters ("from=IR&to=RU"), kept as it was given even where a later version
    can make nothing of it. ``at``: ISO time of saving. ``removed``: ISO time of removal, None while it stands; removed is never deleted."""

    id: str
    name: str
    asked: str
    at: str
    removed: str | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """What a watch saw last: ``watch`` its key, ``asked`` its query's text, ``at`` the ISO time, ``number`` that of its last notice (0: none yet),
    ``state`` of the record then, ``count`` how often it looked, ``marks`` the mark of each entry by id."""

    watch: str
    asked: str
    at: str
    number: int
    state: str
    count: int
    marks: dict[str, str]


@dataclass(frozen=True, slots=True)
class Notice:
    """Something new: ``id`` is what a receiver knows a delivery by, the same whenever it is sent. ``number`` counts the notices of one watch from
    1; ``at`` is the ISO time of the look that found it; ``body`` its JSON on one line."""

    id: str
    watch: str
    number: int
    at: str
    body: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """A notice that a ``sink`` has not accepted yet: ``tries`` so far, not ``due`` before this ISO time, the ``fault`` of the last try."""

    sink: str
    notice: Notice
    tries: int
    due: str
    fault: str | None


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a server said of an address: its validators for the next conditional request, and the ISO time ``at`` which it was asked last."""

    url: str
    etag: str | None
    modified: str | None
    at: str


@dataclass(frozen=True, slots=True)
class WatchList:
    """A list of names under a name of its own; ``text`` is its CSV as it was given, ``at`` the ISO time."""

    name: str
    at: str
    text: str
