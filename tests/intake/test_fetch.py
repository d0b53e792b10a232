"""One polite GET: what is asked, what is bounded, what is said where nothing comes."""

from __future__ import annotations

import gzip
import socket
import threading
import time
import zlib
from contextlib import suppress

import pytest
from tests.intake.sites import dripping, fetcher, hanging_up, moved, page, serving

from onrecord.errors import QueryError
from onrecord.intake.fetch import Fetched, Fetcher, Missed
from onrecord.intake.limits import MAX_PAGE

OPEN = {"/robots.txt": page(b"", status=404)}


def reason(found: Fetched | Missed) -> str:
    return found.reason if isinstance(found, Missed) else "fetched"


def test_a_page_is_fetched_by_a_reader_that_says_who_it_is() -> None:
    with serving({**OPEN, "/a": page(b"words", ETag='"1"', Last_Modified="Mon, 04 Mar 2024 10:00:00 GMT")}) as site:
        held = fetcher(site)
        found = held.get(f"{site.url}/a")
        assert found == Fetched(f"{site.url}/a", 200, "text/html; charset=utf-8", b"words", '"1"', "Mon, 04 Mar 2024 10:00:00 GMT")
        assert site.requests[-1].headers["user-agent"].startswith("OnRecord (+") and "(+desk@example.org)" in site.requests[-1].headers["user-agent"]
        assert site.requests[-1].headers["host"] == f"127.0.0.1:{site.port}"
        again = held.get(f"{site.url}/a", '"1"', "Mon, 04 Mar 2024 10:00:00 GMT")
        assert isinstance(again, Fetched) and (again.status, again.body) == (304, b"")
        assert site.requests[-1].headers["if-none-match"] == '"1"'


@pytest.mark.parametrize("contact", ["", " ", "nobody", "a@b\r\nX: y", "ä@b"])
def test_nobody_fetches_without_saying_whom_to_write_to(contact: str) -> None:
    with pytest.raises(QueryError, match="contact"):
        Fetcher(contact)


def test_robots_are_asked_once_and_heeded() -> None:
    with serving({"/robots.txt": page(b"User-agent: *\nDisallow: /no\n"), "/yes": page(b"y"), "/no": page(b"n"), "/round": moved("/no")}) as site:
        held = fetcher(site)
        assert [reason(held.get(f"{site.url}{p}")) for p in ("/yes", "/no", "/round")] == ["fetched", "robots", "robots"]
        assert [r.path for r in site.requests] == ["/robots.txt", "/yes", "/round"]


@pytest.mark.parametrize(("status", "told"), [(404, "fetched"), (403, "fetched"), (500, "robots"), (503, "robots"), (429, "robots")])
def test_a_site_that_cannot_say_its_rules_is_left_alone(status: int, told: str) -> None:
    with serving({"/robots.txt": page(b"", status=status), "/a": page(b"x")}) as site:
        assert reason(fetcher(site).get(f"{site.url}/a")) == told


def test_a_site_is_left_in_peace_between_two_requests() -> None:
    clock, slept = [100.0], list[float]()

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        clock[0] += seconds

    with serving({"/robots.txt": page(b"User-agent: *\nCrawl-delay: 9\n"), "/a": page(b"x")}) as site, serving({**OPEN, "/b": page(b"y")}) as other:
        held = fetcher(site, other, delay=2.0, clock=lambda: clock[0], sleep=sleep)
        for url in (f"{site.url}/a", f"{other.url}/b", f"{site.url}/a"):
            assert reason(held.get(url)) == "fetched"
    assert slept == [2.0, 2.0, 7.0]  # after robots.txt of each; then 9 seconds after the last request, 2 of which have passed


