"""Which found claim answers which gold claim: one to one, best first, same act and overlapping words only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.evaluate.told import Told

CARRY_ITEMS = frozenset({"transfer", "production", "use"})
"""Acts of which `is_core` asks for the goods too; the guide leaves them out of most other claims."""

HALF = 0.5


@dataclass(frozen=True, slots=True)
class Pairs:
    """``pairs`` of (found, gold); ``extra`` found claims and ``missed`` gold claims without a partner."""

    pairs: tuple[tuple[Told, Told], ...]
    extra: tuple[Told, ...]
    missed: tuple[Told, ...]


def item_agreement(a: frozenset[str], b: frozenset[str]) -> float:
    """How far two sets of item classes agree, 0 to 1: each class in common counts one, each class of whose first word alone is in common
    a half, over the larger set."""
    if not a or not b:
        return float(not a and not b)
    heads = [{c.partition(".")[0] for c in side} for side in (a - b, b - a)]
    return (len(a & b) + len(heads[0] & heads[1]) / 2) / max(len(a), len(b))


def is_loose(found: Told, gold: Told) -> bool:
    """Whether one side at least has a party in common, or no claim names any."""
    nobody = not (found.giver or found.receiver or gold.giver or gold.receiver)
    return nobody or bool(found.giver & gold.giver or found.receiver & gold.receiver)


def is_core(found: Told, gold: Told) -> bool:
    """Whether parties agree as sets, goods by half or more (where the act carries goods), and the status falls in the same group."""
    goods = gold.act not in CARRY_ITEMS or item_agreement(found.classes, gold.classes) >= HALF
    return goods and found.giver == gold.giver and found.receiver == gold.receiver and found.group == gold.group


def pair(found: Sequence[Told], gold: Sequence[Told]) -> Pairs:
    """The closest pair first, then the closest of what is left; equally close ones in order of found, then of gold."""
    options = [(-_closeness(f, g), i, j) for i, f in enumerate(found) for j, g in enumerate(gold) if f.act == g.act and f.overlaps(g)]
    chosen: dict[int, int] = {}
    for _, i, j in sorted(options):
        if i not in chosen and j not in chosen.values():
            chosen[i] = j
    extra = tuple(f for i, f in enumerate(found) if i not in chosen)
    missed = tuple(g for j, g in enumerate(gold) if j not in chosen.values())
    return Pairs(tuple((found[i], gold[j]) for i, j in chosen.items()), extra, missed)


def restates(found: Told, gold: Sequence[Told]) -> bool:
    """Whether a found claim says elsewhere in the page what a gold claim says: then it is neither right nor wrong."""
    return any(
        found.act == g.act and not found.overlaps(g) and found.giver == g.giver and found.receiver == g.receiver
        and found.group == g.group and (not g.classes or bool(found.classes & g.classes))
        for g in gold
    )


def _closeness(found: Told, gold: Told) -> float:
    """Parties, goods and status group count one each, the very status a half, having a quantity or none a quarter."""
    return (
        _jaccard(found.giver, gold.giver) + _jaccard(found.receiver, gold.receiver) + item_agreement(found.classes, gold.classes)
        + (found.group == gold.group) + (found.status == gold.status) / 2 + ((found.quantity is None) == (gold.quantity is None)) / 4
    )


def _jaccard(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b) if a or b else 1.0
