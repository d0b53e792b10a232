"""The ledger: who supplied what to whom, as a table, with what narrows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.model import Entry
from onrecord.model.entry import EntryLine
from onrecord.model.search import WordQuery
from onrecord.telling.asked import SORTS, Asked
from onrecord.telling.parties import party_names
from onrecord.telling.words import SHORT_ID, amounts, disagreement_kind, grade_words, news_words, standing_words, status_words
from onrecord.web.marks import KEY, Mark, Party, mark, parties
from onrecord.web.shelf import Shelf
from onrecord.web.tally import Option, marks_with

FIRST_SHOWN = 7
"""Values of a facet that are shown at once; the rest is unfolded."""
MOST_OPTIONS = 200
"""Values that are unfolded; a search finds the rest."""
LABELS = {
    "from": "Supplier", "to": "Recipient", "item": "Goods", "act": "Act", "status": "Standing", "year": "Year", "source": "Source, at least",
    "information": "Information, at least", "min-origins": "Independent origins, at least", "disagreement": "Disagree on",
}
HEADS = (
    ("from", "from", ""), ("to", "to", ""), ("what", "what", ""), ("standing", "standing", ""),
    ("credibility", "grade", "credibility by the Admiralty code: A to F for the source, 1 to 6 for what it says"),
    ("", "amount", ""), ("when", "when", ""),
    ("origins", "origins", "independent origins: texts that go back to no other"), ("voices", "voices", "distinct speakers"),
    ("pages", "pages", "named pages that carry it, copies too"), ("published", "published", ""),
)
MOST_FIRST = ("origins", "voices", "pages")
"""Columns that are read from the most down; a first click sorts them so."""
PAGES_FOUND = 8
"""Pages with the words of a search that are listed beside the ledger."""

@dataclass(frozen=True, slots=True)
class Row:
    """An entry as the table shows it."""

    id: str
    url: str
    giver: tuple[Party, ...]
    receiver: tuple[Party, ...]
    act: str
    goods: tuple[str, ...]
    named: str
    standing: Mark
    words: str
    grade: str
    means: str
    because: tuple[str, ...]
    amounts: tuple[str, ...]
    when: str
    origins: int
    voices: int
    pages: int
    first: str
    last: str
    disagreements: int
    disagree_on: str
    news: str

    @classmethod
    def of(cls, e: EntryLine, asked: Asked) -> Row:
        """The row of an entry."""
        return cls(
            e.id, asked.seen_from(f"/entry/{e.id}"), parties(e.giver), parties(e.receiver), e.act, e.families, "; ".join(e.names),
            mark(e.standing), standing_words(e), e.credibility, grade_words(e.credibility), e.because, tuple(amounts(e)), e.when, e.origins, e.voices,
            e.pages, e.first or "", e.last if e.last and e.last != e.first else "", sum(n for _, n in e.disagreements),
            ", ".join(disagreement_kind(kind) for kind, _ in e.disagreements), news_words(e.news) if e.news else "",
        )

    @property
    def short(self) -> str:
        """The head of its id."""
        return self.id[:SHORT_ID]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet: its words, its sign where it is a standing, how many, where it leads (away from it where it is chosen)."""

    label: str
    mark: Mark | None
    count: int
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet with its values: those shown at once, and the ``rest``."""

    name: str
    label: str
    shown: tuple[Choice, ...]
    rest: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """A column's head: where a click sorts to ("" for one that sorts nothing) and how it is sorted now (ascending, descending or "")."""

    label: str
    url: str
    sorted: str
    title: str


@dataclass(frozen=True, slots=True)
class Turn:
    """Where in the rows this page is and where others are ("" for none)."""

    first: int
    last: int
    total: int
    before: str
    after: str
    page: int
    pages: int


@dataclass(frozen=True, slots=True)
class LedgerPage:
    """``filters`` are those in force as (words, URL without it). ``undated`` pages are left out of an as-of day. ``found`` pages hold
    the words of a search, as (name, URL)."""

    title: str
    asked: Asked
    rows: tuple[Row, ...]
    facets: tuple[Facet, ...]
    heads: tuple[Head, ...]
    turn: Turn
    contested: int
    every: int
    filters: tuple[tuple[str, str], ...]
    undated: int
    found: tuple[tuple[str, str], ...]
    formats: tuple[tuple[str, str], ...]
    key: tuple[tuple[Mark, str], ...] = KEY

    @classmethod
    def of(cls, shelf: Shelf, asked: Asked) -> LedgerPage:
        """The page that a URL asks for."""
        tally = shelf.tally(asked)
        undated = shelf.undated() if asked.get("as-of") else 0
        return cls(
            "Ledger", asked, tuple(Row.of(e, asked) for e in tally.lines),
            tuple(facet(name, options, asked) for name, options in tally.facets.items()), heads(asked), turn(tally.total, asked, "/"),
            tally.contested, tally.every, in_force(asked), undated, pages_with(shelf, asked.get("q"), asked.get("as-of")),
            tuple((end, asked.at(f"/ledger.{end}")) for end in ("csv", "json")),
        )


