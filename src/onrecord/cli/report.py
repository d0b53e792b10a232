"""onrecord report: the answer to a question as a dossier to file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.options import (
    DEFAULT_RECORD,
    Act,
    AsOf,
    ChangedSince,
    ChangedUntil,
    Credible,
    Giver,
    Goods,
    MinConfidence,
    MinOrigins,
    Odds,
    Receiver,
    Record,
    Root,
    Since,
    Status,
    Until,
)
from onrecord.errors import OutputError
from onrecord.telling.outfile import binary_path, write_text

FORMS = (".html", ".md", ".pdf")


def command(
    out: Annotated[str, typer.Option("--out", "-o", metavar="FILE", help="The file: its ending, .html, .md or .pdf, says the form.")],
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
    credibility: Credible = None,
    min_origins: MinOrigins = 0,
    disagreement: Odds = None,
    changed_since: ChangedSince = None,
    changed_until: ChangedUntil = None,
    words: Annotated[str | None, typer.Option("--words", metavar="WORDS", help="Words that parties, goods or speakers of the matter have.")] = None,
    sort: Annotated[str | None, typer.Option("--sort", metavar="COLUMN", help="Order of the matters: a column of the window's ledger.")] = None,
    limit: Annotated[int | None, typer.Option("--limit", "-n", min=0, metavar="N", help="Tell only so many in full; list the rest.")] = None,
    title: Annotated[str | None, typer.Option("--title", metavar="TEXT", help="Its title, unless it shall be made from the question.")] = None,
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who files it.")] = None,
    day: Annotated[str | None, typer.Option("--day", metavar="DAY", help="The day that it bears; none unless given.")] = None,
) -> None:
    """Write a report: matters with their words and sources, to file.

    What the record is, all in figures, over time, suppliers against recipients, and of each matter how it went, where sources disagree, how
    credible it is and every claim word for word. The same record and question give the same file.
    """
    from onrecord.web.pages.report import ReportPage, asked_of
    from onrecord.web.reporting import html_file, write_pdf
    from onrecord.web.reporting_plain import markdown
    from onrecord.web.shelf import Shelf

    form = Path(out).suffix.casefold()
    if form not in FORMS:
        raise OutputError(out, f"a report is one of {', '.join(FORMS)}; end the file's name so")
    given = {"from": giver, "to": receiver, "item": item, "act": act, "status": status, "since": since, "until": until, "as-of": as_of,
             "origin": origin, "sure": f"{min_confidence:g}" if min_confidence else None, "q": words, "sort": sort,
             "credibility": credibility, "min-origins": str(min_origins) if min_origins else None, "disagreement": disagreement,
             "changed-since": changed_since, "changed-until": changed_until,
             "title": title, "by": by, "day": day}
    asked = asked_of((name, value) for name, value in given.items() if value)
    shelf = Shelf(record)
    try:
        page = ReportPage.of(shelf, asked, limit)
        if form == ".pdf":
            with binary_path(out, record) as path:
                write_pdf(page, path)
        else:
            write_text([markdown(page) if form == ".md" else html_file(page)], out, record)
    finally:
        shelf.close()
