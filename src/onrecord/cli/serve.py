"""onrecord serve: the record in the browser."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.options import DEFAULT_RECORD, Record

Port = Annotated[int, typer.Option("--port", "-p", min=0, max=65535, metavar="N", help="The port on this machine; 0 takes any free one.")]
NoBrowser = Annotated[bool, typer.Option("--no-browser", help="Only say the address; open nothing.")]
By = Annotated[str, typer.Option("--by", metavar="NAME", envvar="ONRECORD_NAME", help="Your name, filled in where you judge.")]


def command(record: Record = DEFAULT_RECORD, port: Port = 8765, no_browser: NoBrowser = False, by: By = "") -> None:
    """Show the record in your browser.

    The ledger, each matter, each page with its evidence, origins and who supplies whom. Only this machine can reach it; it needs no network.
    """
    from onrecord.web import serve

    serve(record, port, not no_browser, lambda address: typer.echo(f"{record} is open at {address} (stop with Ctrl-C)"), by)
