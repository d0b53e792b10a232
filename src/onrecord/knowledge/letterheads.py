"""The names of ministries and offices of state as they head the pages they issue ("Ministry of National Defence of Chile").

Told by form, so that no list of all the world's ministries is needed: the body, its field, the state, and nothing else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.knowledge.parties import party_gazetteer

_FIELD = (r"(?:defen[cs]e|war|affairs|foreign|interior|state|treasury|finance|justice|commerce|trade|industry|economy|development|"
          r"co-?operation|security|energy|technology|science|armaments?|munitions|procurement|production|communications|"
          r"transport|communities|europe|relations|minorities|emigrants|diaspora|worship|sanctions implementation|assets control|export controls?|"
          r"export administration|defen[cs]e exports?)")
_QUALIFIER = (r"(?:national|financial|foreign|home|homeland|external|internal|international|economic|european|federal|public|strategic|armed|"
              r"people[’']s)")
_JOIN = r"(?:, | and | & |, and | of | for )"
_PLACE = r"(?:the )?[\w.’'-]{1,20}(?: [\w.’'-]{1,20}){0,4}"
_HEAD = re.compile(
    rf"(?:the )?(?:(?P<before>[\w.’-]{{1,20}}(?: [\w.’-]{{1,20}})?) )?(?:federal )?"
    rf"(?:(?:ministry|department|secretariat|office|bureau|directorate) (?:of|for) (?:the )?(?:{_QUALIFIER} )?{_FIELD}"
    rf"(?:{_JOIN}(?:the )?(?:{_QUALIFIER} )?{_FIELD}){{0,4}}|"
    rf"(?:(?:foreign|defen[cs]e|interior|finance|trade) (?:ministry|department))|(?:state|treasury|justice|commerce) department|"
    rf"(?:office|presidency|government|administration|cabinet|council) of (?:the )?(?:president|prime minister|ministers|chancellor|republic)|"
    rf"(?:embassy|government|presidency))(?:(?:,| of| in) (?P<after>{_PLACE}))?", re.IGNORECASE)
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Institution:
    """A body of state: its ``name`` in usual capitals and the code of its state, None where the name does not say."""

    name: str
    country: str | None


def institution(line: str) -> Institution | None:
    """The institution that the line names, and names alone; None for any other line, so for one that goes on ("... announces aid")."""
    bare = line.strip(" *_#|").rstrip(".,:")
    found = _HEAD.fullmatch(bare) if len(bare) <= _LONGEST and bare[:1].isupper() else None
    if found is None:
        return None
    places = [place for place in (found["before"], found["after"]) if place]
    codes = [_state(place) for place in places]
    if None in codes or (not places and " of " not in bare.lower()):
        return None
    return Institution(_capitals(bare), codes[0] if codes else None)


def _state(place: str) -> str | None:
    """The code of the party that a place is, all of it ("Chile", "the Republic of Chile", "U.S.")."""
    for match in party_gazetteer().find(place.title() if place.isupper() and len(place) > 4 else place):
        rest = (place[:match.start] + place[match.end:]).lower().replace("the", "").replace("republic of", "")
        if match.payload.codes and not rest.strip(" .,"):
            return match.payload.codes[0]
    return None


def _capitals(name: str) -> str:
    """A name in capitals as it is usually written; any other as it is."""
    if not name.isupper():
        return name
    small = {"Of", "And", "For", "The", "In"}
    words = [w.lower() if w in small and i else w for i, w in enumerate(name.title().split())]
    return " ".join(words)
