"""In a real browser: nothing of some five hundred payloads runs, is asked for elsewhere or becomes an element, on pages that hold many of them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from tests.hostile.records import AT, HARMLESS, PAYLOADS, pages
from tests.web.browsers import CHROMIUM, FLAGS, serving

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright's Python package is not installed")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine: apt-get install chromium")
LISTED = ("li class", "li", "details class", "summary", "ol class", "span class", "a href")
"""What stands for a copy of a text, of which harmless words have none."""
LISTS = ("/?per=500", "/?per=500&page=2", "/left-out?per=500", "/origins?per=500", "/network", "/timeline?per=500")
MARKED = """() => {
  const all = [...document.querySelectorAll("body *")];
  const bad = (e) => [...e.attributes].some((a) => a.name.startsWith("on")) || /^\\s*(?:[a-z+.-]+:|\\/\\/)/i.test(e.getAttribute("href") || "");
  const kind = (e) => [e.localName, ...[...e.attributes].map((a) => a.name).sort()].join(" ");
  return [window.ran === undefined, all.filter(bad).map((e) => e.outerHTML.slice(0, 200)), [...new Set(all.map(kind))]];
}"""
"""Whether nothing ran, what could, and every kind of element with its attributes."""


def looked_at(driver: Any, record: Path, payloads: tuple[str, ...]) -> tuple[list[str], Counter[str], set[str]]:
    """What a page did that it must not, what it could do, and the elements that it has, over the lists, matters and articles of a record."""
    seen: list[str] = []
    could, kinds = Counter[str](), set[str]()
    with serving(record) as address:
        tab = driver.new_context(viewport={"width": 1280, "height": 900}).new_page()
        tab.on("dialog", lambda dialog: seen.append(dialog.message) or dialog.dismiss())  # type: ignore[func-returns-value]
        tab.on("request", lambda request: seen.append(request.url) if not request.url.startswith(address) else None)
        tab.on("console", lambda message: seen.append(message.text) if "Content Security Policy" in message.text else None)
        tab.goto(f"{address}/?from=IR&per=500")
        matters = [link.get_attribute("href") for link in tab.locator("a.row-link").all()]
        texts = [f"/article/{page.id}" for page, _ in pages(payloads)[::AT // 2]]
        asked = [f"/?q={quote(p, safe='', errors='replace')}" for p in payloads[::AT]]
        for url in (*LISTS, *matters, *texts, *asked):
            tab.goto(address + url)
            tab.mouse.move(300, 300)
            still, running, found = tab.evaluate(MARKED)
            could.update(running)
            kinds |= set(found)
            assert still, url
        tab.context.close()
    return seen, could, kinds


def test_nothing_runs_and_no_element_is_made(hostile: Path, plain: Path) -> None:
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        seen, could, kinds = looked_at(browser, hostile, PAYLOADS)
        assert seen == [] and could == Counter()
        extra = kinds - looked_at(browser, plain, HARMLESS)[2]
        assert not [kind for kind in extra if not kind.startswith(LISTED)], extra
        browser.close()
