"""Words copied by somebody else are found letter by letter, or not at all."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import article

from onrecord.claims.quoting import Finder, plain
from onrecord.model import Block, Span

TEXT = "“Italy’s\u00a0navy  sold\n‘old’ guns,” she said. Italy's navy sold undelivered guns."
WORDS = st.lists(st.sampled_from(["Italy’s", "“guns”", "a", "Б", "ﬁ", "İ", " ", "\n", "\u00a0\t", "sold"]), max_size=12).map("".join)


def found(words: str, folded: bool = False) -> list[str]:
    return [TEXT[a:b] for a, b in Finder(article(TEXT)).find(words, folded=folded)]


@pytest.mark.parametrize(("words", "places"), [
    ("Italy's navy sold 'old' guns", ["Italy’s\u00a0navy  sold\n‘old’ guns"]), ("Italy’s navy", ["Italy’s\u00a0navy", "Italy's navy"]),
    ("  Italy's\n navy ", ["Italy’s\u00a0navy", "Italy's navy"]), ('"Italy', ["“Italy"]), ('guns," she', ["guns,” she"]),
    ("Italys navy", []), ("italy's navy", []), ("guns, she", []), ("delivered guns", []), ("undelivered gun", []), ("navy sold new guns", []),
    ("", []), ("  ", []),
])
def test_only_quotation_marks_and_blanks_may_differ(words: str, places: list[str]) -> None:
    assert found(words) == places


def test_goods_and_names_are_found_in_any_letter_case() -> None:
    assert found("ITALY'S NAVY", folded=True) == ["Italy’s\u00a0navy", "Italy's navy"]


def test_a_place_may_be_asked_of_a_stretch() -> None:
    finder, second = Finder(article(TEXT)), Span(TEXT.index("Italy's"), len(TEXT))
    assert [span.start for span in finder.find("guns", second)] == [TEXT.rindex("guns")]


@given(WORDS, WORDS, WORDS)
def test_whatever_is_found_reads_as_what_was_sought(before: str, words: str, after: str) -> None:
    text = before + words + after
    finder = Finder(article(text))
    for span in finder.find(words):
        assert plain(text[span.start:span.end]) == plain(words) and 0 <= span.start < span.end <= len(text)
    assert all(0 <= a < b <= len(text) for a, b in finder.find(words, folded=True))
    if plain(words):
        assert list(Finder(article(f"{before} {words} {after}")).find(words))


def test_words_are_kept_where_every_line_of_theirs_is() -> None:
    page = article("Italy sold guns.\nShare this\nKenya paid.\n")
    first, second, third = page.blocks
    finder = Finder(replace(page, blocks=(first, Block(second.span, False, "furniture", "share"), third)))
    assert [finder.kept(s) for s in (first.span, second.span, third.span, Span(0, third.span.end), Span(16, 17))] == [True, False, True, False, False]
