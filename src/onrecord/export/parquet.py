"""Claims and entries as Parquet, for notebooks and databases: the fields of JSON with types, nothing left out, in groups of rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from onrecord.errors import ExtraError
from onrecord.export.claims import claim_fields
from onrecord.export.entries import entry_fields
from onrecord.export.told import Cited
from onrecord.model import Claim, Entry

GROUP = 10_000
"""Rows of a group, which is what is in memory at once; chosen."""
_SURROGATE = re.compile("[\ud800-\udfff]")
Fields = dict[str, Any]
Types = dict[str, Any]
"""Field to "text", "whole", "number", "yes", a list of one type, or an object's own fields."""
_RANGE: Types = {"low": "number", "high": "number", "text": "text"}
_GROUND = {"rule": "text", "says": "text", "claims": ["text"]}
_GRADE = {"status": "text", "grade": "text", "source": "text", "information": "whole", "judged": "yes", "reasons": [_GROUND]}
ENTRY_TYPES: Types = {
    "id": "text", "act": "text", "from": ["text"], "to": ["text"], "items": ["text"], "names": ["text"], "keys": ["text"],
    "status": "text", "standing": "text", "quantities": [{**_RANGE, "unit": "text"}], "moneys": [{**_RANGE, "currency": "text"}],
    "when": "text", "mechanism": "text", "origins": "whole", "voices": "whole", "pages": "whole", "first": "text", "last": "text",
    "claims": ["text"], "reasons": [{"claim": "text", "why": "text"}],
    "history": [{"published": "text", "origin": "text", "status": "text", "certainty": "text", "voice": "text", "claims": ["text"],
                 "report": "text", "counts": "yes", "source": "text", "rated": [_GROUND]}],
    "disagreements": [{"kind": "text", "claim": "text", "against": "text", "settled": "yes"}], "kind": "text", "serial": "text",
    "bonds": [{"claim": "text", "held": [{"name": "text", "weight": "whole"}]}], "credibility": _GRADE, "graded": [_GRADE],
}
CLAIM_TYPES: Types = {
    "id": "text", "quote": "text", "start": "whole", "end": "whole", "act": "text", "from": ["text"], "to": ["text"],
    "items": [{"class": "text", "name": "text"}], "quantity": {**_RANGE, "unit": "text"}, "money": {**_RANGE, "currency": "text"},
    "status": "text", "certainty": "text", "when": "text", "mechanism": "text",
    "sources": [{"name": "text", "role": "text", "country": "text", "anonymous": "yes"}], "said_when": "text", "confidence": "number",
    "entries": ["text"], "article": "text", "page": "text", "outlet": "text", "published": "text", "published_grade": "text", "url": "text",
}


def entry_records(entries: Iterable[Entry]) -> Iterator[Fields]:
    """The fields of each entry's JSON; ``reasons`` and ``bonds`` as lists, since Parquet's maps have no order."""
    for entry in entries:
        reasons = [{"claim": claim, "why": why} for claim, why in entry.reasons]
        bonds = [{"claim": claim, "held": [{"name": b.name, "weight": b.weight} for b in held]} for claim, held in entry.bonds]
        yield {**entry_fields(entry), "reasons": reasons, "bonds": bonds}


def claim_records(claims: Iterable[tuple[Claim, Cited, list[str]]]) -> Iterator[Fields]:
    """The fields of each claim's JSON with the ids of its entries and what is cited of its page."""
    for claim, page, entries in claims:
        yield {
            **claim_fields(claim), "entries": entries, "article": page.id, "page": page.name, "outlet": page.outlet,
            "published": page.published.date, "published_grade": page.published.grade, "url": page.url,
        }


def write_parquet(records: Iterable[Fields], types: Types, path: Path, group: int = GROUP) -> None:
    """Writes the file, a group of rows at a time. Raises `ExtraError` where pyarrow is not installed."""
    try:
        import pyarrow
        from pyarrow.parquet import ParquetWriter
    except ImportError as error:
        raise ExtraError("Parquet", "pyarrow", "parquet") from error
    schema = pyarrow.schema([(name, _type(pyarrow, kind)) for name, kind in types.items()])
    rows = iter(records)
    with ParquetWriter(path, schema, compression="zstd") as writer:
        while batch := list(islice(rows, group)):
            writer.write_table(pyarrow.Table.from_pylist([_plain(row) for row in batch], schema=schema))


def _type(pyarrow: Any, kind: Any) -> Any:
    if isinstance(kind, list):
        return pyarrow.list_(_type(pyarrow, kind[0]))
    if isinstance(kind, dict):
        return pyarrow.struct([(name, _type(pyarrow, inner)) for name, inner in kind.items()])
    plain = {"text": pyarrow.string, "whole": pyarrow.int64, "number": pyarrow.float64, "yes": pyarrow.bool_}
    return plain[kind]()


def _plain(value: Any) -> Any:
    """The value with lone surrogates, which UTF-8 has no form for, as U+FFFD."""
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    return [_plain(inner) for inner in value] if isinstance(value, list) else value
