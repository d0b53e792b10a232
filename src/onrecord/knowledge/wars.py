"""Wars by whose age the press dates itself ("the 18th month of the war"), from data/wars.yaml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from onrecord.errors import KnowledgeError
from onrecord.knowledge.loader import load
from onrecord.knowledge.tenures import words_pattern


@dataclass(frozen=True, slots=True)
class War:
    """A war counted from ``first`` until ``last``, its last day (None: not over). ``words``: patterns for text in small letters, each of
    which stands on a page about it, the first in the sentence that counts."""

    name: str
    first: date
    last: date | None
    words: tuple[re.Pattern[str], ...]

    def told_on(self, page: str) -> bool:
        """Whether the page, in small letters, tells of it."""
        return all(pattern.search(page) for pattern in self.words)


_FIELDS = {"name", "first", "last", "words"}


def make_war(raw: dict[str, Any]) -> War:
    """One war from its entry; raises `KnowledgeError` where it breaks the file's definitions."""
    name = str(raw.get("name", "?"))
    if wrong := {"name", "first", "words"} - raw.keys() | raw.keys() - _FIELDS:
        raise KnowledgeError("wars.yaml", name, f"missing or no field of this file: {', '.join(sorted(wrong))}")
    first, last = raw["first"], raw.get("last")
    if type(first) is not date or (last is not None and (type(last) is not date or last <= first)):
        raise KnowledgeError("wars.yaml", name, f"{first!r} and {last!r} are not two ISO days in order")
    if not raw["words"] or not all(raw["words"]):
        raise KnowledgeError("wars.yaml", name, "words is empty")
    return War(name, first, last, tuple(map(words_pattern, raw["words"])))


@cache
def wars() -> tuple[War, ...]:
    """Every war in the file."""
    return tuple(map(make_war, load("wars")))
