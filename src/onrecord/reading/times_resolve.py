"""Keys of time expressions + the true day of publication -> GUIDE's `when`. Keys are those of `times_dates` and `times_relative`.

A time is a stretch of whole days, [start, end]. What is written without a year is taken from the publication date: backwards, as news
does, unless the words look ahead (the key's "<" or ">"). Weeks run Monday to Sunday; seasons are those of the northern hemisphere; early,
mid and late are the first three, the middle four and the last three months of a year, and a whole month of a month (GUIDE gives months).
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from onrecord.model import When

_AHEAD_DAYS = 62
_BEHIND_DAYS = 240
_TOO_FAR_DAYS = 300
_WEEK = 7
_DATE = re.compile(r"(-|\d{4})-(\d\d)(?:-(\d\d))?")
_UNIT = re.compile(r"([DWEMQYX])([+-]\d+)")
_LENGTH = re.compile(r"(\d+(?:\.\d+)?)?([DWMQYXCHE])")
_NAMED = re.compile(r"([SQHFL])(\d+)")
_DAYS = {"D": 1.0, "W": 7.0, "E": 7.0, "H": 1 / 24}
_MONTHS = {"M": 1.0, "Q": 3.0, "Y": 12.0, "X": 120.0, "C": 1200.0}
_YEAR_PARTS = {"early": (1, 3), "mid": (5, 8), "late": (10, 12), "start": (1, 1), "end": (12, 12), "first": (1, 6), "second": (7, 12)}
_DECADE_PARTS = {"early": (0, 3), "start": (0, 1), "first": (0, 4), "mid": (4, 6), "second": (5, 9), "late": (7, 9), "end": (8, 9)}
_RECENT_MONTHS = {"D": 0, "W": 1, "M": 3, "Q": 6, "Y": 36, "X": 240, "C": 1200, "H": 0, "E": 1}


class Stretch(NamedTuple):
    """Days ``start`` to ``end``, both included, told by the ``grain`` D, M or Y."""

    start: date
    end: date
    grain: str = "D"


def _label(day: date, grain: str) -> str:
    return day.isoformat()[:{"D": 10, "M": 7, "Y": 4}[grain]]


def _iso(stretch: Stretch) -> str:
    """A stretch as GUIDE writes it: one date, month or year where it is one, else ``start/end``."""
    start, end = (_label(day, stretch.grain) for day in (stretch.start, stretch.end))
    return start if start == end else f"{start}/{end}"


def _one(day: date) -> Stretch:
    return Stretch(day, day)


def _month(year: int, month: int) -> Stretch | None:
    """The month ``month`` of ``year``, months counted on past December; None outside the years 1 to 9999."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return Stretch(date(year, month, 1), date(year, month, monthrange(year, month)[1]), "M") if 0 < year < 10000 else None


def _months(year: int, first: int, last: int) -> Stretch | None:
    start, end = _month(year, first), _month(year, last)
    return Stretch(start.start, end.end, "M") if start and end else None


def _year(year: int) -> Stretch | None:
    return Stretch(date(year, 1, 1), date(year, 12, 31), "Y") if 0 < year < 10000 else None


def _shifted(day: date, months: int) -> date:
    """``day`` moved by whole months, back to the month's last day where it has no such day."""
    found = _month(day.year, day.month + months)
    if found is None:
        return date.min if months < 0 else date.max
    return found.start.replace(day=min(day.day, found.end.day))


def _moved(day: date, days: float) -> date:
    try:
        return day + timedelta(days=round(days))
    except OverflowError:
        return date.min if days < 0 else date.max


