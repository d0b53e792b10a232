"""Lots: an entry taken apart by the goods that are told of in it, since registers have a row for each weapon.

Rules. A lot is a catalogued system, or a class of goods where no system is named. Only goods of the entry's own classes make lots. Plain
goods of a class ("drones") are taken for the one system of that class that the claims of the same page name, and are a lot of their own where those
name none or several. A claim *is about* each lot that its goods are in; its numbers and sums are a lot's *own* only where it is about no other goods,
of this entry or of another: "90 drones and shells" counts neither drones nor shells, though it is in the entries of both, and 90 vehicles with
tanks among them are not 90 tanks. (A sum for "drones and other equipment" is the drones', since that is the matter that it is in; a count is not.)
What is told of several lots of the entry together is in the lot of all (`Lot.many`). A claim of another act, which tells a package as money, names no
goods and makes no lot: it is about each lot that tells its sum.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.export.told import Told
from onrecord.knowledge.items import covers, systems
from onrecord.model import Claim, Item, Money, Quantity
from onrecord.model.amounts import close, named_range

Key = tuple[str, str | None]
"""Item class and catalogue key (None: no system is named)."""
ORDERS, DELIVERIES = ("agreed", "planned"), ("done", "underway")
Ends = tuple[float | None, float | None]
_Systems = Mapping[tuple[str, str], set[str]]


@dataclass(frozen=True, slots=True)
class Lot:
    """Goods of one kind in an entry: ``kinds`` (one, or all of those told of together), ``names`` the wordings, ``claims`` about it, those
    ``alone`` about no other lot of the entry, and among these the ``counting`` and the ``paying`` ones, whose counts and sums are its own."""

    kinds: tuple[Key, ...]
    names: tuple[str, ...]
    claims: tuple[Claim, ...]
    alone: tuple[Claim, ...]
    counting: tuple[Claim, ...]
    paying: tuple[Claim, ...]

    @property
    def many(self) -> bool:
        """Whether several kinds of goods are told of together."""
        return len(self.kinds) > 1

    @property
    def key(self) -> str | None:
        """The catalogue key of its system."""
        return self.kinds[0][1] if len(self.kinds) == 1 else None

    @property
    def designation(self) -> str:
        """The system's usual name; "" where none is named."""
        info = systems().get(self.key or "")
        return info.names[0] if info else ""


def lots(told: Told) -> list[Lot]:
    """The lots of an entry, sorted by class and system, that of goods told of together last; one without goods where nothing is named."""
    named = _systems_of(told)
    mine = [c for c in told.claims if c.act == told.entry.act or c.items.value]
    kinds = {c.id: _sorted({_kind(c, item, named) for item in _of_entry(told, c)}) for c in mine}
    sums = [c for c in told.claims if c.id not in kinds]
    made = [_lot(told, (kind,), kinds, named, sums) for kind in _sorted({k for found in kinds.values() for k in found})]
    together = _sorted({k for found in kinds.values() if len(found) > 1 for k in found})
    made += [_lot(told, together, kinds, named, sums)] if together else []
    return made + ([_lot(told, (), kinds, named, sums)] if not all(kinds.values()) or not made else [])


def _lot(told: Told, of: tuple[Key, ...], kinds: Mapping[str, tuple[Key, ...]], named: _Systems, sums: Sequence[Claim]) -> Lot:
    """The lot of these kinds of goods; ``kinds`` of each claim that may be about it, ``sums`` the claims that tell the entry as money."""
    claims = [c for c in told.claims if c.id in kinds and _about(of, kinds[c.id])]
    alone = [c for c in claims if len(of) > 1 or len(kinds[c.id]) < 2]
    names = dict.fromkeys(i.name for c in claims for i in _of_entry(told, c) if not of or _kind(c, i, named) in of)
    counting = tuple(c for c in alone if not _others(told, c))
    paying = [c for c in alone if all(any(covers(o, i.cls) for i in _of_entry(told, c)) for o in _others(told, c))]
    same = [c for c in sums if not claims or any(_same_sum(c, other) for other in paying)]
    return Lot(of, tuple(names), _with(told, claims, same), _with(told, alone, same), counting, _with(told, paying, same))


