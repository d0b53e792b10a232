"""Terms of office as dates: "the Biden Administration", "Theresa May became Prime Minister", "Macron took office" -> the day they began."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache

from onrecord.knowledge.calendar import calendar
from onrecord.knowledge.tenures import tenures
from onrecord.reading.lexemes import Lexeme, low, phrase_at

_HEADS = frozenset({"president", "pm", "leader"})


@cache
def _began() -> dict[str, date]:
    """Family name, small letters -> the day its holder came to head a state. Names of several terms or holders, or days unsure, are out."""
    found, unsure = dict[str, set[date]](), set[str]()
    for tenure in tenures():
        for family in tenure.family if tenure.office in _HEADS else ():
            found.setdefault(family.lower(), set()).update(start for start, _ in tenure.during)
            unsure.update({family.lower()} if any(tenure.unsure(start) for start, _ in tenure.during) else ())
    return {family: next(iter(days)) for family, days in found.items() if len(days) == 1 and family not in unsure}


def term_at(row: Sequence[Lexeme], i: int) -> tuple[int, str] | None:
    """The term that the family name at ``i`` and the words after it tell the beginning of: the lexeme after them, and the ISO day."""
    day = _began().get(low(row, i)) if row[i].raw[:1].isupper() else None
    if day is None or (low(row, i - 1) == "of" and low(row, i - 2) == "end"):  # "before the end of Biden's term" tells of no beginning
        return None
    of_the = low(row, i - 1) == "of" or (low(row, i - 1) == "the" and low(row, i - 2) == "of")
    for words in (*calendar().takes_office, *(calendar().terms if of_the else ())):
        if phrase_at(row, i + 1, words):
            return i + 1 + len(words), day.isoformat()
    return None
