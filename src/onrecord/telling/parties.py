"""Parties as people write them: codes to names and back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

UNKNOWN = "unknown"


def party_code(name: str) -> str:
    """The code of a state or organisation given by any of its names, in any letter case; another name as it stands."""
    return _codes().get(_folded(name), name.strip())


def party_names(codes: Iterable[str]) -> str:
    """Parties by name, or "unknown": an unknown party is a value and is shown."""
    from onrecord.knowledge.party_names import party_names

    return party_names(codes)


@cache
def _codes() -> dict[str, str]:
    """Folded names to codes. A code wins over another party's name that is spelled the same."""
    found: dict[str, str] = {}
    for entry in _entries():
        for form in (entry.get("name", entry["code"]), *entry.get("exact", ()), *entry.get("also", ())):
            found.setdefault(_folded(form), entry.get("as", entry["code"]))
    return found | {_folded(entry["code"]): entry.get("as", entry["code"]) for entry in _entries()}


def _entries() -> Iterator[dict[str, Any]]:
    from onrecord.knowledge.loader import load

    yield from load("states")
    yield from load("groups")


def _folded(name: str) -> str:
    """Without letter case, dots and "the": "the U.K." is UK."""
    return " ".join(name.casefold().replace(".", "").removeprefix("the ").split())
