"""The dossier: what a report tells of each matter, and of all of them in figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.model import Claim, Entry
from onrecord.store.crossing import Crossing
from onrecord.telling.asked import Asked
from onrecord.telling.sums import Figures, keys, total
from onrecord.telling.words import SHORT_ID, standing_words
from onrecord.web import bands
from onrecord.web.figured import read_claims
from onrecord.web.marks import Mark, Party, mark, parties
from onrecord.web.pages.cited import Evidence, Sources, evidence
from onrecord.web.pages.crossed import alike, origins_of
from onrecord.web.pages.entry import Contrast, Grade, Move, Root, Told, contrast, facts, grades, moves, others, roots_of
from onrecord.web.pages.network import Tie, ties_of
from onrecord.web.shelf import Shelf
from onrecord.web.tally import STANDINGS

MOST_PAIRS = 60
"""Pairs of the summary; the matrix and the matters have all."""


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter in full, the ``number``-th of the report."""

    number: int
    id: str
    url: str
    name: str
    act: str
    giver: tuple[Party, ...]
    receiver: tuple[Party, ...]
    goods: tuple[str, ...]
    standing: Mark
    words: str
    facts: tuple[tuple[str, str], ...]
    course: bands.Course
    amounts: tuple[bands.Amounts, ...]
    grades: tuple[Grade, ...]
    contrasts: tuple[Contrast, ...]
    moves: tuple[Move, ...]
    roots: tuple[Root, ...]
    evidence: tuple[Evidence, ...]

    @property
    def short(self) -> str:
        """The head of its id."""
        return self.id[:SHORT_ID]


def name_of(act: str, giver: Sequence[Party], receiver: Sequence[Party], goods: Sequence[str]) -> str:
    """Who, to whom and what, on a line: "transfer: Iran → Russia, uav"."""
    sides = (", ".join(p.name for p in side) for side in (giver, receiver))
    return f"{act}: {' → '.join(sides)}" + "".join(f", {g}" for g in goods)


@dataclass(frozen=True, slots=True)
class Listed:
    """A matter that is listed and not told in full: its name, how it stands, and its URL in the window."""

    name: str
    standing: Mark
    words: str
    url: str

    @classmethod
    def of(cls, e: Entry, asked: Asked) -> Listed:
        """The line of a matter."""
        return cls(name_of(e.act, parties(e.giver), parties(e.receiver), e.items), mark(e.standing), standing_words(e),
                   asked.seen_from(f"/entry/{e.id}"))


class Desk:
    """What the matters of one report are told from: the record, their claims and all origins, read once; and the list of what is cited."""

    def __init__(self, shelf: Shelf, entries: Sequence[Entry], asked: Asked) -> None:
        self.shelf, self.asked, self.sources = shelf, asked, Sources()
        self.claims = read_claims(shelf, entries)
        self.origins = {o.id: o for o in shelf.origins()}


def matter(desk: Desk, entry: Entry, number: int) -> Matter:
    """A matter with all it rests on; the pages that it quotes are cited."""
    claims, shelf = desk.claims[entry.id], desk.shelf
    beside = list(others(shelf, entry))
    pages = {c.article: shelf.article(c.article) for c in (*claims, *beside)}
    desk.sources.cite(pages[c.article] for c in (*claims, *beside))
    because = dict(entry.reasons)
    told = {c.id: Told.of(c, pages[c.article], because.get(c.id, "")) for c in (*claims, *beside)}
    roots = roots_of(shelf, entry, claims, pages, desk.origins, desk.asked.get("as-of"))
    return Matter(
        number, entry.id, desk.asked.seen_from(f"/entry/{entry.id}"), name_of(entry.act, parties(entry.giver), parties(entry.receiver), entry.items),
        entry.act, parties(entry.giver), parties(entry.receiver), entry.items,
        mark(entry.standing), standing_words(entry), tuple(_facts(entry)), bands.course(entry, {r.id: r.name for r in roots}),
        bands.amounts(entry, {}), grades(entry), tuple(contrast(d, told) for d in entry.disagreements), tuple(_moves(entry, told, claims, roots)),
        roots, evidence(claims, told),
    )


def _facts(entry: Entry) -> Iterable[tuple[str, str]]:
    """What is told of it in all; what the section on credibility says is left to it."""
    return ((name, value) for name, value in facts(entry) if name != "credibility")


def _moves(entry: Entry, told: Mapping[str, Told], claims: Sequence[Claim], roots: Sequence[Root]) -> Iterable[Move]:
    return moves(entry, told, {c.id: c.article for c in claims}, roots)


# -- in figures


@dataclass(frozen=True, slots=True)
class Sum:
    """What matters of one act, standing and furthest status come to: ``says`` of ``what`` (money, or a class of goods), of how many matters, and what
    is left out of it."""

    act: str
    mark: Mark
    words: str
    what: str
    says: str
    matters: int
    omitted: str


@dataclass(frozen=True, slots=True)
class Summary:
    """All matters in figures: how many stand how (each matter once) in all and by act, who to whom, and the sums; never added across statuses."""

    matters: int
    contested: int
    origins: int
    standings: tuple[tuple[Mark, int], ...]
    acts: tuple[tuple[str, tuple[tuple[Mark, int], ...]], ...]
    pairs: tuple[Tie, ...]
    more_pairs: int
    sums: tuple[Sum, ...]

    @classmethod
    def of(cls, entries: Sequence[Entry], figures: Mapping[str, Figures], asked: Asked) -> Summary:
        """The figures of these matters."""
        acts = sorted({e.act for e in entries})
        ties = ties_of(Crossing.of(entries).pairs(), asked)
        return cls(
            len(entries), sum(e.standing == "contested" for e in entries), origins_of(entries), _standings(entries),
            tuple((act, _standings([e for e in entries if e.act == act])) for act in acts), ties[:MOST_PAIRS], max(len(ties) - MOST_PAIRS, 0),
            tuple(s for those in alike(entries) for s in _sums(those, figures)),
        )


def _standings(entries: Sequence[Entry]) -> tuple[tuple[Mark, int], ...]:
    counts = Counter(e.standing for e in entries)
    return tuple((mark(s), counts[s]) for s in STANDINGS if s in counts)


def _sums(entries: Sequence[Entry], figures: Mapping[str, Figures]) -> Iterable[Sum]:
    own = [figures[e.id] for e in entries]
    for key in keys(own):
        made = total(own, key)
        what = "money" if key[0] == "money" else key[1]
        yield Sum(entries[0].act, mark(entries[0].standing), standing_words(entries[0]), what, made.says, made.matters, made.omits)
