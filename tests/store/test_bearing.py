"""An as-of question settles only the claims that can bear on it, and answers as if it had settled all."""

from __future__ import annotations

import random

import pytest
from tests.store.conftest import Place
from tests.store.records import RULES, Page, page, write
from tests.strategies import claim

from onrecord.model.entry import LedgerQuery
from onrecord.store import Store

PARTIES = ["IR", "RU", "KP", "US"]


def side(rng: random.Random) -> tuple[str, ...]:
    return tuple(rng.sample(PARTIES, rng.choice([0, 1, 1, 1, 2])))


def world(seed: int) -> list[Page]:
    """Pages of claims whose sides are often open."""
    rng = random.Random(seed)
    return [page(f"page{seed}x{n}", f"2024-0{rng.randint(1, 9)}-01", *(
        claim(rng.choice(["transfer", "transfer", "cooperation"]), side(rng), side(rng), (rng.choice(["uav", "equipment"]),),
              rng.choice(["done", "agreed", "denied"]), money=(8e8, 8e8) if rng.random() < 0.2 else None,
              when_iso=rng.choice([None, "2024-03-01"]))
        for _ in range(rng.randint(1, 5)))) for n in range(12)]


@pytest.mark.parametrize("seed", range(6))
def test_a_part_settled_alone_answers_as_the_whole(place: Place, seed: int) -> None:
    with Store.open(place("r"), RULES) as store:
        write(store, *world(seed))
        for day in ("2024-04-30", "2024-12-31"):
            whole = store.entries(LedgerQuery(as_of=day))
            for giver, receiver in [("IR", "RU"), ("US", "KP"), ("RU", "IR"), ("KP", "KP")]:
                expected = [e for e in whole if (giver in e.giver and receiver in e.receiver)
                            or (e.act == "cooperation" and giver in e.receiver and receiver in e.giver)]
                assert store.entries(LedgerQuery(giver=giver, receiver=receiver, as_of=day)) == expected


def test_an_act_asked_for_is_settled_with_what_may_be_told_as_it(place: Place) -> None:
    """A package told as money is no vote, whichever of the two acts is asked for."""
    (one, _), (two, _) = page("one", "2024-03-01"), page("two", "2024-03-02")
    arms = claim("transfer", ("US",), ("UA",), ("equipment",), "agreed", one.id, at=0, money=(8e8, 8e8), when_iso="2024-03-01", quote="A package.")
    told = claim("funding", ("US",), ("UA",), (), "agreed", two.id, at=0, money=(8e8, 8e8), when_iso="2024-03-01", quote="As much.")
    with Store.open(place("r"), RULES) as store:
        write(store, (one, [arms]), (two, [told]))
        found = {act: store.entries(LedgerQuery(act=act, as_of="2024-12-31")) for act in ("transfer", "funding")}
        assert [len(e.claims) for e in found["transfer"]] == [2] and found["funding"] == []
