"""Saved queries, feeds and lists of names in the window."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import quote, urlencode
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient
from tests.cli.runs import pages
from tests.store.records import missiles
from tests.store.records import page as told
from tests.strategies import capture_of
from tests.web.records import hostile, keep
from tests.web.windows import TOKEN, WHERE, csv_rows, shown, window

from onrecord.flow import RULES
from onrecord.store import Store

FORM = {"content-type": "application/x-www-form-urlencoded", **WHERE}
NAME = "Iran & Co"
HERE = f"/saved/{quote(NAME)}"


@pytest.fixture
def path(record: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(record, tmp_path / "mine.record"))


@pytest.fixture
def mine(path: Path) -> Iterator[TestClient]:
    """A window on a record of its own to write to."""
    with window(path) as client:
        yield client


def send(client: TestClient, to: str = "/saved", headers: Mapping[str, str] = FORM, **form: str) -> tuple[int, str]:
    """The status, and where it leads or what it says."""
    answer = client.post(to, content=urlencode({"token": TOKEN, **form}), headers=headers)
    return answer.status_code, answer.headers.get("location", answer.text)


def upload(client: TestClient, content: bytes, name: str = "firms", **form: str) -> tuple[int, str]:
    given = {"token": TOKEN, "do": "keep", "name": name, **form}
    answer = client.post("/watch-list", files={"file": ("l.csv", content)}, data=given, headers=WHERE)
    return answer.status_code, answer.headers.get("location", answer.text)


def test_a_view_is_saved_renamed_removed_and_brought_back(mine: TestClient) -> None:
    form = shown(mine, "/?from=IR&to=RU").having("input", name="asked")[0]
    assert form["value"] == "?from=IR&to=RU"
    assert send(mine, do="save", name=NAME, asked=form["value"]) == (303, HERE)
    page = shown(mine, "/saved")
    assert NAME in page.words and "/?from=IR&to=RU" in page.links and HERE in page.links
    assert mine.get("/saved.json").json()[0]["query"] == "from=IR&to=RU"
    assert {"/saved.csv", "/saved.json"} <= set(page.links)
    row, = csv_rows(mine.get("/saved.csv").text)
    assert row == {name: "" if value is None else str(value) for name, value in mine.get("/saved.json").json()[0].items()}
    assert send(mine, do="rename", name=NAME, new="Tehran") == (303, "/saved/Tehran")
    assert send(mine, do="remove", name="Tehran") == (303, "/saved") and shown(mine, "/saved/Tehran", 404)
    key = shown(mine, "/saved").having("input", name="id")[0]["value"]
    assert send(mine, do="restore", id=key) == (303, "/saved/Tehran")


@pytest.mark.parametrize("form", [
    {"do": "save", "name": "x", "asked": "?foo=1"}, {"do": "save", "name": "", "asked": ""}, {"do": "save", "name": "a/b", "asked": ""},
    {"do": "grow"}, {},
    {"do": "save", "name": "x", "asked": "", "more": "1"},
])
def test_what_cannot_be_saved_is_told(mine: TestClient, form: dict[str, str]) -> None:
    assert send(mine, "/saved", FORM, **form)[0] == 400 and mine.get("/saved.json").json() == []


def test_nothing_is_written_without_this_starts_token_or_from_elsewhere(mine: TestClient) -> None:
    assert send(mine, token="another", do="save", name="x", asked="")[0] == 403
    assert send(mine, headers={**FORM, "origin": "https://elsewhere.example"}, do="save", name="x", asked="")[0] == 403
    assert send(mine, headers={**FORM, "content-type": "text/plain"}, do="save", name="x", asked="")[0] == 400
    assert upload(mine, b"name\nIran\n", token="another")[0] == 403
    assert mine.get("/saved.json").json() == [] and "No list" in shown(mine, "/watch-list").words


def test_what_is_new_is_shown_noted_and_in_the_feed(mine: TestClient, path: Path) -> None:
    send(mine, do="save", name=NAME, asked="?from=IR")
    feed = f"{HERE}.atom"
    assert ElementTree.fromstring(mine.get(feed).text).findall("{*}entry") == []
    with Store.open(path, RULES) as store:
        page, claims = told("later", "2024-05-01", missiles("halted"))
        store.write_batch([capture_of(page)], [page], {page.id: claims}, (), "test")
        store.settle()
    left = Path(f"{path}-wal")
    before = path.read_bytes(), left.read_bytes() if left.exists() else b""
    assert "New since it was watched last" in shown(mine, HERE).words and mine.get("/saved.json").json()[0]["new"] == 1
    mine.get(feed)
    assert (path.read_bytes(), left.read_bytes() if left.exists() else b"") == before, "asking for a feed wrote to the record"
    assert send(mine, do="look", name=NAME) == (303, HERE)
    assert "New since it was watched last" not in shown(mine, HERE).words
    answer = mine.get(feed)
    assert answer.headers["content-type"].startswith("application/atom+xml")
    entry, = ElementTree.fromstring(answer.text).findall("{*}entry")
    assert "Iran → Russia" in (entry.findtext("{*}title") or "") and "/entry/" in entry.findall("{*}link")[0].attrib["href"]
    assert answer.text == mine.get(feed).text


def test_a_query_of_another_version_is_shown_and_kept(mine: TestClient, path: Path) -> None:
    with Store.open(path, RULES) as store:
        store.save("later", "mood=grim&x=<b>", "2026-01-01")
    page = shown(mine, "/saved")
    assert "means nothing to this version" in page.words and "mood=grim" in page.words and not [x for x in page.links if "mood" in x]
    assert "It is kept as it is" in shown(mine, "/saved/later").words
    assert send(mine, do="rename", name="later", new="old")[0] == 303 and send(mine, do="look", name="old")[0] == 400


def test_a_list_of_names_is_sent_shown_and_removed(mine: TestClient) -> None:
    assert upload(mine, b"name,note\nIran,state\nTamar Ostt,\nNobody At All,\n") == (303, "/watch-list/firms")
    lists = shown(mine, "/watch-list")
    assert "firms : 3 names" in lists.words and {"/watch-list.csv", "/watch-list.json"} <= set(lists.links)
    row, = csv_rows(mine.get("/watch-list.csv").text)
    assert (row["name"], row["names"]) == ("firms", "3") and mine.get("/watch-list.json").json() == [{**row, "names": 3}]
    page = shown(mine, "/watch-list/firms")
    assert "Nobody At All" in page.words and "0.90 fuzzy" in page.words
    claim = pages()[0][1][1]
    assert f"/article/{claim.article}#claim-{claim.id}" in page.links
    rows = csv_rows(mine.get("/watch-list/firms.csv").text)
    assert rows and rows == [{k: str(v) if v is not None else "" for k, v in row.items()} for row in mine.get("/watch-list/firms.json").json()]
    assert send(mine, "/watch-list", do="remove", name="firms") == (303, "/watch-list") and shown(mine, "/watch-list/firms", 404)


@pytest.mark.parametrize(("content", "words"), [(b"nom\nA\n", "record 1, byte 0"), (b"name\n\xff\n", "record 2, byte 5"), (b"", "is empty"),
                                                (b"name\n" + b"x" * 6_000_000, "")])
def test_a_list_that_cannot_be_is_told_with_its_place(mine: TestClient, content: bytes, words: str) -> None:
    status, said = upload(mine, content)
    assert status in (400, 413) and words in said


def test_parameters_that_are_none_are_refused(mine: TestClient) -> None:
    assert mine.get("/saved?x=1").status_code == mine.get("/watch-list?x=1").status_code == 400


@pytest.mark.parametrize("payload", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "]]><x/>"])
def test_nothing_of_a_page_or_a_list_is_ever_markup(tmp_path: Path, payload: str) -> None:
    path = hostile(tmp_path / "h.record", payload)
    with window(path) as client:
        assert send(client, do="save", name=f"n {payload.replace('/', '')}", asked="")[0] == 303
        cell = payload.replace('"', '""')
        assert upload(client, f'name,aliases,note\n"Giver {cell}",,"{cell}"\n'.encode())[0] == 303
        where = mine_of(client)
        for url in ("/saved", where, "/watch-list", "/watch-list/firms"):
            assert payload not in client.get(url).text
        keep_more(path)
        send(client, do="look", name=f"n {payload.replace('/', '')}")
        assert payload not in client.get(where).text
        ElementTree.fromstring(client.get(f"{where}.atom").text)


def mine_of(client: TestClient) -> str:
    return f"/saved/{quote(client.get('/saved.json').json()[0]['name'])}"


def keep_more(path: Path) -> None:
    page, claims = told("more", "2024-05-01", missiles("halted"))
    keep(path, [(page, claims)])
