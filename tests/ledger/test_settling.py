"""Settling as a whole: order, batches and repeats change nothing; as-of is settling what was known."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.strategies import article_facts, claim, claims, facts, known, source

from onrecord.ledger import as_of, settle
from onrecord.model import Claim
from onrecord.model.origin import ArticleFacts

WORLD = st.tuples(st.lists(claims(), max_size=12), st.tuples(*(article_facts(a) for a in "abcd")))
Articles = tuple[ArticleFacts, ...]


@given(WORLD, st.randoms(use_true_random=False))
@settings(max_examples=150)
def test_order_and_repeats_change_nothing(world: tuple[list[Claim], Articles], rng: random.Random) -> None:
    every, articles = world
    shuffled = every + every[:3]
    rng.shuffle(shuffled)
    mixed = list(articles)
    rng.shuffle(mixed)
    assert settle(shuffled, known(*mixed)) == settle(every, known(*articles))


@given(WORLD)
@settings(max_examples=100)
def test_every_claim_is_in_an_entry_with_its_reason(world: tuple[list[Claim], Articles]) -> None:
    every, articles = world
    found = settle(every, known(*articles))
    assert {c for e in found for c in e.claims} == {c.id for c in every}
    assert all(why for e in found for _, why in e.reasons)
    assert {c for e in found for move in e.history for c in move.claims} == {c.id for c in every}
    assert len({e.id for e in found}) == len(found)


@given(WORLD, st.dates().map(str) | st.sampled_from(["2022-06-30", "2023-06-30"]))
@settings(max_examples=100)
def test_as_of_is_settling_what_was_published(world: tuple[list[Claim], Articles], day: str) -> None:
    every, articles = world
    published = {f.id for f in articles if f.published is not None and f.published <= day}
    assert as_of(every, known(*articles), day) == settle([c for c in every if c.article in published], known(*articles))


@given(WORLD)
@settings(max_examples=100)
def test_an_entry_speaks_of_one_act_and_its_parties(world: tuple[list[Claim], Articles]) -> None:
    every, articles = world
    by_id = {c.id: c for c in every}
    for entry in settle(every, known(*articles)):
        for member in (by_id[i] for i in entry.claims):
            assert member.act == entry.act
            if entry.act != "cooperation":
                assert set(member.giver.value) in (set(), set(entry.giver))
                assert set(member.receiver.value) in (set(), set(entry.receiver))


def test_as_of_wants_a_day() -> None:
    with pytest.raises(ValueError, match="not an ISO day"):
        as_of([], {}, "yesterday")


def test_origins_and_voices_are_counted_apart() -> None:
    briefing = source("Ada Stone", "US")
    one = [claim(article=a, source=briefing) for a in ("first", "second", "copy")]
    articles = known(facts("first", "2024-01-02"), facts("second", "2024-01-02"), facts("copy", "2024-02-02", origin="first"))
    entry = settle(one, articles)[0]
    assert (entry.origins, entry.voices, len(entry.claims)) == (2, 1, 3)
    assert (entry.first, entry.last) == ("2024-01-02", "2024-01-02"), "a copy publishes nothing"


def test_an_article_without_facts_counts_of_unknown_day() -> None:
    entry = settle([claim(article="lost")], {})[0]
    assert (entry.first, entry.history[0].published, entry.history[0].origin) == (None, None, "lost")


def generated(count: int) -> tuple[list[Claim], dict[str, ArticleFacts]]:
    """Claims like those of a few years of news on a few dozen pairs."""
    rng = random.Random(7)
    states = ["US", "RU", "IR", "UA", "KP", "DE", "FR", "GB", "TR", "CN", "IN", "SA"]
    every, articles = [], {}
    for i in range(count):
        page = f"page {i // 6}"
        articles[page] = facts(page, f"{rng.randint(2021, 2024)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}")
        giver, receiver = rng.sample(states, 2)
        money = (rng.choice([1e8, 4e8, 8e8, 1e9]),) * 2 if rng.random() < 0.2 else None
        when_iso = articles[page].published if rng.random() < 0.4 else None
        every.append(claim(
            rng.choice(["transfer", "transfer", "sanction", "funding", "use"]), (giver,), (receiver,),
            (rng.choice(["uav", "artillery", "equipment"]),), rng.choice(["done", "agreed", "possible", "denied", "no_evidence"]), page,
            source(f"Speaker {rng.randint(1, 40)}", rng.choice(states)), money=money, when_iso=when_iso, at=i * 100,
        ))
    return every, articles


def test_five_thousand_claims_settle_in_seconds() -> None:
    every, articles = generated(5_000)
    start = time.process_time()
    assert len(settle(every, articles)) > 100
    assert time.process_time() - start < 10


def test_half_a_letter_in_a_name_is_a_name_like_any_other() -> None:
    entry, = settle([claim(giver=("\ud800",))], {})
    assert entry.giver == ("\ud800",) and len(entry.id) == 16
