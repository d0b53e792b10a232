"""Verdicts: what people decided of origins and dates, as far as it stands.

- same-origin: the origins of the two stories are one, named after the story first published; the later one's first story leads to the
  earlier one's;
- different-origin: the measure of the two counts for nothing. If others still tie them, the second story leaves with what hangs on it (the
  first does, where the second is what it hangs on), and both parts are gathered anew;
- date-is: the article's day.

Of two verdicts on the same pair or article the one signed later counts. Different is applied before same. An article's id stands for its
first story. A verdict on what is not in the record waits until it comes; a withdrawn one counts for nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from sqlalchemy import Connection, select

from onrecord.model import Judgement, Origin, OriginEdge
from onrecord.store import tables as t
from onrecord.store.rows import noun

_NEVER = "9999"
Gathering = Callable[[Collection[str], Collection[str]], list[Origin]]
Day = Callable[[str], str | None]


def judgements_of(connection: Connection, path: str) -> list[Judgement]:
    """Every judgement of the record, by time of signing. Raises `DamagedStoreError`."""
    rows = connection.execute(select(t.judgements).order_by(t.judgements.c.at, t.judgements.c.id))
    return [noun(Judgement, t.judgements, r, path) for r in rows]


def verdicts_of(connection: Connection, path: str) -> Verdicts:
    """The record's verdicts."""
    return Verdicts(judgements_of(connection, path), lambda key: first_story(connection, key))


def first_story(connection: Connection, key: str) -> str:
    """The id of an article's first story; a story's own id, and what is not in the record, as given."""
    found = connection.execute(select(t.stories.c.id).where(t.stories.c.article == key).order_by(t.stories.c.part).limit(1)).scalar_one_or_none()
    return found or key


class Verdicts:
    """The standing judgements on origins and dates. ``first_story`` gives the id of an article's first story where that is not its own."""

    def __init__(self, judgements: Iterable[Judgement], first_story: Callable[[str], str] = lambda article: article) -> None:
        standing = sorted((j for j in judgements if not j.withdrawn), key=lambda j: (j.at, j.id))
        self.dates = {j.subject: j for j in standing if j.kind == "date-is"}
        pairs = {frozenset(map(first_story, j.subject.split())): j for j in standing if j.kind in ("same-origin", "different-origin")}
        self._pairs = {pair: j for pair, j in pairs.items() if len(pair) == 2}
        self._first = {pair: first_story(j.subject.split()[0]) for pair, j in self._pairs.items()}

    def day(self, article: str) -> str | None:
        """The ISO day that was decided for an article."""
        decided = self.dates.get(article)
        return decided.value if decided else None

    def apart(self, first: str, second: str) -> bool:
        """Whether the two were decided to be of different origins."""
        decided = self._pairs.get(frozenset((first, second)))
        return decided is not None and decided.kind == "different-origin"

    def beside(self, stories: Collection[str]) -> set[str]:
        """The other sides of decisions that one of these stories is of the same origin."""
        same = (pair for pair, j in self._pairs.items() if j.kind == "same-origin")
        return {other for pair in same if not pair.isdisjoint(stories) for other in pair}

    def applied(self, origins: Iterable[Origin], gather: Gathering, day: Day) -> list[Origin]:
        """The origins as decided. ``gather`` derives those of a part of the stories as if the rest of the whole were not
        there (part, whole); ``day`` tells the well known day of a story."""
        found = list(origins)
        for pair in self._in_order("different-origin"):
            found = _parted(found, *self._named(pair), gather)
        for pair in self._in_order("same-origin"):
            found = _joined(found, *self._named(pair), self._pairs[pair], day)
        return found

    def _named(self, pair: frozenset[str]) -> tuple[str, str]:
        """The two stories of a pair as they were named."""
        second, = pair - {self._first[pair]}
        return self._first[pair], second

    def _in_order(self, kind: str) -> list[frozenset[str]]:
        return [pair for pair, j in sorted(self._pairs.items(), key=lambda item: (item[1].at, item[1].id)) if j.kind == kind]


def _holding(origins: Iterable[Origin], story: str) -> Origin | None:
    return next((o for o in origins if story in o.articles), None)


def _parted(origins: list[Origin], first: str, second: str, gather: Gathering) -> list[Origin]:
    held = _holding(origins, first)
    if held is None or second not in held.articles:
        return origins
    leaving = _hanging(held, second)
    if first in leaving:
        leaving = _hanging(held, first)
    staying = [story for story in held.articles if story not in leaving]
    return [o for o in origins if o is not held] + gather(staying, held.articles) + gather(sorted(leaving), held.articles)


def _hanging(origin: Origin, story: str) -> set[str]:
    """The story and all that lead to it."""
    found, grown = {story}, True
    while grown:
        more = {e.article for e in origin.edges if e.of in found} - found
        found, grown = found | more, bool(more)
    return found


def _joined(origins: list[Origin], first: str, second: str, decided: Judgement, day: Day) -> list[Origin]:
    one, other = _holding(origins, first), _holding(origins, second)
    if one is None or other is None or one is other:
        return origins
    early, late = sorted((one, other), key=lambda o: (day(o.id) or _NEVER, o.id))
    articles = tuple(sorted({*early.articles, *late.articles}))
    edge = OriginEdge(late.id, early.id, "same", 0.0, f"judged to go back to one text: {decided.by}: {decided.why}")
    beside = tuple(e for e in (*early.beside, *late.beside) if e.of not in articles)
    published = min((d for d in (early.published, late.published) if d), default=None)
    joined = replace(early, articles=articles, edges=(*early.edges, edge, *late.edges), beside=beside, published=published)
    return [o for o in origins if o not in (one, other)] + [joined]
