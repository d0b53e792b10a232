"""The wars by whose age pages are dated: sound entries that agree with the dated events."""

from datetime import date

import pytest

from onrecord.errors import KnowledgeError
from onrecord.knowledge.tenures import dated_events
from onrecord.knowledge.wars import make_war, wars


def test_there_are_some_sixty_of_one_name_each() -> None:
    assert len(wars()) >= 60 and len({war.name for war in wars()}) == len(wars())
    assert all(date(1980, 1, 1) < war.first < date(2026, 12, 31) for war in wars())


def test_every_dated_event_whose_months_are_counted_is_a_war_of_that_day() -> None:
    counted = {event.first for event in dated_events() if event.war}
    assert counted <= {war.first for war in wars()}


def test_no_two_wars_that_a_page_cannot_tell_apart_begin_on_one_day() -> None:
    assert len({(war.first, war.words) for war in wars()}) == len(wars())


def test_all_its_words_stand_on_a_page_about_it() -> None:
    war = make_war({"name": "w", "first": date(2001, 2, 3), "words": [["strelsau*"], ["black michael"]]})
    assert war.told_on("the strelsauers fought black-michael") and not war.told_on("the strelsauers fought on")


@pytest.mark.parametrize(
    "change",
    [{"first": "soon"}, {"last": date(2001, 2, 3)}, {"last": "never"}, {"words": []}, {"words": [[]]}, {"month": 3}],
)
def test_a_broken_war_is_an_error_that_names_it(change: dict[str, object]) -> None:
    entry: dict[str, object] = {"name": "w", "first": date(2001, 2, 3), "words": [["strelsau*"]]}
    with pytest.raises(KnowledgeError, match="w: "):
        make_war(entry | change)
