"""Then: what was to be known of some matters by a day, with the outcome of settling all that had been published by it.

Asked for are matters between two parties. What is settled for it is a set of cells (`cells`), as of the day. It begins with the cells that hold such
matters and grows until it is *closed*:

- where a matter with one party unknown joins one of them by rule 3, its cell comes; where one of theirs joins another, that one's does. How many
  matters it can be is found by looking at cells one after the other, the smallest first, until there are two;
- what people judged to be one or two comes together, and what a judged credibility moves between.

Over its edge reach only disagreements over goods and parties. Of a block that holds claims of others only what can be at odds with these is
looked at, and its cells are settled too, for their matters alone; where more matters meet in a block than are compared, all of it is.

Cells and blocks are those of the last settling, which knew of later pages. Later pages move no claim to another cell: a side left open is
completed from its own article. They move one to another block only where it is a copy that was published before the first story (its times are
that story's), or where people joined it to a matter with a party unknown; such claims are looked at whatever block they were kept in.

What was judged of an id that is not known any more may have been of any cell, and a correction whose anchor is in another article than its claim may
be of another claim then: in both cases nothing is told, and all has to be settled.
`tests/ledger/test_then.py` and `tests/store/test_then.py` hold this against settling all.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from onrecord.ledger.cells import block_of, cell_of, cells_of, fits_of, place_of
from onrecord.ledger.credibility import Weighing
from onrecord.ledger.facets import Facet
from onrecord.ledger.judged import rearranged
from onrecord.ledger.matters import UNKNOWN_REACH, Matter, Side, asks, extent, joined, sides
from onrecord.ledger.partly import Partly, at_odds_over, by_matter, clashed
from onrecord.ledger.rivals import STAND_FOR, Told, blocks, blocks_of, may_clash
from onrecord.ledger.settling import Wanted, entries_of
from onrecord.model import Disagreement, Entry, Judgement
from onrecord.model.settled import Compared, KeptThen

Inside = dict[str, list[Told]]


def settle_then(kept: KeptThen, judgements: Iterable[Judgement], wanted: Wanted) -> list[Entry] | None:
    """The entries that are ``wanted`` (by act, giver and receiver) as of the day of ``kept``, sorted by id; None where all has to be settled."""
    then = Then(kept, list(judgements))
    cells = then.closed_for(wanted)
    return None if cells is None else then.entries(cells, wanted)


class Then(Partly):
    """Cells that are settled as of a day, and what is known for it."""

    def __init__(self, kept: KeptThen, judgements: list[Judgement]) -> None:
        super().__init__(kept, frozenset(), judgements)
        self._then = kept
        self._elsewhere: dict[Side, list[Matter]] = {}

    # -- which cells

    def closed_for(self, wanted: Wanted) -> set[str] | None:
        """The cells to be settled; None where that cannot be told."""
        if self._corrects_another():
            return None
        cells, seen = self._holding(wanted), -1
        while seen != len(cells):
            seen = len(cells)
            self._settle(cells)
            cells |= self._joining(cells)
            self._settle(cells)
            bound = self._bound(cells)
            if bound is None:
                return None
            cells |= bound
            if len(cells) == seen:
                cells |= self._bound_beside(cells, wanted)
        return cells

    def _corrects_another(self) -> bool:
        """Whether a correction of what was published later is anchored in an article that was there: as of the day it corrects another claim."""
        corrected = [j for j in self._signed if j.kind == "value-is" and j.article]
        late = self._then.later_claims({j.subject for j in corrected}) if corrected else set()
        anchors = {j.article or "" for j in corrected if j.subject in late}
        return bool(anchors - self._then.later(anchors)) if anchors else False

    def _holding(self, wanted: Wanted) -> set[str]:
        """The cells with matters that are wanted: found by the entries that there are now, and among those that people joined to others."""
        same = {key for pair in self._decided.same for key in pair}
        asked = self._then.cells_asked()
        beside = set().union(*self._cells_of(same, ()).values()) - asked if same else set()
        corrected = {j.subject for j in self._signed if j.kind == "value-is"} if beside else set()
        cells = asked | self._then.naming(beside) | {c for held in self._cells_of(corrected, ()).values() for c in held & beside}
        self._settle(cells)
        return {c for c in cells if any(wanted(*m.key[:3]) for m in self._base[c])}

    def _joining(self, cells: set[str]) -> set[str]:
        """The cells of matters with one party unknown that join one of these, and of what theirs join."""
        here, found = self._here(cells), set[str]()
        for m in self._matters(cells):
            side = asks(m)
            ones = self._at(side, here) if side is not None else []
            if len(ones) == 1 and extent(m).gap(extent(ones[0])) <= UNKNOWN_REACH:
                found.add(cell_of(ones[0]))
        opens = {(side, fit.open) for ones in here.values() for m in ones for side, fit in zip(sides(m), fits_of(m), strict=True)}
        told = self._then.sizes({cell for _, cell in opens if cell not in cells})
        return found | {cell for side, cell in sorted(opens) if cell in told and self._joins(side, cell, here)}

    def _joins(self, side: Side, cell: str, here: Mapping[Side, Sequence[Matter]]) -> bool:
        """Whether one of the cell's matters with a party unknown joins the only one that there is at a side, which is here."""
        ones = self._at(side, here)
        if len(ones) != 1:
            return False
        self._settle({cell})
        return any(asks(m) == side and extent(m).gap(extent(ones[0])) <= UNKNOWN_REACH for m in self._base[cell])

    def _here(self, cells: Collection[str]) -> dict[Side, list[Matter]]:
        found: dict[Side, list[Matter]] = defaultdict(list)
        for m in self._matters(cells):
            for side in sides(m):
                found[side].append(m)
        return found

    def _at(self, side: Side, here: Mapping[Side, Sequence[Matter]]) -> list[Matter]:
        """The matters at a side: those here, and where these are fewer than two, others until there are two."""
        found = list(here.get(side, ()))
        return found if len(found) > 1 else [*found, *(m for m in self._others(side) if m not in found)][:2]

    def _others(self, side: Side) -> list[Matter]:
        """All matters at a side, or two of them; those here may be among them."""
        if side not in self._elsewhere:
            self._elsewhere[side] = []
            for cell in self._at_side(side):
                self._settle({cell})
                self._elsewhere[side] += [m for m in self._base[cell] if side in sides(m)]
                if len(self._elsewhere[side]) > 2:
                    break
        return self._elsewhere[side]

    def _at_side(self, side: Side) -> Iterator[str]:
        """The cells that may hold a matter at a side: those that do now, the smallest first; then all that tell of its goods."""
        now = self._then.sizes({fit.cell for fit in self._kept.fits_at({place_of(side)})})
        yield from sorted(now, key=lambda cell: (now[cell], cell))
        same = {key for pair in self._decided.same for key in pair}
        moved = set().union(*self._cells_of(same, ()).values()) if same else set()
        yield from sorted(self._then.sizes((self._then.cells_at(side) | moved) - now.keys()))

    def _joined(self, cells: Collection[str]) -> list[Matter]:
        every, here = self._matters(cells), self._here(cells)
        asked = {side for m in every if (side := asks(m)) is not None}
        return joined(every, {side: sum(cell_of(m) not in cells for m in self._at(side, here)) for side in asked})

    def _bound(self, cells: set[str]) -> set[str] | None:
        """The cells that judgements bind to these; None where one names an id that is not known."""
        pairs, grades = (*self._decided.same, *self._decided.different), self._decided.grades
        if not pairs and not grades:
            return set()
        keys = {key for pair in pairs for key in pair} | {key for claim, j in grades for key in (claim, j.subject)}
        held = self._cells_of(keys, self._joined(cells))
        near = [pair for pair in (*pairs, *((claim, j.subject) for claim, j in grades)) if any(not cells.isdisjoint(held[key]) for key in pair)]
        asked = {key for pair in near for key in pair}
        if {key for key in asked if not held[key]} - self._then.claims_among(asked):
            return None
        return {c for key in asked for c in held[key]}

    def _bound_beside(self, cells: set[str], wanted: Wanted) -> set[str]:
        """Of the cells beside, whose matters alone count, those whose matters people judged: all that is bound to them."""
        pairs = (*self._decided.same, *self._decided.different)
        if not pairs:
            return set()
        beside, _ = self._compared(cells, wanted)
        self._settle(beside)
        keys = {key for pair in pairs for key in pair}
        held = self._cells_of(keys, joined(self._matters(beside)))
        return {c for pair in pairs if any(not beside.isdisjoint(held[key]) for key in pair) for c in (*held[pair[0]], *held[pair[1]])}

    # -- what they come to

    def entries(self, cells: set[str], wanted: Wanted) -> list[Entry]:
        """The wanted entries of these cells, closed."""
        found = rearranged(self._joined(cells), self._decided)
        over = self._over(found, *self._compared(cells, wanted))
        decided = replace(self._decided, right=frozenset(self._right))
        weighing = Weighing.of(decided, {m.id for m in found}, self._facts, self._signed)
        asked = [m for m in found if wanted(*m.key[:3])]
        same = self._same(asked)
        as_kept = at_odds_over(same.values(), over, self._decided.different)
        return sorted([*as_kept, *entries_of([m for m in asked if m.id not in same], decided, weighing, over)], key=lambda e: e.id)

    def _same(self, asked: Sequence[Matter]) -> dict[str, Entry]:
        """Of these matters those that are what they are now, by id: the entries kept. Making one anew costs many times what reading it does."""
        judged_of = {key for claim, j in self._decided.grades for key in (claim, j.subject)}
        weighed = {j.article for j in self._signed if j.kind in ("right", "wrong") and j.article}
        if not asked or self._then.later(weighed):
            return {}
        early, now = self._then.early(), self._kept.entries({m.id for m in asked})
        found = {}
        for m in asked:
            entry, claims = now.get(m.id), {f.claim.id for f in m.members}
            alike = entry is not None and (entry.kind, entry.reasons) == (m.kind, tuple((i, m.why.get(i, "")) for i in sorted(claims)))
            if entry is not None and alike and judged_of.isdisjoint({m.id, *claims}) and not any(f.claim.article in early for f in m.members):
                found[m.id] = entry
        return found

    def _compared(self, cells: set[str], wanted: Wanted) -> tuple[set[str], set[str]]:
        """The cells beside these whose claims have to be compared with theirs, and the blocks that the wanted entries have."""
        found = rearranged(self._joined(cells), self._decided)
        own = _by_block(m for m in found if wanted(*m.key[:3]))
        if not own:
            return set(), set()
        many = {name: len({t.matter for t in told}) for name, told in _by_block(found).items()}
        beside, late = self._beside(own, many, cells)
        return {cell for f in _at_odds(beside, own) for cell in cells_of(f)}, own.keys() - late

    def _beside(self, own: Inside, many: Mapping[str, int], cells: set[str]) -> tuple[list[tuple[str, Facet, bool]], set[str]]:
        """The claims of other cells that may be in one of these blocks, each with the block and whether that is *crowded*: whether there may be more
        matters than are compared (``many``: how many there are here). Of others those are told alone that share a party. And the crowded blocks in
        which these matters come too late to be compared."""
        always = self._in_blocks(own, {*self._then.early(), *self._moved(), *self._corrected()}, cells)
        here = {f.claim.id for m in self._matters(cells) for f in m.members}
        rows = [row for row in self._kept.compared_in(own) if row.claim not in here]
        told = Counter([*(row.block for row in rows), *(name for name, _ in always)])
        crowded = {name for name in own if many[name] + told[name] > STAND_FOR * STAND_FOR}
        parties = {p for some in own.values() for t in some for p in (*t.facet.giver, *t.facet.receiver)}
        first, late = self._first([row for row in rows if row.block in crowded], own, not always)
        asked = first | self._then.siding({r.claim for r in rows if r.block not in crowded}, parties)
        some = self._in_blocks(own, set(self._kept.articles_of(asked).values()), cells)
        told_of = {(name, f.claim.id): (name, f) for name, f in (*always, *some) if name not in late}
        return [(name, f, name in crowded) for name, f in told_of.values()], late

    def _first(self, rows: Sequence[Compared], own: Inside, sure: bool) -> tuple[set[str], set[str]]:
        """Of the claims of crowded blocks those that come before as many cells as matters are compared; and the blocks in which the ``own`` claims
        come later than that. All and none where it is not ``sure`` that each claim is in its block on that day."""
        if not sure or self._then.early() or self._decided.same or self._decided.different:
            return {row.claim for row in rows}, set()
        placed = self._then.placed({*(r.claim for r in rows), *(t.facet.claim.id for r in rows for t in own[r.block])})
        by_block: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for row in rows:
            if row.claim in placed:
                by_block[row.block].append((placed[row.claim][0], row.claim))
        asked, late = set[str](), set[str]()
        for name, told in by_block.items():
            before, seen = set[str](), set[str]()
            mine = min((placed[t.facet.claim.id][0], t.facet.claim.id) for t in own[name])
            for order in sorted(told):
                if len(seen) == STAND_FOR * STAND_FOR:
                    break
                seen.add(placed[order[1]][1])
                before |= {placed[order[1]][1]} if order < mine else set()
                asked.add(order[1])
            if len(before) == STAND_FOR * STAND_FOR:
                late.add(name)
        return asked, late

    def _in_blocks(self, names: Collection[str], articles: Collection[str], cells: set[str]) -> list[tuple[str, Facet]]:
        """Of these articles' claims of other cells, those in the blocks."""
        told = [f for f in self._told(articles) if f.full and cells.isdisjoint(cells_of(f))]
        return [(name, f) for f in told for name in {block_of(b) for b in blocks_of(f)} & set(names)]

    def _corrected(self) -> set[str]:
        """The articles of claims whose parties people corrected."""
        corrected = [j for j in self._signed if j.kind == "value-is" and j.field in ("giver", "receiver")]
        return {*self._kept.articles_of({j.subject for j in corrected}).values(), *(j.article for j in corrected if j.article)}

    def _moved(self) -> set[str]:
        """The articles of what people joined to a matter with a party unknown."""
        same = {key for pair in self._decided.same for key in pair}
        if not same:
            return set()
        here = {c for held in self._cells_of(same, ()).values() for c in held}
        held = self._kept.cells_of_matters(self._then.half_known(self._kept.matters_in(here)))
        return self._kept.articles_in({c for some in held.values() for c in some})

    def _over(self, found: Sequence[Matter], beside: set[str], names: Collection[str]) -> dict[str, set[Disagreement]]:
        """The disagreements over goods and parties, as far as these blocks show them."""
        self._settle(beside)
        every = _by_block([*found, *joined(self._matters(beside))])
        return by_matter(c for name in sorted(names) for c in clashed(name, every[name], self._right))


def _by_block(matters: Iterable[Matter]) -> Inside:
    return {block_of(block): told for block, told in blocks(matters).items()}


def _at_odds(beside: Iterable[tuple[str, Facet, bool]], own: Inside) -> Iterator[Facet]:
    """Those of the claims beside whose matters decide what a block shows of the ``own`` ones: all in a crowded one, else what may be at odds."""
    return (f for name, f, crowded in beside if crowded or any(may_clash(t.facet, f) for t in own[name]))
