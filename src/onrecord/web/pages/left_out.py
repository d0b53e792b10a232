"""What was left out, and why: nothing vanishes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.model import Skip
from onrecord.telling.asked import Asked, url
from onrecord.web.pages.ledger import Turn, turn
from onrecord.web.shelf import Shelf
from onrecord.web.tally import on_page

SORTS = ("stage",)
FILTERS = ("stage", "reason", "q")


@dataclass(frozen=True, slots=True)
class Group:
    """One reason of one stage: how many were left out for it, and where those are."""

    stage: str
    reason: str
    count: int
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class LeftOutPage:
    """The skips that are asked for, and how many there are of each reason."""

    title: str
    asked: Asked
    groups: tuple[Group, ...]
    rows: tuple[Skip, ...]
    turn: Turn
    formats: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, shelf: Shelf, asked: Asked) -> LeftOutPage:
        """The list that a URL asks for."""
        every = shelf.view.skips()
        found = passing(every, asked)
        counts = Counter((s.stage, s.reason) for s in every)
        groups = tuple(Group(stage, reason, n, url("/left-out", {"stage": stage, "reason": reason}),
                             (stage, reason) == (asked.get("stage"), asked.get("reason"))) for (stage, reason), n in sorted(counts.items()))
        formats = tuple((end, url(f"/left-out.{end}", dict(asked.given))) for end in ("csv", "json"))
        return cls("Left out", asked, groups, tuple(on_page(found, asked)), turn(len(found), asked, "/left-out"), formats)


def passing(skips: Sequence[Skip], asked: Asked) -> list[Skip]:
    """The skips of the stage and reason, with the words, that are asked for."""
    words = asked.get("q").casefold().split()
    return [s for s in skips if asked.get("stage") in ("", s.stage) and asked.get("reason") in ("", s.reason)
            and all(w in f"{s.subject} {s.detail}".casefold() for w in words)]


def skip_fields(skip: Skip) -> dict[str, Any]:
    """A skip as JSON fields."""
    return {"stage": skip.stage, "subject": skip.subject, "reason": skip.reason, "detail": skip.detail}
