"""Timeline, matrix and report in a real browser: their flows, on a desk, on a phone and on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.cli.runs import pages, run
from tests.web.browsers import CHROMIUM, FLAGS, READABLE, serving

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright's Python package is not installed")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine: apt-get install chromium")
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
VIEWS = ("/timeline", "/timeline?rows=speaker&since=2022&until=2022", "/matrix", "/matrix?show=money", "/network", "/report?act=transfer&from=IR")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def address(many_matters: Path) -> Iterator[str]:
    with serving(many_matters) as address:
        yield address


@pytest.fixture
def tab(browser: Any) -> Iterator[Any]:
    """A page without a script that may load nothing from elsewhere and break no rule of the window's."""
    context = browser.new_context(viewport=DESK, java_script_enabled=False)
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("request", lambda request: faults.append(request.url) if not request.url.startswith(("http://127.0.0.1:", "file:")) else None)
    yield page
    context.close()
    assert faults == []


def test_from_the_ledger_over_time_to_a_year_to_a_matter(tab: Any, address: str) -> None:
    tab.goto(f"{address}/?act=transfer")
    tab.get_by_role("link", name="timeline", exact=True).click()
    assert tab.url.endswith("/timeline?act=transfer")
    tab.get_by_role("link", name="kind of goods").click()
    tab.get_by_role("navigation", name="Look closer").get_by_role("link", name=re.compile("^2022")).click()
    for part in ("act=transfer", "rows=goods", "since=2022", "until=2022"):
        assert part in tab.url
    tab.get_by_role("navigation", name="Look closer").get_by_role("link", name="← all time").click()
    assert "since" not in tab.url and "rows=goods" in tab.url
    tab.locator(".strip-label a").first.click()
    assert "/entry/" in tab.url


def test_from_a_cell_of_the_matrix_to_its_matters(tab: Any, address: str) -> None:
    tab.goto(f"{address}/matrix?as-of=2023")
    tab.get_by_role("link", name="money", exact=True).click()
    tab.locator("table.crossed tbody td:not(.total) a").first.click()
    for part in ("as-of=2023", "from=", "to="):
        assert part in tab.url
    assert tab.locator("table.ledger tbody tr").count() > 0


def test_from_a_quote_of_the_report_to_its_source_and_its_sentence(tab: Any, address: str) -> None:
    tab.goto(f"{address}/report?from=IR&act=transfer&as-of=2023")
    cite = tab.locator(".evidence .cite").first
    cite.click()
    assert re.search(r"#s-\d+$", tab.url)
    tab.locator(".evidence a[href^='/article/']").first.click()
    assert "/article/" in tab.url and "#claim-" in tab.url


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_all_can_be_read_and_nothing_scrolls_sideways(browser: Any, address: str, size: Any) -> None:
    for scheme in ("light", "dark"):
        context = browser.new_context(viewport=size, color_scheme=scheme)
        page = context.new_page()
        for url in VIEWS:
            page.goto(address + url)
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], url
            assert page.evaluate(READABLE) == [], url
        context.close()


def printed(page: Any, url: str) -> list[tuple[int, int]]:
    """The sheets that a page is printed on, each as width and height in points."""
    page.goto(url)
    made = page.pdf(prefer_css_page_size=True)
    assert made.startswith(b"%PDF-")
    return [(round(float(w)), round(float(h))) for w, h in re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", made)]


def test_the_matrix_is_printed_across_the_page(tab: Any, address: str) -> None:
    assert {w > h for w, h in printed(tab, f"{address}/matrix")} == {True}
    assert {w > h for w, h in printed(tab, f"{address}/?act=transfer")} == {False}


def test_the_file_opens_from_a_disk_and_is_printed(tab: Any, record: Path, tmp_path: Path) -> None:
    out = tmp_path / "memo.html"
    assert run("report", "--record", record, "--title", "A “memo”; with } signs", "--out", out).code == 0
    sheets = printed(tab, out.as_uri())
    assert len(sheets) >= 3 and sheets[0] == (595, 842)
    assert pages()[0][1][0].quote in tab.locator(".evidence").first.inner_text() + tab.locator(".evidence").last.inner_text()
