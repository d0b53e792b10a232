"""Waiting: one thing of the queue as it is shown: a claim, two claims that disagree, or two matters that may be one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.errors import NotFoundError
from onrecord.ledger.judged import judged
from onrecord.model import Article, Claim, Entry, Filled
from onrecord.model.entry import DISAGREEMENTS, Disagreement
from onrecord.store.desk import Desk
from onrecord.telling.lineup import APART, pair
from onrecord.telling.marked import FIELDS
from onrecord.telling.parties import party_names
from onrecord.telling.words import (
    amounts,
    chain,
    counted,
    disagreement_words,
    how_many,
    how_much,
    joined,
    rests_on,
    standing_words,
    status_words,
    stretch,
)
from onrecord.web.judging import Decision
from onrecord.web.marks import Mark, Party, mark, parties
from onrecord.web.pages.around import Para, around
from onrecord.web.pages.entry import Told

MOST_DISSENT = 6
"""Claims against one that are shown beside it; the matter's page has all."""
MOST_QUOTES = 3
"""Sentences of a matter that are shown where two are compared."""
EDITED = (
    ("f", "giver"), ("t", "receiver"), ("a", "act"), ("g", "items"), ("q", "quantity"), ("m", "money"), ("s", "status"), ("c", "certainty"),
    ("w", "when"), ("h", "mechanism"),
)
"""The fields that can be edited, each with its key."""


@dataclass(frozen=True, slots=True)
class Row:
    """A field of a claim: its ``key`` for editing ("": it cannot be), name and label, its value in words, the words it was read from, the rule, and
    whether a person gave the value."""

    key: str
    name: str
    label: str
    value: str
    words: tuple[str, ...]
    rule: str
    given: bool


@dataclass(frozen=True, slots=True)
class Matter:
    """An entry in short: ``quotes`` are the first of its claims."""

    id: str
    act: str
    giver: tuple[Party, ...]
    receiver: tuple[Party, ...]
    standing: Mark
    words: str
    facts: tuple[tuple[str, str], ...]
    quotes: tuple[Told, ...] = ()
    first: str = ""

    @classmethod
    def of(cls, e: Entry, quotes: Sequence[Told] = ()) -> Matter:
        """An entry as it was settled last."""
        facts = (("goods", joined(e.items, "")), ("amount", "; ".join(amounts(e))), ("when", e.when.iso if e.when else ""),
                 ("mechanism", e.mechanism or ""), ("rests on", joined([*rests_on(e), counted(len(e.claims), "claim")])),
                 ("published", stretch(e.first, e.last)))
        return cls(e.id, e.act, parties(e.giver), parties(e.receiver), mark(e.standing), standing_words(e),
                   tuple((name, value) for name, value in facts if value), tuple(quotes), e.claims[0] if e.claims else "")


@dataclass(frozen=True, slots=True)
class Dissent:
    """What stands against a claim: on what, the other claim, and the id of the disagreement."""

    kind: str
    told: Told
    id: str


@dataclass(frozen=True, slots=True)
class OneClaim:
    """A claim with its words, fields, matters and what stands against it."""

    id: str
    told: Told
    paras: tuple[Para, ...]
    rows: tuple[Row, ...]
    matters: tuple[Matter, ...]
    dissent: tuple[Dissent, ...]
    more: int


@dataclass(frozen=True, slots=True)
class TwoClaims:
    """A disagreement: ``sides`` with their words around, and the matter."""

    id: str
    kind: str
    sides: tuple[tuple[Told, tuple[Para, ...]], ...]
    matters: tuple[Matter, ...]


@dataclass(frozen=True, slots=True)
class TwoMatters:
    """Two matters that may be one."""

    id: str
    sides: tuple[Matter, ...]


Thing = OneClaim | TwoClaims | TwoMatters


