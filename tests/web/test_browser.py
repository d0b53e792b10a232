"""The window in a real browser: the flows of a day's work, on a desk and on a phone, light and dark, with and without a script."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.cli.runs import pages
from tests.web.attacks import ATTACKS
from tests.web.browsers import CHROMIUM, FLAGS, READABLE, serving
from tests.web.records import hostile
from tests.web.test_escape import PAYLOADS
from tests.web.views import urls

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright's Python package is not installed")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine: apt-get install chromium")
REPORT, DENIAL, _ = pages()
DRAWN = ("/timeline", "/timeline?rows=speaker", "/matrix", "/matrix?show=deliveries", "/report", "/review", "/review?what=disagreements",
         "/review?what=same", "/saved", "/watch-list")
"""Views beside those of `urls`, which have tests of their own for the rest."""
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


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


@pytest.fixture
def tab(browser: Any) -> Iterator[Any]:
    """A page at a desk that must run without a fault and load nothing from elsewhere."""
    context = browser.new_context(viewport=DESK)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("request", lambda request: faults.append(request.url) if not request.url.startswith("http://127.0.0.1:") else None)
    yield page
    context.close()
    assert faults == []


def lit(page: Any) -> str:
    """The words that are lit now."""
    return " ".join("".join(page.locator(".ev.on").all_text_contents()).split())


def soon(page: Any, holds: Callable[[], bool]) -> bool:
    """Whether it holds within five seconds: a script answers a key or a new address when it gets to it."""
    for _ in range(50):
        if holds():
            return True
        page.wait_for_timeout(100)
    return holds()


def test_from_the_ledger_by_a_facet_to_a_matter_to_the_sentence(tab: Any, address: str) -> None:
    tab.goto(address)
    tab.get_by_role("navigation", name="Filters with counts").get_by_role("link", name=re.compile("contested")).click()
    assert "status=contested" in tab.url and tab.locator("table.ledger tbody tr").count() == 1
    tab.locator("a.row-link").click()
    assert tab.locator("h1").inner_text().replace("\u00a0", " ") == "Iran IR → Russia RU"
    tab.locator("#claims ~ ol").get_by_text("Iran has handed Russia some 400 missiles").click()
    claim = REPORT[1][0]
    assert tab.url.endswith(f"/article/{claim.article}#claim-{claim.id}")
    assert soon(tab, lambda: "Iran has handed Russia some 400 missiles" in lit(tab))
    assert tab.locator(f"#about-{claim.id}").evaluate("e => e.classList.contains('on')")
    tab.go_back()
    assert "/entry/" in tab.url


def test_n_and_p_move_between_the_evidence(tab: Any, address: str) -> None:
    first, second = REPORT[1]
    tab.goto(f"{address}/article/{REPORT[0].id}")
    for key, claim in (("n", first), ("n", second), ("n", first), ("p", second), ("p", first)):
        tab.keyboard.press(key)
        there = f"#claim-{claim.id}"
        assert soon(tab, lambda there=there: tab.url.endswith(there))  # type: ignore[misc]
        assert tab.evaluate("document.activeElement.dataset.claim") == claim.id
        assert claim.quote.split()[-1].strip(".") in lit(tab)


def test_hovering_lights_a_claim_and_a_click_keeps_it(tab: Any, address: str) -> None:
    tab.goto(f"{address}/article/{REPORT[0].id}")
    claim = REPORT[1][0]
    tab.locator(f"#about-{claim.id}").hover()
    assert soon(tab, lambda: "Iran has handed Russia" in lit(tab))
    tab.mouse.move(5, 5)
    assert soon(tab, lambda: lit(tab) == "")
    tab.locator(".ev").first.click()
    tab.mouse.move(5, 5)
    assert soon(tab, lambda: "Iran has handed Russia" in lit(tab))
    tab.reload()
    assert soon(tab, lambda: "Iran has handed Russia" in lit(tab))


def test_what_was_read_from_the_words_in_hand_comes_into_sight(tab: Any, address: str) -> None:
    tab.set_viewport_size({"width": 1280, "height": 240})
    tab.goto(f"{address}/article/{REPORT[0].id}")
    last = REPORT[1][-1]
    card, side = tab.locator(f"#about-{last.id}"), tab.locator(".cards-side")
    seen = "(e) => ((a, b) => a.top >= b.top && a.top < b.bottom)(...[e, e.closest('.cards-side')].map((x) => x.getBoundingClientRect()))"
    for bring in (tab.locator(f".ev[data-claims~='{last.id}']").first.hover, lambda: tab.keyboard.press("p")):
        side.evaluate("e => { e.scrollTop = 0; }")
        assert not card.evaluate(seen)
        bring()
        assert soon(tab, lambda: card.evaluate(seen))
    tab.set_viewport_size({"width": 1280, "height": 900})


def test_the_ledger_keeps_clear_of_its_filters(tab: Any, big: str) -> None:
    for url in ("/?act=transfer", "/?act=funding&sort=-published"):
        tab.goto(big + url)
        right, left = (tab.locator(where).evaluate(f"e => e.getBoundingClientRect().{side}") for where, side in
                       (("table.ledger", "right"), ("nav.facets", "left")))
        assert right < left, url


def test_everything_is_reached_by_the_keyboard(tab: Any, address: str) -> None:
    tab.goto(address)
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    tab.keyboard.press("/")
    assert tab.evaluate("document.activeElement.name") == "q"
    tab.keyboard.type("missiles")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/?*q=missiles*")


def test_a_form_keeps_the_filters_and_the_order(tab: Any, big: str) -> None:
    tab.goto(f"{big}/?act=transfer&sort=-origins")
    tab.get_by_label("As known on").fill("2023-06")
    tab.get_by_role("button", name="Set").click()
    tab.get_by_label("Words").fill("speaker")
    tab.get_by_role("button", name="Show").click()
    for part in ("act=transfer", "sort=-origins", "as-of=2023-06", "q=speaker"):
        assert part in tab.url


def test_a_person_judges_a_claim_and_takes_it_back(tab: Any, record: Path, tmp_path: Path) -> None:
    with serving(Path(shutil.copy(record, tmp_path / "mine.record"))) as address:
        tab.goto(f"{address}/article/{REPORT[0].id}")
        card = tab.locator(f"#about-{REPORT[1][0].id}")
        card.get_by_text("judge it").click()
        card.get_by_label("why").fill("seen the notes")
        card.get_by_label("your name").fill("Ann")
        card.get_by_role("button", name="Right").click()
        tab.wait_for_url("**#decisions")
        decided = tab.locator(".decisions")
        assert "seen the notes" in decided.inner_text()
        decided.locator("summary").click()
        decided.get_by_label("why").fill("forged")
        decided.get_by_label("your name").fill("Bob")
        decided.get_by_role("button", name="Take it back").click()
        tab.locator(".decisions .withdrawn").wait_for()
        tab.wait_for_load_state("networkidle")  # before the window closes


@pytest.mark.parametrize("which", ["address", "big"])
def test_no_page_scrolls_sideways_on_a_phone(browser: Any, request: pytest.FixtureRequest, which: str) -> None:
    address = request.getfixturevalue(which)
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    for url in urls(page, address):
        page.goto(url)
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], url
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_all_text_can_be_read_and_everything_has_a_name(browser: Any, address: str, scheme: str, size: Any) -> None:
    context = browser.new_context(viewport=size, color_scheme=scheme)
    page = context.new_page()
    for url in urls(page, address):
        page.goto(url)
        assert page.evaluate(READABLE) == [], url
    page.goto(f"{address}/article/{REPORT[0].id}#claim-{REPORT[1][0].id}")
    assert page.evaluate(READABLE) == []
    context.close()


def test_everything_is_there_without_a_script(browser: Any, address: str) -> None:
    context = browser.new_context(viewport=DESK, java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.locator("th.c-origins a").click()
    assert "sort=-origins" in page.url
    page.locator("a.row-link").first.click()
    claim = REPORT[1][0]
    page.locator(f"a[href='/article/{claim.article}#claim-{claim.id}']").last.click()
    assert page.locator(f"#claim-{claim.id}").count() == 1
    page.locator(f"a.ev[href='#about-{claim.id}']").first.click()
    assert page.url.endswith(f"#about-{claim.id}")
    context.close()


RECORDS = 8
"""Records that the attacks are parted among: each view is then looked at as many times."""


def test_there_are_enough_attacks() -> None:
    assert len({*PAYLOADS, *ATTACKS}) >= 300


@pytest.mark.parametrize("start", range(RECORDS))
def test_no_payload_runs(browser: Any, tmp_path: Path, start: int) -> None:
    with serving(hostile(tmp_path / "hostile.record", " ".join((*PAYLOADS, *ATTACKS)[start::RECORDS]))) as address:
        context = browser.new_context(viewport=DESK)
        page = context.new_page()
        seen: list[str] = []
        page.on("dialog", lambda dialog: seen.append(dialog.message) or dialog.dismiss())  # type: ignore[func-returns-value]
        page.on("request", lambda request: seen.append(request.url) if not request.url.startswith("http://127.0.0.1:") else None)
        page.on("console", lambda message: seen.append(message.text) if "Content Security Policy" in message.text else None)
        for url in [*urls(page, address), *(address + view for view in DRAWN)]:
            page.goto(url)
            page.mouse.move(300, 300)
        assert seen == []
        context.close()


def test_another_site_can_neither_frame_nor_read_the_window(browser: Any, address: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route("http://evil.example/**", lambda route: route.fulfill(content_type="text/html", body=f"<iframe src='{address}/'></iframe>"))
    page.goto("http://evil.example/")
    read = page.evaluate("async (url) => { try { await fetch(url); return 'read'; } catch { return 'refused'; } }", f"{address}/ledger.json")
    assert read == "refused"
    assert all("OnRecord" not in frame.content() for frame in page.frames if frame != page.main_frame)
    context.close()
