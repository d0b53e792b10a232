"""Whether a confidence means what it says: bins, the expected error, and what counts as right."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.evaluate.told import names, page, told

from onrecord.evaluate import Found, report, score
from onrecord.evaluate.bootstrap import draw
from onrecord.evaluate.calibration import BINS, Belief, bins, chance_error, counted, error_interval, expected_error

BELIEFS = st.lists(st.builds(Belief, st.floats(0, 1), st.booleans()), min_size=1, max_size=30)


def error(*beliefs: Belief) -> float:
    return float(expected_error(counted(beliefs)))


@pytest.mark.parametrize(("confidence", "at"), [(0.0, 0), (0.05, 0), (0.1, 1), (0.95, 9), (1.0, 9)])
def test_bins_are_of_equal_width_and_the_last_holds_one(confidence: float, at: int) -> None:
    table = bins([Belief(confidence, True)])
    assert len(table) == BINS and [b.claims for b in table].index(1) == at
    assert table[at].low <= confidence <= table[at].high


def test_the_error_is_the_mean_gap_weighed_by_claims() -> None:
    # .25 sure of four, one right: no gap; .95 sure of two, one right: a gap of .45; so (4 x 0 + 2 x .45) / 6
    beliefs = [Belief(0.25, i == 0) for i in range(4)] + [Belief(0.95, True), Belief(0.95, False)]
    assert error(*beliefs) == pytest.approx(0.15)
    assert [(b.claims, b.right) for b in bins(beliefs) if b.claims] == [(4, 0.25), (2, 0.5)]


def test_gaps_of_two_bins_do_not_cancel_and_those_within_one_do() -> None:
    assert error(Belief(0.15, True), Belief(0.85, False)) == pytest.approx(0.85)
    assert error(Belief(0.5, True), Belief(0.5, False)) == pytest.approx(0)


def test_nothing_found_has_no_error() -> None:
    assert np.isnan(error())
    assert report(score([page("", told())], {"p": Found(())})).error is None


@given(BELIEFS)
def test_it_is_a_share_and_order_does_not_matter(beliefs: list[Belief]) -> None:
    value = error(*beliefs)
    assert 0 <= value <= 1 and value == pytest.approx(error(*reversed(beliefs)))
    assert sum(b.claims for b in bins(beliefs)) == len(beliefs)


def test_core_and_said_again_are_right_all_else_is_wrong() -> None:
    found = (
        told(confidence=0.9), told(start=90, end=99, confidence=0.8), told(start=50, end=60, giver=names("kp"), confidence=0.3),
        told(start=20, end=30, status="denied", confidence=0.2),
    )
    beliefs = score([page("", told(), told(start=20, end=30))], {"p": Found(found)}).beliefs
    assert {b.confidence: b.right for b in beliefs} == {0.9: True, 0.8: True, 0.3: False, 0.2: False}


def test_its_interval_holds_it_and_needs_two_pages() -> None:
    pages = [[Belief(0.85, i % 2 == 0), Belief(0.15, False)] for i in range(30)]
    value = float(expected_error(counted(b for page in pages for b in page)))
    ends = error_interval(draw(30, 400), pages)
    assert ends is not None and ends.low < value < ends.high
    assert error_interval(draw(2, 10), [[Belief(1, True)], []]) is None


def test_exact_confidences_show_an_error_too_that_falls_with_their_number() -> None:
    few, many = ([Belief(c / 10 + 0.05, True) for c in range(10) for _ in range(n)] for n in (4, 400))
    # of n claims with chance p in each of ten bins the mean gap is about .8 * sqrt(p (1 - p) / n)
    assert chance_error(many) == pytest.approx(0.8 * sum((p * (1 - p) / 400) ** 0.5 for p in np.arange(0.05, 1, 0.1)) / 10, rel=0.05)
    assert chance_error(few) > 5 * chance_error(many) and chance_error([Belief(1.0, False)]) == 0 and np.isnan(chance_error([]))
