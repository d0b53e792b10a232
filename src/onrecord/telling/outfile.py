"""Where an export goes: standard output, or a file that is whole or not there."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.errors import OutputError

STDOUT = "-"
_BESIDE_RECORD = ("", "-wal", "-shm", "-journal")


def write_text(pieces: Iterable[str], output: str, record: str) -> None:
    """Writes the pieces to ``output`` (`STDOUT`: standard output). Raises `OutputError`; what stood in the file then stays."""
    if output == STDOUT:
        for piece in pieces:
            sys.stdout.write(piece)
        return
    with _whole(output, record) as path, path.open("w", encoding="utf-8", errors="backslashreplace", newline="") as file:
        for piece in pieces:
            file.write(piece)


@contextmanager
def binary_path(output: str, record: str) -> Iterator[Path]:
    """A path to write to, which becomes ``output`` if all goes well. Raises `OutputError` for a terminal, and as `write_text`."""
    if output != STDOUT:
        with _whole(output, record) as path:
            yield path
        return
    if sys.stdout.isatty():
        raise OutputError("standard output", "this format is binary and this is a terminal; name a file with -o, or send it into a pipe")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export"
        yield path
        with path.open("rb") as file:
            shutil.copyfileobj(file, sys.stdout.buffer)


@contextmanager
def _whole(output: str, record: str) -> Iterator[Path]:
    """A new file beside ``output`` that takes its place at the end and is removed if anything goes wrong. A link is replaced, never followed; a
    device or pipe is written to as it is."""
    try:
        target = _checked(output, record)
        if target.exists() and not target.is_symlink() and not target.is_file():
            yield target
            return
        part = target.with_name(f".{target.name[:100]}.{os.getpid()}.part")
        part.open("xb").close()
        try:
            yield part
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(output, f"cannot be written: {error.strerror or error}") from error


def _checked(output: str, record: str) -> Path:
    """The path, if it is neither a folder, nor the record or what SQLite keeps beside it, nor in a folder that is not there."""
    if not output or "\0" in output:
        raise OutputError(repr(output), "is no name of a file")
    target = Path(output)
    if output.endswith(("/", os.sep)) or target.is_dir():
        raise OutputError(output, "is a folder; name a file in it")
    if not target.parent.is_dir():
        raise OutputError(output, "its folder is not there; make it first")
    if any(_same(target, Path(record + end)) for end in _BESIDE_RECORD):
        raise OutputError(output, "is the record itself; name another file")
    return target


def _same(one: Path, other: Path) -> bool:
    if one.exists() and other.exists():
        return one.samefile(other)
    return one.resolve() == other.resolve()
