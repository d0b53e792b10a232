"""What `onrecord evaluate` prints: the worst errors with gold and found side by side, and the tables of scores."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from onrecord.cli.output import columns, styled
from onrecord.telling.words import counted, interval, joined, status_words

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from onrecord.evaluate import Difference, Rate, Rates, Report, Told
    from onrecord.evaluate.told import Range

_KINDS = {"missed": "not found", "extra": "found beyond gold", "differs": "found, but differs"}


def differences(out: Console, shown: Sequence[Difference]) -> None:
    """Each error: its page and kind, gold and found field by field with those that differ marked, and the sentence with the quote in it."""
    for number, difference in enumerate(shown, 1):
        _difference(out, number, difference)


def _difference(out: Console, number: int, difference: Difference) -> None:
    from onrecord.evaluate import passage, wrong_fields

    wrong = wrong_fields(difference)
    told = difference.gold or difference.found
    act = told.act if told else ""
    in_what = f" in {', '.join(wrong)}" if wrong else ""
    out.print(styled(f"{number}. {difference.page}: {act} {_KINDS[difference.kind]}{in_what}", "bold"))
    out.print(_passage(*passage(difference)))
    out.print(_side_by_side(difference, wrong))
    out.print()


def _passage(before: str, quote: str, after: str) -> Text:
    """On one line; the quote in brackets, which are seen without colours too."""
    first, words, last = (" ".join(part.split()) for part in (before, quote, after))
    text = styled(f"{first} " if first else "", "dim")
    text.append_text(styled(f"[{words}]"))
    return text.append_text(styled(f" {last}" if last and last[0].isalnum() else last, "dim"))


def _side_by_side(difference: Difference, wrong: Sequence[str]) -> Table:
    near = difference.near
    beside = f"{'found' if difference.found is None else 'gold'} in the same words: {near.act}" if near else ""
    every = (("gold", difference.gold), ("found", difference.found), (beside, near))
    sides = [(name, told) for name, told in every if told is not None]
    table = columns("", "", *(name for name, _ in sides))
    table.columns[1].no_wrap = True
    for row in zip(*(_rows(told) for _, told in sides), strict=True):
        name = row[0][0]
        if any(value for _, value in row):
            differs = name in wrong or (name == "status" and "status group" in wrong)
            table.add_row("≠" if differs else "", styled(name, "dim"), *(styled(value or "-", "bold" if differs else "") for _, value in row))
    return table


def _rows(told: Told) -> list[tuple[str, str]]:
    return [
        ("from", _parties(told.giver)), ("to", _parties(told.receiver)), ("items", joined(sorted(told.classes), "")),
        ("quantity", _amount(told.quantity)), ("money", _amount(told.money)), ("status", status_words(told.status)),
        ("certainty", told.certainty or ""), ("when", told.when or ""), ("origin", told.origin),
        ("anonymity", "unnamed" if told.anonymous else ""), ("confidence", f"{told.confidence:.2f}" if told.confidence < 1 else ""),
    ]


def _parties(side: Iterable[str]) -> str:
    return joined((party.upper() for party in sorted(side)), "")


def _amount(amount: Range | None) -> str:
    return f"{amount.currency} {interval(amount.low, amount.high)}".strip() if amount else ""


def tables(out: Console, told: Report) -> None:
    """The scores: of all claims, by genre, act and hard case, by field, and what confidence is worth."""
    scores, tally = told.scores, told.overall.tally
    out.print(f"{tally.gold:,} claims in gold, {tally.found:,} found, {scores.aside:,} set aside as said again; "
              f"{counted(scores.absent, 'page')} of {len(scores.pages):,} not read")
    out.print(_overall(told.overall))
    out.print(_groups(told))
    out.print(_fields(told))
    _reliability(out, told)


def _overall(rates: Rates) -> Table:
    table = columns("", "precision", "95 %", "recall", "95 %", "F1", "95 %")
    for name, three in (("core", rates.core), ("loose", rates.loose)):
        table.add_row(name, *(cell for rate in three for cell in _with_interval(rate)), style="bold")
    return table


def _groups(told: Report) -> Table:
    table = columns("", "gold", "found", "P", "R", "core F1", "95 %", "loose F1", "95 %")
    for kind, title in (("genre", "by genre"), ("act", "by act"), ("slice", "hard cases")):
        groups = told.of(kind)
        if groups:
            table.add_row(title, style="dim")
        for name, rates in groups.items():
            cells = (f"{rate.value:.3f}" for rate in rates.core[:2])
            table.add_row(f"  {name}", str(rates.tally.gold), str(rates.tally.found), *cells, *_with_interval(rates.core[2]),
                          *_with_interval(rates.loose[2]))
    return table


def _fields(told: Report) -> Table:
    table = columns("field", "right", "of", "share", "95 %")
    for name, share in told.fields.items():
        table.add_row(name, str(share.right), str(share.of), *_with_interval(share.rate))
    return table


def _with_interval(rate: Rate) -> tuple[str, str]:
    """The value, and its interval as ".51-.60"."""
    return f"{rate.value:.3f}", "-".join(map(_end, rate.interval)) if rate.interval else ""


def _end(value: float) -> str:
    """Two places, as short as can be: "0", ".48", "1"."""
    return f"{value:.2f}".removesuffix(".00").removeprefix("0") or "0"


def _reliability(out: Console, told: Report) -> None:
    if told.error is None:
        return
    table = columns("confidence", "claims", "mean", "right")
    for b in told.bins:
        if b.claims:
            table.add_row(f"{b.low:.1f} to {b.high:.1f}", str(b.claims), f"{b.confidence:.3f}", f"{b.right:.3f}")
    out.print(table)
    value, ends = _with_interval(told.error)
    chance = f"; {told.by_chance:.3f} by chance if every confidence were exact" if told.by_chance is not None else ""
    out.print(f"expected calibration error {value}{f' ({ends})' if ends else ''}{chance}")