class Shown:
    """Makes what is shown of one record. ``standing`` are the judgements that stand, ``articles`` those read already."""

    def __init__(self, desk: Desk, standing: Sequence[Decision] = ()) -> None:
        self.desk, self.standing = desk, standing
        self._articles: dict[str, Article] = {}

    def thing(self, kind: str, key: str, beside: int) -> Thing:
        """A thing of the queue. Raises `NotFoundError` where the record holds none of this id."""
        if kind == "claims":
            return self.one(key, beside)
        first, _, second = key.partition(APART)
        return self.two(first, second) if kind == "disagreements" else self.matters(first, second)

    def one(self, key: str, beside: int) -> OneClaim:
        """A claim."""
        claim = self._claim(key)
        page = self._page(claim)
        queue, against = self.desk.queue(), list(self._against(claim))
        matters = tuple(Matter.of(e) for e in self.desk.entries(queue.entries_of(claim.id)))
        shown = tuple(self._dissent(claim, other, kind) for other, kind in against[:MOST_DISSENT])
        return OneClaim(claim.id, Told.of(claim, page), around(page, claim, beside), tuple(rows(claim, self._corrected(claim), page)), matters,
                        shown, max(len(against) - MOST_DISSENT, 0))

    def two(self, first: str, second: str) -> TwoClaims:
        """A disagreement."""
        queue, sides = self.desk.queue(), [self._claim(first), self._claim(second)]
        found = [(k, e) for a, b, e, k in _clashes(self.desk, first) if {a, b} == {first, second}]
        kind = joined(dict.fromkeys(disagreement_words(Disagreement(k, first, second)) for k, _ in found), "they disagree")
        ids = dict.fromkeys(e for c in sides for e in queue.entries_of(c.id))
        told = tuple((Told.of(c, self._page(c)), around(self._page(c), c, 250)) for c in sides)
        return TwoClaims(pair(first, second), kind, told, tuple(Matter.of(e) for e in self.desk.entries(list(ids))))

    def matters(self, first: str, second: str) -> TwoMatters:
        """Two matters beside each other."""
        found = {e.id: e for e in self.desk.entries([first, second])}
        for key in (first, second):
            if key not in found:
                raise NotFoundError("entry", key, "it was merged, or settled otherwise since")
        return TwoMatters(pair(first, second), tuple(self._with_quotes(found[key]) for key in (first, second)))

    def _with_quotes(self, entry: Entry) -> Matter:
        order = list(dict.fromkeys(c for move in entry.history for c in move.claims))[:MOST_QUOTES]
        claims = self.desk.claims(order)
        return Matter.of(entry, [Told.of(claims[i], self._page(claims[i])) for i in order if i in claims])

    def _claim(self, key: str) -> Claim:
        found = self.desk.claims([key]).get(key)
        if found is None:
            raise NotFoundError("claim", key, "the page may have been read anew since")
        return found

    def _page(self, claim: Claim) -> Article:
        if claim.article not in self._articles:
            self._articles[claim.article] = self.desk.view.article(claim.article)
        return self._articles[claim.article]

    def _corrected(self, claim: Claim) -> Claim:
        about = [j for j in self.desk.view.judgements() if j.kind == "value-is" and not j.withdrawn and j.article == claim.article]
        return judged([claim], about).claims[0] if about else claim

    def _against(self, claim: Claim) -> Iterator[tuple[Claim, str]]:
        """The claims that disagree with one, each with the kind of disagreement."""
        found: Mapping[str, str] = {(b if a == claim.id else a): kind for a, b, _, kind in _clashes(self.desk, claim.id)}
        held = self.desk.claims(list(found))
        return ((held[key], kind) for key, kind in found.items() if key in held)

    def _dissent(self, claim: Claim, other: Claim, kind: str) -> Dissent:
        words = disagreement_words(Disagreement(kind, claim.id, other.id))
        return Dissent(words, Told.of(other, self._page(other)), _clash_id(self.desk, claim.id, other.id))


def _clashes(desk: Desk, claim: str) -> list[tuple[str, str, str, str]]:
    """The open disagreements that a claim stands in: claim, against, entry, kind."""
    rows, key = desk.queue().clashes, claim.encode("ascii", "replace")
    held = rows[(rows["claim"] == key) | (rows["against"] == key)]
    return [(a.decode(), b.decode(), e.decode(), DISAGREEMENTS[k]) for a, b, e, k in held.tolist()]


def _clash_id(desk: Desk, first: str, second: str) -> str:
    """The id of the disagreement of two claims, whichever stands first in it."""
    return next(pair(a, b) for a, b, _, _ in _clashes(desk, first) if {a, b} == {first, second})


def rows(claim: Claim, now: Claim, page: Article) -> Iterator[Row]:
    """The fields of a claim; ``now`` is the claim with the values that people gave."""
    keys = {name: key for key, name in EDITED}
    yield Row("a", "act", "act", now.act, (), "", now.act != claim.act)
    for name, label in FIELDS:
        filled: Filled[object] = getattr(now, name)
        own: Filled[object] = getattr(claim, name)
        words = tuple(dict.fromkeys(page.text[s.start:s.end] for s in own.evidence))
        yield Row(keys.get(name, ""), name, label, value_words(now, name, page), words, filled.rule, filled != own)


def value_words(c: Claim, name: str, page: Article) -> str:
    """The value of a field in words; "" where it has none."""
    said = {
        "giver": lambda: party_names(c.giver.value), "receiver": lambda: party_names(c.receiver.value),
        "items": lambda: joined((f"{i.name} [{i.cls}]" for i in c.items.value), ""),
        "quantity": lambda: how_many(c.quantity.value) if c.quantity.value else "", "money": lambda: how_much(c.money.value) if c.money.value else "",
        "status": lambda: status_words(c.status.value), "certainty": lambda: c.certainty.value,
        "when": lambda: c.when.value.iso if c.when.value else "", "mechanism": lambda: c.mechanism.value or "",
        "sources": lambda: chain(c, page), "said_when": lambda: c.said_when.value.iso if c.said_when.value else "",
    }
    return said[name]()
