"""Masks: which entries pass each filter of a query, as arrays over `columns`, so that any of them can be left out when a facet is counted.

They let through exactly what `filters.keeps` does; tests/store/test_lines.py holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from onrecord.model import ACTS, STATUSES
from onrecord.model.credibility import least_of
from onrecord.model.entry import UNKNOWN, LedgerQuery
from onrecord.store.columns import LETTERS, NEVER, OPEN, STANDINGS, Array, Columns, number
from onrecord.store.filters import classes_asked, first_day, last_day, wording_asked


@dataclass(frozen=True, slots=True)
class Passing:
    """What of a query each entry passes: ``masks`` by the filter's name; parties are apart (see `between`), since for cooperation either side
    matches either."""

    columns: Columns
    query: LedgerQuery
    masks: Mapping[str, Array]

    def all_but(self, *names: str) -> Array:
        """The entries that pass every filter but these, parties not looked at."""
        passes = np.ones(self.columns.count, bool)
        for name, mask in self.masks.items():
            if name not in names:
                passes &= mask
        return passes

    @property
    def all(self) -> Array:
        """The entries that pass the query."""
        return self.all_but() & between(self.columns, self.query)


def passing(columns: Columns, query: LedgerQuery, looked_up: Mapping[str, Array]) -> Passing:
    """The masks of a query; ``looked_up`` are those that the columns do not know, of `looks_up`."""
    return Passing(columns, query, {**dict(_masks(columns, query)), **looked_up})


def looks_up(query: LedgerQuery) -> dict[str, LedgerQuery]:
    """The filters of a query that the columns do not know (wordings of goods, origins, words), each as a query of its own."""
    found = {"origin": LedgerQuery(origin=query.origin), "words": LedgerQuery(words=query.words), "item": LedgerQuery(item=query.item)}
    given = {"origin": query.origin is not None, "words": bool(query.words), "item": wording_asked(query.item) is not None}
    return {name: alone for name, alone in found.items() if given[name]}


def _masks(columns: Columns, query: LedgerQuery) -> Iterator[tuple[str, Array]]:
    a = columns.arrays
    if query.act:
        yield "act", a["act"] == ACTS.index(query.act)
    if query.status:
        status = STATUSES.index(query.status) if query.status in STATUSES else len(STATUSES)
        yield "status", (a["status"] == status) | (a["standing"] == STANDINGS.index(query.status))
    if query.since or query.until:
        yield "time", touching(columns, query.since, query.until)
    if query.item is not None and (asked := classes_asked(query.item)):
        yield "item", columns.having("family", {n for n in columns.names["family"] if n == asked or n.startswith(asked + ".")})
    if query.credibility and (least := least_of(query.credibility)):
        yield "source", a["source"] <= LETTERS.index(least[0])
        yield "information", a["information"] <= least[1]
    if query.min_origins:
        yield "origins", a["origins"] >= query.min_origins
    if query.disagreement:
        yield "odds", columns.having("odds", {query.disagreement})
    if query.changed_since or query.changed_until:
        yield "changed", _changed(columns, query)


def touching(columns: Columns, since: str | None, until: str | None) -> Array:
    """The entries whose act touches the time from one date to another."""
    start, end = columns.arrays["start"], columns.arrays["end"]
    low, high = number(first_day(since), 0) if since else 0, number(last_day(until), 0) if until else OPEN
    passes: Array = (end >= low) & (start <= high) & (end != NEVER)
    return passes


def stretch_asked(query: LedgerQuery) -> tuple[int, int]:
    """The day after which something was published, and the last day on which, for `changed_since` and `changed_until`."""
    low, high = query.changed_since, query.changed_until
    return number(last_day(low), 0) if low else 0, number(last_day(high), 0) if high else OPEN - 1


def _changed(columns: Columns, query: LedgerQuery) -> Array:
    moves, (low, high) = columns.arrays["moves"], stretch_asked(query)
    passes = np.zeros(columns.count, bool)
    passes[moves[:, 0][(moves[:, 1] > low) & (moves[:, 1] <= high)]] = True
    return passes


def of_side(columns: Columns, side: str, party: str | None) -> Array:
    """The entries that have the party on a side ("giver" or "receiver"); all where none is asked for."""
    if not party:
        return np.ones(columns.count, bool)
    asked = "" if party.casefold() == UNKNOWN else party.casefold()
    return columns.having(side, {n for n in columns.names[side] if n.casefold() == asked})


def cooperating(columns: Columns) -> Array:
    """The entries of cooperation, whose sides may be asked for either way round."""
    mask: Array = columns.arrays["act"] == ACTS.index("cooperation")
    return mask


def between(columns: Columns, query: LedgerQuery) -> Array:
    """The entries that have the parties asked for."""
    if not query.giver and not query.receiver:
        return np.ones(columns.count, bool)
    straight = of_side(columns, "giver", query.giver) & of_side(columns, "receiver", query.receiver)
    turned = of_side(columns, "receiver", query.giver) & of_side(columns, "giver", query.receiver)
    return straight | (cooperating(columns) & turned)
