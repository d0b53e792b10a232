"""Scores on screen, from pages read anew and from a record; the worst errors with their texts."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.cli.runs import pages, run

from onrecord.export.claims import page_fields


def rows() -> list[dict[str, Any]]:
    """The story record's own claims as gold, one of them changed."""
    made = [{**page_fields(page, claims), "text": page.text, "genre": "news"} for page, claims in pages()]
    made[2]["claims"][0]["to"] = ["PL"]
    return made


def written(path: Path, lines: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in lines))
    return path


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    return written(tmp_path / "gold.jsonl", rows())


def test_a_record_against_gold(gold: Path, record: Path) -> None:
    scores = run("evaluate", gold, "--record", record, "--json").json
    assert (scores["gold"], scores["found"], scores["pages"], scores["pages_missing"]) == (4, 4, 3, 0)
    assert scores["core"]["f1"] == pytest.approx(0.75) and scores["loose"]["f1"] == pytest.approx(1)
    assert scores["fields"]["to"] == {"right": 3, "of": 4, "share": 0.75, "interval": [0.0, 1.0]}
    assert scores["acts"]["transfer"]["gold"] == 4 and scores["genres"]["news"]["core"] == scores["core"]
    assert (scores["slices"]["denial"]["gold"], scores["slices"]["anonymous"]["gold"]) == (2, 1) and "worst" not in scores


def test_intervals_are_the_same_each_time_and_may_be_left_out(gold: Path, record: Path) -> None:
    first, again, none = (run("evaluate", gold, "-r", record, "--json", *more).json for more in ((), (), ("--resamples", "0")))
    low, high = first["core"]["intervals"]["f1"]
    assert first == again and 0 <= low < 0.75 < high <= 1
    assert none["core"]["intervals"]["f1"] is none["fields"]["to"]["interval"] is None
    assert none["core"]["f1"] == first["core"]["f1"]


def test_the_worst_differences_are_shown_with_their_texts(gold: Path, record: Path) -> None:
    told = run("evaluate", gold, "--record", record, "--show", "5").out
    head, words, columns, *table = told.splitlines()
    assert head == "1. aid: transfer found, but differs in to" and columns.split() == ["gold", "found"]
    assert words == "Aid [The United States will give Ukraine shells worth $1.25 billion.]"
    assert [line.split() for line in table if line.startswith("≠")] == [["≠", "to", "PL", "UA"]]
    assert "USD 1.25 bn" in told and "news" in told and "0.750" in told and "denial" in told and "expected calibration error" in told


@pytest.mark.parametrize(("width", "words"), [(80, ("anonymous", "status group", "core F1")), (100, ("denial", "noise left out", "loose F1"))])
def test_it_fits_the_screen(gold: Path, record: Path, width: int, words: tuple[str, ...]) -> None:
    told = run("evaluate", gold, "--record", record, "--show", "3", width=width).out
    assert max(map(len, told.splitlines())) <= width and "…" not in told
    assert all(word in told for word in words)


@pytest.mark.parametrize(("arguments", "kinds"), [
    ((), ["extra", "extra", "missed", "differs"]), (("--kind", "extra"), ["extra", "extra"]), (("--kind", "differs"), ["differs"]),
    (("--act", "Use"), ["missed"]), (("--act", "use", "--kind", "extra"), []), (("--genre", "news"), ["extra", "extra", "missed", "differs"]),
    (("--genre", "spam"), []),
])
def test_errors_are_chosen_by_kind_act_and_genre(tmp_path: Path, record: Path, arguments: tuple[str, ...], kinds: list[str]) -> None:
    lines = rows()
    lines[0]["claims"] = [{**lines[0]["claims"][0], "act": "use"}]
    scores = run("evaluate", written(tmp_path / "g.jsonl", lines), "-r", record, "--json", "--show", "9", *arguments).json
    assert [error["kind"] for error in scores["worst"]] == kinds
    assert scores["gold"] == 3


def test_an_error_in_json_holds_both_sides_and_the_words(gold: Path, record: Path) -> None:
    error, = run("evaluate", gold, "-r", record, "--json", "--show", "1").json["worst"]
    assert (error["page"], error["genre"], error["kind"], error["wrong"], error["near"]) == ("aid", "news", "differs", ["to"], None)
    assert error["sentence"] == "Aid\nThe United States will give Ukraine shells worth $1.25 billion."
    assert (error["gold"]["to"], error["found"]["to"]) == (["pl"], ["ua"])
    assert error["found"]["money"] == {"low": 1.25e9, "high": 1.25e9, "currency": "USD"}


def test_what_stands_in_the_same_words_is_shown_beside(tmp_path: Path, record: Path) -> None:
    lines = rows()
    lines[2]["claims"][0]["act"] = "funding"
    told = run("evaluate", written(tmp_path / "g.jsonl", lines), "-r", record, "--show", "1", "--kind", "missed").out
    assert told.startswith("1. aid: funding not found\n") and "found in the same words: transfer" in told


def test_an_act_that_is_none_is_refused(gold: Path, record: Path) -> None:
    ended = run("evaluate", gold, "-r", record, "--act", "gift")
    assert (ended.code, ended.out) == (1, "") and ended.err.startswith("error: --act 'gift': one of transfer")


@pytest.mark.parametrize(("least", "found"), [("0.5", 3), ("0.95", 1), ("0", 4)])
def test_only_claims_that_are_sure_enough_are_scored(gold: Path, sure_record: Path, least: str, found: int) -> None:
    scores = run("evaluate", gold, "-r", sure_record, "--min-confidence", least, "--json").json
    assert scores["found"] == found == sum(b["claims"] for b in scores["calibration"]["bins"])


def test_what_confidence_is_worth_is_told(gold: Path, sure_record: Path) -> None:
    told = run("evaluate", gold, "-r", sure_record, "--json").json["calibration"]
    filled = {b["low"]: (b["claims"], b["right"]) for b in told["bins"] if b["claims"]}
    assert filled == {0.3: (1, 1), 0.6: (1, 1), 0.9: (2, 0.5)}
    assert told["error"] == pytest.approx((0.7 + 0.4 + abs(0.9 + 1.0 - 1)) / 4)
    assert "0.3 to 0.4" in run("evaluate", gold, "-r", sure_record).out


def test_pages_are_read_from_the_texts_beside_gold(gold: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.flow.Reader.claims", lambda *_: ((), ()))
    assert run("evaluate", gold, "--json").json["pages_missing"] == 0
    gold.with_name("gold.texts.jsonl").write_text(json.dumps({"id": "aid", "text": pages()[2][0].text}) + "\n")
    assert run("evaluate", gold, "--json").json["pages_missing"] == 2
