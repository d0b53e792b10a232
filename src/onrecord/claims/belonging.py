"""Armed groups that are named by their country ("Yemen's Houthis", "Sudan's Rapid Support Forces"): the group acts, not the state."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.claims.layers import Layers
from onrecord.knowledge.parties import is_state
from onrecord.model import PartyMention

_OWNING = frozenset({"nmod:poss", "compound", "amod", "nmod:desc"})


def acting(layers: Layers, word: int, codes: Iterable[str]) -> list[str]:
    """The parties, a state that the sentence of ``word`` names only as whose a group is, as that group."""
    span = layers.tree.sentence_span(layers.tree.sentence(word))
    here = [m for m in layers.reading.parties if span.overlaps(m.span)]
    return list(dict.fromkeys(_acting(layers, code, [m for m in here if code in layers.codes(m)]) for code in codes))


def _acting(layers: Layers, code: str, mentions: list[PartyMention]) -> str:
    groups = [_group(layers, m) for m in mentions] if is_state(code) else []
    return next((g for g in groups if g), code) if all(groups) else code


def _group(layers: Layers, mention: PartyMention) -> str | None:
    """The group whose name a state's stands at as its owner."""
    words = layers.words_in(mention.span)
    top = next((w for w in words if layers.tree.head[w] not in words), None)
    if top is None or layers.tree.rel[top] not in _OWNING:
        return None
    owned = layers.party_at.get(layers.tree.head[top])
    return owned.codes[0] if owned is not None and owned.form == "group" and len(owned.codes) == 1 and not is_state(owned.codes[0]) else None
