"""Partly: settling what changed, and nothing else, with the outcome of settling all.

What is settled anew is a set of cells (`cells`). It begins with those of the articles that changed (the store tells which: written, read otherwise,
dated or traced otherwise, judged; with all that share an origin with one of them, since copies stand for the day and times of the first story), as
they were and as they are. It grows until it is *closed*:

- with a cell come all cells of the matters and entries that hold claims of it;
- where a matter with one party unknown may join another now, or might before, both come;
- what people judged to be one or two comes together; and an entry whose judged credibility moves to it from one that is gone, or back.

Over its edge then reach only disagreements over goods and parties: blocks whose claims changed are compared anew, and of entries outside the set
the disagreements alone are replaced.

One input reaches everything: what judgements make of outlets (`Settled.records`). Where that changed, all has to be settled.
`tests/ledger/test_partly.py` and `tests/store/test_again.py` hold this against settling all, after any change.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from onrecord.knowledge.credibility import by_record
from onrecord.ledger.cells import block_of, cell_of, cells_of, compared, fits_of, named, parts_of, place_of
from onrecord.ledger.credibility import Weighing
from onrecord.ledger.facets import Facet, facets
from onrecord.ledger.firsts import as_first_told
from onrecord.ledger.judged import Judged, judged, rearranged
from onrecord.ledger.matters import Matter, apart, asks, joined
from onrecord.ledger.reliability import outlet_records
from onrecord.ledger.rivals import Told, blocks, clashes
from onrecord.ledger.settling import entries_of, unparted
from onrecord.model import Claim, Disagreement, Entry, Judgement
from onrecord.model.origin import ArticleFacts, article_of_story
from onrecord.model.settled import Clash, Compared, Fit, Kept, Part, Placed, Settled

_RIVALS = frozenset({"item", "party"})


def settle_whole(claims: Iterable[Claim], articles: Mapping[str, ArticleFacts], judgements: Iterable[Judgement]) -> Settled:
    """Settles all of it: the entries of `settling.settle`, with what `settle_part` needs the next time."""
    signed, every = list(judgements), list(claims)
    decided = judged(every, signed)
    told = as_first_told(facets(decided.claims, articles), articles)
    base = apart(told)
    numbered = joined(base)
    found = rearranged(numbered, decided)
    held = {block_of(b): inside for b, inside in blocks(found).items()}
    pairs = [c for name, inside in held.items() for c in clashed(name, inside, decided.right)]
    entries = entries_of(found, decided, Weighing.of(decided, {m.id for m in found}, articles, signed), by_matter(pairs))
    acts = {c.id: c.act for c in every}
    return Settled(
        entries, [p for f in told for p in _placed(f, acts, articles)], _parts(numbered, found), [f for m in base for f in fits_of(m)],
        [compared(name, t, decided.right) for name, inside in held.items() for t in inside], pairs, records_of(signed, articles),
    )


def settle_part(kept: Kept, touched: Collection[str], subjects: Collection[str], judgements: Iterable[Judgement], records: str) -> Settled | None:
    """Settles what changed in the articles ``touched`` (whole origins) and in what was judged otherwise (``subjects``: ids of entries and claims).

    ``records`` is that of the last settling; None where it changed and all has to be settled.
    """
    part = Partly(kept, frozenset(touched), list(judgements))
    if part.records != records:
        return None
    return part.settled(part.closed(subjects))


def records_of(judgements: Iterable[Judgement], articles: Mapping[str, ArticleFacts]) -> str:
    """The digest of what judgements make of outlets, as far as it counts."""
    found = outlet_records(judgements, articles)
    return named(*((outlet, *counts) for outlet, counts in sorted(found.items()) if by_record(*counts) is not None))


def _placed(f: Facet, acts: Mapping[str, str], articles: Mapping[str, ArticleFacts]) -> Iterable[Placed]:
    known = articles.get(f.claim.article)
    return (Placed(f.claim.id, cell, known.published if known else None, acts[f.claim.id], f.status) for cell in cells_of(f))


def _parts(*lists: Iterable[Matter]) -> list[Part]:
    """The parts of the matters before and after judgements: what people judged may name either."""
    return sorted({part for some in lists for m in some for part in parts_of(m)})


def clashed(block: str, told: Sequence[Told], right: Collection[str]) -> list[Clash]:
    """What one block shows."""
    return sorted({Clash(block, i, d.kind, d.claim, d.against, d.claim in right or d.against in right) for i, d in clashes(told)})


def by_matter(pairs: Iterable[Clash]) -> dict[str, set[Disagreement]]:
    """The disagreements that blocks showed, by the id of their matter."""
    found: dict[str, set[Disagreement]] = defaultdict(set)
    for c in pairs:
        found[c.matter].add(Disagreement(c.kind, c.claim, c.against, c.settled))
    return found


class Partly:
    """Cells that are settled, and what is known for it."""

    def __init__(self, kept: Kept, touched: frozenset[str], judgements: list[Judgement]) -> None:
        self._kept, self._touched, self._signed = kept, touched, judgements
        self._facts: dict[str, ArticleFacts] = dict(kept.facts({j.article for j in judgements if j.article and j.kind in ("right", "wrong")}))
        self.records = records_of(judgements, self._facts)
        self._standing = frozenset(kept.articles_of({k for j in judgements for k in (j.subject, *j.subject.split())})) if judgements else frozenset()
        self._decided = self._judged()
        self._right = set(self._decided.right)
        self._facets: dict[str, list[Facet]] = {}
        self._acts: dict[str, str] = {}
        self._base: dict[str, list[Matter]] = {}

    def _judged(self) -> Judged:
        """What was decided of matters; of judgements whose claim is not there any more the anchors are looked up."""
        lost = {j.article for j in self._lost() if j.article}
        return judged(self._kept.claims(lost) if lost else (), self._signed, self._standing)

    def _lost(self) -> list[Judgement]:
        """The judgements of matters that look for their words, since what they name is no claim that stands."""
        return [j for j in self._signed if j.article and j.span and j.kind in ("same", "different", "credibility-is")
                and j.subject.split()[-1] not in self._standing]

    def _told(self, articles: Collection[str]) -> list[Facet]:
        """The facets of these articles."""
        fresh = {a for a in articles if a not in self._facets}
        if fresh:
            facts = self._kept.facts(fresh)
            self._facts.update(facts)
            roots = {o for a in fresh if a in facts for o in (facts[a].origin, *(o for _, o in facts[a].parts))}
            claims = self._kept.claims(fresh | {article_of_story(o) for o in roots})
            decided = judged(claims, self._signed, self._standing)
            self._right |= decided.right
            self._acts.update((c.id, c.act) for c in claims)
            self._facets.update((a, []) for a in fresh)
            for f in as_first_told(facets(decided.claims, facts), facts):
                if f.claim.article in fresh:
                    self._facets[f.claim.article].append(f)
        return [f for a in sorted(articles) for f in self._facets[a]]

    # -- which cells

    def closed(self, subjects: Collection[str]) -> set[str]:
        """The cells to be settled anew."""
        cells = {c for f in self._told(self._touched) for c in cells_of(f)} | self._kept.cells_of_articles(self._touched)
        moved = {key for j in self._lost() if j.article in self._touched for key in j.subject.split()}  # they may find other words now
        for held in self._cells_of({*subjects, *moved}, ()).values():
            cells |= held
        seen = -1
        while seen != len(cells):
            seen = len(cells)
            self._settle(cells)
            cells |= self._of_entries(cells) | self._at_places(cells) | self._judged_with(cells)
        return cells

    def _settle(self, cells: Collection[str]) -> None:
        """The matters before rule 3 of those cells that were not looked at yet."""
        fresh = {c for c in cells if c not in self._base}
        if not fresh:
            return
        told = self._told(self._touched | self._kept.articles_in(fresh))
        self._base.update((c, []) for c in fresh)
        for m in apart([f for f in told if not fresh.isdisjoint(cells_of(f))]):
            cell = cell_of(m)
            if cell in fresh:
                self._base[cell].append(m)

    def _matters(self, cells: Iterable[str]) -> list[Matter]:
        return [m for c in sorted(cells) for m in self._base[c]]

    def _of_entries(self, cells: Collection[str]) -> set[str]:
        held = self._kept.cells_of_matters(self._kept.matters_in(cells))
        return {c for some in held.values() for c in some}

    def _at_places(self, cells: Collection[str]) -> set[str]:
        """The cells between which a matter with one party unknown may move."""
        every = self._matters(cells)
        now, found = [f for m in every for f in fits_of(m)], set[str]()
        looked = {place_of(side) for m in every if (side := asks(m)) is not None}
        before = _by_place(self._kept.fits_at(looked | {f.place for f in (*now, *self._kept.fits_of(cells))}))
        here = _by_place(now)
        for place in before.keys() | here.keys():
            was = before.get(place, [])
            after = [*here.get(place, ()), *(f for f in was if f.cell not in cells)]
            over, ones = (was or after)[0].open, [some[0] for some in (was, after) if len(some) == 1]
            if over in cells or (was[0] if len(was) == 1 else None) != (after[0] if len(after) == 1 else None):
                found |= {over, *(f.cell for f in ones)} if ones else set()
            elif any(f.cell in cells for f in ones):
                found.add(over)
        return found

    def _judged_with(self, cells: set[str]) -> set[str]:
        """The cells that judgements bind to these."""
        pairs, grades = (*self._decided.same, *self._decided.different), self._decided.grades
        if not pairs and not grades:
            return set()
        numbered = self._joined(cells)
        held = self._cells_of({k for pair in pairs for k in pair} | {claim for claim, _ in grades}, numbered)
        found = {c for a, b in pairs if not cells.isdisjoint(held[a] | held[b]) for c in held[a] | held[b]}
        if grades:
            was, ids = self._kept.entries({j.subject for _, j in grades}), {m.id for m in rearranged(numbered, self._decided)}
            gone = self._kept.matters_in(cells)
            moved = [claim for claim, j in grades if (j.subject in was) != (j.subject in ids or (j.subject in was and j.subject not in gone))]
            found |= {c for claim in moved for c in held[claim]}
        return found

    def _cells_of(self, keys: Collection[str], matters: Iterable[Matter]) -> dict[str, set[str]]:
        """The cells of claims and matters, as they were and as they are."""
        held: dict[str, set[str]] = defaultdict(set)
        for kept in (self._kept.cells_of_claims(keys), self._kept.cells_of_matters(keys)):
            for key, cells in kept.items():
                held[key] |= cells
        for f in self._told(self._touched):
            if f.claim.id in keys:
                held[f.claim.id].update(cells_of(f))
        for m in matters:
            if m.id in keys:
                held[m.id].update(part.cell for part in parts_of(m))
        return held

    def _joined(self, cells: Collection[str]) -> list[Matter]:
        """The matters of these cells after rule 3."""
        every = self._matters(cells)
        asked = {side: place_of(side) for m in every if (side := asks(m)) is not None}
        others = _by_place(f for f in self._kept.fits_at(set(asked.values())) if f.cell not in cells)
        return joined(every, {side: len(others.get(place, ())) for side, place in asked.items()})

    # -- what they come to

    def settled(self, cells: set[str]) -> Settled:
        """All of the cells settled."""
        numbered = self._joined(cells)
        found = rearranged(numbered, self._decided)
        gone, ids = self._kept.matters_in(cells), {m.id for m in found}
        held = {block_of(b): inside for b, inside in blocks(found).items()}
        new = [compared(name, t, frozenset(self._right)) for name, inside in held.items() for t in inside]
        changed = {row.block for row in set(self._kept.compared_of(gone)) ^ set(new)}
        pairs = self._pairs(held, changed, gone)
        over = by_matter([*pairs, *(c for c in self._kept.clashes_of(ids & gone) if c.block not in changed)])
        decided = replace(self._decided, right=frozenset(self._right))
        there = ids | (self._kept.entries({j.subject for _, j in decided.grades}).keys() - gone)
        weighing = Weighing.of(decided, there, self._facts, self._signed)
        entries = entries_of(found, decided, weighing, over)
        revised = self._revised({c.matter for c in (*pairs, *self._kept.clashes_in(changed))} - ids - gone, pairs, changed)
        placed = [p for f in self._told(self._touched) for p in _placed(f, self._acts, self._facts)]
        fits = [f for m in self._matters(cells) for f in fits_of(m)]
        return Settled(entries, placed, _parts(numbered, found), fits, new, pairs, self.records, frozenset(gone), revised, frozenset(cells),
                       frozenset(changed))

    def _pairs(self, held: Mapping[str, Sequence[Told]], changed: Collection[str], gone: Collection[str]) -> list[Clash]:
        """What the changed blocks show now."""
        others: dict[str, list[Compared]] = defaultdict(list)
        for row in self._kept.compared_in(changed):
            if row.matter not in gone:
                others[row.block].append(row)
        several = [b for b in changed if len({t.matter for t in held.get(b, ())} | {r.matter for r in others[b]}) > 1]
        articles = self._kept.articles_of({r.claim for b in several for r in others[b]})
        told = {f.claim.id: f for f in self._told(set(articles.values()))}
        inside = {b: [*held.get(b, ()), *(Told(r.matter, told[r.claim]) for r in others[b])] for b in several}
        return [c for b in sorted(inside) for c in clashed(b, inside[b], self._right)]

    def _revised(self, ids: Collection[str], pairs: Iterable[Clash], changed: Collection[str]) -> list[Entry]:
        """Entries beside the cells, with the disagreements over goods and parties that they have now."""
        over = by_matter([*(c for c in pairs if c.matter in ids), *(c for c in self._kept.clashes_of(ids) if c.block not in changed)])
        return at_odds_over(self._kept.entries(ids).values(), over, self._decided.different)


def at_odds_over(entries: Iterable[Entry], over: Mapping[str, Iterable[Disagreement]], different: Iterable[tuple[str, str]]) -> list[Entry]:
    """The entries, by id, with other disagreements over goods and parties; ``different``: pairs of claims that people called of two matters."""
    parted, found = {frozenset(pair) for pair in different}, []
    for entry in sorted(entries, key=lambda e: e.id):
        own = [d for d in entry.disagreements if d.kind not in _RIVALS]
        every = {*own, *unparted(over.get(entry.id, ()), parted)}
        found.append(replace(entry, disagreements=tuple(sorted(every, key=lambda d: (d.kind, d.claim, d.against)))))
    return found


def _by_place(fits: Iterable[Fit]) -> dict[str, list[Fit]]:
    found: dict[str, list[Fit]] = defaultdict(list)
    for f in fits:
        found[f.place].append(f)
    return found
