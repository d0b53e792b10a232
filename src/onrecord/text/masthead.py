"""Who published the page: outlet, agency and byline, from the strongest sign to the weakest, each with the rule that found it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from onrecord.knowledge.letterheads import institution
from onrecord.knowledge.outlets import Outlet, find_outlets, tenant
from onrecord.knowledge.outlets import outlet as known_outlet
from onrecord.knowledge.parties import party_gazetteer
from onrecord.knowledge.party_names import party_names
from onrecord.knowledge.reporting import speakers
from onrecord.model import Block, Known, Span
from onrecord.text.nameplate import BARRED, NAMEPLATE, label, parts_named
from onrecord.text.signs import credited_source, own_signs
from onrecord.text.stamps import dated_names

_CREDIT = re.compile(r"(?:(?:\(|-LRB- )([A-Z][\w ./&-]{1,30}?)(?:\)| -RRB-)\s?[-–—_:]{0,2}|/([A-Z][\w .&-]{1,30})/\.)\s*\Z")
_MORE_FROM = re.compile(r"\b(?:more|newsletter|latest|updates|stories|app|follow) (?:\w{1,12} )?(?:from|by|at|on|"
                        r"for) (?:the )?(.{2,60}?)[.!]?\Z", re.IGNORECASE)
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright|&copy;)[ ,]{0,2}(?:©|\(c\))? ?(?:(?:19|20)\d\d(?:[-–](?:19|"
                        r"20)?\d\d)?)?[ ,]{0,2}(?:by )?(?:the )?([^.,|©]{2,60})", re.IGNORECASE)
_OPENING = re.compile(r"\s*\(([A-Z][\w.-]{1,20})\)[ \t]?[-–—]{0,2}[ \t]?(?=[A-Z“\"]|\Z)")
_CHANNEL = re.compile(r"\b(?:on|to|for|from|join|follow) (?:the |our )?([A-Z][\w. -]{1,30}?)(?:[’']s)? (?:telegram|viber|whatsapp|youtube|newsletter|"
                      r"channel|app)\b", re.IGNORECASE)
_DISCLAIMED = re.compile(r"\bnot (?:necessarily )?(?:those of|(?:reflect|represent)(?: those| the [\w ]{3,40}?)? of) (?:the )?(.{2,60}?)[.!*_]*\Z",
                         re.IGNORECASE)
_NOT_ANSWERING = re.compile(r"(?:\A|[.!*] ?)(?:the )?([^.!]{2,60}?) (?:is not|cannot be held|accepts no|takes no) responsib(?:le|ility) for (?:the )?"
                            r"(?:contents?|accuracy|information|views)\b", re.IGNORECASE)
"""How a site disowns what it links to ("The Strelsau Post is not responsible for the content of external sites")."""
_PORTION = re.compile(r"\A(?:the )?(.{2,40}?)[’']?s? (?:web ?site|site|page) contains only a (?:portion|part|selection) of\b", re.IGNORECASE)
"""How an agency says that its page is not all it sells."""
_ADDRESS_NAME = re.compile(r"[A-Z][\w-]{1,24}\.(?:[a-z]{2,4}|[A-Z]{2,3})\Z")
_CONTENT_BY = re.compile(r"\ball content (?:by|on|from) (.{2,60}?) is\b|"
                         r"\bcontains .{5,60}? under the ((?:open )?[\w ]{3,40}? licen[sc]e)\b", re.IGNORECASE)
_BYLINE = re.compile(r"(?:\A|\b)by:? (.{2,80}?)[.:*_]*\Z", re.IGNORECASE)
_HOUSE = re.compile(r"\b(?:[Rr]eporter|[Cc]orrespondent|[Ee]ditor|[Ww]riter|[Cc]olumnist|[Cc]hief|[Jj]ournalist)(?:,| (?:for|at|of|with)) "
                    r"((?:[Tt]he )?[A-Z][\w’'& -]{2,50}?)[.*_]*\Z")
"""Whom one who wrote the page writes for ("Chief Reporter, The Zenda Herald", "is the correspondent for Zenda Ledger.")."""
_FROM = re.compile(r"From: (?:the )?((?:Department|Ministry|Office|Home|Foreign|Cabinet|Export|Treasury|Embassy|Federal|National)\b[^,;]{3,80}?)"
                   r"(?: and [A-Z].{3,80})?")
"""The line of a notice that says whose it is; of several senders the first."""
_RIGHTS = re.compile(r"\ball rights reserved\b.*|\b(?:inc|llc|ltd|corp|group)\b\.?", re.IGNORECASE)
_GENERIC = frozenset(("crown", "crown copyright", "agencies", "agency", "staff", "all rights reserved", "wires", "us", "our site", "this site",
                      "here", "the author"))

_YEARS = re.compile(r"\b(?:19|20)\d\d(?: ?[-–—] ?(?:(?:19|20)?\d\d|present))?\b", re.IGNORECASE)
_AGENCY = re.compile(r"[A-Z][\w’'-]{2,20}(?: [A-Z][\w’'-]{1,20}){0,2}")
_ACRONYM_CREDIT = re.compile(r"[A-Z]{2,5}\Z")
_NAME = re.compile(r"[A-Z][\w’'&-]{0,20}(?: (?:[A-Z][\w’'&-]{0,20}|of|the|and)){0,4}\Z")
_BESIDE = frozenset(("date-stamp", "byline", "byline-role", "byline-name", "wire-stamp"))
_HEAD_BLOCKS, _PROSE = 15, 90
"""Blocks from the top among which a masthead stands, up to the first kept one of so many characters."""

Found = tuple[str, str, Span | None]


def _outlet_in(text: str) -> Outlet | None:
    """The outlet that a short text names: the whole of it, or the first one found in it (names in capitals too)."""
    bare = text.strip(" .,*_()[]\"'|-–—")
    whole = known_outlet(bare)
    found = find_outlets(bare) or find_outlets(bare.title())
    return whole or (found[0].payload if found else None)


def _medium(name: str) -> str | None:
    """The usual name of a medium: a known one, else one that is its address ("Strelsau.ru"), or two words or more with a word for one last."""
    bare = name.strip(" .,*_()[]\"'|-–—")
    if found := known_outlet(bare):
        return found.name
    words = bare.split()
    if _ADDRESS_NAME.match(bare):
        return bare
    if not 2 <= len(words) <= 5 or words[-1].lower() not in speakers().media:
        return None
    usual = bare.title() if bare.isupper() else bare
    return usual if _NAME.match(usual) else None


def _names(block: Block, text: str, pattern: re.Pattern[str]) -> Iterator[tuple[str, Span]]:
    for found in pattern.finditer(text[block.span.start:block.span.end][-400:] if block.span.end - block.span.start > 400 else
                                  text[block.span.start:block.span.end]):
        yield next(filter(None, found.groups())), block.span


def _usable(name: str) -> bool:
    words = name.split()
    return 1 <= len(words) <= 6 and name.casefold() not in _GENERIC and name[0].isupper()


def _credited(credit: str, text: str, dated: bool) -> str | None:
    """The agency of a credit: a known one, or the medium that the page names with these initials ("(SN)": "Strelsau News").

    A ``dated`` one stands in a dateline, where nothing but an agency does: there any name is one that is no place ("(Meridian)").
    """
    if found := known_outlet(credit):
        return found.name
    if not _ACRONYM_CREDIT.match(credit):
        return credit if dated and _AGENCY.fullmatch(credit) and not label(credit) and not party_gazetteer().find(credit) else None
    initials = re.compile(r"\b" + " ".join(rf"{letter}[a-z’'-]{{1,20}}" for letter in credit) + r"\b")
    named = Counter(initials.findall(text))
    media = Counter({name: n for name, n in named.items() if _medium(name)})
    if media or (dated and named):
        best: str = (media or named).most_common(1)[0][0]
        return best
    return credit if dated and not party_gazetteer().find(credit) else None


def agency(text: str, blocks: Iterable[Block]) -> Known[str] | None:
    """The agency or outlet credited in the dateline ("WASHINGTON (AP) —", "CNN —"), or alone before the first prose ("(CNN) The king")."""
    prose = 0
    for block in list(blocks)[:40]:
        line = text[block.span.start:block.span.end]
        prose += block.kept and block.kind != "title" and len(line) >= _PROSE
        credit = _CREDIT.search(line) if block.kind == "dateline" else None
        opening = block.reason == "wire-head" or (block.kept and prose <= 1)
        if credit and line.rstrip().endswith(":") and _outlet_in(next(filter(None, credit.groups()))) is None:
            credit = None  # "Rosa Klebb (Zenda East):" speaks in a parliament
        credit = credit or (_OPENING.match(line) if opening else None)
        if credit and (name := _credited(next(filter(None, credit.groups())), text, block.kind == "dateline")):
            return Known(name, "dateline", block.span)
        if block.reason == "agency-line" and (found := _outlet_in(line)):
            return Known(found.name, "dateline", block.span)
    return None


_CALLS = ("click-call", "section-heading", "subscribe-call", "follow-call")
_NAMED = (("call to read more", _CALLS, _MORE_FROM), ("call to read more", _CALLS, _CHANNEL), ("licence line", ("licence", "copyright"), _CONTENT_BY))


def _on_page(text: str, blocks: list[Block]) -> Iterator[Found]:
    """Outlets that the page's furniture names, strongest sign first."""
    left_out = [b for b in blocks if not b.kept]
    for rule, reasons, pattern in _NAMED:
        for block in (b for b in left_out if b.reason in reasons):
            for name, span in _names(block, text, pattern):
                if found := _outlet_in(name):
                    yield tenant(found.name) or found.name if rule == "licence line" else found.name, rule, span
                elif rule == "call to read more" and (medium := _medium(name)):
                    yield medium, rule, span
    for block in blocks:
        for name, span in (found for form in (_DISCLAIMED, _NOT_ANSWERING, _PORTION) for found in _names(block, text, form)):
            if known := known_outlet(name):
                yield known.name, "disclaimer", span
    for block in (b for b in left_out if b.reason in ("copyright", "licence")):
        for name, span in _names(block, text, _COPYRIGHT):
            cleaned = _YEARS.sub("", _RIGHTS.sub("", name)).strip(" .,-–—")
            if found := _outlet_in(cleaned):
                yield found.name, "copyright line", span
            elif cleaned and _usable(cleaned):
                yield cleaned, "copyright line", span
    for block in (b for b in left_out if b.kind == "byline"):
        line = text[block.span.start:block.span.end]
        by = _BYLINE.search(line.strip("*_ "))
        if (by or "contributed" in line) and (found := _outlet_in(by[1] if by else line)):
            yield found.name, "byline", block.span
        elif (house := _HOUSE.search(line)) and (medium := _medium(house[1])):
            yield medium, "byline", block.span


