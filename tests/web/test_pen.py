"""Decisions are written at once; entries are derived when nobody decides, and at the latest when the window closes."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from tests.cli.runs import make_sure_record, pages

from onrecord.errors import StoreError
from onrecord.flow import open_record
from onrecord.ledger.signed import signed
from onrecord.model import Judgement
from onrecord.store.desk import Desk
from onrecord.web.pen import Pen

CLAIM = pages()[0][1][0]
FOREVER = 1e6


def right(n: int = 0) -> Judgement:
    return signed("right", CLAIM.id, "Ann", f"2026-01-01T00:00:0{n}+00:00", "seen", CLAIM.article, CLAIM.span)


def test_a_decision_is_there_at_once_and_settled_at_the_close(tmp_path: Path) -> None:
    path = make_sure_record(tmp_path / "mine.record")
    pen = Pen(str(path), lambda: 4, FOREVER)
    pen.keep([right()])
    with open_record(str(path)) as view:
        assert [j.kind for j in view.judgements()] == ["right"] and not Desk(view).settled()
        pen.close()
        assert Desk(view).settled()


def test_it_is_settled_once_it_is_quiet(tmp_path: Path) -> None:
    path = make_sure_record(tmp_path / "mine.record")
    pen = Pen(str(path), lambda: 0, 0.05)
    with open_record(str(path)) as view:
        for n in range(3):
            pen.keep([right(n)])
            until = time.monotonic() + 60
            while not Desk(view).settled() and time.monotonic() < until:
                time.sleep(0.05)
            assert Desk(view).settled()
    pen.close()


def test_a_large_record_is_left_longer(tmp_path: Path) -> None:
    path = make_sure_record(tmp_path / "mine.record")
    pen = Pen(str(path), lambda: 100_000, 0.01)
    pen.keep([right()])
    assert pen._due - time.monotonic() > 60
    pen.close()


def test_a_record_that_cannot_be_written_is_told_to_whoever_decides(tmp_path: Path) -> None:
    path = tmp_path / "no.record"
    path.write_bytes(b"no record at all")
    pen = Pen(str(path), lambda: 0, 0.01)
    with pytest.raises(StoreError):
        pen.keep([right()])
    pen.soon()
    pen.close()
