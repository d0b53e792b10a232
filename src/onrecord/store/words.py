"""Words: the full-text indices of articles and claims, alike on SQLite (FTS5) and PostgreSQL (tsvector).

Texts are split here, not by the database, so that both find the same: runs of letters and digits, without case and accents. What is asked for is
split in the same way and taken literally: every word must be there, a word of several runs ("Shahed-136") with its runs in a row. Nothing of it
is a command of the query language.

An index row stands at a *place* that begins with the day of publication, so the newest are met first: of more matches than `RANKED` the newest
are ranked, which keeps a common word as quick as a rare one. Places come from days and ids alone, never from the order of loading.

They are ranked by how often the words stand in them for their length (BM25 as if all words were equally rare). FTS5's own rank counts for each
word asked for in how many rows it stands, so that a common word costs a pass over the record; and since every match holds every word, that
count only says which of them to weigh more. PostgreSQL ranks by how near the words stand to each other.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import Connection, delete, insert, select, text

from onrecord.model import Article, Claim
from onrecord.store import tables as t
from onrecord.store.rows import AnyRow, article_of, noun, portions

WORDS_BY = "1"
"""Goes up with every change of how words are split; records of another are indexed again when opened for writing."""
RANKED = 100
"""Matches that are ranked, the newest. Chosen: five times what is shown, since each costs a read of its length."""
_OFTEN, _LONG = 1.2, 0.75
"""The usual constants of BM25: how soon more of a word adds nothing, and how much a long text is held against it."""
LONGEST, MOST = 64, 60_000
"""Characters of a word, and words of a text, that are kept: a PostgreSQL tsvector holds a megabyte, and no page that is read has more words."""
_RUN = re.compile(r"[^\W_]+")
_EPOCH = date(1900, 1, 1).toordinal()
_DAYS, _MARK = 1 << 17, 46
Entry = tuple[int, str, str]


def folded(words: str) -> str:
    """Text without case and accents."""
    if words.isascii():
        return words.lower()
    return "".join(c for c in unicodedata.normalize("NFKD", words.casefold()) if not unicodedata.combining(c))


def split(words: str) -> list[str]:
    """The words of a text, in order."""
    return [w[:LONGEST] for w in _RUN.findall(folded(words))][:MOST]


def asked(words: str) -> list[list[str]] | None:
    """Each word that was asked for as its runs; None where one of them has no letter or digit, or none was given: nothing fits."""
    runs = [split(w) for w in words.replace("\0", " ").split()]
    return runs if runs and all(runs) else None


def place(day: str | None, key: str) -> int:
    """Where the row of an article or claim stands: by its ISO day of publication, then by its id (hexadecimal)."""
    try:
        number = date.fromisoformat(day or "").toordinal() - _EPOCH
    except ValueError:
        number = 0
    return (min(max(number, 0), _DAYS - 1) << _MARK) | int(key[:12], 16) >> 2


def index(connection: Connection, articles: Mapping[str, tuple[str | None, Article]], claims: Iterable[tuple[str | None, str, str]]) -> None:
    """Adds articles, by id with the day they count as published, and claims by day, id and quote, in order of place (SQLite takes them many times
    faster so)."""
    texts = ((place(day, i), i, f"{a.title.value if a.title else ''} {a.kept()}") for i, (day, a) in articles.items())
    _put(connection, "article", sorted((at, key, words) for at, key, words in texts))
    _put(connection, "claim", sorted((place(day, key), key, quote) for day, key, quote in claims))


def _put(connection: Connection, kind: str, rows: Sequence[Entry]) -> None:
    table, at = f"{kind}_words", _at(connection)
    value = "CAST(:words AS tsvector)" if connection.dialect.name == "postgresql" else ":words"
    made = _vector if connection.dialect.name == "postgresql" else _spaced
    added = [{"at": where, "key": key, "words": made(split(words))} for where, key, words in rows]
    if added:
        connection.execute(text(f"DELETE FROM {table} WHERE {at} = :at"), [{"at": row["at"]} for row in added])
        connection.execute(text(f"INSERT INTO {table} ({at}, {kind}, words) VALUES (:at, :key, {value})"), added)


def _at(connection: Connection) -> str:
    return "rowid" if connection.dialect.name == "sqlite" else "place"


def _spaced(words: Sequence[str]) -> str:
    return " ".join(words)


def _vector(words: Sequence[str]) -> str:
    """The text form of a tsvector: each word with the places it stands at."""
    places: dict[str, list[str]] = defaultdict(list)
    for n, word in enumerate(words, 1):
        places[word].append(str(min(n, 16_383)))
    return " ".join(f"'{word}':{','.join(at[:250])}" for word, at in places.items())


def forget(connection: Connection, kind: str, rows: Iterable[tuple[str | None, str]]) -> None:
    """Takes articles or claims (``kind``) out, given by day and id as they were put in."""
    gone = [{"at": place(day, key)} for day, key in rows]
    if gone:
        connection.execute(text(f"DELETE FROM {kind}_words WHERE {_at(connection)} = :at"), gone)


def found(connection: Connection, kind: str, words: str, limit: int, among: str = "", given: Mapping[str, object] | None = None) -> list[str]:
    """Ids of the articles or claims that hold all of the words, best first. ``among`` is an SQL condition on `articles` a (and `claims` c), built by
    us, whose values are ``given``."""
    runs = asked(words)
    if runs is None:
        return []
    joined = {"article": "JOIN articles a ON a.id = w.article", "claim": "JOIN claims c ON c.id = w.claim JOIN articles a ON a.id = c.article"}
    filled = {"kind": kind, "joined": joined[kind] if among else "", "among": f"AND {among}" if among else ""}
    if connection.dialect.name == "sqlite":
        asking = {"words": _match(runs), "ranked": RANKED, **(given or {})}
        return _best(connection.execute(text(_SQLITE.format(**filled)), asking).all(), runs)[:limit]
    asking = {"words": _tsquery(runs), "ranked": RANKED, "limit": limit, **(given or {})}
    return [str(i) for i in connection.execute(text(_POSTGRESQL.format(**filled)), asking).scalars()]


def _best(rows: Sequence[AnyRow], runs: Sequence[Sequence[str]]) -> list[str]:
    """The ids of matches, best first, then by id."""
    wide = {str(key): f" {words.replace(' ', '  ')} " for key, words in rows}
    usual = sum(words.count("  ") + 1 for words in wide.values()) / max(len(wide), 1)

    def worth(words: str) -> float:
        length = _OFTEN * (1 - _LONG + _LONG * (words.count("  ") + 1) / usual)
        return sum(n / (n + length) for word in runs if (n := words.count(f" {'  '.join(word)} ")))

    return sorted(wide, key=lambda key: (-worth(wide[key]), key))


_SQLITE = "SELECT w.{kind} AS key, w.words FROM {kind}_words w {joined} WHERE {kind}_words MATCH :words {among} ORDER BY w.rowid DESC LIMIT :ranked"
_POSTGRESQL = ("SELECT key FROM (SELECT w.{kind} AS key, w.words FROM {kind}_words w {joined} WHERE w.words @@ CAST(:words AS tsquery) {among} "
               "ORDER BY w.place DESC LIMIT :ranked) AS near ORDER BY ts_rank_cd(words, CAST(:words AS tsquery)) DESC, key LIMIT :limit")


def _match(runs: Sequence[Sequence[str]]) -> str:
    return " ".join(f'"{" ".join(word)}"' for word in runs)


def _tsquery(runs: Sequence[Sequence[str]]) -> str:
    return " & ".join("(" + " <-> ".join(f"'{run}'" for run in word) + ")" for word in runs)


def index_again(connection: Connection, path: str) -> None:
    """Indexes everything anew, for a record whose words were split otherwise. Raises `DamagedStoreError`."""
    for kind in ("article", "claim"):
        connection.execute(text(f"DELETE FROM {kind}_words"))
    days = {row.id: row.published for row in connection.execute(select(t.articles.c.id, t.articles.c.published))}
    for some in portions(sorted(days, key=lambda i: place(days[i], i)), 200):
        rows = connection.execute(select(t.articles).where(t.articles.c.id.in_(some)))
        index(connection, {row.id: (row.published, article_of(row, path)) for row in rows}, ())
    claims = select(t.claims.c.id, t.claims.c.article).where(t.claims.c.withdrawn.is_(None))
    order = sorted((place(days[row.article], row.id), row.id) for row in connection.execute(claims))
    for part in portions((key for _, key in order), 500):
        kept = connection.execute(select(t.claims).where(t.claims.c.id.in_(part)))
        index(connection, {}, [(days[row.article], row.id, noun(Claim, t.claims, row, path).quote) for row in kept])
    connection.execute(delete(t.meta).where(t.meta.c.key == "words_by"))
    connection.execute(insert(t.meta).values(key="words_by", value=WORDS_BY))

