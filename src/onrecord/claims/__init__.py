"""READING -> CLAIMS: acts and their roles, status, composition, refusal of what has no evidence.

Frames on the dependency tree say what the grammar tells; the learned reader weighs it with the words (`claims.clues`, `claims.learned`). Its answers
are decided on (`claims.decide`), composed into claims and verified; what is refused is kept as a skip with its reason.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.claims.clauses import quote_span
from onrecord.claims.compose import compose
from onrecord.claims.decide import Draft, decide
from onrecord.claims.elsewhere import settled
from onrecord.claims.hearing import heard
from onrecord.claims.layers import Layers
from onrecord.claims.learned import Detector
from onrecord.claims.verify import fault
from onrecord.claims.weigh import weigh
from onrecord.model import Article, Claim, Reading, Skip, Span, Suggestion

__all__ = ["read_claims"]


def read_claims(
    article: Article, reading: Reading, home: str | None, detector: Detector | None = None, suggestions: Sequence[Suggestion] = (),
) -> tuple[tuple[Claim, ...], tuple[Skip, ...]]:
    """All claims of one article in text order, and the proposals that verification refused.

    ``home``: the publisher's state, or None. ``detector``: the learned reader; without it the frames alone are believed.
    ``suggestions``: what proposers outside the reader say of the article; those that the page bears out are weighed in (`claims.hearing`).
    """
    layers = Layers(article, reading, home)
    claims: dict[str, Claim] = {}
    decided = decide(layers, *weigh(layers, detector))
    proposals, skips = heard(layers, decided.proposals, suggestions)
    skips += [_lacking(layers, draft) for draft in decided.lacking]
    for proposal in proposals:
        claim, asked = compose(layers, proposal)
        reason = "question" if asked else fault(claim, article)
        if reason is None:
            claims.setdefault(claim.id, claim)
        else:
            skips.append(_left_out(article, claim.span, reason, claim.act))
    return tuple(sorted(settled(list(claims.values())), key=lambda c: (c.span, c.id))), tuple(dict.fromkeys(skips))


def _lacking(layers: Layers, draft: Draft) -> Skip:
    """A likely claim of which nobody or nothing can be named."""
    unit = draft.weighed.unit
    return _left_out(layers.article, quote_span(layers.tree, unit.word, alone=False), draft.lacks, unit.act)


def _left_out(article: Article, quote: Span, reason: str, act: str) -> Skip:
    """A claim that is not made, by its place in the article."""
    return Skip("claims", f"{article.id[:16]}:{quote.start}", reason, f"{act}: {article.text[quote.start:quote.end][:200]}")
