"""What a person may give as a field's value, and what it becomes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import claim, facts, known

from onrecord.ledger import settle
from onrecord.ledger.corrections import FORMS, corrected
from onrecord.model import ACTS, CERTAINTIES, STATUSES, Item, Judgement, Money, Quantity, When

CLAIM = claim(quantity=(1, 2), money=(1, 2), when_iso="2022", mechanism="lease")


def value(field: str, text: str) -> object:
    """What the field of a claim becomes."""
    made = getattr(corrected(CLAIM, field, text), field)
    return made if field == "act" else made.value


@pytest.mark.parametrize(("field", "text", "became"), [
    ("giver", "KP", ("KP",)), ("receiver", "KP, CN ", ("KP", "CN")), ("giver", "none", ()), ("receiver", "", ()), ("act", "use", "use"),
    ("status", "no_evidence", "no_evidence"), ("certainty", "possible", "possible"), ("mechanism", "lease back", "lease back"),
    ("mechanism", "none", None), ("items", "uav: Shahed-136; missile.ballistic", (Item("uav", "Shahed-136"),
                                                                                Item("missile.ballistic", "missile.ballistic"))),
    ("items", "none", ()), ("quantity", "400", Quantity(400, 400, "400")), ("quantity", "401..", Quantity(401, None, "401..")),
    ("quantity", "..50", Quantity(None, 50, "..50")), ("quantity", "200..900", Quantity(200, 900, "200..900")),
    ("quantity", "1,200", Quantity(1200, 1200, "1,200")), ("quantity", "3 battery", Quantity(3, 3, "3 battery", "battery")),
    ("quantity", "unknown", None), ("money", "USD 8e8", Money(8e8, 8e8, "USD", "USD 8e8")),
    ("money", "EUR 1.5e9..2e9", Money(1.5e9, 2e9, "EUR", "EUR 1.5e9..2e9")), ("money", "", None),
    ("when", "2024-02-21", When("2024-02-21", "2024-02-21", "2024-02-21", "2024-02-21")),
    ("when", "2024-02", When("2024-02", "2024-02-01", "2024-02-29", "2024-02")), ("when", "2023", When("2023", "2023-01-01", "2023-12-31", "2023")),
    ("when", "2024-01/2024-02-21", When("2024-01/2024-02-21", "2024-01-01", "2024-02-21", "2024-01/2024-02-21")),
    ("when", "2024-01/", When("2024-01/", "2024-01-01", None, "2024-01/")), ("when", "none", None),
])
def test_a_value_is_read(field: str, text: str, became: object) -> None:
    assert value(field, text) == became


@pytest.mark.parametrize(("field", "text"), [
    ("act", "gift"), ("act", ""), ("status", "perhaps"), ("certainty", "sure"), ("items", "boat"), ("items", "uav:x; boat"), ("quantity", "some"),
    ("quantity", ".."), ("quantity", "9..2"), ("quantity", "-4"), ("quantity", "9e999"), ("money", "800"), ("money", "usd 800"), ("money", "USD"),
    ("money", "USD 8 pieces"), ("when", "yesterday"), ("when", "2024-02-30"), ("when", "2024-13"), ("when", "2024-03/2024-01"), ("when", "/"),
    ("when", "0000"), ("when", "2024-1-1"),
])
def test_a_value_that_means_nothing_is_refused_with_what_may_be_given(field: str, text: str) -> None:
    with pytest.raises(ValueError) as refused:
        corrected(CLAIM, field, text)
    assert str(refused.value) == FORMS[field]


def test_choices_are_named() -> None:
    for field, choices in (("act", ACTS), ("status", STATUSES), ("certainty", CERTAINTIES)):
        assert all(choice in FORMS[field] for choice in choices)
    with pytest.raises(ValueError, match="one of giver, receiver, act"):
        corrected(CLAIM, "colour", "red")


@given(st.sampled_from(sorted(FORMS)), st.text(max_size=40))
def test_whatever_is_given_is_taken_or_refused_and_settles(field: str, text: str) -> None:
    judged = Judgement("j", "value-is", CLAIM.id, "Ann", "2024-03-01T10:00:00", "seen", field=field, value=text)
    assert len(settle([CLAIM], known(facts("a")), [judged])) == 1
    try:
        assert corrected(CLAIM, field, text).id == CLAIM.id
    except ValueError as refused:
        assert str(refused) == FORMS[field]


def test_a_corrected_amount_and_time_are_in_the_entry() -> None:
    def judge(field: str, text: str) -> Judgement:
        return Judgement(f"j {field}", "value-is", CLAIM.id, "Ann", "2024-03-01T10:00:00", "seen", field=field, value=text)
    entry, = settle([CLAIM], known(facts("a")), [judge("quantity", "401.."), judge("when", "2024-01"), judge("items", "artillery: guns")])
    assert ([q.low for q in entry.quantities], entry.when and entry.when.iso, entry.items, entry.names) == (
        [401], "2024-01-01/2024-01-31", ("artillery",), ("guns",))
