"""Each of some six hundred strings, asked of the window wherever it takes text: no fault of the server, whatever it finds."""

from __future__ import annotations

from urllib.parse import quote

from starlette.testclient import TestClient
from tests.hostile.payloads import ASKED, every

STRINGS = every(ASKED)
WHERES = (
    "/?from={}", "/?item={}&to={}", "/?origin={}", "/?as-of={}", "/?sort={}", "/?since={}&until={}", "/.json?q={}", "/.csv?q={}&status={}",
    "/entry/{}", "/article/{}", "/origins?as-of={}", "/origin/{}", "/left-out?q={}", "/changes?changed-since={}",
    "/changes.json?changed-since=2024&q={}", "/timeline?from={}", "/matrix?act={}", "/network.json?to={}", "/review.json?by={}",
    "/saved/{}", "/watch-list/{}", "/why/{}", "/report?from={}",
)


def test_there_are_enough() -> None:
    assert len(set(STRINGS)) >= 500


def test_no_string_is_a_fault_of_the_server(client: TestClient) -> None:
    """The search is asked for each, and two of the other places in turn, so that each of those is asked some fifty."""
    for n, text in enumerate(STRINGS):
        for where in ("/?q={}", WHERES[n % len(WHERES)], WHERES[(n * 5 + 2) % len(WHERES)]):
            answer = client.get(where.replace("{}", quote(text, safe="", errors="replace")), follow_redirects=False)
            assert answer.status_code < 500, (where, text)
            assert answer.status_code in {200, 202, 302, 303, 307, 308, 400, 404, 405}, (where, text, answer.status_code)
