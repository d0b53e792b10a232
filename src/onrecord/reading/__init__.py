"""ARTICLE -> READING: one layer a file, each found in the text and the layers before it.

syntax (sentences, words, trees) -> parties -> what refers to them -> quotations -> people -> voices -> goods -> quantities -> times.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from importlib.metadata import version

from onrecord.knowledge.frames import may_tell
from onrecord.model import Article, Claim, Filled, Published, Reading, Span, TimeMention, When
from onrecord.model.reading import Syntax
from onrecord.model.unmarked import unmarked
from onrecord.reading.coreference import resolve
from onrecord.reading.engine import Engine
from onrecord.reading.interviews import Exchange, find_exchanges
from onrecord.reading.items import read_items
from onrecord.reading.parties import read_parties
from onrecord.reading.people import read_people
from onrecord.reading.quantities import read_quantities
from onrecord.reading.quotations import read_quotations
from onrecord.reading.syntax import read_syntax
from onrecord.reading.times import read_times, resolve_times
from onrecord.reading.times_clauses import placed
from onrecord.reading.voices import read_voices

__all__ = ["Engine", "read_layers", "reader_version", "retime", "retimed"]


def reader_version(engine: Engine) -> str:
    """The name of this reader, kept with every claim: the package's version and the engine's weights.

    A record knows by it which claims a better reader replaces.
    """
    return f"onrecord {version('onrecord')}, engine {engine.digest}"


def read_layers(article: Article, engine: Engine) -> Reading:
    """All layers of an article; times resolved against its date of publication."""
    text = unmarked(article.text)
    kept = [b.span for b in article.blocks if b.kept]
    exchanges = find_exchanges(article.text, kept)
    syntax = read_syntax(text, telling(article, exchanges), engine)
    sentences = sentence_spans(syntax)
    named = read_parties(text, syntax, article.published.date)
    quotations = read_quotations(text, kept)
    parties = resolve(text, syntax, named, quotations, day=article.published.date)
    first, last = published_days(article)
    people = read_people(text, syntax, parties, quotations, first if first == last else None)
    voices = read_voices(text, syntax, parties, people, quotations, exchanges)
    times = resolve_times(placed(read_times(text, sentences), text, syntax), first, text, last)
    return Reading(
        article.id, reader_version(engine), syntax, parties, people, read_items(text, syntax), read_quantities(text, sentences), times, voices
    )


TURN = re.compile(r"\s*(?:Q\b|(?:[A-Z][A-Z.'’-]+\s){0,4}[A-Z][A-Z.'’-]+:)")
"""How a speaker's turn opens in a transcript ("Q", "MS. DOE:")."""


def telling(article: Article, exchanges: Sequence[Exchange] = ()) -> list[Span]:
    """The kept blocks worth parsing: those with a word of arms, forces or sanctions, one block around each, the first two, the turn of
    the speaker that each stands in, and what may be an interview, head and answers. The rest of a long page (a briefing on ten subjects) is kept,
    not parsed."""
    kept = [b.span for b in article.blocks if b.kept]
    told = [may_tell(article.text[s.start : s.end], 1) for s in kept]
    near = {i for i, hit in enumerate(told) if hit for i in range(max(i - 1, 0), min(i + 2, len(kept)))} | set(range(min(2, len(kept))))
    turns = [i for i, s in enumerate(kept) if TURN.match(article.text, s.start, s.end)]
    near |= {turns[k - 1] for i in list(near) if (k := bisect_right(turns, i))}
    answers = {answer for e in exchanges for told_by_one in e.answers for answer in told_by_one}
    near |= {i for i, s in enumerate(kept) if s in answers or any(s.end <= e.head.end for e in exchanges)}
    return [kept[i] for i in sorted(near)]


def retime(reading: Reading, article: Article) -> Reading:
    """The same reading with its times resolved against the article's date as it is known now."""
    first, last = published_days(article)
    return replace(reading, times=resolve_times(reading.times, first, article.text, last))


def sentence_spans(syntax: Syntax) -> list[Span]:
    """Characters of each sentence."""
    bounds = syntax.sentence.tolist()
    return [Span(int(syntax.start[a]), int(syntax.end[b - 1])) for a, b in itertools.pairwise(bounds) if b > a]


def published_day(article: Article) -> date | None:
    """The day an article was published, or the first day it may have been where only the month or year is known; None where nothing is."""
    return published_days(article)[0]


def published_days(article: Article) -> tuple[date | None, date | None]:
    """The first and the last day on which an article may have been published, by the date it is given: one day, or the days of its month
    or year that its interval leaves. (None, None) where nothing is known."""
    return days_of(article.published)


def days_of(told: Published) -> tuple[date | None, date | None]:
    """`published_days` of a date by itself."""
    if told.date is None:
        return None, None
    first, last = _edges(told.date)
    low, high = (date.fromisoformat(day) if day else None for day in (told.low, told.high))
    if first == last or (low and low > last) or (high and high < first):
        return first, last
    return max(first, low or first), min(last, high or last)


def retimed(claim: Claim, published: Published) -> Claim:
    """The claim with its times (of the act, of saying) as they are where its page was published as given; nothing is read again.

    What was not read as a time, or is not in the record as it was read (claims of earlier readers), stays as it is.
    """
    when, said = claim.when, claim.said_when
    if claim.when_read is not None:
        when = replace(when, value=_resolved(claim.when_read, published))
    if claim.said_read is not None:
        value = _resolved(claim.said_read, published)
        told = value is not None and value.iso != published.date
        said = Filled(value, said.evidence, "voice:time") if told else Filled(None, said.evidence, "unsaid")
    return replace(claim, when=when, said_when=said)


def _resolved(read: tuple[str, str, str], published: Published) -> When | None:
    kind, key, wording = read
    first, last = days_of(published)
    mention, = resolve_times((TimeMention(Span(0, len(wording)), kind, key, None),), first, wording, last)
    return mention.when


def _edges(iso: str) -> tuple[date, date]:
    """First and last day of an ISO day, month or year."""
    year, month, day = (*map(int, iso.split("-")), 0, 0)[:3]
    if day:
        return date(year, month, day), date(year, month, day)
    return date(year, month or 1, 1), date(year, month or 12, monthrange(year, month or 12)[1])
