"""What changed between two days, as a page, JSON and CSV: the same as `onrecord changes` tells."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.cli.runs import run
from tests.web.test_days import COPY, FIRST, LATE, record_at
from tests.web.windows import csv_rows, shown, window

from onrecord import Record
from onrecord.export.changes import COLUMNS
from onrecord.model import Changes
from onrecord.store import StoreView


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return record_at(tmp_path_factory.mktemp("changes") / "days.record")


@pytest.fixture(scope="module")
def client(path: Path) -> Iterator[TestClient]:
    with window(path) as client:
        yield client


@pytest.mark.parametrize("asked", ["changed-since=2021", "changed-since=2022&changed-until=2024-02", "changed-since=2021&from=Iran&to=UA",
                                   "changed-since=2021&status=contested", "changed-since=2023-12&q=tank", "changed-since=2024-06"])
def test_the_page_json_csv_command_and_python_tell_the_same(client: TestClient, path: Path, asked: str) -> None:
    told = client.get(f"/changes.json?{asked}").json()
    rows = csv_rows(client.get(f"/changes.csv?{asked}").text)
    page = shown(client, f"/changes?{asked}")
    ids = [c["id"] for c in told["changes"]]
    assert page.entries == [row["id"] for row in rows] == ids
    assert [row["kinds"].split("; ") for row in rows] == [c["kinds"] for c in told["changes"]]
    if "q=" not in asked:  # a word is asked of a ledger in the window, not of the command
        names = {"changed-since": "--since", "changed-until": "--until", "from": "--from", "to": "--to", "status": "--status"}
        words = [part for pair in asked.split("&") for part in (names[pair.partition("=")[0]], pair.partition("=")[2])]
        assert json.loads(run("changes", "--record", path, "--json", *words).out) == told
    given = dict(pair.split("=") for pair in asked.split("&"))
    filters = {{"from": "giver", "to": "receiver"}.get(k, k): v for k, v in given.items() if not k.startswith("changed")}
    with Record(path) as record:
        held = record.changes(given["changed-since"], given.get("changed-until"), **filters)
        assert [c.noun.after.id for c in held] == ids
    assert f"{len(ids)} matter" in page.words


def test_a_row_leads_to_the_matter_on_both_days_and_to_the_words(client: TestClient) -> None:
    page = shown(client, "/changes?changed-since=2022&changed-until=2024-02&from=IR&to=RU")
    assert page.rows[0] == ["published", "from", "to", "what", "what changed", "on whose word"]
    row = page.rows[1]
    assert row[1:4] == ["Iran IR", "→ Russia RU", "transfer missile.ballistic"]
    assert row[4].startswith("moved, now contested, disagreements ● done → ≠ contested (done)") and "+ disagreement: denied" in row[4]
    assert "2024-01-03 ✕ denied Bo Li" in row[5]
    key = page.entries[0]
    assert {f"/entry/{key}?as-of=2024-02", f"/entry/{key}?as-of=2022"} <= set(page.links)
    words = [link for link in page.links if link.startswith(f"/article/{LATE.id}#claim-")]
    assert words and words[0].partition("#")[2] in shown(client, words[0].partition("#")[0]).ids


def test_rows_are_turned_and_ordered(client: TestClient) -> None:
    first, last = (shown(client, f"/changes?changed-since=2021&per=1&page={n}") for n in (1, 2))
    every = shown(client, "/changes?changed-since=2021")
    assert [*first.entries, *last.entries] == every.entries and len(every.entries) == 2
    assert shown(client, "/changes?changed-since=2021&sort=-published").entries == every.entries[::-1]
    assert shown(client, "/changes?changed-since=2021&sort=to").rows[1][2] == "→ Russia RU"
    assert [c["id"] for c in client.get("/changes.json?changed-since=2021&sort=-published").json()["changes"]] == every.entries[::-1]
    assert "Nothing past 2" in shown(client, "/changes?changed-since=2021&page=9").words


def test_pages_are_turned_without_settling_again(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with window(Path(shutil.copy(path, tmp_path / "mine.record"))) as client:
        asked, whole = list[tuple[Any, ...]](), StoreView.changes

        def told(view: StoreView, *given: Any) -> Changes:
            asked.append(given[:2])
            return whole(view, *given)

        monkeypatch.setattr(StoreView, "changes", told)
        for url in ("/changes?changed-since=2021&per=1", "/changes?changed-since=2021&per=1&page=2", "/changes?changed-since=2021&sort=-published"):
            shown(client, url)
        assert asked == [("2021", None)]


def test_the_day_of_the_header_is_the_last_one(client: TestClient) -> None:
    page = shown(client, "/changes?changed-since=2021&as-of=2023")
    assert "What changed from 2021 to 2023" in page.words and len(page.entries) == 1
    assert page.entries == shown(client, "/changes?changed-since=2021&changed-until=2023").entries
    assert "from 2021 to 2022" in shown(client, "/changes?changed-since=2021&changed-until=2022&as-of=2023").words
    assert "from 2021 to 2023" in shown(client, "/changes?changed-since=2021&changed-until=2024&as-of=2023").words


def test_without_a_day_stretches_are_offered(client: TestClient) -> None:
    page = shown(client, "/changes?from=IR")
    assert "The week before 2024-01-03" in page.words and "/changes?from=IR&changed-since=2023-12-27" in page.links
    assert "/changes?as-of=2023-02&changed-since=2023-01-29" in shown(client, "/changes?as-of=2023-02").links
    for end in ("json", "csv"):
        assert client.get(f"/changes.{end}?from=IR").status_code == 400
    assert "the day to compare with" in client.get("/changes.json").json()["error"]
    assert "not before the end of 2024" in shown(client, "/changes?changed-since=2024&changed-until=2024-05", 400).words


def test_the_ledger_and_a_matter_lead_here(client: TestClient) -> None:
    ledger = shown(client, "/?act=transfer&changed-since=2022")
    assert "/changes?act=transfer&changed-since=2022" in ledger.links and "/changes" in ledger.links
    key = next(row["id"] for row in csv_rows(client.get("/ledger.csv").text) if row["to"] == "RU")
    links = [link for link in shown(client, f"/entry/{key}").links if link.startswith("/changes?")]
    assert [re.sub(".*until=", "", link) for link in links] == ["2024-01-03", "2022-03-01"]
    for link, kinds in zip(links, ("moved", "new"), strict=True):
        page = shown(client, link)
        assert page.entries == [key] and page.rows[1][4].startswith(kinds), link
    assert COPY.id not in shown(client, links[0]).html and FIRST.id in shown(client, links[1]).html


def test_what_takes_long_is_told_and_asked_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.web.patience.SECONDS", 0.0)
    with window(path) as client:
        page = shown(client, "/changes?changed-since=2021", 202)
        assert "The ledger is settled as of both days" in page.words and page.having("meta", http_equiv="refresh")
        assert len(shown(client, "/changes?changed-since=2021").entries) == 2


def test_the_columns_of_the_csv(client: TestClient) -> None:
    rows = csv_rows(client.get("/changes.csv?changed-since=2021").text)
    assert tuple(rows[0]) == COLUMNS
    one = next(row for row in rows if row["to"] == "RU")
    assert (one["published"], one["kinds"], one["quantities"], one["before_status"], one["standing"]) == (
        "2022-03-01", "new; contested", "40..40", "", "contested")
    assert one["opened"].startswith("denial ") and len(one["claims"].split("; ")) >= 2
