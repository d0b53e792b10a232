"""Marks: how a status, a party and a sure reading look on a page. Status has a shape and a word, never a colour alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.model import status_group
from onrecord.telling.parties import UNKNOWN, party_names
from onrecord.telling.words import status_words

SHAPES = {
    "contested": "≠", "done": "●", "underway": "◐", "agreed": "◆", "planned": "◇", "sought": "△", "possible": "○", "halted": "■",
    "no_evidence": "□", "denied": "✕",
}
"""A sign for each standing: filled for what happened, hollow for what is open."""
EXPLAINED = {
    "contested": "speakers disagree", "done": "it happened", "underway": "it is happening", "agreed": "it is signed or decided",
    "planned": "it is announced", "sought": "it is asked for", "possible": "it may be", "halted": "it was stopped",
    "no_evidence": "nothing was seen of it", "denied": "it is said not to be so",
}
"""What each standing means, for the key under a table."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A status as shown: its ``word``, ``sign`` and ``group`` (the class that styles it: contested, or `model.status_group`)."""

    status: str
    word: str
    sign: str
    group: str


def mark(status: str) -> Mark:
    """The mark of a status or standing."""
    return Mark(status, status_words(status), SHAPES[status], "contested" if status == "contested" else status_group(status))


@dataclass(frozen=True, slots=True)
class Party:
    """A party as shown: its name, its code where that is another, and the value by which a URL asks for it."""

    name: str
    code: str
    value: str


def parties(codes: Iterable[str]) -> tuple[Party, ...]:
    """Each party; an unknown one is a value and is shown."""
    found = tuple(Party(name := party_names((code,)), code if code != name else "", code) for code in codes)
    return found or (Party(UNKNOWN, "", UNKNOWN),)


KEY = tuple((mark(status), words) for status, words in EXPLAINED.items())
"""The key to the signs."""
