"""Whatever a page, a file or a person says is text in the window: no element and no attribute stands there that harmless words do not bring."""

from __future__ import annotations

import csv
import io
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode
from xml.etree import ElementTree

import pytest
from starlette.testclient import TestClient
from tests.hostile.records import AT, COPIES, HARMLESS, PAYLOADS, pages, utf8
from tests.web.records import hostile as copied
from tests.web.windows import TOKEN, WHERE, Page, csv_rows, window

FORM = {"content-type": "application/x-www-form-urlencoded", **WHERE}
HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff\U000e0001-\U000e007f]")
"""What could turn a line round, hide in it or command something."""
LISTS = ("/?per=500", "/?per=500&page=2", "/?per=500&sort=-published", "/?from=IR&per=500", "/network", "/origins?per=500", "/left-out?per=500",
         "/timeline?per=500", "/timeline?rows=speaker", "/matrix", "/matrix?show=money", "/report?act=training", "/review?by=Ann&again=1&what=claims",
         "/review?by=Ann&again=1&what=disagreements", "/review?by=Ann&again=1&what=same")
COUNTED = ("/network", "/left-out?per=500", "/review?by=Ann&again=1&what=disagreements")
"""Lists that show the same rows whatever names are."""
SAME = frozenset({("p", "aria-hidden", "class"), ("h2", "class")})
"""What stands over two matters that may be one: none of the harmless names are alike."""
LISTED = frozenset({("li",), ("a", "href"), ("li", "class"), ("span", "class")})
"""What stands for each copy of a text."""
TAGGED = tuple(p for p in PAYLOADS if "<" in p and len(p) > 5)
TABLES = ("/ledger.csv", "/origins.csv", "/network.csv", "/left-out.csv", "/timeline.csv", "/matrix.csv", "/review.csv?what=claims",
          "/review.csv?what=disagreements", "/review.csv?what=same")
FEED = frozenset({"feed", "title", "id", "updated", "author", "name", "subtitle", "link"})
SIGNS = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
Shape = Counter[tuple[str, ...]]


@pytest.fixture(scope="module")
def bad(hostile: Path) -> Iterator[TestClient]:
    with window(hostile) as client:
        yield client


@pytest.fixture(scope="module")
def good(plain: Path) -> Iterator[TestClient]:
    with window(plain) as client:
        yield client


def page(client: TestClient, url: str) -> Page:
    """A page of the window, wherever its address leads."""
    answer = client.get(url, follow_redirects=True)
    while answer.status_code == 202:
        answer = client.get(url, follow_redirects=True)
    assert answer.status_code == 200, (url, answer.status_code, Page(answer.text).words[-400:])
    assert not HIDDEN.search(answer.text), (url, HIDDEN.search(answer.text))
    return Page(answer.text)


def shape(told: Page) -> Shape:
    """How often each element stands there with which attributes; no address of it leads out, and no script is not ours."""
    for tag, attrs in told.tags:
        for name in ("href", "src", "action", "formaction"):
            assert name not in attrs or re.match(r"/(?!/)|[#?]|$", attrs[name]), (tag, attrs)
        assert tag != "script" or attrs["src"].startswith("/static/")
    return Counter((tag, *sorted(attrs)) for tag, attrs in told.tags)


def entries(client: TestClient) -> dict[str, list[str]]:
    """The ids of entries: of the matters that many tell, of those between parties of many names, and of each payload's own."""
    found: dict[str, list[str]] = {"shared": [], "named": [], "own": []}
    for e in client.get("/ledger.json").json():
        found["shared" if e["from"] == ["IR"] else "named" if len(e["from"]) > 1 else "own"].append(e["id"])
    return found


