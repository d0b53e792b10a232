"""Clues from what happened: dated events, dates and years told as past or to come, and how long ago."""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

import numpy as np
from ahocorasick_rs import AhoCorasick

from onrecord.knowledge.printed_dates import find_dates
from onrecord.knowledge.tenures import DatedEvent, dated_events
from onrecord.knowledge.units import units
from onrecord.knowledge.wars import War, wars
from onrecord.model import Article, Span
from onrecord.origins.scale import DAYS, FIRST, INDEX, LAST, Clue, Scores, index, outside
from onrecord.origins.told import FUTURE, WEEKDAY, YEAR, Sentence, place, told_past

_REACH = 90
"""Characters between an event and the word that says how long ago it was."""
_PAST_VERB = re.compile(r"\b(?:was|were|had|has|have|did|said|told|took|made|began|signed|announced|imposed|launched|killed|"
                        r"agreed|approved|ended|since)\b|\w{3,}ed\b")
_RELATIONS: tuple[tuple[re.Pattern[str], tuple[int, int]], ...] = tuple((re.compile(rf"\b(?:{pattern})\b"), span) for pattern, span in (
    ("yesterday|the previous day|a day (?:after|earlier|ago)|overnight|last night", (1, 2)),
    ("today|this morning|this afternoon|earlier in the day|hours (?:after|ago|later)", (0, 1)),
    ("this week|earlier this week|in recent days|days ago|days after|a few days ago", (0, 6)),
    ("last week|a week ago|a week (?:after|later|earlier)|past week|previous week", (1, 13)),
    ("two weeks (?:ago|after)|a fortnight ago|fortnight", (10, 21)),
    ("earlier this month|this month|recently announced|announced this month", (0, 30)),
    ("weeks ago|in recent weeks|few weeks", (7, 50)),
    ("last month|a month ago|a month after|previous month", (5, 62)),
    ("earlier this year|this year", (0, 365)),
    ("months ago|months after|in recent months", (40, 360)),
    ("last year|a year ago|a year after|a year earlier", (60, 730)),
))
RELATED, PAST = 4.0, 12.0
"""Weight of "last week" beside an event, and of a text not being older than what it tells as past."""


def _after(first: date, weight: float = PAST) -> Scores:
    """Not before the day: falling to -``weight`` a month before it."""
    return -weight * np.clip((index(first) - 1 - INDEX) / 30.0 + 0.5, 0, 1) * (index(first) - 1 > INDEX)


_AHEAD, _FAR = 30.0, 2.5
"""Days ahead to which plans are most often told, as the odds fall evenly in the logarithm of the time, and the most that a far plan loses."""


def _nearing(end: int) -> Scores:
    """Plans are told the more the nearer they are: the odds fall evenly in the logarithm of the time ahead."""
    return -np.minimum(np.log1p(np.clip(end - INDEX, 0, None) / _AHEAD), _FAR)


def _before(last: date, weight: float = PAST) -> Scores:
    """Not after the day: falling to -``weight`` a month after it; a little the further before it."""
    return _nearing(index(last)) - weight * np.clip((INDEX - index(last) - 1) / 30.0 + 0.3, 0, 1) * (index(last) + 1 < INDEX)


def _relation(low: str, places: list[int]) -> tuple[str, int, int] | None:
    """The relation word nearest to what is told, within `_REACH` characters, as (wording, least days, most days) since."""
    found = [(min(abs(m.start() - p) for p in places), m[0], span) for pattern, span in _RELATIONS for m in pattern.finditer(low)]
    near = [one for one in found if one[0] <= _REACH]
    near += [(min(abs(m.start() - p) for p in places), m[0], _about(m)) for m in _AGO.finditer(low)]
    if near := [one for one in near if one[0] <= _REACH]:
        _, wording, (least, most) = min(near)
        return wording, least, most
    day = WEEKDAY.search(low)
    return (day[0], 0, 7) if day and not day["turn"] and not day["dated"] and min(abs(day.start() - p) for p in places) <= _REACH else None


def _between(first: date, last: date, weight: float) -> Scores:
    return outside([(index(first), index(last))], weight, 30)


