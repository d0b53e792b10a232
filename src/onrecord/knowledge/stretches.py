"""Stretches of days between parties, as foes.yaml and embargoes.yaml give them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from onrecord.errors import KnowledgeError
from onrecord.knowledge.parties import is_state, party_info


@dataclass(frozen=True, slots=True)
class Stretch:
    """From ``first`` until ``last``, as ISO days; "" for always before, and for not over."""

    first: str
    last: str

    def holds(self, day: str | None) -> bool:
        """Whether it holds on a day, month or year; of a day that is not known, only if it is not over."""
        return not self.last if day is None else self.first[:len(day)] <= day and (not self.last or day <= self.last)


def stretch_of(raw: Mapping[str, Any], file: str, entry: str) -> Stretch:
    """The ``first`` and ``last`` of an entry, either of which may be missing. Raises `KnowledgeError` where they are not two ISO days in order."""
    days = [raw.get("first"), raw.get("last")]
    if any(day is not None and type(day) is not date for day in days) or (days[0] and days[1] and days[1] <= days[0]):
        raise KnowledgeError(file, entry, f"{days[0]!r} and {days[1]!r} are not two ISO days in order")
    first, last = (day.isoformat() if day else "" for day in days)
    return Stretch(first, last)


def all_known(codes: Iterable[str], file: str, entry: str) -> None:
    """Raises `KnowledgeError` where one of the codes is of no party."""
    if unknown := [code for code in codes if not is_state(code) and party_info(code) is None]:
        raise KnowledgeError(file, entry, f"no party has the code {unknown[0]!r}")
