"""Prints: the same words make the same print whatever a copier did to their letters; frozen vectors; packed and back."""

from __future__ import annotations

import hashlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.origins.pages import BANNER, FLOOD, NEWS, OTHER, cut, disguised, edited, spun, story
from tests.origins.tracing import printed
from tests.strategies import article, capture_of

from onrecord.model import Article
from onrecord.model.origin import story_id
from onrecord.origins import prints
from onrecord.origins.bands import STRETCHES, bands
from onrecord.origins.packing import MOST, Kept, kept_of, pack, unpack
from onrecord.origins.words import CONTENT, KEY, QUOTED, fold, sentences, stem
from onrecord.text import make_article

TOKENS = ["The", "ships", "left", "Karsk", "at", "dawn", ".", "“", "”", '"', "—", "60", "$45", "million", "US", "UK", "1,200", "May", "Ünal",
          "东", "\u200b", "\ud800", "\ufffd"]
TEXTS = st.lists(st.sampled_from(TOKENS), max_size=60).map(" ".join)


def stems(text: str) -> list[str]:
    return [w.stem for s in sentences(fold(text)) for w in s]


def read(text: str) -> Article:
    """The text as the text stage reads it, headings told from paragraphs."""
    made = make_article(capture_of(article(text)))
    assert isinstance(made, Article)
    return made


def flagged(text: str, flag: int) -> list[str]:
    """The words of a text that carry a flag."""
    found = list(sentences(fold(text)))
    kept = kept_of(found)
    return [w.raw for w, on in zip([w for s in found for w in s], kept.flagged(flag), strict=True) if on]


@pytest.mark.parametrize(("text", "mark"), [
    ("", "57835df44552afc1f69bbfc7"), (NEWS, "8cff055dce7f84a29d7e263a"), (disguised(OTHER), "9a6a129975676f8a4e07f448"),
])
def test_frozen_vectors(text: str, mark: str) -> None:
    """Kept records rest on these: a change here breaks them, whatever the library versions."""
    found = printed(text)
    assert hashlib.sha256(found.packed + repr(found.bands).encode()).hexdigest()[:24] == mark


@pytest.mark.parametrize(("one", "other"), [
    ("The ship  sailed,\nat DAWN.", "the ship sailed at dawn"),
    ("ﬁve crates", "five crates"),
    ("$60m for sixty guns", "60 million for 60 guns"),
    ("1,500 men; two million shells", "1500 men 2,000,000 shells"),
    ("the defence programme was organised", "The defense program was organized"),
    ("Zelenskyy’s délégation", "Zelenskyy's delegation"),
    (disguised("the cannon of the coast"), "the cannon of the coast"),
    ("see [the plan](https://paper.example/plan?x=1) now", "see the plan now"),
])
def test_what_reads_alike_is_alike(one: str, other: str) -> None:
    assert stems(one) == stems(other)


def test_what_is_another_word_stays_one() -> None:
    assert len({stem(w) for w in ("missile", "mission", "press", "policy", "police", "their", "U.S.")}) == 7
    assert stems("US") != stems("us")


def test_names_and_numbers_are_keys_and_opening_words_are_not() -> None:
    assert flagged("Guns went to Karsk in May. Karsk has 60 guns.", KEY) == ["Karsk", "May", "Karsk", "60"]
    assert flagged("Ministry Sends Guns Abroad. The ministry sends guns abroad, and guns, to Karsk.", KEY) == ["Karsk"]
    assert "the" not in flagged(NEWS, CONTENT)


def test_long_quotations_are_set_apart_and_titles_are_not() -> None:
    quoted = flagged(NEWS.replace("\n", " "), QUOTED)
    assert quoted[0] == "Nobody" and quoted[-1] == "sheds"
    short = 'She read "The Long Road" aloud. He said "we have no doubt at all of that.'
    assert " ".join(flagged(short, QUOTED)) == "we have no doubt at all of that"


def test_a_sentence_that_stands_twice_is_kept_once_and_a_flood_is_bounded() -> None:
    assert printed("The guns left Karsk. " * 40).packed == printed("The guns left Karsk.").packed
    assert len(unpack(printed("word " * 200_000).packed).words) == MOST
    assert len(printed(" ".join(f"word{i}" for i in range(30_000))).bands) <= STRETCHES + 40


def test_pages_without_words_have_a_print_like_nothing() -> None:
    for text in ("", "...\n", "\u200b\ud800"):
        assert printed(text).bands == ()


@given(TEXTS)
@settings(max_examples=80)
def test_packed_and_back(text: str) -> None:
    kept = kept_of(list(sentences(fold(text))), ("reuters", "the daily"))
    back = unpack(pack(kept))
    assert (back.digest, back.cited) == (kept.digest, kept.cited)
    assert np.array_equal(back.words, kept.words) and np.array_equal(back.starts, kept.starts)
    assert bands(back) == bands(kept) and all(-2**63 <= b < 2**63 for b in bands(kept))


@pytest.mark.parametrize("packed", [b"", bytes(28), bytes(40), b"\x02" + bytes(28), pack(kept_of([]))[:-1], printed(NEWS).packed + b"x"])
def test_what_is_no_print(packed: bytes) -> None:
    with pytest.raises(ValueError, match="not a story's print"):
        unpack(packed)


def test_an_empty_print() -> None:
    assert unpack(pack(Kept(bytes(16), np.zeros(0, dtype="<u4"), np.zeros(0, dtype="<u4")))).cited == ()


@pytest.mark.parametrize("copy", [cut(NEWS, 0.3), BANNER * 3 + NEWS, spun(NEWS), edited(NEWS, 0.2), disguised(NEWS), f"{FLOOD} {NEWS} {FLOOD}"])
def test_copies_share_a_band_and_others_do_not(copy: str) -> None:
    assert set(printed(NEWS).bands) & set(printed(copy).bands)
    assert not set(printed(OTHER).bands) & set(printed(copy).bands)


@pytest.mark.parametrize("between", ["\n\n* * *\n\n", "\n\n14:05 \n\n", "\n\n## Boats for the coast guard of Marenza\n\n"])
def test_a_digest_is_cut_into_its_stories(between: str) -> None:
    text = NEWS + between + OTHER
    found = prints(read(text))
    assert [p.part for p in found] == [1, 2]
    assert [found[0].span.start, found[1].span.end] == [0, len(text)]
    assert text[found[1].span.start:].lstrip("#14:05 \n").startswith(("Two patrol", "Boats"))
    assert story_id("x", found[1].part) == "x#2"


def test_a_page_that_calls_itself_a_digest_is_cut_at_titles_and_datelines() -> None:
    first, second, third = NEWS.replace("\n\n", " "), story(7, 6).replace("\n\n", " "), OTHER.replace("\n\n", " ")
    title = "Why the “guns of Karsk” took the long way round the cape and what that cost"
    body = f"{first}\n\n{title}\n\n{second}\n\nOSTROVA (Agency) — {third}"
    text = f"Morning briefing: what happened overnight\n\n{body}"
    starts = [text[p.span.start:][:12] for p in prints(read(text))]
    assert starts[1:] == [title[:12], "OSTROVA (Age"]
    assert len(prints(read(f"Our view of the harbour\n\n{body}"))) == 1


@pytest.mark.parametrize("text", [NEWS, NEWS.replace("\n\n", "\n\n## What we know\n\n"), NEWS.replace("\n\n", "\n\n- ")])
def test_an_article_with_headings_is_one_story(text: str) -> None:
    assert [p.part for p in prints(read(text))] == [0]
