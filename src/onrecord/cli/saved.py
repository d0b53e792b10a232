"""onrecord saved: queries with names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli.options import DEFAULT_RECORD, DryRun, Json, Limit, Record
from onrecord.cli.output import columns, console, give_json, give_kept, styled, tell_kept
from onrecord.telling.words import counted, plain

if TYPE_CHECKING:
    from onrecord.model.watching import SavedQuery
    from onrecord.watch.saving import Told

app = typer.Typer(help="Queries with names, for `onrecord watch`.")
Name = Annotated[str, typer.Argument(metavar="NAME", help="The query's name.")]
Text = Annotated[str, typer.Argument(metavar="QUERY", help='The parameters of a ledger address: "from=IR&to=RU&item=uav"; "" for all.')]
Last = Annotated[int, typer.Option("--limit", "-n", min=1, metavar="N", help="Show the last so many notices.")]
Removed = Annotated[bool, typer.Option("--removed", help="Those that were removed, with the ids that restore takes.")]


@app.callback(invoke_without_command=True)
def list_command(context: typer.Context, record: Record = DEFAULT_RECORD, removed: Removed = False, limit: Limit = None, json: Json = False) -> None:
    """List the saved queries, and how many entries are new since each was watched last."""
    if context.invoked_subcommand is not None:
        return
    from onrecord.flow import open_record
    from onrecord.watch.saving import Told, told_of

    with open_record(record) as view:
        every = view.saved(removed=removed)
        found = [Told(query) if removed else told_of(view, query) for query in every[:limit]]
    if json:
        give_json([_fields(t) for t in found])
    elif removed:
        for one in found:
            print(plain(f"{one.query.id}  {one.query.name}  {one.query.asked or 'everything'}  removed {(one.query.removed or '')[:16]}"))
    else:
        _tell(found, len(every))


@app.command("add")
def add_command(name: Name, query: Text, record: Record = DEFAULT_RECORD, dry_run: DryRun = False, json: Json = False) -> None:
    """Save a query under a name. What is new of it counts from now on."""
    from onrecord.flow import open_record
    from onrecord.watch.saving import save

    with open_record(record, write=True, trial=dry_run, made=False) as store:
        made = save(_writable(store), name, query)
    _say(made, f"{made.name}: {made.asked or 'everything'}", dry_run, json)


@app.command("show")
def show_command(name: Name, record: Record = DEFAULT_RECORD, limit: Last = 20, json: Json = False) -> None:
    """Show a saved query and its last notices; `onrecord watch` looks for new ones."""
    from onrecord.flow import open_record
    from onrecord.watch.saving import told_of

    with open_record(record) as view:
        told = told_of(view, view.saved_query(name))
        notices = view.notices(f"saved:{told.query.id}", limit)
    if json:
        from json import loads

        give_json({**_fields(told), "last": [loads(n.body) for n in notices]})
        return
    _tell([told], 1)
    for notice in notices:
        print(plain(f"{notice.at[:16]}  {_title(notice.body)}"))


@app.command("rename")
def rename_command(
    name: Name, new: Annotated[str, typer.Argument(metavar="NEW", help="Its new name.")], record: Record = DEFAULT_RECORD, dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Give a saved query another name. Who watches it goes on as before."""
    from onrecord.flow import open_record

    with open_record(record, write=True, trial=dry_run, made=False) as store:
        made = _writable(store).rename_saved(name, new)
    _say(made, made.name, dry_run, json)


@app.command("remove")
def remove_command(name: Name, record: Record = DEFAULT_RECORD, dry_run: DryRun = False, json: Json = False) -> None:
    """Remove a saved query; restore brings it back."""
    from onrecord.flow import open_record
    from onrecord.watch.saving import now

    with open_record(record, write=True, trial=dry_run, made=False) as store:
        gone = _writable(store).remove_saved(name, now())
    _say(gone, f"{gone.name} is removed; to bring it back: onrecord saved restore {gone.id}", dry_run, json)


@app.command("restore")
def restore_command(
    key: Annotated[str, typer.Argument(metavar="ID", help="The id that remove told.")], record: Record = DEFAULT_RECORD, dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Bring a removed query back."""
    from onrecord.flow import open_record

    with open_record(record, write=True, trial=dry_run, made=False) as store:
        made = _writable(store).restore_saved(key)
    _say(made, made.name, dry_run, json)


def _say(query: SavedQuery, words: str, dry_run: bool, json: bool) -> None:
    """What was done with a query."""
    if json:
        give_kept({"id": query.id, "name": query.name, "query": query.asked, "saved": query.at, "removed": query.removed}, dry_run)
        return
    print(plain(words))
    tell_kept(dry_run)


def _writable(store: Any) -> Any:
    from onrecord.store import Store

    assert isinstance(store, Store)
    return store


def _fields(told: Told) -> dict[str, Any]:
    q = told.query
    return {"id": q.id, "name": q.name, "query": q.asked, "saved": q.at, "removed": q.removed, "entries": told.entries, "new": told.new,
            "looked": told.looked, "notices": told.notices, "fault": told.fault}


def _tell(found: list[Told], every: int) -> None:
    out = console()
    if not found:
        out.print("No query is saved. One is: onrecord saved add NAME QUERY, or in the window.")
        return
    table = columns("name", "query", "entries", "new", "watched last")
    for t in found:
        query = styled(t.query.asked or "everything", "red" if t.fault else "")
        if t.fault:
            query.append_text(styled(f"\nmeans nothing to this version: {t.fault}", "yellow"))
        rest = ("", "", "") if t.fault else (f"{t.entries:,}", f"{t.new:,}", (t.looked or "never")[:16])
        table.add_row(styled(t.query.name, "bold"), query, *rest)
    out.print(table)
    out.print(counted(every, "saved query", "saved queries") + (f"; {len(found):,} shown" if len(found) < every else ""), style="dim")


def _title(body: str) -> str:
    from json import loads

    return str(loads(body)["title"])
