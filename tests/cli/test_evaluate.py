"""Scores on screen, from pages read anew and from a record."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.runs import pages, run

from onrecord.export.claims import page_fields


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """The story record's own claims as gold, one of them changed."""
    rows = [{**page_fields(page, claims), "text": page.text, "genre": "news"} for page, claims in pages()]
    rows[2]["claims"][0]["to"] = ["PL"]
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def test_a_record_against_gold(gold: Path, record: Path) -> None:
    scores = run("evaluate", gold, "--record", record, "--json").json
    assert (scores["gold"], scores["found"], scores["pages_missing"]) == (4, 4, 0)
    assert scores["core"]["f1"] == pytest.approx(0.75) and scores["loose"]["f1"] == pytest.approx(1)
    assert scores["fields"]["to"] == {"right": 3, "of": 4} and scores["acts"]["transfer"]["gold"] == 4


def test_the_worst_differences_are_shown(gold: Path, record: Path) -> None:
    told = run("evaluate", gold, "--record", record, "--show", "5").out
    assert told.startswith("aid: differs\n  gold  transfer US → PL, ammunition.artillery, planned\n  found transfer US → UA")
    assert "news" in told and "0.750" in told


def test_pages_are_read_from_the_texts_beside_gold(gold: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.flow.Reader.detections", lambda *_: ())
    assert run("evaluate", gold, "--json").json["pages_missing"] == 0
    gold.with_name("gold.texts.jsonl").write_text(json.dumps({"id": "aid", "text": pages()[2][0].text}) + "\n")
    assert run("evaluate", gold, "--json").json["pages_missing"] == 2
