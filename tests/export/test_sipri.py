"""Transfers in the shape of an arms transfers register: what makes a row, and when brackets stand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.export.telling import DRONES, MOHAJER, SHAHED, SHELLS, cited, merged, one, order, told
from tests.strategies import claim, source

from onrecord.export.cells import csv_lines
from onrecord.export.sipri import MOST_SOURCES, SIPRI_COLUMNS, sipri_rows, sipri_table
from onrecord.export.told import Told
from onrecord.model import Item

OTHER = source("Ada Stone", "US")


def rows(made: Told) -> list[dict[str, Any]]:
    return [dict(zip(SIPRI_COLUMNS, row, strict=True)) for row in sipri_rows(made)]


def row(made: Told) -> dict[str, Any]:
    found, = rows(made)
    return found


def test_order_and_deliveries_are_one_row() -> None:
    made = row(one(order(), order(100, status="done", when_iso="2024-01", at=9)))
    assert [made[c] for c in SIPRI_COLUMNS[:8]] == ["Iran", "Russia", "400", "Shahed-136", "UAV", "2023", "2024", "100"]
    assert made["Comments"].startswith("Status: done. as told: Shahed-136 drones. sources: Jane Roe, 2024-02-22, https://courier.example/a [agreed]")


@pytest.mark.parametrize(("more", "number", "year"), [
    ({}, "400", "2023"),
    ({"certainty": "probable"}, "(400)", "(2023)"),
    ({"quantity": (360, 440)}, "(360-440)", "2023"),
    ({"quantity": (401, None)}, "(401+)", "2023"),
    ({"quantity": (None, 50)}, "(up to 50)", "2023"),
    ({"status": "planned"}, "(400)", "2023"),
    ({"when_iso": None}, "400", "(2024)"),
    ({"when_iso": "2022-06/2023-05"}, "400", "(2022-2023)"),
    ({"when_iso": "2023-01/"}, "400", "(2023-2024)"),
])
def test_brackets_stand_by_the_rules(more: dict[str, Any], number: str, year: str) -> None:
    made = row(one(order(**more)))
    assert (made["Number ordered"], made["Year of order"]) == (number, year)


def test_a_contested_entry_is_all_in_brackets() -> None:
    made = row(one(order(status="done"), order(None, status="denied", source=OTHER)))
    assert (made["Number delivered"], made["Year(s) of delivery"]) == ("(400)", "(2023)")
    assert "contested (furthest told: done)" in made["Comments"]


@pytest.mark.parametrize("grade", ["weak", "unknown"])
def test_a_year_that_rests_on_an_uncertain_page_is_in_brackets(grade: str) -> None:
    assert row(one(order(), pages=[cited(grade=grade)]))["Year of order"] == "(2023)"


def test_figures_that_disagree_are_the_whole_stretch_and_those_that_agree_what_they_share() -> None:
    apart = row(one(order(400), order(300, source=OTHER)))
    within = row(one(order(quantity=(360, 440)), order(quantity=(401, None), source=OTHER)))
    assert (apart["Number ordered"], within["Number ordered"]) == ("(300-400)", "(401-440)")


def test_each_system_has_its_row_and_plain_goods_go_with_the_only_system_of_their_kind() -> None:
    both = one(order(items=(SHAHED,)), order(20, items=(MOHAJER,), at=9), order(50, items=(DRONES,), at=99))
    assert [(r["Weapon designation"], r["Number ordered"]) for r in rows(both)] == [("", "50"), ("Mohajer-6", "20"), ("Shahed-136", "400")]
    assert row(one(order(None), order(50, items=(DRONES,), at=9)))["Number ordered"] == "50"


def test_plain_goods_of_another_page_are_not_taken_for_the_system_of_this_one() -> None:
    made = rows(one(order(), order(50, items=(DRONES,), article="b")))
    assert [(r["Weapon designation"], r["Number ordered"]) for r in made] == [("", "50"), ("Shahed-136", "400")]


def test_a_row_has_the_wordings_of_its_own_goods() -> None:
    made = rows(one(order(400, items=(SHAHED, MOHAJER))))
    together = "together with other goods: 400 (Shahed-136 drones, Mohajer-6)"
    assert [r["Comments"].partition(". sources")[0] for r in made] == [
        f"Status: agreed. as told: Mohajer-6. {together}", f"Status: agreed. as told: Shahed-136 drones. {together}"]


def test_a_number_of_goods_of_two_entries_is_neither_ones() -> None:
    both = order(90, items=(DRONES, SHELLS))
    made = [row(t) for t in told([both, order(40, items=(SHELLS,), article="b")])]
    assert {r["Weapon description"]: r["Number ordered"] for r in made} == {"UAV": "", "artillery ammunition": "40"}
    assert all("together with other goods: 90 (drones, shells)" in r["Comments"] for r in made)


def test_a_number_of_a_whole_is_not_that_of_its_part() -> None:
    made = row(one(order(90, items=(Item("equipment", "pieces of equipment"), SHELLS))))
    assert made["Number ordered"] == "" and "90 (pieces of equipment, shells)" in made["Comments"]


def test_a_number_told_of_several_goods_is_no_ones_own() -> None:
    made = rows(one(order(400, items=(SHAHED, MOHAJER))))
    assert [(r["Weapon designation"], r["Number ordered"], r["Year of order"]) for r in made] == [
        ("Mohajer-6", "", "2023"), ("Shahed-136", "", "2023")]


def test_counts_of_other_than_pieces_are_told_in_the_comments() -> None:
    made = order(3)
    quantity = made.quantity.value
    assert quantity is not None
    batteries = replace(made, quantity=replace(made.quantity, value=replace(quantity, unit="battery", text="three batteries")))
    found = row(one(batteries))
    assert found["Number ordered"] == "" and "also counted: 3 (battery)" in found["Comments"]


@pytest.mark.parametrize("more", [{"status": "sought"}, {"status": "possible"}, {"status": "denied"}, {"act": "use", "status": "done"}])
def test_what_was_not_ordered_or_delivered_is_no_row(more: dict[str, Any]) -> None:
    assert rows(one(order(**more))) == []


def test_unknown_parties_are_said_and_several_are_named() -> None:
    made = row(one(order(giver=(), receiver=("RU", "KP"))))
    assert (made["Supplier"], made["Recipient"]) == ("unknown supplier", "North Korea; Russia")


def test_a_long_list_of_sources_is_counted() -> None:
    made = row(one(*(order(source=source(f"Speaker {n:02}"), at=n) for n in range(MOST_SOURCES + 5))))
    assert made["Comments"].endswith("; and 5 more") and made["Comments"].count("Speaker") == MOST_SOURCES


def test_sums_stand_in_the_comments_each_in_its_currency() -> None:
    made = row(merged(claim(items=(SHELLS,), money=(8e8, 8e8)), claim(items=(SHELLS,), money=(1e6, 1e6), currency="EUR")))
    assert "value: EUR 1000000. value: USD 800000000" in made["Comments"]


def test_the_same_entries_give_the_same_lines() -> None:
    every = [order(), order(50, items=(SHELLS,)), order(status="done", giver=("KP",))]
    lines = list(csv_lines(sipri_table(told(every))))
    assert lines == list(csv_lines(sipri_table(told(every[::-1])))) and len(lines) == 4
