"""Figures and number words: what is a number, where it ends, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Span
from onrecord.reading.lexemes import lexemes
from onrecord.reading.numerals import Numeral, numeral, share_scale, whole


def first(text: str) -> tuple[float, float, str] | None:
    """Low, high and wording of the first number in ``text``; None where there is none."""
    row = lexemes(text, Span(0, len(text)))
    for i in range(len(row)):
        found = numeral(row, i)
        if found is not None:
            return found.low, found.high, text[row[found.first].start:row[found.last - 1].end]
    return None


@pytest.mark.parametrize(("text", "value", "wording"), [
    ("1,500 rifles", 1500, "1,500"),
    ("1 500 rifles", 1500, "1 500"),
    ("1\u00a0500\u00a0000 shells", 1_500_000, "1\u00a0500\u00a0000"),
    ("1.500 rifles", 1500, "1.500"),
    ("1.500.000 shells", 1_500_000, "1.500.000"),
    ("1.5 million", 1_500_000, "1.5 million"),
    ("1,5 million", 1_500_000, "1,5 million"),
    ("1.250 billion", 1_250_000_000, "1.250 billion"),
    ("3.5m shells", 3_500_000, "3.5m"),
    ("2bn", 2_000_000_000, "2bn"),
    ("40k rounds", 40_000, "40k"),
    ("1.1 million", 1_100_000, "1.1 million"),
    ("5,000 crore", 50_000_000_000, "5,000 crore"),
    ("2 lakh crore", 2_000_000_000_000, "2 lakh crore"),
    ("2½ million", 2_500_000, "2½ million"),
    ("2 1/2 million", 2_500_000, "2 1/2 million"),
    ("a hundred guns", 100, "a hundred"),
    ("two dozen jets", 24, "two dozen"),
    ("half a million rounds", 500_000, "half a million"),
    ("half-a-dozen boats", 6, "half-a-dozen"),
    ("a quarter of a million", 250_000, "a quarter of a million"),
    ("one-and-a-half million", 1_500_000, "one-and-a-half million"),
    ("a million and a half mines", 1_500_000, "a million and a half"),
    ("two and a half thousand", 2500, "two and a half thousand"),
    ("twenty-one tanks", 21, "twenty-one"),
    ("twenty one tanks", 21, "twenty one"),
    ("one hundred and twenty tanks", 120, "one hundred and twenty"),
    ("three hundred forty thousand two hundred", 340_200, "three hundred forty thousand two hundred"),
    ("a couple of hundred men", 200, "a couple of hundred"),
    ("500 155mm shells", 500, "500"),
])
def test_a_number_has_its_value_and_ends_where_it_ends(text: str, value: float, wording: str) -> None:
    assert first(text) == (value, value, wording)


@pytest.mark.parametrize(("text", "low", "high"), [
    ("several tanks", 3, 9),
    ("several hundred tanks", 200, 900),
    ("a few thousand", 2000, 9000),
    ("dozens of guns", 24, 99),
    ("hundreds of guns", 200, 999),
    ("thousands of guns", 2000, 9999),
    ("hundreds and hundreds of guns", 200, 999),
    ("tens of thousands of mines", 20_000, 99_999),
    ("hundreds of thousands of mines", 200_000, 999_999),
    ("tens of billions", 20_000_000_000, 99_000_000_000),
    ("billions", 2_000_000_000, 9_000_000_000),
])
def test_vague_numbers_are_intervals(text: str, low: float, high: float) -> None:
    found = first(text)
    assert found is not None
    assert found[:2] == (low, high)


@pytest.mark.parametrize("text", [
    "F-16", "an F16", "the 70th", "2nd", "a 155mm shell", "the 24/7 watch", "at 11:15", "a 1,000-seat hall", "a 24-year-old", "Su-35s",
    "M142",
    "12,34,5", "99999999999999999999", "B-1B", "#4", "few weapons", "a weapon", "half the fleet", "5- to 11-year-olds",
])
def test_what_is_part_of_something_else_is_no_number(text: str) -> None:
    assert first(text) is None


def test_one_end_of_a_range_takes_the_scale_of_the_other() -> None:
    one, two = Numeral(0, 1, 1, 1), Numeral(2, 4, 2e9, 2e9, 1e9)
    assert share_scale(one, two).low == 1e9
    assert share_scale(Numeral(0, 1, 500, 500), Numeral(2, 4, 1000, 1000, 1000)).low == 500


def test_no_dust_of_binary_fractions() -> None:
    assert isinstance(whole(4.35 * 100), int)
    assert whole(4.35 * 100) == 435
    assert whole(2.5) == 2.5


@given(st.integers(1, 10**12))
def test_a_grouped_figure_reads_as_its_value(value: int) -> None:
    found = first(f"{value:,} shells")
    assert found is not None
    assert found[0] == found[1] == value


@given(st.text(alphabet="0123456789.,-–/$€ ½abdehlnorstuvw'’()\n", max_size=60))
def test_any_text_is_read_and_a_number_lies_inside_it(text: str) -> None:
    row = lexemes(text, Span(0, len(text)))
    for i in range(len(row)):
        found = numeral(row, i)
        if found is not None:
            assert i == found.first < found.last <= len(row)
            assert 0 <= found.low <= found.high
