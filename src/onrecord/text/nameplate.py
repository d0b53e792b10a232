"""The rows at the head of a page that say whose page it is: the publisher's name, with section, edition, page or day beside it, or alone.

"THE LEDGER          Friday 4 May 1990          Page 9", "Courier | Politics | 10 March 2023", "LAND FORUM" over "Policy Brief 41, November 2024".
Such a row is no headline and no part of the article; whom it names is asked in `text.masthead`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.knowledge.furniture import furniture_rules
from onrecord.knowledge.letterheads import institution
from onrecord.knowledge.outlets import outlet
from onrecord.knowledge.parties import is_state, party_gazetteer
from onrecord.knowledge.printed_dates import find_dates
from onrecord.knowledge.reporting import speakers
from onrecord.text.lines import Line, is_headline, is_item, is_prose
from onrecord.text.stamps import is_stamp

NAMEPLATE = "nameplate"
"""The reason of such a row."""

_BARS = re.compile(r"[ \u00a0]*[|·•][ \u00a0]*|[ \u00a0]{3,}|\t[ \t]*|,[ ](?=(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)|;[ ](?=[Pp]age )|[ ]{2}")
_WORD = r"(?:[A-ZÀ-Þ][\w.’'&-]{0,24}|[A-Z]{2,24}|of|the|and|&|de|la|del|for|on|in)"
_NAME = re.compile(rf"(?:[A-ZÀ-Þ][\w.’'&-]{{0,24}})(?:,? {_WORD}){{0,7}}"
                   r"(?: (?:English|Arabic|French|Russian|world|international) (?:service|edition))?")
_MENU = re.compile(r"[^|.!?]{2,24}(?: \| [^|.!?]{2,24}){2,11}")
"""The bar of a site's sections: three parts or more."""
_ROWS, _LONGEST, _MOST_PARTS, _MEDIUM_WORDS = 4, 110, 6, 5
"""Lines from the top that may be such rows, characters of one, parts it may have, and words of a medium's name."""


def nameplate(lines: Sequence[Line]) -> None:
    """Leave out the rows at the head of the page that name the publisher, its section, edition, page or day, and labels over the title."""
    head = _above_the_headline(lines)
    for line, after in head:
        if line.kept and not line.kind and (_is_row(line.text) or _alone(line, after)):
            line.drop(NAMEPLATE)


def _is_row(text: str) -> bool:
    """Whether a line is a row of names and labels, or the bar of a site's sections."""
    return parts_named(text) is not None or (len(text) <= _LONGEST and _MENU.fullmatch(text) is not None)


def parts_named(text: str) -> list[str] | None:
    """The names in a row of two parts or more of which some is no name but a day, a section, an edition or a page, and in a bar of sections the name
    of some words that it opens with; None for any other line."""
    parts = [part for part in _BARS.split(text) if part] if len(text) <= _LONGEST else []
    if not 2 <= len(parts) <= _MOST_PARTS:
        return None
    names = [part for part in parts if not _beside(part)]
    if len(names) > 1 and names[0] == parts[0] and len(parts[0].split()) > 1 and _MENU.fullmatch(text):
        names = names[:1]
    fits = len(names) <= 1 and len(names) < len(parts) and all(map(_is_name, names))
    return names if fits else None


def label(text: str) -> bool:
    """Whether a line is nothing but sections, editions, kinds of text, issues or days ("INTERVIEW | 4 April 2025", "Policy Brief 41, May 2020")."""
    return len(text) <= _LONGEST and all(map(_beside, filter(None, _BARS.split(text))))


def _above_the_headline(lines: Sequence[Line]) -> Iterator[tuple[Line, Sequence[Line]]]:
    """The first lines of the page, each with those after it, as long as a headline still comes before the first prose."""
    first = next((n for n, line in enumerate(lines) if line.kept and is_prose(line)), 0)
    opening = [line for line in lines[:first] if line.kept]
    for n, line in enumerate(opening[:_ROWS]):
        rest = opening[n + 1:]
        if not any(_headline(other) for other in rest):
            return
        yield line, rest


def _headline(line: Line) -> bool:
    known = outlet(line.text) is not None or institution(line.text) is not None
    return line.kind == "title" or (not known and line.words >= 4 and is_headline(line) and not is_item(line) and not is_stamp(line.text)
                                    and not _is_row(line.text) and not label(line.text) and not line.text.lower().startswith("by "))


def _alone(line: Line, after: Sequence[Line]) -> bool:
    """Whether a line is a label over the title, a known medium's name, or that of a publisher over a row of labels or days.
    A letterhead stays: what the page tells is that institution's."""
    if label(line.text) or _kicker(line, after) or outlet(line.text) is not None:
        return True
    below = next(iter(after), None)
    shouted = below is not None and line.text.isupper() and not all(other.text.isupper() for other in after)
    marked = below is not None and (label(below.text) or is_stamp(below.text) or _is_medium(line.text) or (shouted and _is_body(line.text)))
    return marked and line.words > 1 and line.text[0].isupper() and institution(line.text) is None and _is_name(line.text)


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
