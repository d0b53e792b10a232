"""Fingerprints: frozen vectors, and measures that are true."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.origins.pages import cut, edited, framed, story

from onrecord.origins import fingerprint, overlap, pack, unpack
from onrecord.origins.fingerprints import BINS, SAMPLE, slots_compared

WORDS = st.lists(st.sampled_from([f"w{i}" for i in range(40)] + ["1,200", "May", "Ünal", "东"]), max_size=60).map(" ".join)
FROZEN = {
    "": "834a709ba2534ebe3ee1397f",
    "One.": "3f24ca6059858d6b8459e339",
    "Forty crates left the old pier on 3 May, she said; by 9 May only 31 of the crates had come back.": "1c7491b4df6b922fbe9bc4de",
}


@pytest.mark.parametrize(("text", "mark"), FROZEN.items())
def test_frozen_vectors(text: str, mark: str) -> None:
    """Kept records rest on these: a change here breaks them, whatever the library versions."""
    assert hashlib.sha256(pack(fingerprint(text))).hexdigest()[:24] == mark


def test_frozen_vector_of_a_long_text() -> None:
    long = fingerprint(" ".join(f"word{i * i % 997}" for i in range(3000)))
    assert (long.level, long.shingles, len(long.sample)) == (0, 997, 997)
    assert hashlib.sha256(pack(long)).hexdigest()[:24] == "9921a272459cbb9648c5c818"


def test_layout_case_and_signs_do_not_matter() -> None:
    assert fingerprint("The ship  sailed,\nat DAWN.") == fingerprint("the ship sailed at dawn")
    assert fingerprint("ﬁve crates") == fingerprint("five crates")


@given(WORDS)
@settings(max_examples=50)
def test_a_text_is_all_in_itself(text: str) -> None:
    one = fingerprint(text)
    found = overlap(one, fingerprint(text))
    assert found.resemblance == found.first == found.second == (1.0 if text.split() else 0.0)
    assert len(one.signature) == (BINS if text.split() else 0)
    assert unpack(pack(one)) == one


@given(WORDS, WORDS)
@settings(max_examples=50)
def test_overlap_is_what_counting_shingles_gives(a: str, b: str) -> None:
    def shingles(text: str) -> set[tuple[str, ...]]:
        words = text.replace(",", " ").lower().split()
        return {tuple(words[i:i + 5]) for i in range(max(1, len(words) - 4))} if words else set()

    first, second = shingles(a), shingles(b)
    found, back = overlap(fingerprint(a), fingerprint(b)), overlap(fingerprint(b), fingerprint(a))
    if first and second:
        assert found.resemblance == len(first & second) / len(first | second)
        assert (found.first, found.second) == (len(first & second) / len(first), len(first & second) / len(second))
    assert (back.resemblance, back.first, back.second) == (found.resemblance, found.second, found.first)


def test_long_texts_are_measured_closely_from_samples() -> None:
    whole = story(1, 900)
    sample = fingerprint(whole)
    assert sample.level > 0
    assert SAMPLE / 4 < len(sample.sample) <= SAMPLE
    half = overlap(sample, fingerprint(cut(whole, 0.5)))
    assert half.second > 0.99
    assert abs(half.first - 0.5) < 0.06


@pytest.mark.parametrize("packed", [b"", bytes(71), bytes(80) + b"\x01", pack(fingerprint("one two"))[:-8]])
def test_what_is_no_fingerprint(packed: bytes) -> None:
    with pytest.raises(ValueError, match="not a fingerprint"):
        unpack(packed)


def test_most_copies_share_a_band_and_few_others_do() -> None:
    alike = sum(bool(set(fingerprint(a).bands()) & set(fingerprint(edited(a, 0.03, s)).bands())) for s in range(40) for a in [story(s)])
    others = (fingerprint(f"{s} {s}a {s}b {s}c {s}d {s}e " * 9) for s in range(40))
    apart = sum(bool(set(other.bands()) & set(fingerprint(story(s)).bands())) for s, other in enumerate(others))
    assert (alike, apart) == (40, 0)


def test_numbers_in_the_same_words() -> None:
    def form(amount: str, month: str, country: str) -> str:
        return (f"I direct the drawdown of up to ${amount} million in articles and services for {country}, as set out in the letter "
                f"of {month} 4, to be handed over under section 12 of the act of 1961 and title 3.")

    old, new = fingerprint(form("800", "March", "Atlantis")), fingerprint(form("400", "June", "Utopia"))
    differing, _ = slots_compared(old, new)
    assert differing >= 2
    assert slots_compared(old, fingerprint(framed(form("800", "March", "Atlantis")))) == (0, 1.0)
