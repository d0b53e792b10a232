"""onrecord ledger: the entries as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import (
    DEFAULT_RECORD,
    Act,
    AsOf,
    ChangedSince,
    ChangedUntil,
    Credible,
    Giver,
    Goods,
    Json,
    MinConfidence,
    MinOrigins,
    Odds,
    Receiver,
    Record,
    Root,
    Since,
    Status,
    Until,
    query,
)
from onrecord.cli.output import STANDING_STYLES, columns, console, give_json, styled
from onrecord.telling.parties import party_names
from onrecord.telling.words import SHORT_ID, amounts, counted, joined, news_words, plain, rests_on, standing_words, stretch, sure_words

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

    from onrecord.model import Entry
    from onrecord.model.entry import EntryLine, LedgerQuery
    from onrecord.store import StoreView

WIDE = 146
"""Columns from which every field has a column of its own."""
LONGEST_CLASS = len("ammunition.small-arms,")
"""Columns that the longest item class takes in a list."""


class Sort(StrEnum):
    """What the table is sorted by: parties (from, to, act), first or last day of publication, or the number of independent origins."""

    parties = "parties"
    first = "first"
    last = "last"
    origins = "origins"


_ORDERS = {Sort.parties: "from", Sort.first: "first", Sort.last: "last", Sort.origins: "origins"}


def command(
    record: Record = DEFAULT_RECORD,
    giver: Giver = None,
    receiver: Receiver = None,
    item: Goods = None,
    act: Act = None,
    status: Status = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    origin: Root = None,
    min_confidence: MinConfidence = 0.0,
    credibility: Credible = None,
    min_origins: MinOrigins = 0,
    disagreement: Odds = None,
    changed_since: ChangedSince = None,
    changed_until: ChangedUntil = None,
    sort: Annotated[Sort, typer.Option("--sort", help="first: oldest first; last and origins: most first.")] = Sort.parties,
    limit: Annotated[int | None, typer.Option("--limit", "-n", min=1, metavar="N", help="Show only so many; the rest is counted.")] = None,
    json: Json = False,
    csv: Annotated[bool, typer.Option("--csv", help="Give CSV instead of a table.")] = False,
) -> None:
    """Show the ledger: who supplied what to whom.

    How each matter stands, and on how many independent origins it rests. "contested" means that sources disagree; the furthest status told
    stands beside it. The grade, such as B2, is the Admiralty code: A to F for the source, 1 to 6 for what it says; onrecord entry ID gives
    its reasons. With --as-of the ledger is settled from what had been published by then, whenever it was read; with
    --min-confidence from claims that the reader is that sure of, or that a person called right.
    """
    from onrecord.flow import open_record

    asked = replace(query(giver, receiver, item, act, status, since, until, as_of, origin, min_confidence, credibility, min_origins, disagreement,
                          changed_since, changed_until), order=_ORDERS[sort], limit=limit)
    with open_record(record) as view:
        if json or csv:
            _machine(view.entries(asked), csv)
        else:
            _tell(view, asked, view.lines(asked))


def _machine(entries: Sequence[Entry], csv: bool) -> None:
    from onrecord.export import write_csv
    from onrecord.export.entries import entry_fields

    if csv:
        print("".join(write_csv(entries)), end="")
    else:
        give_json([entry_fields(e) for e in entries])


def _tell(view: StoreView, asked: LedgerQuery, shown: Sequence[EntryLine]) -> None:
    out = console()
    if asked.as_of:
        out.print(_as_of_line(view, asked.as_of), style="italic")
    if asked.min_confidence:
        out.print(sure_words(asked.min_confidence), style="italic")
    if not shown:
        out.print(_nothing(view))
        return
    out.print(_wide(shown, out.width) if out.width >= WIDE else _narrow(shown, out.width))
    every, contested = len(shown), sum(e.standing == "contested" for e in shown)
    if len(shown) == asked.limit:
        found = view.facets(asked)
        every, contested = found.entries, found.contested
    more = f"; {len(shown):,} shown" if len(shown) < every else ""
    out.print(f"{counted(every, 'entry', 'entries')}, {contested:,} contested{more}. One in full: onrecord entry ID", style="dim")


def _as_of_line(view: StoreView, day: str) -> str:
    undated = sum(f.published is None for f in view.facts().values())
    left_out = f" {counted(undated, 'page')} of unknown date left out." if undated else ""
    return f"As of {plain(day)}: only what had been published by then, whenever it was read.{left_out}"


def _nothing(view: StoreView) -> str:
    every = view.counts()["entries"]
    return f"No entry passes ({counted(every, 'entry', 'entries')} in the record)." if every else "The record has no entries."


def _wide(entries: Sequence[EntryLine], width: int) -> Table:
    table = columns("id", "from", "to", "act", "goods", "amount", "standing", "grade", "published", "origins", "voices", "pages")
    spare = max(width - WIDE, 0) // 4
    for column, most in ((1, 13), (2, 13), (4, LONGEST_CLASS), (5, 13)):
        table.columns[column].max_width = most + spare
    for e in entries:
        table.add_row(
            e.id[:SHORT_ID], styled(party_names(e.giver)), styled(party_names(e.receiver)), e.act, styled(joined(e.families)),
            styled("\n".join(amounts(e)) or "-"), _standing(e), e.credibility, _days(e),
            str(e.origins), str(e.voices), str(e.pages),
        )
    return table


def _narrow(entries: Sequence[EntryLine], width: int) -> Table:
    table = columns("id", "from → to", "what", "standing", "published")
    for column, size in zip(table.columns, _widths(width), strict=True):
        column.width = size
    for e in entries:
        standing = _standing(e)
        standing.append("".join(f"\n{part}" for part in (e.credibility, *rests_on(e))), style="not bold default on default")
        what = "\n".join([e.act, *([joined(e.families)] if e.families else []), *amounts(e)])
        table.add_row(
            e.id[:SHORT_ID], styled(f"{party_names(e.giver)} → {party_names(e.receiver)}"), styled(what), standing,
            _days(e),
        )
        table.add_row()
    return table


def _standing(entry: EntryLine) -> Text:
    """How it stands, and what is new of it where that was asked for."""
    standing = styled(standing_words(entry).replace(" (", "\n("), STANDING_STYLES[entry.standing])
    if entry.news is not None:
        standing.append(f"\n{news_words(entry.news)}", style="italic not bold default on default")
    return standing


def _days(entry: EntryLine) -> str:
    return stretch(entry.first, entry.last).replace(" to ", "\n")


def _widths(width: int) -> tuple[int, ...]:
    """Columns of the narrow table: id, standing and published as wide as their longest, the rest shared, goods first."""
    day, standing, gaps = len("2024-01-01"), len("no evidence"), 8
    rest = max(width - SHORT_ID - standing - day - gaps, 2 * LONGEST_CLASS - 4)
    goods = max(LONGEST_CLASS, rest * 3 // 5)
    return SHORT_ID, rest - goods, goods, standing, day
