"""The stories of an article: one as a rule, several in a digest or a live blog.

A page is cut where it may go over to something else: at a heading, at a line of signs only ("* * *"), at an entry that opens with a time of
day, at each long item of a list. What stands between two cuts is a section. Neighbours that share a name go together, and so do short ones;
only where at least two long stretches are left that name nothing in common is the page several stories. An article with headings speaks of
the same people and places throughout, so it stays one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.model import Article, Span
from onrecord.origins.words import Sentence, fold, is_content, sentences, title_case

LONG = 40
"""Words from which a section can be a story of its own: a paragraph of news. Chosen; a list's items and a live blog's entries are held to it."""
NAMED = 3
"""Names that a section must have of its own before it can be told to speak of something else. Chosen."""
COMMON, ALIKE = 0.15, 0.12
"""Share of the smaller section's names, or of its content words, from which two sections under headings or in a list speak of one thing. Set on
official texts that have headings and lists and are one story each: 4 in 958 are cut."""
LOOSELY, NEARLY = 0.35, 0.2
"""The same where a line of signs or a time of day stands between them: whoever sets those means to part. Set on the fit half of
bench/origins_made.py, where two stories of a digest share less in nine pairs of ten."""
_SIGNS = re.compile(r"[\s*#=_~·•—–-]{1,80}\Z")
_TIME = re.compile(r"\s{0,4}(?:[01]?\d|2[0-3])[:.][0-5]\d(?:\s?(?:[ap]\.?m\.?|[A-Z]{2,4}))?\s{0,4}\Z", re.IGNORECASE)
_CLOCK = re.compile(r"\W{0,4}(?:[01]?\d|2[0-3])[:.][0-5]\d(?:\s?(?:[ap]\.?m\.?|[A-Z]{2,4}))?\b|\W{0,4}\d{1,2}\s?[ap]\.?m\b", re.IGNORECASE)


_DATELINE = re.compile(r"[A-Z][A-Z .,'/-]{2,40}(?:,? [A-Z][\w. ]{1,20})?(?: ?\([^)\n]{1,30}\))?(?: ?[—–]| -|:) ")
_ROUND_UP = re.compile(
    r"\b(?:morning|midday|evening|daily|weekly|nightly|news|world|war|week)\W{1,3}(?:briefing|brief|digest|wrap|updates?|round-?up|in review)\b"
    r"|\bin brief\b|\bdigest\b|\bround-?up\b|\Alive\b|\blive ?(?:updates?|blog|coverage|feed|ticker)\b|\bas it happened\b"
    r"|\bhappened (?:overnight|today|yesterday)\b|\A\w{2,6} things\b|\btop stories\b|\bat a glance\b|\bheadlines at\b", re.IGNORECASE)
"""What digests and live blogs call themselves."""
_OPENING = 4
"""Blocks at the head of a page, its title too, where it may say what it is. Chosen."""
_HEADLINE = re.compile(r"(?:\S+ ){2,24}\S*(?:[^\s.,;:…]|[^\s.,;:!?…][\"”'’])\Z")
"""A line of 3 to 25 words that no stop ends: in a digest the title of what follows."""


@dataclass(slots=True)
class Section:
    """A stretch of the article with its sentences. ``parted``: something before it, or how it opens, says that something else begins."""

    start: int
    end: int
    sentences: list[Sentence]
    parted: bool = False

    @property
    def words(self) -> int:
        """How many words it has."""
        return sum(len(s) for s in self.sentences)

    def names(self) -> frozenset[str]:
        """What it names: words with a capital inside sentences."""
        return frozenset(w.stem for s in self.sentences if not title_case(s) for w in s[1:] if w.raw[:1].isupper() and is_content(w.raw))

    def content(self) -> frozenset[str]:
        """Its content words."""
        return frozenset(w.stem for s in self.sentences for w in s if not w.figure and is_content(w.raw))

    def with_next(self, other: Section) -> Section:
        """The two as one."""
        return Section(self.start, other.end, self.sentences + other.sentences, self.parted)


def stories(article: Article) -> list[Section]:
    """The stories of the article in order, one at least."""
    found = list(_sections(article))
    if sum(s.words >= LONG for s in found) < 2:
        return [_whole(article, found)]
    joined = _joined(found)
    return joined if len(joined) > 1 and all(s.words >= LONG for s in joined) else [_whole(article, found)]


def _whole(article: Article, sections: Sequence[Section]) -> Section:
    return Section(0, len(article.text), [s for section in sections for s in section.sentences])


def _sections(article: Article) -> Iterator[Section]:
    current: Section | None = None
    signs, title, digest = False, False, _is_digest(article)
    for block in article.blocks:
        text = article.text[block.span.start:block.span.end]
        signs = signs or _SIGNS.match(text) is not None or (not block.kept and _TIME.match(text) is not None)
        if not block.kept or _SIGNS.match(text):
            continue
        made = Section(block.span.start, block.span.end, _read(text), signs or _CLOCK.match(text) is not None)
        titled = block.kind == "heading" or (digest and _HEADLINE.match(text) is not None)
        dated = digest and not title and (block.kind == "dateline" or _DATELINE.match(text) is not None)
        item = titled or dated or (block.kind == "list" and made.words >= LONG)
        if current is None or made.parted or item:
            if current is not None:
                yield current
            made.parted = made.parted or digest
            current = made
        else:
            current = current.with_next(made)
        signs, title = False, titled
    if current is not None:
        yield current


def _is_digest(article: Article) -> bool:
    """Whether the page says at its head that it holds several stories."""
    opening = [article.text[b.span.start:b.span.end] for b in article.blocks[:_OPENING]]
    return any(_ROUND_UP.search(line[:200].strip()) is not None for line in opening if len(line) <= 200)


def _read(text: str) -> list[Sentence]:
    return [s for paragraph in fold(text).split("\n\n") for s in sentences(paragraph)]


def _joined(sections: Sequence[Section]) -> list[Section]:
    """Sections that belong together made one: short ones go to what follows, alike ones to what stands before."""
    made: list[Section] = []
    pending: Section | None = None
    for section in sections:
        if pending is not None and made and section.parted:
            made[-1], pending = made[-1].with_next(pending), None
        section = section if pending is None else pending.with_next(section)
        pending = None
        if section.words < LONG:
            pending = section
        elif made and _one_subject(made[-1], section):
            made[-1] = made[-1].with_next(section)
        else:
            made.append(section)
    if pending is not None and made:
        made[-1] = made[-1].with_next(pending)
    return made


def _one_subject(a: Section, b: Section) -> bool:
    common, alike = (LOOSELY, NEARLY) if b.parted else (COMMON, ALIKE)
    first, second = a.names(), b.names()
    fewer = min(len(first), len(second))
    if not b.parted if fewer < NAMED else len(first & second) >= common * fewer:
        return True
    said, other = a.content(), b.content()
    return len(said & other) >= alike * min(len(said), len(other))


def story_spans(sections: Sequence[Section], article: Article) -> Iterator[tuple[int, Span, Section]]:
    """(part, span, section): part 0 over the whole article where there is one story, else from 1."""
    if len(sections) == 1:
        yield 0, Span(0, len(article.text)), sections[0]
        return
    for i, section in enumerate(sections, 1):
        yield i, Span(section.start, section.end), section
