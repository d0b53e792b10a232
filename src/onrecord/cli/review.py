"""onrecord review: what waits for a person to look at, as a list, or in the browser."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli.options import DEFAULT_RECORD, Json, Record
from onrecord.cli.output import columns, console, give_json, styled
from onrecord.telling.parties import party_names
from onrecord.telling.words import SHORT_ID, counted, joined, quoted, status_words

if TYPE_CHECKING:
    from onrecord.telling.asked import Asked


class What(StrEnum):
    """What waits: claims, disagreements between two of them, pairs of matters that may be the same."""

    claims = "claims"
    disagreements = "disagreements"
    same = "same"


class Order(StrEnum):
    """In what order claims wait: the least sure first, the most disputed first, or as they were published."""

    confidence = "confidence"
    disagreement = "disagreement"
    told = "told"


SHOWN = 20
"""Things that the list shows unless asked for others: a screen."""
Query = Annotated[str, typer.Option("--query", metavar="TEXT", help="Only what a ledger's address would show: from=IR&act=transfer&sure=0.5.")]


def command(
    record: Record = DEFAULT_RECORD,
    what: Annotated[What, typer.Argument(help="claims, disagreements or same.")] = What.claims,
    query: Query = "",
    order: Annotated[Order, typer.Option("--order", help="confidence, disagreement or told; for claims.")] = Order.confidence,
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, metavar="N", help="Show so many.")] = SHOWN,
    every: Annotated[bool, typer.Option("--all", help="What is decided already, too.")] = False,
    json: Json = False,
    browse: Annotated[bool, typer.Option("--open", help="Go through it in the browser, from the keyboard.")] = False,
    port: Annotated[int, typer.Option("--port", "-p", min=0, max=65535, metavar="N", help="With --open: the port on this machine.")] = 8765,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="With --open: only say the address.")] = False,
    by: Annotated[str, typer.Option("--by", metavar="NAME", envvar="ONRECORD_NAME", help="With --open: your name, signed under decisions.")] = "",
) -> None:
    """List what waits for a person, or go through it in the browser.

    Claims by confidence, the least sure first, unless asked otherwise; disagreements of the most disputed matter first; matters that may be one, the
    nearest in time first. What somebody has decided is left out.
    """
    asked = _asked(query)
    if browse:
        _open(record, asked, what, order, port, no_browser, by)
        return
    from onrecord.flow import open_record
    from onrecord.store.desk import Desk
    from onrecord.telling.lineup import decided, lineup, waiting_fields

    with open_record(record) as view:
        desk = Desk(view)
        done = frozenset[str]() if every else decided(desk, what.value, view.judgements())
        held = lineup(desk, asked, what.value, order.value)
        waiting = [i for i in held.ids if i not in done]
        rows = waiting_fields(desk, what.value, waiting[:limit])
    if json:
        give_json(rows)
    else:
        _tell(rows, what, len(waiting), len(held.ids))


def _asked(query: str) -> Asked:
    from urllib.parse import parse_qsl

    from onrecord.telling.asked import Asked

    return Asked.of(parse_qsl(query.lstrip("?"), keep_blank_values=True))


def _open(record: str, asked: Asked, what: What, order: Order, port: int, no_browser: bool, by: str) -> None:
    from onrecord.telling.asked import url
    from onrecord.web import serve

    given = {**dict(asked.given), **({"what": what.value} if what is not What.claims else {}),
             **({"sort": order.value} if order is not Order.confidence else {})}
    path = url("/review", given)
    serve(record, port, not no_browser, lambda address: typer.echo(f"{record} is open at {address.rstrip('/')}{path} (stop with Ctrl-C)"), by, path)


def _tell(rows: Sequence[dict[str, Any]], what: What, waiting: int, every: int) -> None:
    out = console()
    if not rows:
        out.print(f"Nothing waits ({counted(every, 'item')} in all).")
        return
    table = columns("id", "", "")
    for row in rows:
        for n, line in enumerate(_lines(row, what)):
            table.add_row("" if n else styled(_short(row["id"])), styled(line[0]), styled(line[1]))
        table.add_row()
    out.print(table)
    more = f"; {len(rows):,} shown" if len(rows) < waiting else ""
    out.print(f"{waiting:,} of {counted(every, 'item')} wait{more}. Go through them: onrecord review --open", style="dim")


def _short(key: str) -> str:
    return "\n".join(part[:SHORT_ID] for part in key.split("-"))


def _lines(row: dict[str, Any], what: What) -> list[tuple[str, str]]:
    """What the list shows of a thing: (figures, words) of each of its sides."""
    if what is What.same:
        return [(f"{m['act']}: {party_names(m['from'])} → {party_names(m['to'])}", f"{status_words(m['standing'])}, {m['first']} to {m['last']}")
                for m in row["matters"]]
    return [(f"{c['confidence']:.2f} {c['act']}, {status_words(c['status'])}\n{party_names(c['from'])} → {party_names(c['to'])}"
             f"{': ' * bool(c['items'])}{joined(c['items'], '')}", quoted(c["quote"])) for c in row.get("sides", [row])]