@pytest.fixture(scope="module")
def known(good: TestClient, tmp_path_factory: pytest.TempPathFactory) -> frozenset[tuple[str, ...]]:
    """Every element with its attributes that harmless pages have."""
    with window(copied(tmp_path_factory.mktemp("copied") / "c.record", "harmless")) as other:
        entry = other.get("/ledger.json").json()[0]["id"]
        links = {link.partition("#")[0] for link in page(other, f"/entry/{entry}").links if link.startswith("/article/") and "/why" not in link}
        twice = {key for url in (f"/entry/{entry}", *links, *families(other)) for key in shape(page(other, url))}
    found = entries(good)
    texts = [f"/article/{article.id}" for article, _ in pages(HARMLESS[:AT])[:4]]
    some = [f"/entry/{found[kind][n]}" for kind in found for n in (0, -1)]
    urls = [*LISTS, "/?q=aqz", "/?q=It+sent+drones&per=20", *some, *texts, "/report?from=US"]
    return frozenset(key for url in urls for key in shape(page(good, url))) | SAME | twice


def families(client: TestClient) -> list[str]:
    """The pages of texts with copies."""
    return [f"/origin/{o['id']}" for o in client.get("/origins.json").json() if o["stories"] > 1]


def hold(client: TestClient, known: frozenset[tuple[str, ...]], url: str) -> Shape:
    """A page holds no element that harmless pages have not, and no payload as it came."""
    told = page(client, url)
    found = shape(told)
    assert set(found) <= known, (url, set(found) - known)
    assert [p for p in TAGGED if p in told.html] == [], url
    return found


@pytest.mark.parametrize("url", LISTS)
def test_no_list_gains_an_element(bad: TestClient, good: TestClient, known: frozenset[tuple[str, ...]], url: str) -> None:
    told = hold(bad, known, url)
    assert url not in COUNTED or told - shape(page(good, url)) == Counter()


def test_no_matter_gains_an_element(bad: TestClient, known: frozenset[tuple[str, ...]]) -> None:
    """All that many payloads tell together, and every sixteenth of those that one tells."""
    told = entries(bad)
    for key in (*told["shared"], *told["named"], *told["own"][::16]):
        hold(bad, known, f"/entry/{key}")


def test_no_article_gains_an_element(bad: TestClient, good: TestClient, known: frozenset[tuple[str, ...]]) -> None:
    """Nor more of any, but for the copies of it that are listed. Every fifth article, with all classes among them: each takes a twentieth of a
    second, and lists and matters show all."""
    meant = Counter[tuple[str, ...]]()
    for article, _ in pages(HARMLESS)[:2 * COPIES]:
        meant |= shape(page(good, f"/article/{article.id}"))
    for article, _ in pages(PAYLOADS)[::5]:
        assert set(hold(bad, known, f"/article/{article.id}") - meant) <= LISTED, article.name


def test_no_family_gains_an_element(bad: TestClient, known: frozenset[tuple[str, ...]]) -> None:
    every = families(bad)
    assert len(every) > len(PAYLOADS) / 8
    for url in every[::5]:
        hold(bad, known, url)


@pytest.mark.parametrize("url", TABLES)
def test_no_table_begins_a_formula(bad: TestClient, url: str) -> None:
    answer = bad.get(url)
    rows = csv_rows(answer.text)
    assert answer.status_code == 200 and all(None not in row and None not in row.values() for row in rows)
    assert formulas(answer.text) == []


def formulas(text: str) -> list[str]:
    """The cells that a program takes for formulas, wherever it splits."""
    cells = (cell for delimiter in ",;\t" for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) for cell in row)
    return [c for c in cells if c.strip(" \u00a0\t\r\n").startswith(SIGNS) and not re.fullmatch(r"-?[0-9.]+", c)]


WHERES = ("/?q={}", "/?from={}", "/?to={}", "/?item={}", "/?origin={}", "/?act={}", "/?since={}", "/?sort={}", "/?{}=1", "/?sure={}", "/entry/{}",
          "/article/{}", "/left-out?q={}", "/timeline?from={}", "/matrix?show={}", "/saved/{}", "/watch-list/{}", "/review?by={}&what=claims",
          "/report?title={}&by={}&from=US", "/{}", "/static/{}", "/origin/{}")


