"""Figures and years as registers write them, there and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.export.figures import Ends, bracketed, interval_words, read_figure, read_years, unbracketed, year_words

WHOLE = st.integers(0, 10**12).map(float)


@pytest.mark.parametrize(("ends", "words"), [
    ((40.0, 40.0), "40"), ((360.0, 440.0), "360-440"), ((401.0, None), "401+"), ((None, 50.0), "up to 50"), ((None, None), ""),
    ((2.5, 2.5), "2.5"), ((1.25e9, 1.25e9), "1250000000"),
])
def test_an_interval_in_words(ends: tuple[float | None, float | None], words: str) -> None:
    assert interval_words(*ends) == words


@given(WHOLE, WHOLE, st.sampled_from(["both", "low", "high"]), st.booleans())
def test_a_figure_reads_back(one: float, other: float, kept: str, uncertain: bool) -> None:
    low, high = min(one, other), max(one, other)
    ends = Ends(low if kept != "high" else None, high if kept != "low" else None, uncertain)
    assert read_figure(bracketed(interval_words(ends.low, ends.high), uncertain)) == ends


@pytest.mark.parametrize(("cell", "ends"), [
    ("1,200", (1200, 1200)), ("(1 200)", (1200, 1200)), ("200–900", (200, 900)), ("10 to 20", (10, 20)), ("5 or more", (5, None)), ("<=7", (None, 7)),
    ("1.5e9", (1.5e9, 1.5e9)), ("12,5", (12.5, 12.5)), ("0,1", (0.1, 0.1)), ("1.250.000", (1.25e6, 1.25e6)), ("1.250.000,50", (1250000.5, 1250000.5)),
    ("1.200,5", (1200.5, 1200.5)), ("1,00,000", (1e5, 1e5)), ("2.5", (2.5, 2.5)), ("ca 40", (36, 44)), ("c. 40", (36, 44)), ("~40", (36, 44)),
    ("about 1,000", (900, 1100)), ("at least 40", (40, None)), ("min. 40", (40, None)), ("more than 40", (41, None)), (">40", (41, None)),
    ("at most 5", (None, 5)), ("max 5", (None, 5)),
])
def test_others_ways_of_writing_figures(cell: str, ends: tuple[float | None, float | None]) -> None:
    found = read_figure(cell)
    assert found is not None and (found.low, found.high, found.uncertain) == (*ends, cell.startswith("("))


@pytest.mark.parametrize("cell", ["40?", "(40)", "(40?)", "40 ?", "(40)?"])
def test_what_is_uncertain_has_brackets_or_a_question_mark(cell: str) -> None:
    assert read_figure(cell) == Ends(40, 40, True)


@pytest.mark.parametrize("cell", ["many", "12 tanks", "9-3", "1/2", "1,2000", "()x", "٣" * 90, "1" * 200])
def test_what_is_no_figure_is_said(cell: str) -> None:
    with pytest.raises(ValueError, match=r"no number|no interval"):
        read_figure(cell)


@pytest.mark.parametrize("cell", ["", " ", "..", "-", "()", "?", "(?)"])
def test_an_empty_cell_is_no_figure(cell: str) -> None:
    assert read_figure(cell) is None


def test_intervals_meet_where_both_can_hold() -> None:
    assert Ends(40, 40).meets(36, 44) and Ends(40, None).meets(100, None) and Ends(None, 50).meets(None, 7)
    assert not Ends(40, 40).meets(41, None) and not Ends(None, 50).meets(51, 60)


@given(st.sets(st.integers(1950, 2049), min_size=1, max_size=8))
def test_years_read_back(years: set[int]) -> None:
    assert read_years(year_words(years)) == (frozenset(years), False)
    assert read_years(bracketed(year_words(years), True)) == (frozenset(years), True)


@pytest.mark.parametrize(("cell", "years", "unsure"), [
    ("2022?", {2022}, True), ("2022-23", {2022, 2023}, False), ("ca 2020", {2020}, False), ("2012; 2013; 2016", {2012, 2013, 2016}, False),
    ("2019; (2020)", {2019, 2020}, True), ("2022-05-12 00:00:00", {2022}, False), ("2012-13", {2012, 2013}, False),
])
def test_others_ways_of_writing_years(cell: str, years: set[int], unsure: bool) -> None:
    assert read_years(cell) == (frozenset(years), unsure)


@pytest.mark.parametrize("cell", ["2023-2019", "23", "spring 2023", "1000-3000"])
def test_what_is_no_year_is_said(cell: str) -> None:
    with pytest.raises(ValueError, match="no year"):
        read_years(cell)


def test_a_day_is_read_as_its_year_and_brackets_come_off() -> None:
    assert read_years("2023-05-15")[0] == read_years("15.05.2023")[0] == {2023}
    assert (unbracketed("( 40 )"), unbracketed("40"), bracketed("", True)) == (("40", True), ("40", False), "")
