"""Frames and detector weighed together: what is kept, dropped, added, and what the detector may change."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from tests.claims.building import layered, proposals_of

from onrecord.claims.decide import DEFAULT, decide, mended, roles_said
from onrecord.claims.learned import NOBODY, OTHER, Detection
from onrecord.claims.proposal import Proposal
from onrecord.model import ACTS, STATUSES, Span

TEXT = "Italy sent howitzers to Kenya. Peru spoke of rifles with Chile."
FIRST, SECOND = Span(0, 30), Span(31, len(TEXT))
Role = Sequence[tuple[str, float]]


def detection(
    sentence: Span, acts: Mapping[str, float], giver: Role = ((NOBODY, 1.0),), receiver: Role = ((NOBODY, 1.0),),
    status: Mapping[str, float] | None = None, items: Sequence[tuple[Span, float]] = (), words: Sequence[tuple[Span, float]] = (),
) -> Detection:
    """What a detector might say of a sentence; acts not given have probability 0."""
    told = dict.fromkeys(STATUSES, 0.0) | dict(status or {"done": 1.0})
    return Detection(
        sentence, dict.fromkeys(ACTS, 0.0) | dict(acts), dict.fromkeys(ACTS, told), dict.fromkeys(ACTS, tuple(giver)),
        dict.fromkeys(ACTS, tuple(receiver)), dict.fromkeys(ACTS, tuple(items)), dict.fromkeys(ACTS, tuple(words)))


def sent() -> Proposal:
    """The frames' proposal of the first sentence."""
    found, = proposals_of(TEXT, "transfer")
    return found


def codes(p: Proposal) -> tuple[list[str], list[str]]:
    """Giver and receiver codes."""
    return [c for c, _ in p.giver], [c for c, _ in p.receiver]


def test_without_a_detector_the_frames_decide() -> None:
    whole, lacking = sent(), replace(sent(), giver=(), enough=False)
    assert decide(layered(TEXT), [whole, lacking], ()) == [whole]


@pytest.mark.parametrize(("likely", "kept"), [(DEFAULT.keep, True), (DEFAULT.keep - 0.01, False), (1.0, True), (0.0, False)])
def test_a_proposal_needs_an_act_that_is_likely_enough(likely: float, kept: bool) -> None:
    found = decide(layered(TEXT), [sent()], [detection(FIRST, {"transfer": likely})])
    assert bool(found) is kept
    assert all(p.score == likely for p in found)


@pytest.mark.parametrize(("likely", "kept"), [(DEFAULT.alone, True), (DEFAULT.alone - 0.01, False)])
def test_a_proposal_that_lacks_a_party_needs_more(likely: float, kept: bool) -> None:
    lacking = replace(sent(), giver=(), giver_rule="open", enough=False)
    assert bool(decide(layered(TEXT), [lacking], [detection(FIRST, {"transfer": likely})])) is kept


def test_another_sentences_detection_says_nothing_of_a_proposal() -> None:
    assert decide(layered(TEXT), [sent()], [detection(SECOND, {"transfer": 0.0})]) == [sent()]


def test_a_likely_act_that_no_frame_saw_is_added() -> None:
    rifles = next(i.span for i in layered(TEXT).reading.items if TEXT[slice(*i.span)] == "rifles")
    told = detection(SECOND, {"transfer": DEFAULT.add}, [("PE", 0.9), (NOBODY, 0.1)], [("CL", 0.8), (OTHER, 0.2)], {"sought": 1.0}, [(rifles, 0.9)],
                     [(Span(36, 41), 1.0)])
    *_, added = decide(layered(TEXT), [sent()], [told])
    assert (added.proposer, added.act, added.status) == ("learned", "transfer", "sought")
    assert codes(added) == (["PE"], ["CL"])
    assert [TEXT[slice(*i.span)] for i in added.items] == ["rifles"]
    assert added.span == SECOND and TEXT[slice(*layered(TEXT).tree.span(added.anchor))] == "spoke"


