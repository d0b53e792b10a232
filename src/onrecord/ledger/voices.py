"""Voices: who a claim goes back to, under one key, and whose side that speaker is on."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import Claim
from onrecord.model.origin import ArticleFacts


@dataclass(frozen=True, slots=True)
class Speaker:
    """``key`` tells speakers apart (letter case aside); ``side`` is the country spoken for, or the key where none is known.

    ``named`` is False for "officials" and "sources", of whom the next article may mean others.
    """

    key: str
    side: str
    named: bool


def speaker_of(claim: Claim, facts: ArticleFacts | None) -> Speaker:
    """The first link of the claim's chain; a claim without one, or in the article's own voice, is its outlet's (else its origin's)."""
    first = claim.sources.value[0] if claim.sources.value else None
    if first is None or not first.name:
        own = (facts.outlet or facts.origin) if facts else claim.article
        country = first.country if first else None
        if first is not None and first.anonymous:
            return Speaker(f"unnamed {country or own.casefold()}", country or own.casefold(), False)
        return Speaker(own.casefold(), country or own.casefold(), True)
    name = " ".join(first.name.casefold().split())
    if first.anonymous:
        return Speaker(f"unnamed {first.country or ''} {name}", first.country or name, False)
    return Speaker(name, first.country or name, True)
