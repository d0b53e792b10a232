"""onrecord mcp: the record for assistants."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.options import DEFAULT_RECORD, Record
from onrecord.errors import ExtraError
from onrecord.telling.deciding import given_words

Judging = Annotated[bool, typer.Option("--judging", help="Also let it keep judgements, signed with --by; nothing else ever writes.")]
By = Annotated[str, typer.Option("--by", metavar="NAME", envvar="ONRECORD_NAME", help="Whose judgements they are: your name.")]


def command(record: Record = DEFAULT_RECORD, judging: Judging = False, by: By = "") -> None:
    """Serve the record to an assistant (Model Context Protocol).

    Over standard input and output, for a program that starts this command. The tools are the queries of the window, with the same evidence; page
    text is given as data and marked as such.
    """
    try:
        from onrecord.mcp import serve
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("onrecord"):
            raise
        raise ExtraError("onrecord mcp", "mcp", "mcp") from error
    serve(record, judging, f"{given_words('--by', by)} (through an assistant)" if judging else "")
