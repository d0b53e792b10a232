"""A record of examples/, and a small one to write to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.runs import make_record

from onrecord.record import Record


@pytest.fixture(scope="module")
def record(example_record: Path) -> Iterator[Record]:
    with Record(example_record) as record:
        yield record


@pytest.fixture
def mine(tmp_path: Path) -> Iterator[Record]:
    with Record(make_record(tmp_path / "mine.record")) as record:
        yield record
