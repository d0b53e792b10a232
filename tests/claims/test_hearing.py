"""Proposers heard together: agreement makes surer, difference shows, what one alone says stands with its own confidence."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest
from tests.claims.building import layered, proposals_of, read

from onrecord.claims import read_claims
from onrecord.claims.hearing import AGREED, heard, raised
from onrecord.claims.proposal import Proposal
from onrecord.claims.suggested import PRIOR
from onrecord.model import Suggestion

TEXT = "Italy delivered forty howitzers to Kenya. The torpedoes for Peru came from Chile, which France’s envoy likes."
FIRST = "Italy delivered forty howitzers to Kenya."


def suggestion(proposer: str = "endpoint:m", **change: Any) -> Suggestion:
    fields: dict[str, Any] = {"quote": FIRST, "act": "transfer", "status": "done", "giver": ("Italy",), "receiver": ("Kenya",),
                              "items": ("howitzers",)}
    return Suggestion(proposer, **(fields | change))


def own(score: float = 0.5) -> list[Proposal]:
    first, *_ = proposals_of(FIRST)
    return [replace(first, score=score)]


def told(*suggestions: Suggestion, score: float = 0.5) -> list[tuple[str, float]]:
    found, skips = heard(layered(TEXT), own(score), suggestions)
    assert skips == []
    return [(p.proposer, round(p.score, 4)) for p in found]


def test_without_suggestions_nothing_changes() -> None:
    assert heard(layered(TEXT), own(), ()) == (own(), [])
    assert read_claims(layered(TEXT).article, layered(TEXT).reading, None) == read(TEXT)


@pytest.mark.parametrize("change", [
    {}, {"status": "underway"}, {"giver": ()}, {"items": ("forty howitzers",)}, {"quote": "forty howitzers to Kenya"},
])
def test_agreement_adds_log_odds_and_no_claim(change: dict[str, Any]) -> None:
    (name, score), = told(suggestion(**change))
    assert name == "frames+endpoint:m"
    assert math.log(score / (1 - score)) == pytest.approx(AGREED, abs=1e-3)


@pytest.mark.parametrize(("change", "difference"), [
    ({"status": "planned"}, "status planned"), ({"receiver": ("Peru",)}, "to PE"), ({"giver": ("Peru", "Italy")}, "from IT, PE"),
    ({"status": "sought", "receiver": ("Peru",)}, "status sought; to PE"), ({"giver": ("Kenya",), "receiver": ("Italy",)}, "from KE; to IT"),
])
def test_a_difference_is_kept_in_sight_and_makes_nothing_surer(change: dict[str, Any], difference: str) -> None:
    assert told(suggestion(**change)) == [(f"frames+endpoint:m ({difference})", 0.5)]


def test_each_proposer_speaks_once_for_a_claim_and_two_may_agree() -> None:
    both = told(suggestion(), suggestion("hand:Ana"))
    assert both == [("frames+endpoint:m+hand:Ana", round(raised(raised(0.5)), 4))]
    assert sorted(n for n, _ in told(suggestion(status="planned"), suggestion())) == ["endpoint:m", "frames+endpoint:m"]


def test_what_one_alone_says_is_added_with_its_own_confidence() -> None:
    alone = suggestion(quote="The torpedoes for Peru came from Chile", giver=("Chile",), receiver=("Peru",), items=("torpedoes",))
    assert sorted(told(alone)) == [("endpoint:m", PRIOR), ("frames", 0.5)]
    assert ("endpoint:m+hand", round(raised(PRIOR), 4)) in told(alone, replace(alone, proposer="hand"))
    assert ("endpoint:m+hand (to FR)", PRIOR) in told(alone, replace(alone, proposer="hand", receiver=("France",)))


@pytest.mark.parametrize("change", [
    {"act": "training"}, {"quote": "The torpedoes for Peru came from Chile", "items": ("torpedoes",)},
    {"giver": ("Chile",), "receiver": ("Peru",)},
])
def test_another_act_sentence_or_pair_is_another_claim(change: dict[str, Any]) -> None:
    assert ("frames", 0.5) in told(suggestion(**change)) and len(told(suggestion(**change))) == 2


def test_cooperation_has_no_direction() -> None:
    text = "Peru and Chile have signed a defence pact."
    ours = proposals_of(text, "cooperation")
    turned = Suggestion("endpoint:m", text, "cooperation", "agreed", ("Chile",), ("Peru",))
    assert [p.proposer for p in heard(layered(text), ours, [turned])[0]] == ["frames+endpoint:m"]


@pytest.mark.parametrize("score", [0.0, 0.01, 0.35, 0.5, 0.9, 0.99, 1.0])
def test_a_confidence_rises_and_stays_one(score: float) -> None:
    assert score <= raised(score) <= 1.0 and (raised(score) > score or score == 1.0)


def test_claims_of_others_come_with_all_that_ours_have() -> None:
    layers = layered(TEXT)
    lie = suggestion(receiver=("Norway",))
    alone = suggestion(quote="The torpedoes for Peru came from Chile", giver=("Chile",), receiver=("Peru",), items=("torpedoes",))
    claims, skips = read_claims(layers.article, layers.reading, None, suggestions=[suggestion(), lie, alone])
    assert {"frames+endpoint:m"} <= {c.proposer for c in claims} and [s.reason for s in skips if s.stage == "proposer"] == ["party-not-borne-out"]
    assert all(c.quote == TEXT[slice(*c.span)] for c in claims) and len({c.id for c in claims}) == len(claims)
