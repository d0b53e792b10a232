"""Foes: parties that fight each other, and those who back one of them, from data/foes.yaml. Neither supplies the other, nor does a backer its foe."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from onrecord.errors import KnowledgeError
from onrecord.knowledge.loader import load
from onrecord.knowledge.stretches import Stretch, all_known, stretch_of

_FIELDS = frozenset({"parties", "first", "last", "backers"})
Pairs = dict[frozenset[str], tuple[Stretch, ...]]


def at_war(one: str, other: str, day: str | None) -> bool:
    """Whether two parties fight each other on a day (ISO; a month or year will do; None where it is not known)."""
    return any(stretch.holds(day) for stretch in enmities().get(frozenset((one, other)), ()))


def opposed(one: str, other: str, day: str | None) -> bool:
    """Whether they fight each other, or one backs whom the other fights, so that neither supplies the other."""
    return at_war(one, other, day) or any(stretch.holds(day) for stretch in backings().get(frozenset((one, other)), ()))


@cache
def enmities() -> Pairs:
    """Every enmity of the file by its two parties. Raises `KnowledgeError` where an entry breaks the file's definitions."""
    return _gathered("parties")


@cache
def backings() -> Pairs:
    """Every backer of the file with each party that it helps to fight. Raises `KnowledgeError` like `enmities`."""
    return _gathered("backers")


def _gathered(field: str) -> Pairs:
    """The pairs of the first party, or of its backers, with those it fights."""
    found: Pairs = {}
    for raw in load("foes"):
        for pair, stretch in _pairs(raw, field):
            found[pair] = (*found.get(pair, ()), stretch)
    return found


def _pairs(raw: dict[str, Any], field: str) -> Iterator[tuple[frozenset[str], Stretch]]:
    parties, backers = raw.get("parties"), raw.get("backers", [])
    lists = isinstance(parties, list) and isinstance(backers, list) and len(parties) == 2 and isinstance(parties[1], list)
    if raw.keys() - _FIELDS or not parties or not lists:
        raise KnowledgeError("foes.yaml", str(parties), "is not one party and the list of those it fights, with first, last and backers")
    one, others = parties
    stretch = stretch_of(raw, "foes.yaml", str(parties))
    all_known((one, *others, *backers), "foes.yaml", str(one))
    return iter([(frozenset((side, other)), stretch) for side in ([one] if field == "parties" else backers) for other in others])
