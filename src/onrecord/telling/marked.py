"""Marked: a page's text cut where evidence starts and ends, what was left out with its reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.model import Article, Block, Claim, Span

FIELDS = (
    ("giver", "from"), ("receiver", "to"), ("items", "goods"), ("quantity", "how many"), ("money", "how much"), ("status", "status"),
    ("certainty", "certainty"), ("when", "when"), ("mechanism", "mechanism"), ("sources", "on whose word"), ("said_when", "said on"),
)
"""The fields of a claim that have words of their own, with what they are called here."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text: the ids of the ``claims`` whose quote it is part of, those that ``start`` in it, and, as "ID field" pairs, which
    ``fields`` were read from it."""

    text: str
    claims: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """A block of the page: its ``pieces``; furniture has the ``reason`` why it was left out."""

    kind: str
    kept: bool
    reason: str
    pieces: tuple[Piece, ...]


def parts(page: Article, claims: Sequence[Claim]) -> Iterator[Part]:
    """The blocks of a page, the kept ones cut where evidence starts and ends."""
    seen = set[str]()
    for block in page.blocks:
        text = page.text[block.span.start:block.span.end]
        inside = [c for c in claims if block.kept and c.span.overlaps(block.span)]
        pieces = tuple(_pieces(page, block, inside, seen)) if inside else (Piece(text),)
        yield Part(block.kind, block.kept, block.reason or ("" if block.kept else "left out"), pieces)


def _pieces(page: Article, block: Block, claims: Sequence[Claim], seen: set[str]) -> Iterator[Piece]:
    """``seen`` are the claims that have started before: a quote over two blocks is led to where it starts."""
    from onrecord.model import Span

    marks = [(f"{c.id} {name}", span) for c in claims for name, _ in FIELDS for span in getattr(c, name).evidence if span.overlaps(block.span)]
    cuts = sorted({*block.span, *_within(block.span, [c.span for c in claims]), *_within(block.span, [s for _, s in marks])})
    for start, end in pairwise(cuts):
        here = Span(start, end)
        held = tuple(c.id for c in claims if c.span.overlaps(here))
        starts = tuple(i for i in held if i not in seen)
        seen.update(starts)
        fields = tuple(dict.fromkeys(mark for mark, span in marks if span.overlaps(here) and mark.split()[0] in held))
        yield Piece(page.text[start:end], held, starts, fields)


def _within(whole: Span, spans: Iterable[Span]) -> set[int]:
    return {place for span in spans for place in span if whole.start < place < whole.end}
