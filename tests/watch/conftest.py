"""An empty record that tests take copies of."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.flow import RULES
from onrecord.store import Store


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("watch") / "empty.record"
    Store.open(path, RULES).close()
    return path
