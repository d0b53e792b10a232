"""Claims out, one JSON line a page, in the form of the reading guide's gold files, so that they can be read, corrected and scored as such.

    {"id": the page's name, "published": {"date", "basis"}, "page_date", "copied", "outlet", "noise": [lines left out],
     "kept": text that was read, "claims": [
        {"id", "quote", "start", "end", "act", "from", "to", "items": [{"class", "name"}], "quantity", "money", "status", "certainty",
         "when", "mechanism", "sources": [{"name", "role", "country", "anonymous"}], "said_when", "confidence"}, ...]}

``start`` and ``end`` are characters of the page's text as given. A page without claims is a line with none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from onrecord.export.lines import json_line
from onrecord.model import Article, Claim, Money, Published, Quantity, Source, When

Fields = dict[str, Any]


def write_claims(pages: Iterable[Article], claims_of: Callable[[str], Sequence[Claim]]) -> Iterator[str]:
    """The lines, without line ends.

    ``pages`` is every page of a record (`StoreView.pages`); ``claims_of`` gives the claims of an article id.
    """
    for page in pages:
        yield json_line(page_fields(page, claims_of(page.id)))


def page_fields(page: Article, claims: Sequence[Claim]) -> Fields:
    """One page as the guide writes it."""
    stamps = [d.date for d in page.printed if d.role in {"stamp", "markup"}]
    return {
        "id": page.name,
        "published": {"date": page.published.date, "basis": basis(page.published)},
        "page_date": stamps[0] if stamps else None,
        "copied": page.copied,
        "outlet": page.outlet.value if page.outlet else None,
        "noise": left_out(page),
        "kept": page.kept(),
        "claims": [claim_fields(c) for c in sorted(claims, key=lambda c: (c.span, c.id))],
    }


def basis(published: Published) -> str:
    """Why the page is dated as it is, in one line: its reasons from the weightiest on."""
    ordered = sorted(published.reasons, key=lambda r: (-abs(r.weight), r.rule))
    return "; ".join(r.says for r in ordered) or published.grade


def left_out(page: Article) -> list[str]:
    """Every non-blank line that was left out, as it stands in the text."""
    stretches = (page.text[b.span.start:b.span.end] for b in page.blocks if not b.kept)
    return [line for stretch in stretches for line in stretch.splitlines() if line.strip()]


def claim_fields(claim: Claim) -> Fields:
    """One claim as the guide writes it, with its id."""
    return {
        "id": claim.id, "quote": claim.quote, "start": claim.span.start, "end": claim.span.end, "act": claim.act,
        "from": list(claim.giver.value), "to": list(claim.receiver.value),
        "items": [{"class": i.cls, "name": i.name} for i in claim.items.value],
        "quantity": _quantity(claim.quantity.value), "money": _money(claim.money.value), "status": claim.status.value,
        "certainty": claim.certainty.value, "when": _when(claim.when.value), "mechanism": claim.mechanism.value,
        "sources": [_source(s) for s in claim.sources.value] or [_source(Source(None, None, None, False))],
        "said_when": _when(claim.said_when.value), "confidence": round(claim.confidence, 4),
    }


def _when(when: When | None) -> str | None:
    return when.iso if when else None


def _source(source: Source) -> Fields:
    return {"name": source.name, "role": source.role, "country": source.country, "anonymous": source.anonymous}


def _quantity(quantity: Quantity | None) -> Fields | None:
    if quantity is None:
        return None
    fields = {"low": _number(quantity.low), "high": _number(quantity.high), "text": quantity.text}
    return {**fields, "unit": quantity.unit} if quantity.unit else fields


def _money(money: Money | None) -> Fields | None:
    if money is None:
        return None
    return {"low": _number(money.low), "high": _number(money.high), "currency": money.currency, "text": money.text}


def _number(value: float | None) -> float | int | None:
    """Whole numbers without a decimal point, as the guide writes them."""
    return int(value) if value is not None and float(value).is_integer() else value
