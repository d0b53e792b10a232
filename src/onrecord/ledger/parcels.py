"""Parcels: the dated matters, each announced once. An arms package or order and a vote of money (by parties, amount and date); a round of
sanctions (by imposer, target and date); and what bears a serial ("the 12th package").

Two claims speak of one parcel when act and parties are equal, nothing speaks against it (`shapes.compatible`), and

- money (transfer, funding): the amounts are close and both give the day of the act, at most `SAME_EVENT` days apart;
- sanction: both give the day of the act, each at most `SAME_ROUND` days from the one that most claims about these parties give;
- serial: both name the same one, at most `SERIAL_REACH` days apart.

These *dated* claims alone make parcels and are chained. Then parcels are `gathered`: a delivery with the only order of its sum in the
`DELIVERED` days before it; an announcement with the only instrument (a parcel that names its mechanism) of its sum in the `FOLLOWS` days before it;
an announcement that gives a number and no sum ("the 41st package") with the only unnumbered instrument within `SAME_DAY`, if that has no other.
Each *undated* claim (no day, or only a month; or words that say that it was announced before, so that its day is that of telling) joins at
most one parcel within reach, that to which it has the weightiest `bonds`, then the nearest, and never ties two together. Those that reach none are
chained with each other by their days of publication, and those of one text whatever its day. So "$800 million" of 16 March, 13 April
and 21 April 2022 stay three, whatever is said of "$800 million" later.

Money counted over a longer time ("$19 billion since February"), or called a total by the words beside it, opens no parcel. A batch of
deliveries is part of its order and opens none either.

The spans are chosen, not measured: a package is told within three days of its day; the press repeats it for about six weeks; a bill
of money is fought over for a year; a ministry announces within the week what its president signed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from onrecord.knowledge.serials import Serial, opens
from onrecord.ledger.bonds import JOIN, SAME_EVENT, SAME_ROUND, shape_bonds, weight
from onrecord.ledger.facets import Facet
from onrecord.ledger.shapes import Cell, Shape, Union, cells, compatible, linked, shape_of
from onrecord.ledger.times import FIRST, LAST, Days
from onrecord.model.amounts import figure

REACH = {"transfer": 45, "funding": 400, "sanction": 0}
CHAIN = {"transfer": 7, "funding": 180, "sanction": 0}
ON_ITS_DAY = "announced on the day of the package"
TOTAL_AFTER, SERIAL_REACH, AGAIN_REACH = 45, 400, 400
DELIVERED, FOLLOWS, SAME_DAY = 180, 7, 1
SETTLED = frozenset({"done", "underway", "agreed", "planned"})
HAPPENED = frozenset({"done", "underway"})


@dataclass(slots=True)
class Parcel:
    """A parcel in the making: its ``members``, and of its dated ones the distinct ``shapes`` with their days."""

    members: list[Facet]
    shapes: dict[tuple[Days, Shape], None] = field(default_factory=dict)


def parcels(facets: Iterable[Facet]) -> list[list[Facet]]:
    """The parcels among these facets, each in order of publication; facets that belong to none are left out."""
    groups: dict[tuple[str, tuple[str, ...], tuple[str, ...]], list[Facet]] = defaultdict(list)
    for f in facets:
        if is_parcel(f):
            groups[f.act, f.giver, f.receiver].append(f)
    return [sorted(p, key=lambda f: f.order) for key in sorted(groups) for p in _parcels_of(groups[key])]


def is_parcel(f: Facet) -> bool:
    """Whether the claim is about one dated matter rather than a running one."""
    if not f.full or f.act not in REACH:
        return False
    if f.serial is not None:
        return opens(f.serial.kind) and (f.act != "sanction" or f.status in SETTLED)
    if f.act == "sanction":
        return f.status in SETTLED and f.days is not None and f.days.length <= 31
    money = f.claim.money.value
    return money is not None and figure(money) is not None and not is_total(f)


def is_total(f: Facet) -> bool:
    """Whether the claim counts all that was given over a time."""
    return f.counting == "total" or (f.days is not None and f.days.length > TOTAL_AFTER)


def dated(f: Facet) -> bool:
    """Whether the claim gives the day of the act."""
    return f.days is not None and f.days.length <= SAME_EVENT and f.status in SETTLED and f.counting != "again"


def _parcels_of(group: list[Facet]) -> list[list[Facet]]:
    act = group[0].act
    cores = _gathered(_cores([f for f in group if dated(f)], act))
    homes, rest = _Homes(cores, act, group), []
    found: dict[tuple[object, ...], int | None] = {}
    for f in sorted((f for f in group if not dated(f)), key=lambda f: f.order):
        key = (f.time, f.days, shape_of(f), f.counting == "again", f.origin if len(homes.origins.get(f.origin, ())) else "")
        if key not in found:
            found[key] = homes.of(f)
        home = found[key]
        if home is None:
            rest.append(f)
        else:
            cores[home].members.append(f)
    return [p for p in (*(p.members for p in cores), *_chained(rest, CHAIN[act])) if _opens(p, act)]


def _opens(members: Sequence[Facet], act: str) -> bool:
    """Whether these make a parcel: a serial without any sum does only where somebody announced it on a day, or it is a round; that "equipment of
    the first package arrived" says nothing of when that was given."""
    return act == "sanction" or any(f.claim.money.value is not None or (dated(f) and f.status not in HAPPENED) for f in members)


