"""What was left out, and why: nothing vanishes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from onrecord.errors import NotFoundError, QueryError
from onrecord.model import Skip
from onrecord.store.filters import last_day
from onrecord.telling.asked import Asked, url
from onrecord.web.pages.ledger import Turn, turn
from onrecord.web.shelf import Shelf
from onrecord.web.tally import on_page

SORTS = ("stage",)
FILTERS = ("stage", "reason", "q", "as-of")
_WHOLE, _HEAD = 64, 16
"""Digits of an article's id, and of the head of it by which a skip names a place in it."""
_FIRST_WORDS = 8
"""Words of a sentence by which a browser finds it on its page: enough to be those of no other. Chosen."""


@dataclass(frozen=True, slots=True)
class Group:
    """One reason of one stage: how many were left out for it, and where those are."""

    stage: str
    reason: str
    count: int
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A skip, the ``page`` of the record that it speaks of and where that is; both "" where no text of it is kept."""

    skip: Skip
    page: str
    url: str


@dataclass(frozen=True, slots=True)
class LeftOutPage:
    """The skips that are asked for, and how many there are of each reason. ``dayless`` are left out of a day, since theirs is not known."""

    title: str
    asked: Asked
    groups: tuple[Group, ...]
    rows: tuple[Line, ...]
    turn: Turn
    dayless: int
    formats: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, shelf: Shelf, asked: Asked) -> LeftOutPage:
        """The list that a URL asks for."""
        skips, day = shelf.view.skips(), asked.get("as-of")
        every = on_day(shelf, skips, day)
        found = _narrowed(every, asked)
        counts = Counter((s.stage, s.reason) for s in every)
        groups = tuple(Group(stage, reason, n, url("/left-out", {"stage": stage, "reason": reason, **({"as-of": day} if day else {})}),
                             (stage, reason) == (asked.get("stage"), asked.get("reason"))) for (stage, reason), n in sorted(counts.items()))
        formats = tuple((end, url(f"/left-out.{end}", dict(asked.given))) for end in ("csv", "json"))
        return cls("Left out", asked, groups, tuple(_line(shelf, s) for s in on_page(found, asked)), turn(len(found), asked, "/left-out"),
                   sum(not published for published in days_of(shelf, skips)) if day else 0, formats)


def _line(shelf: Shelf, skip: Skip) -> Line:
    head, _, place = skip.subject.partition(":")
    try:
        page = shelf.article(head if place.isdecimal() else skip.subject)
    except (NotFoundError, QueryError):
        return Line(skip, "", "")
    return Line(skip, page.title.value if page.title else page.name, f"/article/{page.id}{_sentence(skip) if head != page.name else ''}")


def _sentence(skip: Skip) -> str:
    """The part of an address by which a browser shows the words that were left out: the first of their longest line, without the act before them."""
    act, _, words = skip.detail.partition(": ")
    told = max((words if words and act.isalpha() else skip.detail).splitlines(), key=len, default="").split()[:_FIRST_WORDS]
    return f"#:~:text={quote(' '.join(told), safe='').replace('-', '%2D')}" if told else ""


def passing(shelf: Shelf, asked: Asked) -> list[Skip]:
    """The skips of the stage and reason, with the words, by the day, that are asked for."""
    return _narrowed(on_day(shelf, shelf.view.skips(), asked.get("as-of")), asked)


def on_day(shelf: Shelf, skips: Sequence[Skip], day: str) -> Sequence[Skip]:
    """The skips of pages that had been published by the end of a day ("": all)."""
    if not day:
        return skips
    return [s for s, published in zip(skips, days_of(shelf, skips), strict=True) if published and published <= last_day(day)]


def days_of(shelf: Shelf, skips: Iterable[Skip]) -> Iterator[str]:
    """The ISO day of the page that each skip speaks of; "" where none is known: no text was kept of it, or it names no page."""
    days = shelf.published()
    heads = {key[:_HEAD]: day for key, day in days.items() if len(key) == _WHOLE}
    return (days.get(s.subject) or heads.get(s.subject.partition(":")[0], "") for s in skips)


def _narrowed(skips: Iterable[Skip], asked: Asked) -> list[Skip]:
    words = asked.get("q").casefold().split()
    return [s for s in skips if asked.get("stage") in ("", s.stage) and asked.get("reason") in ("", s.reason)
            and all(w in f"{s.subject} {s.detail}".casefold() for w in words)]


def skip_fields(skip: Skip) -> dict[str, Any]:
    """A skip as JSON fields."""
    return {"stage": skip.stage, "subject": skip.subject, "reason": skip.reason, "detail": skip.detail}
