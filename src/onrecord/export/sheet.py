"""A sheet: the rows of a table file as others write it, from bytes of any of the usual encodings and separators.

UTF-8 with or without its mark, UTF-16 with one, else Windows-1252, which registers are published in (Latin-1 is part of it). The separator is the
comma, semicolon or tab under which a head is found; where none is, the one that splits most.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from onrecord.errors import RegisterError
from onrecord.export.cells import unguarded

MOST_BYTES = 256 * 2**20
"""Bytes of a register that is read; the trade register from 1950 on is some 10 MB."""
HEAD_WITHIN = 40
"""Rows in which the head must stand."""
_SIGNS = ",;\t"
_NO_TEXT = {b"{\\rtf": "is RTF; choose CSV where the register offers it, or save its table as CSV",
            b"PK\x03\x04": "is a workbook; save its sheet as CSV", b"\xd0\xcf\x11\xe0": "is a workbook; save its sheet as CSV",
            b"%PDF": "is a PDF; a table as CSV is needed"}
Row = tuple[int, list[str]]


class Sheet(NamedTuple):
    """The ``rows``, each with the line it begins on; ``head`` is the place of the head among them, None where none was found."""

    rows: list[Row]
    head: int | None


def read_sheet(path: str, is_head: Callable[[Sequence[str]], bool]) -> Sheet:
    """The rows of the file. Raises `RegisterError` for what cannot be read or is no table."""
    text = _decoded(path, _bytes(path))
    for sign in sorted(_SIGNS, key=lambda s: -_splits(text, s)):
        for place, (_, cells) in enumerate(islice(_rows(path, text, sign), HEAD_WITHIN)):
            if is_head(cells):
                return Sheet(list(_rows(path, text, sign)), place)
    return Sheet(list(islice(_rows(path, text, ","), HEAD_WITHIN)), None)


def _bytes(path: str) -> bytes:
    try:
        with Path(path).open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise RegisterError(path, f"cannot be read: {error.strerror or error}") from error
    if len(data) > MOST_BYTES:
        raise RegisterError(path, f"is larger than {MOST_BYTES:,} bytes")
    return data


def _decoded(path: str, data: bytes) -> str:
    for mark, reason in _NO_TEXT.items():
        if data.startswith(mark):
            raise RegisterError(path, reason)
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "cp1252", "latin-1"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text
    raise RegisterError(path, "is no text; save it as CSV UTF-8")


def _splits(text: str, sign: str) -> int:
    """How often a sign splits the first lines; beside quotation marks it counts more."""
    head = text[:20_000]
    return head.count(f'{sign}"') + head.count(f'"{sign}') + head.count(sign)


def _rows(path: str, text: str, sign: str) -> Iterator[Row]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=False)
    start = 1
    try:
        for cells in reader:
            yield start, [unguarded(c) for c in cells]
            start = reader.line_num + 1
    except csv.Error as error:
        raise RegisterError(path, f"is no CSV: {error}", start) from error
