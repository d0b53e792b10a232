"""Questions as batch lines and answers from a file: the same suggestions as over a connection, and no line that breaks the run."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.proposer.server import CLAIM, TEXT, claiming, completion, serving
from tests.strategies import article

from onrecord.errors import InputError
from onrecord.proposer import Answers, Endpoint, request_lines, write_requests
from onrecord.proposer.reasons import REASONS

PAGE = article(TEXT, name="fleet")


def line(content: Any, key: str | None = None, model: str = "m", status: int = 200) -> dict[str, Any]:
    """A provider's answer line to the page's only question."""
    asked = json.loads(next(request_lines([PAGE], "m")))["custom_id"]
    return {"id": "r", "custom_id": key or asked, "response": {"status_code": status, "body": completion(content) | {"model": model}}, "error": None}


def answers(tmp_path: Path, *rows: Any) -> Answers:
    file = tmp_path / "answers.jsonl"
    file.write_text("".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows))
    return Answers(file)


def test_a_question_is_the_body_that_an_endpoint_is_sent() -> None:
    with serving(claiming()) as told:
        Endpoint(told.url, "m").suggest(PAGE)
    row = json.loads(next(request_lines([PAGE], "m")))
    assert (row["method"], row["url"], row["body"]) == ("POST", told.requests[0]["path"], told.requests[0]["body"])


def test_a_text_is_asked_about_once() -> None:
    other = article("Peru bought missiles from Chile.\n")
    rows = [json.loads(r) for r in request_lines([PAGE, other, replace(PAGE, name="again"), article("Rain fell.\n")], "m")]
    assert len(rows) == len({r["custom_id"] for r in rows}) == 2


def test_answers_come_back_by_their_words(tmp_path: Path) -> None:
    found = answers(tmp_path, line({"claims": [CLAIM]}, model="gpt-x")).suggest(replace(PAGE, name="renamed"))
    assert [s.proposer for s in found.suggestions] == ["batch:gpt-x"] and found.skips == () and found.version.startswith("answers ")


def test_two_models_may_answer_one_question_and_the_last_word_of_each_counts(tmp_path: Path) -> None:
    file = answers(tmp_path, line({"claims": []}), line({"claims": [CLAIM]}, model="n"), line({"claims": [CLAIM, CLAIM]}))
    assert sorted(s.proposer for s in file.suggest(PAGE).suggestions) == ["batch:m", "batch:m", "batch:n"]


@pytest.mark.parametrize(("row", "reason"), [
    (line("no"), "not-json"), (line({"claims": 1}), "no-claims"), (line({"claims": []}, status=500), "batch-error"),
    ({"custom_id": line("")["custom_id"], "response": None, "error": {"code": "x"}}, "batch-error"),
    ({"custom_id": line("")["custom_id"], "response": {"body": "x"}}, "no-answer"), (line({"claims": []}, key="another"), "unanswered"),
])
def test_a_bad_answer_is_a_skip_of_its_page(row: dict[str, Any], reason: str, tmp_path: Path) -> None:
    file = answers(tmp_path, row)
    found = file.suggest(PAGE)
    assert [(s.subject, s.reason) for s in found.skips] == [("fleet", reason)] and found.suggestions == ()
    assert file.faults == [] and file.unused == (reason == "unanswered")


@pytest.mark.parametrize("bad", ["{", "[]", "7", "{}", '{"id": "fleet"}', '{"id": 7, "claims": []}', '{"id": "fleet", "claims": {}}', "[" * 90_000])
def test_a_bad_line_is_counted_and_the_next_is_read(bad: str, tmp_path: Path) -> None:
    file = answers(tmp_path, bad, "", line({"claims": [CLAIM]}))
    fault, = file.faults
    assert fault.subject.endswith("answers.jsonl:1") and fault.reason in ("bad-line", "not-json", "too-deep")
    assert len(file.suggest(PAGE).suggestions) == 1


@pytest.mark.parametrize("key", ["fleet", PAGE.id])
def test_a_hand_answers_for_a_page_by_name_or_id(key: str, tmp_path: Path) -> None:
    found = answers(tmp_path, {"id": key, "by": "Ana", "claims": [CLAIM]}).suggest(PAGE)
    assert [s.proposer for s in found.suggestions] == ["hand:Ana"] and found.skips == ()


@pytest.mark.parametrize(("by", "name"), [(None, "hand"), ("", "hand"), ("a\nb", "hand:unknown"), (7, "hand:unknown"), ("x" * 999, "hand:unknown")])
def test_who_signs_badly_is_unknown(by: Any, name: str, tmp_path: Path) -> None:
    assert answers(tmp_path, {"id": "fleet", "by": by, "claims": [CLAIM]}).suggest(PAGE).suggestions[0].proposer == name


def test_a_hand_that_finds_nothing_has_answered(tmp_path: Path) -> None:
    file = answers(tmp_path, {"id": "fleet", "claims": []})
    found = file.suggest(PAGE)
    assert (found.suggestions, found.skips, file.unused) == ((), (), 0) and found.version


def test_other_answers_make_another_version(tmp_path: Path) -> None:
    first = answers(tmp_path, {"id": "fleet", "claims": []}).suggest(PAGE).version
    assert answers(tmp_path, {"id": "fleet", "claims": []}).suggest(PAGE).version == first
    assert answers(tmp_path, {"id": "fleet", "claims": [CLAIM]}).suggest(PAGE).version != first


@given(st.binary(max_size=200))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
def test_any_bytes_can_be_a_file_of_answers(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x").write_bytes(content)
    file = Answers(tmp_path / "x")
    assert all(f.reason in REASONS for f in file.faults)
    assert [s.reason for s in file.suggest(PAGE).skips] == ["unanswered"]


def test_files_that_cannot_be_opened_or_written_are_told(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        Answers(tmp_path / "nosuch")
    with pytest.raises(InputError):
        write_requests(tmp_path / "no" / "folder", ["x"])


def test_a_file_of_questions_is_whole_or_the_old_one(tmp_path: Path) -> None:
    def failing() -> Any:
        yield "a"
        raise ZeroDivisionError

    (tmp_path / "q").write_text("old\n")
    with pytest.raises(ZeroDivisionError):
        write_requests(tmp_path / "q", failing())
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [("q", "old\n")]
    assert write_requests(tmp_path / "q", ["a", "b"]) == 2 and (tmp_path / "q").read_text() == "a\nb\n"
