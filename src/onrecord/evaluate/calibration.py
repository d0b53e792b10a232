"""Whether a confidence means what it says: of the claims that the reader is .6 sure of, six in ten should be right.

Right is a claim of a pair that is core, or one that is set aside because it says again what a gold claim says. Claims are put into
`BINS` bins of equal width by their confidence; the *expected calibration error* is the mean gap between confidence and share of right
claims over the bins, each weighed by its claims.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from onrecord.evaluate.bootstrap import Counts, Draws, Interval, interval

BINS = 10
DRAWS, SEED = 1000, 7
"""Draws of `chance_error`."""


class Belief(NamedTuple):
    """A found claim's ``confidence``, 0 to 1, and whether it is ``right``."""

    confidence: float
    right: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """Claims with a confidence from ``low`` to less than ``high`` (the last bin holds 1 too): how many, what the reader thought on average
    (``confidence``), what share was ``right``; both 0 where there is no claim."""

    low: float
    high: float
    claims: int
    confidence: float
    right: float


def counted(beliefs: Iterable[Belief]) -> Counts:
    """(3, BINS): of each bin the claims, the sum of their confidences, and how many are right."""
    counts = np.zeros((3, BINS))
    for confidence, right in beliefs:
        counts[:, min(int(confidence * BINS), BINS - 1)] += (1, confidence, right)
    return counts


def bins(beliefs: Iterable[Belief]) -> tuple[Bin, ...]:
    """The reliability table, lowest confidence first."""
    claims, sums, right = counted(beliefs)
    most = np.maximum(claims, 1)
    rows = zip(claims, sums / most, right / most, strict=True)
    return tuple(Bin(i / BINS, (i + 1) / BINS, int(n), float(mean), float(share)) for i, (n, mean, share) in enumerate(rows))


def expected_error(counts: Counts) -> Counts:
    """The expected calibration error of counts (..., 3, BINS), 0 to 1; NaN where there is no claim."""
    claims, sums, right = (counts[..., i, :] for i in range(3))
    gaps, whole = np.abs(sums - right).sum(axis=-1), claims.sum(axis=-1)
    error: Counts = np.divide(gaps, whole, out=np.full_like(gaps, np.nan), where=whole > 0)
    return error


def chance_error(beliefs: Iterable[Belief]) -> float:
    """The error that claims of these confidences show on average if each confidence is exactly right: what is measured is never below it by much.

    By `DRAWS` draws of which claims are right, with a fixed seed; NaN where there is no claim.
    """
    told = np.array([belief.confidence for belief in beliefs])
    if not len(told):
        return float("nan")
    rng, place = np.random.default_rng(SEED), np.minimum((told * BINS).astype(int), BINS - 1)
    gaps = (rng.random((DRAWS, len(told))) < told) - told
    sums = np.stack([gaps[:, place == b].sum(axis=1) for b in range(BINS)], axis=1)
    return float(np.abs(sums).sum(axis=1).mean() / len(told))


def error_interval(draws: Draws, pages: Sequence[Iterable[Belief]]) -> Interval | None:
    """The interval of the expected calibration error; ``pages`` are the beliefs of each page. None where fewer than two pages have one."""
    counts = np.array([counted(beliefs) for beliefs in pages]).reshape(len(pages), 3 * BINS)
    if np.count_nonzero(counts.any(axis=1)) < 2:
        return None
    return interval(expected_error((draws @ counts).reshape(-1, 3, BINS)))
