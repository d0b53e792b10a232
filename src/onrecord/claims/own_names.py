"""Firms and persons by their own names: they are read for their states, yet may themselves supply, receive or be sanctioned (GUIDE section 5)."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model import PartyMention, Span

OWN_NAME = frozenset({"gazetteer", "apposition"})
"""Rules by which a mention of a firm or person is read from its own name."""


SHORTENED = frozenset({"Ltd", "Co", "Inc", "Corp", "Bros"})
"""Words at the end of a firm's name that keep their stop."""


def own_names(text: str, parties: Sequence[PartyMention]) -> dict[Span, str]:
    """The names of firms and persons that are read for their states, at their fullest in the article, by the span of the mention."""
    firms = [m for m in parties if m.form in ("company", "person") and m.how in OWN_NAME]
    written = {m.span: _written(text, m) for m in firms}
    known = sorted(set(written.values()), key=lambda name: (-len(name), name))
    return {m.span: next(full for full in known if _same_name(written[m.span], full, m.form)) for m in firms}


def _written(text: str, mention: PartyMention) -> str:
    name = " ".join(text[mention.span.start:mention.span.end].split())
    stop = text[mention.span.end:mention.span.end + 1] == "." and name.rpartition(" ")[2] in SHORTENED
    return f"{name}." if stop else name


def _same_name(name: str, full: str, form: str) -> bool:
    """Whether a fuller name opens with this one (a firm's) or closes with it (a person's)."""
    return full == name or (full.startswith(f"{name} ") if form == "company" else full.endswith(f" {name}"))
