"""Windows to look through; none of these tests writes through them unless it made its own record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.cli.runs import make_record
from tests.web.records import many
from tests.web.windows import window


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_record(tmp_path_factory.mktemp("web") / "story.record")


@pytest.fixture(scope="session")
def many_matters(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return many(tmp_path_factory.mktemp("web") / "many.record")


@pytest.fixture(scope="session")
def client(record: Path) -> Iterator[TestClient]:
    with window(record) as client:
        yield client
