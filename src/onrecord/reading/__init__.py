"""ARTICLE -> READING: one layer a file, each found in the text and the layers before it.

syntax (sentences, words, trees) -> parties -> what refers to them -> quotations -> people -> voices -> goods -> quantities -> times.
"""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date
from importlib.metadata import version

from onrecord.model import Article, Reading, Span
from onrecord.model.reading import Syntax
from onrecord.reading.coreference import resolve
from onrecord.reading.engine import Engine
from onrecord.reading.items import read_items
from onrecord.reading.parties import read_parties
from onrecord.reading.people import read_people
from onrecord.reading.quantities import read_quantities
from onrecord.reading.quotations import read_quotations
from onrecord.reading.syntax import read_syntax
from onrecord.reading.times import read_times, resolve_times
from onrecord.reading.voices import read_voices

__all__ = ["Engine", "read_layers", "reader_version", "retime"]


def reader_version(engine: Engine) -> str:
    """The name of this reader, kept with every claim: the package's version and the engine's weights.

    A record knows by it which claims a better reader replaces.
    """
    return f"onrecord {version('onrecord')}, engine {engine.digest}"


def read_layers(article: Article, engine: Engine) -> Reading:
    """All layers of an article; times resolved against its date of publication."""
    text = article.text
    syntax = read_syntax(text, [b.span for b in article.blocks if b.kept], engine)
    sentences = sentence_spans(syntax)
    named = read_parties(text, syntax)
    quotations = read_quotations(text, [b.span for b in article.blocks if b.kept])
    parties = resolve(text, syntax, named, quotations)
    people = read_people(text, syntax, parties, quotations)
    voices = read_voices(text, syntax, parties, people, quotations)
    times = resolve_times(read_times(text, sentences), published_day(article), text)
    return Reading(
        article.id, reader_version(engine), syntax, parties, people, read_items(text, syntax), read_quantities(text, sentences), times, voices
    )


def retime(reading: Reading, article: Article) -> Reading:
    """The same reading with its times resolved against the article's date as it is known now."""
    return replace(reading, times=resolve_times(reading.times, published_day(article), article.text))


def sentence_spans(syntax: Syntax) -> list[Span]:
    """Characters of each sentence."""
    bounds = syntax.sentence.tolist()
    return [Span(int(syntax.start[a]), int(syntax.end[b - 1])) for a, b in itertools.pairwise(bounds) if b > a]


def published_day(article: Article) -> date | None:
    """The day an article was published, for resolving its times; the middle of the month or year where only that is known."""
    iso = article.published.date
    if iso is None:
        return None
    padded = iso + {4: "-07-01", 7: "-15"}.get(len(iso), "")
    return date.fromisoformat(padded)
