"""Opening: a record is found sound and of our shape before anything is asked of it, and migrated after a copy when it is older.

A SQLite record runs in WAL mode with full synchronisation: what was acknowledged survives a killed process and a power cut. A file that is
no record, is damaged, or was written by a later OnRecord is refused and not written to.

A PostgreSQL record is a schema of a database, the first of the connection's search path ("postgresql://host/base?options=-csearch_path%3Drecord").
One writes at a time there as well, by an advisory lock; readers see one snapshot and never wait. Before an older one is migrated its tables
are copied into a schema beside it, in the same transaction ("record_shape2").
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import NullPool, QueuePool

from onrecord.errors import DamagedStoreError, NewerStoreError, StoreError
from onrecord.store.tables import SHAPE, WORD_INDICES, meta, metadata

_MAGIC = b"SQLite format 3\x00"
_BUSY_SECONDS = 60
CACHE_KIB = 65_536
"""Pages of the record that a writer keeps in memory: bands come in random order, and a small cache would read them from disk again and again."""
EMPTY = "not a record: it is empty"
_SETTINGS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"cache_size=-{CACHE_KIB}")
CHECKED_BYTES = 64 * 1024 * 1024


@contextmanager
def faults(path: str) -> Iterator[None]:
    """Turns the database's errors into ours: `DamagedStoreError` where the file is at fault, `StoreError` for a full disk or a lock."""
    try:
        yield
    except DBAPIError as fault:
        raise _ours(path, fault.orig or fault) from fault
    except sqlite3.Error as fault:
        raise _ours(path, fault) from fault
    except UnicodeDecodeError as fault:  # the driver reads the names of tables before any row is checked
        raise DamagedStoreError(path, f"{fault}; restore the record from a copy") from fault


def _ours(path: str, fault: BaseException) -> StoreError:
    reason = str(fault)
    damaged = isinstance(fault, sqlite3.DatabaseError) and not isinstance(fault, sqlite3.OperationalError | sqlite3.IntegrityError)
    marks = ("malformed", "not a database", "corrupt", "no such table", "no such column", "unsupported file format", "could not decode",
             "does not exist\nline")
    if damaged or any(m in reason.casefold() for m in marks):
        return DamagedStoreError(path, f"{reason}; restore the record from a copy")
    return StoreError(path, reason)


def open_engine(path: str, read_only: bool) -> Engine:
    """An engine on a sound record of our shape; a new one is made unless ``read_only``.

    ``path`` is a file, or the URL of a PostgreSQL database ("postgresql://.."). Raises `StoreError` and its kinds, which never tell a password.
    """
    if "://" not in path:
        _look(Path(path), read_only)
    engine = _postgresql(path) if "://" in path else _sqlite(path, read_only)
    try:
        with faults(shown(path)):
            _fit(engine, path, read_only)
    except StoreError:
        engine.dispose()
        raise
    return engine


def open_trial(path: str) -> Engine:
    """An engine on a record that is there and of our shape, to write in what is undone; opening it changes nothing. Raises `StoreError`."""
    if "://" in path:
        return _postgresql(path)
    return _sqlite(path, read_only=False, settings=(f"cache_size=-{CACHE_KIB}", "foreign_keys=ON"))


def look_before(path: str, made: bool = True) -> None:
    """Raises what opening a record for writing would raise, as far as can be seen without writing: `StoreError` and its kinds. ``made``: one that is
    not there may be made; else that is raised too. One of an earlier shape is there."""
    if "://" not in path:
        _look(Path(path), read_only=not (made or Path(path).exists()))
        if not Path(path).absolute().parent.is_dir():
            raise StoreError(path, "unable to open database file")
        return
    engine = _postgresql(path)
    try:
        with faults(shown(path)):
            if not _shape_of(engine, path) and not made:
                raise DamagedStoreError(shown(path), EMPTY)
    finally:
        engine.dispose()