def _about(of: tuple[Key, ...], kinds: tuple[Key, ...]) -> bool:
    """Whether a claim about these kinds is about the lot ``of`` one kind, of several together, or of none."""
    return len(kinds) > 1 if len(of) > 1 else of[0] in kinds if of else not kinds


def _with(told: Told, some: Sequence[Claim], more: Sequence[Claim]) -> tuple[Claim, ...]:
    """Both, in the entry's order."""
    if not more:
        return tuple(some)
    ids = {c.id for c in (*some, *more)}
    return tuple(c for c in told.claims if c.id in ids)


def _same_sum(one: Claim, other: Claim) -> bool:
    """Whether the sums of two claims are one, rounding allowed for."""
    a, b = one.money.value, other.money.value
    if a is None or b is None or a.currency != b.currency:
        return False
    first, second = named_range(a), named_range(b)
    return first is not None and second is not None and close(first, second)


def _sorted(kinds: Iterable[Key]) -> tuple[Key, ...]:
    return tuple(sorted(kinds, key=lambda k: (k[0], k[1] or "")))


def _kind(claim: Claim, item: Item, named: _Systems) -> Key:
    """The kind of an item of a claim, plain goods taken for the one system of their class that their page names."""
    among = named.get((claim.article, item.cls), set())
    return item.cls, item.key or (next(iter(among)) if len(among) == 1 else None)


def _of_entry(told: Told, claim: Claim) -> list[Item]:
    """The goods of a claim that are of the entry's own classes; all of them where none is (a claim that tells generic goods)."""
    inside = [i for i in claim.items.value if i.cls in told.entry.items]
    return inside or list(claim.items.value)


def _others(told: Told, claim: Claim) -> set[str]:
    """The classes of goods of a claim that are not the entry's."""
    return {i.cls for i in claim.items.value} - {i.cls for i in _of_entry(told, claim)}


def _systems_of(told: Told) -> _Systems:
    """The systems named, by page and class."""
    named: dict[tuple[str, str], set[str]] = {}
    for claim in told.claims:
        for item in _of_entry(told, claim):
            if item.key is not None:
                named.setdefault((claim.article, item.cls), set()).add(item.key)
    return named


def with_status(claims: Iterable[Claim], statuses: Sequence[str]) -> list[Claim]:
    """The claims that say one of these statuses."""
    return [c for c in claims if c.status.value in statuses]


@dataclass(frozen=True, slots=True)
class Figure:
    """What is told of one figure: the interval, the ``claims`` that tell it, and whether their intervals can all hold (``agreed``)."""

    low: float | None
    high: float | None
    claims: tuple[Claim, ...]
    agreed: bool = True

    @property
    def exact(self) -> bool:
        """Whether it is one number."""
        return self.low is not None and self.low == self.high


def count_of(claims: Iterable[Claim]) -> Figure | None:
    """How many pieces these claims tell of; counts of batteries, tonnes and the like are left to the comments. None where none is told."""
    return _figure([(c, (q.low, q.high)) for c in claims if (q := _pieces(c)) is not None])


def sums_of(claims: Iterable[Claim]) -> dict[str, Figure]:
    """How much these claims tell of, by currency."""
    told: dict[str, list[tuple[Claim, Ends]]] = {}
    for claim in claims:
        money: Money | None = claim.money.value
        if money is not None and (money.low, money.high) != (None, None):
            told.setdefault(money.currency, []).append((claim, (money.low, money.high)))
    return {currency: figure for currency in sorted(told) if (figure := _figure(told[currency])) is not None}


def _pieces(claim: Claim) -> Quantity | None:
    quantity: Quantity | None = claim.quantity.value
    return quantity if quantity is not None and quantity.unit is None and (quantity.low, quantity.high) != (None, None) else None


def _figure(told: Sequence[tuple[Claim, Ends]]) -> Figure | None:
    """Where all intervals can hold at once, what they have in common; else the whole stretch. Never a sum: a later count may hold an earlier."""
    if not told:
        return None
    lows = [ends[0] or 0.0 for _, ends in told]
    highs = [float("inf") if ends[1] is None else ends[1] for _, ends in told]
    agreed = max(lows) <= min(highs)
    low, high = (max(lows), min(highs)) if agreed else (min(lows), max(highs))
    bare = all(ends[0] is None for _, ends in told)
    return Figure(None if bare else low, None if high == float("inf") else high, tuple(c for c, _ in told), agreed)
