"""Counts and sums of money in a text, as GUIDE section 3 has them: intervals that keep their wording.

    read_quantities(text, sentences) -> QuantityMention for each count of things and each sum

Measurements, ages, dates, shares, speeds, calibres and numbers that are names are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from onrecord.knowledge.currencies import PLAIN, currencies
from onrecord.knowledge.units import units
from onrecord.model import Money, Quantity, QuantityMention, Span
from onrecord.reading.amounts import Amount, amount
from onrecord.reading.counted import counted, head_span, is_weight, measures, place, unit_of
from onrecord.reading.lexemes import Lexeme, lexemes, low
from onrecord.reading.money_signs import name_after

_PERCENT = frozenset({"percent", "%", "pct"})
_OF_SO_MANY = frozenset({"the", "its", "their", "those", "these"})
_MILLION = 1_000_000
_MULTI = re.compile(r"multi(million|billion|trillion)?")


class _Sum(NamedTuple):
    """A sum of money: lexemes ``first`` to ``last`` (left out)."""

    first: int
    last: int
    low: float | None
    high: float | None
    currency: str


def _cited(text: str, span: Span) -> str:
    """The wording of ``span``, with line ends as single spaces."""
    return " ".join(text[span.start:span.end].split())


def _sum(row: Sequence[Lexeme], at: Amount, dollar: str) -> _Sum | None:
    """The amount as money where a sign stands before it or a currency's name after it; None where it is none."""
    code, last = at.sign, at.last
    if code == PLAIN and last < len(row) and row[last].raw in currencies().codes:
        return _Sum(at.first, last + 1, at.low, _money_high(at), row[last].raw)
    if not code:
        named = name_after(row, at.last, at.vague)
        if named is None or is_weight(row, named[0] - 1, at.high or at.low or 0) or _timid(row, named[0] - 1, at):
            return None
        last, code = named
    return _Sum(at.first, last, at.low, _money_high(at), dollar if code == PLAIN else code)


def _timid(row: Sequence[Lexeme], i: int, at: Amount) -> bool:
    """Whether the name at ``i`` is rather another word ("3 won medals")."""
    return row[i].low in currencies().timid and (at.high or at.low or 0) < 1000


def _money_high(at: Amount) -> float | None:
    """GUIDE's "billions" end at 9e9; "millions" of money likewise at 9e6."""
    return 9_000_000 if at.vague and at.high == 9_999_999 else at.high


def _multi(row: Sequence[Lexeme], i: int, dollar: str) -> _Sum | None:
    """"multi-million-dollar", "multibillion dollar", "multi-billion euro"."""
    found = _MULTI.fullmatch(row[i].low) if row[i].low.startswith("multi") else None
    if found is None:
        return None
    j = i + 1 + (low(row, i + 1) == "-")
    scale, j = (found[1], j) if found[1] else (low(row, j), j + 1 + (low(row, j + 1) == "-"))
    unit = units().collectives.get(scale)
    name = currencies().names.get(low(row, j)) or currencies().signs.get(low(row, j))
    if unit is None or unit < _MILLION or name is None:
        return None
    return _Sum(i, j + 1, 2 * unit, 9 * unit, dollar if name == PLAIN else name)


def _bare_sum(row: Sequence[Lexeme], at: Amount, last: str | None, dollar: str) -> _Sum | None:
    """A sum that names no currency: "billions in aid", and "120 billion" after a sum in the same sentence."""
    least = at.low or at.high or 0
    follows = low(row, at.last)
    if least < _MILLION:
        return None
    if follows == "in" and (_mentions_aid(row, at.last + 1) or (at.vague and _plain_noun(row, at.last + 1))):
        return _Sum(at.first, at.last, at.low, _money_high(at), last or dollar)
    if last is not None and least >= 10 * _MILLION and (follows in units().stops or not follows.isalpha()):
        return _Sum(at.first, at.last, at.low, _money_high(at), last)
    return None


def _carried(row: Sequence[Lexeme], at: Amount, before: str | None) -> _Sum | None:
    """A sum that names no currency after a sum in the sentence before: billions with nothing that they count ("It will be 120 billion.")."""
    least, follows = at.low or at.high or 0, low(row, at.last)
    if before is None or least < 1000 * _MILLION or follows.isalpha():
        return None
    return _Sum(at.first, at.last, at.low, _money_high(at), before)


