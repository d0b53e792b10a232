"""Settling what changed is settling all: after any change, in any order, and it looks at little."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ledger.keeping import Keeping
from tests.strategies import claim, facts, source, when

from onrecord.ledger import settle
from onrecord.model import Claim, Judgement
from onrecord.model.origin import ArticleFacts

NAMES = ["a", "b", "c", "d", "e", "f", "g", "h"]
OUTLETS = ["The Courier", "The Post", None]


def small(article: str, rng: random.Random) -> Claim:
    """A claim of a world so small that parties are often left open, goods and sums are often shared."""
    some = rng.choice
    return claim(
        some(["transfer", "transfer", "transfer", "funding", "sanction", "training", "cooperation"]), some([("US",), ("US",), ("IR",), ()]),
        some([("UA",), ("UA",), ("RU",), ()]), some([("uav",), ("artillery",), ("uav", "artillery"), ("equipment",), ()]),
        some(["done", "done", "agreed", "planned", "denied", "possible"]), article,
        some([source(), source("John Doe", "US"), source("Ada Roe", "RU"), source("officials", None, True)]), some([None, (400.0, 400.0)]),
        some([None, None, (8e8, 8e8), (4e8, 4e8)]), when_iso=some([None, "2024-03-01", "2024-03-02", "2023", "2015-03-01"]),
        mechanism=some([None, "drawdown", "snapback"]),
        quote=some(["They sent it, she said.", "The 12th package of sanctions, she said.", "The 70th drawdown, he said.",
                    "Congress voted it, she said."]),
    )


def known(world: Keeping, name: str, rng: random.Random) -> ArticleFacts:
    """Some facts of an article; it may be a copy of another, and then those that go back to it go back to that one."""
    roots = sorted(f.id for f in world.known.values() if f.origin == f.id and f.id != name)
    root = rng.choice([name, *roots]) if roots and rng.random() < 0.5 else name
    if root != name or world.known.get(name, facts(name)).origin != name:
        for copy in [f for f in world.known.values() if f.origin == name and f.id != name]:
            world.put(replace(copy, origin=root))
    published = rng.choice([None, "2024-03-01", "2024-03-02", "2023-01-05", f"20{rng.randint(10, 24)}-06-01"])
    return replace(facts(name, published, rng.choice(OUTLETS), root, pages=rng.randint(1, 3)), doubts=rng.choice([(), (), ("reworded",)]))


def opinion(world: Keeping, number: int, rng: random.Random) -> Judgement:
    """A judgement on what there is, was or never was."""
    every, entries = [c for claims in world.now.values() for c in claims], sorted(world.kept)
    one = rng.choice(every) if every else None
    keys = [c.id for c in every[:20]] + entries + ["0123456789abcdef"]
    kind = rng.choice(["same", "different", "right", "wrong", "value-is", "credibility-is"])
    subject = one.id if one else "0123456789abcdef"
    if kind in ("same", "different"):
        subject = f"{rng.choice(keys)} {rng.choice(keys)}"
    elif kind == "credibility-is":
        subject = rng.choice(entries or keys)
    anchored = rng.random() < 0.7 and one is not None
    if rng.random() < 0.3 and kind != "credibility-is" and anchored:
        subject = " ".join([*subject.split()[:-1], "fedcba9876543210"])
    field, value = rng.choice([("status", "denied"), ("giver", "US"), ("giver", "none"), ("act", "use"), ("items", "uav")])
    return Judgement(
        f"j{number}", kind, subject, "Ann", f"2024-05-01T10:00:{number:02d}", "as the page says", article=one.article if one and anchored else None,
        span=one.span if one and anchored else None, field=field if kind == "value-is" else None,
        value=value if kind == "value-is" else "B2" if kind == "credibility-is" else None,
    )


def change(world: Keeping, number: int, rng: random.Random) -> None:
    """One thing that happens to a record."""
    what, name = rng.random(), rng.choice(NAMES)
    if what < 0.55 or name not in world.known:
        world.put(known(world, name, rng), [small(name, rng) for _ in range(rng.randint(0, 4))])
    elif what < 0.65:
        world.put(known(world, name, rng))
    elif what < 0.72:
        retimed = [replace(c, when=replace(c.when, value=when(rng.choice(["2024-03-01", "2024-03-05", "2022"])))) for c in world.now[name]]
        world.put(known(world, name, rng), retimed)
    elif what < 0.92 or not world.judgements:
        world.judge(opinion(world, number, rng))
    elif what < 0.96:
        world.judge(replace(rng.choice(list(world.judgements.values())), withdrawn=True))
    else:
        world.judge(Judgement(f"w{number}", "withdraw", rng.choice(list(world.judgements)), "Ann", "2024-06-01T10:00:00", "a slip"))


@given(st.integers(0, 2**48))
@settings(max_examples=300)
def test_what_changed_is_settled_as_all_would_be(seed: int) -> None:
    world, rng = Keeping(), random.Random(seed)
    for number in range(rng.randint(2, 20)):
        change(world, number, rng)
        if rng.random() < 0.5:
            assert world.settle() == settle(world.every(), world.known, world.judgements.values())


def test_a_number_comes_to_its_instrument_and_leaves_it_again() -> None:
    world, number = Keeping(), replace(claim(article="b", status="agreed", when_iso="2023-06-28"), quote="The 41st package was announced.")
    first, second = (claim(article=a, status="agreed", mechanism="memorandum of justification", money=(m, m), when_iso=day)
                     for a, m, day in (("a", 5e8, "2023-06-27"), ("c", 8e8, "2023-06-29")))
    counts = []
    for name, claims in (("a", [first]), ("b", [number]), ("c", [second]), ("c", [])):
        world.put(facts(name, "2023-06-28"), claims)
        assert world.settle() == settle(world.every(), world.known)
        counts.append(sorted(len(e.claims) for e in world.kept.values()))
    assert counts == [[1], [2], [1, 1, 1], [2]]


def test_what_tells_a_package_as_money_comes_to_it_and_leaves_it_again() -> None:
    world, day = Keeping(), "2023-06-28"
    arms = [claim(article=a, items=("equipment",), status="agreed", money=(5e8, 5e8), when_iso=when, quote="A package of arms.")
            for a, when in (("a", day), ("c", "2023-07-03"))]
    money = claim("funding", items=(), article="b", status="agreed", money=(5e8, 5e8), when_iso=day, quote="We gave as much.")
    vote = claim("funding", items=(), article="d", status="agreed", money=(5e8, 5e8), when_iso=day, quote="Congress voted it.")
    counts = []
    for name, claims in (("b", [money]), ("a", arms[:1]), ("c", arms[1:]), ("c", []), ("d", [vote]), ("d", []), ("a", [])):
        world.put(facts(name, day), claims)
        assert world.settle() == settle(world.every(), world.known)
        counts.append(sorted((e.act, len(e.claims)) for e in world.kept.values()))
    alone, whole = [("funding", 1)], [("transfer", 2)]
    assert counts == [alone, whole, [*alone, *[("transfer", 1)] * 2], whole, [("funding", 2), ("transfer", 1)], whole, alone]


def test_a_page_makes_nothing_settle_that_it_cannot_touch() -> None:
    world = Keeping()
    for n in range(200):
        world.put(facts(f"a{n}", "2024-01-01"), [claim(article=f"a{n}", giver=(f"G{n % 20}",), receiver=(f"R{n % 10}",))])
    world.settle()
    world.looked = 0
    world.put(facts("new", "2024-02-01"), [claim(article="new", giver=("G3",), receiver=("R3",))])
    assert world.settle() == settle(world.every(), world.known)
    assert world.looked <= 25
