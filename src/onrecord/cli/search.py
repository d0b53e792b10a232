"""onrecord search: articles and claims by their words."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli.options import DEFAULT_RECORD, Act, Json, Record, Status
from onrecord.cli.output import console, give_json, styled
from onrecord.telling.parties import party_code
from onrecord.telling.words import SHORT_ID, counted, plain

if TYPE_CHECKING:
    from rich.text import Text

    from onrecord.model.search import Hit, WordQuery


class Kind(StrEnum):
    """What to look through."""

    article = "article"
    claim = "claim"


def command(
    words: Annotated[list[str], typer.Argument(metavar="WORDS...", help="All of them must be there, each taken literally.")],
    record: Record = DEFAULT_RECORD,
    kind: Annotated[Kind | None, typer.Option("--kind", help="Only articles, or only claims.")] = None,
    giver: Annotated[str | None, typer.Option("--from", metavar="PARTY", help="Claims of this supplier: a code or name (IR, Iran).")] = None,
    receiver: Annotated[str | None, typer.Option("--to", metavar="PARTY", help="Claims of this recipient: a code or name (RU, Russia).")] = None,
    act: Act = None,
    status: Status = None,
    outlet: Annotated[str | None, typer.Option("--outlet", metavar="NAME", help="Published by this outlet, as the record names it.")] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help="Published on this day, month or year, or later.")] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="DATE", help="Published on this day, month or year, or earlier.")] = None,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, metavar="N", help="Show only so many of each kind.")] = 20,
    json: Json = False,
) -> None:
    """Find articles and claims by their words.

    Letter case and accents do not matter; "Shahed-136" is found as these two words in a row. The best come first; of very many the newest
    are looked at. --from, --to, --act and --status look through claims alone.
    """
    from onrecord.flow import open_record
    from onrecord.model.search import WordQuery

    asked = WordQuery(" ".join(words), kind and kind.value, since, until, outlet, giver and party_code(giver), receiver and party_code(receiver),
                      act and act.strip().casefold(), status and status.strip().casefold().replace(" ", "_"), limit)
    with open_record(record) as view:
        found = view.find(asked)
    if json:
        give_json([_fields(h) for h in found])
    else:
        _tell(asked, found)


def _fields(hit: Hit) -> dict[str, Any]:
    return {"kind": hit.kind, "id": hit.id, "article": hit.article, "name": hit.name, "published": hit.published, "snippet": hit.snippet,
            "marks": [list(m) for m in hit.marks]}


def _tell(asked: WordQuery, found: Sequence[Hit]) -> None:
    out = console()
    if not found:
        out.print(f"Nothing holds all of: {plain(asked.words)}")
        return
    for hit in found:
        out.print(f"{hit.kind} {hit.id[:SHORT_ID]}  {plain(hit.name)}  {plain(hit.published or 'date unknown')}", style="bold", soft_wrap=True)
        out.print(_marked(hit))
    articles = sum(h.kind == "article" for h in found)
    told = [counted(n, kind, f"{kind}s") for n, kind in ((articles, "article"), (len(found) - articles, "claim")) if n]
    out.print(f"{' and '.join(told)}, at most {asked.limit:,} of each kind", style="dim")


def _marked(hit: Hit) -> Text:
    text = styled(f"  {hit.snippet}")
    for start, end in hit.marks:
        text.stylize("bold yellow", start + 2, end + 2)
    return text
