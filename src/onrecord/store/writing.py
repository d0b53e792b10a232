"""Writing: one batch of pages into the tables, inside one transaction.

Ids are hashes, so the same pages again change nothing. The rules where something is there already:

- a page (capture, name, path) is written once;
- an article is one text. Of the pages that carry it the first published (then the smallest name) gives its outlet, dates and claims, so
  that the order of loading does not matter;
- a page whose date is known better now replaces its header, and the article's where it is the article's page;
- of two claims of one article with one id the last given is kept;
- claims are replaced when they come from another reader or from another page of the same text: those no longer made are withdrawn, under
  the name of the reader that did not make them; those made again stand again.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Table, and_, delete, insert, select, update

from onrecord.model import Article, Capture, Claim, Skip
from onrecord.store import tables as t
from onrecord.store import words
from onrecord.store.dates import published_day
from onrecord.store.rows import (
    Columns,
    article_of,
    article_row,
    capture_row,
    claim_row,
    noun,
    page_row,
    party_rows,
    portions,
    sealed,
    skip_row,
    storable,
)
from onrecord.store.rules import Rules
from onrecord.store.stories import tell, tell_again
from onrecord.store.touched import touch

_IN = 500


@dataclass(slots=True)
class Written:
    """What a batch added or changed: new pages, new articles, headers and claims that changed under the same
    id, claims now standing that were not, claims withdrawn, new skips."""

    pages: int = 0
    articles: int = 0
    changed: int = 0
    claims: int = 0
    withdrawn: int = 0
    skips: int = 0

    @property
    def anything(self) -> bool:
        """Whether the record differs from before."""
        return any((self.pages, self.articles, self.changed, self.claims, self.withdrawn, self.skips))


@dataclass(frozen=True, slots=True)
class Batch:
    """One unit of work. ``claims`` are given by article id; ``reader`` names the version that read them. ``reworded``: the
    articles to index, with the day they count as published; ``retold``: those whose claims are to be indexed, with theirs."""

    captures: Sequence[Capture]
    articles: Sequence[Article]
    claims: Mapping[str, Sequence[Claim]]
    skips: Sequence[Skip]
    reader: str
    written: Written = field(default_factory=Written)
    reworded: dict[str, tuple[str | None, Article]] = field(default_factory=dict)
    retold: dict[str, str | None] = field(default_factory=dict)


def write(connection: Connection, batch: Batch, rules: Rules, path: str) -> Written:
    """Writes the batch by the rules above; the caller's transaction makes it whole or nothing."""
    read = {(a.capture, a.name): a for a in batch.articles}
    _put_new(connection, t.captures, [capture_row(c) for c in batch.captures])
    for article in sorted(batch.articles, key=_rank):
        _put_article(connection, batch, article, rules, path)
    for capture in batch.captures:
        _put_page(connection, batch, capture, read.get((capture.id, capture.name)))
    _index(connection, batch, path)
    batch.written.skips += _put_new(connection, t.skips, [skip_row(s) for s in batch.skips])
    return batch.written


def _rank(article: Article) -> tuple[str, str, str]:
    return (published_day(article.published) or "9999", storable(article.name), article.path)


def _put_article(connection: Connection, batch: Batch, article: Article, rules: Rules, path: str) -> None:
    row = article_row(article)
    header = select(t.articles.c.name, t.articles.c.published, t.articles.c.header)
    old = connection.execute(header.where(t.articles.c.id == article.id)).first()
    if old is None:
        connection.execute(insert(t.articles).values(**row))
        tell(connection, article, rules, path)
        batch.reworded[article.id] = (row["published"], article)
        batch.written.articles += 1
    elif not _leads(connection, article, row, old):
        return
    elif old.header != row["header"]:
        before = article_of(connection.execute(select(t.articles).where(t.articles.c.id == article.id)).one(), path)
        connection.execute(update(t.articles).where(t.articles.c.id == article.id).values(**row))
        tell_again(connection, before, article, rules, path)
        _unindex(connection, article.id, old.published)
        words.forget(connection, "article", [(old.published, article.id)])
        batch.reworded[article.id] = (row["published"], article)
        batch.written.changed += 1
    reader = connection.execute(select(t.readings.c.reader).where(t.readings.c.article == article.id)).scalar_one_or_none()
    if old is None or reader != batch.reader or old.header != row["header"]:
        _unindex(connection, article.id, row["published"])
        _put_claims(connection, batch, article.id, reader)
        batch.retold[article.id] = row["published"]
    if article.id in batch.reworded or article.id in batch.retold:
        touch(connection, "article", [article.id])


