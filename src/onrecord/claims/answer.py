"""What the learned reader answers about a unit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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


def mean(answers: Sequence[Answer], shares: Sequence[float]) -> Answer:
    """The weighed mean of several models' answers to one question, the time by the last; ``shares`` are taken in order and scaled to 1.

    All answer about the same words, so that parties, goods and statuses are the same in each.
    """
    if len(answers) == 1:
        return answers[0]
    weights = [share / sum(shares[: len(answers)]) for share in shares[: len(answers)]]

    def of(*numbers: float) -> float:
        return sum(number * weight for number, weight in zip(numbers, weights, strict=True))

    def by_name(*told: Mapping[str, float]) -> dict[str, float]:
        return {name: of(*(one[name] for one in told)) for name in told[0]}

    def role(*told: Sequence[tuple[str, float]]) -> tuple[tuple[str, float], ...]:
        return tuple(sorted(by_name(*map(dict, told)).items(), key=lambda pair: (-pair[1], pair[0])))

    items = tuple((row[0][0], of(*(p for _, p in row))) for row in zip(*(a.items for a in answers), strict=True))
    return Answer(
        of(*(a.word for a in answers)), of(*(a.sentence for a in answers)), of(*(a.claim for a in answers)),
        by_name(*(a.status for a in answers)), by_name(*(a.certainty for a in answers)),
        role(*(a.giver for a in answers)), role(*(a.receiver for a in answers)), items, answers[-1].time,
    )
