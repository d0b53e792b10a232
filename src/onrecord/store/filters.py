"""Filters: which entries a `LedgerQuery` lets through. Raises `QueryError` for a filter that cannot be understood."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from onrecord.errors import QueryError
from onrecord.knowledge.items import CLASSES
from onrecord.knowledge.party_names import party_names
from onrecord.model import ACTS, STATUSES, Claim, Entry, Judgement
from onrecord.model.credibility import least_of
from onrecord.model.entry import DISAGREEMENTS, ORDERS, UNKNOWN, LedgerQuery
from onrecord.store.rows import storable

_DATE = re.compile(r"(?!0000)\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?", re.ASCII)
ITEM_CLASSES = frozenset({*CLASSES, *(c.split(".")[0] for c in CLASSES)})
"""What names item classes: a class or the head of one."""


def classes_asked(item: str) -> str:
    """The item class, or head of one, that is asked for; "" where a wording or a catalogue key is."""
    asked = item.casefold().strip()
    return asked if asked in ITEM_CLASSES else ""


def wording_asked(item: str | None) -> str | None:
    """The wording or catalogue key that is asked for, as texts are kept; None where nothing or an item class is."""
    return None if item is None or classes_asked(item) else storable(item.casefold().strip())


def starting(asked: str) -> Callable[[str], bool]:
    """Whether a word in a text begins with what is asked for."""
    start = re.compile(rf"(?<!\w){re.escape(asked)}")
    return lambda text: asked in text and start.search(text) is not None


_STANDINGS = (*STATUSES, "contested")


def _named(e: Entry) -> tuple[object, ...]:
    return (party_names(e.giver), party_names(e.receiver), e.act, e.items, e.id)


_KEYS: Mapping[str, Callable[[Entry], tuple[object, ...]]] = {
    "parties": lambda e: (e.act, e.giver, e.receiver, e.items, e.id), "first": lambda e: (e.first or "9999", e.id),
    "last": lambda e: (e.last or "", e.id), "origins": lambda e: (e.origins, e.voices, e.id),
    "from": _named, "to": lambda e: (party_names(e.receiver), *_named(e)), "what": lambda e: (e.act, e.items, *_named(e)),
    "standing": lambda e: (("contested", *STATUSES).index(e.standing), STATUSES.index(e.status), *_named(e)),
    "when": lambda e: ((e.when.start or e.when.end or "") if e.when else "9999", *_named(e)),
    "credibility": lambda e: (e.credibility.source, e.credibility.information, *_named(e)), "voices": lambda e: (-e.voices, *_named(e)),
    "pages": lambda e: (-e.pages, *_named(e)), "published": lambda e: (e.first or "9999", e.last or "", *_named(e)),
}


def understood(query: LedgerQuery) -> LedgerQuery:
    """The query, once each of its words is known to mean something."""
    if query.act is not None and query.act not in ACTS:
        raise QueryError("act", query.act, f"one of {', '.join(ACTS)}")
    if query.status is not None and query.status not in _STANDINGS:
        raise QueryError("status", query.status, f"one of {', '.join(_STANDINGS)}")
    dated(("since", query.since), ("until", query.until), ("as-of", query.as_of), ("changed-since", query.changed_since),
          ("changed-until", query.changed_until))
    if query.disagreement is not None and query.disagreement not in DISAGREEMENTS:
        raise QueryError("disagreement", query.disagreement, f"one of {', '.join(DISAGREEMENTS)}")
    if query.min_origins < 0:
        raise QueryError("min-origins", str(query.min_origins), "a number from 0")
    if query.order.removeprefix("-") not in ORDERS:
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
    name = query.order.removeprefix("-")
    ordered = sorted(entries, key=_KEYS[name], reverse=(name in ("last", "origins")) != query.order.startswith("-"))
    return ordered[query.offset:None if query.limit is None else query.offset + query.limit]


def keeps(query: LedgerQuery, entry: Entry, roots: Mapping[str, str]) -> bool:
    """Whether the entry passes; ``roots`` gives the origin of each article id."""
    return all(test(query, entry) for test in _TESTS) and _origin(query, entry, roots)


def _act(query: LedgerQuery, entry: Entry) -> bool:
    return query.act in {None, entry.act}


def _status(query: LedgerQuery, entry: Entry) -> bool:
    return query.status in {None, entry.status, entry.standing}


def _credible(query: LedgerQuery, entry: Entry) -> bool:
    least = least_of(query.credibility) if query.credibility else None
    return least is None or (entry.credibility.source <= least[0] and entry.credibility.information <= least[1])


def _origins(query: LedgerQuery, entry: Entry) -> bool:
    return entry.origins >= query.min_origins


def _at_odds(query: LedgerQuery, entry: Entry) -> bool:
    return query.disagreement is None or any(d.kind == query.disagreement for d in entry.disagreements)


def _changed(query: LedgerQuery, entry: Entry) -> bool:
    if query.changed_since is None and query.changed_until is None:
        return True
    low, high = (last_day(day) if day else otherwise for day, otherwise in ((query.changed_since, ""), (query.changed_until, "9999")))
    return any(m.published is not None and low < m.published <= high for m in entry.history)


def _worded(query: LedgerQuery, entry: Entry) -> bool:
    told = words_of(entry) if query.words else ""
    return all(word in told or entry.id.startswith(word) for word in words_asked(query.words))


def words_asked(words: str | None) -> list[str]:
    """The words that are asked for, as texts are kept."""
    return [storable(word) for word in (words or "").casefold().split()]


def words_of(entry: Entry) -> str:
    """What words are looked for in, in small letters and as every database takes it: its parties by code and name, act, goods, mechanism, standing
    and speakers."""
    told = (party_names(entry.giver), *entry.giver, party_names(entry.receiver), *entry.receiver, entry.act, *entry.items, *entry.names,
            *entry.keys, entry.mechanism or "", entry.standing, entry.status, *(m.voice for m in entry.history))
    return storable(" ".join(dict.fromkeys(told)).casefold())


def names_of(entry: Entry) -> set[str]:
    """The wordings of its goods, in small letters and as every database takes them."""
    return {storable(name.casefold()) for name in entry.names}


def keys_of(entry: Entry) -> set[str]:
    """Its catalogue keys, as every database takes them."""
    return {storable(key) for key in entry.keys}


def _parties(query: LedgerQuery, entry: Entry) -> bool:
    wanted = between(query)
    return wanted is None or wanted(entry.act, entry.giver, entry.receiver)


def between(query: LedgerQuery) -> Callable[[str, tuple[str, ...], tuple[str, ...]], bool] | None:
    """Whether an act, giver and receiver are between the query's parties (cooperation: either way); None where it names none."""
    asked = (query.giver and query.giver.casefold(), query.receiver and query.receiver.casefold())
    if not any(asked):
        return None

    def wanted(act: str, givers: tuple[str, ...], receivers: tuple[str, ...]) -> bool:
        giver, receiver = _folded(givers), _folded(receivers)
        straight = _among(asked[0], giver) and _among(asked[1], receiver)
        return straight or (act == "cooperation" and _among(asked[0], receiver) and _among(asked[1], giver))

    return wanted


