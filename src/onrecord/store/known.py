"""What the record knows of articles and stories as of now: origins, dates and facts, those not settled yet derived on the spot."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from onrecord.errors import DamagedStoreError, NotFoundError
from onrecord.model import Origin, OriginEdge, Published, Span
from onrecord.model.origin import DOUBTS, ArticleFacts, article_of_story
from onrecord.store import tables as t
from onrecord.store.codec import digest
from onrecord.store.dates import by_copies, by_judgement
from onrecord.store.families import Traced
from onrecord.store.rows import AnyRow, checked, noun, portions
from onrecord.store.verdicts import first_story, verdicts_of

_IN = 500
_OF = re.compile(r'"of":"([^"]+)"')
"""The story that a link leads to, as the body of an origin has it."""


class Known:
    """Answers from the kept origins, with ``traced`` laid over them: what was derived since of stories not settled yet."""

    def __init__(self, connection: Connection, path: str, traced: Traced) -> None:
        self._connection, self._path, self._traced = connection, path, traced
        self.verdicts = verdicts_of(connection, path)
        self._copied = self._from_copies()

    def _from_copies(self) -> dict[str, str]:
        """The day of each article that its copies date."""
        rows = self._connection.execute(select(t.stories).where(t.stories.c.day > ""))  # "is not null" would look at every story
        kept = {row.article: row.day for row in rows if checked(t.stories, row, self._path)}
        return {article: day for article, day in {**kept, **self._traced.days}.items() if day is not None}

    @property
    def days(self) -> dict[str, str]:
        """The ISO day of each article whose own does not stand: as a person decided, else as its copies tell."""
        return {**self._copied, **{article: j.value or "" for article, j in self.verdicts.dates.items()}}

    def published(self, article: str, own: Published) -> Published:
        """When an article was published, with the reason where its own date does not stand."""
        decided = self.verdicts.dates.get(article)
        if decided is not None and decided.value:
            return by_judgement(own, decided.value, decided.by, decided.why)
        day = self._copied.get(article)
        return own if day is None else by_copies(own, day, self._root(article))

    def facts(self, articles: Collection[str] | None = None) -> dict[str, ArticleFacts]:
        """What the ledger knows of each article, by id: of all, or of these and of those that share an origin with them.

        Raises `DamagedStoreError` where a date or an origin is not as it was written.
        """
        ids = None if articles is None else self._with_copies(articles)
        rows = list(self._rows(select(t.articles.c.id, t.articles.c.published, t.articles.c.outlet, t.articles.c.mark), t.articles.c.id, ids))
        if any(digest(i, published, outlet) != mark for i, published, outlet, mark in rows):
            raise DamagedStoreError(self._path, "an article's date is not as it was written; restore the record from a copy")
        parts, days, pages, doubts = self._parts(ids), self.days, self._pages(ids), self._doubts(ids)
        return {i: _facts(i, days.get(i, published), outlet, parts.get(i, []), pages.get(i, 1), doubts.get(i, ()))
                for i, published, outlet, _ in rows}

    def _rows(self, query: Select[Any], column: ColumnElement[Any], ids: Collection[str] | None) -> Iterator[AnyRow]:
        """The rows of a query, of all or of those whose column is one of the ids."""
        if ids is None:
            yield from self._connection.execute(query)
            return
        for some in portions(sorted(ids), _IN):
            yield from self._connection.execute(query.where(column.in_(some)))

    def _with_copies(self, articles: Collection[str]) -> set[str]:
        """These articles and those with a story of the same origin as one of theirs."""
        stories = self._rows(select(t.stories.c.id, t.stories.c.origin), t.stories.c.article, articles)
        roots = {self._traced.roots.get(row.id) or row.origin for row in stories} - {None}
        kept = {row.article for row in self._rows(select(t.stories.c.article), t.stories.c.origin, roots)}
        return {*articles, *kept, *(article_of_story(story) for story, root in self._traced.roots.items() if root in roots)}

    def _parts(self, ids: Collection[str] | None) -> dict[str, list[tuple[Span, str]]]:
        """The stretch and origin of each story, by article."""
        found: dict[str, list[tuple[Span, str]]] = defaultdict(list)
        roots = {}
        for row in self._rows(select(t.stories).order_by(t.stories.c.article, t.stories.c.part), t.stories.c.article, ids):
            kept = checked(t.stories, row, self._path)
            roots[row.id] = self._traced.roots.get(row.id) or kept["origin"]
            found[row.article].append((Span(kept["start"], kept["end"]), roots[row.id]))
        if not all(root in roots for root in roots.values()):
            raise DamagedStoreError(self._path, "an article's origin is not in it; restore the record from a copy")
        return found

    def _pages(self, ids: Collection[str] | None) -> dict[str, int]:
        counted = select(t.pages.c.article, func.count().label("pages")).where(t.pages.c.article.is_not(None)).group_by(t.pages.c.article)
        return {row.article: row.pages for row in self._rows(counted, t.pages.c.article, ids)}

    def _doubts(self, ids: Collection[str] | None) -> dict[str, tuple[str, ...]]:
        """What speaks against the pages of which something does (`model.origin.DOUBTS`), found in the headers as they are kept, none decoded."""
        header = t.articles.c.header
        told = [header.contains(f'"copied":"{kind}"') for kind in DOUBTS[:2]] + [header.contains('"refuted":[{')]
        rows = self._rows(select(t.articles.c.id, *told).where(or_(*told)), t.articles.c.id, ids)
        return {i: tuple(d for d, holds in zip(DOUBTS, found, strict=True) if holds) for i, *found in rows}

    def origins(self) -> list[Origin]:
        """Every origin, by id."""
        rows = self._connection.execute(select(t.origins))
        kept = (noun(Origin, t.origins, row, self._path) for row in rows)
        standing = [o for o in kept if self._traced.roots.keys().isdisjoint(o.articles)]
        return sorted([*standing, *self._traced.origins.values()], key=lambda o: o.id)

    def origin_of(self, key: str) -> Origin:
        """The origin of a story, or of an article's first story. Raises `NotFoundError`."""
        root = self._root(key)
        if root in self._traced.origins:
            return self._traced.origins[root]
        row = self._connection.execute(select(t.origins).where(t.origins.c.id == root)).first()
        if row is None:
            raise DamagedStoreError(self._path, "a story's origin is not in it; restore the record from a copy")
        return noun(Origin, t.origins, row, self._path)

    def links_into(self, origin: Origin) -> list[OriginEdge]:
        """The links that lead from other origins to stories of this one, by the ids of those origins. They are found in the bodies as they are kept;
        none is decoded that has no such link."""
        held = frozenset(origin.articles)
        linking = self._connection.execute(select(t.origins).where(t.origins.c.body.contains('"beside":['), t.origins.c.id != origin.id))
        kept = (noun(Origin, t.origins, row, self._path) for row in linking if not held.isdisjoint(_OF.findall(row.body)))
        standing = [o for o in kept if self._traced.roots.keys().isdisjoint(o.articles)]
        others = sorted([*standing, *(o for o in self._traced.origins.values() if o.id != origin.id)], key=lambda o: o.id)
        return [e for o in others for e in o.beside if e.of in held]

    def roots_at(self, head: str) -> list[str]:
        """The id of the origin of the story of this id, else those of the stories whose ids begin with it."""
        s = t.stories.c
        for match in (s.id == head, and_(s.id >= head, s.id < head + "\U0010ffff")):
            rows = self._connection.execute(select(s.id, s.origin).where(match)).all()
            if rows:
                break
        return sorted({self._traced.roots.get(row.id) or row.origin for row in rows})

    def stories_of(self, article: str) -> list[str]:
        """The ids of an article's stories, in order of place."""
        return list(self._connection.execute(select(t.stories.c.id).where(t.stories.c.article == article).order_by(t.stories.c.part)).scalars())

    def _root(self, key: str) -> str:
        story = first_story(self._connection, key)
        row = self._connection.execute(select(t.stories).where(t.stories.c.id == story)).first()
        if row is None:
            raise NotFoundError("story", key)
        return self._traced.roots.get(story) or str(checked(t.stories, row, self._path)["origin"])


def _facts(article: str, published: str | None, outlet: str | None, parts: list[tuple[Span, str]], pages: int,
           doubts: tuple[str, ...]) -> ArticleFacts:
    origin = parts[0][1] if parts else article
    return ArticleFacts(article, published, outlet, origin, tuple(parts) if len(parts) > 1 else (), pages, doubts)
