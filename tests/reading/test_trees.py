"""The best tree with one root: against every tree there is, for short sentences."""

from itertools import product

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from onrecord.reading.trees import best_tree


def is_tree(heads: tuple[int, ...]) -> bool:
    """Whether heads 0..n of words 1..n form one tree in which exactly one word hangs on 0."""
    for word in range(1, len(heads) + 1):
        seen = set()
        while word and word not in seen:
            seen.add(word)
            word = heads[word - 1]
        if word:
            return False
    return heads.count(0) == 1


SQUARES = st.integers(2, 5).flatmap(
    lambda size: arrays(np.float32, (size, size), elements=st.floats(-20, 20, width=32, allow_nan=False))
)


@given(SQUARES)
def test_the_tree_found_is_as_good_as_any(scores: np.ndarray) -> None:
    words = len(scores) - 1
    found = tuple(best_tree(scores).tolist())
    assert is_tree(found)
    totals = {
        heads: sum(float(scores[word, head]) for word, head in enumerate(heads, 1))
        for heads in product(range(words + 1), repeat=words)
        if is_tree(heads)
    }
    assert totals[found] >= max(totals.values()) - 1e-3


def test_a_cycle_is_opened_where_it_costs_least() -> None:
    scores = np.array([[0, 0, 0], [5, 0, 10], [1, 10, 0]], np.float32)
    assert best_tree(scores).tolist() == [0, 1]


def test_the_scores_given_are_left_as_they_were() -> None:
    scores = np.array([[0, 0, 0], [5, 0, 10], [4, 10, 0]], np.float32)
    before = scores.copy()
    best_tree(scores)
    assert (scores == before).all()


def test_a_long_sentence_has_one_root() -> None:
    scores = np.random.default_rng(1).normal(size=(151, 151)).astype(np.float32)
    assert is_tree(tuple(best_tree(scores).tolist()))
