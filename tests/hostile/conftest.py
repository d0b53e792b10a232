"""Two records of one build, once for all tests here: one in which everything is meant to do harm, one in which nothing is."""

from __future__ import annotations

import fcntl
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.hostile.records import HARMLESS, PAYLOADS, made


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _once(tmp_path_factory, "hostile", PAYLOADS)


@pytest.fixture(scope="session")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _once(tmp_path_factory, "plain", HARMLESS)


def _once(folders: pytest.TempPathFactory, name: str, payloads: Sequence[str]) -> Path:
    """The record, made by whichever process of the tests comes first; who writes to it copies it."""
    base = folders.getbasetemp()
    place = (base.parent if "popen" in base.name else base) / f"{name}.record"
    with place.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not place.exists():
            made(place.with_suffix(".unfinished"), payloads).rename(place)
    return place
