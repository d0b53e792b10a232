"""The view: what can be asked of a record. It never writes; `Store` adds writing.

Entries are derived. Those kept in the record are answered only while nothing was written since they were derived; otherwise, for any as-of
day and for a least confidence, they are settled afresh from the claims, so that an answer is never stale.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Select, func, or_, select, text

from onrecord.errors import DamagedStoreError, NotFoundError, QueryError
from onrecord.model import Article, Capture, Claim, Entry, Judgement, Origin, Skip
from onrecord.model.entry import LedgerQuery
from onrecord.model.origin import ArticleFacts
from onrecord.store import tables as t
from onrecord.store.bearing import bearing_on
from onrecord.store.codec import digest
from onrecord.store.filters import keeps, last_day, sure, understood
from onrecord.store.opening import open_engine, transaction, whole
from onrecord.store.rows import article_of, capture_of, checked, noun, pairs
from onrecord.store.rules import Rules

H = TypeVar("H")
V = TypeVar("V", bound="StoreView")
_CHUNK = 500


class StoreView:
    """A record, to read from. Use as a context manager or `close` it."""

    read_only = True

    def __init__(self, path: str, engine: Engine, rules: Rules) -> None:
        self.path, self._engine, self._rules = path, engine, rules

    @classmethod
    def open(cls: type[V], path: Path | str, rules: Rules) -> V:
        """The record at ``path`` (a file, or a database URL). Raises `StoreError`, `NewerStoreError`, `DamagedStoreError`."""
        return cls(str(path), open_engine(str(path), cls.read_only), rules)

    def close(self) -> None:
        """Lets go of the file."""
        self._engine.dispose()

    def __enter__(self: V) -> V:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    # -- entries

    def entries(self, query: LedgerQuery | None = None) -> list[Entry]:
        """The entries that pass the query, sorted by act, parties, items and id. Raises `QueryError` for a filter that means nothing."""
        asked = understood(query or LedgerQuery())
        with self._reading() as connection:
            facts = self._facts(connection)
            found = self._kept_entries(connection, asked) if self._usable(connection, asked) else self._settled(connection, asked, facts)
        roots = {a.id: a.origin for a in facts.values()} if asked.origin else {}
        return sorted((e for e in found if keeps(asked, e, roots)), key=lambda e: (e.act, e.giver, e.receiver, e.items, e.id))

    def entry(self, key: str, as_of: str | None = None, min_confidence: float = 0.0) -> Entry:
        """The entry of this id, of the head of one, or of an id that was merged into it.

        Raises `NotFoundError`, or `QueryError` where a head fits several.
        """
        found = self.entries(LedgerQuery(as_of=as_of, min_confidence=min_confidence))
        hits = [e for e in found if e.id == key] or [e for e in found if e.id.startswith(key) and key]
        if not hits:
            with self._reading() as connection:
                now = connection.execute(select(t.aliases.c.new).where(t.aliases.c.old.startswith(key, autoescape=True))).scalars().all()
            hits = [e for e in found if e.id in set(now)]
        return _only("entry", key, hits, [e.id for e in hits])

    def claims_of(self, entry: Entry) -> list[Claim]:
        """The claims of an entry, as they were read, in order of publication."""
        with self._reading() as connection:
            parts = [select(t.claims).where(t.claims.c.id.in_(part)) for part in _chunks(entry.claims)]
            found = {c.id: c for part in parts for c in self._claims(connection, part)}
        order = [c for move in entry.history for c in move.claims]
        return [found[c] for c in dict.fromkeys(order) if c in found]

    # -- articles, origins, the rest

    def article(self, key: str) -> Article:
        """The article of this id or name, or of the head of an id. Raises `NotFoundError` or `QueryError`."""
        with self._reading() as connection:
            for match in (t.articles.c.id == key, t.articles.c.name == key, t.articles.c.id.startswith(key, autoescape=True)):
                rows = connection.execute(select(t.articles).where(match).limit(9)).all() if key else []
                if rows:
                    return article_of(_only("article", key, list(rows), [r.id[:12] for r in rows]), self.path)
            pages = select(t.pages.c.article).where(t.pages.c.name == key, t.pages.c.article.is_not(None))
            named = connection.execute(pages).scalars().all()
        if len(set(named)) == 1:
            return self.article(named[0])
        raise NotFoundError("article", key)

    def articles(self) -> Iterator[Article]:
        """Every article, by name."""
        with self._reading() as connection:
            for row in connection.execute(select(t.articles).order_by(t.articles.c.name, t.articles.c.id)):
                yield article_of(row, self.path)

    def pages(self) -> Iterator[Article]:
        """Every page that was read, by name: an article once for each name it came under, with that page's own outlet and dates."""
        read = select(t.pages).where(t.pages.c.article.is_not(None))
        with self._reading() as connection:
            for row in connection.execute(read.order_by(t.pages.c.name, t.pages.c.path, t.pages.c.capture)):
                yield self._with_text(connection, noun(Article, t.pages, row, self.path, "header"))

    def captures(self) -> Iterator[Capture]:
        """Every page as it came, by name."""
        with self._reading() as connection:
            for page in connection.execute(select(t.pages).order_by(t.pages.c.name, t.pages.c.path)):
                kept = connection.execute(select(t.captures).where(t.captures.c.id == page.capture)).one()
                yield capture_of(kept, page, self.path)

    def claims(self, article: str | None = None, withdrawn: bool = False) -> list[Claim]:
        """The standing claims (of one article), or those that a better reader withdrew; in order of their place."""
        query = select(t.claims).where(t.claims.c.withdrawn.is_not(None) if withdrawn else t.claims.c.withdrawn.is_(None))
        with self._reading() as connection:
            return self._claims(connection, query if article is None else query.where(t.claims.c.article == article))

    def claim(self, key: str) -> Claim:
        """The claim of this id or the head of one, standing or withdrawn. Raises `NotFoundError` or `QueryError`."""
        with self._reading() as connection:
            hits = self._claims(connection, select(t.claims).where(t.claims.c.id.startswith(key, autoescape=True)).limit(9)) if key else []
        return _only("claim", key, hits, [c.id for c in hits])

    def facts(self) -> dict[str, ArticleFacts]:
        """What the ledger knows of each article, by id."""
        with self._reading() as connection:
            return self._facts(connection)

    def origins(self) -> list[Origin]:
        """The origins of the articles, by id."""
        with self._reading() as connection:
            if self._fresh(connection):
                return [noun(Origin, t.origins, r, self.path) for r in connection.execute(select(t.origins).order_by(t.origins.c.id))]
            return self._grouped(connection)

    def judgements(self) -> list[Judgement]:
        """Every judgement, withdrawn ones too, by time of signing."""
        with self._reading() as connection:
            return self._judgements(connection)

    def skips(self) -> list[Skip]:
        """What was left out, by stage and subject."""
        order = (t.skips.c.stage, t.skips.c.subject, t.skips.c.reason, t.skips.c.detail)
        with self._reading() as connection:
            rows = [checked(t.skips, r, self.path) for r in connection.execute(select(t.skips).order_by(*order))]
        return [Skip(r["stage"], r["subject"], r["reason"], r["detail"]) for r in rows]

    def counts(self) -> dict[str, int]:
        """How many pages, articles, claims (standing and withdrawn), entries, origins, judgements and skips the record holds."""
        with self._reading() as connection:
            def rows(query: Select[Any]) -> int:
                return int(connection.execute(query).scalar_one())
            counts = {name: rows(select(func.count()).select_from(table)) for name, table in
                      (("pages", t.pages), ("articles", t.articles), ("judgements", t.judgements), ("skips", t.skips))}
            withdrawn = select(func.count()).select_from(t.claims)
            counts["claims"] = rows(withdrawn.where(t.claims.c.withdrawn.is_(None)))
            counts["withdrawn"] = rows(withdrawn.where(t.claims.c.withdrawn.is_not(None)))
        return {**counts, "entries": len(self.entries()), "origins": len(self.origins())}

    def search(self, words: str, limit: int = 50) -> list[str]:
        """Ids of the articles that hold all of the words, best first; every word is taken literally, whatever signs it has.

        Raises `QueryError` on a record that has no word index (PostgreSQL).
        """
        quoted = " ".join('"' + w.replace('"', '""') + '"' for w in words.replace("\0", " ").split())
        if not quoted:
            return []
        if self._engine.dialect.name != "sqlite":
            raise QueryError("search", words, "this record has no word index")
        query = text("SELECT article FROM article_words WHERE article_words MATCH :words ORDER BY rank LIMIT :limit")
        with self._reading() as connection:
            return [str(i) for i in connection.execute(query, {"words": quoted, "limit": limit}).scalars()]

    def check(self) -> None:
        """Reads everything in the record against its hashes. Raises `DamagedStoreError` at the first thing not as it was written."""
        with self._reading() as connection:
            whole(connection, self.path)
        for things in (self.captures(), self.articles(), self.pages(), self.claims(), self.claims(withdrawn=True), self.judgements()):
            for _ in things:
                pass

    # -- inside

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with transaction(self._engine, self.path, writing=False) as connection:
            yield connection

    def _with_text(self, connection: Connection, header: Article) -> Article:
        row = connection.execute(select(t.articles).where(t.articles.c.id == header.id)).one()
        return replace(header, text=article_of(row, self.path).text)

    def _fresh(self, connection: Connection) -> bool:
        marks = pairs(connection, select(t.meta.c.key, t.meta.c.value))
        return f"{marks.get('claims_at')} {self._rules.version}" == marks.get("settled_at")

    def _usable(self, connection: Connection, asked: LedgerQuery) -> bool:
        return asked.as_of is None and not asked.min_confidence and self._fresh(connection)

    def _kept_entries(self, connection: Connection, asked: LedgerQuery) -> list[Entry]:
        query = select(t.entries)
        if asked.act:
            query = query.where(t.entries.c.act == asked.act)
        for side, party in (("giver", asked.giver), ("receiver", asked.receiver)):
            if party:
                sides = t.entry_parties.c.side == side
                query = query.where(t.entries.c.id.in_(select(t.entry_parties.c.entry).where(
                    t.entry_parties.c.party == party.casefold(), or_(sides, t.entries.c.act == "cooperation"))))
        return [noun(Entry, t.entries, r, self.path) for r in connection.execute(query)]

    def _settled(self, connection: Connection, asked: LedgerQuery, facts: dict[str, ArticleFacts]) -> list[Entry]:
        query = select(t.claims).where(t.claims.c.withdrawn.is_(None))
        if asked.act:
            query = query.where(t.claims.c.act == asked.act)
        if asked.as_of:
            query = query.where(t.claims.c.article.in_(select(t.articles.c.id).where(t.articles.c.published <= last_day(asked.as_of))))
        if asked.giver and asked.receiver:
            query = query.where(bearing_on(asked.giver.casefold(), asked.receiver.casefold()))
        claims, judgements = self._claims(connection, query), self._judgements(connection)
        return self._rules.settle(sure(claims, judgements, asked.min_confidence), facts, judgements)

    def _claims(self, connection: Connection, query: Select[Any]) -> list[Claim]:
        found = [noun(Claim, t.claims, r, self.path) for r in connection.execute(query)]
        return sorted(found, key=lambda c: (c.article, c.span, c.id))

    def _judgements(self, connection: Connection) -> list[Judgement]:
        rows = connection.execute(select(t.judgements).order_by(t.judgements.c.at, t.judgements.c.id))
        return [noun(Judgement, t.judgements, r, self.path) for r in rows]

    def _facts(self, connection: Connection) -> dict[str, ArticleFacts]:
        root = {} if self._fresh(connection) else {a: o.id for o in self._grouped(connection) for a in o.articles}
        columns = (t.articles.c.id, t.articles.c.published, t.articles.c.outlet, t.articles.c.origin, t.articles.c.mark)
        rows = connection.execute(select(*columns)).all()
        if any(digest(i, published, outlet) != mark for i, published, outlet, _, mark in rows):
            raise DamagedStoreError(self.path, "an article's date is not as it was written; restore the record from a copy")
        found = {i: ArticleFacts(i, published, outlet, root.get(i, origin)) for i, published, outlet, origin, _ in rows}
        if not all(f.origin in found for f in found.values()):
            raise DamagedStoreError(self.path, "an article's origin is not in it; restore the record from a copy")
        return found

    def _grouped(self, connection: Connection) -> list[Origin]:
        day = pairs(connection, select(t.articles.c.id, t.articles.c.published))
        rows = [checked(t.prints, r, self.path) for r in connection.execute(select(t.prints))]
        return self._rules.group((r["article"], day.get(r["article"]), r["body"]) for r in rows)


def _only(kind: str, key: str, hits: list[H], names: Iterable[str]) -> H:
    if not hits:
        raise NotFoundError(kind, key)
    if len(hits) > 1:
        raise QueryError(kind, key, f"fits several: {', '.join(sorted(names)[:5])}; give more of it")
    return hits[0]


def _chunks(ids: Collection[str]) -> Iterator[list[str]]:
    every = list(ids)
    for i in range(0, len(every), _CHUNK):
        yield every[i:i + _CHUNK]

