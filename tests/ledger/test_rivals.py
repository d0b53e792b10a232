"""Disagreements over time, goods and parties, and those that a person settled."""

from __future__ import annotations

from tests.strategies import claim, facts, known, source

from onrecord.ledger import settle
from onrecord.model import Claim, Entry, Judgement


def said(article: str, **more: object) -> Claim:
    fields = {"source": source(f"Speaker of {article}"), "when_iso": "2024-05-05", **more}
    return claim(article=article, **fields)  # type: ignore[arg-type]


def settled(*claims: Claim, judgements: tuple[Judgement, ...] = ()) -> list[Entry]:
    return settle(claims, known(*(facts(c.article, "2024-05-06") for c in claims)), judgements)


def kinds(entries: list[Entry]) -> list[tuple[str, ...]]:
    return [tuple(d.kind for d in e.disagreements) for e in entries]


ORDER = {"status": "agreed", "money": (4e8, 4e8)}


def test_two_times_of_one_package() -> None:
    assert kinds(settled(said("a", **ORDER), said("b", **ORDER, when_iso="2024-05-07"))) == [("time",)]
    assert kinds(settled(said("a", **ORDER), said("b", **ORDER, when_iso="2024-05-06"))) == [()]
    assert kinds(settled(said("a", **ORDER, source=source("Ada")), said("b", **ORDER, when_iso="2024-05-07", source=source("Ada")))) == [()]


def test_two_times_of_one_batch_but_not_of_two_deliveries() -> None:
    first = {"status": "done", "quote": "The second batch came."}
    assert kinds(settled(said("a", **first), said("b", **first, when_iso="2024-04-01"))) == [("time",)]
    assert kinds(settled(said("a"), said("b", when_iso="2024-04-01"))) == [()]


def test_other_goods_of_one_delivery() -> None:
    drones, shells = said("a", quantity=(60, 60)), said("b", quantity=(60, 60), items=("artillery",))
    found = settled(drones, shells)
    assert kinds(found) == [("item",), ("item",)]
    assert {(d.claim, d.against) for e in found for d in e.disagreements} == {(drones.id, shells.id), (shells.id, drones.id)}
    assert kinds(settled(drones, said("b", quantity=(61, 61), items=("artillery",)))) == [(), ()]
    assert kinds(settled(drones, said("b", quantity=(60, 60), items=("artillery",), when_iso="2024-05-15"))) == [(), ()]


def test_who_tells_of_both_tells_of_two() -> None:
    drones, shells = said("a", quantity=(60, 60)), said("b", quantity=(60, 60), items=("artillery",))
    both = said("b", quantity=(60, 60), source=source("Speaker of b"))
    assert all("item" not in k for k in kinds(settled(drones, shells, both)))


def test_other_goods_of_one_batch() -> None:
    batch = {"quote": "The second batch came.", "when_iso": None}
    assert kinds(settled(said("a", **batch), said("b", **batch, items=("artillery",)))) == [("item",), ("item",)]


def test_another_giver_or_receiver_of_one_parcel() -> None:
    assert kinds(settled(said("a", **ORDER), said("b", **ORDER, giver=("KP",)))) == [("party",), ("party",)]
    assert kinds(settled(said("a", **ORDER), said("b", **ORDER, receiver=("KP",)))) == [("party",), ("party",)]
    assert kinds(settled(said("a", **ORDER), said("b", **ORDER, giver=("CN",), receiver=("KP",)))) == [(), ()]
    plain = {**ORDER, "items": ("equipment",)}
    assert kinds(settled(said("a", **plain), said("b", **plain, giver=("KP",)))) == [(), ()], "round sums of arms in general coincide"


def test_a_person_may_say_that_they_are_two() -> None:
    first, second = said("a", **ORDER), said("b", **ORDER, giver=("KP",))
    apart = Judgement("j", "different", f"{first.id} {second.id}", "Ann", "2024-06-01", "two orders")
    assert kinds(settled(first, second, judgements=(apart,))) == [(), ()]


def test_a_disagreement_over_a_claim_called_right_stays_to_be_seen_as_settled() -> None:
    yes, no = said("a"), said("b", status="denied")
    assert [(e.standing, [d.settled for d in e.disagreements]) for e in settled(yes, no)] == [("contested", [False])]
    right = Judgement("j", "right", yes.id, "Ann", "2024-06-01", "photographs")
    assert [(e.standing, [d.settled for d in e.disagreements]) for e in settled(yes, no, judgements=(right,))] == [("done", [True])]


def test_a_report_and_its_denial_of_one_day_both_show() -> None:
    for first, second in (("a", "b"), ("b", "a")):
        assert kinds(settled(said(first), said(second, status="denied"))) == [("denial",)]
        assert kinds(settled(said(first), said(second, status="no_evidence"))) == [("no_evidence",)]


def test_a_later_denial_retires_no_report() -> None:
    yes, no = said("a", when_iso=None), said("b", status="denied", when_iso=None)
    found = settle([yes, no], known(facts("a", "2023-01-01"), facts("b", "2024-12-01")))[0]
    assert (found.standing, found.status) == ("contested", "done")
    assert [m.status for m in found.history] == ["done", "denied"]
