"""What is opened and what is refused: new, newer, older, damaged, foreign, absent, read-only."""

from __future__ import annotations

import random
import shutil
import sqlite3
import warnings
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import MetaData, create_engine, insert, select
from tests.store import postgres
from tests.store.conftest import EMPTY
from tests.store.records import RULES, filled_record, page, story, text_of, write
from tests.strategies import claim

import onrecord.store
from onrecord.errors import DamagedStoreError, NewerStoreError, StoreError
from onrecord.model import Judgement
from onrecord.store import Store, StoreView
from onrecord.store.tables import SHAPE, metadata


def change(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def test_a_new_record_has_every_table_and_our_shape(tmp_path: Path) -> None:
    with Store.open(tmp_path / "new.db", RULES) as store:
        assert store.counts()["articles"] == 0
        assert store.entries() == []
    connection = sqlite3.connect(tmp_path / "new.db")
    names = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert set(metadata.tables) | {"alembic_version", "article_words"} <= names
    assert connection.execute("SELECT value FROM meta WHERE key = 'shape'").fetchone() == (str(SHAPE),)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()


def test_the_last_migration_makes_our_shape() -> None:
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", str(Path(onrecord.store.__file__).parent / "migrations"))
    assert ScriptDirectory.from_config(config).get_current_head() == f"{SHAPE:04d}"


@pytest.mark.parametrize("kind", [Store, StoreView])
def test_a_newer_record_is_refused_and_left_as_it_is(tmp_path: Path, kind: type[StoreView]) -> None:
    path = filled_record(tmp_path / "record.db")
    change(path, "UPDATE meta SET value = '99' WHERE key = 'shape'")
    before = path.read_bytes()
    with pytest.raises(NewerStoreError, match="upgrade"):
        kind.open(path, RULES)
    assert path.read_bytes() == before


@pytest.mark.parametrize("kind", [Store, StoreView])
@pytest.mark.parametrize("content", [b"", b"not a database at all", b"SQLite format 3\x00", b"SQLite format 3\x00" + bytes(4096)])
def test_what_is_no_record(tmp_path: Path, kind: type[StoreView], content: bytes) -> None:
    path = tmp_path / "record.db"
    path.write_bytes(content)
    if kind is Store and not content:
        kind.open(path, RULES).close()
        return
    with pytest.raises(DamagedStoreError):
        kind.open(path, RULES)
    assert path.read_bytes() == content


def test_another_programs_database(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    change(path, "CREATE TABLE bookmarks (url TEXT)")
    before = path.read_bytes()
    with pytest.raises(DamagedStoreError, match="another program"):
        Store.open(path, RULES)
    assert path.read_bytes() == before


@pytest.mark.parametrize("statement", [
    "DROP TABLE skips", "DELETE FROM meta WHERE key = 'shape'", "UPDATE meta SET value = 'x' WHERE key = 'shape'",
])
def test_a_record_with_something_missing(tmp_path: Path, statement: str) -> None:
    path = filled_record(tmp_path / "record.db")
    change(path, statement)
    with pytest.raises(DamagedStoreError):
        StoreView.open(path, RULES)


KEPT = ("captures", "articles", "pages", "readings", "claims", "parties", "judgements", "skips")
DERIVED = ("stories", "prints", "bands", "measures", "origins", "entries", "entry_claims")
SETTLED = ("entry_shown", "entry_pairs", "entry_items", "entry_origins", "columns", "claim_cells", "matter_cells", "fits", "compared", "clashes")


def url_of(place: str | Path) -> str:
    """The SQLAlchemy URL of a record."""
    return str(place).replace("postgresql:", "postgresql+psycopg:") if "://" in str(place) else f"sqlite:///{place}"


def of_shape(shape: int, place: str | Path, record: str | Path) -> None:
    """Lays down what a record holds as an earlier OnRecord did, by the migrations as they were then; ``record`` is one of today."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(onrecord.store.__file__).parent / "migrations"))
    old, new = create_engine(url_of(place)), create_engine(url_of(record))
    with old.begin() as connection, new.begin() as source:
        config.attributes["connection"] = connection
        command.upgrade(config, f"{shape:04d}")
        then, now = MetaData(), MetaData()
        then.reflect(connection)
        now.reflect(source)
        for table in (*KEPT, *(DERIVED if shape > 1 else ()), *(SETTLED if shape > 5 else ())):
            shared = [c.name for c in then.tables[table].columns if c.name in now.tables[table].columns]
            rows = [dict(row._mapping) for row in source.execute(select(*(now.tables[table].c[name] for name in shared)))]
            if rows:
                connection.execute(insert(then.tables[table]), rows)
        if shape == 1:
            connection.exec_driver_sql("UPDATE articles SET origin = id")
            connection.exec_driver_sql("INSERT INTO prints SELECT id, text, 0 FROM articles")
            connection.exec_driver_sql("INSERT INTO origins SELECT id, '{}', 0 FROM articles")
        else:
            connection.exec_driver_sql("UPDATE meta SET value = 'test prints' WHERE key = 'traced_by'")
        connection.exec_driver_sql("UPDATE meta SET value = '4' WHERE key = 'claims_at'")
        connection.exec_driver_sql(f"UPDATE meta SET value = '4 {'1' if shape == 1 else 'test'}' WHERE key = 'settled_at'")
    old.dispose()
    new.dispose()


@pytest.mark.parametrize("shape", [1, 2, 3, 4, 5, 6])
def test_an_earlier_record_is_copied_and_brought_up_to_date(tmp_path: Path, shape: int) -> None:
    new, old = filled_record(tmp_path / "new.db"), tmp_path / "old.db"
    with Store.open(new, RULES) as store:
        write(store, page("reprint", "2022-12-20", text=text_of("winter") + "Read more on our site.\n"))
        store.settle()
    of_shape(shape, old, new)
    before = old.read_bytes()
    with pytest.raises(StoreError, match="earlier OnRecord"):
        StoreView.open(old, RULES)
    assert old.read_bytes() == before
    with Store.open(old, RULES) as store:
        unsettled = (store.entries(), store.origins(), store.facts())
        store.settle()
        assert (store.entries(), store.origins(), store.facts()) == unsettled
    assert answers(old) == answers(new)
    assert sorted(len(o.articles) for o in unsettled[1]) == [1, 1, 1, 2]
    with closing(sqlite3.connect(old.with_name(f"old.db.shape{shape}"))) as copy:
        assert copy.execute("SELECT value FROM meta WHERE key = 'shape'").fetchone() == (str(shape),)
        assert copy.execute("SELECT count(*) FROM prints").fetchone() == (5,)


@pytest.mark.parametrize("shape", [1, 2, 3, 4, 5, 6])
def test_an_earlier_record_in_postgresql_is_copied_beside_itself(socket: str, tmp_path: Path, shape: int) -> None:
    new, name = filled_record(tmp_path / "new.db"), f"shape {shape}"
    old = postgres.make(socket, name)
    of_shape(shape, old, new)
    with pytest.raises(StoreError, match="earlier OnRecord"):
        StoreView.open(old, RULES)
    for _ in range(2):
        with Store.open(old, RULES) as store:
            store.settle()
    assert answers(old) == answers(new)
    with psycopg.connect(old) as connection:
        copied = connection.execute(f"SELECT value FROM public_shape{shape}.meta WHERE key = 'shape'").fetchone()
        schemas = connection.execute("SELECT count(*) FROM pg_namespace WHERE nspname LIKE 'public%'").fetchone()
    assert (copied, schemas) == ((str(shape),), (2,))
    postgres.drop(socket, name)


@pytest.mark.parametrize("shape", [2, 6])
def test_permalinks_of_an_earlier_record_still_lead_on(tmp_path: Path, shape: int) -> None:
    """When and why an id led elsewhere before was not kept, and is not made up; it goes where that goes which it leads to."""
    new, old = filled_record(tmp_path / "new.db"), tmp_path / "old.db"
    of_shape(shape, old, new)
    with sqlite3.connect(old) as connection:
        drones = connection.execute("SELECT entry FROM entry_claims ORDER BY entry").fetchall()[0][0]
        connection.execute("INSERT INTO aliases (old, new) VALUES ('0123456789abcdef', ?)", (drones,))
    connection.close()
    with Store.open(old, RULES) as store:
        store.settle()
        before, = store.led("01234567")
        assert (before.new, before.steps, before.whole) == (drones, (), False)
        one, other = (e.id for e in store.entries())
        store.judge(Judgement("j1", "same", f"{one} {other}", "Ann", "2024-03-01T10:00:00", "one shipment"))
        store.settle()
        assert store.entry(one) == store.entry(other) == store.entry("0123456789abcdef")
        kept, = store.entries()
        lost, = {one, other} - {kept.id}
        led, = store.led(lost)
        assert led.whole and [(s.was, s.into, s.judgements) for s in led.steps] == [(lost, kept.id, ("j1",))]
        after, = store.led("0123456789abcdef")
        assert (after.new, after.whole, after.steps) == (kept.id, False, led.steps if lost == drones else ())
        store.check()


@pytest.mark.parametrize(("url", "told"), [
    ("postgresql://ann:secret@127.0.0.1:1/none", "127.0.0.1"), ("mysql://ann:secret@host/none", "no database that a record can be in"),
    ("postgresql://ann:secret@host:port/none", "not a database URL"),
])
def test_a_database_that_cannot_be_reached_is_told_without_its_password(url: str, told: str) -> None:
    with pytest.raises(StoreError, match=told) as caught:
        Store.open(url, RULES)
    assert "secret" not in str(caught.value) and "secret" not in caught.value.path


def test_a_database_that_is_no_record(socket: str) -> None:
    place = postgres.make(socket, "other")
    with pytest.raises(DamagedStoreError, match="empty"):
        StoreView.open(place, RULES)
    with psycopg.connect(place) as connection:
        connection.execute("CREATE TABLE bookmarks (url text)")
    with pytest.raises(DamagedStoreError, match="another program"):
        Store.open(place, RULES)
    postgres.drop(socket, "other")


def test_text_is_compared_by_its_bytes_whatever_the_database_thinks(socket: str) -> None:
    with psycopg.connect(postgres.base(socket, EMPTY)) as connection:
        texts = connection.execute("SELECT table_name, column_name, collation_name FROM information_schema.columns "
                                   "WHERE table_schema = 'public' AND data_type IN ('text', 'character varying')").fetchall()
    ours = [row for row in texts if row[0] != "alembic_version"]
    assert len(ours) > 50 and {row[2] for row in ours} == {"C"}


def test_a_record_that_other_rules_traced_is_traced_again(tmp_path: Path) -> None:
    path = filled_record(tmp_path / "record.db")
    expected, later = answers(path), replace(RULES, traced="other prints")
    with pytest.raises(StoreError, match="open it once for writing"):
        StoreView.open(path, later)
    with Store.open(path, later) as store:
        store.settle()
    with StoreView.open(path, later) as view:
        assert view.origins() == expected[5] and view.entries() == expected[0]
        view.check()


def test_an_older_record_is_copied_before_it_is_migrated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = filled_record(tmp_path / "record.db")
    monkeypatch.setattr("onrecord.store.opening.SHAPE", SHAPE + 1)
    with pytest.raises(StoreError, match="earlier OnRecord"):
        StoreView.open(path, RULES)
    Store.open(path, RULES).close()
    copy = path.with_name(f"record.db.shape{SHAPE}")
    monkeypatch.undo()
    with StoreView.open(copy, RULES) as view:
        assert view.counts()["articles"] == 4


def test_no_record_there(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no such record"):
        StoreView.open(tmp_path / "none.db", RULES)
    assert not (tmp_path / "none.db").exists()
    with pytest.raises(StoreError):
        Store.open(tmp_path / "no folder" / "none.db", RULES)
    with pytest.raises(StoreError):
        Store.open(tmp_path, RULES)


def test_a_view_cannot_write(tmp_path: Path) -> None:
    path = filled_record(tmp_path / "record.db")
    with StoreView.open(path, RULES) as view:
        assert not hasattr(view, "write_batch")
        with pytest.raises(StoreError), view._reading() as connection:
            connection.exec_driver_sql("DELETE FROM claims")


def test_a_full_disk_is_a_clean_stop(tmp_path: Path) -> None:
    path = filled_record(tmp_path / "record.db")
    with Store.open(path, RULES) as store:
        before = store.entries()
        big = page("big", "2024-06-01", *(claim(status="done") for _ in range(3)), text="word " * 200_000)
        limit = path.stat().st_size // 4096 + 2

        def cap(connection: sqlite3.Connection, _record: object) -> None:
            connection.execute(f"PRAGMA max_page_count={limit}")

        from sqlalchemy import event

        event.listen(store._engine, "connect", cap)
        articles = [page(f"page {i}", "2024-06-01", text=" ".join(str(i * j) for j in range(9000))) for i in range(20)]
        with pytest.raises(StoreError, match="full"):
            write(store, big, *articles)
        event.remove(store._engine, "connect", cap)
        assert store.entries() == before
        assert write(store, big, *articles).articles == 21


def answers(path: str | Path) -> tuple[Any, ...]:
    """All that a record answers."""
    with StoreView.open(path, RULES) as view:
        view.check()
        return (view.entries(), list(view.articles()), list(view.pages()), view.claims(), view.skips(), view.origins(),
                list(view.captures()), view.judgements(), view.search("winter3"))


def test_flipped_bytes_never_give_a_wrong_answer(tmp_path: Path) -> None:
    path = filled_record(tmp_path / "record.db")
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    whole, expected = path.read_bytes(), answers(path)
    rng = random.Random(11)
    refused = 0
    for number in range(80):
        torn = bytearray(whole)
        place = rng.randrange(len(torn))
        torn[place] ^= 1 << rng.randrange(8)
        hurt = tmp_path / f"hurt{number}.db"
        hurt.write_bytes(torn)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                assert answers(hurt) == expected, f"byte {place}"
        except StoreError:
            refused += 1
        shutil.rmtree(hurt, ignore_errors=True)
    assert refused > 5


def test_two_records_of_the_same_pages_hold_the_same(tmp_path: Path) -> None:
    first, second = filled_record(tmp_path / "1.db"), filled_record(tmp_path / "2.db")
    assert answers(first) == answers(second)
    assert len(story()) == 4
