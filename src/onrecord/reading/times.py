"""Time expressions in a text: found as written, resolved later against the true day of publication.

    read_times(text, sentences)      -> TimeMention with kind and key, `when` still None
    resolve_times(times, published)  -> the same with `when` filled, as often as the publication date is corrected
    nearest_time(times, clause, at)  -> the one that a predicate's clause gives for it
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from onrecord.knowledge.calendar import Event, calendar
from onrecord.model import Span, TimeMention, When
from onrecord.reading.lexemes import Lexeme, lexemes, low, phrase_at
from onrecord.reading.times_dates import DASHES, Base
from onrecord.reading.times_relative import time_at
from onrecord.reading.times_resolve import resolve, stretched
from onrecord.reading.times_terms import term_at

_TENSE_REACH = 14
_EVENT_REACH = 9
_SIDES = frozenset({"to", "and", "until", "till", "through", "or"}) | DASHES
_NOT_PAST = frozenset({"need", "speed", "exceed", "proceed", "succeed", "indeed", "hundred", "armed", "so-called", "sacred"})
_FAR = 1_000
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_THAT_YEAR = tuple((*of, *words) for of in (("of",), ()) for words in (("that", "year"), ("the", "same", "year"), ("that", "same", "year")))
_YEARLESS = re.compile(r"--(\d\d(?:-\d\d)?)(?![\d:@-])")
"""A month or a day in a key that no year or turn is bound to."""


def _opening(row: Sequence[Lexeme], i: int) -> tuple[int, str]:
    """The opening words before lexeme ``i`` ("since", "no later than"): where they begin and since, until or after; (``i``, "") without."""
    at = i - (low(row, i - 1) in ("the", "about", "around", "at", "least", "in", "on", "late"))
    for end in dict.fromkeys((i, at)):
        for words, kind in calendar().opens.get(low(row, end - 1), ()):
            if phrase_at(row, end - len(words), words) and (end == i or words != ("come",)):
                return end - len(words), kind
    return i, ""


def _tense(row: Sequence[Lexeme], base: Base) -> str:
    """">" or "<" by the nearest word that looks ahead or back, words before the time first; "" where none is near."""
    table, best, sign = calendar(), _FAR, ""
    for j in range(max(0, base.first - _TENSE_REACH), min(len(row), base.last + _TENSE_REACH)):
        if base.first <= j < base.last:
            continue
        distance = 2 * (base.first - j) if j < base.first else 2 * (j - base.last) + 6
        word = row[j].low
        found = ">" if word in table.future else "<" if word in table.past or _is_past(row, j) else ""
        if found == "<" and any(low(row, j - k) in table.awaits for k in (1, 2)):
            found = ">"
        if found and distance < best:
            best, sign = distance, found
    return sign


def _is_past(row: Sequence[Lexeme], i: int) -> bool:
    """A word of four letters or more in -ed is taken for a past form, which it nearly always is in news."""
    word = row[i].low
    return len(word) > 3 and word.endswith("ed") and row[i].raw.islower() and word not in _NOT_PAST


def _leans(base: Base) -> bool:
    """Whether the time has no year of its own, so that tense decides."""
    head = base.key.partition("~")[0]
    return (head.startswith(("--", "wd", "S", "Q", "in:")) and ":" not in head.removeprefix("in:") and "@" not in head) or (
        base.kind == "interval" and head.startswith("--"))


def _joined_range(row: Sequence[Lexeme], base: Base) -> Base | None:
    """"from March to June 2022", "between 2005 and 2008", "July 2016 – September 2017"; None where no second time closes a range."""
    before, link = low(row, base.first - 1), low(row, base.last)
    opened = before in ("from", "between") or link in DASHES
    if not opened or link not in _SIDES or "/" in base.key or (link == "and" and before != "between"):
        return None
    start = base.last + 1 + (low(row, base.last + 1) in ("the", "late", "early"))
    second = time_at(row, start)
    if second is None or "/" in second.key or second.kind not in ("date", "month", "year", "season"):
        return None
    first = base.first - 1 if before in ("from", "between") else base.first
    return Base(first, second.last, "interval", f"{base.key.rstrip('!')}/{second.key.rstrip('!')}")


def _mention(row: Sequence[Lexeme], base: Base) -> Base:
    """A time with what opens it and which way it looks in its key."""
    ranged = _joined_range(row, base)
    if ranged is not None:
        return ranged._replace(key=ranged.key + (_tense(row, ranged) if _leans(ranged) else ""))
    first, opening = _opening(row, base.first)
    if opening and "/" not in base.key and not base.key.endswith("!") and base.kind not in ("duration", "vague"):
        tense = _tense(row, base) or (">" if opening == "until" else "") if _leans(base) else ""
        if base.key.partition(":")[0] not in ("past", "next", "recent", "coming", "span", "until"):
            return Base(first, base.last, "interval", f"{opening}:{base.key}{tense}")
    return base._replace(key=base.key + (_tense(row, base) if _leans(base) else ""))


def _known(text_words: frozenset[str], noun: str) -> Event | None:
    """The event that a plain noun ("the war") means in this text: the one whose context stands in it, if only one's does."""
    found = [event for event in calendar().events if noun in event.nouns and event.context & text_words]
    return found[0] if len(found) == 1 else None


def _event_at(row: Sequence[Lexeme], j: int, text_words: frozenset[str]) -> tuple[Event, int] | None:
    """The dated event that the words from ``j`` name, or a plain noun there means in this text, and the lexeme after it."""
    named = next(((event, j + len(phrase)) for phrase, event in calendar().named.get(row[j].low, ()) if phrase_at(row, j, phrase)), None)
    known = _known(text_words, row[j].low) if named is None else None
    return named or (None if known is None else (known, j + 1))