def _about(found: re.Match[str]) -> tuple[int, int]:
    """The least and most days that "five weeks ago" may mean: half a unit less, a unit more."""
    unit, number = _UNIT[found["unit"]], _NUMBERS.get(found["n"]) or int(found["n"])
    return int((number - 0.5) * unit), int((number + 1) * unit)


def _event_at(event: DatedEvent, low: str) -> list[int]:
    """Where the sentence tells the event: a place for each group of its words, or none."""
    places: list[int] = []
    for pattern in event.words:
        found = pattern.search(low)
        if found is None:
            return []
        places.append(found.start())
    return places
_UPCOMING = re.compile(r"\b(?:will|is set to|are set to|is to|are to|expires?|expiring|is due|upcoming|ahead of|scheduled|"
                       r"going to|next (?P<turn>week|month|year)|plans for|"
                       r"(?P<n>two|three|four|five|six|seven|eight|nine) months from (?:today|now)|extend|extension|renew|extending)\b")


def _upcoming(event: DatedEvent, found: re.Match[str], span: Span) -> Clue:
    """A dated event told as still to come: the text is older, by as much as the words say. Of what is told for years after it "will" says
    nothing: allies "will keep their pledge of" a summit long past."""
    end = index(event.first)
    plain = (0, _BARE - 30) if _bare_month(event, found.string) else (0, 400)
    ahead, ramp = {"week": (1, 13), "month": (5, 61), "year": (60, 660)}.get(found["turn"] or "", plain), 20 if found["turn"] == "week" else 60
    if found["n"]:
        days = int(_NUMBERS[found["n"]] * _UNIT["month"])
        ahead = (days - 4, days + 4)
    says = f"{event.name} ({event.first}) told as to come: {found[0]!r}"
    if event.recalled and not (found["turn"] or found["n"]):
        return Clue("to come", says, span, np.zeros(DAYS))
    scores = outside([(end - ahead[1], end - ahead[0])], RELATED, ramp)
    return Clue("to come", says, span, scores if found["turn"] or found["n"] else scores + _nearing(end))


@cache
def _stems() -> tuple[AhoCorasick, tuple[str, ...]]:
    """The beginnings of all events' words, to be found in one pass over a page, and what its numbers stand for."""
    known = tuple(sorted({stem for event in dated_events() for group in event.stems for stem in group if stem}))
    return AhoCorasick(known), known


@cache
def _by_stem() -> dict[str, tuple[int, ...]]:
    """Stem -> the events of whose most telling group of words (that with the longest stems) it is one."""
    found: dict[str, list[int]] = {}
    for number, event in enumerate(dated_events()):
        for stem in max(event.stems, key=lambda group: min(map(len, group))):
            found.setdefault(stem, []).append(number)
    return {stem: tuple(numbers) for stem, numbers in found.items()}


def _stems_in(low: str) -> frozenset[str]:
    found, known = _stems()
    return frozenset(known[n] for n in {number for number, _, _ in found.find_matches_as_indexes(low, overlapping=True)})


def event_clues(told: list[Sentence]) -> Iterator[tuple[Clue, date]]:
    """Each dated event the text tells as past (or going on), with the day after which it may soon have been written: none is for what is to
    come, nor for what is told for years."""
    whole = " ".join(s.low for s in told)
    held = [_stems_in(sentence.low) for sentence in told]
    begins = frozenset().union(*held)
    for event in (dated_events()[n] for n in sorted({n for stem in begins for n in _by_stem().get(stem, ())})):
        if any(begins.isdisjoint(group) for group in event.stems):
            continue
        own = event.stems[:len(event.words)]
        able = (s for s, stems in zip(told, held, strict=True) if not any(stems.isdisjoint(group) for group in own))
        tellings = [(sentence, places) for sentence in able if (places := _event_at(event, sentence.low))]
        if tellings and all(pattern.search(whole) for pattern in event.context):
            clue = _event_clue(event, *_plainest(event, tellings))
            yield clue, (date.min if clue.rule == "to come" or event.recalled else event.first)


_OVER = re.compile(r"\b(?:expired|(?:was|were|has been|have been) (?:lifted|ended|terminated|held|opened)|ended|took effect|came into force)\b")


