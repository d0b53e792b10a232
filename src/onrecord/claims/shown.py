"""What the grammar alone shows of a unit, where the learned reader met too few such sentences to find it in other words than theirs: uses of
another's arms (`claims.traced`) and leave to use or pass on arms (`claims.permits`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.claims.answer import NOBODY, OTHER, Answer
from onrecord.claims.makers import Party
from onrecord.model import ItemMention, status_group

SHOWN = 0.6
"""Chance that such a claim is one and is right in every core field. Of ten uses in the training articles nine are, of seven in 150 White House texts
six; told lower, since those were read while the rules were made."""
SURE = 0.5
"""Chance of a party from which it fills a side that the grammar leaves open."""
HAPPENS = frozenset({"happened", "unseen"})
"""Groups of statuses under which the grammar is enough for a use: of what may, will or must not be used a permission is told as often."""


@dataclass(frozen=True, slots=True)
class Shown:
    """``giver`` and ``receiver`` as GUIDE has them for the act (either may be open), the goods, and ``sources``: whose make or supply they are.
    ``foe``: the side of these that the words leave open, filled by the one foe of the other. ``status``: how far it got where the grammar says
    that too, else None."""

    giver: tuple[Party, ...]
    receiver: tuple[Party, ...]
    items: tuple[ItemMention, ...]
    sources: tuple[Party, ...] = ()
    foe: tuple[Party, ...] = ()
    status: str | None = None

    def holds(self, status: str) -> bool:
        """Whether the grammar is enough for a claim of this status."""
        return self.status is not None or status_group(status) in HAPPENS


def as_shown(shown: Shown, answer: Answer) -> tuple[list[str], list[str]]:
    """The codes of giver and receiver: as the grammar shows them, and for a side that it leaves open what the learned reader is sure of, unless that
    is the other side or who made or gave the arms."""
    giver, receiver, sources = ([code for code, _ in side] for side in (shown.giver, shown.receiver, shown.sources))
    return giver or _likely(answer.giver, receiver + sources), receiver or _likely(answer.receiver, giver + sources)


def _likely(role: Sequence[tuple[str, float]], but: Sequence[str]) -> list[str]:
    return [code for code, p in role if p >= SURE and code not in (NOBODY, OTHER, *but)]
