"""Transfers in the shape of an arms transfers register: order and deliveries of one weapon in one row, what is uncertain in round brackets.

What makes a row: each lot (`lots`) of a transfer of which a claim says agreed, planned, underway or done, except goods that are only told of
together with others. A transfer that was only sought, thought possible or denied is no row.

- *Number ordered* from claims that say agreed, else planned; *number delivered* from done, else underway. Only figures that are the lot's own,
  of pieces. Several figures: what their intervals have in common, else the whole stretch. Never a sum.
- *Year of order* and *years of delivery* from the time of the act in these claims; where none tells one, the year of publication of the first.
- A number is in brackets unless it is one number, every claim that tells it is certain, the figures agree, an order behind it is agreed (not
  planned) or a delivery done (not underway), and the entry is not contested.
- A year is in brackets where it was taken from the day of publication, where a claim that tells it is not certain or rests on a page of weak or
  unknown date, where the time is an interval of several years or open, and where the entry is contested.
- What is not told is empty: a delivery without a known order has no number ordered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from onrecord.export.cells import Cell, Table
from onrecord.export.figures import bracketed, interval_words, year_words
from onrecord.export.lots import DELIVERIES, ORDERS, Figure, Lot, count_of, lots, sums_of, with_status
from onrecord.export.told import Told, party_words, told_by, year_of
from onrecord.knowledge.registers import registers
from onrecord.model import Claim

SIPRI_COLUMNS = (
    "Supplier", "Recipient", "Number ordered", "Weapon designation", "Weapon description", "Year of order", "Year(s) of delivery",
    "Number delivered", "Comments", "Entry",
)
MOST_SOURCES = 12
"""Sources, and wordings, that a row's comments name; the rest is counted. A cell of a spreadsheet holds 32,767 characters."""
UNSURE_GRADES = ("weak", "unknown")


def sipri_table(every: Iterable[Told]) -> Table:
    """The rows of these entries; those that are no transfer are passed over."""
    return Table("transfers", SIPRI_COLUMNS, (row for told in every for row in sipri_rows(told)))


def sipri_rows(told: Told) -> Iterator[list[Cell]]:
    """The rows of one entry."""
    for lot in transfers(told):
        number, delivered = ordered_number(lot), delivered_number(lot)
        yield [
            party_words(told.entry.giver, "unknown supplier"), party_words(told.entry.receiver, "unknown recipient"),
            _number(told, number), lot.designation, description(lot), _years(told, phase(lot, ORDERS)), _years(told, phase(lot, DELIVERIES)),
            _number(told, delivered), comments(told, lot), told.entry.id,
        ]


def transfers(told: Told) -> list[Lot]:
    """The lots of a transfer that was ordered or delivered; goods told of only together with others are in the rows of each."""
    if told.entry.act != "transfer":
        return []
    return [lot for lot in lots(told) if not lot.many and (phase(lot, ORDERS) or phase(lot, DELIVERIES))]


def phase(lot: Lot, statuses: Sequence[str]) -> list[Claim]:
    """The claims of a lot with the first of these statuses that any has."""
    return next((found for status in statuses if (found := with_status(lot.claims, (status,)))), [])


def ordered_number(lot: Lot) -> Figure | None:
    """How many were ordered."""
    return _first(lot, ORDERS)


def delivered_number(lot: Lot) -> Figure | None:
    """How many were delivered."""
    return _first(lot, DELIVERIES)


def _first(lot: Lot, statuses: Sequence[str]) -> Figure | None:
    return next((found for status in statuses if (found := count_of(with_status(lot.counting, (status,))))), None)


def _number(told: Told, figure: Figure | None) -> str:
    if figure is None:
        return ""
    sure = figure.exact and figure.agreed and told.entry.standing != "contested"
    return bracketed(interval_words(figure.low, figure.high), not (sure and all(map(_firm, figure.claims))))


def _firm(claim: Claim) -> bool:
    return claim.certainty.value == "certain" and claim.status.value in ("agreed", "done")


