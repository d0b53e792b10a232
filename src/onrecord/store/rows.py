"""Rows: how each noun lies in its table. Reading a row checks it; one that does not fit raises `DamagedStoreError`."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, Select, Table

from onrecord.errors import DamagedStoreError
from onrecord.model import Article, Capture, Claim, Entry, Judgement, Origin, Published, Skip
from onrecord.store import tables as t
from onrecord.store.codec import decoded, digest, encoded

T = TypeVar("T")
K = TypeVar("K")
W = TypeVar("W")
Columns = dict[str, Any]
AnyRow = Row[*tuple[Any, ...]]


def storable(text: str) -> str:
    """Text that every database takes: lone surrogates and NULs written out as escapes (for names and paths; texts are kept as bytes)."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8").replace("\0", "\\x00")


def sealed(table: Table, columns: Columns) -> Columns:
    """The row with the digest of all its columns but those that are derived later (``origin``) or checked by their own hash (``text``)."""
    return {**columns, "digest": digest(*(columns[name] for name in _covered(table)))}


def checked(table: Table, row: AnyRow, path: str) -> Mapping[str, Any]:
    """The row's columns, once they are known to be as they were written. Raises `DamagedStoreError`."""
    columns: Mapping[str, Any] = dict(row._mapping)
    if digest(*(columns[name] for name in _covered(table))) != columns["digest"]:
        raise DamagedStoreError(path, f"a row of {table.name} is not as it was written; restore the record from a copy")
    return columns


def _covered(table: Table) -> list[str]:
    return [c.name for c in table.columns if c.name not in {"digest", "mark", "origin", "text"}]


def pairs(connection: Connection, query: Select[K, W]) -> dict[K, W]:
    """The rows of a query for two columns, the first as key."""
    return {row[0]: row[1] for row in connection.execute(query)}


def capture_row(capture: Capture) -> Columns:
    """A row of ``captures``."""
    return sealed(t.captures, {"id": capture.id, "media_type": capture.media_type, "body": zlib.compress(capture.body, 6)})


def page_row(capture: Capture, article: Article | None) -> Columns:
    """A row of ``pages``."""
    header = encoded(replace(article, text="")) if article else None
    row = {"capture": capture.id, "name": storable(capture.name), "path": storable(capture.path), "record": capture.record,
           "declared": json.dumps(capture.declared, sort_keys=True), "article": article.id if article else None,
           "header": header}
    return sealed(t.pages, row)


def article_row(article: Article) -> Columns:
    """A row of ``articles``; its origin is derived later."""
    text = zlib.compress(article.text.encode("utf-8", "surrogatepass"), 6)
    row = {"id": article.id, "name": storable(article.name), "published": published_day(article.published),
           "outlet": storable(article.outlet.value) if article.outlet else None, "header": encoded(replace(article, text=""))}
    return {**sealed(t.articles, row), "text": text, "mark": digest(row["id"], row["published"], row["outlet"])}


def claim_row(claim: Claim, reader: str, withdrawn: str | None = None) -> Columns:
    """A row of ``claims``."""
    row = {"id": claim.id, "article": claim.article, "act": claim.act, "status": claim.status.value, "reader": reader,
           "withdrawn": withdrawn, "body": encoded(claim)}
    return sealed(t.claims, row)


def print_row(article: str, packed: bytes) -> Columns:
    """A row of ``prints``."""
    return sealed(t.prints, {"article": article, "body": packed})


def origin_row(origin: Origin) -> Columns:
    """A row of ``origins``."""
    return sealed(t.origins, {"id": origin.id, "body": encoded(origin)})


def party_rows(claim: Claim) -> list[Columns]:
    """The rows of ``parties`` of one claim."""
    sides = {"giver": claim.giver.value, "receiver": claim.receiver.value}
    named = ((side, storable(p.casefold())) for side, codes in sides.items() for p in sorted({c.casefold() for c in codes} or {""}))
    return [{"claim": claim.id, "side": side, "party": party} for side, party in named]


def entry_row(entry: Entry) -> Columns:
    """A row of ``entries``."""
    return sealed(t.entries, {"id": entry.id, "act": entry.act, "body": encoded(entry)})


def judgement_row(judgement: Judgement) -> Columns:
    """A row of ``judgements``."""
    row = {"id": judgement.id, "at": judgement.at, "withdrawn": int(judgement.withdrawn), "body": encoded(judgement)}
    return sealed(t.judgements, row)


def skip_row(skip: Skip) -> Columns:
    """A row of ``skips``; the same skip has the same id."""
    mark = json.dumps([skip.stage, skip.subject, skip.reason, skip.detail], ensure_ascii=False)
    key = hashlib.sha256(mark.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    row = {"id": key, "stage": skip.stage, "subject": storable(skip.subject), "reason": skip.reason, "detail": storable(skip.detail)}
    return sealed(t.skips, row)


def published_day(published: Published) -> str | None:
    """The ISO day by which a page was published: its day, else the last day of its month or year, else the end of its interval."""
    date = published.date
    if date is None or len(date) == 10:
        return date or published.high
    last = f"{date}-31" if len(date) == 7 else f"{date}-12-31"
    return min(_real(last), published.high or last)


def _real(day: str) -> str:
    """The last day of the month for a "31st" that the month may not have."""
    year, month = int(day[:4]), int(day[5:7])
    long = {1: 31, 3: 31, 5: 31, 7: 31, 8: 31, 10: 31, 12: 31, 2: 29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28}
    return f"{day[:8]}{long.get(month, 30):02d}"


def noun(kind: type[T], table: Table, row: AnyRow, path: str, column: str = "body") -> T:
    """The noun in a row's ``column``, the row checked. Raises `DamagedStoreError`."""
    text = checked(table, row, path)[column]
    try:
        return decoded(kind, text)
    except ValueError as fault:
        raise DamagedStoreError(path, str(fault)) from fault


def article_of(row: AnyRow, path: str) -> Article:
    """The article of a row, its text checked against its id. Raises `DamagedStoreError`."""
    columns = row._mapping
    try:
        raw = zlib.decompress(columns["text"])
    except zlib.error as fault:
        raise DamagedStoreError(path, f"the text of article {columns['id'][:12]} is damaged: {fault}") from fault
    if hashlib.sha256(raw).hexdigest() != columns["id"]:
        raise DamagedStoreError(path, f"the text of article {columns['id'][:12]} is not as it was written; restore the record from a copy")
    return replace(noun(Article, t.articles, row, path, "header"), text=raw.decode("utf-8", "surrogatepass"))


def capture_of(kept: AnyRow, page: AnyRow, path: str) -> Capture:
    """The capture of a row of ``captures`` under the name of a row of ``pages``, both checked. Raises `DamagedStoreError`."""
    capture, named = checked(t.captures, kept, path), checked(t.pages, page, path)
    body = zlib.decompress(capture["body"])
    if hashlib.sha256(body).hexdigest() != capture["id"]:
        raise DamagedStoreError(path, f"the bytes of {named['name']} are not as they came; restore the record from a copy")
    return Capture(capture["id"], named["name"], body, capture["media_type"], named["path"], named["record"], json.loads(named["declared"]))