def shown(path: str) -> str:
    """A file, or a database URL without its password, as messages name it."""
    if "://" not in path:
        return path
    try:
        return make_url(path).render_as_string(hide_password=True)
    except (ArgumentError, ValueError):
        return path.partition("://")[0] + "://..."


def _postgresql(path: str) -> Engine:
    try:
        url: URL = make_url(path)
    except (ArgumentError, ValueError) as fault:
        raise StoreError(shown(path), "not a database URL; one is postgresql://user@host/database") from fault
    if url.drivername not in ("postgresql", "postgres", "postgresql+psycopg"):
        raise StoreError(shown(path), f"{url.drivername} is no database that a record can be in: a file (SQLite) or postgresql://")
    try:
        # connecting costs tens of milliseconds here, unlike opening a file: connections are kept until the record is closed
        engine = create_engine(url.set(drivername="postgresql+psycopg"), pool_size=4, max_overflow=-1, pool_pre_ping=True)
    except ModuleNotFoundError as fault:
        raise StoreError(shown(path), "a record in PostgreSQL needs psycopg: pip install 'onrecord[postgres]'") from fault
    event.listen(engine, "begin", _begin_turn)
    return engine


def _begin_turn(connection: Connection) -> None:
    """A writer waits for its turn before it reads anything; a reader sees one state and takes no turn."""
    if not connection.get_execution_options().get("writing", False):
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        return
    connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{_BUSY_SECONDS}s'")
    connection.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtext('onrecord'), hashtext(current_schema()))")


def _look(path: Path, read_only: bool) -> None:
    """What can be seen of the file before a database opens it."""
    try:
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
    except FileNotFoundError:
        if read_only:
            raise StoreError(path, "there is no such record; make one with: onrecord read PAGES --record " + str(path)) from None
        return
    except OSError as fault:
        raise StoreError(path, fault.strerror or str(fault)) from fault
    if head != _MAGIC and (head or read_only):
        raise DamagedStoreError(path, "not a record: it is no SQLite file")
    if head and not read_only:
        _judge(path)


def _judge(path: Path) -> None:
    """Looks at a file read-only before it is opened for writing, so that what is refused is left untouched."""
    engine = _sqlite(str(path), read_only=True)
    try:
        with faults(str(path)):
            _shape_of(engine, str(path))
    finally:
        engine.dispose()


def _sqlite(path: str, read_only: bool, settings: tuple[str, ...] = _SETTINGS) -> Engine:
    location = Path(path).absolute().as_uri() + (_reading_mode(Path(path)) if read_only else "?mode=rwc")

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(location, uri=True, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False)

    if read_only and not location.endswith("immutable=1"):
        # a new connection reads the names of all tables first, which costs as much as a look-up, and knows no page yet
        engine = create_engine("sqlite+pysqlite://", creator=connect, poolclass=QueuePool, pool_size=4, max_overflow=-1)
    else:
        engine = create_engine("sqlite+pysqlite://", creator=connect, poolclass=NullPool)
    event.listen(engine, "connect", _set("query_only=ON") if read_only else _set(*settings))
    event.listen(engine, "begin", _begin)
    return engine


def _reading_mode(path: Path) -> str:
    """A reader keeps a small file beside the record by which it learns of writers. Where it can make none, since the folder or medium is read-only,
    nobody can write there either and the record is read as it lies, unless a writer left something to be taken up."""
    left = path.with_name(path.name + "-wal")
    alone = not os.access(path.absolute().parent, os.W_OK, effective_ids=True) and not (left.exists() and left.stat().st_size)
    return "?mode=ro&immutable=1" if alone else "?mode=ro"


def _set(*settings: str) -> Callable[[Any, object], None]:
    def set_on(connection: Any, _record: object) -> None:
        for pragma in settings:
            connection.execute(f"PRAGMA {pragma}")

    return set_on


def _begin(connection: Connection) -> None:
    """A writer takes its turn at once, so that it never has to give up half-way; a reader takes none."""
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


