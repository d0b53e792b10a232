"""On a trial everything can be done, and nothing of it is kept, whatever went wrong on the way."""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path

import pytest
from tests.cli.runs import run
from tests.store import postgres
from tests.store.conftest import Place
from tests.store.records import RULES, filled_record, missiles, page, write
from tests.store.test_opening import of_shape

from onrecord.errors import NotFoundError, QueryError, StoreError
from onrecord.model import Judgement
from onrecord.store import Store, StoreView, Trial
from onrecord.store.opening import look_before


def test_all_is_there_while_it_is_tried_and_nothing_after(place: Place) -> None:
    path = filled_record(place("r"))
    with StoreView.open(path, RULES) as view:
        before = (view.entries(), view.counts(), view.state(), view.saved())
    with Trial.open(path, RULES) as trial, StoreView.open(path, RULES) as view:
        assert write(trial, page("more", "2024-05-01", missiles("halted"))).articles == 1
        trial.judge(Judgement("j1", "same", " ".join(e.id for e in trial.entries()), "Ann", "2024-03-01T10:00:00", "one shipment"))
        assert trial.settle() == 1 and len(trial.entries()[0].claims) == 8
        trial.save("mine", "", "2024-03-01T10:00:00")
        with pytest.raises(QueryError):
            trial.save("mine", "", "2024-03-01T10:00:01")
        with pytest.raises(NotFoundError):
            trial.remove_saved("nobody", "2024-03-01T10:00:01")
        assert [q.name for q in trial.saved()] == ["mine"], "what failed took nothing else with it"
        assert (view.entries(), view.counts(), view.state(), view.saved()) == before, "who reads meanwhile sees nothing of it"
    with Store.open(path, RULES) as store:
        assert (store.entries(), store.counts(), store.state(), store.saved()) == before
        assert write(store, page("later", "2024-05-01", missiles("halted"))).articles == 1


def test_a_file_stays_as_it_was_with_what_others_left_in_its_log(tmp_path: Path) -> None:
    path = filled_record(tmp_path / "r.db")
    logged = tmp_path / "logged.db"
    with sqlite3.connect(path) as raw:
        raw.execute("DELETE FROM skips")
        raw.commit()
        for end in ("", "-wal"):  # as a killed writer leaves them
            logged.with_name(logged.name + end).write_bytes(path.with_name(path.name + end).read_bytes())
    raw.close()
    for record in (path, logged):
        held = hashlib.sha256(record.read_bytes()).hexdigest()
        with Trial.open(record, RULES) as trial:
            write(trial, *(page(f"more {n}", "2024-05-01", missiles("halted")) for n in range(20)))
            trial.settle()
        assert hashlib.sha256(record.read_bytes()).hexdigest() == held
        with StoreView.open(record, RULES) as view:
            assert view.skips() == [] and view.counts()["articles"] == 4
            view.check()


def test_what_is_not_there_or_no_record_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "no.db"
    other.write_text("no record", encoding="utf-8")
    for place in (tmp_path / "none.db", other):
        with pytest.raises(StoreError):
            Trial.open(place, RULES)
    assert [p.name for p in tmp_path.iterdir()] == ["no.db"]


def test_what_writing_would_meet_is_looked_for_before(tmp_path: Path, socket: str) -> None:
    path, other = filled_record(tmp_path / "r.db"), tmp_path / "no.db"
    other.write_text("no record", encoding="utf-8")
    look_before(str(path))
    look_before(str(tmp_path / "new.db"))
    for place in (other, tmp_path / "no folder" / "new.db", "mysql://host/none", f"postgresql://onrecord@/nowhere?host={socket}"):
        with pytest.raises(StoreError) as told:
            look_before(str(place))
        with pytest.raises(StoreError) as real:
            Store.open(place, RULES)
        assert str(told.value) == str(real.value)


def test_a_record_that_is_only_written_to_must_be_there_of_whatever_shape(tmp_path: Path, socket: str) -> None:
    path, old = filled_record(tmp_path / "r.db"), tmp_path / "old.db"
    of_shape(6, old, path)
    look_before(str(path), made=False)
    look_before(str(old), made=False)
    for place, told in ((tmp_path / "none.db", "no such record"), (postgres.make(socket, "nothing in it"), "it is empty")):
        look_before(str(place))
        with pytest.raises(StoreError, match=told):
            look_before(str(place), made=False)
    assert run("saved", "rename", "none", "other", "--record", tmp_path / "none.db").code == 1 and not (tmp_path / "none.db").exists()
    assert run("saved", "add", "mine", "act=transfer", "--record", old).code == 0, "it is brought up to date"
