"""One matter: how its story went, on whose word, where they disagree, and every claim with its sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from onrecord.errors import NotFoundError
from onrecord.export.claims import basis
from onrecord.model import Article, Claim, Disagreement, Entry, Origin, StatusMove
from onrecord.model.entry import cited_report
from onrecord.model.origin import article_of_story
from onrecord.telling.asked import Asked
from onrecord.telling.family import Family, date_words, edge_words
from onrecord.telling.known import facts_on
from onrecord.telling.led import Lead, leads
from onrecord.telling.words import (
    SHORT_ID,
    amounts,
    chain_links,
    counted,
    credibility_words,
    disagreement_words,
    entry_kind_words,
    how_many,
    how_much,
    joined,
    note_words,
    published_words,
    rests_on,
    standing_words,
    stretch,
)
from onrecord.web import bands
from onrecord.web.judging import Decision, decisions
from onrecord.web.marks import Mark, Party, mark, parties
from onrecord.web.pages.chains import Teller, chains
from onrecord.web.pages.strips import when_words
from onrecord.web.pages.why import why_url
from onrecord.web.shelf import Shelf

ORDERS = ("told", "confidence")
FILTERS = ("as-of", "sure", "was")
"""What the URL of an entry may hold: the day, how sure, and the id by which it was asked for before it was merged."""
MOST_DAYS = 12
"""Days of publication of which it can be asked what each changed; the form there takes any other."""
MOST_COPIES = 200
"""Copies of one origin that are listed; the family's own page has all."""


@dataclass(frozen=True, slots=True)
class Told:
    """A claim as shown: its fields in words, its sentence and where that stands, why it is here. ``chain`` runs from the first speaker to the
    publisher. ``sound`` is False where the page does not hold the quoted words at their place."""

    id: str
    url: str
    quote: str
    sound: bool
    act: str
    giver: tuple[Party, ...]
    receiver: tuple[Party, ...]
    status: Mark
    certainty: str
    chain: tuple[str, ...]
    said: str
    confidence: float
    goods: str
    amount: str
    when: str
    page: str
    published: str
    dated_by: str
    because: str
    reader: str
    article: str

    @property
    def short(self) -> str:
        """The head of its id."""
        return self.id[:SHORT_ID]

    @property
    def why(self) -> str:
        """Where it is told why it is read so."""
        return why_url(self.article, self.id)

    @classmethod
    def of(cls, c: Claim, page: Article, because: str = "") -> Told:
        """A claim of a page."""
        figures = [*([how_many(q)] if (q := c.quantity.value) else []), *([how_much(m)] if (m := c.money.value) else [])]
        return cls(
            c.id, f"/article/{page.id}#claim-{c.id}", c.quote, sound(c, page), c.act, parties(c.giver.value), parties(c.receiver.value),
            mark(c.status.value), c.certainty.value, chain_links(c, page), c.said_when.value.iso if c.said_when.value else "", c.confidence,
            joined((f"{i.name} [{i.cls}]" for i in c.items.value), ""), joined(figures, ""), c.when.value.iso if c.when.value else "",
            page.title.value if page.title else page.name, published_words(page.published), basis(page.published), because, c.proposer, page.id,
        )


def sound(claim: Claim, page: Article) -> bool:
    """Whether the page holds the quote where the claim says."""
    return page.text[claim.span.start:claim.span.end] == claim.quote


@dataclass(frozen=True, slots=True)
class Move:
    """A line of the history. ``url`` leads to the sentence; ``source`` is the origin's name and ``at`` its page; ``pages`` that carry it; ``letter``
    the mark of whoever said it there, ``rated`` why."""

    published: str
    status: Mark
    certainty: str
    chain: tuple[str, ...]
    url: str
    source: str
    at: str
    pages: int
    note: str
    letter: str
    rated: str


