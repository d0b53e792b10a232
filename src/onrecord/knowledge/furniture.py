"""Furniture rules, from data/furniture.yaml: what the lines of a page look like that are not part of its article."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.errors import KnowledgeError
from onrecord.knowledge.loader import load

WHERES = ("whole", "opens", "ends", "head", "tail", "inset", "section", "kicker", "credit", "note", "screen", "half", "plain", "stamp",
          "words", "label", "publisher")
KINDS = ("furniture", "byline", "caption")
_FILE = "furniture.yaml"
_DEFAULT_WORDS = 40


@dataclass(frozen=True, slots=True)
class FurnitureRule:
    """One rule; see the field definitions at the head of data/furniture.yaml. ``pattern`` is anchored as ``where`` asks."""

    name: str
    where: str
    kind: str
    words: int
    closes: bool
    pattern: re.Pattern[str]


_ANCHORED = {"whole": r"(?:{})\Z", "section": r"(?:{})\Z", "opens": r"(?:{})", "head": r"(?:{})", "ends": r"(?:{})\Z", "tail": r"(?:{})",
             "inset": r"(?:{})", "kicker": r"(?:{})", "credit": r"(?:{})\Z", "note": r"(?:{})", "stamp": r"(?:{})\Z",
             "screen": r"(?:{})\Z", "half": r"(?:{})\Z", "plain": r"(?:{})\Z", "words": r"\b(?:{})\b",
             "label": r"(?:{})\Z", "publisher": r"\b(?:{})\b"}


def _compiled(entry: dict[str, Any], where: str) -> re.Pattern[str]:
    flags = re.NOFLAG if entry.get("case") else re.IGNORECASE
    try:
        return re.compile(_ANCHORED[where].format("|".join(f"(?:{p})" for p in entry["patterns"])), flags)
    except re.error as error:
        raise KnowledgeError(_FILE, str(entry.get("name")), f"a pattern is not a regular expression: {error}") from error


def make_rule(entry: dict[str, Any]) -> FurnitureRule:
    """One rule from its entry in the file; raises `KnowledgeError` where a field is missing or not one of its values."""
    name, where, kind = str(entry.get("name", "?")), entry.get("where"), entry.get("kind", "furniture")
    if where not in WHERES or kind not in KINDS or not entry.get("patterns"):
        raise KnowledgeError(_FILE, name, "where, kind or patterns is missing or unknown")
    return FurnitureRule(name, where, kind, int(entry.get("words", _DEFAULT_WORDS)), bool(entry.get("closes")), _compiled(entry, where))


@cache
def furniture_rules() -> dict[str, tuple[FurnitureRule, ...]]:
    """The rules by ``where``, in the order of the file."""
    rules = [make_rule(entry) for entry in load(_FILE)]
    return {where: tuple(r for r in rules if r.where == where) for where in WHERES}
