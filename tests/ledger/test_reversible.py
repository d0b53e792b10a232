"""Judgements are laid over claims and taken off again: what stands is what claims and standing judgements give, in whatever order they came."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ledger.test_settling import WORLD, Articles
from tests.strategies import known

from onrecord.ledger import as_of, settle
from onrecord.model import Claim, Judgement

KINDS = ("same", "different", "right", "wrong", "value-is")


def drawn(every: list[Claim], seed: random.Random, most: int = 4) -> list[Judgement]:
    """Some judgements on these claims."""
    made = []
    for n in range(seed.randint(1, most)):
        kind = seed.choice(KINDS)
        first, second = seed.choice(every).id, seed.choice(every).id
        subject = f"{first} {second}" if kind in {"same", "different"} else first
        field, value = ("status", seed.choice(["done", "possible", "denied"])) if kind == "value-is" else (None, None)
        made.append(Judgement(f"j{n}", kind, subject, "Ann", f"2024-03-{n + 1:02d}T10:00:00", "as the page says", field=field, value=value))
    return made


WORLDS = WORLD.filter(lambda w: bool(w[0]))
RNG = st.randoms(use_true_random=False)


@given(WORLDS, RNG)
@settings(max_examples=120)
def test_withdrawing_undoes(world: tuple[list[Claim], Articles], rng: random.Random) -> None:
    every, articles = world
    facts_of, judgements = known(*articles), drawn(every, rng)
    plain = settle(every, facts_of)
    assert settle(every, facts_of, [replace(j, withdrawn=True) for j in judgements]) == plain
    back = [Judgement(f"w{j.id}", "withdraw", j.id, "Ann", "2024-05-01T10:00:00", "a slip") for j in judgements]
    assert settle(every, facts_of, judgements + back) == plain
    last = judgements[-1]
    assert settle(every, facts_of, [*judgements[:-1], replace(last, withdrawn=True)]) == settle(every, facts_of, judgements[:-1])


@given(WORLDS, RNG)
@settings(max_examples=120)
def test_an_entry_is_what_claims_and_judgements_give_in_any_order(world: tuple[list[Claim], Articles], rng: random.Random) -> None:
    every, articles = world
    judgements = drawn(every, rng)
    whole = settle(every, known(*articles), judgements)
    mixed, signed = every + every[:2], judgements[:]
    rng.shuffle(mixed)
    rng.shuffle(signed)
    assert settle(mixed, known(*articles), signed) == whole


@given(WORLDS, RNG)
@settings(max_examples=80)
def test_judged_or_not_no_claim_is_lost_but_the_wrong_ones(world: tuple[list[Claim], Articles], rng: random.Random) -> None:
    every, articles = world
    judgements = drawn(every, rng)
    told = {c for e in settle(every, known(*articles), judgements) for c in e.claims}
    last = {j.subject: j.kind for j in judgements if j.kind in {"right", "wrong"}}
    assert told == {c.id for c in every} - {claim for claim, kind in last.items() if kind == "wrong"}


@given(WORLDS, RNG, st.sampled_from(["2021-12-31", "2022-06-30", "2023-06-30"]))
@settings(max_examples=80)
def test_as_of_ignores_what_came_later_judgements_and_all(world: tuple[list[Claim], Articles], rng: random.Random, day: str) -> None:
    every, articles = world
    facts_of, judgements = known(*articles), drawn(every, rng)
    published = {f.id for f in articles if f.published is not None and f.published <= day}
    then = [c for c in every if c.article in published]
    assert as_of(every, facts_of, day, judgements) == settle(then, facts_of, judgements)
    assert all(move.published is None or move.published <= day for e in as_of(every, facts_of, day) for move in e.history)


@given(WORLDS)
@settings(max_examples=80)
def test_every_claim_has_its_bonds(world: tuple[list[Claim], Articles]) -> None:
    every, articles = world
    for entry in settle(every, known(*articles)):
        assert [i for i, _ in entry.bonds] == list(entry.claims)
        assert all(b.weight > 0 for _, held in entry.bonds for b in held)


@given(WORLDS)
@settings(max_examples=80)
def test_disagreements_are_of_claims_of_the_entry(world: tuple[list[Claim], Articles]) -> None:
    every, articles = world
    ids = {c.id for c in every}
    for entry in settle(every, known(*articles)):
        for d in entry.disagreements:
            assert d.claim in entry.claims
            assert d.against in (ids if d.kind in {"item", "party"} else entry.claims)
            assert d.claim != d.against
