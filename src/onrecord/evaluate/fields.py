"""Whether a found claim has a field right, for the fields that are scored one by one."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from datetime import date

from onrecord.evaluate.pairing import HALF, item_agreement
from onrecord.evaluate.told import Range, Told

Judged = Iterator[tuple[str, bool]]

_WORD = re.compile(r"[a-z]+")
_EMPTY_WORDS = frozenset({"the", "of", "for", "and", "us", "u", "s"})
TOLERANCE = 0.12
"""Part of the larger amount by which two ends of a range may differ: what "about" means, plus rounding."""


def judged_fields(found: Told, gold: Told) -> Judged:
    """(field, right) of a pair, for every field that this pair can tell something about."""
    yield "from", found.giver == gold.giver
    yield "to", found.receiver == gold.receiver
    yield "items", item_agreement(found.classes, gold.classes) >= HALF
    yield "status", found.status == gold.status
    yield "status group", found.group == gold.group
    yield "certainty", found.certainty == gold.certainty
    yield "origin", same_origin(found, gold)
    yield from _amounts(found, gold)
    if gold.when:
        yield "when", found.when is not None and same_time(found.when, gold.when)
    if gold.anonymous is not None and found.anonymous is not None:
        yield "anonymity", found.anonymous == gold.anonymous


def _amounts(found: Told, gold: Told) -> Judged:
    for name, mine, theirs in (("quantity", found.quantity, gold.quantity), ("money", found.money, gold.money)):
        if mine or theirs:
            yield name, mine is not None and theirs is not None and same_range(mine, theirs)


def same_range(a: Range, b: Range) -> bool:
    """Whether both ends agree within `TOLERANCE`, and the currency exactly."""
    return a.currency == b.currency and _close(a.low, b.low) and _close(a.high, b.high)


def _close(a: float | None, b: float | None) -> bool:
    if a is None or b is None:
        return a is b
    return abs(a - b) <= TOLERANCE * max(abs(a), abs(b), 1)


def same_origin(a: Told, b: Told) -> bool:
    """Whether the first names of the two chains share a word that means something, or neither has one."""
    mine, theirs = (set(_WORD.findall(t.origin.lower())) - _EMPTY_WORDS for t in (a, b))
    return bool(mine & theirs) or not (mine or theirs)


def same_time(a: str, b: str) -> bool:
    """Whether two times of GUIDE's form touch, and their ends lie no more than a month apart where both are known."""
    try:
        mine, theirs = _months(a), _months(b)
    except ValueError:
        return False
    if max(mine[0], theirs[0]) > min(mine[1], theirs[1]):
        return False
    return all(math.isinf(x) or math.isinf(y) or abs(x - y) <= 1 for x, y in zip(mine, theirs, strict=True))


def _months(when: str) -> tuple[float, float]:
    """First and last month, counted from year 0; an open end is infinite."""
    low, slash, high = when.partition("/")
    return _month(low, 0, -math.inf), _month(high if slash else low, 11, math.inf)


def _month(iso: str, of_year: int, otherwise: float) -> float:
    if not iso:
        return otherwise
    parts = [int(p) for p in iso.split("-")]
    return parts[0] * 12 + (parts[1] - 1 if len(parts) > 1 else of_year)


def same_day(found: str | None, gold: str) -> bool:
    """Whether two dates of publication lie no more than two days apart; months and years only if they are the same."""
    day: Callable[[str], date] = date.fromisoformat
    try:
        return found is not None and abs((day(found) - day(gold)).days) <= 2
    except ValueError:
        return found == gold
