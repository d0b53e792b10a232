"""States that are no more: sound entries, and their heirs' names read by the day of the page."""

from datetime import date
from typing import Any

import pytest

from onrecord.errors import KnowledgeError
from onrecord.knowledge import dissolved as file
from onrecord.knowledge.dissolved import as_of, dissolved
from onrecord.knowledge.parties import PartyForm, is_state, party_gazetteer, state_name


def meant(name: str, day: str | None) -> tuple[str, ...]:
    found = party_gazetteer().get(name)
    assert found is not None
    return as_of(found, day).codes


def test_they_are_states_with_the_name_that_people_know() -> None:
    assert {code: state_name(code) for code in dissolved()} == {
        "SU": "Soviet Union", "YU": "Yugoslavia", "CS": "Czechoslovakia", "DD": "East Germany", "YD": "South Yemen"}
    assert all(map(is_state, dissolved()))
    assert all(state.former.startswith(code) and len(state.former) == 4 for code, state in dissolved().items())


@pytest.mark.parametrize(("name", "day", "code"), [
    ("Moscow", "1985-03-11", "SU"), ("Kremlin", "1991-12-25", "SU"), ("Russian", "1979", "SU"), ("Russia", "1991-11", "SU"),
    ("Moscow", "1991-12-26", "RU"), ("Moscow", "1991-12", "RU"), ("Moscow", "1991", "RU"), ("Moscow", "2024-02-22", "RU"), ("Moscow", None, "RU"),
    ("Prague", "1992-12-31", "CS"), ("Slovak", "1988-05-01", "CS"), ("Czech", "1993-01-01", "CZ"), ("Prague", None, "CZ"),
    ("Belgrade", "1992-04-26", "YU"), ("Belgrade", "1992-04-27", "RS"), ("Serbia", "1991-10-01", "RS"), ("Serb", "1991-10-01", "RS"),
    ("Soviet", "2024-02-22", "SU"), ("Yugoslavia", "1999-03-24", "YU"), ("East Berlin", None, "DD"), ("Bonn", "1986-04-01", "DE"),
    ("Warsaw", "1985-03-11", "PL"), ("Berlin", "1985-03-11", "DE"),
])
def test_a_name_stands_for_whom_it_meant_on_the_day(name: str, day: str | None, code: str) -> None:
    assert meant(name, day) == (code,)


def test_of_an_ambiguous_name_those_it_may_mean_are_of_the_day_too() -> None:
    ministry = party_gazetteer().get("MoD")
    assert ministry is not None
    assert set(ministry.among) - set(as_of(ministry, "1985").among) == {"RU"}
    assert as_of(PartyForm((), ""), "1985") == PartyForm((), "")


@pytest.mark.parametrize("raw", [
    {"code": "SU", "ended": date(1991, 12, 26)}, {"code": "Ruritania", "ended": date(1991, 12, 26), "former": "RRHH"},
    {"code": "SU", "ended": "1991", "former": "SUHH"}, {"code": "SU", "ended": date(1991, 12, 26), "former": "SUHH", "heirs": ["Ruritania"]},
    {"code": "SU", "ended": date(1991, 12, 26), "former": "SUHH", "capital": "Moscow"},
])
def test_a_broken_entry_is_an_error_that_names_it(raw: dict[str, Any]) -> None:
    with pytest.raises(KnowledgeError, match=r"dissolved\.yaml"):
        file.make_dissolved(raw)
