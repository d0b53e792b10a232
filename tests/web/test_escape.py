"""What pages hold is text: whatever stands in a name, a title, a sentence or a reason, it never becomes a tag, an attribute or a script."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient
from tests.web.records import hostile
from tests.web.windows import Page, shown, window

PAYLOADS = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", '"><svg onload=alert(1)>', "' onmouseover='alert(1)", "</title><script>1</script>",
    "<!-- <script>", "]]><script>1</script>", "{{ 7919 * 7907 }}{% raw %}", "&lt;script&gt;", "javascript:alert(1)",
    "<a href=javascript:alert(1)>x</a>",
    "</textarea><iframe src=//evil.example>", "<base href=//evil.example>", "<style>*{display:none}</style>",
    '<meta http-equiv=refresh content="0;url=//evil">',
    "\u202egnp.exe\u202c", "\ufeff\u200bhidden\u2066", "\ud800 alone", "tab\tand bell\x07", "`${alert(1)}`",
    "<math><mtext></form><form><mglyph><style>",
    "onload=alert(1) autofocus", "%3Cscript%3E", "=cmd|' /C calc'!A0", "\x00<script>", "a" * 150,
]
TAGS = frozenset({
    "html", "head", "meta", "title", "link", "body", "a", "header", "nav", "ul", "li", "form", "label", "input", "button", "main", "h1", "h2",
    "h3", "p", "span", "section", "details", "summary", "dl", "div", "dt", "dd", "table", "caption", "thead", "tbody", "tr", "th", "td",
    "footer", "strong", "small", "aside", "ol", "blockquote", "article", "svg", "rect", "line", "circle", "text", "g", "path", "figure",
    "figcaption", "datalist", "option", "q", "meter", "sup", "wbr", "kbd", "script", "h4", "cite", "code", "defs", "lineargradient", "stop",
})
ATTRIBUTES = frozenset({
    "lang", "charset", "name", "content", "rel", "href", "type", "media", "class", "aria-label", "aria-current", "role", "action", "method",
    "for", "id", "maxlength", "placeholder", "value", "title", "pattern", "inputmode", "size", "scope", "aria-sort", "data-label",
    "aria-hidden", "start", "width", "height", "x", "y", "x1", "x2", "y1", "y2", "r", "text-anchor", "overflow", "transform", "d",
    "aria-labelledby", "list", "min", "max", "data-claims", "data-fields", "data-claim", "tabindex", "src", "defer", "stroke-width",
    "required", "disabled", "autocomplete", "hidden", "fill", "fill-opacity", "stroke", "stroke-dasharray", "font-size", "font-family", "offset",
    "stop-color", "stop-opacity", "aria-rowcount", "aria-rowindex", "data-list", "data-page", "data-pages", "data-per", "data-total",
})

DRAWN = ("/timeline", "/timeline?rows=speaker", "/matrix", "/report")


def urls(page: Page) -> list[str]:
    """Each page that the ledger of a small record leads to, once for each of its kinds."""
    return sorted({link.partition("#")[0] for link in page.links if link.startswith(("/entry/", "/article/", "/origin/", "/?", "/network?"))})


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_no_text_becomes_a_tag(tmp_path: Path, payload: str) -> None:
    with window(hostile(tmp_path / "hostile.record", payload)) as client:
        ledger = shown(client, "/")
        entry = next(url for url in ledger.links if url.startswith("/entry/"))
        article = next(url for url in shown(client, entry).links if url.startswith("/article/")).partition("#")[0]
        some = [u for u in urls(ledger) if u.startswith("/?")][:12]
        for url in ("/", entry, article, "/origins", "/network", "/left-out", "/?q=Headline", f"{entry}?sort=confidence", *DRAWN, *some):
            page = shown(client, url)
            assert {tag for tag, _ in page.tags} <= TAGS, url
            assert {name for _, attrs in page.tags for name in attrs} <= ATTRIBUTES, url
            assert all(link.startswith(("/", "#", "?")) and not link.startswith("//") for link in page.links), url
            assert [a["src"] for a in page.having("script")] == [s for s in (a["src"] for a in page.having("script")) if s.startswith("/static/")]
            assert not any(mark in page.html for mark in ("\u202e", "\u2066", "\u200b", "\x07", "\x00")), url
        for url in ("/ledger.json", "/network.json", "/left-out.json", "/ledger.csv", f"{entry}.json", f"{article}.json"):
            assert client.get(url).status_code == 200


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
@pytest.mark.parametrize("where", ["/?q={}", "/?from={}", "/?item={}", "/?origin={}", "/?act={}", "/entry/{}", "/left-out?q={}", "/?{}=1", "/{}"])
def test_what_is_asked_is_text_too(client: TestClient, payload: str, where: str) -> None:
    answer = client.get(where.format(quote(payload, safe="", errors="replace")))
    assert answer.status_code in {200, 400, 404}
    page = Page(answer.text)
    assert {tag for tag, _ in page.tags} <= TAGS and {name for _, attrs in page.tags for name in attrs} <= ATTRIBUTES
    assert "62615533" not in page.words
