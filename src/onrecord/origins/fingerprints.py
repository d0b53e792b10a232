"""Fingerprints: what is kept of a text so that its copies can be found and measured without comparing every pair.

Text is taken as lower-case words after NFKC; a shingle is five words in a row (all the words of a shorter text). Each word is hashed with
blake2b to 64 bits, five are mixed into the shingle's hash with splitmix64's finaliser. From these

- ``signature``: one-permutation MinHash of `BINS` bins. The high bits of a hash choose its bin and each bin keeps its least value; empty
  bins copy a full one chosen by a fixed hash of bin and attempt (optimal densification, Shrivastava 2017). Equal bins find candidates;
- ``sample``: all hashes below a bound, the bound halved until at most `SAMPLE` are left. Of two texts the smaller bound serves for both, so
  resemblance and containment are exact for texts up to `SAMPLE` shingles and estimated beyond;
- ``slots``: each number, month and weekday with the three words before it (numbers among them masked, two at least being words), both
  hashed to 32 bits, those of the `SLOTS` least contexts. Two notices of one form share contexts and differ in their numbers; copies do not;
- ``body``: sha256 of the words, equal for texts that differ only in layout, letter case and punctuation.

Nothing here may change: kept records rest on it. tests/origins/test_fingerprints.py freezes test vectors.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

SHINGLE = 5
BINS = 128
ROWS = 3
SAMPLE = 1024
SLOTS = 128
FEW = 4
_WORD = re.compile(r"\w+")
_BIN_BITS = 7
_CALENDAR = frozenset({
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
})
_PRIME = np.uint64(0x9E3779B97F4A7C15)
_MIX_A, _MIX_B = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
Hashes = NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What is kept of a text.

    ``body``: hex digest of the words, "" for a text without words. ``signature``: `BINS` least hashes. ``sample``: the sorted hashes
    below 2**(64 - ``level``). ``shingles``: how many different ones the text has. ``slots``: sorted pairs of (context, number).
    """

    body: str
    signature: tuple[int, ...]
    sample: tuple[int, ...]
    level: int
    shingles: int
    slots: tuple[tuple[int, int], ...] = ()

    def bands(self) -> tuple[int, ...]:
        """Keys that two alike texts are likely to share: one for each `ROWS` bins, signed 64-bit, so that any database holds them.

        At a resemblance of .7 the chance to share one is above .9999, at .5 it is .996, at .1 about .04.
        """
        return tuple(_band(i, self.signature[i:i + ROWS]) for i in range(0, len(self.signature) - ROWS + 1, ROWS))


@dataclass(frozen=True, slots=True)
class Overlap:
    """``resemblance``: shared shingles over all (Jaccard). ``first``, ``second``: the share of each text's shingles found in the other."""

    resemblance: float
    first: float
    second: float


def fingerprint(text: str) -> Fingerprint:
    """The fingerprint of a text; of one without words it is empty and like nothing."""
    words = _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    if not words:
        return Fingerprint("", (), (), 0, 0)
    body = hashlib.sha256(" ".join(words).encode("utf-8", "surrogatepass")).hexdigest()
    hashes = _shingles(words)
    level, sample = 0, hashes
    while len(sample) > SAMPLE:
        level += 1
        sample = hashes[hashes < np.uint64(1 << (64 - level))]
    return Fingerprint(body, tuple(int(v) for v in _signature(hashes)), tuple(int(v) for v in sample), level, len(hashes), _slots(words))


def overlap(a: Fingerprint, b: Fingerprint) -> Overlap:
    """How much of each other the two texts hold."""
    level = max(a.level, b.level)
    first, second = _below(a, level), _below(b, level)
    if not len(first) or not len(second):
        return Overlap(0.0, 0.0, 0.0)
    shared = len(np.intersect1d(first, second, assume_unique=True))
    return Overlap(shared / (len(first) + len(second) - shared), shared / len(first), shared / len(second))


def slots_compared(a: Fingerprint, b: Fingerprint) -> tuple[int, float]:
    """In how many contexts that both texts have they hold no number in common; and the share of the one's numbers that the other has too,
    whichever share is larger (1 where either has fewer than `FEW`)."""
    first, second = _by_context(a), _by_context(b)
    differing = sum(not (first[c] & second[c]) for c in first.keys() & second.keys())
    numbers, others = {n for _, n in a.slots}, {n for _, n in b.slots}
    fewer = min(len(numbers), len(others))
    return differing, len(numbers & others) / fewer if fewer >= FEW else 1.0


