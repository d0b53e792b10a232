"""Who may talk to the window: nobody but a browser on this machine, from the window's own pages."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient
from tests.web.windows import BASE, PORT, WHERE

from onrecord.web.guard import HEADERS, POLICY

URLS = ("/", "/ledger.json", "/static/style.css", "/network", "/entry/abc", "/nothing")
REFUSED = [
    ("GET", {"host": "evil.example"}), ("GET", {"host": f"evil.example:{PORT}"}), ("GET", {"host": "127.0.0.1"}), ("GET", {"host": "127.0.0.1:80"}),
    ("GET", {"host": f"127.0.0.1.evil.example:{PORT}"}), ("GET", {"host": f"0.0.0.0:{PORT}"}), ("GET", {"host": f"192.168.0.4:{PORT}"}),
    ("GET", {"host": f"[::]:{PORT}"}), ("GET", {"host": f"2130706433:{PORT}"}), ("GET", {"host": ""}), ("GET", {"host": f"localhost.:{PORT}"}),
    ("GET", {"host": f"user@127.0.0.1:{PORT}"}), ("GET", {"host": f"127.0.0.1:{PORT} evil.example"}),
    ("GET", {"origin": "http://evil.example"}), ("GET", {"origin": "null"}), ("GET", {"origin": "http://127.0.0.1:1234"}),
    ("GET", {"origin": f"https://127.0.0.1:{PORT}"}), ("GET", {"origin": f"http://localhost.evil.example:{PORT}"}), ("GET", {"origin": "file://"}),
    ("GET", {"sec-fetch-site": "cross-site", "sec-fetch-dest": "image"}), ("GET", {"sec-fetch-site": "cross-site", "sec-fetch-dest": "iframe"}),
    ("GET", {"sec-fetch-site": "same-site", "sec-fetch-dest": "script"}), ("GET", {"sec-fetch-site": "cross-site", "sec-fetch-dest": "empty"}),
    ("GET", {"sec-fetch-site": "same-site", "sec-fetch-dest": "object"}),
    ("POST", {}), ("POST", {"origin": "null"}), ("POST", {"origin": "http://evil.example"}), ("POST", {"origin": "http://127.0.0.1:9999"}),
    ("POST", {"origin": BASE, "sec-fetch-site": "cross-site"}), ("POST", {"origin": BASE, "sec-fetch-site": "same-site"}),
    ("PUT", WHERE), ("DELETE", WHERE), ("PATCH", WHERE), ("OPTIONS", {"origin": "http://evil.example", "access-control-request-method": "POST"}),
    ("TRACE", WHERE), ("CONNECT", WHERE), ("PROPFIND", WHERE),
]


@pytest.mark.parametrize(("method", "headers"), REFUSED)
@pytest.mark.parametrize("url", URLS[:3])
def test_a_hostile_request_is_refused(client: TestClient, method: str, headers: dict[str, str], url: str) -> None:
    answer = client.request(method, url, headers=headers)
    assert answer.status_code == 403 and len(answer.content) < 100
    assert not [name for name in answer.headers if name.startswith("access-control")]


@pytest.mark.parametrize("headers", [
    {}, {"host": f"localhost:{PORT}"}, {"host": f"[::1]:{PORT}"}, {"host": f"LOCALHOST:{PORT}"}, {"origin": BASE},
    {"sec-fetch-site": "cross-site", "sec-fetch-dest": "document"}, {"sec-fetch-site": "same-origin", "sec-fetch-dest": "script"},
])
def test_our_own_requests_and_links_from_elsewhere_are_answered(client: TestClient, headers: dict[str, str]) -> None:
    assert client.get("/", headers=headers).status_code == 200


@pytest.mark.parametrize("url", [*URLS, "/?act=nonsense", "/ledger.csv"])
def test_every_answer_carries_the_policy_and_lets_nobody_else_read_it(client: TestClient, url: str) -> None:
    for answer in (client.get(url), client.get(url, headers={"host": "evil.example"})):
        assert {name: answer.headers[name] for name in HEADERS} == dict(HEADERS)
        assert not [name for name in answer.headers if name.startswith("access-control") or name in {"server", "set-cookie"}]


def test_the_policy_lets_in_nothing_but_our_own_files() -> None:
    rules = dict(rule.strip().split(" ", 1) for rule in POLICY.split(";"))
    assert rules["default-src"] == rules["base-uri"] == rules["frame-ancestors"] == "'none'"
    assert set(rules.values()) <= {"'none'", "'self'"} and "unsafe" not in POLICY


@pytest.mark.parametrize("url", ["/", "/network", "/origins", "/left-out", "/nothing"])
def test_a_page_loads_nothing_but_our_own_files_and_has_nothing_inline(client: TestClient, url: str) -> None:
    html = client.get(url).text
    assert "style=" not in html and "<style" not in html and "javascript:" not in html
    for part in html.split("<script")[1:]:
        assert part.startswith(' src="/static/') and "></script>" in part
    assert "http://" not in html and "https://" not in html


def test_static_files_are_typed_and_checked_by_tag(client: TestClient) -> None:
    answer = client.get("/static/article.js")
    assert answer.headers["content-type"].startswith("text/javascript") and answer.headers["x-content-type-options"] == "nosniff"
    assert client.get("/static/article.js", headers={"if-none-match": answer.headers["etag"]}).status_code == 304


PATHS = [f"/{a}/{b}{c}" for a in ("static", "entry", "article", "origin")
         for b in ("..", "%2e%2e", "..%2f..", "%2e%2e%2f%2e%2e", "....//....", "..%5c..")
         for c in ("/app.py", "/etc/passwd", "%2fetc%2fpasswd", "/story.record")]


@pytest.mark.parametrize("path", PATHS)
def test_no_path_leads_outside(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404 and "root:" not in answer.text and "import" not in answer.text