def _cores(facets: Sequence[Facet], act: str) -> list[Parcel]:
    """The chains of dated claims, sorted by day."""
    at: dict[tuple[Days, Shape], list[Facet]] = defaultdict(list)
    for f in facets:
        assert f.days is not None
        at[f.days, shape_of(f)].append(f)
    timed = sorted(at, key=_timed_order)
    union: Union[int] = Union()
    if act == "sanction":
        _rounds(union, timed, [len(at[key]) for key in timed])
    else:
        linked(union, timed, SAME_EVENT)
    _by_serial(union, timed)
    made: dict[int, Parcel] = {}
    for i, key in enumerate(timed):
        parcel = made.setdefault(union.root(i), Parcel([]))
        parcel.members += at[key]
        parcel.shapes[key] = None
    return sorted(made.values(), key=lambda p: min(map(_timed_order, p.shapes)))


def _rounds(union: Union[int], timed: Sequence[tuple[Days, Shape]], told: Sequence[int]) -> None:
    """Joins the claims of each round: the day that most claims give, with what is told of the days within `SAME_ROUND` of it, then of what is left
    the next. So rounds on the days of one week are not chained into one by what is told of the days between."""
    on: dict[int, list[int]] = defaultdict(list)
    for i, (days, _) in enumerate(timed):
        for day in range(days.start, days.end + 1):
            on[day].append(i)
    left = set(range(len(timed)))
    for day in sorted(on, key=lambda d: (-sum(told[i] for i in on[d]), d)):
        if not left.isdisjoint(on[day]):
            one = sorted({i for near in range(day - SAME_ROUND, day + SAME_ROUND + 1) for i in on.get(near, ())} & left)
            left.difference_update(one)
            part: Union[int] = Union()
            linked(part, [timed[i] for i in one], 2 * SAME_ROUND)
            for n, i in enumerate(one):
                union.join(one[part.root(n)], i)


def _timed_order(timed: tuple[Days, Shape]) -> tuple[object, ...]:
    days, shape = timed
    return days, _shape_order(shape)


def _shape_order(shape: Shape) -> tuple[object, ...]:
    return shape.amount or (), shape.currency, shape.mechanism, sorted(shape.families), shape.serial or (), sorted(shape.purposes)


def _by_serial(union: Union[int], timed: Sequence[tuple[Days, Shape]]) -> None:
    """Joins what has one serial, and one mechanism as far as any is named."""
    last: dict[tuple[object, ...], int] = {}
    for i, (days, shape) in enumerate(timed):
        if shape.serial is None:
            continue
        key = (shape.serial, shape.mechanism)
        if key in last and days.start - timed[last[key]][0].start <= SERIAL_REACH:
            union.join(last[key], i)
        last[key] = i


# -- parcels that are one although their days are apart


class Index:
    """The shapes of parcels by cell and day: what can be of like sum about a time, without looking at the rest."""

    def __init__(self, cores: Sequence[Parcel]) -> None:
        found: dict[Cell, list[tuple[int, int, int]]] = defaultdict(list)
        self.shapes = [list(p.shapes) for p in cores]
        for i, shapes in enumerate(self.shapes):
            for n, (days, shape) in enumerate(shapes):
                for cell in cells(shape):
                    found[cell].append((days.start, i, n))
        self._cells = {cell: sorted(places) for cell, places in found.items()}
        self._fits: dict[tuple[Shape, Shape], bool] = {}

    def near(self, shape: Shape, first: int, last: int) -> Iterator[tuple[int, Days, Shape]]:
        """Parcel, days and shape of all that are compatible with the shape and begin between the two days."""
        for cell in cells(shape):
            places = self._cells.get(cell, [])
            for _, i, n in places[bisect_left(places, (first, -1, -1)):bisect_left(places, (last + 1, -1, -1))]:
                days, other = self.shapes[i][n]
                if self._compatible(shape, other):
                    yield i, days, other

    def _compatible(self, a: Shape, b: Shape) -> bool:
        if (a, b) not in self._fits:
            self._fits[a, b] = compatible(a, b)
        return self._fits[a, b]


