"""Pages of our own writing and one-line ways to read them."""

from __future__ import annotations

import hashlib

from onrecord.model import Article, Capture, Skip
from onrecord.text import make_article

LEAD = "The defence ministry of Ruritania said on Monday that it would send twelve howitzers to Graustark before the winter sets in."
SECOND = "A spokesman for the ministry told reporters that the guns had been paid for in March and were waiting at the port of Strelsau."
THIRD = "Graustark has asked its neighbours for artillery since the border clashes of last year, and has so far received only promises."


def capture(body: str | bytes, media_type: str = "text/plain", **declared: str) -> Capture:
    """A capture of a text or of bytes."""
    raw = body if isinstance(body, bytes) else body.encode("utf-8", "surrogatepass")
    return Capture(hashlib.sha256(raw).hexdigest(), "page", raw, media_type, "page.txt", None, declared)


def article(body: str | bytes, media_type: str = "text/plain", **declared: str) -> Article:
    """The article of a page that must be one."""
    found = make_article(capture(body, media_type, **declared))
    assert not isinstance(found, Skip), found
    return found


def left_out(page: Article) -> dict[str, str]:
    """What was left out: text -> reason."""
    return {page.text[b.span.start : b.span.end]: b.reason for b in page.blocks if not b.kept}
