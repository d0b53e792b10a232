"""Why a claim is read as it is: the explanation of one claim picked out, and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from onrecord.errors import NotFoundError

if TYPE_CHECKING:
    from onrecord.claims.explain import Explanation
    from onrecord.model import Claim


def explained(found: Sequence[Explanation], claims: Sequence[Claim], key: str) -> Explanation:
    """The explanation of the claim whose number on the page or head of id is ``key``.

    ``found``: the page read anew; ``claims``: those of the record, as they are numbered. Raises `NotFoundError` where there is no such
    claim, or the reader that reads now does not make it.
    """
    if key.isdigit() and 1 <= int(key) <= len(claims):
        wanted = claims[int(key) - 1].id
    else:
        wanted = next((c.id for c in claims if len(key) >= 2 and c.id.startswith(key)), "")
    if not wanted:
        raise NotFoundError("claim", key)
    one = next((e for e in found if e.claim.id == wanted), None)
    if one is None:
        raise NotFoundError("claim", key, "this reader does not make it (read the page again)")
    return one


def as_fields(one: Explanation) -> dict[str, Any]:
    """The explanation as JSON: `claim`, `quote`, `word`, `proposer`, `confidence`, `fields`, `signs`, `beside`."""
    told = asdict(one)
    return {"claim": one.claim.id, "quote": one.claim.quote, "word": one.word, "proposer": one.claim.proposer, "confidence": one.claim.confidence,
            "fields": told["fields"], "signs": [list(pair) for pair in one.signs], "beside": [list(row) for row in one.beside]}
