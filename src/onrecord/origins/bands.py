"""Bands: keys that two stories share where one may go back to the other, so that a new story is compared with few.

Four kinds, each seeded apart, all hashed to signed 64 bits:

- *stretches*: of every `SHINGLE` words in a row one hash; of every `WINDOW` such hashes in a row the least (winnowing, Schleimer 2003). Two
  stories that share a run of `WINDOW` + `SHINGLE` - 1 words share a band, whatever stands about it: cuts, banners, floods. A story with more
  than `STRETCHES` of them takes a window twice as wide, and so on, which keeps a subset: long and short stories still meet;
- *signature*: one-permutation MinHash of those hashes, `BINS` bins of one row; empty bins copy a full one chosen by a fixed hash of bin and
  attempt (optimal densification, Shrivastava 2017): short stories, scattered edits. At a resemblance of .14 (a spin of half the content
  words) one of 16 is shared with a chance of .91;
- *keys*: the second key. Three names and numbers in a row, in any order among them: the `KEYS` least hashes of those. They outlive a spin, a
  paraphrase and a translation there and back;
- *speech*: the `SPEECHES` least hashes of five quoted words in a row: two texts of one briefing.

Quotations take no part in the first two where at least `OWN` words stand outside them. Frozen, as prints are.
"""

from __future__ import annotations

import hashlib

import numpy as np
from numpy.typing import NDArray

from onrecord.origins.packing import Kept
from onrecord.origins.words import KEY, QUOTED

SHINGLE, WINDOW, STRETCHES = 5, 24, 200
BINS, KEYS, SPEECHES, OWN = 16, 16, 4, 30
_BIN_BITS = 4
_PRIME = np.uint64(0x9E3779B97F4A7C15)
_MIX_A, _MIX_B = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
Hashes = NDArray[np.uint64]


def bands(kept: Kept) -> tuple[int, ...]:
    """The story's keys, sorted, each once; none for a story without words."""
    own, hashes = ~kept.flagged(QUOTED), kept.hashes.astype(np.uint64)
    text = hashes[own] if own.sum() >= OWN else hashes
    runs = shingles(text, SHINGLE)
    named = kept.flagged(KEY)
    found = [
        *sealed("stretch", stretches(runs)), *_sealed_by_place("bin", signature(np.unique(runs))),
        *sealed("key", np.unique(_windows(hashes[named]))[:KEYS]),
        *sealed("speech", np.unique(shingles(hashes[~own], SHINGLE))[:SPEECHES] if len(hashes) - own.sum() >= SHINGLE else runs[:0]),
    ]
    return tuple(sorted(set(found)))


def shingles(row: Hashes, width: int) -> Hashes:
    """The hash of each ``width`` words in a row (of all of them where there are fewer), in order."""
    width = min(width, len(row))
    if not width:
        return row[:0]
    mixed = np.zeros(len(row) - width + 1, dtype=np.uint64)
    for i in range(width):
        mixed = mix(mixed * _PRIME + row[i:len(row) - width + 1 + i])
    return mixed


def mix(values: Hashes) -> Hashes:
    """splitmix64's finaliser."""
    values = (values ^ (values >> np.uint64(30))) * _MIX_A
    values = (values ^ (values >> np.uint64(27))) * _MIX_B
    return values ^ (values >> np.uint64(31))


def stretches(runs: Hashes) -> Hashes:
    """The least of every window of these hashes, at most `STRETCHES` different ones."""
    width = WINDOW
    while True:
        view = np.lib.stride_tricks.sliding_window_view(runs, min(width, len(runs))) if len(runs) else runs.reshape(0, 1)
        least = np.unique(view.min(axis=1)) if len(view) else runs[:0]
        if len(least) <= STRETCHES:
            return least
        width *= 2


def _windows(keys: Hashes) -> Hashes:
    """One hash of each three different keys in a row, whatever their order."""
    if len(keys) < 3:
        return keys[:0]
    rows = np.sort(np.lib.stride_tricks.sliding_window_view(keys, 3), axis=1)
    rows = rows[(rows[:, 0] != rows[:, 1]) & (rows[:, 1] != rows[:, 2])]
    return mix(mix(mix(rows[:, 0] * _PRIME) + rows[:, 1]) + rows[:, 2])


def signature(hashes: Hashes) -> Hashes:
    """One-permutation MinHash of sorted different hashes; empty for none."""
    if not len(hashes):
        return hashes
    found, firsts = np.unique((hashes >> np.uint64(64 - _BIN_BITS)).astype(np.int64), return_index=True)
    least = np.zeros(BINS, dtype=np.uint64)
    least[found] = hashes[firsts]
    full = np.zeros(BINS, dtype=np.bool_)
    full[found] = True
    empty, attempt = np.flatnonzero(~full), 0
    while len(empty):
        attempt += 1
        donor = (mix(empty.astype(np.uint64) * _PRIME + np.uint64(attempt)) >> np.uint64(64 - _BIN_BITS)).astype(np.int64)
        filled = full[donor]
        least[empty[filled]] = least[donor[filled]]
        empty = empty[~filled]
    return least


def sealed(kind: str, hashes: Hashes) -> list[int]:
    """The hashes as signed bands of one ``kind``, which meet no others."""
    seed = np.uint64(int.from_bytes(hashlib.blake2b(kind.encode(), digest_size=8).digest(), "big"))
    values: list[int] = mix(hashes ^ seed).astype(np.int64).tolist()
    return values


def _sealed_by_place(kind: str, hashes: Hashes) -> list[int]:
    return [value for place, row in enumerate(hashes) for value in sealed(f"{kind} {place}", row[None])]
