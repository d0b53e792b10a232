"""Words as pieces and shapes, and the batches they are read in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, pre_tokenizers

from onrecord.reading.pieces import CLS, MAX_PIECES, SEP, UNKNOWN, Pieces, batches, collate, shape_of


def pieces() -> Pieces:
    """A cutter with a vocabulary of three letters."""
    vocabulary = {"[UNK]": UNKNOWN, "a": 1, "##a": 2, "b": 3, "ab": 4}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    return Pieces(tokenizer)


@pytest.mark.parametrize(
    ("word", "shape"),
    [("tank", 1), ("Tank", 2), ("NATO", 3), ("A", 4), ("McDoe", 5), ("F16", 6), ("1990s", 6), ("—", 7), ("n't", 1), ("U.S.", 3)],
)
def test_shapes_tell_case_digits_and_signs(word: str, shape: int) -> None:
    assert shape_of(word) == shape


def test_a_sentence_opens_with_cls_closes_with_sep_and_marks_first_pieces() -> None:
    encoded = pieces().encode(["aa", "b", "q"])
    assert encoded.ids == [CLS, 1, 2, 3, UNKNOWN, SEP]
    assert encoded.first == [0, 1, 3, 4]
    assert encoded.shapes == [0, 1, 1, 1, 1, 0]


def test_long_words_are_cut_short_and_empty_ones_are_unknown() -> None:
    assert len(pieces().word("a" * 50)[0]) == MAX_PIECES
    assert pieces().word("")[0] == [UNKNOWN]


def test_rank_is_known_for_whole_words_only() -> None:
    assert pieces().rank("ab") == 4
    assert pieces().rank("aa") is None


def test_a_batch_is_padded_to_its_longest_sentence() -> None:
    cutter = pieces()
    batch = collate([cutter.encode(["aa", "b"]), cutter.encode(["b"])])
    assert batch.ids.tolist() == [[CLS, 1, 2, 3, SEP], [CLS, 3, SEP, 0, 0]]
    assert batch.mask.tolist() == [[1, 1, 1, 1, 1], [1, 1, 1, 0, 0]]
    assert batch.first.tolist() == [[0, 1, 3], [0, 1, 0]]


@given(st.lists(st.integers(1, 300), max_size=50), st.integers(1, 500))
def test_batches_hold_each_sentence_once_and_stay_within_the_limit(lengths: list[int], limit: int) -> None:
    groups = batches(lengths, limit)
    assert sorted(place for group in groups for place in group) == list(range(len(lengths)))
    assert all(len(group) == 1 or len(group) * max(lengths[i] for i in group) <= limit for group in groups)
