"""Words -> the integers the language engine reads: word pieces, word shapes, and where each word begins.

Training and running share this file, so that a word is cut the same way in both.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

CLS, SEP, UNKNOWN = 101, 102, 100
"""Ids of [CLS] (read as the root of the sentence), [SEP] and [UNK] in the vocabulary of BERT uncased."""

MAX_PIECES = 8
"""Pieces kept of one word: the heads read a word's first piece, so the tail of a URL only costs time."""

SHAPES = 8
"""Number of word shapes; see `shape_of`."""

_CACHE_WORDS = 100_000

Ints = NDArray[np.int64]


class Encoded(NamedTuple):
    """A sentence as the encoder reads it: piece ids, the shape of each piece, the place of each word's first piece.

    `first[0]` is 0, the place of [CLS], which stands for the root; word i of the sentence is `first[i + 1]`.
    """

    ids: list[int]
    shapes: list[int]
    first: list[int]


class Batch(NamedTuple):
    """Sentences padded to one size: `ids`, `mask`, `shapes` [sentences, pieces]; `first` [sentences, words + 1]."""

    ids: Ints
    mask: Ints
    shapes: Ints
    first: Ints


def shape_of(word: str) -> int:
    """The shape of a word, 1-7: lower, Capitalised, CAPITALS, one capital, mIxed, with a digit, no letter."""
    if any(ch.isdigit() for ch in word):
        return 6
    if not any(ch.isalpha() for ch in word):
        return 7
    if word.islower():
        return 1
    if word.isupper():
        return 3 if len(word) > 1 else 4
    return 2 if word[0].isupper() and word[1:].islower() else 5


class Pieces:
    """Cuts words into pieces of the encoder's vocabulary; remembers the words it has seen, up to 100,000."""

    def __init__(self, tokenizer: Tokenizer) -> None:
        tokenizer.no_truncation()
        tokenizer.no_padding()
        self._tokenizer = tokenizer
        self._seen: dict[str, tuple[list[int], list[int]]] = {}

    def _cut(self, word: str) -> tuple[list[int], list[int]]:
        ids = self._tokenizer.encode(word, add_special_tokens=False).ids[:MAX_PIECES] or [UNKNOWN]
        return ids, [shape_of(word)] * len(ids)

    def word(self, word: str) -> tuple[list[int], list[int]]:
        """The piece ids of a word, at least one, and its shape repeated for each."""
        found = self._seen.get(word)
        if found is None:
            if len(self._seen) >= _CACHE_WORDS:
                self._seen.clear()
            found = self._seen[word] = self._cut(word)
        return found

    def rank(self, word: str) -> int | None:
        """The id of a word that is one piece, lower for commoner words; None for other words."""
        found: int | None = self._tokenizer.token_to_id(word)
        return found

    def encode(self, words: Sequence[str]) -> Encoded:
        """A sentence of words as `Encoded`."""
        ids, shapes, first = [CLS], [0], [0]
        for word in words:
            first.append(len(ids))
            word_ids, word_shapes = self.word(word)
            ids += word_ids
            shapes += word_shapes
        ids.append(SEP)
        shapes.append(0)
        return Encoded(ids, shapes, first)


def collate(sentences: Sequence[Encoded]) -> Batch:
    """One batch of the sentences, padded with 0 to the longest of them."""
    width = max(len(s.ids) for s in sentences)
    words = max(len(s.first) for s in sentences)
    ids, mask, shapes = np.zeros((3, len(sentences), width), np.int64)
    first = np.zeros((len(sentences), words), np.int64)
    for row, sentence in enumerate(sentences):
        ids[row, : len(sentence.ids)] = sentence.ids
        mask[row, : len(sentence.ids)] = 1
        shapes[row, : len(sentence.ids)] = sentence.shapes
        first[row, : len(sentence.first)] = sentence.first
    return Batch(ids, mask, shapes, first)


def batches(lengths: Sequence[int], limit: int) -> list[list[int]]:
    """Indices grouped into batches of like length, each at most `limit` pieces padded (or one sentence)."""
    order = sorted(range(len(lengths)), key=lambda i: (lengths[i], i))
    groups: list[list[int]] = []
    for index in order:
        if groups and (len(groups[-1]) + 1) * lengths[index] <= limit:
            groups[-1].append(index)
        else:
            groups.append([index])
    return groups