def masthead(text: str, blocks: list[Block]) -> Known[str] | None:
    """The outlet whose name stands alone at the head of the page, or beside the day, or the institution whose letterhead it bears."""
    head = _head(blocks)
    for at, block in enumerate(head):
        line = text[block.span.start:block.span.end].strip("*_# ")
        if letterhead := institution(line):
            return Known(_of_state(letterhead.name, head[max(0, at - 1):at], text), "letterhead", block.span)
        beside = {near.reason for near in head[max(0, at - 1):at + 2] if near is not block} & _BESIDE
        names = dated_names(line) or ([line] if beside and block.kind != "title" else [])
        media = [_medium(name) for name in names] if block.reason != NAMEPLATE else [_publisher(name) for name in _plated(line)]
        for medium in filter(None, media):
            return Known(medium, "nameplate" if block.reason == NAMEPLATE else "masthead", block.span)
        if sender := _FROM.fullmatch(line):
            return Known(sender[1], "letterhead", block.span)
    return None


def _of_state(name: str, above: list[Block], text: str) -> str:
    """The name of a body of state with the state's that stands above it ("REPUBLIC OF CHILE", "MINISTRY OF DEFENCE")."""
    places = (text[block.span.start:block.span.end].strip("*_# ") for block in above)
    full = (institution(f"{name} of {place.title() if place.isupper() else place}") for place in places)
    return next((f"{name} of {party_names((found.country,))}" for found in full if found is not None and found.country is not None), name)


