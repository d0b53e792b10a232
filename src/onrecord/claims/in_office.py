"""The term of a government that speaks of itself, as the time of what it tells: "since I took office", "during my administration"."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from onrecord.claims.layers import Layers
from onrecord.claims.pages import page_origin
from onrecord.claims.proposal import Proposal
from onrecord.knowledge.calendar import calendar
from onrecord.knowledge.reporting import speakers
from onrecord.knowledge.tenures import took_office
from onrecord.model import Filled, Span, When

IN_OFFICE = "since its head took office"
"""The rule that gives a government's own page the day from which it counts its deeds."""
_DAY = 10
"""Characters of an ISO day."""


@cache
def _term() -> re.Pattern[str]:
    """How a government counts from its own beginning: "since the start of my administration", "since I took office", "during this presidency"."""
    terms, took = ("|".join(r"\s".join(words) for words in told if words[0] != "'s") for told in (calendar().terms, calendar().takes_office))
    own, head = rf"(?:my|our|this)\s(?:{terms})", r"(?:i|we|he|she|the\s(?:president|prime\sminister|chancellor))"
    start = r"(?:the\s)?(?:outset|start|beginning|first\sday|day\sone)\sof"
    since = rf"since\s(?:{start}\s{own}|{head}\s(?:{took})|(?:taking|coming\sto|entering)\soffice)"
    whole = rf"(?P<whole>(?:during|under|throughout|over\sthe\scourse\sof)\s{own})"
    return re.compile(rf"\b(?:{since}|{whole})\b", re.IGNORECASE)


def in_office(layers: Layers, p: Proposal) -> Filled[When | None] | None:
    """The time since the head of an institution's state took office, where its own page counts from there ("since the start of my administration");
    of what is done "during" it, till the page's day. None where it does not, and where that day is not known."""
    article, words = layers.article, layers.tree.sentence_words(p.anchor)
    found = _term().search(article.text, layers.tree.start[words[0]], layers.tree.end[words[-1]])
    page, day = page_origin(article, layers.reading) if found else None, article.published.date
    if found is None or page is None or page.country is None or day is None or len(day) < _DAY:
        return None
    began = took_office(page.country, "president" if page.country in speakers().presidents else "prime minister", date.fromisoformat(day))
    if began is None:
        return None
    first, last = began.isoformat(), day if found["whole"] and p.status == "done" else None
    return Filled(When(f"{first}/{last or ''}", first, last, " ".join(found[0].split())), (Span(*found.span()),), IN_OFFICE)


def term_read(term: When) -> tuple[str, str, str]:
    """How such a time is read, for another day of publication: kind, key and wording, as of a `TimeMention`."""
    return "interval", f"since:{term.start}" if term.end is None else f"{term.start}/D+0", term.text
