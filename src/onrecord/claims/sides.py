"""Sides: who cannot supply whom in an article, since they fight each other, or since the supplier arms the other side there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache

from onrecord.claims.answer import NOBODY, OTHER, Answer
from onrecord.knowledge.foes import at_war, opposed

BETWEEN_FRIENDS = frozenset({"transfer", "funding", "training", "permission", "cooperation"})
"""Acts that parties at war with each other never do: on held-out articles and dev 15 of 16 such claims were wrong, mostly arms used against the
"receiver", or its foe taken for its supplier."""
LEAST = 0.05
"""Chance under which a party's role is not counted."""
ARMS = frozenset({"transfer", "funding", "training"})
"""Acts by which one side of a war is helped and not the other; states deal with both, and allow both."""
TIMES = 2.0
"""So many times likelier an article must make the supply of one side than that of its foe, for the latter to be none. Chosen."""

Apart = Callable[[str, str], bool]
"""Whether a giver and a receiver cannot be such."""


def foes(day: str | None) -> Apart:
    """Who cannot give to whom on an ISO day since they fight each other, or one backs whom the other fights."""
    return cache(lambda giver, receiver: opposed(giver, receiver, day))


def sides(answers: Iterable[tuple[str, Answer]], day: str | None) -> Apart:
    """Who does not arm whom by an article's answers, each with its act, on the ISO day of the article: foes, and whose foe the giver arms there."""
    told = _supplied(answers)

    @cache
    def apart(giver: str, receiver: str) -> bool:
        most = TIMES * told.get((giver, receiver), 0.0)
        armed = (other for (one, other), much in told.items() if one == giver and much > most)
        return opposed(giver, receiver, day) or any(at_war(other, receiver, day) for other in armed)

    return apart


def friends(parties: list[str], day: str | None) -> list[str]:
    """The parties, the likeliest first, without those who fight one before them."""
    kept: list[str] = []
    for code in parties:
        if not any(at_war(code, other, day) for other in kept):
            kept.append(code)
    return kept


def _supplied(answers: Iterable[tuple[str, Answer]]) -> Mapping[tuple[str, str], float]:
    """How sure an article is of one party's supply to another: the best chance that any of its answers gives it. Chances are not added up: an
    article that tells ten times of one side may tell once, and plainly, of the other."""
    told: dict[tuple[str, str], float] = {}
    for act, answer in answers:
        if act in ARMS:
            for giver, p in _likely(answer.giver):
                for receiver, q in _likely(answer.receiver):
                    told[giver, receiver] = max(told.get((giver, receiver), 0.0), answer.word * answer.claim * p * q)
    return told


def _likely(role: Iterable[tuple[str, float]]) -> list[tuple[str, float]]:
    return [(code, p) for code, p in role if p >= LEAST and code not in (NOBODY, OTHER)]
