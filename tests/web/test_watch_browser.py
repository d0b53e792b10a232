"""Watching in a real browser: a view is saved, a folder watched beside the open window, what is new shown with its words, and its feed read."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

import pytest
from tests.cli.runs import Outcome, run
from tests.web.browsers import CHROMIUM, FLAGS, READABLE, serving
from tests.web.test_axe import SIZES, faults

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright's Python package is not installed")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine: apt-get install chromium")
NAME = "Iran & Russia"
DRONES = "DRONES MOVE\n\nTEHRAN, March 4, 2024 - Iran has delivered 40 Shahed-136 drones to Russia, the Iranian defence ministry said on Monday.\n"
TANKS = "TANKS MOVE\n\nWARSAW, March 5, 2024 - Poland delivered 14 Leopard 2 tanks to Ukraine on Tuesday, the Polish defence ministry said.\n"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def mine(record: Path, tmp_path: Path) -> Path:
    """A record of its own to write to, and a folder beside it that is watched."""
    (tmp_path / "pages").mkdir()
    return Path(shutil.copy(record, tmp_path / "mine.record"))


@pytest.fixture
def address(mine: Path) -> Iterator[str]:
    with serving(mine) as address:
        yield address


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def tab(browser: Any, request: pytest.FixtureRequest, address: str) -> Iterator[Any]:
    """A page with and without JavaScript that must run without a fault and load nothing from elsewhere; closed before its server stops."""
    assert address
    context = browser.new_context(viewport=SIZES["desk"], java_script_enabled=request.param)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("request", lambda request: faults.append(request.url) if not request.url.startswith("http://127.0.0.1:") else None)
    yield page
    context.close()
    assert faults == []


def watch(mine: Path, page: str = "", *more: str) -> Outcome:
    """A page is put into the folder, and the folder watched once."""
    folder = mine.parent / "pages"
    if page:
        (folder / f"{page.split()[0].lower()}.txt").write_text(page, encoding="utf-8")
    done = run("watch", folder, "--once", "--record", mine, "-o", mine.parent / "news.jsonl", *more)
    assert done.code == 0, done.err
    return done


def save(page: Any, address: str) -> None:
    """Saves the view of Iran's matters with Russia by the form of the ledger."""
    page.goto(f"{address}/?from=IR&to=RU")
    page.locator("details.save summary").click()
    page.locator("details.save input[name=name]").fill(NAME)
    page.locator("details.save button").click()
    page.locator("h1", has_text=NAME).wait_for()


def send(page: Any, address: str, mine: Path) -> None:
    """Sends a list of names by the form of its page."""
    names = mine.parent / "names.csv"
    names.write_text("name,aliases,code,note\nShahed-136,,,a drone\nPoland,,PL,\nNobody At All,,,\n", encoding="utf-8")
    page.goto(f"{address}/watch-list")
    page.locator("input[name=name]").fill("Watched")
    page.locator("input[name=file]").set_input_files(names)
    page.get_by_role("button", name="Keep").click()
    page.locator("h1", has_text="Watched").wait_for()


def cells(page: Any, label: str) -> list[str]:
    """A column of the table."""
    return [" ".join(text.split()) for text in page.locator(f"tbody td[data-label='{label}']").all_inner_texts()]


def followed(page: Any) -> Any:
    """The feed that the page names in its head and in sight, as a feed reader gets it."""
    named = page.locator("link[rel=alternate]")
    assert named.get_attribute("type") == "application/atom+xml"
    href = page.get_by_role("link", name="Atom feed").get_attribute("href")
    assert href == named.get_attribute("href")
    root = urlsplit(page.url)
    answer = page.request.get(f"{root.scheme}://{root.netloc}{href}")
    assert answer.ok and answer.headers["content-type"].startswith("application/atom+xml")
    return ElementTree.fromstring(answer.body())


