"""ARTICLE -> the state that speaks on an official page that does not name its publisher: by its title, else by whom its text calls its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from onrecord.knowledge.parties import leaders_state, party_gazetteer
from onrecord.knowledge.reporting import Body, speakers
from onrecord.model import Article, Reading

_OBJECT = re.compile(r"\s(?:to|for|with|on|in|at|against|towards?|into|\w{2,20}ing)\s", re.IGNORECASE)
_TOPIC = re.compile(r"\son(?:\s[\w-]{1,20})?\s\Z", re.IGNORECASE)
_GOES_ON = re.compile(r"\s(?!of|and|in|on|to|for|at|with)[A-Za-z]")
_OURS = re.compile(r",?\s(?:and|with)\s(?:our|its)\s(?:allies|partners|friends|european|nato|g7)", re.IGNORECASE)
_VISIT = re.compile(r"\bvisit\b.*\bto\b", re.IGNORECASE)
_OFFICE = re.compile(r"\b(?:President|Secretary|Minister|Advis[eo]r|Spokes(?:man|woman|person))\s([A-Z][\w'’-]+)")

_OWN = frozenset({"ministry", "office", "metonym", "description"})
"""Forms of mention by which a page speaks of a state's own institutions ("the Treasury", "the administration"). Official pages name their own by
these more often than those of others, whose state they name. Chosen."""


def residence(title: str, article: Article, reading: Reading) -> Body | None:
    """The body that speaks on an official page that does not name its publisher.

    That of the state its title names first, itself or by its leaders, not as whom something is done to or for ("One Year of Supporting Estonia");
    else of the state that its text calls "us" ("Norway and our allies") or whose manner of speaking it has ("a senior administration official"), else
    of that whose institutions it names most, else of the first that it names, its own before those it speaks with. Who visits whom tells nothing.
    """
    know, text = speakers(), article.kept().casefold()
    matches = party_gazetteer().find(title)
    titled = [code for _, code in sorted((*_acting(title), *_led(title)))]
    ours = [code for party in reading.parties if _OURS.match(article.text, party.span.end) for code in party.codes]
    idiom = [state for phrase, state in know.idioms.items() if phrase in text]
    own = Counter(code for party in reading.parties if party.form in _OWN for code in party.codes)
    every = [code for party in reading.parties for code in party.codes] + [code for match in matches for code in match.payload.codes]
    ranked = [*titled, *ours, *idiom, *(code for code, _ in own.most_common()), *every]
    state = next((code for code in ranked if code in know.residences), None)
    return None if state is None else Body(know.residences[state], state)


def _acting(title: str) -> Iterator[tuple[int, str]]:
    """The parties that a title names as who act, by place."""
    visit = _VISIT.search(title) is not None
    for match in party_gazetteer().find(title):
        form = match.payload.form
        if _acts(title, match.start, match.end, form) and not (visit and form == "name"):
            yield from ((match.start, code) for code in match.payload.codes)


def _acts(title: str, start: int, end: int, form: str) -> bool:
    """Whether a party stands in an official page's title as who acts: before whom something is done to, or as who goes on to do it ("on Norway
    Joining", "on President Doe's Trip")."""
    low = title.casefold()
    opening = max((len(o) for kind in ("background", "by", "institution") for o in speakers().pages[kind] if low.startswith(o)), default=0)
    others = _OBJECT.search(title, opening)
    if start < (others.start() if others else len(title)):
        return True
    leads = form == "leader" and title.startswith(("’s ", "'s "), end)
    return bool(_TOPIC.search(title, 0, start)) and (leads or bool(_GOES_ON.match(title, end)))


def _led(title: str) -> Iterator[tuple[int, str]]:
    """The states of the leaders whom a title names by office and family name as who act ("Remarks by Vice President Doe"), by place."""
    for found in _OFFICE.finditer(title):
        state = leaders_state(found[1]) if _acts(title, *found.span(1), "leader") else None
        if state is not None:
            yield found.start(1), state
