"""Bearing: which claims can bear on an entry between two parties, so that an as-of question need not settle the whole record.

By the ledger's rules these are, and settling them alone gives the same entries between the two:

- claims with the giver asked for, or the receiver asked for (either side for cooperation, which has no direction): those of the pair, and
  those that decide whether a party left open can only be the other one;
- claims with an open side in the articles of these, since open sides are completed from their own article;
- all claims of such an article where one of its claims leaves both sides open.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, and_, or_, select

from onrecord.store.tables import claims, parties


def bearing_on(giver: str, receiver: str) -> ColumnElement[bool]:
    """The condition on ``claims``; parties in lower case as `parties` holds them."""
    given, received = (_naming(side, party) for side, party in (("giver", giver), ("receiver", receiver)))
    either = select(parties.c.claim).where(parties.c.party.in_([giver, receiver]))
    named = or_(claims.c.id.in_(given), claims.c.id.in_(received), and_(claims.c.act == "cooperation", claims.c.id.in_(either)))
    beside = claims.c.article.in_(select(claims.c.article).where(named))
    open_sides = (_naming("giver", ""), _naming("receiver", ""))
    half = or_(*(claims.c.id.in_(side) for side in open_sides))
    whole = select(claims.c.article).where(*(claims.c.id.in_(side) for side in open_sides))
    return or_(named, and_(beside, or_(half, claims.c.article.in_(whole))))


def _naming(side: str, party: str) -> Select[str]:
    return select(parties.c.claim).where(parties.c.side == side, parties.c.party == party)
