"""Article: a page's text, which never changes once a span points into it, and what is known of the page."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.model.values import Known, Span

CARRIED = ("declared", "markup", "url")
"""Roles of the dates that come with a page and are not read from its prose, surest first."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of lines: read (``kept``) or furniture, with the ``reason`` (a rule's name; "" when kept).

    ``kind`` is title, dateline, paragraph, list, heading, byline, caption or furniture. Blocks cover every non-blank line.
    """

    span: Span
    kept: bool
    kind: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date printed on the page: ISO ``date`` (day, month or year precision), where, and ``role``.

    ``role`` is stamp (a page's own date line), dateline, title (of one occasion), markup, url, copyright, declared, body.
    """

    date: str
    role: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence on the date of publication: the ``rule``, what it says, for or against (``weight`` signed, -1 to 1)."""

    rule: str
    says: str
    weight: float
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Published:
    """The true date of first publication as far as it is known.

    ``date`` is the best day (ISO), or month or year where no better; None if nothing is known. [``low``, ``high``] is the
    interval of days (ISO, None: open) it must lie in. ``grade`` is certain, likely, weak or unknown. ``refuted`` lists printed
    dates that cannot be true.
    """

    date: str | None
    low: str | None
    high: str | None
    grade: str
    reasons: tuple[Reason, ...] = ()
    refuted: tuple[PrintedDate, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """A page as text. ``id`` is the `article_id` of its text; ``capture`` the capture's id; ``name`` the user's id for it.

    ``text`` is the text as given for plain text and JSON lines (offsets are exact to the original), and the extracted main text
    for HTML. ``outlet`` is the original outlet where the page tells (an agency's credit beats the site that copied it).
    ``copied`` is original, republished, reworded or unknown (GUIDE section 3).
    """

    id: str
    capture: str
    name: str
    text: str
    blocks: tuple[Block, ...]
    title: Known[str] | None = None
    outlet: Known[str] | None = None
    byline: Known[str] | None = None
    agency: Known[str] | None = None
    language: str = "en"
    printed: tuple[PrintedDate, ...] = ()
    published: Published = Published(None, None, None, "unknown")
    copied: str = "original"
    url: str | None = None
    path: str = ""

    def kept(self) -> str:
        """The text that is read: kept blocks joined by newlines."""
        return "\n".join(self.text[b.span.start : b.span.end] for b in self.blocks if b.kept)


def article_id(text: str, day: str | None = None) -> str:
    """The sha256 hex digest of the text; with the ISO ``day`` of issue where an authority issues one wording again and again.

    A ministry's notice of the same words on another day is another act, and so another article; a copy of a story is not.
    """
    issue = f"\0{day}" if day else ""
    return hashlib.sha256((text + issue).encode("utf-8", "surrogatepass")).hexdigest()


def carried_day(printed: Iterable[PrintedDate]) -> str | None:
    """The day that came with the page, by the surest of `CARRIED`; None where none is exact to the day."""
    days = {p.role: p.date for p in reversed(tuple(printed)) if len(p.date) == len("2000-01-01")}
    return next((days[role] for role in CARRIED if role in days), None)