def test_what_is_asked_is_text_too(bad: TestClient, good: TestClient, known: frozenset[tuple[str, ...]]) -> None:
    """Each payload is searched for, and asked in two more places in turn, so that every place is asked some forty."""
    refused = {where: shape(Page(good.get(where.replace("{}", "zq")).text)) for where in WHERES}
    for n, payload in enumerate(PAYLOADS):
        for where in dict.fromkeys(("/?q={}", WHERES[n % len(WHERES)], WHERES[(n * 7 + 3) % len(WHERES)])):
            answer = bad.get(where.replace("{}", quote(payload, safe="", errors="replace")))
            assert answer.status_code in {200, 202, 302, 400, 404}, (where, payload)
            there = answer.headers.get("location", "/")
            assert there.startswith("/") and not there.startswith("//") and there.isprintable()
            told = shape(Page(answer.text))
            assert not HIDDEN.search(answer.text) and set(told) <= known | set(refused[where]), (where, payload)


def send(client: TestClient, to: str = "/saved", **form: str) -> int:
    return client.post(to, content=urlencode({"token": TOKEN, **form}, errors="replace"), headers=FORM).status_code


def cell(text: str) -> str:
    return text.replace('"', '""')


def filled_in(path: Path, payloads: tuple[str, ...]) -> dict[str, Shape]:
    """What a person who saves queries and keeps a list of names under these names sees, and what the feed of one holds."""
    seen: dict[str, Shape] = {}
    with window(path) as client:
        kept = [name for name in map(utf8, payloads) if send(client, do="save", name=name, asked="q=nothing-at-all") == 303]
        assert len(kept) > len(payloads) / 3, "names with a slash or what is not printed are refused"
        names = {" ".join(utf8(p)[:180].split()) for p in payloads}
        rows = "".join(f'"Giver {cell(n)}","{cell(n[:40])}","{cell(n)}"\n' for n in sorted(names) if n)
        answer = client.post("/watch-list", files={"file": ("l.csv", f"name,aliases,note\n{rows}".encode())}, headers=WHERE,
                             data={"token": TOKEN, "do": "keep", "name": kept[0]})
        assert answer.status_code == 303
        for name in [name for name in kept if "%" not in name][::12]:  # the test's client decodes a path twice, a browser once
            seen["query"] = seen.get("query", Counter()) | shape(page(client, f"/saved/{quote(' '.join(name.split()), safe='')}"))
            root = ElementTree.fromstring(client.get(f"/saved/{quote(' '.join(name.split()), safe='')}.atom").text)
            assert {element.tag.partition("}")[2] for element in root.iter()} <= FEED
        assert send(client, do="remove", name=" ".join(kept[1].split())) == 303
        seen["saved"], seen["lists"] = shape(page(client, "/saved")), shape(page(client, "/watch-list"))
        told = page(client, f"/watch-list/{quote(' '.join(kept[0].split()), safe='')}")
        seen["list"] = Counter(dict.fromkeys(shape(told), 1))  # how many of the names stand in the record is theirs
        for url in ("/saved.csv", "/watch-list.csv"):
            assert [c for row in csv_rows(client.get(url).text) for c in row.values() if c.startswith(SIGNS)] == []
    return seen


def test_names_that_a_person_gives_are_text(hostile: Path, plain: Path, tmp_path: Path) -> None:
    """Every fifth: each query that is saved is looked at, and each name of a list is held against all names of the record."""
    told = filled_in(Path(shutil.copy(hostile, tmp_path / "h.record")), PAYLOADS[::5])
    meant = filled_in(Path(shutil.copy(plain, tmp_path / "p.record")), HARMLESS[::5])
    for where, one in told.items():
        assert one - meant[where] == Counter(), where
