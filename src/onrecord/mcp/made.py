"""Made: what a record holds, as the shapes that are given."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.claims.explain import Explanation, FieldReason
from onrecord.mcp.shapes import (
    NOTICE,
    ChangeLine,
    Contrast,
    CopyLine,
    EntryFull,
    FieldWhy,
    Figure,
    Grade,
    Line,
    OriginLine,
    Party,
    Side,
    Step,
    Told,
    WhyFull,
)
from onrecord.mcp.words import LONGEST_QUOTE, safe_words, some
from onrecord.model import Credibility, Entry, Money, Quantity
from onrecord.record import entries as held
from onrecord.record.lists import Copy, HeldChange, HeldOrigin
from onrecord.record.pages import HeldClaim
from onrecord.telling.parties import party_names
from onrecord.telling.words import amounts, credibility_words

MOST_NAMES = 12
"""Parties, goods, wordings and figures of one thing that are given."""
MOST_STEPS, MOST_CONTRASTS, MOST_SOURCES = 40, 8, 20
"""Of one entry."""
MOST_REASONS = 12
MOST_IDS = 20
MOST_COPIES = 12
"""Copies of one origin that are given."""


def parties(codes: Iterable[str]) -> list[Party]:
    """Parties by code and name."""
    return [Party(safe_words(code), safe_words(party_names((code,)))) for _, code in zip(range(MOST_NAMES), codes, strict=False)]


def figure(told: Quantity | Money | None) -> Figure | None:
    """A count or a sum."""
    if told is None:
        return None
    unit = told.currency if isinstance(told, Money) else told.unit or ""
    return Figure(told.low, told.high, safe_words(unit), safe_words(told.text))


def figures(told: Iterable[Quantity | Money]) -> list[Figure]:
    """The first counts or sums of many."""
    return [f for f in map(figure, told) if f is not None][:MOST_NAMES]


def line(e: Entry) -> Line:
    """An entry in short."""
    return Line(
        e.id, e.act, parties(e.giver), parties(e.receiver), some(e.items, MOST_NAMES), some(e.names, MOST_NAMES), some(amounts(e), MOST_NAMES),
        e.when.iso if e.when else None, e.status, e.standing, e.credibility.grade, e.origins, e.voices, e.pages, len(e.claims),
        len(e.disagreements), e.first, e.last,
    )


def told(claim: HeldClaim) -> Told:
    """A claim with its words and its chain."""
    page, c = claim.article, claim.noun
    return Told(
        c.id, c.act, parties(claim.giver), parties(claim.receiver), some((f"{i.name} [{i.cls}]" for i in claim.items), MOST_NAMES),
        figure(claim.quantity), figure(claim.money), claim.status, claim.certainty, claim.when.iso if claim.when else None,
        safe_words(claim.mechanism) if claim.mechanism else None, round(claim.confidence, 4), safe_words(claim.quote, LONGEST_QUOTE),
        len(claim.quote) > LONGEST_QUOTE, claim.start, claim.end, some(claim.links, MOST_NAMES), page.id, safe_words(page.name),
        safe_words(page.outlet) if page.outlet else None, page.published.date, page.published.grade,
    )


def grade(found: Credibility) -> Grade:
    """A grade with its reasons."""
    says = (f"{g.says} ({', '.join(g.claims[:5])})" if g.claims else g.says for g in found.reasons)
    return Grade(found.status, found.grade, credibility_words(found), some(says, MOST_REASONS))


def entry_full(entry: held.HeldEntry) -> EntryFull:
    """One matter in full."""
    story, contrasts, chains, noun = entry.story(), entry.disagreements, entry.sources, entry.noun
    left = {"history": len(story) - MOST_STEPS, "disagreements": len(contrasts) - MOST_CONTRASTS, "sources": len(chains) - MOST_SOURCES}
    return EntryFull(
        NOTICE, entry.as_of, some((says for one in entry.led for says in one.says), MOST_STEPS, LONGEST_QUOTE), line(noun),
        figures(noun.quantities), figures(noun.moneys), safe_words(noun.mechanism) if noun.mechanism else None,
        grade(noun.credibility), [grade(g) for g in noun.graded if g.status != noun.credibility.status], [step(s) for s in story[:MOST_STEPS]],
        [contrast(c) for c in contrasts[:MOST_CONTRASTS]], some((" ← ".join(c.links) for c in chains), MOST_SOURCES),
        {name: count for name, count in left.items() if count > 0},
    )


def step(s: held.Step) -> Step:
    """A step of a history."""
    return Step(s.published, s.status, s.certainty, s.source, safe_words(s.chain), s.origin, s.pages, safe_words(s.note), list(s.claims[:MOST_IDS]))


def contrast(c: held.Contrast) -> Contrast:
    """A disagreement."""
    return Contrast(c.kind, c.says, _side(c.claim) if c.claim else None, _side(c.against) if c.against else None, c.settled)


def _side(claim: HeldClaim) -> Side:
    page = claim.article
    return Side(claim.id, claim.status, page.published.date, safe_words(claim.quote, LONGEST_QUOTE), some(claim.links, MOST_NAMES), page.id,
                claim.start, claim.end)


def why_full(found: Explanation) -> WhyFull:
    """An explanation."""
    claim = found.claim
    signs = (f"{name} {push:+.2f}" for name, push in found.signs)
    beside = (f"{act} at “{word}”, chance {chance:.2f}: {reason}" for act, word, chance, reason in found.beside)
    return WhyFull(NOTICE, claim.id, safe_words(claim.quote, LONGEST_QUOTE), safe_words(found.word), safe_words(claim.proposer),
                   round(claim.confidence, 4), [_field(f) for f in found.fields], some(signs, MOST_REASONS), some(beside, MOST_REASONS))


def _field(f: FieldReason) -> FieldWhy:
    refused = (f"{name} {chance:.2f}" for name, chance in f.refused)
    return FieldWhy(f.field, safe_words(f.value), some(f.words, MOST_NAMES), safe_words(f.rule), some(refused, MOST_NAMES))


def origin(found: HeldOrigin) -> OriginLine:
    """A text and its copies."""
    copies = [_copy(c) for c in found[:MOST_COPIES]]
    return OriginLine(found.id, found.published, found.pages, copies, len(found) - len(copies))


def _copy(c: Copy) -> CopyLine:
    page = c.article
    return CopyLine(page.id, safe_words(c.name), safe_words(page.outlet) if page.outlet else None, c.depth, safe_words(c.how), safe_words(c.dates),
                    some(c.refuted, MOST_NAMES))


def change(found: HeldChange) -> ChangeLine:
    """What became of one matter."""
    claims = found.noun.claims
    return ChangeLine(line(found.noun.after), list(found.kinds), safe_words(found.says), some(found.by, MOST_NAMES), list(claims[:MOST_IDS]),
                      max(len(claims) - MOST_IDS, 0))
