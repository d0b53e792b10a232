"""What changed between two days, on screen and as JSON."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.runs import run

from onrecord.flow import open_record, what_changed
from onrecord.model import CHANGES


def test_a_matter_that_moved_is_told_with_the_words_that_did_it(record: Path) -> None:
    told = run("changes", "--record", record, "--since", "2023-06-01", "--from", "IR", width=220).out
    assert "From 2023-06-01 to now" in told
    for word in ("Iran → Russia", "moved", "now contested", "denied → contested", "(done)", "port workers (unnamed) ← Harbour Wire",
                 "2024-02-22 done"):
        assert word in " ".join(told.split()) or word in told, (word, told)
    assert "1 entry changed" in told


@pytest.mark.parametrize("width", [80, 100, 200])
def test_nothing_is_wider_than_the_terminal(record: Path, width: int) -> None:
    told = run("changes", "--record", record, "--since", "2022", width=width).out
    assert "…" not in told
    assert max(map(len, told.splitlines())) <= width


@pytest.mark.parametrize(("arguments", "changed"), [
    (("--since", "2022"), 1), (("--since", "2024"), 0), (("--since", "2023-06-01", "--until", "2023-12"), 0), (("--since", "2022", "--to", "UA"), 0),
    (("--since", "2022", "--item", "missile"), 1), (("--since", "2022", "--status", "done"), 1), (("--since", "2022", "--status", "sought"), 0),
])
def test_days_and_filters(record: Path, arguments: tuple[str, ...], changed: int) -> None:
    found = run("changes", "--record", record, "--json", *arguments).json
    assert len(found["changes"]) == changed
    assert list(found["counts"]) == list(CHANGES)


def test_an_entry_passes_that_a_filter_fits_on_either_day(record: Path) -> None:
    for status in ("denied", "contested"):
        assert len(run("changes", "--record", record, "--since", "2023-06-01", "--status", status, "--json").json["changes"]) == 1


def test_json_says_how_it_stood_and_by_which_claims(record: Path) -> None:
    (change,) = run("changes", "--record", record, "--since", "2023-06-01", "--json").json["changes"]
    assert (change["before"]["standing"], change["after"]["standing"]) == ("denied", "contested")
    assert change["movers"]
    assert {*change["movers"]} <= {*change["claims"]}
    assert [d["kind"] for d in change["opened"]]


def test_what_is_known_on_neither_day_is_no_change(record: Path) -> None:
    told = run("changes", "--record", record, "--since", "2021", "--until", "2022").out
    assert "Nothing changed." in told


@pytest.mark.parametrize("arguments", [
    ("--since", "yesterday"), ("--since", "2024-02-01", "--until", "2024-01-01"), ("--since", "2024", "--until", "2023-12-31"),
    ("--since", "2022", "--until", "2022-06"),
])
def test_days_that_make_no_sense(record: Path, arguments: tuple[str, ...]) -> None:
    found = run("changes", "--record", record, *arguments)
    assert found.code == 1
    assert found.err.startswith("error:")


def test_from_python(record: Path) -> None:
    with open_record(str(record)) as view:
        assert what_changed(view, "2022").counts["new"] == 1
        assert what_changed(view, "2022", "2022").changes == ()