def test_a_bomb_is_no_page() -> None:
    bomb, honest = gzip.compress(b"0" * 30_000_000), gzip.compress(b"Words that say something, over and over. " * 500)
    nested = gzip.compress(gzip.compress(b"0" * 100_000_000))
    with serving({**OPEN, "/bomb": page(bomb, Content_Encoding="gzip"), "/good": page(honest, Content_Encoding="gzip"),
                  "/nested": page(nested, Content_Encoding="gzip"), "/twice": page(nested, Content_Encoding="gzip, gzip"),
                  "/broken": page(b"\x1f\x8b\x08rubbish", Content_Encoding="gzip"),
                  "/br": page(b"x", Content_Encoding="br"), "/raw": page(zlib.compress(b"w" * 100)[2:-4], Content_Encoding="deflate"),
                  "/zlib": page(zlib.compress(b"w" * 100), Content_Encoding="deflate"), "/huge": page(b"0" * (MAX_PAGE // 2 + 1))}) as site:
        held, begun = fetcher(site), time.perf_counter()
        told = {path: held.get(site.url + path) for path in site.pages if path != "/robots.txt"}
        assert time.perf_counter() - begun < 10
    assert {path: reason(found) for path, found in told.items()} == {
        "/bomb": "too-large", "/good": "fetched", "/nested": "fetched", "/twice": "undecodable", "/broken": "undecodable", "/br": "undecodable",
        "/raw": "fetched", "/zlib": "fetched", "/huge": "too-large",
    }
    bombed = told["/bomb"]
    assert isinstance(bombed, Missed) and "to 1)" in bombed.detail
    assert all(isinstance(f, Fetched) and f.body == b"w" * 100 for f in (told["/raw"], told["/zlib"]))


@pytest.mark.parametrize("answer", [dripping("headers"), dripping("body")])
def test_a_server_that_drips_is_left(answer: object) -> None:
    with serving({**OPEN, "/slow": answer}) as site:  # type: ignore[dict-item]
        begun = time.perf_counter()
        found = fetcher(site, seconds=0.3).get(f"{site.url}/slow")
        assert isinstance(found, Missed) and found.reason == "unreachable" and "0.3 seconds" in found.detail
        assert time.perf_counter() - begun < 2


def test_hands_that_are_shaken_without_end_are_let_go() -> None:
    with socket.create_server(("127.0.0.1", 0)) as door:
        def drip() -> None:
            held, _ = door.accept()
            with held, suppress(OSError):
                held.sendall(b"\x16\x03\x03\x40\x00")  # a record of TLS that is 16,384 bytes long, and comes in by the byte
                for _ in range(200):
                    held.sendall(b"\x02")
                    time.sleep(0.02)

        threading.Thread(target=drip, daemon=True).start()
        begun, port = time.perf_counter(), door.getsockname()[1]
        found = Fetcher("desk@example.org", near=frozenset({f"https://127.0.0.1:{port}"}), seconds=0.3, delay=0).get(f"https://127.0.0.1:{port}/")
    assert isinstance(found, Missed) and time.perf_counter() - begun < 2


def test_what_is_not_had_says_why() -> None:
    with serving({**OPEN, "/gone": page(b"", status=410), "/dead": hanging_up, "/loop": moved("/loop"), "/nowhere": page(b"", status=302)}) as site:
        held = fetcher(site)
        told = {path: held.get(site.url + path) for path in ("/gone", "/dead", "/loop", "/nowhere")}
    assert {path: reason(found) for path, found in told.items()} == {
        "/gone": "http-error", "/dead": "unreachable", "/loop": "http-error", "/nowhere": "http-error"}
    dead = fetcher(site).get(f"{site.url}/a")
    assert isinstance(dead, Missed) and dead.reason in ("unreachable", "robots")


def test_an_unknown_host_is_told_by_name() -> None:
    def unknown(host: str, port: int) -> list[str]:
        raise OSError("Name or service not known")

    found = Fetcher("desk@example.org", resolve=unknown).get("http://news.example/")
    assert isinstance(found, Missed) and "news.example" in found.detail


def test_a_validator_that_is_no_header_is_not_sent() -> None:
    with serving({**OPEN, "/a": page(b"x")}) as site:
        assert reason(fetcher(site).get(f"{site.url}/a", 'x"\r\nEvil: 1', "ok")) == "fetched"
        assert "evil" not in site.requests[-1].headers and "if-none-match" not in site.requests[-1].headers
