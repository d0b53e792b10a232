"""Every view of the window, for checks that each must pass. A view that is added is covered by adding its path here."""

from __future__ import annotations

from typing import Any

VIEWS = (
    "/", "/?changed-since=2019&credibility=F6&sort=-published", "/?q=nothing-at-all", "/?per=1", "{entry}", "{entry}?as-of=2023-06-01", "{article}",
    "{article}?as-of=2001", "{article}?as-of=2024-06", "/changes", "/changes?changed-since=2022", "/origins", "/origins?as-of=2023",
    "{origin}", "/network", "/left-out", "/nothing", "/?as-of=soon",
)
"""Paths; {entry}, {article} and {origin} are those of the record's entry with the most origins."""


def urls(page: Any, address: str) -> list[str]:
    """The address of each view of the window at ``address``; ``page`` is a browser's."""
    page.goto(f"{address}/?sort=-origins")
    entry = page.locator("a.row-link").first.get_attribute("href")
    page.goto(address + entry)
    article = str(page.locator("a[href^='/article/']").first.get_attribute("href")).partition("#")[0]
    origin = page.locator("a[href^='/origin/']").first.get_attribute("href")
    return [address + view.format(entry=entry, article=article, origin=origin) for view in VIEWS]
