"""Clues from ages: who is told as 56 is written about in the year after the 56th birthday."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from onrecord.knowledge.births import Birth, births
from onrecord.origins.scale import Clue, index, outside
from onrecord.origins.told import Sentence, other_time, place

AGE = 3.0
"""Weight of an age that is told. Chosen, between an office told in the lead and one further down: ages are copied from older stories at times."""
_GRACE, _RAMP = 30, 180
"""Days before the birthday and after the next one that suit an age as well, and over which it falls to its least: sources differ on birthdays, and
writers count years only. Chosen, and wide."""
_YOUNG, _OLD = 25, 105
"""Ages of those who lead; others are of somebody else of that name, or no ages."""
_TOLD = re.compile(r"\b(?P<age>\d\d)(?:-year-old\b|(?=[,)])|(?= years old\b))")
_WORD = re.compile(r"\w+")
_TITLES = frozenset((
    "president", "minister", "premier", "chancellor", "leader", "chief", "king", "prince", "pope", "general", "senator", "secretary", "prime", "mr",
    "ms", "mrs", "ruler", "politician", "commander", "head", "foreign", "defence", "defense", "vice", "former", "current", "outgoing", "incumbent",
    "veteran", "longtime", "opposition", "state", "sen", "gen", "and", "but", "then", "when",
))
"""Words that stand before a name and are no part of it, or of another's."""
_LAST = ("jr", "ii", "vi", "xiv", "xvi")


@cache
def _by_word() -> Mapping[str, tuple[tuple[str, Birth], ...]]:
    """Family name, small letters -> the full names that end in it."""
    found: dict[str, list[tuple[str, Birth]]] = {}
    for birth in births():
        for name in birth.names:
            found.setdefault(_family(name.lower()), []).append((name.lower(), birth))
    return {word: tuple(names) for word, names in found.items()}


def _family(name: str) -> str:
    """The last word of a name that is no ordinal and no "Jr."."""
    words: list[str] = _WORD.findall(name)
    return next(word for word in reversed(words) if word not in _LAST)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    """"NAME, 70,", "NAME (70)", "NAME, who is 70 years old", "the 70-year-old Russian president, NAME"."""
    full = rf"(?P<name>{re.escape(name)}|{re.escape(_family(name))})"
    after = rf"{full}(?:, (?:now |who is |aged )?(?P<age>\d\d)(?:,(?=\W)(?! \d)| years old\b)| \((?P<put>\d\d)\))"
    before = rf"(?P<older>\d\d)-year-old,? (?P<words>(?:[\w.-]{{1,20}},? ){{0,3}}?){full.replace('<name>', '<last>')}\b(?!-\w|'s)"
    return re.compile(rf"\b(?:{after}|{before})")


def _theirs(sentence: Sentence, found: re.Match[str]) -> bool:
    """Whether the age is the person's: between it and the name stand titles and names of states only, and before a lone family name no other name."""
    if found["older"]:
        words = sentence.text[found.start("words"):found.end("words")].replace(",", " ").split()
        return all(word.lower() in _TITLES or word[0].isupper() for word in words)
    before = sentence.text[:found.start("name")].rstrip("\"'“‘(* ").rpartition(" ")[2].strip(".,*\"'“‘(")
    return " " in found["name"] or not before[:1].isupper() or before.lower() in _TITLES


def age_clues(told: Sequence[Sentence]) -> Iterator[Clue]:
    """The age told of each person of data/births.yaml, once: of the full name, or of the family name where only one of those whom the page
    names in full bears it."""
    aged = [(s, m) for s in told for m in _TOLD.finditer(s.low) if _YOUNG <= int(m["age"]) <= _OLD and not other_time(s.low)]
    if not aged:
        return
    words, whole = {w for s in told for w in _WORD.findall(s.low)}, " ".join(s.low for s in told)
    named = [(name, birth) for word in sorted(_by_word().keys() & words) for name, birth in _by_word()[word] if name in whole]
    seen = set[Birth]()
    for sentence in dict.fromkeys(s for s, _ in aged):
        for name, birth in named:
            found = _pattern(name).search(sentence.low)
            if found and birth not in seen and _theirs(sentence, found) and _alone(name, birth, named):
                seen.add(birth)
                yield _clue(birth, int(found["age"] or found["put"] or found["older"]), sentence, found)


def _alone(name: str, birth: Birth, named: Sequence[tuple[str, Birth]]) -> bool:
    """Whether nobody else of that family name is named in full."""
    return all(other == birth or _family(one) != _family(name) for one, other in named)


def _clue(birth: Birth, age: int, sentence: Sentence, found: re.Match[str]) -> Clue:
    first, last = birth.aged(age)
    says = f"{birth.names[0]}, born on {birth.day}, told as {age} years old"
    return Clue("age", says, place(sentence, found), outside([(index(first) - _GRACE, index(last) + _GRACE)], AGE, _RAMP))
