"""The worst errors first, with the fields that differ and the words they are about."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.evaluate.told import names, page, quoted, told

from onrecord.evaluate import Difference, Found, Range, passage, score, worst, wrong_fields
from onrecord.evaluate.context import Context
from onrecord.evaluate.worst import badness

TEXT = "Norway sent Moldova six radars in May, the ministry said. Two more may follow.\n"


def missed(**changes: object) -> Difference:
    return Difference("p", "missed", told(**changes), None)


def extra(confidence: float) -> Difference:
    return Difference("p", "extra", None, told(confidence=confidence))


def differs(confidence: float = 1.0, **changes: object) -> Difference:
    return Difference("p", "differs", told(), told(confidence=confidence, **changes))


def test_missed_certain_claims_and_confident_extras_come_first() -> None:
    ordered = [
        missed(when="2024"), extra(0.95), missed(), missed(certainty="probable"), missed(certainty="possible", giver=names()),
        differs(status="denied"), extra(0.2), differs(0.5, status="denied"),
    ]
    assert worst(reversed(ordered)) == ordered


def test_a_pair_weighs_by_its_wrong_core_fields() -> None:
    assert badness(differs(receiver=names("by"), status="denied")) == 0.5
    assert badness(differs(0.5, receiver=names("by"))) == 0.125
    assert badness(differs(quantity=Range(1, 1))) == 0


def test_goods_weigh_only_where_the_act_carries_them() -> None:
    loans = [told(act="funding", classes=names("tank")), told(act="funding", classes=names("uav"), giver=names("kp"))]
    assert badness(Difference("p", "differs", loans[0], loans[1])) == pytest.approx(1 / 3)


@given(st.floats(0, 1), st.sampled_from(["certain", "probable", "possible", None]), st.booleans())
def test_it_is_a_share(confidence: float, certainty: str | None, known: bool) -> None:
    giver = names("kp") if known else names()
    for difference in (extra(confidence), missed(certainty=certainty, giver=giver), differs(confidence, giver=giver)):
        assert 0 <= badness(difference) <= 1


@pytest.mark.parametrize(("filters", "left"), [
    ({}, 3), ({"kind": "missed"}, 1), ({"kind": "extra"}, 1), ({"act": "use"}, 1), ({"act": "training"}, 0), ({"genre": "news"}, 2),
    ({"genre": "news", "kind": "extra"}, 1), ({"genre": "spam"}, 0),
])
def test_filters_narrow_together(filters: dict[str, str], left: int) -> None:
    every = [
        Difference("a", "missed", told(act="use"), None, "news"), Difference("a", "extra", None, told(), "news"),
        Difference("b", "differs", told(), told(status="denied"), "official"),
    ]
    assert len(worst(every, **filters)) == left


def test_wrong_fields_are_those_of_the_table() -> None:
    assert wrong_fields(differs(receiver=names("by"), status="denied")) == ("to", "status", "status group")
    assert wrong_fields(missed()) == wrong_fields(extra(1)) == ()


def test_the_words_are_the_sentence_with_the_quote_apart() -> None:
    gold = [page(TEXT, quoted(TEXT, "sent Moldova six radars"))]
    one, = score(gold, {}).differences
    assert passage(one) == ("Norway ", "sent Moldova six radars", " in May, the ministry said.")
    assert passage(Difference("p", "extra", None, told(quote="It sent two."))) == ("", "It sent two.", "")


def test_long_sentences_are_cut_about_the_quote() -> None:
    text = "word " * 500 + "radars " + "word " * 500
    before, quote, after = passage(Difference("p", "missed", quoted(text, "radars"), None, context=Context(text)))
    assert quote == "radars" and len(before) == len(after) == 300


def test_what_the_other_side_tells_in_the_same_words_stands_beside() -> None:
    use, far = told(act="use", start=5, end=30), told(act="use", start=50, end=60)
    first, second, third = score([page("", told())], {"p": Found((far, use))}).differences
    assert (first.kind, first.near) == ("missed", use)
    assert (second.near, third.near) == (None, told())
