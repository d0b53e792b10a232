"""Which addresses are connected to: none of this machine's, its neighbours' or a cloud's, whatever they are called."""

from __future__ import annotations

import socket
from typing import Any

import pytest
from tests.intake.sites import moved, page, serving

from onrecord.intake.addresses import Forbidden, checked_address, forbidden, target_of
from onrecord.intake.fetch import Fetched, Fetcher, Missed

PRIVATE = [
    "127.0.0.1", "127.255.255.254", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254", "169.254.0.1",
    "100.64.0.1", "100.100.100.200", "168.63.129.16", "192.0.0.192", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255", "::", "::1",
    "::ffff:127.0.0.1", "::ffff:169.254.169.254", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::",
    "2002:c0a8:101::", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1", "2001:db8::1", "no address",
]
URLS = [
    "file:///etc/passwd", "ftp://news.example/a", "gopher://127.0.0.1:70/", "data:text/html,x", "javascript:alert(1)", "//news.example/x",
    "/etc/passwd",
    "", "http://", "http:///x", "http://a:b@news.example/", "http://127.0.0.1@news.example/", "http://2130706433/", "http://0x7f000001/", "http://0x7f.1/",
    "http://0177.0.0.1/", "http://127.1/", "http://017700000001/", "http://127.0.0.1.:0/", "http://news.example:99999/", "http://[::1", "http://[gg::1]/",
    "http://ne ws.example/", "http://news.example\\@127.0.0.1/", "http://" + "a" * 70 + ".example/", "http://news.example/" + "x" * 3000,
]


def never(*_: Any, **__: Any) -> Any:
    raise AssertionError("a connection was opened")


@pytest.mark.parametrize("address", PRIVATE)
def test_what_is_not_public_is_forbidden(address: str) -> None:
    assert forbidden(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "93.184.215.14", "2606:4700::1111", "64:ff9b::808:808", "::ffff:8.8.8.8"])
def test_what_is_public_is_not(address: str) -> None:
    assert forbidden(address) is None


@pytest.mark.parametrize("address", PRIVATE)
def test_a_name_that_leads_inside_is_not_connected_to(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "create_connection", never)
    monkeypatch.setattr(socket.socket, "connect", never)
    found = Fetcher("desk@example.org", resolve=lambda host, port: [address]).get("http://news.example/feed")
    assert isinstance(found, Missed) and found.reason in ("forbidden", "robots")


@pytest.mark.parametrize("url", URLS)
def test_what_is_no_address_of_the_public_network_is_not_connected_to(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", never)
    monkeypatch.setattr(socket.socket, "connect", never)
    found = Fetcher("desk@example.org").get(url)
    assert isinstance(found, Missed) and found.reason == "forbidden", found


def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    with pytest.raises(Forbidden, match="not of the public network"):
        checked_address(target_of("http://news.example/"), lambda host, port: ["8.8.8.8", "10.0.0.1"], forbidden)


def test_the_connection_goes_to_the_address_that_was_judged_however_the_name_resolves_later() -> None:
    with serving({"/robots.txt": page(b"", status=404), "/a": page(b"inside")}) as inside:
        asked = []

        def rebinding(host: str, port: int) -> list[str]:
            asked.append(host)
            return ["203.0.113.9"] if len(asked) == 1 else ["127.0.0.1"]

        judged = []

        def permit(address: str) -> str | None:
            judged.append(address)
            return None if address == "203.0.113.9" else forbidden(address)

        found = Fetcher("desk@example.org", resolve=rebinding, permit=permit, delay=0, seconds=0.2).get(f"http://news.example:{inside.port}/a")
        assert isinstance(found, Missed) and inside.requests == []
        assert judged[0] == "203.0.113.9"


def test_a_redirect_inside_is_refused_at_its_hop() -> None:
    with serving({"/secret": page(b"the metadata")}) as inside:
        inner = f"http://inside.example:{inside.port}/secret"
        with serving({"/robots.txt": page(b"", status=404), "/a": moved(inner), "/b": moved("http://169.254.169.254/latest"), "/c": moved("file:///etc/passwd"),
                      "/d": moved("/e"), "/e": page(b"good")}) as site:
            known = {"inside.example": "10.0.0.7", "news.example": "127.0.0.1"}
            held = Fetcher("desk@example.org", delay=0, resolve=lambda host, port: [known.get(host, host)],
                           permit=lambda a: None if a == "127.0.0.1" else forbidden(a))
            told = [held.get(f"http://news.example:{site.port}/{path}") for path in "abc"]
            assert [t.reason if isinstance(t, Missed) else t for t in told] == ["forbidden"] * 3
            assert inside.requests == []
            good = held.get(f"http://news.example:{site.port}/d")
            assert isinstance(good, Fetched) and good.body == b"good" and good.url.endswith("/e")


def test_only_the_sites_that_were_named_are_near() -> None:
    with serving({"/robots.txt": page(b"", status=404), "/a": page(b"a")}) as one, serving({"/b": page(b"b")}) as other:
        held = Fetcher("desk@example.org", delay=0, near=frozenset({one.url}))
        assert isinstance(held.get(f"{one.url}/a"), Fetched)
        assert isinstance(held.get(f"{other.url}/b"), Missed) and other.requests == []
