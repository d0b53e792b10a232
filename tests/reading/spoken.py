"""Made-up articles read as far as their voices, for the tests of who says what."""

from functools import cache

from onrecord.model import PersonMention, Reading, Span, Syntax, Voice
from onrecord.reading.coreference import resolve
from onrecord.reading.engine import Engine
from onrecord.reading.parties import read_parties
from onrecord.reading.people import read_people
from onrecord.reading.quotations import read_quotations
from onrecord.reading.syntax import read_syntax
from onrecord.reading.voices import read_voices

engine = cache(Engine)


def paragraphs(text: str) -> list[Span]:
    """The lines of a text that are not blank."""
    spans, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    return spans


@cache
def spoken(text: str) -> Reading:
    """Syntax, parties, people and voices of a text, each line a paragraph."""
    blocks = paragraphs(text)
    syntax: Syntax = read_syntax(text, blocks, engine())
    parties = resolve(text, syntax, read_parties(text, syntax))
    quotations = read_quotations(text, blocks)
    people = read_people(text, syntax, parties, quotations)
    return Reading("a", "test", syntax, parties, people, voices=read_voices(text, syntax, parties, people, quotations))


def mention_at(text: str, wording: str) -> PersonMention | None:
    """The mention that begins where ``wording`` last stands in the text, the longest if several do."""
    start = text.rindex(wording)
    found = [m for m in spoken(text).people if m.span.start == start or (m.span.start <= start and m.span.end >= start + len(wording))]
    return min(found, key=lambda m: (abs(m.span.start - start), -m.span.end), default=None)


def voices_at(text: str, wording: str) -> list[Voice]:
    """Voices with a speaker over the middle of ``wording``, innermost first."""
    place = text.rindex(wording) + len(wording) // 2
    found = [v for v in spoken(text).voices if v.links and v.scope.start <= place < v.scope.end]
    return sorted(found, key=lambda v: v.scope.end - v.scope.start)


def chain_at(text: str, wording: str) -> list[str]:
    """The innermost chain over ``wording``: names, a star after the unnamed; empty where the article speaks itself."""
    found = voices_at(text, wording)
    return [f"{name}*" if anonymous else name for _, name, _, _, anonymous in found[0].links] if found else []
