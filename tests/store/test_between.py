"""What changed between two days, of all matters: what is told is what settling all of both days tells, and little is read for it."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.store.conftest import Place
from tests.store.records import RULES, page, write
from tests.store.test_again import lived
from tests.store.test_candidates import copy_of, empty
from tests.store.test_then import DAYS
from tests.strategies import claim

from onrecord.model.entry import LedgerQuery
from onrecord.store import Store, StoreView, rows
from onrecord.store.counted import different

__all__ = ["empty"]
ASKED = (LedgerQuery(), LedgerQuery(), LedgerQuery(giver="US"), LedgerQuery(act="transfer"),
         LedgerQuery(receiver="UA"), LedgerQuery(status="contested"))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**48))
@example(seed=874478)  # judged at words of another article, whose claim is what was judged before the one that was meant was told
@example(seed=64125323243246)  # joined by people to a matter of another act
def test_what_changed_is_told_as_settling_all_tells_it(empty: Path, seed: int) -> None:
    rng = random.Random(seed)
    with copy_of(empty) as record:
        with Store.open(record, RULES) as store:
            lived(store, rng, 16)
        for _ in range(3):
            days = sorted(rng.sample([*DAYS, "2023-11", "2024-02-10"], 2))
            asked = rng.choice(ASKED)
            with StoreView.open(record, RULES) as view:
                found = view.changes(days[0], days[1], asked)
            with StoreView.open(record, RULES) as view:
                ledgers = [view.entries(LedgerQuery(as_of=day)) for day in days]
            assert list(found.changes) == different(RULES, [replace(asked, as_of=day) for day in days], ledgers, {})


def test_a_short_time_reads_little_and_settles_little(place: Place) -> None:
    record = place("record")
    with Store.open(record, RULES) as store:
        write(store, *(page(f"page{n}", f"2024-{n % 12 + 1:02d}-1{n % 9}", claim(giver=(f"G{n % 20}",), receiver=(f"R{n}",))) for n in range(120)))
        store.settle()
    with StoreView.open(record, RULES) as view, patch("onrecord.store.kept.noun", wraps=rows.noun) as noun, \
            patch.object(StoreView, "_settled_whole", side_effect=AssertionError("all is settled")):
        found = view.changes("2024-05-13", "2024-05-14")
        read = len(noun.call_args_list)
    assert found.changes and all(c.kinds == ("new",) for c in found.changes)
    assert read <= 10 * len(found.changes)


@pytest.mark.parametrize("asked", [LedgerQuery(min_confidence=0.5), LedgerQuery(origin="a")])
def test_another_question_is_answered_from_all(place: Place, asked: LedgerQuery) -> None:
    record = place("record")
    with Store.open(record, RULES) as store:
        write(store, page("one", "2024-01-10", claim()), page("two", "2024-03-10", claim(status="denied")))
        store.settle()
    with StoreView.open(record, RULES) as view, patch.object(StoreView, "_rows_then", side_effect=AssertionError("a part is settled")):
        view.changes("2024-01", "2024-03", asked)
