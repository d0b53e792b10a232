"""Corrections: a value that a person gives for a field of a claim, read from one line of text.

What a field takes is in `FORMS`; "", "none" and "unknown" say that it has no value, where it may have none.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from onrecord.knowledge.items import CLASSES
from onrecord.model import ACTS, CERTAINTIES, STATUSES, Claim, Filled, Item, Money, Quantity, When

_RULE = "judgement"
_NONE = frozenset({"", "none", "unknown"})
_RANGE = "400, 200..900, 401.. or ..50"
FORMS: Mapping[str, str] = {
    "giver": "parties with commas between (IR, Hezbollah), or none",
    "receiver": "parties with commas between (IR, Hezbollah), or none",
    "act": f"one of {', '.join(ACTS)}",
    "status": f"one of {', '.join(STATUSES)}",
    "certainty": f"one of {', '.join(CERTAINTIES)}",
    "mechanism": "a short name, or none",
    "items": "classes, each with its wording if any, and semicolons between (uav: Shahed-136; missile.ballistic), or none",
    "quantity": f"a number or a range ({_RANGE}), what is counted after it where that is not pieces (3 battery), or none",
    "money": f"a currency and a number or a range (USD 800000000; {_RANGE.replace('400', 'EUR 400')}), or none",
    "when": "a day, month or year, or a range of them (2024-03-01, 2024-03, 2024, 2024-01/2024-03, 2024-01/), or none",
}
"""Each field that a person may correct, and what may be given for it, in words for a message."""

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_NUMBER = r"\d+(?:\.\d+)?(?:e\d+)?"
_SPAN = re.compile(rf"(?:({_NUMBER})?\.\.({_NUMBER})?|({_NUMBER}))(?:\s+(\D.*))?", re.IGNORECASE)


def corrected(claim: Claim, name: str, value: str) -> Claim:
    """The claim with ``value`` as its field ``name``. Raises ValueError, with what may be given, where it means nothing."""
    read = _READ.get(name)
    if read is None:
        raise ValueError(f"no field that can be corrected; one of {', '.join(FORMS)}")
    try:
        found = read(value.strip())
    except ValueError as fault:
        raise ValueError(FORMS[name]) from fault
    change: dict[str, Any] = {name: found if name == "act" else Filled(found, (), _RULE)}
    return replace(claim, **change)


def _parties(value: str) -> tuple[str, ...]:
    return tuple(p.strip() for p in value.split(",") if p.strip()) if value.casefold() not in _NONE else ()


def _one_of(choices: tuple[str, ...]) -> Callable[[str], str]:
    def read(value: str) -> str:
        if value not in choices:
            raise ValueError(value)
        return value
    return read


def _mechanism(value: str) -> str | None:
    return None if value.casefold() in _NONE else value


def _items(value: str) -> tuple[Item, ...]:
    parts = [] if value.casefold() in _NONE else [part.partition(":") for part in value.split(";")]
    found = tuple(Item(cls.strip(), name.strip() or cls.strip()) for cls, _, name in parts)
    if any(i.cls not in CLASSES for i in found):
        raise ValueError(value)
    return found


def _ends(value: str) -> tuple[float | None, float | None, str]:
    """Low, high and what stands after them."""
    found = _SPAN.fullmatch(value.replace(",", ""))
    if found is None:
        raise ValueError(value)
    low, high, alone, rest = found.groups()
    ends = [None if v is None else float(v) for v in ((low, high) if alone is None else (alone, alone))]
    known = [v for v in ends if v is not None]
    if not known or known != sorted(known) or not all(map(math.isfinite, known)):
        raise ValueError(value)
    return ends[0], ends[1], rest or ""


def _quantity(value: str) -> Quantity | None:
    if value.casefold() in _NONE:
        return None
    low, high, unit = _ends(value)
    return Quantity(low, high, value, unit or None)


def _money(value: str) -> Money | None:
    if value.casefold() in _NONE:
        return None
    currency, _, amount = value.partition(" ")
    low, high, rest = _ends(amount.strip())
    if not re.fullmatch("[A-Z]{3}", currency) or rest:
        raise ValueError(value)
    return Money(low, high, currency, value)


def _when(value: str) -> When | None:
    if value.casefold() in _NONE:
        return None
    first, slash, last = value.partition("/")
    start, end = (_day(first, last=False) if first else None), (_day(last, last=True) if last else None)
    if not slash:
        end = _day(first, last=True)
    if (start is None and end is None) or (start and end and start > end):
        raise ValueError(value)
    return When(value, start, end, value)


def _day(value: str, last: bool) -> str:
    """The first or the last day of an ISO day, month or year."""
    found = _DATE.fullmatch(value)
    if found is None:
        raise ValueError(value)
    year, month, day = int(found[1]), int(found[2] or (12 if last else 1)), found[3]
    if day is not None:
        return date(year, month, int(day)).isoformat()
    first = date(year, month, 1)
    return ((first + timedelta(days=31)).replace(day=1) - timedelta(days=1) if last else first).isoformat()


_READ: Mapping[str, Callable[[str], Any]] = {
    "giver": _parties, "receiver": _parties, "act": _one_of(ACTS), "status": _one_of(STATUSES), "certainty": _one_of(CERTAINTIES),
    "mechanism": _mechanism, "items": _items, "quantity": _quantity, "money": _money, "when": _when,
}
