"""One entry: history, disagreement with both quotes, each claim with its chain."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tests.cli.runs import make_cited_record, run
from tests.strategies import claim

from onrecord.ledger import settle
from onrecord.model import StatusMove
from onrecord.telling.story import Story


@pytest.fixture
def contested(record: Path) -> str:
    return str(run("ledger", "--record", record, "--status", "contested", "--json").json[0]["id"])


def test_the_story_is_told(record: Path, contested: str) -> None:
    told = run("entry", contested[:8], "--record", record, width=140).out
    for words in (
        "transfer: Iran → Russia", "contested (done)", "360 to 440",
        "2 independent origins, 2 voices, 2 pages, 3 claims", "2023-05-15 to 2024-02-22",
        "port workers (unnamed) ← Harbour Wire ← The Courier", "Tamar Ost, envoy", "Where sources disagree",
        "“Iran has handed Russia some 400 missiles”", "“Tamar Ost said that no such handover had been seen.”",
        "report, characters 41 to 81", "2024-02-22 (certain): 2024-02-22 in its dateline; against 2026-01-05",
    ):
        assert words in told, (words, told)


def test_the_history_runs_by_day(record: Path, contested: str) -> None:
    told = run("entry", contested, "--record", record).out
    assert told.index("2023-05-15  denied") < told.index("2024-02-22  done")


@pytest.mark.parametrize("width", [60, 80, 120])
def test_it_fits_the_screen(record: Path, contested: str, width: int) -> None:
    assert max(map(len, run("entry", contested, "--record", record, width=width).out.splitlines())) <= width


def test_as_of_leaves_later_claims_out(record: Path, contested: str) -> None:
    told = run("entry", contested, "--record", record, "--as-of", "2023-12-31")
    assert "As of 2023-12-31" in told.out and "Harbour Wire" not in told.out and "1 claim\n" in told.out


def test_json_holds_the_words(record: Path, contested: str) -> None:
    entry = run("entry", contested, "--record", record, "--json").json
    assert entry["id"] == contested and {c["name"] for c in entry["claims"]} == {"report", "denial"}
    assert entry["claims"][0]["published"]["date"] and entry["claims"][0]["quote"]


def test_an_unknown_id_is_an_error(record: Path) -> None:
    ended = run("entry", "nosuch", "--record", record)
    assert (ended.code, ended.err) == (1, "error: no entry 'nosuch' in this record\n")


def test_a_merged_id_leads_on(tmp_path: Path, record: Path, contested: str) -> None:
    copy = tmp_path / "copy.record"
    copy.write_bytes(record.read_bytes())
    with closing(sqlite3.connect(copy)) as raw, raw:
        raw.execute("INSERT INTO aliases (old, new) VALUES ('feedfeedfeedfeed', ?)", (contested,))
    assert f"feedfeed was merged into {contested[:8]}" in run("entry", "feedfeed", "--record", copy).out


def test_claims_are_listed_with_their_confidence_the_least_sure_first_if_asked(sure_record: Path) -> None:
    key = run("ledger", "-r", sure_record, "--status", "contested", "--json").json[0]["id"]
    told, sorted_out = run("entry", key, "-r", sure_record, "--json").json, run("entry", key, "-r", sure_record, "--sort", "confidence").out
    assert [c["confidence"] for c in told["claims"]] == [0.6, 0.9, 0.3]
    shown = [line.split()[1] for line in sorted_out.splitlines() if line.strip().startswith("confidence")]
    assert shown == ["0.30", "0.60", "0.90"]


def test_an_entry_of_sure_claims_alone(sure_record: Path) -> None:
    key = run("ledger", "-r", sure_record, "--status", "contested", "--json").json[0]["id"]
    told = run("entry", key[:8], "-r", sure_record, "--min-confidence", "0.7").out
    assert "Only claims with a confidence of 0.7 or more, and those that a person called right or corrected.\n" in told
    assert "1 claim\n" in told and "no such handover" not in told


def cited_entry(path: Path) -> str:
    return str(run("ledger", "-r", path, "--json").json[0]["id"])


def test_what_counts_for_another_report_says_so(tmp_path: Path) -> None:
    told = run("entry", "-r", make_cited_record(tmp_path / "cited.record"), cited_entry(tmp_path / "cited.record"), width=160).out
    assert "1 independent origin, 1 voice, 2 pages, 2 claims" in told
    assert told.count("counts for a report of Reuters that the record does not hold") == 2


@pytest.mark.parametrize("root", ["a", "b", "b#2"])
def test_a_word_is_told_by_its_first_story_not_by_a_copy(root: str) -> None:
    told = [claim(article="a"), claim(article="b")]
    story = Story(settle(told, {})[0], {c.id: c for c in told}, {}, {})
    move = StatusMove(None, root, "done", "certain", "jane roe", tuple(c.id for c in told))
    assert [c.article for c in [story.first(move)] if c] == [root[0]]
