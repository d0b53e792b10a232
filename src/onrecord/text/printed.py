"""Every date printed on a page that names its year, and the part it plays there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from onrecord.knowledge.printed_dates import find_dates, iso_day
from onrecord.model import Block, PrintedDate, Span

_URL = re.compile(r"[/_-](?P<y>(?:19[89]|20[0-4])\d)[/_-]?(?P<m>0[1-9]|1[0-2])(?:[/_-]?(?P<d>0[1-9]|[12]\d|3[01]))?(?=[/_.?-]|\Z)")
_YEAR = re.compile(r"\b(?:19[89]|20[0-4])\d\b")
_STAMPS = frozenset(("date-stamp", "wire-stamp", "front-matter", "metadata-row", "header-line", "footer-line", "byline", "source-line",
                     "boilerplate", "html-rest"))
_COPYRIGHT = frozenset(("copyright", "licence"))
MAX_BODY = 400
"""Body dates kept; more than that is a table, and the first tell as much."""


def url_date(url: str | None) -> str | None:
    """The day or month in a page's address, ISO, or None."""
    for found in _URL.finditer(url or ""):
        year, month, day = int(found["y"]), int(found["m"]), int(found["d"] or 0)
        if day and (iso := iso_day(year, month, day)):
            return iso
        if not day and found[0].count("/") >= 1:
            return f"{year}-{month:02d}"
    return None


def iso_start(value: str) -> str | None:
    """The first date in a markup value, a day where it has one."""
    found = find_dates(value[:200])
    return found[0].iso if found else None


def _role(block: Block) -> str | None:
    if block.reason == "wire-stamp" or block.kind == "dateline":
        return "dateline"
    if block.kept or block.kind == "caption":
        return "body"
    return "stamp" if block.reason in _STAMPS else "copyright" if block.reason in _COPYRIGHT else None


def _in_block(text: str, block: Block) -> Iterator[PrintedDate]:
    role = _role(block)
    if role is None:
        return
    line = text[block.span.start:block.span.end]
    if role == "copyright":
        years = [(m[0], m.start(), m.end()) for m in _YEAR.finditer(line[:300])]
        yield from (PrintedDate(year, role, Span(block.span.start + a, block.span.start + b)) for year, a, b in years[-1:])
        return
    for found in find_dates(line):
        yield PrintedDate(found.iso, role, Span(block.span.start + found.start, block.span.start + found.end))


def printed_dates(text: str, blocks: Iterable[Block], markup: Iterable[tuple[str, str]], url: str | None) -> tuple[PrintedDate, ...]:
    """Dates of the markup and the address first, then those in the text in order. An ambiguous 3/4/2020 is read month first."""
    stated = [PrintedDate(iso, "markup", None) for value, _ in markup if (iso := iso_start(value))]
    if address := url_date(url):
        stated.append(PrintedDate(address, "url", None))
    inside = [date for block in blocks for date in _in_block(text, block)]
    body = [date for date in inside if date.role == "body"][:MAX_BODY]
    return (*stated, *(date for date in inside if date.role != "body"), *body)
