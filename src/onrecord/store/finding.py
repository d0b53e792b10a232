"""Finding: articles and claims by their words, with the words around; filters are bound SQL, snippets are cut here from the kept text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from sqlalchemy import Connection, select

from onrecord.errors import QueryError
from onrecord.model import ACTS, STATUSES, Article, Claim
from onrecord.model.search import KINDS, Hit, WordQuery
from onrecord.store import tables as t
from onrecord.store.filters import dated, first_day, last_day
from onrecord.store.known import Known
from onrecord.store.rows import article_of, noun, storable
from onrecord.store.words import asked, folded, found

AROUND = 90
"""Characters of a snippet on each side of the first word found. Chosen: about two lines."""
_SIDE = "EXISTS (SELECT 1 FROM parties p WHERE p.claim = c.id AND p.side = '{side}' AND p.party = :{side})"


def understood(query: WordQuery) -> WordQuery:
    """The query, once each of its filters is known to mean something. Raises `QueryError`."""
    for option, value, known in (("kind", query.kind, KINDS), ("act", query.act, ACTS), ("status", query.status, STATUSES)):
        if value is not None and value not in known:
            raise QueryError(option, value, f"one of {', '.join(known)}")
    dated(("since", query.since), ("until", query.until))
    if query.limit < 0:
        raise QueryError("limit", str(query.limit), "a number from 0")
    return query


def hits(connection: Connection, query: WordQuery, path: str, known: Callable[[], Known]) -> list[Hit]:
    """What passes the query, articles first, each kind best first. ``known`` is asked for the days of what is found."""
    of_claims = any((query.giver, query.receiver, query.act, query.status))
    condition, given = _among(query)

    def ids(kind: str) -> list[str]:
        return found(connection, kind, query.words, query.limit, condition, given) if query.kind in (None, kind) else []

    articles = [] if of_claims else _articles(connection, ids("article"), query.words, path, known)
    return articles + _claims(connection, ids("claim"), query.words, path, known)


def _among(query: WordQuery) -> tuple[str, dict[str, object]]:
    """The filters as an SQL condition, and its values."""
    values = {"since": query.since and first_day(query.since), "until": query.until and last_day(query.until), "outlet": query.outlet,
              "giver": query.giver and query.giver.casefold(), "receiver": query.receiver and query.receiver.casefold(),
              "act": query.act, "status": query.status}
    conditions = {"since": "a.published >= :since", "until": "a.published <= :until", "outlet": "a.outlet = :outlet",
                  "giver": _SIDE.format(side="giver"), "receiver": _SIDE.format(side="receiver"), "act": "c.act = :act",
                  "status": "c.status = :status"}
    given = {name: storable(value) for name, value in values.items() if value}
    return " AND ".join(conditions[name] for name in given), dict(given)


def _articles(connection: Connection, keys: Sequence[str], words: str, path: str, known: Callable[[], Known]) -> list[Hit]:
    rows = connection.execute(select(t.articles).where(t.articles.c.id.in_(keys))) if keys else ()
    told = {row.id: article_of(row, path) for row in rows}
    return [Hit("article", key, key, told[key].name, _day(told[key], known), *snippet(told[key].kept(), words)) for key in keys]


def _claims(connection: Connection, keys: Sequence[str], words: str, path: str, known: Callable[[], Known]) -> list[Hit]:
    """The claims' hits; of their articles only the headers are read."""
    if not keys:
        return []
    rows = connection.execute(select(t.claims).where(t.claims.c.id.in_(keys)))
    told = {row.id: noun(Claim, t.claims, row, path) for row in rows}
    headers = select(*(c for c in t.articles.c if c.name != "text")).where(t.articles.c.id.in_({c.article for c in told.values()}))
    of = {row.id: noun(Article, t.articles, row, path, "header") for row in connection.execute(headers)}
    found = ((told[key], of[told[key].article]) for key in keys)
    return [Hit("claim", claim.id, article.id, article.name, _day(article, known), *snippet(claim.quote, words)) for claim, article in found]


def _day(article: Article, known: Callable[[], Known]) -> str | None:
    return known().published(article.id, article.published).date


def snippet(text: str, words: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The words around the first that was asked for, white space made single, and the stretches of it that were asked for; where none stands in the
    text (it may be in the title) its beginning."""
    runs = [re.escape(run) for word in asked(words) or () for run in word]
    pattern = re.compile(rf"(?<![^\W_])(?:{'|'.join(runs)})(?![^\W_])") if runs else None
    first = next(_stretches(text, pattern), None) if pattern else None
    at = first[0] if first else 0
    start, end = max(0, at - AROUND), min(len(text), at + AROUND)
    cut = " ".join(text[_edge(text, start, -1):_edge(text, end, 1)].split())
    return cut, tuple(_stretches(cut, pattern)) if pattern else ()


def _stretches(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Where the pattern stands in the text without case and accents, as places in the text itself."""
    low = text.lower()
    if text.isascii() or (len(low) == len(text) and pattern.search(low)):
        yield from (m.span() for m in pattern.finditer(low))
        return
    parts = [folded(c) for c in text]
    places = [at for at, part in enumerate(parts) for _ in part]
    yield from ((places[m.start()], places[m.end() - 1] + 1) for m in pattern.finditer("".join(parts)))


def _edge(text: str, at: int, step: int) -> int:
    """The place moved outwards to the edge of the word it stands in, at most twenty characters."""
    for _ in range(20):
        if not 0 < at < len(text) or text[at - 1].isspace() or text[at].isspace():
            break
        at += step
    return at
