"""Intervals from pages drawn anew: by whole pages, seeded, bounded, narrower with more pages; none where nothing can be told."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.evaluate.told import page, told

from onrecord.evaluate import Found, report, score
from onrecord.evaluate.bootstrap import Interval, draw, interval, rate_intervals, share_interval

COUNTS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 4), st.integers(0, 4)), min_size=2, max_size=12)


def test_a_draw_has_as_many_pages_as_there_are_and_the_seed_decides_it() -> None:
    drawn = draw(7, 50)
    assert drawn.shape == (50, 7) and set(drawn.sum(axis=1)) == {7}
    assert (drawn == draw(7, 50)).all() and (drawn != draw(7, 50, seed=2)).any()
    assert draw(0).size == 0


def test_an_interval_is_where_95_of_100_draws_lie() -> None:
    assert interval(np.arange(0, 101, dtype=float)) == pytest.approx(Interval(2.5, 97.5))
    assert interval(np.array([np.nan, 3.0, np.nan])) == Interval(3.0, 3.0)
    assert interval(np.array([np.nan])) is None


def test_a_share_of_even_pages_is_known_and_one_of_uneven_pages_is_not() -> None:
    drawn = draw(40, 500)
    even = np.array([(1, 2)] * 40, float)
    uneven = np.array([(0, 2), (2, 2)] * 20, float)
    assert share_interval(drawn, even) == Interval(0.5, 0.5)
    low, high = share_interval(drawn, uneven) or (0, 0)
    assert 0.25 < low < 0.4 < 0.6 < high < 0.75


def test_the_interval_of_a_share_is_that_of_its_binomial() -> None:
    """With one case a page, drawing pages is drawing cases: the width is known, 2 x 1.96 x sqrt(p (1 - p) / n)."""
    cases = np.array([(i < 80, 1) for i in range(100)], float)
    low, high = share_interval(draw(100, 4_000), cases) or (0, 0)
    assert high - low == pytest.approx(2 * 1.96 * (0.8 * 0.2 / 100) ** 0.5, abs=0.02)


def test_one_page_tells_nothing_of_others() -> None:
    drawn = draw(3, 100)
    assert share_interval(drawn, np.array([(3, 4), (0, 0), (0, 0)], float)) is None
    assert rate_intervals(drawn, np.array([(1, 2, 2), (0, 0, 0), (0, 0, 0)], float)) == (None, None, None)


def test_draws_without_a_case_are_left_out() -> None:
    ends = share_interval(draw(3, 200), np.array([(2, 2), (3, 3), (0, 0)], float))
    assert ends == Interval(1.0, 1.0)


@settings(max_examples=40)
@given(COUNTS)
def test_rates_lie_between_nought_and_one_and_f1_between_the_pages(rows: list[tuple[int, int, int]]) -> None:
    counts = np.array([(right, right + more, right + missed) for right, more, missed in rows], float)
    for ends in rate_intervals(draw(len(rows), 60), counts):
        assert ends is None or 0 <= ends.low <= ends.high <= 1


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=2, max_size=8))
def test_a_report_is_the_same_each_time_and_holds_its_values(pages: list[tuple[bool, bool]]) -> None:
    gold = [page("", told(), told(start=20, end=30), name=str(i)) for i, _ in enumerate(pages)]
    found = {str(i): Found((told(),) * one + (told(start=20, end=30, status="denied"),) * two) for i, (one, two) in enumerate(pages)}
    scores = score(gold, found)
    first = report(scores, 50)
    assert first == report(scores, 50)
    for rate in (*first.overall.core, *first.overall.loose):
        assert rate.interval is None or rate.interval.low - 1e-9 <= rate.interval.high
    assert [r.value for r in first.overall.core] == list(scores.overall.rates("core"))
    assert all(r.interval is None for r in report(scores, 0).overall.core)


def test_more_pages_tell_more() -> None:
    def width(pages: int) -> float:
        gold = [page("", told(), name=str(i)) for i in range(pages)]
        scores = score(gold, {str(i): Found((told(),)) for i in range(0, pages, 2)})
        ends = report(scores, 500).overall.core[1].interval
        return ends.high - ends.low if ends else 1.0

    assert width(200) < width(50) < width(10)
