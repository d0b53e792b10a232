"""A page as it was read: the kept text with all evidence marked, what was left out and why, what its date rests on, its copies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.export.claims import page_fields
from onrecord.model import Article, Claim, Filled
from onrecord.model.origin import OriginEdge, article_of_story
from onrecord.telling.asked import Asked
from onrecord.telling.family import Family, edge_words, families_and_parts, printed_dates
from onrecord.telling.known import was_there
from onrecord.telling.marked import FIELDS, Part, parts
from onrecord.telling.words import counted, published_words
from onrecord.web.judging import Decision, decisions
from onrecord.web.pages.entry import Told, origin_url
from onrecord.web.shelf import Shelf

FILTERS = ("as-of",)
MOST_EDGES = 12
"""Copies that are told with a page; the rest is the whole family's."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a claim, the words it was read from, and the rule that read it."""

    name: str
    label: str
    words: tuple[str, ...]
    rule: str


@dataclass(frozen=True, slots=True)
class Card:
    """A claim beside the text: its number on the page, what it says, the words of each field, the entries it is in."""

    number: int
    told: Told
    fields: tuple[Field, ...]
    entries: tuple[str, ...]
    shown: bool


@dataclass(frozen=True, slots=True)
class Evidence:
    """A reason for or against the page's date."""

    against: bool
    weight: float
    says: str
    rule: str


@dataclass(frozen=True, slots=True)
class Tie:
    """What a page is to another: in words, and where the other is."""

    words: str
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Kin:
    """The family of one of its stories: how many pages, its own page, the first of it, the ties of this page, and what is beside."""

    words: str
    url: str
    copies: tuple[Tie, ...]
    beside: tuple[Tie, ...]
    more: int


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """The page of an article. ``wrong`` are the claims whose quote is not in the text where it should be. ``there``: whether it had been published by
    the day that is ``asked`` for (True where none is); of a page that was not, nothing is told but what it is."""

    title: str
    asked: Asked
    there: bool
    id: str
    name: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[Part, ...]
    cards: tuple[Card, ...]
    wrong: tuple[Card, ...]
    published: str
    dates: tuple[Evidence, ...]
    refuted: tuple[tuple[str, str], ...]
    printed: tuple[tuple[str, str], ...]
    kin: tuple[Kin, ...]
    left_out: int
    decisions: tuple[Decision, ...]

    def number(self, claim: str) -> int:
        """The number that a claim has on the page."""
        return next(c.number for c in self.cards if c.told.id == claim)

    @classmethod
    def of(cls, shelf: Shelf, page: Article, asked: Asked) -> ArticlePage:
        """The page of an article found."""
        day = asked.get("as-of")
        there = was_there(shelf.view, page.id, day)
        claims = shelf.view.claims(page.id) if there else []
        cards = tuple(_cards(page, claims, shelf.view.entries_of({c.id for c in claims}, day or None)))
        facts = tuple(_facts(page, shelf.view.reader_of(page.id) or ""))
        reasons = sorted(page.published.reasons, key=lambda r: (-abs(r.weight), r.rule))
        return cls(
            page.title.value if page.title else page.name, asked, there, page.id, page.name, facts, tuple(parts(page, claims)), cards,
            tuple(c for c in cards if not c.told.sound), published_words(page.published),
            tuple(Evidence(r.weight < 0, abs(r.weight), r.says, r.rule) for r in reasons),
            tuple((d.date, d.role) for d in page.published.refuted), tuple((d.date, d.role) for d in printed_dates(page)),
            tuple(_kin(family, page) for family in _families(shelf, page, day)), sum(not b.kept for b in page.blocks),
            decisions(shelf, [page.id, *(c.id for c in claims)]),
        )


def article_fields(shelf: Shelf, page: Article, asked: Asked) -> dict[str, Any]:
    """A page with its claims as JSON fields; of a day also whether it ``was_published`` by then (else it has no claims) and the ids of the
    ``entries`` that each claim was in."""
    day = asked.get("as-of")
    there = was_there(shelf.view, page.id, day)
    claims = shelf.view.claims(page.id) if there else []
    told = {"article": page.id, "text": page.text, **page_fields(page, claims)}
    return {**told, "as_of": day, "was_published": there, "entries": shelf.view.entries_of({c.id for c in claims}, day)} if day else told


def _facts(page: Article, reader: str) -> Iterator[tuple[str, str]]:
    outlet = f"{page.outlet.value} ({page.outlet.how})" if page.outlet else "not known"
    rows = (("published", published_words(page.published)), ("outlet", outlet), ("byline", page.byline.value if page.byline else ""),
            ("agency", page.agency.value if page.agency else ""), ("address", page.url or ""), ("page", page.name), ("read from", page.path),
            ("copied", page.copied), ("read by", reader), ("id", page.id))
    return ((name, value) for name, value in rows if value)


def _cards(page: Article, claims: Sequence[Claim], entries: Mapping[str, Sequence[str]]) -> Iterator[Card]:
    for number, claim in enumerate(claims, 1):
        shown = any(b.kept and b.span.overlaps(claim.span) for b in page.blocks)
        yield Card(number, Told.of(claim, page), tuple(_fields(page, claim)), tuple(entries.get(claim.id, ())), shown)


def _fields(page: Article, claim: Claim) -> Iterator[Field]:
    for name, label in FIELDS:
        filled: Filled[object] = getattr(claim, name)
        if filled.evidence or filled.value:
            yield Field(name, label, tuple(dict.fromkeys(page.text[s.start:s.end] for s in filled.evidence)), filled.rule)


# -- its family


def _families(shelf: Shelf, page: Article, day: str) -> list[Family]:
    """Those of its stories (on a day); a page of which nothing is kept has none."""
    return families_and_parts(shelf.view, page.id, day or None)[0] if shelf.view.stories_of(page.id) else []


def _kin(family: Family, page: Article) -> Kin:
    mine = [s for s in family.origin.articles if article_of_story(s) == page.id]
    edges = sorted((e for e in family.origin.edges if e.article in mine or e.of in mine), key=lambda e: e.article not in mine)
    beside = [e for e in family.beside if e.article in mine or e.of in mine]
    first = family.name(family.first)
    alone = len(family.origin.articles) == 1 and family.pages == 1
    words = "no copy of it is in the record" if alone else f"one of {counted(family.pages, 'page')} that go back to one text; first: {first}"
    return Kin(words, "" if alone else origin_url(family.origin.id), tuple(_tie(family, e, mine) for e in edges[:MOST_EDGES]),
               tuple(_tie(family, e, mine) for e in beside[:MOST_EDGES]), max(len(edges) - MOST_EDGES, 0))


def _tie(family: Family, edge: OriginEdge, mine: Sequence[str]) -> Tie:
    if edge.article in mine:
        return Tie(f"this page is {edge_words(edge, family.name(edge.of))}", family.name(edge.of), f"/article/{family.page(edge.of).id}")
    other = family.name(edge.article)
    return Tie(f"{other} is {edge_words(edge, 'this page')}", other, f"/article/{family.page(edge.article).id}")
