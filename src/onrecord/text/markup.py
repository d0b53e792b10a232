"""HTML -> the page's text and the facts its markup states.

The text is the title, the main text and, after it, every other visible line of the page, so that nothing vanishes; which lines those
are is kept (``rest``: where they begin) and they become furniture. Main text is trafilatura's; resiliparse's where that gives
nothing, cannot be imported, or the page is nested deeper than lxml follows (it then loses text without a word).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import HTMLTree

from onrecord.text.days_markup import changed_days, markup_days
from onrecord.text.days_visible import own_lines
from onrecord.text.lines import same

MAX_DEPTH = 250
"""Nesting past which lxml drops text in silence (its limit is 256)."""
MAX_TREE = 2_000
"""Nesting past which no tree is built at all: resiliparse's time grows with the square of it (2,000: .3 s, 100,000: 576 s)."""
MAX_MAIN = 1_500_000
"""Characters of markup past which only the fast extractor is run; keeps the slowest page met under 10 s."""
MAX_JSON = 400_000
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]{0,30})[^<>]{0,5000}?(/?)>")
_VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
                   "p", "li", "td", "tr", "th", "dd", "dt", "option"))
_INLINE = frozenset(("a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "dfn", "em", "font", "i", "kbd", "mark", "q", "s", "samp",
                     "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr"))
_HIDDEN = frozenset(("script", "style", "noscript", "template", "title"))

@dataclass(frozen=True, slots=True)
class Page:
    """An HTML page as text. ``rest`` is the offset from which the text is what extraction left out. Facts are (value, how) pairs.

    ``dates`` are ISO days that the markup gives. ``own`` are the visible lines that say the day of its article, as `same` has them; None for a
    plain text, of which no line can be told from its place.
    """

    text: str
    rest: int
    how: str
    title: tuple[str, str] | None = None
    site: tuple[str, str] | None = None
    author: tuple[str, str] | None = None
    url: str | None = None
    dates: tuple[tuple[str, str], ...] = ()
    own: frozenset[str] | None = None


def depth(html: str) -> int:
    """The deepest nesting of the markup, stopped at one past `MAX_TREE`; elements that close by themselves do not count."""
    level = deepest = 0
    for found in _TAG.finditer(html):
        if found[3] or found[2].lower() in _VOID:
            continue
        level = max(0, level - 1) if found[1] else level + 1
        deepest = max(deepest, level)
        if deepest > MAX_TREE:
            break
    return deepest


def _trafilatura(html: str, url: str | None) -> str:
    """The main text, or "" where trafilatura gives none or cannot be imported."""
    try:
        from trafilatura import extract  # half a second to import: only where HTML is read
    except ImportError:
        return ""
    found = extract(html, url=url, include_comments=False, include_tables=True, favor_precision=False)
    return str(found) if found else ""


def main_text(html: str, url: str | None = None, nested: int = 0) -> tuple[str, str]:
    """(the page's main text, which extractor gave it); ``nested`` is the page's `depth`."""
    small = len(html) <= MAX_MAIN
    if small and nested <= MAX_DEPTH and (found := _trafilatura(html, url)):
        return found, "trafilatura"
    found = extract_plain_text(html, preserve_formatting=True, main_content=small, list_bullets=True, alt_texts=False)
    return found or "", "resiliparse"


def strip_tags(html: str) -> str:
    """The text between the tags, line ends at those of blocks, scripts and styles left out: for pages too deep for any tree."""
    first, *commented = html.split("<!--")
    bare = "".join(_visible(first + " ".join(part.partition("-->")[2] for part in commented)))
    lines = (" ".join(line.split()) for line in unescape(bare).splitlines())
    return "\n".join(line for line in lines if line)


def _visible(html: str) -> Iterator[str]:
    """The stretches between tags, in one pass; what a hidden element holds is passed over up to its own end tag."""
    at, hidden = 0, ""
    for found in _TAG.finditer(html):
        name = found[2].lower()
        if not hidden:
            yield html[at:found.start()]
            yield "" if name in _INLINE else "\n"
            hidden = name if name in _HIDDEN and not found[1] else ""
        elif found[1] and name == hidden:
            hidden = ""
        at = found.end()
    if not hidden:
        yield html[at:]


def _elements(tree: HTMLTree, name: str) -> list[Any]:
    return list(tree.document.get_elements_by_tag_name(name)) if tree.document else []


def _meta(tree: HTMLTree) -> dict[str, str]:
    """Names and properties of the head's meta elements, in small letters, the first of each."""
    found: dict[str, str] = {}
    for element in _elements(tree, "meta"):
        name = (element.getattr("property") or element.getattr("name") or element.getattr("itemprop") or "").lower()
        value = element.getattr("content")
        if name and value and value.strip():
            found.setdefault(name, value.strip()[:2_000])
    return found


