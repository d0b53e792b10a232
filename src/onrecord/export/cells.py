"""Tables for spreadsheets, in which no cell can become a formula: not in the program that reads commas, nor in one that splits elsewhere."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes for the beginning of a formula, or skips before one."""
_SIGNS = "=+@＝＋－＠-"
_RUN = re.compile(rf"(?<![;\s\"'])[;\s\"']++(?=[{_SIGNS}])")
_SPLITS = frozenset(";\t\r\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029")
_GUARDED = re.compile(rf"(?<=[;\s\"'])'(?=[{_SIGNS}])")
_SURROGATE = re.compile("[\ud800-\udfff]")
Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Table:
    """A named table: ``columns`` and ``rows`` as long as they; a cell is text, a number or empty (None)."""

    name: str
    columns: tuple[str, ...]
    rows: Iterable[Sequence[Cell]]


def safe(cell: str) -> str:
    """The cell with an apostrophe before it where a spreadsheet would take it for a formula (a leading = + - @, tab or line end, their
    full-width forms, or one of these after spaces)."""
    return f"'{cell}" if cell.lstrip(" \u00a0").startswith(RISKY) or cell.startswith("'") else cell


def guarded(cell: str) -> str:
    """The cell `safe`, and an apostrophe also before what would be the beginning of a cell for a program that splits at semicolons, tabs or
    line ends; lone surrogates, which UTF-8 has no form for, as U+FFFD."""
    def run(found: re.Match[str]) -> str:
        return found[0] + "'" * (not _SPLITS.isdisjoint(found[0]))

    return _SURROGATE.sub("\ufffd", _RUN.sub(run, safe(cell)))


def unguarded(cell: str) -> str:
    """The cell without the apostrophes of `guarded`, for tables that are read back."""
    bare = cell[1:] if cell.startswith("'") and (cell[1:].lstrip(" \u00a0").startswith(RISKY) or cell.startswith("''")) else cell
    return _GUARDED.sub("", bare)


def csv_lines(table: Table) -> Iterator[str]:
    """CSV lines, the header first, each with its line end (CR LF, as RFC 4180 has it). Every text is quoted, so that no sign in it is taken
    for the end of a cell."""
    yield csv_line(table.columns)
    for row in table.rows:
        yield csv_line([guarded(cell) if isinstance(cell, str) else "" if cell is None else cell for cell in row])


def csv_line(cells: Sequence[str | int | float]) -> str:
    """One line; texts in quotation marks, numbers bare."""
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_NONNUMERIC).writerow(cells)
    return out.getvalue()
