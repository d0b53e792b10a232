"""The reader on the examples: no measure falls under its pinned floor (tests/gate/pinned.py says how floors move)."""

import pytest
from tests.gate import test_record
from tests.gate.not_yet import NOT_YET
from tests.gate.pinned import Share, below, floors, measured, raised

from onrecord.evaluate import Scores


def test_no_measure_is_under_its_floor(scores: Scores) -> None:
    assert below(measured(scores), floors()) == {}


def test_every_page_is_read(scores: Scores) -> None:
    assert scores.absent == 0
    assert scores.overall.gold == 176


def test_the_measures_that_matter_are_pinned() -> None:
    assert {"core F1", "loose F1", "field origin", "field noise left out", "field published (2 days)", "field when"} <= set(floors())


@pytest.mark.parametrize(("value", "fails"), [(0.50, False), (0.48, False), (0.47, True)])
def test_a_measure_under_its_floor_is_told(value: float, fails: bool) -> None:
    assert bool(below({"core F1": Share(value, 100)}, {"core F1": 0.48})) is fails


def test_a_measure_that_is_gone_is_under_its_floor() -> None:
    assert below({}, {"field when": 0.5}) == {"field when": (0.0, 0.5)}


def test_floors_rise_and_fall_only_when_told() -> None:
    shares = {"a": Share(0.6, 1000), "b": Share(0.4, 1000)}
    assert raised(shares, {"a": 0.5, "b": 0.5}) == {"a": 0.58, "b": 0.5}
    assert raised(shares, {"a": 0.5, "b": 0.5}, lower=True) == {"a": 0.58, "b": 0.38}


def test_a_share_of_few_cases_has_room_for_three_of_them() -> None:
    assert raised({"few": Share(0.9, 30)}, {}) == {"few": 0.8}


def test_what_is_not_managed_yet_is_a_test_and_says_why() -> None:
    tests = vars(test_record)
    assert all(name.partition("[")[0] in tests and why for name, why in NOT_YET.items())
