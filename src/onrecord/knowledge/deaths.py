"""When people died whose words the press tells, from data/deaths.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from onrecord.errors import KnowledgeError
from onrecord.knowledge.loader import load


@dataclass(frozen=True, slots=True)
class Death:
    """The death of one person on ``day``; ``known`` is the day from which the press could tell it, not before ``day``.

    ``names`` are spellings of the full name, the usual one first, each of which stands for this person only; ``office`` what they were last.
    """

    day: date
    known: date
    names: tuple[str, ...]
    office: str


_FIELDS = {"day", "known", "name", "office"}


def make_death(raw: dict[str, Any]) -> Death:
    """One person's death from its entry; raises `KnowledgeError` where it breaks the file's definitions."""
    name = str(raw.get("name", "?"))
    if missing := {"day", "name", "office"} - raw.keys() | raw.keys() - _FIELDS:
        raise KnowledgeError("deaths.yaml", name, f"missing or no field of this file: {', '.join(sorted(missing))}")
    day, known = (raw["day"], raw.get("known", raw["day"]))
    if type(day) is not date or type(known) is not date or known < day:
        raise KnowledgeError("deaths.yaml", name, f"{day!r} and {known!r} are not two ISO days in order")
    return Death(day, known, tuple(name.split("|")), str(raw["office"]))


@cache
def deaths() -> tuple[Death, ...]:
    """Everyone in the file."""
    return tuple(map(make_death, load("deaths")))
