"""Saved queries and lists of names in a real browser: kept, opened, renamed, removed, brought back; a list sent and its hits followed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.web.browsers import CHROMIUM, FLAGS, serving

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright's Python package is not installed")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine: apt-get install chromium")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def tab(browser: Any, request: pytest.FixtureRequest, record: Path, tmp_path: Path) -> Iterator[tuple[Any, str]]:
    """A page, with and without JavaScript, on a window that may write to a record of its own."""
    mine = tmp_path / "mine.record"
    shutil.copy(record, mine)
    context = browser.new_context(java_script_enabled=request.param)
    with serving(mine) as address:
        yield context.new_page(), address
    context.close()


def test_a_view_is_saved_opened_renamed_removed_and_brought_back(tab: tuple[Any, str]) -> None:
    page, address = tab
    page.goto(f"{address}/?act=transfer")
    matters = page.locator("p.sum strong").first.inner_text()
    page.locator("details.save summary").click()
    page.locator("details.save input[name=name]").fill("Arms")
    page.locator("details.save button").click()
    page.goto(f"{address}/saved")
    page.get_by_role("link", name="act=transfer").click()
    assert "act=transfer" in page.url and page.locator("p.sum strong").first.inner_text() == matters
    page.goto(f"{address}/saved/Arms")
    page.locator("input[name=new]").fill("Arms sent")
    page.get_by_role("button", name="Rename").click()
    page.goto(f"{address}/saved/Arms%20sent")
    page.get_by_role("button", name="Remove").click()
    page.goto(f"{address}/saved")
    assert page.locator("a.saved-link").count() == 0
    page.get_by_role("button", name="Bring back").click()
    page.goto(f"{address}/saved")
    assert page.locator("a.saved-link").all_inner_texts() == ["Arms sent"]


def test_a_list_of_names_is_sent_and_its_hits_lead_to_the_words(tab: tuple[Any, str], tmp_path: Path) -> None:
    page, address = tab
    names = tmp_path / "names.csv"
    names.write_text("name,aliases,code,note\nUkraine,,UA,ours\nRussia,,RU,\nIran,,IR,\nNowhere at all,,,\n", encoding="utf-8")
    page.goto(f"{address}/watch-list")
    page.locator("input[name=name]").fill("Friends")
    page.locator("input[name=file]").set_input_files(names)
    page.get_by_role("button", name="Keep").click()
    page.goto(f"{address}/watch-list/Friends")
    assert "4 names" in page.locator("p.sum").inner_text()
    assert page.locator("details summary").inner_text().startswith("1 name without a hit") or "Nowhere at all" in page.content()
    hit = page.locator("tbody tr td[data-label=words] a").first
    quote = " ".join(hit.inner_text().split())
    hit.click()
    assert "/article/" in page.url and quote[:20] in " ".join(page.locator("main").inner_text().split())
