"""Counts: the matrix of matters or of the origins they rest on, counted in the record without opening one matter."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.store.crossing import Crossing
from onrecord.store.said import Rows
from onrecord.telling.asked import Asked
from onrecord.web.marks import mark
from onrecord.web.pages.crossed import Cell, Line, Side, sides_of
from onrecord.web.tally import STANDINGS


class Counts:
    """The matters of a question by supplier and recipient. With ``roots``, the figures are those of distinct origins. ``folded``: parties past the
    most that are shown stand together."""

    def __init__(self, crossing: Crossing, asked: Asked, roots: Rows | None = None, folded: bool = True) -> None:
        self.asked, self.matters, self.show = asked, crossing.count, "matters" if roots is None else "origins"
        self.sides, left = sides_of(crossing.side("giver"), "from_", asked, folded)
        self.columns, right = sides_of(crossing.side("receiver"), "to", asked, folded)
        self._grid = crossing.grid(left, right)
        self._figures = self._grid if roots is None else crossing.grid(left, right, roots)

    def rows(self) -> tuple[tuple[Side, tuple[Cell, ...], Cell], ...]:
        """Each supplier with its cells and its total."""
        return tuple((side, tuple(self._cell(i, j) for j in range(len(self.columns))), self._row(i)) for i, side in enumerate(self.sides))

    def _row(self, i: int) -> Cell:
        return Cell(self._lines(self._grid.rows.get(i, {}), self._figures.rows.get(i, {})), self.sides[i].url)

    def _cell(self, i: int, j: int) -> Cell:
        found, giver, receiver = self._grid.cell(i, j), self.sides[i].party, self.columns[j].party
        url = self.asked.but(from_=giver.value, to=receiver.value).at("/") if found and giver and receiver else ""
        return Cell(self._lines(found, self._figures.cell(i, j)), url)

    def column_totals(self) -> tuple[Cell, ...]:
        """The total of each recipient."""
        return tuple(Cell(self._lines(self._grid.columns.get(j, {}), self._figures.columns.get(j, {})), side.url)
                     for j, side in enumerate(self.columns))

    def whole(self) -> Cell:
        """The total of all, each matter once."""
        return Cell(self._lines(self._grid.whole, self._figures.whole), self.asked.at("/"))

    def apart(self) -> str:
        """What of the matters no cell tells of: nothing."""
        return ""

    def omitted(self) -> tuple[tuple[str, str, str], ...]:
        """What is left out of totals: nothing."""
        return ()

    def _lines(self, matters: Mapping[str, int], figures: Mapping[str, int]) -> tuple[Line, ...]:
        """A line for each standing that matters have, whatever its figure."""
        told = ((s, matters[s], figures.get(s, 0)) for s in STANDINGS if s in matters)
        return tuple(Line("", mark(s), "", self.show, many, n, n, f"{n:,}") for s, many, n in told)
