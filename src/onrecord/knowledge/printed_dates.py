"""Dates as they are written in English pages -> ISO dates, with their places. Only dates that name their year.

A date without a year ("on 5 March") says nothing by itself; those who need one resolve it against others. Patterns are
linear: no quantifier is nested in another, and the runs of white space are bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

MONTH_NAMES = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
               "december")
WEEKDAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

MONTH = (r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
         r"|Nov(?:ember)?|Dec(?:ember)?)\b\.?")
WEEKDAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b\.?"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])"
_YEAR = r"(?:19[5-9]\d|20\d\d)"
_GAP = r"[\s\u00a0]{1,3}"
_COMMA = r"(?:[\s\u00a0]{0,2},[\s\u00a0]{0,2}|[\s\u00a0]{1,3})"

_FORMS = tuple(re.compile(pattern, re.IGNORECASE) for pattern in (
    rf"(?<![\d-])(?P<y>{_YEAR})[-/.](?P<m>0?[1-9]|1[0-2])[-/.](?P<d>{_DAY})(?=T\d|\D|$)(?![-/]\d)",
    rf"\b(?P<name>{MONTH}){_GAP}(?P<d>{_DAY})(?:st|nd|rd|th|\.)?{_COMMA}(?P<y>{_YEAR})(?:\b|(?=\d\d?:\d\d))",
    rf"\b(?P<d>{_DAY})(?:st|nd|rd|th|\.)?[\s\u00a0-](?:of[\s\u00a0])?(?P<name>{MONTH})(?:{_COMMA}|-)(?P<y>{_YEAR})\b",
    rf"(?<![\d/.])(?P<a>\d\d?)/(?P<b>\d\d?)/(?P<y>{_YEAR})\b(?!/)",
    rf"(?<![\d/.])(?P<d>{_DAY})\.(?P<m>0?[1-9]|1[0-2])\.(?P<y>{_YEAR})\b(?!\.\d)",
    rf"(?<![\d.-])(?P<b>\d\d?)-(?P<a>\d\d?)-(?P<y>{_YEAR})\b(?!-)",
    rf"\b(?P<d>{_DAY}){_GAP}(?P<name>{MONTH}){_GAP}(?P<yy>\d\d)(?={_GAP}\d\d?:\d\d)",
    rf"\b[A-Z]{{2,5}}-[A-Z]{{2,3}}-(?P<m>0[1-9]|1[0-2])-(?P<d>{_DAY})-(?P<yy>\d\d)(?= \d{{4}}[A-Z]{{2,4}}\b)",
))
_OLDEST = 70
_ANY_YEAR = re.compile(rf"{_YEAR}|\d\d[\s\u00a0]{{1,3}}\d\d?:\d\d|-\d\d \d{{4}}[A-Z]{{2}}")
"""What every form has: most sentences hold no year and need not be tried."""
_MONTH_YEAR = re.compile(rf"\b(?P<name>{MONTH}),?{_GAP}(?:of{_GAP})?(?P<y>{_YEAR})\b", re.IGNORECASE)


class FoundDate(NamedTuple):
    """A date at characters ``start`` to ``end``: ISO ``iso`` (a day, or a month) and, for 01/09/2014, the ``other`` way to read it."""

    start: int
    end: int
    iso: str
    other: str | None = None


def month_number(name: str) -> int:
    """1 to 12 for an English month name or its usual short form, in any case; ValueError for another word."""
    key = name.strip(". ").lower()
    for number, full in enumerate(MONTH_NAMES, start=1):
        if (len(key) >= 3 and full.startswith(key)) or (key == "sept" and number == 9):
            return number
    raise ValueError(f"not a month: {name!r}")


def weekday_number(name: str) -> int:
    """0 (Monday) to 6 for an English weekday or its usual short form; ValueError for another word."""
    key = name.strip(". ").lower()
    for number, full in enumerate(WEEKDAY_NAMES):
        if len(key) >= 3 and full.startswith(key):
            return number
    raise ValueError(f"not a weekday: {name!r}")


def iso_day(year: int, month: int, day: int) -> str | None:
    """The ISO day, or None where the calendar has no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _slashed(found: re.Match[str]) -> FoundDate | None:
    """3/4/2020: month first where both can be, with dashes day first; the other reading is kept."""
    year, first, second = int(found["y"]), int(found["a"]), int(found["b"])
    american, european = iso_day(year, first, second), iso_day(year, second, first)
    best = american or european
    other = european if american and european != american else None
    return FoundDate(found.start(), found.end(), best, other) if best else None


def _of_century(year: int) -> int:
    """A year of two figures: wires have stamped their copy so since the seventies."""
    return (1900 if year >= _OLDEST else 2000) + year


def _dated(found: re.Match[str]) -> FoundDate | None:
    groups = found.groupdict()
    if "a" in groups:
        return _slashed(found)
    year = int(groups["y"]) if "y" in groups else _of_century(int(groups["yy"]))
    month = month_number(groups["name"]) if "name" in groups else int(groups["m"])
    iso = iso_day(year, month, int(groups["d"]))
    return FoundDate(found.start(), found.end(), iso) if iso else None


def find_dates(text: str) -> list[FoundDate]:
    """Every date in ``text`` that names its year, in order, none overlapping another: days first, then months ("May 2023")."""
    if not _ANY_YEAR.search(text):
        return []
    days: list[FoundDate] = []
    for form in _FORMS:
        days = sorted(days + list(_outside([d for d in map(_dated, form.finditer(text)) if d], days)))
    months = [FoundDate(m.start(), m.end(), f"{m['y']}-{month_number(m['name']):02d}") for m in _MONTH_YEAR.finditer(text)]
    return sorted(days + list(_outside(months, days)))


def _outside(found: list[FoundDate], known: list[FoundDate]) -> Iterator[FoundDate]:
    """The dates of ``found`` that touch none of ``known``, in one pass over both sorted lists."""
    at = 0
    for one in found:
        while at < len(known) and known[at].end <= one.start:
            at += 1
        if at == len(known) or known[at].start >= one.end:
            yield one
