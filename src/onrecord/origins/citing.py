"""What a story tells of each one that it cites, and the bands through which it meets the report that it cites.

A report that tells what another outlet reported says so in a sentence that names it, and tells the matter there and in the sentences after it
("The paper put the sum at..."): these make the *passage*. Its names and numbers must stand in the other story: a page that merely speaks of
the same war shares names with it, and no figure that tells anything. Months, days of the week, single digits and years tell nothing.

Bands are made of the outlet and two facts that stand together in the story: of the page's own outlet for what may be cited of it, of each one
cited for what is told of it. An outlet goes by its initials there ("The Associated Press" is AP), for nothing here reads a file that may
change: who is who is told when origins are made.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from onrecord.origins.bands import Hashes, mix, sealed
from onrecord.origins.cited import is_media
from onrecord.origins.packing import Kept, Row
from onrecord.origins.words import FIGURE, KEY, MONTHS, WEEKDAYS, fold, sentences, word_hash

AFTER = 2
"""Sentences after the one that names the source which go on with its report. Chosen."""
FACTS = 3
"""Names and numbers told of the source, one of them a number that tells something, that must stand in its story. Chosen: two are a sum and whose
it was, which any two reports of one week share."""
FIGURES, OUTLETS = 5, 4
"""Telling figures of a story that make bands, the first ones, and outlets cited whose passages do. Chosen; they bound the bands: 20 and 80."""
_DULL = np.array(sorted({word_hash(w) for w in (*MONTHS, *WEEKDAYS, *(f"#{n:.6g}" for n in (*range(10), *range(1900, 2101))))}), dtype=np.uint32)


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """What a story tells of ``name``, whom it cites: sorted different ``facts`` (names and numbers), and the ``figures`` among them."""

    name: str
    facts: Row
    figures: Row

    def stands_in(self, keys: Row) -> bool:
        """Whether enough of it stands in a story with these names and numbers."""
        return bool(np.isin(self.figures, keys).any()) and int(np.isin(self.facts, keys).sum()) >= FACTS


def passages(kept: Kept) -> tuple[Passage, ...]:
    """What is told of each one cited of whom anything is told."""
    return tuple(Passage(name, np.unique(row & _MARK), np.unique(row[_figures(row)] & _MARK)) for name, row in _told(kept))


def citing_bands(kept: Kept, outlet: str | None) -> tuple[int, ...]:
    """The bands of a story of ``outlet`` (None: unknown) by which reports that cite it, and those that it cites, are met; sorted."""
    told = [(name, row) for name, row in _told(kept) if is_media(name) or " " not in name][:OUTLETS]
    if outlet:
        told.append((fold(outlet), _facts(kept.words)))
    return tuple(sorted({band for name, row in told for band in sealed(f"cites {initials(name)}", _pairs(row))}))


def initials(name: str) -> str:
    """The name by its initials in small letters, without "the"; a name of one word whole."""
    words = name.casefold().replace(".", "").split()
    words = words[1:] if words[:1] == ["the"] else words
    return "".join(w[0] for w in words) if len(words) > 1 else "".join(words)


_MARK = np.uint32(0xFFFFFFF0)


def _facts(words: Row) -> Row:
    """Names and numbers that tell something, in order, with their flags."""
    keys = words[(words & np.uint32(KEY)) != 0]
    return keys[~np.isin(keys & _MARK, _DULL)]


def _figures(row: Row) -> NDArray[np.bool_]:
    return np.asarray((row & np.uint32(FIGURE)) != 0, dtype=np.bool_)


def _told(kept: Kept) -> Iterator[tuple[str, Row]]:
    """(name, facts of its passage in order, its own words left out) of each one cited."""
    if not kept.cited or not len(kept.words):
        return
    of = kept.sentence_of()
    for name in kept.cited:
        own = np.array([word_hash(w.stem) for s in sentences(name) for w in s], dtype=np.uint32)
        named = np.unique(of[_places(kept.hashes, own)])
        near = np.unique((named[:, None] + np.arange(AFTER + 1)[None, :]).ravel())
        row = _facts(kept.words[np.isin(of, near)])
        row = row[~np.isin(row & _MARK, own)]
        if len(row):
            yield name, row


def _places(words: Row, run: Row) -> NDArray[np.int64]:
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
