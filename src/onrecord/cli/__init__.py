"""onrecord: one command a file.

read | ledger | entry | changes | article | search | origins | report | serve | review | judge | judgements | compare | evaluate | export |
proposer | saved | names | watch | mcp | doctor.

Exit codes: 0 all went well; 1 an error that the message explains, or `doctor` found one; 2 a command line that makes no sense; 3 `read`
read no page at all; 130 stopped from the keyboard. Results go to standard output, everything else to standard error.
"""

from __future__ import annotations

import sys
from typing import TextIO

import typer

from onrecord.cli import (
    article,
    changes,
    compare,
    doctor,
    entry,
    evaluate,
    export,
    judge,
    judgements,
    ledger,
    mcp,
    names,
    origins,
    proposer,
    read,
    report,
    review,
    saved,
    search,
    serve,
    watch,
)
from onrecord.errors import OnRecordError

__all__ = ["app", "main"]

app = typer.Typer(
    add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None,
    help="Reads news pages and keeps the record: who supplied what to whom, how much, when, on whose word, how sure they were, "
    "and how the story changed. Each COMMAND has its own --help.",
)
for _name, _command in (
    ("read", read.command), ("ledger", ledger.command), ("entry", entry.command), ("changes", changes.command),
    ("article", article.command), ("search", search.command), ("origins", origins.command), ("report", report.command),
    ("judge", judge.command), ("review", review.command),
    ("serve", serve.command), ("mcp", mcp.command), ("watch", watch.command),
    ("evaluate", evaluate.command), ("export", export.command), ("compare", compare.command), ("doctor", doctor.command),
):
    app.command(_name)(_command)
app.add_typer(judgements.app, name="judgements")
app.add_typer(proposer.app, name="proposer")
app.add_typer(saved.app, name="saved")
app.add_typer(names.app, name="names")


@app.callback(invoke_without_command=True)
def _options(version: bool = typer.Option(False, "--version", help="Say which version this is.", is_eager=True)) -> None:
    if version:
        from onrecord import __version__

        typer.echo(f"onrecord {__version__}")
        raise typer.Exit


def main() -> None:
    """The command line. An `OnRecordError` is told in one line; anything else is a bug and keeps its traceback."""
    for stream in (sys.stdout, sys.stderr):
        _speak(stream)
    try:
        app(prog_name="onrecord")
    except OnRecordError as error:
        print(f"error: {' '.join(str(error).split())}", file=sys.stderr)
        raise SystemExit(1) from None
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        raise SystemExit(130) from None


def _speak(stream: TextIO) -> None:
    """What is piped is UTF-8; a terminal that lacks a letter shows it as "?"."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace") if stream.isatty() else reconfigure(encoding="utf-8", errors="backslashreplace")