def test_what_a_watched_folder_brings_is_shown_with_its_words_and_is_in_the_feed(tab: Any, address: str, mine: Path) -> None:
    save(tab, address)
    assert "Nothing since it was saved." in tab.locator("main").inner_text()
    feed = followed(tab)
    assert NAME in (feed.findtext("{*}title") or "") and feed.findall("{*}entry") == []
    assert f"{NAME}: 1 notice" in watch(mine, DRONES).err
    tab.goto(f"{address}/saved")
    assert cells(tab, "new") == ["0"] and cells(tab, "matters") == ["2"]  # the watch has told it already
    tab.get_by_role("link", name=NAME, exact=True).click()
    told = tab.locator("h2:has-text('What was new') ~ ol > li")
    told.first.wait_for()
    assert told.count() == 1 and "40 Shahed-136 drones" in told.locator("blockquote").inner_text()
    entry, = followed(tab).findall("{*}entry")
    title = told.locator("a").first.inner_text()
    assert " ".join(title.split()) == " ".join((entry.findtext("{*}title") or "").split())
    assert "40 Shahed-136 drones" in (entry.findtext("{*}content") or "")
    told.locator("blockquote a").click()
    tab.wait_for_url("**/article/**")
    assert "/article/" in tab.url and "40 Shahed-136 drones" in tab.locator("main").inner_text()
    tab.goto(entry.find("{*}link").attrib["href"])
    assert tab.locator("h1").inner_text().replace("\u00a0", " ") == "Iran IR → Russia RU"
    assert f"{NAME}: 0 notices" in watch(mine).err
    tab.goto(f"{address}/saved")
    tab.get_by_role("link", name=NAME, exact=True).click()
    told.first.wait_for()
    assert told.count() == 1  # nothing is told twice


def test_what_was_read_but_not_watched_waits_until_a_person_notes_it(tab: Any, address: str, mine: Path) -> None:
    save(tab, address)
    (mine.parent / "pages" / "drones.txt").write_text(DRONES, encoding="utf-8")
    assert run("read", mine.parent / "pages", "--record", mine).code == 0
    tab.goto(f"{address}/saved")
    assert cells(tab, "new") == ["1"]
    tab.get_by_role("link", name=NAME, exact=True).click()
    waiting = tab.locator("h2:has-text('New since it was watched last') ~ ul").first
    waiting.locator("li").first.wait_for()
    assert waiting.locator("li").count() == 1 and followed(tab).findall("{*}entry") == []
    words = waiting.inner_text()
    tab.get_by_role("button", name="Note it").click()
    tab.locator("ol.decisions li").wait_for()
    assert words in tab.locator("ol.decisions").inner_text() and "New since" not in tab.locator("main").inner_text()
    assert len(followed(tab).findall("{*}entry")) == 1
    assert f"{NAME}: 0 notices" in watch(mine).err


def test_names_that_are_sent_are_watched_and_their_new_hits_lead_to_the_words(tab: Any, address: str, mine: Path) -> None:
    send(tab, address, mine)
    assert "0 hits of 3 names" in tab.locator("p.sum").inner_text().replace("\u00a0", " ")
    watch(mine, "", "--list", "Watched")
    assert "Watched: 2 notices" in watch(mine, DRONES + "\n" + TANKS, "--list", "Watched").err
    tab.reload()
    assert {name.split()[0] for name in cells(tab, "name")} == {"Shahed-136", "Poland"}
    tab.locator("tbody tr", has_text="Leopard").locator("td[data-label='words'] a").first.click()
    tab.wait_for_url("**/article/**")
    assert "14 Leopard 2 tanks" in tab.locator("main").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_the_pages_about_watching_can_be_read_by_everyone(browser: Any, address: str, mine: Path, size: str, scheme: str) -> None:
    context = browser.new_context(viewport=SIZES[size], color_scheme=scheme)
    page = context.new_page()
    save(page, address)
    here = page.url
    watch(mine, DRONES)
    send(page, address, mine)
    lists = page.url
    page.locator("tbody td[data-label='words'] a").first.click()
    page.locator("a[href*='/why?claim=']").first.evaluate("a => location.assign(a.href)")
    page.locator("h1", has_text="read from the word").wait_for(timeout=60_000)
    assert "Iran (IR)" in page.locator("main").inner_text() or "IR" in page.locator("tbody tr").first.inner_text()
    for url in (page.url, lists, f"{address}/watch-list", f"{address}/saved", here):
        page.goto(url)
        assert page.evaluate(READABLE) == [], url
        assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size]["width"], url
        assert faults(page) == [], url
    context.close()
