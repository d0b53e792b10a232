"""The sentences of a page, and whether they tell of what was or of what is to come."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.model import Article, Span

_BREAK = re.compile(r"(?<=[a-z0-9)”\"’'%][.!?])[”\"’') ]{0,3}\s{1,3}(?=[A-Z“\"‘'(\[])|(?<= [.!?])\s{1,3}(?=[A-Z`“\"])")
_QUOTES = {0x2018: "'", 0x2019: "'", 0x201c: '"', 0x201d: '"', 0x2013: "-", 0x2014: "-", 0x2011: "-", 0xa0: " ", 0x0a: " ", 0x0d: " "}
FUTURE = re.compile(r"\b(?:will|would|shall|going to|plans? to|planned|intends?|expected|scheduled|due|set to|next|upcoming|"
                    r"expires?|expiring|ends|lapses|ahead of|"
                    r"deadline|forthcoming|target|could|(?<!in )(?<!of )(?<!since )(?<!late )may(?! \d)|if|should)\b|"
                    r"\bproclaim\b|\b(?:by|until|till|through|before|beyond|no later than|to attend|not later than|effective)(?: sunset,)? "
                    r"(?:(?:the|about|around|early|mid|late|end|of|at|least|on|summer|spring|fall|autumn|winter)[ -]){0,4}\Z")
"""What tells of the future in the words before a time: a word of the future, or one of deadlines right before it ("signed by him in May" is past)."""
_RUN = re.compile(r"\s{2,}")
_TELLER = re.compile(r"\b(?:said|told|wrote|tweeted|posted|announced|reported|added|published|claimed|warned|stated|remarked|released)\b")
"""What ends a quotation: a time after it is that of the telling ("we will sail," he said on Monday)."""
YEAR = re.compile(r"(?:(?<![\w$.,-])|(?<=\bmid-))(?:19[89]|20[0-3])\d(?![\w%]|[.,]\d)")
_AGO = re.compile(r"\b(?:ago|back in|at the time|at that time|last year|years earlier|in the past|formerly|then)\b")
WEEKDAY = re.compile(r"\b(?:(?P<turn>last|next|every|each|this|late|early|by|until|previous|past|following|of|"
                     r"from) )?(?P<day>mon|tues|wednes|thurs|fri|satur|sun)days?\b"
                      r"(?P<dated>,? (?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.? \d|\d))?")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the kept text: its place, its words in small letters, and how far into the kept text it begins."""

    start: int
    text: str
    low: str
    depth: int


def sentences(article: Article, links: bool = False) -> list[Sentence]:
    """The sentences of the kept blocks, titles left out (they are cut short and carry over), roughly split.

    With ``links`` also headlines of the site's other stories that stand in the text: what goes on in them goes on then.
    """
    found, depth = list[Sentence](), 0
    for block in article.blocks:
        if block.kind == "title" or not (block.kept or (links and block.reason == "cross-link")):
            continue
        text, at = article.text[block.span.start:block.span.end], 0
        for end in [*(m.end() for m in _BREAK.finditer(text)), len(text)]:
            piece = text[at:end]
            found.append(Sentence(block.span.start + at, piece, _low(piece), depth + at))
            at = end
        depth += len(text)
    return found


def _low(text: str) -> str:
    """Small letters, straight quotes, spaces for line ends: letter by letter, so that places stay."""
    plain = text.translate(_QUOTES)
    low = plain.lower()
    return low if len(low) == len(plain) else "".join(c.lower() if len(c.lower()) == 1 else c for c in plain)


def told_past(low: str, at: int) -> bool:
    """Whether what stands at ``at`` is told as past: no word of the future close before it, or a teller between them."""
    before = _RUN.sub(" ", low[max(0, at - 80):at])[-60:]
    words = list(FUTURE.finditer(before))
    return not words or _TELLER.search(before, words[-1].end()) is not None


def other_time(low: str) -> bool:
    """Whether the sentence speaks of another time: a year, "ago", "at the time"."""
    return YEAR.search(low) is not None or _AGO.search(low) is not None


def place(sentence: Sentence, found: re.Match[str]) -> Span:
    """Where a match in the sentence's small letters stands in the page."""
    return Span(sentence.start + found.start(), sentence.start + found.end())
