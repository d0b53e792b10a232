"""Mentions by word: which parties and goods the phrase at a word names."""

from dataclasses import replace

import pytest
from tests.claims.building import at, engine, layered, page

from onrecord.claims.layers import Layers
from onrecord.model import PartyMention, Span
from onrecord.reading import read_layers


def parties(text: str, word: str, home: str | None = None) -> list[str]:
    """Codes of the parties at a word."""
    layers = layered(text, home)
    return [code for code, _ in layers.parties_of(at(layers.tree, word))]


def items(text: str, word: str) -> list[str]:
    """Wordings of the goods at a word."""
    layers = layered(text)
    return [text[slice(*i.span)] for i in layers.items_of(at(layers.tree, word))]


@pytest.mark.parametrize(("text", "word", "codes"), [
    ("Italy sent rifles.", "Italy", ["IT"]), ("Italy and Spain sent rifles.", "Italy", ["IT", "ES"]),
    ("Italy’s defence ministry sent rifles.", "ministry", ["IT"]), ("The Italian army sent rifles.", "army", ["IT"]),
    ("The government of Italy sent rifles.", "government", ["IT"]), ("Rome sent Kenya howitzers.", "Rome", ["IT"]),
    ("Italian rifles rusted.", "rifles", []), ("Nobody sent rifles.", "Nobody", []),
])
def test_parties_of_a_phrase(text: str, word: str, codes: list[str]) -> None:
    assert parties(text, word) == codes


def test_a_title_names_the_states_of_the_pages_day() -> None:
    article = page("Nobody sent rifles.", "Moscow arms Prague", "1986-05-14")
    assert Layers(article, read_layers(article, engine()), None).titled == {"SU", "CS"}


def test_the_text_is_read_by_the_pages_day() -> None:
    article = page("Moscow sent rifles.", None, "1986-05-14")
    assert [m.codes for m in read_layers(article, engine()).parties] == [("SU",)]


@pytest.mark.parametrize(("text", "word", "home", "codes"), [
    ("Iran armed its proxies with drones.", "proxies", None, ["Iranian proxies"]),
    ("Peru armed Iran and its proxies.", "proxies", None, ["Iranian proxies"]),
    ("We sent rifles to our allies.", "allies", "US", ["U.S. allies"]),
    ("The United States and its close allies sent rifles.", "allies", None, ["U.S. allies"]),
    ("Italy armed its allies.", "allies", None, ["Italian allies"]),
    ("The United States and its European allies sent rifles.", "allies", None, ["European allies"]),
    ("Italy and its partners sent rifles.", "partners", None, ["partners"]),
    ("Italy and other allies sent rifles.", "allies", None, ["allies"]),
    ("The firms armed their allies.", "allies", None, ["allies"]),
])
def test_its_allies_are_those_of_a_state(text: str, word: str, home: str | None, codes: list[str]) -> None:
    assert parties(text, word, home) == codes


@pytest.mark.parametrize(("text", "word", "names"), [
    ("Italy sent rifles and radars.", "rifles", ["rifles", "radars"]),
    ("Italy sent a shipment of rifles.", "shipment", ["rifles"]),
    ("Italy sent weapons, including rifles and radars, to Kenya.", "weapons", ["weapons", "rifles", "radars"]),
    ("Italy fought a war against rifles.", "war", []),
])
def test_items_of_a_phrase(text: str, word: str, names: list[str]) -> None:
    assert items(text, word) == names


def test_a_party_comes_with_the_words_that_name_it() -> None:
    text = "Rome sent Kenya howitzers."
    layers = layered(text)
    assert [text[slice(*span)] for _, span in layers.parties_of(at(layers.tree, "Rome"))] == ["Rome"]


def test_we_is_the_speakers_state_then_the_pages() -> None:
    assert parties("We sent rifles to Kenya.", "We", "IT") == ["IT"]
    assert parties("We sent rifles to Kenya.", "We") == []
    assert parties("“We sent rifles to Kenya,” said Spain’s defence minister Ana Roe.", "We", "IT") == ["ES"]


def test_words_in_a_span_overlap_it() -> None:
    layers = layered("Italy sent rifles.")
    assert list(layers.words_in(Span(0, 5))) == [0]
    assert list(layers.words_in(Span(4, 7))) == [0, 1]
    assert list(layers.words_in(Span(5, 6))) == []


def test_naming_prefers_the_own_sentence_then_what_was_said_before() -> None:
    text = "Italy sent rifles. Kenya smiled. Italy sent radars."
    layers = layered(text)
    assert [layers.naming("IT", w).start for w in (0, 4, 7)] == [0, 0, text.rindex("Italy")]
    assert layers.naming("PE", 0) == layers.tree.span(0)


def test_a_state_is_no_person_because_a_person_of_it_is_named() -> None:
    layers = layered("Italy sent rifles. Jane Roe smiled.")
    person = PartyMention(Span(19, 27), ("IT", "Jane Roe"), "person", "test")
    mixed = Layers(layers.article, replace(layers.reading, parties=(*layers.reading.parties, person)), None)
    assert [code for code, _ in mixed.parties_of(0)] == ["IT"]
    assert mixed.parties_of(at(layers.tree, "Jane")) == []


def test_unspecified_goods_need_a_military_sentence() -> None:
    military, plain = layered("The army sent its equipment north."), layered("The school sent its equipment north.")
    assert [i.generic for i in military.unspecified(at(military.tree, "equipment"))] == [True]
    assert plain.unspecified(at(plain.tree, "equipment")) == []


def test_a_pronoun_stands_for_the_goods_named_just_before() -> None:
    text = "Italy bought rifles. It sent them to Kenya."
    layers = layered(text)
    assert [text[slice(*i.span)] for i in layers.unspecified(at(layers.tree, "them"))] == ["rifles"]


def test_ranking_counts_names() -> None:
    assert layered("Italy armed Kenya. Italy armed Peru. Italy slept.").ranking["IT"] == 3


OWN = "Zelensky asked for radars. President Putin spoke on Monday. The President will announce a package. A president spoke."


@pytest.mark.parametrize(("outlet", "home", "code"), [("whitehouse.gov", "US", "US"), ("The Courier", None, "RU"), ("Tehran Times", "IR", "RU")])
def test_on_a_governments_own_page_the_president_is_its_own(outlet: str, home: str | None, code: str) -> None:
    article = page(OWN, outlet=outlet)
    layers = Layers(article, read_layers(article, engine()), home)
    president = next(m for m in layers.reading.parties if OWN[slice(*m.span)] == "The President")
    assert layers.codes(president) == (code,)


@pytest.mark.parametrize(("text", "codes"), [
    ("“Russia said that we sent rifles,” Joe Biden said.", ["US"]),
    ("“We sent rifles,” Joe Biden said.", ["US"]),
    ("Joe Biden said that we sent rifles.", ["US"]),
])
def test_we_is_who_speaks_in_his_own_words(text: str, codes: list[str]) -> None:
    assert parties(text, "we") == codes
