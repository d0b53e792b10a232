"""Shapes: what of a claim decides which parcel it belongs to, and how the shapes that can be one are found without comparing all with all.

Claims of one shape (same sum, mechanism, goods, serial and time) are one for this; a matter that ten thousand pages tell has few shapes. Sums
lie in *cells* of `STEP`; only shapes that share a cell are ever compared, and those in order of time (`linked`).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from functools import cache
from typing import Generic, NamedTuple, TypeVar

from onrecord.knowledge.items import covers
from onrecord.knowledge.purposes import purposes
from onrecord.knowledge.serials import Serial
from onrecord.ledger.facets import Facet
from onrecord.ledger.times import Days
from onrecord.model.amounts import Range, close, figure

STEP, SLACK = 1.1, 1.035
"""Width of a cell, as a factor; and how much farther a sum is entered than it reaches, so that two close sums always share a cell."""
Cell = tuple[str, int]
K = TypeVar("K", bound=Hashable)


class Shape(NamedTuple):
    """``amount`` and ``currency`` of the sum (None: no sum is named), ``mechanism`` under one spelling, ``families`` of goods, ``serial``, and the
    ``purposes`` that the words about money name (none: they leave it open)."""

    amount: Range | None
    currency: str
    mechanism: str
    families: frozenset[str]
    serial: Serial | None
    purposes: frozenset[str] = frozenset()


def shape_of(f: Facet) -> Shape:
    """The shape of a claim."""
    money = f.claim.money.value
    amount = figure(money) if money else None
    aims = purposes(f.claim.quote) if f.act == "funding" else frozenset()
    return Shape(amount, money.currency if money and amount else "", mechanism_key(f.claim.mechanism.value), f.families, f.serial, aims)


@cache
def mechanism_key(mechanism: str | None) -> str:
    """A mechanism under one spelling: lower case, without "the" and "mechanism"."""
    return " ".join(w for w in (mechanism or "").casefold().split() if w not in {"the", "mechanism"})


def compatible(a: Shape, b: Shape) -> bool:
    """Whether the two can be of one parcel. One serial is enough; two serials of one row never are."""
    if a.mechanism and b.mechanism and a.mechanism != b.mechanism:
        return False
    if a.serial and b.serial and a.serial.kind == b.serial.kind:
        return a.serial == b.serial
    if a.purposes and b.purposes and not a.purposes & b.purposes:
        return False
    return same_money(a, b) and same_goods(a.families, b.families)


def same_money(a: Shape, b: Shape) -> bool:
    """Whether both name close sums of one currency, or neither a sum."""
    if a.amount is None or b.amount is None:
        return a.amount is b.amount
    return a.currency == b.currency and close(a.amount, b.amount)


def same_goods(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether the two can be of one kind of goods."""
    return bool(a & b) or any(covers(x, y) or covers(y, x) for x in a for y in b)


def cells(shape: Shape) -> Iterator[Cell]:
    """The cells of a shape's sum; one cell for all shapes without a sum."""
    if shape.amount is None:
        yield "", 0
        return
    low, high = (math.log(max(v, 1.0)) / math.log(STEP) for v in (shape.amount[0], shape.amount[1] * SLACK))
    for place in range(math.floor(low), math.floor(high) + 1):
        yield shape.currency, place


class Union(Generic[K]):
    """Which things are one: the classic forest, joined by `join`."""

    def __init__(self) -> None:
        self._parent: dict[K, K] = {}

    def root(self, thing: K) -> K:
        """What stands for all that are one with the thing."""
        parent = self._parent.setdefault(thing, thing)
        while parent != thing:
            self._parent[thing] = self._parent[parent]
            thing, parent = parent, self._parent[parent]
        return thing

    def join(self, a: K, b: K) -> None:
        """Makes the two one."""
        self._parent[self.root(b)] = self.root(a)


def linked(union: Union[int], timed: Sequence[tuple[Days, Shape]], apart: int) -> None:
    """Joins those of the shapes, by place in the sequence, that are compatible and at most ``apart`` days from each other.

    One pass over each cell in order of time: of each kind of shape only the one that reaches farthest is compared, so that the cost is the
    number of claims times that of kinds that are told at one time.
    """
    by_cell: dict[Cell, list[int]] = defaultdict(list)
    for i, (_, shape) in enumerate(timed):
        for cell in cells(shape):
            by_cell[cell].append(i)
    for cell in sorted(by_cell):
        _sweep(union, timed, sorted(by_cell[cell], key=lambda i: timed[i][0]), apart)


def _sweep(union: Union[int], timed: Sequence[tuple[Days, Shape]], order: Iterable[int], apart: int) -> None:
    reach: dict[Shape, int] = {}
    for i in order:
        days, shape = timed[i]
        for other, j in list(reach.items()):
            if days.start - timed[j][0].end > apart:
                del reach[other]
            elif (other == shape or compatible(shape, other)) and union.root(i) != union.root(j):
                union.join(i, j)
        last = reach.get(shape)
        if last is None or timed[last][0].end < days.end:
            reach[shape] = i
