"""Sums: stretches of matters that may be added, and what is left out of each."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.export.telling import DRONES, MOHAJER, SHAHED, SHELLS, merged, one, told
from tests.strategies import claim

from onrecord.model import Claim, Quantity
from onrecord.telling.sums import TOGETHER, Figures, figures, keys, total

USD = ("money", "USD")


def of(*claims: Claim) -> Figures:
    """The figures of the only entry of some claims."""
    found = one(*claims)
    return figures(found.entry, found.claims)


def aid(low: float | None, high: float | None, receiver: str, **more: Any) -> Figures:
    return of(claim(act="funding", giver=("US",), receiver=(receiver,), items=(), money=(low, high), **more))


def test_stretches_are_added_end_by_end() -> None:
    made = total([aid(100, 200, "UA"), aid(50, 50, "PE")], USD)
    assert (made.low, made.high, made.matters, made.left) == (150, 250, 2, ()) and made.says == "USD 150 to 250"


def test_an_open_end_leaves_the_sum_open_and_up_to_counts_from_nothing() -> None:
    assert total([aid(101, None, "UA"), aid(50, 50, "PE")], USD).says == "USD 151 or more"
    made = total([aid(None, 50, "UA"), aid(None, 20, "PE")], USD)
    assert (made.low, made.high, made.says) == (0, 70, "USD up to 70")


def test_what_tells_no_figure_is_left_out_and_counted() -> None:
    bare = of(claim(act="funding", giver=("US",), receiver=("CL",), items=()))
    made = total([aid(1, 1, "UA"), bare, bare], USD)
    assert made.matters == 1 and made.omits == "2 tell no such figure"


def test_what_was_ordered_is_no_delivery() -> None:
    found = merged(claim(status="agreed", quantity=(400, 400), items=(SHAHED,)), claim(status="done", items=(SHAHED,)))
    done = one(claim(status="done", items=(SHAHED,)), claim(status="agreed", quantity=(400, 400), items=(SHAHED,), article="b")).entry
    made = figures(done, found.claims)
    assert done.status == "done" and made.told == {} and total([made, of(claim(quantity=(3, 3)))], ("pieces", "uav")).omits == (
        "1 tells it of another status only")


def test_figures_of_one_matter_that_disagree_are_one_stretch_and_no_sum() -> None:
    made = of(claim(quantity=(400, 400), items=(SHAHED,)), claim(quantity=(30, 30), items=(SHAHED,), article="b"))
    assert made.told["pieces", "uav"] == (30, 400)
    agreeing = of(claim(quantity=(100, 300), items=(SHAHED,)), claim(quantity=(200, 900), items=(SHAHED,), article="b"))
    assert agreeing.told["pieces", "uav"] == (200, 300)


def test_systems_of_one_class_are_at_least_the_most_and_at_most_all() -> None:
    made = of(claim(quantity=(40, 40), items=(SHAHED,)), claim(quantity=(10, 10), items=(MOHAJER,)))
    assert made.told["pieces", "uav"] == (40, 50)


def test_a_count_of_several_goods_together_is_of_none() -> None:
    for t in told([claim(quantity=(90, 90), items=(DRONES, SHELLS))]):
        made = figures(t.entry, t.claims)
        assert made.told == {} and set(made.why.values()) == {TOGETHER}


def test_a_sum_of_one_claim_in_two_matters_counts_once() -> None:
    one = aid(5, 5, "UA")
    made = total([one, replace(one, entry=replace(one.entry, id="ffff"))], USD)
    assert (made.low, made.high, made.omits) == (5, 5, "1 tells it in the words of another that is in it")


def test_other_units_are_not_pieces() -> None:
    plain = claim(quantity=(3, 3), items=(SHAHED,))
    made = of(replace(plain, quantity=replace(plain.quantity, value=Quantity(3, 3, "three batteries", "battery"))))
    assert made.told == {} and total([made], ("pieces", "uav")).omits == "1 counts in batteries, tonnes or the like"


def test_a_running_supply_that_may_hold_the_packages_is_left_out() -> None:
    running, package, other = aid(60, 60, "UA"), aid(10, 10, "UA"), aid(5, 5, "PE")
    running = replace(running, entry=replace(running.entry, kind="running"))
    made = total([running, package, other], USD)
    assert (made.low, made.matters, made.omits) == (15, 2, "1 is a running supply that may hold the packages")


@given(st.lists(st.tuples(st.integers(400, 999), st.integers(400, 999)), min_size=1, max_size=6), st.randoms())
def test_the_order_of_matters_changes_nothing(pairs: list[tuple[int, int]], shuffled: Any) -> None:
    every = [aid(min(p), max(p), "UA", article=f"a{n}") for n, p in enumerate(pairs)]
    made = total(every, USD)
    shuffled.shuffle(every)
    assert total(every, USD) == made and made.high is not None
    assert made.low == sum(map(min, pairs)) <= made.high == sum(map(max, pairs))


def test_keys_are_those_of_what_is_told() -> None:
    assert keys([aid(1, 2, "UA"), of(claim(quantity=(1, 1)))]) == [USD, ("pieces", "uav")]


@pytest.mark.parametrize("act", ["transfer", "training"])
def test_every_matter_is_in_a_sum_or_left_out(act: str) -> None:
    every = [figures(t.entry, t.claims) for t in told([claim(act=act, receiver=(r,), quantity=q) for r, q in (("UA", (1, 2)), ("PE", None))])]
    made = total(every, ("pieces", "uav"))
    assert made.matters + sum(n for _, n in made.left) == 2
