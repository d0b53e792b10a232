"""Around: the words of a claim in the kept text, with those before and after, cut where evidence starts and ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.model import Article, Claim, Filled, Span
from onrecord.telling.marked import FIELDS

BESIDE = 700
"""Characters shown before and after a quote. Chosen: a few sentences, so that a claim is read at a glance."""
BESIDE_EDITED = 4_000
"""The same while a field is edited: whom "it" means may stand further up. Chosen."""


@dataclass(frozen=True, slots=True)
class Bit:
    """A stretch of text that starts at ``start`` of the article; whether it is of the ``quote``, and the ``fields`` that were read from it."""

    start: int
    text: str
    quote: bool
    fields: str


@dataclass(frozen=True, slots=True)
class Para:
    """A block, or what of it is near; ``kept``: part of the article itself; ``cut``: whether something before and after it is not shown."""

    kind: str
    kept: bool
    bits: tuple[Bit, ...]
    cut: tuple[bool, bool] = (False, False)


def around(page: Article, claim: Claim, beside: int = BESIDE) -> tuple[Para, ...]:
    """The blocks around a claim's quote, cut off at words ``beside`` characters away from it."""
    near = Span(_edge(page.text, claim.span.start - beside), _edge(page.text, claim.span.end + beside))
    marks = [(label, span) for name, label in FIELDS for span in _evidence(claim, name)]
    found = []
    for block in page.blocks:
        shown = Span(max(block.span.start, near.start), min(block.span.end, near.end))
        if shown.start < shown.end and (block.kept or block.span.overlaps(claim.span)):
            cut = (shown.start > block.span.start, shown.end < block.span.end)
            found.append(Para(block.kind, block.kept, tuple(_bits(page, shown, claim, marks)), cut))
    return tuple(found)


def _evidence(claim: Claim, name: str) -> tuple[Span, ...]:
    filled: Filled[object] = getattr(claim, name)
    return filled.evidence


def _edge(text: str, at: int) -> int:
    """The place, moved to the start of a word at most 40 characters on."""
    if at <= 0 or at >= len(text):
        return min(max(at, 0), len(text))
    gap = text.find(" ", at, at + 40)
    return at if gap < 0 else gap + 1


def _bits(page: Article, shown: Span, claim: Claim, marks: Sequence[tuple[str, Span]]) -> Iterator[Bit]:
    cuts = sorted({*shown, *_within(shown, (claim.span, *(span for _, span in marks)))})
    for start, end in pairwise(cuts):
        here = Span(start, end)
        fields = dict.fromkeys(label for label, span in marks if span.overlaps(here))
        yield Bit(start, page.text[start:end], claim.span.overlaps(here), ", ".join(fields))


def _within(whole: Span, spans: Iterable[Span]) -> set[int]:
    return {place for span in spans for place in span if whole.start < place < whole.end}
