"""Places of entries stay without gaps as entries come and go, and the arrays that facets are counted from follow."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.store.derived import by_entry
from tests.strategies import claim, known
from tests.strategies import facts as facts_of

from onrecord.ledger import settle
from onrecord.model import Disagreement, Entry
from onrecord.model.entry import ORDERS, LedgerQuery
from onrecord.store.again import _moves
from onrecord.store.columns import Columns, Gathering, number_of, told_as
from onrecord.store.facets import facets
from onrecord.store.lines import aligned
from onrecord.store.masks import passing
from onrecord.store.orders import places

ENTRIES = settle([claim(giver=(f"G{n}",), receiver=(f"R{n % 3}",), items=("uav", "artillery")[: n % 2 + 1], status=("done", "denied")[n % 2])
                  for n in range(12)], known(facts_of("a")))
ITEM, PARTY = (Disagreement(kind, "1" * 16, "2" * 16) for kind in ("item", "party"))
ODDS = [(), (ITEM,), (replace(ITEM, settled=True), PARTY)]


@given(st.integers(0, 2**32))
def test_columns_follow_entries(seed: int) -> None:
    rng = random.Random(seed)
    pool = rng.sample(ENTRIES, len(ENTRIES))
    held = [pool.pop() for _ in range(rng.randint(0, 12))]
    columns = aligned(held).columns()
    for _ in range(4):
        freed = sorted(rng.sample(range(len(held)), rng.randint(0, len(held))))
        pool += [held[at] for at in freed]
        rng.shuffle(pool)
        new = [pool.pop() for _ in range(rng.randint(0, min(5, len(pool))))]
        moves = _moves(freed, len(new), len(held))
        now: dict[int, Entry] = {at: e for at, e in enumerate(held) if at not in freed}
        revised = rng.sample(sorted(now), rng.randint(0, len(now)))
        for old, to in moves.moved:
            assert to not in now, "a place is taken by one"
            now[to] = now.pop(old)
        assert not now.keys() & set(moves.new)
        again = [dict(moves.moved).get(at, at) for at in revised]
        now.update((at, replace(now[at], disagreements=rng.choice(ODDS))) for at in again)
        now.update(zip(moves.new, new, strict=True))
        assert sorted(now) == list(range(moves.size)), "no place is empty"
        held, written = [now[at] for at in range(moves.size)], (*moves.new, *again)
        moves = replace(moves, new=written, freed=(*moves.freed, *revised))
        columns = columns.moved(moves, aligned(now[at] for at in written).columns())
        fresh = aligned(held).columns()
        assert by_entry(columns) == by_entry(fresh)
        for order in ORDERS:
            assert (places(columns, order, columns.arrays["act"] >= 0) == places(fresh, order, columns.arrays["act"] >= 0)).all()
        for query in (LedgerQuery(), LedgerQuery(giver="G1"), LedgerQuery(receiver="R2", status="denied"), LedgerQuery(disagreement="item")):
            assert facets(passing(columns, query, {})) == facets(passing(fresh, query, {}))


def test_what_is_told_is_added_and_taken_away() -> None:
    day, what = number_of("2024-01-01"), told_as("transfer", "done")
    once = Gathering().columns().telling({(day, what): 2}, {day: 1})
    less = once.telling({(day, what): -1, (number_of(None), what): 1}, {day: 2})
    assert once.totals("2024").told == {"transfer": {"done": 2}}
    assert (less.totals("2024").told, less.totals("2024").articles) == ({"transfer": {"done": 1}}, 2)
    assert less.totals(None).told == {"transfer": {"done": 2}}
    gone = less.telling({(day, what): -1, (number_of(None), what): -1}, {})
    assert gone.arrays["told"].shape == (0, 4)


def test_arrays_that_are_not_whole_are_refused() -> None:
    packed = Gathering().columns().packed()
    assert Columns.unpacked(packed).names == Gathering().columns().names
    with pytest.raises(KeyError):
        Columns.unpacked({"names": packed["names"]})
    assert isinstance(Columns.unpacked(packed).arrays["act"], np.ndarray)
