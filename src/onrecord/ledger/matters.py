"""Matters: which claims speak of one thing. The result depends on the set of claims alone, not on their order.

A *parcel* (`parcels`) is a package, an order, a vote of money or a round of sanctions, told apart by date. All else is a *running* matter:
one act, one giver, one receiver, one family of goods (for sanctions and cooperation: one mechanism), over a stretch of time without a gap
of more than `ERA_GAP` days. Drones that go from Iran to Russia for two years are one entry; the dealings of 1985 are another. A claim about
several families ("drones and shells") supports the running matter of each; sums and counts of such a claim are no one family's own.

Then, in this order:

1. a parcel about one family that is the only one of its running matter is that matter's order: order and deliveries are one entry;
2. a claim without money joins a parcel when its article tells of exactly one with these parties, its status is the same, and its day is the
   parcel's or its mechanism is; and when it is about several or generic goods on a day within `PACKAGE_DAY` of exactly one package;
3. a matter with one party unknown joins the only matter with the same act, other party and specific family, if their times come within
   `UNKNOWN_REACH` days. With neither party known claims are held together only within one origin. Nothing is ever chained through a
   party that is not known.

Every claim carries the reason for its place. Ids: 16 hex digits of the sha256 of act, parties, family and a mark: "" for a running matter,
its first year where it has several eras; for a parcel currency, sum (two figures), first day and mechanism. So a running matter keeps its
id as pages are added. `ERA_GAP` and `UNKNOWN_REACH` are chosen, not measured.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from onrecord.ledger.facets import GOODS_ACTS, Facet, Parties
from onrecord.ledger.parcels import SAME_EVENT, amount_of, mechanism_key, parcels
from onrecord.ledger.times import FIRST, LAST, Days, iso_day

ERA_GAP, UNKNOWN_REACH, PACKAGE_DAY = 5 * 365, 180, 1
Key = tuple[str, Parties, Parties, str, str]


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter: ``key`` is act, giver, receiver, family ("several" for a package) and mark (above); members in order of publication."""

    key: Key
    members: tuple[Facet, ...]
    why: dict[str, str] = field(default_factory=dict)
    parcel: bool = False

    @property
    def id(self) -> str:
        """The entry's id."""
        return hashlib.sha256(json.dumps(self.key, ensure_ascii=False).encode()).hexdigest()[:16]


def matters(facets: Iterable[Facet]) -> list[Matter]:
    """The matters these facets speak of, sorted by key."""
    every = list(facets)
    dated = [_parcel(p) for p in parcels(every)]
    inside = {f.claim.id for m in dated for f in m.members}
    dated, rest = _with_details(dated, [f for f in every if f.claim.id not in inside])
    merged = _with_orders(_running(rest), dated)
    return _numbered(sorted(_with_unknown(merged), key=lambda m: (m.key, m.members[0].order)))


def _parcel(members: Sequence[Facet]) -> Matter:
    first = members[0]
    families = {f.family for f in members}
    specific = {f.family for f in members if not f.generic and f.family != "several"}
    family = specific.pop() if len(specific) == 1 and "several" not in families else "several"
    if first.act not in GOODS_ACTS:
        family = ""
    why = "one round: same imposer, target and day" if first.act == "sanction" else "one parcel: same parties, sum and date"
    mark = _mark(members)
    return Matter((first.act, first.giver, first.receiver, family, mark), tuple(members), {f.claim.id: f.why or why for f in members}, True)


def _mark(members: Sequence[Facet]) -> str:
    days = sorted(f.days.start for f in members if f.days is not None and f.days.length <= 31) or sorted(f.first or f.day for f in members if f.day)
    amounts = [(amount_of(f), f.claim.money.value) for f in members]
    sums = sorted(f"{money.currency} {amount[0]:.1e}" for amount, money in amounts if amount and money)
    mechanisms = sorted({k for f in members if (k := mechanism_key(f.claim.mechanism.value))})
    return " ".join([*sums[:1], iso_day(days[0]) if days else "", *mechanisms[:1]]).strip()


def _running(facets: Iterable[Facet]) -> list[Matter]:
    cells: dict[Key, list[Facet]] = defaultdict(list)
    for f in facets:
        for family in f.families:
            cells[f.act, f.giver, f.receiver, family, _cell_mark(f)].append(f)
    return [m for key, members in sorted(cells.items()) for m in _eras(key, sorted(members, key=lambda f: f.order))]


def _cell_mark(f: Facet) -> str:
    if not f.giver and not f.receiver:
        return f"of {f.origin}"
    return mechanism_key(f.claim.mechanism.value) if f.act in {"sanction", "cooperation"} else ""


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


