"""Whether the page is an original, a copy of another site's text, or a machine's rewording. Only strong signs speak."""

from __future__ import annotations

import re

from onrecord.knowledge.outlets import outlet as known_outlet
from onrecord.model import Block, Known

_BROKEN_SENTENCE = re.compile(r"[a-z]{4}[.!?][”\"]? [a-z]+\b(?!\.)")
_BROKEN_NAME = re.compile(r"\bUS\. [a-z]|\bU\. S\. |\b[A-Z]{2,5}\. [a-z]{4,}(?=[ ,.])")
_TRANSLATED = re.compile(r"(?:machine|automatic(?:ally)?|auto|google)[ -]?translat|translated (?:by|with|using) (?:google|deepl|"
                         r"ai|machine)", re.IGNORECASE)
_FROM = re.compile(r"\b(?:republished (?:from|with)|re-?posted from|reprinted (?:from|with)|(?:originally|first) (?:published|"
                   r"appeared) (?:in|on|at|by)|"
                   r"original(?:ly)?[_ ](?:published|article|source) ?[:*])", re.IGNORECASE)
_SOURCE = re.compile(r"\bsource ?: ?([A-Z][\w ./-]{1,30}?)\)?\Z", re.IGNORECASE)
_FRAME = frozenset(("breadcrumb", "comments", "link-list", "section-heading"))
BREAKS = 3
"""Sentence breaks that only a machine makes, from which a text counts as reworded; at most 1 in any of the 180 training pages."""


def _reworded(text: str, blocks: tuple[Block, ...]) -> bool:
    kept = "\n".join(text[b.span.start:b.span.end] for b in blocks if b.kept)
    left = "\n".join(text[b.span.start:b.span.end] for b in blocks if not b.kept)
    breaks = len(_BROKEN_SENTENCE.findall(kept)) + len(_BROKEN_NAME.findall(kept))
    return breaks >= BREAKS or _TRANSLATED.search(left) is not None


def _other_source(text: str, blocks: tuple[Block, ...], outlet: Known[str] | None) -> bool:
    """A closing "Source: Reuters" on a page that is not Reuters'."""
    for block in blocks:
        if block.kept or block.reason not in ("credits", "source-line"):
            continue
        found = _SOURCE.search(text[block.span.start:block.span.end])
        named = known_outlet(found[1]) if found else None
        if named and named.kind == "agency" and not (outlet and outlet.value == named.name and outlet.how != "source line"):
            return True
        if named and outlet and outlet.how != "source line" and outlet.value != named.name:
            return True
    return False


def copied(text: str, blocks: tuple[Block, ...], outlet: Known[str] | None, agency: Known[str] | None, site: str | None) -> str:
    """original, republished or reworded. ``site`` is the name of the site that the page is on, where markup or carrier state it."""
    left = [block for block in blocks if not block.kept]
    if any(_FROM.search(text[b.span.start:b.span.end][:300]) for b in left):
        return "republished"
    elsewhere = known_outlet(site) if site else None
    if agency and site and (elsewhere.name if elsewhere else site) != agency.value:
        return "republished"
    frame = {block.reason for block in left} & _FRAME
    if agency and "breadcrumb" in frame and len(frame) >= 2:
        return "republished"
    if _other_source(text, blocks, outlet):
        return "republished"
    return "reworded" if _reworded(text, blocks) else "original"
