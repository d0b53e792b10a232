"""Dates as sites write them in other languages beside an English text -> ISO days, from data/foreign-months.yaml.

For lines that say when a page was published, never for running text: "4 mars 2021" under a headline is a day, in a sentence it is a name.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from onrecord.errors import KnowledgeError
from onrecord.knowledge.loader import load
from onrecord.knowledge.printed_dates import FoundDate, find_dates, iso_day

_YEAR = r"(?P<{}>(?:19[5-9]|20\d)\d)"
_GAP = r"[ \u00a0]{1,2}"


@cache
def _months() -> dict[str, int]:
    """Name -> number, small letters; raises `KnowledgeError` where one name is of two months."""
    found: dict[str, int] = {}
    for number, names in load("foreign-months")["names"].items():
        for name in names:
            if found.setdefault(_plain(name), number) != number:
                raise KnowledgeError("foreign-months.yaml", name, "the name of two months")
    return found


def _plain(word: str) -> str:
    """Small letters, composed: "ŞUBAT" and "Şubat" alike; the dot over a Turkish capital I goes."""
    return unicodedata.normalize("NFC", word).lower().replace("i̇", "i")


@cache
def _form() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, _months()), key=len, reverse=True))
    between = "|".join(load("foreign-months")["between"])
    small = rf"(?:(?:{between}){_GAP})?"
    day = rf"(?<![\d.])(?P<d>\d{{1,2}})(?:\.|º|er|-e|ος)?{_GAP}{small}(?P<name>{names})\b\.?,?{_GAP}{small}{_YEAR.format('y')}(?!\d)"
    first = rf"\b(?P<name2>{names})\b\.?{_GAP}(?P<d2>\d{{1,2}})\.?,?{_GAP}{_YEAR.format('y2')}(?!\d)"
    hungarian = rf"(?<!\d){_YEAR.format('y3')}\.?{_GAP}(?P<name3>{names})\b\.?{_GAP}(?P<d3>\d{{1,2}})\b"
    figures = rf"(?<!\d){_YEAR.format('y4')} ?[年년] ?(?P<m4>\d{{1,2}}) ?[月월] ?(?P<d4>\d{{1,2}}) ?[日일]"
    return re.compile("|".join((day, first, hungarian, figures)), re.IGNORECASE)


def _read(found: re.Match[str]) -> FoundDate | None:
    said = {key.rstrip("234"): value for key, value in found.groupdict().items() if value}
    month = int(said["m"]) if "m" in said else _months()[_plain(said["name"])]
    iso = iso_day(int(said["y"]), month, int(said["d"]))
    return FoundDate(found.start(), found.end(), iso) if iso else None


def find_line_dates(line: str) -> list[FoundDate]:
    """The dates of a line that says when a page was published: those in English, else those in other languages."""
    found = find_dates(line)
    if found or not any(c.isdigit() for c in line):
        return found
    composed = unicodedata.normalize("NFC", line)
    if len(composed) != len(line):  # places would not hold
        return []
    return [one for one in map(_read, _form().finditer(composed)) if one]
