"""Bands: the drawings of an entry. Places are shares of the width in per cent, so that a drawing fits any screen and no text is stretched."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.model import Entry, Money, Quantity, StatusMove, status_group
from onrecord.telling.words import interval, joined, status_words
from onrecord.web.marks import Mark, mark

LATEST = 82.0
"""Where the last day lies: what was told then must still be seen to stand."""
MOST_LANES = 40
"""Origins that are drawn; the table of the history has all."""
RANK = {status: n for n, status in enumerate(("possible", "sought", "planned", "agreed", "underway", "done"))}
APART = 14.0
"""Per cent of the width that two days on the axis must lie apart to be both written."""
WIDE_RANGE = 50.0
"""From this ratio of the largest to the smallest figure on the axis is logarithmic. Chosen."""


@dataclass(frozen=True, slots=True)
class Band:
    """From ``x`` for ``width`` per cent it stood at ``group``; ``says`` it in words."""

    x: float
    width: float
    group: str
    says: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A status told at ``x``; the ``nth`` of those told there."""

    x: float
    nth: int
    mark: Mark


@dataclass(frozen=True, slots=True)
class Lane:
    """One line of the drawing: its label, which origin it is ("" for all together), its bands and what was told when."""

    label: str
    origin: str
    bands: tuple[Band, ...]
    dots: tuple[Dot, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Course:
    """How a matter went: a lane for all and one for each origin, the days on the axis, how many origins are not drawn."""

    lanes: tuple[Lane, ...]
    ticks: tuple[tuple[float, str], ...]
    more: int = 0


def course(entry: Entry, names: dict[str, str]) -> Course:
    """The course of an entry. ``names`` says what each origin is called."""
    by: dict[str, list[StatusMove]] = {}
    for move in entry.history:
        by.setdefault(move.origin, []).append(move)
    days = sorted({m.published for m in entry.history if m.published})
    scale = _Days(days)
    lanes = [_whole(entry, scale)] if len(by) > 1 and days else []
    lanes += [_lane(origin, moves, names.get(origin, origin), scale) for origin, moves in list(by.items())[:MOST_LANES]]
    return Course(tuple(lanes), scale.ticks(), max(len(by) - MOST_LANES, 0))


class _Days:
    """ISO days to places."""

    def __init__(self, days: Sequence[str]) -> None:
        self.days = days
        numbers = [date.fromisoformat(d).toordinal() for d in days] or [0]
        self.low, self.span = numbers[0], numbers[-1] - numbers[0]

    def at(self, day: str) -> float:
        return round(LATEST * (date.fromisoformat(day).toordinal() - self.low) / self.span, 2) if self.span else 0.0

    def ticks(self) -> tuple[tuple[float, str], ...]:
        """The first and the last day, and what lies far enough from both between."""
        if not self.days:
            return ()
        ends = list(dict.fromkeys((self.days[0], self.days[-1])))
        kept = [(self.at(d), d) for d in ends]
        for day in self.days:
            if all(abs(self.at(day) - x) >= APART for x, _ in kept):
                kept.append((self.at(day), day))
        return tuple(sorted(kept))


def _lane(origin: str, moves: Sequence[StatusMove], name: str, scale: _Days) -> Lane:
    told = list(dict.fromkeys(m.status for m in moves))
    day = next((m.published for m in moves if m.published), None)
    words = joined(map(status_words, told))
    if day is None:
        return Lane(f"{name}: {words}", origin, (), (), "day not known")
    x = scale.at(day)
    band = Band(x, round(100 - x, 2), _together(told), f"{name}, {day}: {words}")
    return Lane(name, origin, (band,), tuple(Dot(x, n, mark(s)) for n, s in enumerate(told)), "" if day in name else day)


def _whole(entry: Entry, scale: _Days) -> Lane:
    """All origins together: how it stands by what had been told until each day."""
    told: list[str] = []
    bands: list[Band] = []
    steps = [(d, [m.status for m in entry.history if m.published == d]) for d in scale.days]
    for n, (day, statuses) in enumerate(steps):
        told += statuses
        x = scale.at(day)
        end = scale.at(steps[n + 1][0]) if n + 1 < len(steps) else 100.0
        group = _together(told)
        if bands and bands[-1].group == group:
            bands[-1] = Band(bands[-1].x, round(end - bands[-1].x, 2), group, bands[-1].says)
        else:
            bands.append(Band(x, round(end - x, 2), group, f"from {day}: {'for and against' if group == 'contested' else furthest(told)}"))
    return Lane("all together", "", tuple(bands), (), "; ".join(b.says for b in bands))


def _together(told: Iterable[str]) -> str:
    """The group of what is told together: contested where it is both told and denied or not seen."""
    groups = {status_group(s) for s in told}
    against, told_of = groups & {"negative", "unseen"}, groups & {"happened", "committed", "open"}
    if against and told_of & {"happened", "committed"}:
        return "contested"
    return status_group(furthest(told)) if told_of else sorted(against)[0]


def furthest(told: Iterable[str]) -> str:
    """The furthest of some statuses; what is against it only where nothing is for it."""
    return max(told, key=lambda s: (RANK.get(s, -1), s))


# -- amounts


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure told, from ``x`` for ``width`` per cent, open to the ``left`` or ``right``; in words, and in those of the page, at ``url``."""

    x: float
    width: float
    left: bool
    right: bool
    says: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Amounts:
    """Figures of one unit on one axis from ``low`` to ``high`` (as words)."""

    unit: str
    low: str
    high: str
    bars: tuple[Bar, ...]
    curved: bool


Figure = Quantity | Money


def amounts(entry: Entry, places: Mapping[Figure, str]) -> tuple[Amounts, ...]:
    """Every figure told of an entry, drawn as the interval that it is, by unit and currency. ``places``: where the sentence of each is."""
    by: dict[str, list[Figure]] = {}
    figures: tuple[Figure, ...] = (*entry.quantities, *entry.moneys)
    for figure in figures:
        by.setdefault(figure.currency if isinstance(figure, Money) else figure.unit or "", []).append(figure)
    return tuple(_axis(unit, figures, places) for unit, figures in by.items())


def _axis(unit: str, figures: Sequence[Figure], places: Mapping[Figure, str]) -> Amounts:
    ends = [v for f in figures for v in (f.low, f.high) if v is not None] or [0.0]
    low, high = min(ends), max(ends)
    curved = low > 0 and high / low >= WIDE_RANGE
    if not curved:
        low = 0.0
    bars = tuple(_bar(f, places.get(f, ""), low, high, curved) for f in sorted(figures, key=lambda f: (f.low or 0, f.high or math.inf)))
    return Amounts(unit, interval(low, low), interval(high, high), bars, curved)


def _bar(figure: Figure, url: str, low: float, high: float, curved: bool) -> Bar:
    start = _place(figure.low, low, high, curved) if figure.low is not None else 0.0
    end = _place(figure.high, low, high, curved) if figure.high is not None else 100.0
    if figure.low is None and figure.high is None:
        return Bar(0.0, 100.0, True, True, "unknown", figure.text, url)
    start = min(start, 99.0)
    return Bar(start, round(max(end - start, 0.8), 2), figure.low is None, figure.high is None, interval(figure.low, figure.high), figure.text, url)


def _place(value: float, low: float, high: float, curved: bool) -> float:
    """Where a figure lies; the largest at 88, so that "or more" has room."""
    if high <= low:
        return 44.0
    share = math.log(value / low) / math.log(high / low) if curved else (value - low) / (high - low)
    return round(88 * share, 2)


