"""onrecord names: lists of names, and where they stand in the record."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import DEFAULT_RECORD, DryRun, Json, Limit, Record
from onrecord.cli.output import columns, console, give_json, give_kept, styled, tell_kept
from onrecord.telling.outfile import STDOUT, write_text
from onrecord.telling.words import SHORT_ID, counted, plain

if TYPE_CHECKING:
    from onrecord.store import StoreView
    from onrecord.watch.hits import Hit

app = typer.Typer(help="Lists of names: keep them, and find them in the record.")
Name = Annotated[str, typer.Argument(metavar="NAME", help="The list's name.")]
File = Annotated[str, typer.Argument(metavar="FILE", help="A CSV with the columns name, aliases, code, note.")]
Listed = Annotated[str, typer.Argument(metavar="LIST", help="A list that the record keeps, or a CSV file.")]
Output = Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="Write to this file; - for standard output.")]


@app.callback(invoke_without_command=True)
def list_command(context: typer.Context, record: Record = DEFAULT_RECORD, limit: Limit = None, json: Json = False) -> None:
    """List the lists of names that the record keeps."""
    if context.invoked_subcommand is not None:
        return
    from onrecord.flow import open_record
    from onrecord.watch.names import names_in

    with open_record(record) as view:
        every = view.watch_lists()
        found = [(kept, len(names_in(kept.text, kept.name))) for kept in every[:limit]]
    if json:
        give_json([{"name": kept.name, "kept": kept.at, "names": count} for kept, count in found])
        return
    for kept, count in found:
        print(plain(f"{kept.name}: {counted(count, 'name')}, kept {kept.at[:16]}"))
    if len(found) < len(every):
        print(f"{counted(len(every), 'list')}; {len(found):,} shown")
    if not found:
        print("No list of names is kept. One is: onrecord names keep NAME FILE, or in the window.")


@app.command("keep")
def keep_command(name: Name, file: File, record: Record = DEFAULT_RECORD, dry_run: DryRun = False, json: Json = False) -> None:
    """Keep a list in the record, in place of one of the same name. `onrecord watch --list NAME` watches it."""
    from onrecord.flow import open_record
    from onrecord.model.watching import WatchList
    from onrecord.store import Store
    from onrecord.watch.names import names_in, read_names
    from onrecord.watch.saving import now

    text = read_names(file)
    made, count = WatchList(name, now(), text), len(names_in(text, file))
    with open_record(record, write=True, trial=dry_run, made=False) as store:
        assert isinstance(store, Store)
        store.keep_list(made)
    if json:
        give_kept({"name": name, "kept": made.at, "names": count}, dry_run)
        return
    print(plain(f"{name}: {counted(count, 'name')}"))
    tell_kept(dry_run)


@app.command("remove")
def remove_command(name: Name, record: Record = DEFAULT_RECORD, dry_run: DryRun = False, json: Json = False) -> None:
    """Remove a list from the record."""
    from onrecord.flow import open_record
    from onrecord.store import Store

    with open_record(record, write=True, trial=dry_run, made=False) as store:
        assert isinstance(store, Store)
        store.remove_list(name)
    if json:
        give_kept({"name": name, "removed": True}, dry_run)
        return
    print(plain(f"{name} is removed"))
    tell_kept(dry_run)


@app.command("find")
def find_command(
    list_: Listed, record: Record = DEFAULT_RECORD, limit: Limit = None, json: Json = False,
    csv: Annotated[bool, typer.Option("--csv", help="Give CSV instead of text.")] = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Give a line of JSON for each hit.")] = False,
    least: Annotated[float, typer.Option("--least", min=0.0, max=1.0, metavar="P", help="Only hits with this score or more (0 to 1).")] = 0.0,
    output: Output = STDOUT,
) -> None:
    """Find where the names of a list stand in the record: as parties, makers, goods or speakers, with score and quote."""
    from onrecord.flow import open_record
    from onrecord.watch.hits import COLUMNS, hit_fields, hits_of, write_hits
    from onrecord.watch.names import Names, names_in

    with open_record(record) as view:
        text = _text(view, list_)
        every = [hit for hit in hits_of(view, Names(names_in(text, list_))) if hit.match.score >= least]
        found = every[:limit]
        if json:
            give_json(list(hit_fields(view, found)))
        elif jsonl:
            write_text((f"{line}\n" for line in write_hits(view, found)), output, record)
        elif csv:
            from onrecord.export.cells import Table, csv_lines

            rows = ([fields[name] for name in COLUMNS] for fields in hit_fields(view, found))
            write_text(csv_lines(Table("hits", COLUMNS, rows)), output, record)
        else:
            _tell(found, len(every))


def _text(view: StoreView, given: str) -> str:
    from onrecord.watch.names import read_names

    return read_names(given) if Path(given).is_file() else view.watch_list(given).text


def _tell(found: list[Hit], every: int) -> None:
    out = console()
    if not found:
        out.print("None of these names stands in the record.")
        return
    table = columns("name", "in the record", "score", "entry", "claim")
    for hit in found:
        how = f"{hit.match.score:.2f} {hit.match.way}"
        words = styled(f"{hit.field}: {hit.value}", "bold")
        words.append_text(styled(f"\n{hit.claim.quote}"))
        table.add_row(styled(hit.match.listed.name), words, how, hit.entry[:SHORT_ID], hit.claim.id[:SHORT_ID])
    out.print(table)
    names = len({hit.match.listed.line for hit in found})
    more = f" ({counted(every, 'hit')} in all)" if len(found) < every else ""
    out.print(f"{counted(len(found), 'hit')} of {counted(names, 'name')}{more}. The claim in full: onrecord entry ID", style="dim")
