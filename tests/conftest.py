"""For every test: Hypothesis has no deadline of its own, since a busy machine is no fault; what must be quick has a test that says how quick.

The command line reads pages in its own process, where tests can put something else in the reader's place; tests/test_workers.py and
tests/test_flow.py are of the workers.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("onrecord", deadline=None)
settings.load_profile("onrecord")
os.environ["ONRECORD_WORKERS"] = "0"


@pytest.fixture(scope="session")
def example_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What is read of examples/, once for all tests that look at it; whoever writes copies it first."""
    from onrecord.flow import read

    path = tmp_path_factory.mktemp("examples") / "examples.record"
    read([str(Path(__file__).parent.parent / "examples" / "pages")], str(path))
    return path
