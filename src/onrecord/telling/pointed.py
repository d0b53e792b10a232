"""Pointed: what words of a page come to, by the rules that the reader has for a field, where a person points at them.

The page is read once more, layer by layer, so that "it" or "the two countries" lead to whom they mean there. What no layer reads is looked up by
name; what has no name is taken as it stands, where the field may hold words at all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.telling.parties import party_code, party_names
from onrecord.telling.words import how_many, how_much

if TYPE_CHECKING:
    from onrecord.model import Article, Money, Quantity, QuantityMention, Reading, Span

FIELDS = ("giver", "receiver", "items", "quantity", "money", "when", "mechanism")
"""The fields that are read from words."""


@dataclass(frozen=True, slots=True)
class Pointed:
    """The ``value`` of a field as a judgement takes it, what it ``says``, and by which ``rule`` the words came to it."""

    value: str
    says: str
    rule: str


_OURS = frozenset({"we", "us", "our", "ours", "ourselves"})


def pointed(article: Article, reading: Reading, field: str, span: Span, home: str | None = None) -> Pointed | None:
    """What the words at ``span`` come to as ``field`` (of `FIELDS`); None where they tell nothing of that sort. ``home`` is whom "we" means there."""
    if field in ("giver", "receiver") and home and _words(article, span).casefold() in _OURS:
        return Pointed(home, party_names((home,)), "whose page it is")
    return _READ[field](article, reading, span)


def _words(article: Article, span: Span) -> str:
    return " ".join(article.text[span.start:span.end].split()).strip(" ,.;:\"“”'‘’()")


def _party(article: Article, reading: Reading, span: Span) -> Pointed | None:
    codes = tuple(dict.fromkeys(code for m in reading.parties if m.span.overlaps(span) for code in m.codes))
    if codes:
        return Pointed(", ".join(codes), party_names(codes), "named or referred to there")
    words = _words(article, span).removesuffix("’s").removesuffix("'s")
    code = party_code(words)
    if not any(c.isupper() for c in words) or "," in code:
        return None  # a name has a capital letter: "us" is no state
    return Pointed(code, party_names((code,)), "a name of it" if code != words else "as it stands")


def _items(article: Article, reading: Reading, span: Span) -> Pointed | None:
    found = [m for m in reading.items if m.span.overlaps(span)]
    told = [(m.cls, _words(article, m.span).replace(";", ",")) for m in found]
    return _told_items(told, "goods read there") if told else None


def _told_items(told: list[tuple[str, str]], rule: str) -> Pointed:
    return Pointed("; ".join(f"{cls}: {name}" for cls, name in told), ", ".join(f"{name} [{cls}]" for cls, name in told), rule)


def _quantity(article: Article, reading: Reading, span: Span) -> Pointed | None:
    found = next((m.quantity for m in _amounts(article, reading, span) if m.quantity), None)
    if found is None or (found.low is None and found.high is None):
        return None
    return Pointed(f"{_ends(found)} {found.unit or ''}".strip(), how_many(found), "a count read there")


def _money(article: Article, reading: Reading, span: Span) -> Pointed | None:
    found = next((m.money for m in _amounts(article, reading, span) if m.money), None)
    if found is None or (found.low is None and found.high is None):
        return None
    return Pointed(f"{found.currency} {_ends(found)}", how_much(found), "a sum read there")


def _amounts(article: Article, reading: Reading, span: Span) -> list[QuantityMention]:
    """Those read at the words in their sentence; else those that the words alone tell."""
    from onrecord.reading.quantities import read_quantities

    return [m for m in reading.quantities if m.span.overlaps(span)] or list(read_quantities(article.text, [span]))


def _ends(amount: Quantity | Money) -> str:
    low, high = ("" if v is None else f"{v:f}".rstrip("0").rstrip(".") for v in (amount.low, amount.high))
    return low if low == high else f"{low}..{high}"


def _when(article: Article, reading: Reading, span: Span) -> Pointed | None:
    found = next((m.when for m in reading.times if m.when and m.span.overlaps(span)), None)
    return Pointed(found.iso, found.iso, "a time read there, against the day of the page") if found else None


def _mechanism(article: Article, reading: Reading, span: Span) -> Pointed | None:
    from onrecord.knowledge.mechanisms import read_mechanisms

    found = next((name for _, name in read_mechanisms(article.text, *span)), None)
    words = _words(article, span)
    return Pointed(found or words, found or words, "known by these words" if found else "as it stands") if words else None


_READ: Mapping[str, Callable[[Article, Reading, Span], Pointed | None]] = {
    "giver": _party, "receiver": _party, "items": _items, "quantity": _quantity, "money": _money, "when": _when, "mechanism": _mechanism,
}
