"""onrecord watch, saved and names, end to end."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from unittest.mock import patch
from xml.etree import ElementTree

import pytest
from tests.cli.runs import Outcome, run
from tests.intake.sites import Site, page, serving

from onrecord.flow import RULES
from onrecord.store import Store

DRONES = "DRONES MOVE\n\nTEHRAN, March 4, 2024 - Iran has delivered 40 Shahed-136 drones to Russia, the Iranian defence ministry said on Monday.\n"
HTML = "<!doctype html><html><head><title>Tanks move</title></head><body><article><h1>Tanks move</h1>" + "".join(f"<p>{p}</p>" for p in (
    "WARSAW, March 5, 2024 - Poland delivered 14 Leopard 2 tanks to Ukraine on Tuesday, the Polish defence ministry said.",
    "The tanks crossed the border by rail in the morning, and their crews had been trained in Poland since the winter.")) + "</article></body></html>"
FEED = ("<rss><channel><item><guid isPermaLink='false'>tanks</guid><link>/tanks</link><pubDate>Tue, 05 Mar 2024 10:00:00 GMT</pubDate></item>"
        "</channel></rss>")


@pytest.fixture
def mine(record: Path, tmp_path: Path) -> Path:
    """A record of its own to write to."""
    return Path(shutil.copy(record, tmp_path / "mine.record"))


def told(outcome: Outcome) -> list[dict[str, Any]]:
    assert outcome.code == 0, outcome.err
    return [json.loads(line) for line in outcome.out.splitlines()]


def test_queries_are_saved_listed_shown_renamed_removed_and_brought_back(mine: Path) -> None:
    assert "No query is saved" in run("saved", "--record", mine).out
    assert run("saved", "add", "Iran", "from=Iran&to=RU", "--record", mine).code == 0
    for wrong in (("Iran", ""), ("x", "foo=1"), ("a/b", "")):
        assert run("saved", "add", *wrong, "--record", mine).code == 1
    listed, = run("saved", "--json", "--record", mine).json
    assert (listed["name"], listed["query"], listed["entries"], listed["new"], listed["fault"]) == ("Iran", "from=Iran&to=RU", 1, 0, None)
    assert run("saved", "rename", "Iran", "Tehran", "--record", mine).out == "Tehran\n"
    gone = run("saved", "remove", "Tehran", "--record", mine).out
    assert run("saved", "show", "Tehran", "--record", mine).code == 1 and "Tehran" in run("saved", "--removed", "--record", mine).out
    assert run("saved", "restore", gone.split()[-1], "--record", mine).out == "Tehran\n"
    assert run("saved", "show", "Tehran", "--json", "--record", mine).json["last"] == []


def test_a_query_of_another_version_is_told_and_the_others_are_watched(mine: Path) -> None:
    with Store.open(mine, RULES) as store:
        store.save("of later", "mood=grim", "2026-01-01")
    run("saved", "add", "Iran", "from=IR", "--record", mine)
    listed = run("saved", "--record", mine).out
    assert "means nothing to this version" in listed and "mood=grim" in listed
    watched = run("watch", "--record", mine)
    assert watched.code == 0 and "'of later' means nothing" in watched.err and "Iran: 0 notices" in watched.err
    assert [q["name"] for q in run("saved", "--json", "--record", mine).json] == ["Iran", "of later"]


def test_what_is_new_is_told_once_to_each(mine: Path, tmp_path: Path) -> None:
    run("saved", "add", "Iran", "from=Iran&to=RU", "--record", mine)
    (tmp_path / "names.csv").write_text("name\nShahed-136\nNobody At All\n")
    run("names", "keep", "drones", tmp_path / "names.csv", "--record", mine)
    assert told(run("watch", "--list", "drones", "--record", mine)) == []
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "drones.txt").write_text(DRONES)
    news, feed = tmp_path / "news.jsonl", tmp_path / "news.atom"
    first = run("watch", pages, "--saved", "Iran", "-o", news, "--atom", feed, "--record", mine)
    assert first.code == 0 and "1 page read, 1 new; 1 notice given" in first.err
    notice, = map(json.loads, news.read_text().splitlines())
    assert (notice["watch"], notice["kinds"], notice["items"]) == ("Iran", ["new"], ["uav"])
    assert "40 Shahed-136 drones" in notice["quotes"][0]["quote"]
    atom = ElementTree.parse(feed).getroot()
    assert [e.findtext("{*}id") for e in atom.findall("{*}entry")] == [f"urn:onrecord:notice:{notice['id']}"]
    assert run("watch", pages, "--saved", "Iran", "-o", news, "--record", mine).code == 0 and len(news.read_text().splitlines()) == 1
    listed, = told(run("watch", "--list", "drones", "--record", mine))
    assert listed["names"] == ["Shahed-136"] and listed["id"] != notice["id"]
    assert told(run("watch", "--list", "drones", "--record", mine)) == []
    assert notice["title"] in run("saved", "show", "Iran", "--record", mine).out
    hits = run("names", "find", "drones", "--csv", "--record", mine)
    assert hits.out.startswith('"name","code"') and "Shahed-136" in hits.out and "Nobody" not in hits.out


def sources(folder: Path, site: Site) -> Path:
    path = folder / "sources.toml"
    path.write_text(f'contact = "desk@example.org"\ndelay = 0\n[[feed]]\nurl = "{site.url}/feed"\nnear = true\noutlet = "Harbour Post"\n')
    return path


def test_a_feed_is_read_and_a_webhook_told(tmp_path: Path) -> None:
    record = tmp_path / "new.record"
    pages: Mapping[str, Any] = {"/robots.txt": page(b"", status=404), "/feed": page(FEED.encode(), "application/rss+xml", ETag='"1"'),
                                "/tanks": page(HTML.encode()), "/hook": page(b"", status=500)}
    with serving(pages) as site, patch.dict("os.environ", {"ONRECORD_WEBHOOK_SECRET": "secret"}):
        options = ("--sources", sources(tmp_path, site), "--query", "to=UA&act=transfer", "--webhook", f"{site.url}/hook", "--record", record)
        first = run("watch", *options, "--all")
        assert first.code == 1 and "1 wait in the outbox" in first.err and first.out == ""
        site.pages["/hook"] = page(b"", status=200)
        with Store.open(record, RULES) as store:
            capture, = store.captures()
            assert capture.declared["feed"] == f"{site.url}/feed" and capture.declared["outlet"] == "Harbour Post"
            with store._writing() as connection:
                connection.exec_driver_sql("UPDATE outbox SET due = '2000-01-01'")
        second = run("watch", *options)
        assert second.code == 0 and "0 pages read, 0 new; 1 notice given" in second.err
        sent = [json.loads(r.body) for r in site.requests if r.path == "/hook"]
        assert len(sent) == 2 and sent[0] == sent[1] and sent[0]["to"] == ["UA"] and sent[0]["quotes"][0]["outlet"] == "Harbour Post"


@pytest.mark.parametrize(("arguments", "words"), [
    (("https://news.example/feed",), "contact"), (("file:///etc/passwd",), "only http and https"), (("--every", "soon"), "--every"),
    (("--webhook", "https://x.example/"), "ONRECORD_WEBHOOK_SECRET"), (("--query", "foo=1"), "none of this name"),
    (("--saved", "none"), "no saved query"),
    (("--list", "none"), "no watch-list"), (("-o", "/"), "is a folder"), (("--sources", "none.toml"), "cannot be read"),
])
def test_what_cannot_be_watched(mine: Path, arguments: tuple[str, ...], words: str) -> None:
    with patch.dict("os.environ"):
        ended = run("watch", *arguments, "--record", mine)
    assert ended.code == 1 and words in ended.err, ended.err


def test_the_record_is_not_written_over(mine: Path) -> None:
    before = mine.read_bytes()
    assert run("watch", "-o", mine, "--record", mine).code == 1 and run("watch", "--atom", mine, "--record", mine).code == 1
    assert mine.read_bytes() == before


def test_again_and_again_until_it_is_stopped(mine: Path) -> None:
    waits: list[float] = []

    def sleep(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 2:
            raise KeyboardInterrupt

    with patch("onrecord.watch.schedule.rounds.__defaults__", (sleep, lambda: 0.5, lambda: 0.0)):
        ended = run("watch", "--query", "from=IR", "--every", "10m", "--record", mine)
    assert ended.code == 130 and waits == [600.0, 600.0] and ended.err.count("notices given") == 2


def test_lists_are_kept_listed_and_removed(mine: Path, tmp_path: Path) -> None:
    assert "No list" in run("names", "--record", mine).out
    (tmp_path / "l.csv").write_text("name\nIran\nTamar Ostt\n")
    assert run("names", "keep", "l", tmp_path / "l.csv", "--record", mine).out == "l: 2 names\n"
    assert run("names", "--json", "--record", mine).json[0]["names"] == 2
    found = run("names", "find", "l", "--json", "--record", mine).json
    assert {(h["name"], h["field"], h["way"]) for h in found} == {("Iran", "from", "exact"), ("Tamar Ostt", "speaker", "fuzzy")}
    lines = run("names", "find", tmp_path / "l.csv", "--jsonl", "--least", "1", "--record", mine).out.splitlines()
    assert {json.loads(line)["name"] for line in lines} == {"Iran"}
    assert "Tamar Ost" in run("names", "find", "l", "--record", mine).out
    assert run("names", "remove", "l", "--record", mine).code == 0 and run("names", "remove", "l", "--record", mine).code == 1
    (tmp_path / "l.csv").write_text("nom\nIran\n")
    ended = run("names", "keep", "l", tmp_path / "l.csv", "--record", mine)
    assert ended.code == 1 and "l.csv, record 1, byte 0" in ended.err
