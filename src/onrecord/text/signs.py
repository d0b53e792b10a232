"""What a page gives away of its own outlet without saying it: weak signs, strongest first, for pages that nothing else names.

A medium writes of itself as it does of no other: its links lead home, its people are "the BBC's", sources speak "to CNN", and it "has seen"
what it writes of. One such sign may be a citation, so each counts only where the page gives it to no second medium.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.knowledge.outlets import Outlet, find_outlets
from onrecord.knowledge.outlets import outlet as known_outlet
from onrecord.knowledge.reporting import speakers
from onrecord.model import Block, Span

_LINK = re.compile(r"\]\((https?://[^)\s/]{3,80})")
_SOURCE = re.compile(r"\bsource ?: ?(.{2,60}?)\)?\Z", re.IGNORECASE)
_BRACKETED = re.compile(r"\(source ?: ?([^()]{2,40})\)\Z", re.IGNORECASE)
_TOLD = re.compile(r"\b(?:told|tells|obtained by|seen by|reviewed by|interview with|shared with|in a statement to|"
                   r"in comments to|speaking to) (?:the )?\Z",
                   re.IGNORECASE)
_STAFF = re.compile(r" ?[’'][sS] [A-Z][\w-]{1,20} [A-Z][\w-]{1,20}(?: ?,| (?:reports?|reported|says|said|writes|in|at|from|contributed|spoke)\b)|"
                    r"[ \w]{0,30} correspondent(?: [A-Z][\w-]{1,20}){0,2} (?:reports?|reported|says|said)\b| (?:witness|staff|wire staff)\b")
_ITSELF = re.compile(r" (?:has|have) (?:also |not |independently |so far ){0,2}(?:been (?:told|able)|learn(?:ed|t)|seen|viewed|obtained|"
                     r"reviewed|reached out|contacted|approached|asked|verified|confirmed)\b|"
                     r" understands\b| (?:could not|cannot|can not|is unable to|was unable to|was not able to) (?:independently |immediately )?"
                     r"(?:verify|confirm|reach)\b| sought comment\b")
_WIRE_CREDIT = re.compile(r"\((?:additional )?reporting by [^()]{3,300}?[;,.] ?(?:writing|editing|compiled) by ", re.IGNORECASE)
_WATCH = re.compile(r" (?:live |online |on the internet )*(?:on|live|online)\b", re.IGNORECASE)
_CALLED = re.compile(r"\b(?:watch|follow|read) (?:the )?\Z", re.IGNORECASE)
_REPORTS = re.compile(r" (?:previously |earlier |also )?report(?:s|ed)\b")
_PAPERS = frozenset(("newspaper", "broadcaster", "site", "magazine"))
_END = 3_000
"""Characters at the end of a page in which it credits its reporters."""
_LEAD = 2
"""Paragraphs from the top in which a medium that credits itself does so."""
_NEAR = 40
"""Characters before a name in which who spoke to it is told, and half of those after it in which what it did is."""

Found = tuple[str, str, Span | None]


def credited_source(text: str, blocks: list[Block]) -> Found | None:
    """The medium that a line in brackets credits with the text: "(Source: Reuters)", or Reuters' own "(Reporting by ...; Editing by ...)"."""
    if credit := _WIRE_CREDIT.search(text, max(0, len(text) - _END)):
        return "Reuters", "wire credit", Span(*credit.span())
    for block in (b for b in blocks if not b.kept and b.reason in ("source-line", "credits")):
        found = _BRACKETED.match(text[block.span.start:block.span.end].strip())
        known = known_outlet(found[1].strip()) if found else None
        if known is not None and known.kind != "channel":
            return known.name, "source line", block.span
    return None