def _linked(tree: HTMLTree) -> list[dict[str, Any]]:
    """The objects of the page's JSON-LD blocks, those inside @graph too."""
    objects: list[Any] = []
    for element in _elements(tree, "script"):
        said = element.text or ""
        if (element.getattr("type") or "").lower() == "application/ld+json" and len(said) <= MAX_JSON:
            try:
                parsed = json.loads(said, strict=False)
            except (ValueError, RecursionError):
                continue
            objects += parsed if isinstance(parsed, list) else [parsed]
    graphs = [o["@graph"] for o in objects if isinstance(o, dict) and isinstance(o.get("@graph"), list)]
    return [o for o in objects + [inner for graph in graphs for inner in graph] if isinstance(o, dict)]


def _named(value: Any) -> str | None:
    """The name in a JSON-LD value: a text, an object with a name, or the first of a list."""
    value = value[0] if isinstance(value, list) and value else value
    value = value.get("name") if isinstance(value, dict) else value
    return value.strip() or None if isinstance(value, str) else None


def _first(*pairs: tuple[str | None, str]) -> tuple[str, str] | None:
    return next(((" ".join(value.split()), how) for value, how in pairs if value and value.strip()), None)


def _title(meta: dict[str, str], linked: list[dict[str, Any]], tree: HTMLTree) -> tuple[str, str] | None:
    headings = _elements(tree, "h1")
    heading = headings[0].text if len(headings) == 1 else None
    headlines = [o["headline"] for o in linked if isinstance(o.get("headline"), str)]
    shown = same(f"{tree.title or ''} {heading or ''}")
    headline = next((said for said in headlines if same(said) and same(said) in shown), headlines[0] if headlines else None)
    return _first((headline, "json-ld headline"), (meta.get("og:title"), "meta og:title"), (heading, "h1"), (tree.title, "title tag"))


def _whole(title: str | None, main: str, everything: str) -> tuple[str, int]:
    """Title, main text and the lines in neither, joined; and where those lines begin."""
    lines = [line.strip() for line in main.splitlines() if line.strip()]
    if title and not any(same(line) == same(title) for line in lines[:5]):
        lines.insert(0, title)
    text = "\n".join(lines)
    seen = {same(line) for line in lines}
    body = same(" ".join(lines))
    others = (raw.strip() for raw in everything.splitlines())
    rest = [line for line in others if line and same(line) not in seen and not _within(line, body)]
    return ("\n".join([text, *rest]) if rest else text), len(text)


def _within(line: str, body: str) -> bool:
    """Whether a line of some length stands, marks aside, inside the main text (extractors break lines differently)."""
    key = same(line.lstrip("•-* "))
    return len(key) > 20 and key in body


def _everything(html: str) -> str:
    """All visible text; "" for pages past `MAX_MAIN`, whose main text is all of it already."""
    if len(html) > MAX_MAIN:
        return ""
    return extract_plain_text(html, preserve_formatting=True, list_bullets=True, alt_texts=False) or ""


def read_page(html: str, url: str | None = None) -> Page:
    """The page as text, with the facts of its markup. ``url`` is where it is said to come from."""
    nested = depth(html)
    if nested > MAX_TREE:
        text = strip_tags(html)
        return Page(text, len(text), "tags stripped", url=url)
    tree = HTMLTree.parse(html)
    meta, linked = _meta(tree), _linked(tree)
    main, how = main_text(html, url, nested)
    title = _title(meta, linked, tree)
    everything = _everything(html)
    text, rest = _whole(title[0] if title else None, main, everything)
    address = url or meta.get("og:url") or _canonical(tree)
    days = markup_days(html, tree, meta, linked, title[0] if title else None, address)
    own = frozenset(map(same, own_lines(everything, title[0] if title else None, main)))
    return Page(text, rest, how, title, _site(meta, linked), _author(meta, linked), address,
                days or (() if own else changed_days(meta, linked)), own)


def _canonical(tree: HTMLTree) -> str | None:
    """The page's address as it gives it itself."""
    return next((e.getattr("href") for e in _elements(tree, "link") if (e.getattr("rel") or "").lower() == "canonical" and e.getattr("href")), None)


def _site(meta: dict[str, str], linked: list[dict[str, Any]]) -> tuple[str, str] | None:
    publisher = next((name for o in linked if (name := _named(o.get("publisher")))), None)
    return _first((meta.get("og:site_name"), "meta og:site_name"), (publisher, "json-ld publisher"),
                  (meta.get("application-name"), "meta application-name"))


def _author(meta: dict[str, str], linked: list[dict[str, Any]]) -> tuple[str, str] | None:
    author = next((name for o in linked if (name := _named(o.get("author")))), None)
    return _first((author, "json-ld author"), (meta.get("author"), "meta author"))