def _leads(connection: Connection, article: Article, row: Columns, old: Any) -> bool:
    """Whether this page is the one its text is known by: the same page again, or one that was published before it."""
    if old.name == row["name"]:
        return True
    return _rank(article)[:2] < (old.published or "9999", old.name)


def _put_page(connection: Connection, batch: Batch, capture: Capture, article: Article | None) -> None:
    row = page_row(capture, article)
    key = and_(*(t.pages.c[name] == row[name] for name in ("capture", "name", "path")))
    old = connection.execute(select(t.pages.c.header).where(key)).first()
    if old is None:
        connection.execute(insert(t.pages).values(**row))
        touch(connection, "article", [row["article"]])
        batch.written.pages += 1
    elif article is not None and old.header != row["header"]:
        connection.execute(update(t.pages).where(key).values(**row))
        batch.written.changed += 1


def _put_claims(connection: Connection, batch: Batch, article: str, reader: str | None) -> None:
    new = {c.id: claim_row(c, batch.reader) for c in batch.claims.get(article, ())}
    old = {r.id: r for r in connection.execute(select(t.claims).where(t.claims.c.article == article))}
    gone = [r for i, r in old.items() if r.withdrawn is None and i not in new]
    for row in gone:
        taken = sealed(t.claims, {**{c.name: row._mapping[c.name] for c in t.claims.c}, "withdrawn": batch.reader})
        connection.execute(update(t.claims).where(t.claims.c.id == row.id).values(**taken))
    made = {c.id: c for c in batch.claims.get(article, ())}
    fresh = [i for i in made if i not in old]
    again = [i for i in made if i in old and old[i].digest != new[i]["digest"]]
    for i in again:
        connection.execute(delete(t.parties).where(t.parties.c.claim == i))
        connection.execute(update(t.claims).where(t.claims.c.id == i).values(**new[i]))
    _insert(connection, t.claims, [new[i] for i in fresh])
    _insert(connection, t.parties, [row for i in (*fresh, *again) for row in party_rows(made[i])])
    _insert(connection, t.readings, [{"article": article, "reader": batch.reader}] if reader is None else [])
    connection.execute(update(t.readings).where(t.readings.c.article == article).values(reader=batch.reader))
    batch.written.withdrawn += len(gone)
    batch.written.claims += len(fresh) + sum(old[i].withdrawn is not None for i in again)
    batch.written.changed += sum(old[i].withdrawn is None and old[i].body != new[i]["body"] for i in again)


def _insert(connection: Connection, table: Table, rows: Sequence[Columns]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def _put_new(connection: Connection, table: Table, rows: Sequence[Columns]) -> int:
    """Inserts those rows whose id is not there; how many."""
    fresh = {r["id"]: r for r in rows}
    known = _known(connection, table, fresh)
    added = [r for i, r in fresh.items() if i not in known]
    _insert(connection, table, added)
    return len(added)


def _known(connection: Connection, table: Table, ids: Collection[str]) -> set[str]:
    every, found = list(ids), set[str]()
    for i in range(0, len(every), 500):
        found.update(connection.execute(select(table.c.id).where(table.c.id.in_(every[i:i + 500]))).scalars())
    return found


def _unindex(connection: Connection, article: str, day: str | None) -> None:
    """Takes an article's claims out of the word index, where they stand by this day."""
    kept = connection.execute(select(t.claims.c.id).where(t.claims.c.article == article, t.claims.c.withdrawn.is_(None))).scalars()
    words.forget(connection, "claim", [(day, key) for key in kept])


def _index(connection: Connection, batch: Batch, path: str) -> None:
    """Puts the words of what the batch changed into the indices."""
    told = []
    for some in portions(batch.retold, _IN):
        rows = connection.execute(select(t.claims).where(t.claims.c.article.in_(some), t.claims.c.withdrawn.is_(None)))
        told += [(batch.retold[row.article], row.id, noun(Claim, t.claims, row, path).quote) for row in rows]
    words.index(connection, batch.reworded, told)

