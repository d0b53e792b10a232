"""Clues from the calendar without its years: weekdays, bare months and days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import numpy as np

from onrecord.knowledge.printed_dates import MONTH, month_number, weekday_number
from onrecord.origins.scale import DAYS, FIRST, INDEX, LAST, MONTHS, WEEKDAYS, Clue, Scores, index, outside
from onrecord.origins.told import WEEKDAY, Sentence, place, told_past

_SINCE_WEEKDAY = (0.0, -0.7, -2.5, -2.5, -2.5, -3.2, -3.2)
"""Score by days from the weekday named in the lead to the page: of 60 training pages that name one, 37 are of the day, 18 of the next."""


def weekday_clues(told: list[Sentence]) -> Iterator[Clue]:
    """The first plain weekday told as past, strongly; others in the text weakly."""
    strength, seen = 1.0, set[int]()
    for sentence in told:
        for found in WEEKDAY.finditer(sentence.low):
            number = weekday_number(found["day"][:3])
            plain = found["turn"] in (None, "late", "early", "of") and not found["dated"]
            if not plain or number in seen or not told_past(sentence.low, found.start()):
                continue
            seen.add(number)
            scores = strength * np.array(_SINCE_WEEKDAY)[(WEEKDAYS - number) % 7]
            yield Clue("weekday", f"tells of {found[0].title()}", place(sentence, found), scores)
            strength = 0.25
            if len(seen) == 3:
                return
_DAY_MONTH = re.compile(rf"\b(?P<name>{MONTH}) (?P<day>[12]?\d|3[01])(?:st|nd|rd|th)?\b(?!,? ?(?:19|20)\d\d)|\b(?P<day2>[12]?\d|"
                        rf"3[01])(?:st|nd|rd|th)? (?:of )?(?P<name2>{MONTH})(?! (?:19|20)\d\d)",
                        re.IGNORECASE)
_IN_MONTH = re.compile(r"\b(?P<lead>in|since|last|early|late|mid|back in|in late|in early|in mid|a|the)[ -](?P<name>january|"
                       r"february|march|april|may|june|july|august|september|october|november|"
                       r"december)\b(?! \d|,? (?:19|20)\d\d| of)")
_SINCE_MONTH = (-1.5, 0.0, 0.0, -0.3, -0.8, -1.1, -1.1, -1.6, -1.8, -1.8, -1.8, -1.8)
"""Score by months from a bare month told as past ("in July") to the page, as counted on 36 of the training pages."""


def month_clues(told: list[Sentence]) -> Iterator[Clue]:
    """Bare months told as past, each once."""
    seen: set[str] = set()
    for sentence in told:
        for found in _IN_MONTH.finditer(sentence.low):
            name = found["name"]
            if name in seen or (name == "may" and found["lead"] in ("a", "the", "back in")) or not told_past(sentence.low, found.start()):
                continue
            seen.add(name)
            table = np.roll(np.array(_SINCE_MONTH), 3) if found["lead"] == "last" else np.array(_SINCE_MONTH)
            yield Clue("month", f"tells of {found[0]!r}", place(sentence, found), table[(MONTHS - month_number(name)) % 12])


def day_clues(told: list[Sentence]) -> Iterator[Clue]:
    """Days without their year ("on March 5"): the page is most often of the weeks after; with a weekday they fix the year."""
    seen: set[tuple[int, int]] = set()
    for sentence in told:
        for found in _DAY_MONTH.finditer(sentence.text):
            month, day = month_number(found["name"] or found["name2"]), int(found["day"] or found["day2"])
            if (month, day) in seen or day == 0 or len(seen) == 6 or (month == 9 and day == 11):
                continue
            seen.add((month, day))
            past = told_past(sentence.low, found.start())
            yield Clue("day of the year", f"tells of {found[0]}", place(sentence, found), _yearless(month, day, past))
            if weekday := WEEKDAY.search(sentence.low, max(0, found.start() - 14), found.start()):
                fits = _weekday_years(month, day, weekday_number(weekday["day"][:3]))
                yield Clue("weekday of a day", f"{weekday[0]} {found[0]}", place(sentence, found), fits)


def _yearless(month: int, day: int, past: bool) -> Scores:
    """0 in the fortnight after the day (before it, for a future one), falling to -2 over the year."""
    days = _occurrences(month, day)
    gaps = np.full(DAYS, 400)
    for on in days:
        gap = (INDEX - on) if past else (on - INDEX)
        gaps = np.where(gap >= 0, np.minimum(gaps, gap), gaps)
    return -2.0 * np.clip((gaps - 14) / 250.0, 0, 1)


def _occurrences(month: int, day: int) -> list[int]:
    found = []
    for year in range(FIRST.year, LAST.year + 1):
        try:
            found.append(index(date(year, month, day)))
        except ValueError:
            continue
    return found


def _weekday_years(month: int, day: int, weekday: int) -> Scores:
    """0 within 200 days of a year's day that is that weekday, else -3."""
    fits = [(p - 40, p + 200) for p in _occurrences(month, day) if (p + FIRST.weekday()) % 7 == weekday]
    return outside(fits, 3.0, 20)
