"""The ledger: who supplied what to whom, as a table, with what narrows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.model import Entry
from onrecord.store.filters import last_day
from onrecord.telling.asked import SORTS, Asked
from onrecord.telling.parties import party_names
from onrecord.telling.words import SHORT_ID, amounts, standing_words, status_words
from onrecord.web.marks import KEY, Mark, Party, mark, parties
from onrecord.web.shelf import Shelf
from onrecord.web.tally import Option, on_page

FIRST_SHOWN = 7
"""Values of a facet that are shown at once; the rest is unfolded."""
MOST_OPTIONS = 200
"""Values that are unfolded; a search finds the rest."""
LABELS = {"from": "Supplier", "to": "Recipient", "item": "Goods", "act": "Act", "status": "Standing", "year": "Year"}
HEADS = (
    ("from", "from", ""), ("to", "to", ""), ("what", "what", ""), ("standing", "standing", ""), ("", "amount", ""), ("when", "when", ""),
    ("origins", "origins", "independent origins: texts that go back to no other"), ("voices", "voices", "distinct speakers"),
    ("pages", "pages", "named pages that carry it, copies too"), ("published", "published", ""),
)
MOST_FIRST = ("origins", "voices", "pages")
"""Columns that are read from the most down; a first click sorts them so."""
PAGES_FOUND = 8
"""Pages with the words of a search that are listed beside the ledger."""
MOST_SEARCHED = 50
"""Pages found that are looked through for those of an as-of day."""


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
    amounts: tuple[str, ...]
    when: str
    origins: int
    voices: int
    pages: int
    first: str
    last: str
    disagreements: int

    @classmethod
    def of(cls, e: Entry, asked: Asked) -> Row:
        """The row of an entry."""
        return cls(
            e.id, asked.seen_from(f"/entry/{e.id}"), parties(e.giver), parties(e.receiver), e.act, e.items, "; ".join(e.names[:3]),
            mark(e.standing), standing_words(e), tuple(amounts(e)), e.when.iso if e.when else "", e.origins, e.voices, e.pages, e.first or "",
            e.last if e.last and e.last != e.first else "", len(e.disagreements),
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
        every = shelf.entries(asked.base)
        tally = shelf.tally(asked)
        undated = sum(f.published is None for f in shelf.facts().values()) if asked.get("as-of") else 0
        return cls(
            "Ledger", asked, tuple(Row.of(e, asked) for e in on_page(tally.found, asked)),
            tuple(facet(name, options, asked) for name, options in tally.facets.items()), heads(asked), turn(len(tally.found), asked, "/"),
            tally.contested, len(every), in_force(asked), undated, pages_with(shelf, asked.get("q"), asked.get("as-of")),
            tuple((end, asked.at(f"/ledger.{end}")) for end in ("csv", "json")),
        )


def ledger_rows(shelf: Shelf, asked: Asked) -> Sequence[Entry]:
    """All entries that a URL asks for, in its order, whatever page it is on."""
    return shelf.tally(asked).found


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
    to = asked.but(since=value, until=value) if name == "year" else asked.but(**{f"{name}_": value})
    label = party_names((option.value,)) if name in {"from", "to"} else status_words(option.value)
    return Choice(label, mark(option.value) if name == "status" else None, option.count, to.at(path), option.chosen)


_WORDS: Mapping[str, str] = {
    "from": "from {}", "to": "to {}", "item": "goods: {}", "act": "{}", "status": "{}", "since": "since {}", "until": "until {}", "as-of": "as of {}",
    "origin": "origin {}", "sure": "confidence {} or more", "q": "with “{}”",
}


def in_force(asked: Asked, path: str = "/") -> tuple[tuple[str, str], ...]:
    """The filters in force in words, each with the URL without it."""
    query = asked.query
    said = {**dict(asked.given), **({"from": party_names((query.giver,))} if query.giver else {}),
            **({"to": party_names((query.receiver,))} if query.receiver else {})}
    return tuple((_WORDS[name].format(status_words(said[name])), asked.but(**{f"{name}_": ""}).at(path)) for name, _ in asked.given)


def pages_with(shelf: Shelf, words: str, day: str = "") -> tuple[tuple[str, str], ...]:
    """Pages that hold all of the words, published by the end of ``day``, best first, as (name, URL)."""
    if not words:
        return ()
    facts, limit = shelf.facts(), last_day(day) if day else None
    known = ((i, facts[i].published) for i in shelf.view.search(words, MOST_SEARCHED))
    found = [shelf.article(i) for i, published in known if limit is None or (published is not None and published <= limit)][:PAGES_FOUND]
    return tuple((f"{a.title.value if a.title else a.name} ({a.published.date or 'day not known'})", f"/article/{a.id}") for a in found)
