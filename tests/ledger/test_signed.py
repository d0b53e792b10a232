"""Judgements as people sign them: ids, who disagrees with whom, taking back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import claim, facts, known

from onrecord.ledger import settle
from onrecord.ledger.signed import opposed, renamed, signed, taken_back
from onrecord.model import Judgement, Span

DRONES = claim(article="a", at=100)


def judged(kind: str, subject: str = "c", by: str = "Ann", day: int = 1, **more: object) -> Judgement:
    return signed(kind, subject, by, f"2024-03-{day:02d}T10:00:00+00:00", "seen", **more)  # type: ignore[arg-type]


def test_an_id_is_made_of_the_words_and_of_nothing_else() -> None:
    one = judged("right")
    assert one.id == judged("right").id == renamed(replace(one, id="x", withdrawn=True)).id == "d3df96aea86cd934"
    others = [judged("wrong"), judged("right", "d"), judged("right", by="Bob"), judged("right", day=2), judged("right", article="a"),
              judged("right", article="a", span=Span(1, 2)), judged("right", field="giver"), judged("right", value="IR")]
    assert len({one.id, *(o.id for o in others)}) == 9


@given(st.text(), st.text())
def test_any_text_can_be_signed(why: str, by: str) -> None:
    assert len(signed("right", "c", by, "2024-03-01T10:00:00", why).id) == 16


@pytest.mark.parametrize(("first", "second"), [
    (judged("right"), judged("wrong", by="Bob", day=2)), (judged("same", "a b"), judged("different", "b a", by="Bob", day=2)),
    (judged("same-origin", "a b"), judged("different-origin", "b a", by="Bob", day=2)),
    (judged("date-is", value="2024-01-01"), judged("date-is", by="Bob", day=2, value="2024-01-02")),
    (judged("value-is", field="act", value="use"), judged("value-is", by="Bob", day=2, field="act", value="transfer")),
])
def test_two_people_who_say_otherwise_are_at_odds(first: Judgement, second: Judgement) -> None:
    assert opposed([second, first]) == [(first, second)]
    assert opposed([first, replace(second, withdrawn=True)]) == opposed([first, replace(second, kind=first.kind, value=first.value)]) == []


def test_who_changes_their_mind_is_not_at_odds_with_themselves() -> None:
    assert opposed([judged("right"), judged("wrong", day=2)]) == []
    assert opposed([judged("right"), judged("wrong", day=2), judged("wrong", by="Bob", day=3)]) == []


def test_different_fields_are_different_things() -> None:
    one = judged("value-is", field="act", value="use")
    assert opposed([one, judged("value-is", by="Bob", field="status", value="done"), judged("right", by="Cem")]) == []


def test_what_was_withdrawn_counts_for_nothing_and_only_that() -> None:
    wrong = judged("wrong", DRONES.id)
    back = judged("withdraw", wrong.id, by="Bob", day=2)
    assert taken_back([wrong, back]) == {wrong.id} and taken_back([replace(back, withdrawn=True)]) == set()
    world = known(facts("a"))
    assert settle([DRONES], world, [wrong]) == []
    assert settle([DRONES], world, [back, wrong]) == settle([DRONES], world)


@pytest.mark.parametrize("kind", ["date-is", "same-origin", "withdraw"])
def test_a_judgement_that_is_not_of_a_claim_leaves_the_claim_where_its_words_stand(kind: str) -> None:
    subject = "x y" if kind == "same-origin" else "x"
    elsewhere = judged(kind, subject, article="a", span=DRONES.span, value="2024-01-01" if kind == "date-is" else None)
    assert len(settle([DRONES], known(facts("a")), [elsewhere])) == 1


def test_different_follows_the_second_claim_into_a_new_reading() -> None:
    first, second = claim(article="a", at=500), claim(article="b", at=300)
    world = known(facts("a"), facts("b"))
    lost = judged("different", f"{first.id} 0123456789abcdef", article="b", span=second.span)
    assert len(settle([first, second], world)) == 1 and len(settle([first, second], world, [lost])) == 2
