"""Tables: rows as text for a terminal and as HTML for a notebook. What pages hold is text in both: escaped, and never a command or a tag."""

from __future__ import annotations

import io
from abc import abstractmethod
from collections.abc import Sequence
from copy import copy
from html import escape
from typing import Self, TypeVar, overload

from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord.telling.words import counted, plain

T = TypeVar("T")
SHOWN = 60
"""Rows that a table shows; the rest is counted. Chosen: a screen or two."""
WIDTH = 120
"""Columns of a table in text."""
LONGEST = 300
"""Characters of a cell that are shown."""
_CELL = 'style="text-align:left;vertical-align:top;white-space:pre-line"'


class Rows(Sequence[T]):
    """A sequence that is shown as a table: in text where it is printed, in HTML in a notebook. ``called`` is one row and several of them."""

    called: tuple[str, str] = ("row", "rows")
    columns: tuple[str, ...] = ()

    def __init__(self, rows: Sequence[T], note: str = "") -> None:
        self._rows, self._note = tuple(rows), note

    @abstractmethod
    def cells(self, row: T) -> Sequence[str]:
        """The cells of a row, under `columns`; not yet escaped."""

    def html_cells(self, row: T) -> Sequence[str]:
        """The cells of a row as HTML; `cells`, escaped, unless a table marks something in them."""
        return [safe(shortened(cell)) for cell in self.cells(row)]

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, place: int) -> T: ...

    @overload
    def __getitem__(self, place: slice) -> Self: ...

    def __getitem__(self, place: int | slice) -> T | Self:
        if isinstance(place, int):
            return self._rows[place]
        some = copy(self)
        some._rows, some._note = self._rows[place], ""
        return some

    def _foot(self) -> str:
        more = f"; the first {SHOWN} shown" if len(self) > SHOWN else ""
        return f"{counted(len(self), *self.called)}{more}{'. ' if self._note else ''}{self._note}"

    def __repr__(self) -> str:
        return f"{as_text(self.columns, [self.cells(row) for row in self._rows[:SHOWN]])}{plain(self._foot())}"

    def _repr_html_(self) -> str:
        return html_table(self.columns, [self.html_cells(row) for row in self._rows[:SHOWN]], self._foot())


def shortened(text: str) -> str:
    """The cell, cut where it is very long."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def as_text(columns: Sequence[str], rows: Sequence[Sequence[str]], width: int = WIDTH) -> str:
    """The rows under their heads as lines, folded to ``width``; "" without rows."""
    if not rows:
        return ""
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    for name in columns:
        table.add_column(name, overflow="fold", vertical="top")
    for row in rows:
        table.add_row(*(Text(plain(shortened(cell))) for cell in row))
    out = io.StringIO()
    Console(file=out, width=width, highlight=False, markup=False, emoji=False, no_color=True, color_system=None).print(table)
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())


def as_html(columns: Sequence[str], rows: Sequence[Sequence[str]], foot: str = "") -> str:
    """The rows, which are text, as an HTML table with a line under it."""
    return html_table(columns, [[safe(shortened(cell)) for cell in row] for row in rows], foot)


def html_table(columns: Sequence[str], rows: Sequence[Sequence[str]], foot: str = "") -> str:
    """The rows, whose cells are HTML already, as a table; heads and foot are text."""
    head = "".join(f"<th {_CELL}>{safe(name)}</th>" for name in columns)
    body = "".join(f"<tr>{''.join(f'<td {_CELL}>{cell}</td>' for cell in row)}</tr>" for row in rows)
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>" if rows else ""
    return f"{table}<p>{safe(foot)}</p>" if foot else table


def safe(text: str) -> str:
    """The text as it may stand in HTML, between tags or in a quoted attribute: `plain`, and escaped."""
    return escape(plain(text), quote=True)
