"""Changes out: as JSON, nothing left out but what the entries themselves hold; and as the cells of a table, a row for each matter."""

from __future__ import annotations

from typing import Any

from onrecord.export.entries import disagreement_fields, money_fields, move_fields, quantity_fields
from onrecord.model import Change, Changes, Entry
from onrecord.model.values import Money, Quantity

COLUMNS = ("published", "id", "from", "to", "act", "items", "kinds", "before_status", "before_standing", "status", "standing", "quantities",
           "moneys", "opened", "closed", "joined", "claims", "origins")
"""Of a change as a row: the first publication that moved it, the matter as of the later day, its kinds (of `model.CHANGES`), how it
stood and stands; then each thing of a list with "; " between: sums and counts told for the first time as LOW..HIGH UNIT ("" for an open
end), disagreements as KIND CLAIM AGAINST, ids of the entries that joined it, of the claims that it did not have and of the texts that told them."""

_EXACT = 1e6
"""Up to here six digits tell a figure whole."""


def changes_fields(found: Changes) -> dict[str, Any]:
    """All changes between two days as JSON fields."""
    return {"since": found.since, "until": found.until, "counts": found.counts, "changes": [change_fields(c) for c in found.changes]}


def change_fields(change: Change) -> dict[str, Any]:
    """What became of one matter: who and what, how it stood and stands, and by which claims."""
    e = change.after
    return {
        "id": e.id, "kinds": list(change.kinds), "act": e.act, "from": list(e.giver), "to": list(e.receiver), "items": list(e.items),
        "before": _stand(change.before) if change.before else None, "after": _stand(e), "claims": list(change.claims),
        "origins": list(change.origins), "movers": [c for m in change.movers for c in m.claims if c in change.claims],
        "history": [move_fields(m) for m in change.by], "quantities": [quantity_fields(q) for q in change.quantities],
        "moneys": [money_fields(m) for m in change.moneys], "opened": [disagreement_fields(d) for d in change.opened],
        "closed": [disagreement_fields(d) for d in change.closed], "joined": list(change.joined),
    }


def _stand(entry: Entry) -> dict[str, Any]:
    return {"id": entry.id, "status": entry.status, "standing": entry.standing, "origins": entry.origins, "voices": entry.voices,
            "claims": len(entry.claims)}


def change_row(change: Change) -> dict[str, Any]:
    """One matter under `COLUMNS`; None or nothing where there is none."""
    e, was = change.after, change.before
    return {
        "published": next((m.published for m in change.movers if m.published), None), "id": e.id,
        "from": list(e.giver), "to": list(e.receiver), "act": e.act,
        "items": list(e.items), "kinds": list(change.kinds), "before_status": was.status if was else None,
        "before_standing": was.standing if was else None, "status": e.status, "standing": e.standing,
        "quantities": [_figure(q, q.unit or "") for q in change.quantities], "moneys": [_figure(m, m.currency) for m in change.moneys],
        "opened": [f"{d.kind} {d.claim} {d.against}" for d in change.opened],
        "closed": [f"{d.kind} {d.claim} {d.against}" for d in change.closed],
        "joined": list(change.joined), "claims": list(change.claims), "origins": list(change.origins),
    }


def _figure(told: Quantity | Money, unit: str) -> str:
    low, high = ("" if end is None else f"{end:g}" if end < _EXACT else str(int(end)) for end in (told.low, told.high))
    return f"{low}..{high} {unit}".rstrip()
