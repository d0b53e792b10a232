"""Sinks: nothing lost, nothing twice, whatever fails and wherever a run is killed."""

from __future__ import annotations

import hashlib
import hmac
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.intake.sites import Answer, Asked, Handler, dripping, hanging_up, moved, page, serving
from tests.watch.watched import add, fresh, looked, told

from onrecord.errors import OutputError, QueryError
from onrecord.flow import RULES
from onrecord.model.watching import Delivery, Notice
from onrecord.store import Store
from onrecord.watch.looking import query_watch
from onrecord.watch.sinks import FIRST_WAIT, GIVE_UP, LONGEST_WAIT, MOST_ASKED, LinesFile, Posted, give, later, waiting
from onrecord.watch.webhook import Webhook, signature, webhook_of

KEY = query_watch("").key
NOW = "2026-06-01T00:00:00.000000+00:00"
PAGES = [told(f"page {n}", f"2024-03-0{n}", f"Iran sent Russia consignment {n}", items=(goods,))
         for n, goods in enumerate(("uav", "tank", "radar", "ship", "mine"), 1)]


@pytest.fixture
def store(empty: Path) -> Iterator[Store]:
    """A record that was watched, with news since."""
    with Store.open(fresh(empty), RULES) as made:
        looked(made)
        add(made, *PAGES)
        yield made


def lines(path: Path) -> list[str]:
    return [json.loads(line)["id"] for line in path.read_text(encoding="utf-8").splitlines()]


def told_to(store: Store, sink: LinesFile | Posted) -> list[str]:
    """Makes a sink known, looks, and gives; the ids of what there was to give."""
    store.meet(sink.sink, [KEY])
    found = looked(store)
    give(store, [sink], [KEY], lambda: NOW)
    return [n.id for n in found.notices]


def test_lines_go_into_a_file_once(store: Store, tmp_path: Path) -> None:
    sink = LinesFile(tmp_path / "news.jsonl")
    ids = told_to(store, sink)
    assert lines(sink.path) == ids and len(ids) == 5
    assert give(store, [sink], [KEY], lambda: NOW) == 0 and lines(sink.path) == ids


