"""Which pages go back to one text: all families, and one of them as a tree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.errors import NotFoundError
from onrecord.model import Origin
from onrecord.model.origin import article_of_story
from onrecord.telling.asked import Asked
from onrecord.telling.family import Family, date_words, edge_words, family_fields, refuted_words
from onrecord.telling.words import SHORT_ID, joined
from onrecord.web.pages.entry import origin_url
from onrecord.web.pages.ledger import Turn, turn
from onrecord.web.shelf import Shelf
from onrecord.web.tally import on_page

FILTERS = ("as-of",)
SORTS = ("-pages", "pages", "first", "published", "stories")
MOST_STORIES = 1_000
"""Stories of a family that its page draws; its JSON has all."""


@dataclass(frozen=True, slots=True)
class Line:
    """A family in the list: its first page, when it was published, how many stories and pages, and how the later ones copy."""

    id: str
    url: str
    name: str
    outlet: str
    published: str
    stories: int
    pages: int
    kinds: str

    @property
    def short(self) -> str:
        """The head of its id."""
        return self.id[:SHORT_ID]

    def fields(self) -> dict[str, Any]:
        """As JSON fields."""
        return {"id": self.id, "first": self.name, "outlet": self.outlet or None, "published": self.published or None, "stories": self.stories,
                "pages": self.pages, "kinds": self.kinds}


@dataclass(frozen=True, slots=True)
class OriginsPage:
    """The families with several stories or pages, and how many origins there are in all; ``undated`` pages are left out of a day."""

    title: str
    asked: Asked
    rows: tuple[Line, ...]
    turn: Turn
    every: int
    undated: int
    formats: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, shelf: Shelf, asked: Asked) -> OriginsPage:
        """The list that a URL asks for."""
        shared, day = _ordered(shelf, asked), asked.get("as-of")
        rows = tuple(_line(shelf, o, day) for o in on_page(shared, asked))
        formats = tuple((end, asked.at(f"/origins.{end}")) for end in ("csv", "json"))
        return cls("Origins", asked, rows, turn(len(shared), asked, "/origins"), len(shelf.origins(day)),
                   shelf.undated() if day else 0, formats)


def origin_lines(shelf: Shelf, asked: Asked) -> list[Line]:
    """All families, whatever page the URL is on."""
    return [_line(shelf, o, asked.get("as-of")) for o in _ordered(shelf, asked)]


def _ordered(shelf: Shelf, asked: Asked) -> Sequence[Origin]:
    day = asked.get("as-of")
    pages = shelf.pages_of(day)
    shared = [o for o in shelf.origins(day) if len(o.articles) > 1 or pages.get(o.id, 1) > 1]
    keys: dict[str, Callable[[Origin], Any]] = {"pages": lambda o: pages.get(o.id, 1), "first": lambda o: shelf.article(o.id.partition("#")[0]).name,
            "published": lambda o: o.published or "9999", "stories": lambda o: len(o.articles)}
    return sorted(shared, key=keys[asked.sort.removeprefix("-")], reverse=asked.sort.startswith("-"))


def _line(shelf: Shelf, origin: Origin, day: str) -> Line:
    family = Family(shelf.view, shelf.facts(day), origin)
    page = family.page(family.first)
    kinds = sorted(Counter(e.kind for e in origin.edges).items(), key=lambda pair: (-pair[1], pair[0]))
    name = page.title.value if page.title else family.name(family.first)
    return Line(origin.id, origin_url(origin.id), name, page.outlet.value if page.outlet else "",
                origin.published or "", len(origin.articles), family.pages, joined((f"{n:,} {kind}" for kind, n in kinds), ""))


@dataclass(frozen=True, slots=True)
class Story:
    """A story of a family: its page, its step in the tree, what it is to the one before, when it was published and what it prints."""

    name: str
    outlet: str
    url: str
    depth: int
    how: str
    dates: str
    refuted: tuple[str, ...]
    pages: int


@dataclass(frozen=True, slots=True)
class OriginPage:
    """One family: its stories from the first on, each before its copies; other texts beside it as (words, URL)."""

    title: str
    asked: Asked
    id: str
    published: str
    stories: tuple[Story, ...]
    more: int
    pages: int
    beside: tuple[tuple[str, str, str], ...]

    @classmethod
    def of(cls, family: Family, asked: Asked) -> OriginPage:
        """The page of a family found."""
        first = family.page(family.first)
        walked = [_story(family, story, depth) for story, depth in list(family.walk())[:MOST_STORIES]]
        beside = tuple((family.name(e.article), edge_words(e, family.name(e.of)), f"/article/{family.page(e.article).id}") for e in family.beside)
        return cls(first.title.value if first.title else first.name, asked, family.origin.id, family.origin.published or "", tuple(walked),
                   len(family.origin.articles) - len(walked), family.pages, beside)


def _story(family: Family, story: str, depth: int) -> Story:
    page, edge = family.page(story), family.edges.get(story)
    return Story(family.name(story), page.outlet.value if page.outlet else "", f"/article/{page.id}", depth,
                 edge_words(edge, family.name(edge.of)) if edge else "the first", date_words(page), tuple(refuted_words(page)), family.copies(story))


def find(shelf: Shelf, key: str, day: str = "") -> Family:
    """The family of a story or article by the id in a URL, or the head of one; on a ``day`` what had been published of it. Raises `NotFoundError`,
    also where nothing had."""
    hits = shelf.view.origins_at(key.replace(".", "#"))
    if not hits or len(hits) > 1:
        raise NotFoundError("origin", key, "its id fits several; give more of it" if hits else "")
    whole = Family(shelf.view, shelf.view.facts({article_of_story(hits[0].id)}), hits[0], shelf.view.links_into(hits[0]))
    found = whole.on(shelf.facts(day).keys()) if day else whole
    if found is None:
        raise NotFoundError("origin", key, f"none of its pages had been published by the end of {day}: they have later days, or none that is known")
    return found


def origin_fields(family: Family) -> dict[str, Any]:
    """One family as JSON fields."""
    return family_fields(family)
