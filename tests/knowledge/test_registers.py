"""How registers name things."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.errors import KnowledgeError
from onrecord.knowledge.items import CLASSES, systems
from onrecord.knowledge.loader import load
from onrecord.knowledge.mechanisms import mechanisms
from onrecord.knowledge.parties import party_info
from onrecord.knowledge.registers import MEASURES, build, classes_of, family_of, registers, system_of


def test_the_file_keeps_its_own_definitions() -> None:
    known = registers()
    assert set(known.descriptions) == set(CLASSES) and set(known.measures.values()) == set(MEASURES)
    assert set(known.needed["sipri"]) <= set(known.columns["sipri"].values()) and set(known.needed["kiel"]) <= set(known.columns["kiel"].values())


@pytest.mark.parametrize(("part", "broken"), [
    ("descriptions", {"dragon": "dragon"}), ("kiel_types", {"dragon": "Dragon"}), ("measures", {"gift": "present"}), ("kinds", {"egg": ["dragon"]}),
    ("columns", {"sipri": {"supplier": ["from"], "recipient": ["from"]}, "kiel": {}}), ("columns", {"other": {}}), ("descriptions", {"uav": "UAV"}),
])
def test_what_breaks_them_is_an_error(part: str, broken: Any) -> None:
    with pytest.raises(KnowledgeError, match=r"registers\.yaml"):
        build({**load("registers"), part: broken})


@pytest.mark.parametrize(("designation", "key"), [
    ("Shahed-136", "shahed-136"), ("shahed 136", "shahed-136"), ("Shahed-136/Geran-2", "shahed-136"), ("155mm something", None), ("", None),
    ("towed howitzer", None), ("T-72", "t-72"),
    ("T-72M1", "t-72"), ("F-16C Block-50/52", "f-16"), ("M-777A1 155mm", "m777"), ("NASAMS-2", "nasams"), ("Brandnew-2", None),
])
def test_a_system_by_its_designation(designation: str, key: str | None) -> None:
    assert system_of(designation) == key


@pytest.mark.parametrize(("told", "classes"), [
    (("", "self-propelled gun"), {"artillery"}), (("", "IFV"), {"armoured-vehicle"}), (("", "Reconnaissance drones"), {"uav"}),
    (("", "SAM system"), {"air-defence"}), (("", "portable SAM"), {"missile.air-defence"}), (("", "small arms"), {"small-arms"}),
    (("", "small-arms ammunition"), {"ammunition.small-arms"}), (("", "counter-drone systems"), {"counter-uav"}),
    (("", "gas turbine"), {"component"}),
    (("Leopard-2A6", "anything"), {"tank"}), (("Nothing", "known"), set()), (("", ""), set()),
])
def test_kinds_of_goods_as_registers_describe_them(told: tuple[str, ...], classes: set[str]) -> None:
    assert classes_of(*told) == classes


def test_every_system_is_found_by_its_own_usual_name_or_a_sisters() -> None:
    found = {key: system_of(info.names[0]) for key, info in systems().items()}
    assert [key for key, one in found.items() if one is None] == []
    assert sum(one != key for key, one in found.items()) <= len(found) // 50


def test_a_family_is_the_end_of_the_line_and_one_for_all_of_it() -> None:
    assert family_of("shahed-171") == family_of("shahed-191") == "shahed-191"
    assert all(family_of(key) == family_of(info.family) for key, info in systems().items() if info.family)


def test_names_that_only_registers_use_are_of_parties_that_are_known() -> None:
    assert [code for code in registers().parties.values() if party_info(code) is None] == []


def test_money_that_is_military_by_law_is_by_known_mechanisms() -> None:
    assert registers().military_money <= set(mechanisms())
