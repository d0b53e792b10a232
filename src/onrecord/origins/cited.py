"""Whom a text cites: the names beside the wordings in which one medium tells what another reported. Whose pages they are is told when origins
are made, and what is told of each is read from the print (`onrecord.origins.citing`). Frozen, as prints are.

Two kinds of evidence:

- a *wording* says that the name is the source ("X reported", "told X", "a story that X carried", "read it in X"): any name will do;
- the name is shaped like a medium's (`MEDIA`), and a word of reporting stands in its sentence, or it heads or ends a headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.origins.words import MONTHS, WEEKDAYS

MOST = 12
"""Names kept of a page: those shaped like a medium's first, then the first ones, on which its news rests. Chosen."""
_MEDIA_WORDS = (
    "agency atlas bild broadcaster broadcasting bulletin channel chronicle courier courant daily dispatch echo evening examiner express gazette "
    "globe guardian herald independent inquirer insider journal lantern ledger mail mercury mirror monitor morning network news newspaper "
    "newswire observer online outlook post press radio record register review sentinel spiegel standard star sun sunday telegraph television "
    "times today tribune tv weekly wire zeitung")
MEDIA = frozenset(_MEDIA_WORDS.split())
"""Words of the names of papers, agencies and stations."""
_SMALL = "the he she it we they you when in on at as us this that who"
_NO_NAMES = frozenset((*MONTHS, *WEEKDAYS, *_SMALL.split()))
_WORD = r"(?:(?:[A-Z]\.){1,4}|[A-Z][\w&'-]{0,30}(?:\.\w{1,20})?)"
_NAME = rf"(?:the |The )?{_WORD}(?: (?:of |and |the )?{_WORD}){{0,4}}"
_TELLS = r"(?:reports?|reported|wrote|writes|quoted|cited|learned|revealed|carried|broadcast|aired|published|printed|ran|broke)"
_PIECE = r"(?:reports?|story|stories|articles?|dispatch(?:es)?|investigation|interview|scoop|exclusive|reporting)"
_BEFORE = re.compile(rf"({_NAME})(?:,? (?:citing|quoting)|(?:'s|s') (?:own |first |earlier |exclusive )?{_PIECE}\b"
                     rf"| (?:has |had |have )?(?:first |earlier |previously |also )?{_TELLS}\b|,? which (?:first )?reported\b| said in a report\b"
                     r"| news agency said\b| newspaper said\b| (?:has|had) it\b| was (?:the )?first to (?:report|tell|reveal)\b)")
_AFTER = re.compile(rf"\b(?:[Aa]ccording to|[Tt]old|[Ii]nterview with|[Cc]iting|[Qq]uoting|(?:[Rr]eport(?:ed|ing)|[Qq]uoted|[Cc]ited|[Cc]arried|"
                    rf"[Pp]ublished|[Pp]rinted|[Rr]evealed|[Ss]een|[Oo]btained|[Rr]eviewed) (?:in|by|on)|{_PIECE} (?:in|by|from|on|that|which)|"
                    rf"{_PIECE}|[Rr]ead (?:of |about )?(?:it|this|that|so) in|[Rr]ead in|[Bb]elieves?|(?:[Ss]poke|[Ss]peaking|[Tt]alked|[Tt]alking|"
                    rf"[Cc]omments|[Rr]emarks) to) ({_NAME})")
_ADJECTIVE = re.compile(rf"\b(?:[Aa]n?|[Tt]his|[Tt]hat) ({_NAME}) {_PIECE}\b")
_DESCRIBED = re.compile(r"\b(?:agency|newspaper|paper|daily|weekly|magazine|broadcaster|channel|outlet|website|portal|network|newsletter|station|"
                        rf"tabloid) ({_NAME})")
_CUE = re.compile(rf"\b(?:{_TELLS}|{_PIECE}|said|says|according|told|citing|quoting|believes?|read|interview(?:ed)?|accounts?|sources?|article|"
                  r"disclosed|claimed|obtained|seen by)\b", re.IGNORECASE)
_ANY = re.compile(_NAME)
_END = re.compile(r"(?<=[.!?\"'])\s+")
_LINE = 200
"""Characters of a line from which it is no headline. Chosen."""
_HEAD = re.compile(rf"\A\W{{0,4}}({_NAME}): |\s[-–—|/:(]{{1,2}} ?({_NAME})\)?\Z")


def cited(text: str) -> tuple[str, ...]:
    """The different names cited in a folded text, in small letters and without "the"; those shaped like a medium's first, then as they are met."""
    flat = " ".join(text.split())
    found = sorted({*_headed(text), *_worded(flat), *_shaped(flat)})
    names = [name for name in dict.fromkeys(_plain(name) for _, name in found) if len(name) > 1 and name not in _NO_NAMES]
    return tuple(sorted(names, key=lambda name: not is_media(name)))[:MOST]


def is_media(name: str) -> bool:
    """Whether a name, of two words at least, is shaped like a medium's."""
    words = name.lower().removeprefix("the ").split()
    return len(words) > 1 and not MEDIA.isdisjoint(words)


def _plain(name: str) -> str:
    return name.lower().removeprefix("the ").removesuffix("'s").strip(". '")


def _worded(flat: str) -> Iterator[tuple[int, str]]:
    """(place, name) beside the wordings."""
    for pattern in (_BEFORE, _AFTER, _ADJECTIVE, _DESCRIBED):
        yield from ((m.start(1), m[1]) for m in pattern.finditer(flat))


def _shaped(flat: str) -> Iterator[tuple[int, str]]:
    """(place, name) of what is shaped like a medium in sentences with a word of reporting."""
    at = 0
    for end in [*(m.end() for m in _END.finditer(flat)), len(flat)]:
        if _CUE.search(flat, at, end):
            yield from ((m.start(), m[0]) for m in _ANY.finditer(flat, at, end) if is_media(m[0]))
        at = end


def _headed(text: str) -> Iterator[tuple[int, str]]:
    """(-1, name) of what heads or ends a headline as its source."""
    for line in text.split("\n"):
        if len(line) < _LINE and (m := _HEAD.search(line.strip())) is not None and is_media(name := m[1] or m[2]):
            yield -1, name
