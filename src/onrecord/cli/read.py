"""onrecord read: pages into the record."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli.options import DEFAULT_RECORD, DryRun, Json, MinConfidence, Quiet, Record
from onrecord.cli.output import give_json, messages, tell_kept
from onrecord.telling.words import counted, plain

if TYPE_CHECKING:
    from onrecord.flow import Page, Summary
    from onrecord.intake import FieldNames
    from onrecord.proposer import Endpoint

Paths = Annotated[
    list[str],
    typer.Argument(metavar="PATH...", help="Files (.txt .html .jsonl, also .gz), folders of them, or - for standard input."),
]
NOTHING_READ = 3
MOST_WORKERS = 4
WITHOUT_CLAIMS = {"off-topic": "kept, not parsed: no word of arms, forces or sanctions", "no-claim": "read: none of the eight acts is told"}
"""What is said of pages that are in the record and give no claim; other reasons are of pages that were skipped."""


def _field(name: str, what: str) -> Any:
    return typer.Option(name, metavar="NAME", help=f"JSON field that holds {what}.", show_default=True)


def command(
    paths: Paths,
    record: Record = DEFAULT_RECORD,
    id_field: Annotated[str, _field("--id-field", "the page's name")] = "id",
    text_field: Annotated[str, _field("--text-field", "its text")] = "text",
    html_field: Annotated[str, _field("--html-field", "its HTML, where it has no text")] = "html",
    title_field: Annotated[str, _field("--title-field", "its title")] = "title",
    published_field: Annotated[str, _field("--published-field", "its date of publication (tested like any other)")] = "published",
    url_field: Annotated[str, _field("--url-field", "its address")] = "url",
    outlet_field: Annotated[str, _field("--outlet-field", "its outlet")] = "outlet",
    proposer: Annotated[str | None, typer.Option(
        "--proposer", metavar="URL", help="Also ask a model behind an OpenAI-compatible address: page text leaves this machine.")] = None,
    model: Annotated[str | None, typer.Option("--model", metavar="NAME", help="The model that is asked.")] = None,
    proposer_cache: Annotated[Path | None, typer.Option(
        "--proposer-cache", metavar="DIR", help="Keep its answers in this folder, and ask nothing twice.")] = None,
    dry_run: DryRun = False,
    min_confidence: MinConfidence = 0.0,
    workers: Annotated[int | None, typer.Option(
        "--workers", min=0, metavar="N", envvar="ONRECORD_WORKERS",
        help="Processes that read pages; 0: this one alone. Unless given, as many as there are cores, up to 4.")] = None,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Read pages into the record.

    Pages that the record has already change nothing. What cannot be read is skipped and counted with its reason. Exits with 3 where no
    page at all could be read.
    """
    from onrecord.config import SETTINGS
    from onrecord.flow import preview, read
    from onrecord.intake import FieldNames

    fields = FieldNames(id_field, text_field, html_field, title_field, published_field, url_field, outlet_field)
    asked = _endpoint(proposer, model, proposer_cache)
    settings = replace(SETTINGS, min_confidence=min_confidence, workers=cores() if workers is None else workers)
    with progress(paths, fields, shown=not (quiet or json)) as seen:
        summary = preview(paths, fields, settings, seen, asked, record) if dry_run else read(paths, record, fields, settings, seen, asked)
    if json:
        give_json(fields_of(summary, None if dry_run else record))
    elif not quiet:
        tell(summary, record, dry_run)
    if summary.read == 0:
        raise typer.Exit(NOTHING_READ)


def _endpoint(url: str | None, model: str | None, cache: Path | None) -> Endpoint | None:
    """Whom to ask besides the reader: nobody, unless an address and a model are given."""
    if url is None and model is None and cache is None:
        return None
    if url is None or model is None:
        raise typer.BadParameter("--proposer and --model are given together, --proposer-cache with them")
    from onrecord.proposer import Endpoint

    return Endpoint(url, model, cache)


def cores() -> int:
    """Processes to read with: the cores that this one may use, up to `MOST_WORKERS`, each taking some 300 MB."""
    return min(len(os.sched_getaffinity(0)), MOST_WORKERS)


def fields_of(summary: Summary, record: str | None) -> dict[str, Any]:
    """What a run did, as JSON; ``record`` is None where nothing was kept."""
    return {
        "record": record, "pages": summary.pages, "read": summary.read, "new_pages": summary.new_pages, "claims": summary.claims,
        "refused": summary.refused, "unsure": summary.unsure, "skips": dict(sorted(summary.skips.items())),
        "suggestions": summary.suggestions, "unheard": dict(sorted(summary.unheard.items())), "entries": summary.entries,
        "seconds": round(summary.seconds, 3),
    }


def tell(summary: Summary, record: str, dry_run: bool) -> None:
    """What a run did, in a few lines on standard output."""
    speed = f", {summary.pages / summary.seconds:.1f} a second" if summary.seconds > 1 else ""
    print(f"{counted(summary.pages, 'page')} in {summary.seconds:.1f} seconds{speed}: {summary.read:,} read, "
          f"{counted(summary.claims, 'claim')}, {summary.refused:,} refused for lack of evidence"
          + (f", {summary.unsure:,} below --min-confidence" if summary.unsure else ""))
    for reason, number in sorted(summary.skips.items(), key=lambda s: (-s[1], s[0])):
        print(f"  {number:,} {WITHOUT_CLAIMS.get(reason, f'skipped: {reason}')}")
    if summary.suggestions or summary.unheard:
        print(f"proposer: {counted(summary.suggestions, 'suggestion')}")
    for reason, number in sorted(summary.unheard.items(), key=lambda s: (-s[1], s[0])):
        print(f"  {number:,} left out: {reason}")
    if dry_run:
        tell_kept(dry_run)
    else:
        print(f"record {plain(record)}: {counted(summary.new_pages, 'new page')}; {counted(summary.entries, 'entry', 'entries')} in all")


@contextmanager
def progress(paths: Sequence[str], fields: FieldNames, shown: bool) -> Iterator[Callable[[Page], None]]:
    """Tells of each page on standard error: a bar on a terminal, nothing elsewhere or unless ``shown``."""
    out = messages()
    if not shown or not out.is_terminal:
        yield lambda page: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    parts = (BarColumn(), MofNCompleteColumn(), TextColumn("pages, {task.fields[claims]:,} claims"), TimeRemainingColumn())
    with Progress(*parts, console=out, transient=True) as bar:
        task = bar.add_task("", total=_total(paths, fields), claims=0)
        claims = 0

        def seen(page: Page) -> None:
            nonlocal claims
            claims += len(page.claims)
            bar.update(task, advance=1, claims=claims)

        yield seen


def _total(paths: Sequence[str], fields: FieldNames) -> int | None:
    """How many pages there are; None where standard input is among them, which can be read only once."""
    from onrecord.intake import read_captures

    return None if "-" in paths else sum(1 for _ in read_captures(paths, fields))
