"""Voices: who a claim goes back to, under one key, whose side that speaker is on, and through which other outlet the word came."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.knowledge.outlets import outlet, outlet_key
from onrecord.model import Claim, Source
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
        own = (facts.outlet or facts.origin_at(claim.span)) if facts else claim.article
        country = first.country if first else None
        if first is not None and first.anonymous:
            return Speaker(f"unnamed {country or own.casefold()}", country or own.casefold(), False)
        return Speaker(own.casefold(), country or own.casefold(), True)
    name = " ".join(first.name.casefold().split())
    if first.anonymous:
        return Speaker(f"unnamed {first.country or ''} {name}", first.country or name, False)
    return Speaker(name, first.country or name, True)


MEDIA = frozenset({"outlet", "agency", "newspaper", "broadcaster", "magazine", "medium"})
"""Roles in a chain that are an outlet's; a link without one is an outlet's where knowledge has an outlet of its name."""


def cited_outlet(claim: Claim, facts: ArticleFacts | None) -> str:
    """The key of the outlet whose report the page tells; "" where it tells its own.

    Of the chain "officials ← Reuters ← this paper" that is Reuters: the outlet nearest to the origin that is neither the page's own nor
    the last link, which is the page's own where its outlet is not known. A state's own site is a speaker and no outlet that is cited.
    """
    own = outlet_key(facts.outlet) if facts else ""
    named = [outlet_key(s.name) for s in claim.sources.value[:-1] if s.name and _medium(s)]
    return next((key for key in named if key != own), "")


def teller_of(claim: Claim, facts: ArticleFacts | None) -> str:
    """Who the speaker of a claim is: "page" (its own voice), "outlet" (the outlet it cites, which names nobody) or "person"."""
    first = claim.sources.value[0] if claim.sources.value else None
    if first is None or (not first.name and not first.anonymous):
        return "page"
    key = outlet_key(first.name)
    if key and key == (outlet_key(facts.outlet) if facts else ""):
        return "page"
    return "outlet" if key and key == cited_outlet(claim, facts) else "person"


def _medium(source: Source) -> bool:
    known = outlet(source.name or "")
    if known is not None:
        return known.kind != "government"
    return (source.role or "").casefold() in MEDIA
