"""Frames: entries and claims as data frames of pandas or polars, a row each, every column with one type.

A column is a text, several texts, a whole number, a number, a day or yes/no (`ENTRY_TYPES`, `CLAIM_TYPES`). An interval is two columns, low and
high; an open end is missing, and both are missing where nothing was told. Of an entry they hold the lowest and the highest figure told, and only
where all figures are of one unit or currency; ``amounts`` has all in words.

    type    pandas             polars
    text    string             String
    texts   object (tuples)    List(String)
    whole   int64              Int64
    number  float64            Float64
    day     datetime64[s]      Date
    yes     bool               Boolean
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from onrecord.errors import ExtraError, QueryError
from onrecord.telling.words import amounts, chain_links, counts_told, how_many, how_much, sums_told

if TYPE_CHECKING:
    from onrecord.model import Article, Claim, Entry

Library = Literal["pandas", "polars"]
Types = Mapping[str, str]
Row = Sequence[Any]
ENTRY_TYPES: Types = {
    "id": "text", "act": "text", "from": "texts", "to": "texts", "items": "texts", "names": "texts", "keys": "texts", "status": "text",
    "standing": "text", "credibility": "text", "quantity_low": "number", "quantity_high": "number", "quantity_unit": "text",
    "money_low": "number", "money_high": "number", "currency": "text", "amounts": "text", "when_first": "day", "when_last": "day",
    "mechanism": "text", "kind": "text", "serial": "text", "origins": "whole", "voices": "whole", "pages": "whole", "claims": "whole",
    "disagreements": "texts", "first": "day", "last": "day",
}
"""The columns of `entry_frame`, named as the fields of an entry's JSON; ``first`` and ``last`` are days of publication."""
CLAIM_TYPES: Types = {
    "id": "text", "act": "text", "from": "texts", "to": "texts", "items": "texts", "names": "texts", "keys": "texts", "status": "text",
    "certainty": "text", "quantity_low": "number", "quantity_high": "number", "quantity_unit": "text", "quantity": "text",
    "money_low": "number", "money_high": "number", "currency": "text", "money": "text", "when": "text", "when_first": "day", "when_last": "day",
    "mechanism": "text", "sources": "texts", "anonymous": "yes", "quote": "text", "start": "whole", "end": "whole", "confidence": "number",
    "page": "text", "outlet": "text", "published": "day", "published_as": "text", "published_grade": "text", "url": "text", "article": "text",
}
"""The columns of `claim_frame`. ``start`` and ``end`` are characters of the article's text; ``published`` is missing where the day is not known,
and ``published_as`` has the month or year then."""
_SURROGATE = re.compile("[\ud800-\udfff]")


def entry_frame(entries: Iterable[Entry], library: Library = "pandas") -> Any:
    """A row an entry, in the columns of `ENTRY_TYPES`. Raises `ExtraError` where the library is not installed."""
    return _frame(ENTRY_TYPES, [_entry(e) for e in entries], library)


def claim_frame(claims: Iterable[tuple[Claim, Article]], library: Library = "pandas") -> Any:
    """A row a claim, in the columns of `CLAIM_TYPES`. Raises `ExtraError` where the library is not installed."""
    return _frame(CLAIM_TYPES, [_claim(claim, page) for claim, page in claims], library)


def _entry(e: Entry) -> Row:
    counted, paid = _only(counts_told(e), "piece"), _only(sums_told(e), "")
    start, end = (e.when.start, e.when.end) if e.when else (None, None)
    kinds = tuple(sorted({d.kind for d in e.disagreements}))
    return (e.id, e.act, e.giver, e.receiver, e.items, e.names, e.keys, e.status, e.standing, e.credibility.grade, *counted, *paid,
            "; ".join(amounts(e)), start, end, e.mechanism, e.kind, e.serial or None, e.origins, e.voices, e.pages, len(e.claims), kinds,
            e.first, e.last)


def _only(told: Mapping[str, tuple[float | None, float | None]], otherwise: str) -> Row:
    """Low, high and unit where all figures are of one unit."""
    if len(told) != 1:
        return None, None, None
    (unit, ends), = told.items()
    return *ends, unit or otherwise


def _claim(c: Claim, page: Article) -> Row:
    items, quantity, money, when, day = c.items.value, c.quantity.value, c.money.value, c.when.value, page.published.date
    counted = (quantity.low, quantity.high, quantity.unit or "piece", how_many(quantity)) if quantity else (None,) * 4
    paid = (money.low, money.high, money.currency, how_much(money)) if money else (None,) * 4
    times = (when.iso, when.start, when.end) if when else (None,) * 3
    first = c.sources.value[0] if c.sources.value else None
    return (c.id, c.act, c.giver.value, c.receiver.value, tuple(i.cls for i in items), tuple(i.name for i in items),
            tuple(i.key for i in items if i.key), c.status.value, c.certainty.value, *counted, *paid, *times, c.mechanism.value,
            chain_links(c, page), first is not None and first.anonymous, c.quote, c.span.start, c.span.end, c.confidence, page.name,
            page.outlet.value if page.outlet else None, day if day and len(day) == 10 else None, day, page.published.grade, page.url, page.id)


# -- libraries


def _frame(types: Types, rows: Sequence[Row], library: str) -> Any:
    if library not in _MADE:
        raise QueryError("library", str(library), f"one of {', '.join(_MADE)}")
    columns = {name: [_READ[kind](row[n]) for row in rows] for n, (name, kind) in enumerate(types.items())}
    try:
        return _MADE[library](columns, types)
    except ImportError as error:
        raise ExtraError("a data frame", library, "notebook") from error


def _text(value: str | None) -> str | None:
    """Lone surrogates, which UTF-8 has no form for, as U+FFFD."""
    return None if value is None else _SURROGATE.sub("\ufffd", value)


def _same(value: Any) -> Any:
    return value


_READ: Mapping[str, Callable[[Any], Any]] = {
    "text": _text, "texts": lambda value: tuple(_SURROGATE.sub("\ufffd", v) for v in value), "whole": _same, "number": _same, "yes": _same,
    "day": lambda value: date.fromisoformat(value) if value else None,
}


def _pandas(columns: Mapping[str, list[Any]], types: Types) -> Any:
    import pandas

    kinds = {"text": "string", "texts": "object", "whole": "int64", "number": "float64", "day": "datetime64[s]", "yes": "bool"}
    return pandas.DataFrame({name: pandas.Series(values, dtype=kinds[types[name]]) for name, values in columns.items()})


def _polars(columns: Mapping[str, list[Any]], types: Types) -> Any:
    import polars

    kinds: Mapping[str, Any] = {
        "text": polars.String, "texts": polars.List(polars.String), "whole": polars.Int64, "number": polars.Float64, "day": polars.Date,
        "yes": polars.Boolean,
    }
    lists = {name: [list(v) for v in values] if types[name] == "texts" else values for name, values in columns.items()}
    return polars.DataFrame(lists, schema={name: kinds[kind] for name, kind in types.items()})


_MADE: Mapping[str, Callable[[Mapping[str, list[Any]], Types], Any]] = {"pandas": _pandas, "polars": _polars}
