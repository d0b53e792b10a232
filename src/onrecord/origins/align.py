"""How the sentences that answer each other stand to each other: word by word, in order, and where they part."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.origins.bands import mix
from onrecord.origins.packing import Kept
from onrecord.origins.passages import Ints, Shared, View
from onrecord.origins.words import KEY

MEASURED = 40
"""Sentences whose words are aligned, the first: enough for a share, and a bound on the work. Chosen."""


def best_pairs(found: Shared) -> Ints:
    """Of each of a's sentences that has an answer the best one: rows (of a, of b, words shared)."""
    if not len(found.pairs):
        return found.pairs
    order = np.lexsort((found.pairs[:, 1], -found.pairs[:, 2], found.pairs[:, 0]))
    rows = found.pairs[order]
    return rows[np.concatenate(([True], rows[1:, 0] != rows[:-1, 0]))]


def in_order(pairs: Ints) -> float:
    """The share of the answered sentences that stand in the same order in both: the longest run that never goes back. 1 for none."""
    tails: list[int] = []
    for value in pairs[:, 1].tolist():
        at = bisect_left(tails, value + 1)
        tails[at:at + 1] = [value]
    return len(tails) / len(pairs) if len(pairs) else 1.0


def common_length(a: Sequence[int], b: Sequence[int]) -> int:
    """The length of the longest common subsequence, bit-parallel (Hyyrö 2004)."""
    masks: dict[int, int] = {}
    for place, value in enumerate(a):
        masks[value] = masks.get(value, 0) | 1 << place
    full = (1 << len(a)) - 1
    row = full
    for value in b:
        hit = row & masks.get(value, 0)
        row = ((row + hit) | (row - hit)) & full
    return len(a) - row.bit_count()


def skeleton(a: View, b: View, pairs: Ints) -> float:
    """Of the sentences that answer each other: the share of all words, plain ones too, of the shorter that stand in the same order in the
    other. A spin keeps a sentence's frame; two writers of one matter do not share it."""
    same = total = 0
    for s, t, _ in pairs[:MEASURED].tolist():
        one, two = a.sentence_words(s), b.sentence_words(t)
        same += common_length(one, two)
        total += min(len(one), len(two))
    return same / total if total else 0.0


def rivals(a: View, b: View, pairs: Ints) -> int:
    """How many of the sentences that answer each other name, on both sides, something that the other text does not name anywhere: another
    state, sum or day in the same form. A copy has none; the same report at two hands has few."""
    if not len(pairs):
        return 0
    first, second = _strange(a, b), _strange(b, a)
    return int(np.count_nonzero((first[pairs[:, 0]] > 0) & (second[pairs[:, 1]] > 0)))


def spare(a: View, b: View, answered: Ints) -> int:
    """How many different names and numbers a has, and b has nowhere, in sentences (not among ``answered``) to which b has no answer."""
    strange = a.kept.flagged(KEY) & ~np.isin(a.words, b.hashes)
    strange[strange] = ~np.isin(a.of[strange], answered)
    return len(np.unique(a.words[strange]))


def named(a: View, b: View, answered: Ints) -> tuple[int, int]:
    """How many different names and numbers a's sentences ``answered`` have, and how many of these b has."""
    keys = np.unique(a.words[np.isin(a.of, answered) & a.kept.flagged(KEY)])
    return len(keys), int(np.count_nonzero(np.isin(keys, b.hashes)))


def _strange(a: View, b: View) -> Ints:
    """Of each sentence of a, how many of its names and numbers b does not have."""
    keyed = a.kept.flagged(KEY)
    return np.bincount(a.of[keyed], ~np.isin(a.words[keyed], b.hashes), minlength=len(a.sizes)).astype(np.int64)


def parted(a: View, b: View) -> int:
    """In how many places the same words lead to another number or name in each text, neither of which is anywhere in the other."""
    first, second = _slots(a.kept), _slots(b.kept)
    _, i, j = np.intersect1d(first[0], second[0], assume_unique=True, return_indices=True)
    one, two = first[1][i], second[1][j]
    return int(np.count_nonzero((one != two) & ~np.isin(one, b.hashes) & ~np.isin(two, a.hashes)))


def _slots(kept: Kept) -> tuple[NDArray[np.uint64], NDArray[np.uint32]]:
    """(context, value) of each name or number that follows three words of its own sentence, two of them no names or numbers; contexts that
    stand once in the text, sorted."""
    keyed = kept.flagged(KEY)
    masked = np.where(keyed, np.uint64(1), kept.hashes.astype(np.uint64))
    of = kept.sentence_of()
    at = np.flatnonzero(keyed)
    at = at[at >= 3]
    at = at[(of[at] == of[at - 3]) & (keyed[at - 1].astype(int) + keyed[at - 2] + keyed[at - 3] <= 1)]
    context = mix(mix(mix(masked[at - 3]) + masked[at - 2]) + masked[at - 1])
    found, firsts, times = np.unique(context, return_index=True, return_counts=True)
    return found[times == 1], kept.hashes[at[firsts[times == 1]]]
