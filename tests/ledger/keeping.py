"""A record in memory that settles what changed, to hold against settling all: articles, claims and judgements that come, go and change."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from onrecord.ledger import settle_part, settle_whole
from onrecord.model import Claim, Entry, Judgement
from onrecord.model.origin import ArticleFacts
from onrecord.model.settled import Clash, Compared, Fit, Part, Placed, Settled


@dataclass
class Keeping:
    """What is in the record now, and what was kept when last settled."""

    now: dict[str, list[Claim]] = field(default_factory=dict)
    known: dict[str, ArticleFacts] = field(default_factory=dict)
    judgements: dict[str, Judgement] = field(default_factory=dict)
    touched: set[str] = field(default_factory=set)
    left: set[str] = field(default_factory=set)
    subjects: set[str] = field(default_factory=set)
    kept: dict[str, Entry] = field(default_factory=dict)
    placed: list[Placed] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    fits: list[Fit] = field(default_factory=list)
    compared: list[Compared] = field(default_factory=list)
    shown: list[Clash] = field(default_factory=list)
    records: str | None = None
    homes: dict[str, str] = field(default_factory=dict)
    looked: int = 0

    # -- what changes

    def put(self, facts: ArticleFacts, claims: Iterable[Claim] | None = None) -> None:
        """An article that is new, dated, traced or carried otherwise; with ``claims``, read otherwise."""
        if facts.id in self.known:
            self.left.add(self.known[facts.id].origin)
        self.known[facts.id] = facts
        self.touched.add(facts.id)
        if claims is not None:
            self.now[facts.id] = [c for c in claims if c.article == facts.id]
            self.homes.update((c.id, facts.id) for c in self.now[facts.id])

    def judge(self, judgement: Judgement) -> None:
        """A judgement that is signed, or withdrawn."""
        self.judgements[judgement.id] = judgement
        target = self.judgements.get(judgement.subject) if judgement.kind == "withdraw" else None
        for j in (judgement, *((target,) if target else ())):
            self.subjects |= {j.subject, *j.subject.split()}
            self.touched |= {j.article} if j.article else set()
            self.touched |= {self.homes[key] for key in (j.subject, *j.subject.split()) if key in self.homes}

    def settle(self) -> list[Entry]:
        """The entries, of which only what changed was settled."""
        self.touched |= {j.article for j in self.judgements.values() for key in j.subject.split()
                         if j.article and self.homes.get(key) in self.touched}
        origins = self.left | {self.known[a].origin for a in self.touched if a in self.known}
        articles = {a for a in self.touched if a in self.known} | {a.id for a in self.known.values() if a.origin in origins}
        found = None if self.records is None else settle_part(self, articles, self.subjects, self.judgements.values(), self.records)
        if found is None:
            self._forget()
            found = settle_whole(self.every(), self.known, self.judgements.values())
            self.looked = len(self.every())
        self._take(found, articles)
        self.touched, self.left, self.subjects = set(), set(), set()
        return sorted(self.kept.values(), key=lambda e: e.id)

    def every(self) -> list[Claim]:
        """All standing claims."""
        return [c for claims in self.now.values() for c in claims]

    def _forget(self) -> None:
        self.kept, self.placed, self.parts, self.fits, self.compared, self.shown = {}, [], [], [], [], []

    def _take(self, found: Settled, articles: Collection[str]) -> None:
        self.kept = {i: e for i, e in self.kept.items() if i not in found.gone} | {e.id: e for e in (*found.revised, *found.entries)}
        self.placed = [p for p in self.placed if self.homes[p.claim] not in articles] + list(found.placed)
        self.parts = [p for p in self.parts if p.matter not in found.gone] + list(found.parts)
        self.fits = [f for f in self.fits if f.cell not in found.cells] + list(found.fits)
        self.compared = [c for c in self.compared if c.matter not in found.gone] + list(found.compared)
        self.shown = [c for c in self.shown if c.block not in found.blocks] + list(found.clashes)
        self.records = found.records
        for rows in (self.placed, self.parts, self.fits, self.compared, self.shown):
            assert len(rows) == len(set(rows)), "kept twice"

    # -- what is asked of it

    def claims(self, articles: Collection[str]) -> list[Claim]:
        self.looked += sum(len(self.now.get(a, ())) for a in articles)
        return [c for a in sorted(articles) for c in self.now.get(a, ())]

    def facts(self, articles: Collection[str]) -> dict[str, ArticleFacts]:
        origins = {self.known[a].origin for a in articles if a in self.known}
        return {a.id: a for a in self.known.values() if a.origin in origins}

    def articles_of(self, claims: Collection[str]) -> dict[str, str]:
        return {c.id: c.article for c in self.every() if c.id in claims}

    def articles_in(self, cells: Collection[str]) -> set[str]:
        return {self.homes[p.claim] for p in self.placed if p.cell in cells}

    def cells_of_articles(self, articles: Collection[str]) -> set[str]:
        return {p.cell for p in self.placed if self.homes[p.claim] in articles}

    def cells_of_claims(self, claims: Collection[str]) -> Mapping[str, set[str]]:
        return {i: {p.cell for p in self.placed if p.claim == i} for i in claims}

    def cells_of_matters(self, matters: Collection[str]) -> Mapping[str, set[str]]:
        return {i: {p.cell for p in self.parts if p.matter == i} for i in matters}

    def matters_in(self, cells: Collection[str]) -> set[str]:
        return {p.matter for p in self.parts if p.cell in cells}

    def fits_at(self, places: Collection[str]) -> list[Fit]:
        return [f for f in self.fits if f.place in places]

    def fits_of(self, cells: Collection[str]) -> list[Fit]:
        return [f for f in self.fits if f.cell in cells]

    def compared_of(self, matters: Collection[str]) -> list[Compared]:
        return [c for c in self.compared if c.matter in matters]

    def compared_in(self, blocks: Collection[str]) -> list[Compared]:
        return [c for c in self.compared if c.block in blocks]

    def clashes_of(self, matters: Collection[str]) -> list[Clash]:
        return [c for c in self.shown if c.matter in matters]

    def clashes_in(self, blocks: Collection[str]) -> list[Clash]:
        return [c for c in self.shown if c.block in blocks]

    def entries(self, ids: Collection[str]) -> dict[str, Entry]:
        return {i: self.kept[i] for i in ids if i in self.kept}
