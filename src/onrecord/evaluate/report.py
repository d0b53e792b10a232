"""Scores -> what is said of them: each rate with the interval in which 95 % of the draws of pages lie."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from onrecord.evaluate.bootstrap import RESAMPLES, Counts, Draws, Interval, draw, rate_intervals, share_interval
from onrecord.evaluate.calibration import Bin, bins, chance_error, counted, error_interval, expected_error
from onrecord.evaluate.scores import ALL, Group, Scores, Tally

KINDS = ("core", "loose")


@dataclass(frozen=True, slots=True)
class Rate:
    """A measure, 0 to 1, and its interval (None where pages were not drawn, or too few bear on it)."""

    value: float
    interval: Interval | None = None


@dataclass(frozen=True, slots=True)
class Rates:
    """Of a group of claims: ``tally``, and precision, recall and F1 of both kinds of right."""

    tally: Tally
    core: tuple[Rate, Rate, Rate]
    loose: tuple[Rate, Rate, Rate]


@dataclass(frozen=True, slots=True)
class Share:
    """Of a field: how many of how many are ``right``."""

    right: int
    of: int
    rate: Rate


@dataclass(frozen=True, slots=True)
class Report:
    """All that an evaluation tells: ``groups`` by `Group`, ``fields`` by name; the reliability table ``bins``, the expected calibration error and
    what chance alone makes of it (both None where nothing was found)."""

    scores: Scores
    groups: Mapping[Group, Rates]
    fields: Mapping[str, Share]
    bins: tuple[Bin, ...]
    error: Rate | None
    by_chance: float | None

    @property
    def overall(self) -> Rates:
        """The rates of all claims."""
        return self.groups[ALL]

    def of(self, kind: str) -> dict[str, Rates]:
        """The rates of the groups of a kind (act, genre, slice), most gold claims first."""
        named = {name: rates for (group, name), rates in self.groups.items() if group == kind}
        return dict(sorted(named.items(), key=lambda r: (-r[1].tally.gold, r[0])))


def report(scores: Scores, resamples: int = RESAMPLES) -> Report:
    """The scores with intervals from ``resamples`` draws of pages (0: without)."""
    draws = draw(len(scores.pages), resamples) if resamples else None
    groups = {group: _rates(scores, group, tally, draws) for group, tally in {ALL: scores.overall, **scores.tallies}.items()}
    fields = {name: Share(right, of, Rate(right / of, _share(scores, name, draws))) for name, (right, of) in scores.fields.items()}
    return Report(scores, groups, fields, bins(scores.beliefs), _error(scores, draws), chance_error(scores.beliefs) if scores.beliefs else None)


def _rates(scores: Scores, group: Group, tally: Tally, draws: Draws | None) -> Rates:
    pages = [page.tallies.get(group, Tally()) for page in scores.pages]

    def kind(name: str) -> tuple[Rate, Rate, Rate]:
        ends = (None,) * 3 if draws is None else rate_intervals(draws, np.array([(t.right(name), t.found, t.gold) for t in pages], float))
        first, second, third = (Rate(*told) for told in zip(tally.rates(name), ends, strict=True))
        return first, second, third

    return Rates(tally, kind("core"), kind("loose"))


def _share(scores: Scores, name: str, draws: Draws | None) -> Interval | None:
    if draws is None:
        return None
    return share_interval(draws, np.array([(page.right[name], page.judged[name]) for page in scores.pages], float))


def _error(scores: Scores, draws: Draws | None) -> Rate | None:
    value: Counts = expected_error(counted(scores.beliefs))
    if np.isnan(value):
        return None
    return Rate(float(value), None if draws is None else error_interval(draws, [page.beliefs for page in scores.pages]))
