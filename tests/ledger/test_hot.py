"""One pair of states with up to twenty thousand claims settles in time that grows with their number; and what is found by looking at few is what
looking at all finds."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.strategies import claim, facts, source

from onrecord.ledger import settle
from onrecord.ledger.conflicts import Against, Reports, conflict
from onrecord.ledger.shapes import Shape, Union, compatible, linked
from onrecord.ledger.times import Days
from onrecord.ledger.voices import Speaker
from onrecord.ledger.words import Word
from onrecord.model import Claim
from onrecord.model.origin import ArticleFacts

STATUSES = ["done", "agreed", "possible", "denied", "no_evidence", "halted", "underway"]


def hot(count: int, money: str) -> tuple[list[Claim], dict[str, ArticleFacts]]:
    """Claims on the drones that one state sends another: by thousands of speakers, each with no sum, one sum for all, or any sum."""
    rng, every, articles = random.Random(7), list[Claim](), dict[str, ArticleFacts]()
    for i in range(count):
        page = f"page {i // 3}"
        day = f"{rng.randint(2021, 2024)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
        known = articles.setdefault(page, facts(page, day, f"Paper {rng.randint(1, 300)}"))
        amount = {"none": None, "one": (4e8, 4e8), "any": (rng.randint(1, 9999) * 1e6,) * 2}[money]
        who = source(f"Speaker {rng.randint(1, 20_000)}", rng.choice(["US", "RU", "IR", None]), anonymous=rng.random() < 0.2)
        every.append(claim(
            status=rng.choice(STATUSES), article=page, source=who, money=amount, quantity=(rng.randint(1, 500),) * 2 if money == "none" else None,
            when_iso=known.published if rng.random() < 0.5 else None, at=i * 100,
        ))
    return every, articles


@pytest.mark.parametrize(("money", "most"), [("none", 8_000), ("one", 20_000), ("any", 8_000)])
def test_thousands_of_claims_on_one_pair_settle_without_comparing_all(money: str, most: int) -> None:
    seconds = []
    for count in (most // 4, most):
        every, articles = hot(count, money)
        start = time.process_time()
        assert settle(every, articles)
        seconds.append(time.process_time() - start)
    assert seconds[1] < 9 * seconds[0] + 1, "four times the claims: a quadratic step would take sixteen times as long"


WORDS = st.builds(
    Word, day=st.none() | st.integers(1, 6), origin=st.just("o"), status=st.sampled_from(["done", "underway", "agreed", "planned", "possible",
                                                                                         "denied", "no_evidence"]),
    certainty=st.just("certain"), speaker=st.builds(Speaker, key=st.sampled_from("abcdef"), side=st.sampled_from(["US", "IR", "RU", "DE", "FR", "a"]),
                                                    named=st.booleans()),
    start=st.none() | st.integers(1, 6), claims=st.just(("c",)),
)


@given(st.lists(WORDS, max_size=14))
@settings(max_examples=300)
def test_a_conflict_is_found_among_the_few_if_there_is_any(words: list[Word]) -> None:
    parties = {"IR", "RU"}
    said, denied = [w for w in words if w.status not in {"denied", "no_evidence"}], [w for w in words if w.status in {"denied", "no_evidence"}]
    against, reports = Against(words, parties), Reports(words, parties)
    for w in said:
        kinds = {d.status for d in denied if conflict(w, d, parties)}
        assert {d.status for d in against.of(w)} == kinds
    for d in denied:
        assert (reports.of(d) is not None) == any(conflict(w, d, parties) for w in said)


SHAPES = st.builds(
    Shape, amount=st.none() | st.tuples(st.floats(1e6, 1e8), st.floats(1.0, 1.3)).map(lambda a: (a[0], a[0] * a[1])), currency=st.just("USD"),
    mechanism=st.sampled_from(["", "x", "y"]), families=st.sets(st.sampled_from(["uav", "equipment", "missile.other", "missile.cruise"]), min_size=1)
    .map(frozenset), serial=st.none(),
)
TIMED = st.tuples(st.integers(1, 30), st.integers(0, 2), SHAPES).map(lambda t: (Days(t[0], t[0] + t[1]), t[2]))


@given(st.lists(TIMED, max_size=12))
@settings(max_examples=200)
def test_what_is_linked_is_what_comparing_all_links(timed: list[tuple[Days, Shape]]) -> None:
    quick: Union[int] = Union()
    linked(quick, timed, 3)
    whole: Union[int] = Union()
    for i, (a, first) in enumerate(timed):
        for j, (b, second) in enumerate(timed[:i]):
            if a.gap(b) <= 3 and compatible(first, second):
                whole.join(i, j)
    every = range(len(timed))
    assert [[quick.root(i) == quick.root(j) for j in every] for i in every] == [[whole.root(i) == whole.root(j) for j in every] for i in every]


def test_a_speaker_who_is_given_three_sides_hides_nobody_elses_denial() -> None:
    denials = [Word(day, "o", "denied", "certain", Speaker(key, side, True), None, ("c",))
               for day, key, side in ((6, "a", "US"), (5, "a", "DE"), (4, "a", "FR"), (3, "b", "GB"))]
    said = Word(1, "o", "done", "certain", Speaker("a", "US", True), None, ("c",))
    assert list(Against(denials, {"IR", "RU"}).of(said)) == denials[3:]


def test_a_word_whose_speaker_is_not_named_conflicts_beside_one_that_is() -> None:
    told, unnamed, denied = (Word(None, "o", status, "certain", Speaker("a", "US", named), None, ("c",))
                             for status, named in (("done", True), ("done", False), ("denied", False)))
    assert Reports([told, unnamed], {"IR"}).of(denied) == unnamed and Reports([told], {"IR"}).of(denied) is None