@dataclass(frozen=True, slots=True)
class Grade:
    """How credible a status is: its marks, in words, and why, each reason with the claims it looked at as (head of the id, id)."""

    status: Mark | None
    grade: str
    words: str
    reasons: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two claims that cannot both hold, side by side (None: the record no longer holds it); ``open``: nobody has decided between them."""

    kind: str
    open: bool
    sides: tuple[Told | None, Told | None]


@dataclass(frozen=True, slots=True)
class Copy:
    """A page of an origin: where it is, at which step of the chain, what it is to the one before, when."""

    name: str
    url: str
    depth: int
    how: str
    dates: str
    pages: int


@dataclass(frozen=True, slots=True)
class Root:
    """An independent origin: its first page, what it told, on which pages it is copied."""

    id: str
    name: str
    url: str
    published: str
    statuses: tuple[Mark, ...]
    chains: tuple[Teller, ...]
    pages: int
    copies: tuple[Copy, ...]
    more: int


@dataclass(frozen=True, slots=True)
class EntryPage:
    """The page of one matter. ``led`` tells of the id by which it was asked for, where that leads here; ``asked`` holds its day and how sure."""

    title: str
    asked: Asked
    led: tuple[Lead, ...]
    id: str
    act: str
    giver: tuple[Party, ...]
    receiver: tuple[Party, ...]
    standing: Mark
    words: str
    facts: tuple[tuple[str, str], ...]
    course: bands.Course
    amounts: tuple[bands.Amounts, ...]
    grades: tuple[Grade, ...]
    contrasts: tuple[Contrast, ...]
    moves: tuple[Move, ...]
    roots: tuple[Root, ...]
    claims: tuple[Told, ...]
    order: str
    days: tuple[str, ...]
    decisions: tuple[Decision, ...]

    @property
    def path(self) -> str:
        """Where it is, without the day."""
        return f"/entry/{self.id}"

    @property
    def changes(self) -> tuple[tuple[str, str], ...]:
        """What was published of it on each of the last `MOST_DAYS` days changed, as (day, URL), the last first."""
        pair = {name: side[0].value for name, side in (("from", self.giver), ("to", self.receiver))}
        asked = Asked((*pair.items(), ("act", self.act), ("q", self.id)))
        days = sorted(self.days)[-MOST_DAYS:]
        return tuple((day, asked.but(changed_since=_before(day), changed_until=day).at("/changes")) for day in reversed(days) if day > "0001-01-01")

    @classmethod
    def of(cls, shelf: Shelf, entry: Entry, asked: Asked) -> EntryPage:
        """The page of an entry found."""
        claims = shelf.view.claims_of(entry)
        pages = shelf.view.articles_of({c.article for c in claims})
        because = dict(entry.reasons)
        told = {c.id: Told.of(c, pages[c.article], because.get(c.id, "")) for c in claims}
        sides = {**told, **{c.id: Told.of(c, shelf.article(c.article)) for c in others(shelf, entry)}}
        roots = roots_of(shelf, entry, claims, pages, day=asked.get("as-of"))
        listed = sorted(told.values(), key=lambda t: t.confidence) if asked.sort == "confidence" else list(told.values())
        return cls(
            f"{entry.act}: {joined(p.name for p in parties(entry.giver))} → {joined(p.name for p in parties(entry.receiver))}", asked,
            leads(shelf.view, asked.get("was"), entry.id), entry.id, entry.act, parties(entry.giver), parties(entry.receiver), mark(entry.standing),
            standing_words(entry), tuple(facts(entry)), bands.course(entry, {r.id: r.name for r in roots}),
            bands.amounts(entry, figured(claims, told)), grades(entry),
            tuple(contrast(d, sides) for d in entry.disagreements), tuple(moves(entry, told, {c.id: c.article for c in claims}, roots)), roots,
            tuple(listed), asked.sort, tuple(dict.fromkeys(m.published for m in entry.history if m.published)),
            decisions(shelf, [entry.id, *entry.claims]),
        )


def _before(day: str) -> str:
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def find(shelf: Shelf, key: str, asked: Asked) -> Entry:
    """The entry of an id, the head of one, or one that was merged. Raises `NotFoundError` or `QueryError`."""
    return shelf.view.entry(key, asked.query.as_of, asked.query.min_confidence)


def others(shelf: Shelf, entry: Entry) -> Iterator[Claim]:
    """Claims of other entries that this one disagrees with."""
    for key in dict.fromkeys(d.against for d in entry.disagreements if d.against not in entry.claims):
        try:
            yield shelf.view.claim(key)
        except NotFoundError:
            continue


def facts(e: Entry) -> Iterable[tuple[str, str]]:
    """What is told of a matter in all, as (name, words)."""
    independent = joined([*rests_on(e, "independent "), counted(len(e.claims), "claim")])
    rows = (("goods", joined(e.items, "")), ("in the words of", joined(e.names, "")), ("amount", "; ".join(amounts(e))),
            ("when", when_words(e.when)), ("mechanism", e.mechanism or ""),
            ("sort", entry_kind_words(e)), ("credibility", credibility_words(e.credibility)), ("rests on", independent),
            ("published", stretch(e.first, e.last)))
    return ((name, value) for name, value in rows if value)


def figured(claims: Iterable[Claim], told: Mapping[str, Told]) -> dict[bands.Figure, str]:
    """Where the sentence of each figure is: that of the first claim that tells it."""
    found: dict[bands.Figure, str] = {}
    for claim in claims:
        for figure in (claim.quantity.value, claim.money.value):
            if figure is not None:
                found.setdefault(figure, told[claim.id].url)
    return found


def grades(entry: Entry) -> tuple[Grade, ...]:
    """How credible what it rests on is, then every other status told of it."""
    other = (g for g in entry.graded if g.status != entry.credibility.status)
    return tuple(Grade(mark(g.status) if g.status else None, g.grade, credibility_words(g).removeprefix(f"{g.grade} ").removeprefix(g.grade),
                       tuple((r.says, tuple((c[:SHORT_ID], c) for c in r.claims)) for r in g.reasons)) for g in (entry.credibility, *other))


def contrast(found: Disagreement, told: Mapping[str, Told]) -> Contrast:
    """A disagreement with both claims."""
    return Contrast(disagreement_words(found), not found.settled, (told.get(found.claim), told.get(found.against)))


def moves(entry: Entry, told: Mapping[str, Told], articles: Mapping[str, str], roots: Sequence[Root]) -> Iterable[Move]:
    """The lines of the history."""
    by = {r.id: r for r in roots}
    for m in entry.history:
        first = _first(m, told, articles)
        root = by[m.origin]
        yield Move(m.published or "", mark(m.status), m.certainty, first.chain if first else (m.voice,), first.url if first else "", root.name,
                   root.url, root.pages, note_words(m), m.source, joined((g.says for g in m.rated), ""))


def _first(move: StatusMove, told: Mapping[str, Told], articles: Mapping[str, str]) -> Told | None:
    """The claim by which a word is told: one of the text's first story, where that has one."""
    held = [told[c] for c in move.claims if c in told]
    return min(held, key=lambda t: articles[t.id] != article_of_story(move.origin), default=None)


