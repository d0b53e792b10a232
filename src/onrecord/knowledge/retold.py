"""By which words a sum is a package's, a vote's or something else's, from data/retold.yaml."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.errors import KnowledgeError
from onrecord.knowledge.loader import load
from onrecord.knowledge.mechanisms import mechanisms

_FILE = "retold.yaml"


@dataclass(frozen=True, slots=True)
class Retold:
    """The fields of the file, the words as patterns."""

    package: re.Pattern[str]
    vote: re.Pattern[str]
    other: re.Pattern[str]
    stocks: frozenset[str]


def build(raw: Mapping[str, Any]) -> Retold:
    """`Retold` from the parsed file. Raises `KnowledgeError` where it breaks its own definitions."""
    unknown = sorted(set(raw["stocks"]) - mechanisms().keys())
    if unknown:
        raise KnowledgeError(_FILE, unknown[0], "no mechanism of mechanisms.yaml")
    return Retold(_pattern(raw["package"]), _pattern(raw["vote"]), _pattern(raw["other"]), frozenset(raw["stocks"]))


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    forms = (rf"{re.escape(w[:-1])}\w*" if w.endswith("*") else re.escape(w) for w in sorted(map(str, words), key=lambda w: (-len(w), w)))
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)")


@cache
def _known() -> Retold:
    return build(load("retold"))


def of_package(words: str, mechanism: str | None) -> bool:
    """Whether goods told in these words, by this mechanism, are a package."""
    return of_stocks(mechanism) or _known().package.search(_folded(words)) is not None


def of_stocks(mechanism: str | None) -> bool:
    """Whether a mechanism gives goods out of stocks and moves no money."""
    return mechanism in _known().stocks


def of_a_vote(words: str, mechanism: str | None) -> bool:
    """Whether a sum told in these words is that of a legislature, a bill or an appropriation."""
    return not of_stocks(mechanism) and _known().vote.search(_folded(words)) is not None


def of_something_else(words: str, mechanism: str | None) -> bool:
    """Whether a sum told in these words is lent, or given for something else than arms."""
    return not of_stocks(mechanism) and _known().other.search(_folded(words)) is not None


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())
