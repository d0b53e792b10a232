"""Packages: the claims without a sum that tell more of a package of arms.

A claim without money joins a package

- when its article tells of exactly one with these parties, its status is the same (agreed and planned are one here), and its day is the
  package's or its mechanism is;
- when it is about several or generic goods, on a day within `PACKAGE_DAY` of exactly one package of these parties.

Packages are found by article and by day, never by looking at all of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.ledger.bonds import SAME_EVENT
from onrecord.ledger.conflicts import COMMITTED
from onrecord.ledger.facets import Facet, Parties
from onrecord.ledger.parcels import ON_ITS_DAY
from onrecord.ledger.shapes import mechanism_key
from onrecord.ledger.times import Days

PACKAGE_DAY, MONTH = 1, 31
OF_ITS_ARTICLE = "tells more of the package of its article"
Sides = tuple[Parties, Parties]


@dataclass(frozen=True, slots=True)
class _Package:
    """What of a package decides whether a claim tells more of it."""

    statuses: frozenset[str]
    mechanisms: frozenset[str]
    days: frozenset[Days]

    def told_by(self, f: Facet) -> bool:
        """Whether a claim of the package's own article is about it: same status (to plan and to agree are one here), and its day, or its mechanism
        where no day is given."""
        if f.status not in self.statuses and not (f.status in COMMITTED and self.statuses & COMMITTED):
            return False
        if f.days is not None:
            return f.days.length <= MONTH and any(f.days.gap(d) <= PACKAGE_DAY for d in self.days)
        return mechanism_key(f.claim.mechanism.value) in self.mechanisms


class _Packages:
    """The packages of arms among the parcels, by parties and article and by parties and day."""

    def __init__(self, parcels: Sequence[Sequence[Facet]]) -> None:
        self.all: dict[int, _Package] = {}
        self.by_article: dict[tuple[Sides, str], list[int]] = defaultdict(list)
        self.by_day: dict[tuple[Sides, int], set[int]] = defaultdict(set)
        for i, members in enumerate(parcels):
            if members[0].act == "transfer":
                self._add(i, members, (members[0].giver, members[0].receiver))

    def _add(self, i: int, members: Sequence[Facet], sides: Sides) -> None:
        days = frozenset(f.days for f in members if f.days is not None and f.days.length <= MONTH)
        mechanisms = frozenset(mechanism_key(f.claim.mechanism.value) for f in members) - {""}
        self.all[i] = _Package(frozenset(f.status for f in members), mechanisms, days)
        for article in {f.claim.article for f in members}:
            self.by_article[sides, article].append(i)
        for d in days:
            for day in range(d.start - PACKAGE_DAY, d.end + PACKAGE_DAY + 1):
                self.by_day[sides, day].add(i)

    def of(self, f: Facet) -> tuple[int, str] | None:
        """The package that the claim tells more of, and by which rule."""
        sides = (f.giver, f.receiver)
        here = self.by_article.get((sides, f.claim.article), [])
        if len(here) == 1 and self.all[here[0]].told_by(f):
            return here[0], OF_ITS_ARTICLE
        if f.days is None or f.days.length > SAME_EVENT or f.status not in COMMITTED or not (f.generic or f.family == "several"):
            return None
        near = {i for day in range(f.days.start, f.days.end + 1) for i in self.by_day.get((sides, day), ())}
        return (near.pop(), ON_ITS_DAY) if len(near) == 1 else None


def with_details(parcels: Sequence[Sequence[Facet]], rest: Iterable[Facet]) -> tuple[dict[int, list[tuple[Facet, str]]], list[Facet]]:
    """What joins each parcel, by its place, with the rule that says so; and what joins none."""
    packages, added, left = _Packages(parcels), defaultdict[int, list[tuple[Facet, str]]](list), []
    for f in rest:
        found = packages.of(f) if f.act == "transfer" and f.claim.money.value is None else None
        if found is None:
            left.append(f)
        else:
            added[found[0]].append((f, found[1]))
    return added, left
