"""Every date printed on a page that names its year, and the part it plays there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from onrecord.knowledge.printed_dates import MONTH, FoundDate, find_dates, iso_day, month_number
from onrecord.model import Block, PrintedDate, Span
from onrecord.text.days_visible import own_dates
from onrecord.text.lines import same
from onrecord.text.nameplate import dated_row

_URL = re.compile(r"[/_-](?P<y>(?:19[89]|20[0-4])\d)[/_-]?(?P<m>0[1-9]|1[0-2])(?:[/_-]?(?P<d>0[1-9]|[12]\d|3[01]))?(?=[/_.?-]|\Z)")
_URL_LETTERS = re.compile(rf"/(?P<y>(?:19[89]|20[0-4])\d)/(?P<name>{MONTH})/(?P<d>[0-3]?\d)(?=/|\Z)", re.IGNORECASE)
_INNER = re.compile(r"(?<=.)https?:/{1,2}")
_YEAR = re.compile(r"\b(?:19[89]|20[0-4])\d\b")
_STAMPS = frozenset(("date-stamp", "wire-stamp", "front-matter", "metadata-row", "header-line", "footer-line", "byline", "source-line",
                     "boilerplate", "html-rest", "nameplate"))
_OCCASION = re.compile(r"\b(?:conference|briefing|statement|remarks|speech|address|interview|answers?|meeting|session|sitting|debate|"
                       r"transcript|readout|release|bulletin|communiqu[eé]|summary|notice|letter)s?\b"
                       r".{0,60}? (?:of|on|dated|for|from) (?:\w{3,9}day,? )?\Z", re.IGNORECASE)
"""What stands before the day in the title of a page that tells of one occasion."""
_COPYRIGHT = frozenset(("copyright", "licence"))
MAX_BODY = 400
"""Body dates kept; more than that is a table, and the first tell as much."""


def url_date(url: str | None) -> str | None:
    """The day or month in a page's address, ISO, or None. Of an archive's address that of the page which it keeps."""
    own = _INNER.split(url or "")[-1]
    if letters := _URL_LETTERS.search(own):
        return iso_day(int(letters["y"]), month_number(letters["name"]), int(letters["d"]))
    for found in _URL.finditer(own):
        year, month, day = int(found["y"]), int(found["m"]), int(found["d"] or 0)
        if day and (iso := iso_day(year, month, day)):
            return iso
        if not day and found[0].count("/") >= 1:
            return f"{year}-{month:02d}"
    return None


def _role(block: Block) -> str | None:
    if block.reason == "wire-stamp" or block.kind == "dateline":
        return "dateline"
    if block.kept and block.kind == "title":
        return "title"
    if block.kept or block.kind == "caption":
        return "body"
    return "stamp" if block.reason in _STAMPS else "copyright" if block.reason in _COPYRIGHT else None


def _settled(found: FoundDate, stated: list[PrintedDate]) -> str:
    """The day; of 3/4/2020 the reading that the markup or the address supports, month first where neither does."""
    supported = [iso for iso in (found.iso, found.other) if iso and any(iso.startswith(p.date) or p.date.startswith(iso[:7]) for p in stated)]
    return supported[0] if supported else found.iso


def _pieces(text: str, block: Block, own: frozenset[str] | None) -> Iterator[tuple[str | None, int, str]]:
    """(role, start, words) of a block; of HTML a line of dates that does not stand where the page's own would is no more than a date told."""
    role, start, said = _role(block), block.span.start, text[block.span.start:block.span.end]
    if block.reason == "credit-line" and dated_row(said):
        role = "stamp"
    if own is None or block.kept or role not in ("stamp", None):
        yield role, start, said
        return
    for line in said.splitlines(keepends=True):
        yield "stamp" if same(line.strip("•-* \t\r\n")) in own else role and "body", start, line
        start += len(line)


def _in_piece(role: str | None, start: int, said: str, stated: list[PrintedDate]) -> Iterator[PrintedDate]:
    if role is None:
        return
    if role == "copyright":
        years = [(m[0], m.start(), m.end()) for m in _YEAR.finditer(said[:300])]
        yield from (PrintedDate(year, role, Span(start + a, start + b)) for year, a, b in years[-1:])
        return
    for found in (own_dates(said) or find_dates(said)) if role == "stamp" else find_dates(said):
        named = "body" if role == "title" and not _OCCASION.search(said, 0, found.start) else role
        yield PrintedDate(_settled(found, stated), named, Span(start + found.start, start + found.end))


def printed_dates(text: str, blocks: Iterable[Block], markup: Iterable[tuple[str, str]], url: str | None,
                  own: frozenset[str] | None = None) -> tuple[PrintedDate, ...]:
    """Dates of the markup and the address first, then those in the text in order. An ambiguous 3/4/2020 is read month first.

    ``own`` are the lines of an HTML page that say its own day (`markup.Page`); None for a plain text.
    """
    stated = [PrintedDate(iso, "markup", None) for iso, _ in markup]
    if address := url_date(url):
        stated.append(PrintedDate(address, "url", None))
    inside = [date for block in blocks for piece in _pieces(text, block, own) for date in _in_piece(*piece, stated)]
    body = [date for date in inside if date.role == "body"][:MAX_BODY]
    return (*stated, *(date for date in inside if date.role != "body"), *body)
