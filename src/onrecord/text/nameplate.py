"""The rows at the head of a page that say whose page it is: the publisher's name, with section, edition, page or day beside it, or alone.

"THE LEDGER          Friday 4 May 1990          Page 9", "Courier | Politics | 10 March 2023", "LAND FORUM" over "Policy Brief 41, November 2024".
Such a row is no headline and no part of the article; whom it names is asked in `text.masthead`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.knowledge.furniture import furniture_rules
from onrecord.knowledge.letterheads import institution
from onrecord.knowledge.outlets import find_outlets, outlet
from onrecord.knowledge.parties import is_state, party_gazetteer
from onrecord.knowledge.printed_dates import WEEKDAY, find_dates
from onrecord.knowledge.reporting import speakers
from onrecord.text.lines import PERSON, Line, is_headline, is_item, is_prose
from onrecord.text.stamps import is_stamp

NAMEPLATE = "nameplate"
"""The reason of such a row."""

_BARS = re.compile(r"[ \u00a0]*[|·•»›][ \u00a0]*| > |"
                   r"[ \u00a0]{3,}|\t[ \t]*|,[ ](?=(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)|;[ ](?=[Pp]age )|[ ]{2}")
BARRED = re.compile(r"[|»›]| > ")
"""The marks between the parts of a path or a bar of sections."""
_WORD = r"(?:[A-ZÀ-Þ][\w.’'&-]{0,24}|[A-Z]{2,24}|of|the|and|&|de|la|del|for|on|in)"
_NAME = re.compile(rf"(?:[A-ZÀ-Þ][\w.’'&-]{{0,24}})(?:,? {_WORD}){{0,7}}"
                   r"(?: (?:English|Arabic|French|Russian|world|international) (?:service|edition))?")
_MENU = re.compile(r"[^|»›>.!?]{2,24}(?: [|»›>] [^|»›>.!?]{2,24}){2,11}")
"""The bar of a site's sections: three parts or more."""
_DIVIDED = re.compile(r"[ \u00a0]*[|/—–()·•][ \u00a0]*| - |[ ]{2,}")
_WEEKDAY = re.compile(rf"{WEEKDAY},? ?\Z")
_BEFORE_DAY = re.compile(r"\A\Z|[|/—–·•(][ \u00a0]*\Z| - \Z|  \Z|\b(?:dated|of|on)[: ]+\Z", re.IGNORECASE)
_AFTER_DAY = re.compile(rf"[ \u00a0]*(?:\Z|[|/—–·•()\[]|- |  |by |at |\d{{1,2}}[:.]\d\d)|, (?:{WEEKDAY}|[AP]M cycle|BC cycle)\b", re.IGNORECASE)
_SUFFIX = re.compile(r"(?P<name>.{3,60}?)(?: [–—-] (?P<rest>[^.!?]{2,40})|[’']s [\w ]{3,40} (?:[Ss]ervices?|[Bb]ureau|[Dd]esk))")
ADDRESS = re.compile(r"(?:www\.)?[A-Za-z][\w-]{1,24}(?:\.[\w-]{2,24})?\.[A-Za-z]{2,8}")
"""The bare address of a site."""
_ROWS, _LONGEST, _MOST_PARTS, _MEDIUM_WORDS, _DATED_ROWS, _SHARE = 4, 110, 6, 5, 15, 0.4
"""Lines from the top that may be such rows, characters of one, parts it may have, words of a medium's name, lines from the top that may be rows
of a day, and the part of one that the day makes."""


def nameplate(lines: Sequence[Line]) -> None:
    """Leave out the rows at the head of the page that name the publisher, its section, edition, page or day, and labels over the title."""
    head = _opening(lines)[:_DATED_ROWS]
    for first, line, after in _above_the_headline(lines):
        if line.kept and not line.kind and _over_its_body(line, after):
            line.drop("header-line")
        elif line.kept and not line.kind and (_is_row(line.text) or _alone(line, after, first)):
            line.drop(NAMEPLATE)
    for line in head:
        if line.kept and not line.kind and dated_row(line.text):
            line.drop("date-stamp")


