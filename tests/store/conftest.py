"""Where records lie: tests that ask for a ``place`` run twice, on SQLite and on PostgreSQL."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.store import postgres
from tests.store.records import RULES, filled_record

from onrecord.store import Store

Place = Callable[[str], str]
NUMBERS = itertools.count(1)
EMPTY = "empty record"
BOTH = ["sqlite", "postgresql"]


@pytest.fixture(scope="session")
def socket() -> Iterator[str]:
    """The folder of a PostgreSQL server's socket; its database `EMPTY` is a record with nothing in it, for others to be copied from."""
    with postgres.server() as folder:
        Store.open(postgres.make(folder, EMPTY), RULES).close()
        yield folder


@contextmanager
def _places(request: pytest.FixtureRequest, folder: Path) -> Iterator[Place]:
    if request.param == "sqlite":
        yield lambda name: str(folder / f"{name}.db")
        return
    socket, made, mark = request.getfixturevalue("socket"), dict[str, str](), f"t{next(NUMBERS)}"

    def placed(name: str) -> str:
        if name not in made:
            made[name] = postgres.make(socket, f"{mark} {name}", EMPTY)
        return made[name]

    yield placed
    for name in made:
        postgres.drop(socket, f"{mark} {name}")


@pytest.fixture(params=BOTH)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """Tells the place of a record by a name: a file of this test's folder, or a database of the server."""
    with _places(request, tmp_path) as found:
        yield found


@pytest.fixture(scope="module", params=BOTH)
def shared(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A settled record of `story`, for tests that only read."""
    with _places(request, tmp_path_factory.mktemp("shared")) as found:
        yield filled_record(found("record"))
