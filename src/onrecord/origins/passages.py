"""Which sentences of two texts say the same in the same words, and how much of each text lies in such sentences.

The content words of both are joined by hash, each once in a sentence; a pair of sentences *answers* where enough words of the shorter are in
the other. A sentence cut in two, or two made one, answer too, wherever they stand. No loop in Python runs over words.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from onrecord.origins.bands import SHINGLE, Hashes, mix, shingles
from onrecord.origins.citing import Passages, passages
from onrecord.origins.packing import Row, unpack
from onrecord.origins.words import CONTENT, FIGURE, KEY, QUOTED

OFTEN = 12
"""A word that stands in more sentences of a text says little of which sentence answers which. Chosen; it bounds the work."""
ANSWER, FEWEST = 0.4, 3
"""Share of the shorter sentence's content words, and how many at least, from which two sentences answer each other."""
Ints = NDArray[np.int64]
Marks = NDArray[np.bool_]


class View:
    """A print as it is compared; what costs most is made when it is first asked for.

    ``places``: of its content words, once a sentence and sorted by ``hashes``; ``sentence`` of each; ``sizes``: content words of each
    sentence; ``own``: words outside quotations.
    """

    def __init__(self, packed: bytes) -> None:
        self.kept = unpack(packed)
        self.words, self.of, self.own = self.kept.hashes, self.kept.sentence_of(), ~self.kept.flagged(QUOTED)
        content = np.flatnonzero(self.kept.flagged(CONTENT))
        codes = (self.words[content].astype(np.uint64) << np.uint64(28)) | self.of[content].astype(np.uint64)
        order = np.argsort(codes, kind="stable")
        codes = codes[order]
        fresh = np.concatenate(([True], codes[1:] != codes[:-1])) if len(codes) else np.zeros(0, dtype=np.bool_)
        self.places = content[order[fresh]]
        self.hashes, self.sentence = self.words[self.places], self.of[self.places]
        self.sizes = np.bincount(self.sentence, minlength=len(self.kept.starts))
        self.rare = _times(self.hashes, self.hashes) <= OFTEN

    @cached_property
    def runs(self) -> Hashes:
        """Sorted different hashes of five words in a row."""
        return np.unique(shingles(self.words.astype(np.uint64), SHINGLE))

    @cached_property
    def own_runs(self) -> Hashes:
        """The same of the words outside quotations."""
        return self.runs if self.own.all() else np.unique(shingles(self.words[self.own].astype(np.uint64), SHINGLE))

    @cached_property
    def quoted_runs(self) -> Hashes:
        """The same of the words inside quotations, none where there are fewer than five."""
        quoted = self.words[~self.own].astype(np.uint64)
        return np.unique(shingles(quoted, SHINGLE)) if len(quoted) >= SHINGLE else quoted[:0]

    @cached_property
    def keys(self) -> Row:
        """Sorted different hashes of names and numbers."""
        return np.unique(self.words[self.kept.flagged(KEY)])

    @cached_property
    def passages(self) -> Passages:
        """What it tells of those whom it cites."""
        return passages(self.kept)

    @cached_property
    def figures(self) -> Row:
        """Sorted different hashes of numbers."""
        return np.unique(self.words[self.kept.flagged(FIGURE)])

    @cached_property
    def named(self) -> Row:
        """Sorted different hashes of names."""
        return np.unique(self.words[self.kept.flagged(KEY) & ~self.kept.flagged(FIGURE)])

    @cached_property
    def plain(self) -> Row:
        """Sorted different hashes of content words that are neither names nor numbers."""
        return np.unique(self.words[self.kept.flagged(CONTENT) & ~self.kept.flagged(KEY)])

    @cached_property
    def key_places(self) -> Ints:
        """The places of its names and numbers."""
        return np.flatnonzero(self.kept.flagged(KEY))

    @cached_property
    def key_words(self) -> Row:
        """Its names and numbers, as they stand."""
        return self.words[self.key_places]

    @cached_property
    def key_figures(self) -> Marks:
        """Which of `key_words` are numbers or months."""
        return self.kept.flagged(FIGURE)[self.key_places]

    @cached_property
    def key_of(self) -> Ints:
        """The sentence of each of `key_words`."""
        return self.of[self.key_places]

    @cached_property
    def slots(self) -> tuple[Hashes, Row]:
        """(context, value) of each name or number that follows three words of its own sentence, two of them no names or numbers; contexts that
        stand once in the text, sorted."""
        keyed = self.kept.flagged(KEY)
        masked = np.where(keyed, np.uint64(1), self.words.astype(np.uint64))
        at = self.key_places[self.key_places >= 3]
        at = at[(self.of[at] == self.of[at - 3]) & (keyed[at - 1].astype(int) + keyed[at - 2] + keyed[at - 3] <= 1)]
        context = mix(mix(mix(masked[at - 3]) + masked[at - 2]) + masked[at - 1])
        found, firsts, times = np.unique(context, return_index=True, return_counts=True)
        return found[times == 1], self.words[at[firsts[times == 1]]]

    def has(self, words: Row) -> Marks:
        """Which of these words are content words of the text."""
        if not len(self.hashes):
            return np.zeros(len(words), dtype=np.bool_)
        at = np.searchsorted(self.hashes, words)
        at[at == len(self.hashes)] = 0
        return np.asarray(self.hashes[at] == words, dtype=np.bool_)

    @cached_property
    def own_hashes(self) -> Row:
        """Its content words outside quotations, each once a sentence, sorted."""
        return self.hashes[self.own[self.places]]

    @property
    def content(self) -> int:
        """Content words, each once a sentence."""
        return len(self.places)

    @cached_property
    def own_content(self) -> int:
        """Content words outside quotations, each once a sentence."""
        return len(self.own_hashes)

    def sentence_words(self, number: int) -> list[int]:
        """The hashes of a sentence's words."""
        starts = self.kept.starts
        end = int(starts[number + 1]) if number + 1 < len(starts) else len(self.words)
        row: list[int] = self.words[int(starts[number]):end].tolist()
        return row