def _years(told: Told, claims: Sequence[Claim]) -> str:
    years, sure = years_told(told, claims)
    return bracketed(year_words(years), not sure or told.entry.standing == "contested")


def years_told(told: Told, claims: Sequence[Claim]) -> tuple[set[int], bool]:
    """The years of the act in these claims, else the year of publication of the first; and whether nothing about them is uncertain."""
    found: set[int] = set()
    sure = True
    for claim in claims:
        years = _years_of(claim, year_of(told.page(claim).published.date))
        found |= years
        sure = sure and (not years or _dated(told, claim, len(years)))
    if found:
        return found, sure
    days = sorted(d for c in claims if (d := told.page(c).published.date))
    return ({int(days[0][:4])} if days else set()), False


def _years_of(claim: Claim, published: int | None) -> set[int]:
    """The years of a claim's time; an open end reaches to its publication, an open beginning is the year of the end alone."""
    when = claim.when.value
    if when is None or (when.start is None and when.end is None):
        return set()
    start, end = year_of(when.start), year_of(when.end)
    last = end if end is not None else max(published or 0, start or 0)
    return set(range(start if start is not None else last, last + 1))


def _dated(told: Told, claim: Claim, years: int) -> bool:
    when = claim.when.value
    closed = when is not None and when.start is not None and when.end is not None
    return years == 1 and closed and claim.certainty.value == "certain" and told.page(claim).published.grade not in UNSURE_GRADES


def description(lot: Lot) -> str:
    """What kind of weapon it is, as registers say; the wording where no class is known."""
    words = registers().descriptions
    return words.get(lot.kinds[0][0], lot.kinds[0][0]) if lot.kinds else ""


def comments(told: Told, lot: Lot) -> str:
    """How it stands, the wordings, figures that are not pieces or sums, and on whose word."""
    entry = told.entry
    parts = [f"Status: {standing(told)}"]
    if lot.names:
        parts.append(f"as told: {', '.join(_cut(lot.names))}")
    if entry.mechanism:
        parts.append(f"mechanism: {entry.mechanism}")
    parts += [f"value: {currency} {interval_words(f.low, f.high)}" for currency, f in sums_of(lot.paying).items()]
    told_in = ((q, q.unit) for c in lot.counting if (q := c.quantity.value))
    counted = dict.fromkeys(f"{interval_words(q.low, q.high)} ({unit})" for q, unit in told_in if unit)
    if counted:
        parts.append(f"also counted: {', '.join(counted)}")
    together = dict.fromkeys(words for c in lot.claims if (words := _with_others(lot, c)))
    if together:
        parts.append(f"together with other goods: {', '.join(_cut(list(together)))}")
    parts.append(f"sources: {sources(told, lot.claims)}")
    return ". ".join(parts)


def _with_others(lot: Lot, claim: Claim) -> str:
    """A count that is told of the lot's goods and others together: "90 (drones, shells)"; "" where there is none."""
    count = claim.quantity.value
    if count is None or claim in lot.counting:
        return ""
    return f"{interval_words(count.low, count.high)} {count.unit or ''}".strip() + f" ({', '.join(i.name for i in claim.items.value)})"


def standing(told: Told) -> str:
    """How an entry stands, with the furthest status told where that is another."""
    entry = told.entry
    words = entry.standing if entry.standing == entry.status else f"{entry.standing} (furthest told: {entry.status})"
    return words.replace("_", " ")


def sources(told: Told, claims: Sequence[Claim]) -> str:
    """On whose word, in order of publication, each chain once."""
    return "; ".join(_cut(list(dict.fromkeys(f"{told_by(c, told.page(c))} [{c.status.value.replace('_', ' ')}]" for c in claims))))


def _cut(parts: Sequence[str]) -> list[str]:
    """The first of them, and how many more there are."""
    return [*parts[:MOST_SOURCES], *([f"and {len(parts) - MOST_SOURCES:,} more"] if len(parts) > MOST_SOURCES else [])]
