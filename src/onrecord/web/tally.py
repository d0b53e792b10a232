"""Tally: the rows that a question leaves, their order and page, and how many there are under each facet.

Counted over the entries in memory; what a record can count itself will take the place of `tallied`, and nothing else has to know.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import Any

from onrecord.model import STATUSES, Entry
from onrecord.model.entry import LedgerQuery
from onrecord.store.filters import keeps
from onrecord.telling.asked import Asked
from onrecord.telling.parties import UNKNOWN, party_names

MOST_YEARS = 60
"""Years that one matter is counted under at most: an interval with an open or mistaken end is no reason to count to 2999."""
STANDINGS = ("contested", *STATUSES)


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a facet: as a URL has it, how many entries there would be, and whether it is chosen now."""

    value: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """``found`` are all that pass, in order; ``facets`` by name, each value counted among the entries that pass every *other* filter, so
    that one can be changed for another."""

    found: tuple[Entry, ...]
    facets: Mapping[str, tuple[Option, ...]]

    @property
    def contested(self) -> int:
        """How many of those found are contested."""
        return sum(e.standing == "contested" for e in self.found)


def tallied(entries: Sequence[Entry], asked: Asked, roots: Mapping[str, str]) -> Tally:
    """The rows and facets of a question, whatever page of it. ``entries`` are those of ``asked.base``; ``roots`` gives the origin of each article."""
    tests = _tests(asked, roots)
    found, near = [], list[tuple[Entry, frozenset[str]]]()
    for entry in entries:
        failed = _failed(entry, tests)
        if not failed:
            found.append(entry)
        if len(failed) <= 1:
            near.append((entry, failed))
    ordered = in_order(found, asked.sort)
    facets = {name: _counted(name, [e for e, failed in near if failed <= {name}], asked) for name in FACETS}
    return Tally(ordered, facets)


def on_page(rows: Sequence[Any], asked: Asked) -> tuple[Any, ...]:
    """The rows of the page that is asked for; none past the last."""
    start = (asked.page - 1) * asked.per
    return tuple(rows[start:start + asked.per])


def in_order(entries: Iterable[Entry], sort: str) -> tuple[Entry, ...]:
    """The entries by a column; those that are alike by id."""
    named = sorted(entries, key=lambda e: (_named(e.giver), _named(e.receiver), e.act, e.items, e.id))
    return tuple(named if sort == "from" else sorted(named, key=_KEYS[sort.removeprefix("-")], reverse=sort.startswith("-")))


@lru_cache(maxsize=10_000)
def _named(codes: tuple[str, ...]) -> str:
    return party_names(codes)


_KEYS: dict[str, Callable[[Entry], Any]] = {
    "from": lambda e: (_named(e.giver), _named(e.receiver)), "to": lambda e: (_named(e.receiver), _named(e.giver)),
    "what": lambda e: (e.act, e.items), "standing": lambda e: (STANDINGS.index(e.standing), STANDINGS.index(e.status)),
    "when": lambda e: (e.when.start or e.when.end or "" if e.when else "9999"), "origins": lambda e: (e.origins, e.voices),
    "voices": lambda e: e.voices, "pages": lambda e: e.pages, "published": lambda e: (e.first or "9999", e.last or "9999"),
}

# -- filters, one at a time

Test = tuple[str, Callable[[Entry], bool]]


def _tests(asked: Asked, roots: Mapping[str, str]) -> list[Test]:
    query, (no_giver, no_receiver) = asked.query, asked.unknown
    none = replace(query, giver=None, receiver=None, item=None, act=None, status=None, since=None, until=None, as_of=None, origin=None)
    tests: list[Test] = [(name, partial(_keeps, replace(none, **change), roots)) for name, change in _single(query)]
    if no_giver:
        tests.append(("from", lambda e: not e.giver))
    if no_receiver:
        tests.append(("to", lambda e: not e.receiver))
    if words := asked.get("q").casefold().split():
        tests.append(("q", lambda e: holds(e, words)))
    return tests


def _keeps(query: LedgerQuery, roots: Mapping[str, str], entry: Entry) -> bool:
    return keeps(query, entry, roots)


def _single(query: LedgerQuery) -> list[tuple[str, dict[str, Any]]]:
    """Each filter of a query alone, by the facet it is of."""
    fields = (("from", ("giver",)), ("to", ("receiver",)), ("item", ("item",)), ("act", ("act",)), ("status", ("status",)),
              ("year", ("since", "until")), ("origin", ("origin",)))
    return [(name, {f: getattr(query, f) for f in those}) for name, those in fields if any(getattr(query, f) for f in those)]


def _failed(entry: Entry, tests: Sequence[Test]) -> frozenset[str]:
    return frozenset(name for name, passes in tests if not passes(entry))


def holds(entry: Entry, words: Iterable[str]) -> bool:
    """Whether the entry has all of the words (in small letters), or starts with one as its id, somewhere among its parties, goods and voices."""
    told = (_named(entry.giver), *entry.giver, _named(entry.receiver), *entry.receiver, entry.act, *entry.items, *entry.names,
            *entry.keys, entry.mechanism or "", entry.standing, entry.status, *(m.voice for m in entry.history))
    hay = " ".join(told).casefold()
    return all(word in hay or entry.id.startswith(word) for word in words)


# -- facets


def _counted(name: str, entries: Iterable[Entry], asked: Asked) -> tuple[Option, ...]:
    counts = Counter(value for e in entries for value in FACETS[name](e))
    chosen = _chosen(name, asked)
    for value in chosen:
        counts.setdefault(value, 0)
    ordered = sorted(counts.items(), key=lambda pair: _rank(name, *pair))
    return tuple(Option(value, count, value.casefold() in {c.casefold() for c in chosen}) for value, count in ordered)


def _rank(name: str, value: str, count: int) -> tuple[Any, ...]:
    if name == "year":
        return (-int(value),) if value.isdecimal() else (0,)
    return (STANDINGS.index(value),) if name == "status" else (-count, value)


def _chosen(name: str, asked: Asked) -> set[str]:
    query, unknown = asked.query, asked.unknown
    values = {
        "from": UNKNOWN if unknown[0] else query.giver, "to": UNKNOWN if unknown[1] else query.receiver, "item": query.item, "act": query.act,
        "status": query.status, "year": asked.year,
    }
    return {value} if (value := values[name]) else set()


def years(entry: Entry) -> list[str]:
    """The years that the time of the act touches (of publication, where no claim tells one), as the filters since and until have it."""
    start, end = (entry.when.start, entry.when.end) if entry.when else (entry.first, entry.last)
    low, high = start or end, end or entry.last or start
    if low is None or high is None:
        return []
    return [str(year) for year in range(int(low[:4]), int(high[:4]) + 1)][-MOST_YEARS:]


def families(entry: Entry) -> set[str]:
    """The families of its goods: the heads of their classes."""
    return {c.partition(".")[0] for c in entry.items}


FACETS: Mapping[str, Callable[[Entry], Iterable[str]]] = {
    "from": lambda e: set(e.giver) or {UNKNOWN}, "to": lambda e: set(e.receiver) or {UNKNOWN}, "item": families, "act": lambda e: {e.act},
    "status": lambda e: {e.standing, e.status}, "year": years,
}
"""What of an entry each facet counts."""
