"""onrecord evaluate: the reader against a gold file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli.options import Json
from onrecord.cli.output import columns, console, give_json, messages, styled
from onrecord.cli.words import joined, quoted

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table

    from onrecord.evaluate import Difference, Found, Gold, Scores, Tally, Told
    from onrecord.flow import Page

GoldFile = Annotated[Path, typer.Argument(metavar="GOLD", help="A gold file: JSON lines in the form of the reading guide.")]
Given = Annotated[
    str | None,
    typer.Option("--record", "-r", metavar="FILE", help="Score the claims of this record instead of reading the pages anew."),
]
Show = Annotated[int, typer.Option("--show", min=0, metavar="N", help="Show N of the claims that differ, the least alike first.")]
_ORDER = {"missed": 0, "extra": 1, "differs": 2}


def command(gold: GoldFile, record: Given = None, show: Show = 0, json: Json = False) -> None:
    """Score the reader against claims that people found.

    Pages are read from GOLD's own texts, or from the file of the same name ending in .texts.jsonl where it lies beside it.
    """
    from onrecord.evaluate import read_gold, score

    pages = read_gold(gold)
    scores = score(pages, _answers(gold, pages, record))
    if json:
        give_json(_fields(scores))
    else:
        _tell(scores, show)


def _answers(gold: Path, pages: list[Gold], record: str | None) -> dict[str, Found]:
    from onrecord.flow import answers, kept_answers, open_record

    if record is not None:
        with open_record(record) as view:
            return kept_answers(view)
    texts = gold.with_name(f"{gold.stem}.texts.jsonl")
    out, read = messages(), 0
    with out.status("reading") as status:

        def seen(page: Page) -> None:
            nonlocal read
            read += 1
            status.update(f"reading: {read} of {len(pages)} pages")

        return answers([str(texts if texts.is_file() else gold)], seen=seen)


def _rates(tally: Tally) -> dict[str, Any]:
    named = {kind: dict(zip(("precision", "recall", "f1"), tally.rates(kind), strict=True)) for kind in ("core", "loose")}
    return {"gold": tally.gold, "found": tally.found, **named}


def _fields(scores: Scores) -> dict[str, Any]:
    return {
        **_rates(scores.overall), "set_aside": scores.aside, "pages_missing": scores.absent,
        "acts": {act: _rates(t) for act, t in sorted(scores.acts.items())},
        "genres": {genre: _rates(t) for genre, t in sorted(scores.genres.items())},
        "fields": {name: {"right": right, "of": of} for name, (right, of) in scores.fields.items()},
    }


def _tell(scores: Scores, show: int) -> None:
    out = console()
    for difference in sorted(scores.differences, key=lambda d: _ORDER[d.kind])[:show]:
        _difference(out, difference)
    overall = scores.overall
    out.print(f"{overall.gold:,} claims in gold, {overall.found:,} found, {scores.aside:,} set aside as said again; "
              f"{scores.absent:,} pages not read")
    out.print(_table(scores))
    table = columns("field", "right", "of", "share")
    for name, (right, of) in scores.fields.items():
        table.add_row(name, str(right), str(of), f"{right / of:.3f}")
    out.print(table)


def _table(scores: Scores) -> Table:
    table = columns("", "gold", "found", "precision", "recall", "core F1", "loose F1")
    rows = [("all", scores.overall), *sorted(scores.genres.items()), *sorted(scores.acts.items(), key=lambda r: (-r[1].gold, r[0]))]
    for name, tally in rows:
        core, loose = tally.rates("core"), tally.rates("loose")
        rates = (f"{rate:.3f}" for rate in (*core, loose[2]))
        table.add_row(name, str(tally.gold), str(tally.found), *rates, style="bold" if name == "all" else "")
    return table


def _difference(out: Console, difference: Difference) -> None:
    out.print(styled(f"{difference.page}: {difference.kind}", "bold"))
    for side, told in (("gold ", difference.gold), ("found", difference.found)):
        if told is not None:
            out.print(styled(f"  {side} {_brief(told)}"))
    told = difference.gold or difference.found
    if told is not None:
        out.print(styled(f"  {quoted(told.quote)}", "dim"))


def _brief(told: Told) -> str:
    sides = " → ".join("+".join(sorted(side)).upper() or "?" for side in (told.giver, told.receiver))
    return f"{told.act} {sides}, {joined(sorted(told.classes))}, {told.status}"
