"""Nouns to JSON and back: lossless, and open to fields that a noun gains."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from tests.strategies import article, claim, claims, facts, known

from onrecord.ledger import settle
from onrecord.model import Article, Claim, Entry, Judgement, Known, Origin, OriginEdge, PrintedDate, Published, Reason, Span
from onrecord.store.codec import decoded, digest, encoded


@given(claims())
@settings(max_examples=40)
def test_claims_and_entries(one: Claim) -> None:
    assert decoded(Claim, encoded(one)) == one
    entry = settle([one], known(facts(one.article)))[0]
    assert decoded(Entry, encoded(entry)) == entry


def test_the_other_nouns() -> None:
    printed = PrintedDate("2024-02-22", "stamp", Span(0, 4))
    dated = Published("2024-02", None, "2024-02-29", "likely", (Reason("weekday", "told on a Thursday", 0.5, Span(1, 2)),), (printed,))
    page = Article("i", "c", "n", "text\ud800", article().blocks, Known("T", "markup"), printed=(printed,), published=dated, url="u")
    assert decoded(Article, encoded(page)) == page
    origin = Origin("a", ("a", "b"), (OriginEdge("b", "a", "copy", 0.9, "alike"),))
    assert decoded(Origin, encoded(origin)) == origin
    judgement = Judgement("j", "value-is", "c", "Ann", "2024", "why", span=Span(1, 2), field="status", value="done")
    assert decoded(Judgement, encoded(judgement)) == judgement


def test_a_field_with_its_default_is_left_out_and_comes_back() -> None:
    assert "withdrawn" not in json.loads(encoded(Judgement("j", "right", "c", "Ann", "2024", "why")))
    assert decoded(Origin, '{"id": "a", "articles": ["a"]}') == Origin("a", ("a",))


def test_a_claim_kept_before_claims_had_a_confidence_is_read_as_sure() -> None:
    one = claim()
    assert "confidence" not in json.loads(encoded(one)) and decoded(Claim, encoded(one)).confidence == 1.0
    assert decoded(Claim, encoded(replace(one, confidence=0.25))).confidence == 0.25


@pytest.mark.parametrize("text", [
    "", "[]", "3", "null", '{"id": "a"}', '{"id": "a", "articles": ["a"], "more": 1}', '{"id": "a", "articles": 3}',
])
def test_what_is_no_origin(text: str) -> None:
    with pytest.raises(ValueError):
        decoded(Origin, text)


def test_digests_tell_values_and_their_places_apart() -> None:
    seen = {digest(*parts) for parts in [("a", "b"), ("b", "a"), ("ab",), ("a", None), ("a", "None"), (1,), ("1",), (b"a",), ("a",)]}
    assert len(seen) == 9