def roots_of(
    shelf: Shelf, entry: Entry, claims: Sequence[Claim], pages: Mapping[str, Article], every: Mapping[str, Origin] | None = None, day: str = "",
) -> tuple[Root, ...]:
    """The independent origins of a matter, by the day on which they told of it; ``every`` origin of the record by its id where they are at hand;
    else only what bears on these is read. Of a ``day`` copies that were published later are left out."""
    by: dict[str, list[StatusMove]] = {}
    for move in entry.history:
        by.setdefault(move.origin, []).append(move)
    held = {c.id: c for c in claims}
    letters = {c: m.source for m in entry.history for c in m.claims}

    def drawn(moves: Sequence[StatusMove]) -> tuple[Teller, ...]:
        return chains([held[c] for m in moves for c in m.claims if c in held], pages, letters)

    known = shelf.view.facts({article_of_story(origin) for origin in by}) if every is None else shelf.facts()
    found, texts = shelf.view.origins_with(by) if every is None else every, Texts(shelf, pages)
    families = {origin: Family(texts, known, found[origin]) for origin in by if origin in found}
    if day:
        out = facts_on(known, day).keys()
        families = {origin: narrowed for origin, family in families.items() if (narrowed := family.on(out)) is not None}
    texts.fetch(article_of_story(s) for family in families.values() for s, _ in _listed(family))
    return tuple(_root(origin, families.get(origin), moves, drawn(moves)) for origin, moves in by.items())


class Texts:
    """Articles that are at hand; others are looked up."""

    def __init__(self, shelf: Shelf, pages: Mapping[str, Article]) -> None:
        self._shelf, self._pages = shelf, dict(pages)

    def fetch(self, keys: Iterable[str]) -> None:
        """Reads all of these that are not at hand at once."""
        self._pages.update(self._shelf.view.articles_of(set(keys) - self._pages.keys()))

    def article(self, key: str) -> Article:
        """The article of this id."""
        return self._pages.get(key) or self._shelf.article(key)


def _listed(family: Family) -> list[tuple[str, int]]:
    """The stories of a family that are listed, each with its depth."""
    return list(islice(family.walk(), MOST_COPIES))


def _root(origin: str, family: Family | None, moves: Sequence[StatusMove], drawn: tuple[Teller, ...]) -> Root:
    statuses = tuple(mark(s) for s in dict.fromkeys(m.status for m in moves))
    day = next((m.published for m in moves if m.published), None) or ""
    if family is None:
        cited = cited_report(origin)
        return Root(origin, f"a report of {cited[0].title()} that is not held" if cited else origin[:SHORT_ID], "", day, statuses, drawn, 0, (), 0)
    copies = tuple(_copy(family, story, depth) for story, depth in _listed(family))
    page = family.page(family.first)
    name = f"{page.outlet.value if page.outlet else page.name}, {day}".removesuffix(", ")
    return Root(origin, name, origin_url(origin), day, statuses, drawn, family.pages, copies, len(family.origin.articles) - len(copies))


def origin_url(origin: str) -> str:
    """Where an origin's page is: of a digest's second story HASH.2, since "#" would end the path."""
    return f"/origin/{origin.replace('#', '.')}"


def _copy(family: Family, story: str, depth: int) -> Copy:
    page, edge = family.page(story), family.edges.get(story)
    how = edge_words(edge, family.name(edge.of)) if edge else "first"
    outlet = f" ({page.outlet.value})" if page.outlet else ""
    return Copy(f"{family.name(story)}{outlet}", f"/article/{page.id}", depth, how, date_words(page), family.copies(story))


