"""The timeline: matters over time, in rows by pair, goods or speaker; as a page and as rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from onrecord.errors import QueryError
from onrecord.model import Entry
from onrecord.telling.asked import FILTERS, SORTS, Asked
from onrecord.web.found import found
from onrecord.web.marks import KEY, Mark
from onrecord.web.pages.axis import Axis, Period
from onrecord.web.pages.course import Counted, Opened
from onrecord.web.pages.ledger import Facet, Turn, facet, turn
from onrecord.web.pages.matrix import forced
from onrecord.web.pages.strips import Row, grouped_by, row_label
from onrecord.web.shelf import Shelf

ROWS = {"pair": "supplier and recipient", "goods": "kind of goods", "speaker": "speaker"}
"""What a row may be of."""
SHARED = (*FILTERS, "rows")
"""What the URL of a timeline may hold besides order and page."""
MOST_ROWS = 60
"""Rows of a page: with all of them densities it has about a megabyte. Chosen."""
COLUMNS = ("row", "id", "act", "from", "to", "goods", "standing", "status", "when", "start", "end", "first_published", "last_published", "told")


@dataclass(frozen=True, slots=True)
class TimelinePage:
    """``axis`` is None where no day is known. ``dense`` rows are densities; ``outside`` matters have a time that begins or ends off the axis;
    ``periods`` can be looked at closer."""

    title: str
    asked: Asked
    by: str
    choices: tuple[tuple[str, str, bool], ...]
    axis: Axis | None
    rows: tuple[Row, ...]
    turn: Turn
    every: int
    dense: int
    outside: int
    periods: tuple[tuple[str, tuple[Period, ...]], ...]
    facets: tuple[Facet, ...]
    filters: tuple[tuple[str, str], ...]
    formats: tuple[tuple[str, str], ...]
    key: tuple[tuple[Mark, str], ...] = KEY

    @property
    def span(self) -> str:
        """The days drawn, in words."""
        return f"{self.axis.low} to {self.axis.high}" if self.axis else ""

    @classmethod
    def of(cls, shelf: Shelf, asked: Asked) -> TimelinePage:
        """The timeline that a URL asks for."""
        by, plain = rows_by(asked), asked.but(rows="")
        tally, short = shelf.tallied(plain), replace(asked, per=min(asked.per, MOST_ROWS))
        course = (Opened if opens(asked) else Counted)(shelf, plain, by)
        drawn = course.drawn(short, lambda e: plain.seen_from(f"/entry/{e.id}"))
        facets = tuple(facet(name, tally.facets[name], asked, "/timeline") for name in ("from", "to", "act", "item", "status"))
        choices = tuple((words, asked.but(rows=name if name != "pair" else "").at("/timeline"), name == by) for name, words in ROWS.items())
        formats = tuple((end, asked.at(f"/timeline.{end}")) for end in ("csv", "json"))
        return cls("Timeline", asked, by, choices, course.axis, drawn, turn(course.rows, short, "/timeline"), course.matters,
                   sum(bool(r.bins) for r in drawn), course.outside(), course.periods(asked, "/timeline"), facets, forced(asked, "rows", "/timeline"),
                   formats)


def asked_of(pairs: Iterable[tuple[str, str]]) -> Asked:
    """What a timeline's URL asks. Raises `QueryError`."""
    asked = Asked.of(pairs, SORTS, SHARED)
    rows_by(asked)
    return asked


def rows_by(asked: Asked) -> str:
    """What the rows are of. Raises `QueryError`."""
    by = asked.get("rows") or "pair"
    if by not in ROWS:
        raise QueryError("rows", by, f"one of {', '.join(ROWS)}")
    return by


def opens(asked: Asked) -> bool:
    """Whether all matters are opened for the rows, since the record does not count them."""
    return rows_by(asked) == "speaker"


def timeline_rows(shelf: Shelf, asked: Asked) -> list[dict[str, Any]]:
    """Every matter in each of its rows, none gathered, as JSON fields under `COLUMNS`; ``told`` are "DAY STATUS" of what was told in that row."""
    by = rows_by(asked)
    groups = grouped_by(found(shelf, asked.but(rows="")), by)
    return [_fields(row_label(key), e, by, key) for key, those in groups for e in those]


def _fields(label: str, e: Entry, by: str, key: str) -> dict[str, Any]:
    told = dict.fromkeys(f"{m.published or 'day not known'} {m.status}" for m in e.history if by != "speaker" or m.voice == key)
    return {"row": label, "id": e.id, "act": e.act, "from": list(e.giver), "to": list(e.receiver), "goods": list(e.items), "standing": e.standing,
            "status": e.status, "when": e.when.iso if e.when else None, "start": e.when.start if e.when else None,
            "end": e.when.end if e.when else None, "first_published": e.first, "last_published": e.last, "told": list(told)}
