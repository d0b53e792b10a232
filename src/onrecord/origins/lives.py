"""Clues from deaths: who is told as doing something on a day of the week was alive then."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import numpy as np

from onrecord.knowledge.deaths import Death, deaths
from onrecord.origins.offices import THAT_DAY, speaks
from onrecord.origins.scale import INDEX, Clue, Scores, index
from onrecord.origins.told import Sentence, other_time, place

_ALIVE = 6.0
_LATER = 60
"""What the days after a death lose at most, and the days over which they lose it: words told of the dead as of the living are of days before, and
are printed for some weeks."""
_WORD = re.compile(r"\w+")


@cache
def _by_word() -> dict[str, tuple[tuple[str, Death], ...]]:
    """Last word of a name, small letters -> the names that end so."""
    found: dict[str, list[tuple[str, Death]]] = {}
    for death in deaths():
        for name in death.names:
            if " " in name:
                found.setdefault(_WORD.findall(name.lower())[-1], []).append((name.lower(), death))
    return {word: tuple(names) for word, names in found.items()}


def _before(death: Death) -> Scores:
    gone = np.clip((INDEX - index(death.known)) / _LATER, 0.0, 1.0)
    scores: Scores = -_ALIVE * gone
    return scores


def life_clues(told: list[Sentence]) -> Iterator[Clue]:
    """Each person of data/deaths.yaml who is told by full name as speaking on a day of that week, once."""
    seen = set[str]()
    for sentence in told:
        words = _by_word().keys() & set(_WORD.findall(sentence.low))
        if not words or other_time(sentence.low) or not THAT_DAY.search(sentence.low):
            continue
        for name, death in sorted((pair for word in words for pair in _by_word()[word]), key=lambda pair: pair[0]):
            found = re.search(rf"\b{re.escape(name)}\b", sentence.low)
            if found and death.names[0] not in seen and speaks(sentence, found):
                seen.add(death.names[0])
                yield Clue("alive", f"{death.names[0]}, who died on {death.day}, told as speaking", place(sentence, found), _before(death))
