"""Sentences and lines of a page, as slices and shown errors need them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.evaluate.context import Context, has_words

WRAPPED = (
    "The ministry in Oslo said on Monday that it had sent six radars to\n"
    "the coast guard of Moldova. They will arrive in June, Mr. Dahl said.\n"
    "\n"
    "The list:\n"
    "- two boats\n"
    "- four radars\n"
)


def sentence(text: str, quote: str) -> str:
    start = text.index(quote)
    first, last = Context(text).sentences(start, start + len(quote))
    return " ".join(text[first:last].split())


@pytest.mark.parametrize(("quote", "whole"), [
    ("six radars to\nthe coast", "The ministry in Oslo said on Monday that it had sent six radars to the coast guard of Moldova."),
    ("arrive in June", "They will arrive in June, Mr. Dahl said."), ("two boats", "- two boats"), ("four radars", "- four radars"),
])
def test_sentences_of_a_wrapped_page(quote: str, whole: str) -> None:
    assert sentence(WRAPPED, quote) == whole


def test_each_line_of_other_pages_is_a_paragraph() -> None:
    text = "Radars for the coast\n" + "Norway sent six radars " * 6 + "in May. Two followed.\n"
    assert sentence(text, "Radars for") == "Radars for the coast"
    assert sentence(text, "Two followed") == "Two followed."


def test_a_quote_across_sentences_takes_both() -> None:
    assert sentence("One came. Two left. Three stayed.", "came. Two") == "One came. Two left."


@given(st.text("ab. \n-A", max_size=60), st.data())
def test_sentences_hold_the_quote(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, max(len(text) - 1, 0)))
    end = data.draw(st.integers(start, len(text)))
    first, last = Context(text).sentences(start, end)
    assert 0 <= first <= start and end <= last <= len(text)


@pytest.mark.parametrize(("text", "words", "there"), [
    ("in case it rains", "in case", True), ("in a case", "in case", False), ("Would they?", "would", True), ("iffy", "if", False),
])
def test_words_are_whole(text: str, words: str, there: bool) -> None:
    assert has_words(text, words) is there


def test_lines() -> None:
    page = Context("one\n two three \nfour")
    assert (page.lines(5, 8), page.lines(0, 3), page.lines(5, 18)) == ("two three", "one", "two three \nfour")


@pytest.mark.parametrize("unit", ["\n", " ", "A ", "A.", "Q", "MR. ", ".)", "\n ", "- "])
def test_the_rules_are_linear(unit: str) -> None:
    start = time.perf_counter()
    page = Context(unit * 100_000)
    assert page.sentences(0, 1)[0] == 0 and page.transcript in {True, False}
    assert time.perf_counter() - start < 5
