"""Retold: a package of arms that another page tells as money. A memorandum directs "$250 million in defense articles"; the press statement says
"we announced another $250 million today", which is read as `funding`. Both are one matter; each claim keeps its act.

A claim of funding tells a package of arms where

- giver and receiver are the package's, and its sum (3 % for rounding) is; or its serial is, and no sum speaks against it;
- its day (that of telling where it gives none) is at most `WEEK` days from the package's; where its words say that it was *announced before* and it
  gives no other day than that of telling, the package's is at most `AGAIN_REACH` days earlier;
- the package is one: it is told as one, or its mechanism or the claim's gives goods out of stocks (`knowledge.retold`);
- the claim names no mechanism but one of stocks, and the package no other;
- it has *no vote of its own*: no word of a legislature, a bill, an appropriation, nor of a loan or of something else than arms, unless its mechanism
  is one of stocks; and no claim with words of a vote tells of that sum between the same parties within the same days (a vote for a year lies in that
  year and on the day it is told, one of no time on all days);
- the package is the only one that it can be.

And whenever it was told, a vote tells the goods whose sum is *the same figure of the same text* ("which is $8 million worth of radars", read both
ways), where all that is told of it stands so and no words are of a vote or of something else than arms: one figure tells one thing.

So a parliament's vote is never taken for a package of the same sum, nor is what may be told of either. `WEEK` is chosen: ministries announce within
the week what was signed, and a week on a new package may have the same sum. That a sum is under a mechanism of stocks does not reach farther: told
later it is mostly what is left of an authority ("about $250 million of that left in drawdown"). People part the two with `judge different`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from onrecord.knowledge.retold import of_a_vote, of_package, of_something_else, of_stocks
from onrecord.knowledge.serials import Serial
from onrecord.ledger.facets import Facet, Parties
from onrecord.ledger.parcels import AGAIN_REACH, SETTLED, Index, Parcel, is_parcel
from onrecord.ledger.shapes import Cell, Shape, cells, compatible, mechanism_key, same_money, shape_of
from onrecord.ledger.times import FIRST, LAST, Days
from onrecord.model import Span

WEEK = 7
AS_MONEY = "the package of these parties, sum and week, told as money"
ONE_FIGURE = "one figure of one text, told as goods and as money"
Sides = tuple[Parties, Parties]
Figure = tuple[Parties, Parties, str, Span]
"""Giver, receiver, article, and where in it a sum stands."""


def as_money(arms: Sequence[Sequence[Facet]], money: Iterable[Facet]) -> tuple[dict[int, list[tuple[Facet, str]]], list[Facet]]:
    """What of the funding tells each parcel of arms, by its place, with the rule that says so; and the funding that tells none."""
    goods, told = _goods(arms), defaultdict[Sides, list[Facet]](list)
    for f in money:
        told[f.giver, f.receiver].append(f)
    added, left = defaultdict[int, list[tuple[Facet, str]]](list), list[Facet]()
    for sides, claims in sorted(told.items()):
        found = _Found(goods.get(sides, {}), claims)
        for f in claims:
            place = found.of(f)
            if place is None:
                left.append(f)
            else:
                added[place].append((f, AS_MONEY))
    return added, left


def of_one_figure(arms: Sequence[Sequence[Facet]], votes: Iterable[Sequence[Facet]]) -> tuple[
        dict[int, list[tuple[Facet, str]]], list[Sequence[Facet]]]:
    """What of the votes tells each parcel of arms by its very figure, by its place, with the rule that says so; and the votes that tell none."""
    places, added, left = _figured(arms), defaultdict[int, list[tuple[Facet, str]]](list), list[Sequence[Facet]]()
    for vote in votes:
        found = {place for f in vote for place in (_places_of(f, places) if _of_arms(f) else ()) or (None,)}
        place = found.pop() if len(found) == 1 else None
        if place is None:
            left.append(vote)
        else:
            added[place] += [(f, ONE_FIGURE) for f in vote]
    return added, left


def _figured(arms: Sequence[Sequence[Facet]]) -> dict[Figure, set[int]]:
    """The places of the goods by parties and by where their sums stand."""
    found: dict[Figure, set[int]] = defaultdict(set)
    for i, members in enumerate(arms):
        for f in members if members[0].act == "transfer" else ():
            for figure in _figures(f):
                found[figure].add(i)
    return found


def _places_of(f: Facet, places: Mapping[Figure, set[int]]) -> set[int]:
    return {place for figure in _figures(f) for place in places.get(figure, ())}


def _figures(f: Facet) -> Iterator[Figure]:
    return ((f.giver, f.receiver, f.claim.article, span) for span in f.claim.money.evidence)


def _goods(arms: Sequence[Sequence[Facet]]) -> dict[Sides, dict[int, Sequence[Facet]]]:
    """The parcels of goods, by parties and place."""
    found: dict[Sides, dict[int, Sequence[Facet]]] = defaultdict(dict)
    for i, members in enumerate(arms):
        if members[0].act == "transfer":
            found[members[0].giver, members[0].receiver][i] = members
    return found


class _Found:
    """Finds the package that a claim of funding tells, between one pair of parties."""

    def __init__(self, goods: dict[int, Sequence[Facet]], claims: Iterable[Facet]) -> None:
        self._places = list(goods)
        self._index = Index([_dated(members) for members in goods.values()])
        self._packages = {i for i, members in enumerate(goods.values()) if any(map(_of_package, members))}
        self._serials = defaultdict[Serial, list[tuple[int, Days, Shape]]](list)
        for i, shapes in enumerate(self._index.shapes):
            for days, shape in shapes:
                if shape.serial is not None:
                    self._serials[shape.serial].append((i, days, shape))
        self._mechanisms = [{mechanism_key(f.claim.mechanism.value) for f in members} for members in goods.values()]
        self._votes = _Votes({(shape_of(f), time) for f in claims if _of_a_vote(f) for time in _told_at(f)} if goods else set())
        self._known: dict[tuple[Shape, Days, int], int | None] = {}

    def of(self, f: Facet) -> int | None:
        """The place of the package; None where the claim tells none, or may tell several."""
        if not self._places or f.time is None or f.time.length > WEEK + 1 or f.status not in SETTLED or not is_parcel(f) or not _may(f):
            return None
        key = shape_of(f), f.time, _reach(f)
        if key not in self._known:
            self._known[key] = self._only(*key)
        return self._known[key]

    def _only(self, shape: Shape, time: Days, reach: int) -> int | None:
        since = Days(time.start - reach, time.end)
        if self._votes.near(shape, since):
            return None
        near = [*self._index.near(shape, since.start - 2 * WEEK, since.end + WEEK)]
        if shape.serial is not None:
            near += [(i, days, other) for i, days, other in self._serials[shape.serial] if compatible(shape, other)]
        fitting = {i for i, days, other in near if days.gap(since) <= WEEK and _told(shape, other) and self._names(i, shape)}
        fitting = fitting & self._packages or (fitting if shape.mechanism else set())  # no mechanism but one of stocks comes here (`_may`)
        return self._places[fitting.pop()] if len(fitting) == 1 else None

    def _names(self, place: int, shape: Shape) -> bool:
        named = self._mechanisms[place] - {""}
        return not shape.mechanism or not named or shape.mechanism in named


class _Votes:
    """The votes of money between one pair of parties, by sum and day, so that no claim is held against all of them."""

    def __init__(self, votes: Iterable[tuple[Shape, Days | None]]) -> None:
        self._long: dict[Cell, set[tuple[Days, Shape]]] = defaultdict(set)
        timed: dict[Cell, list[tuple[int, int, Shape]]] = defaultdict(list)
        for n, (shape, time) in enumerate(votes):
            for cell in cells(shape) if shape.amount is not None else ():
                if time is None or time.length > WEEK + 1:
                    self._long[cell].add((time or Days(FIRST, LAST), shape))
                else:
                    timed[cell].append((time.start, n, shape))
        self._timed = {cell: sorted(found) for cell, found in timed.items()}

    def near(self, shape: Shape, time: Days) -> bool:
        """Whether one of like sum is told within `WEEK` of the time; one of no time always is."""
        for cell in cells(shape) if shape.amount is not None else ():
            told = self._timed.get(cell, [])
            always = (other for days, other in self._long.get(cell, ()) if days.gap(time) <= WEEK)
            about = told[bisect_left(told, (time.start - 2 * WEEK,)):bisect_left(told, (time.end + WEEK + 1,))]
            if any(same_money(shape, other) for other in (*always, *(other for *_, other in about))):
                return True
        return False


def _reach(f: Facet) -> int:
    """How many days before its time the package of a claim may lie: far where it was announced before, and no other day is given."""
    own = f.days is not None and f.days != Days(f.day or 0, f.day or 0)
    return AGAIN_REACH if f.counting == "again" and not own else 0


def _told_at(f: Facet) -> Iterator[Days | None]:
    """When a vote may be told of: in its time, and where that is longer than some days, when it was told."""
    yield f.time
    if f.time is not None and f.time.length > WEEK + 1 and f.day is not None:
        yield Days(f.day, f.day)


def _of_package(f: Facet) -> bool:
    return of_package(f.claim.quote, f.claim.mechanism.value)


def _of_a_vote(f: Facet) -> bool:
    return of_a_vote(f.claim.quote, f.claim.mechanism.value)


def _may(f: Facet) -> bool:
    """Whether the words of the claim leave it open that its sum is that of arms."""
    mechanism = f.claim.mechanism.value
    return (mechanism is None or of_stocks(mechanism)) and _of_arms(f)


def _of_arms(f: Facet) -> bool:
    """Whether its words are none of a vote nor of something else than arms."""
    words, mechanism = f.claim.quote, f.claim.mechanism.value
    return not of_a_vote(words, mechanism) and not of_something_else(words, mechanism)


def _told(shape: Shape, other: Shape) -> bool:
    """Whether sum or serial binds the two."""
    return (shape.amount is not None and same_money(shape, other)) or (shape.serial is not None and shape.serial == other.serial)


def _dated(members: Sequence[Facet]) -> Parcel:
    """The parcel as it lies in time: what gives a day or was told on one."""
    return Parcel([], {(f.time, shape_of(f)): None for f in members if f.time is not None and f.time.length <= WEEK + 1})
