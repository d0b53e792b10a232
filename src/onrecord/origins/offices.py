"""Clues from offices: who is told in which office, and when that can have been."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import replace
from functools import cache

from onrecord.knowledge.tenures import Interval, Tenure, bearers, office_titles, tenures, titles_of
from onrecord.model import Span
from onrecord.origins.scale import DAYS, Clue, index, outside
from onrecord.origins.told import Sentence, other_time, place

LEAD = 1_200
"""Characters of kept text that count as its lead."""
_FORMER = re.compile(r"\b(?:former|ex|then|late|one time|onetime|past|previous|predecessor|outgoing|incoming|elect|candidate|"
                     r"nominee|ousted|deposed|designate|vice|deputy|"
                     r"shadow|acting|assistant|under|since|history|aide to|son of|wife of|father|whose)\W{1,12}(?:[\w.'-]{1,20}\W{1,12}){0,3}\Z")
_NOT_YET = re.compile(r"\b(?:elect|candidate|nominee|incoming|designate|future|shadow|vice|deputy|assistant|under|aide to|son of|wife of|father|"
                      r"whose)\W{1,12}(?:[\w.'-]{1,20}\W{1,12}){0,3}\Z")
"""What stands before a title that its bearer has yet to get, or that is another's."""
_BY = re.compile(r"\b(?:by|for|served as|time of|days of|memory of|like|criticized|criticised|appointed under|legacy of|forced|"
                 r"ousted|toppled)\W{1,12}(?:[\w.'-]{1,20}\W{1,12}){0,3}\Z")
_ONCE = re.compile(r"\b(?:former|ex)\W{1,2}(?:[\w.']{1,12}\W)?\Z")
TENURE, TENURE_LATER, IN_PASSING = 4.0, 2.5, 2.5
"""Weight of an office told in the lead, further down, and of its holder told as who did a thing ("signed by ..."), which may be history."""
_GRACE, _ADMINISTRATION = 14, " administration"
_GOES_ON = re.compile(r"\s(?:(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)[A-Z](?:[a-z]|\.)|(?:al|el|ag|an|as|ul|ur)-[A-Z]|"
                      r"(?:bin|ben|ibn|bint|ould|arap|de|da|dos?|del|della|di|van|von|der|ter|wa) (?:\w{1,5} )?[A-Z])")
_NOT_THEIRS = (r"(?!(?:former|ex|then|late|past|previous|outgoing|incoming|future|founding|first|longtime|deputy|vice|acting|ousted|deposed|"
               r"toppled|shadow|and|or|but|with|when|while|if|as|to|from|by|was|were|became|had|told|said)\b)")
"""No word that may stand between a name and the title that is its own: not a past one, not another's ("Rosa Klebb and the foreign minister")."""


def _bearing(tenure: Tenure, wording: str) -> tuple[Tenure, ...]:
    """All whom the words may tell: who bore that title and that name, or that family name where it stands alone."""
    title = next((t for t in titles_of(tenure) if t in wording), tenure.office)
    names = sorted({name.lower() for name in (*tenure.names, *tenure.family)}, key=len, reverse=True)
    return bearers(next(name for name in names if name in wording), title)


def _graced(spans: Iterable[Interval]) -> list[tuple[int, int]]:
    return [(index(a) - _GRACE, index(b) + _GRACE if b else DAYS) for a, b in spans]


def _held(tenure: Tenure, wording: str) -> list[tuple[int, int]]:
    """The days on which the words can have been true."""
    return _graced(span for who in _bearing(tenure, wording) for span in who.held)


def _titled(tenure: Tenure) -> re.Pattern[str]:
    """"President Joe Biden", "President Biden", "Joe Biden, the U.S. president", "Biden administration" (presidents)."""
    titles = "|".join(re.escape(t) for t in titles_of(tenure))
    full = "|".join(re.escape(n.lower()) for n in sorted(tenure.names, key=len, reverse=True))
    family = "|".join(re.escape(n.lower()) for n in sorted(tenure.family | set(tenure.names), key=len, reverse=True))
    after = rf"|(?:{full}),? (?:the |who is )?(?:{_NOT_THEIRS}[\w.'-]{{1,15}} ){{0,4}}(?:{titles})\b" if " " in full else ""
    rule = rf"|(?:{family}) administration\b" if tenure.office == "president" and tenure.state == "US" else ""
    return re.compile(rf"\b(?:{titles})(?: of (?:the )?[\w.]{{1,15}}(?: [\w.]{{1,12}})?)?,? (?P<name>{family})\b(?!-\w){after}{rule}")


