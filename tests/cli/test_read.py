"""Reading from the command line: what is told, kept and counted. The engine reads; the learned detector stays out (it has its own tests)."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from tests.cli.runs import run
from tests.strategies import claim

PAGE = (
    "Quarry state ships drones\n\n"
    "Iran delivered 60 drones to Venezuela on 3 March 2024, the Harbour Wire reported.\n\n"
    "Venezuela's defence ministry denied that it had received drones from Iran.\n"
)


@pytest.fixture(autouse=True)
def _frames_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.flow.Reader.detector", None)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    held = tmp_path / "pages"
    held.mkdir()
    (held / "one.txt").write_text(PAGE)
    (held / "blank.txt").write_text("  \n")
    (held / "picture.png").write_bytes(b"\x89PNG")
    return held


def test_a_folder_is_read_and_summed_up(folder: Path, tmp_path: Path) -> None:
    ended = run("read", folder, "--record", tmp_path / "a.record")
    assert ended.code == 0 and ended.err == ""
    first, *skips, last = ended.out.splitlines()
    assert first.startswith("3 pages in ") and ": 1 read, " in first
    assert skips == ["  1 skipped: empty", "  1 skipped: not-text"]
    assert last.startswith(f"record {tmp_path / 'a.record'}: 2 new pages; ")
    entries = run("ledger", "--record", tmp_path / "a.record", "--from", "Iran", "--to", "Venezuela", "--json").json
    assert [e["items"] for e in entries if e["act"] == "transfer"] == [["uav"]]


def test_reading_again_adds_nothing(folder: Path, tmp_path: Path) -> None:
    before = run("read", folder, "--record", tmp_path / "a.record", "--json").json
    after = run("read", folder, "--record", tmp_path / "a.record", "--json").json
    assert (before["new_pages"], after["new_pages"]) == (2, 0)
    assert before["entries"] == after["entries"] > 0 and before["skips"] == {"empty": 1, "not-text": 1}


def test_a_dry_run_keeps_nothing(folder: Path, tmp_path: Path) -> None:
    ended = run("read", folder, "--record", tmp_path / "a.record", "--dry-run")
    assert ended.code == 0 and ended.out.endswith("nothing was kept (--dry-run)\n")
    assert not (tmp_path / "a.record").exists()


def test_fields_may_have_other_names(tmp_path: Path) -> None:
    row = {"key": "p-1", "body": PAGE, "head": "Quarry state ships drones", "day": "2024-03-04", "link": "https://wire.example/p1", "paper": "Post"}
    (tmp_path / "in.jsonl.gz").write_bytes(gzip.compress(json.dumps(row).encode()))
    named = ("--id-field", "key", "--text-field", "body", "--title-field", "head", "--published-field", "day", "--url-field", "link",
             "--outlet-field", "paper")
    assert run("read", tmp_path / "in.jsonl.gz", "--record", tmp_path / "a.record", "--quiet", *named).out == ""
    page = run("article", "p-1", "--record", tmp_path / "a.record", "--json").json
    assert (page["title"], page["url"], page["outlet"], page["text"]) == (row["head"], row["link"], "Post", PAGE)
    assert page["published"]["date"] == "2024-03-04"


def test_pages_without_a_claim_are_told_apart_from_those_skipped(tmp_path: Path) -> None:
    (tmp_path / "soup.txt").write_text("Five soups\n\nBarley soup is best made the day before it is eaten, says the cook of the inn.\n")
    ended = run("read", tmp_path / "soup.txt", "--record", tmp_path / "a.record")
    assert ended.code == 0 and "1 read, 0 claims" in ended.out
    assert "  1 kept, not parsed: no word of arms, forces or sanctions\n" in ended.out and "skipped" not in ended.out


def test_where_nothing_could_be_read_it_exits_with_3(tmp_path: Path) -> None:
    (tmp_path / "blank.txt").write_text("\n")
    assert run("read", tmp_path / "blank.txt", "--record", tmp_path / "a.record").code == 3


def test_claims_that_are_not_sure_enough_are_left_out_and_counted(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.flow.Reader.claims", lambda _, page, layers, suggested: ((claim(article=page.id, confidence=0.4),), ()))
    first, *_ = run("read", folder, "--record", tmp_path / "a.record", "--min-confidence", "0.5").out.splitlines()
    assert first.endswith("1 read, 0 claims, 0 refused for lack of evidence, 1 below --min-confidence")
    told = run("read", folder, "--record", tmp_path / "b.record", "--min-confidence", "0.4", "--json").json
    assert (told["claims"], told["unsure"], told["refused"]) == (1, 0, 0)
