"""VOICES -> SOURCES: the chain of a claim from the origin to the publisher, its certainty, and when it was said.

The voices over a claim's anchor are joined from the inside outwards, each only if the words that introduce the one before stand
in it (two voices over the same words by chance are not a chain). The outlet closes the chain. On an institution's own page the
institution, or the person its title names, is the origin of what nobody else is quoted for (GUIDE section 5).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.claims.pages import incumbent, page_origin, plain_title, same_name, without_titles
from onrecord.knowledge.reporting import less_sure
from onrecord.model import Article, Filled, Reading, Source, Span, TimeMention, Voice, When

_HALF = 0.5
"""Share of a claim's words that a voice must cover where its anchor stands in none."""

_SENTENCE, _STEPS = 400, 3
"""Characters between a reporting word and its time, and steps up the tree from the one to the other, at most."""

_CARRY = 1200
"""Characters over which the time of a saying holds for what the same speaker says next."""

@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose word a claim is. ``hedge`` is what the words say of how sure the origin is (certain, probable, possible).

    ``said_when`` is when the origin said it, as far as the article says so. ``cue`` is the reporting word of the innermost voice.
    ``asked``: the words are a reporter's or moderator's in a transcript, so no claim by themselves. ``said_read``: the time of saying as read
    (kind, key, wording), also where it is the day of the page itself and so not said again.
    """

    sources: Filled[tuple[Source, ...]]
    hedge: Filled[str]
    said_when: Filled[When | None]
    cue: Span | None = None
    asked: bool = False
    said_read: tuple[str, str, str] | None = None


def attributed(span: Span, anchor: Span, reading: Reading, article: Article) -> Attribution:
    """The attribution of the claim with quote ``span`` and its trigger word at ``anchor`` in the article's text."""
    over = voices_over(span, anchor.start, reading.voices)
    named = [v for v in over if v.links and v.manner != "question"]
    asked = any(v.manner == "question" for v in over)
    page = page_origin(article, reading)
    chain = _without_own_state(_nested(named), page)
    links = [link for voice in chain for link in voice.links]
    sources = _unique([*(_source(link, article, page) for link in links), *_publisher(article, page, chain)])
    evidence = tuple(link[0] for link in links if link[0] is not None)
    rule = f"voice:{chain[0].manner}" if chain else "page:origin" if len(sources) > 1 else "outlet"
    said = next((t for v in chain if (t := _said(v, reading) or _carried(v, reading)) is not None), None)
    said_when: Filled[When | None] = Filled(None, (), "unsaid")
    if said is not None and said.when is not None:
        told = said.when.iso != article.published.date
        said_when = Filled(said.when, (said.span,), "voice:time") if told else Filled(None, (said.span,), "unsaid")
    wording = " ".join(article.text[said.span.start : said.span.end].split()) if said is not None else ""
    said_read = (said.kind, said.key, wording) if said is not None else None
    return Attribution(Filled(sources, evidence, rule), _certainty(over), said_when, chain[0].cue if chain else None, asked, said_read)


def voices_over(span: Span, anchor: int, voices: Sequence[Voice]) -> list[Voice]:
    """The voices over an anchor, innermost first; where there are none with a speaker, those over half of the claim's words."""
    over = [v for v in voices if v.scope.start <= anchor < v.scope.end]
    if not any(v.links and v.manner not in ("transcript", "question") for v in over):
        size = max(span.end - span.start, 1)
        beside = (v for v in voices if v.links and v not in over and _introduced(v, span))
        over += [v for v in beside if _shared(v.scope, span) >= _HALF * size or _says(v, span, anchor)]
    return sorted(over, key=lambda v: (v.scope.end - v.scope.start, v.scope.start))


def _introduced(voice: Voice, span: Span) -> bool:
    """Whether a voice is one of words reported, not of a transcript's turn."""
    return voice.manner not in ("transcript", "question") and _shared(voice.scope, span) > 0


def _says(voice: Voice, span: Span, anchor: int) -> bool:
    """Whether a voice's reporting word stands in the claim's quote, at its anchor or before it, so that the rest is told as that voice's."""
    return voice.cue is not None and span.holds(voice.cue) and voice.cue.start <= anchor


def _shared(a: Span, b: Span) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def _nested(voices: Sequence[Voice]) -> list[Voice]:
    """The innermost voice and those its introduction stands in, outwards."""
    strong = [v for v in voices if v.manner != "held" and not _bare(v)] or list(voices)
    chain = strong[:1]
    for voice in strong[1:]:
        inner = chain[-1]
        place = inner.cue.start if inner.cue is not None else inner.scope.start
        if voice.scope.start <= place < voice.scope.end and voice.scope != inner.scope:
            chain.append(voice)
    return chain


def _bare(voice: Voice) -> bool:
    """Whether a voice is that of some unnamed document ("evidence", "information"), which is whoever brings it up speaking."""
    return voice.links[0][2] in ("document", "group") and voice.links[0][1].islower() and len(voice.links[0][1].split()) == 1


