"""Which count belongs to a claim: that of its own goods."""

from __future__ import annotations

import pytest
from tests.claims.building import claims_of, layered, named

from onrecord.claims.amounts import group_quantity, piece_of, quantity_of


def counted(text: str) -> list[tuple[str, float | None]]:
    """Goods and low count of each transfer."""
    return [("+".join(i.name for i in c.items.value), c.quantity.value.low if c.quantity.value else None) for c in claims_of(text, "transfer")]


@pytest.mark.parametrize(("text", "form", "low"), [
    ("Italy sent Kenya 40 howitzers.", "howitzers", 40),
    ("Italy sent Kenya 40 of the new howitzers.", "howitzers", 40),
    ("Italy sent Kenya 500 rounds of mortar ammunition.", "ammunition", 500),
    ("Italy sent Kenya 1,000 grenade, mortar and artillery rounds.", "artillery", 1000),
    ("Italy sent Kenya howitzers (40).", "howitzers", 40),
    ("Italy sold Kenya 135 2.75-inch (70-mm) rocket launchers.", "launchers", 135),
    ("Italy sold Kenya 46 155 mm howitzers.", "howitzers", 46),
    ("Italy sold Kenya 30 500-kg bombs.", "bombs", 30),
    ("Italy sold Kenya howitzers, 40 in all.", "howitzers", 40),
    ("Italy sold Kenya drones in their hundreds.", "drones", 200),
    ("Italy sent Kenya 10 of the 31 Abrams tanks.", "Abrams", 10),
    ("Italy sent Kenya three of the five S-400 regiments.", "S-400", 3),
    ("Italy sent Kenya one of the two frigates.", "frigates", 1),
    ("Italy sent Kenya eight (8) laser jammer assemblies.", "laser", 8),
    ("Kenya bought 15 ABCD and four howitzers.", "howitzers", 4),
    ("Italy issued 108 licences for howitzer exports to Kenya.", "howitzer", 108),
    ("Italy sold Kenya a dozen helicopters, MD-530s, on credit.", "MD-530", 12),
    ("Kenya agreed to buy 250 of the newest version, the M1A2 SEPv3, from Italy.", "M1A2", 250),
])
def test_the_count_of_the_goods(text: str, form: str, low: float) -> None:
    found = quantity_of(layered(text), named(text, form))
    assert found is not None and found.quantity is not None and found.quantity.low == low


def test_goods_with_a_number_of_their_own_have_not_that_of_the_whole() -> None:
    text = "Kenya bought 12 aircraft, four of them Rafales, from France."
    found = quantity_of(layered(text), named(text, "Rafales"))
    assert found is None or found.quantity is None or found.quantity.low == 4


def test_goods_beside_the_states_that_are_counted_are_not() -> None:
    text = "Kenya has taken gifts from several European states, mostly tanks and rifles."
    assert quantity_of(layered(text), named(text, "tanks")) is None


def test_anothers_count_is_not_the_goods() -> None:
    text = "Italy sent Kenya howitzers with 40 instructors."
    assert quantity_of(layered(text), named(text, "howitzers")) is None


@pytest.mark.parametrize(("text", "form"), [
    ("Half of the 60 howitzers reached Kenya.", "howitzers"),
    ("Kenya received the first of 90 howitzers.", "howitzers"),
    ("Italy fired 20 drone strikes.", "drone"),
])
def test_a_share_and_what_else_is_counted_are_no_count_of_the_goods(text: str, form: str) -> None:
    assert quantity_of(layered(text), named(text, form)) is None


def test_goods_of_a_list_are_counted_once_each() -> None:
    text = "Italy sent to Kenya 100 grenade launchers, 5,000 rifles, 1,000 pistols and 400 shotguns."
    assert counted(text) == [("grenade launchers", 100), ("rifles", 5000), ("pistols", 1000), ("shotguns", 400)]


def test_one_count_for_goods_that_share_it_makes_one_claim() -> None:
    assert [low for _, low in counted("Italy sent 1,000 grenade, mortar and artillery rounds to Kenya.")] == [1000]


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
    ("Italy moved a first batch of nuclear warheads to Kenya.", "warheads", "batch"),
])
def test_a_real_piece_or_unit_is_one(text: str, form: str, unit: str | None) -> None:
    found = piece_of(layered(text), named(text, form))
    assert found is not None and found.quantity is not None and (found.quantity.low, found.quantity.high, found.quantity.unit) == (1, 1, unit)


def test_a_package_is_no_piece() -> None:
    text = "Italy sent Kenya a package of howitzers."
    assert piece_of(layered(text), named(text, "howitzers")) is None


@pytest.mark.parametrize("text", ["Italy approved a missile sale to Kenya.", "Italy sent Kenya the frigate.", "Italy sent Kenya frigates."])
def test_no_article_of_its_own_no_piece(text: str) -> None:
    item = next(i for i in layered(text).reading.items)
    assert piece_of(layered(text), item) is None


def test_a_piece_only_wanted_is_not_counted() -> None:
    assert [low for _, low in counted("Italy sent Kenya a frigate.")] == [1]
    assert [low for _, low in counted("Kenya wants to buy a frigate from Italy.")] == [None]


@pytest.mark.parametrize(("text", "pieces"), [
    ("Italy sent a howitzer to Kenya.", 1), ("Italy sent a frigate to Kenya.", 1), ("Italy sent frigates to Kenya.", None),
    ("Italy sent the frigate.", None),
])
def test_an_article_before_one_piece_counts_it_whatever_the_tagger_calls_it(text: str, pieces: int | None) -> None:
    layers = layered(text)
    found = piece_of(layers, layers.reading.items[0])
    assert (found.quantity.low if found is not None and found.quantity is not None else None) == pieces


@pytest.mark.parametrize(("text", "form", "low"), [
    ("Kenya received the first of five frigates.", "frigates", 1), ("Kenya received the second of its four frigates.", "frigates", 1),
    ("Italy will send its third frigate to Kenya.", "frigate", None), ("Kenya received the first frigates.", "frigates", None),
])
def test_a_number_of_order_tells_of_one_of_several(text: str, form: str, low: int | None) -> None:
    found = piece_of(layered(text), named(text, form), real=False)
    assert (found.quantity.low if found and found.quantity else None) == low


def test_the_last_of_a_number_is_the_whole_of_it() -> None:
    text = "Kenya received the last of its 90 howitzers."
    found = quantity_of(layered(text), named(text, "howitzers"))
    assert found is not None and found.quantity is not None and found.quantity.low == 90
