"""Where an export may go: files that are whole or not there, never the record, never a terminal full of bytes."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.errors import OutputError
from onrecord.telling.outfile import binary_path, write_text


class Terminal(io.StringIO):
    """Standard output that is a terminal."""

    def isatty(self) -> bool:
        return True


def broken() -> Iterator[str]:
    yield "half"
    raise KeyboardInterrupt


def test_a_file_is_written_whole_and_replaces_an_older_one(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    for text in ("one\r\n", "two é\r\n"):
        write_text([text[:2], text[2:]], str(target), "x.record")
        assert target.read_bytes() == text.encode()
    assert list(tmp_path.iterdir()) == [target]


def test_what_stops_half_way_leaves_the_older_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_text("old")
    with pytest.raises(KeyboardInterrupt):
        write_text(broken(), str(target), "x.record")
    with pytest.raises(ZeroDivisionError), binary_path(str(target), "x.record") as path:
        path.write_bytes(b"half")
        raise ZeroDivisionError
    assert (target.read_text(), list(tmp_path.iterdir())) == ("old", [target])


@pytest.mark.parametrize("name", ["", ".", "..", "sub", "sub/", "missing/out.csv", "a\0b", "x" * 300, "story.record", "story.record-wal",
                                  "./sub/../story.record", "link.record"])
def test_a_name_that_cannot_be_is_refused_before_anything_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "sub").mkdir()
    (tmp_path / "story.record").write_text("record")
    (tmp_path / "link.record").symlink_to("story.record")
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(OutputError):
        write_text(["text"], name, "story.record")
    assert sorted(tmp_path.rglob("*")) == before and (tmp_path / "story.record").read_text() == "record"


def test_a_link_is_replaced_and_what_it_leads_to_stays(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text("theirs")
    (tmp_path / "out").symlink_to("elsewhere")
    write_text(["ours"], str(tmp_path / "out"), "x.record")
    assert (tmp_path / "elsewhere").read_text() == "theirs" and (tmp_path / "out").read_text() == "ours" and not (tmp_path / "out").is_symlink()


def test_a_device_is_written_to_and_stays_one(tmp_path: Path) -> None:
    write_text(["text"], "/dev/null", "x.record")
    assert not Path("/dev/null").is_file()


def test_others_may_read_the_file_as_any_other(tmp_path: Path) -> None:
    mask = os.umask(0o022)
    try:
        write_text(["x"], str(tmp_path / "out"), "x.record")
    finally:
        os.umask(mask)
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o644


def test_bytes_are_not_for_a_terminal_but_for_a_pipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", Terminal())
    with pytest.raises(OutputError, match="binary"), binary_path("-", "x.record"):
        raise AssertionError("not reached")
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw))
    with binary_path("-", "x.record") as path:
        path.write_bytes(b"\x00\xff")
    assert raw.getvalue() == b"\x00\xff"
