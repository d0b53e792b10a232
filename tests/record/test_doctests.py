"""The examples in docstrings run, on a record of examples/."""

from __future__ import annotations

import doctest
import importlib

import pytest

from onrecord.record import Record

MODULES = ("entries", "lists", "pages", "record")


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(record: Record, name: str) -> None:
    module = importlib.import_module(f"onrecord.record.{name}")
    ended = doctest.testmod(module, extraglobs={"record": record})
    assert ended.failed == 0
    assert ended.attempted > 0 or name == "lists"
