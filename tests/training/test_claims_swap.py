"""The exchange of parties and goods, and a publisher hidden: the story, its questions and its words stay together."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.training.practising import TEXT, claim, norway, question
from training.claims_swap import Swapper, hide_publisher, moved

from onrecord.claims.windows import PUBLISHER, PUBLISHERS_OWN, REFERRING, Mark, MarkedSentence, Page

SWAPPER = Swapper.load()
KITES = Swapper(SWAPPER.states, ["box kites"])


@given(st.integers(0, 10_000))
def test_an_exchange_changes_every_name_and_keeps_the_story(seed: int) -> None:
    swapped = SWAPPER.swap(norway(), random.Random(seed))
    sentence, told = swapped.page.sentences[0], swapped.claims[0]
    giver, receiver = SWAPPER.states[told.giver[0]], SWAPPER.states[told.receiver[0]]
    assert told.giver != told.receiver
    assert sentence.text == f"{giver.name} sent tanks to {receiver.capital} in May; it will send {giver.adjective} shells."
    assert sentence.text[told.start:told.end] == f"{giver.name} sent tanks to {receiver.capital}"
    assert [sentence.text[m.start:m.end] for m in sentence.marks] == [giver.name, "tanks", receiver.capital, "May", "it", giver.adjective]
    assert swapped.page.publisher == told.giver[0] and swapped.page.title.text == f"{giver.name} gives"


@given(st.integers(0, 10_000))
def test_questions_hints_and_mentions_stay_on_their_words(seed: int) -> None:
    example = norway()
    swapped = KITES.swap(example, random.Random(seed))
    sentence, told = swapped.page.sentences[0], swapped.claims[0]
    assert [sentence.text[h.start:h.end] for h in sentence.hints] == ["sent", "send"]
    put = [q for _, q in swapped.framed]
    assert told.question == put[0] and [n for n, _ in swapped.framed] == [0, 0]
    assert [sentence.text[q.start:q.start + 4] for q in put] == ["sent", "send"]
    for q, old in zip(put, (question("sent"), question("send")), strict=True):
        first, second = (sentence.text[a:b] for a, b, _ in q.items)
        assert first in ("tanks", "box kites") and second == "shells"
        assert [sentence.text[a:b] for a, b, _ in q.times] == ["May"]
        assert q.roles == {told.giver[0]: old.roles["NO"], told.receiver[0]: old.roles["UA"]}
        assert (q.act, q.unit, [c for *_, c in q.items]) == (old.act, old.unit, [c for *_, c in old.items])
    assert told.times == (0,) and swapped.unsure == example.unsure and (swapped.id, swapped.kind) == (example.id, example.kind)


def test_a_claim_whose_word_is_not_known_is_exchanged_too() -> None:
    swapped = SWAPPER.swap(norway(claim(None)), random.Random(1))
    assert swapped.claims[0].question is None and swapped.claims[0].giver != ("NO",)


def test_exchanged_goods_are_still_the_claims() -> None:
    swapped = next(s for seed in range(100) if "box kites" in (s := KITES.swap(norway(), random.Random(seed))).page.sentences[0].text)
    assert ("", "box kites") in swapped.claims[0].items


def test_goods_are_drawn_from_the_articles() -> None:
    assert Swapper.load([norway()]).goods == ["tanks"]


def test_the_same_seed_gives_the_same_exchange() -> None:
    assert SWAPPER.swap(norway(), random.Random(5)) == SWAPPER.swap(norway(), random.Random(5)) != norway()


@pytest.mark.parametrize(("offset", "start", "end"), [(0, 0, 0), (5, 5, 5), (7, 5, 8), (10, 8, 8), (12, 10, 10)])
def test_offsets_follow_a_cut(offset: int, start: int, end: int) -> None:
    cuts = [(5, 10, 3)]
    assert (moved(offset, cuts, False), moved(offset, cuts, True)) == (start, end)


@given(st.lists(st.integers(0, len(TEXT)), min_size=2, max_size=6, unique=True).map(sorted), st.data())
def test_offsets_keep_their_order_over_any_cuts(edges: list[int], data: st.DataObject) -> None:
    cuts = [(a, b, data.draw(st.integers(0, 9))) for a, b in zip(edges[::2], edges[1::2], strict=False)]
    places = [moved(n, cuts, False) for n in range(len(TEXT) + 1)]
    assert places == sorted(places) and all(moved(n, cuts, True) >= place for n, place in enumerate(places))


def test_a_hidden_publisher_leaves_no_trace() -> None:
    example = norway()
    we = Mark(0, 2, REFERRING, ("NO",), PUBLISHERS_OWN)
    page = Page(example.page.title, "NO", (*example.page.sentences, MarkedSentence("We agree", 70, (we,))), example.page.names)
    hidden = hide_publisher(replace(example, page=page)).page
    marks = [m for s in (hidden.title, *hidden.sentences) for m in s.marks]
    assert hidden.publisher is None and all(m.kind != PUBLISHER for m in marks)
    assert [m.codes for m in marks if m.form == PUBLISHERS_OWN] == [()]
    assert ("NO",) in [m.codes for m in marks if m.form == "pronoun"]
    assert [s.hints for s in hidden.sentences] == [s.hints for s in page.sentences]
