"""What export writes to standard output."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import networkx as nx
import openpyxl
import pyarrow.parquet as pq
import pytest
from tests.cli.runs import REPORT, run

from onrecord.telling.exported import Format


def test_claims_are_a_line_a_page_by_name(record: Path) -> None:
    rows = [json.loads(line) for line in run("export", "--format", "claims", "--record", record).out.splitlines()]
    assert [r["id"] for r in rows] == ["aid", "denial", "report"]
    assert [REPORT[c["start"]:c["end"]] for c in rows[2]["claims"]] == [c["quote"] for c in rows[2]["claims"]]


def test_claims_are_the_default(record: Path) -> None:
    assert run("export", "--record", record).out == run("export", "--record", record, "--format", "claims").out


@pytest.mark.parametrize(("arguments", "givers"), [((), ["IR", "US"]), (("--from", "iran"), ["IR"]), (("--as-of", "2023-06"), ["IR"])])
def test_entries_obey_the_filters_in_both_forms(record: Path, arguments: tuple[str, ...], givers: list[str]) -> None:
    lines = run("export", "--format", "entries-json", "--record", record, *arguments).out.splitlines()
    rows = list(csv.DictReader(io.StringIO(run("export", "--format", "entries-csv", "--record", record, *arguments).out)))
    assert [json.loads(line)["from"][0] for line in lines] == givers
    assert [r["from"] for r in rows] == givers


@pytest.mark.parametrize(("form", "claims"), [("claims", [1, 1, 1]), ("entries-json", [2, 1])])
def test_only_what_is_sure_enough_is_exported(sure_record: Path, form: str, claims: list[int]) -> None:
    rows = [json.loads(line) for line in run("export", "-f", form, "-r", sure_record, "--min-confidence", "0.5").out.splitlines()]
    assert [len(r["claims"]) for r in rows] == claims
    assert form != "claims" or all(c["confidence"] >= 0.5 for r in rows for c in r["claims"])


def rows(*arguments: str | Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(run("export", *arguments).out)))


@pytest.mark.parametrize("form", list(Format))
def test_every_format_is_written_and_the_same_twice(record: Path, tmp_path: Path, form: Format) -> None:
    for name in ("1", "2"):
        ended = run("export", form.value, "--record", record, "-o", tmp_path / name)
        assert (ended.code, ended.out, ended.err) == (0, "", "")
    assert (tmp_path / "1").read_bytes() == (tmp_path / "2").read_bytes() != b""


@pytest.mark.parametrize("form", [f for f in Format if not f.binary])
def test_a_file_holds_what_standard_output_gives(record: Path, tmp_path: Path, form: Format) -> None:
    run("export", form.value, "--record", record, "-o", tmp_path / "out")
    assert (tmp_path / "out").read_bytes().decode() == run("export", "-f", form.value, "--record", record, "-o", "-").out


def test_claims_as_rows_with_and_without_filters(record: Path, sure_record: Path) -> None:
    assert [(r["page"], r["status"]) for r in rows("claims-csv", "--record", record)] == [
        ("aid", "planned"), ("denial", "denied"), ("report", "done"), ("report", "no_evidence")]
    entry, = rows("entries-csv", "--record", record, "--from", "US")
    assert [r["entries"] for r in rows("claims-csv", "--record", record, "--from", "US")] == [entry["id"]]
    assert len(rows("claims-csv", "--record", record, "--as-of", "2023")) == 1
    assert len(rows("claims-csv", "--record", sure_record, "--min-confidence", "0.5")) == 3


def test_tables_are_the_same_in_every_kind_of_file(record: Path, tmp_path: Path) -> None:
    for kind in ("claims", "entries"):
        run("export", f"{kind}-xlsx", "--record", record, "-o", tmp_path / "x.xlsx")
        run("export", f"{kind}-parquet", "--record", record, "-o", tmp_path / "p")
        ids = [r["id"] for r in rows(f"{kind}-csv", "--record", record)]
        sheet = openpyxl.load_workbook(tmp_path / "x.xlsx")[kind]
        assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ids == pq.read_table(tmp_path / "p")["id"].to_pylist()


def test_register_rows_obey_the_filters(record: Path) -> None:
    assert [r["Supplier"] for r in rows("sipri", "--record", record)] == ["Iran", "United States"]
    assert [r["donor"] for r in rows("kiel", "--record", record, "--to", "Ukraine")] == ["United States"]


def test_a_network_is_of_transfers_unless_an_act_is_asked_for(record: Path) -> None:
    def edges(*more: str) -> Any:
        return nx.read_graphml(io.BytesIO(run("export", "graphml", "--record", record, *more).out.encode())).edges

    assert sorted(edges()) == [("IR", "RU"), ("US", "UA")] and len(edges("--act", "sanction")) == 0


def test_citations_say_when_the_pages_were_looked_at(record: Path) -> None:
    items = run("export", "csl", "--record", record, "--accessed", "2024-03-01").json
    assert [i["container-title"] for i in items] == ["Evening Post", "The Courier", "Evening Post"]


@pytest.mark.parametrize(("arguments", "message"), [
    (("csl", "--accessed", "March"), "error: --accessed 'March': give a day"),
    (("csl", "--accessed", "2024-02-30"), "error: --accessed '2024-02-30': give a day"),
    (("stix", "--accessed", "2024-02-20"), "error: --accessed '2024-02-20': is for bibtex and csl only"),
    (("stix", "-o", "nosuch/folder/out"), "error: nosuch/folder/out: its folder is not there"),
])
def test_what_makes_no_sense_is_told_in_one_line(record: Path, arguments: tuple[str, ...], message: str) -> None:
    ended = run("export", *arguments, "--record", record)
    assert (ended.code, ended.out) == (1, "") and ended.err.startswith(message)


def test_the_record_is_never_written_over(record: Path) -> None:
    before = record.read_bytes()
    ended = run("export", "csl", "--record", record, "-o", record)
    assert ended.code == 1 and "is the record itself" in ended.err and record.read_bytes() == before


def test_two_formats_make_no_sense(record: Path) -> None:
    assert run("export", "csl", "--format", "stix", "--record", record).code == 2
    assert run("export", "csl", "--format", "csl", "--record", record).code == 0
