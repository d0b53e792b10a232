"""Questions: what a ledger's parameters ask, as a sentence that a person would write over an answer."""

from __future__ import annotations

from onrecord.telling.asked import Asked
from onrecord.telling.parties import UNKNOWN, party_names
from onrecord.telling.words import quoted, status_words

_ACTS = {
    "transfer": "transfers", "funding": "funding", "production": "production", "training": "training", "sanction": "sanctions",
    "permission": "permissions", "use": "use", "cooperation": "cooperation",
}
"""Each act as a topic."""

_TOLD = frozenset({"act", "item", "from", "to", "since", "until", "as-of", "q"})
"""Filters that have a place of their own in the sentence, or beside it."""


def question(asked: Asked) -> str:
    """The question in plain words: "What is told of transfers of artillery from South Africa to Peru, ...?"."""
    act = asked.get("act")
    topic = _ACTS[act] if act else "supplies, aid, sanctions and other acts"
    goods = f" of {asked.get('item')}" if asked.get("item") else ""
    return f"What is told of {topic}{goods}{_parties(asked)}{_time(asked)}{_more(asked)}?"


def short_title(asked: Asked) -> str:
    """A title for the answer: "Transfers, artillery: South Africa → Peru"."""
    act, item, q = asked.get("act"), asked.get("item"), asked.get("q")
    head = ", ".join(part for part in (_ACTS[act] if act else "", item, quoted(q) if q else "") if part) or "what is told"
    sides = [_named(asked, side) for side in ("from", "to")]
    between = f": {sides[0] or 'anyone'} → {sides[1] or 'anyone'}" if any(sides) else ""
    return head[:1].upper() + head[1:] + between


def _named(asked: Asked, side: str) -> str:
    """A party asked for by name; "" where any will do."""
    value, query = asked.get(side), asked.query
    code = query.giver if side == "from" else query.receiver
    return "" if not value else UNKNOWN if code is None else party_names((code,))


def _parties(asked: Asked) -> str:
    parts = []
    for side in ("from", "to"):
        name = _named(asked, side)
        if name:
            parts.append(f" {side} " + ("a party that is not known" if name == UNKNOWN else name))
    return "".join(parts)


def _time(asked: Asked) -> str:
    since, until = asked.get("since"), asked.get("until")
    if since and since == until:
        return f" in {since}" if len(since) < 10 else f" on {since}"
    if since and until:
        return f" from {since} to {until}"
    return f" since {since}" if since else f" until {until}" if until else ""


def _more(asked: Asked) -> str:
    """The other filters, each a clause."""
    said = {
        "status": "standing as {}", "credibility": "at least {} by the Admiralty code", "origin": "going back to origin {}",
        "sure": "by claims that the reader is sure of to {} or more",
    }
    clauses = [words.format(status_words(asked.get(name))) for name, words in said.items() if asked.get(name)]
    clauses += [f"{name.replace('-', ' ')} {status_words(value)}" for name, value in asked.given if name not in {*said, *_TOLD}]
    if asked.get("q"):
        clauses.append(f"with the words {quoted(asked.get('q'))}")
    return "".join(f", {clause}" for clause in clauses)
