"""onrecord compare: a register beside the record."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import DEFAULT_RECORD, AsOf, Giver, Json, MinConfidence, Receiver, Record, query
from onrecord.cli.output import columns, console, give_json, styled
from onrecord.telling.exported import told
from onrecord.telling.parties import party_code, party_names
from onrecord.telling.words import SHORT_ID, counted, plain

if TYPE_CHECKING:
    from rich.console import Console

    from onrecord.export.compare import Comparison, Pair, Side
    from onrecord.export.register import Register, RegisterRow, Unread

MOST_WORDS, MOST_UNREAD = 3, 10
"""Sayings that stand beside a difference, and cells that are named; --json has them all."""


class Shape(StrEnum):
    """The shapes of registers that are read back."""

    sipri = "sipri"
    kiel = "kiel"


def command(
    register: Annotated[str, typer.Argument(metavar="REGISTER.csv", help="The register: CSV with a head, as export writes it or others do.")],
    shape: Annotated[Shape | None, typer.Option("--as", help="Its shape; told by its head unless given.")] = None,
    record: Record = DEFAULT_RECORD,
    giver: Giver = None,
    receiver: Receiver = None,
    as_of: AsOf = None,
    min_confidence: MinConfidence = 0.0,
    json: Json = False,
) -> None:
    """Hold a register against the record.

    What is in the news only, in the register only, what agrees, and what disagrees, field by field with the words. --from and --to narrow
    both sides.
    """
    from onrecord.export.compare import compare, comparison_fields
    from onrecord.export.register import read_register
    from onrecord.flow import open_record

    read = read_register(register, party_code, shape.value if shape else None)
    asked = query(giver, receiver, as_of=as_of, min_confidence=min_confidence)
    with open_record(record) as view:
        found = compare(_narrowed(read, asked.giver, asked.receiver), told(view, asked))
    if json:
        give_json(comparison_fields(found))
    else:
        _tell(console(), found)


def _narrowed(register: Register, giver: str | None, receiver: str | None) -> Register:
    """The rows of these parties, those of unknown ones among them."""
    from dataclasses import replace

    def kept(row: RegisterRow) -> bool:
        sides = ((giver, row.giver), (receiver, row.receiver))
        return all(not party or not named or party.casefold() in {n.casefold() for n in named} for party, named in sides)

    return replace(register, rows=tuple(r for r in register.rows if kept(r)))


def _tell(out: Console, found: Comparison) -> None:
    _disagreeing(out, found.disagreeing)
    _agreeing(out, found.agreeing)
    _register_only(out, found.register_only)
    others = found.other_parties
    ids = {id(s) for s in others}
    _news_only(out, "In the news only", [s for s in found.news_only if id(s) not in ids])
    _news_only(out, "In the news only, of parties that the register has no row of", others)
    _unread(out, found.register.unread)
    beside = f", {len(others):,} of them of parties that the register has no row of" if others else ""
    out.print(styled(
        f"{plain(found.register.path)} as {found.register.shape}: {counted(len(found.register.rows), 'row')}, {len(found.agreeing):,} agreeing, "
        f"{len(found.disagreeing):,} disagreeing, {len(found.register_only):,} in the register only; "
        f"{len(found.news_only):,} in the news only{beside}", "dim"))


def _unread(out: Console, unread: Sequence[Unread]) -> None:
    more = [f"and {len(unread) - MOST_UNREAD:,} more (--json has them all)"] if len(unread) > MOST_UNREAD else []
    _list(out, "Not understood, and left out", [*(f"row {u.row}, column {u.column}: {u.reason}" for u in unread[:MOST_UNREAD]), *more])


def _row_words(row: RegisterRow) -> str:
    goods = row.designation or row.description
    return f"row {row.row}: {party_names(sorted(row.giver))} → {party_names(sorted(row.receiver))}, {goods or 'no goods'}"


def _side_words(side: Side) -> str:
    from onrecord.export.compare import goods_words

    entry = side.told.entry
    goods = goods_words(side) or "no goods"
    measure = f", {side.measure}" if side.measure else ""
    return f"{entry.id[:SHORT_ID]}: {party_names(entry.giver)} → {party_names(entry.receiver)}, {goods}{measure}"


def _disagreeing(out: Console, pairs: Sequence[Pair]) -> None:
    if not pairs:
        return
    out.print("Disagreeing", style="bold")
    for pair in pairs:
        out.print(styled(f"{_row_words(pair.row)} · entry {_side_words(pair.side)}{' (a further row of it)' if pair.further else ''}"))
        table = columns("field", "register", "news", "words")
        table.columns[0].no_wrap = True
        for differs in pair.differs:
            more = [f"and {len(differs.words) - MOST_WORDS} more"] if len(differs.words) > MOST_WORDS else []
            said = "\n".join([*differs.words[:MOST_WORDS], *more])
            table.add_row(differs.field, styled(differs.register), styled(differs.news), styled(said, "dim"))
        out.print(table)
        out.print()


def _agreeing(out: Console, pairs: Sequence[Pair]) -> None:
    _list(out, "Agreeing", [
        f"{_row_words(p.row)} · entry {_side_words(p.side)}{' (a further row of it)' if p.further else ''}" for p in pairs])


def _register_only(out: Console, rows: Sequence[RegisterRow]) -> None:
    _list(out, "In the register only", [f"{_row_words(r)}{_told(r)}" for r in rows])


def _told(row: RegisterRow) -> str:
    """What a row tells beside its parties and goods, as the register writes it, to find it by."""
    cells, heads = row.cells, ("date", "measure") if row.aid else ("order_year", "ordered", "delivered")
    called = {"order_year": "order of ", "ordered": "ordered ", "delivered": "delivered "}
    told = [f"{called.get(name, '')}{cells[name]}" for name in heads if cells.get(name)]
    return f" · {', '.join(told)}" if told else ""


def _news_only(out: Console, head: str, sides: Sequence[Side]) -> None:
    from onrecord.export.plain import words_of

    _list(out, head, [
        f"{_side_words(s)}\n  {words_of(s.claims[0], s.told.page(s.claims[0]))}" for s in sides])


def _list(out: Console, head: str, lines: Sequence[str]) -> None:
    if lines:
        out.print(head, style="bold")
        for line in lines:
            out.print(styled(line))
        out.print()
