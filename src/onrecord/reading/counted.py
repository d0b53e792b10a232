"""What a number counts: the noun after it, in what unit, or nothing at all because it is a measurement, a name or a date."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.knowledge.currencies import currencies
from onrecord.knowledge.series import ORDINALS
from onrecord.knowledge.units import units
from onrecord.model import Span
from onrecord.reading.amounts import Amount
from onrecord.reading.lexemes import Lexeme, is_figure, is_word, joined, low, phrase_at

_REACH = 9
_SUM_IN_POUNDS = 100_000
_YEARS = range(1900, 2101)
_MONTH = re.compile(r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|"
                    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?")
_DETERMINERS = frozenset({"the", "these", "those", "its", "their", "his", "her", "our", "such", "them", "all"})
_ADDED = frozenset({"more", "other", "x", "×"})
_HYPHENS = frozenset("-‐‑–")
_INSIDE = frozenset("-‐‑–/\"“”‘’'.")
_DASHES = _HYPHENS | {"—"}
_NUMBERING = frozenset({"numbering", "totalling", "totaling"})
_IN_ALL = frozenset({"all", "total", "number"})
_JOINS = frozenset({",", "and", "or", "&"})
_JOINED = 4
"""Nouns that share a head with the first, at most; chosen."""
_AGE_AFTER = frozenset({",", ")"})


def is_month(row: Sequence[Lexeme], i: int) -> bool:
    """Whether a month's name, written as one ("May", "Sept"), stands at ``i``."""
    return 0 <= i < len(row) and row[i].raw[:1].isupper() and _MONTH.fullmatch(row[i].low) is not None


def _is_date(row: Sequence[Lexeme], i: int, last: int) -> bool:
    """Whether the figure at ``i`` is the day or year of a date ("24 February", "Feb. 24", "February 24, 2022")."""
    before = i - 1 - (low(row, i - 1) in (".", "the"))
    if is_month(row, before) or is_month(row, last) or (low(row, last) == "of" and is_month(row, last + 1)):
        return True
    if i < 3 or low(row, i - 1) != "," or not is_figure(row[i - 2]) or not row[i].raw[:6].isdigit() or int(row[i].raw[:6]) not in _YEARS:
        return False
    return is_month(row, i - 3) or is_month(row, i - 4)


def _is_year(row: Sequence[Lexeme], at: Amount) -> bool:
    """Whether a bare figure from 1900 to 2100 is a year: always, unless bounded ("more than 2000") or a round 2000 before a noun."""
    raw = row[at.core].raw
    if not (at.last - at.core == 1 or low(row, at.core + 1) in "-–to") or not raw.isdigit() or int(raw[:6]) not in _YEARS:
        return False
    if at.bound in ("above", "least", "most", "nearly"):
        return False
    return not (raw == "2000" and is_word(low(row, at.last)) and low(row, at.last) not in units().stops)


def is_label(row: Sequence[Lexeme], i: int) -> bool:
    """Whether the figure at ``i`` numbers the word before it ("resolution 2231", "Type 26", "No. 3")."""
    before = i - 1 - (low(row, i - 1) in (".", "-"))
    if before < 0 or "," in row[i].raw:
        return False
    if low(row, i - 1) == "." and low(row, i - 2) in ("c", "r") and low(row, i - 3) == ".":
        return True
    if low(row, i - 1) in ("and", "or", ",") and i > 2 and is_figure(row[i - 2]) and low(row, i - 3) in units().labels:
        return True
    word, article = row[before], before == 0 and row[0].low == "a" and not joined(row, 0)
    return word.low in units().labels or (word.raw[:1].isupper() and word.low in units().series and not article)


def _is_reference(row: Sequence[Lexeme], at: Amount) -> bool:
    """Whether the figure numbers a paragraph ("3. Today"), or is in a score ("52-48"), citation ("22 U.S.C. 2751") or name ("Line 2")."""
    i, after = at.core, low(row, at.last)
    if not is_figure(row[i]):
        return False
    if (i == 0 or low(row, i - 1) in "-*•") and after in (".", ")") and i < 3:
        return True
    if low(row, i - 1) == "(" and after == ")" and (joined(row, i - 2) or not low(row, i - 2)[-1:].isalnum()):
        return True
    if low(row, i - 1) in ("‘", "’", "'") and len(row[i].raw) == 2:
        return True
    if phrase_at(row, at.last, ("u", ".", "s", ".", "c")) or phrase_at(row, at.last, ("c", ".", "f", ".", "r")) or after in ("cfr", "usc"):
        return True
    if after in _HYPHENS and joined(row, at.last - 1) and at.last + 1 < len(row) and is_figure(row[at.last + 1]):
        return True
    named = i > 1 and row[i - 1].raw[:1].isupper() and row[i - 1].raw[1:].islower() and len(row[i].raw) == 1
    return named and at.last == i + 1 and (not is_word(after) or after in units().stops)


