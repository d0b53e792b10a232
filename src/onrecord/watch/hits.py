"""Hits: where the names of a list stand in the record: as parties, makers of named goods, goods, or speakers of claims."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from onrecord.errors import NotFoundError
from onrecord.export.lines import json_line
from onrecord.knowledge.items import systems
from onrecord.model import Claim, Entry
from onrecord.model.entry import LedgerQuery
from onrecord.store import StoreView
from onrecord.telling.parties import party_names
from onrecord.telling.words import chain
from onrecord.watch.names import Match, Names

FIELDS = ("from", "to", "maker", "goods", "speaker")
COLUMNS = ("name", "code", "note", "form", "way", "score", "field", "value", "entry", "claim", "act", "status", "quote", "who", "published",
           "outlet", "page", "article", "url")
"""Of a hit as a table."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A name of the list (in ``match``) stands in a ``field`` (of `FIELDS`) of a claim as ``value``; ``entry`` is the id of the matter that the claim
    is part of."""

    match: Match
    field: str
    value: str
    entry: str
    claim: Claim


def hits(names: Names, entries: Iterable[Entry], claims: dict[str, Claim]) -> list[Hit]:
    """Every hit of these entries, the surest first, then by name, entry and claim. ``claims`` by id. A claim that is part of two matters is a hit in
    each."""
    matches = lru_cache(maxsize=None)(names.matches)
    found = [Hit(match, field, value, entry.id, claims[key])
             for entry in entries for key in entry.claims if key in claims
             for field, value, code in dict.fromkeys(values(claims[key])) for match in matches(value, code)]
    return sorted(found, key=lambda h: (-h.match.score, h.match.listed.line, h.entry, h.claim.id, FIELDS.index(h.field), h.value))


def values(claim: Claim) -> Iterator[tuple[str, str, str]]:
    """(field, name, party code or "") of each name in a claim that a list may name. A party stands there by its usual name."""
    for field, codes in (("from", claim.giver.value), ("to", claim.receiver.value)):
        yield from ((field, party_names([code]), code) for code in codes)
    for item in claim.items.value:
        info = systems().get(item.key or "")
        yield "goods", item.name, ""
        if info is not None:
            yield "goods", info.names[0], ""
            yield from (("maker", party_names([code]), code) for code in info.makers)
    yield from (("speaker", source.name, "") for source in claim.sources.value if source.name)


def hit_fields(view: StoreView, found: Iterable[Hit]) -> Iterator[dict[str, Any]]:
    """Hits as fields under `COLUMNS`, each page looked up once."""
    page = lru_cache(maxsize=1000)(_page(view))
    for hit in found:
        listed, claim, article = hit.match.listed, hit.claim, page(hit.claim.article)
        yield {
            "name": listed.name, "code": listed.code, "note": listed.note, "form": hit.match.form, "way": hit.match.way, "score": hit.match.score,
            "field": hit.field, "value": hit.value, "entry": hit.entry, "claim": claim.id, "act": claim.act, "status": claim.status.value,
            "quote": claim.quote, "who": chain(claim, article), "published": article.published.date if article else None,
            "outlet": article.outlet.value if article and article.outlet else None, "page": article.name if article else None,
            "article": claim.article,
            "url": article.url if article else None,
        }


def hits_of(view: StoreView, names: Names, entries: Iterable[Entry] | None = None, as_of: str | None = None) -> list[Hit]:
    """Every hit of the record (as of an ISO day, month or year), or of these entries."""
    every = view.entries(LedgerQuery(as_of=as_of)) if entries is None else list(entries)
    if entries is None:
        return hits(names, every, {c.id: c for c in view.claims()})
    return hits(names, every, {c.id: c for e in every for c in view.claims_of(e)})


def write_hits(view: StoreView, found: Iterable[Hit]) -> Iterator[str]:
    """One JSON line a hit, without line ends."""
    yield from map(json_line, hit_fields(view, found))


def _page(view: StoreView) -> Callable[[str], Any]:
    def page(key: str) -> Any:
        try:
            return view.article(key)
        except NotFoundError:
            return None

    return page