@dataclass(frozen=True, slots=True)
class _Sort:
    """What of a parcel decides whether another is its delivery or its announcement."""

    start: int
    end: int
    happened: bool
    more: bool
    mechanism: bool

    @classmethod
    def of(cls, p: Parcel) -> _Sort:
        """Seen over all of its members."""
        return cls(min(d.start for d, _ in p.shapes), max(d.end for d, _ in p.shapes), all(f.status in HAPPENED for f in p.members),
                   any(f.counting == "added" for f in p.members), any(s.mechanism for _, s in p.shapes))

    def delivers(self, early: _Sort) -> bool:
        """Whether this is what became of ``early``: all of it happened, and it is not called more of something."""
        return self.happened and not self.more and not early.happened and 0 < self.start - early.end <= DELIVERED

    def announces(self, early: _Sort) -> bool:
        """Whether ``early`` is the instrument that this tells of."""
        return early.mechanism and not self.mechanism and 0 < self.start - early.end <= FOLLOWS


def _gathered(cores: list[Parcel]) -> list[Parcel]:
    """The parcels after a delivery joined its order and an announcement its instrument; each only where there is but one that it can be."""
    index, sorts = Index(cores), [_Sort.of(p) for p in cores]
    union: Union[int] = Union()
    for i, late in enumerate(sorts):
        fitting = (late.delivers if late.happened and not late.more else None, late.announces if not late.mechanism else None)
        early = {j for _, shape in index.shapes[i] if shape.amount is not None and any(fitting)
                 for j, _, _ in index.near(shape, late.start - DELIVERED - SAME_EVENT, late.start)}
        for fits in fitting:
            one = {j for j in early if fits is not None and fits(sorts[j])}
            if len(one) == 1:
                union.join(one.pop(), i)
                break
    return _numbered(_united(union, cores))


def _numbered(cores: list[Parcel]) -> list[Parcel]:
    """The parcels after those with a serial and no sum joined the instrument of their day; only where each has but one that it can be."""
    on: dict[int, set[int]] = defaultdict(set)
    for i, p in enumerate(cores):
        if any(s.mechanism and s.amount is not None for _, s in p.shapes) and not any(s.serial for _, s in p.shapes):
            for day in {day for days, _ in p.shapes for day in range(days.start, days.end + 1)}:
                on[day].add(i)
    ours: dict[int, set[int]] = defaultdict(set)
    for i, p in enumerate(cores):
        if all(s.serial and s.amount is None for _, s in p.shapes):
            near = {j for days, _ in p.shapes for day in range(days.start - SAME_DAY, days.end + SAME_DAY + 1) for j in on.get(day, ())}
            if len(near) == 1:
                ours[near.pop()].add(i)
    union: Union[int] = Union()
    for j, numbered in ours.items():
        if len(numbered) == 1:
            i = numbered.pop()
            cores[i].members = [replace(f, why=ON_ITS_DAY) for f in cores[i].members]
            union.join(j, i)
    return _united(union, cores)


def _united(union: Union[int], cores: list[Parcel]) -> list[Parcel]:
    made: dict[int, Parcel] = {}
    for i, p in enumerate(cores):
        whole = made.setdefault(union.root(i), Parcel([]))
        whole.members += p.members
        whole.shapes.update(p.shapes)
    return sorted(made.values(), key=lambda p: min(map(_timed_order, p.shapes)))


# -- claims that give no day


