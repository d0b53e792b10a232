"""onrecord export: the record in others' formats."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Annotated

import typer

from onrecord.cli.options import (
    DEFAULT_RECORD,
    Act,
    AsOf,
    Giver,
    Goods,
    MinConfidence,
    Receiver,
    Record,
    Root,
    Since,
    Status,
    Until,
    query,
)
from onrecord.errors import QueryError
from onrecord.telling.exported import Format, binary, text
from onrecord.telling.outfile import STDOUT, binary_path, write_text


def command(
    given: Annotated[Format | None, typer.Argument(metavar="FORMAT", help=f"{', '.join(Format)}; claims if none is named.")] = None,
    form: Annotated[Format | None, typer.Option("--format", "-f", metavar="FORMAT", help="The same, named by an option.")] = None,
    output: Annotated[str, typer.Option("--output", "-o", metavar="FILE", help="Where it is written (-: standard output).")] = STDOUT,
    record: Record = DEFAULT_RECORD,
    giver: Giver = None,
    receiver: Receiver = None,
    item: Goods = None,
    act: Act = None,
    status: Status = None,
    since: Since = None,
    until: Until = None,
    as_of: AsOf = None,
    origin: Root = None,
    min_confidence: MinConfidence = 0.0,
    accessed: Annotated[str | None, typer.Option("--accessed", metavar="DAY", help="bibtex, csl: the day you looked at the pages.")] = None,
) -> None:
    """Write the record in others' formats.

    Every page's claims, or the entries that pass the filters (all of them, without any), as tables, in the shape of arms and aid
    registers, for investigators' and network tools, or as citations. --min-confidence is for all.
    """
    from onrecord.flow import open_record

    chosen = _chosen(given, form)
    asked = query(giver, receiver, item, act, status, since, until, as_of, origin, min_confidence)
    if chosen is Format.claims and replace(asked, min_confidence=0.0) != query():
        raise QueryError("--format", chosen.value, "filters apply to entries; use claims-csv, or a format of entries such as entries-json")
    day = _day(accessed, chosen)
    with open_record(record) as view:
        if not chosen.binary:
            write_text(text(view, chosen, asked, day), output, record)
            return
        with binary_path(output, record) as path:
            binary(view, chosen, asked, path)


def _chosen(given: Format | None, form: Format | None) -> Format:
    if given is not None and form is not None and given is not form:
        raise typer.BadParameter(f"two formats are named: {given.value} and {form.value}")
    return given or form or Format.claims


def _day(accessed: str | None, form: Format) -> str | None:
    if accessed is None:
        return None
    if form not in (Format.bibtex, Format.csl):
        raise QueryError("--accessed", accessed, "is for bibtex and csl only")
    try:
        if re.fullmatch(r"\d{4}-\d\d-\d\d", accessed):
            return date.fromisoformat(accessed).isoformat()
    except ValueError:
        pass
    raise QueryError("--accessed", accessed, "give a day, such as 2024-03-01")
