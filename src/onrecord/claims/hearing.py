"""Several proposers heard together: what they agree on is surer, what only one says stands with its own confidence, and where they differ shows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from onrecord.claims.layers import Layers
from onrecord.claims.proposal import Proposal
from onrecord.claims.suggested import admit
from onrecord.model import Skip, Suggestion, status_group

AGREED = 1.0
"""Log odds that a proposer's agreement adds to the chance of being right (odds times 2.7). Chosen, not measured: outside proposers
differ, and make some of the mistakes that ours makes. With it .35 becomes .59, and .60 becomes .80."""


def heard(layers: Layers, own: Sequence[Proposal], suggestions: Sequence[Suggestion]) -> tuple[list[Proposal], list[Skip]]:
    """Our own proposals with what others suggest: those agreed on made surer, the rest of what the page bears out added; and what is refused.

    Without suggestions our own as they are. A suggestion meets a proposal of the same sentence and act that shares a party on the same side
    (on either for cooperation, or where one turns the other round): those that it agrees with wholly if there are any, else the likest,
    whose `proposer` then tells the difference ("frames+endpoint:M (status planned; to PE)"). One proposer meets each proposal once.
    """
    if not suggestions:
        return list(own), []
    suggested, skips = admit(layers, suggestions)
    table = _Table(layers, own)
    open_yet = [p for p in suggested if not table.agreed(p)]
    for p in open_yet:
        if not table.agreed(p) and not table.differed(p):
            table.add(p)
    return sorted(table.proposals, key=lambda p: (p.span, p.anchor, p.act)), skips


class _Table:
    """The proposals heard so far, each with those who spoke for it."""

    def __init__(self, layers: Layers, own: Sequence[Proposal]) -> None:
        self.layers, self.proposals = layers, list(own)
        self.by: list[set[str]] = [{p.proposer} for p in own]

    def agreed(self, p: Proposal) -> bool:
        """Makes surer every proposal that a suggestion agrees with wholly; whether there was any."""
        met = [n for n in self._met(p) if not _differences(self.proposals[n], p)]
        for n in met:
            self._speak(n, p, "", raised(self.proposals[n].score))
        return bool(met)

    def differed(self, p: Proposal) -> bool:
        """Notes a suggestion that differs beside the likest proposal that it meets; whether there was any."""
        met = self._met(p)
        if met:
            n = max(met, key=lambda n: (_shared(self.proposals[n], p), -n))
            self._speak(n, p, f" ({'; '.join(_differences(self.proposals[n], p))})", self.proposals[n].score)
        return bool(met)

    def add(self, p: Proposal) -> None:
        """Takes in a suggestion that meets nothing."""
        self.proposals.append(p)
        self.by.append({p.proposer})

    def _met(self, p: Proposal) -> list[int]:
        return [n for n, other in enumerate(self.proposals) if p.proposer not in self.by[n] and meets(self.layers, other, p)]

    def _speak(self, n: int, p: Proposal, differing: str, score: float) -> None:
        old = self.proposals[n]
        self.proposals[n] = replace(old, proposer=f"{old.proposer}+{p.proposer}{differing}", score=score)
        self.by[n].add(p.proposer)


def meets(layers: Layers, one: Proposal, other: Proposal) -> bool:
    """Whether two proposals speak of one thing: the same act in the same sentence, a party shared, and goods shared where both name some."""
    tree = layers.tree
    near = one.act == other.act and tree.sentence(one.anchor) == tree.sentence(other.anchor)
    goods = {i.span for i in one.items}, {i.span for i in other.items}
    return near and _shared(one, other) > 0 and (not all(goods) or bool(goods[0] & goods[1]))


def _shared(one: Proposal, other: Proposal) -> int:
    """How many parties stand on the same side of both; where they are turned round, or for cooperation, which has no direction, on any."""
    (a, b), (c, d) = one.codes(), other.codes()
    turned = one.act == "cooperation" or (a & d and b & c)
    return len((a | b) & (c | d)) if turned else len(a & c) + len(b & d)


def _differences(one: Proposal, other: Proposal) -> list[str]:
    """What the other says of status and parties that does not fit: a side left open fits any, statuses fit within their group."""
    told = [f"status {other.status}"] if status_group(one.status) != status_group(other.status) else []
    (a, b), (c, d) = one.codes(), other.codes()
    if one.act == "cooperation" and a | b == c | d:
        return told
    sides = (("from", a, c), ("to", b, d))
    return told + [f"{side} {', '.join(sorted(theirs))}" for side, ours, theirs in sides if ours and theirs and ours != theirs]


def raised(score: float) -> float:
    """A confidence after one more proposer agreed: log odds + `AGREED`. What is as good as certain stays what it is."""
    if score >= 0.9999:
        return score
    p = max(score, 1e-4)
    return 1 / (1 + math.exp(-math.log(p / (1 - p)) - AGREED))
