"""What axe-core finds wrong with a view, on a desk and on a phone, light and dark: nothing that is serious, critical or moderate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from tests.web.browsers import CHROMIUM, FLAGS, serving
from tests.web.views import urls

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright's Python package is not installed")
pytest.importorskip("axe_playwright_python", reason="axe-playwright-python, which holds axe-core, is not installed")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine: apt-get install chromium")
HEARD = ("critical", "serious", "moderate")
"""Impacts that no view may have; what axe calls minor is left to whoever looks."""
SIZES = {"desk": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}
MORE = ("/timeline", "/timeline?rows=speaker", "/matrix", "/matrix?show=money", "/report", "/review?by=Ann", "/review?by=Ann&what=disagreements",
        "/review?by=Ann&what=same", "/saved", "/watch-list")
"""Views besides those of `urls`, asked of a record of many matters and of one whose sources disagree."""
OPEN = "for (const folded of document.querySelectorAll('details')) folded.open = true"
RUN = "async () => (await axe.run(document, { resultTypes: ['violations'] })).violations"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def address(record: Path) -> Iterator[str]:
    with serving(record) as address:
        yield address


@pytest.fixture(scope="module")
def big(many_matters: Path) -> Iterator[str]:
    with serving(many_matters) as address:
        yield address


def faults(page: Any) -> list[str]:
    """What axe finds on the page that is open, folded parts unfolded."""
    page.evaluate(OPEN)
    page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text("utf-8"))
    return [f"{v['impact']} {v['id']}: {n['html'][:150]}" for v in page.evaluate(RUN) if v["impact"] in HEARD for n in v["nodes"]]


def looked_through(page: Any, asked: Iterable[str]) -> list[str]:
    """What axe finds in these views."""
    found = []
    for url in asked:
        page.goto(url)
        page.wait_for_function("!document.querySelector('meta[http-equiv=refresh]')")  # it says that it is being worked out, and asks again
        found += [f"{url}: {fault}" for fault in faults(page)]
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
def test_axe_finds_no_fault_in_any_view(browser: Any, address: str, big: str, size: str, scheme: str) -> None:
    context = browser.new_context(viewport=SIZES[size], color_scheme=scheme)
    page = context.new_page()
    found = looked_through(page, [*urls(page, address), *(f"{where}{view}" for where in (address, big) for view in MORE)])
    context.close()
    assert not found, "\n".join(found)


def test_axe_finds_a_fault_where_there_is_one(browser: Any) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.set_content("<html lang=en><title>t</title><main><h1>t</h1><img src='x.png'><input></main></html>")
    assert {fault.split()[1] for fault in faults(page)} >= {"image-alt:", "label:"}
    context.close()
