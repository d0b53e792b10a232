"""Sizes that untrusted input may not pass, and reading that keeps to them."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from typing import BinaryIO, Protocol

MAX_PAGE = 20_000_000
"""Bytes of one page or one JSON line; the longest honest page met was under 2 MB."""

MAX_RATIO = 200
"""Bytes out for each byte in of a gzip file past `MAX_PAGE`; text packs 3 to 10 to 1, repeated JSON lines up to about 60."""

CHUNK = 1 << 20

GZIP_ERRORS = (gzip.BadGzipFile, EOFError, zlib.error)
"""What a damaged gzip member raises."""


class TooLarge(Exception):
    """Input past a limit; ``detail`` says which. Never leaves the intake: it becomes a Skip."""

    def __init__(self, detail: str) -> None:
        self.detail = detail
        super().__init__(detail)


class Unpacked:
    """A gzip file read in bounded pieces. ``packed`` is the compressed size in bytes."""

    def __init__(self, stream: BinaryIO, packed: int) -> None:
        self._gzip = gzip.GzipFile(fileobj=stream)
        self._packed = max(packed, 1)
        self._out = 0

    def readline(self, size: int = MAX_PAGE) -> bytes:
        """The next line, at most ``size`` bytes of it; raises `TooLarge` past the ratio."""
        return self._counted(self._gzip.readline(size))

    def read(self, size: int) -> bytes:
        """The next ``size`` bytes at most; raises `TooLarge` past the ratio."""
        return self._counted(self._gzip.read(size))

    def _counted(self, piece: bytes) -> bytes:
        self._out += len(piece)
        if self._out > MAX_PAGE and self._out > MAX_RATIO * self._packed:
            raise TooLarge(f"gzip member of {self._packed} bytes gave more than {self._out} ({self._out // self._packed} to 1)")
        return piece


class Stream(Protocol):
    """What can be read in bounded pieces: a file, an unpacked gzip file, standard input."""

    def readline(self, size: int, /) -> bytes:
        """The next line, at most ``size`` bytes of it."""

    def read(self, size: int, /) -> bytes:
        """The next ``size`` bytes at most."""


def whole(stream: Stream) -> bytes:
    """All bytes of a page; raises `TooLarge` past `MAX_PAGE`."""
    pieces, size = [], 0
    while piece := stream.read(CHUNK):
        size += len(piece)
        if size > MAX_PAGE:
            raise TooLarge(f"more than {MAX_PAGE} bytes")
        pieces.append(piece)
    return b"".join(pieces)


def lines(stream: Stream) -> Iterator[tuple[int, int, bytes | None]]:
    """(1-based number, byte offset, line) of each line; None for one past `MAX_PAGE`, the rest of which is passed over."""
    number, offset = 0, 0
    while line := stream.readline(MAX_PAGE + 1):
        number, size = number + 1, len(line)
        kept: bytes | None = line if size <= MAX_PAGE else None
        while kept is None and not line.endswith(b"\n") and (line := stream.readline(CHUNK)):
            size += len(line)
        yield number, offset, kept
        offset += size
