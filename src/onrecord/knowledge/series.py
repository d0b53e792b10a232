"""What comes back every year, from data/series.yaml: meetings that are numbered, and days that are remembered."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from onrecord.errors import KnowledgeError
from onrecord.knowledge.loader import load

_FILE = "series.yaml"
ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
            "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth")
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100}
ORDINAL = (r"(?:\d{1,3}(?:st|nd|rd|th)|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[ -](?:first|second|third|fourth|fifth|sixth|"
           r"seventh|eighth|ninth)|(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)ieth|hundredth|" + "|".join(ORDINALS) + ")")
"""A number of order in figures or small letters."""


def ordinal(word: str) -> int:
    """1 to 999 for a word that `ORDINAL` matches; 0 for another."""
    if word[:1].isdigit():
        return int(word[:-2])
    if word in ORDINALS:
        return ORDINALS.index(word) + 1
    tens, _, ones = word.replace(" ", "-").partition("-")
    if ones:
        return _TENS.get(tens, 0) + (ORDINALS.index(ones) + 1 if ones in ORDINALS else 0)
    return _TENS.get(f"{word[:-4]}y", 100 if word == "hundredth" else 0)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A meeting that is held every ``every`` years and numbered: the first in ``first``, each told between two days given as (month, day) of
    its year, ``low`` and ``high``; where ``high`` is not after ``low`` it is ``every`` years later. ``words`` stand beside its number."""

    name: str
    first: int
    every: int
    low: tuple[int, int]
    high: tuple[int, int]
    words: re.Pattern[str]

    def held(self, number: int) -> tuple[date, date] | None:
        """Between which days the meeting of that number is told as going on or just held; None off the calendar."""
        year = self.first + (number - 1) * self.every
        if not 1900 <= year <= 2100:
            return None
        later = year + self.every if self.high <= self.low else year
        return date(year, *self.low), date(later, *self.high)


@dataclass(frozen=True, slots=True)
class Remembered:
    """A ``day`` that is remembered every year; ``words`` name what happened on it."""

    name: str
    day: date
    words: re.Pattern[str]


def words_pattern(group: list[str]) -> re.Pattern[str]:
    """One of the wordings as whole words, in small letters; spaces also stand for hyphens, a star for any ending."""
    forms = "|".join(re.escape(str(word).lower()).replace(r"\*", r"\w*").replace(r"\ ", r"[ -]") for word in group)
    return re.compile(rf"(?<![\w.])(?:{forms})(?!\w)")


def _month_day(said: Any, name: str) -> tuple[int, int]:
    try:
        whole = date.fromisoformat(f"2024-{said}")
    except ValueError as error:
        raise KnowledgeError(_FILE, name, f"{said!r} is no month and day") from error
    return whole.month, whole.day


def make_numbered(raw: dict[str, Any]) -> Numbered:
    """One meeting from its entry; raises `KnowledgeError` where it breaks the file's definitions."""
    name = str(raw.get("name", "?"))
    if not isinstance(raw.get("first"), int) or not raw.get("words") or "from" not in raw or "to" not in raw:
        raise KnowledgeError(_FILE, name, "first, from, to or words is missing")
    return Numbered(name, raw["first"], int(raw.get("every", 1)), _month_day(raw["from"], name), _month_day(raw["to"], name),
                    words_pattern(raw["words"]))


def make_remembered(raw: dict[str, Any]) -> Remembered:
    """One day from its entry; raises `KnowledgeError` where it breaks the file's definitions."""
    name = str(raw.get("name", "?"))
    if not isinstance(raw.get("day"), date) or not raw.get("words"):
        raise KnowledgeError(_FILE, name, "day is no ISO day, or words is missing")
    return Remembered(name, raw["day"], words_pattern(raw["words"]))


@cache
def numbered() -> tuple[Numbered, ...]:
    """Every numbered meeting in the file."""
    return tuple(map(make_numbered, load("series")["numbered"]))


@cache
def remembered() -> tuple[Remembered, ...]:
    """Every remembered day in the file."""
    return tuple(map(make_remembered, load("series")["remembered"]))
