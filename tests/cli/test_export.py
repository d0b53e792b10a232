"""What export writes to standard output."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from tests.cli.runs import REPORT, run


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
    assert [json.loads(line)["giver"][0] for line in lines] == givers
    assert [r["giver"] for r in rows] == givers


@pytest.mark.parametrize(("form", "claims"), [("claims", [1, 1, 1]), ("entries-json", [2, 1])])
def test_only_what_is_sure_enough_is_exported(sure_record: Path, form: str, claims: list[int]) -> None:
    rows = [json.loads(line) for line in run("export", "-f", form, "-r", sure_record, "--min-confidence", "0.5").out.splitlines()]
    assert [len(r["claims"]) for r in rows] == claims
    assert form != "claims" or all(c["confidence"] >= 0.5 for r in rows for c in r["claims"])
