"""Figures and number words -> values: "1,500", "3.5m", "half a million", "two dozen", "hundreds of thousands", "120 to 150".

An own grammar over lexemes; every rule looks a bounded number of lexemes ahead, so that reading is linear in the text. What is
no number of its own is refused: parts of designations ("F-16"), ordinals ("70th"), calibres ("155mm"), "24/7", clock times.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from onrecord.knowledge.currencies import currencies
from onrecord.knowledge.units import units
from onrecord.reading.lexemes import Lexeme, is_figure, is_word, joined, low

_MOST_DIGITS = 18
_GROUPED = re.compile(r"\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d+)?")
_PLAIN = re.compile(r"\d+(?:\.\d+)?")
_POINTS = re.compile(r"\d{1,3}(?:\.\d{3}){2,5}")
_COMMA = re.compile(r"\d{1,3},\d{1,2}")
_FRACTIONS = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3}
_DASHES = frozenset("-–—‐‑−")
_DUST = 1e-12
_TEN, _HUNDRED = 10, 100
_LONGEST_WORDED = 12


class Numeral(NamedTuple):
    """Lexemes ``first`` to ``last`` (left out) say a number in [``low``, ``high``]; the two are the same unless it is vague.

    ``scale`` is the factor its scale words gave (1 without), so that "1-2 billion" can share it; ``figure``: written in digits.
    """

    first: int
    last: int
    low: float
    high: float
    scale: float = 1
    figure: bool = False


def whole(value: float) -> float:
    """``value`` without the dust of binary fractions, and as an int where it is one."""
    nearest = round(value)
    return nearest if abs(value - nearest) <= _DUST * max(1.0, abs(value)) else round(value, 6)


def _value(raw: str, scaled: bool) -> float | None:
    """The value of a figure; ``scaled``: a scale follows, so "1.500" and "1,5" have decimals. None where it is no single number."""
    if len(raw) > _MOST_DIGITS:
        return None
    if _GROUPED.fullmatch(raw):
        return float(raw.replace(",", ""))
    if _PLAIN.fullmatch(raw):
        thousands = not scaled and re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", raw)
        return float(raw.replace(".", "")) if thousands else float(raw)
    if _POINTS.fullmatch(raw):
        return float(raw.replace(".", ""))
    return float(raw.replace(",", ".")) if scaled and _COMMA.fullmatch(raw) else None


def _scale(row: Sequence[Lexeme], i: int, after_figure: bool) -> tuple[float, int]:
    """The product of the scale words from ``i`` on ("million", "lakh crore", "-billion", "m" joined) and where they end."""
    table = units()
    factor: float = 1
    if after_figure and joined(row, i - 1) and low(row, i) in table.suffixes:
        factor, i = table.suffixes[row[i].low], i + 1
        if low(row, i) in ("²", "³") or (low(row, i) == "/" and low(row, i + 1) == "s"):
            return 1, i - 1
    for _ in range(2):
        step = i + 1 if low(row, i) in _DASHES and joined(row, i) and joined(row, i - 1) else i
        scale = table.scales.get(low(row, step))
        if scale is None:
            break
        factor, i = factor * scale, step + 1
    return factor, i


def _spaced(row: Sequence[Lexeme], i: int) -> tuple[str, int]:
    """The digits of a figure whose thousands stand apart ("1 500 000"), and where it ends; what measures a piece is not of it ("46 155 mm guns")."""
    digits, j = row[i].raw, i + 1
    if len(digits) > 3 or not digits.isdigit() or digits.startswith("0"):
        return digits, j
    while (j < len(row) and j - i < 5 and re.fullmatch(r"\d{3}(?:\.\d{1,2})?", row[j].raw)
           and row[j].start == row[j - 1].end + 1 and not joined(row, j) and low(row, j + 1) not in units().calibres):
        digits, j = digits + row[j].raw, j + 1
    return digits, j


def _fraction(row: Sequence[Lexeme], i: int) -> tuple[float, int]:
    """A vulgar fraction after a figure ("2½", "2 1/2") and where it ends."""
    if low(row, i) in _FRACTIONS:
        return _FRACTIONS[row[i].low], i + 1
    if low(row, i) == "1" and joined(row, i) and low(row, i + 1) == "/" and low(row, i + 2) in ("2", "3", "4"):
        return 1 / int(row[i + 2].low), i + 3
    return 0, i


def _in_figures(row: Sequence[Lexeme], i: int) -> Numeral | None:
    digits, j = _spaced(row, i)
    part, j = _fraction(row, j)
    factor, last = _scale(row, j, after_figure=True)
    value = _value(digits, scaled=factor > 1)
    if value is None:
        return None
    amount = whole((value + part) * factor)
    return Numeral(i, last, amount, amount, factor, figure=True)


def _below_hundred(row: Sequence[Lexeme], i: int) -> tuple[float | None, int]:
    """"twenty", "twenty-one", "nine" and where it ends; None where no such word stands at ``i``."""
    numbers = units().numbers
    value = numbers.get(low(row, i))
    if value is None or value < 2 * _TEN or value % _TEN:
        return value, i + 1
    step = i + 2 if low(row, i + 1) in _DASHES and joined(row, i) else i + 1
    unit = numbers.get(low(row, step))
    return (value + unit, step + 1) if unit and unit < _TEN and step < len(row) else (value, i + 1)


def _spelt(row: Sequence[Lexeme], i: int) -> Numeral | None:
    """"one hundred and twenty", "three million", "two dozen", "twenty-one thousand five hundred"."""
    collectives = units().collectives
    total, current, scale, j = 0.0, 0.0, 1.0, i
    while j - i < _LONGEST_WORDED:
        value, after = _below_hundred(row, j)
        if value is not None:
            if current % _HUNDRED and j > i:
                break
            current, j = current + value, after
        elif low(row, j) in collectives and j > i:
            factor = collectives[row[j].low]
            if factor > _HUNDRED:
                total, current, scale = total + (current or 1) * factor, 0.0, factor
            else:
                current, scale = (current or 1) * factor, factor
            j += 1
        elif not (low(row, j) == "and" and low(row, j - 1) in collectives and _below_hundred(row, j + 1)[0] is not None):
            break
        else:
            j += 1
    if j == i:
        return None
    amount = whole(total + current)
    return Numeral(i, j, amount, amount, scale)


def _and_a_half(row: Sequence[Lexeme], found: Numeral) -> Numeral:
    """"one and a half million", "a million and a half", "one-and-a-half"."""
    j, table = found.last, units()
    skip = [k for k in range(j, min(j + 6, len(row))) if row[k].low not in _DASHES][:3]
    if [row[k].low for k in skip] != ["and", "a", "half"]:
        return found
    factor, last = _scale(row, skip[-1] + 1, after_figure=False)
    unit = table.collectives.get(row[j - 1].low, 1) if factor == 1 else 1
    amount = whole((found.low + unit / 2) * factor)
    return Numeral(found.first, last, amount, amount, max(found.scale, factor))


def _article(row: Sequence[Lexeme], i: int) -> Numeral | None:
    """"a hundred", "a dozen", "a few", "a couple of hundred", "a handful"."""
    word = low(row, i + 1)
    if word in units().collectives:
        amount, last = units().collectives[word], i + 2
        factor, last = _scale(row, last, after_figure=False)
        return Numeral(i, last, amount * factor, amount * factor, max(factor, amount))
    found = _loose(row, i + 1) if word in units().loose else None
    return found and found._replace(first=i)


def _half(row: Sequence[Lexeme], i: int) -> Numeral | None:
    """"half a million", "half a dozen", "half-million", "a quarter of a million"."""
    part = {"half": 0.5, "quarter": 0.25}[row[i].low]
    j = i + 1
    j += low(row, j) in _DASHES
    j += low(row, j) == "of"
    j += low(row, j) in ("a", "an")
    j += low(row, j) in _DASHES and low(row, j - 1) in ("a", "an")
    factor = units().collectives.get(low(row, j))
    if factor is None or (part < 0.5 and factor < 1000):
        return None
    return Numeral(i, j + 1, whole(part * factor), whole(part * factor), factor)


def _loose(row: Sequence[Lexeme], i: int) -> Numeral | None:
    """"several", "several hundred", "few thousand", "couple of dozen"."""
    bounds = units().loose[row[i].low]
    j = i + 1
    collective = low(row, j + 1) if low(row, j) == "of" else low(row, j)
    factor = units().collectives.get(collective)
    if factor is None:
        return Numeral(i, j, *bounds)
    last = j + 1 + (low(row, j) == "of")
    more, last = _scale(row, last, after_figure=False)
    factor *= more
    return Numeral(i, last, min(2, bounds[0]) * factor, bounds[1] * factor, factor)


def _plural(row: Sequence[Lexeme], i: int) -> Numeral | None:
    """"dozens", "hundreds", "tens of thousands", "hundreds of millions"."""
    table = units()
    bounds = table.plurals[row[i].low]
    if low(row, i + 1) == "and" and low(row, i + 2) == row[i].low:
        i += 2
    inner = table.plurals.get(low(row, i + 2)) if low(row, i + 1) == "of" else None
    if inner is None or inner[0] < bounds[0]:
        return Numeral(i, i + 1, *bounds)
    unit = table.collectives.get(row[i + 2].low.removesuffix("s"), 1)
    return Numeral(i, i + 3, bounds[0] * unit, bounds[1] * unit if unit > 1000 else (bounds[1] + 1) * unit - 1, unit)


def _in_words(row: Sequence[Lexeme], i: int) -> Numeral | None:
    table, word = units(), row[i].low
    if word in table.numbers:
        found = _spelt(row, i)
        return found and _and_a_half(row, found)
    if word in ("a", "an"):
        found = _half(row, i + 1) if low(row, i + 1) in ("half", "quarter") else _article(row, i)
        return found and _and_a_half(row, found._replace(first=i))
    if word in ("half", "quarter"):
        return _half(row, i)
    if word == "several" or (word == "few" and low(row, i + 1) in table.collectives) or (word == "couple" and low(row, i + 1) == "dozen"):
        return _loose(row, i)
    if word in ("hundred", "thousand", "million", "billion", "dozen") and low(row, i - 1) in ("multi", "couple"):
        return None
    return _plural(row, i) if word in table.plurals else None


def _begins(row: Sequence[Lexeme], i: int) -> bool:
    """Whether nothing is joined on the left that makes the number part of a name, a date, a clock time or a fraction."""
    if not joined(row, i - 1):
        return True
    before = row[i - 1].low
    if before in _DASHES:
        return i < 2 or not joined(row, i - 2) or low(row, i - 2) in ")]"
    return not (is_word(before) or is_figure(row[i - 1])) and before not in (".", ":", "/", "#", "_", "&", "№", "%", "=", "@", "+")


def _ends(row: Sequence[Lexeme], found: Numeral) -> bool:
    """Whether nothing is joined on the right that makes it an ordinal, a calibre, a compound or a clock time."""
    j = found.last
    if not joined(row, j - 1):
        return True
    after = low(row, j)
    if after in _DASHES:
        if not joined(row, j):
            return after != "-"
        then = low(row, j + 1)
        return is_figure(row[j + 1]) or then in units().hyphened or then in ("$", "€", "£") or after == "—" or _opens_currency(row, j + 1)
    if after in (":", "/", "_", "@") and joined(row, j):
        return False
    return not is_word(after) or (after == "x" and not joined(row, j))


def _opens_currency(row: Sequence[Lexeme], i: int) -> bool:
    """Whether a currency is named at ``i``, or after "US" or "U.S." there ("a 228-million-U.S. dollar sale")."""
    skip = next((len(words) for words in (("us",), ("u", ".", "s", ".")) if tuple(low(row, i + k) for k in range(len(words))) == words), 0)
    skip += skip > 0 and low(row, i + skip) == "-"
    return low(row, i + skip) in currencies().names


@cache
def _starters() -> frozenset[str]:
    """Every word that a number can begin with."""
    table = units()
    return frozenset({"a", "an", "half", "quarter"}).union(table.numbers, table.plurals, table.loose)


def numeral(row: Sequence[Lexeme], i: int) -> Numeral | None:
    """The number that begins at lexeme ``i``, as long as it goes; None where none does or where it is part of something else."""
    if i >= len(row) or not (is_figure(row[i]) or row[i].low in _starters()) or not _begins(row, i):
        return None
    found = bare_numeral(row, i)
    return found if found is not None and _ends(row, found) else None


def bare_numeral(row: Sequence[Lexeme], i: int) -> Numeral | None:
    """The number at ``i`` without regard to what is joined to it (a currency sign or code, the first half of a range)."""
    if i >= len(row):
        return None
    return _in_figures(row, i) if is_figure(row[i]) else _in_words(row, i)


def share_scale(first: Numeral, second: Numeral) -> Numeral:
    """``first`` with the scale of ``second`` where only that one states it: "1-2 billion", "three or four hundred"."""
    if first.scale > 1 or second.scale == 1 or first.high * second.scale >= second.high:
        return first
    return first._replace(low=whole(first.low * second.scale), high=whole(first.high * second.scale))
