"""ARTICLE -> whose page it is: the institution, or the person its title or signature names, that speaks where nobody is quoted.

Told by the outlet (an institution's site or letterhead), else by a title as official pages have ("Readout of ..."). A page that speaks as
"I", or "from the President", is that of whoever held the office on its day.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from onrecord.claims.joint import QUOTED, WE, agreed_text, issuers, joint_name, of_a_group
from onrecord.claims.residence import residence
from onrecord.knowledge.letterheads import institution
from onrecord.knowledge.outlets import outlet
from onrecord.knowledge.reporting import Body, speakers
from onrecord.knowledge.tenures import holder, office_titles
from onrecord.model import Article, Reading, Source

_NAME_END = re.compile(
    r"\s(?:on|at|in|before|after|ahead|announcing|regarding|marking|following|about|during|upon|en|previewing|and|celebrating|honoring|"
    r"recognizing|commemorating|aboard|with|welcoming|condemning|urging|as|from|via)\s|[,:;(]|\s[–—-]\s", re.IGNORECASE)
_SIGNATURE = re.compile(r"^[ \t]*((?:[A-Z][A-Z'’.-]*[ \t]+){1,3}[A-Z][A-Z'’.-]+(?:,?[ \t]+(?:JR|SR|II|III)\.?)?)[ \t]*$", re.MULTILINE)

_GOVERNMENT = re.compile(r"(?:[^\n“\"]{0,200}\n){0,3}[^\n“\"]{0,80}\b[Tt]he Government\b(?! of)")
_GOVERNMENT_WILL = re.compile(r"\b[Tt]he Government (?:will|has|is)\b[^.\n]{0,120}(?=[’']s)")
NOTICE = 3
"""Formulas of a body's notices that make a page a copy of one. Chosen: a report of a notice quotes one or two."""
_LINE_END = re.compile(r"\\\s")
_HEAD = 300
"""Characters at the head of a text in which it opens as official ones do."""
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
_I = re.compile(r"\bI(?:[’'](?:m|ve|ll|d))?\s[a-z]{2,}")


def page_origin(article: Article, reading: Reading) -> Source | None:
    """Who speaks on an institution's own page: the person in its title or signature, else the institution; None on other pages.

    In a gazette the body speaks that the notice names first; where it names none, the gazette alone. A page that does not say
    whose it is but is titled as official pages are ("Readout of ...") is that of the state that `_residence` finds.
    """
    body = site_body(article) or _copied_notice(article) or _own_government(article, reading)
    title = plain_title(article.title.value) if article.title is not None else ""
    kind = _page_kind(title, article, body)
    if body is None and kind is None:
        return None
    if body is not None and body.gazette:
        return _issuer(reading)
    body = body or residence(title, article, reading)
    country = body.country if body is not None else None
    if kind == "background":
        return Source(_unnamed(title), "person", country, True)
    named = _titled(title, kind) or _signed(article)
    if named is not None:
        return Source(incumbent(named, country, article) or named, "person", country, False)
    if kind == "joint":
        return Source(joint_name(title), "group", None, False)
    first = _first_person(title, article, country)
    if first is not None:
        return Source(first, "person", country, False)
    return Source(body.name, "institution", body.country, False) if body is not None else None


def agreed_by(article: Article, reading: Reading) -> tuple[str, ...]:
    """The parties that a joint text is of (`claims.joint`); none on any other page."""
    title = plain_title(article.title.value) if article.title is not None else ""
    return issuers(title, reading) if _page_kind(title, article, site_body(article)) == "joint" else ()


def _page_kind(title: str, article: Article, body: Body | None) -> str | None:
    """by, institution, joint or background: what kind of official page this is by its title and opening, that of ``body`` if it is one's; None for
    any other."""
    kind = None if body is None and _is_news(article) else _kind(title) or _opened(article)
    return "joint" if kind in (None, "institution") and not _is_news(article) and agreed_text(title, article) else kind


def incumbent(name: str, state: str | None, article: Article) -> str | None:
    """Who held the office that is a page's only name for its speaker ("the President") when it was published; None for any other name."""
    role = _ARTICLE.sub("", name).lower()
    office = next((office for office, titles in office_titles().items() if role in titles), None)
    day = article.published.date
    if office is None or state is None or day is None or len(day) != len("2020-01-31"):
        return None
    return holder(state, office, date.fromisoformat(day))


def _first_person(title: str, article: Article, state: str | None) -> str | None:
    """The head of state or government who issues a statement or letter that says "I" outside quotations."""
    personal = title.casefold().startswith(speakers().pages["personal"])
    if not personal or state not in speakers().residences or not _I.search(QUOTED.sub(" ", article.kept())):
        return None
    return incumbent("president" if state in speakers().presidents else "prime minister", state, article)


def _own_government(article: Article, reading: Reading) -> Body | None:
    """The government that a page of no known outlet speaks for.

    It opens with "the Government", says "we", and calls its state by name ("the Government will expand Norway's sanctions").
    """
    if article.outlet is not None or not _GOVERNMENT.match(article.kept()) or not WE.search(QUOTED.sub(" ", article.kept())):
        return None
    know = speakers()
    for found in _GOVERNMENT_WILL.finditer(article.text):
        codes = [code for party in reading.parties if party.form == "name" and found.start() < party.span.start < found.end() for code in party.codes]
        state = next((code for code in codes if code in know.residences), None)
        if state is not None:
            return Body(know.residences[state], state)
    return None


def _copied_notice(article: Article) -> Body | None:
    """The body whose official notice a page has copied word for word (GUIDE section 5): by `NOTICE` formulas of such notices."""
    text = " ".join(article.kept().lower().replace("’", "'").split())
    told = ((sum(formula in text for formula in says), body) for body, says in speakers().notices)
    most, body = max(told, key=lambda pair: pair[0])
    return body if most >= NOTICE else None


def _is_news(article: Article) -> bool:
    """Whether the page is known to be that of a news medium."""
    known = outlet(article.outlet.value) if article.outlet is not None else None
    return article.outlet is not None and (known is None or known.kind != "government")


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
        if host == site or host.endswith("." + site) or same_name(name, body.name):
            return body
    head = institution(name)
    return know.bodies.get(name) or (Body(head.name, head.country) if head is not None else None)


def plain_title(title: str) -> str:
    """A title with escaped and invisible characters made plain and spaces single."""
    decoded = re.sub(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2}))", lambda m: chr(int(m[1] or m[2], 16)), title)
    shown = "".join(c for c in _LINE_END.sub(" ", decoded) if unicodedata.category(c) != "Cf")
    return " ".join(shown.split())


def _kind(title: str) -> str | None:
    """by, institution, joint or background: what kind of official page a title opens; None for any other."""
    low = title.casefold()
    for kind in ("background", "joint", "by", "institution"):
        if any(low.startswith(opening) for opening in speakers().pages[kind]):
            return kind
    return "joint" if of_a_group(title) else None


def _opened(article: Article) -> str | None:
    """institution where the text opens as orders and messages of state do ("By the authority vested in me"); else None."""
    head = " ".join(article.kept()[:_HEAD].lower().split())
    return "institution" if any(opening in head for opening in speakers().openings) else None


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
    return without_titles(rest[:end.start()] if end else rest) or None


def without_titles(text: str) -> str:
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


def same_name(one: str | None, other: str | None) -> bool:
    """Whether two names are one but for case, spaces and "the"; None is only None."""
    if one is None or other is None:
        return one is other
    return _key(one) == _key(other)


def _key(name: str) -> str:
    return re.sub(r"^the\s+|\s+", "", name.casefold())
