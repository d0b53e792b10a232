"""A proposer on the whole way: off unless asked for, its claims held against the pages, its failures counted, its answers taken up later."""

from __future__ import annotations

import json
import socket
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.proposer.server import CLAIM, TEXT, Answer, claiming, completion, sent, serving

from onrecord.flow import Reader, open_record, preview, questions, read
from onrecord.model import Article, Claim, Suggestion
from onrecord.proposer import Answers, Endpoint, Proposed, Proposer

LIE = CLAIM | {"to": ["Peru"]}
ALONE = CLAIM | {"quote": "Kenya is pleased with its torpedoes and grateful to Chile", "from": ["Chile"], "to": ["Kenya"], "items": ["torpedoes"],
                 "quantity": "", "when": "", "status": "done", "origin": ""}
PAGES = {"fleet": TEXT + "\nKenya is pleased with its torpedoes and grateful to Chile.\n",
         "soup": "Soup\n\nBarley soup is best made the day before it is eaten, says the cook of the inn.\n"}


@pytest.fixture(autouse=True)
def _frames_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Reader, "detector", None)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    held = tmp_path / "pages"
    held.mkdir()
    for name, text in PAGES.items():
        (held / f"{name}.txt").write_text(text)
    return held


def kept(record: Path) -> list[Claim]:
    with open_record(str(record)) as view:
        return sorted(view.claims(), key=lambda c: c.id)


def signed(claims: Sequence[Claim]) -> set[str]:
    return {c.proposer for c in claims}


def run(folder: Path, record: Path, proposer: Proposer | None) -> dict[str, int]:
    return dict(read([str(folder)], str(record), proposer=proposer).unheard)


def endpoint(url: str) -> Endpoint:
    return Endpoint(url, "m", sleep=lambda _: None)


def test_off_by_default_no_socket_is_opened(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("connect", "connect_ex", "bind"):
        monkeypatch.setattr(socket.socket, name, lambda *_: pytest.fail("a socket was opened"))
    summary = read([str(folder)], str(tmp_path / "a.record"))
    list(questions([str(folder)], "m"))
    assert (summary.suggestions, dict(summary.unheard)) == (0, {}) and summary.claims > 0


def test_what_is_suggested_is_weighed_refused_and_added(folder: Path, tmp_path: Path) -> None:
    with serving(claiming(CLAIM, LIE, ALONE, {"act": "gossip"})) as told:
        summary = read([str(folder)], str(tmp_path / "a.record"), proposer=endpoint(told.url))
    assert len(told.requests) == 1, "the page about soup does not pass the gate"
    assert summary.suggestions == 3 and dict(summary.unheard) == {"party-not-borne-out": 1, "no-quote": 1}
    claims = kept(tmp_path / "a.record")
    assert {"frames+endpoint:m", "endpoint:m"} <= signed(claims)
    assert all(c.quote in PAGES["fleet"] and "PE" not in c.receiver.value for c in claims)


@pytest.mark.parametrize("answer", [sent(500, b""), sent(200, b"rubbish"), sent(302, b"", Location="/")])
def test_a_proposer_that_fails_takes_nothing_away(answer: Answer, folder: Path, tmp_path: Path) -> None:
    run(folder, tmp_path / "plain.record", None)
    with serving(answer) as told:
        unheard = run(folder, tmp_path / "a.record", endpoint(told.url))
    assert sum(unheard.values()) == 1 and kept(tmp_path / "a.record") == kept(tmp_path / "plain.record") != []


def test_an_answer_that_comes_later_is_taken_up_and_given_up_again(folder: Path, tmp_path: Path) -> None:
    record = tmp_path / "a.record"
    with serving(sent(401, b""), claiming(ALONE)) as told:
        run(folder, record, endpoint(told.url))
        assert signed(kept(record)) == {"frames"}
        run(folder, record, endpoint(told.url))
        assert "endpoint:m" in signed(kept(record))
        assert read([str(folder)], str(record), proposer=endpoint(told.url)).new_pages == 0
    run(folder, record, None)
    assert signed(kept(record)) == {"frames"}


def test_batch_answers_give_the_claims_that_an_endpoint_gives(folder: Path, tmp_path: Path) -> None:
    with serving(claiming(CLAIM, ALONE)) as told:
        run(folder, tmp_path / "a.record", endpoint(told.url))
    asked, = (json.loads(line) for line in questions([str(folder)], "m"))
    answer = {"custom_id": asked["custom_id"], "response": {"status_code": 200, "body": completion({"claims": [CLAIM, ALONE]})}}
    (tmp_path / "answers.jsonl").write_text(json.dumps(answer))
    assert run(folder, tmp_path / "b.record", Answers(tmp_path / "answers.jsonl")) == {}
    one, other = kept(tmp_path / "a.record"), kept(tmp_path / "b.record")
    assert [c.id for c in one] == [c.id for c in other]
    assert [c.proposer.replace("endpoint", "batch") for c in one] == [c.proposer for c in other]


def test_a_preview_hears_a_proposer_too(folder: Path) -> None:
    class Forger:
        def suggest(self, article: Article) -> Proposed:
            return Proposed((Suggestion("forger", "Norway armed Peru", "transfer", "done", ("Norway",), ("Peru",), ("arms",)),), (), "forger")

    summary = preview([str(folder)], proposer=Forger())
    assert (summary.suggestions, dict(summary.unheard)) == (1, {"quote-not-found": 1})
    assert summary.claims == preview([str(folder)]).claims
