"""The queue in a real browser, from the keyboard alone: each flow, how few keys it takes, and that the place is kept."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.cli.runs import make_sure_record, pages
from tests.telling.queues import two_votes
from tests.web.browsers import CHROMIUM, FLAGS, READABLE, serving

from onrecord.flow import open_record
from onrecord.model import Judgement

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright's Python package is not installed")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine: apt-get install chromium")
REPORT, DENIED, AID = pages()
FIRST, SECOND = REPORT[1]
DENIAL, SHELLS = DENIED[1][0], AID[1][0]
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        started = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def sure(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_sure_record(tmp_path_factory.mktemp("keys") / "sure.record")


class Keys:
    """A person at a keyboard before the window on a record of their own."""

    def __init__(self, page: Any, address: str, path: Path) -> None:
        self.page, self.address, self.path = page, address, path

    def open(self, url: str = "/review?by=Ann") -> None:
        self.page.goto(self.address + url)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def comes(self, key: str) -> None:
        """Waits until the thing is looked at."""
        self.page.wait_for_url(re.compile(rf"[?&]at={key}(?:&|#|$)"))

    @property
    def said(self) -> list[Judgement]:
        """The judgements that stand."""
        with open_record(str(self.path)) as view:
            return [j for j in view.judgements() if not j.withdrawn and j.kind != "withdraw"]


@pytest.fixture
def keys(browser: Any, sure: Path, tmp_path: Path) -> Iterator[Keys]:
    """A person who uses no mouse; the page must run without a fault and load nothing from elsewhere."""
    path = Path(shutil.copy(sure, tmp_path / "mine.record"))
    context = browser.new_context(viewport=DESK)
    page, faults = context.new_page(), list[str]()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if message.type in {"error", "warning"} else None)
    with serving(path) as address:
        yield Keys(page, address, path)
        context.close()
    assert faults == []


def test_a_claim_is_accepted_with_one_key(keys: Keys) -> None:
    keys.open()
    keys.press("a")
    keys.comes(DENIAL.id)
    assert [(j.kind, j.subject, j.by) for j in keys.said] == [("right", SECOND.id, "Ann")]


def test_a_claim_is_refused_with_two_keys_or_in_ones_own_words(keys: Keys) -> None:
    keys.open()
    keys.press("r", "4")
    keys.comes(DENIAL.id)
    keys.press("r", "t")
    keys.page.keyboard.type("he was joking, ask again")
    keys.press("Enter")
    keys.comes(FIRST.id)
    assert [j.kind for j in keys.said] == ["wrong", "wrong"] and keys.said[1].why == "he was joking, ask again"
    assert keys.said[0].why.startswith("it is told otherwise")


def test_a_field_is_edited_by_choosing_words_with_the_arrows(keys: Keys) -> None:
    keys.open(f"/review?by=Ann&at={FIRST.id}")
    keys.press("e", "t")
    keys.page.wait_for_url("**field=receiver**")
    assert keys.page.evaluate("document.activeElement.id") == "words"
    keys.press("Home")
    words = keys.page.locator(".word").all_inner_texts()
    for _ in range(words.index("Iran")):
        keys.press("ArrowRight")
    keys.press("Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight")
    assert keys.page.locator(".word.taken").all_inner_texts() == ["Iran", "has", "handed", "Russia"]
    assert "“Iran has handed Russia”" in keys.page.locator("#chosen").inner_text()
    keys.press("ArrowLeft", "ArrowRight")
    assert keys.page.locator(".word.taken").all_inner_texts() == ["Russia"]
    keys.press("ArrowDown", "ArrowUp")
    assert keys.page.locator(".word.cursor").count() == 1
    keys.press("Home")
    for _ in range(words.index("Iran")):
        keys.press("ArrowRight")
    keys.press("Enter")
    keys.page.locator(".resolved").wait_for()
    assert "Iran" in keys.page.locator(".resolved").inner_text()
    keys.press("Enter")
    keys.comes(FIRST.id)
    keys.page.locator("tr.given").wait_for()
    start = REPORT[0].text.index("Iran")
    made, = keys.said
    assert (made.kind, made.field, made.value, made.span) == ("value-is", "receiver", "IR", (start, start + 4))


def test_words_are_chosen_with_a_mouse_as_well(keys: Keys) -> None:
    keys.open(f"/review?by=Ann&at={FIRST.id}&panel=edit&field=quantity")
    word = keys.page.locator(".word", has_text=re.compile("^some$")).bounding_box()
    end = keys.page.locator(".word", has_text=re.compile("^missiles$")).first.bounding_box()
    keys.page.mouse.move(word["x"] + 3, word["y"] + 5)
    keys.page.mouse.down()
    keys.page.mouse.move(end["x"] + 3, end["y"] + 5, steps=8)
    keys.page.mouse.up()
    keys.page.locator(".resolved").wait_for()
    assert "360 to 440" in keys.page.locator(".resolved").inner_text()


def test_a_status_is_chosen_from_a_list(keys: Keys) -> None:
    keys.open(f"/review?by=Ann&at={FIRST.id}")
    keys.press("e", "s")
    keys.page.wait_for_url("**field=status**")
    keys.press("7")
    keys.page.locator("tr.given").wait_for()
    assert [(j.field, j.value) for j in keys.said] == [("status", "halted")]


def test_a_matter_is_merged_and_split(keys: Keys) -> None:
    keys.open(f"/review?by=Ann&at={FIRST.id}")
    keys.press("m")
    keys.page.wait_for_url("**panel=merge**")
    keys.press("f")
    keys.page.keyboard.type("shells")
    keys.press("Enter")
    keys.page.wait_for_url("**find=shells**")
    keys.press("1")
    keys.page.wait_for_url(re.compile(f"^(?!.*panel).*at=(?!{FIRST.id})"))
    assert [j.kind for j in keys.said] == ["same"]
    keys.press("u")
    keys.comes(FIRST.id)
    keys.press("x")
    keys.page.wait_for_url("**panel=split**")
    first = keys.page.locator(".going input").first
    was = first.is_checked()
    keys.press("1")
    assert first.is_checked() != was
    if keys.page.locator(".going input:checked").count() == 0:
        keys.press("2")
    keys.press("Enter")
    keys.page.wait_for_url(re.compile(r"^(?!.*panel)"))
    assert {j.kind for j in keys.said} <= {"different", "same"} and "different" in {j.kind for j in keys.said}


def test_three_steps_are_undone_with_three_keys(keys: Keys) -> None:
    keys.open()
    for press, comes in ((("a",), DENIAL.id), (("s",), FIRST.id), (("r", "1"), SHELLS.id)):
        keys.press(*press)
        keys.comes(comes)
    for comes, left in ((FIRST.id, 1), (DENIAL.id, 1), (SECOND.id, 0)):
        keys.press("u")
        keys.comes(comes)
        assert len(keys.said) == left


def test_the_place_is_kept_through_a_reload_and_a_restart(keys: Keys) -> None:
    keys.open()
    keys.press("n")
    keys.comes(DENIAL.id)
    keys.press("n")
    keys.comes(FIRST.id)
    keys.page.reload()
    keys.comes(FIRST.id)
    url = keys.page.url.removeprefix(keys.address)
    with serving(keys.path) as again:
        keys.page.goto(again + url)
        assert "handed Russia some 400 missiles" in "".join(keys.page.locator(".around .ev").all_inner_texts())
        keys.page.keyboard.press("p")
        keys.comes(DENIAL.id)


def test_a_disagreement_and_two_matters_are_decided_by_a_key(keys: Keys, tmp_path: Path) -> None:
    keys.open("/review?by=Ann&what=disagreements")
    here = keys.page.url
    keys.press("b")
    keys.page.wait_for_url(lambda url: url != here)
    assert [j.kind for j in keys.said] == ["both-stand"]
    path = two_votes(tmp_path / "votes.record")
    with serving(path) as address:
        keys.page.goto(f"{address}/review?by=Ann&what=same")
        keys.press("d")
        keys.page.get_by_text("is decided").wait_for()


def test_keys_are_letters_where_one_types_and_a_note_goes_with_the_decision(keys: Keys) -> None:
    keys.open()
    keys.press("o")
    keys.page.keyboard.type("aaa rsu")
    keys.press("Escape", "a")
    keys.comes(DENIAL.id)
    assert [j.why for j in keys.said] == ["aaa rsu"]


def test_while_a_panel_is_open_no_key_decides_something_else(keys: Keys) -> None:
    keys.open(f"/review?by=Ann&at={FIRST.id}&panel=edit&field=receiver")
    assert keys.page.locator(".word.cursor").inner_text() == "Iran"  # where the quote starts: every field of these claims is read from all of it
    keys.press("a", "s", "n")
    keys.press("r")
    assert keys.page.get_by_text("another reason").is_visible()
    keys.press("Escape", "n")
    keys.comes(SHELLS.id)
    assert keys.said == []


def test_everything_can_be_done_by_tab_and_enter(keys: Keys) -> None:
    keys.open()
    for _ in range(80):
        keys.press("Tab")
        if keys.page.evaluate("document.activeElement.value") == "right":
            break
    keys.press("Enter")
    keys.comes(DENIAL.id)
    assert [j.kind for j in keys.said] == ["right"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_all_of_it_can_be_read_and_has_a_name(browser: Any, sure: Path, scheme: str, size: Any) -> None:
    context = browser.new_context(viewport=size, color_scheme=scheme)
    page = context.new_page()
    with serving(sure) as address:
        here = f"/review?by=Ann&at={FIRST.id}"
        for url in ("/review", here, f"{here}&panel=edit", f"{here}&panel=edit&field=status", f"{here}&panel=edit&field=giver",
                    f"{here}&panel=merge&find=shells", f"{here}&panel=split", "/review?by=Ann&what=disagreements", "/review?by=Ann&what=same",
                    "/review?by=Ann&from=IR"):
            page.goto(address + url)
            assert page.evaluate(READABLE) == [], url
            assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], url
    context.close()


def test_without_a_script_it_goes_by_forms_and_links(browser: Any, sure: Path, tmp_path: Path) -> None:
    context = browser.new_context(viewport=DESK, java_script_enabled=False)
    page = context.new_page()
    path = Path(shutil.copy(sure, tmp_path / "mine.record"))
    with serving(path) as address:
        page.goto(f"{address}/review")
        page.get_by_label("your name").fill("Ann")
        page.get_by_role("button", name="Begin").click()
        page.get_by_role("button", name=re.compile("✓ Right")).click()
        page.wait_for_url(f"**at={DENIAL.id}**")
        page.get_by_text("✕ Wrong…").click()
        page.get_by_role("button", name=re.compile("goods or the amount")).click()
        page.wait_for_url(f"**at={FIRST.id}**")
        page.get_by_text("✎ Edit a field…").click()
        page.get_by_role("link", name=re.compile("from")).last.click()
        page.get_by_label(re.compile("or type the value")).fill("Ukraine")
        page.get_by_role("button", name="Keep", exact=True).click()
        page.locator("tr.given").wait_for()
        page.get_by_role("button", name=re.compile("Undo")).click()
        page.locator(".decisions .withdrawn").wait_for()
    context.close()