@dataclass(frozen=True, slots=True)
class _Package:
    """What of a package decides whether a claim tells more of it."""

    articles: frozenset[str]
    statuses: frozenset[str]
    mechanisms: frozenset[str]
    days: frozenset[Days]

    def distance(self, f: Facet) -> int:
        """Days from the claim's act to the package's; very many where either has no day."""
        return min((f.days.gap(d) for d in self.days), default=LAST) if f.days else LAST

    def told_by(self, f: Facet) -> bool:
        """Whether a claim of the package's own article is about it: same status, and its day, or its mechanism where no day is given."""
        if f.status not in self.statuses:
            return False
        if f.days is not None:
            return self.distance(f) <= PACKAGE_DAY and f.days.length <= 31
        return mechanism_key(f.claim.mechanism.value) in self.mechanisms


def _package(m: Matter) -> _Package:
    mechanisms = {mechanism_key(f.claim.mechanism.value) for f in m.members} - {""}
    days = {f.days for f in m.members if f.days is not None and f.days.length <= 31}
    return _Package(frozenset(f.claim.article for f in m.members), frozenset(f.status for f in m.members), frozenset(mechanisms),
                    frozenset(days))


def _with_details(dated: list[Matter], rest: list[Facet]) -> tuple[list[Matter], list[Facet]]:
    """Rule 2: claims without a sum that tell more of a package."""
    packages: dict[tuple[str, Parties, Parties], dict[int, _Package]] = defaultdict(dict)
    for i, m in enumerate(dated):
        if m.key[0] == "transfer":
            packages[m.key[:3]][i] = _package(m)
    added: dict[int, list[tuple[Facet, str]]] = defaultdict(list)
    left = []
    for f in rest:
        found = _package_of(f, packages.get((f.act, f.giver, f.receiver), {}))
        if found is None:
            left.append(f)
        else:
            added[found[0]].append((f, found[1]))
    return [_joined(m, added[i]) if i in added else m for i, m in enumerate(dated)], left


def _package_of(f: Facet, packages: dict[int, _Package]) -> tuple[int, str] | None:
    if f.claim.money.value is not None:
        return None
    here = [i for i, p in packages.items() if f.claim.article in p.articles]
    if len(here) == 1 and packages[here[0]].told_by(f):
        return here[0], "tells more of the package of its article"
    if f.days is None or f.days.length > SAME_EVENT or f.status not in {"agreed", "planned"} or not (f.generic or f.family == "several"):
        return None
    near = [i for i, p in packages.items() if p.distance(f) <= PACKAGE_DAY]
    return (near[0], "announced on the day of the package") if len(near) == 1 else None


def _joined(m: Matter, more: list[tuple[Facet, str]]) -> Matter:
    members = tuple(sorted((*m.members, *(f for f, _ in more)), key=lambda f: f.order))
    return replace(m, members=members, why={**m.why, **{f.claim.id: why for f, why in more}})


def _with_orders(running: list[Matter], dated: list[Matter]) -> list[Matter]:
    """Rule 1: the only order of a running matter is part of it, and has its id even before the first delivery is told."""
    cells: dict[Key, tuple[list[Matter], list[Matter]]] = defaultdict(lambda: ([], []))
    for m in running:
        cells[(*m.key[:4], "")][0].append(m)
    packages = []
    for m in dated:
        if m.key[0] == "transfer" and m.key[3] != "several":
            cells[(*m.key[:4], "")][1].append(m)
        else:
            packages.append(m)
    return packages + [m for cell, (eras, orders) in sorted(cells.items()) for m in _cell(cell, eras, orders)]


def _cell(cell: Key, eras: list[Matter], orders: list[Matter]) -> list[Matter]:
    if len(orders) != 1 or len(eras) > 1:
        return eras + orders
    order = replace(orders[0], key=cell, parcel=False)
    return [_joined(order, [(f, eras[0].why[f.claim.id]) for f in eras[0].members])] if eras else [order]


def _with_unknown(every: list[Matter]) -> list[Matter]:
    """Rule 3: a matter with one party unknown joins the only one it can be."""
    by_side: dict[tuple[str, str, Parties, str], list[int]] = defaultdict(list)
    for i, m in enumerate(every):
        act, giver, receiver, family, _ = m.key
        if giver and receiver and not m.parcel:
            by_side[act, "giver", giver, family].append(i)
            by_side[act, "receiver", receiver, family].append(i)
    added: dict[int, list[tuple[Facet, str]]] = defaultdict(list)
    gone = set()
    for i, m in enumerate(every):
        target = _known_one(m, every, by_side)
        if target is not None:
            added[target].extend((f, "party unknown; the only matter it can be") for f in m.members)
            gone.add(i)
    return [_joined(m, added[i]) if i in added else m for i, m in enumerate(every) if i not in gone]


def _known_one(m: Matter, every: list[Matter], by_side: dict[tuple[str, str, Parties, str], list[int]]) -> int | None:
    act, giver, receiver, family, _ = m.key
    if bool(giver) == bool(receiver) or m.parcel or m.members[0].generic or act not in GOODS_ACTS:
        return None
    fits = by_side.get((act, "giver", giver, family) if giver else (act, "receiver", receiver, family), [])
    if len(fits) != 1:
        return None
    return fits[0] if _extent(m).gap(_extent(every[fits[0]])) <= UNKNOWN_REACH else None


def _extent(m: Matter) -> Days:
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
