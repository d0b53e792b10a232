"""Families: the origins of unsettled stories derived again, a few thousand stories at a time, and of no others.

A story is unsettled when it is new, a measure of it went, or its date, outlet or a judgement on it changed. What can change with it is
its *closure*: all stories that chains of tying measures and judgements of the same origin connect it to, and those that measures set beside
these, since it is told of both sides what stands beside them. Stories beside the closure are shown to the gathering rule without their
prints and keep their origins. No more prints are held than those of one closure.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from sqlalchemy import Connection, Select, select

from onrecord.model import Article, Origin
from onrecord.store import tables as t
from onrecord.store.candidates import bodies
from onrecord.store.dates import day_from_copies
from onrecord.store.rows import checked, noun, portions
from onrecord.store.rules import Measured, Rules, Told
from onrecord.store.verdicts import verdicts_of

AT_ONCE = 2000
"""Unsettled stories taken together: their prints are a few megabytes, and what stands beside many of them is looked up once."""
_IN = 500


@dataclass(slots=True)
class Traced:
    """Origins derived: by id, the origin of each story in ``roots``, and in ``days`` the day that copies give an article (None: its own)."""

    origins: dict[str, Origin] = field(default_factory=dict)
    roots: dict[str, str] = field(default_factory=dict)
    days: dict[str, str | None] = field(default_factory=dict)

    def add(self, other: Traced) -> None:
        """Takes the other's in as well."""
        self.origins.update(other.origins)
        self.roots.update(other.roots)
        self.days.update(other.days)


class Families:
    """Derives origins from what is kept; it writes nothing."""

    def __init__(self, connection: Connection, rules: Rules, path: str) -> None:
        self._connection, self._rules, self._path = connection, rules, path
        self._verdicts = verdicts_of(connection, path)

    def derived(self, everything: bool) -> Traced:
        """The origins of the closure of the unsettled stories, or of all stories."""
        found = Traced()
        column = t.stories.c.id if everything else t.unsettled.c.story
        after = ""
        while ids := list(self._connection.execute(select(column).where(column > after).order_by(column).limit(AT_ONCE)).scalars()):
            after = ids[-1]
            fresh = [i for i in ids if i not in found.roots]
            if fresh:
                found.add(self.traced(fresh))
        return found

    def traced(self, ids: Iterable[str]) -> Traced:
        """The origins of the closure of these stories."""
        return self._traced(self._closure(ids))

    def _closure(self, ids: Iterable[str]) -> set[str]:
        tied = self._tied(ids)
        beside = self._across(tied, beside=True) - tied
        return tied | self._tied(beside)

    def _tied(self, ids: Iterable[str]) -> set[str]:
        """These stories and all that chains of tying measures and judgements connect them to."""
        edge = self._kept(ids)
        found = set(edge)
        while edge:
            edge = (self._across(edge, beside=False) | self._kept(self._verdicts.beside(edge))) - found
            found |= edge
        return found

    def _kept(self, ids: Iterable[str]) -> set[str]:
        """Those of the ids that are stories of the record."""
        return {i for some in portions(ids, _IN) for i in self._connection.execute(select(t.stories.c.id).where(t.stories.c.id.in_(some))).scalars()}

    def _across(self, ids: Collection[str], beside: bool) -> set[str]:
        """The other sides of the measures of these stories: of all that tie, or of those that do not."""
        kind = t.measures.c.ties == int(not beside)
        found = set[str]()
        for some in portions(ids, _IN):
            for here, there in ((t.measures.c.first, t.measures.c.second), (t.measures.c.second, t.measures.c.first)):
                found.update(self._connection.execute(select(there).where(here.in_(some), kind)).scalars())
        return found

    def _traced(self, ids: set[str]) -> Traced:
        around = ids | self._across(ids, beside=True)
        gathered = self._gathered(ids, around)
        decided = self._verdicts.applied(gathered, self._part, self._day)
        found = Traced()
        for origin in decided:
            if not ids.issuperset(origin.articles):
                continue
            found.origins[origin.id] = origin
            found.roots.update((story, origin.id) for story in origin.articles)
        found.days = {i: self._from_copies(i, found.origins[found.roots[i]]) for i in sorted(ids) if "#" not in i}
        return found

    def _part(self, part: Collection[str], whole: Collection[str]) -> list[Origin]:
        """The origins of a part of a whole, with what stands beside it outside the whole."""
        around = {*part, *self._across(part, beside=True).difference(whole)}
        return [o for o in self._gathered(set(part), around) if set(part).issuperset(o.articles)]

    def _gathered(self, ids: Collection[str], around: Collection[str]) -> list[Origin]:
        """The origins that the rule makes of the stories ``around``, by the measures that ``ids`` have with them."""
        told = chain(self._told(ids, prints=True), self._told(set(around).difference(ids), prints=False))
        return self._rules.gather(told, (m for m in self._measures(ids) if m.first in around and m.second in around))

    def _told(self, ids: Iterable[str], prints: bool) -> Iterator[Told]:
        for some in portions(sorted(ids), _IN):
            packed = bodies(self._connection, some, self._path) if prints else {}
            for row in self._connection.execute(select(t.stories).where(t.stories.c.id.in_(some))):
                kept = checked(t.stories, row, self._path)
                day = self._verdicts.day(kept["article"]) or kept["dated"]
                yield Told(row.id, day, kept["outlet"], kept["site"], packed.get(row.id, b""))

    def _measures(self, ids: Collection[str]) -> Iterator[Measured]:
        for some in portions(sorted(ids), _IN):
            yield from self._measured(select(t.measures).where(t.measures.c.first.in_(some)))
            query = select(t.measures).where(t.measures.c.second.in_(some))
            yield from (m for m in self._measured(query) if m.first not in ids)

    def _measured(self, query: Select[tuple[object, ...]]) -> Iterator[Measured]:
        for row in self._connection.execute(query):
            apart = self._verdicts.apart(row.first, row.second)
            if not apart:
                yield Measured(row.first, row.second, noun(self._rules.kind, t.measures, row, self._path))

    def _day(self, story: str) -> str | None:
        """The well known day of a story, for the order of judged origins."""
        row = self._connection.execute(select(t.stories.c.article, t.stories.c.dated).where(t.stories.c.id == story)).one()
        return self._verdicts.day(row.article) or row.dated

    def _from_copies(self, article: str, origin: Origin) -> str | None:
        """The day that an article of one story takes from its copies; None where its own stands, or a person decided."""
        if origin.published is None or len(origin.articles) == 1 or self._verdicts.day(article) or self._day(article):
            return None
        row = self._connection.execute(select(t.articles).where(t.articles.c.id == article)).one()
        return day_from_copies(noun(Article, t.articles, row, self._path, "header").published, origin.published)
