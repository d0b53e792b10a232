"""``calendar.yaml``: how English says when."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.errors import KnowledgeError
from onrecord.knowledge.loader import load

_OPENS = frozenset({"since", "until", "after"})
_APART = str.maketrans({"-": " - ", "/": " / "})

Phrase = tuple[str, ...]
"""The lexemes of a fixed phrase, small letters."""


@dataclass(frozen=True, slots=True)
class Event:
    """A dated beginning. ``context``: words (small letters) of which one must stand in the text for ``nouns`` to mean it. ``last``: the ISO day on
    which it was over, "" for what was a day's work or is not over."""

    name: str
    date: str
    phrases: tuple[Phrase, ...]
    nouns: frozenset[str]
    context: frozenset[str]
    last: str = ""


@dataclass(frozen=True, slots=True)
class Calendar:
    """``calendar.yaml`` ready for look-up; fields are the file's.

    ``opens`` is phrase -> since, until or after, by the phrase's last word; ``named`` an event's phrase -> the event, by its first word,
    ``feasts`` likewise a day's name -> its month and day (12-25).
    """

    months: Mapping[str, int]
    short: Mapping[str, int]
    shy: frozenset[str]
    weekdays: Mapping[str, int]
    seasons: Mapping[str, int]
    spans: Mapping[str, str]
    parts: Mapping[str, str]
    days: Mapping[str, tuple[tuple[Phrase, int], ...]]
    turns: Mapping[str, int]
    opens: Mapping[str, tuple[tuple[Phrase, str], ...]]
    only_times: frozenset[str]
    leads: frozenset[str]
    few: frozenset[str]
    future: frozenset[str]
    past: frozenset[str]
    awaits: frozenset[str]
    feasts: Mapping[str, tuple[tuple[Phrase, str], ...]]
    hours: frozenset[str]
    throughout: tuple[Phrase, ...]
    takes_office: tuple[Phrase, ...]
    terms: tuple[Phrase, ...]
    events: tuple[Event, ...]
    named: Mapping[str, tuple[tuple[Phrase, Event], ...]]

    def opening(self, words: str) -> str | None:
        """How these words (small letters) open an event or a clause: since, until or after; None where they do not."""
        phrase = tuple(words.split())
        told = self.opens.get(phrase[-1], ()) if phrase and words not in self.only_times else ()
        return next((kind for known, kind in told if known == phrase), None)


def _phrase(words: str) -> Phrase:
    return tuple(words.translate(_APART).replace("'s ", " 's ").lower().split())


def _event(raw: Mapping[str, Any]) -> Event:
    if not isinstance(raw.get("date"), datetime.date) or not raw.get("phrases"):
        raise KnowledgeError("calendar.yaml", str(raw.get("name")), "an event needs an ISO date and phrases")
    if ("nouns" in raw) != ("context" in raw):
        raise KnowledgeError("calendar.yaml", str(raw["name"]), "`nouns` and `context` go together")
    last = raw.get("last")
    if last is not None and (not isinstance(last, datetime.date) or last <= raw["date"]):
        raise KnowledgeError("calendar.yaml", str(raw["name"]), "`last` is an ISO date after `date`")
    return Event(raw["name"], raw["date"].isoformat(), tuple(map(_phrase, raw["phrases"])), frozenset(raw.get("nouns", ())),
                 frozenset(word.lower() for word in raw.get("context", ())), last.isoformat() if last else "")


def _by_word(pairs: list[tuple[Phrase, Any]], key: int) -> dict[str, tuple[tuple[Phrase, Any], ...]]:
    """(phrase, meaning) by the phrase's word at ``key``, longest phrase first."""
    found: dict[str, list[tuple[Phrase, Any]]] = {}
    for phrase, meaning in pairs:
        found.setdefault(phrase[key], []).append((phrase, meaning))
    return {word: tuple(sorted(group, key=lambda pair: -len(pair[0]))) for word, group in found.items()}


def build(raw: Mapping[str, Any]) -> Calendar:
    """`Calendar` from the parsed file. Raises `KnowledgeError` where an entry breaks the file's own definitions."""
    if set(raw["opens"]) != _OPENS:
        raise KnowledgeError("calendar.yaml", "opens", f"needs exactly {', '.join(sorted(_OPENS))}")
    opens = [(_phrase(words), kind) for kind, group in raw["opens"].items() for words in group]
    days = [(_phrase(words), offset) for words, offset in raw["days"].items()]
    events = tuple(map(_event, raw["events"]))
    return Calendar(
        months=raw["months"], short=raw["short"], shy=frozenset(raw["shy"]), weekdays=raw["weekdays"], seasons=raw["seasons"],
        spans=raw["spans"], parts=raw["parts"], days=_by_word(days, 0), turns=raw["turns"], opens=_by_word(opens, -1),
        only_times=frozenset(raw["only_times"]),
        leads=frozenset(raw["leads"]), few=frozenset(raw["few"]), future=frozenset(raw["future"]), past=frozenset(raw["past"]),
        awaits=frozenset(raw["awaits"]), feasts=_by_word([(_phrase(words), day) for words, day in raw["feasts"].items()], 0),
        hours=frozenset(raw["hours"]), events=events, throughout=tuple(map(_phrase, raw["throughout"])),
        takes_office=tuple(map(_phrase, raw["takes_office"])), terms=tuple(map(_phrase, raw["terms"])),
        named=_by_word([(phrase, event) for event in events for phrase in event.phrases], 0),
    )


@cache
def calendar() -> Calendar:
    """The shipped ``calendar.yaml``, read once."""
    return build(load("calendar"))
