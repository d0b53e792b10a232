"""A STIX 2.1 bundle, as its library reads it."""

from __future__ import annotations

import json
from typing import Any

import pytest
import stix2
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.export.telling import NASTY, NASTY_NAME, cited, order, told
from tests.strategies import claim, claims, source

from onrecord.export.stix import TYPES, write_stix
from onrecord.export.told import Cited
from onrecord.model import ACTS, Claim

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def bundle(*every: Claim, pages: tuple[Cited, ...] = ()) -> dict[str, Any]:
    text = "".join(write_stix(told(every, *pages)))
    stix2.parse(text, version="2.1")
    made: dict[str, Any] = json.loads(text.encode())
    ids = {one["id"] for one in made["objects"]}
    assert len(ids) == len(made["objects"])
    named = {one[k] for one in made["objects"] for k in ("source_ref", "target_ref", "created_by_ref") if k in one}
    assert named | {ref for one in made["objects"] for ref in one.get("object_refs", ())} <= ids
    return made


def of(made: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [one for one in made["objects"] if one["type"] == kind]


def test_an_entry_is_a_relationship_with_the_words_it_rests_on() -> None:
    made = bundle(order())
    link, = of(made, "relationship")
    names = {one["id"]: one["name"] for one in of(made, "identity")}
    assert (names[link["source_ref"]], link["relationship_type"], names[link["target_ref"]]) == ("Iran", "supplies", "Russia")
    assert (link["created"], link["start_time"], link["stop_time"]) == ("2024-02-22T00:00:00.000Z", "2023-01-01T00:00:00Z", "2023-12-31T00:00:00Z")
    assert link["external_references"][0]["external_id"] == told([order()])[0].entry.id
    assert link["external_references"][1]["url"] == "https://courier.example/a" and "They sent it" in link["external_references"][1]["description"]


def test_a_partys_code_is_told_with_where_it_is_from() -> None:
    made = bundle(order(giver=("SU",), receiver=("CU", "UNITA")))
    told_as = {one["name"]: one["external_references"][0] for one in of(made, "identity") if "external_references" in one}
    assert {name: (ref["source_name"], ref["external_id"]) for name, ref in told_as.items()} == {
        "Soviet Union": ("ISO 3166-3", "SUHH"), "Cuba": ("ISO 3166-1", "CU"), "UNITA": ("OnRecord", "UNITA")}


def test_where_sources_disagree_a_note_says_how() -> None:
    made = bundle(order(), order(None, status="denied", source=source("Ada Stone", "US")))
    note, = of(made, "note")
    assert note["abstract"] == "sources disagree" and note["content"].startswith("denial: ") and "Ada Stone" in note["content"]
    assert note["object_refs"] == [of(made, "relationship")[0]["id"]]


def test_a_side_that_is_not_known_makes_a_note_on_the_other() -> None:
    made = bundle(order(giver=()))
    note, = of(made, "note")
    assert of(made, "relationship") == [] and note["content"].startswith("transfer: unknown → Russia")
    assert len(of(bundle(order(giver=(), receiver=())), "note")) == 1


def test_a_day_is_no_stretch_of_time() -> None:
    link, = of(bundle(order(when_iso="2024-01-05")), "relationship")
    assert "stop_time" not in link and link["start_time"] == "2024-01-05T00:00:00Z"


def test_what_has_no_date_is_of_the_first_day() -> None:
    link, = of(bundle(order(), pages=(cited(day=None, grade="unknown"),)), "relationship")
    assert link["created"] == "1970-01-01T00:00:00.000Z"


def test_every_act_has_a_type() -> None:
    assert set(TYPES) == set(ACTS)


@given(st.lists(claims(), min_size=1, max_size=4))
@settings(max_examples=25, deadline=None)
def test_any_claims_give_a_sound_bundle_and_the_same_one(every: list[Claim]) -> None:
    assert bundle(*every) == bundle(*every[::-1])


def test_an_empty_record_is_a_bundle_and_nasty_texts_do_no_harm() -> None:
    assert [one["name"] for one in bundle()["objects"]] == ["OnRecord"]
    bundle(claim(giver=(NASTY_NAME,), mechanism=NASTY), pages=(cited(title=NASTY, outlet=NASTY, url=NASTY),))
