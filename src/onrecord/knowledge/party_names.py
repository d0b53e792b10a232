"""What parties are called: their codes as names."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from onrecord.knowledge.loader import load
from onrecord.model.entry import UNKNOWN


def party_names(codes: Iterable[str]) -> str:
    """Parties by name, or "unknown": an unknown party is a value and is shown."""
    return ", ".join(_names().get(code, code) for code in codes) or UNKNOWN


@cache
def _names() -> dict[str, str]:
    return {entry["code"]: entry["name"] for kind in ("states", "groups") for entry in load(kind) if "name" in entry}
