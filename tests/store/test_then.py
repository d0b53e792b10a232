"""Two parties as of a day, in a record that is settled: what is told of them is what settling all tells, and little is read for it."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.store.conftest import Place
from tests.store.records import RULES, page, write
from tests.store.test_again import lived
from tests.store.test_candidates import copy_of, empty
from tests.strategies import claim

from onrecord.errors import NotFoundError
from onrecord.model import Entry
from onrecord.model.entry import LedgerQuery
from onrecord.store import Store, StoreView, rows
from onrecord.store.counted import different
from onrecord.store.filters import keeps

__all__ = ["empty"]
PAIRS = [("US", "UA"), ("IR", "RU"), ("us", "RU"), ("IR", "UA"), ("CN", "PL")]
DAYS = ["2022", "2023-05", "2024-03-01", "2024-12-31"]


def both_ways(record: Path | str, asked: LedgerQuery) -> tuple[list[Any], list[Any]]:
    """The entries that the record tells, and those among all of that day."""
    with StoreView.open(record, RULES) as view:
        told = view.entries(asked)
    with StoreView.open(record, RULES) as view:
        every = view.entries(LedgerQuery(as_of=asked.as_of))
    return told, [e for e in every if keeps(asked, e, {})]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**48))
def test_two_parties_as_of_a_day_are_told_as_settling_all_tells_them(empty: Path, seed: int) -> None:
    rng = random.Random(seed)
    with copy_of(empty) as record:
        with Store.open(record, RULES) as store:
            lived(store, rng, 14)
        for _ in range(3):
            giver, receiver = rng.choice(PAIRS)
            told, expected = both_ways(record, LedgerQuery(giver, receiver, act=rng.choice([None, None, "transfer"]), as_of=rng.choice(DAYS)))
            assert told == expected


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**48))
def test_an_entry_and_what_changed_are_told_as_settling_all_tells_them(empty: Path, seed: int) -> None:
    rng = random.Random(seed)
    with copy_of(empty) as record:
        with Store.open(record, RULES) as store:
            lived(store, rng, 14)
            ids, days = [e.id for e in store.entries()], sorted(rng.sample(DAYS, 2))
        asked = LedgerQuery(*rng.choice(PAIRS))
        with StoreView.open(record, RULES) as view:
            told = {i: by_id(view, i, days[0]) for i in rng.sample(ids, min(3, len(ids)))}
            changes = view.changes(days[0], days[1], asked)
        with StoreView.open(record, RULES) as view:
            ledgers = [view.entries(LedgerQuery(as_of=day)) for day in days]
        assert told == {i: next((e for e in ledgers[0] if e.id == i), None) for i in told}
        assert list(changes.changes) == different(RULES, [replace(asked, as_of=day) for day in days], ledgers, {})


def by_id(view: StoreView, key: str, day: str) -> Entry | None:
    """The entry as of the day; None where there was none."""
    try:
        return view.entry(key, day)
    except NotFoundError:
        return None


def test_little_is_read_for_two_parties(place: Place) -> None:
    record = place("record")
    with Store.open(record, RULES) as store:
        write(store, *(page(f"page{n}", f"2024-01-{n % 28 + 1:02d}", claim(giver=(f"G{n % 20}",), receiver=(f"R{n % 10}",))) for n in range(120)))
        store.settle()
    read = list[str]()
    with StoreView.open(record, RULES) as view, patch("onrecord.store.kept.noun", wraps=rows.noun) as noun:
        found = view.entries(LedgerQuery("G3", "R3", as_of="2024-01-20"))
        read += [c.args[1].name for c in noun.call_args_list]
    assert found
    assert len(read) <= 6
