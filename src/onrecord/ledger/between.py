"""Between: the entries that may differ between two days, as of each, with the outcome of settling all of both.

What was published between them is in some cells (`cells`). Before rule 3 only matters of these cells can be others on the second day. Of the rest can

- a matter with one party unknown, where it may be one of these, or where it is in these cells itself: with it all that it was or is joined to. Where
  there is more than one that it can be on both days it is none of them, and nothing changes;
- the disagreements over goods and parties of what shares a block with a claim of these cells.

All entries of such an act, giver and receiver are settled as of both days (`then`), and no others. Nothing is told where people judged claims or
matters: then all has to be settled. `tests/store/test_between.py` holds this against settling all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from onrecord.ledger.cells import block_of, cell_of, cells_of, fits_of
from onrecord.ledger.facets import Facet
from onrecord.ledger.matters import Matter, Side, asks, sides
from onrecord.ledger.rivals import blocks_of
from onrecord.ledger.settling import Wanted
from onrecord.ledger.then import Then
from onrecord.model import TOLD_AS_MONEY, Entry, Judgement
from onrecord.model.judgement import MOVE_NO_CLAIM
from onrecord.model.settled import KeptThen

Key = tuple[str, tuple[str, ...], tuple[str, ...]]
"""Act, giver and receiver."""


def settle_between(days: Sequence[KeptThen], judgements: Iterable[Judgement], articles: Collection[str], most: int) -> list[list[Entry]] | None:
    """Of each of two days at least all entries that are others on the other day, where ``articles`` were published between them. None where all has
    to be settled, or where more than ``most`` claims bear on it."""
    signed = list(judgements)
    then = [_Day(kept, signed) for kept in days]
    if any(day.judged for day in then):
        return None
    found = _Between(then, articles)
    if sum(days[1].sizes(found.cells).values()) > most or not found.closed():
        return None
    return [day.entries(day.bearing, found.wanted) for day in then]


class _Day(Then):
    """One of the days."""

    def __init__(self, kept: KeptThen, signed: list[Judgement]) -> None:
        """``asked`` are the cells that both days settle, ``bearing`` those that this one does for it."""
        super().__init__(kept, signed)
        self.asked, self.bearing = set[str](), set[str]()

    @property
    def judged(self) -> bool:
        """Whether people judged claims or matters: what they judged may be another claim, or a claim of other parties, on either day."""
        return any(j.kind not in MOVE_NO_CLAIM for j in self._signed)

    def _holding(self, wanted: Wanted) -> set[str]:
        self._settle(self.asked)
        return {c for c in self.asked if any(wanted(*m.key[:3]) for m in self._base[c])}

    def told(self, articles: Collection[str]) -> list[Facet]:
        """The claims of these articles that were published."""
        return self._told(articles)

    def moved(self) -> Collection[str]:
        """The articles whose claims may stand elsewhere than they do now: copies that came before what they copy."""
        return self._then.early()

    def matters(self, cells: Collection[str]) -> list[Matter]:
        """The matters of these cells before rule 3."""
        self._settle(cells)
        return self._matters(cells)

    def ones(self, side: Side, cells: Collection[str]) -> list[Matter]:
        """The matters at a side, or two of them; those of ``cells`` come first."""
        self._settle(cells)
        return self._at(side, self._here(cells))

    def elsewhere(self, facets: Iterable[Facet]) -> list[Facet]:
        """The claims that share a block with one of these, as blocks were when last settled."""
        names = {block_of(block) for f in facets if f.full for block in blocks_of(f)}
        rows = self._kept.compared_in(names)
        articles, claims = self._kept.articles_of({row.claim for row in rows}), {row.claim for row in rows}
        return [f for f in self._told(set(articles.values())) if f.claim.id in claims]


class _Between:
    """What is settled as of both days: ``cells``, and the entries of which ``keys``."""

    def __init__(self, days: Sequence[_Day], articles: Collection[str]) -> None:
        self._days = days
        moved = {a for day in days for a in day.moved()}
        told = [f for day in days for f in day.told({*articles, *moved})]
        self.cells = {cell for f in told for cell in cells_of(f)}
        self.keys = set[Key]()
        self._told = told

    def wanted(self, act: str, giver: tuple[str, ...], receiver: tuple[str, ...]) -> bool:
        """Whether an entry of these may be another on the other day."""
        return (act, giver, receiver) in self.keys

    def closed(self) -> bool:
        """Finds all cells and keys, and what each day has to settle for them; False where that cannot be told."""
        here = [m for day in self._days for m in day.matters(self.cells)]
        self._add(m.key[:3] for m in here)
        beside = list(self._beside(here))
        facets = [*self._told, *(f for m in here for f in m.members)]
        others = [f for f in self._days[1].elsewhere(facets) if f.full]
        self._add([*(m.key[:3] for m in beside), *((f.act, f.giver, f.receiver) for f in others)])
        self.cells |= {*map(cell_of, beside), *(c for f in others for c in cells_of(f))}
        return self._settled()

    def _beside(self, here: Collection[Matter]) -> Iterator[Matter]:
        """The matters that one with a party unknown is joined to on either day, where it or they are here; finds the cells of what asks, too."""
        asked = {side: fit.open for m in here for side, fit in zip(sides(m), fits_of(m), strict=True)}
        for side in {*asked, *(side for m in here if (side := asks(m)) is not None)}:
            ones = [day.ones(side, self.cells) for day in self._days]
            if any(len(some) == 1 for some in ones):
                act, which, party, _ = side
                self._add([(act, party, ()) if which == "giver" else (act, (), party)])
                self.cells |= {asked[side]} if side in asked else set()
                yield from (m for some in ones if len(some) == 1 for m in some)

    def _add(self, keys: Iterable[tuple[object, ...]]) -> None:
        for act, giver, receiver in keys:
            for told in TOLD_AS_MONEY if act in TOLD_AS_MONEY else (act,):
                self.keys.add((told, giver, receiver))  # type: ignore[arg-type]

    def _settled(self) -> bool:
        """Whether each day could be closed; what either needs both settle, so that the same entries are told of both."""
        asked = set[str]()
        while asked != self.cells:
            asked = set(self.cells)
            for day in self._days:
                day.asked = set(asked)
                found = day.closed_for(self.wanted)
                if found is None:
                    return False
                day.bearing = found
                self.cells |= found
        return True
