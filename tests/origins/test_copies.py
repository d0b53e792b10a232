"""Copies: what copiers do to a page is seen through; other stories and forms filled in anew are left apart."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.origins.pages import BANNER, cut, edited, framed, shuffled, story

from onrecord.model import Origin
from onrecord.origins import Print, fingerprint, group, group_packed, pack, relate

DAYS = [None, "2024-01-01", "2024-01-02", "2024-02-01"]


def of(*texts: str, days: list[str | None] | None = None) -> list[Origin]:
    """The origins of these texts, with ids a, b, c..., published on the days (else all on one)."""
    published = days or ["2024-01-01"] * len(texts)
    return group(Print(chr(97 + i), published[i], fingerprint(t)) for i, t in enumerate(texts))


def members(found: list[Origin]) -> list[str]:
    return ["".join(o.articles) for o in found]


@pytest.mark.parametrize("seed", range(5))
def test_what_copiers_do(seed: int) -> None:
    text = story(seed)
    copies = (text.upper(), framed(text), framed(text, 3), cut(text, 0.7), cut(text, 0.5), edited(text, 0.05, seed), shuffled(text, seed))
    for copy in copies:
        assert members(of(text, copy)) == ["ab"]
    assert members(of(text, *copies)) == ["abcdefgh"]


def test_the_share_found_at_each_cut_and_edit() -> None:
    """The floors of the figures in docs/reference/ledger.md: 40 stories each."""
    def found(change: object) -> float:
        pairs = [(story(s), change(story(s), s)) for s in range(40)]  # type: ignore[operator]
        return sum(len(of(*pair)) == 1 for pair in pairs) / len(pairs)

    assert found(lambda t, s: cut(t, 0.4)) == 1.0
    assert found(lambda t, s: framed(cut(t, 0.5))) >= 0.9
    assert found(lambda t, s: edited(t, 0.05, s)) == 1.0
    assert found(lambda t, s: edited(t, 0.3, s)) == 0.0
    assert found(lambda t, s: story(s + 1000)) == 0.0
    assert found(lambda t, s: framed(story(s + 1000), 3)) == 0.0


def test_pages_that_share_only_their_banners_are_not_copies() -> None:
    assert len(of(story(1, 4) + BANNER, story(2, 4) + BANNER)) == 2


def test_a_chain_of_edits_is_one_origin_named_after_the_first_published() -> None:
    versions = [story(3)]
    for i in range(6):
        versions.append(edited(versions[-1], 0.04, i))
    found = of(*versions, days=[f"2024-01-0{9 - i}" for i in range(7)])
    assert [(o.id, len(o.articles)) for o in found] == [("g", 7)]
    assert all(e.of > e.article for e in found[0].edges)
    assert {e.kind for e in found[0].edges} <= {"copy", "excerpt"}


def test_of_one_day_the_smallest_id_is_first_and_unknown_days_are_last() -> None:
    text = story(4)
    assert of(text, text, days=[None, "2024-01-01"])[0].id == "b"
    assert of(text, text)[0].id == "a"
    edge = of(text, text.lower())[0].edges[0]
    assert (edge.article, edge.of, edge.kind, edge.share, edge.why) == ("b", "a", "same", 1.0, "the same words")


def test_an_excerpt_says_how_much_of_it_is_there() -> None:
    text = story(5)
    found = of(text, cut(text, 0.4), days=["2024-01-01", "2024-01-02"])
    assert [(e.article, e.of, e.kind) for e in found[0].edges] == [("b", "a", "excerpt")]
    assert "of its text is in the earlier page" in found[0].edges[0].why
    back = of(text, cut(text, 0.4), days=["2024-01-02", "2024-01-01"])
    assert "of the earlier page" in back[0].edges[0].why


def test_a_digest_of_two_stories_does_not_tie_them() -> None:
    one, two = story(6), story(7)
    assert members(of(one, two, one + " " + two, days=["2024-01-01", "2024-01-01", "2024-01-03"])) == ["a", "b", "c"]
    halves = cut(one, 0.5), one[len(cut(one, 0.5)):]
    assert members(of(one, *halves, days=["2024-01-01", "2024-01-02", "2024-01-02"])) == ["abc"]


def form(amount: int, day: str, month: str) -> str:
    return (f"By the power given to me I hand to the secretary the task of directing the drawdown of up to ${amount} million in goods "
            f"and services of the department, and of making the findings needed to do so, as told to the house on {month} {day}. "
            f"You are to print this letter in the gazette.")


def test_a_form_filled_in_anew_is_no_copy_but_an_update_is() -> None:
    first, second = form(800, "13", "April"), form(350, "4", "June")
    assert len(of(first, second, days=["2024-04-13", "2024-06-04"])) == 2
    assert len(of(first, second, days=["2024-04-13", "2024-04-14"])) == 1
    assert len(of(first, second, days=[None, None])) == 2
    assert len(of(first, framed(first), days=["2024-04-13", "2024-06-04"])) == 1


def test_texts_without_words_are_like_nothing() -> None:
    assert len(of("", "", "...")) == 3
    assert relate(Print("a", None, fingerprint("")), Print("b", None, fingerprint("word"))) is None


PAGES = [story(1, 12), framed(story(1, 12)), cut(story(1, 12), 0.5), edited(story(1, 12), 0.03), story(2, 12), framed(story(2, 12), 2),
         story(1, 12) + story(2, 12), "", story(3, 12)]
PRINTS = [fingerprint(t) for t in PAGES]


@given(st.lists(st.tuples(st.integers(0, len(PAGES) - 1), st.sampled_from(DAYS)), max_size=9), st.randoms(use_true_random=False))
@settings(max_examples=60)
def test_order_and_repeats_change_nothing(chosen: list[tuple[int, str | None]], rng: random.Random) -> None:
    prints = [Print(f"{i:02d}", day, PRINTS[p]) for i, (p, day) in enumerate(chosen)]
    expected = group(prints)
    rng.shuffle(prints)
    assert group(prints + prints[:2]) == expected
    assert group_packed((p.id, p.published, pack(p.fingerprint)) for p in prints) == expected
    assert sorted(i for o in expected for i in o.articles) == sorted(p.id for p in prints)
    assert all(o.id in o.articles for o in expected)


def test_hundreds_of_copies_of_one_rumour_are_one_origin_among_others() -> None:
    rng = random.Random(9)
    rumour = story(8)
    prints = [Print(f"copy{i:03d}", "2024-01-01", fingerprint(edited(framed(rumour), rng.random() * 0.04, i))) for i in range(200)]
    prints += [Print(f"other{i:02d}", "2024-01-01", fingerprint(story(100 + i))) for i in range(40)]
    found = group(prints)
    assert sorted(len(o.articles) for o in found) == [1] * 40 + [200]