def _by_context(f: Fingerprint) -> dict[int, set[int]]:
    held: dict[int, set[int]] = {}
    for context, number in f.slots:
        held.setdefault(context, set()).add(number)
    return held


def _slots(words: list[str]) -> tuple[tuple[int, int], ...]:
    masked = ["#" if w in _CALENDAR or any(c.isdigit() for c in w) else w for w in words]
    found = set()
    for i in (i for i, m in enumerate(masked) if m == "#"):
        about = masked[max(0, i - 3):i]
        if sum(m != "#" for m in about) >= 2:
            found.add((_word(" ".join(["slot", *about])) >> 32, _word(words[i]) >> 32))
    contexts = sorted({c for c, _ in found})[:SLOTS]
    return tuple(sorted(s for s in found if s[0] <= contexts[-1])) if contexts else ()


def _below(f: Fingerprint, level: int) -> Hashes:
    sample = np.array(f.sample, dtype=np.uint64)
    return sample if level == f.level or level == 0 else sample[sample < np.uint64(1 << (64 - level))]


@lru_cache(maxsize=65536)
def _word(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big")


def _shingles(words: list[str]) -> Hashes:
    """The different hashes of all shingles, sorted."""
    row = np.array([_word(w) for w in words], dtype=np.uint64)
    width = min(SHINGLE, len(row))
    mixed = np.zeros(len(row) - width + 1, dtype=np.uint64)
    for i in range(width):
        mixed = _mix(mixed * _PRIME + row[i:len(row) - width + 1 + i])
    return np.unique(mixed)


def _mix(values: Hashes) -> Hashes:
    values = (values ^ (values >> np.uint64(30))) * _MIX_A
    values = (values ^ (values >> np.uint64(27))) * _MIX_B
    return values ^ (values >> np.uint64(31))


def _signature(hashes: Hashes) -> Hashes:
    bins = (hashes >> np.uint64(64 - _BIN_BITS)).astype(np.int64)
    found, firsts = np.unique(bins, return_index=True)
    signature = np.zeros(BINS, dtype=np.uint64)
    signature[found] = hashes[firsts]
    full = np.zeros(BINS, dtype=np.bool_)
    full[found] = True
    empty = np.flatnonzero(~full)
    attempt = 0
    while len(empty):
        attempt += 1
        donor = (_mix(empty.astype(np.uint64) * _PRIME + np.uint64(attempt)) >> np.uint64(64 - _BIN_BITS)).astype(np.int64)
        filled = full[donor]
        signature[empty[filled]] = signature[donor[filled]]
        empty = empty[~filled]
    return signature


def _band(place: int, rows: tuple[int, ...]) -> int:
    content = b"".join(v.to_bytes(8, "big") for v in (place, *rows))
    return int.from_bytes(hashlib.blake2b(content, digest_size=8).digest(), "big", signed=True)


def pack(f: Fingerprint) -> bytes:
    """The fingerprint as bytes for keeping; `unpack` gives it back."""
    counts = [len(f.signature), len(f.sample), len(f.slots), f.level, f.shingles]
    slots = [context << 32 | number for context, number in f.slots]
    return bytes.fromhex(f.body or "00" * 32) + np.array([*counts, *f.signature, *f.sample, *slots], dtype="<u8").tobytes()


def unpack(packed: bytes) -> Fingerprint:
    """The fingerprint from `pack`'s bytes. Raises ValueError where they are not a fingerprint."""
    if len(packed) < 72 or len(packed) % 8:
        raise ValueError("not a fingerprint")
    values = [int(v) for v in np.frombuffer(packed[32:], dtype="<u8")]
    signature, sample, slots, level, shingles = values[:5]
    if len(values) != 5 + signature + sample + slots:
        raise ValueError("not a fingerprint")
    body = packed[:32].hex() if shingles else ""
    first, second = 5 + signature, 5 + signature + sample
    pairs = tuple((v >> 32, v & 0xFFFFFFFF) for v in values[second:])
    return Fingerprint(body, tuple(values[5:first]), tuple(values[first:second]), level, shingles, pairs)
