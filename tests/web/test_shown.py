"""Lists as CSV: what `export.cells` holds for exports holds for the window's lists."""

from __future__ import annotations

import csv
import io

import pytest

from onrecord.web.shown import table


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_no_cell_begins_a_formula_wherever_a_program_splits(delimiter: str) -> None:
    text = "".join(table([{"name": 'said; =1+1\t@x;"+2', "more": ["a", "-b"], "none": None}], ("name", "more", "none")))
    cells = [cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) for cell in row]
    assert [c for c in cells if c.strip(" \t\r\n").startswith(("=", "+", "-", "@"))] == []


def test_a_list_is_read_back() -> None:
    text = "".join(table([{"a": "one", "b": [1, 2], "c": {"x": 3}, "d": None}], ("a", "b", "c", "d")))
    assert list(csv.DictReader(io.StringIO(text, newline=""))) == [{"a": "one", "b": "1; 2", "c": "3 x", "d": ""}]