def own_signs(text: str, blocks: list[Block], title: str | None) -> Iterator[Found]:
    """The outlets that a page gives away as its own, strongest sign first.

    A page titled as official pages are ("Readout of ...") cites media and is none of them.
    """
    yield from _source_line(text, blocks)
    if title is not None and any(title.casefold().startswith(opening) for kind in speakers().pages.values() for opening in kind):
        return
    yield from _links(text)
    named = list(_named(text, blocks))
    for rule, shows in (("staff", _staff), ("itself", _itself), ("self-credit", _reports)):
        found = [n for n in named if shows(n)]
        if len({n.outlet.name for n in found}) == 1:
            yield found[0].outlet.name, rule, found[0].span
    yield from _told(named)
    yield from _often_told(named)


@dataclass(frozen=True, slots=True)
class _Named:
    """An outlet named in the text, with what stands ``before`` and ``after`` it in its paragraph; ``lead``: the paragraph is of the lead."""

    outlet: Outlet
    span: Span
    before: str
    after: str
    lead: bool


def _named(text: str, blocks: list[Block]) -> Iterator[_Named]:
    """Every outlet named in the article's own text, in order."""
    kept = [b for b in blocks if b.kept]
    lead = [b for b in kept if b.kind != "title"][:_LEAD]
    for block in kept:
        line = text[block.span.start:block.span.end]
        for m in find_outlets(line):
            span = Span(block.span.start + m.start, block.span.start + m.end)
            yield _Named(m.payload, span, line[max(0, m.start - _NEAR):m.start], line[m.end:m.end + 2 * _NEAR], block in lead)


def _source_line(text: str, blocks: list[Block]) -> Iterator[Found]:
    for block in (b for b in blocks if not b.kept and b.reason in ("source-line", "credits", "header-line")):
        said = _SOURCE.search(text[block.span.start:block.span.end][-400:])
        found = (known_outlet(said[1].strip(" .,*_()[]\"'|-–—")) or next((m.payload for m in find_outlets(said[1])), None)) if said else None
        if found is not None and found.kind != "channel":
            yield found.name, "source line", block.span


def _links(text: str) -> Iterator[Found]:
    """The medium to which more than half of the links to media and official sites lead."""
    leading = [found for link in _LINK.finditer(text) if (found := known_outlet(link[1])) and found.kind != "channel"]
    counted = Counter(leading).most_common(1)
    if counted and counted[0][1] * 2 > len(leading) and counted[0][0].kind != "government":
        yield counted[0][0].name, "links", None


def _staff(named: _Named) -> bool:
    """ "the BBC's Jane Doe says", "a Reuters correspondent reported"."""
    return _STAFF.match(named.after) is not None


def _itself(named: _Named) -> bool:
    """ "CNN has reached out", "watch CNN live"."""
    return _ITSELF.match(named.after) is not None or (_CALLED.search(named.before) is not None and _WATCH.match(named.after) is not None)


def _reports(named: _Named) -> bool:
    """ "..., Ukrinform reports" in the lead of a medium that credits itself so."""
    return named.outlet.credits_itself and named.lead and _REPORTS.match(named.after) is not None


def _told(named: list[_Named]) -> Iterator[Found]:
    """ "told the Washington Examiner": only where the text names no other medium but agencies, and never for an agency."""
    papers = {n.outlet.name for n in named if n.outlet.kind in _PAPERS and not _introduced(n)}
    for n in named if len(papers) == 1 else []:
        if n.outlet.name in papers and _TOLD.search(n.before):
            yield n.outlet.name, "spoken to", n.span


def _often_told(named: list[_Named]) -> Iterator[Found]:
    """The only medium to which people speak, an agency too, where they do so twice or more."""
    told = [n for n in named if _TOLD.search(n.before)]
    if len(told) > 1 and len({n.outlet.name for n in told}) == 1:
        yield told[0].outlet.name, "spoken to", told[0].span


def _introduced(named: _Named) -> bool:
    """Whether a medium is named with what it is, as a page does not name itself ("the Spanish newspaper El País")."""
    before = named.before.split()
    return bool(before) and before[-1].lower() in speakers().media
