"""The print of a story: what is kept of it so that it can be compared with any other, and the bytes it is kept as.

A print holds the story's words as 28-bit hashes in order, each with four flags (`onrecord.origins.words`), where its sentences start, whom it
cites, and a digest of its words. A sentence that stands twice is kept once (refrains and repeated furniture), and of a very long story the
first `MOST` words. The format is frozen: tests/origins/test_prints.py holds test vectors.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.origins.words import CONTENT, FIGURE, KEY, MONTHS, QUOTED, Sentence, is_content, title_case, word_hash

VERSION = 1
MOST = 32_768
"""Words of a story that are kept (128 KiB): longer than any page of news, short enough that a flood cannot fill the record. Chosen."""
_HEAD = 29
_MARK = np.uint32(0xFFFFFFF0)
Row = NDArray[np.uint32]


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """A print, opened. ``digest``: of all its words. ``words``: hash and flags of each; ``starts``: the place of each sentence's first word.
    ``cited``: names of those it cites, in small letters."""

    digest: bytes
    words: Row
    starts: Row
    cited: tuple[str, ...] = ()

    @property
    def hashes(self) -> Row:
        """The words without their flags."""
        return self.words & _MARK

    def flagged(self, flag: int) -> NDArray[np.bool_]:
        """Which words carry the flag."""
        return np.asarray((self.words & np.uint32(flag)) != 0, dtype=np.bool_)

    def sentence_of(self) -> NDArray[np.int64]:
        """The number of each word's sentence."""
        marks = np.zeros(len(self.words), dtype=np.int64)
        marks[self.starts] = 1
        return np.cumsum(marks) - 1


def kept_of(sentences: Iterable[Sentence], cited: Sequence[str] = ()) -> Kept:
    """The print of these sentences."""
    single = _once(sentences)
    names = _names(single)
    row, starts, total = [], [], 0
    digest = hashlib.sha256()
    for sentence in single:
        digest.update((" ".join(w.stem for w in sentence) + "\n").encode("utf-8", "surrogatepass"))
        if total < MOST:
            starts.append(total)
            row.extend(_flagged(sentence, names)[:MOST - total])
            total = len(row)
    return Kept(digest.digest()[:16] if single else bytes(16), np.array(row, dtype="<u4"), np.array(starts, dtype="<u4"), tuple(cited))


def _once(sentences: Iterable[Sentence]) -> list[Sentence]:
    seen: dict[tuple[str, ...], Sentence] = {}
    for sentence in sentences:
        seen.setdefault(tuple(w.stem for w in sentence), sentence)
    seen.pop((), None)
    return list(seen.values())


def _names(sentences: Sequence[Sentence]) -> frozenset[str]:
    """Stems written with a capital inside a sentence more often than without one; of a line in title case those never written small."""
    tall, small, title = Counter[str](), Counter[str](), set[str]()
    for sentence in sentences:
        plain = not title_case(sentence)
        for word in sentence[1:]:
            if not word.raw[:1].isupper():
                small[word.stem] += 1
            elif plain:
                tall[word.stem] += 1
            else:
                title.add(word.stem)
    return frozenset(s for s, n in tall.items() if n > small[s]) | {s for s in title if not small[s]}


def _flagged(sentence: Sentence, names: frozenset[str]) -> list[int]:
    row = []
    for word in sentence:
        flags = QUOTED if word.quoted else 0
        if word.figure:
            flags |= CONTENT | KEY | FIGURE
        elif is_content(word.raw):
            flags |= CONTENT
            if word.raw[:1].isupper() and word.stem in names:
                flags |= KEY | (FIGURE if word.raw.lower() in MONTHS else 0)
        row.append(word_hash(word.stem) | flags)
    return row


def pack(kept: Kept) -> bytes:
    """The print as bytes; `unpack` gives it back."""
    cited = "\n".join(kept.cited).encode("utf-8", "surrogatepass")
    head = np.array([len(kept.words), len(kept.starts), len(cited)], dtype="<u4").tobytes()
    return bytes([VERSION]) + kept.digest + head + kept.words.astype("<u4").tobytes() + kept.starts.astype("<u4").tobytes() + cited


def unpack(packed: bytes) -> Kept:
    """The print from `pack`'s bytes. Raises ValueError where they are no print of this version."""
    if len(packed) < _HEAD or packed[0] != VERSION:
        raise ValueError("not a story's print")
    words, starts, cited = (int(n) for n in np.frombuffer(packed, dtype="<u4", count=3, offset=17))
    first, second = _HEAD + 4 * words, _HEAD + 4 * (words + starts)
    if len(packed) != second + cited:
        raise ValueError("not a story's print")
    names = packed[second:].decode("utf-8", "surrogatepass")
    return Kept(packed[1:17], np.frombuffer(packed, "<u4", words, _HEAD), np.frombuffer(packed, "<u4", starts, first),
                tuple(names.split("\n")) if names else ())
