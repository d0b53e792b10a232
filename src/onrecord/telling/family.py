"""A story's family as commands show it: who was first, who copied whom and how, what each page prints and when it was true, what stands beside."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from onrecord.errors import NotFoundError
from onrecord.telling.words import kind_words, published_words, share_words

if TYPE_CHECKING:
    from onrecord.model import Article, Origin, OriginEdge, PrintedDate, Span
    from onrecord.model.origin import ArticleFacts
    from onrecord.store import StoreView

PRINTED = ("stamp", "dateline", "title", "markup", "declared", "url")
"""Roles of a date by which a page says when it was published."""
DEEPEST = 4
"""Steps of a chain of copies that are drawn one under the other; longer chains go on at this depth, so that lines stay readable."""


class Pages(Protocol):
    """Whatever gives articles by their id: a record, or what keeps those of a record that were asked for lately."""

    def article(self, key: str) -> Article:
        """The article of this id."""


class Family:
    """One origin of a record, its stories looked up as they are needed. ``into`` are links that lead to its stories from other origins."""

    def __init__(self, view: Pages, facts: Mapping[str, ArticleFacts], origin: Origin, into: Sequence[OriginEdge] = ()) -> None:
        self.origin, self.into, self._view, self._facts = origin, tuple(into), view, facts
        self._pages: dict[str, Article] = {}

    def on(self, out: Collection[str]) -> Family | None:
        """What had been published of it: the stories of the articles that were ``out``; None where none was."""
        from onrecord.telling.known import links_on, origin_on

        origin = origin_on(self.origin, out)
        facts = {key: known for key, known in self._facts.items() if key in out}
        return None if origin is None else Family(self._view, facts, origin, links_on(self.into, out))

    @cached_property
    def edges(self) -> dict[str, OriginEdge]:
        """What each later story is to an earlier one, by story."""
        return {e.article: e for e in self.origin.edges}

    @cached_property
    def beside(self) -> tuple[OriginEdge, ...]:
        """Links between its stories and those of other origins, either way."""
        return tuple(dict.fromkeys((*self.origin.beside, *self.into)))

    @cached_property
    def first(self) -> str:
        """The story that it begins with: the one that it is named after; of a day on which that was not published yet the first that was."""
        held = self.origin.articles
        return self.origin.id if self.origin.id in held else min(held, key=self._order)

    @property
    def pages(self) -> int:
        """How many named pages carry its stories."""
        return sum(self.copies(s) for s in self.origin.articles)

    def page(self, story: str) -> Article:
        """The article that the story stands in."""
        from onrecord.model.origin import article_of_story

        article = article_of_story(story)
        if article not in self._pages:
            self._pages[article] = self._view.article(article)
        return self._pages[article]

    def name(self, story: str) -> str:
        """The page's name, and which of its stories it is where it has several."""
        return self.page(story).name + story_sign(story)

    def copies(self, story: str) -> int:
        """How many named pages carry the story."""
        from onrecord.model.origin import article_of_story

        known = self._facts.get(article_of_story(story))
        return known.pages if known else 1

    def walk(self) -> Iterator[tuple[str, int]]:
        """Its stories from the first on, each before its copies, with its depth in the tree; copies by day, then by id."""
        under: dict[str, list[str]] = {}
        for story in sorted(self.origin.articles, key=self._order):
            if story != self.first:
                edge = self.edges.get(story)
                under.setdefault(edge.of if edge and edge.of in self.origin.articles else self.first, []).append(story)
        waiting, seen = [(self.first, 0)], set[str]()
        while waiting:
            story, depth = waiting.pop()
            if story not in seen:
                seen.add(story)
                yield story, depth
                waiting += [(child, min(depth + 1, DEEPEST)) for child in reversed(under.get(story, ()))]

    def _order(self, story: str) -> tuple[str, str]:
        from onrecord.model.origin import article_of_story

        known = self._facts.get(article_of_story(story))
        return (known.published if known and known.published else "9999", story)


def pages_of_origins(facts: Iterable[ArticleFacts]) -> dict[str, int]:
    """How many named pages go back to each origin; a digest counts for each of its stories."""
    pages: dict[str, int] = {}
    for known in facts:
        for origin in {o for _, o in known.parts} or {known.origin}:
            pages[origin] = pages.get(origin, 0) + known.pages
    return pages


def story_sign(story: str) -> str:
    """ ", story 2" of a page that holds several; nothing of one that is one story."""
    part = story.partition("#")[2]
    return f", story {part}" if part else ""


def families(view: StoreView, key: str) -> list[Family]:
    """The families of the stories of an article, given by its page's name, its id or the head of one; of one story with "#2" after that.

    Raises `NotFoundError` or `QueryError`.
    """
    return families_and_parts(view, key)[0]


def families_on(view: StoreView, key: str, as_of: str | None) -> list[Family]:
    """`families` with what had been published of them by the end of an ISO day, month or year (None: all). Raises `NotFoundError`, also where
    nothing had."""
    there = families_and_parts(view, key, as_of)[0]
    if not there:
        raise NotFoundError("origin", key, f"none of its pages had been published by the end of {as_of}")
    return there


