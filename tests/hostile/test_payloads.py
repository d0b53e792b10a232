"""The payloads are ours, as many as are promised, each once, and made alike each time."""

from __future__ import annotations

from tests.hostile.payloads import ASKED, TOLD, classes, every, harmless


def test_there_are_300_to_tell_in_classes_of_their_own() -> None:
    told = every(TOLD)
    assert len(told) == len(set(told)) >= 300 and len(TOLD) >= 15
    assert min(len(some) for some in TOLD.values()) >= 5
    assert classes.__wrapped__("told.yaml", "told_more.yaml") == TOLD


def test_harmless_words_are_as_long_and_nothing_but_letters() -> None:
    told = every(TOLD)
    words = harmless(told)
    assert len(set(words)) == len(told) and all(w.isascii() and w.isalpha() for w in words)
    assert all(len(w) == max(len(p), 2) or len(p) < 4 for w, p in zip(words, told, strict=True))


def test_there_are_500_to_ask_in_classes_of_their_own() -> None:
    asked = every(ASKED)
    assert len(asked) == len(set(asked)) >= 500 and len(ASKED) >= 10
    assert min(len(some) for some in ASKED.values()) >= 20
