"""A long ledger in a real browser: rows come while scrolling, few are held at once, and the place is kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.web.browsers import CHROMIUM, FLAGS, serving

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright's Python package is not installed")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine: apt-get install chromium")
PER = 20
TOP = """() => {
  const row = [...document.querySelectorAll("table.ledger tbody tr")].find((row) => row.getBoundingClientRect().bottom > 0);
  return row ? [Number(row.getAttribute("aria-rowindex")) - 1, Math.round(row.getBoundingClientRect().top)] : [0, 0];
}"""
"""The number of the row at the top of the screen, and where it begins."""
SEEN = "(n) => [...document.querySelectorAll('table.ledger tbody tr')].some((row) => row.getAttribute('aria-rowindex') === String(n + 1))"


@pytest.fixture(scope="module")
def tab(many_matters: Path) -> Iterator[Any]:
    with serving(many_matters) as address, playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 700}, base_url=address)
        page.faults = []
        page.on("pageerror", lambda error: page.faults.append(str(error)))
        yield page
        browser.close()


def scrolled(page: Any, number: int) -> None:
    """Scrolls down until a row is there."""
    for _ in range(60):
        if page.evaluate(SEEN, number):
            return
        page.mouse.wheel(0, 500)
        page.wait_for_timeout(100)
    raise AssertionError(f"row {number} did not come: {page.evaluate(TOP)}")


def settled(page: Any) -> list[int]:
    """What is at the top once nothing moves any more."""
    now: list[int] = page.evaluate(TOP)
    for _ in range(40):
        page.wait_for_timeout(300)
        now, before = page.evaluate(TOP), now
        if now == before and now[0]:
            return now
    return now


def same(one: list[int], other: list[int]) -> bool:
    """Whether the same row is at the top, at the same height but for the fractions of pixels that the browser rounds."""
    return one[0] == other[0] and abs(one[1] - other[1]) <= 2


def test_every_row_comes_once_and_in_order_and_few_are_held(tab: Any) -> None:
    tab.goto(f"/?per={PER}&sort=published")
    total = int(tab.locator("[data-list]").get_attribute("data-total"))
    found: dict[int, str] = {}
    for number in range(1, total + 1, PER // 2):
        scrolled(tab, number)
        rows = tab.evaluate("[...document.querySelectorAll('table.ledger tbody tr')].map((r) => [+r.getAttribute('aria-rowindex') - 1,"
                            " r.querySelector('a.row-link').getAttribute('href')])")
        assert len(rows) <= 3 * PER and [n for n, _ in rows] == sorted(n for n, _ in rows)
        found |= dict(rows)
    scrolled(tab, total)
    ids = [e["id"] for e in tab.request.get("/ledger.json?sort=published").json()]
    assert [found[n].removeprefix("/entry/") for n in sorted(found)] == ids[:len(found)] and len(found) >= total - PER
    assert tab.faults == []


def test_the_place_is_kept_on_reload_and_back(tab: Any) -> None:
    tab.goto(f"/?per={PER}")
    scrolled(tab, 3 * PER)
    was = settled(tab)
    tab.wait_for_timeout(400)
    assert f"page={(was[0] - 1) // PER + 1}" in tab.url
    tab.reload()
    assert same(settled(tab), was)
    tab.locator(f"tr[aria-rowindex='{was[0] + 3}'] a.row-link").click()
    tab.wait_for_url("**/entry/**")
    tab.go_back()
    tab.wait_for_url("**/?*")
    assert same(settled(tab), was)


def test_a_jump_and_a_turn_lead_to_a_page(tab: Any) -> None:
    tab.goto(f"/?per={PER}")
    tab.locator(".turns input[name=page]").fill("2")
    tab.locator(".turns button").click()
    assert settled(tab)[0] in (PER, PER + 1)
    tab.locator(".turns a[rel=next]").click()
    assert settled(tab)[0] in (2 * PER, 2 * PER + 1)
    assert f"of {tab.locator('[data-list]').get_attribute('data-total')}" in tab.locator(".turns").inner_text()
