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

    ``words`` are patterns, each of which stands in a sentence that tells it, ``context`` patterns that stand anywhere on its page; ``war``
    where its months are counted; ``scheduled`` where it was known beforehand; ``times`` of what came more than once and lasted.

    ``stems`` holds, for each group of words and then of context, how each wording begins: where none of a group's is in a text, its pattern
    need not be tried.
    """

    name: str
    first: date
    last: date
    until: date | None
    words: tuple[re.Pattern[str], ...]
    war: bool
    scheduled: bool
    context: tuple[re.Pattern[str], ...] = ()
    times: tuple[Interval, ...] = ()
    stems: tuple[tuple[str, ...], ...] = ()


def _day(said: Any, file: str, entry: str) -> date:
    try:
        return said if isinstance(said, date) else date.fromisoformat(str(said))
    except ValueError as error:
        raise KnowledgeError(file, entry, f"{said!r} is no ISO day") from error


def _intervals(said: str, holder: str, file: str = "tenures.yaml") -> tuple[Interval, ...]:
    pairs = [part.split("/") for part in str(said).split(", ")]
    if any(len(pair) != 2 for pair in pairs):
        raise KnowledgeError(file, holder, f"{said!r} is not from/to")
    found = tuple((_day(a, file, holder), _day(b, file, holder) if b else None) for a, b in pairs)
    if any(b is not None and b <= a for a, b in found):
        raise KnowledgeError(file, holder, f"{said!r} ends before it begins")
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


_STEM = re.compile(r"[ *-]")


def _pattern(group: list[str]) -> re.Pattern[str]:
    forms = "|".join(re.escape(str(word).lower()).replace(r"\*", r"\w*").replace(r"\ ", r"[ -]") for word in group)
    return re.compile(rf"(?<![\w.])(?:{forms})(?!\w)")


def make_event(raw: dict[str, Any]) -> DatedEvent:
    """One event from its entry; raises `KnowledgeError` where it breaks the file's definitions."""
    name = str(raw.get("name", "?"))
    if ("day" in raw) == ("times" in raw) or not raw.get("words"):
        raise KnowledgeError("dated-events.yaml", name, "words is missing, or day and times are not one of them")
    times = _intervals(raw["times"], name, "dated-events.yaml") if "times" in raw else ()
    first = times[0][0] if times else _day(raw["day"], "dated-events.yaml", name)
    until = _day(raw["until"], "dated-events.yaml", name) if "until" in raw else None
    words, context = raw["words"], raw.get("context", ())
    stems = tuple(tuple(sorted({_STEM.split(str(word).lower())[0] for word in group})) for group in (*words, *context))
    return DatedEvent(name, first, first, until, tuple(map(_pattern, words)), bool(raw.get("war")), bool(raw.get("scheduled")),
                      tuple(map(_pattern, context)), times, stems)


@cache
def dated_events() -> tuple[DatedEvent, ...]:
    """Every event in the file."""
    return tuple(map(make_event, load("dated-events")))
