"""Which sum belongs to a claim: one that pays for its goods, never another verb's."""

from __future__ import annotations

import pytest
from tests.claims.building import at, claims_of, layered, named

from onrecord.claims.sums import money_near


def amounts(text: str, act: str = "transfer") -> list[tuple[str, float | None, float | None]]:
    """Goods, low count and low sum of each claim."""
    return [("+".join(i.name for i in c.items.value), c.quantity.value.low if c.quantity.value else None,
             c.money.value.low if c.money.value else None) for c in claims_of(text, act)]


@pytest.mark.parametrize(("text", "word", "low"), [
    ("Italy sold torpedoes worth €30 million to Kenya.", "sold", 30e6),
    ("Italy approved a $50 million deal for frigates for Kenya.", "deal", 50e6),
    ("Italy gave Kenya $50 million (€45 million) for frigates.", "gave", 50e6),
    ("Italy sent Kenya more than $9 million in military aid, including rifles.", "sent", 9000001),
])
def test_the_sum_that_is_moved(text: str, word: str, low: float) -> None:
    layers = layered(text)
    found = money_near(layers, at(layers.tree, word))
    assert found is not None and found.money is not None and found.money.low == low


@pytest.mark.parametrize(("text", "word"), [
    ("Italy sent Kenya howitzers, prompting a firm to offer $5 million for one.", "sent"),
    ("Funds of $5 million had run out as Italy sent howitzers to Kenya.", "sent"),
])
def test_anothers_sum_is_not(text: str, word: str) -> None:
    layers = layered(text)
    assert money_near(layers, at(layers.tree, word)) is None


def test_the_sum_of_the_whole_is_not_that_of_a_counted_part() -> None:
    found = amounts("Italy committed $50 million in aid to Kenya, including 700 rifles and 20 frigates.")
    assert all(money is None for _, low, money in found if low is not None)


def test_only_transfers_and_funding_have_a_sum() -> None:
    assert [money for _, _, money in amounts("Italy imposed an arms embargo on Belarus worth $5 million.", "sanction")] == [None]


@pytest.mark.parametrize(("text", "form", "low"), [
    ("Italy sold Kenya 20 frigates at $8 million each.", "frigates", None),
    ("Italy sold Kenya 20 frigates costing $30 million apiece.", "frigates", None),
    ("Italy sold Kenya 80 howitzers for $16 million and 12 frigates for $9 million.", "howitzers", 16e6),
    ("Italy sold Kenya 80 howitzers for $16 million and 12 frigates for $9 million.", "frigates", 9e6),
    ("Italy sold Kenya 42 howitzers for $8 million and two frigates.", "howitzers", 8e6),
    ("Italy sold Kenya 42 howitzers for $8 million and two frigates.", "frigates", None),
    ("Italy sold Kenya 42 howitzers and two frigates for $8 million.", "howitzers", 8e6),
    ("Italy sold Kenya howitzers for $8 million, plus $4 million in rifles.", "rifles", 4e6),
    ("Italy sold Kenya a $50 million package that includes 20 frigates.", "frigates", None),
    ("Italy sold Kenya under a $50 million contract that includes 20 frigates.", "frigates", 50e6),
    ("Italy sold Kenya 20 frigates in a deal put at some $40 million.", "frigates", 36e6),
    ("Italy sold Kenya 20 frigates and put $40 million into ports.", "frigates", None),
])
def test_each_has_the_price_of_its_own_goods(text: str, form: str, low: float | None) -> None:
    layers = layered(text)
    found = money_near(layers, at(layers.tree, "sold"), [named(text, form)])
    assert (found.money.low if found and found.money else None) == low


@pytest.mark.parametrize(("text", "low"), [
    ("Italy sold Kenya 12 howitzers. The deal is worth $8 million.", 8e6),
    ("Italy sold Kenya 12 howitzers. The total cost is estimated at $8 million.", 8e6),
    ("Italy sold Kenya 12 howitzers. Its budget is $8 million.", None),
    ("Italy sold Kenya 12 howitzers for $3 million. The deal is worth $8 million.", 3e6),
])
def test_the_next_sentence_may_tell_the_price(text: str, low: float | None) -> None:
    assert [money for _, _, money in amounts(text)] == [low]


@pytest.mark.parametrize("text", [
    "Only $6 million of the original $48 million military aid package that Italy gave Kenya remains.",
    "Of the $48 million in military aid that Italy approved for Kenya, $6 million remains.",
])
def test_of_a_part_and_the_whole_the_part_is_told(text: str) -> None:
    layers = layered(text)
    found = money_near(layers, at(layers.tree, "remains"))
    assert found is not None and found.money is not None and found.money.low == 6e6


def test_the_whole_keeps_its_sum_beside_its_counted_parts() -> None:
    found = amounts("Italy provided Kenya with $50 million in military aid, including 700 rifles and 20 frigates.")
    assert sorted(found, key=str) == [("frigates", 20, None), ("military aid", None, 50e6), ("rifles", 700, None)]


@pytest.mark.parametrize(("text", "low"), [
    ("Italy sanctioned Belarus over arms sales and seized its assets worth $5 million.", 5e6),
    ("Italy sanctioned Belarus over arms sales worth $5 million.", None),
])
def test_a_sanction_has_the_sum_of_the_assets_it_seizes(text: str, low: float | None) -> None:
    assert [money for _, _, money in amounts(text, "sanction")] == [low]
