"""What comes back every year keeps the rules of its file, and its numbers lead to the right years."""

from datetime import date
from typing import Any

import pytest

from onrecord.errors import KnowledgeError
from onrecord.knowledge.series import make_numbered, make_remembered, numbered, ordinal, remembered

FAIR: dict[str, Any] = {"name": "Fair", "first": 1901, "from": "05-01", "to": "06-01", "words": ["strelsau fair"]}


@pytest.mark.parametrize(
    ("word", "number"),
    [("1st", 1), ("65th", 65), ("third", 3), ("twentieth", 20), ("fortieth", 40), ("twenty-first", 21), ("ninety ninth", 99), ("hundredth", 100)],
)
def test_ordinals_in_words_and_figures(word: str, number: int) -> None:
    assert ordinal(word) == number


def test_a_word_that_is_no_ordinal_is_nothing() -> None:
    assert ordinal("howitzer") == 0


@pytest.mark.parametrize(
    ("name", "number", "year"),
    [("IAEA General Conference", 65, 2021), ("UN General Assembly", 78, 2023), ("Munich Security Conference", 60, 2024), ("US Congress", 118, 2023)],
)
def test_the_number_gives_the_year(name: str, number: int, year: int) -> None:
    held = next(m for m in numbered() if m.name == name).held(number)
    assert held and held[0].year == year and held[0] < held[1]


def test_a_term_that_ends_where_it_began_lasts_until_the_next() -> None:
    held = make_numbered({**FAIR, "every": 2, "from": "01-03", "to": "01-03"}).held(50)
    assert held == (date(1999, 1, 3), date(2001, 1, 3))


def test_a_number_off_the_calendar_is_none() -> None:
    assert make_numbered(FAIR).held(900) is None


@pytest.mark.parametrize("broken", [{"first": "soon"}, {"words": []}, {"from": "31-31"}])
def test_a_broken_meeting_is_an_error_that_names_it(broken: dict[str, Any]) -> None:
    with pytest.raises(KnowledgeError, match="Fair: "):
        make_numbered({**FAIR, **broken})


@pytest.mark.parametrize("broken", [{"name": "Day", "words": ["a"]}, {"name": "Day", "day": date(2001, 2, 3)}])
def test_a_broken_day_is_an_error_that_names_it(broken: dict[str, Any]) -> None:
    with pytest.raises(KnowledgeError, match="Day: "):
        make_remembered(broken)


def test_no_day_is_written_twice() -> None:
    names = [day.name for day in remembered()]
    assert len(names) == len(set(names)) > 30