@pytest.mark.parametrize("told", [
    detection(SECOND, {"transfer": DEFAULT.add - 0.01}, [("PE", 1.0)], [("CL", 1.0)]),
    detection(SECOND, {"cooperation": 0.9}),
    detection(SECOND, {"transfer": 0.9}, [("PE", 1.0)], [("CL", 1.0)]),
    detection(SECOND, {"cooperation": 0.9}, [("Atlantis", 1.0)], [(OTHER, 1.0)]),
], ids=["unlikely", "nobody", "no goods", "never named"])
def test_what_is_not_added(told: Detection) -> None:
    assert decide(layered(TEXT), [], [told]) == []


def test_an_act_that_a_frame_told_is_not_added_again() -> None:
    found = decide(layered(TEXT), [sent()], [detection(FIRST, {"transfer": 1.0}, [("IT", 1.0)], [("KE", 1.0)])])
    assert [p.proposer for p in found] == ["frames"]


@pytest.mark.parametrize(("rule", "likely", "expected"), [
    ("open", DEFAULT.party, ["PE"]), ("open", DEFAULT.party - 0.01, []),
])
def test_an_open_role_is_taken_from_the_detector(rule: str, likely: float, expected: list[str]) -> None:
    p = replace(sent(), giver=(), giver_rule=rule)
    told = detection(FIRST, {"transfer": 0.9}, [("PE", likely), (NOBODY, 0.01)])
    assert codes(mended(layered(TEXT), p, told, DEFAULT))[0] == expected


@pytest.mark.parametrize(("rule", "likely", "expected"), [
    ("ranked", DEFAULT.weak_party, ["PE"]), ("ranked", DEFAULT.weak_party - 0.01, ["IT"]), ("role", 1.0, ["IT"]),
])
def test_only_a_weak_role_is_overruled(rule: str, likely: float, expected: list[str]) -> None:
    told = detection(FIRST, {"transfer": 0.9}, [("PE", likely), (NOBODY, 0.01)])
    assert codes(mended(layered(TEXT), replace(sent(), giver_rule=rule), told, DEFAULT))[0] == expected


def test_a_party_is_not_put_on_both_sides() -> None:
    told = detection(FIRST, {"transfer": 0.9}, [("KE", 1.0)])
    assert codes(mended(layered(TEXT), replace(sent(), giver=(), giver_rule="open"), told, DEFAULT))[0] == []


@pytest.mark.parametrize(("rule", "likely", "expected"), [
    ("tense", DEFAULT.weak_status, "halted"), ("tense", DEFAULT.weak_status - 0.01, "done"),
])
def test_a_weak_status_is_overruled_by_a_sure_group(rule: str, likely: float, expected: str) -> None:
    told = detection(FIRST, {"transfer": 0.9}, status={"halted": likely - 0.05, "denied": 0.05, "done": 1 - likely})
    assert mended(layered(TEXT), replace(sent(), status_rule=rule), told, DEFAULT).status == expected


def test_a_status_of_the_same_group_stands() -> None:
    told = detection(FIRST, {"transfer": 0.9}, status={"underway": 1.0})
    assert mended(layered(TEXT), replace(sent(), status_rule="tense"), told, DEFAULT).status == "done"


def test_roles_are_passed_to_the_ranker_by_sentence() -> None:
    told = detection(SECOND, {"transfer": 0.9}, [("PE", 0.9), (NOBODY, 0.1)])
    assert roles_said(layered(TEXT), [told])[1]["transfer"]["giver"] == {"PE": 0.9, NOBODY: 0.1}


def test_decisions_come_in_text_order() -> None:
    told = detection(SECOND, {"cooperation": 0.9}, [("PE", 1.0)], [("CL", 1.0)])
    found = decide(layered(TEXT), [sent()], [told, detection(FIRST, {"transfer": 0.9})])
    assert [p.act for p in found] == ["transfer", "cooperation"]
