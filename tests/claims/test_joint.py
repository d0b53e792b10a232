"""Texts that several parties agreed to say: who they are, and who "we" and "both sides" are in them."""

import pytest
from tests.claims.building import at, engine, page
from tests.reading.spoken import spoken

from onrecord.claims.joint import by_members, issuers, of_a_group
from onrecord.claims.layers import Layers
from onrecord.claims.pages import agreed_by
from onrecord.model import Article
from onrecord.reading import read_layers

TITLE = "Joint Statement from the Leaders of Norway and Chile"


def made(text: str, title: str = TITLE) -> tuple[Article, Layers]:
    article = page(text, title, outlet=None)
    return article, Layers(article, read_layers(article, engine()), None)


@pytest.mark.parametrize(("title", "codes"), [
    (TITLE, ("NO", "CL")),
    ("Joint Statement on Frigates for Kenya by Norway and Chile", ("NO", "CL")),
    ("Joint Statement by Norway and Chile on Frigates for Kenya", ("NO", "CL")),
    ("Joint Statement between the Republic of Chile and Norway on the Occasion of the King's Visit to Peru", ("CL", "NO")),
    ("Joint Statement on the Norway-Chile Strategic Partnership", ("NO", "CL")),
    ("Joint Leaders Statement on AUKUS", ("AU", "GB", "US")),
    ("G7 Leaders’ Communiqué", ("G7",)),
    ("Joint Declaration of Support for Kenya", ()),
])
def test_a_joint_text_is_of_the_parties_that_its_title_names(title: str, codes: tuple[str, ...]) -> None:
    assert issuers(title, spoken("Guns were sent.")) == codes


def test_leaders_whom_the_page_tells_for_whom_they_act_stand_for_their_states() -> None:
    text = "Norwegian Defence Minister Kari Holm met Chilean Defence Minister Ana Roe."
    assert set(issuers("Joint Statement Following the Meeting between Minister Holm and Minister Roe", spoken(text))) == {"NO", "CL"}


def test_a_groups_own_text_is_told_from_news_of_it() -> None:
    assert of_a_group("G7 Leaders’ Statement on Kenya") and not of_a_group("G7 agrees on loan for Kenya")


@pytest.mark.parametrize(("text", "word"), [
    ("We will send Kenya howitzers.", "we"), ("Both sides will send Kenya howitzers.", "sides"),
    ("The leaders will send Kenya howitzers.", "leaders"), ("Our two countries will send Kenya howitzers.", "countries"),
])
def test_we_and_both_sides_are_the_parties(text: str, word: str) -> None:
    article, layers = made(text)
    assert agreed_by(article, layers.reading) == ("NO", "CL")
    assert [code for code, _ in layers.parties_of(at(layers.tree, word))] == ["NO", "CL"]


@pytest.mark.parametrize(("text", "word"), [
    ("The leaders of Peru will send Kenya howitzers.", "leaders"), ("The three countries will send Kenya howitzers.", "countries"),
])
def test_others_are_not(text: str, word: str) -> None:
    _, layers = made(text)
    assert [code for code, _ in layers.parties_of(at(layers.tree, word))] != ["NO", "CL"]


def test_what_one_of_them_is_quoted_as_saying_is_that_ones() -> None:
    _, layers = made('Norwegian Defence Minister Kari Holm said: "We will send Kenya howitzers."')
    assert [code for code, _ in layers.parties_of(at(layers.tree, "we"))] == ["NO"]


def test_no_other_page_agrees() -> None:
    article, layers = made("We will send Kenya howitzers.", "Norway and Chile issue joint statement on Kenya")
    assert agreed_by(article, layers.reading) == () == layers.agreed


def test_a_pact_deals_with_a_member_as_the_others() -> None:
    assert by_members(["AUKUS"], ["AU"]) == ["GB", "US"]
    assert by_members(["AUKUS", "NO"], ["KE"]) == ["AUKUS", "NO"]
