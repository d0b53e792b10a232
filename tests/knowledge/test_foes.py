"""Who fights whom: sound entries, read by day."""

from datetime import date
from typing import Any

import pytest

from onrecord.errors import KnowledgeError
from onrecord.knowledge import foes
from onrecord.knowledge.foes import at_war, backings, enmities, opposed


def test_there_are_enmities_of_every_region() -> None:
    assert len(enmities()) >= 120
    assert all(len(pair) == 2 for pair in enmities())


@pytest.mark.parametrize(("one", "other", "day", "fight"), [
    ("RU", "UA", "2023-05-01", True), ("UA", "RU", "2023", True), ("RU", "UA", "2012-05-01", False), ("RU", "UA", None, True),
    ("ET", "ER", "1999", True), ("ET", "ER", "2021-01-01", False), ("ET", "ER", None, False), ("IL", "Hezbollah", "1990", True),
    ("IR", "UA", "2023", False), ("US", "RU", "2023", False), ("US", "IR", "2023", False), ("GB", "UA", "2023", False), ("IT", "IT", None, False),
])
def test_foes_on_a_day(one: str, other: str, day: str | None, fight: bool) -> None:
    assert at_war(one, other, day) is fight
    assert at_war(other, one, day) is fight


@pytest.mark.parametrize(("one", "other", "day", "apart"), [
    ("IR", "UA", "2023", True), ("BY", "UA", "2010", False), ("IR", "RU", "2023", False), ("RU", "UA", "2023", True), ("US", "IR", "2023", False),
])
def test_who_backs_a_party_is_opposed_to_its_foe(one: str, other: str, day: str, apart: bool) -> None:
    assert opposed(one, other, day) is apart is opposed(other, one, day)
    assert not enmities().keys() & backings().keys()


@pytest.mark.parametrize("raw", [
    {"parties": ["RU", ["UA"]], "backers": "IR"}, {"parties": ["RU", ["UA"]], "backers": ["Ruritania"]},
    {"parties": ["RU"]}, {"parties": ["RU", "UA"]}, {"parties": ["RU", ["Ruritania"]]}, {"parties": ["RU", ["UA"]], "since": date(2014, 1, 1)},
    {"parties": ["RU", ["UA"]], "first": "2014"}, {"parties": ["RU", ["UA"]], "first": date(2014, 1, 1), "last": date(2013, 1, 1)},
])
def test_a_broken_entry_is_an_error_that_names_it(raw: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foes, "load", lambda _: [raw])
    with pytest.raises(KnowledgeError, match=r"foes\.yaml"):
        enmities.__wrapped__()
