"""When people were born whose ages the press tells, from data/births.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from onrecord.errors import KnowledgeError
from onrecord.knowledge.loader import load


@dataclass(frozen=True, slots=True)
class Birth:
    """The ``day`` on which one person was born; ``names`` are spellings of the full name, the usual one first."""

    day: date
    names: tuple[str, ...]

    def aged(self, age: int) -> tuple[date, date]:
        """The first and the last day of being ``age`` years old."""
        return _anniversary(self.day, age), _anniversary(self.day, age + 1)


def _anniversary(day: date, years: int) -> date:
    """The day so many years later; of 29 February the 28th where there is none."""
    year = day.year + years
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 2, 28)


def make_birth(raw: dict[str, Any]) -> Birth:
    """One person's birth from its entry; raises `KnowledgeError` where it breaks the file's definitions."""
    name = str(raw.get("name", "?"))
    if raw.keys() != {"day", "name"}:
        raise KnowledgeError("births.yaml", name, f"its fields are day and name, not {', '.join(sorted(raw))}")
    if type(raw["day"]) is not date:
        raise KnowledgeError("births.yaml", name, f"{raw['day']!r} is no ISO day")
    return Birth(raw["day"], tuple(name.split("|")))


@cache
def births() -> tuple[Birth, ...]:
    """Everyone in the file."""
    return tuple(map(make_birth, load("births")))
