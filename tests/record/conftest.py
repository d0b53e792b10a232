"""Records as a person holds them: examples/ read once, and a small one of our own making to write to."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.runs import make_record
from tests.web.records import many

from onrecord.record import Record

os.environ["MPLBACKEND"] = "agg"


@pytest.fixture(scope="module")
def record(example_record: Path) -> Iterator[Record]:
    with Record(example_record, by="Ann") as record:
        yield record


@pytest.fixture(scope="module")
def many_matters(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """Some 120 matters with parties, goods, days and figures of all sorts, unknown ones too."""
    with Record(many(tmp_path_factory.mktemp("many") / "many.record")) as record:
        yield record


@pytest.fixture
def mine(tmp_path: Path) -> Iterator[Record]:
    """Iran, Russia and missiles: contested; a package of aid; a page of no known day."""
    with Record(make_record(tmp_path / "mine.record"), by="Ann") as record:
        yield record
