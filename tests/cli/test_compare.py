"""onrecord compare on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.runs import run

HEAD = "Supplier,Recipient,Number ordered,Weapon designation,Weapon description,Year of order,Year(s) of delivery,Number delivered\n"
ROWS = "Iran,Russia,,Fateh-110,SSM,,2024,(40)\nUnited States,Ukraine,5,M777,gun,2023,,\nChina,Russia,1,Drone,UAV,2022,,\n"


@pytest.fixture
def register(tmp_path: Path) -> Path:
    path = tmp_path / "register.csv"
    path.write_text(HEAD + ROWS)
    return path


def test_every_part_is_shown_with_the_words(record: Path, register: Path) -> None:
    out = run("compare", register, "--record", record, width=200).out
    assert "Disagreeing\nrow 2: Iran → Russia, Fateh-110 · entry" in out
    assert "number delivered  (40)      360-440  “Iran has handed Russia some 400 missiles” (port workers (unnamed) ← Harbour Wire" in out
    assert "In the register only\nrow 3: United States → Ukraine, M777 · order of 2023, ordered 5\n" in out
    assert "\nrow 4: China → Russia, Drone · order of 2022, ordered 1\n" in out
    assert out.rstrip().endswith("as sipri: 3 rows, 0 agreeing, 1 disagreeing, 2 in the register only; 1 in the news only")


def test_json_and_filters(record: Path, register: Path) -> None:
    every = run("compare", register, "--record", record, "--json").json
    assert [len(every[part]) for part in ("agreeing", "disagreeing", "register_only", "news_only")] == [0, 1, 2, 1]
    narrow = run("compare", register, "--record", record, "--json", "--from", "iran", "--as", "sipri").json
    assert (narrow["rows"], len(narrow["register_only"]), len(narrow["news_only"])) == (1, 0, 0)
    before = run("compare", register, "--record", record, "--json", "--as-of", "2023").json
    assert [len(before[part]) for part in ("disagreeing", "register_only")] == [0, 3]


def test_our_own_rows_agree(record: Path, tmp_path: Path) -> None:
    for shape in ("sipri", "kiel"):
        path = tmp_path / f"{shape}.csv"
        assert run("export", shape, "--record", record, "-o", path).out == ""
        found = run("compare", path, "--record", record, "--json").json
        assert (found["as"], found["disagreeing"], found["register_only"], found["news_only"]) == (shape, [], [], []) and found["agreeing"]


def test_a_bad_cell_is_named_and_the_rest_compared(record: Path, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(HEAD + "Iran,Russia,many,,,,,\n" * 12)
    ended = run("compare", path, "--record", record, width=200)
    said = "row 2, column Number ordered: 'many' is no number; such as 40, (40), 360-440, 401+ or up to 50\n"
    assert ended.code == 0 and f"Not understood, and left out\n{said}" in ended.out and "and 2 more (--json has them all)" in ended.out


def test_a_bad_register_is_one_line(record: Path, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_bytes(b"{\\rtf1 }")
    ended = run("compare", path, "--record", record)
    assert (ended.code, ended.err) == (1, f"error: {path}: is RTF; choose CSV where the register offers it, or save its table as CSV\n")
