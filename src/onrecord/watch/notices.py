"""Notices: what became of an entry as JSON, with the words that did it, and in a line that people read."""

from __future__ import annotations

from typing import Any

from onrecord.errors import NotFoundError
from onrecord.export.changes import change_fields
from onrecord.model import Change
from onrecord.store import StoreView
from onrecord.telling.parties import party_names
from onrecord.telling.words import chain, counted, joined, status_words

SAID = {
    "new": "new", "parted": "told apart from another", "moved": "moved", "contested": "now contested", "uncontested": "contested no longer",
    "amounts": "other amounts", "disagreements": "with other disagreements", "joined": "joined by another", "grown": "told again",
    "lost": "rests on fewer claims", "gone": "no claim of it stands any more",
}


def notice_fields(view: StoreView, change: Change) -> dict[str, Any]:
    """A change as the fields of `export.changes` (the entry's id as ``entry``; ``after`` null where it is gone), what it is in words as ``title``,
    and under ``quotes`` each claim that made it, with its words, its chain of sources and its page."""
    fields = change_fields(change)
    entry, gone = fields.pop("id"), "gone" in change.kinds
    after = None if gone else fields["after"]
    return {"entry": entry, "title": title(change), **fields, "after": after, "quotes": [_quote(view, claim) for claim in change.claims]}


def title(change: Change) -> str:
    """ "Iran → Russia: transfer, missile.ballistic: moved: possible → done"."""
    e = change.after
    what = joined(SAID.get(kind, kind) for kind in change.kinds)
    who = f"{party_names(e.giver)} → {party_names(e.receiver)}: {joined([e.act, *e.items])}"
    if "gone" in change.kinds:
        return f"{who}: {what}"
    moved = [change.before.standing] if change.before and change.before.standing != e.standing else []
    return f"{who}: {what}: {' → '.join(status_words(s) for s in (*moved, e.standing))}"


def summary(fields: dict[str, Any]) -> list[str]:
    """A notice's lines for people: how many claims, then each with its words and sources."""
    quotes = fields["quotes"]
    return [counted(len(quotes), "new claim"), *(f"{q['published'] or 'day not known'}, {q['who']}: “{q['quote']}”" for q in quotes)]


def _quote(view: StoreView, claim: str) -> dict[str, Any]:
    try:
        found = view.claim(claim)
        page = view.article(found.article)
    except NotFoundError:  # withdrawn by another writer since the entries were read
        return {"claim": claim, "quote": "", "who": "", "status": None, "article": None, "page": None, "url": None, "outlet": None,
                "published": None}
    return {"claim": found.id, "quote": found.quote, "who": chain(found, page), "status": found.status.value, "article": page.id, "page": page.name,
            "url": page.url, "outlet": page.outlet.value if page.outlet else None, "published": page.published.date}
