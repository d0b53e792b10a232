"""Who held which office when, and what happened when, from data/tenures.yaml and data/dated-events.yaml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from onrecord.errors import KnowledgeError
from onrecord.knowledge.loader import load

Interval = tuple[date, date | None]
"""First day and last day (None: lasts), both included."""


@dataclass(frozen=True, slots=True)
class Tenure:
    """A person's times in one office. ``names`` spellings of the name, family name last; ``during`` in order."""

    state: str
    office: str
    names: tuple[str, ...]
    during: tuple[Interval, ...]

    @property
    def family(self) -> frozenset[str]:
        """The words that may follow the title alone: the last word of each spelling, and spellings of one word."""
        return frozenset(name.split()[-1] for name in self.names)


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """Something that happened in [``first``, ``last``] (one day, or the days of a month). ``until`` is set for what lasted.

    ``words`` are patterns, one of each of which stands in a sentence that tells it; ``war`` where its months are
    counted; ``scheduled`` where it was known beforehand.
    """

    name: str
    first: date
    last: date
    until: date | None
    words: tuple[re.Pattern[str], ...]
    war: bool
    scheduled: bool


def _day(said: Any, file: str, entry: str) -> date:
    try:
        return said if isinstance(said, date) else date.fromisoformat(str(said))
    except ValueError as error:
        raise KnowledgeError(file, entry, f"{said!r} is no ISO day") from error


def _intervals(said: str, holder: str) -> tuple[Interval, ...]:
    pairs = [part.split("/") for part in str(said).split(", ")]
    if any(len(pair) != 2 for pair in pairs):
        raise KnowledgeError("tenures.yaml", holder, f"{said!r} is not from/to")
    found = tuple((_day(a, "tenures.yaml", holder), _day(b, "tenures.yaml", holder) if b else None) for a, b in pairs)
    if any(b is not None and b <= a for a, b in found):
        raise KnowledgeError("tenures.yaml", holder, f"{said!r} ends before it begins")
    return found


@cache
def tenures() -> tuple[Tenure, ...]:
    """Every holder of every office in the file."""
    found = load("tenures")
    return tuple(Tenure(state, office, tuple(holder.split("|")), _intervals(during, holder))
                 for state, offices in found["states"].items() for office, holders in offices.items() for holder, during in holders.items())


@cache
def namesakes(state: str, office: str, family: str) -> tuple[Interval, ...]:
    """The times of everyone of that family name (any case) in the office: "President Bush" is either."""
    holders = (t for t in tenures() if (t.state, t.office) == (state, office) and family in {f.lower() for f in t.family})
    return tuple(span for holder in holders for span in holder.during)


def holder(state: str, office: str, day: date) -> str | None:
    """Who held the office on that day, by the usual full name; None where the file does not know or several did."""
    held = [t.names[0] for t in tenures() if (t.state, t.office) == (state, office)
            and any(first <= day and (last is None or day < last) for first, last in t.during)]
    return held[0] if len(held) == 1 else None


@cache
def office_titles() -> dict[str, tuple[str, ...]]:
    """Office -> wordings of its title, small letters, longest first."""
    said = load("tenures")["titles"]
    return {office: tuple(sorted((t.lower() for t in titles), key=len, reverse=True)) for office, titles in said.items()}


def _pattern(group: list[str]) -> re.Pattern[str]:
    forms = "|".join(re.escape(str(word).lower()).replace(r"\*", r"\w*").replace(r"\ ", r"[ -]") for word in group)
    return re.compile(rf"(?<![\w.])(?:{forms})(?!\w)")


def make_event(raw: dict[str, Any]) -> DatedEvent:
    """One event from its entry; raises `KnowledgeError` where it breaks the file's definitions."""
    name = str(raw.get("name", "?"))
    if "day" not in raw or not raw.get("words"):
        raise KnowledgeError("dated-events.yaml", name, "day or words is missing")
    first = _day(raw["day"], "dated-events.yaml", name)
    until = _day(raw["until"], "dated-events.yaml", name) if "until" in raw else None
    return DatedEvent(name, first, first, until, tuple(map(_pattern, raw["words"])), bool(raw.get("war")), bool(raw.get("scheduled")))


@cache
def dated_events() -> tuple[DatedEvent, ...]:
    """Every event in the file."""
    return tuple(map(make_event, load("dated-events")))
