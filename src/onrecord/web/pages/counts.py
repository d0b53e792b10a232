"""Counts: the matrix of matters, counted in the record without opening one. It tells what `crossed.Crossed` tells of the same matters."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.store.crossing import Crossing
from onrecord.telling.asked import Asked
from onrecord.web.marks import mark
from onrecord.web.pages.crossed import Cell, Line, Side, sides_of
from onrecord.web.tally import STANDINGS


class Counts:
    """The matters of a question by supplier and recipient. ``folded``: parties past the most that are shown stand together."""

    show = "matters"

    def __init__(self, crossing: Crossing, asked: Asked, folded: bool = True) -> None:
        self.asked, self.matters = asked, crossing.count
        self.sides, left = sides_of(crossing.side("giver"), "from_", asked, folded)
        self.columns, right = sides_of(crossing.side("receiver"), "to", asked, folded)
        self._grid = crossing.grid(left, right)

    def rows(self) -> tuple[tuple[Side, tuple[Cell, ...], Cell], ...]:
        """Each supplier with its cells and its total."""
        return tuple((side, tuple(self._cell(i, j) for j in range(len(self.columns))), Cell(_lines(self._grid.rows.get(i, {})), side.url))
                     for i, side in enumerate(self.sides))

    def _cell(self, i: int, j: int) -> Cell:
        found, giver, receiver = self._grid.cell(i, j), self.sides[i].party, self.columns[j].party
        url = self.asked.but(from_=giver.value, to=receiver.value).at("/") if found and giver and receiver else ""
        return Cell(_lines(found), url)

    def column_totals(self) -> tuple[Cell, ...]:
        """The total of each recipient."""
        return tuple(Cell(_lines(self._grid.columns.get(j, {})), side.url) for j, side in enumerate(self.columns))

    def whole(self) -> Cell:
        """The total of all, each matter once."""
        return Cell(_lines(self._grid.whole), self.asked.at("/"))

    def apart(self) -> str:
        """What of the matters no cell tells of: nothing."""
        return ""

    def omitted(self) -> tuple[tuple[str, str, str], ...]:
        """What is left out of totals: nothing."""
        return ()


def _lines(standings: Mapping[str, int]) -> tuple[Line, ...]:
    return tuple(Line("", mark(s), "", "matters", n, n, n, f"{n:,}") for s in STANDINGS if (n := standings.get(s, 0)))
