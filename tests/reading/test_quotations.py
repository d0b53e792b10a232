"""Quotations in every style, balanced or not; terms set apart are no speech."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Span
from onrecord.reading.quotations import find_quotations, nested, read_quotations


def speech(text: str) -> list[str]:
    return [text[a:b] for a, b in read_quotations(text, [Span(0, len(text))])]


def whole(text: str) -> list[Span]:
    return [Span(0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We sent the first ten trucks,” she said.", ["“We sent the first ten trucks,”"]),
        ('"We sent the first ten trucks," she said.', ['"We sent the first ten trucks,"']),
        ("'We sent the first ten trucks,' she said.", ["'We sent the first ten trucks,'"]),
        ("‘We sent the first ten trucks,’ she said.", ["‘We sent the first ten trucks,’"]),
        ("«We sent the first ten trucks», she said.", ["«We sent the first ten trucks»"]),
        ("„We sent the first ten trucks“, she said.", ["„We sent the first ten trucks“"]),
        ("`` We sent the first ten trucks , '' she said .", ["`` We sent the first ten trucks , ''"]),
        ('" We sent the first ten trucks , " she said .', ['" We sent the first ten trucks , "']),
        ('“We sent the first ten trucks," she said.', ['“We sent the first ten trucks,"']),
        ('"We sent the first ten trucks,” she said.', ['"We sent the first ten trucks,”']),
        ("“We sent it.” She paused. “The rest comes in June.”", ["“We sent it.”", "“The rest comes in June.”"]),
    ],
)
def test_every_style_of_marks(text: str, expected: list[str]) -> None:
    assert speech(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “aid” came late.",
        "The ministry's “peace column”, as it calls it, left.",
        "It is the soldiers' kit, and the officers' too.",
        "He carried a 6' pole and a 5\" pipe.",
        "Rock 'n' roll isn't dead.",
    ],
)
def test_terms_set_apart_and_apostrophes_are_no_speech(text: str) -> None:
    assert speech(text) == []


def test_a_short_sentence_is_speech() -> None:
    assert speech("“No,” he said.") == ["“No,”"]


def test_a_paragraph_with_no_closing_mark_goes_on_in_the_next() -> None:
    text = "“The first trucks have left.\n“The others follow in June,” he said."
    spans = [Span(0, text.index("\n")), Span(text.index("\n") + 1, len(text))]
    first, second = find_quotations(text, spans)
    assert (first.continues, second.continues) == (True, False)
    assert text[first.span.start:first.span.end] == "“The first trucks have left."


def test_a_quotation_left_open_is_closed_by_the_next_paragraph() -> None:
    text = "`` The first trucks have left .\nThe others follow in June . '' he said ."
    spans = [Span(0, text.index("\n")), Span(text.index("\n") + 1, len(text))]
    assert [text[q.span.start:q.span.end] for q in find_quotations(text, spans)] == [
        "`` The first trucks have left .", "The others follow in June . ''"]
    alone = text[spans[1].start:]
    assert find_quotations(alone, whole(alone)) == []


def test_paragraphs_run_into_one_line_are_told_apart_by_their_opening_marks() -> None:
    text = "“The first trucks have left. “The others follow in June,” he said."
    assert speech(text) == ["“The first trucks have left.", "“The others follow in June,”"]


def test_a_quotation_inside_a_quotation_is_found_in_it_and_not_beside_it() -> None:
    text = "“She told us, ‘Nothing was ever delivered to them,’ and left,” he said."
    (outer,) = find_quotations(text, whole(text))
    (inner,) = nested(text, outer)
    assert text[inner.span.start:inner.span.end] == "‘Nothing was ever delivered to them,’"


def test_whether_a_quotation_can_open_a_sentence() -> None:
    text = "He spoke of “a large and steady flow of arms” there. “Nothing else,” he said."
    assert [q.opens for q in find_quotations(text, whole(text))] == [False, True]


@given(st.text(alphabet="ab AB.,'\"“”‘’«»`\n", max_size=120))
def test_quotations_lie_in_order_within_the_text_and_never_overlap(text: str) -> None:
    found = find_quotations(text, whole(text))
    ends = [0, *(q.span.end for q in found)]
    assert all(end <= q.span.start < q.inner.start <= q.inner.end <= q.span.end <= len(text) for end, q in zip(ends, found, strict=False))
    assert all(text[q.inner.start:q.inner.end].strip() for q in found)


@pytest.mark.parametrize("noise", ["'a b ", "“a ‘ ' \" « ", "``a '' "])
def test_a_page_of_marks_is_read_in_one_pass(noise: str) -> None:
    text = noise * 3000
    assert all(q.end <= len(text) for q in read_quotations(text, whole(text)))


@given(st.lists(st.sampled_from(["“We have sent them all”", "and then", "“They came on Monday, ", "it was\n"]), max_size=12))
def test_no_quotation_crosses_its_stretch(pieces: list[str]) -> None:
    text = " ".join(pieces)
    spans = [Span(i, i + len(line)) for i, line in _lines(text)]
    assert all(any(s.holds(q) for s in spans) for q in read_quotations(text, spans))


def _lines(text: str) -> list[tuple[int, str]]:
    found, start = [], 0
    for line in text.split("\n"):
        found.append((start, line))
        start += len(line) + 1
    return found