def _event(row: Sequence[Lexeme], i: int, text_words: frozenset[str]) -> Base | None:
    """A dated event after an opening word at ``i``: "since the invasion of Ukraine", "before the war", "since the start of the
    war", "since X took office"."""
    opening = calendar().opening(low(row, i))
    if opening is None:
        return None
    for j in range(i + 1, min(i + _EVENT_REACH, len(row))):
        if (told := _event_at(row, j, text_words)) is not None:
            return Base(i, told[1], "interval", f"{opening}:{told[0].date}")
        term = term_at(row, j)
        if term is not None:
            return Base(i, term[0], "interval", f"{opening}:{term[1]}")
        if row[j].low in (",", ";", ":", "."):
            break
    return None


_WHOLE = frozenset({"the", "of", "all", "whole", "entire", "course", "duration", "long", "ongoing", "current"})
"""Words that may stand between "during" and a war: "during talks on the war" is no time of the war."""


def _throughout(row: Sequence[Lexeme], i: int, text_words: frozenset[str]) -> Base | None:
    """A war told as a time by the word at ``i``: "during the Gulf War" is all of it, of one that is not over from its first day on."""
    opening = next((words for words in calendar().throughout if phrase_at(row, i, words)), None)
    if opening is None:
        return None
    for j in range(i + len(opening), min(i + _EVENT_REACH, len(row))):
        if (told := _event_at(row, j, text_words)) is not None:
            event, last = told
            return Base(i, last, "interval", f"{event.date}/{event.last}" if event.last else f"since:{event.date}")
        counted = low(row, j + 1) in calendar().spans
        if row[j].low not in _WHOLE and row[j].low not in calendar().spans and not counted:
            break
    return None


def _sentence(row: Sequence[Lexeme], text_words: frozenset[str]) -> Iterator[Base]:
    i = 0
    while i < len(row):
        base = time_at(row, i)
        found = _mention(row, base) if base is not None else _event(row, i, text_words) or _throughout(row, i, text_words)
        if found is not None:
            yield found
            i = found.last
        else:
            i += 1


def read_times(text: str, spans: Sequence[Span]) -> tuple[TimeMention, ...]:
    """Every time expression in the sentences ``spans`` of ``text``, in order of place, none resolved.

    ``kind`` is date, month, year, weekday, relative, season, interval, duration or vague; ``key`` (see `times_dates`, `times_relative`) may
    be opened by "since:", "until:" or "after:", hold two ends joined by "/", and end in ">" or "<" where nearby words look ahead or back.
    """
    rows = [lexemes(text, span) for span in spans]
    context = frozenset().union(*(event.context for event in calendar().events))
    present = frozenset(lexeme.low for row in rows for lexeme in row) & context
    found, year = list[TimeMention](), ""
    for row, base in ((words, base) for words in rows for base in _sentence(words, present)):
        own = _of_that_year(row, base, year)
        year = told[0] if (told := _YEAR.search(own.key)) else year
        found.append(TimeMention(Span(row[own.first].start, row[own.last - 1].end), own.kind, own.key, None))
    return tuple(found)


def _of_that_year(row: Sequence[Lexeme], base: Base, year: str) -> Base:
    """A month, a day or a stretch "of that year" with the year told last ("between May and November of that year"); any other time as it is."""
    that = next((words for words in _THAT_YEAR if phrase_at(row, base.last, words)), None)
    if not year or that is None or not _YEARLESS.search(base.key):
        return base
    return base._replace(last=base.last + len(that), key=_YEARLESS.sub(rf"{year}-\1", base.key.rstrip("<>")))


def resolve_times(times: Sequence[TimeMention], published: date | None, text: str = "", latest: date | None = None) -> tuple[TimeMention, ...]:
    """``times`` with ``when`` against the true day of publication (None: unknown). ``text`` is the article's, for the wording in `When`.

    Where the day is only known to lie between ``published`` and ``latest``, a time that depends on it is the stretch over both: "last month"
    in a page of 2022 is some month from December 2021 to November 2022.
    """
    return tuple(replace(time, when=_over(time, " ".join(text[time.span.start:time.span.end].split()), published, latest)) for time in times)


def _over(time: TimeMention, wording: str, first: date | None, last: date | None) -> When | None:
    found = resolve(time.kind, time.key, wording, first)
    if found is None or last is None or last == first:
        return found
    other = resolve(time.kind, time.key, wording, last)
    return other and stretched(found, other)


def _rank(time: TimeMention, anchor: int) -> tuple[int, int]:
    """Vague times after all others, then by distance to the predicate; a time before it counts a little further."""
    distance = time.span.start - anchor if time.span.start >= anchor else round(1.2 * (anchor - time.span.end))
    return (time.kind == "vague"), max(distance, 0)


def nearest_time(times: Sequence[TimeMention], clause: Span, anchor: int) -> TimeMention | None:
    """The resolved time expression that tells when the predicate at character ``anchor`` happens: the nearest in its ``clause``.

    Times that are part of a name ("the 2015 nuclear deal") and durations are passed over, vague ones ("recently") come last. The clause is
    the caller's (from the tree); times in other clauses are outside it.
    """
    inside = [time for time in times if clause.holds(time.span) and time.when is not None and not time.key.endswith("!")]
    return min(inside, key=lambda time: _rank(time, anchor), default=None)


__all__ = ["nearest_time", "read_times", "resolve", "resolve_times"]