class _Homes:
    """Finds the parcel of a claim that gives no day."""

    def __init__(self, cores: Sequence[Parcel], act: str, group: Iterable[Facet]) -> None:
        self.act, self.index = act, Index(cores)
        self.named: dict[str, set[Serial]] = defaultdict(set)
        for f in group:
            if f.serial is not None:
                self.named[f.origin].add(f.serial)
        self.serials: dict[object, list[tuple[int, Days, Shape]]] = defaultdict(list)
        self.origins: dict[str, set[int]] = defaultdict(set)
        for i, p in enumerate(cores):
            for days, shape in p.shapes:
                if shape.serial:
                    self.serials[shape.serial].append((i, days, shape))
            for f in p.members:
                self.origins[f.origin].add(i)

    def of(self, f: Facet) -> int | None:
        """The parcel with the weightiest bonds, then the nearest, then the later, since news is told of the last one. That its text tells of a parcel
        is no bond where the days that it gives itself are others ("last week we gave $800 million; today another $800 million")."""
        shape = shape_of(f)
        ranked = []
        for i, days, other in self._near(f, shape):
            gap = 0 if f.time is None else f.time.gap(days)
            names = self._names(f, shape, other, gap)
            if i in self.origins.get(f.origin, ()) and (f.days is None or not f.days.gap(days)):
                names.add("text")
            if "reach" in names:
                ranked.append((-weight(names), gap, -days.start, i))
        if f.time is None:
            fitting = {i for *_, i in ranked}
            return fitting.pop() if len(fitting) == 1 else None
        if shape.serial is not None and shape.amount is None and not ranked:
            return self._of_its_text(f, shape)
        best = min(ranked, default=None)
        return best[3] if best is not None and -best[0] >= JOIN else None

    def _of_its_text(self, f: Facet, shape: Shape) -> int | None:
        """The only parcel of the claim's text, if it has no serial of its own and the text names no other: headlines number what the text sums."""
        here = self.origins.get(f.origin, set())
        numbered = {s.serial for i in here for _, s in self.index.shapes[i] if s.serial is not None}
        return min(here) if len(here) == 1 and not numbered and self.named.get(f.origin) == {shape.serial} else None

    def _near(self, f: Facet, shape: Shape) -> Iterator[tuple[int, Days, Shape]]:
        for i, days, other in self.serials.get(shape.serial, ()):
            if compatible(shape, other):
                yield i, days, other
        reach = AGAIN_REACH if f.counting == "again" else REACH[self.act]
        first, last = (FIRST, LAST) if f.time is None else (max(f.time.start - reach - SAME_EVENT, FIRST), min(f.time.end + reach, LAST - 1))
        yield from self.index.near(shape, first, min(last, LAST - 1))

    def _names(self, f: Facet, shape: Shape, other: Shape, gap: int) -> set[str]:
        """The bonds between a claim without a day and a shape of a parcel, so many days apart."""
        names = shape_bonds(shape, other)
        again = f.counting == "again" and gap <= AGAIN_REACH
        if gap <= REACH[self.act] or again or ("serial" in names and gap <= SERIAL_REACH):
            names.add("reach")
        if self.act == "sanction" and gap == 0:
            names.add("day")
        return names


def _chained(rest: list[Facet], most: int) -> list[list[Facet]]:
    """What reaches no parcel, chained by the days of its telling, and within one text."""
    at: dict[tuple[Days | None, Shape, str], list[Facet]] = defaultdict(list)
    for f in rest:
        at[f.time, shape_of(f), f.origin].append(f)
    keys = sorted(at, key=lambda k: (k[0] or (), _shape_order(k[1]), k[2]))
    union: Union[int] = Union()
    places = [i for i, k in enumerate(keys) if k[0] is not None]
    within: Union[int] = Union()
    linked(within, [(k[0], k[1]) for k in keys if k[0] is not None], most)
    for n, i in enumerate(places):
        union.join(places[within.root(n)], i)
    _within_texts(union, keys)
    made: dict[int, list[Facet]] = defaultdict(list)
    for i, key in enumerate(keys):
        made[union.root(i)] += at[key]
    return list(made.values())


def _within_texts(union: Union[int], keys: Sequence[tuple[Days | None, Shape, str]]) -> None:
    """Joins the compatible shapes of each text; of one shape told on several days the first stands for all."""
    texts: dict[str, dict[Shape, int]] = defaultdict(dict)
    for i, (_, shape, origin) in enumerate(keys):
        first = texts[origin].setdefault(shape, i)
        union.join(first, i)
    for shapes in texts.values():
        told = sorted(shapes.items(), key=lambda pair: pair[1])
        linked_here: Union[int] = Union()
        linked(linked_here, [(Days(FIRST, FIRST), shape) for shape, _ in told], 0)
        for n, (_, i) in enumerate(told):
            union.join(told[linked_here.root(n)][1], i)