def _plainest(event: DatedEvent, tellings: list[tuple[Sentence, list[int]]]) -> tuple[Sentence, list[int]]:
    """The telling that says best when: of what was scheduled one that says how far ahead, then any that has it to come; else the first."""
    if event.scheduled and not any(_OVER.search(sentence.low) for sentence, _ in tellings):
        coming = [(found, telling) for telling in tellings for found in _UPCOMING.finditer(telling[0].low)]
        exact = [telling for found, telling in coming if found["turn"] or found["n"]]
        return (exact or [telling for _, telling in coming] or tellings)[0]
    return tellings[0]


def _coming(low: str) -> re.Match[str] | None:
    """The word of what is to come that says most: "six months from today" before "will"."""
    found = list(_UPCOMING.finditer(low))
    return next((one for one in found if one["turn"] or one["n"]), found[0] if found else None) if not _OVER.search(low) else None


def _event_clue(event: DatedEvent, sentence: Sentence, places: list[int]) -> Clue:
    span = Span(sentence.start + min(places), sentence.start + max(places) + 1)
    if event.until and (turn := re.search(r"\bnext (month|week)\b", sentence.low)):
        return Clue("soon", f"{event.name}: to end {turn[0]}", span, _soon(event.until, turn[1]))
    if event.until:
        return Clue("going on", f"{event.name}: told as going on", span, _between(event.first, event.until, RELATED))
    if event.times:
        held = [(index(low), index(high) if high else DAYS) for low, high in event.times]
        return Clue("going on", f"{event.name}: told as going on", span, outside(held, RELATED, 30))
    if event.scheduled and (coming := _coming(sentence.low)):
        return _upcoming(event, coming, span)
    relation = _relation(sentence.low, places)
    scores = _after(event.first)
    if relation and not event.war and not event.recalled:
        low, high = index(event.last) + relation[1], index(event.last) + relation[2]
        return Clue("event", f"{event.name} ({event.first}), told as {relation[0]!r}", span, scores + outside([(low, high)], RELATED, 30))
    if bare := _bare_month(event, sentence.low):
        year = outside([(index(event.first), index(event.last) + _BARE)], RELATED, 60)
        return Clue("event", f"{event.name} ({event.first}), told as {bare!r} without a year", span, scores + year)
    return Clue("event", f"{event.name} ({event.first}) told as past", span, scores)


_BARE = 335
"""Days after a day within which pages still name its month without the year; later it would be taken for the next one."""


def _bare_month(event: DatedEvent, low: str) -> str | None:
    """"In July", "on February 24": the month of the event in a sentence that tells it and names no year, or None."""
    month = f"{event.first:%B}".lower()
    if event.first.year < FIRST.year or YEAR.search(low):
        return None
    found = re.search(rf"\b(?:in|on|since|in (?:early|late|mid)|in mid|early|late) {month}(?: {event.first.day}(?:st|nd|rd|th)?)?\b(?! \d)", low)
    return found[0] if found else None


def _soon(end: date, turn: str) -> Scores:
    """The week before, or the calendar month before, the day on which what goes on will end."""
    if turn == "week":
        return outside([(index(end) - 13, index(end) - 1)], RELATED, 20)
    last = date(end.year, end.month, 1)
    return outside([(index(last) - 31, index(last) - 1)], RELATED, 20)
_NUMBERS = {"a": 1, **{word: number for word, number in units().numbers.items() if number}}
_UNIT = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.25}
_AGO = re.compile(rf"\b(?P<n>\d{{1,3}}|{'|'.join(_NUMBERS)}) (?P<unit>day|week|month|year)s? (?:ago|since)\b")
_COUNTED = re.compile(r"\b(?<!half )(?:(?P<more>more than|over|just over|nearly|almost|about|around|some|less than) )?(?P<n>\d{1,4}|a|one|"
                      r"two|three|four|five|six|seven|eight|nine|ten|eleven|"
                      r"twelve|fifteen|eighteen|twenty)(?: and a half)?[ -](?P<unit>day|week|month|year)s?(?:'s?)?(?:[ -]old|"
                      r"[ -]long)? (?:of|into|after|since|in|long|war|invasion|conflict|anniversary|"
                      r"fight|offensive)\b")


