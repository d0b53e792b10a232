"""onrecord judge: a person decides, signed, timed, with a reason, and may take it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.options import DEFAULT_RECORD, DryRun, Json, Record
from onrecord.cli.output import console, give_kept, styled, tell_kept
from onrecord.telling.deciding import Kind, about, given_words, keep, read_subject
from onrecord.telling.words import SHORT_ID

if TYPE_CHECKING:
    from onrecord.model import Judgement


Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="Why: what you saw.")]
By = Annotated[str, typer.Option("--by", metavar="NAME", envvar="ONRECORD_NAME", help="Who decides: your name.")]
Subject = Annotated[list[str], typer.Argument(metavar="SUBJECT...", help="What it is about: CLAIM for right and wrong; CLAIM FIELD VALUE; two "
                                              "entries or claims for same and different; two claims for both-stand; "
                                              "an entry or claim for note; ENTRY GRADE for credibility-is; "
                                              "two pages for same-origin and different-origin; PAGE DAY for date-is; JUDGEMENT for withdraw.")]


def command(
    kind: Annotated[Kind, typer.Argument(metavar="KIND", help="right, wrong, value-is, same, different, both-stand, credibility-is, "
                                         "same-origin, different-origin, date-is, note or withdraw.")],
    subject: Subject, why: Why, by: By, record: Record = DEFAULT_RECORD, dry_run: DryRun = False, json: Json = False,
) -> None:
    """Decide: a person's word beside the claims.

    A judgement is signed, timed and has its reason; it is kept beside what was read, survives a new reading, and can be taken back. Ids may be
    cut to their first digits.
    """
    from onrecord.flow import open_record
    from onrecord.ledger.signed import opposed, signed

    by, why = given_words("--by", by), given_words("--why", why)
    with open_record(record) as view:
        said = read_subject(view, kind, subject)
    made = signed(kind.value, said.subject, by, datetime.now(UTC).isoformat(timespec="microseconds"), why, *said[1:])
    with open_record(record, write=True, trial=dry_run) as store:
        keep(store, [made])
        against = [other for pair in opposed(store.judgements()) if made in pair for other in pair if other != made]
        told = about(store, made)
    if json:
        from onrecord.export.judgements import judgement_fields

        give_kept({**judgement_fields(made), "opposed": [j.id for j in against]}, dry_run)
    else:
        _say(made, told, against, dry_run)


def _say(made: Judgement, told: str, against: Sequence[Judgement], dry_run: bool) -> None:
    out = console()
    out.print(styled(f"{told}, by {made.by}: {made.why}"))
    for other in against:
        out.print(styled(f"{other.by} said otherwise on {other.at[:10]} ({other.kind} {other.value or ''}".rstrip()
                         + f", {other.id[:SHORT_ID]}: {other.why}); both are kept, and the later counts", "yellow"))
    tell_kept(dry_run)
    if made.kind != Kind.withdraw and not dry_run:
        out.print(styled(f"judgement {made.id}; to take it back: onrecord judge withdraw {made.id[:SHORT_ID]}", "dim"))
