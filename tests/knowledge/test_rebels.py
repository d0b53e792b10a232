"""Whose rebels the armed groups are, and which one is meant where a page names just one of them."""

from typing import Any

import pytest

from onrecord.errors import KnowledgeError
from onrecord.knowledge import rebels as file
from onrecord.knowledge.loader import load
from onrecord.knowledge.parties import party_info
from onrecord.knowledge.rebels import rebels, the_group


@pytest.mark.parametrize(("state", "named", "day", "group"), [
    ("AO", ["US", "AO", "UNITA"], "1986-01-30", "UNITA"), ("AO", ["UNITA", "MPLA"], "1986-01-30", "UNITA"), ("AO", ["UNITA", "FLEC"], "1986", None),
    ("NI", ["Contras"], None, "Contras"), ("NI", ["Contras", "Sandinistas"], "1985", "Contras"), ("NI", ["Sandinistas"], "1978", "Sandinistas"),
    ("MZ", ["RENAMO", "FRELIMO"], "1988", "RENAMO"), ("LK", ["Tamil Tigers"], "2008", "Tamil Tigers"), ("YE", ["Houthis"], "2016", "Houthis"),
    ("SD", ["SPLA"], "1998", "SPLA"), ("SD", ["SPLA"], "2014", None), ("SD", ["Rapid Support Forces"], "2024", "Rapid Support Forces"),
    ("SD", ["Rapid Support Forces"], "2020", None), ("ET", ["Eritrean People's Liberation Front"], "1988", "Eritrean People's Liberation Front"),
    ("RS", ["Kosovo Liberation Army"], "1998", "Kosovo Liberation Army"), ("YU", ["Kosovo Liberation Army"], "1998", "Kosovo Liberation Army"),
    ("CO", ["FARC"], "2003", "FARC"), ("CO", ["FARC", "ELN"], "2003", None), ("CO", ["FARC", "AUC"], "2003", "FARC"), ("TR", ["PKK"], "1995", "PKK"),
    ("AF", ["Mujahideen"], "1986", "Mujahideen"), ("AF", ["Mujahideen", "Hezb-e-Islami", "Jamiat-e-Islami"], "1986", "Mujahideen"),
    ("AF", ["Taliban"], "2010", "Taliban"), ("AF", ["Taliban"], "2022", None), ("AF", ["Taliban"], None, None), ("CD", ["M23"], "2024", "M23"),
    ("UG", ["ADF"], None, "ADF"), ("CD", ["ADF"], None, "ADF"), ("MX", ["Sinaloa Cartel"], None, None), ("AO", ["Hezbollah"], None, None),
    ("AO", [], None, None),
])
def test_the_one_group_that_a_page_names_is_the_states_rebels(state: str, named: list[str], day: str | None, group: str | None) -> None:
    assert the_group(state, named, day) == group


def test_otherwise_they_go_by_what_they_are_called() -> None:
    assert rebels("SY", "Syrian rebels", [], None) == "Syrian rebels"
    assert rebels("UA", "Ukrainian separatists", [], "2016") == "Russian-backed rebels"
    assert rebels("TD", "Chadian rebels", ["FARC"], None) == "Chadian rebels"


def test_many_groups_are_listed_with_whose_rebels_they_are() -> None:
    listed = [group for group in load("groups") if group.get("rebels")]
    assert len(listed) >= 200
    assert len({state for group in listed for state in group["rebels"]}) >= 70
    assert [g["code"] for g in listed if g["kind"] not in ("group", "people") or "as" in g] == []
    assert all(party_info(g["within"]) for g in listed if "within" in g)


@pytest.mark.parametrize("raw", [
    {"code": "A", "rebels": ["Ruritania"]}, {"code": "A", "rebels": ["AO"], "within": "Ruritanians"},
    {"code": "A", "rebels": ["AO"], "first": "1975"},
])
def test_a_broken_entry_is_an_error_that_names_it(raw: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file, "load", lambda _: [raw])
    with pytest.raises(KnowledgeError, match=r"groups\.yaml"):
        file._known.__wrapped__()
