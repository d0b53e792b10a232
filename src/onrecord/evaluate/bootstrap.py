"""How far a score would move with other pages like these: pages are drawn anew with replacement, and the score is taken of each draw.

Pages, not claims, are drawn: the claims of one page stand or fall together. Everything is a sum over pages, so a draw is a row of weights (how
often each page was drawn) and all draws of a score are one product of matrices. Counts are whole numbers, which floats add without rounding,
so an interval depends on the counts and the seed alone.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Draws = npt.NDArray[np.float64]
"""(resamples, pages): how often each page was drawn."""

Counts = npt.NDArray[np.float64]
"""(pages, counted things)."""

RESAMPLES = 1_000
"""Enough for ends that move by less than half a point from seed to seed (usual for 95 % percentile intervals)."""

SEED = 1
TAILS = (2.5, 97.5)
"""Percentiles between which 95 % of the draws lie."""


class Interval(NamedTuple):
    """95 % of the draws lie between ``low`` and ``high``."""

    low: float
    high: float


def draw(pages: int, resamples: int = RESAMPLES, seed: int = SEED) -> Draws:
    """``resamples`` draws of as many pages as there are; no draw where there is no page."""
    if not pages:
        return np.zeros((0, 0))
    chances = np.full(pages, 1 / pages)
    return np.random.default_rng(seed).multinomial(pages, chances, size=resamples).astype(np.float64)


def interval(values: Counts) -> Interval | None:
    """The interval of a score's draws; NaN stands for a draw in which it has no value. None where no draw has one."""
    told = values[~np.isnan(values)]
    if not len(told):
        return None
    low, high = np.percentile(told, TAILS)
    return Interval(float(low), float(high))


def share_interval(draws: Draws, counts: Counts) -> Interval | None:
    """Of a share: ``counts`` has right and judged cases of each page. None where fewer than two pages have a case, which tell nothing of
    how pages differ."""
    if np.count_nonzero(counts[:, 1]) < 2:
        return None
    right, judged = (draws @ counts).T
    return interval(_over(right, judged))


def rate_intervals(draws: Draws, counts: Counts) -> tuple[Interval | None, Interval | None, Interval | None]:
    """Of precision, recall and F1: ``counts`` has right pairs, found and gold claims of each page. None as in `share_interval`."""
    if np.count_nonzero(counts.any(axis=1)) < 2:
        return None, None, None
    right, found, gold = (draws @ counts).T
    return interval(_over(right, found)), interval(_over(right, gold)), interval(_over(2 * right, found + gold))


def _over(part: Counts, whole: Counts) -> Counts:
    """The share, NaN where there is nothing to take it of."""
    return np.divide(part, whole, out=np.full_like(part, np.nan), where=whole > 0)
