"""How a matter stands: the story that the rules were made for, and each rule by itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import claim, facts, known, source

from onrecord.ledger import as_of, settle
from onrecord.model import STATUSES, Claim, Entry, Judgement
from onrecord.model.origin import ArticleFacts

SPOKESMAN = source("Ada Stone", "US")
OFFICIAL = source("a senior official", "US", anonymous=True)
LEAKERS = source("local officials", "IR", anonymous=True)
MISSILES = ("missile.ballistic",)


def said(status: str, day: str, who: object = SPOKESMAN, article: str | None = None, **more: object) -> tuple[Claim, ArticleFacts]:
    """One statement in an article of its own, published on a day."""
    page = article or f"page of {day} {status} {who}"
    return claim(items=MISSILES, status=status, article=page, source=who, **more), facts(page, day)  # type: ignore[arg-type]


def entry(*statements: tuple[Claim, ArticleFacts], day: str | None = None, judgements: tuple[Judgement, ...] = ()) -> Entry:
    """The only entry of these statements."""
    claims, articles = [c for c, _ in statements], known(*(f for _, f in statements))
    found = as_of(claims, articles, day, judgements) if day else settle(claims, articles, judgements)
    assert len(found) == 1
    return found[0]


def standing(*statements: tuple[Claim, ArticleFacts]) -> str:
    return entry(*statements).standing


STORY = (
    said("possible", "2022-12-09"),
    said("no_evidence", "2023-05-15"),
    said("possible", "2023-11-21"),
    said("possible", "2024-02-22", article="report"),
    said("done", "2024-02-22", LEAKERS, article="report", quantity=(360, 440), when_iso="2024-01/2024-02-21"),
    said("no_evidence", "2024-02-22", OFFICIAL, article="report"),
)


@pytest.mark.parametrize(("day", "stands"), [
    ("2022-12-31", "possible"), ("2023-06-01", "no_evidence"), ("2023-12-01", "possible"), ("2024-03-01", "contested"),
])
def test_the_story_as_of_each_day(day: str, stands: str) -> None:
    assert entry(*STORY, day=day).standing == stands


def test_before_the_first_word_there_is_no_entry() -> None:
    assert as_of([c for c, _ in STORY], known(*(f for _, f in STORY)), "2022-12-08") == []


def test_a_later_denial_does_not_retire_a_report() -> None:
    found = entry(said("done", "2024-02-22", LEAKERS), said("denied", "2024-02-24", source("Foreign Ministry", "RU")))
    assert (found.standing, found.status) == ("contested", "done")
    assert [d.kind for d in found.disagreements] == ["denial"]
    assert [m.status for m in found.history] == ["done", "denied"]


def test_a_denial_before_the_report_still_stands_against_it() -> None:
    assert standing(said("denied", "2024-01-10", source("Foreign Ministry", "IR")), said("done", "2024-02-22", LEAKERS)) == "contested"


def test_a_denial_says_nothing_of_an_act_that_began_after_it() -> None:
    early = said("denied", "2022-10-10", source("Foreign Ministry", "IR"))
    assert standing(early, said("done", "2024-02-22", LEAKERS, when_iso="2024-01-05")) == "done"


def test_no_evidence_before_a_report_contradicts_nothing() -> None:
    assert standing(said("no_evidence", "2023-05-15"), said("done", "2024-02-22", LEAKERS)) == "done"


def test_no_evidence_on_the_day_of_the_report_or_later_does() -> None:
    assert standing(said("done", "2024-02-22", LEAKERS), said("no_evidence", "2024-02-22")) == "contested"
    assert standing(said("done", "2024-02-22", LEAKERS), said("no_evidence", "2024-06-01")) == "contested"


def test_unknown_days_count_as_a_conflict() -> None:
    page = facts("undated", None)
    undated = (claim(items=MISSILES, status="no_evidence", article="undated", source=SPOKESMAN), page)
    assert standing(said("done", "2024-02-22", LEAKERS), undated) == "contested"


def test_a_named_speaker_can_take_a_word_back() -> None:
    assert standing(said("done", "2024-02-22"), said("no_evidence", "2024-02-25")) == "no_evidence"
    assert standing(said("no_evidence", "2024-02-22"), said("done", "2024-02-25")) == "done"


def test_unnamed_speakers_cannot() -> None:
    assert standing(said("done", "2024-02-22", OFFICIAL), said("no_evidence", "2024-02-25", OFFICIAL)) == "contested"


def test_one_side_can_be_of_two_minds_on_what_happened() -> None:
    assert standing(said("done", "2024-02-22", OFFICIAL), said("denied", "2024-02-22", SPOKESMAN)) == "contested"


def test_a_refusal_ends_a_plan_of_the_same_side_and_contests_one_told_by_another() -> None:
    refusal = said("denied", "2024-03-01", source("Defence Ministry", "IR"))
    assert standing(said("planned", "2024-02-01", source("Roe", "IR")), refusal) == "denied"
    assert standing(said("planned", "2024-02-01", SPOKESMAN), refusal) == "contested"


def test_a_refusal_answers_a_wish_and_contests_an_accusation() -> None:
    refusal = said("denied", "2024-03-01", source("Defence Ministry", "IR"))
    assert standing(said("sought", "2024-02-01", source("Defence Minister", "RU")), refusal) == "denied"
    assert standing(said("possible", "2024-02-01", SPOKESMAN), refusal) == "contested"
    assert standing(said("possible", "2024-02-01", source("Roe", "IR")), refusal) == "denied"


@pytest.mark.parametrize(("words", "stands"), [
    ([("done", "2022-10-01"), ("halted", "2023-01-01")], "halted"),
    ([("halted", "2022-10-01"), ("done", "2023-01-01")], "done"),
    ([("underway", "2022-10-01"), ("done", "2022-11-01"), ("underway", "2023-01-01")], "done"),
    ([("underway", "2022-10-01"), ("possible", "2023-01-01")], "underway"),
    ([("agreed", "2022-10-01"), ("possible", "2023-01-01")], "agreed"),
    ([("agreed", "2022-10-01"), ("halted", "2023-01-01")], "halted"),
    ([("sought", "2022-10-01"), ("planned", "2023-01-01"), ("possible", "2023-02-01")], "planned"),
    ([("planned", "2022-10-01"), ("halted", "2023-01-01"), ("sought", "2023-02-01")], "sought"),
    ([("halted", "2022-10-01"), ("no_evidence", "2022-10-01")], "no_evidence"),
    ([("no_evidence", "2022-10-01")], "no_evidence"),
    ([("agreed", "2022-10-01"), ("no_evidence", "2023-02-01")], "agreed"),
])
def test_moves_that_contradict_nothing(words: list[tuple[str, str]], stands: str) -> None:
    spoken = [said(status, day, source(f"Speaker {i}", "US")) for i, (status, day) in enumerate(words)]
    assert standing(*spoken) == stands


def test_a_judgement_settles_a_contest() -> None:
    reported, denial = said("done", "2024-02-22", LEAKERS), said("denied", "2024-02-24", source("Foreign Ministry", "RU"))

    def judge(kind: str, subject: str) -> Judgement:
        return Judgement("j", kind, subject, "Ann", "2024-03-01T10:00:00", "seen the delivery notes")

    assert entry(reported, denial, judgements=(judge("right", reported[0].id),)).standing == "done"
    assert entry(reported, denial, judgements=(judge("right", denial[0].id),)).standing == "denied"
    both = (judge("right", reported[0].id), judge("right", denial[0].id))
    assert entry(reported, denial, judgements=both).standing == "contested"
    assert entry(reported, denial, judgements=(judge("wrong", reported[0].id),)).standing == "denied"


def test_a_copy_does_not_refresh_a_report() -> None:
    first, denial = said("possible", "2022-12-09", article="first"), said("no_evidence", "2023-05-15")
    copy = (claim(items=MISSILES, status="possible", article="copy", source=SPOKESMAN), facts("copy", "2024-01-01", origin="first"))
    found = entry(first, denial, copy)
    assert (found.standing, found.origins) == ("no_evidence", 2)
    assert [m.published for m in found.history] == ["2022-12-09", "2023-05-15"]


@given(st.lists(st.tuples(st.sampled_from(STATUSES), st.integers(1, 28), st.sampled_from([SPOKESMAN, OFFICIAL, LEAKERS])), min_size=1))
def test_a_report_is_never_retired_by_another_speaker(words: list[tuple[str, int, object]]) -> None:
    """Whoever says done and never takes it back is in the entry's status, and the matter does not stand as if it had not happened."""
    reporter = source("Steadfast Reporter", "PL")
    spoken = [said(status, f"2023-03-{day:02d}", who) for status, day, who in words]
    found = entry(said("done", "2023-03-14", reporter), *spoken)
    assert found.status == "done"
    assert found.standing in {"done", "contested", "halted"}
