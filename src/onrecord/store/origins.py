"""What can be asked of origins: of which story a page is, and what it goes back to."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import AbstractContextManager, suppress

from sqlalchemy import Connection, select

from onrecord.errors import NotFoundError
from onrecord.model import Origin, OriginEdge
from onrecord.store import tables as t
from onrecord.store.known import Known
from onrecord.store.rows import storable


class OriginsView:
    """The origins of a record's stories."""

    def _reading(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def _known(self, connection: Connection) -> Known:
        raise NotImplementedError

    def origins(self) -> list[Origin]:
        """The origins of the stories, by id."""
        with self._reading() as connection:
            return self._known(connection).origins()

    def published_days(self) -> dict[str, str]:
        """The ISO day by which each page was published, by its name (of several of one name the first) and by the id of its article; pages of unknown
        day are left out."""
        found = dict[str, str]()
        query = select(t.pages.c.name, t.articles.c.id, t.articles.c.published).join(t.articles, t.articles.c.id == t.pages.c.article)
        with self._reading() as connection:
            days = self._known(connection).days
            for name, article, own in connection.execute(query):
                if (day := days.get(article, own)) is not None:
                    found[article], found[name] = day, min(day, found.get(name, day))
        return found

    def links_into(self, origin: Origin) -> list[OriginEdge]:
        """The links that lead from other origins to stories of this one, by the ids of those origins."""
        with self._reading() as connection:
            return self._known(connection).links_into(origin)

    def origin_of(self, key: str) -> Origin:
        """The origin of a story, or of the first story of an article, by full id; no other origin is loaded. Raises `NotFoundError`."""
        with self._reading() as connection:
            return self._known(connection).origin_of(key)

    def origins_at(self, head: str) -> list[Origin]:
        """The origin of the story of this id, else the origins of the stories whose ids begin with it, by id."""
        with self._reading() as connection:
            known = self._known(connection)
            return [known.origin_of(root) for root in known.roots_at(storable(head))] if head else []

    def stories_of(self, article: str) -> list[str]:
        """The ids of the stories of an article, by its full id, by number."""
        with self._reading() as connection:
            return self._known(connection).stories_of(article)

    def origins_with(self, keys: Collection[str]) -> dict[str, Origin]:
        """`origin_of` for each of these, less those that there are not."""
        found = dict[str, Origin]()
        with self._reading() as connection:
            known = self._known(connection)
            for key in keys:
                with suppress(NotFoundError):
                    found[key] = known.origin_of(key)
        return found

    def origins_of(self, article: str) -> list[Origin]:
        """The origin of each story of an article, by full id, in order of place. Raises `NotFoundError`."""
        with self._reading() as connection:
            known = self._known(connection)
            return [known.origin_of(story) for story in known.stories_of(article) or [article]]
