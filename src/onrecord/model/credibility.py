"""Credibility: how far a word is to be relied on, by the Admiralty code (NATO AJP-2.1, before it STANAG 2511).

Two marks that are never added up: a letter for the source and a figure for what it says. A letter F and a figure 6 are not the worst marks: they
say that nobody can tell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

SOURCES = {
    "A": "completely reliable", "B": "usually reliable", "C": "fairly reliable", "D": "not usually reliable", "E": "unreliable",
    "F": "reliability cannot be judged",
}
"""Letters of a source, as the code words them."""
INFORMATION = {
    1: "confirmed by other sources", 2: "probably true", 3: "possibly true", 4: "doubtful", 5: "improbable", 6: "truth cannot be judged",
}
"""Figures of what is said, as the code words them."""
_GRADE = re.compile(r"([A-Fa-f])([1-6])")
_LEAST = re.compile(r"([A-Fa-f])?([1-6])?")


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a mark is what it is: the ``rule``'s name, what it ``says`` in words, and the ids of (the first of) the ``claims`` it looked at."""

    rule: str
    says: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Credibility:
    """How credible it is that a matter got as far as ``status``: ``source`` (A to F), ``information`` (1 to 6), and why.

    ``judged``: a person gave the marks; the reasons then open with who and why, and those of the rules follow.
    """

    status: str
    source: str
    information: int
    reasons: tuple[Ground, ...] = ()
    judged: bool = False

    @property
    def grade(self) -> str:
        """Both marks, such as "B2"."""
        return f"{self.source}{self.information}"


UNGRADED = Credibility("", "F", 6)
"""Of what nobody has weighed."""


def grade_of(text: str) -> tuple[str, int] | None:
    """Letter and figure of "B2" (any letter case), or None where it is no grade."""
    found = _GRADE.fullmatch(text.strip())
    return (found[1].upper(), int(found[2])) if found else None


def least_of(text: str) -> tuple[str, int] | None:
    """The least marks that "B3", "B" or "3" ask for, what is left out asking for nothing; None where it means none."""
    found = _LEAST.fullmatch(text.strip())
    return ((found[1] or "F").upper(), int(found[2] or 6)) if found and text.strip() else None


def lowered(letter: str, steps: int = 1) -> str:
    """The letter so many steps towards E (negative: towards A). F is no step of this ladder: it falls to E, and nothing raises it."""
    if letter == "F":
        return "E" if steps > 0 else "F"
    return "ABCDE"[min(max("ABCDE".index(letter) + steps, 0), 4)]
