"""Clues from ages: the year in which a person was as old as told, and none where the words tell something else."""

from __future__ import annotations

import pytest
from tests.strategies import article

from onrecord.origins.ages import age_clues
from onrecord.origins.clues import read_clues
from onrecord.origins.dating import date_article
from onrecord.origins.scale import Clue, day_at
from onrecord.origins.told import sentences


def aged(text: str) -> list[Clue]:
    return list(age_clues(sentences(article(text))))


def years(clue: Clue) -> tuple[str, str]:
    """The first and the last month that suit the clue."""
    suits = [i for i, score in enumerate(clue.scores) if score == 0]
    return day_at(suits[0]).isoformat()[:7], day_at(suits[-1]).isoformat()[:7]


@pytest.mark.parametrize("text", [
    "In the port Vladimir Putin, 70, looked at the guns.",
    "In the port Vladimir Putin (70) looked at the guns.",
    "In the port Vladimir Putin, who is 70 years old, looked at the guns.",
    "The 70-year-old president Vladimir Putin looked at the guns.",
    "The 70-year-old Russian leader, Vladimir Putin, looked at the guns.",
    "Vladimir Putin came late. In the port President Putin, 70, looked at the guns.",
    "Vladimir Putin came late. The 70-year-old Putin looked at the guns.",
    "Vladimir Putin came late. Putin, aged 70, looked at the guns.",
])
def test_an_age_bounds_the_day_to_the_year_of_that_age(text: str) -> None:
    clue, = aged(text)
    assert years(clue) == ("2022-09", "2023-11")
    assert clue.rule == "age" and clue.says.startswith("Vladimir Putin, born on 1952-10-07, told as 70")
    assert "70" in text[clue.span.start:clue.span.end] if clue.span else False


@pytest.mark.parametrize("text", [
    "In the port Putin, 70, looked at the guns.",
    "In 1999 Vladimir Putin, 47, was little known.",
    "Three decades ago Vladimir Putin, 40, was little known.",
    "Vladimir Putin, 70,000 shells and a band came to the port.",
    "Vladimir Putin and a 70-year-old fisherman looked at the guns.",
    "The 70-year-old ship was shown to Vladimir Putin.",
    "Vladimir Putin and his 70-year-old friend looked at the guns.",
    "The 12-year-old Putin was not Vladimir Putin.",
    "The 70-year-old Putin's friend came. Vladimir Putin did not.",
    "Hillary Clinton met Bill Clinton. Clinton, 70, said nothing.",
    "A Jane Putin, 70, of the town, had never met Vladimir Putina.",
    "The 70-year-old met President Vladimir Putin.",
    "The 70-year-old son of Vladimir Putin looked at the guns.",
    "There was nobody, 70, nor 80, in the port.",
])
def test_no_age_is_told(text: str) -> None:
    assert aged(text) == []


def test_an_age_narrows_an_undated_page_and_says_why() -> None:
    text = ("The White House said that President Joe Biden would send twelve guns. Antony Blinken, the secretary of state, was told of it. "
            "In the port Vladimir Putin, 70, looked at other guns.")
    found, without = (date_article(article(t)) for t in (text, text.replace(", 70,", "")))
    assert found.low is not None and found.high is not None
    assert (found.low, found.high) > ("2022-03", "") and found.high < "2024-06"
    assert without.low is None or without.low < found.low
    assert [r.rule for r in found.reasons].count("age") == 1


def test_an_age_never_refutes_a_printed_date() -> None:
    text = "In the port Vladimir Putin, 70, looked at the guns. Olaf Scholz, 64, did not. Emmanuel Macron, 45, was at home."
    found = date_article(article(text), "2019-05-04")
    assert (found.date, found.refuted) == ("2019-05-04", ())
    against = [r for r in found.reasons if r.rule == "age"]
    assert len(against) == 3 and all(r.weight < 0 for r in against)


def test_ages_are_among_the_clues_of_a_page() -> None:
    assert "age" in {clue.rule for clue in read_clues(article("In the port Vladimir Putin, 70, looked at the guns."))}
