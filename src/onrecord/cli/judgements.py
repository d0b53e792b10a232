"""onrecord judgements: what people decided, listed, given to others and taken from them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import DEFAULT_RECORD, DryRun, Json, Limit, Record
from onrecord.cli.output import columns, console, give_json, give_kept, styled, tell_kept
from onrecord.errors import InputError, NotFoundError
from onrecord.telling.deciding import about, keep
from onrecord.telling.words import SHORT_ID, counted

if TYPE_CHECKING:
    from onrecord.model import Judgement
    from onrecord.store import StoreView

app = typer.Typer(help="What people decided: list it, or share it as JSON.")
File = Annotated[str, typer.Argument(metavar="FILE", help="JSON lines, as export writes them; - for standard input.")]
All = Annotated[bool, typer.Option("--all", help="Withdrawn ones too, and the withdrawals.")]


@app.callback(invoke_without_command=True)
def list_command(context: typer.Context, record: Record = DEFAULT_RECORD, every: All = False, limit: Limit = None, json: Json = False) -> None:
    """List what people decided; export and import share it."""
    if context.invoked_subcommand is not None:
        return
    from onrecord.flow import open_record
    from onrecord.ledger.signed import opposed

    with open_record(record) as view:
        held = view.judgements()
        shown = held if every else [j for j in held if not j.withdrawn and j.kind != "withdraw"]
        shown = shown[:limit]
        against = opposed(held)
        if json:
            _json(shown, against)
        else:
            _tell([(j, about(view, j)) for j in shown], against, len(held))


@app.command("export")
def export_command(record: Record = DEFAULT_RECORD) -> None:
    """Write every judgement as a JSON line.

    To standard output, withdrawn ones and withdrawals too, so that others can take them in.
    """
    from onrecord.export.judgements import write_judgements
    from onrecord.flow import open_record

    with open_record(record) as view:
        for line in write_judgements(view.judgements()):
            print(line)


@app.command("import")
def import_command(file: File, record: Record = DEFAULT_RECORD, dry_run: DryRun = False, json: Json = False) -> None:
    """Take in judgements that others exported.

    Those that are here already change nothing. Where two people disagree both are kept, the later counts, and it is told.
    """
    from onrecord.export.judgements import read_judgements
    from onrecord.flow import open_record

    given = read_judgements(_lines(file), file)
    with open_record(record, write=True, trial=dry_run, made=False) as store:
        taken = taken_in(store, given)
    if json:
        give_kept({"read": len(given), "new": taken.new, "withdrawn": taken.withdrawn, "renamed": taken.renamed,
                   "unknown": taken.unknown, "opposed": [[a.id, b.id] for a, b in taken.opposed]}, dry_run)
    else:
        _report(taken, len(given))
        tell_kept(dry_run)


@dataclass(slots=True)
class Taken:
    """What an import did: ids that are ``new``, those ``withdrawn`` now that stood before, those ``renamed`` since their id stood for another
    judgement here (old to new), those about claims or pages ``unknown`` here, and pairs ``opposed`` of which one came in."""

    new: list[str] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    renamed: dict[str, str] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)
    opposed: list[tuple[Judgement, Judgement]] = field(default_factory=list)


def taken_in(store: StoreView, given: Sequence[Judgement]) -> Taken:
    """Takes the judgements into a record opened for writing. The same ones again change nothing, in any order; what was withdrawn stays so."""
    from onrecord.ledger.signed import opposed

    taken, before = Taken(), {j.id: j for j in store.judgements()}
    held, fresh = dict(before), []
    for judgement in given:
        named = _named(judgement, held, taken)
        if named.id not in held:
            fresh.append(named)
            held[named.id] = named
        elif named.withdrawn and not held[named.id].withdrawn:
            held[named.id] = replace(held[named.id], withdrawn=True)
    _keep(store, fresh, [j.id for j in held.values() if j.withdrawn and j.id in before and not before[j.id].withdrawn])
    taken.new = [j.id for j in fresh]
    taken.unknown = [j.id for j in fresh if not _known(store, j)]
    now = store.judgements()
    taken.withdrawn = [j.id for j in now if j.withdrawn and j.id in before and not before[j.id].withdrawn]
    taken.opposed = [pair for pair in opposed(now) if any(j.id in taken.new for j in pair)]
    return taken


def _keep(store: StoreView, fresh: Sequence[Judgement], withdrawn: Sequence[str]) -> None:
    from onrecord.store import Store

    assert isinstance(store, Store)
    for judgement in withdrawn:
        store.withdraw(judgement)
    keep(store, fresh)


def _named(judgement: Judgement, held: dict[str, Judgement], taken: Taken) -> Judgement:
    """The judgement, under an id made of its words where its own stands for another one here: both are kept."""
    from onrecord.ledger.signed import renamed

    other = held.get(judgement.id)
    if other is None or replace(other, withdrawn=judgement.withdrawn) == judgement:
        return judgement
    made = renamed(judgement)
    taken.renamed[judgement.id] = made.id
    return made


def _known(view: StoreView, judgement: Judgement) -> bool:
    if judgement.article is None:
        return True
    try:
        view.article(judgement.article)
    except NotFoundError:
        return False
    return True


def _lines(file: str) -> list[str]:
    if file == "-":
        return sys.stdin.read().splitlines()
    try:
        return Path(file).read_text(encoding="utf-8").splitlines()
    except OSError as fault:
        raise InputError(file, f"cannot be read: {fault.strerror}") from fault
    except UnicodeDecodeError as fault:
        raise InputError(file, "is not UTF-8", byte=fault.start) from fault


def _json(shown: Sequence[Judgement], against: Sequence[tuple[Judgement, Judgement]]) -> None:
    from onrecord.export.judgements import judgement_fields

    others = {j.id: sorted(o.id for pair in against if j in pair for o in pair if o is not j) for j in shown}
    give_json([{**judgement_fields(j), "opposed": others[j.id]} for j in shown])


def _tell(shown: Sequence[tuple[Judgement, str]], against: Sequence[tuple[Judgement, Judgement]], every: int) -> None:
    out = console()
    for judgement, words in shown:
        style = "dim" if judgement.withdrawn else ""
        table = columns("", "")
        table.show_header = False
        table.columns[0].no_wrap = True
        table.add_row(judgement.id[:SHORT_ID], styled(words, style or "bold"))
        back = " (withdrawn)" if judgement.withdrawn else ""
        table.add_row("", styled(f"{judgement.by}, {judgement.at[:16]}: {judgement.why}{back}", style))
        for other in (o for pair in against if judgement in pair for o in pair if o is not judgement):
            counts = "the later, which counts" if other.at > judgement.at else "the earlier"
            table.add_row("", styled(f"otherwise: {other.id[:SHORT_ID]} by {other.by}, {counts}", "yellow"))
        out.print(table)
    more = f"; {counted(len(shown), 'judgement')} shown" if len(shown) < every else ""
    out.print(f"{counted(every, 'judgement')} in the record{more}, {counted(len(against), 'pair')} at odds", style="dim")


def _said(judgement: Judgement) -> str:
    """ "Ann (date-is 2024-02-22, 1a2b3c4d)"."""
    return f"{judgement.by} ({' '.join(filter(None, (judgement.kind, judgement.value)))}, {judgement.id[:SHORT_ID]})"


def _report(taken: Taken, read: int) -> None:
    out = console()
    out.print(f"{counted(read, 'judgement')} read: {len(taken.new):,} new, {read - len(taken.new):,} here already, "
              f"{len(taken.withdrawn):,} withdrawn now")
    for old, new in taken.renamed.items():
        out.print(styled(f"{old[:SHORT_ID]} stands for another judgement here; kept as {new[:SHORT_ID]}", "yellow"))
    if taken.unknown:
        out.print(f"{counted(len(taken.unknown), 'judgement')} about pages that this record does not hold: kept, and heard once it does")
    for first, second in taken.opposed:
        out.print(styled(f"at odds: {_said(first)} and {_said(second)}; both are kept, and the later counts", "yellow"))
