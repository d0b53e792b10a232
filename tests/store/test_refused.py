"""A full disk, a folder that may not be written to, no permission, no descriptors: a clean stop, the record opens, and going on completes it."""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event
from tests.store.records import RULES, filled_record, missiles, page, story, write
from tests.strategies import claim

from onrecord.errors import StoreError
from onrecord.store import Store, StoreView

NOBODY = 65534
MORE = [page(f"more {n}", "2024-06-01", missiles("done"), claim(status="done"), text=" ".join(str(n * w) for w in range(3000))) for n in range(8)]


@contextmanager
def without_rights() -> Iterator[None]:
    """As somebody whom permissions bind, where the tests are run by root."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def open_to_all() -> Iterator[Path]:
    """A folder that somebody without rights may read; that of the tests is their user's alone."""
    folder = Path(tempfile.mkdtemp(prefix="onrecord-"))
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.parametrize("pages", range(1, 60, 8))
def test_a_disk_that_fills_at_any_point(tmp_path: Path, pages: int) -> None:
    expected = filled_record(tmp_path / "expected.db")
    with Store.open(expected, RULES) as store:
        write(store, *MORE)
        store.settle()
        whole = (store.entries(), store.claims(), store.counts())
    path = filled_record(tmp_path / "record.db")
    with Store.open(path, RULES) as store:
        limit, before = path.stat().st_size // 4096 + pages, (store.entries(), store.counts())

        def cap(connection: sqlite3.Connection, _record: object) -> None:
            connection.execute(f"PRAGMA max_page_count={limit}")

        event.listen(store._engine, "connect", cap)
        with pytest.raises(StoreError, match="full"):
            for one in MORE:
                write(store, one)
            store.settle()
        event.remove(store._engine, "connect", cap)
        store.check()
        kept = store.counts()["articles"]
        assert kept >= before[1]["articles"]
    with Store.open(path, RULES) as store:
        write(store, *MORE)
        store.settle()
        assert (store.entries(), store.claims(), store.counts()) == whole


def test_a_folder_that_may_not_be_written_to_can_be_read_and_nothing_else(open_to_all: Path) -> None:
    path = filled_record(open_to_all / "record.db")
    path.chmod(0o444)
    open_to_all.chmod(0o555)
    before = path.read_bytes()
    with without_rights():
        with StoreView.open(path, RULES) as view:
            assert len(view.entries()) == 2 and view.search("winter3") and view.facets().entries == 2
            view.check()
        with pytest.raises(StoreError, match=r"readonly|read-only|permission|unable to open"), Store.open(path, RULES) as store:
            write(store, *MORE)
        with pytest.raises(StoreError):
            Store.open(open_to_all / "new.db", RULES)
    assert path.read_bytes() == before and [p.name for p in open_to_all.iterdir()] == ["record.db"]


def test_a_record_that_may_not_be_read(open_to_all: Path) -> None:
    path = filled_record(open_to_all / "record.db")
    path.chmod(0)
    with without_rights():
        for kind in (Store, StoreView):
            with pytest.raises(StoreError, match="Permission denied"):
                kind.open(path, RULES)
    path.chmod(0o644)
    with Store.open(path, RULES) as store:
        assert len(store.entries()) == 2


def test_no_descriptors_left(tmp_path: Path) -> None:
    path = filled_record(tmp_path / "record.db")
    with Store.open(path, RULES) as store:
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        taken = os.open(os.devnull, os.O_RDONLY)
        os.close(taken)
        resource.setrlimit(resource.RLIMIT_NOFILE, (taken, hard))
        try:
            with pytest.raises(StoreError, match=r"unable to open|Too many open files"):
                write(store, *MORE)
            with pytest.raises(StoreError, match="Too many open files"):
                StoreView.open(path, RULES)
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        assert write(store, *MORE).articles == len(MORE)
        assert store.counts()["articles"] == len(MORE) + len(story())