def _plated(line: str) -> list[str]:
    """The names of a row at the head: those beside labels and days, or the line itself where it is no label."""
    if known_outlet(line) is not None:
        return [line]
    return [] if label(line) else parts_named(line) or ([] if BARRED.search(line) else [line])


def _publisher(name: str) -> str | None:
    """The usual name of whoever a row at the head names: a known medium, else two words or more in usual capitals."""
    words = name.split()
    if found := _outlet_in(name):
        return found.name
    small = ("&", "of", "and", "for", "the")
    usual = " ".join(w.lower() if n and w.lower() in small else w.capitalize() for n, w in enumerate(words)) if name.isupper() else name
    return usual if len(words) > 1 else None


def _head(blocks: list[Block]) -> list[Block]:
    """The blocks before the first prose."""
    first = next((i for i, b in enumerate(blocks) if b.kept and b.kind != "title" and b.span.end - b.span.start >= _PROSE), 0)
    return blocks[:min(first, _HEAD_BLOCKS)]


def outlet(text: str, blocks: list[Block], stated: list[tuple[str | None, str]], url: str | None,
           credited: Known[str] | None, title: str | None = None) -> Known[str] | None:
    """The original outlet, or None where no sign names one.

    ``stated`` are (name, rule) pairs that carrier and markup state, strongest first. An agency's credit goes first, as it beats whoever
    printed it (GUIDE section 3: the original outlet); then a carrier's word, a source credited in brackets, the page's own furniture,
    its markup, its masthead, its address, and what its text gives away (`text.signs`).
    """
    declared = next(((name, how) for name, how in stated if name and how == "declared"), None)
    if credited:
        return credited
    if declared:
        return _known(declared[0], declared[1])
    if source := credited_source(text, blocks):
        return Known(*source)
    own = masthead(text, blocks)
    if own and own.how == "nameplate":
        return own
    site = known_outlet(url) if url else None
    for name, rule, span in _on_page(text, blocks):
        if rule != "licence line" or site is None:  # papers of one house carry one licence line; the address tells them apart
            return Known(name, rule, span)
    for name_or_none, how in stated:
        if name_or_none:
            return _known(name_or_none, how)
    if own:
        return own
    if site is not None:
        return Known(site.name, "address")
    weak = next(own_signs(text, blocks, title), None)
    return Known(*weak) if weak else None


def _known(name: str, how: str) -> Known[str]:
    found = known_outlet(name)
    return Known(found.name if found else name, how)


def byline(text: str, blocks: list[Block], stated: tuple[str, str] | None) -> Known[str] | None:
    """Who wrote it: the byline printed at the head of the page, else what the markup says."""
    for block in blocks[:30]:
        if block.reason in ("byline", "byline-role", "byline-head", "byline-name"):
            line = text[block.span.start:block.span.end].strip("*_ ")
            found = _BYLINE.search(line)
            return Known(found[1] if found else line, "byline", block.span)
    return Known(stated[0], stated[1]) if stated else None
