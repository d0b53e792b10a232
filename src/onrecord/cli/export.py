"""onrecord export: the record in others' formats, to standard output."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

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

if TYPE_CHECKING:
    from onrecord.model import Claim
    from onrecord.model.entry import LedgerQuery
    from onrecord.store import StoreView


class Format(StrEnum):
    """claims: one JSON line a page; entries-json: one JSON line an entry; entries-csv: a table for a spreadsheet."""

    claims = "claims"
    entries_json = "entries-json"
    entries_csv = "entries-csv"


def command(
    form: Annotated[
        Format, typer.Option("--format", "-f", help="claims: a line a page, as in gold files; entries-json: a line an entry."),
    ] = Format.claims,
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
) -> None:
    """Write claims or entries to standard output.

    Every page's claims, or the entries that pass the filters (all of them, without any). --min-confidence is for both.
    """
    from onrecord.flow import open_record

    asked = query(giver, receiver, item, act, status, since, until, as_of, origin, min_confidence)
    if form is Format.claims and replace(asked, min_confidence=0.0) != query():
        raise QueryError("--format", form.value, "filters apply to entries; use --format entries-json or entries-csv")
    with open_record(record) as view:
        for line in _lines(view, form, asked):
            sys.stdout.write(line)


def _claims(view: StoreView, page: str, least: float) -> list[Claim]:
    return [c for c in view.claims(page) if c.confidence >= least]


def _lines(view: StoreView, form: Format, asked: LedgerQuery) -> Iterable[str]:
    from onrecord.export import write_claims, write_csv, write_json

    if form is Format.claims:
        return (f"{line}\n" for line in write_claims(view.pages(), lambda page: _claims(view, page, asked.min_confidence)))
    if form is Format.entries_json:
        return (f"{line}\n" for line in write_json(view.entries(asked)))
    return write_csv(view.entries(asked))
