"""Times told from the day of publication ("last week", "two months ago", "over the past year", "earlier this month") -> keys.

Keys besides those of `times_dates`:
    D-1  W+0  M+1  Y-1  Q-1  E-1  X-1         the day, week, month, year, quarter, weekend, decade so many from that of publication
    WE                                        the weekend last begun
    past:3Y  next:6M                          from so long before publication to it; from publication to so long after
    ago:2W  hence:2W                          the stretch so long before, so long after publication
    span:18M                                  so long, with no end that could be placed
    recent:M  coming:M                        "in recent months", "in the coming weeks", by the size of the stretch named
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from onrecord.knowledge.calendar import calendar
from onrecord.knowledge.units import units
from onrecord.reading.lexemes import Lexeme, is_figure, is_word, joined, low, phrase_at
from onrecord.reading.numerals import numeral
from onrecord.reading.times_dates import DASHES, ORDINALS, Base, date_at, month_at, possessive_year, year_after, year_at

_OVER = frozenset({"over", "during", "in", "for", "within", "throughout", "across"})
_ROUNDLY = frozenset({"about", "around", "roughly", "nearly", "almost", "over", "than", "some", "least"})
"""Words before "a year ago" by which it is that year, not that month."""
_AGO = frozenset({"ago", "earlier", "back", "before"})
_HENCE = (("from", "now"), ("from", "today"), ("hence",), ("later",))
_WITHIN = frozenset({"within", "in"})
_SOON = frozenset({"soon", "shortly", "imminently"})
_RECENT = frozenset({"recently", "lately"})
_OVER_WITH = (("is", "out"), ("is", "over"), ("was", "out"), ("ends",))
_AT_FEAST = frozenset({"before", "by", "until", "at", "on", "around", "since", "after"})
_STARTERS = frozenset({"a", "an", "half", "upcoming", "to", "so", "q", "fy", "fiscal"})
_NARROWS = frozenset({"month", "year", "season", "relative", "interval"})
_MOST_UNITS = 500


def _unit(row: Sequence[Lexeme], i: int) -> str | None:
    """The letter of the stretch named at ``i`` ("weeks": W)."""
    return calendar().spans.get(low(row, i))


def _count(row: Sequence[Lexeme], i: int) -> tuple[str, str, int] | None:
    """A number of stretches from ``i`` on ("two weeks", "18 months", "a year", "several years"): count ("" unstated), letter, end."""
    number = numeral(row, i)
    if number is not None and number.low == number.high:
        count, j = f"{number.low:g}", number.last
        if number.high > _MOST_UNITS:
            return None
    elif low(row, i) in ("a", "an", "one"):
        count, j = "1", i + 1
        if low(row, j) in calendar().few:
            count, j = "", j + 1
    elif low(row, i) in calendar().few:
        count, j = "", i + 1
        j += low(row, j) == "of"
    else:
        return None
    j += low(row, j) in ("full", "more", "long", "consecutive", "or", "-") or (low(row, j) == "-" and joined(row, j))
    letter = _unit(row, j)
    if letter is None:
        return None
    if letter == "F":
        letter, count = "W", str(2 * int(count or 1))
    return count, letter, j + 1


def _day_phrase(row: Sequence[Lexeme], i: int) -> Base | None:
    """"today", "last night", "the day before yesterday"."""
    for words, days in calendar().days.get(low(row, i), ()):
        if phrase_at(row, i, words):
            return Base(i, i + len(words), "relative", f"D{days:+d}")
    return None


def _turned(row: Sequence[Lexeme], i: int) -> Base | None:
    """"last week", "this year", "next Tuesday", "last May", "this spring", "the current month"."""
    turn = calendar().turns.get(low(row, i))
    if turn is None:
        return None
    j = i + 1
    if low(row, j) == "past" and turn == 0:
        turn, j = -1, j + 1
    letter = _unit(row, j)
    if letter in ("W", "M", "Y", "Q", "E", "X") and not low(row, j).endswith("s") and not _compound(row, j):
        over = (low(row, i - 1) == "the" and (low(row, i - 2) in _OVER or low(row, i - 2) in ("just", "only"))) or low(row, j - 1) == "past"
        if over and turn and letter != "E" and low(row, j + 1) != "of":
            return Base(i, j + 1, "interval", f"{'past' if turn < 0 else 'next'}:1{letter}")
        return None if low(row, j + 1) == "of" else Base(i, j + 1, "relative", f"{letter}{turn:+d}")
    day = calendar().weekdays.get(low(row, j))
    if day is not None and row[j].raw[:1].isupper():
        return Base(i, j + 1, "weekday", f"wd{day}@{turn}")
    month = month_at(row, j)
    if month is not None:
        return _turned_month(row, i, j, month[0], month[1], turn)
    season = calendar().seasons.get(low(row, j))
    return Base(i, j + 1, "season", f"S{season}@{turn}") if season else None


def _compound(row: Sequence[Lexeme], i: int) -> bool:
    """Whether the noun at ``i`` is the head of another word ("this year-end", "last week-long")."""
    return joined(row, i) and low(row, i + 1) in DASHES and is_word(low(row, i + 2))


def _turned_month(row: Sequence[Lexeme], i: int, j: int, month: int, last: int, turn: int) -> Base:
    """"last May", and "this March 5", "last December 13", which keep their day."""
    dated = date_at(row, j)
    if dated is not None and dated.kind == "date":
        return dated._replace(first=i)
    return Base(i, last, "month", f"--{month:02d}@{turn}")


def _run(row: Sequence[Lexeme], i: int) -> Base | None:
    """"the past two years", "the last few months", "the next six months", "the coming days"."""
    turn = calendar().turns.get(low(row, i))
    if turn is None or turn == 0:
        return None
    found = _count(row, i + 1)
    if found is None:
        letter = _unit(row, i + 1)
        if letter is None or not low(row, i + 1).endswith("s"):
            return None
        found = "", letter, i + 2
    count, letter, last = found
    if low(row, last) in ("of", "'"):
        return None
    if not count:
        return Base(i, last, "interval", f"{'recent' if turn < 0 else 'coming'}:{letter}")
    return Base(i, last, "interval", f"{'past' if turn < 0 else 'next'}:{count}{letter}")


def _feast(row: Sequence[Lexeme], i: int) -> Base | None:
    """"before Christmas", "on New Year's Eve"; not "at Christmas Island"."""
    if low(row, i - 1) not in _AT_FEAST or not row[i].raw[:1].isupper():
        return None
    for words, day in calendar().feasts.get(low(row, i), ()):
        end = i + len(words)
        if phrase_at(row, i, words) and not (end < len(row) and row[end].raw[:1].isupper()):
            return Base(i, end, "date", f"--{day}")
    return None


def _hazy(row: Sequence[Lexeme], i: int) -> Base | None:
    """"recent months", "coming weeks", "soon", "recently", "to date", "so far"."""
    word = low(row, i)
    if word in ("recent", "coming", "upcoming") and low(row, i + 1).endswith("s") and _unit(row, i + 1):
        return Base(i, i + 2, "interval", f"{'recent' if word == 'recent' else 'coming'}:{_unit(row, i + 1)}")
    if word in ("days", "weeks", "months") and low(row, i - 1) in _WITHIN and low(row, i + 1) != "of":
        return Base(i, i + 1, "interval", f"coming:{_unit(row, i)}")
    if word == "weekend" and low(row, i - 1) == "the":
        return Base(i, i + 1, "relative", "WE")
    if word == "year" and joined(row, i) and low(row, i + 1) in DASHES and low(row, i + 2) == "end":
        return Base(i, i + 3, "relative", "Y+0~end")
    if any(phrase_at(row, i, ("the", "year", *over)) for over in _OVER_WITH):
        return Base(i, i + 4 - (low(row, i + 2) == "ends"), "relative", "Y+0~end")
    if (feast := _feast(row, i)) is not None:
        return feast
    if phrase_at(row, i, ("year", "'s", "end")):
        return Base(i, i + 3, "relative", "Y+0~end")
    if (word in _SOON and low(row, i - 1) not in ("as", "too", "how")) or word in _RECENT:
        return Base(i, i + 1, "vague", "coming:M" if word in _SOON else "recent:M")
    if phrase_at(row, i, ("to", "date")) or phrase_at(row, i, ("so", "far")):
        return Base(i, i + 2, "vague", "until:D+0")
    return None


def _counted(row: Sequence[Lexeme], i: int) -> Base | None:
    """"two weeks ago", "six months from today", "in two days", "within six months", "for 18 months"."""
    found = _count(row, i)
    if found is None or _compound(row, found[2] - 1):
        return None
    count, letter, last = found
    if (count, letter) == ("1", "Y") and low(row, last) == "ago" and low(row, i - 1) not in _ROUNDLY:
        return Base(i, last + 1, "relative", "ago:12M")
    if low(row, last) in ("ago", "back") or (low(row, last) == "earlier" and low(row, i - 1) != "than"):
        return Base(i, last + 1, "relative", f"ago:{count}{letter}" if count else f"recent:{letter}")
    for words in _HENCE[:3]:
        if phrase_at(row, last, words):
            return Base(i, last + len(words), "relative", f"hence:{count}{letter}" if count else f"coming:{letter}")
    before = low(row, i - 1)
    if before in ("about", "around", "roughly", "nearly", "almost", "just"):
        before = low(row, i - 2)
    if before == "within":
        return Base(i, last, "interval", f"next:{count}{letter}" if count else f"coming:{letter}")
    if before == "in" and low(row, i - 2) not in ("first", "time") and low(row, last) not in ("of", "and") and letter != "H":
        return Base(i, last, "relative", f"in:{count}{letter}" if count else f"in:{letter}")
    return Base(i, last, "duration", f"span:{count}{letter}") if before in ("for", "over", "lasting", "after") else None


def _narrowed(row: Sequence[Lexeme], i: int) -> Base | None:
    """"late 2022", "mid-January", "the end of the year", "earlier this week", "later this year", "early next month"."""
    part = calendar().parts.get(low(row, i))
    if part is None:
        return None
    j = i + 1
    j += low(row, j) in DASHES and joined(row, i)
    j += low(row, j) in ("to", "or") and low(row, j + 1) in DASHES
    if low(row, j) == "half" and part == "end":
        part, j = "second", j + 1
    j += low(row, j) == "of" or (low(row, j) == "in" and part not in ("start", "end"))
    j += low(row, j) == "the"
    j += low(row, j) in ("'", "’", "‘")
    inner = plain_time(row, j)
    if inner is None:
        letter = _unit(row, j) if low(row, j - 1) == "the" and part in ("start", "end", "mid", "rest", "sofar") else None
        letter = letter if letter in ("W", "M", "Y", "Q", "X") else None
        return Base(i, j + 1, "relative", f"{letter}+0~{part}") if letter else None
    if inner.kind not in _NARROWS or "~" in inner.key or (":" in inner.key and inner.key[0] not in "-SQ"):
        return inner._replace(first=i) if part in ("sofar", "rest") else None
    return Base(i, inner.last, inner.kind, f"{inner.key.rstrip('!')}~{part}")


def _months_of(row: Sequence[Lexeme], i: int) -> Base | None:
    """"first nine months of 2017", "the last three months of last year"."""
    if low(row, i) not in ("first", "last", "final"):
        return None
    found = _count(row, i + 1)
    if found is None or found[1] != "M" or not found[0] or low(row, found[2]) != "of":
        return None
    year, last = year_after(row, found[2])
    if not year and low(row, found[2] + 1) in ("the", "this") and low(row, found[2] + 2) == "year":
        year, last = "Y+0", found[2] + 3
    return Base(i, last, "interval", f"{'F' if low(row, i) == 'first' else 'L'}{found[0]}:{year}") if year else None


def _fiscal(row: Sequence[Lexeme], i: int) -> Base | None:
    """"fiscal year 2024", "FY2024", "FY 24": the year's number (its months differ from state to state)."""
    if low(row, i) == "fiscal":
        j = i + 1 + (low(row, i + 1) in ("year", "years"))
        return Base(i, j + 1, "year", row[j].raw) if year_at(row, j) else None
    if low(row, i) != "fy" or i + 1 >= len(row):
        return None
    raw = row[i + 1].raw
    year = raw if year_at(row, i + 1) else f"20{raw}" if len(raw) == 2 and raw.isdigit() else ""
    return Base(i, i + 2, "year", year) if year else None


def plain_time(row: Sequence[Lexeme], i: int) -> Base | None:
    """The time from lexeme ``i`` on without any narrowing before it; None where there is none."""
    if i >= len(row):
        return None
    found = _months_of(row, i) or _day_phrase(row, i) or possessive_year(row, i) or _run(row, i) or _turned(row, i) or _fiscal(row, i)
    return found or date_at(row, i) or _hazy(row, i) or _counted(row, i)


@cache
def _starters() -> frozenset[str]:
    """Every word that a time can begin with, so that the others are passed over at once."""
    table = calendar()
    named = frozenset().union(table.months, table.short, table.weekdays, table.seasons, table.turns, table.days, table.parts, table.few)
    return named.union(table.spans, units().numbers, units().collectives, ORDINALS, _SOON, _RECENT, _STARTERS, table.feasts)


def time_at(row: Sequence[Lexeme], i: int) -> Base | None:
    """The time expression that begins at lexeme ``i``, as long as it goes; None where none does."""
    if i >= len(row) or not (row[i].low in _starters() or is_figure(row[i])):
        return None
    return _narrowed(row, i) or plain_time(row, i)


