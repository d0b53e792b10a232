"""onrecord article --why: each field of one claim explained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.cli.output import columns, console, styled
from onrecord.telling.why import WhyTold, told
from onrecord.telling.words import counted, quoted

if TYPE_CHECKING:
    from rich.console import Console

    from onrecord.claims.explain import Explanation

SHOWN = 5
"""Signs, alternatives and neighbours shown of each kind; JSON has all."""


def tell(one: Explanation) -> None:
    """The explanation as text."""
    out, why = console(), told(one)
    out.print(styled(why.head, "bold"))
    out.print(styled(f"  {quoted(why.quote)}", "dim"))
    _fields(out, why)
    out.print(styled(why.sure))
    for side, push, name in why.signs[:SHOWN]:
        out.print(styled(f"  {side:8} {push:.2f}  {name}"))
    if why.beside:
        out.print(styled(f"not told of this sentence: {counted(len(why.beside), 'reading')}"))
        for words in why.beside[:SHOWN]:
            out.print(styled(f"  {words}", "dim"))


def _fields(out: Console, why: WhyTold) -> None:
    table = columns("field", "value", "words", "rule", "refused")
    for f in why.fields:
        words = "; ".join(f"“{w}”" if len(w) <= 60 else f"“{w[:57]}...”" for w in f.words[:3])
        table.add_row(f.field, styled(f.value), styled(words), styled(f.rule), styled(", ".join(f.refused[:SHOWN])))
    out.print(table)