def _around(day: date, unit: str) -> Stretch | None:
    """The week, month, quarter, year, decade or day that holds ``day``."""
    if unit == "W":
        monday = _moved(day, -day.weekday())
        return Stretch(monday, _moved(monday, _WEEK - 1))
    if unit == "M":
        return _month(day.year, day.month)
    if unit == "Q":
        first = (day.month - 1) // 3 * 3 + 1
        return _months(day.year, first, first + 2)
    if unit == "Y":
        return _year(day.year)
    if unit == "X":
        return Stretch(date(max(day.year // 10 * 10, 1), 1, 1), date(day.year // 10 * 10 + 9, 12, 31), "Y")
    return Stretch(day, day)


def _relative(unit: str, offset: int, published: date) -> Stretch | None:
    """"last week" (W-1), "this month" (M+0), "next year" (Y+1), "yesterday" (D-1), "the weekend" (E)."""
    if unit == "E":
        week = _around(_moved(published, _WEEK * offset), "W")
        return week and Stretch(_moved(week.start, 5), week.end)
    if unit in _DAYS:
        return _around(_moved(published, offset * _DAYS[unit]), unit)
    return _around(_shifted(published.replace(day=1), round(offset * _MONTHS[unit])), unit)


def _nearest(candidates: list[Stretch], published: date, ahead: bool | None) -> Stretch | None:
    """Of the same time in neighbouring years the next one ahead, or the last one behind.

    Unless the words look ahead, a day most of a year back gives way to one at hand: "on October 18", printed on October 14, is four days
    off, for a writer who means last year's says so; likewise a day just past is not next year's.
    """
    behind = [found for found in candidates if found.start <= published]
    before = [found for found in candidates if found.end >= published]
    if not ahead and behind and before:
        far = (published - behind[-1].end).days > (_BEHIND_DAYS if ahead is None else _TOO_FAR_DAYS)
        ahead = far and (before[0].start - published).days <= _AHEAD_DAYS
    elif ahead and behind and before and before[0].grain == "D" and (published - behind[-1].end).days <= _AHEAD_DAYS:
        ahead = (before[0].start - published).days <= _TOO_FAR_DAYS
    chosen = before[:1] if ahead else behind[-1:]
    return chosen[0] if chosen else None


def _yearless(make: Callable[[int], Stretch | None], published: date, ahead: bool | None) -> Stretch | None:
    years = (make(year) for year in range(published.year - 2, published.year + 3))
    return _nearest([found for found in years if found], published, ahead)


def _turned(make: Callable[[int], Stretch | None], published: date, turn: int) -> Stretch | None:
    """"last May", "this spring", "next winter": the last one over, this year's (of a winter: the one not over by March), the
    next one to begin."""
    found = [stretch for year in range(published.year - 2, published.year + 3) if (stretch := make(year))]
    if turn < 0:
        found = [stretch for stretch in found if stretch.end < published]
        return found[-1] if found else None
    if turn > 0:
        found = [stretch for stretch in found if stretch.start > published]
        return found[0] if found else None
    begun = [stretch for stretch in found if stretch.start.year == published.year - (stretch.start.month == 12 and published.month <= 3)]
    return begun[0] if begun else None


def _on_day(year: int, month: int, day: int) -> Stretch | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return Stretch(found, found)


def _share(letter: str, number: int, year: int) -> Stretch | None:
    """Season (by first month), quarter, half, first or last months of ``year``."""
    if letter == "S":
        return _months(year, number, number + 2)
    if letter == "Q":
        return _months(year, 3 * number - 2, 3 * number)
    if letter == "H":
        return _months(year, 6 * number - 5, 6 * number)
    number = min(max(number, 1), 12)
    return _months(year, 1, number) if letter == "F" else _months(year, 13 - number, 12)


def _weekday(day: int, turn: int | None, published: date, ahead: bool | None) -> Stretch:
    """"on Tuesday" (the day of publication counts), "last Tuesday", "this Tuesday" (of that week), "next Tuesday"."""
    back = (published.weekday() - day) % _WEEK
    if turn == 0:
        return _one(_moved(published, day - published.weekday()))
    if turn is None:
        return _one(_moved(published, (_WEEK - back) % _WEEK if ahead else -back))
    return _one(_moved(published, -(back or _WEEK) if turn < 0 else _WEEK - back))


def _anchor_year(mark: str, published: date | None) -> int | None:
    """The year that a key's ":2022" or ":Y-1" gives."""
    if mark.startswith("Y"):
        return published.year + int(mark[1:]) if published else None
    return int(mark)


def _written(base: str, mark: str, turn: int | None, published: date | None, ahead: bool | None) -> Stretch | None:
    """Dates, months and named parts of a year, with a year of their own, a year in ``mark``, or none."""
    dated, named = _DATE.fullmatch(base), _NAMED.fullmatch(base)

    def make(year: int) -> Stretch | None:
        if named:
            return _share(named[1], int(named[2]), year)
        if dated is None:
            return None
        return _on_day(year, int(dated[2]), int(dated[3])) if dated[3] else _month(year, int(dated[2]))

    if dated and dated[1] != "-":
        return make(int(dated[1]))
    if mark:
        year = _anchor_year(mark, published)
        return make(year) if year else None
    if published is None:
        return None
    return _yearless(make, published, ahead) if turn is None else _turned(make, published, turn)


def _length(key: str, published: date, ahead: bool | None) -> Stretch | None:
    """"past:3Y", "next:6M", "ago:2W", "hence:2W", "in:2W" (ahead only), "recent:M", "coming:W"."""
    kind, _, rest = key.partition(":")
    found = _LENGTH.fullmatch(rest)
    if found is None:
        return None
    unit = found[2]
    if kind == "recent":
        return Stretch(_moved(published, -_WEEK) if unit in "DH" else _shifted(published, -_RECENT_MONTHS[unit]), published)
    if kind in ("coming", "span") or (kind == "in" and not (ahead and found[1])):
        return None
    count = float(found[1] or 1) * (-1 if kind in ("past", "ago") else 1)
    other = _moved(published, count * _DAYS[unit]) if unit in _DAYS else _shifted(published, round(count * _MONTHS[unit]))
    if kind in ("ago", "hence", "in") and unit in "XC":
        return Stretch(_shifted(other, -12).replace(month=1, day=1), _shifted(other, 12).replace(month=12, day=31), "Y")
    if kind in ("ago", "hence", "in"):
        return _around(other, "D" if unit in "HE" else unit)
    if unit == "X":  # decades are told by years
        return Stretch(min(other, published).replace(month=1, day=1), max(other, published).replace(month=12, day=31), "Y")
    return Stretch(min(other, published), max(other, published))


def _base(key: str, published: date | None, ahead: bool | None) -> Stretch | None:
    """The stretch that a key without opening and narrowing stands for."""
    if key.isdigit():
        return _year(int(key))
    if key.endswith("x"):
        decade = int(key[:3]) * 10
        return Stretch(date(decade, 1, 1), date(decade + 9, 12, 31), "Y")
    head, _, mark = key.partition(":")
    base, _, turn = head.partition("@")
    if _DATE.fullmatch(base) or _NAMED.fullmatch(base):
        return _written(base, mark, int(turn) if turn else None, published, ahead)
    if published is None:
        return None
    if base == "WE":
        return _relative("E", 0 if published.weekday() >= 5 else -1, published)
    if base.startswith("wd"):
        return _weekday(int(base[2:]), int(turn) if turn else None, published, ahead)
    unit = _UNIT.fullmatch(key)
    return _relative(unit[1], int(unit[2]), published) if unit else _length(key, published, ahead)


def _narrowed(stretch: Stretch, part: str, published: date | None) -> Stretch | None:
    """The part of a stretch that "early", "the end of", "earlier this" and the like leave."""
    if part in ("sofar", "rest"):
        if published is None or not stretch.start <= published <= stretch.end:
            return stretch
        yesterday = max(_moved(published, -1), stretch.start) if part == "sofar" else stretch.end
        return Stretch(stretch.start if part == "sofar" else published, yesterday)
    months = (stretch.end.year - stretch.start.year) * 12 + stretch.end.month - stretch.start.month + 1
    if months == 12:
        first, last = _YEAR_PARTS[part]
        return _months(stretch.start.year, stretch.start.month + first - 1, stretch.start.month + last - 1)
    if months > 12:
        first, last = _DECADE_PARTS.get(part, (0, 9))
        start, end = _year(stretch.start.year + first), _year(stretch.start.year + last)
        return Stretch(start.start, end.end, "Y") if start and end else None
    edges = {"early": stretch.start, "start": stretch.start, "late": stretch.end, "end": stretch.end}
    return _around(edges[part], "M") if 1 < months < 12 and part in edges and (stretch.end - stretch.start).days > _WEEK else stretch


def _stretch(key: str, published: date | None, ahead: bool | None) -> Stretch | None:
    base, _, part = key.rstrip("!").partition("~")
    found = _base(base, published, ahead)
    return _narrowed(found, part, published) if found and part else found


def _open(kind: str, inner: str, text: str, published: date | None, ahead: bool | None) -> When | None:
    """"since X" and "after X": from its start on; "until X", "by X", "before X": up to its end. The other end is open."""
    found = _stretch(inner, published, ahead)
    if found is None:
        return None
    if kind == "until":
        found = _to_its_middle(found) if inner.endswith("~mid") else found
        return When(f"/{_label(found.end, found.grain)}", None, found.end.isoformat(), text)
    return When(f"{_label(found.start, found.grain)}/", found.start.isoformat(), None, text)


def _to_its_middle(stretch: Stretch) -> Stretch:
    """"By mid-2026": to the end of June, "by mid-summer": of July; as it is where it is one month."""
    months = stretch.end.month - stretch.start.month
    middle = _month(stretch.start.year, stretch.start.month + months // 2) if months > 0 else None
    return stretch._replace(end=middle.end) if middle else stretch


def _between(first: str, last: str, text: str, published: date | None, ahead: bool | None) -> When | None:
    """"from X to Y"; an end without a year takes the other's ("from March to June 2022")."""
    if first.startswith("--") and (year := re.match(r"\d{4}", last)):
        first = f"{year[0]}{first[1:]}"
    start, end = _stretch(first, published, ahead), _stretch(last, published, ahead)
    if start is None or end is None or end.end < start.start:
        return None
    left, right = _label(start.start, start.grain), _label(end.end, end.grain)
    return When(left if left == right else f"{left}/{right}", start.start.isoformat(), end.end.isoformat(), text)


def resolve(kind: str, key: str, text: str, published: date | None, future: bool | None = None) -> When | None:
    """The `When` of a time expression read as ``kind`` and ``key`` (`TimeMention`), with its wording ``text``.

    ``published``: the true day of publication, None where unknown; what depends on it is then None. ``future`` True or False overrules what
    the key says of looking ahead or back. None where the words give no time that can be placed ("for 18 months").
    """
    if kind == "duration":
        return None
    ahead = {">": True, "<": False}.get(key[-1:]) if future is None else future
    body = key.rstrip("<>")
    if "/" in body:
        first, _, last = body.partition("/")
        return _between(first, last, text, published, ahead)
    opening, _, inner = body.partition(":")
    if opening in ("since", "until", "after"):
        return _open(opening, inner, text, published, ahead)
    if opening == "coming":
        return When(f"{published.isoformat()}/", published.isoformat(), None, text) if published else None
    found = _stretch(body, published, ahead)
    return found and When(_iso(found), found.start.isoformat(), found.end.isoformat(), text)


def stretched(one: When, other: When) -> When:
    """The months from the start of either time to the end of either; the time itself where both are one. An open end stays open."""
    if one.iso == other.iso:
        return one
    start = None if one.start is None or other.start is None else min(one.start, other.start)
    end = None if one.end is None or other.end is None else max(one.end, other.end)
    left, right = (start or "")[:7], (end or "")[:7]
    whole = left[:4] == right[:4] and left.endswith("-01") and right.endswith("-12")
    return When(left[:4] if whole else left if left == right else f"{left}/{right}", start, end, one.text)