_WORD = re.compile(r"\w+")


@cache
def _bearers_of_word() -> dict[str, tuple[int, ...]]:
    """Word, small letters -> numbers of the tenures whose names cannot stand in a text without it: a page is asked about few of thousands."""
    found: dict[str, list[int]] = {}
    for number, tenure in enumerate(tenures()):
        for word in {max(_WORD.findall(name.lower()), key=len) for name in tenure.family or tenure.names}:
            found.setdefault(word, []).append(number)
    return {word: tuple(numbers) for word, numbers in found.items()}


@cache
def _tenure_pattern(number: int) -> re.Pattern[str]:
    return _titled(tenures()[number])


def _capital(sentence: Sentence, found: re.Match[str]) -> bool:
    """Whether the name is written as one: "the prime minister may go" tells of nobody."""
    start, end = found.span("name") if found["name"] else found.span()
    return sentence.text[start:end] != sentence.low[start:end]


def _named_with_title(tenure: Tenure, number: int, sentence: Sentence) -> Iterator[tuple[re.Match[str], bool]]:
    """Where the sentence names the person with a title of the office, and whether in full; never a first name taken for a family name."""
    for found in _tenure_pattern(number).finditer(sentence.low):
        full = any(" " in name and name.lower() in found[0] for name in tenure.names)
        if full or not (_GOES_ON.match(sentence.text, found.end()) or not _capital(sentence, found)):
            yield found, full


def _told(tenure: Tenure, number: int, sentence: Sentence) -> Iterator[tuple[str, re.Match[str]]]:
    """Where the sentence tells the person, and how: "office", "in passing" or "once"."""
    for found, full in _named_with_title(tenure, number, sentence):
        reach = max(0, found.start() - 60)
        if not _FORMER.search(sentence.low, reach, found.start()):
            is_passing = found[0].endswith("administration") or _BY.search(sentence.low, reach, found.start()) is not None
            yield "in passing" if is_passing else "office", found
        elif full and _ONCE.search(sentence.low, reach, found.start()):
            yield "once", found


def _left(tenure: Tenure, wording: str) -> list[tuple[int, int]]:
    """The days on which the person had been in the office and was not in it."""
    return _graced(span for who in _bearing(tenure, wording) for span in who.left)


_TELLS = re.compile(r"(?:,? jr\.?)?(?:(?:,| who|, who)? )?(?:has |have )?(?:also |again )?(?:said|told|announced|tweeted|warned|stated|vowed|urged|"
                    r"called on|declared|insisted|spoke|met|arrived|signed|ordered|welcomed|condemned|hosted|received|confirmed|denied|"
                    r"rejected|accused|claimed|stressed|added|noted|pledged)\b")
THAT_DAY = re.compile(r"\b(?:on (?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
                       r"(?: (?:morning|afternoon|evening|night))?(?=[,. ]))")
"""A day of the week of the telling."""
_DAY_BEFORE, _DAY_AFTER = 60, 120


def speaks(sentence: Sentence, found: re.Match[str]) -> bool:
    """Whether the holder does something there on a day of that week ("President Lee said on Tuesday"), which no history tells."""
    near = max(0, found.start() - _DAY_BEFORE), found.end() + _DAY_AFTER
    return _TELLS.match(sentence.low, found.end()) is not None and THAT_DAY.search(sentence.low, *near) is not None


def _clue(tenure: Tenure, how: str, sentence: Sentence, found: re.Match[str], is_named: bool) -> Clue:
    told = f"{tenure.names[0]} told as {tenure.office} of {tenure.state}"
    if how == "once":
        return Clue("former office", f"{tenure.names[0]} told as former {tenure.office} of {tenure.state}", place(sentence, found),
                    outside(_left(tenure, found[0]), TENURE_LATER))
    if how == "in passing":
        return Clue("office in passing", told, place(sentence, found), outside(_held(tenure, found[0]), IN_PASSING))
    weight = TENURE if sentence.depth < LEAD else TENURE_LATER
    plain = is_named and speaks(sentence, found)
    return Clue("office", told, place(sentence, found), outside(_held(tenure, found[0]), weight), plain)


