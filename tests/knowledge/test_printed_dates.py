"""Dates as pages print them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.knowledge.printed_dates import MONTH_NAMES, WEEKDAY_NAMES, find_dates, month_number, weekday_number


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("on March 5, 2021", "2021-03-05"),
        ("Wed Apr 6 , 2011 4:43 am", "2011-04-06"),
        ("the 5th of May 2020", "2020-05-05"),
        ("12.03.2021", "2021-03-12"),
        ("Date:2025-04-08 11:45:10", "2025-04-08"),
        ("2021/03/04", "2021-03-04"),
        ("13 February 12 09:54 GMT", "2012-02-13"),
        ("25/12/2020", "2020-12-25"),
        ("Sept. 4, 2019", "2019-09-04"),
        ("10-Jan-2023", "2023-01-10"),
        ("in May 2023", "2023-05"),
        ("2021-03-04T10:00:00Z", "2021-03-04"),
    ],
)
def test_forms(text: str, iso: str) -> None:
    assert [d.iso for d in find_dates(text)] == [iso]


@pytest.mark.parametrize("text", ["on March 5", "room 2021", "version 1.2.2021.4", "31/31/2020", "maybe 3000", "F-16 of 2020-21"])
def test_no_dates(text: str) -> None:
    assert find_dates(text) == []


def test_an_ambiguous_date_keeps_both_readings() -> None:
    (found,) = find_dates("01/09/2014")
    assert (found.iso, found.other) == ("2014-01-09", "2014-09-01")


def test_a_day_that_is_none_is_its_month() -> None:
    assert [d.iso for d in find_dates("31 February 2020")] == ["2020-02"]


@given(
    day=st.dates(date(1950, 1, 1), date(2099, 12, 31)),
    form=st.sampled_from(["%Y-%m-%d", "%B %d, %Y", "%d %B %Y", "%a %b %d, %Y", "%d %b %Y"]),
)
def test_what_is_written_is_read(day: date, form: str) -> None:
    text = f"It came on {day.strftime(form)}, they said."
    (found,) = find_dates(text)
    assert found.iso == day.isoformat() and text[found.start : found.end].strip(" ,") in text


def test_names_have_numbers() -> None:
    assert [month_number(m) for m in MONTH_NAMES] == list(range(1, 13)) and month_number("Sept.") == 9
    assert [weekday_number(w[:3]) for w in WEEKDAY_NAMES] == list(range(7))
    for wrong in (month_number, weekday_number):
        with pytest.raises(ValueError, match="not a"):
            wrong("noday")
