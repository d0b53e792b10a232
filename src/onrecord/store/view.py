"""The view: what can be asked of a record. It never writes; `Store` adds writing.

Entries are derived. Those kept in the record are answered only while nothing was written since they were derived; otherwise, for any as-of
day and for a least confidence, they are settled afresh from the claims, so that an answer is never stale.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, Select, func, select

from onrecord.errors import NotFoundError, QueryError, StoreError
from onrecord.model import TOLD_AS_MONEY, Article, Capture, Changes, Claim, Entry, Judgement, Published, Skip
from onrecord.model.entry import LedgerQuery, Totals
from onrecord.model.judgement import MOVE_NO_CLAIM
from onrecord.model.origin import ArticleFacts
from onrecord.model.search import Hit, WordQuery
from onrecord.store import finding, lines
from onrecord.store import tables as t
from onrecord.store.bearing import bearing_on
from onrecord.store.counted import Counted, different, on_days, published_by
from onrecord.store.families import Families, Traced
from onrecord.store.filters import understood
from onrecord.store.known import Known
from onrecord.store.led import LedView
from onrecord.store.listing import chunks, paired
from onrecord.store.looks import LooksView
from onrecord.store.opening import open_engine, shown, transaction, whole
from onrecord.store.origins import OriginsView
from onrecord.store.past import Past
from onrecord.store.rows import article_of, capture_of, checked, noun, pairs, storable
from onrecord.store.rules import Rules
from onrecord.store.saved import SavedView
from onrecord.store.verdicts import judgements_of
from onrecord.store.watch_tables import DIGESTED
from onrecord.store.words import WORDS_BY, found

H = TypeVar("H")
V = TypeVar("V", bound="StoreView")


class StoreView(Past, OriginsView, SavedView, LooksView, LedView):
    """A record, to read from. Use as a context manager or `close` it."""

    read_only = True

    def __init__(self, path: str, engine: Engine, rules: Rules) -> None:
        self.path, self._engine, self._rules = path, engine, rules
        self._traced: tuple[object, Traced] | None = None
        super().__init__()

    @classmethod
    def open(cls: type[V], path: Path | str, rules: Rules) -> V:
        """The record at ``path`` (a file, or a database URL). Raises `StoreError`, `NewerStoreError`, `DamagedStoreError`."""
        view = cls(shown(str(path)), open_engine(str(path), cls.read_only), rules)
        try:
            with view._reading() as connection:
                marks = view._marks(connection)
            if (marks.get("traced_by"), marks.get("words_by")) != (rules.traced, WORDS_BY):
                view._bring_up_to_date()
        except StoreError:
            view.close()
            raise
        return view

    def _bring_up_to_date(self) -> None:
        raise StoreError(self.path, "traced by another OnRecord; open it once for writing to bring it up to date")

    def close(self) -> None:
        """Lets go of the file."""
        self._engine.dispose()

    def __enter__(self: V) -> V:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    # -- entries

    def changes(self, since: str, until: str | None = None, query: LedgerQuery | None = None) -> Changes:
        """What is different in the ledger between what could be known by the end of ``since`` and by the end of ``until`` (each an ISO day, month or
        year; None: all that was published since). An entry counts if it passes the query's other filters as of either day; its ``as_of``, order,
        limit and offset count for nothing.

        Raises `QueryError` where a filter means nothing or ``until`` is before ``since``.
        """
        days = on_days(query or LedgerQuery(), since, until)
        with self._reading() as connection:
            then = [self._then(connection, day) for day in days]
            if then[0] is not None and then[1] is not None:
                return Changes(since, until, tuple(different(self._rules, days, [then[0], then[1]], {})))
            if (parts := self._differing(connection, days)) is not None:
                return Changes(since, until, tuple(different(self._rules, days, parts, {})))
            if not (days[0].giver or days[0].receiver or days[0].act):
                whole = [self._settled_whole(connection, day) for day in days]
                return Changes(since, until, tuple(different(self._rules, days, [w.entries for w in whole], whole[1].roots)))
            told = self._read(connection, days[1])
        return Changes(since, until, tuple(told.changes(self._rules, days)))

    def totals(self, as_of: str | None = None) -> Totals:
        """What had been told by the end of a day, month or year: articles, and claims by act and status, as settling by that day holds them."""
        asked = understood(LedgerQuery(as_of=as_of))
        with self._reading() as connection:
            if self._fresh(connection):
                return self._columns(connection).totals(as_of)
            entries, facts = self._settled(connection, LedgerQuery())
            claims = self._claims(connection, select(t.claims).where(t.claims.c.withdrawn.is_(None)))
        return lines.gathered(entries, facts, claims).columns().totals(asked.as_of)

    def entry(self, key: str, as_of: str | None = None, min_confidence: float = 0.0) -> Entry:
        """The entry of this id, of the head of one, or of an id that was merged into it.

        Raises `NotFoundError`, or `QueryError` where a head fits several.
        """
        asked, kept = understood(LedgerQuery(as_of=as_of, min_confidence=min_confidence)), storable(key)
        with self._reading() as connection:
            now = set(connection.execute(select(t.aliases.c.new).where(lines.headed(t.aliases.c.old, kept))).scalars()) if key else set()
            if self._usable(connection, asked):
                for match in (t.entries.c.id == kept, lines.headed(t.entries.c.id, kept), t.entries.c.id.in_(now)):
                    hits = self._opened(connection, select(t.entries).where(match).limit(9)) if key else []
                    if hits:
                        break
                return _only("entry", key, hits, [e.id for e in hits])
            then = self._entry_then(connection, kept, asked)
        if then or (then is not None and not now):
            return _only("entry", key, then, [key])
        found = self.entries(asked)
        hits = [e for e in found if e.id == key] or [e for e in found if e.id.startswith(key) and key] or [e for e in found if e.id in now]
        return _only("entry", key, hits, [e.id for e in hits])

    def claims_of(self, entry: Entry) -> list[Claim]:
        """The claims of an entry, as they were read, in order of publication."""
        with self._reading() as connection:
            parts = [select(t.claims).where(t.claims.c.id.in_(part)) for part in chunks(entry.claims)]
            found = {c.id: c for part in parts for c in self._claims(connection, part)}
        order = [c for move in entry.history for c in move.claims]
        return [found[c] for c in dict.fromkeys(order) if c in found]

    def entries_of(self, claims: Collection[str], as_of: str | None = None) -> dict[str, list[str]]:
        """The ids of the entries that each of these claims is in (was in by the end of an ISO day, month or year), in the order of parties; claims of
        none are left out."""
        if as_of is not None:
            return self._entries_of_then(claims, understood(LedgerQuery(as_of=as_of)))
        with self._reading() as connection:
            fresh = self._fresh(connection)
            rows = [row for part in chunks(sorted(claims)) for row in connection.execute(lines.holding(part))] if fresh else []
        found: dict[str, list[str]] = {}
        for claim, entry in rows if fresh or not claims else ((c, e.id) for e in self.entries() for c in e.claims if c in claims):
            found.setdefault(claim, []).append(entry)
        return found

    # -- articles, origins, the rest

    def article(self, key: str) -> Article:
        """The article of this id or name, or of the head of an id. Raises `NotFoundError` or `QueryError`."""
        kept = storable(key)
        with self._reading() as connection:
            for match in (t.articles.c.id == kept, t.articles.c.name == kept, lines.headed(t.articles.c.id, kept)):
                rows = connection.execute(select(t.articles).where(match).limit(9)).all() if key else []
                if rows:
                    found = _only("article", key, list(rows), [r.id[:12] for r in rows])
                    return _dated(article_of(found, self.path), self._known(connection))
            pages = select(t.pages.c.article).where(t.pages.c.name == kept, t.pages.c.article.is_not(None))
            named = connection.execute(pages).scalars().all()
        if len(set(named)) == 1:
            return self.article(named[0])
        raise NotFoundError("article", key)

    def articles_of(self, keys: Collection[str]) -> dict[str, Article]:
        """The articles of these full ids, those that there are, by id."""
        with self._reading() as connection:
            known, parts = self._known(connection), chunks(sorted(keys))
            rows = (row for part in parts for row in connection.execute(select(t.articles).where(t.articles.c.id.in_(part))))
            return {row.id: _dated(article_of(row, self.path), known) for row in rows}

    def articles(self) -> Iterator[Article]:
        """Every article, by name."""
        with self._reading() as connection:
            known = self._known(connection)
            for row in connection.execute(select(t.articles).order_by(t.articles.c.name, t.articles.c.id)):
                yield _dated(article_of(row, self.path), known)

    def pages(self) -> Iterator[Article]:
        """Every page that was read, by name: an article once for each name it came under, with that page's own outlet and dates."""
        read = select(t.pages).where(t.pages.c.article.is_not(None))
        with self._reading() as connection:
            known = self._known(connection)
            for row in connection.execute(read.order_by(t.pages.c.name, t.pages.c.path, t.pages.c.capture)):
                yield _dated(self._with_text(connection, noun(Article, t.pages, row, self.path, "header")), known)

    def captures(self) -> Iterator[Capture]:
        """Every page as it came, by name."""
        with self._reading() as connection:
            for page in connection.execute(select(t.pages).order_by(t.pages.c.name, t.pages.c.path)):
                kept = connection.execute(select(t.captures).where(t.captures.c.id == page.capture)).one()
                yield capture_of(kept, page, self.path)

    def reader_of(self, article: str) -> str | None:
        """The version of the reader whose claims of this article (its whole id) stand; None where it was not read."""
        with self._reading() as connection:
            found: str | None = connection.execute(select(t.readings.c.reader).where(t.readings.c.article == storable(article))).scalar_one_or_none()
            return found

    def claims(self, article: str | None = None, withdrawn: bool = False) -> list[Claim]:
        """The standing claims (of one article), or those that a better reader withdrew; in order of their place."""
        query = select(t.claims).where(t.claims.c.withdrawn.is_not(None) if withdrawn else t.claims.c.withdrawn.is_(None))
        with self._reading() as connection:
            return self._claims(connection, query if article is None else query.where(t.claims.c.article == article))

    def claim(self, key: str) -> Claim:
        """The claim of this id or the head of one, standing or withdrawn. Raises `NotFoundError` or `QueryError`."""
        with self._reading() as connection:
            hits = self._claims(connection, select(t.claims).where(lines.headed(t.claims.c.id, storable(key))).limit(9)) if key else []
        return _only("claim", key, hits, [c.id for c in hits])

    def facts(self, articles: Collection[str] | None = None) -> dict[str, ArticleFacts]:
        """What the ledger knows of each article, by id: of all, or of these and of those that share an origin with them."""
        with self._reading() as connection:
            return self._known(connection).facts(articles)

    def judgements(self) -> list[Judgement]:
        """Every judgement, withdrawn ones too, by time of signing."""
        with self._reading() as connection:
            return judgements_of(connection, self.path)

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
            fresh = self._fresh(connection)
            origins = rows(select(func.count()).select_from(t.origins)) if fresh else len(self._known(connection).origins())
            entries = rows(select(func.count()).select_from(t.entries)) if fresh else len(self._settled(connection, LedgerQuery())[0])
        return {**counts, "entries": entries, "origins": origins}

    def search(self, words: str, limit: int = 50) -> list[str]:
        """Ids of the articles that hold all of the words, best first; every word is taken literally, whatever signs it has."""
        with self._reading() as connection:
            return found(connection, "article", words, limit)

    def find(self, query: WordQuery) -> list[Hit]:
        """The articles and claims that hold all of the words, with the words around. Raises `QueryError` for a filter that means nothing."""
        asked, known = finding.understood(query), dict[str, Known]()
        with self._reading() as connection:
            def now() -> Known:
                return known.setdefault("now", known.get("now") or self._known(connection))
            return finding.hits(connection, asked, self.path, now)

    def check(self) -> None:
        """Reads everything in the record against its hashes. Raises `DamagedStoreError` at the first thing not as it was written."""
        self._engine.dispose()  # a connection that is kept has pages in memory, which may be others in the file by now
        with self._reading() as connection:
            whole(connection, self.path)
            for table in (t.stories, t.prints, t.measures, t.origins, t.columns, t.entries, t.entry_shown, t.alias_steps, *DIGESTED):
                for row in connection.execute(select(table)):
                    checked(table, row, self.path)
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

    def _marks(self, connection: Connection) -> dict[str, str]:
        return pairs(connection, select(t.meta.c.key, t.meta.c.value))

    def _fresh(self, connection: Connection) -> bool:
        """Whether the entries kept are those of all that was written, by our rules."""
        marks = self._marks(connection)
        return f"{marks.get('claims_at')} {self._rules.version}" == marks.get("settled_at")

    def _derived_by(self, connection: Connection) -> str | None:
        """The version of the rules that derived what is kept; None where that is not known."""
        _, known, version = self._marks(connection).get("settled_at", "").partition(" ")
        return version if known else None

    def _same_rules(self, connection: Connection) -> bool:
        """Whether our rules derived the origins kept."""
        return self._derived_by(connection) == self._rules.version

    def _known(self, connection: Connection) -> Known:
        """What the record knows of stories now. What had to be derived for it is kept until something is written."""
        marks = self._marks(connection)
        state = (marks.get("claims_at"), marks.get("settled_at"))
        if self._traced is None or self._traced[0] != state:
            traced = Traced() if self._fresh(connection) else Families(connection, self._rules, self.path).derived(not self._same_rules(connection))
            self._traced = (state, traced)
        return Known(connection, self.path, self._traced[1])

    def _settled(self, connection: Connection, asked: LedgerQuery) -> tuple[list[Entry], Mapping[str, ArticleFacts]]:
        """The entries of what the query lets count, with the facts they rest on."""
        told = self._read(connection, asked)
        return told.entries(self._rules, asked), told.facts

    def _read(self, connection: Connection, asked: LedgerQuery) -> Counted:
        """What the query lets count and was published by its day. Of one act, and between two parties, only what bears on them is read; all where
        people judged claims, which may be joined to others of any act and parties, or corrected."""
        query, known = select(t.claims).where(t.claims.c.withdrawn.is_(None)), self._known(connection)
        judgements = judgements_of(connection, self.path)
        judged = any(j.kind not in MOVE_NO_CLAIM for j in judgements)
        if asked.act and not judged:
            query = query.where(t.claims.c.act.in_(sorted(TOLD_AS_MONEY)) if asked.act in TOLD_AS_MONEY else t.claims.c.act == asked.act)
        pair = paired(asked) and not judged
        facts = None if pair and not asked.origin else known.facts()
        if pair:
            query = query.where(bearing_on(storable((asked.giver or "").casefold()), storable((asked.receiver or "").casefold())))
        if facts is None:
            articles = set(connection.execute(query.with_only_columns(t.claims.c.article).distinct()).scalars())
            facts = known.facts(articles | {j.article for j in judgements if j.article})  # an outlet's record is of all that was judged
        claims = self._timed(self._read_claims(connection, query, published_by(asked.as_of, facts)), known)
        return Counted(claims, facts, judgements)

    def _claims(self, connection: Connection, query: Select[Any], articles: Collection[str] | None = None) -> list[Claim]:
        """The claims of a query (in these articles), their times as the dates of their articles are known now."""
        return self._timed(self._read_claims(connection, query, articles), self._known(connection))

    def _read_claims(self, connection: Connection, query: Select[Any], articles: Collection[str] | None = None) -> list[Claim]:
        rows = (r for r in connection.execute(query) if articles is None or r.article in articles)
        return sorted((noun(Claim, t.claims, r, self.path) for r in rows), key=lambda c: (c.article, c.span, c.id))

    def _timed(self, claims: list[Claim], known: Known) -> list[Claim]:
        """The claims, those of articles whose own date does not stand with their times resolved anew."""
        dated = {article: Published(day, day, day, "certain") for article, day in known.days.items()}
        return [self._rules.retime(c, dated[c.article]) if c.article in dated else c for c in claims]


def _dated(article: Article, known: Known) -> Article:
    """The article with its date as the record knows it."""
    return replace(article, published=known.published(article.id, article.published))


def _only(kind: str, key: str, hits: list[H], names: Iterable[str]) -> H:
    if not hits:
        raise NotFoundError(kind, key)
    if len(hits) > 1:
        raise QueryError(kind, key, f"fits several: {', '.join(sorted(names)[:5])}; give more of it")
    return hits[0]
