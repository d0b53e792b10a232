"""How the sentences that answer each other stand to each other: word by word, in order, and where they part."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np

from onrecord.origins.passages import Ints, Marks, Shared, View

MEASURED = 40
"""Sentences whose words are aligned, the first: enough for a share, and a bound on the work. Chosen."""
LEADS = 2
"""Sentences that a text opens with and that name what it is about. Chosen: a form's first may be its heading."""


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


def other_subject(a: View, b: View, pairs: Ints) -> bool:
    """Whether opening sentences that answer each other name different ones in the same words: a permit for this firm, and one for that. Both
    name something that the other text names nowhere, one of them two words of it (a name respelt is one)."""
    leads = pairs[(pairs[:, 0] < LEADS) & (pairs[:, 1] < LEADS)]
    if not len(leads):
        return False
    first, second = (_strange(x, y, figures=False)[leads[:, at]] for at, (x, y) in enumerate(((a, b), (b, a))))
    return bool(np.any((np.minimum(first, second) > 0) & (np.maximum(first, second) > 1)))


def spare(a: View, b: View, answered: Ints) -> int:
    """How many different names and numbers a has, and b has nowhere, in sentences (not among ``answered``) to which b has no answer."""
    left = ~b.has(a.key_words) & ~_among(a, answered)
    return len(set(a.key_words[left].tolist()))


def named(a: View, b: View, answered: Ints) -> tuple[int, int]:
    """How many different names and numbers a's sentences ``answered`` have, and how many of these b has."""
    keys = np.unique(a.key_words[_among(a, answered)])
    return len(keys), int(np.count_nonzero(b.has(keys)))


def _among(a: View, answered: Ints) -> Marks:
    """Which of a's names and numbers stand in the sentences ``answered``."""
    marks = np.zeros(len(a.sizes), dtype=np.bool_)
    marks[answered] = True
    return marks[a.key_of]


def _strange(a: View, b: View, figures: bool = True) -> Ints:
    """Of each sentence of a, how many of its names, and numbers unless ``figures`` is false, b does not have."""
    strange = ~b.has(a.key_words)
    return np.bincount(a.key_of[strange if figures else strange & ~a.key_figures], minlength=len(a.sizes))


def parted(a: View, b: View) -> int:
    """In how many places the same words lead to another number or name in each text, neither of which is anywhere in the other."""
    (contexts, values), (others, theirs) = a.slots, b.slots
    if not len(others):
        return 0
    at = np.minimum(np.searchsorted(others, contexts), len(others) - 1)
    met = others[at] == contexts
    one, two = values[met], theirs[at[met]]
    return int(np.count_nonzero((one != two) & ~b.has(one) & ~a.has(two)))
