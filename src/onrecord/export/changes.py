"""Changes out: as JSON, nothing left out but what the entries themselves hold."""

from __future__ import annotations

from typing import Any

from onrecord.export.entries import disagreement_fields, money_fields, move_fields, quantity_fields
from onrecord.model import Change, Changes, Entry


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
