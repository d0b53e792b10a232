"""onrecord changes: what became different between two days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import DEFAULT_RECORD, Act, Giver, Goods, Json, MinConfidence, Receiver, Record, Root, Status, query
from onrecord.cli.output import STANDING_STYLES, columns, console, give_json, styled
from onrecord.telling.parties import party_names
from onrecord.telling.words import SHORT_ID, chain, change_words, counted, how_many, how_much, joined, plain, standing_words, status_words

if TYPE_CHECKING:
    from rich.text import Text

    from onrecord.model import Change, Changes, Entry, StatusMove
    from onrecord.store import StoreView

FromDay = Annotated[str, typer.Option("--since", metavar="DATE", help="What was known by the end of this day, month or year, to compare with.")]
ToDay = Annotated[str | None, typer.Option("--until", metavar="DATE", help="What was known by the end of this one; all that is known if not given.")]
MOST_WORDS = 3
"""Words of a change that are told; the rest is counted."""


def command(
    since: FromDay, until: ToDay = None, record: Record = DEFAULT_RECORD, giver: Giver = None, receiver: Receiver = None, item: Goods = None,
    act: Act = None, status: Status = None, origin: Root = None, min_confidence: MinConfidence = 0.0,
    limit: Annotated[int | None, typer.Option("--limit", "-n", min=1, metavar="N", help="Show only so many; the rest is counted.")] = None,
    json: Json = False,
) -> None:
    """Show what changed in the ledger between two days.

    Entries that are new, whose status or standing moved, that became contested or are so no longer, sums and counts told for the first
    time; each with the words that did it. Both days are as of: what had been published by their end, whenever it was read. Filters let an entry
    pass that they fit on either day.
    """
    from onrecord.export.changes import changes_fields
    from onrecord.flow import open_record

    with open_record(record) as view:
        found = view.changes(since, until, query(giver, receiver, item, act, status, origin=origin, min_confidence=min_confidence))
        if json:
            told = changes_fields(found)
            give_json({**told, "changes": told["changes"][:limit]})
        else:
            _tell(view, found, limit)


def _tell(view: StoreView, found: Changes, limit: int | None) -> None:
    out = console()
    out.print(f"From {plain(found.since)} to {plain(found.until or 'now')}: what was published after the one and by the end of the other.",
              style="italic")
    if not found.changes:
        out.print("Nothing changed.")
        return
    table = columns("id", "from → to", "what changed", "by")
    for column, ratio in zip(table.columns[1:], (2, 4, 5), strict=True):
        column.ratio = ratio
    table.expand = True
    for change in found.changes[:limit]:
        table.add_row(change.after.id[:SHORT_ID], _who(change.after), _what(change), _by(view, change))
        table.add_row()
    out.print(table)
    told = joined(f"{n:,} {change_words((kind,))}" for kind, n in found.counts.items() if n)
    more = f"; {limit:,} shown" if limit is not None and limit < len(found.changes) else ""
    out.print(f"{counted(len(found.changes), 'entry', 'entries')} changed: {told}{more}. One in full: onrecord entry ID", style="dim")


def _who(entry: Entry) -> Text:
    what = "\n".join([entry.act, *([joined(entry.items)] if entry.items else [])])
    return styled(f"{party_names(entry.giver)} → {party_names(entry.receiver)}\n{what}")


def _what(change: Change) -> Text:
    after = change.after
    words = styled(change_words(change.kinds) + "\n", "bold")
    if change.before is not None and "moved" in change.kinds:
        words.append_text(styled(f"{standing_words(change.before)} → ", STANDING_STYLES[change.before.standing]))
    words.append_text(styled(standing_words(after), STANDING_STYLES[after.standing]))
    for line in (*map(how_many, change.quantities), *map(how_much, change.moneys)):
        words.append_text(styled(f"\n{line}"))
    for sign, pairs in (("+", change.opened), ("-", change.closed)):
        for kind in dict.fromkeys(d.kind for d in pairs):
            words.append_text(styled(f"\n{sign} disagreement: {status_words(kind)}", "dim"))
    for entry in change.joined:
        words.append_text(styled(f"\njoined by {entry[:SHORT_ID]}", "dim"))
    return words


def _by(view: StoreView, change: Change) -> Text:
    moves = change.movers
    words = styled("\n".join(_word(view, m, change) for m in moves[:MOST_WORDS]))
    rest = len(change.by) - len(moves[:MOST_WORDS])
    if rest:
        words.append_text(styled(f"\nand {counted(rest, 'other word')}", "dim"))
    return words


def _word(view: StoreView, move: StatusMove, change: Change) -> str:
    """A word with the first of its new claims and the text it stands in."""
    claim = view.claim(next(c for c in move.claims if c in change.claims))
    who = chain(claim, view.article(claim.article))
    return f"{move.published or 'not known'} {status_words(move.status)}: {who} ({move.origin[:SHORT_ID]}, claim {claim.id[:SHORT_ID]})"
