"""Rows: how each noun lies in its table. Reading a row checks it; one that does not fit raises `DamagedStoreError`."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, Select, Table

from onrecord.errors import DamagedStoreError
from onrecord.model import Article, Capture, Claim, Entry, Judgement, Origin, Skip
from onrecord.model.article import article_id, carried_day
from onrecord.model.origin import story_id
from onrecord.store import tables as t
from onrecord.store.codec import decoded, digest, encoded
from onrecord.store.dates import host_of, published_day, well_known_day
from onrecord.store.packed import unpacked
from onrecord.store.rules import Measure, StoryPrint

T = TypeVar("T")
K = TypeVar("K")
W = TypeVar("W")
Columns = dict[str, Any]
AnyRow = Row[*tuple[Any, ...]]


def storable(text: str) -> str:
    """Text that every database takes: lone surrogates and NULs written out as escapes (for names and paths; texts are kept as bytes)."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8").replace("\0", "\\x00")


def sealed(table: Table, columns: Columns) -> Columns:
    """The row with the digest of all its columns but those that are counted up and down (``support``) or checked by their own hash (``text``)."""
    return {**columns, "digest": digest(*(columns[name] for name in _covered(table)))}


def checked(table: Table, row: AnyRow, path: str) -> Mapping[str, Any]:
    """The row's columns, once they are known to be as they were written. Raises `DamagedStoreError`."""
    columns: Mapping[str, Any] = dict(row._mapping)
    if digest(*(columns[name] for name in _covered(table))) != columns["digest"]:
        raise DamagedStoreError(path, f"a row of {table.name} is not as it was written; restore the record from a copy")
    return columns


def _covered(table: Table) -> list[str]:
    return [c.name for c in table.columns if c.name not in {"digest", "mark", "support", "text"}]


def portions(things: Iterable[T], size: int) -> Iterator[list[T]]:
    """The things in lists of at most ``size``, taken as they are asked for."""
    left = iter(things)
    while some := list(islice(left, size)):
        yield some


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
    """A row of ``articles``."""
    text = zlib.compress(article.text.encode("utf-8", "surrogatepass"), 6)
    row = {"id": article.id, "name": storable(article.name), "published": published_day(article.published),
           "outlet": storable(article.outlet.value) if article.outlet else None, "header": encoded(replace(article, text=""))}
    return {**sealed(t.articles, row), "text": text, "mark": digest(row["id"], row["published"], row["outlet"])}


def claim_row(claim: Claim, reader: str, withdrawn: str | None = None) -> Columns:
    """A row of ``claims``."""
    row = {"id": claim.id, "article": claim.article, "act": claim.act, "status": claim.status.value, "reader": reader,
           "withdrawn": withdrawn, "body": encoded(claim)}
    return sealed(t.claims, row)


def story_row(article: Article, story: StoryPrint, origin: str | None = None, day: str | None = None) -> Columns:
    """A row of ``stories``; ``origin`` and ``day`` are derived later."""
    outlet = storable(article.outlet.value) if article.outlet else None
    row = {"id": story_id(article.id, story.part), "article": article.id, "part": story.part, "start": story.span.start,
           "end": story.span.end, "outlet": outlet, "site": host_of(article.url), "dated": well_known_day(article.published),
           "origin": origin, "day": day}
    return sealed(t.stories, row)


def print_row(story: str, packed: bytes) -> Columns:
    """A row of ``prints``."""
    return sealed(t.prints, {"story": story, "body": packed})


def measure_row(first: str, second: str, support: int, measure: Measure) -> Columns:
    """A row of ``measures``."""
    row = {"first": first, "second": second, "support": support, "ties": int(measure.ties), "body": encoded(measure)}
    return sealed(t.measures, row)


def origin_row(origin: Origin) -> Columns:
    """A row of ``origins``."""
    return sealed(t.origins, {"id": origin.id, "body": encoded(origin)})


def party_rows(claim: Claim) -> list[Columns]:
    """The rows of ``parties`` of one claim."""
    sides = {"giver": claim.giver.value, "receiver": claim.receiver.value}
    named = ((side, storable(p.casefold())) for side, codes in sides.items() for p in sorted({c.casefold() for c in codes} or {""}))
    return [{"claim": claim.id, "side": side, "party": party} for side, party in named]


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


def noun(kind: type[T], table: Table, row: AnyRow, path: str, column: str = "body") -> T:
    """The noun in a row's ``column``, the row checked; entries lie otherwise (`entry_of`). Raises `DamagedStoreError`."""
    text = checked(table, row, path)[column]
    try:
        return decoded(kind, text)
    except ValueError as fault:
        raise DamagedStoreError(path, str(fault)) from fault


def entry_of(row: AnyRow, path: str) -> Entry:
    """The entry of a row of ``entries``, checked. Raises `DamagedStoreError`."""
    text = checked(t.entries, row, path)["body"]
    try:
        return unpacked(text)
    except ValueError as fault:
        raise DamagedStoreError(path, str(fault)) from fault


def article_of(row: AnyRow, path: str) -> Article:
    """The article of a row, its text checked against its id. Raises `DamagedStoreError`."""
    columns = row._mapping
    try:
        raw = zlib.decompress(columns["text"])
    except zlib.error as fault:
        raise DamagedStoreError(path, f"the text of article {columns['id'][:12]} is damaged: {fault}") from fault
    header, text = noun(Article, t.articles, row, path, "header"), raw.decode("utf-8", "surrogatepass")
    if columns["id"] not in (article_id(text), article_id(text, carried_day(header.printed))):
        raise DamagedStoreError(path, f"the text of article {columns['id'][:12]} is not as it was written; restore the record from a copy")
    return replace(header, text=text)


def capture_of(kept: AnyRow, page: AnyRow, path: str) -> Capture:
    """The capture of a row of ``captures`` under the name of a row of ``pages``, both checked. Raises `DamagedStoreError`."""
    capture, named = checked(t.captures, kept, path), checked(t.pages, page, path)
    body = zlib.decompress(capture["body"])
    if hashlib.sha256(body).hexdigest() != capture["id"]:
        raise DamagedStoreError(path, f"the bytes of {named['name']} are not as they came; restore the record from a copy")
    return Capture(capture["id"], named["name"], body, capture["media_type"], named["path"], named["record"], json.loads(named["declared"]))
