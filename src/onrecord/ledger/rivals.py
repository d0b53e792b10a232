"""Rivals: claims of two matters that seem to tell of one dated thing and name other goods, or another giver or receiver, for it.

Goods and parties are what tells matters apart, so such claims stand in two entries; that they may be one thing told in two ways is a
*disagreement* of both:

- item: act, giver and receiver are the same, the goods cannot be;
- party: act, one side and the kind of goods are the same, the other side is another (no party in common).

They tell of one thing where what they share weighs `bonds.JOIN` or more: the same parties 2, the same serial 4, sum or count 2, day (at most
`DAY` apart) 2, named mechanism 2, catalogued system 2, specific kind of goods 1. Both claims must be of another speaker and another text, and
neither text may tell of the other's side too: who tells both tells of two things. A count of one says nothing. Compared is only what has one
serial, or one sum or count within the same days; of each matter there at most `STAND_FOR` claims stand for all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.knowledge.items import ANY_GOODS
from onrecord.ledger.bonds import JOIN, SAME_EVENT, shape_bonds, weight
from onrecord.ledger.facets import Facet
from onrecord.ledger.matters import Matter
from onrecord.ledger.shapes import same_goods, shape_of
from onrecord.model import Disagreement, status_group

DAY, STAND_FOR = 1, 3
_TOLD = frozenset({"done", "underway", "agreed", "planned"})
Block = tuple[Hashable, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A claim in its matter, by the matter's id."""

    matter: str
    facet: Facet


def rivals(matters: Iterable[Matter]) -> dict[str, set[Disagreement]]:
    """The disagreements over goods and parties, by the id of the matter that each is of; its own claim comes first."""
    found: dict[str, set[Disagreement]] = defaultdict(set)
    for told in blocks(matters).values():
        for matter, pair in clashes(told):
            found[matter].add(pair)
    return found


def blocks(matters: Iterable[Matter]) -> dict[Block, list[Told]]:
    """What is compared, by what it has in common. The pairs of a block depend on what is told in it alone."""
    found: dict[Block, list[Told]] = defaultdict(list)
    for m in matters:
        told = [f for f in m.members if f.full] if m.key[1] and m.key[2] else []
        matter = m.id if told else ""
        for f in told:
            for block in blocks_of(f):
                found[block].append(Told(matter, f))
    return found


def clashes(told: Sequence[Told]) -> Iterator[tuple[str, Disagreement]]:
    """The disagreements of one block, each for both matters."""
    for kind, a, b in _pairs(told):
        yield a.matter, Disagreement(kind, a.facet.claim.id, b.facet.claim.id)
        yield b.matter, Disagreement(kind, b.facet.claim.id, a.facet.claim.id)


def blocks_of(f: Facet) -> Iterator[Block]:
    """Under what a claim is compared: its serial, and its sum or count on each day about its own."""
    if f.status not in _TOLD:
        return
    base = (f.act, status_group(f.status))
    if f.serial is not None:
        yield (*base, f.serial)
    if f.days is None or f.days.length > SAME_EVENT:
        return
    for figure in _figures(f):
        for day in range(f.days.start, f.days.end + DAY + 1):
            yield (*base, figure, day)


def _figures(f: Facet) -> Iterator[Hashable]:
    money, count = f.claim.money.value, f.claim.quantity.value
    if money is not None:
        yield "sum", money.currency, money.low, money.high
    if count is not None and (count.low or 0) != 1 and f.family != "several":
        yield "count", count.unit, count.low, count.high


def may_clash(a: Facet, b: Facet) -> bool:
    """Whether two claims of one block and of two matters are at odds, if neither text tells of the other's matter and both are among the few
    that are compared."""
    return a.speaker.key != b.speaker.key and a.origin != b.origin and _kind(a, b) is not None


def _pairs(block: Sequence[Told]) -> Iterator[tuple[str, Told, Told]]:
    if len({t.matter for t in block}) < 2:
        return
    tellers: dict[str, set[str]] = defaultdict(set)
    for t in block:
        tellers[t.facet.origin].add(t.matter)
    few = _few(block)
    for n, a in enumerate(few):
        for b in few[n + 1:]:
            kind = _kind(a.facet, b.facet) if a.matter != b.matter and _strangers(a, b, tellers) else None
            if kind is not None:
                yield kind, a, b


def _few(block: Iterable[Told]) -> list[Told]:
    """The first claims of each matter, of as many speakers; of many matters under one figure the first are enough to show that they clash."""
    kept: dict[str, dict[str, Told]] = defaultdict(dict)
    for t in sorted(block, key=lambda t: (t.facet.order, t.matter)):
        if len(kept[t.matter]) < STAND_FOR:
            kept[t.matter].setdefault(t.facet.speaker.key, t)
    return [t for of_matter in list(kept.values())[:STAND_FOR * STAND_FOR] for t in of_matter.values()]


def _strangers(a: Told, b: Told, tellers: dict[str, set[str]]) -> bool:
    first, second = a.facet, b.facet
    if first.speaker.key == second.speaker.key or first.origin == second.origin:
        return False
    return b.matter not in tellers[first.origin] and a.matter not in tellers[second.origin]


def _kind(a: Facet, b: Facet) -> str | None:
    """Which disagreement the two claims of one block are, if they share enough to be of one thing."""
    names = _shared(a, b)
    if (a.giver, a.receiver) == (b.giver, b.receiver):
        specific = not ((a.families | b.families) & ANY_GOODS)
        return "item" if specific and not same_goods(a.families, b.families) and weight(names) >= JOIN else None
    apart = (a.giver == b.giver and not set(a.receiver) & set(b.receiver)) or (a.receiver == b.receiver and not set(a.giver) & set(b.giver))
    if not apart or not same_goods(a.families, b.families):
        return None
    return "party" if weight(names - {"parties"}) >= JOIN else None


def _shared(a: Facet, b: Facet) -> set[str]:
    """The bonds of two claims of one block; an equal count weighs as an equal sum."""
    names = shape_bonds(shape_of(a), shape_of(b))
    if a.days is not None and b.days is not None and a.days.gap(b.days) <= DAY:
        names.add("day")
    counts = {(q.low, q.high, q.unit) for f in (a, b) if (q := f.claim.quantity.value) is not None}
    if len(counts) == 1 and a.claim.quantity.value and b.claim.quantity.value:
        names.add("sum")
    if {i.key for i in a.claim.items.value if i.key} & {i.key for i in b.claim.items.value}:
        names.add("designation")
    return names
