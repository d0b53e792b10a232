"""Proposals -> claims: sources, certainty, time and mechanism added, every field with its evidence."""

from __future__ import annotations

from onrecord.claims.amounts import group_quantity, piece_of
from onrecord.claims.layers import Layers
from onrecord.claims.proposal import Proposal
from onrecord.claims.sources import Attribution, attributed
from onrecord.claims.sums import sum_of
from onrecord.claims.when import read_as, time_of
from onrecord.knowledge.mechanisms import read_mechanisms
from onrecord.model import Claim, Filled, Item, Money, Quantity, QuantityMention, Source, Span, claim_id

REAL = frozenset({"done", "underway", "agreed"})
"""Statuses under which "a" before goods is one real piece (GUIDE section 3), not any one of its kind."""


def compose(layers: Layers, p: Proposal) -> tuple[Claim, bool]:
    """The claim of a proposal, and whether its words are a reporter's question (then no claim by themselves, GUIDE section 5)."""
    text, article = layers.article.text, layers.article
    codes = tuple(dict.fromkeys(c for c, _ in p.giver)), tuple(dict.fromkeys(c for c, _ in p.receiver))
    items = _items(text, p)
    said = attributed(p.span, layers.tree.span(p.anchor), layers.reading, article)
    counted, sum_ = _counted(layers, p), sum_of(layers, p.act, p.anchor, p.money)
    quantity = counted.quantity if counted else None
    money = sum_.money if sum_ else None
    when, when_read = read_as(layers, p, time_of(layers, p))
    claim = Claim(
        id=claim_id(article.id, p.span, p.act, *codes, items.value, p.status, quantity, said.sources.value[0].name or ""),
        article=article.id,
        span=p.span,
        quote=text[p.span.start : p.span.end],
        act=p.act,
        giver=Filled(codes[0], _spans(p.giver), p.giver_rule),
        receiver=Filled(codes[1], _spans(p.receiver), p.receiver_rule),
        items=items,
        quantity=Filled[Quantity | None](quantity, (counted.span,) if counted else (), "counted" if counted else "not said"),
        money=Filled[Money | None](money, (sum_.span,) if sum_ else (), "sum" if sum_ else "not said"),
        status=Filled(p.status, tuple(layers.tree.span(w) for w in p.status_words) or (p.span,), p.status_rule),
        certainty=_certainty(p, said.hedge, layers),
        when=when,
        mechanism=_mechanism(text, layers, p),
        sources=_sources(said),
        said_when=said.said_when,
        when_read=when_read,
        said_read=said.said_read,
        proposer=p.proposer,
        confidence=p.score,
    )
    return claim, said.asked


def _counted(layers: Layers, p: Proposal) -> QuantityMention | None:
    """The proposal's count; else that of the goods whose parts its other goods are; else one for "a" or "an" before a piece that is real."""
    if p.quantity is not None or not p.items or p.before:
        return p.quantity
    if len(p.items) > 1:
        return group_quantity(layers, p.items)
    return piece_of(layers, p.items[0], p.status in REAL)


def _sources(said: Attribution) -> Filled[tuple[Source, ...]]:
    """The chain; a speaker known without words of its own (carried over) is shown by the reporting word."""
    if said.sources.evidence or said.cue is None:
        return said.sources
    return Filled(said.sources.value, (said.cue,), said.sources.rule)


def _spans(parties: tuple[tuple[str, Span], ...]) -> tuple[Span, ...]:
    return tuple(sorted({span for _, span in parties}))


def _items(text: str, p: Proposal) -> Filled[tuple[Item, ...]]:
    seen: dict[tuple[str, str], Item] = {}
    for m in p.items:
        name = " ".join(text[m.span.start : m.span.end].split())
        seen.setdefault((m.cls, name.lower()), Item(m.cls, name, m.key))
    return Filled(tuple(seen.values()), tuple(m.span for m in p.items), "told before" if p.before and p.items else "named" if p.items else "none")


def _certainty(p: Proposal, hedge: Filled[str], layers: Layers) -> Filled[str]:
    """GUIDE's certainty of the source: a possible act is possible; else what the hedges and the reporting word say."""
    if p.status == "possible":
        return Filled("possible", tuple(layers.tree.span(w) for w in p.status_words) or (p.span,), "possible act")
    return hedge if hedge.evidence else Filled(hedge.value, (p.span,), "said plainly")


def _mechanism(text: str, layers: Layers, p: Proposal) -> Filled[str | None]:
    words = layers.tree.sentence_words(p.anchor)
    start, end = layers.tree.start[words[0]], layers.tree.end[words[-1]]
    found = read_mechanisms(text, start, end)
    inside = [m for m in found if p.span.overlaps(m[0])] or found
    return Filled[str | None](inside[0][1], (inside[0][0],), "named") if inside else Filled[str | None](None, (), "not said")
