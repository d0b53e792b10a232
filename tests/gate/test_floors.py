"""The reader on the examples: no measure falls under its pinned floor (tests/gate/pinned.py says how floors move)."""

import json

import pytest
from tests.gate import test_record
from tests.gate.not_yet import NOT_YET
from tests.gate.pinned import FLOORS, Share, below, floors, measured, raised, sealed

from onrecord.evaluate import Found, Gold, Scores, Told, score


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


def test_no_floor_was_changed_by_hand() -> None:
    kept = json.loads(FLOORS.read_text(encoding="utf-8"))
    assert kept == sealed(kept), "floors.json was edited: set floors with python -m tests.gate.pinned"


def test_a_floor_lowered_by_hand_breaks_the_seal() -> None:
    kept = sealed({"floors": {"core F1": 0.5}, "lowered": []})
    assert sealed(kept) == kept
    assert sealed({**kept, "floors": {"core F1": 0.4}}) != {**kept, "floors": {"core F1": 0.4}}
    assert sealed({**kept, "lowered": [{"why": "no reason"}]})["seal"] != kept["seal"]


def test_acts_and_fields_are_held_from_fifteen_cases_on() -> None:
    def told(act: str, at: int) -> Told:
        return Told(act, frozenset({"ir"}), frozenset({"ru"}), frozenset({"uav"}), "done", "certain", at, at + 5, "words")

    claims = (*(told("transfer", i * 10) for i in range(15)), *(told("use", i * 10) for i in range(14)))
    held = measured(score([Gold("p", claims)], {"p": Found(claims)}))
    assert (held["act transfer core F1"], held["act transfer loose F1"], held["field to"]) == (Share(1, 15), Share(1, 15), Share(1, 29))
    assert [name for name in held if name.startswith("act")] == ["act transfer core F1", "act transfer loose F1"]


def test_what_is_held_is_the_counts_and_no_interval(scores: Scores) -> None:
    held = measured(scores)
    assert held["act transfer core F1"].cases == scores.acts["transfer"].gold
    assert held["field from"].value == scores.fields["from"][0] / scores.fields["from"][1]