def _is_age(row: Sequence[Lexeme], at: Amount) -> bool:
    """Whether a figure between commas after a name is an age ("Jane Roe, 44, said")."""
    return (low(row, at.core - 1) == "," and low(row, at.last) in _AGE_AFTER and at.high is not None and at.high < 120
            and at.core > 1 and row[at.core - 2].raw[:1].isupper() and not is_figure(row[at.core - 2])) or low(row, at.core - 1) == "aged"


def _metric_suffix(row: Sequence[Lexeme], at: Amount) -> bool:
    """Whether "500m", "5k", "3t" without a currency is a length, distance or weight; "3.5m shells" is not."""
    suffix = row[at.last - 1]
    if suffix.low not in ("m", "k", "t", "b") or not joined(row, at.last - 2) or suffix.raw in ("M", "K", "B"):
        return False
    return suffix.low == "t" or noun_after(row, at.last) is None


def measures(row: Sequence[Lexeme], at: Amount) -> bool:
    """Whether the number before ``at.last`` is a measurement, date, name, age or share ("one in three"), and so counts no goods; "12 second-hand
    jets" and "500 night vision goggles" are counted."""
    after = low(row, at.last)
    word = low(row, at.last + 1) if after == "-" else after
    named = joined(row, at.last) and row[at.last].raw[:1].isupper() and (low(row, at.last + 1) == "-" or is_figure(row[at.last + 1]))
    named = named or (joined(row, at.last) and low(row, at.last + 1) in _HYPHENS and after in (*ORDINALS, "half", "quarter"))
    named = named or (after == "night" and at.low != 1 and is_word(low(row, at.last + 1)) and low(row, at.last + 1) not in units().stops)
    if low(row, at.first - 1) == "in" and low(row, at.first - 2) in ("one", "1"):
        return True
    if (word in units().measures and not named) or is_label(row, at.core) or _is_date(row, at.core, at.last) or _is_year(row, at):
        return not (after == "-" and word == "plus")
    if word in units().mass and not named and (after == "-" or (low(row, at.last + 1) != "of" and not _mass_noun(row, at.last))):
        return True
    if at.high is not None and at.low == at.high and (at.high == 0 or (at.high % 1 and word not in units().mass)):
        return True
    return _is_reference(row, at) or _is_age(row, at) or _metric_suffix(row, at)


def _mass_noun(row: Sequence[Lexeme], i: int) -> bool:
    """Whether a bare mass unit closes its phrase ("delivered 300 tonnes.") and is not one piece's weight ("a 2 tonne bomb")."""
    return row[i].low.endswith("s") and (i + 1 >= len(row) or not is_word(row[i + 1].low) or row[i + 1].low in units().stops)


def _is_plural(word: str) -> bool:
    table = units()
    return word in table.plain or (word.endswith("s") and not word.endswith("ss") and word not in table.singulars)


def _run(row: Sequence[Lexeme], i: int) -> list[int]:
    """The lexemes of the noun phrase from ``i`` on that may be its head: words up to a stop word or sign."""
    found: list[int] = []
    for j in range(i, min(i + _REACH, len(row))):
        if not found and row[j].low in units().stops and row[j].low.endswith("ed"):
            continue
        if _closes(row, j, bool(found) and _is_plural(row[found[-1]].low)):
            break
        if is_word(row[j].low) and low(row, j + 1) != "'s":
            found.append(j)
    return found


def _closes(row: Sequence[Lexeme], j: int, after_plural: bool) -> bool:
    """Whether the lexeme at ``j`` ends a noun phrase: a stop word, a sign between words, a new number after a plural."""
    if is_word(row[j].low):
        return row[j].low in units().stops and row[j].raw.islower() and not (low(row, j - 1) in _HYPHENS and joined(row, j - 1))
    if row[j].low == "'s":
        return False
    if is_figure(row[j]):
        return after_plural and not (joined(row, j - 1) or joined(row, j))
    return not (row[j].low in _INSIDE and (joined(row, j) or (row[j].low == "." and len(low(row, j - 1)) == 1)))


def noun_after(row: Sequence[Lexeme], i: int) -> int | None:
    """The lexeme of the noun that a number ending at ``i`` counts, over "more", "of the" and attributes; None where no noun follows.

    The head is the first plural in small letters (one in -s before "aircraft" and its like: "aircraft parts"), else the last plural, else
    the last word ("31 Abrams tanks", "8,000 Javelin").
    """
    j = i + 1 if low(row, i) == "," and low(row, i + 1) == "of" else i
    j += low(row, j) in _ADDED
    j += low(row, j) == "of"
    while low(row, j) in _DETERMINERS and j > i:
        j += 1
    found = _run(row, j)
    plurals = [k for k in found if _is_plural(row[k].low)]
    small = [k for k in plurals if row[k].raw.islower()]
    if small:
        return next((k for k in small if row[k].low.endswith("s")), small[0])
    return plurals[-1] if plurals else found[-1] if found else None


