"""Gathering: each page once, whatever fails in between."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.intake.sites import Site, fetcher, page, serving
from tests.watch.watched import fresh

from onrecord.flow import RULES
from onrecord.model import Capture, Skip
from onrecord.store import Store
from onrecord.watch.gathering import Gatherer
from onrecord.watch.sources import Feed, Folder, Page, Source

OPEN = {"/robots.txt": page(b"", status=404)}


@pytest.fixture
def store(empty: Path) -> Iterator[Store]:
    with Store.open(fresh(empty), RULES) as made:
        yield made


def gathered(store: Store, *sources: Source, site: Site | None = None, keep: bool = True, **more: Any) -> list[Capture | Skip]:
    """One round of gathering; ``keep``: the pages got into the record."""
    gatherer = Gatherer(store, fetcher(site, **more) if site else None)
    found = list(gatherer.captures(sources))
    if keep:
        gatherer.keep()
    return found


def names(found: list[Capture | Skip]) -> list[str]:
    return [f.name if isinstance(f, Capture) else f"{f.reason} {f.subject}" for f in found]


def rss(*items: str) -> bytes:
    return f"<rss><channel>{''.join(items)}</channel></rss>".encode()


def item(name: str, day: str = "04", more: str = "") -> str:
    return (f"<item><guid isPermaLink='false'>{name}</guid><link>/{name}</link><title>Title {name}</title>"
            f"<pubDate>Mon, {day} Mar 2024 23:30:00 -0500</pubDate>{more}</item>")


def test_files_are_read_again_only_when_they_change(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "a.txt").write_text("a")
    (folder / "b.jsonl").write_text('{"id": "b1", "text": "one"}\n')
    (folder / "c.pdf").write_text("c")
    source = Folder(str(folder))
    assert names(gathered(store, source, keep=False)) == ["a", "b1", f"not-text {folder / 'c.pdf'}"]
    assert len(gathered(store, source)) == 3  # the first round was killed before its pages were kept
    assert gathered(store, source) == []
    with (folder / "b.jsonl").open("a") as lines:
        lines.write('{"id": "b2", "text": "two"}\n')
    os.utime(folder / "a.txt", (1, 1))
    assert names(gathered(store, source)) == ["a", "b2"]
    assert gathered(store, Folder(str(folder / "a.txt"))) != []
    assert names(gathered(store, Folder(str(tmp_path / "none")))) == [f"unreadable {tmp_path / 'none'}"]


def test_entries_of_a_feed_are_taken_once_the_oldest_first(store: Store) -> None:
    with serving({**OPEN, "/feed": page(rss(item("two"), item("one")), "application/rss+xml", ETag='"1"'), "/one": page(b"1"),
                  "/two": page(b"2")}) as site:
        feed = Feed(f"{site.url}/feed", "Harbour Post")
        one, two = gathered(store, feed, site=site)
        assert isinstance(one, Capture) and isinstance(two, Capture) and (one.body, two.body) == (b"1", b"2")
        told = dict(one.declared)
        assert told.pop("fetched").startswith("20") and told == {
            "url": f"{site.url}/one", "title": "Title one", "published": "2024-03-04", "outlet": "Harbour Post", "feed": feed.url, "item": "one"}
        assert (one.name, one.path, one.media_type) == (f"{site.url}/one", feed.url, "text/html; charset=utf-8")
        assert gathered(store, feed, site=site) == [] and site.requests[-1].headers["if-none-match"] == '"1"'
        site.pages["/feed"] = page(rss(item("three"), item("two"), item("one", "05")), ETag='"2"')
        site.pages["/three"] = page(b"3")
        assert names(gathered(store, feed, site=site)) == [f"{site.url}/one", f"{site.url}/three"]  # one says that it was changed


def test_what_passes_is_tried_again_and_what_does_not_is_not(store: Store) -> None:
    with serving({**OPEN, "/feed": page(rss(*map(item, ("down", "gone", "pdf", "good"))), ETag='"1"'), "/down": page(b"", status=503),
                  "/gone": page(b"", status=404), "/pdf": page(b"%PDF", "application/pdf"), "/good": page(b"g")}) as site:
        feed = Feed(f"{site.url}/feed")
        first = gathered(store, feed, site=site)
        assert [f.reason if isinstance(f, Skip) else "taken" for f in first] == ["taken", "not-text", "http-error", "http-error"]
        site.pages["/down"] = page(b"up again")
        assert names(gathered(store, feed, site=site)) == [f"{site.url}/down"]
        assert gathered(store, feed, site=site) == [] and site.requests[-1].path == "/feed" and site.requests[-1].headers["if-none-match"] == '"1"'


def test_a_round_that_was_killed_takes_its_entries_again(store: Store) -> None:
    with serving({**OPEN, "/feed": page(rss(item("one")), ETag='"1"'), "/one": page(b"1")}) as site:
        feed = Feed(f"{site.url}/feed")
        assert len(gathered(store, feed, site=site, keep=False)) == 1
        assert len(gathered(store, feed, site=site)) == 1 and gathered(store, feed, site=site) == []


def test_entries_may_be_pages_of_their_own(store: Store) -> None:
    words = "<description>&lt;p&gt;Words of its own&lt;/p&gt;</description>"
    with serving({**OPEN, "/feed": page(rss(item("one", more=words), item("bare")))}) as site:
        bare, one = gathered(store, Feed(f"{site.url}/feed", take="entry"), site=site)
        assert isinstance(one, Capture) and one.body == b"<p>Words of its own</p>" and one.declared["item"] == "one"
        assert isinstance(bare, Skip) and bare.reason == "no-field" and site.paths == ["/feed"]


def test_a_page_is_taken_when_it_changes(store: Store) -> None:
    with serving({**OPEN, "/a": page(b"first", ETag='"1"')}) as site:
        source = Page(f"{site.url}/a", "Ministry")
        assert [f.body for f in gathered(store, source, site=site) if isinstance(f, Capture)] == [b"first"]
        assert gathered(store, source, site=site) == []
        site.pages["/a"] = page(b"second", ETag='"2"')
        assert [f.body for f in gathered(store, source, site=site) if isinstance(f, Capture)] == [b"second"]


def test_what_an_address_is_shows_when_it_comes(store: Store) -> None:
    with serving({**OPEN, "/feed": page(rss(item("one"))), "/one": page(b"<!doctype html><p>1"), "/page": page(b"<!doctype html><p>a page"),
                  "/bomb": page(b'<!DOCTYPE r [<!ENTITY a "b">]><rss/>', "text/xml")}) as site:
        found = [gathered(store, Feed(f"{site.url}/{path}", sniffed=True), site=site) for path in ("feed", "page", "bomb")]
        assert names(found[0]) == [f"{site.url}/one"] and names(found[1]) == [f"{site.url}/page"]
        assert names(found[2]) == [f"refused {site.url}/bomb"] and "byte 0" in found[2][0].detail  # type: ignore[union-attr]


def test_a_feed_that_leads_inside_is_not_followed(store: Store) -> None:
    with serving({"/secret": page(b"the metadata")}) as inside:
        links = [f"http://127.0.0.1:{inside.port}/secret", "http://169.254.169.254/latest", f"http://2130706433:{inside.port}/secret"]
        items = [f"<item><guid isPermaLink='false'>{n}</guid><link>{link}</link></item>" for n, link in enumerate(links)]
        with serving({**OPEN, "/feed": page(rss(*items))}) as site:
            found = gathered(store, Feed(f"{site.url}/feed", near=True), site=site)
        assert [f.reason for f in found if isinstance(f, Skip)] == ["forbidden"] * 3 and inside.requests == []


@pytest.mark.parametrize(("told", "day"), [("Mon, 04 Mar 2024 23:30:00 -0500", "2024-03-04"), ("2024-03-04T23:30:00+02:00", "2024-03-04"),
    ("yesterday", None),
                                           ("4 Mar 99999", None), ("2024-13-01", None)])
def test_days_are_those_of_where_it_was_said(store: Store, told: str, day: str | None) -> None:
    entry = f"<item><guid>x</guid><pubDate>{told}</pubDate><description>w</description></item>"
    with serving({**OPEN, "/feed": page(rss(entry))}) as site:
        found, = gathered(store, Feed(f"{site.url}/feed", take="entry"), site=site)
    assert isinstance(found, Capture) and found.declared.get("published") == day
