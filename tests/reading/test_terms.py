"""Terms are placed on the words they cover, and phrases reach as far left as their noun phrase."""

from functools import cache

import pytest

from onrecord.model import Span
from onrecord.reading.engine import Engine
from onrecord.reading.syntax import read_syntax
from onrecord.reading.terms import Words, read_terms

engine = cache(Engine)


def words_of(text: str) -> Words:
    return Words(text, read_syntax(text, [Span(0, len(text))], engine()))


def terms(text: str) -> list[str]:
    return [text[piece.start:piece.end] for piece in read_terms(words_of(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They sold S-300 air defence missile systems.", ["S-300", "air defence", "missile systems"]),
        ("They sold anti-tank rockets.", ["anti-tank", "rockets"]),
        ("They held 9,000 rounds of tank ammunition.", ["tank", "ammunition"]),
        ("He tanks every match.", []),
        ("The think tank met.", []),
        ("Operation Desert Hammer began.", []),
        ("They sold the F-16.", ["F-16"]),
    ],
)
def test_terms_in_order(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


def test_a_designation_beats_what_overlaps_it() -> None:
    assert terms("They fired GBU-39 bombs.") == ["GBU-39", "bombs"]


def test_a_piece_knows_its_words() -> None:
    words = words_of("They sold air defence missile systems.")
    pieces = read_terms(words)
    assert [(words.word(p.first), words.word(p.last)) for p in pieces] == [("air", "defence"), ("missile", "systems")]


@pytest.mark.parametrize(
    ("text", "noun", "phrase"),
    [
        ("They sold three old Soviet-made tanks.", "tanks", "old Soviet-made tanks"),
        ("They sold their new tanks.", "tanks", "new tanks"),
        ("They sold many more tanks.", "tanks", "tanks"),
        ("They sold rifles and tanks.", "tanks", "tanks"),
    ],
)
def test_a_phrase_reaches_left_to_determiner_and_quantity(text: str, noun: str, phrase: str) -> None:
    words = words_of(text)
    start = text.index(noun)
    place = words.covering(start, start + len(noun))
    assert place is not None
    assert text[words.widened(start, *place):start + len(noun)] == phrase


def test_characters_of_two_sentences_have_no_place() -> None:
    text = "They sold rifles. Tanks came later."
    assert words_of(text).covering(text.index("rifles"), text.index("Tanks") + 5) is None
