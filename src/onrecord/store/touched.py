"""Touched: what changed since entries were last derived, told by whatever writes, so that only that is settled anew.

Kinds: "article" (written, read, dated or traced otherwise), "origin" (a story left it), "judged" (an id that a judgement speaks of, which was
signed or withdrawn), "signed" (such a judgement itself). Where other rules derive now than before, or the record was traced again, this tells too
little and all is settled.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, insert, select

from onrecord.model import Judgement
from onrecord.store import tables as t
from onrecord.store.rows import noun, portions, storable

_IN = 500


def touch(connection: Connection, kind: str, keys: Iterable[str | None]) -> None:
    """Remembers that these changed; None is nothing."""
    every = sorted({storable(key) for key in keys if key})
    for some in portions(every, _IN):
        known = set(connection.execute(select(t.touched.c.key).where(t.touched.c.kind == kind, t.touched.c.key.in_(some))).scalars())
        fresh = [{"kind": kind, "key": key} for key in some if key not in known]
        if fresh:
            connection.execute(insert(t.touched), fresh)


def touch_judged(connection: Connection, judgement: Judgement, path: str) -> None:
    """Remembers what a judgement speaks of; of a ``withdraw`` what the other one did."""
    touch(connection, "judged", (judgement.subject, *judgement.subject.split()))
    touch(connection, "article", (judgement.article,))
    touch(connection, "signed", (judgement.id,))
    if judgement.kind == "withdraw":
        row = connection.execute(select(t.judgements).where(t.judgements.c.id == storable(judgement.subject))).first()
        other = None if row is None else noun(Judgement, t.judgements, row, path)
        if other is not None and other.kind != "withdraw":
            touch_judged(connection, other, path)


def touched(connection: Connection, judgements: Iterable[Judgement]) -> tuple[set[str], set[str]]:
    """The articles that changed or share an origin with one that did, as it is or was; and the ids that judgements speak of."""
    told: dict[str, set[str]] = {"article": set(), "origin": set(), "judged": set()}
    for row in connection.execute(select(t.touched).where(t.touched.c.kind.in_(told))):
        told[row.kind].add(row.key)
    articles = told["article"] | set(_among(connection, t.claims.c.article, t.claims.c.id, told["judged"]))
    articles |= set(_among(connection, t.articles.c.id, t.articles.c.id, told["judged"]))
    articles |= _anchors(connection, articles, judgements)
    origins = told["origin"].union(o for o in _among(connection, t.stories.c.origin, t.stories.c.article, articles) if o is not None)
    return articles.union(_among(connection, t.stories.c.article, t.stories.c.origin, origins)), told["judged"]


def signed_since(connection: Connection) -> frozenset[str]:
    """The ids of the judgements that were signed or taken back since entries were last derived."""
    return frozenset(connection.execute(select(t.touched.c.key).where(t.touched.c.kind == "signed")).scalars())


def _anchors(connection: Connection, articles: Collection[str], judgements: Iterable[Judgement]) -> set[str]:
    """The articles in which judgements on claims of these are anchored: there they look for their words when the claim goes."""
    anchored = [(key, j.article) for j in judgements if j.article and j.article not in articles for key in j.subject.split()]
    homes = set(_among(connection, t.claims.c.id, t.claims.c.article, articles)) if anchored else set()
    return {article for key, article in anchored if key in homes}


def _among(connection: Connection, wanted: ColumnElement[Any], column: ColumnElement[Any], keys: Collection[str]) -> Iterator[Any]:
    for some in portions(sorted(keys), _IN):
        yield from connection.execute(select(wanted).where(column.in_(some))).scalars()


def forget_touched(connection: Connection) -> None:
    """Entries are those of all that was written."""
    connection.execute(delete(t.touched))
