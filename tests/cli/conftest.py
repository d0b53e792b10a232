"""A settled record for every test here to look at; none writes to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.runs import make_record, make_sure_record


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_record(tmp_path_factory.mktemp("cli") / "story.record")


@pytest.fixture(scope="session")
def sure_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_sure_record(tmp_path_factory.mktemp("cli") / "sure.record")
