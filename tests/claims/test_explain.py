"""Why a claim was read as it was: its fields with words and rules, what else was weighed, what stands beside it."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from tests.claims.answers import detector, judge
from tests.claims.building import layered, page, read
from tests.claims.test_claims import TEXTS

from onrecord.claims.explain import LEAST, Explanation, FieldReason, explain
from onrecord.claims.learned import Detector
from onrecord.model import STATUSES

TEXT = "Italy sent 40 howitzers to Kenya on Monday for $5 million, its minister said."
FIELDS = ["from", "to", "items", "status", "certainty", "quantity", "money", "when", "mechanism", "sources"]


def explained(text: str, reader: Detector | None = None, home: str | None = None) -> tuple[Explanation, ...]:
    """Every claim of a text explained."""
    layers = layered(text, home)
    return explain(page(text), layers.reading, home, reader)


def fields(found: Explanation) -> Mapping[str, FieldReason]:
    return {f.field: f for f in found.fields}


def test_every_field_has_its_value_its_words_and_its_rule() -> None:
    found, = explained(TEXT)
    assert found.word == "sent" and [f.field for f in found.fields] == FIELDS
    told = fields(found)
    assert (told["from"].value, told["from"].words) == ("IT", ("Italy",)) and (told["to"].value, told["to"].words) == ("KE", ("Kenya",))
    assert told["items"].value.startswith("howitzers (artillery") and told["items"].words == ("howitzers",)
    assert (told["status"].value, told["status"].words, told["status"].rule) == ("done", ("sent",), "tense")
    assert told["quantity"].value == "40" and told["money"].value == "$5 million" and told["when"].words == ("Monday",)
    assert "minister" in told["sources"].value
    assert all(f.rule for f in found.fields)


def test_frames_alone_have_no_alternatives() -> None:
    found, = explained(TEXT)
    assert all(f.refused == () for f in found.fields)


def test_alternatives_are_told_likeliest_first_with_their_chances() -> None:
    judging = judge(giver=[3, 1, 0, 2], receiver=[0, 4, 0, 0], status=[3, 0, 2, *[-9] * 6], item=[2], certainty=[2, 1, -9])
    found, = explained("Italy sent howitzers to Kenya.", detector(judging=judging))
    told = fields(found)
    names = [name for name, _ in told["from"].refused]
    assert names == ["somebody not named here", "KE", "nobody"] and told["from"].value == "IT"
    assert [p for _, p in told["from"].refused] == sorted((p for _, p in told["from"].refused), reverse=True)
    assert [name for name, _ in told["status"].refused] == ["agreed", "underway"] and told["status"].value == "done"
    assert all(p >= LEAST for f in found.fields for _, p in f.refused)
    assert told["certainty"].value == "certain" and [name for name, _ in told["certainty"].refused] != ["certain"]
    assert told["items"].refused == ()


def test_goods_that_were_weighed_and_left_out_are_alternatives() -> None:
    text = "Italy sent howitzers to Kenya without its radars."
    found, = explained(text, detector(judging=judge(giver=[9], receiver=[0, 9], item=[4, -2], status=[9])))
    (name, likely), = fields(found)["items"].refused
    assert name == "radars" and likely == pytest.approx(0.119, abs=0.01)


def test_what_speaks_for_a_claim_is_told_weightiest_first() -> None:
    found, = explained(TEXT)
    weights = [abs(push) for _, push in found.signs]
    assert found.signs and weights == sorted(weights, reverse=True)


def test_what_the_sentence_might_also_have_told_stands_beside() -> None:
    text = "Italy sent howitzers to Kenya and gave Kenya the howitzers. Peru sold rifles to Chile."
    judging = judge(giver=[9], receiver=[0, 9], status=[9], item=[4], claim=[3])
    found = [e for e in explained(text, detector(judging=judging)) if e.claim.quote.startswith("Italy") or e.claim.quote in text[:58]]
    beside = [b for e in found for b in e.beside]
    assert beside and {act for act, *_ in beside} == {"transfer"}
    for act, word, likely, reason in beside:
        assert word in text[:58] and act and 0 <= likely <= 1 and reason in ("said already", "unlikely beside another", "unlikely")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
@given(TEXTS)
def test_every_claim_that_is_made_is_explained(text: str) -> None:
    found = explained(text)
    assert {c.id for c in read(text)[0]} <= {e.claim.id for e in found}
    assert list(found) == sorted(found, key=lambda e: (e.claim.span, e.claim.id))
    for e in found:
        assert [f.field for f in e.fields] == FIELDS and e.word and fields(e)["status"].value in STATUSES
        flat = " ".join(text.split())
        assert all(word in flat for f in e.fields for word in f.words)
