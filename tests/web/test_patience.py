"""What takes long is worked out beside, and the page says so."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pytest
from tests.web.windows import shown, window

from onrecord.store import StoreView
from onrecord.web.patience import MOST, Patience


def test_an_answer_that_is_soon_there_is_given_at_once() -> None:
    patience = Patience(5)
    assert patience.ask("a", lambda: 7) == 7 and not patience.holds("a")
    patience.close()


def test_a_slow_answer_is_worked_out_once_and_kept_until_it_is_asked_for() -> None:
    patience, go, made = Patience(0.01), threading.Event(), list[int]()

    def slow() -> str:
        made.append(1)
        go.wait(10)
        return "there"

    assert patience.ask("a", slow) is None and patience.ask("a", slow) is None
    go.set()
    while (answer := patience.ask("a", slow)) is None:
        pass
    assert answer == "there" and made == [1] and not patience.holds("a")
    patience.close()


def test_an_error_is_raised_for_who_asked() -> None:
    patience = Patience(5)
    with pytest.raises(ZeroDivisionError):
        patience.ask("a", lambda: 1 // 0)
    assert patience.ask("a", lambda: 1) == 1
    patience.close()


def test_answers_that_nobody_comes_back_for_are_forgotten() -> None:
    patience, go, end = Patience(0), threading.Event(), time.monotonic() + 20
    for n in range(3 * MOST):
        patience.ask(n, lambda: go.wait(20))
    go.set()
    while sum(patience.holds(n) for n in range(3 * MOST)) > MOST and time.monotonic() < end:
        patience.ask("another", lambda: 1)
    assert sum(patience.holds(n) for n in range(3 * MOST)) <= MOST
    patience.close()


def test_a_day_that_takes_long_to_settle_says_so_and_is_kept(many_matters: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    go, settled, honest = threading.Event(), list[object](), StoreView._settled

    def slow(view: StoreView, connection: object, asked: object) -> object:
        go.wait(20)
        settled.append(asked)
        return honest(view, connection, asked)  # type: ignore[arg-type]

    monkeypatch.setattr(StoreView, "_settled", slow)
    monkeypatch.setattr("onrecord.web.patience.SECONDS", 0.01)
    with window(many_matters) as client:
        page = shown(client, "/?as-of=2022-06", 202)
        assert "Being worked out" in page.words and "2022-06" in page.words and page.having("meta", http_equiv="refresh")
        assert client.get("/").status_code == 200, "other pages do not wait for it"
        go.set()
        while (answer := client.get("/?as-of=2022-06")).status_code == 202:
            pass
        for url in ("/?as-of=2022-06&page=2&per=10", "/?as-of=2022-06&from=IR", "/network?as-of=2022-06"):
            assert client.get(url).status_code == 200
        first = client.get("/ledger.json?as-of=2022-06").json()[0]["id"]
        assert client.get(f"/entry/{first}?as-of=2022-06").status_code == 200
    assert answer.status_code == 200 and len(settled) == 1
