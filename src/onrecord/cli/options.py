"""Options that several commands share, and the query they make together."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.telling.parties import party_code

if TYPE_CHECKING:
    from onrecord.model.entry import LedgerQuery


class ClaimOrder(StrEnum):
    """In what order claims are listed: told (by their place, or by the day they were published), or by confidence, the least sure first."""

    told = "told"
    confidence = "confidence"


DEFAULT_RECORD = "onrecord.record"

Record = Annotated[
    str,
    typer.Option("--record", "-r", metavar="FILE", envvar="ONRECORD_RECORD", help="The record: a file, or the URL of a PostgreSQL database."),
]
Json = Annotated[bool, typer.Option("--json", help="Give JSON instead of text.")]
Limit = Annotated[int | None, typer.Option("--limit", "-n", min=1, metavar="N", help="Show only so many; the rest is counted.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Do all and say what would be written; keep nothing.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")]
Giver = Annotated[str | None, typer.Option("--from", metavar="PARTY", help="Who supplied, imposed, trained: a code or name (IR, Iran).")]
Receiver = Annotated[str | None, typer.Option("--to", metavar="PARTY", help="Who received, or was targeted: a code or name (RU, Russia).")]
Goods = Annotated[
    str | None,
    typer.Option("--item", metavar="GOODS", help="An item class or the head of one (missile), a system (shahed-136), or a wording."),
]
Act = Annotated[
    str | None,
    typer.Option("--act", metavar="ACT", help="transfer, funding, production, training, sanction, permission, use or cooperation."),
]
Status = Annotated[
    str | None,
    typer.Option(
        "--status", metavar="STATUS",
        help="done, underway, agreed, planned, sought, possible, halted, no_evidence, denied, or contested.",
    ),
]
Since = Annotated[str | None, typer.Option("--since", metavar="DATE", help="The act happened on this day, month or year, or later.")]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="The act happened on this day, month or year, or earlier.")]
AsOf = Annotated[
    str | None,
    typer.Option("--as-of", metavar="DATE", help="Only what had been published by the end of this day, month or year."),
]
MinConfidence = Annotated[
    float,
    typer.Option("--min-confidence", min=0.0, max=1.0, metavar="P", help="Only claims that the reader is this sure of (0 to 1)."),
]
Credible = Annotated[
    str | None,
    typer.Option("--credibility", metavar="GRADE", help="At least so credible by the Admiralty code: B3, B or 3 (A to F, 1 to 6)."),
]
MinOrigins = Annotated[int, typer.Option("--min-origins", min=0, metavar="N", help="Only what rests on at least so many independent origins.")]
Odds = Annotated[
    str | None,
    typer.Option("--disagreement", metavar="KIND",
                 help="Only where sources disagree so: denial, no_evidence, status, quantity, money, time, item or party."),
]
ChangedSince = Annotated[
    str | None,
    typer.Option("--changed-since", metavar="DATE", help="Only what something was published of after the end of this day, month or year."),
]
ChangedUntil = Annotated[
    str | None, typer.Option("--changed-until", metavar="DATE", help="Only what something was published of by the end of this day, month or year."),
]
ClaimSort = Annotated[ClaimOrder, typer.Option("--sort", help="Claims as they are told, or the least sure first, to look through.")]
Root = Annotated[str | None, typer.Option("--origin", metavar="ID", help="Only what goes back to this origin or article (head of its id).")]


def query(
    giver: str | None = None, receiver: str | None = None, item: str | None = None, act: str | None = None, status: str | None = None,
    since: str | None = None, until: str | None = None, as_of: str | None = None, origin: str | None = None,
    min_confidence: float = 0.0, credibility: str | None = None, min_origins: int = 0, disagreement: str | None = None,
    changed_since: str | None = None, changed_until: str | None = None,
) -> LedgerQuery:
    """The query of a command's filters; parties may be given by name."""
    from onrecord.model.entry import LedgerQuery

    return LedgerQuery(
        giver and party_code(giver), receiver and party_code(receiver), item, act and act.strip().casefold(),
        status and status.strip().casefold().replace(" ", "_"), since, until, as_of, origin, min_confidence, credibility, min_origins=min_origins,
        disagreement=disagreement and disagreement.strip().casefold().replace(" ", "_"), changed_since=changed_since, changed_until=changed_until,
    )
