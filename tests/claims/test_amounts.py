"""Which count and which sum belong to a claim: those of its own goods, never another verb's."""

from __future__ import annotations

import pytest
from tests.claims.building import at, claims_of, layered

from onrecord.claims.amounts import group_quantity, money_near, piece_of, quantity_of
from onrecord.model import ItemMention


def named(text: str, form: str) -> ItemMention:
    """The goods of ``text`` whose words hold ``form``."""
    return next(item for item in layered(text).reading.items if form in text[slice(*item.span)])


def amounts(text: str, act: str = "transfer") -> list[tuple[str, float | None, float | None]]:
    """Goods, low count and low sum of each claim."""
    return [("+".join(i.name for i in c.items.value), c.quantity.value.low if c.quantity.value else None,
             c.money.value.low if c.money.value else None) for c in claims_of(text, act)]


@pytest.mark.parametrize(("text", "form", "low"), [
    ("Italy sent Kenya 40 howitzers.", "howitzers", 40),
    ("Italy sent Kenya 40 of the new howitzers.", "howitzers", 40),
    ("Italy sent Kenya 500 rounds of mortar ammunition.", "ammunition", 500),
    ("Italy sent Kenya 1,000 grenade, mortar and artillery rounds.", "artillery", 1000),
    ("Italy sent Kenya howitzers (40).", "howitzers", 40),
    ("Italy sold Kenya 135 2.75-inch (70-mm) rocket launchers.", "launchers", 135),
])
def test_the_count_of_the_goods(text: str, form: str, low: float) -> None:
    found = quantity_of(layered(text), named(text, form))
    assert found is not None and found.quantity is not None and found.quantity.low == low


def test_anothers_count_is_not_the_goods() -> None:
    text = "Italy sent Kenya howitzers with 40 instructors."
    assert quantity_of(layered(text), named(text, "howitzers")) is None


def test_one_count_for_goods_that_share_it_makes_one_claim() -> None:
    assert [low for _, low, _ in amounts("Italy sent 1,000 grenade, mortar and artillery rounds to Kenya.")] == [1000]


def test_the_whole_has_a_count_and_its_parts_do_not_hide_it() -> None:
    text = "Italy sent Kenya 400 vehicles, including tanks."
    layers = layered(text)
    whole = group_quantity(layers, [named(text, "tanks"), named(text, "vehicles")])
    assert whole is not None and whole.quantity is not None and whole.quantity.low == 400


def test_goods_beside_the_counted_have_not_its_count() -> None:
    text = "Italy sent Kenya 400 vehicles and tanks of another make."
    assert group_quantity(layered(text), [named(text, "vehicles"), named("Italy sent Kenya tanks.", "tanks")]) is None


@pytest.mark.parametrize(("text", "form", "unit"), [
    ("Italy sent Kenya a new frigate.", "frigate", None),
    ("Italy delivered a battery of howitzers to Kenya.", "howitzers", "battery"),
])
def test_a_real_piece_is_one(text: str, form: str, unit: str | None) -> None:
    found = piece_of(layered(text), named(text, form))
    if unit is None:
        assert found is not None and found.quantity is not None and (found.quantity.low, found.quantity.high, found.quantity.unit) == (1, 1, None)
    else:
        assert found is None or (found.quantity is not None and found.quantity.unit == unit)


@pytest.mark.parametrize("text", ["Italy approved a missile sale to Kenya.", "Italy sent Kenya the frigate.", "Italy sent Kenya frigates."])
def test_no_article_of_its_own_no_piece(text: str) -> None:
    item = next(i for i in layered(text).reading.items)
    assert piece_of(layered(text), item) is None


def test_a_piece_only_wanted_is_not_counted() -> None:
    assert [low for _, low, _ in amounts("Italy sent Kenya a frigate.")] == [1]
    assert [low for _, low, _ in amounts("Kenya wants to buy a frigate from Italy.")] == [None]


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
