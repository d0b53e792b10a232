"""Words that a person points at come to what the reader would make of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.strategies import article

from onrecord.flow import Reader
from onrecord.ledger.corrections import corrected
from onrecord.model import Article, Published, Reading, Span
from onrecord.telling.pointed import FIELDS, pointed

TEXT = ("Chile and Peru met on Tuesday.\nThe two countries agreed that Chile will send Peru more than 40 howitzers worth $12.5 million next month, "
        "and it has trained the crews. We have asked for none, he said.\n")
WORDS = [
    ("giver", "Chile", "CL"), ("receiver", "Peru", "PE"), ("giver", "The two countries", "CL, PE"), ("giver", "Chile and Peru", "CL, PE"),
    ("items", "howitzers", "artillery: howitzers"), ("quantity", "more than 40", "41.."), ("quantity", "40", "41.."),
    ("money", "$12.5 million", "USD 12500000"), ("when", "next month", "2024-03"), ("mechanism", "agreed", "agreed"),
]


@pytest.fixture(scope="module")
def page() -> tuple[Article, Reading]:
    made = replace(article(TEXT, "page", "2024-02-22"), published=Published("2024-02-22", "2024-02-22", "2024-02-22", "certain"))
    return made, Reader().layers(made)


def at(page: tuple[Article, Reading], field: str, words: str, home: str | None = None) -> str | None:
    start = TEXT.index(words)
    found = pointed(*page, field, Span(start, start + len(words)), home)
    return found.value if found else None


@pytest.mark.parametrize(("field", "words", "value"), WORDS)
def test_words_come_to_values_that_a_judgement_takes(page: tuple[Article, Reading], field: str, words: str, value: str) -> None:
    from tests.strategies import claim

    assert at(page, field, words) == value
    corrected(claim(), field, value)


@pytest.mark.parametrize("field", ["items", "quantity", "money", "when"])
def test_words_that_tell_nothing_of_that_sort_come_to_nothing(page: tuple[Article, Reading], field: str) -> None:
    assert at(page, field, "that") is None


def test_we_are_those_whose_page_it_is(page: tuple[Article, Reading]) -> None:
    assert at(page, "giver", "We", "NL") == "NL"
    assert at(page, "giver", "crews") is None


def test_every_field_that_is_read_from_words_can_be_corrected() -> None:
    from onrecord.ledger.corrections import FORMS

    assert set(FIELDS) <= set(FORMS)
