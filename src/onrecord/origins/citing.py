"""What a story tells of each one that it cites, and the bands through which it meets the report that it cites.

A report that tells what another outlet reported says so in a sentence that names it, and tells the matter there and in the sentences after it
("The paper put the sum at..."): these make the *passage*. Its names and numbers must stand in the other story: a page that merely speaks of
the same war shares names with it, and no figure that tells anything. Months, days of the week, single digits and years tell nothing.

Bands are made of the outlet and two facts that stand together in the story: of the page's own outlet for what may be cited of it, of each one
cited for what is told of it. An outlet goes by its initials there ("The Associated Press" is AP), for nothing here reads a file that may
change: who is who is told when origins are made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from onrecord.origins.bands import Hashes, mix, sealed
from onrecord.origins.cited import is_media
from onrecord.origins.packing import Kept, Row
from onrecord.origins.words import FIGURE, KEY, MONTHS, WEEKDAYS, fold, sentences, word_hash

Ints = NDArray[np.int64]
Marks = NDArray[np.bool_]
AFTER = 2
"""Sentences after the one that names the source which go on with its report. Chosen."""
FACTS = 3
"""Names and numbers told of the source, one of them a number that tells something, that must stand in its story. Chosen: two are a sum and whose
it was, which any two reports of one week share."""
MOSTLY = 0.5
"""Share of what is told there that must stand in its story. Of 23,757 pairs of somebody cited on a training page and another of these pages, of
whatever outlet and day, 86 have so much in common, most of them on one matter; without this bound 331."""
MENTIONS = 4
"""Places where a source is named that are read. Chosen; it bounds the work."""
FIGURES, OUTLETS = 4, 4
"""Telling figures of a story that make bands, the first ones, and outlets cited whose passages do. They bound the bands: 14 and 56. On the fit half
of bench/origins_made.py 59 of 59 citing reports meet the cited one with four or five figures, 55 with three."""
_DULL = np.array(sorted({word_hash(w) for w in (*MONTHS, *WEEKDAYS, *(f"#{n:.6g}" for n in (*range(10), *range(1900, 2101))))}), dtype=np.uint32)


@dataclass(frozen=True, slots=True, eq=False)
class Passages:
    """What a story tells of those whom it cites: passage i tells of ``names[i]``, whose different names and numbers are those of the ``facts`` that
    are ``of`` i; ``figures`` marks the numbers among them."""

    names: tuple[str, ...]
    facts: Row
    of: Ints
    figures: Marks

    def standing_in(self, keys: Row) -> tuple[str, ...]:
        """Those of whom a passage stands in a story with these names and numbers, sorted and each once."""
        if not len(self.facts) or not len(keys):
            return ()
        at = np.searchsorted(keys, self.facts)
        at[at == len(keys)] = 0
        there, number = keys[at] == self.facts, len(self.names)
        held, all_of = np.bincount(self.of[there], minlength=number), np.bincount(self.of, minlength=number)
        figures = np.bincount(self.of[there & self.figures], minlength=number)
        stands = (held >= FACTS) & (figures > 0) & (held >= MOSTLY * all_of)
        return tuple(sorted({self.names[i] for i in np.flatnonzero(stands).tolist()}))


def passages(kept: Kept) -> Passages:
    """What is told of each one cited, of whom anything is told."""
    told = [(name, np.unique(row)) for name, windows in _told(kept) for row in windows]
    facts = np.concatenate([row for _, row in told]) if told else kept.words[:0]
    of = np.repeat(np.arange(len(told)), [len(row) for _, row in told])
    return Passages(tuple(name for name, _ in told), facts & _MARK, of, _figures(facts))


def citing_bands(kept: Kept, outlet: str | None) -> tuple[int, ...]:
    """The bands of a story of ``outlet`` (None: unknown) by which reports that cite it, and those that it cites, are met; sorted."""
    told = [(name, np.concatenate(windows)) for name, windows in _told(kept) if is_media(name) or " " not in name][:OUTLETS]
    if outlet:
        told.append((fold(outlet), _facts(kept.words)))
    return tuple(sorted({band for name, row in told for band in sealed(f"cites {initials(name)}", _pairs(row))}))


_SHORT = re.compile(r" \([A-Z/]{2,8}\)\Z")


def initials(name: str) -> str:
    """The name by its initials in small letters, without "the" and a short name in brackets behind it; a name of one word whole."""
    words = _SHORT.sub("", name).casefold().replace(".", "").split()
    words = words[1:] if words[:1] == ["the"] else words
    return "".join(w[0] for w in words) if len(words) > 1 else "".join(words)


_MARK = np.uint32(0xFFFFFFF0)


def _facts(words: Row) -> Row:
    """Names and numbers that tell something, in order, with their flags."""
    keys = words[(words & np.uint32(KEY)) != 0]
    told: Row = keys[~np.isin(keys & _MARK, _DULL)]
    return told


def _figures(row: Row) -> Marks:
    return np.asarray((row & np.uint32(FIGURE)) != 0, dtype=np.bool_)


def _told(kept: Kept) -> Iterator[tuple[str, list[Row]]]:
    """(name, the facts of each of its passages in order, its own words left out) of each one cited of whom anything is told."""
    if not kept.cited or not len(kept.words):
        return
    of, words = kept.sentence_of(), kept.hashes
    for name in kept.cited:
        own = np.array([word_hash(w.stem) for s in sentences(name) for w in s], dtype=np.uint32)
        named = np.unique(of[_places(words, own)])[:MENTIONS]
        facts = [_facts(kept.words[(of >= at) & (of <= at + AFTER) & ~np.isin(words, own)]) for at in named.tolist()]
        if told := [row for row in facts if len(row)]:
            yield name, told


def _places(words: Row, run: Row) -> Ints:
    """Where the run of words starts."""
    if not len(run) or len(words) < len(run):
        return np.zeros(0, dtype=np.int64)
    return np.flatnonzero(np.logical_and.reduce([words[i:len(words) - len(run) + 1 + i] == word for i, word in enumerate(run)]))


def _pairs(row: Row) -> Hashes:
    """A hash of each two of the first telling figures, and of each of these with the name before and after it."""
    at = np.flatnonzero(_figures(row))
    firsts = np.unique(row[at] & _MARK, return_index=True)[1]
    chosen = at[np.sort(firsts)[:FIGURES]]
    plain = (row & _MARK).astype(np.uint64)
    pairs = [(plain[i], plain[j]) for i, j in combinations(chosen.tolist(), 2)]
    pairs += [(plain[i], plain[j]) for i in chosen.tolist() for j in (i - 1, i + 1) if 0 <= j < len(row)]
    rows = np.sort(np.array(pairs, dtype=np.uint64).reshape(-1, 2), axis=1)
    return np.unique(mix(mix(rows[:, 0]) + rows[:, 1]))
