"""VOICES -> SOURCES: the chain of a claim from the origin to the publisher, its certainty, and when it was said.

The voices over a claim's anchor are joined from the inside outwards, each only if the words that introduce the one before stand
in it (two voices over the same words by chance are not a chain). The outlet closes the chain. On an institution's own page the
institution, or the person its title names, is the origin of what nobody else is quoted for (GUIDE section 5).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.knowledge.letterheads import institution
from onrecord.knowledge.outlets import outlet
from onrecord.knowledge.parties import party_gazetteer
from onrecord.knowledge.reporting import Body, less_sure, speakers
from onrecord.model import Article, Filled, Reading, Source, Span, TimeMention, Voice, When

_HALF = 0.5
"""Share of a claim's words that a voice must cover where its anchor stands in none."""

_SENTENCE, _STEPS = 400, 3
"""Characters between a reporting word and its time, and steps up the tree from the one to the other, at most."""

_CARRY = 1200
"""Characters over which the time of a saying holds for what the same speaker says next."""

_NAME_END = re.compile(
    r"\s(?:on|at|in|before|after|ahead|announcing|regarding|marking|following|about|during|upon|en|previewing|and|celebrating|honoring|"
    r"recognizing|commemorating|aboard|with|welcoming|condemning|urging|as|from|via)\s|[,:;(]|\s[–—-]\s", re.IGNORECASE)
_SIGNATURE = re.compile(r"^[ \t]*((?:[A-Z][A-Z'’.-]*[ \t]+){1,3}[A-Z][A-Z'’.-]+(?:,?[ \t]+(?:JR|SR|II|III)\.?)?)[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose word a claim is. ``hedge`` is what the words say of how sure the origin is (certain, probable, possible).

    ``said_when`` is when the origin said it, as far as the article says so. ``cue`` is the reporting word of the innermost voice.
    ``asked``: the words are a reporter's or moderator's in a transcript, so no claim by themselves.
    """

    sources: Filled[tuple[Source, ...]]
    hedge: Filled[str]
    said_when: Filled[When | None]
    cue: Span | None = None
    asked: bool = False


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
    if said is not None and said.when is not None and said.when.iso != article.published.date:
        said_when = Filled(said.when, (said.span,), "voice:time")
    return Attribution(Filled(sources, evidence, rule), _certainty(over), said_when, chain[0].cue if chain else None, asked)


def chain_for(span: Span, anchor: Span, reading: Reading, article: Article) -> Filled[tuple[Source, ...]]:
    """The sources of a claim, origin first, the outlet last (its name None when unknown)."""
    return attributed(span, anchor, reading, article).sources


def voices_over(span: Span, anchor: int, voices: Sequence[Voice]) -> list[Voice]:
    """The voices over an anchor, innermost first; where there are none with a speaker, those over half of the claim's words."""
    over = [v for v in voices if v.scope.start <= anchor < v.scope.end]
    if not any(v.links and v.manner not in ("transcript", "question") for v in over):
        size = max(span.end - span.start, 1)
        beside = (v for v in voices if v.links and v not in over and _introduced(v, span))
        over += [v for v in beside if _shared(v.scope, span) >= _HALF * size or _says(v, span)]
    return sorted(over, key=lambda v: (v.scope.end - v.scope.start, v.scope.start))


def _introduced(voice: Voice, span: Span) -> bool:
    """Whether a voice is one of words reported, not of a transcript's turn."""
    return voice.manner not in ("transcript", "question") and _shared(voice.scope, span) > 0


def _says(voice: Voice, span: Span) -> bool:
    """Whether a voice's reporting word stands in the claim's quote, so that the quote is told as that voice's."""
    return voice.cue is not None and span.holds(voice.cue)


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


def _without_own_state(chain: Sequence[Voice], page: Source | None) -> list[Voice]:
    """The chain without a state or institution that only its own official speaks of ("Iran rejects" in an Iranian minister's mouth)."""
    kept = list(chain)
    while kept and kept[0].links[0][2] == "institution" and kept[0].links[0][3] is not None:
        outer = {link[3] for voice in kept[1:] for link in voice.links} or {page.country if page is not None else None}
        if kept[0].links[0][3] not in outer:
            break
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
    return Source(name if anonymous else _fuller(name, article), role or None, country, anonymous)


def _fuller(name: str, article: Article) -> str:
    """A surname or office alone, completed from the page's title ("Kirby": "John Kirby")."""
    if article.title is None or " " in name.strip():
        return name
    title = _plain(article.title.value)
    found = re.search(rf"((?:[A-Z][\w.’'-]*\s)+){re.escape(name)}\b", title)
    return _without_titles(f"{found.group(1)}{name}") if found else name


def _unique(sources: Sequence[Source]) -> tuple[Source, ...]:
    """The sources without the same name twice; the outlet, which comes last, stands for all of its name."""
    *links, publisher = sources
    kept: list[Source] = []
    for source in links:
        if not any(_same(source.name, k.name) for k in [*kept, publisher]):
            kept.append(source)
    return (*kept, publisher)


def _same(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return one is other
    return _key(one) == _key(other)


def _key(name: str) -> str:
    return re.sub(r"^the\s+|\s+", "", name.casefold())


def _publisher(article: Article, page: Source | None, chain: Sequence[Voice]) -> list[Source]:
    """The outlet, after the page's own speaker where the page is an institution's and nobody is quoted; a person speaks for all of it."""
    closing = Source(article.outlet.value if article.outlet is not None else None, "outlet", None, False)
    turn = any(v.manner == "transcript" for v in chain)
    if page is None or turn or (chain and page.role != "person"):
        return [closing]
    return [page, closing]


def page_origin(article: Article, reading: Reading) -> Source | None:
    """Who speaks on an institution's own page: the person in its title or signature, else the institution; None on other pages.

    In a gazette the body speaks that the notice names first; where it names none, the gazette alone. A page that does not say
    whose it is but is titled as official pages are ("Readout of ...") is that of the state its title, else its text, names first.
    """
    body = site_body(article)
    title = _plain(article.title.value) if article.title is not None else ""
    kind = None if body is None and _is_news(article) else _kind(title)
    if body is None and kind is None:
        return None
    if body is not None and body.gazette:
        return _issuer(reading)
    country = body.country if body is not None else None
    if kind == "background":
        return Source(_unnamed(title), "person", country, True)
    named = _titled(title, kind) or _signed(article)
    if named is not None:
        return Source(named, "person", country, False)
    if kind == "joint":
        return Source(_joint(title), "group", None, False)
    body = body or _residence(title, reading)
    return Source(body.name, "institution", body.country, False) if body is not None else None


def _is_news(article: Article) -> bool:
    """Whether the page is known to be that of a news medium."""
    known = outlet(article.outlet.value) if article.outlet is not None else None
    return article.outlet is not None and (known is None or known.kind != "government")


def _residence(title: str, reading: Reading) -> Body | None:
    """The body that speaks for the state an official title names first, or else the first leader or state of the text."""
    know = speakers()
    titled = [code for match in party_gazetteer().find(title) for code in match.payload.codes]
    leaders = [code for party in reading.parties if party.form in ("leader", "office") for code in party.codes]
    every = [code for party in reading.parties for code in party.codes]
    state = next((code for code in [*titled, *leaders, *every] if code in know.residences), None)
    return None if state is None else Body(know.residences[state], state)


def _issuer(reading: Reading) -> Source | None:
    """The first body with the power to issue notices that a gazette's page names."""
    issuers = speakers().issuers
    for mention in reading.people:
        if mention.role != "outlet" and not mention.anonymous and issuers & set(mention.name.lower().split()):
            return Source(mention.name, "institution", mention.country, False)
    return None


def site_body(article: Article) -> Body | None:
    """The institution whose site or name the article's outlet is, if it is one."""
    if article.outlet is None:
        return None
    know, name = speakers(), article.outlet.value.strip()
    host = name.lower().removeprefix("https://").removeprefix("http://").removeprefix("www.").split("/")[0]
    for site, body in know.sites.items():
        if host == site or host.endswith("." + site) or _same(name, body.name):
            return body
    head = institution(name)
    return know.bodies.get(name) or (Body(head.name, head.country) if head is not None else None)


def _plain(title: str) -> str:
    """A title with escaped and invisible characters made plain and spaces single."""
    decoded = re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), title)
    shown = "".join(c for c in decoded if unicodedata.category(c) != "Cf")
    return " ".join(shown.split())


