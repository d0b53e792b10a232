"""Values: spans, known and filled fields, times, quantities, money, items.

A value keeps its wording beside its meaning, and an imprecise one is an interval and stays one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")

# Known and Filled have no slots: Python 3.11 cannot call a frozen generic dataclass with slots as Filled[X](...).


class Span(NamedTuple):
    """Characters ``start`` (included) to ``end`` (left out) of an article's text as given."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Whether ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True)
class Known(Generic[T]):
    """A fact about a page and ``how`` it is known (the name of a rule); ``span`` where the page says it."""

    value: T
    how: str
    span: Span | None = None


@dataclass(frozen=True)
class Filled(Generic[T]):
    """A claim's field: the value, the words it was read from, and the rule that read it.

    ``evidence`` is empty only where ``value`` is empty or derived from the page as a whole (its outlet, its date); the
    rule then says so.
    """

    value: T
    evidence: tuple[Span, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class When:
    """A time as GUIDE writes it: ISO date, month, year, or interval ``start/end`` with an open end.

    ``start`` and ``end`` are ISO dates (YYYY-MM-DD, both included) or None for open; ``text`` is the wording.
    """

    iso: str
    start: str | None
    end: str | None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Quantity:
    """How many: the interval [``low``, ``high``] (None: open) of pieces, or of ``unit`` (singular) where that is not pieces."""

    low: float | None
    high: float | None
    text: str
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class Money:
    """How much: the interval [``low``, ``high``] (None: open) in whole units of ``currency`` (ISO 4217)."""

    low: float | None
    high: float | None
    currency: str
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """Goods: the item class (GUIDE section 4), the wording, and the catalogue key of the system where it is one.

    ``key`` is the catalogue's (such as ``shahed-136``), None for a plain noun ("drones").
    """

    cls: str
    name: str
    key: str | None = None


def hull(ends: Sequence[tuple[float | None, float | None]]) -> tuple[float | None, float | None]:
    """From the lowest low of some intervals to the highest high; what is open on one side only ("up to 50" beside "400") counts by its known end."""
    known = [v for pair in ends for v in pair if v is not None]
    if not known:
        return None, None
    lows, highs = [low for low, _ in ends if low is not None], [high for _, high in ends]
    return (min(known) if lows else None), (None if None in highs else max(known))
