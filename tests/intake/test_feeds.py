"""Feeds of all kinds, and those that mean harm."""

from __future__ import annotations

import builtins
import json
import socket
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.intake.feeds import MOST_ENTRIES, FeedEntry, NoFeed, entries_of

HOME = "https://news.example/feeds/all.xml"
RSS = """<?xml version="1.0" encoding="UTF-8"?>
<!-- made - by hand -- really -->
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Harbour</title>
<item><title>Guns &amp;amp; tanks&nbsp;&hellip;</title><link>/one?a=1&b=2</link><guid isPermaLink="false">id one</guid>
<pubDate>Mon, 04 Mar 2024 10:00:00 +0100</pubDate><description>Short</description>
<content:encoded><![CDATA[<!DOCTYPE html><p>Long &nbsp; words</p>]]></content:encoded></item>
<item><title>Two</title><guid>https://news.example/two</guid><description>&lt;p&gt;Two &amp;amp; more&lt;/p&gt;</description></item>
<item><title>neither id nor address</title></item>
<item><title>Two again</title><guid>https://news.example/two</guid></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><id>f</id><entry><id>urn:a</id><link rel="self" href="self"/><link href="a.html"/>
<title type="html">A &lt;b&gt;</title><published>2024-03-04T00:30:00+05:00</published><updated>2024-03-05T00:00:00Z</updated>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Body</p></div></content></entry>
<entry><id>urn:b</id><link href="javascript:alert(1)"/><summary>a &lt; b</summary></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<item rdf:about="https://news.example/r1"><title>R</title><link>https://news.example/r1</link><dc:date>2024-03-04</dc:date></item></rdf:RDF>"""
JSON = {"version": "https://jsonfeed.org/version/1.1", "items": [
    {"id": 7, "url": "j1", "title": "J", "date_published": "2024-03-04T10:00:00Z", "content_text": "one <\n\ntwo"}, {"title": "no id"}, 3]}


def read(text: str | bytes, kind: str = "") -> list[FeedEntry]:
    return entries_of(text if isinstance(text, bytes) else text.encode(), kind, HOME)


def test_rss() -> None:
    one, two = read(RSS)
    assert (one.id, one.url, one.title) == ("id one", "https://news.example/one?a=1&b=2", "Guns & tanks …")
    assert one.published == "Mon, 04 Mar 2024 10:00:00 +0100" and one.content == "<!DOCTYPE html><p>Long &nbsp; words</p>"
    assert (two.url, two.content) == ("https://news.example/two", "<p>Two &amp; more</p>")


def test_atom() -> None:
    one, two = read(ATOM)
    assert (one.id, one.url, one.mark) == ("urn:a", "https://news.example/feeds/a.html", "2024-03-05T00:00:00Z")
    assert "<p>Body</p>" in one.content and one.title == "A <b>"
    assert (two.url, two.content) == (None, "<p>a &lt; b</p>")


def test_rss_1_and_json() -> None:
    assert read(RDF) == [FeedEntry("https://news.example/r1", "https://news.example/r1", "R", "2024-03-04", None, "")]
    assert read(json.dumps(JSON)) == [
        FeedEntry("7", "https://news.example/feeds/j1", "J", "2024-03-04T10:00:00Z", None, "<p>one &lt;</p><p>two</p>")]


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "windows-1251", "iso-8859-5"])
def test_feeds_in_other_codings(coding: str) -> None:
    name = "utf-8" if coding == "utf-8-sig" else coding
    body = f'<?xml version="1.0" encoding="{name}"?><rss><channel><item><guid>a</guid><title>Танки</title></item></channel></rss>'.encode(coding)
    assert read(body)[0].title == "Танки"
    assert read(body.replace(b"encoding", b"somethin"), f"text/xml; charset={name}")[0].title == "Танки"


