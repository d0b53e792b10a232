"""Aid in the shape of an aid tracker, for any recipient: a row for each measure (commitment, allocation, delivery) of each item.

What makes a row: a transfer or funding of which a claim says planned (commitment: promised), agreed (allocation: decided, announced), or
underway or done (delivery). The three are never added up: an aid tracker's totals are of one measure at a time, and so must yours be.

- *Type of aid*: humanitarian where all goods of the row have a humanitarian wording (registers.yaml); financial where it is funding, unless
  its mechanism is one whose money is military by law; else military.
- *Item number* and *value* only where they are the item's own; what is told of several goods of an entry together is in a row of all of them, and
  what is told together with goods of another entry stands in the words alone. The value
  stands in the currency it was told in, a row for each currency (the number in the first): as "value committed" for commitments and allocations,
  as "value delivered" for deliveries. Several figures: what their intervals have in common, else the whole stretch.
- *Announcement date*: the first day on which the measure was published, as precisely as it is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from onrecord.export.cells import Cell, Table
from onrecord.export.figures import interval_words
from onrecord.export.lots import Figure, Lot, count_of, lots, sums_of, with_status
from onrecord.export.sipri import MOST_SOURCES, standing
from onrecord.export.told import Told, party_words, told_by
from onrecord.knowledge.registers import OTHER_ITEMS, registers
from onrecord.model import Claim

KIEL_COLUMNS = (
    "id", "donor", "recipient", "announcement_date", "type_of_aid", "measure", "item", "item_type", "item_number", "currency",
    "value_committed", "value_delivered", "source_links", "explanation", "entry",
)
STATUSES = {"commitment": ("planned",), "allocation": ("agreed",), "delivery": ("underway", "done")}
"""Measure to the statuses that make it."""
AID_ACTS = ("transfer", "funding")


class Measure(NamedTuple):
    """A measure of a lot with the claims that tell it of no other lot of the entry, its value in one currency ("" and None where no sum is told) and
    its ``number``, which stands in the first of the lot's currencies, so that it is there once."""

    lot: Lot
    measure: str
    claims: Sequence[Claim]
    currency: str
    value: Figure | None
    number: Figure | None


def kiel_table(every: Iterable[Told]) -> Table:
    """The rows of these entries; those that are no aid are passed over."""
    return Table("aid", KIEL_COLUMNS, (row for told in every for row in kiel_rows(told)))


def kiel_rows(told: Told) -> Iterator[list[Cell]]:
    """The rows of one entry: by item, measure and currency. The id is the entry's and the row's number in it."""
    for number, one in enumerate(measures(told), 1):
        value = interval_words(one.value.low, one.value.high) if one.value else ""
        delivered = one.measure == "delivery"
        yield [
            f"{told.entry.id}-{number}", party_words(told.entry.giver, "unknown donor"), party_words(told.entry.receiver),
            announced(told, one.claims), aid_type(told, one.lot), one.measure, item_words(one.lot), item_type(one.lot),
            interval_words(one.number.low, one.number.high) if one.number else "", one.currency,
            "" if delivered else value, value if delivered else "",
            links(told, one.claims), explanation(told, one.claims), told.entry.id,
        ]


def measures(told: Told) -> Iterator[Measure]:
    """Each lot's measures, once for each currency told."""
    if told.entry.act not in AID_ACTS:
        return
    for lot in lots(told):
        for measure, statuses in STATUSES.items():
            claims = with_status(lot.alone, statuses)
            if claims:
                sums, count = sums_of(with_status(lot.paying, statuses)), count_of(with_status(lot.counting, statuses))
                for currency, figure in sums.items() if sums else [("", None)]:
                    yield Measure(lot, measure, claims, currency, figure, count if currency == min(sums, default="") else None)


def announced(told: Told, claims: Sequence[Claim]) -> str:
    """The first day of publication of these claims."""
    return min((d for c in claims if (d := told.page(c).published.date)), default="")


def aid_type(told: Told, lot: Lot) -> str:
    """military, financial or humanitarian, by the rules above."""
    known = registers()
    if lot.names and all(known.humanitarian & set(name.casefold().replace("-", " ").split()) for name in lot.names):
        return "humanitarian"
    return "financial" if told.entry.act == "funding" and told.entry.mechanism not in known.military_money else "military"


def item_words(lot: Lot) -> str:
    """The system's name, else the wordings told."""
    return lot.designation or "; ".join(lot.names)


def item_type(lot: Lot) -> str:
    """The kind of item, each once; "" where no goods are told."""
    types = registers().kiel_types
    return "; ".join(dict.fromkeys(types.get(cls, OTHER_ITEMS) for cls, _ in lot.kinds))


def links(told: Told, claims: Sequence[Claim]) -> str:
    """The pages' addresses, or their names where no address is known, each once."""
    pages = [told.page(c) for c in claims]
    return "; ".join(list(dict.fromkeys(p.url or p.name for p in pages))[:MOST_SOURCES])


def explanation(told: Told, claims: Sequence[Claim]) -> str:
    """How the entry stands, by what mechanism, and the words with their sources."""
    words = list(dict.fromkeys(f"“{' '.join(c.quote.split())}” ({told_by(c, told.page(c))})" for c in claims))
    more = [f"and {len(words) - MOST_SOURCES:,} more"] if len(words) > MOST_SOURCES else []
    head = [f"Status: {standing(told)}", *([f"mechanism: {told.entry.mechanism}"] if told.entry.mechanism else [])]
    return ". ".join([*head, f"told: {'; '.join([*words[:MOST_SOURCES], *more])}"])
