"""Currency signs, codes and names beside a number -> ISO 4217 codes."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.knowledge.currencies import currencies
from onrecord.knowledge.units import units
from onrecord.reading.lexemes import Lexeme, is_figure, is_word, joined, low

_NAME_REACH = 6
_SIGN_PARTS = 4
_SPACED = frozenset({"US", "NT", "HK"})
_BETWEEN = frozenset("'’-.")
_FIRST_WORDS = frozenset({"hong", "new", "sri", "u", "s"})


def _sign(row: Sequence[Lexeme], i: int) -> tuple[int, str] | None:
    """The longest sign that begins at ``i``: the lexeme after it, and its code (or the plain dollar)."""
    table, best, form = currencies(), None, ""
    for j in range(i, min(i + _SIGN_PARTS, len(row))):
        if j > i and not joined(row, j - 1) and form not in _SPACED:
            break
        form += row[j].raw
        if form in table.signs:
            best = j + 1, table.signs[form]
        if len(form) >= table.longest:
            break
    return best


def sign_before(row: Sequence[Lexeme], i: int) -> tuple[int, str] | None:
    """The currency sign or code at ``i`` that a figure follows: the figure's lexeme, and the code. None where there is none.

    "$", "US$ ", "EUR ", "Rs. ", "A$", "USD300". A sign of letters counts only right before digits, and never after a joined letter.
    """
    if i >= len(row) or (row[i].raw not in currencies().starts and row[i].raw not in currencies().codes):
        return None
    if (joined(row, i - 1) and low(row, i - 1)[-1:].isalnum()):
        return None
    found = _sign(row, i)
    if found is None and row[i].raw in currencies().codes:
        found = i + 1, row[i].raw
    if found is None or found[0] >= len(row):
        return None
    if is_figure(row[found[0]]):
        letter = len(row[i].raw) == 1 and row[i].raw.isalpha() and found[0] == i + 1
        return found if not letter or _is_sum(row, found[0]) else None
    sign_only = not row[i].raw.isalpha()
    return found if sign_only and row[found[0]].low in ("one", "half", "a") else None


def _is_sum(row: Sequence[Lexeme], i: int) -> bool:
    """Whether the figure after a sign of one letter is one of money, not of a type ("P18.9 billion", "R5,000"; "P18")."""
    return "," in row[i].raw or "." in row[i].raw or low(row, i + 1) in units().scales


def _named(row: Sequence[Lexeme], i: int) -> str | None:
    """The currency that the noun at ``i`` names, with the adjective before it ("Canadian dollars")."""
    table, name = currencies(), row[i].low
    if row[i].raw in table.codes:
        return row[i].raw
    picked = table.adjectives.get((low(row, i - 1), name))
    if picked is None and low(row, i - 1) == "." and low(row, i - 2) == "s":
        picked = table.adjectives.get(("us", name))
    return picked or table.names.get(name)


def name_after(row: Sequence[Lexeme], i: int, vague: bool) -> tuple[int, str] | None:
    """The currency named after a number that ends at ``i``: the lexeme after the name, and the code.

    "50 million euros", "5 billion Canadian dollars", "a 400-million-dollar", "300 million SEK", "50 €"; for a ``vague`` number also over
    "of" and two words ("tens of billions of US tax dollars", "millions of taxpayers' euros").
    """
    free = 2 if vague and low(row, i) == "of" else 0
    for k in range(i + (free > 0), min(i + _NAME_REACH + free, len(row))):
        code = _named(row, k)
        if code is not None:
            return None if k > i and row[k].low in currencies().timid and free else (k + 1, code)
        if row[k].low in _BETWEEN or _qualifies(row, k):
            continue
        if free == 0 or row[k].low in units().stops or not is_word(row[k].low):
            break
        free -= 1
    return _sign(row, i) if sign_before(row, i) is None else None  # "one $300 million package": the sign is the next number's


def _qualifies(row: Sequence[Lexeme], i: int) -> bool:
    """Whether the word at ``i`` may stand between a number and its currency ("US", "Hong", "Canadian")."""
    return row[i].low in _FIRST_WORDS or row[i].low in currencies().qualifiers or (row[i].raw[:1].isupper() and is_word(row[i].low))
