"""Saving a query under a name, and what a list of saved queries tells of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from onrecord.model import Entry, LedgerQuery
from onrecord.model.watching import SavedQuery
from onrecord.store import Store, StoreView
from onrecord.telling.asked import asked_of, text_of
from onrecord.watch.looking import fault_of, look, pending, saved_watch


def now() -> str:
    """The ISO time now, to the microsecond: the loaded clock."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def save(store: Store, name: str, text: str, at: Callable[[], str] = now) -> SavedQuery:
    """Keeps a query under a name, and what it gives now: new is what comes after. Raises `QueryError` for a text that means nothing, and for a name
    that cannot be or is taken."""
    made = store.save(name, text_of(asked_of(text)), at())
    look(store, saved_watch(made), at)
    return made


@dataclass(frozen=True, slots=True)
class Told:
    """A saved query as a list shows it: how many ``entries`` pass it, how many are ``new`` since its watch looked last (on ``looked``, an ISO time),
    how many notices there are; ``fault``: why its text means nothing to this version, and then the rest is empty."""

    query: SavedQuery
    entries: int = 0
    new: int = 0
    looked: str | None = None
    notices: int = 0
    fault: str | None = None


def told_of(view: StoreView, query: SavedQuery, entries: Callable[[LedgerQuery], Sequence[Entry]] | None = None) -> Told:
    """What there is to tell of a saved query. ``entries`` answers a query where the record has answered it already."""
    fault = fault_of(query)
    if fault is not None:
        return Told(query, fault=fault)
    watch = saved_watch(query)
    last, count = view.look(watch.key), view.facets(watch.asked.query).entries
    return Told(query, count, len(pending(view, watch, entries)), last.at if last else None, last.number if last else 0)