def _noun_before(row: Sequence[Lexeme], at: Amount) -> int | None:
    """The noun that stands before its number: "missiles, 400 of them", "missiles, 400 in all", "missiles in their hundreds", "Javelins (8,500)"."""
    before, after = low(row, at.first - 1), low(row, at.last)
    of_them = before == "," and after == "of" and low(row, at.last + 1) in ("them", "which", "whom")
    far = of_them or _summed_up(row, at)
    if far or (before == "(" and after == ")") or before == ":" or _dashed(row, at):
        words = [k for k in range(at.first - 2, max(at.first - 2 - (_REACH if far else 1), -1), -1) if is_word(row[k].low)]
        return next((k for k in words if row[k].low not in units().stops and (_is_plural(row[k].low) or not far)), None)
    return None


def _summed_up(row: Sequence[Lexeme], at: Amount) -> bool:
    """Whether a number is said of a noun somewhere before it: "numbering 400", ", 400 in all", "in their hundreds", "by the thousands"."""
    before, after = low(row, at.first - 1), low(row, at.last)
    if before in _NUMBERING or (before in (",", "(") and after == "in" and low(row, at.last + 1) in _IN_ALL):
        return True
    opens = low(row, at.first - 2) if before in ("the", "their") else before
    alone = not is_word(after) or after in units().stops - {"of"}
    return row[at.core].low in units().plurals and at.first == at.core and opens in ("in", "by") and alone


def _dashed(row: Sequence[Lexeme], at: Amount) -> bool:
    """Whether a number stands alone between a dash and the end of its item ("missiles - 400;")."""
    dash = at.first - 1
    apart = low(row, dash) in _DASHES and not joined(row, dash) and not joined(row, dash - 1)
    return apart and dash > 0 and low(row, at.last) in ("", ";", ",", ".")


def counted(row: Sequence[Lexeme], at: Amount) -> int | None:
    """The lexeme of the noun that the amount counts, after it or before it; None where the grammar does not tell."""
    before = _noun_before(row, at)
    if before is not None:
        return before
    after = noun_after(row, at.last)
    if after is None or at.high == 1 or (_is_plural(row[after].low) and not _compounded(row, after)):
        return after
    shared = _shared_head(row, after)
    return after if shared is None else shared


def _compounded(row: Sequence[Lexeme], i: int) -> bool:
    """Whether the noun at ``i`` without -s ends a hyphened word, and so says what kind ("counter-artillery")."""
    return not row[i].low.endswith("s") and low(row, i - 1) in _HYPHENS and joined(row, i - 1)


def _shared_head(row: Sequence[Lexeme], i: int) -> int | None:
    """The plural that nouns joined after the singular at ``i`` share ("1,000 grenade, mortar and artillery rounds"); None where none follows."""
    for _ in range(_JOINED):
        i += 1
        while low(row, i) in _JOINS:
            i += 1
        if i >= len(row) or low(row, i - 1) not in _JOINS or is_figure(row[i]) or low(row, i) in units().numbers or low(row, i) in _DETERMINERS:
            return None
        found = _run(row, i)
        plurals = [k for k in found if _is_plural(row[k].low)]
        if plurals or not found:
            return next((k for k in plurals if row[k].low.endswith("s")), plurals[0] if plurals else None)
        i = found[-1]
    return None


def unit_of(row: Sequence[Lexeme], i: int | None, last: int) -> str | None:
    """The unit where the noun at ``i`` (its number ends at ``last``) is not pieces: "batteries of Patriot missiles", "300 tonnes"."""
    if i is None:
        return None
    word = row[i].low
    if word in units().mass and (i == last or low(row, last) == "of"):
        return units().mass[word]
    return units().units.get(word)


def is_weight(row: Sequence[Lexeme], i: int, value: float) -> bool:
    """Whether "pounds" at ``i`` after the number ``value`` is a weight: "2,000 pounds of explosives", "a 500-pound bomb"."""
    if row[i].low not in ("pound", "pounds"):
        return False
    if phrase_at(row, i + 1, ("of",)):
        return low(row, i + 2) in currencies().weighty or value < _SUM_IN_POUNDS
    return value < _SUM_IN_POUNDS and low(row, i + 1) != "sterling"


def head_span(row: Sequence[Lexeme], i: int) -> Span:
    """The characters of the noun at ``i`` with what is joined to it on the left ("BTR-80s", "F-16s")."""
    first = i
    while joined(row, first - 1) and (row[first - 1].low in _HYPHENS or row[first - 1].low[-1:].isalnum()):
        first -= 1
    return Span(row[first].start, row[i].end)


def place(row: Sequence[Lexeme], first: int, last: int) -> Span:
    """The characters of lexemes ``first`` to ``last`` (left out)."""
    return Span(row[first].start, row[last - 1].end)
