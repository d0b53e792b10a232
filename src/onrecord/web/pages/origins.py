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
    """The families with several stories or pages, and how many origins there are in all."""

    title: str
    asked: Asked
    rows: tuple[Line, ...]
    turn: Turn
    every: int
    formats: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, shelf: Shelf, asked: Asked) -> OriginsPage:
        """The list that a URL asks for."""
        shared = _ordered(shelf, asked)
        rows = tuple(_line(shelf, o) for o in on_page(shared, asked))
        formats = tuple((end, asked.at(f"/origins.{end}")) for end in ("csv", "json"))
        return cls("Origins", asked, rows, turn(len(shared), asked, "/origins"), len(shelf.origins()), formats)


def origin_lines(shelf: Shelf, asked: Asked) -> list[Line]:
    """All families, whatever page the URL is on."""
    return [_line(shelf, o) for o in _ordered(shelf, asked)]


def _ordered(shelf: Shelf, asked: Asked) -> Sequence[Origin]:
    pages = shelf.pages_of()
    shared = [o for o in shelf.origins() if len(o.articles) > 1 or pages.get(o.id, 1) > 1]
    keys: dict[str, Callable[[Origin], Any]] = {"pages": lambda o: pages.get(o.id, 1), "first": lambda o: shelf.article(o.id.partition("#")[0]).name,
            "published": lambda o: o.published or "9999", "stories": lambda o: len(o.articles)}
    return sorted(shared, key=keys[asked.sort.removeprefix("-")], reverse=asked.sort.startswith("-"))


def _line(shelf: Shelf, origin: Origin) -> Line:
    family = Family(shelf.view, shelf.facts(), origin)
    page = family.page(origin.id)
    kinds = sorted(Counter(e.kind for e in origin.edges).items(), key=lambda pair: (-pair[1], pair[0]))
    name = page.title.value if page.title else family.name(origin.id)
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
    id: str
    published: str
    stories: tuple[Story, ...]
    more: int
    pages: int
    beside: tuple[tuple[str, str, str], ...]

    @classmethod
    def of(cls, family: Family) -> OriginPage:
        """The page of a family found."""
        first = family.page(family.origin.id)
        walked = [_story(family, story, depth) for story, depth in list(family.walk())[:MOST_STORIES]]
        beside = tuple((family.name(e.article), edge_words(e, family.name(e.of)), f"/article/{family.page(e.article).id}") for e in family.beside)
        return cls(first.title.value if first.title else first.name, family.origin.id, family.origin.published or "", tuple(walked),
                   len(family.origin.articles) - len(walked), family.pages, beside)


def _story(family: Family, story: str, depth: int) -> Story:
    page, edge = family.page(story), family.edges.get(story)
    return Story(family.name(story), page.outlet.value if page.outlet else "", f"/article/{page.id}", depth,
                 edge_words(edge, family.name(edge.of)) if edge else "the first", date_words(page), tuple(refuted_words(page)), family.copies(story))


def find(shelf: Shelf, key: str) -> Family:
    """The family of a story or article by the id in a URL, or the head of one. Raises `NotFoundError`."""
    hits = shelf.view.origins_at(key.replace(".", "#"))
    if not hits or len(hits) > 1:
        raise NotFoundError("origin", key, "its id fits several; give more of it" if hits else "")
    return Family(shelf.view, shelf.view.facts({article_of_story(hits[0].id)}), hits[0], shelf.view.links_into(hits[0]))


def origin_fields(family: Family) -> dict[str, Any]:
    """One family as JSON fields."""
    return family_fields(family)
