"""Entries as JSON lines and as CSV that no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.strategies import claim, claims, facts, known

from onrecord.export import write_csv, write_json
from onrecord.export.cells import guarded, safe
from onrecord.export.entries import COLUMNS
from onrecord.ledger import settle
from onrecord.model import Claim, Entry, Item


def entry(*every: Claim) -> Entry:
    return settle(every, known(facts("a"), facts("b", "2024-03-01")))[0]


def rows(*entries: Entry) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(write_csv(entries)), newline="")))


def test_an_entry_as_a_row() -> None:
    row = rows(entry(claim(quantity=(401, None), when_iso="2024-01-05"), claim(article="b", quantity=(None, 50), money=(8e8, 9e8))))[0]
    assert tuple(row) == COLUMNS
    assert (row["from"], row["to"], row["items"], row["status"], row["standing"]) == ("IR", "RU", "uav", "done", "done")
    assert (row["quantity"], row["money"]) == ("401 or more; up to 50", "800,000,000 to 900,000,000 USD")
    assert [row[name] for name in ("first_day", "last_day", "first_published", "last_published")] == [
        "2024-01-05", "2024-01-05", "2024-02-22", "2024-03-01"]
    assert (row["origins"], row["voices"], row["pages"], row["claims"]) == ("2", "1", "2", "2")


def test_json_holds_everything() -> None:
    made = entry(claim(quantity=(400, 400)), claim(article="b", status="denied"))
    fields = json.loads(next(iter(write_json([made]))))
    assert fields["id"] == made.id
    assert [m["status"] for m in fields["history"]] == [m.status for m in made.history]
    assert (fields["origins"], fields["voices"], fields["pages"]) == (2, 1, 2)
    assert [(m["report"], m["counts"]) for m in fields["history"]] == [("a", True), ("b", True)]
    assert fields["quantities"] == [{"low": 400, "high": 400, "unit": None, "text": "some"}]
    assert set(fields["reasons"]) == set(fields["claims"]) == set(made.claims)


@pytest.mark.parametrize("cell", [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "＝1", "＋1", "－1", "＠x", "=cmd|' /C calc'!A0", "'=1",
])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert safe(cell) == f"'{cell}"
    made = entry(claim(items=(Item("uav", cell),), giver=(cell,), mechanism=cell))
    assert {rows(made)[0][name] for name in ("names", "from", "mechanism")} == {guarded(cell)}


@given(st.text())
def test_safe_cells_stay_as_they_are(text: str) -> None:
    assert safe(text) in {text, f"'{text}"}
    assert not safe(text).strip(" \u00a0").startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.lists(claims(), min_size=1, max_size=6))
@settings(max_examples=30)
def test_one_row_for_each_entry(every: list[Claim]) -> None:
    found = settle(every, known(facts("a"), facts("b")))
    assert [r["id"] for r in rows(*found)] == [e.id for e in found]
    assert len(list(write_json(found))) == len(found)


def test_a_grade_is_given_out_with_its_reasons() -> None:
    made = entry(claim(), claim(article="b", status="denied"))
    fields, row = json.loads(next(iter(write_json([made])))), rows(made)[0]
    assert fields["credibility"]["grade"] == row["credibility"] == made.credibility.grade
    assert [r["rule"] for r in fields["credibility"]["reasons"]] == [g.rule for g in made.credibility.reasons]
    assert [g["status"] for g in fields["graded"]] == [g.status for g in made.graded]
    assert [m["source"] for m in fields["history"]] == [m.source for m in made.history] and all(m["rated"] for m in fields["history"])
