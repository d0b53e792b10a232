"""Clues from what comes back: numbered meetings, anniversaries, and the day in words on which an act of state was signed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import numpy as np

from onrecord.knowledge.printed_dates import MONTH, iso_day, month_number, weekday_number
from onrecord.knowledge.series import ORDINAL, Remembered, numbered, ordinal, remembered
from onrecord.origins.scale import FIRST, INDEX, LAST, WEEKDAYS, Clue, Scores, day_at, index, outside
from onrecord.origins.told import WEEKDAY, Sentence, other_time, place

_REACH = 60
"""Characters between a number and the meeting that it counts."""
_NUMBER = re.compile(rf"\b(?P<n>{ORDINAL})\b")
_ANNIVERSARY = re.compile(rf"\b(?:(?P<n>{ORDINAL}|(?P<years>one|two|three|four|five|six|seven|eight|nine|ten|\d{{1,3}})[ -]years?) "
                          r"(?:\w{1,12} ){0,2}?)?anniversary\b")
_AHEAD = re.compile(r"\b(?:ahead of|before|upcoming|approach(?:es|ing)|on the eve of|nears|next)\b")
_ON = re.compile(r"\b(?:on|marks?|marked|marking|mark|coincid\w{2,4} with|today)\b")
_YEARS = {word: number for number, word in enumerate(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), start=1)}
_ATTESTED = re.compile(rf"\bset my hand this (?P<day>{ORDINAL}) day of (?P<month>{MONTH}),? in the year of our lord two thousand"
                       r"(?:,? (?:and )?(?P<year>[a-z]{3,9}(?:[ -][a-z]{3,5})?))?", re.IGNORECASE)
_WORDS = {word: number for number, word in enumerate(
    ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen",
     "sixteen", "seventeen", "eighteen", "nineteen", "twenty"), start=1)}
_TOLD_ON = 15.0
"""Days after a meeting from which it is told as past. Chosen."""
MEETING, ANNIVERSARY, ATTESTED = 3.0, 3.0, 7.0
"""Weights: of a numbered meeting, of an anniversary (pages also look back to last year's), of the day above a signature."""


def numbered_clues(told: list[Sentence]) -> Iterator[Clue]:
    """"The 65th session of the IAEA General Conference": the meeting of that number, once each."""
    whole = " ".join(s.low for s in told)
    for meeting in numbered():
        if not meeting.words.search(whole):
            continue
        for sentence in told:
            found = meeting.words.search(sentence.low)
            number = _before(sentence.low, found.start()) if found and not other_time(sentence.low) else None
            held = meeting.held(ordinal(number["n"])) if number else None
            if number and held and FIRST <= held[0] <= LAST:
                says = f"{number[0]} {meeting.name}, of {held[0].year}"
                yield Clue("numbered meeting", says, place(sentence, number), _held(sentence.low, index(held[0]), index(held[1])))
                break


def _held(low: str, first: int, last: int) -> Scores:
    """Nothing lost while the meeting lasts, much before it; after it what was said there is still told, less and less, but not on a weekday."""
    scores = outside([(first, last)], MEETING, 15)
    return scores if WEEKDAY.search(low) else np.where(last < INDEX, np.maximum(scores, -np.log1p(np.clip(INDEX - last, 0, None) / _TOLD_ON)), scores)


def _before(low: str, at: int) -> re.Match[str] | None:
    """The last number of order before ``at``, within reach."""
    return next(reversed(list(_NUMBER.finditer(low, max(0, at - _REACH), at))), None)


def anniversary_clues(told: list[Sentence]) -> Iterator[tuple[Clue, date]]:
    """"On the 31st anniversary of ...": the day in its year, or in any where it is not counted; with the day it cannot be much older than."""
    for sentence in told:
        found = _ANNIVERSARY.search(sentence.low)
        near = sentence.low[max(0, found.start() - 2 * _REACH):found.end() + 2 * _REACH] if found else ""
        day = next((d for d in remembered() if d.words.search(near)), None) if found and not other_time(_after_year(sentence.low)) else None
        if found and day and "month" not in near[:2 * _REACH + 20] and (marks := _marks(day, found)):
            scores = outside(_around(marks, sentence.low), ANNIVERSARY, 30)
            first = max(day_at(marks[0] - 45), FIRST) if len(marks) == 1 else date.min
            yield Clue("anniversary", f"{found[0]!r} of {day.name} ({day.day})", place(sentence, found), scores), first
            return


def _after_year(low: str) -> str:
    """The sentence without the years of what is remembered ("the 1987 bombing of", "began in 2022")."""
    return re.sub(r"\b(?:the|of|in) (?:19|20)\d\d\b|\bthen\b|\bformerly\b", " ", low)


def _marks(day: Remembered, found: re.Match[str]) -> list[int]:
    """The anniversaries that the words can mean: one where they count the years."""
    count = _YEARS.get(found["years"]) or int(found["years"]) if found["years"] else ordinal(found["n"]) if found["n"] else None
    years = range(FIRST.year, LAST.year + 1) if count is None else [day.day.year + count]
    month, of_month = day.day.month, 28 if (day.day.month, day.day.day) == (2, 29) else day.day.day
    return [index(date(year, month, of_month)) for year in years if FIRST.year <= year <= LAST.year]


def _around(marks: list[int], low: str) -> list[tuple[int, int]]:
    """The days on which an anniversary is told as the sentence tells it; "on Friday on the anniversary" is a Friday."""
    if _AHEAD.search(low):
        return [(mark - 45, mark) for mark in marks]
    if not _ON.search(low):
        return [(mark - 20, mark + 20) for mark in marks]
    weekday = WEEKDAY.search(low)
    wanted = weekday_number(weekday["day"][:3]) if weekday and not weekday["turn"] else None
    fitting = [mark for mark in marks if int(WEEKDAYS[mark]) == wanted]
    return [(mark, mark + 2) for mark in fitting] or [(mark - 1, mark + 6) for mark in marks]


def attested_clues(told: list[Sentence]) -> Iterator[Clue]:
    """"I have hereunto set my hand this ninth day of May, in the year of our Lord two thousand twelve": the day of the act."""
    for sentence in told:
        found = _ATTESTED.search(sentence.low)
        iso = iso_day(_year(found["year"]), month_number(found["month"]), ordinal(found["day"])) if found else None
        if found and iso and FIRST < (day := date.fromisoformat(iso)) < LAST:
            yield Clue("signed", f"signed on {iso}, in words", place(sentence, found), outside([(index(day), index(day) + 1)], ATTESTED, 20))
            return


def _year(words: str | None) -> int:
    """2012 for "twelve", 2021 for "twenty-one", 2000 for nothing."""
    tens, _, ones = (words or "").replace(" ", "-").partition("-")
    return 2000 + _WORDS.get(tens, 0) + _WORDS.get(ones, 0)
