"""A row of lexemes that counts how often it is looked at: a measure of work that no clock disturbs."""

from __future__ import annotations

from typing import ClassVar, SupportsIndex, overload

from onrecord.model import Span
from onrecord.reading.lexemes import Lexeme, lexemes


class Watched(list[Lexeme]):
    """Counts every look at a lexeme, over all rows, in ``looks``."""

    looks: ClassVar[int] = 0

    @overload
    def __getitem__(self, place: SupportsIndex) -> Lexeme: ...
    @overload
    def __getitem__(self, place: slice) -> list[Lexeme]: ...
    def __getitem__(self, place: SupportsIndex | slice) -> Lexeme | list[Lexeme]:
        Watched.looks += 1
        return super().__getitem__(place)


def counted_lexemes(text: str, span: Span) -> list[Lexeme]:
    """`lexemes` in a watched row."""
    return Watched(lexemes(text, span))
