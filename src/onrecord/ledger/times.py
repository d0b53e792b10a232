"""Days as whole numbers, so that intervals can be compared: day 1 is 1 January of year 1 (`datetime.date.toordinal`)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from onrecord.model import When

FIRST, LAST = date.min.toordinal(), date.max.toordinal()


class Days(NamedTuple):
    """The days ``start`` to ``end``, both included; `FIRST` and `LAST` stand for an open side."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """How many days; an open interval is very long."""
        return self.end - self.start + 1

    def gap(self, other: Days) -> int:
        """Days between the two; 0 where they touch or overlap."""
        return max(0, self.start - other.end, other.start - self.end)


def day_of(iso: str | None) -> int | None:
    """The number of an ISO day; None for None and for anything that is not a day of the calendar."""
    if iso is None:
        return None
    try:
        return date.fromisoformat(iso).toordinal()
    except ValueError:
        return None


def iso_day(day: int) -> str:
    """The ISO form of a day's number."""
    return date.fromordinal(day).isoformat()


def days_of(when: When | None) -> Days | None:
    """The days a `When` covers; None where it says nothing. An end before its start is taken as the start alone."""
    if when is None or (when.start is None and when.end is None):
        return None
    start, end = day_of(when.start), day_of(when.end)
    low = FIRST if start is None else start
    high = LAST if end is None else end
    return Days(low, max(low, high))


def hull(intervals: list[Days]) -> When | None:
    """The shortest interval over all of these as a `When`; open sides are left out where another interval bounds them."""
    starts = [d.start for d in intervals if d.start > FIRST]
    ends = [d.end for d in intervals if d.end < LAST]
    if not starts and not ends:
        return None
    start, end = (iso_day(min(starts)) if starts else None), (iso_day(max(ends)) if ends else None)
    iso = start if start == end and start else f"{start or ''}/{end or ''}"
    return When(iso, start, end)


def narrowest(intervals: Collection[Days]) -> list[Days]:
    """The different ones of these that hold no shorter one of them, sorted."""
    different = sorted(set(intervals))
    return [d for d in different if not any(d.start <= o.start and o.end <= d.end and o.length < d.length for o in different)]
