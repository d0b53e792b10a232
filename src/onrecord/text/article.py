"""Capture -> article: decode, find the main body, tell furniture, and read what the page says of itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.knowledge.outlets import is_authority
from onrecord.knowledge.outlets import outlet as known_outlet
from onrecord.model import Article, Block, Capture, Known, PrintedDate, Skip, Span
from onrecord.model.article import article_id, carried_day
from onrecord.text.blocks import make_blocks
from onrecord.text.copied import copied
from onrecord.text.days_markup import iso_start
from onrecord.text.decode import decode, is_binary
from onrecord.text.language import language
from onrecord.text.markup import Page, read_page
from onrecord.text.masthead import agency, byline, masthead, outlet
from onrecord.text.printed import printed_dates

MAX_TEXT = 3_000_000
"""Characters of a page's text; longer ones are books or data."""
_PROSE_LETTERS = 40
"""Letters in kept blocks under which there is nothing to read."""


@dataclass(frozen=True, slots=True)
class _Source:
    """The text of a page and what its markup says; a plain text's page says nothing."""

    text: str
    page: Page


def _source(capture: Capture) -> _Source:
    text, _ = decode(capture.body, capture.media_type)
    if not capture.media_type.startswith(("text/html", "application/xhtml")):
        return _Source(text, Page(text, len(text), "plain"))
    page = read_page(text, capture.declared.get("url"))
    return _Source(page.text, page)


def _blocks(source: _Source, title: str | None) -> tuple[Block, ...]:
    """The blocks of the text; lines that extraction from HTML left out are furniture, with a finer reason where a rule has one."""
    inner = make_blocks(source.text[:source.page.rest], title)
    after = make_blocks(source.text[source.page.rest:], None) if source.page.rest < len(source.text) else ()
    moved = (Block(Span(b.span.start + source.page.rest, b.span.end + source.page.rest), False,
                   b.kind if not b.kept else "furniture", b.reason or "html-rest") for b in after)
    return (*inner, *moved)


_LABELLED = re.compile(r"\A(?:HEADLINE|TITLE): ?")
"""How an archive's copy labels the headline."""


def _title(source: _Source, declared: str | None, blocks: tuple[Block, ...]) -> Known[str] | None:
    block = next((b for b in blocks if b.kind == "title" and b.kept), None)
    stated = Known(declared, "declared") if declared else Known(*source.page.title) if source.page.title else None
    if block is None or stated:
        return Known(stated.value, stated.how, block.span if block else None) if stated else None
    return Known(_LABELLED.sub("", source.text[block.span.start:block.span.end].strip("#*_ ")), "first line", block.span)


def _letters(text: str, blocks: tuple[Block, ...]) -> int:
    return sum(c.isalpha() for b in blocks if b.kept for c in text[b.span.start:b.span.end])


def _refusal(capture: Capture, text: str, blocks: tuple[Block, ...]) -> Skip | None:
    """Why the page cannot be read, or None: nothing there, nothing left, or another language."""
    if not text.strip():
        return Skip("text", capture.name, "empty", "no characters but white space")
    if _letters(text, blocks) < _PROSE_LETTERS:
        return Skip("text", capture.name, "no-prose", "nothing but furniture or a few words")
    found = language("\n".join(text[b.span.start:b.span.end] for b in blocks[:60] if b.kept))
    return Skip("text", capture.name, "language", found) if found != "en" else None


def _declared(capture: Capture) -> tuple[PrintedDate, ...]:
    iso = iso_start(capture.declared.get("published", ""))
    return (PrintedDate(iso, "declared", None),) if iso else ()


def make_article(capture: Capture) -> Article | Skip:
    """The capture as an article, or why it is none: not-text, too-large, empty, no-prose or language.

    For plain text and JSON lines the article's text is the text as given (line ends as they are); only characters that no store takes
    (NUL, halves of surrogate pairs) become U+FFFD, one for one. For HTML it is title, main text, then every other visible line as
    furniture. ``published`` is left for the origins to settle. Deterministic; never raises on any bytes.
    """
    if is_binary(capture.body):
        return Skip("text", capture.name, "not-text", "the bytes are no text")
    source = _source(capture)
    if len(source.text) > MAX_TEXT:
        return Skip("text", capture.name, "too-large", f"more than {MAX_TEXT} characters of text")
    stated_title = capture.declared.get("title") or (source.page.title[0] if source.page.title else None)
    blocks = _blocks(source, stated_title)
    return _refusal(capture, source.text, blocks) or _article(capture, source, blocks)


def _article(capture: Capture, source: _Source, blocks: tuple[Block, ...]) -> Article:
    text, page = source.text, source.page
    url = capture.declared.get("url") or page.url
    credited = agency(text, blocks)
    stated = [(capture.declared.get("outlet"), "declared"), page.site or (None, "")]
    head = masthead(text, list(blocks))
    site = capture.declared.get("outlet") or (page.site[0] if page.site else head.value if head else None)
    title = _title(source, capture.declared.get("title"), blocks)
    original = outlet(text, list(blocks), stated, url, credited, title.value if title else None)
    printed = (*_declared(capture), *printed_dates(text, blocks, page.dates, url, page.own))
    return Article(
        id=article_id(text, carried_day(printed) if _issues(original, url) else None), capture=capture.id, name=capture.name, text=text,
        blocks=blocks, title=title, outlet=original,
        byline=byline(text, list(blocks), page.author), agency=credited,
        printed=printed,
        copied=copied(text, blocks, original, credited, site), url=url, path=capture.path,
    )


def _issues(original: Known[str] | None, url: str | None) -> bool:
    """Whether the page is an authority's own, whose words may be issued again on another day: told by its outlet, else by its address."""
    listed = original is not None and known_outlet(original.value) is not None
    told = original.value if original is not None and listed else url
    return told is not None and is_authority(told)
