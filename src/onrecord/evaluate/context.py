"""A gold page's text as far as slices and shown errors need it: sentences, lines, speakers, and where parties are named.

Nothing is parsed: gold is scored without the reader's own layers, so that a mistake of the reader does not move a claim into another slice.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from onrecord.knowledge.gazetteer import folded
from onrecord.knowledge.loader import load
from onrecord.knowledge.parties import party_gazetteer

WRAPPED = 100
"""A page none of whose lines is longer is taken for hard-wrapped (`reading.sentences` has the same); in others each line is a paragraph."""

TURNS = 2
"""Turns of speakers from which a page is a transcript; gold pages are often cut down to a few turns."""

_END = re.compile(
    r"(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bGen)(?<!\bSen)(?<!\bRep)(?<!\bGov)(?<!\bLt)(?<!\bCol)(?<!\bSt)(?<!\b[A-Z])"
    r"[.!?]['\"”’)\]]{0,3}(?=\s{1,9}[^\sa-z])"
)
_BLANK = re.compile(r"\n[ \t\r]*(?=\n)")
_LISTED = re.compile(r"\n(?=[ \t]*(?:[-–—•·●▪■◦*‣►]|\(?(?:\d{1,2}|[a-z])[.)])[ \t])")
_LINE = re.compile(r"\n")
_SHOUTED = re.compile(r"(?m)^[ \t]*([A-Z][A-Z.'’() -]{0,60}):(?=\s)")
_NAMED = re.compile(r"(?m)^[ \t]*((?:[A-Z][\w.'’-]{0,30} ){0,4}[A-Z][\w.'’-]{0,30}):(?=\s)")
_REPORTER = re.compile(r"(?m)^[ \t]*Q\.?(?=[ \t\u00a0:])")
_WORD = re.compile(r"[^\W_]+(?:['.][^\W_]+)*")


@dataclass(frozen=True)
class Context:
    """The text of one page, as given."""

    text: str

    def sentences(self, start: int, end: int) -> tuple[int, int]:
        """Where the sentences that the stretch touches begin and end."""
        edges = [0, *self._edges, len(self.text)]
        return edges[bisect_right(edges, start, 0, len(edges) - 1) - 1], edges[min(bisect_left(edges, end), len(edges) - 1)]

    def lines(self, start: int, end: int) -> str:
        """The lines that the stretch touches, without space at either edge."""
        last = self.text.find("\n", max(end - 1, start))
        return self.text[self.text.rfind("\n", 0, start) + 1:last if last >= 0 else len(self.text)].strip()

    def names(self, party: str, start: int, end: int) -> bool:
        """Whether a name of the party (any letter case) stands in the stretch: one that is known of it, or its own where it is no state's code."""
        named = any(start <= at and to <= end and party.lower() in codes for at, to, codes in self._parties)
        return named or (len(party) > 2 and has_words(self.text[start:end], party))

    @cached_property
    def title(self) -> str:
        """The page's first line that is not blank; "" where it ends as a sentence does."""
        first = self.text.lstrip().partition("\n")[0].rstrip()
        return "" if first.endswith((".", "!", ":", ";", ",", "”", '"')) else first

    @cached_property
    def transcript(self) -> bool:
        """Whether speakers take turns: `TURNS` lines or more open with a speaker and a colon (in capitals, or a name that comes again) or
        with the sign of a reporter's question."""
        shouted = [label for label in _SHOUTED.findall(self.text) if label.strip() not in load("slices")["not_speakers"]]
        names = [name for name in _NAMED.findall(self.text) if not name.isupper()]
        again = [name for name in names if names.count(name) >= TURNS]
        return len(shouted) + len(again) + len(_REPORTER.findall(self.text)) >= TURNS

    @cached_property
    def _edges(self) -> list[int]:
        """Where a sentence ends and the next may begin."""
        wrapped = max(map(len, self.text.split("\n"))) <= WRAPPED
        rules = (_END, _BLANK, _LISTED) if wrapped else (_END, _LINE)
        return sorted({m.end() for rule in rules for m in rule.finditer(self.text)})

    @cached_property
    def _parties(self) -> list[tuple[int, int, frozenset[str]]]:
        found = party_gazetteer().find(self.text)
        return [(m.start, m.end, frozenset(c.lower() for c in (*m.payload.codes, *m.payload.among))) for m in found]


NO_TEXT = Context("")
"""The context of a page whose text is not known."""


def has_words(text: str, words: str) -> bool:
    """Whether the words stand in the text one after another as whole words, in any letter case."""
    return f" {' '.join(words_of(words))} " in f" {' '.join(words_of(text))} "


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, without accents and signs."""
    return _WORD.findall(folded(text))
