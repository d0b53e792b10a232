"""Lines that are nothing but a date or a time, and the stamps that wires put before their text."""

from __future__ import annotations

import re

from onrecord.knowledge.foreign_dates import find_line_dates
from onrecord.knowledge.furniture import furniture_rules
from onrecord.knowledge.printed_dates import MONTH, WEEKDAY, find_dates

_TIME = re.compile(r"\b\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\.\d{1,6})?(?: ?[ap]\.?m\.?)?|\b\d{1,2} ?[ap]\.?m\.?(?![a-z])|"
                   r"[+-]\d\d:?\d\d\b|\b\d{4}\b(?= (?:GMT|UTC))|\b\d{1,2}[ -]min(?:ute)?s?(?: read)?\b|"
                   r"\b(?:\d{1,3}|an?) (?:second|minute|min|hour|day|week|month|year)s? ago\b",
                   re.IGNORECASE)
_DAY = re.compile(rf"\b(?:{WEEKDAY}|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b|\d{{1,2}}(?:st|nd|rd|th)? {MONTH})", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:[.'’][^\W_]+)*\.?")
_ZONE = r"(?: ?\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?(?: ?(?:GMT|UTC|[ECMP][SD]T|BST|CEST|CET|MSK|IST))?)"
_WIRE = re.compile(rf"\b[A-Z][A-Z.-]{{2,20}}(?:[ /,][A-Z.-]{{2,20}}){{0,4}} ?\| ?(?:{WEEKDAY} ?)?{MONTH} ?\d{{1,2}} ?, ?\d{{4}}{_ZONE}?")
_LEADING = re.compile(rf"\d{{1,2}} {MONTH} \d\d(?:\d\d)?{_ZONE}(?= [A-Z])")
_REACH = 600
_PLACE = r"(?:[A-Z][\w.’'&-]{0,20}|of|the|de|del|la|and|for|in)"
_NAMES = re.compile(rf"{_PLACE}(?:[ ]{_PLACE}){{0,5}}")
_PARTS = re.compile(r"[ \u00a0]*[|,•·–—/:()-]{1,2}[ \u00a0]*|[ \u00a0]{2,}")
_MAX_PARTS, _MAX_LABEL = 4, 110
MAX_STAMP = 160
"""Characters; no date stamp met was longer than 90."""


def is_stamp(text: str) -> bool:
    """Whether a line holds a date or a time and otherwise only words that go with one ("Last updated", "GMT")."""
    if len(text) > MAX_STAMP or not any(c.isdigit() for c in text):
        return False
    rest = text
    for found in reversed(find_line_dates(text)):
        rest = f"{rest[:found.start]} {rest[found.end:]}"
    shorn = _TIME.sub(" ", rest)
    allowed = furniture_rules()["stamp"][0].pattern
    words = _WORD.findall(_DAY.sub(" ", shorn).lower())
    return shorn != text and all(allowed.match(word.rstrip(".")) for word in words) and (rest != text or not words or shorn != rest)


def wire_stamp(text: str) -> tuple[int, int] | None:
    """Where a wire's stamp ("ZENDA | Thu May 5, 2012 9:10 am EST", "13 February 12 09:54 GMT") stands near the start of a line."""
    found = _LEADING.match(text) or _WIRE.search(text, 0, _REACH)
    return found.span() if found else None


def dated_names(text: str) -> list[str] | None:
    """The names beside the day in a line that is nothing but names and a day ("Santiago, 27 March 2019", "Daily | Updated 2 May 2020 9:30").

    In order; None where the line is no such line: no day with its year, a name in small letters, more than `_MAX_PARTS` names.
    """
    found = find_dates(text) if len(text) <= _MAX_LABEL else []
    if len(found) != 1 or len(found[0].iso) < len("2019-01-01") or text[-1] in "!?;":
        return None
    rest = f"{text[:found[0].start]}|{text[found[0].end:]}"
    parts = [p for p in _PARTS.split(_DAY.sub("|", _TIME.sub("|", rest))) if p]
    names = [p for p in parts if not _is_stamp_words(p)]
    return names if names and len(names) <= _MAX_PARTS and all(_NAMES.fullmatch(name) for name in names) else None


def _is_stamp_words(part: str) -> bool:
    allowed = furniture_rules()["stamp"][0].pattern
    return all(allowed.match(word.rstrip(".")) for word in _WORD.findall(part.lower()))