def _folded(parties: tuple[str, ...]) -> set[str]:
    return {p.casefold() for p in parties} or {UNKNOWN}


def _among(party: str | None, parties: set[str]) -> bool:
    return not party or party in parties


def _item(query: LedgerQuery, entry: Entry) -> bool:
    if query.item is None:
        return True
    if asked := classes_asked(query.item):
        return any(c == asked or c.startswith(asked + ".") for c in entry.items)
    asked = wording_asked(query.item) or ""
    return asked in keys_of(entry) or any(map(starting(asked), names_of(entry)))


def _time(query: LedgerQuery, entry: Entry) -> bool:
    start, end = (entry.when.start, entry.when.end) if entry.when else (entry.first, entry.last)
    if entry.when is None and entry.first is None and (query.since or query.until):
        return False
    early = query.since is not None and end is not None and end < first_day(query.since)
    late = query.until is not None and start is not None and start > last_day(query.until)
    return not early and not late


_TESTS: tuple[Callable[[LedgerQuery, Entry], bool], ...] = (
    _parties, _item, _act, _status, _time, _credible, _origins, _at_odds, _changed, _worded,
)


def _origin(query: LedgerQuery, entry: Entry, roots: Mapping[str, str]) -> bool:
    if query.origin is None:
        return True
    asked = {query.origin, *(root for article, root in roots.items() if article.startswith(query.origin))}
    return any(move.origin in asked or move.origin.startswith(query.origin) for move in entry.history)
