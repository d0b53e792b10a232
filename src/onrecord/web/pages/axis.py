"""The axis of time: ISO days as places in per cent of the width, the periods that can be looked at closer, and what of a matter falls when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from onrecord.model import Entry
from onrecord.telling.asked import Asked

TICKS = 6
"""Days that are written under the axis at most: more would touch on a phone."""
_QUARTERS = ("01", "04", "07", "10")


def first_of(iso: str) -> date:
    """The first day of an ISO day, month or year."""
    return date.fromisoformat(iso + "-01-01"[{4: 0, 7: 3, 10: 6}[len(iso)]:])


def last_of(iso: str) -> date:
    """The last day of an ISO day, month or year; a day that is none (the 31st of a short month) is the month's last."""
    if len(iso) == 10:
        return min(date.fromisoformat(iso[:8] + "01") + timedelta(days=int(iso[8:]) - 1), last_of(iso[:7]))
    if len(iso) == 4:
        return date(int(iso), 12, 31)
    year, month = int(iso[:4]), int(iso[5:])
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1) if (year, month) != (9999, 12) else date.max


def _day(iso: str) -> date:
    """A day of a filter, which may be none of its month."""
    return last_of(iso) if len(iso) == 10 else first_of(iso)


@dataclass(frozen=True, slots=True)
class Axis:
    """Days from ``low`` to ``high``, both shown."""

    low: date
    high: date

    def at(self, day: date) -> float:
        """Where a day begins, 0 to 100; a day outside lies at the edge."""
        return round(min(max(100.0 * (day - self.low).days / self.days, 0.0), 100.0), 2)

    def end(self, day: date) -> float:
        """Where a day ends."""
        return round(min(max(100.0 * ((day - self.low).days + 1) / self.days, 0.0), 100.0), 2)

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.high - self.low).days + 1

    def ticks(self) -> tuple[tuple[float, str], ...]:
        """Years, months or days that are written, each with its place."""
        steps = _years(self) if self.days > 730 else _months(self) if self.days > 62 else _days(self)
        return tuple((self.at(day), words) for day, words in steps if self.low <= day <= self.high)

    def bins(self, number: int) -> list[tuple[date, date]]:
        """So many stretches of equal length (fewer where there are fewer days), as first and last day."""
        number = min(number, self.days)
        edges = [self.low + timedelta(days=self.days * n // number) for n in range(number + 1)]
        return [(a, b - timedelta(days=1)) for a, b in pairwise(edges)]


def _years(axis: Axis) -> list[tuple[date, str]]:
    step = -(-(axis.high.year - axis.low.year + 1) // TICKS)
    return [(date(year, 1, 1), str(year)) for year in range(axis.low.year, axis.high.year + 1) if year % step == 0]


def _months(axis: Axis) -> list[tuple[date, str]]:
    months = (axis.high.year - axis.low.year) * 12 + axis.high.month - axis.low.month + 1
    step = next(s for s in (1, 2, 3, 4, 6, 12) if months / s <= TICKS or s == 12)
    firsts = (date(year, month, 1) for year in range(axis.low.year, axis.high.year + 1) for month in range(1, 13, step))
    return [(day, day.isoformat()[:7]) for day in firsts]


def _days(axis: Axis) -> list[tuple[date, str]]:
    step = max(-(-axis.days // TICKS), 1)
    return [(day := axis.low + timedelta(days=n), day.isoformat()) for n in range(0, axis.days, step)]


# -- what falls when


def touches(entry: Entry, low: str, high: str) -> bool:
    """Whether the time of the act touches the days from ``low`` to ``high`` (where no claim tells one: the days of publication), as the filters since
    and until have it."""
    start, end = (entry.when.start, entry.when.end) if entry.when else (entry.first, entry.last)
    known = entry.when is not None or entry.first is not None
    return known and not (end is not None and end < low) and not (start is not None and start > high)


def window(entries: Sequence[Entry], asked: Asked) -> Axis | None:
    """The days to draw: those asked for, or from the first to the last day of publication, with acts before and after for as long again at most: a
    single act of long ago must not press all others together. None where no day is known."""
    acts = (d for e in entries if e.when for d in (e.when.start, e.when.end) if d)
    return axis_of((d for e in entries for d in (e.first, e.last) if d), acts, asked)


def axis_of(published: Iterable[str], acted: Iterable[str], asked: Asked) -> Axis | None:
    """The same, of the ISO days of publication and those on which acts begin or end."""
    days, acts = [date.fromisoformat(d) for d in published], [date.fromisoformat(d) for d in acted]
    since, until = asked.get("since"), asked.get("until")
    if not days and not acts and not (since and until):
        return None
    low, high = min(days or acts, default=date.min), max(days or acts, default=date.max)
    room = timedelta(days=max((high - low).days, 365))
    low, high = _earliest(low, acts, room), _latest(high, acts, room)
    low, high = _day(since) if since else low, last_of(until) if until else high
    return Axis(low, max(low, high))


def _earliest(low: date, acts: Iterable[date], room: timedelta) -> date:
    least = date.fromordinal(max(low.toordinal() - room.days, 1))
    return min([low, *(d for d in acts if d >= least)])


def _latest(high: date, acts: Iterable[date], room: timedelta) -> date:
    most = date.fromordinal(min(high.toordinal() + room.days, date.max.toordinal()))
    return max([high, *(d for d in acts if d <= most)])


# -- periods


@dataclass(frozen=True, slots=True)
class Period:
    """A year, quarter or month: how it is called, its first and last day as filters have them, how many matters touch it ("-1": not counted), its
    URL, and whether it is shown now."""

    label: str
    since: str
    until: str
    count: int
    url: str
    chosen: bool = False


def periods(entries: Sequence[Entry], asked: Asked, axis: Axis | None, path: str) -> tuple[tuple[str, tuple[Period, ...]], ...]:
    """What can be looked at closer, or from further off, as (what, periods); ``entries`` are those that pass every filter but the time. Years are
    those that anything touches; quarters and months are those of the year that is shown."""
    return periods_of(lambda low, high: sum(touches(e, low, high) for e in entries), lambda: touched(entries), asked, axis, path)


def periods_of(
    count: Callable[[str, str], int], touched: Callable[[], Sequence[int]], asked: Asked, axis: Axis | None, path: str,
) -> tuple[tuple[str, tuple[Period, ...]], ...]:
    """The same: ``count`` says how many matters touch the time from one ISO day to another, ``touched`` which years any does."""
    if axis is None:
        return ()

    def period(label: str, since: str, until: str) -> Period:
        chosen = (asked.get("since"), asked.get("until")) == (since, until)
        low, high = first_of(since).isoformat(), last_of(until).isoformat()
        return Period(label, since, until, count(low, high), asked.but(since=since, until=until).at(path), chosen)

    shown = {axis.low.year, axis.high.year}
    groups = [("Years", [period(y, y, y) for y in map("{:04}".format, list(touched())[-MOST_YEARS:])])]
    if len(shown) == 1:
        year = f"{min(shown):04}"
        groups.append(("Quarters", [period(f"{year} Q{n}", f"{year}-{m}", f"{year}-{int(m) + 2:02}") for n, m in enumerate(_QUARTERS, 1)]))
        groups.append(("Months", [period(f"{year}-{m:02}", f"{year}-{m:02}", f"{year}-{m:02}") for m in range(1, 13)]))
    found = [(name, tuple(p for p in those if p.count or p.chosen)) for name, those in groups]
    return tuple((name, those) for name, those in found if those)


MOST_YEARS = 40
"""Years that are offered: the last ones. Earlier ones are reached by the filters."""


def years(entry: Entry) -> range:
    """The years from the first to the last day of the act (of publication, where no claim tells one), those of an open end as it was published."""
    start, end = (entry.when.start, entry.when.end) if entry.when else (entry.first, entry.last)
    low, high = start or end, end or entry.last or start
    return range(int(low[:4]), int(high[:4]) + 1)[-MOST_YEARS:] if low and high else range(0)


def touched(entries: Sequence[Entry]) -> list[int]:
    """The years that anything touches; a year that something touches only by an open end is left to the filters."""
    return sorted({y for e in entries for y in years(e)})
