"""Two chances from signs: what is a sign, that more of a good one never makes a claim less likely, and what is told of them."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.claims.answers import answer, goods, witness_of
from tests.claims.building import at, layered

from onrecord.claims.answer import NOBODY, Answer
from onrecord.claims.confidence import NAMES, Signs, calibrated, chances, pushes, signs_of
from onrecord.claims.propose import Framed
from onrecord.model import ACTS

TEXT = "Italy sent howitzers to Kenya."
GIVEN = answer([("IT", 0.9)], [("KE", 0.8)], {"done": 0.6, "underway": 0.2, "planned": 0.2}, [(goods(layered(TEXT), "howitzers"), 0.7)], sure=0.75)
SIGNS = st.lists(st.floats(-10, 10), min_size=len(NAMES), max_size=len(NAMES)).map(tuple)


def frame() -> Framed:
    """The frame's reading of "sent"."""
    layers = layered(TEXT)
    return witness_of(layers).framed[at(layers.tree, "sent"), "transfer"]


def signs(
    given: Answer = GIVEN, framed: Framed | None = None, roles: tuple[str, str] = ("IT", "KE"), status: str = "done", rule: str | None = "done",
) -> dict[str, float]:
    """The signs of a transfer by name, those that are 0 left out."""
    found = signs_of("transfer", given, framed, roles, status, rule)
    return {name: value for name, value in zip(NAMES, found, strict=True) if value}


def odds(p: float) -> float:
    return math.log(p / (1 - p))


def test_signs_are_the_log_odds_of_the_answers() -> None:
    found = signs()
    assert found["word"] == found["sentence"] == found["claim"] == pytest.approx(odds(0.75))
    assert found["giver"] == pytest.approx(odds(0.9)) and found["receiver"] == pytest.approx(odds(0.8))
    assert found["status"] == pytest.approx(odds(0.8)), "of the status's group, not of the status alone"
    assert found["goods"] == 0.7 and found["one"] == 1 and found["transfer"] == 1
    assert not set(found) & (set(ACTS) - {"transfer"})


def test_the_least_likely_of_the_goods_named_counts() -> None:
    span = GIVEN.items[0][0]
    assert signs(replace(GIVEN, items=((span, 0.9), (span, 0.55), (span, 0.2))))["goods"] == 0.55
    assert "goods" not in signs(replace(GIVEN, items=((span, 0.2),)))


def test_frames_and_rules_agree_or_differ() -> None:
    assert {"frame", "enough", "frame giver agrees", "frame receiver agrees", "rule status agrees"} <= set(signs(framed=frame()))
    turned = replace(GIVEN, giver=GIVEN.receiver, receiver=GIVEN.giver)
    other = signs(turned, frame(), ("KE", "IT"), "planned", "done")
    assert {"frame giver differs", "frame receiver differs", "rule status differs"} <= set(other)
    assert not any("agrees" in name for name in other)
    assert not any("frame" in name or "rule" in name for name in signs(rule=None))


def test_nobody_is_a_sign() -> None:
    found = signs(roles=("IT", NOBODY))
    assert "receiver nobody" in found and "giver nobody" not in found


@pytest.mark.parametrize("sure", [0.0, 1.0])
def test_certainty_is_no_infinity(sure: float) -> None:
    given = answer([("IT", 1.0)], [("KE", 1.0)], sure=sure)
    assert all(math.isfinite(value) for value in signs_of("transfer", given, None, ("IT", "KE"), "done", None))


@given(SIGNS)
def test_chances_are_chances_and_right_is_never_likelier_than_found(found: Signs) -> None:
    one, right = chances(found)
    assert 0 <= right <= one <= 1


@given(SIGNS, st.floats(0.01, 5))
def test_a_surer_word_never_makes_a_claim_less_likely(found: Signs, more: float) -> None:
    place = NAMES.index("word")
    surer = (*found[:place], found[place] + more, *found[place + 1:])
    assert all(after >= before for before, after in zip(chances(found), chances(surer), strict=True))


def test_an_unlikely_unit_is_less_likely_than_a_sure_one() -> None:
    low, high = (chances(signs_of("transfer", answer([("IT", p)], [("KE", p)], sure=p), None, ("IT", "KE"), "done", "done")) for p in (0.1, 0.95))
    assert low[0] < high[0] and low[1] < high[1]


@given(SIGNS)
def test_pushes_are_the_signs_that_count_weightiest_first(found: Signs) -> None:
    told = pushes(found)
    weights = [abs(push) for _, push in told]
    assert weights == sorted(weights, reverse=True) and all(w >= 0.05 for w in weights)
    names = [name for name, _ in told]
    assert len(set(names)) == len(names) and set(names) <= set(NAMES) - {"one"}
    silent = {name for name, value in zip(NAMES, found, strict=True) if not value}
    assert not silent & set(names)


def test_a_proposal_without_signs_has_no_pushes() -> None:
    assert pushes(()) == ()


@given(st.floats(0, 1), st.floats(0, 1))
def test_what_is_likelier_is_told_as_surer(one: float, other: float) -> None:
    assert 0 < calibrated(one) < 1
    assert (calibrated(one) <= calibrated(other)) or one >= other


def test_a_reader_too_sure_of_itself_tells_less() -> None:
    assert calibrated(0.95) < 0.95 and calibrated(0.05) > 0.05
