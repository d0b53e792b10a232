"""Filters: which entries a `LedgerQuery` lets through. Raises `QueryError` for a filter that cannot be understood."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from onrecord.errors import QueryError
from onrecord.knowledge.items import CLASSES
from onrecord.model import ACTS, STATUSES, Claim, Entry, Judgement
from onrecord.model.credibility import least_of
from onrecord.model.entry import ORDERS, LedgerQuery

_DATE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
ITEM_CLASSES = frozenset({*CLASSES, *(c.split(".")[0] for c in CLASSES)})
"""What names item classes: a class or the head of one."""
_STANDINGS = (*STATUSES, "contested")
_KEYS: Mapping[str, Callable[[Entry], tuple[object, ...]]] = {
    "parties": lambda e: (e.act, e.giver, e.receiver, e.items, e.id), "first": lambda e: (e.first or "9999", e.id),
    "last": lambda e: (e.last or "", e.id), "origins": lambda e: (e.origins, e.voices, e.id),
}


def understood(query: LedgerQuery) -> LedgerQuery:
    """The query, once each of its words is known to mean something."""
    if query.act is not None and query.act not in ACTS:
        raise QueryError("act", query.act, f"one of {', '.join(ACTS)}")
    if query.status is not None and query.status not in _STANDINGS:
        raise QueryError("status", query.status, f"one of {', '.join(_STANDINGS)}")
    dated(("since", query.since), ("until", query.until), ("as-of", query.as_of))
    if query.order not in ORDERS:
        raise QueryError("order", query.order, f"one of {', '.join(ORDERS)}")
    if query.offset < 0 or (query.limit is not None and query.limit < 0):
        raise QueryError("limit", f"{query.limit} after {query.offset}", "numbers from 0")
    if not 0 <= query.min_confidence <= 1:
        raise QueryError("min-confidence", f"{query.min_confidence:g}", "a number from 0 to 1")
    if query.credibility is not None and least_of(query.credibility) is None:
        raise QueryError("credibility", query.credibility, "the least marks, like B3, B or 3")
    return query


def sure(claims: Sequence[Claim], judgements: Sequence[Judgement], least: float) -> list[Claim]:
    """The claims of at least this confidence, and those that a standing judgement calls right or corrects: a person decides last.

    A judgement whose claim is read otherwise now upholds what its words overlap.
    """
    ids = {c.id for c in claims}
    upholding = [j for j in judgements if not j.withdrawn and j.kind in {"right", "value-is"}]
    upheld = {j.subject for j in upholding}
    anchors = [(j.article, j.span) for j in upholding if j.subject not in ids and j.span]

    def anchored(claim: Claim) -> bool:
        return any(claim.article == article and claim.span.overlaps(span) for article, span in anchors)

    return [c for c in claims if c.confidence >= least or c.id in upheld or anchored(c)]


def first_day(date: str) -> str:
    """The first day of an ISO date, month or year."""
    return date + "-01-01"[{4: 0, 7: 3, 10: 6}[len(date)]:]


def last_day(date: str) -> str:
    """A day no earlier than the last of an ISO date, month or year, good for comparing as text."""
    return date + "-12-31"[{4: 0, 7: 3, 10: 6}[len(date)]:]


def dated(*options: tuple[str, str | None]) -> None:
    """Finds a fault with options that should be dates. Raises `QueryError`."""
    for option, value in options:
        if value is not None and not _DATE.fullmatch(value):
            raise QueryError(option, value, "a date like 2024-03-01, 2024-03 or 2024")


def in_order(query: LedgerQuery, entries: Iterable[Entry]) -> list[Entry]:
    """The entries in the query's order, as many of them as it asks for."""
    ordered = sorted(entries, key=_KEYS[query.order], reverse=query.order in ("last", "origins"))
    return ordered[query.offset:None if query.limit is None else query.offset + query.limit]


def keeps(query: LedgerQuery, entry: Entry, roots: Mapping[str, str]) -> bool:
    """Whether the entry passes; ``roots`` gives the origin of each article id."""
    tests: tuple[Callable[[LedgerQuery, Entry], bool], ...] = (_parties, _item, _act, _status, _time, _credible)
    return all(test(query, entry) for test in tests) and _origin(query, entry, roots)


def _act(query: LedgerQuery, entry: Entry) -> bool:
    return query.act in {None, entry.act}


def _status(query: LedgerQuery, entry: Entry) -> bool:
    return query.status in {None, entry.status, entry.standing}


def _credible(query: LedgerQuery, entry: Entry) -> bool:
    least = least_of(query.credibility) if query.credibility else None
    return least is None or (entry.credibility.source <= least[0] and entry.credibility.information <= least[1])


def _parties(query: LedgerQuery, entry: Entry) -> bool:
    giver, receiver = _folded(entry.giver), _folded(entry.receiver)
    asked = (query.giver and query.giver.casefold(), query.receiver and query.receiver.casefold())
    straight = _among(asked[0], giver) and _among(asked[1], receiver)
    return straight or (entry.act == "cooperation" and _among(asked[0], receiver) and _among(asked[1], giver))


def _folded(parties: tuple[str, ...]) -> set[str]:
    return {p.casefold() for p in parties}


def _among(party: str | None, parties: set[str]) -> bool:
    return not party or party in parties


def _item(query: LedgerQuery, entry: Entry) -> bool:
    if query.item is None:
        return True
    asked = query.item.casefold().strip()
    if asked in ITEM_CLASSES:
        return any(c == asked or c.startswith(asked + ".") for c in entry.items)
    return asked in entry.keys or any(re.search(rf"(?<!\w){re.escape(asked)}", name.casefold()) for name in entry.names)


def _time(query: LedgerQuery, entry: Entry) -> bool:
    start, end = (entry.when.start, entry.when.end) if entry.when else (entry.first, entry.last)
    if entry.when is None and entry.first is None and (query.since or query.until):
        return False
    early = query.since is not None and end is not None and end < first_day(query.since)
    late = query.until is not None and start is not None and start > last_day(query.until)
    return not early and not late


def _origin(query: LedgerQuery, entry: Entry, roots: Mapping[str, str]) -> bool:
    if query.origin is None:
        return True
    asked = {query.origin, *(root for article, root in roots.items() if article.startswith(query.origin))}
    return any(move.origin in asked or move.origin.startswith(query.origin) for move in entry.history)
