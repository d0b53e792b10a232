"""The days a text may be of, as a scale, and clues as scores over it.

Days are counted from `FIRST` to `LAST`: no clock is read, so that the same page gives the same date on any day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from onrecord.model import Span

FIRST = date(1985, 1, 1)
LAST = date(2029, 12, 31)
DAYS = (LAST - FIRST).days + 1
INDEX = np.arange(DAYS)
YEARS = np.array([date.fromordinal(FIRST.toordinal() + i).year for i in range(DAYS)])
MONTHS = np.array([date.fromordinal(FIRST.toordinal() + i).month for i in range(DAYS)])
WEEKDAYS = (INDEX + FIRST.weekday()) % 7
Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Clue:
    """``rule``, what it ``says`` in words, where, and its score for each day.

    ``plain`` where the words can hardly be history: who is told there speaks, and on a day of that week.
    """

    rule: str
    says: str
    span: Span | None
    scores: Scores
    plain: bool = False


def index(day: date) -> int:
    """Days from `FIRST`, held within the scale."""
    return min(max((day - FIRST).days, 0), DAYS - 1)


def day_at(place: int) -> date:
    """The day at a place on the scale."""
    return date.fromordinal(FIRST.toordinal() + place)


def outside(intervals: list[tuple[int, int]], weight: float, ramp: int = 60) -> Scores:
    """0 within any of the intervals, falling over ``ramp`` days outside them to the least score.

    That is -``weight``, the logarithm of how rarely such a clue is wrong, less that of the days outside to those inside: a clue to a
    week tells more than one to a term of office, as the days it leaves out share what doubt there is.
    """
    gap = np.full(DAYS, np.inf)
    for low, high in intervals:
        gap = np.minimum(gap, np.maximum(np.maximum(low - INDEX, INDEX - high), 0))
    inside = max(int((gap == 0).sum()), 1)
    return -(weight + max(0.0, float(np.log((DAYS - inside + 1) / inside)))) * np.minimum(gap / ramp, 1.0)
