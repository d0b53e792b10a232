"""Who speaks in interviews without labels, and which pages are none."""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.claims.building import engine
from tests.reading import interviewed
from tests.text.pages import article

from onrecord.claims.sources import attributed
from onrecord.model import Article, Reading, Span
from onrecord.reading import read_layers
from onrecord.reading.interviews import find_exchanges


@cache
def read(text: str) -> tuple[Article, Reading]:
    page = article(text)
    return page, read_layers(page, engine())


def turns(text: str, manner: str) -> list[str]:
    """The paragraphs that somebody says in this manner, in the order of the page."""
    return [text[v.scope.start:v.scope.end] for v in read(text)[1].voices if v.manner == manner and "\n" not in text[v.scope.start:v.scope.end]]


def chain(text: str, wording: str) -> list[str]:
    """Whose word the claim is that these words tell, from the origin on, without the outlet."""
    page, layers = read(text)
    span = Span(text.index(wording), text.index(wording) + len(wording))
    return [s.name or "" for s in attributed(span, span, layers, page).sources.value if s.role != "outlet"]


def asked(text: str, wording: str) -> bool:
    """Whether these words are those of who asks."""
    page, layers = read(text)
    span = Span(text.index(wording), text.index(wording) + len(wording))
    return attributed(span, span, layers, page).asked


@pytest.mark.parametrize(("text", "name", "answers"), [
    (interviewed.BOLD, "Ingrid Solheim", ["sent 10,000", "I counted", "delivered twelve", "has promised"]),
    (interviewed.DASHES, "Tomás Herrera", ["delivers the first", "has sold us", "I would not", "has offered"]),
    (interviewed.INITIALS, "Aino Laakso", ["gave Estonia thirty", "I kept", "is negotiating"]),
    (interviewed.SINGLE, "Marek Dvorsky", ["My helicopters", "delivered six", "Six more", "Washington paid", "They are not"]),
    (interviewed.OTHERS, "Pavel Urban", ["sold Bulgaria five", "I would tell"]),
    (interviewed.MARKS, "Pavel Urban", ["sold Bulgaria five", "had sold Greece", "offered us tanks"]),
])
def test_answers_are_the_word_of_who_is_introduced(text: str, name: str, answers: list[str]) -> None:
    assert [chain(text, wording) for wording in answers] == [[name]] * len(answers)
    assert not any(asked(text, wording) for wording in answers)


@pytest.mark.parametrize(("text", "questions"), [
    (interviewed.BOLD, ["What was the first", "People in Oslo say", "And now"]),
    (interviewed.DASHES, ["when will the missiles", "Did you get", "The navy has asked", "Who else"]),
    (interviewed.INITIALS, ["You gave Estonia", "The opposition called", "What does Estonia"]),
    (interviewed.SINGLE, ["You look", "How many", "Washington says", "Who paid", "Are the old"]),
    (interviewed.OTHERS, ["Do you still", "Was the price", "What would you"]),
])
def test_questions_claim_nothing(text: str, questions: list[str]) -> None:
    assert all(asked(text, wording) for wording in questions)
    assert len(turns(text, "question")) == len(questions)


def test_an_office_told_without_a_name_is_that_of_the_person_named_before() -> None:
    head = "Pavel Urban bought weapons for nine years. The head of Bulgaria's armaments office talks to Nora Lind."
    text = interviewed.TALKING.format(head=head)
    person = next(v.links[0] for v in read(text)[1].voices if v.manner == "transcript")
    assert person[1:] == ("Pavel Urban", "head of Bulgaria's armaments office", "BG", False)


def test_others_keep_their_own_voices_in_an_answer() -> None:
    assert chain(interviewed.BOLD, "had delivered missiles") == ["minister", "Ingrid Solheim"]
    assert chain(interviewed.OTHERS, "the same radars") == ["Luc Moreau", "Pavel Urban"]
    assert chain(interviewed.OTHERS, "Spain sold missiles")[-1] == "Pavel Urban"


def test_what_is_told_between_answers_in_marks_is_the_pages() -> None:
    assert chain(interviewed.MARKS, "Spain sold missiles") == []


def test_what_stands_around_an_interview_is_no_part_of_it() -> None:
    assert chain(interviewed.OTHERS, "Bulgaria sent his radars") == []
    assert chain(interviewed.BOLD, "We were told to count") == ["Ingrid Solheim"]
    assert not any("edited for length" in said for said in turns(interviewed.BOLD, "transcript"))


@pytest.mark.parametrize("name", ["TWO", "FAQ", "COLUMN", "EXPLAINER", "NAMELESS", "LABELS"])
def test_other_pages_are_left_alone(name: str) -> None:
    text = getattr(interviewed, name)
    assert all(v.cue is not None for v in read(text)[1].voices if v.manner in ("transcript", "question"))


@pytest.mark.parametrize(("head", "name"), [
    ("Nora Lind talks to Pavel Urban, Bulgaria's former armaments director", "Pavel Urban"),
    ("Pavel Urban, Bulgaria's former armaments director, talks to Nora Lind", "Pavel Urban"),
    ("By Nora Lind\n\nThe radar man: Nora Lind spoke to Pavel Urban", "Pavel Urban"),
    ("Our defence correspondent Nora Lind talked to Pavel Urban", "Pavel Urban"),
    ("Pavel Urban was interviewed by Nora Lind in Sofia.", "Pavel Urban"),
    ("MONDAY INTERVIEW: Brigadier Pavel Urban\n\nThe brigadier has a plan, and it needs forty boats.", "Pavel Urban"),
    ("Nora Lind talks to Pavel Urban", None),
    ("Pavel Urban told reporters on Monday that France had sold Bulgaria radars.", None),
    ("Pavel Urban lives in Sofia.", None),
    ("The radars of Bulgaria", None),
])
def test_who_talks_to_whom(head: str, name: str | None) -> None:
    text = interviewed.TALKING.format(head=head)
    assert {v.links[0][1] for v in read(text)[1].voices if v.manner == "transcript"} == ({name} if name else set())


def paragraphs(text: str) -> list[Span]:
    return [b.span for b in article(text).blocks if b.kept]


def test_a_page_with_labels_is_no_exchange() -> None:
    assert find_exchanges(interviewed.LABELS, paragraphs(interviewed.LABELS)) == []


def test_longer_answers_keep_their_short_paragraphs() -> None:
    """Where an answer has more than one paragraph, one without a question mark is no question."""
    text = interviewed.TALKING.format(head="Pavel Urban talks to our reporter.").replace("My wife did.", "My wife did.\n\nEighteen states paid.")
    assert [len(answer) for answer in find_exchanges(text, paragraphs(text))[0].answers] == [1, 2, 1]


PIECES = ["Who paid?", "**Did you pay?**", "– And you?", "NC: Why you?", "I paid.", "We sent shells.", "Sweden pays.", "“Did you?” he asked me.",
          "Pavel Urban talks to us.", "This interview was edited.", "", "A: Yes."]


@settings(max_examples=200)
@given(st.lists(st.sampled_from(PIECES), max_size=16))
def test_turns_are_paragraphs_that_do_not_overlap(pieces: list[str]) -> None:
    text, spans = "\n".join(pieces), list[Span]()
    for piece in pieces:
        start = spans[-1].end + 1 if spans else 0
        spans.append(Span(start, start + len(piece)))
    for exchange in find_exchanges(text, spans):
        said = sorted([*exchange.questions, *(p for answer in exchange.answers for p in answer)])
        assert set(said) <= set(spans) and all(a.end <= b.start for a, b in pairwise(said))
        assert exchange.head.end <= said[0].start and len(exchange.answers) >= 3
