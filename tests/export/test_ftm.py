"""FollowTheMoney entities, held against the schemata that they use and, where the library is installed, against the library itself."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.export.telling import NASTY, cited, order, told
from tests.strategies import claim, claims, source

from onrecord.export.ftm import ftm_entities, write_ftm
from onrecord.model import Claim

SCHEMA: dict[str, dict[str, str]] = json.loads((Path(__file__).parent / "ftm_schema.json").read_text(encoding="utf-8"))
FORMS = {"country": r"[a-z]{2}|suhh|yucs|cshh", "date": r"\d{4}(-\d\d(-\d\d)?)?", "url": r"https?://[!-~]+", "language": r"[a-z]{3}"}
KINDS = {"Thing": {"PublicBody", "Organization"}, "Document": {"Article"}}


def entities(*every: Claim) -> list[dict[str, Any]]:
    return [json.loads(line) for line in write_ftm(told(every))]


def hold(made: list[dict[str, Any]]) -> None:
    """Every property is one of its schema, every value of its type, and what an entity refers to stands before it."""
    seen: dict[str, str] = {}
    for one in made:
        for name, values in one["properties"].items():
            kind = SCHEMA[one["schema"]][name]
            assert values and all(isinstance(v, str) and v for v in values) and len(set(values)) == len(values)
            assert all(re.fullmatch(FORMS.get(kind, r"(?s).*"), v) for v in values), (name, values)
            assert kind not in KINDS or {seen[v] for v in values} <= KINDS[kind]
        assert one["id"] not in seen
        seen[one["id"]] = one["schema"]


def sanction(**more: object) -> Claim:
    fields: dict[str, object] = {"act": "sanction", "giver": ("US",), "receiver": ("Wagner Group", "RU"), "items": (), "mechanism": "SDN designation"}
    return claim(**(fields | more))  # type: ignore[arg-type]


def test_a_transfer_is_a_link_between_its_parties_with_its_words() -> None:
    made = entities(order(), order(None, status="denied", source=source("Ada Stone", "US")))
    hold(made)
    iran, russia, page, link = made
    assert (iran["schema"], iran["properties"]) == ("PublicBody", {"country": ["ir"], "name": ["Iran"]})
    assert page["properties"]["sourceUrl"] == ["https://courier.example/a"] and page["properties"]["publishedAt"] == ["2024-02-22"]
    told_of = link["properties"]
    assert (told_of["subject"], told_of["object"], told_of["proof"]) == ([iran["id"]], [russia["id"]], [page["id"]])
    assert told_of["status"] == ["contested"] and len(told_of["summary"]) == 2 and told_of["startDate"] == ["2023-01-01"]


def test_a_sanction_is_on_each_target() -> None:
    made = entities(sanction())
    hold(made)
    on = [one["properties"] for one in made if one["schema"] == "Sanction"]
    assert [(s["authority"], s["country"], s["program"]) for s in on] == [(["United States"], ["us"], ["SDN designation"])] * 2
    assert {one["schema"] for one in made if one["properties"].get("name") == ["Wagner Group"]} == {"Organization"}


def test_a_dissolved_state_has_the_country_that_the_library_has_for_it() -> None:
    made = entities(order(giver=("SU", "DD"), receiver=("YD",)), sanction(giver=("CS",), receiver=("YU",)))
    hold(made)
    states = {e["properties"]["name"][0]: e["properties"].get("country") for e in made if e["schema"] == "PublicBody"}
    assert states == {"Soviet Union": ["suhh"], "East Germany": ["dd"], "South Yemen": None, "Czechoslovakia": ["cshh"], "Yugoslavia": ["yucs"]}
    assert [e["properties"]["country"] for e in made if e["schema"] == "Sanction"] == [["cshh"]]


def test_a_side_that_is_not_known_is_left_out() -> None:
    made = entities(order(giver=()))
    hold(made)
    assert "subject" not in made[-1]["properties"] and made[-1]["schema"] == "UnknownLink"


def test_parties_have_one_id_in_every_export_and_come_once() -> None:
    first, second = entities(order()), entities(order(), sanction(receiver=("RU",)))
    assert {e["id"] for e in first if e["schema"] == "PublicBody"} <= {e["id"] for e in second}
    assert len({e["id"] for e in second}) == len(second)


@given(st.lists(claims(), min_size=1, max_size=5))
@settings(max_examples=40, deadline=None)
def test_any_claims_give_sound_entities(every: list[Claim]) -> None:
    hold(entities(*every))


def test_nasty_texts_and_addresses_do_no_harm() -> None:
    pages = [cited(title=NASTY, url=url) for url in ("javascript:alert(1)", "https://", "https://x y/", None, "https://[bad", "https://x.example:99999999/")]
    for page in pages:
        made = [json.loads(line.encode().decode()) for line in write_ftm(told([order(mechanism=NASTY)], page))]
        hold(made)
        assert not any("sourceUrl" in one["properties"] for one in made)


def test_the_library_takes_every_entity_as_it_is() -> None:
    model = pytest.importorskip("followthemoney").model
    gone = order(giver=("SU", "DD", "CS"), receiver=("YU", "YD"))
    every = [order(), gone, order(None, status="denied"), sanction(), order(giver=()), claim(act="funding", items=(), money=(8e8, 8e8))]
    for one in ftm_entities(told(every)):
        model.get(one["schema"]).validate(one)
        kept = model.get_proxy(one, cleaned=False).to_dict()["properties"]
        assert {name: sorted(values) for name, values in kept.items()} == {name: sorted(values) for name, values in one["properties"].items()}


def test_the_library_knows_what_is_listed_here() -> None:
    model = pytest.importorskip("followthemoney").model
    for schema, properties in SCHEMA.items():
        for name, kind in properties.items():
            known = model.get(schema).get(name)
            assert kind in (known.type.name, known.range.name if known.range else "")
