"""``calendar.yaml``: what its loader promises and refuses."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from onrecord.errors import KnowledgeError
from onrecord.knowledge.calendar import build, calendar
from onrecord.knowledge.loader import load


def test_twelve_months_and_seven_days() -> None:
    assert sorted(calendar().months.values()) == list(range(1, 13))
    assert set(calendar().weekdays.values()) == set(range(7))
    assert set(calendar().short.values()) <= set(range(1, 13))
    assert calendar().shy <= set(calendar().months)


def test_events_are_dated_and_found_by_their_first_word() -> None:
    for event in calendar().events:
        assert date.fromisoformat(event.date) <= date.today()
        for phrase in event.phrases:
            assert (phrase, event) in calendar().named[phrase[0]]


def test_phrases_stand_as_the_lexemes_of_a_text_do() -> None:
    assert any(phrase[:2] == ("russia", "'s") for event in calendar().events for phrase in event.phrases)
    assert any("-" in phrase for event in calendar().events for phrase in event.phrases)


def test_longer_openings_are_tried_first() -> None:
    for group in calendar().opens.values():
        lengths = [len(words) for words, _ in group]
        assert lengths == sorted(lengths, reverse=True)


@pytest.mark.parametrize(("changes", "entry"), [
    ({"opens": {"since": ["since"]}}, "opens"),
    ({"events": [{"name": "no day", "date": "2022", "phrases": ["x"]}]}, "no day"),
    ({"events": [{"name": "no words", "date": date(2022, 1, 1), "phrases": []}]}, "no words"),
    ({"events": [{"name": "no context", "date": date(2022, 1, 1), "phrases": ["x"], "nouns": ["war"]}]}, "no context"),
])
def test_a_file_that_breaks_its_definitions_is_refused(changes: dict[str, Any], entry: str) -> None:
    with pytest.raises(KnowledgeError) as refused:
        build({**load("calendar"), **changes})
    assert (refused.value.file, refused.value.entry) == ("calendar.yaml", entry)
