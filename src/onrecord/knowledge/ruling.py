"""When parties were in government, from data/ruling.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import Any

from onrecord.errors import KnowledgeError
from onrecord.knowledge.loader import load

KNOWN = date(2025, 6, 30)
"""The day up to which the file tells who governed."""
_START = date(1990, 1, 1)
_FIELDS = frozenset(("name", "state", "in", "since", "until", "within", "without"))
Term = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Party:
    """A party of ``state`` by its ``names``; ``terms``: the days in government, ``others``: those of its life out of it, up to `KNOWN`.

    A page tells of it only where a word of it begins with one of ``within`` (if there are any) and none with one of ``without``.
    """

    names: tuple[str, ...]
    state: str
    terms: tuple[Term, ...]
    others: tuple[Term, ...]
    within: tuple[str, ...]
    without: tuple[str, ...]


def make_party(raw: dict[str, Any]) -> Party:
    """A party from its entry; raises `KnowledgeError` where it breaks the file's definitions."""
    name = str(raw.get("name", "?"))
    if not {"name", "state", "in"} <= raw.keys() <= _FIELDS:
        raise KnowledgeError("ruling.yaml", name, f"missing or no field of this file: {', '.join(sorted(raw))}")
    terms = tuple((term[0], term[1] if len(term) > 1 else KNOWN) for term in raw["in"])
    life = raw.get("since", _START), raw.get("until", KNOWN)
    days = [*(day for term in terms for day in term), life[1]]
    if any(type(day) is not date for day in (life[0], *days)) or any(later < earlier for earlier, later in pairwise(days)):
        raise KnowledgeError("ruling.yaml", name, "its days are not ISO days in order")
    return Party(tuple(name.split("|")), str(raw["state"]), terms, tuple(_between(terms, life)), tuple(raw.get("within", ())),
                 tuple(raw.get("without", ())))


def _between(terms: tuple[Term, ...], life: Term) -> list[Term]:
    """What the terms leave of the party's life."""
    starts = [life[0], *(last + timedelta(days=1) for _, last in terms)]
    ends = [*(first - timedelta(days=1) for first, _ in terms), life[1]]
    return [(first, last) for first, last in zip(starts, ends, strict=True) if first < last]


@cache
def ruling() -> tuple[Party, ...]:
    """All parties of the file."""
    return tuple(map(make_party, load("ruling")))