def ledger_rows(shelf: Shelf, asked: Asked) -> Sequence[Entry]:
    """All entries that a URL asks for, in its order, whatever page it is on."""
    return shelf.entries(asked.query)


def heads(asked: Asked) -> tuple[Head, ...]:
    """The columns' heads; a click on the one sorted by turns it round."""
    return tuple(Head(label, _sorted_by(asked, key) if key in SORTS else "", _order(asked, key), title) for key, label, title in HEADS)


def _order(asked: Asked, key: str) -> str:
    if asked.sort.removeprefix("-") != key:
        return ""
    return "descending" if asked.sort.startswith("-") else "ascending"


def _sorted_by(asked: Asked, key: str) -> str:
    first = f"-{key}" if key in MOST_FIRST else key
    other = key if key in MOST_FIRST else f"-{key}"
    return Asked(asked.given, other if asked.sort == first else first, 1, asked.per).at("/")


def turn(total: int, asked: Asked, path: str) -> Turn:
    """The turning of pages for ``total`` rows."""
    pages = max(-(-total // asked.per), 1)

    def at(page: int) -> str:
        return Asked(asked.given, asked.sort, page, asked.per).at(path) if 1 <= page <= pages else ""

    first = min((asked.page - 1) * asked.per + 1, total)
    return Turn(first, min(asked.page * asked.per, total), total, at(min(asked.page - 1, pages)), at(asked.page + 1), asked.page, pages)


def facet(name: str, options: Sequence[Option], asked: Asked, path: str = "/") -> Facet:
    """A facet whose values lead to the list at ``path``."""
    choices = [_choice(name, o, asked, path) for o in sorted(options, key=lambda o: not o.chosen)[:MOST_OPTIONS]]
    return Facet(name, LABELS[name], tuple(choices[:FIRST_SHOWN]), tuple(choices[FIRST_SHOWN:]))


def _choice(name: str, option: Option, asked: Asked, path: str) -> Choice:
    value = "" if option.chosen else option.value
    to = asked.but(**_change(name, value, asked))
    return Choice(_label(name, option.value), mark(option.value) if name == "status" else None, option.count, to.at(path), option.chosen)


def _change(name: str, value: str, asked: Asked) -> dict[str, str]:
    """What of the URL a value of a facet changes."""
    if name == "year":
        return {"since": value, "until": value}
    if name in ("source", "information"):
        return {"credibility": marks_with(asked, letter=value) if name == "source" else marks_with(asked, figure=value)}
    return {f"{name}_": value}


def _label(name: str, value: str) -> str:
    if name in ("from", "to"):
        return party_names((value,))
    if name in ("source", "information"):
        return grade_words(value)
    if name == "min-origins":
        return f"{value} or more"
    return disagreement_kind(value) if name == "disagreement" else status_words(value)


_WORDS: Mapping[str, str] = {
    "from": "from {}", "to": "to {}", "item": "goods: {}", "act": "{}", "status": "{}", "since": "since {}", "until": "until {}", "as-of": "as of {}",
    "origin": "origin {}", "sure": "confidence {} or more", "q": "with “{}”", "credibility": "credibility {} or better",
    "min-origins": "{} or more origins", "disagreement": "disagreement: {}", "changed-since": "published after {}",
    "changed-until": "published by {}",
}


def in_force(asked: Asked, path: str = "/") -> tuple[tuple[str, str], ...]:
    """The filters in force in words, each with the URL without it; the day is the header's."""
    query = asked.query
    said = {**dict(asked.given), **({"from": party_names((query.giver,))} if query.giver else {}),
            **({"to": party_names((query.receiver,))} if query.receiver else {}),
            **({"disagreement": disagreement_kind(query.disagreement)} if query.disagreement else {})}
    return tuple((_WORDS[name].format(status_words(said[name])), asked.but(**{f"{name}_": ""}).at(path)) for name, _ in asked.given
                 if name != "as-of")


def pages_with(shelf: Shelf, words: str, day: str = "") -> tuple[tuple[str, str], ...]:
    """Pages that hold all of the words, published by the end of ``day``, best first, as (name, URL)."""
    if not words:
        return ()
    hits = shelf.view.find(WordQuery(words, "article", until=day or None, limit=PAGES_FOUND))
    found = (shelf.article(hit.article) for hit in hits)
    return tuple((f"{a.title.value if a.title else a.name} ({a.published.date or 'day not known'})", f"/article/{a.id}") for a in found)
