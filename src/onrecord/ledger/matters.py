"""Matters: which claims speak of one thing. The result depends on the set of claims alone, not on their order.

A *parcel* (`parcels`) is a package, an order, a vote of money or a round of sanctions, told apart by date. All else is a *running* matter:
one act, one giver, one receiver, one family of goods (for sanctions and cooperation: one mechanism; for training: one mission, where these
parties have several), over a stretch of time without a gap of more than `ERA_GAP` days. Drones that go from Iran to Russia for two years are
one entry; the dealings of 1985 are another. A claim about several families ("drones and shells") supports the running matter of each; sums and
counts of such a claim are no one family's own.

Then, in this order:

1. what tells more of a package joins it (`packages`), and what tells one, or an order, as money (`retold`), which keeps its own act;
2. a parcel about one specific family that is the only one of its running matter is that matter's order: order and deliveries are one
   entry, unless something was delivered, or told as delivered, more than `SAME_EVENT` days before the order;
3. a matter with one party unknown joins the only matter with the same act, other party and specific family, if their times come within
   `UNKNOWN_REACH` days. With neither party known claims are held together only within one origin. Nothing is ever chained through a
   party that is not known.

Every claim carries the rule for its place and the weighed reasons that held (`bonds`). Ids: 16 hex digits of the sha256 of act, parties, family
and a mark: "" for a running matter, its first year where it has several eras; for a parcel currency, sum (two figures), first day and
mechanism, or its serial. So a running matter keeps its id as pages are added. `ERA_GAP` and `UNKNOWN_REACH` are chosen, not measured.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from onrecord.ledger.bonds import SAME_EVENT, Bonds, held
from onrecord.ledger.facets import BESIDE_ARMS, GOODS_ACTS, Facet, Parties
from onrecord.ledger.packages import with_details
from onrecord.ledger.parcels import HAPPENED, ON_ITS_DAY, parcels
from onrecord.ledger.retold import AS_MONEY, as_money, of_one_figure
from onrecord.ledger.shapes import mechanism_key
from onrecord.ledger.times import FIRST, LAST, Days, iso_day
from onrecord.model.amounts import figure

ERA_GAP, UNKNOWN_REACH = 5 * 365, 180
UNKNOWN, JUDGED_SAME, JUDGED_OTHER = "party unknown; the only matter it can be", "judged to be the same matter", "judged to be another matter"
_BY_RULE = {ON_ITS_DAY: frozenset({"only"}), AS_MONEY: frozenset({"only"}), UNKNOWN: frozenset({"only"}), JUDGED_SAME: frozenset({"judged"}),
            JUDGED_OTHER: frozenset({"judged"})}
_KINDS = {"transfer": "package", "funding": "vote", "sanction": "round"}
Key = tuple[str, Parties, Parties, str, str]
Side = tuple[str, str, Parties, str]
"""Act, "giver" or "receiver", the party there, and family: what a matter with that party alone may be."""


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter: ``key`` is act, giver, receiver, family ("several" for a package) and mark (above); members in order of publication."""

    key: Key
    members: tuple[Facet, ...]
    why: dict[str, str] = field(default_factory=dict)
    parcel: bool = False
    order: bool = False

    @property
    def kind(self) -> str:
        """One of `model.entry.ENTRY_KINDS`."""
        if self.order:
            return "order"
        return _KINDS[self.key[0]] if self.parcel else "running"

    @property
    def serial(self) -> str:
        """The one serial of its claims ("package 70"), "" where they name none or several. A part's serial (a batch) is not the matter's."""
        found = {f.serial for f in self.members if f.serial is not None} if self.parcel else set()
        return f"{(only := found.pop()).kind} {only.number}" if len(found) == 1 else ""

    def bonds(self) -> tuple[tuple[str, Bonds], ...]:
        """The weighed reasons that hold each claim, by its id."""
        by_rule = {i: _BY_RULE[why] for i, why in self.why.items() if why in _BY_RULE}
        return held(self.members, self.key[1], self.key[2], by_rule, not self.parcel)

    @property
    def id(self) -> str:
        """The entry's id."""
        return hashlib.sha256(json.dumps(self.key, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def matters(facets: Iterable[Facet]) -> list[Matter]:
    """The matters these facets speak of, sorted by key."""
    return joined(apart(facets))


def apart(facets: Iterable[Facet]) -> list[Matter]:
    """The matters before rule 3, in no order. Each is a function of the facets of its cell (`cells.cell_of`) alone."""
    every = list(facets)
    arms = parcels(f for f in every if f.act != "funding")
    retold, money = as_money(arms, (f for f in every if f.act == "funding"))
    figured, votes = of_one_figure(arms, parcels(money))
    found = [*arms, *votes]
    inside = {f.claim.id for p in found for f in p} | {f.claim.id for told in (*retold.values(), *figured.values()) for f, _ in told}
    added, rest = with_details(found, [f for f in every if f.claim.id not in inside])
    for i, told in (*retold.items(), *figured.items()):
        added[i] = [*added.get(i, ()), *told]
    dated = [_joined(_parcel(p), added[i]) if i in added else _parcel(p) for i, p in enumerate(found)]
    return _with_orders(_running(rest), dated)


def joined(every: list[Matter], elsewhere: Mapping[Side, int] | None = None) -> list[Matter]:
    """The matters after rule 3, sorted by key; ``elsewhere`` tells how many there are beside these that a matter with one party may be."""
    return _numbered(sorted(_with_unknown(every, elsewhere or {}), key=lambda m: (m.key, m.members[0].order)))


def _parcel(members: Sequence[Facet]) -> Matter:
    first = members[0]
    families = {f.family for f in members}
    specific = {f.family for f in members if not f.generic and f.family != "several"}
    family = specific.pop() if len(specific) == 1 and "several" not in families else "several"
    if first.act not in GOODS_ACTS:
        family = ""
    why = "one round: same imposer, target and day" if first.act == "sanction" else "one parcel: same parties, sum and date"
    if len({f.serial for f in members if f.serial}) == 1 and all(f.serial for f in members):
        why = "one parcel: same parties and serial"
    mark = _mark(members)
    return Matter((first.act, first.giver, first.receiver, family, mark), tuple(members), {f.claim.id: f.why or why for f in members}, True)


def _mark(members: Sequence[Facet]) -> str:
    serials = {f.serial for f in members if f.serial}
    if len(serials) == 1 and all(f.claim.money.value is None for f in members):
        return "{} {}".format(*serials.pop())
    days = sorted(f.days.start for f in members if f.days is not None and f.days.length <= 31) or sorted(f.first or f.day for f in members if f.day)
    moneys = [m for f in members if (m := f.claim.money.value) is not None]
    sums = sorted(f"{m.currency} {amount[0]:.1e}" for m in moneys if (amount := figure(m)))
    mechanisms = sorted({k for f in members if (k := mechanism_key(f.claim.mechanism.value))})
    return " ".join([*sums[:1], iso_day(days[0]) if days else "", *mechanisms[:1]]).strip()


def _running(facets: Iterable[Facet]) -> list[Matter]:
    every, cells = list(facets), defaultdict[Key, list[Facet]](list)
    missions: dict[tuple[Parties, Parties], set[str]] = defaultdict(set)
    for f in every:
        if f.act == "training" and f.claim.mechanism.value:
            missions[f.giver, f.receiver].add(mechanism_key(f.claim.mechanism.value))
    for f in every:
        mark = _cell_mark(f, len(missions[f.giver, f.receiver]) > 1 if f.act == "training" else False)
        for family in _told_of(f):
            cells[f.act, f.giver, f.receiver, family, mark].append(f)
    return [m for key, members in sorted(cells.items()) for m in _eras(key, sorted(members, key=lambda f: f.order))]


def _told_of(f: Facet) -> frozenset[str]:
    """The families whose running matters a claim supports. "Defence articles and services" is one phrase for goods of any kind: its services are no
    matter beside them."""
    return f.families - {"service"} if "equipment" in f.families else f.families


def _cell_mark(f: Facet, missions: bool) -> str:
    """What tells running matters of one act, parties and goods apart; a mission only where the parties have more than one."""
    if not f.giver and not f.receiver:
        return f"of {f.origin}"
    return mechanism_key(f.claim.mechanism.value) if missions or f.act in {"sanction", "cooperation"} else ""


def _eras(key: Key, members: list[Facet]) -> list[Matter]:
    timed = sorted((f for f in members if f.time is not None), key=lambda f: (f.time, f.order))
    eras: list[list[Facet]] = []
    reach = FIRST
    for f in timed:
        start, end = _within(f)
        if not eras or start - reach > ERA_GAP:
            eras.append([])
        eras[-1].append(f)
        reach = max(reach, end)
    eras = eras or [[]]
    eras[-1].extend(f for f in members if f.time is None)
    return [_era(key, era, several=len(eras) > 1) for era in eras]


def _within(f: Facet) -> Days:
    """The time of a facet with its open sides closed by the day it was published, so that "before May" reaches no other era."""
    assert f.time is not None
    start, end = f.time
    near = f.first or f.day or (end if end < LAST else start)
    return Days(min(near, end) if start == FIRST else start, max(near, start) if end == LAST else end)


def _era(key: Key, members: list[Facet], several: bool) -> Matter:
    years = sorted(_within(f).start for f in members if f.time is not None)
    mark = f"{key[4]} {iso_day(years[0])[:4]}".strip() if several and years else key[4]
    why = "running: same act, parties and goods"
    ordered = tuple(sorted(members, key=lambda f: f.order))
    return Matter((*key[:4], mark), ordered, {f.claim.id: f.why or why for f in ordered})


def _joined(m: Matter, more: list[tuple[Facet, str]]) -> Matter:
    members = tuple(sorted((*m.members, *(f for f, _ in more)), key=lambda f: f.order))
    return replace(m, members=members, why={**m.why, **{f.claim.id: why for f, why in more}})


def _with_orders(running: list[Matter], dated: list[Matter]) -> list[Matter]:
    """Rule 2: the only order of a running matter is part of it, and has its id even before the first delivery is told."""
    cells: dict[Key, tuple[list[Matter], list[Matter]]] = defaultdict(lambda: ([], []))
    for m in running:
        cells[(*m.key[:4], "")][0].append(m)
    packages = []
    for m in dated:
        if _may_be_order(m):
            cells[(*m.key[:4], "")][1].append(m)
        else:
            packages.append(m)
    return packages + [m for cell, (eras, orders) in sorted(cells.items()) for m in _cell(cell, eras, orders)]


def _may_be_order(m: Matter) -> bool:
    family = m.key[3]
    specific = family != "several" and family not in BESIDE_ARMS and family not in {"equipment", ""} and not family.endswith(".other")
    return m.key[0] == "transfer" and specific and not m.serial


def _cell(cell: Key, eras: list[Matter], orders: list[Matter]) -> list[Matter]:
    if len(orders) != 1 or len(eras) > 1 or (eras and _delivered_before(eras[0], orders[0])):
        return eras + orders
    order = replace(orders[0], key=cell, parcel=False, order=True)
    return [_joined(order, [(f, eras[0].why[f.claim.id]) for f in eras[0].members])] if eras else [order]


def _delivered_before(era: Matter, order: Matter) -> bool:
    """Whether something went, or was told to have gone, before the order was placed; open sides say nothing."""
    placed = [f.days.start for f in order.members if f.days is not None and f.days.start > FIRST]
    ends = [f.time.end for f in era.members if f.time is not None and f.status in HAPPENED]
    return bool(placed) and any(end < min(placed) - SAME_EVENT for end in ends)


def _with_unknown(every: list[Matter], elsewhere: Mapping[Side, int]) -> list[Matter]:
    """Rule 3: a matter with one party unknown joins the only one it can be."""
    by_side: dict[Side, list[int]] = defaultdict(list)
    for i, m in enumerate(every):
        for side in sides(m):
            by_side[side].append(i)
    added: dict[int, list[tuple[Facet, str]]] = defaultdict(list)
    gone = set()
    for i, m in enumerate(every):
        asked = asks(m)
        fits = by_side.get(asked, []) if asked is not None and not elsewhere.get(asked) else []
        if len(fits) == 1 and extent(m).gap(extent(every[fits[0]])) <= UNKNOWN_REACH:
            added[fits[0]].extend((f, UNKNOWN) for f in m.members)
            gone.add(i)
    return [_joined(m, added[i]) if i in added else m for i, m in enumerate(every) if i not in gone]


def sides(m: Matter) -> tuple[Side, ...]:
    """Where a matter with one party unknown finds this one."""
    act, giver, receiver, family, _ = m.key
    if not giver or not receiver or m.parcel or act not in GOODS_ACTS:
        return ()
    return (act, "giver", giver, family), (act, "receiver", receiver, family)


def asks(m: Matter) -> Side | None:
    """Where a matter with one party unknown looks for the one that it can be; None for any other."""
    act, giver, receiver, family, _ = m.key
    if bool(giver) == bool(receiver) or m.parcel or m.members[0].generic or family == "service" or act not in GOODS_ACTS:
        return None
    return (act, "giver", giver, family) if giver else (act, "receiver", receiver, family)


def extent(m: Matter) -> Days:
    """The days from its first time to its last."""
    times = [_within(f) for f in m.members if f.time is not None]
    return Days(min((t.start for t in times), default=LAST), max((t.end for t in times), default=FIRST))


def _numbered(every: list[Matter]) -> list[Matter]:
    """Two parcels of one key (same sum, day and mechanism, other goods) are told apart by their place in the sorted list."""
    seen: dict[Key, int] = defaultdict(int)
    result = []
    for m in every:
        seen[m.key] += 1
        result.append(m if seen[m.key] == 1 else replace(m, key=(*m.key[:4], f"{m.key[4]} #{seen[m.key]}")))
    return result
