"""onrecord article --why: each field of one claim explained."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from onrecord.cli.output import columns, console, styled
from onrecord.errors import NotFoundError
from onrecord.telling.words import SHORT_ID, counted, quoted

if TYPE_CHECKING:
    from rich.console import Console

    from onrecord.claims.explain import Explanation
    from onrecord.model import Claim

SHOWN = 5
"""Signs, alternatives and neighbours shown of each kind; JSON has all."""


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


def tell(one: Explanation) -> None:
    """The explanation as text."""
    out, claim = console(), one.claim
    out.print(styled(f"claim {claim.id[:SHORT_ID]}: {claim.act}, read from the word “{one.word}”", "bold"))
    out.print(styled(f"  {quoted(claim.quote)}", "dim"))
    _fields(out, one)
    out.print(styled(f"confidence {claim.confidence:.2f} that parties, goods and status are right; proposed by {claim.proposer}"))
    for name, push in one.signs[:SHOWN]:
        out.print(styled(f"  {'for' if push > 0 else 'against':8} {abs(push):.2f}  {name}"))
    if one.beside:
        out.print(styled(f"not told of this sentence: {counted(len(one.beside), 'reading')}"))
        for act, word, chance, reason in sorted(one.beside, key=lambda row: -row[2])[:SHOWN]:
            out.print(styled(f"  {act} at “{word}”, chance {chance:.2f}: {reason}", "dim"))


def _fields(out: Console, one: Explanation) -> None:
    table = columns("field", "value", "words", "rule", "refused")
    for field in one.fields:
        refused = ", ".join(f"{name} {chance:.2f}" for name, chance in field.refused[:SHOWN])
        words = "; ".join(f"“{w}”" if len(w) <= 60 else f"“{w[:57]}...”" for w in field.words[:3])
        table.add_row(field.field, styled(field.value or "-"), styled(words), styled(field.rule), styled(refused))
    out.print(table)
