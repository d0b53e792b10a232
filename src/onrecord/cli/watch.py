"""onrecord watch: what is new in the record, told once to whoever wants to know."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import DEFAULT_RECORD, DryRun, Quiet, Record
from onrecord.cli.output import NOTHING_KEPT, messages, styled
from onrecord.cli.read import cores
from onrecord.errors import OnRecordError, OutputError, QueryError, StoreError
from onrecord.telling.words import counted, plain

if TYPE_CHECKING:
    from onrecord.store import Store
    from onrecord.watch.looking import Watch
    from onrecord.watch.running import Round, Run
    from onrecord.watch.sinks import Sink
    from onrecord.watch.sources import Sources

Named = Annotated[list[str] | None, typer.Argument(metavar="SOURCE...", help="Folders, files, and addresses of feeds or pages to read first.")]
SourcesFile = Annotated[str | None, typer.Option("--sources", metavar="FILE", help="More of them, in a TOML or YAML file.")]
Queries = Annotated[list[str] | None, typer.Option("--query", metavar="QUERY", help='A query without a name: "from=IR&to=RU". Several may be given.')]
Names = Annotated[list[str] | None, typer.Option("--saved", metavar="NAME", help="Only the saved query of this name. Several may be given.")]
Lists = Annotated[list[str] | None, typer.Option("--list", metavar="NAME", help="A list of names that the record keeps (onrecord names).")]
Every = Annotated[str | None, typer.Option("--every", metavar="TIME", help="Again and again: 90s, 15m, 6h, 1d.")]
Once = Annotated[bool, typer.Option("--once", help="Once, which is what happens without --every.")]
Output = Annotated[str | None, typer.Option("--output", "-o", metavar="FILE", help="Append JSON lines to this file; - for standard output.")]
Atom = Annotated[Path | None, typer.Option("--atom", metavar="FILE", help="Write the last notices to this file as an Atom feed.")]
Hook = Annotated[list[str] | None, typer.Option("--webhook", metavar="URL", help="POST each notice here, signed with ONRECORD_WEBHOOK_SECRET.")]
Contact = Annotated[str | None, typer.Option("--contact", metavar="ADDRESS", envvar="ONRECORD_CONTACT", help="Whom servers are told to write to.")]
Workers = Annotated[int | None, typer.Option("--workers", min=0, metavar="N", envvar="ONRECORD_WORKERS", help="As for read.")]
All = Annotated[bool, typer.Option("--all", help="A first look tells of all that there is, not of what comes after.")]


def command(
    source: Named = None, sources: SourcesFile = None, record: Record = DEFAULT_RECORD, query: Queries = None, saved: Names = None,
    list_: Lists = None, every: Every = None, once: Once = False, output: Output = None, atom: Atom = None, webhook: Hook = None,
    contact: Contact = None, history: All = False, workers: Workers = None, dry_run: DryRun = False, quiet: Quiet = False,
) -> None:
    """Tell what is new since the last time.

    Reads the sources that are named into the record, then gives each entry that is new or changed for a saved query, a query or a list of names,
    once: as JSON lines, an Atom file, or to a webhook. New is what the record did not say the last time, whenever it was published.

    With --dry-run the sources are asked and what would be given is shown, as JSON lines; nothing is kept, written or sent.
    """
    from onrecord.watch.schedule import rounds, seconds_of

    if once and every:
        raise typer.BadParameter("--once and --every are not given together")
    if dry_run and every:
        raise typer.BadParameter("--dry-run looks once; leave out --every")
    seconds = None if every is None else seconds_of(every)
    run = _run(record, source or [], sources, (saved or [], query or [], list_ or []), contact, quiet)
    settings = replace(run.settings, workers=cores() if workers is None else workers)
    sinks = _sinks(record, output, atom, webhook or [])
    run = replace(run, sinks=_tried(sinks) if dry_run else sinks, atom=atom, history=history, settings=settings, trial=dry_run)
    fault = False
    with _tried_on(run) as tried:
        for _ in rounds(seconds):
            fault = _round(tried, quiet, again=seconds is not None)
    if dry_run:
        _say(NOTHING_KEPT, quiet)
    if fault:
        raise typer.Exit(1)


def _run(record: str, named: Sequence[str], file: str | None, wanted: tuple[list[str], list[str], list[str]], contact: str | None,
         quiet: bool) -> Run:
    from onrecord import __version__
    from onrecord.intake.fetch import Fetcher
    from onrecord.watch.running import Run
    from onrecord.watch.sources import Sources, read_sources, source_of

    told: Sources = read_sources(file) if file else Sources()
    told = replace(told, every=(*told.every, *map(source_of, named)), contact=contact or told.contact)
    fetcher = Fetcher(told.contact, told.delay, f"OnRecord/{__version__}", told.near) if told.fetched else None
    return Run(record, lambda store: _watches(store, *wanted, quiet=quiet), told.every, fetcher)


def _watches(store: Store, saved: list[str], queries: list[str], lists: list[str], quiet: bool) -> list[Watch]:
    """The watches that are asked for: of all saved queries where none is named. One whose text means nothing now is told, and the others go on."""
    from onrecord.watch.listed import list_watch
    from onrecord.watch.looking import fault_of, query_watch, saved_watch

    found = [store.saved_query(name) for name in saved] if saved else [] if queries or lists else store.saved()
    sound = []
    for one in found:
        if fault := fault_of(one):
            _say(f"saved query {one.name!r} means nothing to this version and is not watched: {fault}", quiet=False)
        else:
            sound.append(saved_watch(one))
    watches = [*sound, *map(query_watch, queries), *(list_watch(store.watch_list(name)) for name in lists)]
    if not watches and not found:
        _say("no query is saved or given: everything is watched", quiet)
        watches = [query_watch("")]
    return list({w.key: w for w in watches}.values())


def _sinks(record: str, output: str | None, atom: Path | None, hooks: Sequence[str]) -> tuple[Sink, ...]:
    from onrecord.watch.sinks import Lines, LinesFile, Posted
    from onrecord.watch.webhook import SECRET, webhook_of

    for file in filter(None, (output if output != "-" else None, str(atom) if atom else None)):
        _writable(record, file)
    found: list[Sink] = [Posted(webhook_of(url, os.environ.get(SECRET, "")), lambda words: _say(words, quiet=False)) for url in dict.fromkeys(hooks)]
    if output is not None and output != "-":
        found.append(LinesFile(Path(output)))
    if output == "-" or (output is None and atom is None and not hooks):
        found.append(Lines(sys.stdout))
    return tuple(found)


@contextmanager
def _tried_on(run: Run) -> Iterator[Run]:
    """The run; where it is a trial for a record that is not there yet, on one that is gone afterwards."""
    from onrecord.flow import open_record

    if not run.trial or "://" in run.record or Path(run.record).exists():
        yield run
        return
    with TemporaryDirectory() as folder:
        made = str(Path(folder) / "trial.record")
        open_record(made, write=True).close()
        yield replace(run, record=made)


def _tried(sinks: Sequence[Sink]) -> tuple[Sink, ...]:
    """Sinks that show what these would be given."""
    from onrecord.watch.sinks import Tried

    shown = set[str]()
    return tuple(Tried(sys.stdout, sink.sink, shown) for sink in sinks)


def _writable(record: str, file: str) -> None:
    """Raises `OutputError` for what is no file to write to, or is the record."""
    path = Path(file)
    if path.is_dir() or not path.parent.is_dir():
        raise OutputError(file, "is a folder; name a file in it" if path.is_dir() else "its folder is not there; make it first")
    if any(path.resolve() == Path(record + end).resolve() for end in ("", "-wal", "-shm", "-journal")):
        raise OutputError(file, "is the record itself; name another file")


def _round(run: Run, quiet: bool, again: bool) -> bool:
    """One round, told in a line; whether something of it has to be looked at. Where there will be another, a fault of this one ends nothing."""
    try:
        done = run.round()
    except (StoreError, OutputError) as fault:
        if not again:
            raise
        _say(f"this round failed: {fault}", quiet=False)
        return True
    except QueryError:
        raise
    except OnRecordError as fault:
        if not again:
            raise
        _say(f"this round failed: {fault}", quiet=False)
        return True
    _tell(done, quiet)
    return done.waiting > 0


def _tell(done: Round, quiet: bool) -> None:
    for skip in done.missed:
        _say(f"{skip.subject}: {skip.reason}: {skip.detail}", quiet)
    for name, looked in done.looked.items():
        first = f"first look: {counted(looked.entries, 'entry', 'entries')} in the record; new is what comes after" if looked.first else ""
        news = counted(len(looked.notices), "notice")
        _say(f"{name}: {first if first and not looked.notices else news}", quiet)
    pages = done.pages
    _say(f"{counted(pages.pages, 'page')} read, {pages.new_pages:,} new; {counted(done.accepted, 'notice')} given"
         + (f"; {done.waiting:,} wait in the outbox" if done.waiting else ""), quiet)


def _say(words: str, quiet: bool) -> None:
    if not quiet:
        messages().print(styled(plain(words), "dim"))


