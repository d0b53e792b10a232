"""The last gate: whatever proposes a claim, every field must point at words of the kept text, or name the rule it was derived by."""

from __future__ import annotations

from onrecord.model import ACTS, CERTAINTIES, STATUSES, Article, Claim, Filled, Span

DERIVED = frozenset({"outlet", "not said", "none", "open", "page:origin"})
"""Rules that derive a value from the page as a whole; any other value needs words of its own."""


def fault(claim: Claim, article: Article) -> str | None:
    """Why the claim is refused, or None. Reasons: quote, vocabulary, no-party, outside:quote, evidence:FIELD, outside:FIELD."""
    if article.text[claim.span.start : claim.span.end] != claim.quote or not claim.quote.strip():
        return "quote"
    if claim.act not in ACTS or claim.status.value not in STATUSES or claim.certainty.value not in CERTAINTIES:
        return "vocabulary"
    if not claim.giver.value and not claim.receiver.value:
        return "no-party"
    kept = [b.span for b in article.blocks if b.kept]
    if not _inside(claim.span, kept):
        return "outside:quote"
    for name in ("giver", "receiver", "items", "quantity", "money", "status", "certainty", "when", "mechanism", "sources"):
        field: Filled[object] = getattr(claim, name)
        if field.value and not field.evidence and not _derived(field.rule):
            return f"evidence:{name}"
        if any(not _inside(span, kept) for span in field.evidence) and name != "sources":
            return f"outside:{name}"
    return None


def _derived(rule: str) -> bool:
    return any(part.strip() in DERIVED or part.strip().startswith("outlet") for part in rule.split("+")) or rule in DERIVED


def _inside(span: Span, kept: list[Span]) -> bool:
    return any(block.holds(span) or block.overlaps(span) for block in kept)