@contextmanager
def transaction(engine: Engine, path: str, writing: bool) -> Iterator[Connection]:
    """A connection inside one transaction: kept when the block ends, undone if it raises. Raises `StoreError` and its kinds."""
    with faults(path), engine.connect() as connection:
        options = connection.execution_options(writing=writing)
        with options.begin():
            yield options


def _fit(engine: Engine, path: str, read_only: bool) -> None:
    """Makes an empty record, migrates an older one, refuses a newer or damaged one."""
    shape = _shape_of(engine, path)
    if not shape and read_only:
        raise DamagedStoreError(shown(path), EMPTY)
    if shape < SHAPE:
        if read_only:
            raise StoreError(shown(path), f"written by an earlier OnRecord (shape {shape}); open it once for writing to bring it up to date")
        if shape and "://" not in path:
            _copy(Path(path), shape)
        _migrate(engine, path)
    missing = {*metadata.tables, *WORD_INDICES} - set(inspect(engine).get_table_names())
    if missing:
        raise DamagedStoreError(shown(path), f"tables are missing: {', '.join(sorted(missing))}")


def _shape_of(engine: Engine, path: str) -> int:
    """The shape of a sound record that we can read, 0 for an empty one. Raises `NewerStoreError`, `DamagedStoreError`."""
    with engine.connect() as connection:
        tables = set(inspect(connection).get_table_names())
        if not tables:
            return 0
        _sound(connection, path)
        if "meta" not in tables:
            raise DamagedStoreError(shown(path), "not a record: it is another program's database")
        value = connection.execute(select(meta.c.value).where(meta.c.key == "shape")).scalar_one_or_none()
    if value is None or not value.isdecimal():
        raise DamagedStoreError(shown(path), "its shape is not written in it")
    if int(value) > SHAPE:
        advice = "upgrade with: pip install -U onrecord"
        raise NewerStoreError(shown(path), f"written by a later OnRecord (shape {value}, this one knows {SHAPE}); {advice}")
    return int(value)


def _sound(connection: Connection, path: str) -> None:
    """SQLite's own check, for records small enough that it is quick; `StoreView.check` does it for any."""
    if connection.dialect.name != "sqlite" or Path(path).stat().st_size > CHECKED_BYTES:
        return
    whole(connection, path)


def whole(connection: Connection, path: str) -> None:
    """The database's own check of its pages and indexes (SQLite). Raises `DamagedStoreError`."""
    if connection.dialect.name != "sqlite":
        return
    found = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar_one()
    if found != "ok":
        raise DamagedStoreError(path, f"{found}; restore the record from a copy")


def _copy(path: Path, shape: int) -> None:
    """A copy of an older record beside it, before it is migrated: record.db.shape1."""
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    shutil.copy2(path, path.with_name(f"{path.name}.shape{shape}"))


def _copy_schema(connection: Connection) -> None:
    """A copy of an older record's tables in a schema beside it, before it is migrated: record_shape2. Of a record that is new there is none."""
    if "meta" not in inspect(connection).get_table_names():
        return
    shape = connection.execute(select(meta.c.value).where(meta.c.key == "shape")).scalar_one()
    if int(shape) >= SHAPE:
        return  # another process brought it up to date while this one waited
    schema = connection.exec_driver_sql("SELECT current_schema()").scalar_one()
    quoted = connection.dialect.identifier_preparer.quote_identifier
    kept = quoted(f"{schema}_shape{shape}")
    connection.exec_driver_sql(f"DROP SCHEMA IF EXISTS {kept} CASCADE")
    connection.exec_driver_sql(f"CREATE SCHEMA {kept}")
    for table in inspect(connection).get_table_names():
        connection.exec_driver_sql(f"CREATE TABLE {kept}.{quoted(table)} AS TABLE {quoted(table)}")


def _migrate(engine: Engine, path: str) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with transaction(engine, shown(path), writing=True) as connection:
        if connection.dialect.name == "postgresql":
            _copy_schema(connection)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
