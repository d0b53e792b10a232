"""Clues from the calendar without its years: weekdays, bare months and days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

import numpy as np

from onrecord.knowledge.printed_dates import MONTH, find_dates, month_number, weekday_number
from onrecord.knowledge.tenures import dated_events
from onrecord.model import Article, Span
from onrecord.origins.scale import FIRST, INDEX, LAST, MONTHS, WEEKDAYS, Clue, Scores, index, outside
from onrecord.origins.told import WEEKDAY, Sentence, other_time, place, told_past

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
                        rf"3[01])(?:st|nd|rd|th)? (?:of )?(?P<name2>{MONTH})(?!,? ?(?:19|20)\d\d)",
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


_SINCE_DAY, _UNTIL_DAY = 1.5, 4.0
"""How sharply pages keep to the days they name without a year: of 23 training pages the latest day told as past is of that day or the day
before in 6, within ten days in 12, within 46 in 17; days to come (9 pages) lie four or five days ahead. Both are near even in the logarithm."""
_FAR, _OVERTAKEN, _SLIP, _OLD = 4.5, 3.0, 5, 2.0
"""Most that a far day loses; what a day loses that should have come; days by which a day "told as past" may yet lie ahead; what a page
loses on which one of the days would be a year old."""


@cache
def _bywords() -> frozenset[tuple[int, int]]:
    """Days that are told as the beginnings of wars and so for years ("since February 24", "after October 7"), with 11 September."""
    return frozenset({(9, 11), *((event.first.month, event.first.day) for event in dated_events() if event.war)})


def day_clues(told: list[Sentence]) -> Iterator[Clue]:
    """Days without their year ("on March 5"): the page follows soon on the latest told as past; with a weekday they fix the year."""
    seen: set[tuple[int, int]] = set()
    placed: dict[bool, list[tuple[str, Span, list[int]]]] = {True: [], False: []}
    for sentence in told:
        for found in () if other_time(sentence.low) else _DAY_MONTH.finditer(sentence.text):
            month, day = month_number(found["name"] or found["name2"]), int(found["day"] or found["day2"])
            if (month, day) in seen or day == 0 or len(seen) == 12 or (month, day) in _bywords():
                continue
            seen.add((month, day))
            placed[told_past(sentence.low, found.start())].append((found[0], place(sentence, found), _occurrences(month, day)))
            if weekday := WEEKDAY.search(sentence.low, max(0, found.start() - 14), found.start()):
                fits = _weekday_years(month, day, weekday_number(weekday["day"][:3]))
                yield Clue("weekday of a day", f"{weekday[0]} {found[0]}", place(sentence, found), fits)
    for past, days in placed.items():
        if days:
            names = ", ".join(name for name, _, _ in days)
            yield Clue("day of the year", f"tells of {names}{'' if past else ' as to come'}", days[0][1], _near_days([on for *_, on in days], past))


_SLUG_DAY = re.compile(r"\s(?P<month>0[1-9]|1[0-2])-(?P<day>0[1-9]|[12]\d|3[01])\s+\d{3,4}\s*\Z")
"""How the slug line of a wire service ends ("BC-Ferry-Talks 1stLd-Writethru   06-26 0598"): month, day, number of words."""
_SINCE_DATELINE = (0.0, -0.7, -2.0, -3.0)
"""Score by days from the day of a dateline, or of a wire's slug, to the page; chosen, after what pages keep to the weekdays they name."""
_ROWS = frozenset({"date-stamp", "nameplate", "header-line", "byline"})
"""Reasons of rows at the head of a page that may hold its day."""
_OFF_DATELINE = -5.0
"""What any other day loses."""


def dateline_clue(article: Article) -> Iterator[Clue]:
    """The day that the page's first dateline, its wire's slug or a row at its head gives without a year; of a row its weekday too."""
    told = False
    for block in article.blocks:
        text = article.text[block.span.start:block.span.end]
        told = told or (block.kept and block.kind == "paragraph")
        row = not told and block.reason in _ROWS and not find_dates(text)
        if (block.kind == "dateline" or row) and (found := _DAY_MONTH.search(text)):
            month, day = month_number(found["name"] or found["name2"]), int(found["day"] or found["day2"])
        elif block.reason == "print-slug" and (found := _SLUG_DAY.search(text)):
            month, day = int(found["month"]), int(found["day"])
        else:
            continue
        if day == 0:
            continue
        span = Span(block.span.start + found.start(), block.span.start + found.end())
        if row and (weekday := WEEKDAY.search(text.lower(), max(0, found.start() - 14), found.start())):
            yield Clue("weekday of a day", f"{weekday[0]} {found[0]}", span, _weekday_years(month, day, weekday_number(weekday["day"][:3])))
        yield Clue("day of the dateline", f"is headed {found[0].strip()}", span, _since_dateline(month, day))
        return


def _since_dateline(month: int, day: int) -> Scores:
    """0 on the day of a dateline in every year, falling over the days after it; far below on any other."""
    scores = np.full(len(INDEX), _OFF_DATELINE)
    for on in _occurrences(month, day):
        for later, score in enumerate(_SINCE_DATELINE[:len(INDEX) - on]):
            scores[on + later] = score
    return scores


def _near_days(days: list[list[int]], past: bool) -> Scores:
    """0 on the day, falling with the logarithm of the time since the nearest of the days (until it, where they are to come).

    Of days told as past none should have to be a year old: what is nearest counts, and what is furthest counts against.
    """
    marks = np.unique(np.concatenate([np.array(on) for on in days]))
    after = np.searchsorted(marks, INDEX, side="right") - 1
    since = np.where(after >= 0, INDEX - marks[np.maximum(after, 0)], 400)
    ahead = np.searchsorted(marks, INDEX, side="right" if past else "left")
    until = np.where(ahead < len(marks), marks[np.minimum(ahead, len(marks) - 1)] - INDEX, 400)
    if past:
        slipping = (until > 0) & (until <= _SLIP)
        oldest = np.max([_since(on) for on in days[:6]], axis=0)
        lost = np.where(slipping, _OVERTAKEN, np.minimum(np.log1p(since / _SINCE_DAY), _FAR))
        scores: Scores = -lost - _OLD * np.clip((oldest - 30) / 300.0, 0, 1)
        return scores
    return -np.minimum(np.log1p(until / _UNTIL_DAY), _OVERTAKEN)


def _since(on: list[int]) -> Scores:
    """Days since the last of the days ``on``, `_SLIP` days ahead of it counting as the day itself."""
    marks = np.array(on)
    last = np.searchsorted(marks, INDEX + _SLIP, side="right") - 1
    return np.where(last >= 0, np.clip(INDEX - marks[np.maximum(last, 0)], 0, 400), 400).astype(np.float64)


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
