"""Judgements: laid over the claims, withdrawn, and still there after a new reading."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.strategies import claim, facts, known

from onrecord.ledger import settle
from onrecord.model import Claim, Entry, Judgement

DRONES = claim(article="a", at=100)
SHELLS = claim(article="b", items=("artillery",), at=100)


def judgement(kind: str, subject: str, **more: object) -> Judgement:
    return Judgement(f"{kind} {subject} {more}", kind, subject, "Ann", "2024-03-01T10:00:00", "as the page says", **more)  # type: ignore[arg-type]


def settled(*judgements: Judgement, claims: tuple[Claim, ...] = (DRONES, SHELLS)) -> list[Entry]:
    return settle(claims, known(facts("a"), facts("b")), judgements)


def test_a_wrong_claim_is_in_no_entry() -> None:
    assert [e.claims for e in settled(judgement("wrong", DRONES.id))] == [(SHELLS.id,)]


def test_a_withdrawn_judgement_counts_for_nothing() -> None:
    assert settled(replace(judgement("wrong", DRONES.id), withdrawn=True)) == settled()


def test_the_later_of_two_judgements_counts() -> None:
    wrong, right = judgement("wrong", DRONES.id), replace(judgement("right", DRONES.id), at="2024-03-02T10:00:00")
    assert settled(wrong, right) == settled()
    assert settled(right, replace(wrong, at="2024-03-03T10:00:00")) == settled(wrong)


@pytest.mark.parametrize(("field", "value", "shown"), [
    ("giver", "KP", ("KP",)), ("receiver", "KP, CN", ("CN", "KP")), ("status", "possible", "possible"), ("act", "use", "use"),
    ("mechanism", "lease", "lease"),
])
def test_a_value_given_by_a_person(field: str, value: str, shown: object) -> None:
    entry = next(e for e in settled(judgement("value-is", DRONES.id, field=field, value=value)) if DRONES.id in e.claims)
    assert getattr(entry, field) == shown


def test_a_value_that_means_nothing_changes_nothing() -> None:
    assert settled(judgement("value-is", DRONES.id, field="status", value="perhaps")) == settled()


def test_same_joins_and_different_parts() -> None:
    by_claims = settled(judgement("same", f"{DRONES.id} {SHELLS.id}"))
    ids = [e.id for e in settled()]
    by_entries = settled(judgement("same", f"{ids[0]} {ids[1]}"))
    assert [e.claims for e in by_claims] == [e.claims for e in by_entries] == [tuple(sorted((DRONES.id, SHELLS.id)))]
    more = (DRONES, claim(article="b", at=300))
    assert len(settled(claims=more)) == 1
    assert len(settled(judgement("different", f"{more[0].id} {more[1].id}"), claims=more)) == 2


def test_a_judgement_follows_its_words_into_a_new_reading() -> None:
    reread = claim(article="a", at=98, status="sought")
    lost = judgement("wrong", "0123456789abcdef", article="a", span=DRONES.span)
    assert [e.claims for e in settled(lost, claims=(reread, SHELLS))] == [(SHELLS.id,)]
    elsewhere = judgement("wrong", "0123456789abcdef", article="a", span=claim(article="a", at=900).span)
    assert len(settled(elsewhere, claims=(reread, SHELLS))) == 2
