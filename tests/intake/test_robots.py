"""robots.txt as RFC 9309 has it."""

from __future__ import annotations

import time

import pytest

from onrecord.intake.robots import LONGEST_DELAY, robots_of

TEXT = """
User-agent: *
Disallow: /private   # not for you
Allow: /private/open
Disallow: /*.pdf$
Disallow: /a*b*c
Disallow: /caf%C3%A9
Crawl-delay: 7

User-agent: other
User-agent: onrecord/2
Disallow: /ours
"""


@pytest.mark.parametrize(("path", "allowed"), [
    ("/", True), ("/private/1", False), ("/private/open/2", True), ("/x.pdf", False), ("/x.pdf?y=1", True), ("/aXbYc/more", False), ("/acb", True),
    ("/caf\u00e9", False), ("/caf%c3%a9/x", False),
])
def test_the_longest_rule_that_fits_decides(path: str, allowed: bool) -> None:
    assert robots_of(TEXT.partition("User-agent: other")[0]).allow(path) is allowed


def test_rules_for_us_take_the_place_of_those_for_everybody() -> None:
    found = robots_of(TEXT)
    assert found.allow("/private/1") and not found.allow("/ours/1") and found.delay == 0


def test_a_delay_is_kept_to_within_reason() -> None:
    assert robots_of("User-agent: *\nCrawl-delay: 7\n").delay == 7
    assert robots_of("User-agent: *\nCrawl-delay: 86400\n").delay == LONGEST_DELAY
    assert robots_of("User-agent: *\nCrawl-delay: soon\n").delay == 0


@pytest.mark.parametrize("text", ["", "nothing: here", "Disallow: /", "\x00\xff", "User-agent: *\nDisallow:\n"])
def test_what_says_nothing_asks_nothing(text: str) -> None:
    assert robots_of(text).allow("/")


def test_patterns_take_time_in_proportion() -> None:
    rules = robots_of("User-agent: *\nDisallow: /" + "a*" * 500 + "b$\n")
    begun = time.perf_counter()
    assert rules.allow("/" + "a" * 20_000)
    assert time.perf_counter() - begun < 1
