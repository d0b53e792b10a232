"""Tables that no spreadsheet takes for formulas, whatever it splits at."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.export.cells import Table, csv_lines, guarded, safe, unguarded
from onrecord.export.xlsx import CUT, MOST_CHARACTERS, cell_text, write_xlsx

SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
COMMANDS = ("=1+1", "=cmd|' /C calc'!A0", "=HYPERLINK(\"http://x.example\";\"y\")", "=IMPORTXML(CONCAT(\"http://x.example\"),\"//a\")",
            "+1+1", "-1+1", "@SUM(A1)", "=DDE(\"cmd\";\"/C calc\";\"x\")", "=WEBSERVICE(\"http://x.example\")", "＝1+1", "＋1", "－1", "＠A1")
BEFORE = ("", " ", "\t", "\n", "\r", "\u00a0", "x;", "x; ", "x\t", "x\n", "x;\"", "x;'", "a\";", "x;;\t \"")
PAYLOADS = sorted({before + command for before in BEFORE for command in COMMANDS})
WHITE = " \u00a0\t\r\n"


def table(*cells: str) -> Table:
    return Table("rows", ("a", "b", "c"), [(7, cell, "end") for cell in cells])


def fields(text: str, delimiter: str) -> list[str]:
    """What a program that splits at ``delimiter`` makes of it."""
    return [cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) for cell in row]


def test_there_are_more_than_forty_payloads() -> None:
    assert len(PAYLOADS) > 40


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_no_payload_begins_a_cell_however_lines_are_split(delimiter: str) -> None:
    for payload in PAYLOADS:
        cells = fields("".join(csv_lines(table(payload))), delimiter)
        assert [c for c in cells if c.strip(WHITE).startswith(SIGNS)] == [], payload


def test_a_semicolon_or_tab_ends_no_cell_where_commas_split() -> None:
    rows = list(csv.reader(io.StringIO("".join(csv_lines(table("a; b\tc,d\"e")))), strict=True))
    assert rows[1] == ["7", "a; b\tc,d\"e", "end"]


@given(st.text(), st.sampled_from([",", ";", "\t"]))
def test_no_text_begins_a_cell_with_a_sign(text: str, delimiter: str) -> None:
    clean = text.replace("\0", "")
    cells = fields("".join(csv_lines(table(clean))).replace("\r\n", "\n"), delimiter)
    assert [c for c in cells if c.strip(WHITE).startswith(SIGNS)] == []


@pytest.mark.parametrize("cell", ["plain", "=1+1", "x; =1", "'=1", "a; -b; +c", "\t=1", "it's; - so"])
def test_a_table_of_ours_reads_back_as_it_was(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell


def test_a_long_run_of_separators_costs_no_more_than_its_length() -> None:
    assert guarded("x" + "; \t" * 200_000).count("'") == 0


def test_lone_surrogates_do_not_break_a_line() -> None:
    assert "a\ufffdb" in "".join(csv_lines(table("a\ud800b"))).encode().decode()


def test_a_workbook_holds_texts_and_numbers_and_no_formula(tmp_path: Path) -> None:
    write_xlsx(table(*PAYLOADS), tmp_path / "t.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx")["rows"]
    cells = [row[1] for row in sheet.iter_rows(min_row=2)]
    assert [c.data_type for c in cells] == ["s"] * len(PAYLOADS)
    # workbooks write a carriage return as _x000D_, which openpyxl leaves as it is
    assert [str(c.value).replace("_x000D_", "\r") for c in cells] == [safe(p) for p in PAYLOADS]
    assert {row[0].value for row in sheet.iter_rows(min_row=2)} == {7} and [c.value for c in sheet[1]] == ["a", "b", "c"]


def test_an_address_is_no_link_in_a_workbook(tmp_path: Path) -> None:
    write_xlsx(table("https://x.example/y"), tmp_path / "t.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "t.xlsx")["rows"]
    assert sheet["B2"].hyperlink is None and sheet["B2"].value == "https://x.example/y"


def test_the_same_table_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("1", "2"):
        write_xlsx(table("a", "b"), tmp_path / name)
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes()


def test_a_table_longer_than_a_sheet_goes_on_in_another(tmp_path: Path) -> None:
    write_xlsx(table("1", "2", "3", "4", "5"), tmp_path / "t.xlsx", most_rows=3)
    book = openpyxl.load_workbook(tmp_path / "t.xlsx")
    told = [[row[1].value for row in book[name].iter_rows()] for name in book.sheetnames]
    assert (book.sheetnames, told) == (["rows", "rows 2", "rows 3"], [["b", "1", "2"], ["b", "3", "4"], ["b", "5"]])


def test_an_empty_table_is_a_sheet_with_a_head(tmp_path: Path) -> None:
    write_xlsx(table(), tmp_path / "t.xlsx")
    assert [c.value for c in openpyxl.load_workbook(tmp_path / "t.xlsx")["rows"][1]] == ["a", "b", "c"]


@pytest.mark.parametrize("letter", ["x", "𝕏"])
def test_a_cell_too_long_for_a_workbook_is_cut_and_says_so(letter: str) -> None:
    cut = cell_text(letter * 40_000)
    assert cut.endswith(CUT) and len(cut.encode("utf-16-le")) // 2 <= MOST_CHARACTERS
    assert cell_text("y" * MOST_CHARACTERS) == "y" * MOST_CHARACTERS


def test_what_xml_cannot_hold_does_not_break_a_workbook(tmp_path: Path) -> None:
    write_xlsx(table("a\x07b\ud800"), tmp_path / "t.xlsx")
    assert openpyxl.load_workbook(tmp_path / "t.xlsx")["rows"]["B2"].value == "a\ufffdb\ufffd"
