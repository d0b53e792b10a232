"""Whose make goods are told to be, in their own phrase."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.claims.layers import Layers
from onrecord.model import ItemMention, Span

Party = tuple[str, Span]
_BEFORE = 22
"""Characters before the goods in which their maker, or "-made", may stand."""


def makers(layers: Layers, items: Sequence[ItemMention], but: set[str]) -> list[Party]:
    """The parties whose make the goods are told to be ("Russian S-400 systems", "Iranian-made drones"), in or right before their phrase."""
    out: list[Party] = []
    for item in items:
        for w in words_at(layers, item):
            mention = layers.party_at.get(w)
            if (
                mention is not None
                and mention.form in ("demonym", "name", "collective")
                and not set(mention.codes) & but
                and in_phrase(layers, w, item)
            ):
                out.extend((code, mention.span) for code in mention.codes)
    return list(dict(out).items())


def in_phrase(layers: Layers, w: int, item: ItemMention) -> bool:
    """Whether word ``w`` stands in the noun phrase of the goods."""
    inside = set(layers.words_in(item.span))
    return w in inside or any(h in inside for h, _ in zip(layers.tree.up(w), range(3), strict=False))


def words_at(layers: Layers, item: ItemMention) -> Sequence[int]:
    """The words of the goods and those right before them, where their maker is told."""
    return layers.words_in(Span(max(item.span.start - _BEFORE, 0), item.span.end))
