"""onrecord proposer export | import: questions to a model written out, answers read in; nothing here opens a connection."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.options import DEFAULT_RECORD, DryRun, Json, Quiet, Record
from onrecord.cli.output import give_json, give_kept, tell_kept
from onrecord.cli.read import NOTHING_READ, Paths, fields_of, progress, tell
from onrecord.telling.words import counted, plain

app = typer.Typer(no_args_is_help=True, help="Questions to a model as batch lines, and its answers.")
Model = Annotated[str, typer.Option("--model", metavar="NAME", help="The model that is to answer, as its provider calls it.")]
Out = Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="Where the lines are written; an older file is replaced.")]
Given = Annotated[Path, typer.Argument(metavar="FILE", help="Answers: a provider's batch output, or lines written by hand.")]


@app.command("export")
def export_command(paths: Paths, output: Out, model: Model, dry_run: DryRun = False, json: Json = False) -> None:
    """Write the questions about pages as batch lines.

    Only pages that would be parsed, cut where they are long. Nothing is sent: the file is yours to send.
    """
    from onrecord.flow import questions
    from onrecord.proposer import checked_model, write_requests
    from onrecord.proposer.batch import look_before

    asked = questions(paths, checked_model(model))
    if dry_run:
        look_before(output)
    count = sum(1 for _ in asked) if dry_run else write_requests(output, asked)
    if json:
        give_kept({"output": str(output), "questions": count}, dry_run)
        return
    print(f"{counted(count, 'question')} in {plain(str(output))}")
    tell_kept(dry_run)


@app.command("import")
def import_command(
    file: Given,
    paths: Paths,
    record: Record = DEFAULT_RECORD,
    dry_run: DryRun = False,
    json: Json = False,
    quiet: Quiet = False,
) -> None:
    """Read pages into the record with a file of answers.

    As `read` does, each suggestion held against its page. Exits with 3 where no page at all could be read.
    """
    from onrecord.flow import FIELDS, preview, read
    from onrecord.proposer import Answers

    answers = Answers(file)
    with progress(paths, FIELDS, shown=not (quiet or json)) as seen:
        summary = preview(paths, seen=seen, proposer=answers, record=record) if dry_run else read(paths, record, seen=seen, proposer=answers)
    if json:
        unread = {"bad_lines": len(answers.faults), "unused_answers": answers.unused}
        give_json(fields_of(summary, None if dry_run else record) | unread)
    elif not quiet:
        tell(summary, record, dry_run)
        print(f"answers {plain(str(file))}: {answers.unused:,} to no page here, {counted(len(answers.faults), 'line')} that cannot be read")
    if summary.read == 0:
        raise typer.Exit(NOTHING_READ)
