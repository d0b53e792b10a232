"""Augmentation: the same sentence in capitals, as a headline, in lower letters, or with words hidden; the labels stay.

The encoder is uncased and learns case from word shapes alone; headlines and tickers would otherwise mislead it.
Hidden words make the model lean on the sentence, as a treebank of 300,000 words is soon learnt by heart.
"""

import random
from collections.abc import Sequence

from onrecord.reading.pieces import Encoded

CAPITALS, TITLE, LOWER = 0.12, 0.10, 0.04
"""Shares of the sentences of an epoch that are recast; the rest stay as they are."""

HIDDEN = 0.05
"""Share of the words of a sentence whose pieces are replaced by [MASK]."""

MASK = 103

SMALL_WORDS = frozenset(
    ["a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "of", "on", "or", "over", "the", "to", "via", "with"]
)
"""Words that most headline styles leave in lower letters; `recase` does so every other time."""


def recase(words: Sequence[str], chance: random.Random) -> list[str]:
    """The words, by chance in capitals, in Title Case, in lower letters or, mostly, as given."""
    draw = chance.random()
    if draw < CAPITALS:
        return capitals(words)
    if draw < CAPITALS + TITLE:
        return title(words, small=SMALL_WORDS if chance.random() < 0.5 else frozenset())
    if draw < CAPITALS + TITLE + LOWER:
        return [word.lower() for word in words]
    return list(words)


def capitals(words: Sequence[str]) -> list[str]:
    """Every word in capitals."""
    return [word.upper() for word in words]


def title(words: Sequence[str], small: frozenset[str] = frozenset()) -> list[str]:
    """Every word with a capital first letter, the rest as given; `small` words but the first stay lower."""
    return [
        word if place and word.lower() in small else word[:1].upper() + word[1:] for place, word in enumerate(words)
    ]


def hide(encoded: Encoded, chance: random.Random) -> Encoded:
    """The sentence with some words hidden; their shapes stay."""
    ids = list(encoded.ids)
    ends = [*encoded.first[1:], len(ids) - 1]
    for start, end in zip(encoded.first[1:], ends[1:], strict=True):
        if chance.random() < HIDDEN:
            ids[start:end] = [MASK] * (end - start)
    return encoded._replace(ids=ids)
