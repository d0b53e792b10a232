"""onrecord evaluate: the reader against a gold file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli.evaluate_told import differences, tables
from onrecord.cli.options import Act, Json, MinConfidence
from onrecord.cli.output import console, give_json, messages
from onrecord.errors import QueryError

if TYPE_CHECKING:
    from onrecord.evaluate import Difference, Found, Gold, Rate, Rates, Report, Told
    from onrecord.flow import Page


class Kind(StrEnum):
    """What a shown difference may be: a gold claim not found, a claim found beyond gold, a pair with a wrong field."""

    missed = "missed"
    extra = "extra"
    differs = "differs"


GoldFile = Annotated[Path, typer.Argument(metavar="GOLD", help="A gold file: JSON lines in the form of the reading guide.")]
Given = Annotated[
    str | None,
    typer.Option("--record", "-r", metavar="FILE", help="Score the claims of this record instead of reading the pages anew."),
]
Show = Annotated[int, typer.Option("--show", min=0, metavar="N", help="Show the N worst errors with their texts.")]
OfKind = Annotated[Kind | None, typer.Option("--kind", help="Of the errors, show only these.")]
Genre = Annotated[str | None, typer.Option("--genre", metavar="GENRE", help="Of the errors, show only those in pages of this genre.")]
Resamples = Annotated[
    int, typer.Option("--resamples", min=0, metavar="N", help="Draw the pages anew N times for the intervals; 0: no intervals."),
]


def command(
    gold: GoldFile, record: Given = None, min_confidence: MinConfidence = 0.0, resamples: Resamples = 1_000, show: Show = 0,
    kind: OfKind = None, act: Act = None, genre: Genre = None, json: Json = False,
) -> None:
    """Score the reader against claims that people found.

    Pages are read from GOLD's own texts, or from the file of the same name ending in .texts.jsonl where it lies beside it. Shares come with
    the interval in which 95 % of draws of such pages lie. --act, --genre and --kind choose among the errors that --show shows.
    """
    from onrecord.evaluate import read_gold, report, score, worst

    asked = _act(act)
    pages = read_gold(gold)
    scores = score(pages, _sure(_answers(gold, pages, record), min_confidence))
    shown = worst(scores.differences, asked, genre, kind and kind.value)[:show]
    told = report(scores, resamples)
    if json:
        give_json({**_fields(told), **({"worst": [_error(d) for d in shown]} if show else {})})
    else:
        out = console()
        differences(out, shown)
        tables(out, told)


def _act(act: str | None) -> str | None:
    from onrecord.model import ACTS

    name = act and act.strip().casefold()
    if name and name not in ACTS:
        raise QueryError("--act", name, f"one of {', '.join(ACTS)}")
    return name or None


def _sure(found: Mapping[str, Found], least: float) -> dict[str, Found]:
    return {name: replace(page, claims=tuple(c for c in page.claims if c.confidence >= least)) for name, page in found.items()}


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


def _fields(told: Report) -> dict[str, Any]:
    scores = told.scores
    groups = {f"{kind}s": {name: _rates(r) for name, r in sorted(told.of(kind).items())} for kind in ("act", "genre", "slice")}
    return {
        **_rates(told.overall), "set_aside": scores.aside, "pages": len(scores.pages), "pages_missing": scores.absent, **groups,
        "fields": {name: {"right": s.right, "of": s.of, "share": s.rate.value, "interval": s.rate.interval} for name, s in told.fields.items()},
        "calibration": {
            "error": told.error.value if told.error else None, "interval": told.error.interval if told.error else None,
            "by_chance": told.by_chance,
            "bins": [{"low": b.low, "high": b.high, "claims": b.claims, "confidence": b.confidence, "right": b.right} for b in told.bins],
        },
    }


def _rates(rates: Rates) -> dict[str, Any]:
    return {"gold": rates.tally.gold, "found": rates.tally.found, "core": _three(rates.core), "loose": _three(rates.loose)}


def _three(rates: tuple[Rate, Rate, Rate]) -> dict[str, Any]:
    names = ("precision", "recall", "f1")
    values = {name: rate.value for name, rate in zip(names, rates, strict=True)}
    return {**values, "intervals": {name: rate.interval for name, rate in zip(names, rates, strict=True)}}


def _error(difference: Difference) -> dict[str, Any]:
    from onrecord.evaluate import passage, wrong_fields

    return {
        "page": difference.page, "genre": difference.genre, "kind": difference.kind, "wrong": list(wrong_fields(difference)),
        "sentence": "".join(passage(difference)).strip(), "gold": _claim(difference.gold), "found": _claim(difference.found),
        "near": _claim(difference.near),
    }


def _claim(told: Told | None) -> dict[str, Any] | None:
    if told is None:
        return None
    amounts = {name: value and {"low": value.low, "high": value.high, "currency": value.currency or None}
               for name, value in (("quantity", told.quantity), ("money", told.money))}
    return {
        "quote": told.quote, "start": told.start, "end": told.end, "act": told.act, "from": sorted(told.giver), "to": sorted(told.receiver),
        "items": sorted(told.classes), **amounts, "status": told.status, "certainty": told.certainty, "when": told.when,
        "origin": told.origin or None, "anonymous": told.anonymous, "confidence": told.confidence,
    }