def _articles(found: Iterable[Family]) -> set[str]:
    """The articles of families, and of what stands beside them."""
    from onrecord.model.origin import article_of_story

    return {article_of_story(s) for f in found for s in (*f.origin.articles, *(end for e in f.beside for end in (e.article, e.of)))}


def known(every: Iterable[Family], facts: Mapping[str, ArticleFacts], as_of: str | None) -> list[Family]:
    """Those of the families of which something had been published by the end of a day, with no more than that. ``facts`` are of all their pages.
    Raises `QueryError` for what is no day."""
    from onrecord.store.filters import dated
    from onrecord.telling.known import facts_on

    dated(("as-of", as_of))
    out = facts_on(facts, as_of).keys() if as_of else None
    return list(every) if out is None else [f for family in every if (f := family.on(out)) is not None]


def families_and_parts(view: StoreView, key: str, as_of: str | None = None) -> tuple[list[Family], tuple[tuple[Span, str], ...]]:
    """`families` (with what had been published of them by the end of a day), and the stretch and origin of each story of the article where it is a
    digest."""
    article, wanted = _stories(view, key)
    found = {o.id: o for o in (view.origin_of(story) for story in wanted)}
    facts = view.facts([article])
    parts = facts[article].parts if article in facts else ()
    whole = [Family(view, facts, o, view.links_into(o)) for o in found.values()]
    return (known(whole, view.facts(_articles(whole)), as_of) if as_of else whole), parts


def stories(view: StoreView, key: str) -> list[str]:
    """The ids of the stories that `families` shows, by number. Raises `NotFoundError` or `QueryError`."""
    return _stories(view, key)[1]


def _stories(view: StoreView, key: str) -> tuple[str, list[str]]:
    """The article, and the ids of its stories that are asked for, by number."""
    from onrecord.model.origin import story_id

    article, part = _asked(view, key)
    wanted = [s for s in view.stories_of(article) if part is None or s == story_id(article, part)]
    if not wanted:
        raise NotFoundError("story", key, "the page has no story of this number")
    return article, wanted


def _asked(view: StoreView, key: str) -> tuple[str, int | None]:
    head, sign, part = key.rpartition("#")
    try:
        return view.article(key).id, None
    except NotFoundError:
        if not (sign and part.isdecimal()):
            raise
    return view.article(head).id, int(part)


def printed_dates(page: Article) -> list[PrintedDate]:
    """The dates by which the page says when it was published, each day once."""
    every = {d.date: d for d in reversed(page.printed) if d.role in PRINTED}
    return [d for d in page.printed if every.get(d.date) is d]


def date_words(page: Article) -> str:
    """The true day beside what the page prints: "2019-03-12 (likely); prints 2023-04-08"."""
    printed = ", ".join(d.date for d in printed_dates(page)) or "no date"
    return f"{published_words(page.published)}; prints {printed}"


def refuted_words(page: Article) -> list[str]:
    """A line for each printed date that cannot be true, with the weightiest reason against one."""
    against = sorted((r for r in page.published.reasons if r.weight < 0), key=lambda r: (r.weight, r.rule))
    why = f": {against[0].says}" if against else ""
    return [f"refuted: {d.date} ({d.role}) cannot be its date{why}" for d in page.published.refuted]


def edge_words(edge: OriginEdge, of: str) -> str:
    """ "another site's copy of report, 97 %: 91 % of its words in the same order"."""
    told = f"{kind_words(edge.kind)} {of}"
    return told if edge.kind == "same" and edge.share >= 1 else f"{told}, {share_words(edge.share)}: {edge.why}"


def family_fields(family: Family) -> dict[str, Any]:
    """The family as JSON fields, nothing left out."""
    return {
        "id": family.origin.id, "published": family.origin.published, "pages": family.pages,
        "stories": [_story_fields(family, story) for story, _ in family.walk()],
        "beside": [{**edge_fields(e), "name": family.name(e.article), "of_name": family.name(e.of)} for e in family.beside],
    }


def edge_fields(edge: OriginEdge) -> dict[str, Any]:
    """One edge as JSON fields."""
    return {"article": edge.article, "of": edge.of, "kind": edge.kind, "share": edge.share, "why": edge.why}


def _story_fields(family: Family, story: str) -> dict[str, Any]:
    page, edge = family.page(story), family.edges.get(story)
    dates = page.published
    return {
        "story": story, "article": page.id, "name": page.name, "title": page.title.value if page.title else None,
        "outlet": page.outlet.value if page.outlet else None, "url": page.url, "pages": family.copies(story),
        "published": {"date": dates.date, "low": dates.low, "high": dates.high, "grade": dates.grade},
        "printed": [{"date": d.date, "role": d.role} for d in printed_dates(page)],
        "refuted": [{"date": d.date, "role": d.role} for d in dates.refuted],
        "of": edge.of if edge else None, "kind": edge.kind if edge else None, "share": edge.share if edge else None,
        "why": edge.why if edge else None,
    }