def _is_row(text: str) -> bool:
    """Whether a line is a row of names and labels, or the bar of a site's sections."""
    return parts_named(text) is not None or (len(text) <= _LONGEST and _MENU.fullmatch(text) is not None)


def parts_named(text: str) -> list[str] | None:
    """The names in a row of two parts or more of which some is no name but a day, a section, an edition or a page, and in a bar of sections the name
    of some words that it opens with; None for any other line."""
    parts = [part for part in _BARS.split(text) if part] if len(text) <= _LONGEST else []
    if len(parts) == 1:
        return _suffixed(text)
    if not 2 <= len(parts) <= _MOST_PARTS:
        return None
    names = [part for part in parts if outlet(part) is not None or not _beside(part)]
    if len(names) > 1 and names[0] == parts[0] and (opens_with_outlet(parts[0]) or (len(parts[0].split()) > 1 and _MENU.fullmatch(text))):
        names = names[:1]
    fits = len(names) <= 1 and len(names) < len(parts) and all(map(_is_name, names))
    return names if fits else None


def opens_with_outlet(part: str) -> bool:
    """Whether the first part of a row is a known medium, or opens with one ("Strelsau Post Ruritania")."""
    return outlet(part) is not None or any(m.start <= len("The ") for m in find_outlets(part))


def _suffixed(text: str) -> list[str] | None:
    """The name in a line of a name and an edition ("STRELSAU POST – English pages"), of a known medium and its desk or sections, or of an address and
    a name ("strelsau.example — The Strelsau Post")."""
    found = _SUFFIX.fullmatch(text)
    if found is None:
        return None
    if ADDRESS.fullmatch(found["name"]) and found["rest"] is not None and _is_name(found["rest"]):
        return [found["rest"]]
    known = outlet(found["name"]) is not None
    named = (len(found["name"].split()) > 1 or found["name"].isupper()) and _is_name(found["name"])
    edition = named and found["rest"] is not None and label(found["rest"]) and not find_dates(found["rest"])
    return [found["name"]] if known or edition else None


def label(text: str) -> bool:
    """Whether a line is nothing but sections, editions, kinds of text, issues or days ("INTERVIEW | 4 April 2025", "Policy Brief 41, May 2020")."""
    return len(text) <= _LONGEST and (all(map(_beside, filter(None, _BARS.split(text)))) or _sections(text))


def _sections(text: str) -> bool:
    """Whether a line lists sections and the countries of a story ("World, Turkey, Americas")."""
    parts = text.split(", ")
    sections = sum(map(_beside, parts))
    return len(parts) > 1 and sections > 0 and sections + sum(map(_is_party, parts)) == len(parts) and not find_dates(text)


def _above_the_headline(lines: Sequence[Line]) -> Iterator[tuple[bool, Line, Sequence[Line]]]:
    """The first lines of the page, each with whether it is the first of all and with those after it, as long as a headline (after a first one
    in capitals a row of a day will do, after a known medium's name or an address nothing need be) still comes before the first prose."""
    opening = [line for line in _opening(lines) if line.kept or dated_row(line.text)]
    for n, line in enumerate(opening[:_ROWS]):
        rest = opening[n + 1:]
        own = n == 0 and (outlet(line.text) is not None or ADDRESS.fullmatch(line.text) is not None)
        if not own and not any(_headline(other) or (n == 0 and line.text.isupper() and dated_row(other.text)) for other in rest):
            return
        yield n == 0, line, rest


