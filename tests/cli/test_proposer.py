"""Asking and answering from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.runs import run
from tests.proposer.server import CLAIM, TEXT, claiming, sent, serving


@pytest.fixture(autouse=True)
def _frames_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.flow.Reader.detector", None)
    monkeypatch.delenv("ONRECORD_PROPOSER_KEY", raising=False)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    (tmp_path / "fleet.txt").write_text(TEXT)
    return tmp_path / "fleet.txt"


def test_reading_with_a_proposer_says_what_it_gave(page: Path, tmp_path: Path) -> None:
    with serving(claiming(CLAIM, CLAIM | {"to": ["Peru"]})) as told:
        asking = ("read", page, "-r", tmp_path / "a.record", "--proposer", told.url, "--model", "m", "--proposer-cache", tmp_path / "kept")
        ended, again = run(*asking), run(*asking, "--json")
    assert ended.code == 0 and "proposer: 2 suggestions\n  1 left out: party-not-borne-out\n" in ended.out
    assert len(told.requests) == 1 and len(list((tmp_path / "kept").iterdir())) == 1
    assert (again.json["suggestions"], again.json["unheard"], again.json["skips"]) == (2, {"party-not-borne-out": 1}, {})


def test_a_proposer_that_is_down_is_told_and_the_page_is_read(page: Path, tmp_path: Path) -> None:
    with serving(sent(401, b"")) as told:
        ended = run("read", page, "-r", tmp_path / "a.record", "--proposer", told.url, "--model", "m")
    assert ended.code == 0 and "1 read, " in ended.out and "proposer: 0 suggestions\n  1 left out: http-error\n" in ended.out


def test_without_a_proposer_nothing_is_said_of_one(page: Path, tmp_path: Path) -> None:
    assert "proposer: " not in run("read", page, "-r", tmp_path / "a.record").out


@pytest.mark.parametrize("options", [("--model", "m"), ("--proposer", "http://127.0.0.1:1"), ("--proposer-cache", "x")])
def test_half_a_proposer_makes_no_sense(options: tuple[str, ...], page: Path, tmp_path: Path) -> None:
    ended = run("read", page, "-r", tmp_path / "a.record", *options)
    assert ended.code == 2 and not (tmp_path / "a.record").exists()


@pytest.mark.parametrize("url", ["ftp://m.example", "file:///etc/passwd", "m.example"])
def test_an_address_that_cannot_be_asked_is_one_line(url: str, page: Path, tmp_path: Path) -> None:
    ended = run("read", page, "-r", tmp_path / "a.record", "--proposer", url, "--model", "m")
    assert ended.code == 1 and ended.err.startswith("error: --proposer ") and ended.err.count("\n") == 1
    assert not (tmp_path / "a.record").exists()


def test_questions_out_and_answers_in(page: Path, tmp_path: Path) -> None:
    asked = run("proposer", "export", page, "-o", tmp_path / "q.jsonl", "--model", "m")
    assert (asked.code, asked.out) == (0, f"1 question in {tmp_path / 'q.jsonl'}\n")
    assert json.loads((tmp_path / "q.jsonl").read_text())["body"]["model"] == "m"
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": "fleet", "by": "Ana", "claims": [CLAIM]}) + '\n{"id": "nosuch", "claims": []}\nrubbish\n')
    ended = run("proposer", "import", tmp_path / "a.jsonl", page, "-r", tmp_path / "a.record")
    assert ended.code == 0 and "proposer: 1 suggestion\n" in ended.out
    assert ended.out.endswith(f"answers {tmp_path / 'a.jsonl'}: 1 to no page here, 1 line that cannot be read\n")
    told = run("proposer", "import", tmp_path / "a.jsonl", page, "-r", tmp_path / "a.record", "--json").json
    assert (told["bad_lines"], told["unused_answers"], told["new_pages"]) == (1, 1, 0)


def test_what_cannot_be_opened_is_told(page: Path, tmp_path: Path) -> None:
    for arguments in (("import", tmp_path / "nosuch", page, "-r", tmp_path / "x"), ("export", tmp_path / "no", "-o", tmp_path / "q", "--model", "m"),
                      ("export", page, "-o", tmp_path / "no" / "q", "--model", "m"), ("export", page, "-o", tmp_path / "q", "--model", "\n")):
        ended = run("proposer", *arguments)
        assert ended.code == 1 and ended.err.startswith("error: ") and ended.err.count("\n") == 1
    assert sorted(p.name for p in tmp_path.iterdir()) == ["fleet.txt"]


def test_where_nothing_can_be_read_import_exits_with_3(tmp_path: Path) -> None:
    (tmp_path / "blank.txt").write_text("\n")
    (tmp_path / "a.jsonl").write_text("")
    assert run("proposer", "import", tmp_path / "a.jsonl", tmp_path / "blank.txt", "--dry-run").code == 3
