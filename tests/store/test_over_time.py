"""What was told is kept as it is, and counted over time as looking at each entry would count it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from sqlalchemy import delete, update
from tests.cli.runs import placed
from tests.strategies import article, capture_of, source
from tests.web.records import many

from onrecord.errors import DamagedStoreError
from onrecord.flow import RULES, open_record
from onrecord.model.entry import LedgerQuery
from onrecord.model.judgement import Judgement
from onrecord.store import Store
from onrecord.store import tables as t
from onrecord.store.said import NAME, Said, kept_said


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return many(tmp_path_factory.mktemp("time") / "many.record", 60)


def words(store: Store) -> list[tuple[int, ...]] | None:
    with store._reading() as connection:
        kept = kept_said(connection, store.path)
    return None if kept is None else kept.words.tolist()


def test_what_is_kept_is_what_would_be_made_whatever_was_settled(tmp_path: Path) -> None:
    """After the whole is settled, after pages that touch a part, and after a judgement that takes a word away."""
    path = many(tmp_path / "part.record", 60)
    with Store.open(path, RULES) as store:
        assert words(store) == Said.of(store.entries()).words.tolist()
        for n in range(2):
            quote = f"Late delivery {n} was told by speaker {n}."
            page = article(f"Evening {n}\n{quote}\n", f"late {n}", "2024-09-01", "Paper 1")
            told = placed(page, quote, (source(f"Speaker {n}", "US"),), giver=("IR",), receiver=("RU",), items=("uav",), when_iso="2019-01")
            store.write_batch([capture_of(page)], [page], {page.id: [told]}, (), "test")
            store.settle()
            assert words(store) == Said.of(store.entries()).words.tolist()
        claim = store.claims()[0]
        store.judge(Judgement("j1", "wrong", claim.id, "Ann", "2024-03-01", "misread", claim.article, claim.span))
        store.settle()
        assert words(store) == Said.of(store.entries()).words.tolist()


def test_a_record_that_keeps_none_is_counted_all_the_same(tmp_path: Path) -> None:
    path = many(tmp_path / "older.record", 20)
    with open_record(str(path)) as view:
        kept = view.over_time().said.words.tolist()
    with Store.open(path, RULES) as store, store._writing() as connection:
        connection.execute(delete(t.columns).where(t.columns.c.name == NAME))
    with open_record(str(path)) as view:
        assert view.over_time().said.words.tolist() == kept


def test_what_is_not_as_it_was_written_is_told(tmp_path: Path) -> None:
    path = many(tmp_path / "broken.record", 5)
    with Store.open(path, RULES) as store, store._writing() as connection:
        connection.execute(update(t.columns).where(t.columns.c.name == NAME).values(body=b"short"))
    with open_record(str(path)) as view, pytest.raises(DamagedStoreError):
        view.over_time()


@pytest.mark.parametrize("query", [
    LedgerQuery(), LedgerQuery(as_of="2022-06"), LedgerQuery(since="2021", until="2022-06"), LedgerQuery(act="funding"),
])
def test_every_entry_has_its_words_and_roots(path: Path, query: LedgerQuery) -> None:
    with open_record(str(path)) as view:
        time, entries = view.over_time(query), view.entries(query)
        assert time.ids(time.places) == [e.id for e in entries]
        edges = [("0001-01-01", "2021-12-31"), ("2022-01-01", "2022-12-31"), ("2023-01-01", "9998-12-31")]
        _, told = time.stretches(time.places, edges)
        moves = [m for e in entries for m in e.history]
        assert told == [dict(Counter(m.status for m in moves if m.published and low <= m.published <= high)) for low, high in edges]
        roots = time.roots()
        for e, place in zip(entries, time.places.tolist(), strict=True):
            held = roots.value[roots.start[place]:roots.start[place] + roots.size[place]]
            assert len(set(held.tolist())) == len({m.report or m.origin for m in e.history if m.counts})


def test_entries_are_opened_by_id_on_their_day(path: Path) -> None:
    with open_record(str(path)) as view:
        for query in (LedgerQuery(), LedgerQuery(as_of="2022-06")):
            entries = view.entries(query)
            wanted = {e.id for e in entries[:3]} | {"none"}
            assert {e.id: e for e in view.with_ids(query, wanted)} == {e.id: e for e in entries[:3]}
