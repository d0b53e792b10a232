"""TEXT -> QUOTATIONS: what stands between quotation marks, in every style, balanced or not.

Marks: “ ” „ « » ‹ ›, straight ", the typewriter's `` and '', and single ‘ ’ '. A quotation never crosses the stretch it is read
in (a paragraph). Newspapers open each paragraph of a long quotation and close only the last: an opening mark with no
closing one runs to the next opening mark or to the end of its stretch, and `Quotation.continues` says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from onrecord.model import Span

_MARK = re.compile(r"``|''|[“”„«»‹›\"‘’']")
_SINGLE = re.compile(r"['’]")
_OPENERS = {"“": '"', "„": '"', "``": '"', "«": "«", "‹": "«", "‘": "'"}
_CLOSERS = {"”": '"', "''": '"', "»": "«", "›": "«"}
_WORD = re.compile(r"\w+(?:[’'.-]\w+)*")
_ENDS = frozenset(".,!?…;:—–-")

SCARE_WORDS = 4
"""A quotation of at most so many words that does not read as a sentence is a term set apart, not speech."""

_LONGEST_SINGLE, _MOST_SINGLES = 600, 12
"""Characters and marks beyond which a single mark is taken for an apostrophe and not for the end of a quotation."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation: ``span`` with its marks, ``inner`` without, whether it is ``speech`` (not a term set apart).

    ``continues``: it has no closing mark of its own, so the speaker goes on in the next quotation. ``opens``: it begins like a
    sentence (capital letter), so that it can stand without a reporting clause of its own.
    """

    span: Span
    inner: Span
    speech: bool
    continues: bool
    opens: bool


def _after_gap(text: str, at: int) -> bool:
    """Whether what stands before ``at`` lets a quotation begin there."""
    return at == 0 or not (text[at - 1].isalnum() or text[at - 1] in ".,!?…%)’")


def _before_gap(text: str, at: int) -> bool:
    """Whether what stands from ``at`` on lets a quotation have ended there."""
    return at >= len(text) or not text[at].isalnum()


def _role(text: str, at: int, mark: str) -> tuple[str, str]:
    """The family of a mark and what it can do here: "open", "close" or "" (an apostrophe)."""
    if mark in _OPENERS:
        return _OPENERS[mark], "open"
    if mark in _CLOSERS:
        return _CLOSERS[mark], "close"
    opens = _after_gap(text, at) and at + 1 < len(text) and not text[at + 1].isspace()
    if mark == '"':
        spaced = (at == 0 or text[at - 1].isspace()) and (at + 1 >= len(text) or text[at + 1].isspace())
        return '"', "either" if spaced else "open" if opens else "close"
    if mark == "'" and opens and at + 1 < len(text) and text[at + 1].isalpha():
        return "'", "open"
    return "'", "close" if at > 0 and _before_gap(text, at + 1) and not text[at - 1].isspace() else ""


def _is_speech(text: str, inner: Span) -> bool:
    words = _WORD.findall(text[inner.start:inner.end])
    if len(words) > SCARE_WORDS:
        return True
    stripped = text[inner.start:inner.end].strip()
    return bool(words) and (stripped[0].isupper() or stripped[0].isdigit()) and stripped[-1] in _ENDS


def _made(text: str, start: int, opened: int, closed: int, end: int, continues: bool) -> Quotation:
    inner = Span(opened, closed)
    head = text[opened:closed].lstrip(" […(-–—")
    return Quotation(Span(start, end), inner, _is_speech(text, inner), continues, head[:1].isupper() or head[:1].isdigit())


def _single_close(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Where a single quotation opened at ``start`` ends: after a stop if one closes there, else at the first gap."""
    gap = None
    for found in islice(_SINGLE.finditer(text, start + 1, min(end, start + _LONGEST_SINGLE)), _MOST_SINGLES):
        at = found.start()
        if not _before_gap(text, at + 1) or text[at - 1].isspace():
            continue
        if text[at - 1] in _ENDS:
            return at, at + 1
        gap = gap or (at, at + 1)
    return gap


def _trimmed(text: str, at: int) -> int:
    """The end of the last word or mark before ``at``."""
    while at > 0 and text[at - 1].isspace():
        at -= 1
    return at


class _Scan:
    """One pass over one stretch; an open quotation is (start, first character inside, family)."""

    def __init__(self, text: str, span: Span) -> None:
        self.text, self.span = text, span
        self.open: tuple[int, int, str] | None = None
        self.found: list[Quotation] = []

    def finish(self, closed: int, end: int, continues: bool) -> None:
        """Close the open quotation; one with nothing inside is dropped."""
        if self.open is not None and self.text[self.open[1]:closed].strip():
            self.found.append(_made(self.text, self.open[0], self.open[1], closed, end, continues))
        self.open = None

    def mark(self, at: int, mark: str) -> int:
        """Take one mark; returns where to go on."""
        family, role = _role(self.text, at, mark)
        end = at + len(mark)
        if family == "'":
            return self.single(at, end) if role == "open" and self.open is None else end
        low = self.open is not None and self.text[self.open[0]] == "„"
        if role == "either" or (mark == "“" and low):
            role = "close" if self.open is not None else "open"
        if role == "close" and self.open is not None and self.open[2] == family:
            self.finish(at, end, False)
        elif role == "open":
            self.begin(at, end, family)
        return end

    def begin(self, at: int, end: int, family: str) -> None:
        """Open a quotation; the same mark again means that the one before had no closing mark."""
        if self.open is not None and self.open[2] != family:
            return
        self.finish(_trimmed(self.text, at), _trimmed(self.text, at), True)
        self.open = (at, end, family)

    def single(self, at: int, end: int) -> int:
        """A single quotation, if it ends."""
        close = _single_close(self.text, at, self.span.end)
        if close is None or '"' in self.text[at:close[0]] or "“" in self.text[at:close[0]]:
            return end
        self.open = (at, end, "'")
        self.finish(close[0], close[1], False)
        return close[1]

    def goes_on(self) -> None:
        """Let a quotation left open in the stretch before go on from the start of this one, if the first mark here closes it."""
        found = _MARK.search(self.text, self.span.start, self.span.end)
        if found is not None and found.group() != "'" and (role := _role(self.text, found.start(), found.group()))[1] == "close":
            self.open = (self.span.start, self.span.start, role[0])

    def run(self) -> list[Quotation]:
        """All quotations of the stretch, outermost only, in text order."""
        at = self.span.start
        while (found := _MARK.search(self.text, at, self.span.end)) is not None:
            at = self.mark(found.start(), found.group())
        if self.open is not None:
            self.finish(_trimmed(self.text, self.span.end), _trimmed(self.text, self.span.end), True)
        return self.found


def find_quotations(text: str, spans: Iterable[Span]) -> list[Quotation]:
    """Every quotation in these stretches of the text (paragraphs), outermost only, in text order."""
    found: list[Quotation] = []
    for span in spans:
        scan = _Scan(text, span)
        if found and found[-1].continues and not text[found[-1].span.end:span.start].strip():
            scan.goes_on()
        found += scan.run()
    return found


def read_quotations(text: str, spans: Iterable[Span]) -> list[Span]:
    """Spans of quoted speech, marks included, in text order; terms set apart ("scare quotes") are left out."""
    return [q.span for q in find_quotations(text, spans) if q.speech]


def nested(text: str, quotation: Quotation) -> list[Quotation]:
    """The quotations inside a quotation ("He said: 'We delivered them.'")."""
    return _Scan(text, quotation.inner).run()
