"""How values are said, and parties as people write them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cli.runs import pages
from tests.strategies import source

from onrecord.knowledge.loader import load
from onrecord.model import values
from onrecord.telling.parties import party_code, party_names
from onrecord.telling.words import chain, counted, interval, number, plain, quoted, source_words, stretch


@pytest.mark.parametrize(("value", "said"), [
    (4, "4"), (400, "400"), (12_500, "12,500"), (2.5, "2.5"), (1e6, "1 m"), (300e6, "300 m"), (1.25e9, "1.25 bn"), (1_234_567, "1,234,567"),
    (2e12, "2 tn"), (999_999, "999,999"),
])
def test_numbers(value: float, said: str) -> None:
    assert number(value) == said


@given(st.integers(0, 10**13))
def test_a_number_said_is_the_number(value: int) -> None:
    digits, _, unit = number(value).partition(" ")
    assert round(float(digits.replace(",", "")) * {"": 1, "m": 1e6, "bn": 1e9, "tn": 1e12}[unit]) == value


@pytest.mark.parametrize(("low", "high", "said"), [
    (400, 400, "400"), (401, None, "401 or more"), (None, 50, "up to 50"), (200, 900, "200 to 900"), (None, None, "unknown"),
])
def test_intervals(low: float | None, high: float | None, said: str) -> None:
    assert interval(low, high) == said


@pytest.mark.parametrize(("ends", "hull"), [
    ([(360, 440), (401, None)], (360, None)), ([(400, 400), (None, 50)], (50, 400)), ([(None, 50)], (None, 50)),
    ([(None, None)], (None, None)), ([(200, 900), (300, 300)], (200, 900)),
])
def test_several_figures_make_one_stretch(ends: list[tuple[float | None, float | None]], hull: tuple[float | None, float | None]) -> None:
    assert values.hull(ends) == hull


@pytest.mark.parametrize(("written", "code"), [
    ("IR", "IR"), ("ir", "IR"), ("iran", "IR"), ("Russian Federation", "RU"), ("the UK", "GB"), ("U.K.", "GB"), ("U.S.", "US"),
    ("usa", "US"), ("nato", "NATO"), ("European Union", "EU"), ("hezbollah", "Hezbollah"), ("Northwind Works", "Northwind Works"),
])
def test_parties_by_any_name(written: str, code: str) -> None:
    assert party_code(written) == code


def test_every_code_and_name_of_a_state_leads_to_its_code() -> None:
    for state in load("states"):
        assert party_code(state["code"].lower()) == state["code"]
        assert party_names([state["code"]]) == state["name"]


def test_unknown_parties_are_a_value() -> None:
    assert (party_names([]), party_names(["IR", "Hezbollah"])) == ("unknown", "Iran, Hezbollah")


def test_a_chain_runs_from_the_origin_to_the_publisher() -> None:
    (page, claims), *_, (aid, given_by_aid) = pages()
    assert chain(claims[0], page) == "port workers (unnamed) ← Harbour Wire ← The Courier"
    assert chain(given_by_aid[0], aid) == "Evening Post"
    assert chain(given_by_aid[0], None) == "the page itself"


@pytest.mark.parametrize(("role", "said"), [
    ("envoy", "Ana Rey, envoy"), (None, "Ana Rey"), ("official", "Ana Rey"), ("rey", "Ana Rey"),
])
def test_a_role_is_said_where_it_tells_something(role: str | None, said: str) -> None:
    assert source_words(source("Ana Rey", role=role), None) == said


def test_quotation_marks_are_not_doubled() -> None:
    assert (quoted("They\nsent it."), quoted("“We sent it,” he said.")) == ("“They sent it.”", "“We sent it,” he said.")


def test_who_is_not_named_is_said_once() -> None:
    assert source_words(source("officials", anonymous=True), None) == "officials (unnamed)"
    assert source_words(source("Unnamed officials", anonymous=True), None) == "Unnamed officials"


def test_days_and_counts() -> None:
    assert stretch("2024-01-01", "2024-01-01") == "2024-01-01"
    assert (stretch("2024", "2025"), stretch(None, None)) == ("2024 to 2025", "not known")
    assert (counted(1, "page"), counted(2, "page"), counted(1200, "entry", "entries")) == ("1 page", "2 pages", "1,200 entries")


@given(st.text())
def test_plain_text_keeps_its_length_and_holds_no_control(text: str) -> None:
    shown = plain(text)
    assert len(shown) == len(text)
    assert all(c in "\n\t\u00ad" or unicodedata.category(c) not in {"Cc", "Cf", "Cs"} for c in shown)


def test_what_ends_a_line_elsewhere_is_shown_too() -> None:
    assert plain("a\u2028b\u2029c\x85d\u00ade\n\tf") == "a\ufffdb\ufffdc\ufffdd\u00ade\n\tf"