def _mentions_aid(row: Sequence[Lexeme], i: int) -> bool:
    return any(low(row, j) in currencies().aid for j in range(i, i + 3))


def _plain_noun(row: Sequence[Lexeme], i: int) -> bool:
    """Whether a small-letter word that opens no place or time stands at ``i``: "billions in assets", not "millions in the war"."""
    return low(row, i).isalpha() and row[i].raw.islower() and row[i].low not in units().stops


def _as_money(text: str, row: Sequence[Lexeme], found: _Sum) -> QuantityMention:
    span = place(row, found.first, found.last)
    return QuantityMention(span, money=Money(found.low, found.high, found.currency, _cited(text, span)))


def _as_count(text: str, row: Sequence[Lexeme], at: Amount) -> QuantityMention | None:
    share = _percent(text, row, at)
    if share is not None:
        return share
    if measures(row, at) or _is_pronoun(row, at):
        return None
    noun = counted(row, at)
    small = not at.figure and at.high is not None and at.high < 10 and not at.bound
    if noun is None and small and not _stands_alone(row, at.last):
        return None
    span = place(row, at.first, at.last)
    quantity = Quantity(at.low, at.high, _cited(text, span), unit_of(row, noun, at.last))
    return QuantityMention(span, quantity=quantity, counted=None if noun is None else head_span(row, noun))


def _stands_alone(row: Sequence[Lexeme], i: int) -> bool:
    """Whether what follows a small number word says that it stands for things told before ("six of them", "nine more", "four are")."""
    table, after = units(), low(row, i)
    return (after == "of" and low(row, i + 1) in table.them) or after in table.rest or after in table.tells


def _percent(text: str, row: Sequence[Lexeme], at: Amount) -> QuantityMention | None:
    """A share, which is a quantity of its own unit: "90 percent", "more than 30%", "5 per cent"."""
    last = at.last + (2 if low(row, at.last) == "per" and low(row, at.last + 1) == "cent" else 1)
    if last > at.last + 1 or low(row, at.last) in _PERCENT:
        span = place(row, at.first, last)
        return QuantityMention(span, quantity=Quantity(at.low, at.high, _cited(text, span), "percent"))
    return None


def _is_pronoun(row: Sequence[Lexeme], at: Amount) -> bool:
    """Whether "one" stands for a noun or a person ("no one", "one of the largest", "one another", "this one"); "one of the two" counts."""
    if row[at.core].low != "one" or at.last - at.core > 1:
        return False
    before, after = low(row, at.core - 1), low(row, at.last)
    if after == "of" and low(row, at.last + 1) in _OF_SO_MANY and low(row, at.last + 2) in units().numbers:
        return False
    return (not after.isalpha() or after in units().stops or after in ("another", "side", "hand", "thing", "way", "such")
            or before in ("no", "this", "that", "any", "every", "each", "which", "the", "some"))


def _sentence(text: str, row: Sequence[Lexeme], dollar: str, before: str | None) -> Iterator[QuantityMention]:
    """The mentions of one sentence; ``before``: the currency of the last sum of the sentence before it."""
    i, last = 0, None
    while i < len(row):
        multi = _multi(row, i, dollar)
        at = None if multi else amount(row, i)
        total = multi or (at and (_sum(row, at, dollar) or _bare_sum(row, at, last, dollar) or _carried(row, at, before)))
        if total:
            last = total.currency
            yield _as_money(text, row, total)
            i = total.last
        elif at:
            count = _as_count(text, row, at)
            if count is not None:
                yield count
            i = at.last
        else:
            i += 1


def read_quantities(text: str, spans: Sequence[Span], dollar: str = "USD") -> tuple[QuantityMention, ...]:
    """Every count and every sum of money in the sentences ``spans`` of ``text``, in order of place.

    ``dollar`` is what a plain "$" or "dollars" means on this page (ISO 4217), so "AUD" for an Australian one. Bounds follow GUIDE section
    3: [low, high] with None for open. ``counted`` is the head of the noun phrase beside the number, where there is one.
    """
    found: list[QuantityMention] = []
    last = None
    for span in spans:
        told = list(_sentence(text, lexemes(text, span), dollar, last))
        last = next((m.money.currency for m in reversed(told) if m.money), None)
        found += told
    return tuple(found)
