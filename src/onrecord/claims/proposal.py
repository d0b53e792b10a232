"""A proposal: a claim before its sources, times and verification, whoever proposes it (frames, the learned layer)."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.claims.answer import Answer
from onrecord.claims.makers import Party
from onrecord.model import ItemMention, QuantityMention, Span


@dataclass(frozen=True, slots=True, order=True)
class Unit:
    """A word (its index in the article) that may tell an act."""

    word: int
    act: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """Who, what, to whom and how far, with the rule of each; ``anchor`` is the index of the predicate's word.

    ``lead`` is the predicate of the sentence it leans on, for what its own words leave open. ``enough`` is false where parties are
    missing that the act needs, so that it stands only if the detector supplies them. ``score`` is the detector's probability of the
    act in its sentence, 0 to 1 (1.0 where there is none). ``before``: the items stand before its words, which leave the goods unsaid.
    """

    anchor: int
    span: Span
    act: str
    giver: tuple[Party, ...]
    giver_rule: str
    receiver: tuple[Party, ...]
    receiver_rule: str
    items: tuple[ItemMention, ...]
    quantity: QuantityMention | None
    money: QuantityMention | None
    status: str
    status_words: tuple[int, ...]
    status_rule: str
    proposer: str
    score: float = 1.0
    lead: int | None = None
    enough: bool = True
    answer: Answer | None = None
    signs: tuple[float, ...] = ()
    before: bool = False

    def codes(self) -> tuple[frozenset[str], frozenset[str]]:
        """Giver and receiver codes as sets."""
        return frozenset(c for c, _ in self.giver), frozenset(c for c, _ in self.receiver)

    def classes(self) -> frozenset[str]:
        """Item classes."""
        return frozenset(i.cls for i in self.items)
