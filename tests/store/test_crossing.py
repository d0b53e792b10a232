"""Who has what to do with whom is counted as looking at each entry would count it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.web.records import many

from onrecord.flow import open_record
from onrecord.model import Entry
from onrecord.model.entry import LedgerQuery
from onrecord.store.columns import STANDINGS
from onrecord.store.crossing import Crossing

CODES = st.lists(st.sampled_from("ABCD"), unique=True, max_size=3).map(lambda codes: tuple(sorted(codes)))
GOODS = st.lists(st.sampled_from(["uav", "tank", "missile.ballistic", "missile.cruise"]), unique=True, max_size=3).map(tuple)


def entry(n: int, giver: tuple[str, ...], receiver: tuple[str, ...], items: tuple[str, ...], standing: str) -> Entry:
    return Entry(f"{n:016x}", "transfer", giver, receiver, items, (), "done", standing, (), (), (), None, None, (), (), 1, 1, None, None)


ENTRIES = st.lists(st.tuples(CODES, CODES, GOODS, st.sampled_from(STANDINGS)), max_size=12).map(
    lambda every: [entry(n, *told) for n, told in enumerate(every)])


def pairs_by_hand(entries: Iterable[Entry]) -> dict[tuple[str, str], tuple[int, dict[str, int], tuple[str, ...]]]:
    by: dict[tuple[str, str], list[Entry]] = {}
    for e in entries:
        for giver in e.giver or ("",):
            for receiver in e.receiver or ("",):
                by.setdefault((giver, receiver), []).append(e)
    return {pair: (len(those), dict(Counter(e.standing for e in those)), tuple(sorted({c.partition(".")[0] for e in those for c in e.items})))
            for pair, those in by.items()}


def standings(entries: Iterable[Entry], held: Callable[[Entry], bool]) -> dict[str, int]:
    return dict(Counter(e.standing for e in entries if held(e)))


@given(ENTRIES)
def test_pairs_are_those_of_each_entry(entries: list[Entry]) -> None:
    found = Crossing.of(entries).pairs()
    assert {(p.giver, p.receiver): (p.entries, dict(p.standings), p.goods) for p in found} == pairs_by_hand(entries)
    assert [p[:2] for p in found] == sorted(p[:2] for p in found)


@given(ENTRIES, st.integers(1, 4), st.integers(1, 4))
def test_a_grid_counts_an_entry_once_in_each_cell_row_and_column(entries: list[Entry], high: int, wide: int) -> None:
    """Parties past the first few share the last row or column."""
    crossing = Crossing.of(entries)
    rows = {code: min(n, high - 1) for n, code in enumerate(crossing.side("giver"))}
    columns = {code: min(n, wide - 1) for n, code in enumerate(crossing.side("receiver"))}
    grid = crossing.grid(rows, columns)

    def row(e: Entry) -> set[int]:
        return {rows[code] for code in e.giver or ("",)}

    def column(e: Entry) -> set[int]:
        return {columns[code] for code in e.receiver or ("",)}

    for i in set(rows.values()):
        assert grid.rows[i] == standings(entries, lambda e, i=i: i in row(e))  # type: ignore[misc]
        for j in set(columns.values()):
            assert grid.cell(i, j) == standings(entries, lambda e, i=i, j=j: i in row(e) and j in column(e))  # type: ignore[misc]
    for j in set(columns.values()):
        assert grid.columns[j] == standings(entries, lambda e, j=j: j in column(e))  # type: ignore[misc]
    assert grid.whole == standings(entries, lambda e: True)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return many(tmp_path_factory.mktemp("crossing") / "many.record", 60)


@pytest.mark.parametrize("query", [
    LedgerQuery(), LedgerQuery(act="transfer"), LedgerQuery("IR", order="-voices"), LedgerQuery(receiver="unknown"), LedgerQuery(words="speaker 7"),
    LedgerQuery(as_of="2022-06"), LedgerQuery(as_of="2022-06", giver="US"), LedgerQuery(min_confidence=0.95), LedgerQuery(act="cooperation"),
])
def test_a_query_is_counted_whatever_its_day(path: Path, query: LedgerQuery) -> None:
    with open_record(str(path)) as view:
        found, entries = view.crossing(query), view.entries(query)
        assert found.count == len(entries) and found.pairs() == Crossing.of(entries).pairs()
        assert found.side("giver") == dict(Counter(c for e in entries for c in e.giver or ("",)))