def _opening(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines before the first prose."""
    return lines[:next((n for n, line in enumerate(lines) if line.kept and is_prose(line)), 0)]


def dated_row(text: str) -> bool:
    """Whether a line is a day and what stands beside one at the head of a page: a section, a page, a price, another calendar's day, who wrote it, or
    nothing but labels ("Friday, February 16, 1996      28p", "Cover story | Issue dated March 3, 2020"). The day is `_SHARE` of it."""
    found = [one for one in find_dates(text) if len(one.iso) == len("2020-01-31")] if len(text) <= _LONGEST and text[-1] not in ".!?;:" else []
    if len(found) != 1:
        return False
    before, after = _WEEKDAY.sub("", text[:found[0].start]), text[found[0].end:]
    if not _BEFORE_DAY.search(before) or not _AFTER_DAY.match(after):
        return False
    shares = len(text) - len(before) - len(after) >= _SHARE * len(text)
    return shares or all(_beside(part) or PERSON.fullmatch(part) for part in _DIVIDED.split(f"{before} | {after}") if part)


def _headline(line: Line) -> bool:
    if line.kind == "title":
        return True
    known = outlet(line.text) is not None or institution(line.text) is not None
    beside = is_stamp(line.text) or _is_row(line.text) or label(line.text) or dated_row(line.text) or line.text.lower().startswith("by ")
    return not known and not beside and line.words >= 4 and is_headline(line) and not is_item(line)


def _over_its_body(line: Line, after: Sequence[Line]) -> bool:
    """Whether a line is a state's name over that of the ministry whose page it is."""
    return bool(after) and institution(after[0].text) is not None and _is_party(line.text)


def _alone(line: Line, after: Sequence[Line], first: bool) -> bool:
    """Whether a line is a label over the title, a known medium's name, or that of a publisher over a row of labels or days.
    A letterhead stays: what the page tells is that institution's."""
    if label(line.text) or _kicker(line, after) or outlet(line.text) is not None or ADDRESS.fullmatch(line.text) is not None:
        return True
    below = next(iter(after), None)
    shouted = below is not None and line.text.isupper() and not all(other.text.isupper() for other in after)
    marked = below is not None and (label(below.text) or is_stamp(below.text) or (first and _under_a_name(below, after[1:]))
                                   or _is_medium(line.text) or (shouted and _is_body(line.text)))
    return marked and line.words > 1 and line.text[0].isupper() and institution(line.text) is None and _is_name(line.text)


def _under_a_name(line: Line, after: Sequence[Line]) -> bool:
    """Whether a line is of those that stand under a publisher's name: a row, or a section in capitals over the title."""
    return dated_row(line.text) or _is_row(line.text) or _kicker(line, after)


def _is_medium(text: str) -> bool:
    """Whether a line of a few words ends in a word for a medium ("The Zenda Ledger")."""
    return len(text.split()) <= _MEDIUM_WORDS and text.split()[-1].lower() in speakers().media


def _is_body(text: str) -> bool:
    """Whether a line has a word for an institute, a centre or another body that publishes."""
    return furniture_rules()["publisher"][0].pattern.search(text) is not None


def _kicker(line: Line, after: Sequence[Line]) -> bool:
    """Whether a line is a few words in capitals right over a title that is not in capitals."""
    below = next(iter(after), None)
    return below is not None and line.text.isupper() and line.words <= 3 and not below.text.isupper() and below.words >= 4 and is_headline(below)


def _beside(part: str) -> bool:
    """Whether a part of a row is a day, a month, a page, an issue, a section or an edition."""
    return is_stamp(part) or _is_month(part) or any(rule.pattern.match(part.strip(" .:")) for rule in furniture_rules()["label"])


def _is_month(part: str) -> bool:
    found = find_dates(part)
    return len(found) == 1 and not part[:found[0].start].strip(" ,") and not part[found[0].end:].strip(" ,")


def _is_name(part: str) -> bool:
    return outlet(part) is not None or (_NAME.fullmatch(part) is not None and not _is_party(part))


def _is_party(name: str) -> bool:
    """Whether a name is that of a state or its capital, all of it."""
    plain = name.title() if name.isupper() and len(name) > len("U.S.A.") else name
    states = (m for m in party_gazetteer().find(plain) if any(map(is_state, m.payload.codes)))
    return any(m.end - m.start >= len(plain) - len("the ") for m in states)
