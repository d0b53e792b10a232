"""What the Admiralty code is computed from: who is relied on how far, and which words tell who somebody is (`credibility.yaml`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from onrecord.knowledge.loader import load
from onrecord.knowledge.outlets import outlet

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Scales:
    """The fields of the file, as it defines them."""

    speakers: dict[str, str]
    outlets: dict[str, str]
    bodies: frozenset[str]
    offices: frozenset[str]
    private: frozenset[str]
    official: frozenset[str]
    boasted: frozenset[str]
    performed: frozenset[str]
    least: int
    record: tuple[tuple[float, str], ...]
    alone: dict[str, dict[str, int]]


@cache
def scales() -> Scales:
    """The file, read once."""
    kept = load("credibility")
    words = {name: frozenset(kept[name]) for name in ("bodies", "offices", "private", "official", "boasted", "performed")}
    record = tuple(sorted(((float(share), letter) for share, letter in kept["record"].items()), reverse=True))
    return Scales(kept["speakers"], kept["outlets"], **words, least=kept["from"], record=record, alone=kept["alone"])


@cache
def named_kind(role: str | None, country: str | None) -> str:
    """What a named speaker with this role is: institution, official or person. A name that a page ties to a state speaks for it."""
    words, known = _words(role), scales()
    if words & known.private or "former" in words:
        return "person"
    if words & known.offices:
        return "official"
    if words & known.bodies:
        return "institution"
    return "official" if country and words <= {"person"} else "person"


@cache
def unnamed_kind(name: str | None, role: str | None) -> str:
    """What unnamed people so called are: unnamed-officials or unnamed-sources."""
    return "unnamed-officials" if (_words(name) | _words(role)) & scales().official else "unnamed-sources"


def _words(text: str | None) -> set[str]:
    """The words of a role in lower case, those with a hyphen also by their parts ("ex-minister")."""
    found = _WORD.findall((text or "").casefold().replace("’s", "").replace("'s", ""))
    return {part for word in found for part in (word, *word.split("-"))}


@cache
def outlet_kind(name: str) -> tuple[str, str | None]:
    """The kind of the outlet so called ("unknown" where the list has none) and the state it belongs to, where it speaks for one."""
    known = outlet(name) if name else None
    if known is None:
        return "unknown", None
    return known.kind, known.country if known.kind in {"government", "state-media"} else None


def by_record(right: int, wrong: int) -> str | None:
    """The letter of an outlet of whose words so many were found right and wrong; None where they are too few to tell."""
    if right + wrong < scales().least:
        return None
    share = right / (right + wrong)
    return next(letter for least, letter in scales().record if share >= least)
