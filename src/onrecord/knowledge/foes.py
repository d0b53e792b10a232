"""Foes: parties that fight each other, from data/foes.yaml. Neither supplies the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from onrecord.errors import KnowledgeError
from onrecord.knowledge.loader import load
from onrecord.knowledge.parties import is_state, party_info


@dataclass(frozen=True, slots=True)
class Enmity:
    """Two parties that fight each other from ``first`` until ``last``, as ISO days; "" for as long as both exist, and for not over."""

    first: str
    last: str

    def holds(self, day: str | None) -> bool:
        """Whether it holds on a day, month or year; of a day that is not known, only if it is not over."""
        return not self.last if day is None else self.first[:len(day)] <= day and (not self.last or day <= self.last)


def at_war(one: str, other: str, day: str | None) -> bool:
    """Whether two parties fight each other on a day (ISO; a month or year will do; None where it is not known)."""
    return any(enmity.holds(day) for enmity in enmities().get(frozenset((one, other)), ()))


@cache
def enmities() -> dict[frozenset[str], tuple[Enmity, ...]]:
    """Every enmity of the file by its two parties."""
    found: dict[frozenset[str], tuple[Enmity, ...]] = {}
    for raw in load("foes"):
        for pair, enmity in _enmities(raw):
            found[pair] = (*found.get(pair, ()), enmity)
    return found


def _enmities(raw: dict[str, Any]) -> Iterator[tuple[frozenset[str], Enmity]]:
    """One entry's pairs; raises `KnowledgeError` where it breaks the file's definitions."""
    parties = raw.get("parties")
    if raw.keys() - {"parties", "first", "last"} or not isinstance(parties, list) or len(parties) != 2 or not isinstance(parties[1], list):
        raise KnowledgeError("foes.yaml", str(parties), "is not one party and the list of those it fights, with first and last")
    days = [raw.get("first"), raw.get("last")]
    if any(day is not None and type(day) is not date for day in days) or (days[0] and days[1] and days[1] <= days[0]):
        raise KnowledgeError("foes.yaml", str(parties), f"{days[0]!r} and {days[1]!r} are not two ISO days in order")
    one, others = parties
    if unknown := [code for code in (one, *others) if not is_state(code) and party_info(code) is None]:
        raise KnowledgeError("foes.yaml", str(one), f"no party has the code {unknown[0]!r}")
    first, last = (day.isoformat() if day else "" for day in days)
    return iter([(frozenset((one, other)), Enmity(first, last)) for other in others])
