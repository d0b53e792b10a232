"""Towns stand for their states only where they are struck."""

import pytest
from tests.reading.test_parties import words

from onrecord.knowledge.loader import load
from onrecord.knowledge.parties import is_state, party_gazetteer


@pytest.mark.parametrize(("text", "town"), [
    ("Russia fired missiles at Kharkiv.", ("Kharkiv", "UA")),
    ("Drones killed four people in Zaporizhzhia.", ("Zaporizhzhia", "UA")),
    ("The shelling of Aleppo went on.", ("Aleppo", "SY")),
    ("Missiles hit the port of Hodeidah.", ("Hodeidah", "YE")),
    ("Strikes on targets in the outskirts of Goma killed ten.", ("Goma", "CD")),
    ("Eilat was struck by a drone.", ("Eilat", "IL")),
])
def test_a_town_under_fire_is_its_states(text: str, town: tuple[str, str]) -> None:
    assert town in words(text)


@pytest.mark.parametrize("text", [
    "The minister visited Kharkiv.", "A plant in Kharkiv makes tanks.", "Talks in Aleppo went on.", "Kharkiv fired missiles at Chad.",
    "The general left Goma after the attack in Chad.",
])
def test_elsewhere_a_town_is_a_place(text: str) -> None:
    assert not {name for name, _ in words(text)} & {"Kharkiv", "Aleppo", "Goma"}


def test_each_town_is_one_states_and_no_name_of_another_party() -> None:
    listed = load("towns")
    names = [name for towns in listed.values() for name in towns]
    assert all(map(is_state, listed)) and len(names) == len(set(names))
    others = {name: m.payload.codes for name in names for m in party_gazetteer().find(name) if (m.start, m.end) == (0, len(name))}
    assert others == {}