@pytest.mark.parametrize("cut", [0, 1, 7, 8, 40, 2_000])
def test_a_run_killed_between_writing_and_noting_repeats_nothing(store: Store, tmp_path: Path, cut: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The outbox still has what is in the file already, the last line of which may be torn."""
    sink = LinesFile(tmp_path / "news.jsonl")
    store.meet(sink.sink, [KEY])
    looked(store)
    with monkeypatch.context() as patch:
        def killed(*_: object) -> None:
            raise KeyboardInterrupt

        patch.setattr(Store, "accepted", killed)
        with pytest.raises(KeyboardInterrupt):
            give(store, [sink], [KEY], lambda: NOW)
    whole = sink.path.read_bytes()
    sink.path.write_bytes(whole[: len(whole) - cut] if cut else whole)
    give(store, [sink], [KEY], lambda: NOW)
    assert sorted(lines(sink.path)) == sorted(json.loads(line)["id"] for line in whole.splitlines()) and store.waiting() == 0


def test_a_file_of_somebody_elses_loses_nothing(store: Store, tmp_path: Path) -> None:
    sink = LinesFile(tmp_path / "notes.txt")
    sink.path.write_bytes(b"my notes\nwithout an end of line")
    ids = told_to(store, sink)
    kept = sink.path.read_bytes().splitlines()
    assert kept[:2] == [b"my notes", b"without an end of line"] and len(kept) == 2 + len(ids)


def test_a_file_that_cannot_be_written_keeps_its_notices(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "news.jsonl"
    folder.mkdir()
    sink = LinesFile(folder)
    with pytest.raises(OutputError, match="5 notices are kept"):
        told_to(store, sink)
    folder.rmdir()
    give(store, [sink], [KEY], lambda: NOW)
    assert len(lines(sink.path)) == 5


KILLED = """
import os, sys
from onrecord.flow import RULES
from onrecord.store import Store
from onrecord.watch.looking import look, query_watch
from onrecord.watch.sinks import LinesFile, give
from pathlib import Path
record, file, where = sys.argv[1:]
kept = {"take_note": Store.take_note, "promise": Store.promise, "accepted": Store.accepted}
def dying(name, after):
    def call(self, *arguments):
        if not after:
            os._exit(9)
        done = kept[name](self, *arguments)
        os._exit(9)
    return call
if where != "nowhere":
    name, after = where.split()
    setattr(Store, name, dying(name, after == "after"))
with Store.open(record, RULES) as store:
    sink, watch = LinesFile(Path(file)), query_watch("")
    store.meet(sink.sink, [watch.key])
    look(store, watch, lambda: "2026-06-01T00:00:00.000000+00:00")
    give(store, [sink], [watch.key], lambda: "2026-06-01T00:00:00.000000+00:00")
"""


def test_killed_anywhere_between_settling_and_delivery_nothing_is_lost_or_doubled(store: Store, tmp_path: Path) -> None:
    news = tmp_path / "news.jsonl"
    for where in ("take_note before", "take_note after", "promise before", "promise after", "accepted before", "accepted after", "nowhere"):
        ended = subprocess.run([sys.executable, "-c", KILLED, store.path, str(news), where], capture_output=True, text=True)
        assert ended.returncode == (0 if where == "nowhere" else 9), ended.stderr
    ids = [n.id for n in store.notices(KEY)]
    assert sorted(lines(news)) == sorted(ids) and len(ids) == 5 and store.waiting() == 0


# -- webhooks


def receiver(*statuses: int, **headers: str) -> Answer:
    """Answers with these statuses in turn, the last again and again."""
    left = list(statuses)

    def answer(handler: Handler) -> None:
        page(b"", status=left.pop(0) if len(left) > 1 else left[0], **headers)(handler)
    return answer


def posted(url: str) -> Posted:
    return Posted(webhook_of(url, "secret"), spread=lambda: 0.5)


def checked(request: Asked) -> str:
    """What a receiver does: checks the signature, and knows the delivery by its id."""
    stamp = request.headers["x-onrecord-timestamp"]
    expected = "sha256=" + hmac.new(b"secret", stamp.encode() + b"." + request.body, hashlib.sha256).hexdigest()
    assert hmac.compare_digest(request.headers["x-onrecord-signature"], expected) and abs(time.time() - int(stamp)) < 60
    assert json.loads(request.body)["id"] == request.headers["x-onrecord-delivery"]
    return request.headers["x-onrecord-delivery"]


def test_a_webhook_gets_each_notice_once_and_signed(store: Store) -> None:
    with serving({"/hook?key=1": receiver(204)}) as site:
        sink = posted(f"{site.url}/hook?key=1")
        ids = told_to(store, sink)
        assert [checked(r) for r in site.requests] == ids
        assert site.requests[0].headers["content-type"] == "application/json"
        give(store, [sink], [KEY], lambda: NOW)
        assert len(site.requests) == 5 and store.waiting() == 0


def test_what_a_receiver_refuses_waits_and_comes_under_the_same_id(store: Store) -> None:
    with serving({"/hook": receiver(200, 500, 200, 200, 200, 200)}) as site:
        sink = posted(f"{site.url}/hook")
        ids = told_to(store, sink)
        assert store.waiting() == 1
        assert give(store, [sink], [KEY], lambda: later(NOW, FIRST_WAIT - 1)) == 0
        assert give(store, [sink], [KEY], lambda: later(NOW, FIRST_WAIT + 1)) == 1
        assert [checked(r) for r in site.requests] == [*ids, ids[1]] and store.waiting() == 0


@pytest.mark.parametrize("answer", [hanging_up, moved("/elsewhere"), receiver(403), dripping("headers")])
def test_a_receiver_that_is_down_is_left_alone_and_loses_nothing(store: Store, answer: Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Webhook.send, "__defaults__", (0.2,))
    with serving({"/hook": answer, "/elsewhere": receiver(200)}) as site:
        said: list[str] = []
        sink = Posted(webhook_of(f"{site.url}/hook?token=hidden", "secret"), said.append, lambda: 0.5)
        site.pages["/hook?token=hidden"] = answer
        ids = told_to(store, sink)
        assert len(site.requests) == GIVE_UP == len(said) and store.waiting() == len(ids)
        assert "hidden" not in " ".join(said) and "/elsewhere" not in site.paths
        site.pages["/hook?token=hidden"] = receiver(200)
        site.requests.clear()
        give(store, [sink], [KEY], lambda: later(NOW, LONGEST_WAIT))
        assert sorted(checked(r) for r in site.requests) == sorted(ids)


def test_a_dead_host_is_a_failed_try(store: Store) -> None:
    with serving({}) as site:
        sink = posted(f"{site.url}/hook")
    ids = told_to(store, sink)
    assert store.waiting() == len(ids)


def test_waits_grow_and_follow_the_receiver() -> None:
    tried = [Delivery("s", Notice("i", "w", 1, NOW, "{}"), tries, NOW, None) for tries in range(15)]
    waits = [waiting(d, 0.5) for d in tried]
    assert waits[:3] == [FIRST_WAIT, 2 * FIRST_WAIT, 4 * FIRST_WAIT] and waits == sorted(waits) and waits[-1] == LONGEST_WAIT
    assert (waiting(tried[0], 0), waiting(tried[0], 1)) == (0.75 * FIRST_WAIT, 1.25 * FIRST_WAIT)
    assert (waiting(tried[0], 0.5, 3600), waiting(tried[0], 0.5, 1e9)) == (3600, MOST_ASKED)


def test_a_receivers_own_word_is_kept(store: Store) -> None:
    with serving({"/hook": receiver(429, Retry_After="900")}) as site:
        sink = posted(f"{site.url}/hook")
        told_to(store, sink)
        assert not any(d.tries for d in store.due(sink.sink, later(NOW, 899))) and any(d.tries for d in store.due(sink.sink, later(NOW, 901)))


@pytest.mark.parametrize("url", ["", "hook", "file:///x", "ftp://x.example", "http://", "http://a:b@x.example/", "https://x.example/#a",
    "http://x y/",
                                 "http://x.example:99999/", "https://ä.example/"])
def test_what_is_no_webhook(url: str) -> None:
    with pytest.raises(QueryError, match="--webhook"):
        webhook_of(url, "secret")


def test_nothing_is_sent_unsigned() -> None:
    with pytest.raises(QueryError, match="ONRECORD_WEBHOOK_SECRET"):
        webhook_of("https://x.example/", "")
    assert signature(b"k", "1", b"{}") == signature(b"k", "1", b"{}") != signature(b"k", "2", b"{}")


def test_the_record_does_not_hold_the_address_of_a_webhook() -> None:
    sink = posted("https://x.example/T0/secret-path")
    assert "secret-path" not in sink.sink and sink.sink != posted("https://x.example/T0/other").sink
