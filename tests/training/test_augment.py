"""Recast and hidden words keep their number and their places."""

import random

from hypothesis import given
from hypothesis import strategies as st
from training.augment import MASK, SMALL_WORDS, capitals, hide, recase, title

from onrecord.reading.pieces import Encoded

WORDS = st.lists(st.text("abC1'", min_size=1, max_size=5), min_size=1, max_size=8)


def test_headlines_capitalise_words_but_the_small_ones() -> None:
    assert title(["the", "army", "of", "NATO", "isn't"]) == ["The", "Army", "Of", "NATO", "Isn't"]
    assert title(["of", "the", "army"], SMALL_WORDS) == ["Of", "the", "Army"]
    assert capitals(["army", "isn't"]) == ["ARMY", "ISN'T"]


@given(WORDS, st.integers(0, 1000))
def test_recasting_changes_letters_only_and_follows_the_seed(words: list[str], seed: int) -> None:
    recast = recase(words, random.Random(seed))
    assert [word.lower() for word in recast] == [word.lower() for word in words]
    assert recast == recase(words, random.Random(seed))


def test_about_a_quarter_of_sentences_are_recast() -> None:
    chance = random.Random(1)
    recast = sum(recase(["Some", "plain", "words"], chance) != ["Some", "plain", "words"] for _ in range(4000))
    assert 900 < recast < 1150


@given(st.integers(0, 1000))
def test_words_are_hidden_whole_and_nothing_else(seed: int) -> None:
    encoded = Encoded([101, 1, 2, 3, 4, 102], [0, 1, 1, 2, 2, 0], [0, 1, 3, 4])
    ids, shapes, first = hide(encoded, random.Random(seed))
    assert (shapes, first, ids[0], ids[-1], len(ids)) == (encoded.shapes, encoded.first, 101, 102, 6)
    assert {tuple(ids[1:3]), tuple(ids[3:4]), tuple(ids[4:5])} <= {(1, 2), (3,), (4,), (MASK,), (MASK, MASK)}


def test_hiding_happens_to_about_a_twentieth_of_words() -> None:
    chance, encoded = random.Random(2), Encoded([101, *range(1, 101), 102], [0] * 102, [0, *range(1, 101)])
    hidden = sum(hide(encoded, chance).ids.count(MASK) for _ in range(100))
    assert 380 < hidden < 620
