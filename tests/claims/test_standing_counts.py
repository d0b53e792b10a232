"""Numbers that stand for goods named elsewhere are the claim's count; those of other things are not."""

import pytest
from tests.claims.building import at, layered

from onrecord.claims.amounts import quantity_of
from onrecord.claims.standing_counts import of_which, share_of, stands_for_goods, trained
from onrecord.model import QuantityMention


def low(found: QuantityMention | None) -> float | None:
    return found.quantity.low if found is not None and found.quantity is not None else None


@pytest.mark.parametrize(("text", "verb", "number"), [
    ("Kenya bought nine drones from Italy, and it has lost six of them to the rebels.", "lost", 6),
    ("Twenty tanks arrived from Italy; forty more will be delivered to Kenya by Italy.", "delivered", 40),
    ("Three jets came to Kenya from Italy, which is believed to have offered it nine more on credit.", "offered", 9),
    ("Kenya bought the drones from Italy, thirty of which were delivered in 2022.", "delivered", 30),
    ("Italy sold Kenya twenty tanks.", "sold", None),
    ("The two have agreed to sell tanks to Kenya.", "agreed", None),
    ("Five have bought tanks from Italy.", "bought", None),
    ("Nine more will be delivered to Kenya with 20 missiles.", "delivered", None),
    ("Kenya ordered tanks from Italy. Five have arrived at the port.", "arrived", 5),
    ("Kenya bought nine drones from Italy and lost them to the rebels.", "lost", None),
    ("Kenya bought nine drones from Italy and paid 40 percent more.", "paid", None),
])
def test_a_number_in_place_of_the_goods_is_their_count(text: str, verb: str, number: float | None) -> None:
    layers = layered(text)
    assert low(stands_for_goods(layers, at(layers.tree, verb), tuple(layers.reading.items))) == number


@pytest.mark.parametrize(("text", "word", "number"), [
    ("Ten Kenyan pilots were trained by Italy.", "trained", 10),
    ("Forty pilots have returned to Kenya from eight months of training in Italy.", "training", 40),
    ("Italy trained Kenyan pilots on 12 helicopters.", "trained", None),
    ("Ten pilots and six gunners were trained by Italy.", "trained", None),
])
def test_those_who_are_taught_are_counted(text: str, word: str, number: float | None) -> None:
    layers = layered(text)
    assert low(trained(layers, at(layers.tree, word))) == number


@pytest.mark.parametrize(("text", "number"), [
    ("Kenya bought the drones from Italy, twelve of which were delivered in 2022.", 12),
    ("Kenya bought the drones from Italy, which were delivered to twelve bases.", None),
])
def test_goods_of_which_a_number_is_told_have_it(text: str, number: float | None) -> None:
    layers = layered(text)
    item = layers.reading.items[0]
    assert low(of_which(layers, item)) == number == low(quantity_of(layers, item))


@pytest.mark.parametrize(("text", "number"), [
    ("Germany provided Kenya with 30% of the tanks that it imported.", 30),
    ("Tanks were 30 percent dearer in Kenya than a year ago.", None),
    ("Kenya spends 2 percent of its budget on tanks.", None),
])
def test_a_share_of_the_goods_is_told_as_one(text: str, number: float | None) -> None:
    layers = layered(text)
    assert low(share_of(layers, next(i for i in layers.reading.items if i.cls == "tank"))) == number


def test_of_a_part_of_what_was_ordered_the_order_has_the_whole() -> None:
    layers = layered("Kenya received the first of 24 tanks that Italy had sold.")
    item = layers.reading.items[0]
    assert low(quantity_of(layers, item, at(layers.tree, "sold"))) == 24
    assert quantity_of(layers, item, at(layers.tree, "received")) is None


@pytest.mark.parametrize(("text", "numbers"), [
    ("Kenya lost six of them.", [6]), ("Italy offered nine more on credit.", [9]), ("Four are ready.", [4]),
    ("Kenya asked six of the ministers.", []), ("Two said so.", []),
])
def test_a_small_number_word_counts_by_itself_only_in_place_of_goods(text: str, numbers: list[float]) -> None:
    assert [low(q) for q in layered(text).reading.quantities if q.counted is None] == numbers
