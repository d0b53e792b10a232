"""Why a claim is read as it is: the explanation of one claim picked out, in words, and as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from onrecord.errors import NotFoundError
from onrecord.telling.words import SHORT_ID

if TYPE_CHECKING:
    from onrecord.claims.explain import Explanation
    from onrecord.model import Claim


def picked(claims: Sequence[Claim], key: str) -> Claim:
    """The claim whose number on the page (from 1) or head of id is ``key``. Raises `NotFoundError`."""
    if key.isdecimal() and key.isascii() and len(key) < 10 and 1 <= int(key) <= len(claims):
        return claims[int(key) - 1]
    found = next((c for c in claims if len(key) >= 2 and c.id.startswith(key)), None)
    if found is None:
        raise NotFoundError("claim", key)
    return found


def explained(found: Sequence[Explanation], claims: Sequence[Claim], key: str) -> Explanation:
    """The explanation of the claim whose number on the page or head of id is ``key``.

    ``found``: the page read anew; ``claims``: those of the record, as they are numbered. Raises `NotFoundError` where there is no such
    claim, or the reader that reads now does not make it.
    """
    wanted = picked(claims, key).id
    one = next((e for e in found if e.claim.id == wanted), None)
    if one is None:
        raise NotFoundError("claim", key, "this reader does not make it (read the page again)")
    return one


@dataclass(frozen=True, slots=True)
class FieldTold:
    """A field in words: its value ("-": none), the words of the page, the rule, each alternative that was refused with its chance."""

    field: str
    value: str
    words: tuple[str, ...]
    rule: str
    refused: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WhyTold:
    """An explanation in words. ``signs``: what spoke for or against it (which of the two, log odds above 0, name), weightiest first; ``beside``: what
    else the sentence might have told, likeliest first."""

    head: str
    quote: str
    fields: tuple[FieldTold, ...]
    sure: str
    signs: tuple[tuple[str, float, str], ...]
    beside: tuple[str, ...]


def told(one: Explanation) -> WhyTold:
    """The explanation in words."""
    claim = one.claim
    fields = (FieldTold(f.field, f.value or "-", f.words, f.rule, tuple(f"{name} {chance:.2f}" for name, chance in f.refused)) for f in one.fields)
    return WhyTold(
        f"claim {claim.id[:SHORT_ID]}: {claim.act}, read from the word “{one.word}”", claim.quote, tuple(fields),
        f"confidence {claim.confidence:.2f} that parties, goods and status are right; proposed by {claim.proposer}",
        tuple(("for" if push > 0 else "against", abs(push), name) for name, push in one.signs),
        tuple(f"{act} at “{word}”, chance {chance:.2f}: {reason}" for act, word, chance, reason in sorted(one.beside, key=lambda row: -row[2])),
    )


def as_fields(one: Explanation) -> dict[str, Any]:
    """The explanation as JSON: `claim`, `quote`, `word`, `proposer`, `confidence`, `fields`, `signs`, `beside`."""
    told = asdict(one)
    return {"claim": one.claim.id, "quote": one.claim.quote, "word": one.word, "proposer": one.claim.proposer, "confidence": one.claim.confidence,
            "fields": told["fields"], "signs": [list(pair) for pair in one.signs], "beside": [list(row) for row in one.beside]}
