"""Judgements out and in, one JSON line each, so that teams share them.

    {"id", "kind", "subject", "by", "at", "why", "article", "span": [start, end] or null, "field", "value", "withdrawn"}

Articles are named by the hash of their text and claims by what they say, so a judgement means the same in every record that holds the page.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from onrecord.errors import InputError
from onrecord.export.lines import json_line
from onrecord.model import Judgement, Span

_TEXTS = ("id", "kind", "subject", "by", "at", "why")
_OPTIONAL = ("article", "field", "value")


def judgement_fields(judgement: Judgement) -> dict[str, Any]:
    """A judgement as JSON fields, nothing left out."""
    j = judgement
    return {
        "id": j.id, "kind": j.kind, "subject": j.subject, "by": j.by, "at": j.at, "why": j.why, "article": j.article,
        "span": list(j.span) if j.span else None, "field": j.field, "value": j.value, "withdrawn": j.withdrawn,
    }


def write_judgements(judgements: Iterable[Judgement]) -> Iterator[str]:
    """The lines, without line ends, by time of signing: the same judgements give the same lines."""
    for judgement in sorted(judgements, key=lambda j: (j.at, j.id)):
        yield json_line(judgement_fields(judgement))


def read_judgements(lines: Iterable[str], path: str) -> list[Judgement]:
    """The judgements of these lines; blank lines are passed over.

    Raises `InputError` with the number of the first line that is none, so that nothing is taken in by halves.
    """
    return [_read(line, path, number) for number, line in enumerate(lines, 1) if line.strip()]


def _read(line: str, path: str, number: int) -> Judgement:
    try:
        fields = json.loads(line)
        if not isinstance(fields, dict):
            raise ValueError("not a JSON object")
        return _judgement(fields)
    except (ValueError, RecursionError) as fault:
        raise InputError(path, f"not a judgement: {fault}", number) from fault


def _judgement(fields: Mapping[str, Any]) -> Judgement:
    for name in _TEXTS:
        if not isinstance(fields.get(name), str) or not fields[name].strip():
            raise ValueError(f'"{name}" is missing or no text')
    for name in _OPTIONAL:
        if not isinstance(fields.get(name), str | None):
            raise ValueError(f'"{name}" is neither a text nor null')
    if not isinstance(fields.get("withdrawn", False), bool):
        raise ValueError('"withdrawn" is neither true nor false')
    datetime.fromisoformat(fields["at"])
    plain: dict[str, Any] = {name: fields.get(name) for name in (*_TEXTS, *_OPTIONAL)}
    return Judgement(**plain, span=_span(fields.get("span")), withdrawn=fields.get("withdrawn", False))


def _span(value: Any) -> Span | None:
    if value is None:
        return None
    whole = isinstance(value, list) and len(value) == 2 and all(isinstance(v, int) and not isinstance(v, bool) for v in value)
    if not whole or not 0 <= value[0] <= value[1]:
        raise ValueError('"span" is no pair of places')
    return Span(*value)
