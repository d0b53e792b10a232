"""Two writers take turns, and readers never wait for them: on both databases, for `SECONDS` (bench/store_turns.py does it for minutes)."""

from __future__ import annotations

import statistics
import sys
import threading
from pathlib import Path

import pytest
from bench.store_turns import LONGEST_READ, play
from tests.store.conftest import Place
from tests.store.records import RULES, missiles, page, write
from tests.strategies import claim

from onrecord.errors import StoreError
from onrecord.model.entry import LedgerQuery
from onrecord.store import Store, StoreView

SECONDS = 5.0


def test_two_writers_and_readers(place: Place) -> None:
    record = place("busy")
    Store.open(record, RULES).close()
    told = play(record, SECONDS, writers=2, readers=2)
    assert told.faults == [] and told.written > 0 and min(told.by_writer) > 0 and len(told.reads) > 10
    with StoreView.open(record, RULES) as view:
        assert view.counts()["articles"] == told.written, "something acknowledged was lost, or kept twice"
        view.check()
    # the median, not the slowest: on a machine that is busy otherwise a read may have waited for the processor
    assert statistics.median(told.reads) < LONGEST_READ, f"readers waited {statistics.median(told.reads):.3f} s"


def test_a_reader_does_not_wait_for_a_writer_that_holds_its_turn(place: Place) -> None:
    record = place("held")
    with Store.open(record, RULES) as store, StoreView.open(record, RULES) as view:
        write(store, page("first", "2024-01-01", missiles("done")))
        store.settle()
        with store._writing() as connection:
            connection.exec_driver_sql("DELETE FROM skips")
            connection.exec_driver_sql("UPDATE meta SET value = value")
            done = threading.Event()

            def ask() -> None:
                assert len(view.lines(LedgerQuery(giver="IR"))) == view.facets().entries == 1
                done.set()

            asking = threading.Thread(target=ask)
            asking.start()
            assert done.wait(20), "the reader waited for the writer"
            asking.join()


def test_a_writer_that_never_gets_its_turn_gives_up_cleanly(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    record = place("turns")
    Store.open(record, RULES).close()
    monkeypatch.setattr("onrecord.store.opening._BUSY_SECONDS", 1)
    with Store.open(record, RULES) as one, Store.open(record, RULES) as two:
        with one._writing(), pytest.raises(StoreError, match=r"lock"):
            write(two, page("late", "2024-01-01", claim()))
        assert write(two, page("late", "2024-01-01", claim())).articles == 1


def test_a_snapshot_is_one_state_of_the_record(place: Place) -> None:
    """What is read in one question never mixes two states."""
    record = place("state")
    with Store.open(record, RULES) as store, StoreView.open(record, RULES) as view:
        write(store, page("first", "2024-01-01", missiles("done")))
        with view._reading() as connection:
            before = connection.exec_driver_sql("SELECT count(*) FROM claims").scalar_one()
            write(store, page("second", "2024-01-02", missiles("done")))
            assert connection.exec_driver_sql("SELECT count(*) FROM claims").scalar_one() == before == 1
        assert view.counts()["claims"] == 2


def test_the_bench_tells_what_it_saw(tmp_path: Path) -> None:
    assert str(Path(sys.executable)) and play(str(tmp_path / "r.db"), 0.5, writers=1, readers=1).faults == []
