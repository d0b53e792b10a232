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
                     r"shadow|acting|under|since|history|aide to|son of|wife of|father|whose)\W{1,3}(?:[\w.'-]{1,20}\W{1,2}){0,3}\Z")
_BY = re.compile(r"\bby\W{1,3}(?:[\w.'-]{1,20}\W{1,2}){0,3}\Z")
_ONCE = re.compile(r"\b(?:former|ex)\W{1,2}(?:[\w.']{1,12}\W)?\Z")
TENURE, TENURE_LATER, IN_PASSING = 4.0, 2.5, 2.5
"""Weight of an office told in the lead, further down, and of its holder told as who did a thing ("signed by ..."), which may be history."""
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


def _told(tenure: Tenure, number: int, sentence: Sentence) -> Iterator[tuple[str, re.Match[str]]]:
    """Where the sentence tells the person, and how: "office", "in passing" or "once"; never a first name taken for a family name."""
    for found in _tenure_pattern(number).finditer(sentence.low):
        full = any(" " in name and name.lower() in found[0] for name in tenure.names)
        if not full and _GOES_ON.match(sentence.text, found.end()):
            continue
        reach = max(0, found.start() - 60)
        if not _FORMER.search(sentence.low, reach, found.start()):
            yield "in passing" if _BY.search(sentence.low, reach, found.start()) else "office", found
        elif full and _ONCE.search(sentence.low, reach, found.start()):
            yield "once", found


def _left(tenure: Tenure) -> list[tuple[int, int]]:
    """The days on which the person had been in the office and was not in it."""
    ends = [index(end) for _, end in tenure.during if end]
    starts = [index(start) for start, _ in tenure.during]
    return [(end - _GRACE, min((start for start in starts if start > end), default=DAYS) + _GRACE) for end in ends]


def _clue(tenure: Tenure, how: str, sentence: Sentence, found: re.Match[str]) -> Clue:
    told = f"{tenure.names[0]} told as {tenure.office} of {tenure.state}"
    if how == "once":
        return Clue("former office", f"{tenure.names[0]} told as former {tenure.office} of {tenure.state}", place(sentence, found),
                    outside(_left(tenure), TENURE_LATER))
    if how == "in passing":
        return Clue("office in passing", told, place(sentence, found), outside(_held(tenure, found[0]), IN_PASSING))
    weight = TENURE if sentence.depth < LEAD else TENURE_LATER
    return Clue("office", told, place(sentence, found), outside(_held(tenure, found[0]), weight))


def office_clues(told: list[Sentence]) -> Iterator[Clue]:
    """Each holder of an office told in it, once, where the sentence names no other time."""
    whole = " ".join(s.low for s in told)
    for number, tenure in enumerate(tenures()):
        if not any(name.lower() in whole for name in tenure.family):
            continue
        ways: dict[str, Clue] = {}
        for sentence in told:
            for how, found in () if other_time(sentence.low) else _told(tenure, number, sentence):
                ways.setdefault(how, _clue(tenure, how, sentence, found))
            if "office" in ways:
                break
        yield from [ways["office"]] if "office" in ways else ways.values()
