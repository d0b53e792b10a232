"""Sentences within blocks: ends, abbreviations, quotations, lines, and the promise on offsets."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model.values import Span
from onrecord.reading.sentences import split_sentences


def sentences(text: str) -> list[str]:
    """The sentences of a text that is one block, line ends as spaces."""
    return [" ".join(text[s.start : s.end].split()) for s in split_sentences(text, [Span(0, len(text))])]


@pytest.mark.parametrize(
    "text",
    [
        "The U.S. sent Gen. Doe and Lt. Col. Roe.",
        "He landed at 5 p.m. on Friday, aboard No. 5.",
        "MR. DOE: I was at the gate.",
        "The envoy left the U.S. without a word.",
        "A payment of $3.5m was made to Acme Inc. last year.",
        "Dr. J. Roe, of St. Petersburg, wrote it.",
    ],
)
def test_abbreviations_do_not_end_a_sentence(text: str) -> None:
    assert sentences(text) == [text]


def test_ends_are_found_also_after_abbreviations_and_brackets() -> None:
    text = "They live in the U.S. He left. (So it was said.) Is it so? It is!"
    assert sentences(text) == ["They live in the U.S.", "He left.", "(So it was said.)", "Is it so?", "It is!"]


@pytest.mark.parametrize(("opening", "closing"), ["“”", '""', "‘’", "«»"])
def test_sentences_inside_a_quotation_are_found(opening: str, closing: str) -> None:
    text = f"{opening}We do. They do not,{closing} he said. That was all."
    assert sentences(text) == [f"{opening}We do.", f"They do not,{closing} he said.", "That was all."]


@pytest.mark.parametrize("speaker", ["he asked.", "President Doe asked.", "the defence minister said on Monday."])
def test_a_quoted_question_stays_with_its_speaker(speaker: str) -> None:
    assert sentences(f"“Will they come?” {speaker} No one knew.") == [f"“Will they come?” {speaker}", "No one knew."]


def test_a_closing_mark_belongs_to_the_sentence_before_and_an_opening_mark_to_the_next() -> None:
    assert sentences("It ended. “We go.” “They stay.” He left.") == ["It ended.", "“We go.”", "“They stay.”", "He left."]


def test_sentences_run_together_by_a_page_are_parted() -> None:
    assert sentences("The talks ended.The army left.“We go,” he said. See Booking.Com now.") == [
        "The talks ended.", "The army left.", "“We go,” he said.", "See Booking.Com now.",
    ]  # fmt: skip


@pytest.mark.parametrize("dateline", ["OSLO —", "OSLO, Norway (XYZ) —", "Oslo (Xyz News) –", "NEW YORK, March 5 (Xyz) -", "OSLO, Sept 4 1998 -"])
def test_a_dateline_stands_alone(dateline: str) -> None:
    assert sentences(f"{dateline} The ships left. They came.") == [dateline, "The ships left.", "They came."]


@pytest.mark.parametrize("text", ["Norway — a neighbour — sent help.", "NATO – as it was – is gone.", "Mr. Roe - A. Roe - spoke."])
def test_a_dash_in_a_sentence_makes_no_dateline(text: str) -> None:
    assert sentences(text) == [text]


def test_lines_of_an_ordinary_page_stand_alone() -> None:
    text = "Minister visits plant\nPhoto: A. Roe\nThe minister came on Monday and left again on Tuesday.\n- Tanks\n- Shells"
    assert sentences(text) == text.split("\n")


WRAPPED = """STATEMENT ON THE VISIT

The minister said on Monday that the ships had left the harbour and that
their crews were well. At the gate of the old harbour he spoke with Gen.
Roe, who had come from the capital with a party of about forty officials
of several ministries.

The parcel holds:

-   forty lorries of the older kind, which have been repaired, and spare
    parts for them; and
-   boots.
"""


def test_lines_of_a_hard_wrapped_page_are_joined() -> None:
    assert sentences(WRAPPED) == [
        "STATEMENT ON THE VISIT",
        "The minister said on Monday that the ships had left the harbour and that their crews were well.",
        "At the gate of the old harbour he spoke with Gen. Roe, who had come from the capital with a party "
        "of about forty officials of several ministries.",
        "The parcel holds:",
        "- forty lorries of the older kind, which have been repaired, and spare parts for them; and",
        "- boots.",
    ]


def test_a_line_cut_in_the_middle_of_a_sentence_is_joined_on_any_page() -> None:
    text = "The convoy of forty lorries crossed the border late on Monday,\nofficials said.\nNo one was hurt."
    assert sentences(text) == [
        "The convoy of forty lorries crossed the border late on Monday, officials said.", "No one was hurt.",
    ]  # fmt: skip


def test_a_sentence_never_crosses_a_block_and_only_blocks_are_read() -> None:
    text = "One two three and four five six. Advertisement"
    blocks = [Span(0, 13), Span(14, 32)]
    assert [text[s.start : s.end] for s in split_sentences(text, blocks)] == ["One two three", "and four five six."]
    assert split_sentences(text, []) == []


PIECES = st.sampled_from([
    "We", "go", "U.S.", "Gen.", "asked", ".", "?", "!", "...", "“", "”", '"', "'", "’", "(", ")", ",", " ", "\n", "\n\n", "- ",
    "\xa0", "é", "3.5", "a" * 30,
])  # fmt: skip


@given(st.lists(PIECES, max_size=60).map("".join), st.integers(0, 40), st.integers(0, 40))
def test_sentences_are_ordered_trimmed_inside_blocks_and_cover_them(text: str, one: int, two: int) -> None:
    cut = sorted(min(place, len(text)) for place in (one, two))
    blocks = [Span(0, cut[0]), Span(cut[1], len(text))]
    found = split_sentences(text, blocks)
    assert all(text[s.start : s.end].strip() == text[s.start : s.end] != "" for s in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert all(any(block.holds(s) for block in blocks) for s in found)
    covered = {place for s in found for place in range(s.start, s.end)}
    assert all(place in covered for b in blocks for place in range(b.start, b.end) if not text[place].isspace())


@pytest.mark.parametrize("unit", ["a", ".", '"', "( ", "a.B", "“a.” ", "\n- a", "said "])
def test_time_grows_with_the_text_and_no_faster(unit: str) -> None:
    text = unit * (40_000 // len(unit))
    began = time.perf_counter()
    split_sentences(text, [Span(0, len(text))])
    assert time.perf_counter() - began < 3.0