def _nameless(voice: Voice) -> bool:
    """Whether a voice is that of a side told by a common noun ("the leaders"), not of unnamed sources."""
    _, name, role, _, anonymous = voice.links[0]
    return role == "group" and not anonymous and name.islower()


def _without_own_state(chain: Sequence[Voice], page: Source | None) -> list[Voice]:
    """The chain without a state or institution that only its own official speaks of ("Iran rejects" in an Iranian minister's mouth).

    On an institution's page also without those whose meeting it tells of ("the leaders underscored").
    """
    kept = list(chain)
    home = page.country if page is not None else None
    while kept and kept[0].links[0][2] == "institution" and kept[0].links[0][3] is not None:
        if kept[0].links[0][3] not in {home, *(link[3] for voice in kept[1:] for link in voice.links)}:
            break
        kept = kept[1:]
    if kept and page is not None and page.role == "institution" and _nameless(kept[0]):
        kept = kept[1:]
    return kept


def _said(voice: Voice, reading: Reading) -> TimeMention | None:
    """The time in a voice's reporting clause: the words of a resolved time hang on the reporting word outside what is said."""
    if voice.cue is None or not reading.times or voice.manner in ("transcript", "question"):
        return None
    starts, heads = reading.syntax.start, reading.syntax.head
    cue = int(np.searchsorted(starts, voice.cue.start))
    for time in _near(reading.times, voice.cue):
        word = int(np.searchsorted(starts, time.span.start))
        if not voice.scope.overlaps(time.span) and _hangs_on(heads, word, cue):
            return time
    return None


def _carried(voice: Voice, reading: Reading) -> TimeMention | None:
    """The time at which the same speaker last spoke, given not far before ("said on Friday ... he added")."""
    if voice.cue is None or not reading.times:
        return None
    place, name = voice.cue.start, voice.links[0][1]
    same = ((v.cue.start, v) for v in reading.voices if v.cue is not None and v.links and v.links[0][1] == name)
    for _, before in sorted(((at, v) for at, v in same if place - _CARRY < at < place), key=lambda pair: -pair[0]):
        found = _said(before, reading)
        if found is not None:
            return found
    return None


def _near(times: Sequence[TimeMention], cue: Span) -> list[TimeMention]:
    """Resolved times within a sentence's length of a reporting word, nearest first."""
    close = [t for t in times if t.when is not None and abs(t.span.start - cue.start) < _SENTENCE]
    return sorted(close, key=lambda t: abs(t.span.start - cue.start))


def _hangs_on(heads: NDArray[np.int32], word: int, cue: int) -> bool:
    """Whether a word stands at most `_STEPS` steps below a reporting word or the head of its phrase ("in a statement on Monday")."""
    for _ in range(_STEPS):
        word = int(heads[word]) if 0 <= word < len(heads) else -1
        if word == cue:
            return True
    return False


def _certainty(over: Sequence[Voice]) -> Filled[str]:
    """The least sure of the voices and hedges over the claim, with the words that make it so."""
    least = less_sure(*(v.hedge for v in over))
    cues = tuple(v.cue for v in over if v.cue is not None and v.hedge == least) if least != "certain" else ()
    return Filled(least, cues, "hedge" if cues else "plain")


def _source(link: tuple[Span | None, str, str, str | None, bool], article: Article, page: Source | None) -> Source:
    _, name, role, country, anonymous = link
    if page is not None and page.role == "person" and role and name.lower() == role:  # a turn of "THE PRESIDENT"
        return page
    if page is not None and role and name.lower() == role:
        name = incumbent(name, page.country, article) or name
    return Source(name if anonymous else _fuller(name, article), role or None, country, anonymous)


def _fuller(name: str, article: Article) -> str:
    """A surname or office alone, completed from the page's title ("Kirby": "John Kirby")."""
    if article.title is None or " " in name.strip():
        return name
    title = plain_title(article.title.value)
    found = re.search(rf"((?:[A-Z][\w.’'-]*\s)+){re.escape(name)}\b", title)
    return without_titles(f"{found.group(1)}{name}") if found else name


def _unique(sources: Sequence[Source]) -> tuple[Source, ...]:
    """The sources without the same name twice; the outlet, which comes last, stands for all of its name."""
    *links, publisher = sources
    kept: list[Source] = []
    for source in links:
        if not any(same_name(source.name, k.name) for k in [*kept, publisher]):
            kept.append(source)
    return (*kept, publisher)


def _publisher(article: Article, page: Source | None, chain: Sequence[Voice]) -> list[Source]:
    """The outlet, after the page's own speaker where the page is an institution's and nobody is quoted; a person speaks for all of it."""
    closing = Source(article.outlet.value if article.outlet is not None else None, "outlet", None, False)
    turn = any(v.manner == "transcript" for v in chain)
    if page is None or turn or (chain and page.role != "person"):
        return [closing]
    return [page, closing]
