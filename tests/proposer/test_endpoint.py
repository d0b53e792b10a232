"""Asking an endpoint: what is sent, how often, and that no answer, however bad, is more than a skip."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.proposer.server import (
    CLAIM,
    TEXT,
    Answer,
    Told,
    claiming,
    completion,
    dripping,
    hanging_up,
    said,
    sent,
    serving,
    waiting,
)
from tests.strategies import article

from onrecord.errors import InputError, QueryError
from onrecord.proposer import Endpoint, Proposed
from onrecord.proposer.endpoint import GIVE_UP, KEY, LONGEST_WAIT, TRIES
from onrecord.proposer.reasons import REASONS
from onrecord.proposer.wire import Limits

QUICK = Limits(connect=0.3, whole=0.4, bytes=100_000)
PAGE = article(TEXT)


@pytest.fixture(autouse=True)
def _no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(KEY, raising=False)


def endpoint(url: str, cache: Path | None = None, sleep: Callable[[float], None] = lambda _: None) -> Endpoint:
    return Endpoint(url, "m", cache, QUICK, sleep)


def asked(*answers: Answer) -> tuple[Proposed, Told]:
    with serving(*answers) as told:
        return endpoint(told.url).suggest(PAGE), told


def reasons(found: Proposed) -> list[str]:
    assert all(s.stage == "proposer" and s.subject == PAGE.name and s.reason in REASONS for s in found.skips)
    return [s.reason for s in found.skips]


def test_a_good_answer_is_suggested() -> None:
    found, told = asked(claiming(CLAIM))
    suggestion, = found.suggestions
    assert (suggestion.proposer, suggestion.quote, suggestion.giver, suggestion.anonymous) == ("endpoint:m", CLAIM["quote"], ("Italy",), True)
    assert found.skips == () and found.version.startswith("endpoint:m ")
    request, = told.requests
    assert request["path"] == "/v1/chat/completions" and request["body"]["temperature"] == 0
    assert request["body"]["response_format"]["json_schema"]["strict"] is True
    assert "Authorization" not in request["headers"] and TEXT.split("\n")[2] in request["body"]["messages"][-1]["content"]


@pytest.mark.parametrize(("path", "reached"), [
    ("", "/v1/chat/completions"), ("/", "/v1/chat/completions"), ("/v1", "/v1/chat/completions"), ("/api/v2/", "/api/v2/chat/completions"),
    ("/x/chat/completions", "/x/chat/completions"),
])
def test_the_address_may_be_given_long_or_short(path: str, reached: str) -> None:
    with serving(claiming()) as told:
        assert endpoint(told.url + path).suggest(PAGE).skips == ()
    assert [r["path"] for r in told.requests] == [reached]


@pytest.mark.parametrize(("answer", "reason", "tries"), [
    (sent(401, b"who are you"), "http-error", 1), (sent(404, b""), "http-error", 1), (sent(500, b"oops"), "http-error", TRIES),
    (sent(429, b"{}"), "http-error", TRIES), (sent(302, b"", Location="http://127.0.0.1:1/"), "redirect", 1),
    (sent(200, b"<html>"), "not-json", 1), (sent(200, b"\xff\xfe\x00"), "not-json", 1), (sent(200, b"{}"), "no-answer", 1),
    (sent(200, b'{"choices": []}'), "no-answer", 1), (sent(200, b'{"choices": [{"message": {"content": null}}]}'), "no-answer", 1),
    (sent(200, b'{"choices": {"0": 1}}'), "no-answer", 1), (sent(200, b"[" * 5000 + b"]" * 5000), "too-deep", 1),
    (sent(200, b"x" * 200_000), "answer-too-large", 1), (said("I would rather not."), "not-json", 1), (said({"claims": 3}), "no-claims", 1),
    (said({"answer": []}), "no-claims", 1), (said('{"claims": [' + '{"a":' * 3000 + "1" + "}" * 3000 + "]}"), "too-deep", 1),
    (said({"claims": []}, "length"), "cut-short", 1), (said('{"claims": [NaN]}'), "not-json", 1),
    (waiting(1.0), "timeout", TRIES), (dripping("body"), "timeout", TRIES), (dripping("headers"), "timeout", TRIES),
    (hanging_up, "unreachable", TRIES),
])
def test_a_bad_answer_is_a_skip(answer: Answer, reason: str, tries: int) -> None:
    start = time.monotonic()
    found, told = asked(answer)
    assert (reasons(found), found.suggestions, found.version) == ([reason], (), "")
    assert len(told.requests) == tries and time.monotonic() - start < 10


def test_nobody_listening_is_a_skip() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert reasons(endpoint(f"http://127.0.0.1:{port}").suggest(PAGE)) == ["unreachable"]


@pytest.mark.parametrize("fault", [sent(429, b""), sent(500, b""), sent(503, b""), hanging_up, waiting(0.6)])
def test_a_fault_that_passes_is_waited_for(fault: Answer) -> None:
    waits: list[float] = []
    with serving(fault, fault, claiming(CLAIM)) as told:
        found = endpoint(told.url, sleep=waits.append).suggest(PAGE)
    assert len(found.suggestions) == 1 and found.skips == () and len(told.requests) == 3
    assert waits == [1.0, 4.0]


@pytest.mark.parametrize(("told", "waited"), [("2", 2.0), ("900", LONGEST_WAIT), ("tomorrow", 1.0), ("-5", 1.0), ("9" * 99, 1.0)])
def test_a_server_may_say_how_long_to_wait_within_bounds(told: str, waited: float) -> None:
    waits: list[float] = []
    with serving(sent(429, b"", Retry_After=told), claiming()) as server:
        endpoint(server.url, sleep=waits.append).suggest(PAGE)
    assert waits == [waited]


def test_a_server_that_knows_no_schema_is_asked_more_plainly_and_that_is_remembered() -> None:
    with serving(sent(400, b""), sent(422, b""), claiming(CLAIM)) as told:
        known = endpoint(told.url)
        assert len(known.suggest(PAGE).suggestions) == len(known.suggest(PAGE).suggestions) == 1
    forms = [r["body"].get("response_format", {}).get("type") for r in told.requests]
    assert forms == ["json_schema", "json_object", None, None]


def test_a_question_that_is_no_good_in_any_form_changes_nothing_for_the_next() -> None:
    with serving(*[sent(400, b"")] * 3, claiming(CLAIM)) as told:
        known = endpoint(told.url)
        assert reasons(known.suggest(PAGE)) == ["http-error"]
        assert len(known.suggest(PAGE).suggestions) == 1
    assert told.requests[-1]["body"]["response_format"]["type"] == "json_schema"


def test_a_server_that_is_down_is_given_up() -> None:
    with serving(sent(401, b"")) as told:
        known = endpoint(told.url)
        every = [reasons(known.suggest(PAGE)) for _ in range(GIVE_UP + 2)]
    assert every == [["http-error"]] * GIVE_UP + [["given-up"]] * 2
    assert len(told.requests) == GIVE_UP


def test_one_answer_and_the_faults_before_it_are_forgotten() -> None:
    bad = sent(401, b"")
    with serving(bad, bad, claiming(), bad, bad, claiming(CLAIM)) as told:
        known = endpoint(told.url)
        assert [len(known.suggest(PAGE).suggestions) for _ in range(6)] == [0, 0, 0, 0, 0, 1]


def test_answers_are_kept_and_asked_for_once(tmp_path: Path) -> None:
    with serving(claiming(CLAIM), claiming()) as told:
        first = endpoint(told.url, tmp_path / "a" / "b").suggest(PAGE)
        again = endpoint(told.url, tmp_path / "a" / "b").suggest(PAGE)
        assert first == again and len(told.requests) == 1
        Endpoint(told.url, "other", tmp_path / "a" / "b", QUICK).suggest(PAGE)
        assert len(told.requests) == 2
    assert sorted(p.suffix for p in (tmp_path / "a" / "b").iterdir()) == [".json", ".json"]


@pytest.mark.parametrize("answer", [said("no"), sent(500, b""), said({"claims": []}, "length")])
def test_what_cannot_be_read_is_not_kept(answer: Answer, tmp_path: Path) -> None:
    with serving(answer) as told:
        endpoint(told.url, tmp_path).suggest(PAGE)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kept", [b"", b"{", b"[]", b'{"content": 3}', b"\xff", b'{"content": "[1'])
def test_a_damaged_file_is_asked_for_again(kept: bytes, tmp_path: Path) -> None:
    with serving(claiming(CLAIM)) as told:
        endpoint(told.url, tmp_path).suggest(PAGE)
        file, = tmp_path.iterdir()
        file.write_bytes(kept)
        assert len(endpoint(told.url, tmp_path).suggest(PAGE).suggestions) == 1
    assert len(told.requests) == 2


def test_a_kept_answer_is_believed_no_more_than_a_fresh_one(tmp_path: Path) -> None:
    with serving(claiming(CLAIM)) as told:
        endpoint(told.url, tmp_path).suggest(PAGE)
        file, = tmp_path.iterdir()
        file.write_text(json.dumps({"content": json.dumps({"claims": [7, CLAIM | {"act": "gossip"}]})}))
        assert reasons(endpoint(told.url, tmp_path).suggest(PAGE)) == ["wrong-type", "unknown-act"]


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="no folder for answers"):
        endpoint("http://127.0.0.1:1", tmp_path / "file")


def test_the_key_comes_from_the_environment_and_goes_nowhere_else(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(KEY, "s3cret")
    with serving(sent(401, b"bad key s3cret")) as told:
        found = endpoint(told.url, tmp_path).suggest(PAGE)
    assert told.requests[0]["headers"]["Authorization"] == "Bearer s3cret"
    assert "s3cret" not in repr(found) + json.dumps(told.requests[0]["body"])


@pytest.mark.parametrize(("key", "url"), [("s3cret", "http://model.example/v1"), ("s3\ncret", "https://model.example"), ("sécret", "https://m.example")])
def test_a_key_goes_over_no_open_wire_and_into_no_broken_header(monkeypatch: pytest.MonkeyPatch, key: str, url: str) -> None:
    monkeypatch.setenv(KEY, key)
    with pytest.raises(QueryError) as caught:
        endpoint(url)
    assert key not in str(caught.value)


@pytest.mark.parametrize("url", [
    "", "model.example", "ftp://model.example", "file:///etc/passwd", "http://", "http://u:p4ss@model.example", "http://m.example/?q=1",
    "http://m.example/a b", "http://m.example/\r\nX: y", "http://m.example:99999", "http://[::1", "http://mödel.example", "HTTP//x",
])
def test_what_is_no_plain_address_is_refused_before_anything_is_sent(url: str) -> None:
    with pytest.raises(QueryError) as caught:
        endpoint(url)
    assert "p4ss" not in str(caught.value)


@pytest.mark.parametrize("model", ["", "  ", "m\nn", "x" * 500])
def test_a_model_needs_a_name_that_can_be_signed_with(model: str) -> None:
    with pytest.raises(QueryError):
        Endpoint("http://127.0.0.1:1", model)


def test_making_an_endpoint_opens_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("a socket was opened"))
    Endpoint("http://127.0.0.1:1", "m")


def test_a_part_without_an_answer_leaves_the_others_standing() -> None:
    long = article("".join(f"Italy delivered forty howitzers to Kenya in March 2030, said report {n}. {'Rain fell. ' * 500}\n" for n in range(6)))
    with serving(claiming(CLAIM), sent(404, b""), claiming(CLAIM)) as told:
        found = endpoint(told.url).suggest(long)
    assert len(told.requests) > 2 and [s.reason for s in found.skips] == ["http-error"]
    assert len(found.suggestions) == len(told.requests) - 1 and found.version.endswith(" in part")


def test_a_page_without_a_word_of_arms_is_not_asked_about() -> None:
    with serving(claiming(CLAIM)) as told:
        assert endpoint(told.url).suggest(article("Barley soup is best made the day before.\n")) == Proposed()
    assert told.requests == []


def test_the_completion_of_the_tests_is_one() -> None:
    made: dict[str, Any] = completion({"claims": []})
    assert made["choices"][0]["message"]["content"] == '{"claims": []}'
