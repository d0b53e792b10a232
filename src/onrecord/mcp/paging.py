"""Paging: long answers a page at a time. A cursor belongs to its question and to the answer as it was counted; it means nothing to any other."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping

from onrecord.errors import QueryError

_CURSOR = re.compile(r"(\d{1,9})-([0-9a-f]{12})", re.ASCII)


def start_of(cursor: str | None, question: Mapping[str, object], total: int) -> int:
    """Where a page starts: 0 without a cursor. ``question`` is the tool and what it was asked; ``total`` how many rows there are.

    Raises `QueryError` for a cursor of another question, or of this one before the record was written to.
    """
    if not cursor:
        return 0
    found = _CURSOR.fullmatch(cursor)
    if found is None or found[2] != _digest(question, total) or int(found[1]) >= total:
        raise QueryError("cursor", cursor[:60], "is not of this question, or the record has changed since; ask again without a cursor")
    return int(found[1])


def cursor_after(place: int, question: Mapping[str, object], total: int) -> str | None:
    """The cursor of the page that starts at ``place``; None at the end."""
    return f"{place}-{_digest(question, total)}" if place < total else None


def _digest(question: Mapping[str, object], total: int) -> str:
    said = repr((sorted((name, str(value)) for name, value in question.items() if value not in (None, "")), total))
    return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:12]