@lru_cache(maxsize=256)
def view(packed: bytes) -> View:
    """The print, opened for comparing; the last few are kept open."""
    return View(packed)


def _times(values: Row, row: Row) -> Ints:
    return np.searchsorted(row, values, "right") - np.searchsorted(row, values, "left")


@dataclass(frozen=True, slots=True, eq=False)
class Shared:
    """``pairs``: sentences that answer each other, (of a, of b, words shared) a row; ``first`` and ``second``: which words of each text stand in
    such a pair and are in its other sentence."""

    pairs: Ints
    first: Marks
    second: Marks

    def turned(self) -> Shared:
        """The same with the texts the other way round."""
        return Shared(self.pairs[:, [1, 0, 2]], self.second, self.first)


def shared(a: View, b: View) -> Shared:
    """What the two texts have in common, sentence by sentence."""
    i, j = _join(a, b)
    code, inverse, count = np.unique(a.sentence[i] * len(b.sizes) + b.sentence[j], return_inverse=True, return_counts=True)
    of_a, of_b = code // max(1, len(b.sizes)), code % max(1, len(b.sizes))
    shorter = np.minimum(a.sizes[of_a], b.sizes[of_b])
    answers = (count >= FEWEST) & (count >= ANSWER * shorter)
    held = answers[inverse]
    first, second = np.zeros(len(a.kept.words), dtype=np.bool_), np.zeros(len(b.kept.words), dtype=np.bool_)
    first[a.places[i[held]]] = True
    second[b.places[j[held]]] = True
    return Shared(np.stack([of_a[answers], of_b[answers], count[answers]], axis=1), first, second)


def _join(a: View, b: View) -> tuple[Ints, Ints]:
    """Places (i, j) of all equal content words, those that stand often in either left out."""
    low = np.searchsorted(b.hashes, a.hashes, "left")
    times = np.searchsorted(b.hashes, a.hashes, "right") - low
    times[(times > OFTEN) | ~a.rare] = 0
    i = np.repeat(np.arange(len(times)), times)
    offset = np.arange(len(i)) - np.repeat(np.cumsum(times) - times, times)
    return i, np.repeat(low, times) + offset


def held(inner: NDArray[np.generic], outer: NDArray[np.generic]) -> int:
    """How many values of a sorted row of different values are in another."""
    if not len(inner) or not len(outer):
        return 0
    at = np.searchsorted(outer, inner)
    at[at == len(outer)] = 0
    return int(np.count_nonzero(outer[at] == inner))
