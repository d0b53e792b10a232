"""What the learned reader answers about a unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.model import Span

NOBODY, OTHER = "", "?"
"""In a role's list: no party at all, and a party that is no candidate."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the model says of a unit.

    ``word``, ``sentence``: the probability that the word, the sentence tells the act; ``claim``: that a claim stands there, its clues
    weighed. ``status``, ``certainty``: name -> probability; ``giver``, ``receiver``: ((party, probability), ...), likeliest first,
    `NOBODY` and `OTHER` among them (each sums to 1; several parties of one role share it). ``items``: ((characters of the article,
    probability that the claim names it), ...). ``time``: the characters of the likeliest time, or None for none, and its probability.
    """

    word: float
    sentence: float
    claim: float
    status: Mapping[str, float]
    certainty: Mapping[str, float]
    giver: tuple[tuple[str, float], ...]
    receiver: tuple[tuple[str, float], ...]
    items: tuple[tuple[Span, float], ...]
    time: tuple[Span | None, float]
