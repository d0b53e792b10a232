"""Bonds: the named, weighed reasons for which a claim belongs to a matter.

    parties      2   same act, giver and receiver
    serial       4   the same number in its row ("the 70th drawdown")
    sum          2   one currency, amounts within 3 %
    day          2   both give the day of the act, at most 3 days apart (sanctions: 1)
    reach        1   told within the reach of its day, or in the same stretch of a running supply
    mechanism    2   the same named mechanism
    designation  2   the same catalogued system
    goods        1   a kind of goods in common
    text         2   in one text
    only         1   it is the only matter that it can be (`matters`, rule 3; `retold`)
    party        1   one party unknown, the other the same
    judged       9   a person said so

An undated claim belongs to a parcel with which its bonds come to `JOIN`, and of several to that with the most; nothing belongs where something
speaks against it (another sum, serial, mechanism or kind of goods). The weights are chosen: a serial says as much as sum and day together; and
parties and sum alone, told whenever, say nothing, since "$800 million" was given three times in six weeks.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.knowledge.items import ANY_GOODS
from onrecord.ledger.facets import Facet
from onrecord.ledger.shapes import Shape, same_money, shape_of
from onrecord.ledger.times import Days
from onrecord.model.amounts import Range, close
from onrecord.model.entry import Bond

WEIGHTS = {"parties": 2, "serial": 4, "sum": 2, "day": 2, "reach": 1, "mechanism": 2, "designation": 2, "goods": 1, "text": 2, "only": 1,
           "party": 1, "judged": 9}
JOIN = 5
SAME_EVENT, SAME_ROUND = 3, 1
"""Days within which two claims tell of one event (a round of sanctions); chosen."""
Bonds = tuple[Bond, ...]


def bonds(names: Iterable[str]) -> Bonds:
    """The bonds of these names, the weightiest first."""
    return tuple(sorted((Bond(n, WEIGHTS[n]) for n in set(names)), key=lambda b: (-b.weight, list(WEIGHTS).index(b.name))))


def weight(names: Iterable[str]) -> int:
    """What bonds of these names come to."""
    return sum(WEIGHTS[n] for n in set(names))


def shape_bonds(a: Shape, b: Shape) -> set[str]:
    """The names of the bonds between two shapes that are compatible, of one act and the same parties."""
    names = {"parties"}
    if a.serial is not None and a.serial == b.serial:
        names.add("serial")
    if a.amount is not None and same_money(a, b):
        names.add("sum")
    if a.mechanism and a.mechanism == b.mechanism:
        names.add("mechanism")
    if (a.families & b.families) - ANY_GOODS:
        names.add("goods")
    return names


@dataclass(slots=True)
class _Seen:
    """How often each thing that binds stands in a matter, so that one member is held against all others at once."""

    days: Counter[Days]
    sums: Counter[tuple[str, Range]]
    rest: Counter[tuple[str, Hashable]]
    apart: int

    @classmethod
    def of(cls, members: Sequence[Facet]) -> _Seen:
        """Over all of a matter's members."""
        days = Counter(f.days for f in members if f.days is not None and f.days.length <= SAME_EVENT)
        shapes = [shape_of(f) for f in members]
        sums = Counter((s.currency, s.amount) for s in shapes if s.amount is not None)
        return cls(days, sums, Counter(thing for f in members for thing in _things(f)),
                   SAME_ROUND if members[0].act == "sanction" else SAME_EVENT)

    def names(self, f: Facet) -> set[str]:
        """The bonds of one member with any other."""
        found = {name for name, thing in _things(f) if self.rest[name, thing] > 1}
        shape = shape_of(f)
        if shape.amount is not None and self._another_sum(shape.currency, shape.amount):
            found.add("sum")
        if f.days in self.days and self._another_day(f.days):
            found.add("day")
        return found

    def _another_sum(self, currency: str, amount: Range) -> bool:
        if self.sums[currency, amount] > 1:
            return True
        return any(c == currency and other != amount and close(other, amount) for c, other in self.sums)

    def _another_day(self, days: Days | None) -> bool:
        return days is not None and (self.days[days] > 1 or any(o != days and days.gap(o) <= self.apart for o in self.days))


def _things(f: Facet) -> set[tuple[str, Hashable]]:
    """What of a claim binds it to another that has the same."""
    shape = shape_of(f)
    things: set[tuple[str, Hashable]] = {("text", f.origin), *(("goods", c) for c in f.families - ANY_GOODS)}
    things |= {("designation", i.key) for i in f.claim.items.value if i.key}
    if shape.mechanism:
        things.add(("mechanism", shape.mechanism))
    if shape.serial is not None:
        things.add(("serial", shape.serial))
    return things


def held(members: Sequence[Facet], giver: tuple[str, ...], receiver: tuple[str, ...], by_rule: Mapping[str, frozenset[str]],
         running: bool) -> tuple[tuple[str, Bonds], ...]:
    """The bonds of each claim of a matter, by id: with any other of its claims, and those (``by_rule``) that the rule for its place names.

    ``running``: being told within the matter's stretch of time is a bond.
    """
    seen, found = _Seen.of(members), dict[str, set[str]]()
    for f in members:
        whole = f.giver == giver and f.receiver == receiver and bool(giver or receiver)
        names = seen.names(f) | ({"parties"} if whole else {"party"}) | by_rule.get(f.claim.id, frozenset())
        if (running or (len(members) > 1 and f.days not in seen.days)) and f.time is not None:
            names.add("reach")
        found.setdefault(f.claim.id, set()).update(names)
    return tuple((i, bonds(names)) for i, names in sorted(found.items()))