def _kind(title: str) -> str | None:
    """by, institution, joint or background: what kind of official page a title opens; None for any other."""
    low = title.casefold()
    for kind in ("background", "joint", "by", "institution"):
        if any(low.startswith(opening) for opening in speakers().pages[kind]):
            return kind
    return None


def _unnamed(title: str) -> str:
    """The officials who speak on background: as the title calls them, else as such officials are called."""
    found = re.search(r"\bby\s+(?:an?\s+)?([\w .-]+?officials?)\b", title, re.IGNORECASE)
    return found[1].lower().removesuffix("s") if found else speakers().background


def _titled(title: str, kind: str | None) -> str | None:
    """The person that a title such as "Statement by President Jane Doe on Aid" names."""
    if kind != "by":
        return None
    opening = max((o for o in speakers().pages["by"] if title.casefold().startswith(o)), key=len)
    rest = title[len(opening):].strip()
    end = _NAME_END.search(rest)
    return _without_titles(rest[:end.start()] if end else rest) or None


def _without_titles(text: str) -> str:
    """A name without what stands before it: the words after the last that is a title ("Press Secretary Jane Doe": "Jane Doe").

    After an office with a field ("Coordinator for Strategic Communications Jane Doe") the name is the last two words.
    """
    know, words = speakers(), text.split()
    plain = [w.rstrip(".") for w in words[:-1]]
    last = max((i for i, w in enumerate(plain) if w.lower() in know.titles or w in know.honorifics), default=-1)
    rest = words[last + 1:] or words
    return " ".join(rest[-2:] if rest[0].islower() else rest)


def _signed(article: Article) -> str | None:
    """The name in capitals that signs a page, if one stands in its last lines."""
    tail = article.text.rstrip()[-300:].replace("\xa0", " ")
    know = speakers()
    others = know.titles | {word for body in know.bodies for word in body.lower().split()}
    found = [m for m in _SIGNATURE.finditer(tail) if not others & set(m[1].lower().split()[:-1])]
    return found[-1][1].title().strip() if found else None


def _joint(title: str) -> str:
    """Who issues a joint statement: the parties the title names after "of" or "by", else the title's own words."""
    found = re.search(r"\b(?:of|by|between|from)\s+(?:the\s+)?(.+)$", title, re.IGNORECASE)
    return found[1] if found else title
