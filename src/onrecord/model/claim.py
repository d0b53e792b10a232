"""Claim: one statement, by one source, that one act took place, is under way, planned, possible, stopped or did not happen."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from onrecord.model.values import Filled, Item, Money, Quantity, Span, When

ACTS = ("transfer", "funding", "production", "training", "sanction", "permission", "use", "cooperation")
TOLD_AS_MONEY = frozenset({"transfer", "funding"})
"""Acts whose claims may speak of one matter: a package of arms is a transfer, and where only its sum is told it reads as funding."""
STATUSES = ("done", "underway", "agreed", "planned", "sought", "possible", "halted", "no_evidence", "denied")
CERTAINTIES = ("certain", "probable", "possible")

_GROUPS = {
    "done": "happened",
    "underway": "happened",
    "agreed": "committed",
    "planned": "committed",
    "sought": "open",
    "possible": "open",
    "halted": "negative",
    "denied": "negative",
    "no_evidence": "unseen",
}


def status_group(status: str) -> str:
    """The coarse group of a status: happened, committed, open, negative or unseen (as the scorer groups them)."""
    return _GROUPS[status]


@dataclass(frozen=True, slots=True)
class Source:
    """One link of the chain from the origin to the publisher (GUIDE section 3, ``sources``)."""

    name: str | None
    role: str | None
    country: str | None
    anonymous: bool


@dataclass(frozen=True, slots=True)
class Claim:
    """GUIDE's claim, every field with its evidence. ``giver`` and ``receiver`` are GUIDE's ``from`` and ``to``.

    ``span`` is the quote: one contiguous stretch of the article's text. ``id`` is a hash of article, place, act and fields
    (`claim_id`), never of a clock. ``said_when`` and ``when`` are None inside `Filled` when the article does not say.
    ``when_read`` is the time of ``when`` as it was read (kind and key of its `TimeMention`, and the wording), so that it can be resolved
    against another day of publication; None where no time was read. ``said_read`` is the same of ``said_when``.
    ``proposer`` names the layer that proposed it. ``confidence``: the chance, 0 to 1, that both parties, the goods and how far it got are
    right (calibrated, see docs/reference/reading.md).
    """

    id: str
    article: str
    span: Span
    quote: str
    act: str
    giver: Filled[tuple[str, ...]]
    receiver: Filled[tuple[str, ...]]
    items: Filled[tuple[Item, ...]]
    quantity: Filled[Quantity | None]
    money: Filled[Money | None]
    status: Filled[str]
    certainty: Filled[str]
    when: Filled[When | None]
    mechanism: Filled[str | None]
    sources: Filled[tuple[Source, ...]]
    said_when: Filled[When | None]
    proposer: str = "frames"
    confidence: float = 1.0
    when_read: tuple[str, str, str] | None = None
    said_read: tuple[str, str, str] | None = None


def claim_id(
    article: str,
    span: Span,
    act: str,
    giver: tuple[str, ...],
    receiver: tuple[str, ...],
    items: tuple[Item, ...],
    status: str,
    quantity: Quantity | None = None,
    origin: str = "",
) -> str:
    """16 hex digits of the sha256 of what makes a claim this claim; the same words read the same way give the same id.

    ``origin`` is the name of the first source: two speakers of the same words make two claims.
    """
    parts = [
        article,
        span.start,
        span.end,
        act,
        sorted(giver),
        sorted(receiver),
        sorted((i.cls, i.name) for i in items),
        status,
        quantity and (quantity.low, quantity.high, quantity.unit),
        origin,
    ]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()[:16]
