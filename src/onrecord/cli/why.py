"""onrecord article --why: each field of one claim explained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.cli.output import columns, console, styled
from onrecord.telling.words import SHORT_ID, counted, quoted

if TYPE_CHECKING:
    from rich.console import Console

    from onrecord.claims.explain import Explanation

SHOWN = 5
"""Signs, alternatives and neighbours shown of each kind; JSON has all."""


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
