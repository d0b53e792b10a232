"""Numbers with what bounds them: "more than 400", "up to an additional $800 million", "between 120 and 150", "nearly 700".

The rules are GUIDE's (sections 3 and 5): above N is N + 1 or more, about N is N give or take a tenth, nearly N is nine tenths of N to N,
an estimated N is N. A vague number under a bound keeps the side that the bound leaves ("up to several hundred": 900 or fewer).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.knowledge.units import Phrase, units
from onrecord.reading.lexemes import Lexeme, joined, low, phrase_at
from onrecord.reading.money_signs import sign_before
from onrecord.reading.numerals import Numeral, bare_numeral, numeral, share_scale, whole

_TENTH = 0.1
_MOST_FILLERS = 5
_CHANGE_REACH = 8
_ARTICLES = frozenset({"a", "an", "the", "this", "its", "their"})
_TO = frozenset({"to", "-", "–", "—", "‐", "‑", "−"})


class Amount(NamedTuple):
    """Lexemes ``first`` to ``last`` (left out) say an amount in [``low``, ``high``] (None: open).

    ``core`` is the lexeme where the number itself (or its currency sign) begins, ``bound`` the kind of bound ("" for none), ``sign`` the
    currency code before the number ("" for none), ``vague`` whether the number has no exact value, ``figure`` whether it has digits.
    """

    first: int
    last: int
    core: int
    low: float | None
    high: float | None
    bound: str
    sign: str
    vague: bool
    figure: bool


def bounded(least: float, most: float, bound: str) -> tuple[float | None, float | None]:
    """[``least``, ``most``] under ``bound`` (units.yaml, bounds), by GUIDE's rules."""
    if bound == "above":
        return whole((most if least == most else least) + 1), None
    if bound == "least":
        return least, None
    if bound == "most":
        return None, most
    if bound == "below":
        return None, whole(most - 1)
    if bound == "nearly":
        return (whole(least * (1 - _TENTH)), most) if least == most else (least, most)
    if bound == "about" and least == most:
        return whole(least * (1 - _TENTH)), whole(most * (1 + _TENTH))
    return least, most


def _phrase_before(row: Sequence[Lexeme], i: int) -> tuple[int, str] | None:
    """The bounding phrase that ends right before ``i``: where it begins, and its bound."""
    entries: tuple[tuple[Phrase, str], ...] = units().before.get(low(row, i - 1), ())
    for words, bound in entries:
        if phrase_at(row, i - len(words), words):
            particle = len(words) == 1 and low(row, i - 2) in units().particles.get(words[0], ())
            return None if particle else (i - len(words), bound)
    return None


def _bound_before(row: Sequence[Lexeme], i: int) -> tuple[int, str]:
    """The bounding phrase before the number at ``i``, over a few fillers; (``i``, "") where there is none."""
    at = i
    for _ in range(_MOST_FILLERS + 1):
        found = _phrase_before(row, at)
        if found is not None:
            return found if not _governs(row, found[0], at, i) else (i, "")
        if low(row, at - 1) not in units().fillers:
            break
        at -= 1
    return i, ""


def _governs(row: Sequence[Lexeme], first: int, at: int, i: int) -> bool:
    """Whether a word of place before an article is a preposition and no bound ("under a $50 million contract")."""
    return at == i - 1 and low(row, at) in _ARTICLES and first == at - 1 and low(row, first) in units().particles


def _bound_after(row: Sequence[Lexeme], i: int) -> tuple[int, str]:
    """The bounding phrase that begins at ``i`` ("or more", "-plus", "+") and where it ends; (``i``, "") where there is none, as where its "more"
    is that of another number ("40 and more than 50")."""
    at = i + 1 if low(row, i) == "-" and joined(row, i) and low(row, i + 1) in units().hyphened else i
    for words, bound in units().after.get(low(row, at), ()):
        if words[0] in units().hyphened and not (joined(row, i - 1) or at > i):
            continue
        if phrase_at(row, at, words) and low(row, at + len(words)) != "than":
            return at + len(words), bound
    return i, ""


def _changes(row: Sequence[Lexeme], i: int) -> bool:
    """Whether "from" at ``i`` belongs to a change ("rose from 124 to 165"), which states two figures and no range."""
    return any(row[k].low in units().change for k in range(max(0, i - _CHANGE_REACH), i))


def _connector(row: Sequence[Lexeme], found: Numeral, first: int) -> int | None:
    """The lexeme after what joins ``found`` to a second number of one range; None where nothing does."""
    j, word, before = found.last, low(row, found.last), low(row, first - 1)
    if word in _TO and (word == "to" or joined(row, j - 1) == joined(row, j)):
        return None if before == "from" and _changes(row, first - 1) else j + 1
    if (word == "and" and before == "between") or word == "or":
        return j + 1
    j += word == ","
    if phrase_at(row, j, ("if", "not")):
        return j + 2
    return j + 2 if phrase_at(row, j, ("or", "even")) or phrase_at(row, j, ("and", "even")) else None


def _second(row: Sequence[Lexeme], found: Numeral, first: int) -> tuple[Numeral, Numeral] | None:
    """The two ends of the range that begins with ``found``, which stands (with its sign) from ``first`` on."""
    j = _connector(row, found, first)
    if j is None:
        return None
    sign = sign_before(row, j)
    second = bare_numeral(row, sign[0] if sign else j)
    if second is None or second.low <= found.low:
        return None
    if low(row, found.last) == "or" and second.low > 3 * found.low * (second.scale if found.scale == 1 else 1):
        return None
    return share_scale(found, second), second


def _repeated(row: Sequence[Lexeme], i: int, value: float) -> int:
    """Where a number that ends at ``i`` ends with its repetition in brackets ("two (2)")."""
    inner = numeral(row, i + 1) if low(row, i) == "(" and low(row, i + 2) == ")" else None
    return i + 3 if inner is not None and inner.high == value else i


def amount(row: Sequence[Lexeme], i: int) -> Amount | None:
    """The amount whose number, or whose currency sign, stands at lexeme ``i``, with its bounds on both sides; None where none does."""
    sign = sign_before(row, i)
    found = bare_numeral(row, sign[0]) if sign else numeral(row, i)
    if found is None:
        return None
    found = found._replace(first=i)
    ends = _second(row, found, i)
    least, most, last = (ends[0].low, ends[1].high, ends[1].last) if ends else (found.low, found.high, found.last)
    last = _repeated(row, last, most)
    first, bound = _bound_before(row, i)
    if bound and most < 2 and first == i - 1 and bound in ("above", "below", "about"):
        first, bound = i, ""
    after, closing = _bound_after(row, last)
    if ends and low(row, i - 1) in ("between", "from"):
        first = min(first, i - 1)
    low_end, high_end = bounded(least, most, bound or closing)
    return Amount(first, after if closing else last, i, low_end, high_end, bound or closing, sign[1] if sign else "",
                  found.low != found.high, found.figure)
