"""One claim as the scorer sees it, whichever file or noun it came from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.model import ACTS, STATUSES, Claim, Money, Quantity, status_group

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Range:
    """An amount [``low``, ``high``] (None: open); ``currency`` (ISO 4217) for money, "" for a count."""

    low: float | None
    high: float | None
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What is compared of a claim.

    Parties in lower case; ``classes`` are item classes; ``start`` and ``end`` characters of the text as given. ``origin`` is the name of
    the chain's first link ("" if it has none), ``anonymous`` None where there is no chain at all, ``links`` how many sources the chain has.
    ``when`` is GUIDE's form or None. ``confidence`` is the reader's chance, 0 to 1, that the claim is right; 1 where none is told.
    """

    act: str
    giver: frozenset[str]
    receiver: frozenset[str]
    classes: frozenset[str]
    status: str
    certainty: str | None
    start: int
    end: int
    quote: str
    quantity: Range | None = None
    money: Range | None = None
    when: str | None = None
    origin: str = ""
    anonymous: bool | None = None
    links: int = 0
    confidence: float = 1.0

    @property
    def group(self) -> str:
        """The coarse group of its status."""
        return status_group(self.status)

    def overlaps(self, other: Told) -> bool:
        """Whether the two quotes share a character."""
        return self.start < other.end and other.start < self.end


def told_of(claim: Claim) -> Told:
    """A claim of ours."""
    first = claim.sources.value[0] if claim.sources.value else None
    return Told(
        claim.act, _parties(claim.giver.value), _parties(claim.receiver.value), frozenset(i.cls for i in claim.items.value),
        claim.status.value, claim.certainty.value, claim.span.start, claim.span.end, claim.quote, _amount(claim.quantity.value),
        _amount(claim.money.value), claim.when.value.iso if claim.when.value else None, (first.name or "") if first else "",
        bool(first and first.anonymous), len(claim.sources.value), claim.confidence,
    )


def told_in(row: Row) -> Told:
    """A claim of a gold file. Raises KeyError, TypeError or ValueError where it does not follow the guide."""
    if row["act"] not in ACTS or row["status"] not in STATUSES:
        raise ValueError(f"no such act or status: {row['act']!r}, {row['status']!r}")
    sources = row.get("sources") or []
    return Told(
        row["act"], _parties(row["from"]), _parties(row["to"]), frozenset(i["class"] for i in row.get("items") or ()),
        row["status"], row.get("certainty"), int(row["start"]), int(row["end"]), row.get("quote") or "", _range(row.get("quantity")),
        _range(row.get("money")), row.get("when") or None, (sources[0].get("name") or "") if sources else "",
        bool(sources[0].get("anonymous")) if sources else None, len(sources), _chance(row.get("confidence")),
    )


def _parties(names: Sequence[str]) -> frozenset[str]:
    return frozenset(str(n).strip().lower() for n in names)


def _chance(value: float | None) -> float:
    """Raises ValueError for what is no chance."""
    chance = 1.0 if value is None else float(value)
    if not 0 <= chance <= 1:
        raise ValueError(f"a confidence is between 0 and 1, not {value!r}")
    return chance


def _amount(value: Quantity | Money | None) -> Range | None:
    return None if value is None else Range(value.low, value.high, value.currency if isinstance(value, Money) else "")


def _range(row: Row | None) -> Range | None:
    return Range(row.get("low"), row.get("high"), row.get("currency") or "") if row else None
