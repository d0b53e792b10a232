"""Frames of the eight acts and the words that govern their status, from data/frames.yaml and data/operators.yaml."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import islice
from typing import Any

from onrecord.errors import KnowledgeError
from onrecord.knowledge.items import named_arms
from onrecord.knowledge.loader import load


@dataclass(frozen=True, slots=True)
class Frame:
    """One predicate's frame: see the field definitions at the head of data/frames.yaml."""

    lemma: str
    act: str
    needs: str
    giver: tuple[str, ...]
    receiver: tuple[str, ...]
    item: tuple[str, ...]
    status: str | None = None
    past: str | None = None
    plain: str | None = None
    two_way: bool = False


@dataclass(frozen=True, slots=True)
class Operators:
    """Governing words: ``status`` of each lemma, lemmas that ``keep`` a status, and the small tables of data/operators.yaml."""

    status: dict[str, str]
    keeps: frozenset[str]
    negated: dict[str, str]
    unseen: frozenset[str]
    see: frozenset[str]
    modals: dict[str, str]
    modifiers: dict[str, str]
    military: frozenset[str]
    deeds: frozenset[str]
    sanctioned: frozenset[str]
    goods: frozenset[str]


def _frames(group: dict[str, Any]) -> list[Frame]:
    try:
        return [
            Frame(
                lemma,
                group["act"],
                group["needs"],
                tuple(group["giver"]),
                tuple(group["receiver"]),
                tuple(group["item"]),
                group.get("status"),
                group.get("past"),
                group.get("plain"),
                bool(group.get("two_way")),
            )
            for lemma in group["lemmas"]
        ]
    except KeyError as missing:
        raise KnowledgeError("frames.yaml", str(group.get("lemmas"))[:40], f"field {missing} is absent") from None


def _table(part: str) -> dict[str, tuple[Frame, ...]]:
    out: dict[str, list[Frame]] = {}
    for group in load("frames")[part]:
        for frame in _frames(group):
            out.setdefault(frame.lemma, []).append(frame)
    return {lemma: tuple(frames) for lemma, frames in out.items()}


@cache
def verb_frames() -> dict[str, tuple[Frame, ...]]:
    """Frames of each verb lemma (a particle verb under "lemma particle")."""
    return _table("verbs")


@cache
def noun_frames() -> dict[str, tuple[Frame, ...]]:
    """Frames of each noun lemma."""
    return _table("nouns")


def tells_use(noun: str) -> bool:
    """Whether a noun (a lemma) tells that arms are used or harm is done: a strike, an attack, the use."""
    return noun in wordlist("harm") or any(frame.act == "use" for frame in noun_frames().get(noun, ()))


@cache
def operators() -> Operators:
    """The governing words, one status to a lemma (the first that lists it)."""
    raw = load("operators")
    status: dict[str, str] = {}
    for name, lemmas in raw["governs"].items():
        for lemma in lemmas:
            status.setdefault(lemma, name)
    modifiers = {word: name for name, words in raw["modifiers"].items() for word in words}
    return Operators(
        status,
        frozenset(raw["keeps"]),
        raw["negated"],
        frozenset(raw["unseen"]),
        frozenset(raw["see"]),
        raw["modals"],
        modifiers,
        frozenset(raw["military"]),
        frozenset(raw["deeds"]),
        frozenset(raw["sanctioned"]),
        frozenset(raw["goods"]),
    )


@cache
def act_verbs() -> frozenset[str]:
    """Single words of the frames of verbs, and of the words that govern them: what a verb's lemma is looked for among."""
    governing = operators()
    return frozenset(x for x in [*verb_frames(), *governing.status, *governing.keeps, *governing.deeds] if " " not in x)


@cache
def wordlist(name: str) -> frozenset[str]:
    """A word list of data/claim_words.yaml. Raises `KnowledgeError` where there is none of that name."""
    lists = load("claim_words")
    if name not in lists:
        raise KnowledgeError("claim_words.yaml", name, "no such list")
    return frozenset(lists[name])


@cache
def _gate() -> re.Pattern[str]:
    stems = sorted(wordlist("gate"), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(stem) for stem in stems) + ")", re.IGNORECASE)


def may_tell(text: str, least: int = 2) -> bool:
    """Whether a text can tell of any act: at least ``least`` words begin as the gate's do or name a weapon that is in the catalogue. Cheap: no page
    is parsed for it."""
    found = sum(1 for _ in islice(_gate().finditer(text), least))
    return found >= least or found + sum(1 for _ in islice(named_arms(text), least - found)) >= least
