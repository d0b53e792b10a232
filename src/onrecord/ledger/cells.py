"""Cells: which claims have to be looked at together, so that a part of the ledger can be settled as the whole would be.

Before rule 3 of `matters` a matter is a function of the facets of its cell alone:

- both parties known: act, giver and receiver, since parcels, details, orders and missions look no farther; transfers and funding are one here,
  since a package may be told as money (`retold`);
- one known: that party and the family (training: any family, since missions tell them apart);
- neither: the origin and the family.

Rule 3 looks from a matter with one party to the matters that it can be (`Fit`); `rivals` compares what shares a block. Nothing else reaches from
one cell to another but what people judged.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import lru_cache

from onrecord.ledger.facets import Facet
from onrecord.ledger.matters import Matter, Side, extent, sides
from onrecord.ledger.rivals import Block, Told
from onrecord.ledger.shapes import shape_of
from onrecord.model import TOLD_AS_MONEY
from onrecord.model.settled import Compared, Fit, Part

_REMEMBERED = 1 << 16


def named(*told: object) -> str:
    """16 hex digits for what is told; equal things, like 1 and 1.0, have one."""
    return hashlib.sha256(repr(_plain(told)).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _plain(told: object) -> object:
    if isinstance(told, tuple):
        return tuple(map(_plain, told))
    return float(told) if isinstance(told, int) else told


@lru_cache(_REMEMBERED)
def _cell(*told: object) -> str:
    """The name of a cell, of words alone."""
    return named(*told)


def cells_of(f: Facet) -> tuple[str, ...]:
    """The cells of a facet: one, or one for each of its families where a party is not known."""
    if f.full:
        return (_cell("cell", min(TOLD_AS_MONEY) if f.act in TOLD_AS_MONEY else f.act, f.giver, f.receiver),)
    return tuple(sorted({_open(f, family) for family in f.families}))


def _open(f: Facet, family: str) -> str:
    origin = "" if f.giver or f.receiver else f.origin
    return _cell("open", f.act, f.giver, f.receiver, "" if f.act == "training" else family, origin)


def cell_of(m: Matter) -> str:
    """The cell that a matter before rule 3 is made of."""
    f = m.members[0]
    return cells_of(f)[0] if f.full else _open(f, m.key[3])


def parts_of(m: Matter) -> Iterator[Part]:
    """The cells that a matter holds claims of, after rule 3 and judgements; rather one too many than too few."""
    held = {cell for f in m.members for cell in _held(f, m.key[3])}
    return (Part(m.id, cell) for cell in sorted(held))


def _held(f: Facet, family: str) -> Iterable[str]:
    return cells_of(f) if f.full or family not in f.families else (_open(f, family),)


def place_of(side: Side) -> str:
    """The place of a side."""
    return named("place", *side)


def fits_of(m: Matter) -> Iterator[Fit]:
    """Where a matter with one party unknown finds this one (before rule 3)."""
    for side in sides(m):
        act, which, party, family = side
        giver, receiver = (party, ()) if which == "giver" else ((), party)
        over, days = _cell("open", act, giver, receiver, "" if act == "training" else family, ""), extent(m)
        yield Fit(place_of(side), over, m.id, cell_of(m), days.start, days.end)


def block_of(block: Block) -> str:
    """The name of a block."""
    return named("block", *block)


def compared(block: str, told: Told, right: frozenset[str]) -> Compared:
    """A claim in a block, with the digest of all that `rivals` looks at."""
    f = told.facet
    money, count = f.claim.money.value, f.claim.quantity.value
    shape = shape_of(f)
    mark = named(f.order, f.speaker.key, f.origin, f.giver, f.receiver, tuple(sorted(f.families)), f.days, shape.mechanism, f.serial,
                 money and (money.low, money.high, money.currency), count and (count.low, count.high, count.unit),
                 tuple(sorted({i.key for i in f.claim.items.value if i.key})), f.claim.id in right)
    return Compared(block, told.matter, f.claim.id, mark)
