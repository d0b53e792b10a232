"""Clues from parties told as ruling or in opposition."""

from __future__ import annotations

from datetime import date

import pytest
from tests.strategies import article

from onrecord.origins.clues import read_clues
from onrecord.origins.dating import date_article
from onrecord.origins.ruling import party_clues
from onrecord.origins.scale import Clue, index
from onrecord.origins.told import sentences


def told(text: str) -> list[Clue]:
    return list(party_clues(sentences(article(text))))


@pytest.mark.parametrize(("text", "says", "suits", "not_suits"), [
    ("In Warsaw the ruling Law and Justice party wants guns.", "Law and Justice of PL told as ruling", "2018-05-01", "2012-05-01"),
    ("In Warsaw the ruling party, Law and Justice, wants guns.", "Law and Justice of PL told as ruling", "2018-05-01", "2012-05-01"),
    ("In Warsaw the opposition Law and Justice (PiS) wants guns.", "Law and Justice of PL told as in opposition", "2012-05-01", "2018-05-01"),
    ("Law and Justice, the main opposition party, wants guns.", "Law and Justice of PL told as in opposition", "2024-05-01", "2018-05-01"),
    ("In Delhi the ruling BJP wants guns.", "Bharatiya Janata Party of IN told as ruling", "2016-05-01", "2010-05-01"),
    ("British MPs of the opposition Labor Party asked about the guns.", "Labour of GB told as in opposition", "2015-05-01",
     "2005-05-01"),
    ("A British MP of the opposition Conservatives asked about the guns.", "Conservatives of GB told as in opposition", "2001-05-01", "2015-05-01"),
])
def test_a_party_bounds_the_day_to_its_terms(text: str, says: str, suits: str, not_suits: str) -> None:
    clue, = told(text)
    assert (clue.rule, clue.says) == ("party", says)
    assert clue.scores[index(date.fromisoformat(suits))] == 0 > clue.scores[index(date.fromisoformat(not_suits))]
    assert clue.scores[index(date(2028, 1, 1))] == 0


@pytest.mark.parametrize("text", [
    "In Warsaw the formerly ruling Law and Justice party wants guns.",
    "In Warsaw the then-ruling Law and Justice party wanted guns.",
    "In Warsaw the then ruling Law and Justice party wanted guns.",
    "In 2017 the ruling Law and Justice party wanted guns.",
    "The ruling of law and justice alike was read in court.",
    "The ruling Congress of bishops met.",
    "The opposition Labor Party asked about the guns in Canberra, and Britain was told.",
    "The opposition to the Law and Justice party grows.",
    "The ruling party wants guns.",
    "The opposition spoke of BJP.",
])
def test_no_party_is_told_so(text: str) -> None:
    assert told(text) == []


def test_a_party_never_refutes_and_its_reason_is_kept() -> None:
    text = "In Warsaw the ruling Law and Justice party wants guns. In Delhi the opposition BJP does not."
    found = date_article(article(text), "2013-05-04")
    assert (found.date, found.refuted) == ("2013-05-04", ())
    assert {(r.rule, r.weight < 0) for r in found.reasons} >= {("party", True), ("party", False)}
    assert [c.rule for c in read_clues(article(text))].count("party") == 2