def _ways(tenure: Tenure, number: int, told: list[Sentence], is_named: bool) -> Iterator[Clue]:
    """How the text tells the person: in office, or else in passing and as former; a telling that can hardly be history before others."""
    ways: dict[str, Clue] = {}
    for sentence in told:
        for how, found in _told(tenure, number, sentence):
            clue = _clue(tenure, how, sentence, found, is_named)
            if how not in ways or (clue.plain and not ways[how].plain):
                ways[how] = clue
        if "office" in ways and ways["office"].plain:
            break
    yield from [ways["office"]] if "office" in ways else ways.values()


def _told_of(told: Iterable[Sentence]) -> dict[int, list[Sentence]]:
    """Tenure -> the sentences that hold its holder's name and a title of the office."""
    found, known = dict[int, list[Sentence]](), _bearers_of_word()
    for sentence in told:
        words = known.keys() & set(_WORD.findall(sentence.low))
        if not words:
            continue
        titled = {office for office, titles in office_titles().items() if any(title in sentence.low for title in titles)}
        for number in {number for word in words for number in known[word]}:
            if tenures()[number].office in titled or _ADMINISTRATION in sentence.low:
                found.setdefault(number, []).append(sentence)
    return found


def office_clues(told: list[Sentence]) -> Iterator[Clue]:
    """Each holder of an office told in it, once, where the sentence names no other time; words that could tell several people count once.

    Where every sentence names another time, or tells of who had the office, the page is no older than the first of the terms ("50 days since
    President Trump ended the programme of 2004").

    Two who never held one office at one time are both told in it where one keeps the title after it ("President Trump" in 2024, "President Biden" in
    2025): then each says no more than that the page is not older than his first day.
    """
    places, whole = set[Span](), " ".join(sentence.low for sentence in told)
    found: list[tuple[Tenure, Clue]] = []
    for number, bearing in sorted(_told_of(s for s in told if not other_time(s.low)).items()):
        tenure = tenures()[number]
        for clue in _ways(tenure, number, bearing, any(" " in name and name.lower() in whole for name in tenure.names)):
            if clue.span not in places and clue.span is not None:
                places.add(clue.span)
                found.append((tenure, clue))
    kept = [tenure for tenure, clue in found if clue.rule == "office"]
    for tenure, clue in found:
        rivals = (other for other in kept if (other.state, other.office) == (tenure.state, tenure.office) and other != tenure)
        yield _kept_title(tenure, clue) if clue.rule == "office" and any(not _together(tenure, other) for other in rivals) else clue
    yield from _once_in_office(told, {tenure for tenure, _ in found}, places)


def _once_in_office(told: list[Sentence], known: Set[Tenure], places: Set[Span]) -> Iterator[Clue]:
    """Those, beside the ``known`` ones, who are told with their title at any time."""
    seen = set[Span]()
    for number, bearing in sorted(_told_of(told).items()):
        tenure = tenures()[number]
        if tenure in known:
            continue
        clue = next((c for sentence in bearing if (c := _had_begun(tenure, number, sentence))), None)
        if clue is not None and clue.span not in places and clue.span not in seen and clue.span is not None:
            seen.add(clue.span)
            yield clue


def _had_begun(tenure: Tenure, number: int, sentence: Sentence) -> Clue | None:
    """That the page is no older than the first term of any who bore that title and name, where the sentence tells one."""
    for found, _ in _named_with_title(tenure, number, sentence):
        if not _NOT_YET.search(sentence.low, max(0, found.start() - 60), found.start()):
            first = min(low for low, _ in _held(tenure, found[0]))
            return Clue("had the office", f"{tenure.names[0]} had been {tenure.office} of {tenure.state}", place(sentence, found),
                        outside([(first, DAYS)], TENURE_LATER))
    return None


def _together(one: Tenure, other: Tenure) -> bool:
    """Whether both held their office at one time."""
    return any(index(a) < (index(d) if d else DAYS) and index(c) < (index(b) if b else DAYS) for a, b in one.held for c, d in other.held)


def _kept_title(tenure: Tenure, clue: Clue) -> Clue:
    """The clue of one who may have had the office, and kept the title, when it was told."""
    return replace(clue, scores=outside(_graced((*tenure.held, *tenure.left)), TENURE_LATER), plain=False)
