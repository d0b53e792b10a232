"""The ledger on screen: filters, names, widths, as-of."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from tests.cli.runs import run

from onrecord.cli.ledger import WIDE


@pytest.mark.parametrize("width", [0, 80, 100, WIDE - 1, WIDE, 140, 200])
def test_nothing_is_cut_off_at_any_width(record: Path, width: int) -> None:
    told = run("ledger", "--record", record, width=width).out
    for word in ("Iran", "Russia", "United", "Ukraine", "transfer", "contested", "(done)", "missile.ballistic", "ammunition.artillery",
                 "360 to 440", "USD 1.25 bn", "2023-05-15", "2024-02-22", "planned"):
        assert word in told, (word, told)
    assert "…" not in told
    assert max(map(len, told.splitlines())) <= (width or 120)


def test_on_how_much_it_rests_is_told_at_any_width(record: Path) -> None:
    narrow, wide = (run("ledger", "--record", record, "--from", "IR", width=width).out for width in (80, WIDE))
    assert [part in narrow for part in ("2 origins", "2 voices", "2 pages")] == [True] * 3
    head, row = wide.splitlines()[:2]
    assert (head.split()[-3:], row.split()[-3:]) == (["origins", "voices", "pages"], ["2", "2", "2"])


def test_the_grade_is_told_at_any_width(record: Path) -> None:
    narrow, wide = (run("ledger", "--record", record, "--from", "IR", width=width).out for width in (80, WIDE))
    grade = run("ledger", "--record", record, "--from", "IR", "--json").json[0]["credibility"]["grade"]
    assert f" {grade} " in narrow and f" {grade} " in wide and "grade" in wide
    rows = list(csv.DictReader(io.StringIO(run("ledger", "--record", record, "--from", "IR", "--csv").out)))
    assert [r["credibility"] for r in rows] == [grade]


def test_a_piped_table_has_no_colour(record: Path) -> None:
    assert "\x1b" not in run("ledger", "--record", record).out


@pytest.mark.parametrize(("arguments", "acts"), [
    ((), 2), (("--from", "IR"), 1), (("--from", "iran", "--to", "the Russian Federation"), 1), (("--to", "UKRAINE"), 1),
    (("--from", "RU"), 0), (("--item", "missile"), 1), (("--item", "missile.ballistic"), 1), (("--status", "contested"), 1),
    (("--status", "planned"), 1), (("--act", "transfer"), 2), (("--act", "sanction"), 0), (("--as-of", "2023-06-01"), 1),
    (("--as-of", "2022"), 0), (("--limit", "1"), 1),
    (("--credibility", "F"), 2), (("--credibility", "e4"), 1), (("--credibility", "4"), 1), (("--credibility", "D"), 0),
])
def test_filters_narrow(record: Path, arguments: tuple[str, ...], acts: int) -> None:
    assert len(run("ledger", "--record", record, "--json", *arguments).json) == acts


def test_as_of_says_what_it_means_and_what_it_leaves_out(record: Path) -> None:
    told = run("ledger", "--record", record, "--as-of", "2023-06-01").out
    assert told.startswith("As of 2023-06-01: only what had been published by then, whenever it was read. 1 page of unknown date left out.")
    assert "denied" in told and "contested" not in told.replace("0 contested", "")


def test_json_and_csv_hold_the_same_rows_in_the_same_order(record: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("ledger", "--record", record, "--csv", "--sort", "last").out)))
    assert [r["id"] for r in rows] == [e["id"] for e in run("ledger", "--record", record, "--json", "--sort", "last").json]


@pytest.mark.parametrize(("order", "first"), [("parties", "IR"), ("first", "IR"), ("last", "IR"), ("origins", "IR")])
def test_sorting(record: Path, order: str, first: str) -> None:
    assert run("ledger", "--record", record, "--json", "--sort", order).json[0]["from"] == [first]


def test_a_limit_is_told(record: Path) -> None:
    assert "2 entries, 1 contested; 1 shown" in run("ledger", "--record", record, "--limit", "1").out


def test_nothing_found_is_said(record: Path) -> None:
    assert run("ledger", "--record", record, "--to", "PE").out == "No entry passes (2 entries in the record).\n"


@pytest.mark.parametrize(("arguments", "message"), [
    (("--act", "gift"), "error: act 'gift': one of transfer, funding"),
    (("--status", "over"), "error: status 'over': one of done"),
    (("--credibility", "good"), "error: credibility 'good': the least marks, like B3, B or 3"),
    (("--as-of", "yesterday"), "error: as-of 'yesterday': a date like 2024-03-01"),
])
def test_a_filter_that_means_nothing_is_refused(record: Path, arguments: tuple[str, ...], message: str) -> None:
    ended = run("ledger", "--record", record, *arguments)
    assert (ended.code, ended.out) == (1, "")
    assert ended.err.startswith(message) and ended.err.count("\n") == 1


@pytest.mark.parametrize(("least", "standings"), [("0", ["contested", "planned"]), ("0.5", ["contested", "planned"]), ("0.7", ["done", "planned"]),
                                                 ("0.95", ["planned"])])
def test_it_is_settled_from_claims_that_are_sure_enough(sure_record: Path, least: str, standings: list[str]) -> None:
    entries = run("ledger", "-r", sure_record, "--min-confidence", least, "--json").json
    assert [e["standing"] for e in entries] == standings
    told = run("ledger", "-r", sure_record, "--min-confidence", least).out
    assert told.startswith("Only claims with a confidence of") is (least != "0")


def test_a_confidence_is_between_nought_and_one(record: Path) -> None:
    assert run("ledger", "-r", record, "--min-confidence", "60").code == 2


@pytest.mark.parametrize(("arguments", "acts"), [
    (("--min-origins", "2"), 1), (("--min-origins", "3"), 0), (("--disagreement", "no evidence"), 1), (("--disagreement", "money"), 0),
    (("--changed-since", "2024"), 0), (("--changed-since", "2023-06"), 1), (("--changed-until", "2023"), 1), (("--from", "unknown"), 0),
])
def test_entries_are_narrowed_by_origins_by_what_is_at_odds_and_by_what_was_published(record: Path, arguments: tuple[str, ...], acts: int) -> None:
    assert len(run("ledger", "--record", record, "--json", *arguments).json) == acts


@pytest.mark.parametrize("width", [80, WIDE])
def test_what_is_new_is_told(record: Path, width: int) -> None:
    told = run("ledger", "--record", record, "--changed-since", "2023-06", width=width).out
    assert "first" in told and "told: 1" in " ".join(told.split()) and "new:" not in told
    assert "new:" in run("ledger", "--record", record, "--changed-since", "2023-01", width=width).out
