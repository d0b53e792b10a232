"""Text -> figures, words and signs with their places: what the readers of numbers, sums and times walk over.

A figure keeps its separators ("1,500", "3.5"), a word its apostrophes ("don't"), but the possessive "'s" stands apart; so does every other
sign: "F-16" is three lexemes and "$4.5m" is three. One linear pass.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from onrecord.model import Span

_LEXEME = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’](?![sS]\b)[^\W\d_]+)*|['’][sS]\b|[^\w\s]|_")


class Lexeme(NamedTuple):
    """A figure, word or sign. ``low`` is ``raw`` in small letters with straight apostrophes; ``start`` and ``end`` count in the article."""

    low: str
    raw: str
    start: int
    end: int


def lexemes(text: str, span: Span) -> list[Lexeme]:
    """The lexemes of ``text`` inside ``span``, in order."""
    return [Lexeme(found[0].lower().replace("’", "'"), found[0], found.start(), found.end())
            for found in _LEXEME.finditer(text, span.start, span.end)]


def low(row: Sequence[Lexeme], i: int) -> str:
    """The small-letter form at ``i``, "" beyond either end."""
    return row[i].low if 0 <= i < len(row) else ""


def joined(row: Sequence[Lexeme], i: int) -> bool:
    """Whether lexemes ``i`` and ``i + 1`` stand without space between them; False beyond either end."""
    return 0 <= i < len(row) - 1 and row[i].end == row[i + 1].start


def is_figure(lexeme: Lexeme) -> bool:
    """Whether it is written in digits."""
    return lexeme.raw[0].isdigit()


def is_word(form: str) -> bool:
    """Whether a form begins with a letter."""
    return form[:1].isalpha()


def phrase_at(row: Sequence[Lexeme], i: int, words: Sequence[str]) -> bool:
    """Whether ``words`` (small letters) stand at ``i`` one after another."""
    return i >= 0 and i + len(words) <= len(row) and all(row[i + k].low == word for k, word in enumerate(words))
