"""Why a claim is read as it is, at an address of its own: what `onrecord article --why` tells, linked from wherever the claim is shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.cli.runs import run
from tests.web.test_escape import PAYLOADS, TAGS
from tests.web.windows import Page, shown, window

from onrecord.model import Article
from onrecord.web import patience
from onrecord.web.shelf import Shelf

DRONES = "DRONES MOVE\n\nTEHRAN, March 4, 2024 - Iran has delivered 40 Shahed-136 drones to Russia, the Iranian defence ministry said on Monday.\n"


@pytest.fixture(scope="module")
def drones(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of one page that was really read."""
    folder = tmp_path_factory.mktemp("why")
    (folder / "drones.txt").write_text(DRONES, encoding="utf-8")
    assert run("read", folder / "drones.txt", "--workers", "0", "--record", folder / "why.record").code == 0
    return folder / "why.record"


@pytest.fixture(scope="module")
def asked(drones: Path) -> Iterator[TestClient]:
    with window(drones) as client:
        yield client


def whys(page: Page) -> list[str]:
    return [link for link in page.links if "/why?claim=" in link]


def ids(client: TestClient) -> tuple[str, str, str]:
    """The entry, the article and the claim of the record."""
    entry, = client.get("/ledger.json").json()
    where = whys(shown(client, f"/entry/{entry['id']}"))[0]
    return entry["id"], where.split("/")[2], where.partition("claim=")[2]


def settled(client: TestClient, url: str) -> Page:
    """The page once it is worked out."""
    for _ in range(200):
        answer = client.get(url)
        if answer.status_code != 202:
            break
        assert "read again to tell what was weighed" in answer.text
    assert answer.status_code == 200, answer.text[:500]
    return Page(answer.text)


def test_it_tells_what_the_command_tells(asked: TestClient, drones: Path) -> None:
    _, article, claim = ids(asked)
    told = run("article", "drones", "--why", "1", "--json", "--record", drones).json
    url = f"/article/{article}/why?claim={claim}"
    assert asked.get(url.replace("/why?", "/why.json?")).json() == told
    page = settled(asked, url)
    for field in told["fields"]:
        row = next(r for r in page.rows if r and r[0] == field["field"])
        assert row[1] == " ".join((field["value"] or "-").split()) and row[3] == field["rule"]
        assert all(" ".join(words.split()) in row[2] for words in field["words"])
        assert row[4] == ", ".join(f"{name} {chance:.2f}" for name, chance in field["refused"]) or (row[4] == "-" and not field["refused"])
    assert told["signs"] and [row[2] for row in page.rows if row and row[0].split()[-1] in ("for", "against")] == [name for name, _ in told["signs"]]
    assert f"confidence {told['confidence']:.2f}" in page.words and told["word"] in page.words
    assert all(reason in page.words for _, _, _, reason in told["beside"])
    assert {f"/article/{article}#claim-{claim}", url.replace("/why?", "/why.json?")} <= set(page.links)


def test_matters_and_pages_lead_there(asked: TestClient) -> None:
    entry, article, claim = ids(asked)
    assert whys(shown(asked, f"/entry/{entry}")) == whys(shown(asked, f"/article/{article}")) == [f"/article/{article}/why?claim={claim}"]


def test_a_head_or_a_number_leads_to_the_whole_address(asked: TestClient) -> None:
    _, article, claim = ids(asked)
    for form in ("", ".json"):
        for page, key in ((article[:9], claim), (article, claim[:7]), (article, "1"), (article[:9].upper(), "1")):
            answer = asked.get(f"/article/{page}/why{form}?claim={key}")
            assert (answer.status_code, answer.headers.get("location")) == (302, f"/article/{article}/why{form}?claim={claim}")


@pytest.mark.parametrize(("query", "status", "advice"), [
    ("", 400, "its number on the page"), ("?claim=", 400, "its number on the page"), ("?claim=1&claim=1", 400, "given twice"),
    ("?claim=1&field=to", 400, "there is none of this name here"), ("?claim=2", 404, "no claim"),
    ("?claim=0", 404, "no claim"), ("?claim=zz", 404, "no claim"),
    ("?claim=" + "9" * 199, 404, "no claim"), ("?claim=%C2%B2", 404, "no claim"), ("?claim=%D9%A1", 404, "no claim"),
])
def test_what_names_no_claim_is_told(asked: TestClient, query: str, status: int, advice: str) -> None:
    where = f"/article/{ids(asked)[1]}/why"
    assert advice in shown(asked, where + query, status).words
    assert advice in asked.get(f"{where}.json{query}").json()["error"]
    assert asked.get(f"/article/x/why{query}").status_code in (400, 404)


def test_a_claim_that_the_reader_of_now_does_not_make_is_told(client: TestClient) -> None:
    entry = next(e for e in client.get("/ledger.json").json() if e["from"] == ["IR"])
    for link in whys(shown(client, f"/entry/{entry['id']}")):
        assert "this reader does not make it" in client.get(link.replace("/why?", "/why.json?")).json()["error"]


@pytest.mark.parametrize("payload", PAYLOADS[:9])
def test_what_is_asked_stays_text(asked: TestClient, payload: str) -> None:
    answer = asked.get(f"/article/{ids(asked)[1]}/why", params={"claim": payload})
    assert answer.status_code == 404 and {tag for tag, _ in Page(answer.text).tags} <= TAGS


def test_while_the_page_is_read_again_it_says_so(drones: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read, told = Event(), Shelf.explanations

    def slow(shelf: Shelf, article: Article) -> Any:
        assert read.wait(60)
        return told(shelf, article)

    monkeypatch.setattr(patience, "SECONDS", 0.01)
    monkeypatch.setattr(Shelf, "explanations", slow)
    with window(drones) as client:
        _, article, claim = ids(client)
        waiting = shown(client, f"/article/{article}/why?claim={claim}", 202)
        assert waiting.having("meta", http_equiv="refresh") and f"/article/{article}#claim-{claim}" in waiting.links
        read.set()
        settled(client, f"/article/{article}/why?claim={claim}")
