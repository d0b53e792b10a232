"""Clues from offices: who is told in which office, and when that can have been."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord.knowledge.tenures import Tenure, namesakes, office_titles, tenures
from onrecord.origins.scale import DAYS, Clue, index, outside
from onrecord.origins.told import Sentence, other_time, place

LEAD = 1_200
"""Characters of kept text that count as its lead."""
_FORMER = re.compile(r"\b(?:former|ex|then|late|one time|onetime|past|previous|predecessor|outgoing|incoming|elect|candidate|"
                     r"nominee|ousted|deposed|designate|vice|deputy|"
                     r"shadow|acting|under|by|since|history|aide to|son of|wife of|father|whose)\W{1,3}(?:[\w.'-]{1,20}\W{1,2}){0,3}\Z")
TENURE, TENURE_LATER = 4.0, 2.5
"""Weight of an office told in the lead, and further down."""
_GRACE = 14
_GOES_ON = re.compile(r" (?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)[A-Z][a-z]")


def _held(tenure: Tenure, wording: str) -> list[tuple[int, int]]:
    """The days on which the words can have been true; a family name alone may be a namesake's in the same office."""
    full = any(" " in name and name.lower() in wording for name in tenure.names)
    spans = tenure.during if full else next((n for f in tenure.family if f.lower() in wording
                                             for n in [namesakes(tenure.state, tenure.office, f.lower())]), tenure.during)
    return [(index(a) - _GRACE, index(b) + _GRACE if b else DAYS) for a, b in spans]


def _titled(tenure: Tenure) -> re.Pattern[str]:
    """"President Joe Biden", "President Biden", "Joe Biden, the U.S. president", "Biden administration" (presidents)."""
    titles = "|".join(re.escape(t) for t in office_titles()[tenure.office])
    full = "|".join(re.escape(n.lower()) for n in sorted(tenure.names, key=len, reverse=True))
    family = "|".join(re.escape(n.lower()) for n in sorted(tenure.family | set(tenure.names), key=len, reverse=True))
    after = rf"|(?:{full}),? (?:the |who is )?(?:[\w.'-]{{1,15}} ){{0,4}}(?:{titles})\b" if " " in full else ""
    rule = rf"|(?:{family}) administration\b" if tenure.office == "president" and tenure.state == "US" else ""
    return re.compile(rf"\b(?:{titles})(?: of (?:the )?[\w.]{{1,15}}(?: [\w.]{{1,12}})?)?,? (?:{family})\b{after}{rule}")


@cache
def _tenure_pattern(number: int) -> re.Pattern[str]:
    return _titled(tenures()[number])


def _named(tenure: Tenure, number: int, sentence: Sentence) -> re.Match[str] | None:
    """Where the sentence tells the person in office: no "former" before it, and no first name taken for a family name."""
    for found in _tenure_pattern(number).finditer(sentence.low):
        full = any(" " in name and name.lower() in found[0] for name in tenure.names)
        former = _FORMER.search(sentence.low, max(0, found.start() - 60), found.start())
        if not former and (full or not _GOES_ON.match(sentence.text, found.end())):
            return found
    return None


def office_clues(told: list[Sentence]) -> Iterator[Clue]:
    """Each holder of an office told in it, once, where the sentence names no other time."""
    whole = " ".join(s.low for s in told)
    for number, tenure in enumerate(tenures()):
        if not any(name.lower() in whole for name in tenure.family):
            continue
        for sentence in told:
            found = None if other_time(sentence.low) else _named(tenure, number, sentence)
            if found:
                weight = TENURE if sentence.depth < LEAD else TENURE_LATER
                says = f"{tenure.names[0]} told as {tenure.office} of {tenure.state}"
                yield Clue("office", says, place(sentence, found), outside(_held(tenure, found[0]), weight))
                break
