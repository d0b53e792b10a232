"""Text -> its non-blank lines, and the shapes of lines that furniture and blocks are told by."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LINE = re.compile(r"[^\n\r]+")
_MARKS = re.compile(r"(?:[-*•·–—▪◦‣●]{1,2}[ \t\u00a0]+|#{1,6}[ \t]+|>[ \t]*){0,3}[*_`]{0,3}"
                    r"(?:[»→▶►▷⏩\u2600-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff]{1,6}[ \t\u00a0]*){0,2}")
_BRACKETED = re.compile(r"[(\[<]([^()\[\]<>]{2,400})[)\]>]\.?\Z")
_TOKENS = ((re.compile(r"(?<=\S) (?=[,.:;!?%)](?:\s|\Z))|(?<=[($])\s(?=\S)|\s(?=(?:'s|n't|'re|'ve)\b)"), ""), (re.compile(r"`` ?| ?''"), '"'))
"""What tokenised text has for plain stops, brackets and quotation marks."""
_BULLET = re.compile(r"(?:[-*•·–▪◦‣●]|\d{1,2}[.)]|\(?[a-z]\))[ \t\u00a0]+\S")
_TERMINAL = re.compile(r"[.!?…:;][\"”’'»)\]*_ ]{0,4}\Z|[\"”»][)*_ ]{0,3}\Z")
_QUOTED = re.compile(r"[\"“‘'«][^\"“”.!?]{10,160}\w[\"”’'»]\Z")
"""A headline that is a quotation: no stop before its closing mark."""
PERSON = re.compile(r"[A-Z][a-z'’]{1,15}(?: (?:[A-Z]\.|[A-Z][A-Za-z'’-]{1,20})){1,3}")
"""A person's name in two to four words, as bylines have it."""
_PROSE_WORDS = 12
_LONG_PROSE = 35
_SPACE = re.compile(r"[\s\u00a0\ufeff\u200b]+")


@dataclass(slots=True)
class Line:
    """A stretch of the text with words in it: a line, or a piece cut from one. ``reason`` is "" while it is kept.

    ``indent`` counts the blanks before it, ``blank`` says that a blank line (or the start) goes before, ``broken`` that the line ends in
    a hard line break of its markup (two spaces or a backslash).
    """

    start: int
    end: int
    text: str
    indent: int = 0
    blank: bool = True
    broken: bool = False
    kind: str = ""
    reason: str = ""
    closes: bool = False

    @property
    def kept(self) -> bool:
        """Whether it is still part of the article."""
        return not self.reason

    @property
    def bare(self) -> str:
        """The text without markdown marks and bullet."""
        return self.text[_MARKS.match(self.text).end():].rstrip("*_` ")  # type: ignore[union-attr]

    @property
    def shapes(self) -> tuple[str, ...]:
        """The spellings that rules are held against: bare, as it stands, out of its brackets, and with the blanks of tokenised text taken out."""
        bare = self.bare
        found = {bare: None, self.text: None}
        if inside := _BRACKETED.match(bare):
            found[inside[1].strip()] = None
        if " ." in bare or " ," in bare or "``" in bare or " '" in bare:
            found[untokenised(bare)] = None
        return tuple(found)

    @property
    def words(self) -> int:
        """How many words, as white space parts them."""
        return len(self.text.split())

    def drop(self, reason: str, kind: str = "furniture", closes: bool = False) -> None:
        """Leave it out for ``reason``."""
        self.reason, self.kind, self.closes = reason, kind, closes


def split_lines(text: str) -> list[Line]:
    """The lines of ``text`` that hold anything but white space, stripped of it."""
    found, blank = list[Line](), True
    for match in _LINE.finditer(text):
        whole = match[0]
        stripped = whole.strip()
        if stripped:
            start = match.start() + len(whole) - len(whole.lstrip())
            broken = whole.endswith(("  ", "\\"))
            blank = blank or text[found[-1].end:start].count("\n") > 1
            found.append(Line(start, start + len(stripped), stripped, start - match.start(), blank, broken))
            blank = False
        else:
            blank = True
    return found


def untokenised(text: str) -> str:
    """The text as it was before a tokeniser set its stops and marks apart ("It may , he said ." -> "It may, he said.")."""
    for pattern, plain in _TOKENS:
        text = pattern.sub(plain, text)
    return text


def cut(line: Line, at: int) -> tuple[Line, Line]:
    """The two parts of a line at character ``at`` of its text, stripped."""
    first, second = line.text[:at].rstrip(), line.text[at:]
    lead = len(second) - len(second.lstrip())
    return (Line(line.start, line.start + len(first), first, line.indent, line.blank),
            Line(line.start + at + lead, line.end, second.lstrip(), 0, False, line.broken))


def is_prose(line: Line) -> bool:
    """Whether the line reads like a sentence or more: 12 words that end like one, or 35 words however they end."""
    words = line.words
    return words >= _LONG_PROSE or (words >= _PROSE_WORDS and _TERMINAL.search(line.text) is not None and not _QUOTED.match(line.text))


def is_item(line: Line) -> bool:
    """Whether it opens with a bullet or a number."""
    return _BULLET.match(line.text) is not None


def is_headline(line: Line) -> bool:
    """Whether it could be a headline or a link: 1 to 30 words that do not end like a sentence."""
    ended = _TERMINAL.search(line.text) is not None and line.words >= _PROSE_WORDS and not _QUOTED.match(line.text)
    return line.words <= 30 and not ended and not line.text.endswith(":")


def same(text: str) -> str:
    """What two spellings of one line share: no marks, no case, single spaces, straight quotes."""
    plain = text.translate({0x2018: "'", 0x2019: "'", 0x201c: '"', 0x201d: '"', 0x2013: "-", 0x2014: "-"})
    return _SPACE.sub(" ", plain).strip(" \"'*_#.").casefold()
