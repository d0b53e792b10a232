"""What a sum is for, by the words beside it, from data/purposes.yaml."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from onrecord.errors import KnowledgeError
from onrecord.knowledge.loader import load

_FILE = "purposes.yaml"
_KEPT = 20_000
"""Wordings whose purposes are kept: what one settling asks for again and again."""


def make_purpose(raw: dict[str, Any]) -> tuple[str, re.Pattern[str]]:
    """A purpose with the pattern of its words. Raises `KnowledgeError` where it breaks the file's definitions."""
    name, words = str(raw.get("purpose", "")), [str(w) for w in raw.get("words") or ()]
    if not name or not words or any(w != w.casefold() for w in words):
        raise KnowledgeError(_FILE, name or "?", "a purpose has a name and wordings in small letters")
    forms = (rf"{re.escape(w[:-1])}\w*" if w.endswith("*") else re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))
    return name, re.compile(rf"(?<![\w-])(?:{'|'.join(forms)})(?!\w)")


@cache
def _known() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(map(make_purpose, load("purposes")))


@lru_cache(maxsize=_KEPT)
def purposes(words: str) -> frozenset[str]:
    """The purposes that these words name; none where they leave it open."""
    folded = " ".join(words.casefold().split())
    return frozenset(name for name, pattern in _known() if pattern.search(folded))
