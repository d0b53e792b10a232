"""The timeline: matters over time, in rows by pair, goods or speaker; as a page and as rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from onrecord.errors import QueryError
from onrecord.model import Entry
from onrecord.telling.asked import FILTERS, SORTS, Asked
from onrecord.web.found import found
from onrecord.web.marks import KEY, Mark
from onrecord.web.pages.axis import Axis, Period, periods, window
from onrecord.web.pages.ledger import Facet, Turn, facet, turn
from onrecord.web.pages.matrix import forced
from onrecord.web.pages.strips import Row, draw, grouped_by, row_label
from onrecord.web.shelf import Shelf
from onrecord.web.tally import on_page

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
        tally = shelf.tally(plain)
        every = found(shelf, plain)
        axis = window(every, asked)
        grouped = grouped_by(every, by)
        short = replace(asked, per=min(asked.per, MOST_ROWS))
        drawn = draw(on_page(grouped, short), by, axis, plain, lambda e: plain.seen_from(f"/entry/{e.id}"))
        wide = found(shelf, plain.but(since="", until=""))
        facets = tuple(facet(name, tally.facets[name], asked, "/timeline") for name in ("from", "to", "act", "item", "status"))
        choices = tuple((words, asked.but(rows=name if name != "pair" else "").at("/timeline"), name == by) for name, words in ROWS.items())
        formats = tuple((end, asked.at(f"/timeline.{end}")) for end in ("csv", "json"))
        return cls("Timeline", asked, by, choices, axis, drawn, turn(len(grouped), short, "/timeline"), len(every),
                   sum(bool(r.bins) for r in drawn), _outside(every, axis), periods(wide, asked, axis, "/timeline"), facets,
                   forced(asked, "rows", "/timeline"), formats)


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


def _outside(entries: Sequence[Entry], axis: Axis | None) -> int:
    """How many matters have a time that begins before the axis or ends after it."""
    low, high = (axis.low.isoformat(), axis.high.isoformat()) if axis else ("", "9999")
    return sum(bool(e.when and ((e.when.start or "9") < low or (e.when.end or "0") > high)) for e in entries)
