"""How a figure is counted, by the words beside it: as a total, as what was announced before, or as more; from data/counting.yaml."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from onrecord.errors import KnowledgeError
from onrecord.knowledge.loader import load
from onrecord.model import Span

_FILE = "counting.yaml"
COUNTINGS = ("total", "again", "added")
Beside = tuple[str, re.Pattern[str] | None, re.Pattern[str] | None]
_SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s")


def make_kind(raw: dict[str, Any]) -> Beside:
    """A kind with the patterns that stand before and after its figure; raises `KnowledgeError` where it breaks the file's definitions."""
    kind = str(raw.get("kind", "?"))
    if kind not in COUNTINGS or not (raw.get("before") or raw.get("after")):
        raise KnowledgeError(_FILE, kind, f"a kind is one of {', '.join(COUNTINGS)} and has wordings")
    return kind, _pattern(raw.get("before")), _pattern(raw.get("after"))


def _pattern(words: list[str] | None) -> re.Pattern[str] | None:
    if not words:
        return None
    forms = "|".join(re.escape(" ".join(str(w).split())).replace(r"\ ", r"\s+") for w in sorted(words, key=lambda w: (-len(w), w)))
    return re.compile(rf"(?<!\w)(?:{forms})(?!\w)")


@cache
def _kinds() -> tuple[Beside, ...]:
    return tuple(map(make_kind, load("counting")["kinds"]))


def counting(text: str, figure: Span) -> str:
    """How the figure at these characters of the text is counted: one of `COUNTINGS`, "" where the words beside it do not say."""
    reach = int(load("counting")["reach"])
    low = text.casefold() if len(text.casefold()) == len(text) else text.lower()
    before = _SENTENCE_END.split(low[max(figure.start - reach, 0):figure.start])[-1]
    after = _SENTENCE_END.split(low[figure.end:figure.end + reach])[0]
    return next((kind for kind, ahead, behind in _kinds() if (ahead and ahead.search(before)) or (behind and behind.search(after))), "")
