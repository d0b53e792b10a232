"""Goods that a sentence leaves unsaid are those told before it; never where its own object is something else."""

import pytest
from tests.claims.answers import answer, weighed, witness_of
from tests.claims.building import at, layered

from onrecord.claims.decide import NO_GOODS, decide, drafted
from onrecord.claims.goods_before import told_before
from onrecord.claims.thresholds import DEFAULT, Thresholds

ROCKETS = "Chad wants rockets and drones. "


def before(text: str, word: str) -> list[str] | None:
    layers = layered(text)
    found = told_before(layers, at(layers.tree, word))
    return None if found is None else [text[slice(*item.span)] for item in found]


@pytest.mark.parametrize(("text", "word", "goods"), [
    (ROCKETS + "Italy was notified of the sale in May.", "sale", ["rockets", "drones"]),
    (ROCKETS + "Peru knows. Italy closed the deal in May.", "deal", ["rockets", "drones"]),
    (ROCKETS + "Italy announced another $800 million on Monday.", "announced", ["rockets", "drones"]),
    (ROCKETS + "Italy will deliver them in May.", "deliver", ["rockets", "drones"]),
    (ROCKETS + "Italy supplied Chad with petroleum.", "supplied", None),
    (ROCKETS + "Italy provided two transformers and five generators.", "provided", None),
    (ROCKETS + "Italy's supply of petroleum goes on.", "supply", None),
    (ROCKETS + "It rained. It rained again. It was May. Nobody spoke. Italy closed the deal.", "deal", []),
    (ROCKETS + "Madrid proposed older vessels and Peru turned them down.", "turned", None),
    (ROCKETS + "More would be said later.", "said", None),
    (ROCKETS + "Peru called the sale a mistake.", "sale", None),
    ("Italy closed the deal. " + ROCKETS, "deal", []),
    (ROCKETS + "Italy's policy of arming the rebels failed.", "arming", ["arming"]),
])
def test_which_goods_are_meant(text: str, word: str, goods: list[str] | None) -> None:
    assert before(text, word) == goods


def lacking(text: str, word: str, act: str, sure: float, limits: Thresholds = DEFAULT) -> str:
    layers = layered(text)
    asked = weighed(layers, word, act, answer([("IT", 0.98)], [("TD", 0.98)], sure=sure))
    return drafted(layers, witness_of(layers), asked, limits).lacks


def test_a_supply_of_goods_told_before_must_be_sure_and_one_of_something_else_is_none() -> None:
    sale, petrol = ROCKETS + "Italy told Chad of the sale.", ROCKETS + "Italy supplied Chad with petroleum."
    assert lacking(sale, "sale", "transfer", 0.999) == ""
    assert lacking(sale, "sale", "transfer", 0.05) == NO_GOODS
    assert lacking(petrol, "supplied", "transfer", 0.999) == NO_GOODS
    assert lacking("Italy told Chad of the sale.", "sale", "transfer", 0.999) == NO_GOODS


def test_production_may_leave_its_goods_open() -> None:
    assert lacking("Italy runs the army's project with Chad.", "project", "production", 0.999) == ""
    assert lacking(ROCKETS + "Italy runs the project with Chad.", "project", "production", 0.999) == ""
    assert lacking("Italy runs the project with Chad.", "project", "production", 0.999) == NO_GOODS
    assert lacking(ROCKETS + "It rained. Italy runs the project with Chad.", "project", "production", 0.999) == NO_GOODS
    assert lacking("Italy builds a defence for Chad.", "builds", "production", 0.999) == NO_GOODS


def test_what_names_its_goods_goes_before_what_does_not() -> None:
    text = "Chad wants 40 rockets. Italy told of the sale of six drones to Chad and closed the deal with Chad."
    layers = layered(text)
    drones = next(i.span for i in layers.reading.items if text[slice(*i.span)] == "drones")
    deal = weighed(layers, "deal", "transfer", answer([("IT", 0.99)], [("TD", 0.99)], sure=0.999))
    sale = weighed(layers, "sale", "transfer", answer([("IT", 0.9)], [("TD", 0.9)], items=[(drones, 0.9)], sure=0.9))
    (only,) = decide(layers, witness_of(layers), [deal, sale]).proposals
    assert [text[slice(*i.span)] for i in only.items] == ["drones"] and not only.before and only.quantity is not None


def test_the_count_of_goods_told_before_is_not_taken_over() -> None:
    text = "Chad wants 40 rockets. Italy told Chad of the sale."
    layers = layered(text)
    asked = weighed(layers, "sale", "transfer", answer([("IT", 0.99)], [("TD", 0.99)], sure=0.999))
    (only,) = decide(layers, witness_of(layers), [asked]).proposals
    assert only.before and only.quantity is None and [text[slice(*i.span)] for i in only.items] == ["rockets"]


@pytest.mark.parametrize(("text", "low", "high"), [
    ("Chad wants rockets. Italy hopes to sell 500 of them to Chad.", 500, 500),
    ("Chad bought rockets. Diplomats put the sale at about 120.", 108, 132),
    ("Chad buys rockets. Italy sold 40 to Chad in May.", 40, 40),
])
def test_a_number_without_a_noun_counts_the_goods_told_before(text: str, low: float, high: float) -> None:
    layers = layered(text)
    word = next(w for w in ("sell", "put", "sold") if w in text)
    asked = weighed(layers, word, "transfer", answer([("IT", 0.99)], [("TD", 0.99)], sure=0.999))
    (only,) = decide(layers, witness_of(layers), [asked]).proposals
    assert only.quantity is not None and only.quantity.quantity is not None
    assert (only.quantity.quantity.low, only.quantity.quantity.high) == (low, high)


@pytest.mark.parametrize("text", [
    "Chad wants rockets. Italy told 30 ministers of the sale to Chad.",
    "Chad wants rockets. Italy cut the price of the sale by 40 percent.",
])
def test_numbers_of_others_do_not(text: str) -> None:
    layers = layered(text)
    asked = weighed(layers, "sale", "transfer", answer([("IT", 0.99)], [("TD", 0.99)], sure=0.999))
    (only,) = decide(layers, witness_of(layers), [asked]).proposals
    assert only.before and only.quantity is None
