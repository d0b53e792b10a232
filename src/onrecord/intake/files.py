"""Paths -> captures: one page a file, one page a JSON line, folders in sorted order, ``-`` for standard input."""

from __future__ import annotations

import io
import os
import stat
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from onrecord.errors import InputError
from onrecord.intake.fields import FieldNames, line_capture, make_capture, parse_line
from onrecord.intake.limits import GZIP_ERRORS, Stream, TooLarge, Unpacked, lines, whole
from onrecord.model import Capture, Skip

PAGES = {".txt": "text/plain", ".html": "text/html", ".htm": "text/html", ".xhtml": "text/html"}
LINES = (".jsonl", ".ndjson")
STDIN = "-"
_SNIFF = 65_536

Found = Iterator[Capture | Skip]


def read_captures(paths: Sequence[str], fields: FieldNames = FieldNames()) -> Found:  # noqa: B008 - frozen
    """The pages under ``paths``, in the order given; a folder is walked in sorted order, links to folders left alone.

    A file or record that cannot be read is a `Skip` and the rest goes on. Raises `InputError`, before anything is
    yielded, for a path that is not there.
    """
    for path in paths:
        if path != STDIN and not os.path.lexists(path):
            raise InputError(path, "no such file or folder")
    for path in paths:
        yield from _stdin(fields) if path == STDIN else _path(Path(path), fields)


def _path(path: Path, fields: FieldNames) -> Found:
    if not path.is_dir():
        yield from _file(path, fields)
        return
    for folder, inner, names in os.walk(path, onerror=None):
        inner.sort()
        for name in sorted(names):
            yield from _file(Path(folder) / name, fields)


def _file(path: Path, fields: FieldNames) -> Found:
    """The pages of one file, whatever happens to it."""
    subject = str(path)
    try:
        mode = path.stat()
        if not stat.S_ISREG(mode.st_mode):
            yield Skip("intake", subject, "not-text", "not a plain file")
            return
        with path.open("rb") as stream:
            yield from _named(path.name, subject, stream, mode.st_size, fields)
    except TooLarge as error:
        yield Skip("intake", subject, "too-large", error.detail)
    except GZIP_ERRORS as error:
        yield Skip("intake", subject, "undecodable", f"damaged gzip member: {error}")
    except OSError as error:
        yield Skip("intake", subject, "unreadable", error.strerror or str(error))


def _named(name: str, path: str, stream: BinaryIO, size: int, fields: FieldNames) -> Found:
    """Pages of a stream by what its name says it is."""
    packed = name.lower().endswith(".gz")
    inner = Path(name[:-3] if packed else name)
    source: Stream = Unpacked(stream, size) if packed else stream
    kind = inner.suffix.lower()
    if kind in LINES:
        yield from _json_lines(source, inner.stem, path, fields)
    elif kind in PAGES:
        yield make_capture(whole(source), PAGES[kind], inner.stem, path)
    else:
        yield Skip("intake", path, "not-text", f"no reader for {kind or 'a name without ending'!r}")


def _json_lines(source: Stream, stem: str, path: str, fields: FieldNames) -> Found:
    for record, offset, line in lines(source):
        if line is None:
            yield Skip("intake", f"{path}:{record}", "too-large", f"line too long (record {record}, byte {offset})")
        elif line.strip():
            yield line_capture(line, stem, path, record, offset, fields)


def _stdin(fields: FieldNames) -> Found:
    """Standard input: JSON lines where the first line is a JSON object, HTML where it opens like it, else one text."""
    try:
        yield from _sniffed(sys.stdin.buffer, fields)
    except TooLarge as error:
        yield Skip("intake", STDIN, "too-large", error.detail)


class _Joined:
    """Bytes already read, then the rest of the stream they came from."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = io.BytesIO(head), rest

    def readline(self, size: int = -1) -> bytes:
        """The next line, at most ``size`` bytes of it."""
        line = self._head.readline(size)
        return line if line.endswith(b"\n") or 0 <= size <= len(line) else line + self._rest.readline(size - len(line))

    def read(self, size: int) -> bytes:
        """The next ``size`` bytes at most."""
        return self._head.read(size) or self._rest.read(size)


def _sniffed(stream: BinaryIO, fields: FieldNames) -> Found:
    head = stream.readline(_SNIFF)
    while head and not head.strip() and len(head) < _SNIFF:
        head += stream.readline(_SNIFF)
    rest = _Joined(head, stream)
    if _opens_json(head):
        yield from _json_lines(rest, "stdin", STDIN, fields)
    else:
        kind = "text/html" if _opens_html(head) else "text/plain"
        yield make_capture(whole(rest), kind, "stdin", STDIN)


def _opens_json(head: bytes) -> bool:
    """Whether the first line is a JSON object, or one cut short by the size of the look."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith(b"{") and (not isinstance(parse_line(start), str) or (not start.endswith(b"\n") and len(head) >= _SNIFF))


def _opens_html(head: bytes) -> bool:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:100].lower()
    return start.startswith((b"<!doctype html", b"<html", b"<head", b"<body", b"<?xml"))
