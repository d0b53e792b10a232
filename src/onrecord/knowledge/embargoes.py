"""Embargoes: which states supply no arms to whom, and when, from data/embargoes.yaml."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from onrecord.errors import KnowledgeError
from onrecord.knowledge.loader import load
from onrecord.knowledge.stretches import Stretch, all_known, stretch_of


def embargoed(giver: str, receiver: str, day: str | None) -> bool:
    """Whether a party keeps arms from another on a day (ISO; a month or year will do; None where it is not known)."""
    return any(stretch.holds(day) for stretch in embargoes().get((giver, receiver), ()))


@cache
def embargoes() -> dict[tuple[str, str], tuple[Stretch, ...]]:
    """Every embargo of the file by who keeps it and whom it hits. Raises `KnowledgeError` where an entry breaks the file's definitions."""
    told = load("embargoes")
    found: dict[tuple[str, str], tuple[Stretch, ...]] = {}
    for raw in told["embargoes"]:
        for pair, stretch in _pairs(raw, told["blocs"]):
            found[pair] = (*found.get(pair, ()), stretch)
    return found


def _pairs(raw: dict[str, Any], blocs: dict[str, list[str]]) -> Iterator[tuple[tuple[str, str], Stretch]]:
    by, to = raw.get("by"), raw.get("to")
    if raw.keys() - {"by", "to", "first", "last"} or not isinstance(by, list) or not isinstance(to, list) or not raw.get("first"):
        raise KnowledgeError("embargoes.yaml", str(to), "is not a list of parties by which and one to which, with first and last")
    givers = {code for name in by for code in blocs.get(name, [name])}
    stretch = stretch_of(raw, "embargoes.yaml", str(to))
    all_known((*givers, *to), "embargoes.yaml", str(to))
    return iter([((giver, receiver), stretch) for giver in sorted(givers) for receiver in to])
