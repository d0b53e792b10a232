"""A table as an Excel workbook. Texts are written as texts, never as formulas or links, and are `safe` besides, as in CSV."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from onrecord.errors import ExtraError
from onrecord.export.cells import Cell, Table, safe
from onrecord.export.plain import xml_text

MOST_ROWS = 1_048_576
"""Rows of a sheet, the head among them, as Excel has it; a longer table goes on in another sheet."""
MOST_CHARACTERS = 32_767
"""Characters of a cell, as Excel has it."""
CUT = " … [cut; whole in JSON]"
_MADE = datetime(2000, 1, 1)
"""The day that the workbook says it was made on: always the same, so that the same record gives the same bytes."""


def write_xlsx(table: Table, path: Path, most_rows: int = MOST_ROWS) -> None:
    """Writes the workbook, a row at a time. Raises `ExtraError` where XlsxWriter is not installed."""
    try:
        import xlsxwriter
    except ImportError as error:
        raise ExtraError("a workbook", "XlsxWriter", "xlsx") from error
    with xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": _MADE, "comments": "Written by OnRecord"})
        bold, sheet, number = book.add_format({"bold": True}), None, 0
        for count, row in enumerate(table.rows):
            number = count % (most_rows - 1)
            if sheet is None or number == 0:
                sheet = _sheet(book, table, count // (most_rows - 1), bold)
            _write(sheet, number + 1, row)
        if sheet is None:
            _sheet(book, table, 0, bold)


def _sheet(book: Any, table: Table, number: int, bold: Any) -> Any:
    sheet = book.add_worksheet(f"{table.name} {number + 1}" if number else table.name)
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(table.columns):
        sheet.write_string(0, column, name, bold)
    return sheet


def _write(sheet: Any, number: int, row: Sequence[Cell]) -> None:
    for column, cell in enumerate(row):
        if isinstance(cell, str) and cell:
            sheet.write_string(number, column, cell_text(cell))
        elif isinstance(cell, int | float):
            sheet.write_number(number, column, cell)


def cell_text(cell: str) -> str:
    """The text as a cell can hold it: no character that XML has not, safe, and cut with a note where it is too long."""
    text = safe(xml_text(cell))
    return text if len(text.encode("utf-16-le", "replace")) // 2 <= MOST_CHARACTERS else _cut(text)


def _cut(text: str) -> str:
    units = text.encode("utf-16-le", "replace")[:2 * (MOST_CHARACTERS - len(CUT))]
    return units.decode("utf-16-le", "ignore") + CUT
