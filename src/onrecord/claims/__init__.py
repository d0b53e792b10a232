"""READING -> CLAIMS: acts and their roles, status, composition, refusal of what has no evidence.

Two proposers read the same layers: frames on the dependency tree, and the learned detector. Their proposals are weighed together
(`claims.decide`), composed into claims and verified; what is refused is kept as a skip with its reason.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.claims.compose import compose
from onrecord.claims.decide import decide, roles_said
from onrecord.claims.hearing import heard
from onrecord.claims.layers import Layers
from onrecord.claims.learned import Detection
from onrecord.claims.propose import frame_proposals
from onrecord.claims.verify import fault
from onrecord.model import Article, Claim, Reading, Skip, Suggestion

__all__ = ["read_claims"]


def read_claims(
    article: Article, reading: Reading, home: str | None, detections: Sequence[Detection] = (), suggestions: Sequence[Suggestion] = (),
) -> tuple[tuple[Claim, ...], tuple[Skip, ...]]:
    """All claims of one article in text order, and the proposals that verification refused.

    ``home``: the publisher's state, or None. ``detections``: what the learned detector says of each sentence; none: frames alone decide.
    ``suggestions``: what proposers outside the reader say of the article; those that the page bears out are weighed in (`claims.hearing`).
    """
    layers = Layers(article, reading, home)
    claims: dict[str, Claim] = {}
    own = decide(layers, frame_proposals(layers, roles_said(layers, detections)), detections)
    proposals, skips = heard(layers, own, suggestions)
    for proposal in proposals:
        claim, asked = compose(layers, proposal)
        reason = "question" if asked else fault(claim, article)
        if reason is None:
            claims.setdefault(claim.id, claim)
        else:
            skips.append(Skip("claims", claim.id, reason, claim.quote[:200]))
    return tuple(sorted(settled(list(claims.values())), key=lambda c: (c.span, c.id))), tuple(skips)
