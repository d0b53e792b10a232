"""Claims and entries as tables, for CSV and XLSX. What a table cannot hold whole (evidence, history, reasons) is in JSON and Parquet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from onrecord.export.cells import Cell, Table
from onrecord.export.entries import COLUMNS, cells
from onrecord.export.told import Cited, cited, source_chain
from onrecord.model import Article, Claim, Entry

CLAIM_COLUMNS = (
    "id", "act", "from", "to", "items", "names", "systems", "quantity_low", "quantity_high", "quantity_unit", "quantity", "money_low",
    "money_high", "currency", "money", "status", "certainty", "when", "first_day", "last_day", "mechanism", "sources", "anonymous", "said_when",
    "quote", "start", "end", "confidence", "entries", "page", "outlet", "published", "published_grade", "url", "article",
)
_COUNTS = frozenset({"origins", "voices", "pages", "claims"})
Pick = Callable[[Claim], Sequence[str] | None]


def entry_table(entries: Iterable[Entry]) -> Table:
    """A row an entry, in the columns of the entries' CSV."""
    return Table("entries", COLUMNS, (_counted(cells(entry)) for entry in entries))


def _counted(row: Sequence[str]) -> list[Cell]:
    return [int(cell) if name in _COUNTS else cell for name, cell in zip(COLUMNS, row, strict=True)]


def told_claims(
    articles: Iterable[Article], claims_of: Callable[[str], Sequence[Claim]], entries_of: Pick,
) -> Iterator[tuple[Claim, Cited, list[str]]]:
    """Each claim with its page and the ids of its entries, in order of page and place.

    ``claims_of`` gives the claims of an article id; ``entries_of`` the ids of the entries that a claim is in, or None where it is left out.
    """
    for article in articles:
        page = cited(article)
        for claim in sorted(claims_of(article.id), key=lambda c: (c.span, c.id)):
            entries = entries_of(claim)
            if entries is not None:
                yield claim, page, list(entries)


def claim_table(claims: Iterable[tuple[Claim, Cited, list[str]]]) -> Table:
    """A row a claim (`told_claims`)."""
    return Table("claims", CLAIM_COLUMNS, (
        [*_what(c), *_figures(c), *_how(c), *_where(c, page), "; ".join(entries), *_page(page)] for c, page, entries in claims))


def _what(claim: Claim) -> list[Cell]:
    items = claim.items.value
    return [
        claim.id, claim.act, "; ".join(claim.giver.value), "; ".join(claim.receiver.value), "; ".join(dict.fromkeys(i.cls for i in items)),
        "; ".join(i.name for i in items), "; ".join(dict.fromkeys(i.key for i in items if i.key)),
    ]


def _figures(claim: Claim) -> list[Cell]:
    quantity, money = claim.quantity.value, claim.money.value
    counted: list[Cell] = [_number(quantity.low), _number(quantity.high), quantity.unit, quantity.text] if quantity else [None] * 4
    return counted + ([_number(money.low), _number(money.high), money.currency, money.text] if money else [None] * 4)


def _how(claim: Claim) -> list[Cell]:
    when = claim.when.value
    times: list[Cell] = [when.iso, when.start, when.end] if when else [None] * 3
    return [claim.status.value, claim.certainty.value, *times, claim.mechanism.value]


def _where(claim: Claim, page: Cited) -> list[Cell]:
    origin = claim.sources.value[0] if claim.sources.value else None
    said = claim.said_when.value
    return [
        source_chain(claim, page), "yes" if origin is not None and origin.anonymous else "no", said.iso if said else None,
        claim.quote, claim.span.start, claim.span.end, round(claim.confidence, 4),
    ]


def _page(page: Cited) -> list[Cell]:
    return [page.name, page.outlet, page.published.date, page.published.grade, page.url, page.id]


def _number(value: float | None) -> Cell:
    return int(value) if value is not None and float(value).is_integer() else value
