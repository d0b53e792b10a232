"""Entries out: as JSON, which is lossless, and as CSV for a spreadsheet, where no cell can become a formula."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.export.cells import csv_line, guarded
from onrecord.export.lines import json_line
from onrecord.model import Credibility, Disagreement, Entry, Ground, Money, Quantity, StatusMove

COLUMNS = (
    "id", "act", "from", "to", "items", "names", "status", "standing", "credibility", "quantity", "money", "first_day", "last_day", "mechanism",
    "origins", "voices", "pages", "claims", "disagreements", "first_published", "last_published",
)


def entry_fields(entry: Entry) -> dict[str, Any]:
    """An entry as JSON fields, nothing left out."""
    return {
        "id": entry.id, "act": entry.act, "from": list(entry.giver), "to": list(entry.receiver), "items": list(entry.items),
        "names": list(entry.names), "keys": list(entry.keys), "status": entry.status, "standing": entry.standing,
        "quantities": [quantity_fields(q) for q in entry.quantities], "moneys": [money_fields(m) for m in entry.moneys],
        "when": entry.when.iso if entry.when else None, "mechanism": entry.mechanism, "origins": entry.origins, "voices": entry.voices,
        "pages": entry.pages, "first": entry.first, "last": entry.last, "claims": list(entry.claims), "reasons": dict(entry.reasons),
        "kind": entry.kind, "serial": entry.serial or None, "bonds": {claim: {b.name: b.weight for b in held} for claim, held in entry.bonds},
        "history": [move_fields(m) for m in entry.history], "disagreements": [disagreement_fields(d) for d in entry.disagreements],
        "credibility": credibility_fields(entry.credibility), "graded": [credibility_fields(g) for g in entry.graded],
    }


def quantity_fields(q: Quantity) -> dict[str, Any]:
    """A count as JSON fields."""
    return {"low": q.low, "high": q.high, "unit": q.unit, "text": q.text}


def money_fields(m: Money) -> dict[str, Any]:
    """A sum as JSON fields."""
    return {"low": m.low, "high": m.high, "currency": m.currency, "text": m.text}


def move_fields(m: StatusMove) -> dict[str, Any]:
    """A word of a history as JSON fields."""
    return {"published": m.published, "origin": m.origin, "status": m.status, "certainty": m.certainty, "voice": m.voice,
            "claims": list(m.claims), "report": m.report or m.origin, "counts": m.counts, "source": m.source, "rated": _grounds(m.rated)}


def disagreement_fields(d: Disagreement) -> dict[str, Any]:
    """A pair of claims as JSON fields."""
    return {"kind": d.kind, "claim": d.claim, "against": d.against, "settled": d.settled}


def credibility_fields(found: Credibility) -> dict[str, Any]:
    """Marks and reasons as JSON fields, nothing left out."""
    return {"status": found.status, "grade": found.grade, "source": found.source, "information": found.information, "judged": found.judged,
            "reasons": _grounds(found.reasons)}


def _grounds(grounds: Iterable[Ground]) -> list[dict[str, Any]]:
    return [{"rule": g.rule, "says": g.says, "claims": list(g.claims)} for g in grounds]


def write_json(entries: Iterable[Entry]) -> Iterator[str]:
    """One JSON line an entry, without line ends."""
    for entry in entries:
        yield json_line(entry_fields(entry))


def write_csv(entries: Iterable[Entry]) -> Iterator[str]:
    """CSV lines, the header first, each with its line end (CR LF, as RFC 4180 has it). Several values of a cell are joined by "; "."""
    yield csv_line(COLUMNS)
    for entry in entries:
        yield csv_line([guarded(cell) for cell in cells(entry)])


def cells(entry: Entry) -> list[str]:
    """An entry's cells under `COLUMNS`, several values of a cell joined by "; ", as they are: not yet safe in a spreadsheet."""
    when = entry.when
    return [
        entry.id, entry.act, "; ".join(entry.giver), "; ".join(entry.receiver), "; ".join(entry.items), "; ".join(entry.names),
        entry.status, entry.standing, entry.credibility.grade, "; ".join(_range(q, q.unit or "") for q in entry.quantities),
        "; ".join(_range(m, m.currency) for m in entry.moneys),
        (when.start or "") if when else "", (when.end or "") if when else "", entry.mechanism or "", str(entry.origins), str(entry.voices),
        str(entry.pages), str(len(entry.claims)), "; ".join(sorted({d.kind for d in entry.disagreements})), entry.first or "", entry.last or "",
    ]


def _range(value: Quantity | Money, unit: str) -> str:
    """"400", "401 or more", "up to 50", "200 to 900", and what of."""
    low, high = (None if v is None else f"{v:,.0f}" for v in (value.low, value.high))
    if low is None:
        amount = f"up to {high}" if high else value.text
    elif high is None:
        amount = f"{low} or more"
    else:
        amount = low if low == high else f"{low} to {high}"
    return f"{amount} {unit}".strip()
