"""From proposal to claim: every field with its words and its rule; the same words, the same id."""

import pytest
from tests.claims.building import claims_of, layered, proposals_of, read, told

from onrecord.claims.compose import compose
from onrecord.claims.verify import DERIVED
from onrecord.model import Claim, Filled

FIELDS = ("giver", "receiver", "items", "quantity", "money", "status", "certainty", "when", "mechanism", "sources")
TEXT = (
    "Italy may sell up to 40 howitzers to Kenya for $30 million next year, Defence Minister Ana Roe said on Monday. "
    "Somali officials said the howitzers had reportedly been delivered to Kenya in March."
)


def evidence(claim: Claim, name: str) -> list[str]:
    """The words a field was read from."""
    field: Filled[object] = getattr(claim, name)
    return [TEXT[slice(*span)] for span in field.evidence]


def first() -> Claim:
    """The claim of the first sentence."""
    return claims_of(TEXT, "transfer")[0]


def test_every_field_is_read_from_words_or_derived() -> None:
    for claim in claims_of(TEXT):
        for name in FIELDS:
            field: Filled[object] = getattr(claim, name)
            assert field.rule
            assert field.evidence or not field.value or field.rule in DERIVED or field.rule.startswith("outlet"), name


def test_fields_show_their_words() -> None:
    claim = first()
    assert told(claim) == ("transfer", "IT", "KE", ("howitzers",), "possible")
    assert evidence(claim, "giver") == ["Italy"] and evidence(claim, "receiver") == ["Kenya"]
    assert evidence(claim, "items") == ["howitzers"]
    assert "may" in evidence(claim, "status")
    assert claim.quote == TEXT[slice(*claim.span)]


def test_amounts_are_intervals_with_their_words() -> None:
    claim = first()
    assert claim.quantity.value is not None and (claim.quantity.value.low, claim.quantity.value.high) == (None, 40)
    assert claim.money.value is not None and (claim.money.value.low, claim.money.value.currency) == (30e6, "USD")


def test_a_possible_act_is_possible_to_its_source() -> None:
    assert first().certainty.value == "possible" and first().certainty.rule == "possible act"


def test_a_hedge_makes_a_claim_probable() -> None:
    assert claims_of(TEXT, "transfer")[1].certainty.value == "probable"


def test_plain_speech_is_certain() -> None:
    claim, = claims_of("Italy sold torpedoes to Kenya.", "transfer")
    assert claim.certainty.value == "certain"


def test_the_chain_ends_with_the_outlet() -> None:
    assert [s.name for s in first().sources.value] == ["Ana Roe", "The Courier"]


def test_goods_are_named_once() -> None:
    claim = claims_of("Italy sent rifles, rifles and radars to Kenya.", "transfer")[0]
    assert [i.name for i in claim.items.value] == ["rifles", "radars"]


def test_a_mechanism_is_named_where_it_stands() -> None:
    text = "The United States sent howitzers to Kenya under the presidential drawdown authority."
    claim, = claims_of(text, "transfer")
    assert claim.mechanism.value is not None and "drawdown" in claim.mechanism.value.lower()
    assert claim.mechanism.evidence


def test_ids_do_not_depend_on_order() -> None:
    layers = layered(TEXT)
    found = proposals_of(TEXT)
    forward = [compose(layers, p)[0].id for p in found]
    backward = [compose(layers, p)[0].id for p in reversed(found)]
    assert forward == backward[::-1] and len(set(forward)) == len(forward)


def test_another_status_is_another_claim() -> None:
    a, b = (claims_of(f"Italy {verb} torpedoes to Kenya.", "transfer")[0] for verb in ("sold", "sells"))
    assert a.id != b.id


@pytest.mark.parametrize("text", [
    "REPORTER: Did Italy sell torpedoes to Kenya?\nMS. ROE: I have nothing to say on that.",
])
def test_a_reporters_question_is_refused_and_kept_as_a_skip(text: str) -> None:
    claims, skips = read(text)
    assert claims == ()
    assert {s.reason for s in skips} == {"question"} and all(s.stage == "claims" for s in skips)