BOMB = "<!DOCTYPE r [<!ENTITY a \"ha\">" + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "&a;" * 10}">' for n in range(12)) + "]>"
HOSTILE: dict[str, str | bytes] = {
    "a billion laughs": f"<?xml version='1.0'?>{BOMB}<rss><channel><title>&a11;</title></channel></rss>",
    "one long entity": f'<!DOCTYPE r [<!ENTITY a "{"a" * 50_000}">]><rss>{"&a;" * 50_000}</rss>',
    "a file": '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><item><guid>&x;</guid></item></channel></rss>',
    "an address": '<!DOCTYPE r [<!ENTITY x SYSTEM "http://127.0.0.1:1/x">]><rss>&x;</rss>',
    "an outside document type": '<!DOCTYPE rss SYSTEM "http://127.0.0.1:1/x.dtd"><rss/>',
    "a parameter entity": '<!DOCTYPE r [<!ENTITY % p SYSTEM "http://127.0.0.1:1/x"> %p;]><rss/>',
    "after a comment": '<?xml version="1.0"?>\n<!-- <rss> -->\n<?pi x?>\n<!DOCTYPE r [<!ENTITY a "b">]><rss>&a;</rss>',
    "in UTF-16": ('<?xml version="1.0" encoding="utf-16"?>' + BOMB + "<rss>&a11;</rss>").encode("utf-16"),
    "in UTF-7": ('<?xml version="1.0" encoding="utf-7"?>' + BOMB + "<rss/>").encode("utf-7"),
    "with a mark before it": ("\ufeff" + BOMB + "<rss/>").encode(),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_document_type_is_refused_before_anything_is_opened(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def opened(*_: Any, **__: Any) -> Any:
        raise AssertionError("something was opened")

    for where, what in ((socket, "create_connection"), (socket.socket, "connect"), (builtins, "open"), (Path, "open")):
        monkeypatch.setattr(where, what, opened)
    begun = time.perf_counter()
    with pytest.raises(NoFeed) as refused:
        read(HOSTILE[name])
    assert time.perf_counter() - begun < 0.05
    assert refused.value.reason == "refused" and refused.value.byte is not None


def test_a_document_type_inside_is_not_heeded() -> None:
    text = '<rss><channel><item><guid>a</guid><!DOCTYPE r [<!ENTITY a "boom">]><title>&a;</title></item></channel></rss>'
    assert all("boom" not in (e.title or "") for e in read(text))


def test_an_included_file_is_not_included() -> None:
    text = ('<rss xmlns:xi="http://www.w3.org/2001/XInclude"><channel><item><guid>a</guid>'
            '<title><xi:include href="file:///etc/passwd" parse="text"/></title></item></channel></rss>')
    assert read(text)[0].title is None


@pytest.mark.parametrize("body", [b"", b"   ", b"hello", b"<html><body>no</body></html>", b"{}", b'{"version": 1}', b"[1]", b"\x00\x01\xff", b"<",
    b"<rss",
                                  b'{"version": "https://jsonfeed.org/version/1", "items": 3}', b"{" * 100_000, b'{"a": \xff}'])
def test_what_is_no_feed(body: bytes) -> None:
    try:
        assert entries_of(body, "text/html", HOME) == []
    except NoFeed as fault:
        assert fault.reason == "not-feed"


def test_a_feed_without_end_is_cut() -> None:
    items = "".join(f"<item><guid>{n}</guid></item>" for n in range(MOST_ENTRIES * 3))
    assert len(read(f"<rss><channel>{items}</channel></rss>")) == MOST_ENTRIES


@given(st.binary(max_size=300), st.sampled_from(["", "text/xml; charset=utf-16", "application/json", "text/xml; charset=base64"]))
def test_any_bytes_are_a_feed_or_none(body: bytes, kind: str) -> None:
    for whole in (body, b"<rss><channel><item><guid>" + body + b"</guid></item></channel></rss>"):
        with suppress(NoFeed):
            entries_of(whole, kind, HOME)
