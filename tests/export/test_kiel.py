"""Aid in the shape of an aid tracker: a row for each measure, never added up."""

from __future__ import annotations

from typing import Any

import pytest
from tests.export.telling import DRONES, SHAHED, SHELLS, cited, merged, one, told
from tests.strategies import claim

from onrecord.export.kiel import KIEL_COLUMNS, kiel_rows
from onrecord.export.told import Told
from onrecord.model import Claim, Item


def aid(status: str = "agreed", **more: object) -> Claim:
    """Shells for Ukraine."""
    fields: dict[str, object] = {"giver": ("US",), "receiver": ("UA",), "items": (SHELLS,), "status": status}
    return claim(**(fields | more))  # type: ignore[arg-type]


def rows(made: Told) -> list[dict[str, Any]]:
    return [dict(zip(KIEL_COLUMNS, row, strict=True)) for row in kiel_rows(made)]


def test_each_status_is_a_measure_of_its_own_and_nothing_is_added_up() -> None:
    made = rows(one(aid("planned", quantity=(500, 500)), aid("agreed", quantity=(500, 500), at=9), aid("underway", quantity=(100, 100), at=99),
                    aid("done", quantity=(300, 300), at=999), aid("sought", quantity=(7, 7), at=9999)))
    assert [(r["measure"], r["item_number"]) for r in made] == [("commitment", "500"), ("allocation", "500"), ("delivery", "100-300")]
    assert len({r["id"] for r in made}) == 3 and {r["donor"] for r in made} == {"United States"} and {r["recipient"] for r in made} == {"Ukraine"}


@pytest.mark.parametrize(("status", "committed", "delivered"), [
    ("planned", "1250000000", ""), ("agreed", "1250000000", ""), ("underway", "", "1250000000"), ("done", "", "1250000000")])
def test_the_value_is_committed_or_delivered_in_its_own_currency(status: str, committed: str, delivered: str) -> None:
    made, = rows(one(aid(status, money=(1.25e9, 1.25e9), currency="EUR")))
    assert (made["currency"], made["value_committed"], made["value_delivered"]) == ("EUR", committed, delivered)


def test_two_currencies_are_two_rows_and_the_number_is_in_the_first() -> None:
    made = rows(merged(aid(money=(8e8, 8e8), quantity=(5, 5)), aid(money=(7e8, 7.5e8), currency="EUR", article="b")))
    assert [(r["currency"], r["value_committed"], r["item_number"]) for r in made] == [("EUR", "700000000-750000000", "5"), ("USD", "800000000", "")]


@pytest.mark.parametrize(("more", "kind"), [
    ({}, "military"),
    ({"act": "funding", "items": ()}, "financial"),
    ({"act": "funding", "items": (), "mechanism": "USAI"}, "military"),
    ({"items": (Item("personal-equipment", "medical supplies"),)}, "humanitarian"),
    ({"items": (Item("personal-equipment", "winter uniforms"),)}, "military"),
])
def test_the_type_of_aid(more: dict[str, Any], kind: str) -> None:
    assert [r["type_of_aid"] for r in rows(one(aid(**more)))] == [kind]


def test_what_is_told_of_several_goods_is_in_a_row_of_all() -> None:
    package = aid(items=(SHELLS, DRONES), money=(8e8, 8e8))
    made = rows(one(package, aid(items=(SHELLS,), quantity=(40, 40), money=(8e8, 8e8))))
    assert [(r["item"], r["item_number"], r["item_type"]) for r in made] == [
        ("shells", "40", "Ammunition"), ("shells; drones", "", "Ammunition; Unmanned aerial vehicle")]


def test_a_number_of_goods_of_two_entries_is_in_the_words_alone() -> None:
    both = aid(items=(DRONES, SHELLS), quantity=(90, 90), quote="They gave 90 drones and shells.")
    made = [r for t in told([both, aid(quantity=(40, 40), article="b")]) for r in rows(t)]
    assert sorted((r["item"], r["item_number"]) for r in made) == [("drones", ""), ("shells", "40")]
    assert all("90 drones and shells" in r["explanation"] for r in made)


def test_a_number_of_a_whole_is_not_that_of_its_part_and_a_sum_with_other_equipment_is() -> None:
    whole = (Item("equipment", "pieces of equipment"), SHELLS)
    made = [r for t in told([aid(items=whole, quantity=(90, 90)), aid(items=whole, money=(5e6, 5e6), article="b")]) for r in rows(t)]
    assert [(r["item"], r["item_number"], r["value_committed"]) for r in made] == [("shells", "", "5000000")]


def test_a_package_told_as_money_has_one_row_and_both_sources() -> None:
    package = aid(items=(SHELLS, DRONES), money=(None, 8e8), quote="A package of up to $800 million.", when_iso="2024-02-20")
    made, = rows(one(package, aid(act="funding", items=(), money=(8e8, 8e8), when_iso="2024-02-20", article="b", quote="Another $800 million.")))
    assert (made["item"], made["value_committed"], made["type_of_aid"]) == ("shells; drones", "800000000", "military")
    assert "Another $800 million." in made["explanation"]


def test_a_system_is_called_by_its_name_and_funding_has_no_item() -> None:
    assert [r["item"] for r in rows(one(aid(items=(SHAHED,))))] == ["Shahed-136"]
    assert [(r["item"], r["item_type"]) for r in rows(one(aid(act="funding", items=(), money=(1e6, 1e6))))] == [("", "")]


def test_the_day_is_that_of_the_first_page_and_links_are_addresses_or_names() -> None:
    pages = [cited("a", "2024-03"), cited("b", "2024-02-20", url=None), cited("c", None, "unknown")]
    made, = rows(one(aid(), aid(article="b"), aid(article="c"), pages=pages))
    assert made["announcement_date"] == "2024-02-20"
    assert set(made["source_links"].split("; ")) == {"https://courier.example/a", "page-b"}
    assert made["explanation"].startswith("Status: agreed. told: “They sent it, she said.” (")


@pytest.mark.parametrize("act", ["sanction", "training", "use", "cooperation", "production", "permission"])
def test_other_acts_are_no_aid(act: str) -> None:
    assert rows(one(aid(act=act))) == []