_NTH_DAY = re.compile(r"\b(?:(?P<n>\d{1,4})(?:st|nd|rd|th) (?P<unit>day|week|month) of|day (?P<day>\d{1,4}) of) ")
_WAR = re.compile(r"\b(?:wars?|invasion|invaded|conflict|fighting|uprising|unrest|hostilities|aggression)\b")


_ORDINALS = {word: n for n, word in enumerate(("second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
                                               "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth"), 2)}
_NTH = re.compile(rf"\b(?:(?:in|into|for) its|now in the|into (?:the|a)|enter(?:s|ed|ing)(?: into)? (?:its|the|a)) "
                  rf"(?:(?P<n>\d{{1,4}})(?:st|nd|rd|th)|(?P<word>{'|'.join(_ORDINALS)})) (?P<unit>day|week|month|year)\b(?! anniversary)")
"""Never "in the third year of the war", which looks back, nor its first, of which all may tell."""
_NTH_REACH = 60
"""Characters before "in its third year" in which the war is named."""


def war_clues(told: list[Sentence]) -> Iterator[Clue]:
    """"15 months of war", "the 500th day of the war", "the war, now in its third year": counted from the war that the text tells of, or from
    each that it may mean and that lasted so long."""
    whole = " ".join(s.low for s in told)
    for sentence in told:
        low = sentence.low
        nth = _NTH.search(low)
        found = nth or _COUNTED.search(low) or _NTH_DAY.search(low)
        if found is None or not _WAR.search(low, max(0, found.start() - (_NTH_REACH if nth else 0)), found.end() + _REACH // 2):
            continue
        if near := _meant(low, whole, _length(found)):
            names = " or ".join(w.name for w in near)
            yield Clue("length of the war", f"{found[0]!r} of {names}", place(sentence, found), _counted(found, near))
            return


def _meant(low: str, whole: str, days: float) -> list[War]:
    """The wars counted for so many days of which page and sentence tell; else the only one of which the page does, or any that the sentence
    may mean where the page tells of none."""
    long = [w for w in wars() if _lasted(w) >= days]
    sure = [w for w in long if w.told_on(whole)]
    here = [w for w in sure or long if w.words[0].search(low)]
    return here or (sure if len(sure) == 1 else [])


def _lasted(war: War) -> float:
    """The days for which the war can be counted, with a little for counts that round up."""
    return 1.1 * (index(war.last) - index(war.first)) + 1 if war.last else _LONGEST


_LONGEST = 15 * 365
"""Days; no war since 1990 was counted longer. Chosen."""


def _length(found: re.Match[str]) -> float:
    """The days that a count of days, weeks, months or years means."""
    said = found.groupdict()
    number = str(said.get("n") or said.get("day") or _ORDINALS[said["word"]])
    return (_NUMBERS.get(number) or int(number)) * _UNIT[said["unit"] or "day"]


def _counted(found: re.Match[str], near: list[War]) -> Scores:
    """The days to which a count of days, weeks, months or years of one of the wars leads; any later day where it is the whole war's length."""
    unit, days = _UNIT[found.groupdict()["unit"] or "day"], _length(found)
    least, most = (1.0, 0.1) if found.re is _NTH else (0.5, 1.0 if found.groupdict().get("more") else 0.7)
    spans = [(index(war.first) + int(days - least * unit), DAYS if _whole(war, days) else index(war.first) + int(days + most * unit))
             for war in near]
    return outside(spans, 3.0, int(2 * unit) + 20)


def _whole(war: War, days: float) -> bool:
    """Whether the count is about as long as the war was, and so its name ("the 50-day war")."""
    return war.last is not None and days >= 0.85 * (index(war.last) - index(war.first))


_WILL = re.compile(r"[,)]? (?:\w{1,12} ){0,8}(?:will|would|shall|is to|are to)\b")
"""What tells of the future right after a date ("on 18 October 2020 the embargo would end")."""


def date_clues(told: list[Sentence]) -> Iterator[tuple[Clue, date]]:
    """The two latest dates, with their year, that the running text tells as past (a table may hold thousands)."""
    found = ((date.fromisoformat(f"{d.iso}-01"[:10]), Span(s.start + d.start, s.start + d.end), d.iso)
             for s in told for d in find_dates(s.text) if told_past(s.low, d.start) and not _WILL.match(s.low, d.end))
    for first, span, iso in heapq.nlargest(2, (one for one in set(found) if FIRST < one[0] < LAST)):
        yield Clue("date told", f"tells {iso} as past", span, _after(first)), first


def post_clues(article: Article) -> Iterator[tuple[Clue, date]]:
    """The latest day under a post that stands in the page ("(@name) July 3, 2021"): the page is no older, and seldom by much younger."""
    found = [(date.fromisoformat(d.iso), Span(b.span.start + d.start, b.span.start + d.end)) for b in article.blocks if b.reason == "media-embed"
             for d in find_dates(article.text[b.span.start:b.span.end]) if len(d.iso) == len("2021-07-03")]
    if found:
        first, span = max(found, key=lambda pair: pair[0])
        if FIRST < first < LAST:
            yield Clue("date told", f"shows a post of {first}", span, _after(first)), first


_TO_COME = re.compile(r"\b(?:will(?! have\b)|(?:is|are) (?:due|set|scheduled|expected|planned|to)\b|takes? place)[^.;:\"]{0,90}"
                      r"\b(?:on|in|from|for|by) (?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?:the )?\Z")
"""Words of the future that govern a date: "will meet in Arica on", "are due to hold their yearly exercise in"."""


def future_clues(told: list[Sentence]) -> Iterator[tuple[Clue, date]]:
    """Dates with their year told as still to come in plain words, each with its last day: the page is no later, and seldom by years before."""
    for s in told:
        for d in find_dates(s.text):
            if _TO_COME.search(s.low, max(0, d.start - 120), d.start) and FIRST < (last := _last_day(d.iso)) < LAST:
                says = f"tells {d.iso} as to come"
                yield Clue("date to come", says, Span(s.start + d.start, s.start + d.end), _before(last)), last


def _last_day(iso: str) -> date:
    """The day, or the last of the month."""
    if len(iso) > len("2019-01"):
        return date.fromisoformat(iso)
    first = date.fromisoformat(f"{iso}-01")
    return date(first.year + first.month // 12, first.month % 12 + 1, 1) - timedelta(days=1)


_MADE = re.compile(r"(?: [a-z-]{3,16})? (?:statement|report|deal|agreement|accord|pact|contract|treaty|coup|war|invasion|attack|speech|interview|law|"
                   r"ruling|resolution|decision|visit|memo|letter|study|survey|sale|purchase|strike|raid|uprising|revolution|crisis|memorandum|"
                   r"massacre|ceasefire)\b")
"""What stands after a year that it is of, and so is past ("a 2022 statement", "the 2015 nuclear deal")."""
_OF_YEAR = re.compile(r"\b(?:a|an|the|its|his|her|their|that|under|of|in|by|since|after)\W{1,2}\Z")
_FIRST_MONTHS = tuple((re.compile(rf"\b(?:{words})\W{{1,2}}(?:of )?\Z"), month) for words, month in (
    ("end of|late", 12), ("autumn|fall|third quarter", 9), ("summer|second half", 6), ("mid|middle of", 5), ("spring|second quarter", 3)))
"""What stands before a year that was well under way, and the month before which what it tells of cannot have been."""
_IN_YEAR = re.compile(r"\b(?:in|since|during|of|from|late|early|mid|summer|spring|autumn|fall|winter)\W{1,2}\Z")


def year_clues(told: list[Sentence]) -> Iterator[tuple[Clue, date]]:
    """The latest year told as past, "the end of 2023" as its end and "the summer" as its June, or of which something past is ("a 2022 statement")."""
    best: tuple[date, Sentence, re.Match[str]] | None = None
    for sentence in told:
        for found in YEAR.finditer(sentence.low):
            before = sentence.low[max(0, found.start() - 45):found.start()]
            made = _MADE.match(sentence.low, found.end()) is not None and _OF_YEAR.search(before) is not None
            if FUTURE.search(before) or not (made or _IN_YEAR.search(before)):
                continue
            first = date(int(found[0]), next((month for words, month in _FIRST_MONTHS if words.search(before)), 1), 1)
            if (best is None or first > best[0]) and (made or _PAST_VERB.search(sentence.low)):
                best = first, sentence, found
    if best:
        yield Clue("year told", f"tells {best[2][0]} as past", place(best[1], best[2]), _after(best[0], 4.0)), best[0]
