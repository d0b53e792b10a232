"""The matrix: suppliers down, recipients across, one kind of figure in each cell; as a page for the screen and for print, and as rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from onrecord.errors import QueryError
from onrecord.telling.asked import FILTERS, SORTS, Asked
from onrecord.web.found import found
from onrecord.web.marks import KEY, Mark
from onrecord.web.pages.counts import Counts
from onrecord.web.pages.crossed import RULES, SHOWN, Cell, Crossed, Line, Side
from onrecord.web.pages.ledger import Facet, facet, in_force
from onrecord.web.shelf import Shelf

SHARED = (*FILTERS, "show")
"""What the URL of a matrix may hold besides the order."""
COLUMNS = ("of", "from", "from_name", "to", "to_name", "figure", "act", "standing", "status", "unit", "matters", "low", "high", "left_out")
"""Columns of its rows: ``of`` is pair, supplier, recipient (totals) or all."""


@dataclass(frozen=True, slots=True)
class MatrixPage:
    """``rows`` are (side, cells, its total); ``totals`` those of the columns and ``whole`` that of all. ``choices`` of a figure are (words, URL,
    chosen)."""

    title: str
    asked: Asked
    show: str
    choices: tuple[tuple[str, str, bool], ...]
    columns: tuple[Side, ...]
    rows: tuple[tuple[Side, tuple[Cell, ...], Cell], ...]
    totals: tuple[Cell, ...]
    whole: Cell
    apart: str
    omitted: tuple[tuple[str, str, str], ...]
    facets: tuple[Facet, ...]
    filters: tuple[tuple[str, str], ...]
    every: int
    formats: tuple[tuple[str, str], ...]
    key: tuple[tuple[Mark, str], ...] = KEY

    @property
    def words(self) -> str:
        """What a cell shows, in words."""
        return SHOWN[self.show]

    @property
    def rule(self) -> str:
        """How its figures come about, in a sentence."""
        return RULES[self.show]

    @classmethod
    def of(cls, shelf: Shelf, asked: Asked) -> MatrixPage:
        """The matrix that a URL asks for."""
        tally = shelf.tallied(asked.but(show=""))
        made = _made(shelf, asked)
        show = made.show
        facets = tuple(facet(name, tally.facets[name], asked, "/matrix") for name in ("from", "to", "act", "item", "status", "year"))
        choices = tuple((words, asked.but(show=name if name != "matters" else "").at("/matrix"), name == show) for name, words in SHOWN.items())
        formats = tuple((end, asked.at(f"/matrix.{end}")) for end in ("csv", "json"))
        return cls(f"Matrix: {SHOWN[show]}", asked, show, choices, made.columns, made.rows(), made.column_totals(), made.whole(),
                   made.apart(), made.omitted(), facets, forced(asked, "show", "/matrix"), made.matters, formats)


def opens(asked: Asked) -> bool:
    """Whether all matters are opened for the figures, since the record does not count them."""
    return shown(asked) in {"money", "deliveries"}


def _made(shelf: Shelf, asked: Asked, folded: bool = True) -> Counts | Crossed:
    """The figures that a URL asks for."""
    show, plain = shown(asked), asked.but(show="")
    if opens(asked):
        return Crossed(shelf, found(shelf, plain), show, plain, folded)
    return Counts(shelf.crossing(plain), plain, shelf.over_time(plain).roots() if show == "origins" else None, folded)


def asked_of(pairs: Iterable[tuple[str, str]]) -> Asked:
    """What a matrix's URL asks. Raises `QueryError`."""
    asked = Asked.of(pairs, SORTS, SHARED)
    shown(asked)
    return asked


def shown(asked: Asked) -> str:
    """Which figure is asked for. Raises `QueryError`."""
    show = asked.get("show") or "matters"
    if show not in SHOWN:
        raise QueryError("show", show, f"one of {', '.join(SHOWN)}")
    return show


def forced(asked: Asked, own: str, path: str) -> tuple[tuple[str, str], ...]:
    """The filters in force, each with the URL without it that keeps the view's ``own`` parameter."""
    kept = urlencode({own: asked.get(own)}) if asked.get(own) else ""
    return tuple((words, f"{url}{'&' if '?' in url else '?'}{kept}" if kept else url) for words, url in in_force(asked.but(**{own: ""}), path))


def matrix_rows(shelf: Shelf, asked: Asked) -> list[dict[str, Any]]:
    """Every figure of every pair and the totals, nobody folded, as JSON fields under `COLUMNS`."""
    made = _made(shelf, asked, folded=False)
    rows = made.rows()
    pairs = [("pair", side, column, cell) for side, cells, _ in rows for column, cell in zip(made.columns, cells, strict=True)]
    suppliers = [("supplier", side, None, cell) for side, _, cell in rows]
    recipients = [("recipient", None, column, cell) for column, cell in zip(made.columns, made.column_totals(), strict=True)]
    every = [*pairs, *suppliers, *recipients, ("all", None, None, made.whole())]
    return [_fields(of, giver, receiver, made.show, line) for of, giver, receiver, cell in every for line in cell.lines]


def _fields(of: str, giver: Side | None, receiver: Side | None, show: str, line: Line) -> dict[str, Any]:
    left, right = (side.party if side else None for side in (giver, receiver))
    return {"of": of, "from": left.value if left else None, "from_name": left.name if left else None, "to": right.value if right else None,
            "to_name": right.name if right else None, "figure": show, "act": line.act or None, "standing": line.mark.status,
            "status": line.furthest or None, "unit": line.unit, "matters": line.matters, "low": line.low,
            "high": line.high, "left_out": line.omitted or None}
