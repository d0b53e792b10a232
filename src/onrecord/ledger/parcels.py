"""Parcels: the dated matters, each announced once. An arms package or order and a vote of money (by parties, amount and date); a round of
sanctions (by imposer, target and date).

Two claims speak of one parcel when act and parties are equal, goods and mechanism can be the same, and

- money (transfer, funding): the amounts are close and both give the day of the act, at most `SAME_EVENT` days apart;
- sanction: both give the day of the act, at most `SAME_ROUND` days apart.

These *dated* claims alone make parcels and are chained; each *undated* one (no day, or only a month) joins at most one parcel, the nearest
within reach, and never ties two together. Those that reach none are chained with each other by their days of publication, and those of one text
whatever its day. So "$800 million" of 16 March, 13 April and 21 April 2022 stay three, whatever is said of "$800 million" later. Money counted
over a longer time ("$19 billion since February") is a total, not a parcel.

The spans below are chosen, not measured: a package is told within three days of its day; the press repeats it for about six weeks; a bill
of money is fought over for a year.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from onrecord.ledger.amounts import Range, close, named_range
from onrecord.ledger.facets import Facet, covers
from onrecord.ledger.times import Days

SAME_EVENT, SAME_ROUND = 3, 1
REACH = {"transfer": 45, "funding": 400, "sanction": 0}
CHAIN = {"transfer": 7, "funding": 180, "sanction": 0}
TOTAL_AFTER = 45
SETTLED = frozenset({"done", "underway", "agreed", "planned"})
Linked = Callable[[Facet, Facet], bool]


def parcels(facets: Iterable[Facet]) -> list[list[Facet]]:
    """The parcels among these facets, each in order of publication; facets that belong to none are left out."""
    groups: dict[tuple[str, tuple[str, ...], tuple[str, ...]], list[Facet]] = defaultdict(list)
    for f in facets:
        if is_parcel(f):
            groups[f.act, f.giver, f.receiver].append(f)
    return [sorted(p, key=lambda f: f.order) for key in sorted(groups) for p in _parcels_of(groups[key])]


def is_parcel(f: Facet) -> bool:
    """Whether the claim is about one dated matter rather than a running one."""
    if not f.full:
        return False
    if f.act == "sanction":
        return f.status in SETTLED and f.days is not None and f.days.length <= 31
    return f.act in REACH and amount_of(f) is not None and not (f.days is not None and f.days.length > TOTAL_AFTER)


def amount_of(f: Facet) -> Range | None:
    """The sum the claim names."""
    return named_range(f.claim.money.value) if f.claim.money.value else None


def compatible(a: Facet, b: Facet) -> bool:
    """Whether goods, mechanism and money can be the same."""
    first, second = mechanism_key(a.claim.mechanism.value), mechanism_key(b.claim.mechanism.value)
    return (not first or not second or first == second) and _same_money(a, b) and _same_goods(a, b)


def mechanism_key(mechanism: str | None) -> str:
    """A mechanism under one spelling: lower case, without "the" and "mechanism"."""
    return " ".join(w for w in (mechanism or "").casefold().split() if w not in {"the", "mechanism"})


def _same_money(a: Facet, b: Facet) -> bool:
    first, second = amount_of(a), amount_of(b)
    if first is None or second is None:
        return first is second
    return a.claim.money.value.currency == b.claim.money.value.currency and close(first, second)  # type: ignore[union-attr]


def _same_goods(a: Facet, b: Facet) -> bool:
    return bool(a.families & b.families) or any(covers(x, y) or covers(y, x) for x in a.families for y in b.families)


def _dated(f: Facet) -> bool:
    return f.days is not None and f.days.length <= SAME_EVENT and f.status in SETTLED


def _parcels_of(group: list[Facet]) -> list[list[Facet]]:
    act = group[0].act
    dated = [f for f in group if _dated(f)]
    apart = SAME_ROUND if act == "sanction" else SAME_EVENT
    found = chained(dated, lambda a, b: _near(a.days, b.days, apart) and compatible(a, b))
    cores = [_distinct(p) for p in found]
    rest = []
    for f in group:
        if _dated(f):
            continue
        home = _home(f, cores)
        if home is None:
            rest.append(f)
        else:
            found[home].append(f)
    return found + chained(rest, lambda a, b: (_near(a.time, b.time, CHAIN[act]) or a.origin == b.origin) and compatible(a, b))


def _near(a: Days | None, b: Days | None, most: int) -> bool:
    return a is not None and b is not None and a.gap(b) <= most


def _home(f: Facet, cores: list[list[Facet]]) -> int | None:
    """The nearest parcel within reach; of two at one distance the later, since news is told of the last one."""
    if f.time is None:
        fits = [i for i, p in enumerate(cores) if any(compatible(f, o) for o in p)]
        return fits[0] if len(fits) == 1 else None
    ranked = sorted((f.time.gap(o.days), -o.days.start, i) for i, p in enumerate(cores) for o in p
                    if o.days is not None and compatible(f, o))
    return ranked[0][2] if ranked and ranked[0][0] <= REACH[f.act] else None


def _distinct(core: list[Facet]) -> list[Facet]:
    """One facet for each day, sum, mechanism and goods of a parcel: enough to compare with."""
    found = {(f.days, amount_of(f), mechanism_key(f.claim.mechanism.value), f.families): f for f in core}
    return list(found.values())


def _window(f: Facet) -> tuple[float, float]:
    """A place on a line and how far from it a linked facet can lie: sums within a tenth, rounds of sanctions within a month and a half."""
    amount = amount_of(f)
    if amount is not None:
        return amount[0], amount[0] * 1.1
    start = float(f.days.start) if f.days else 0.0
    return start, start + 45


def chained(items: list[Facet], linked: Linked) -> list[list[Facet]]:
    """The connected components of ``linked``; only facets within each other's `_window` are tried, so that long lists stay quick."""
    ordered = sorted(items, key=lambda f: (_window(f), f.order))
    places = [_window(f) for f in ordered]
    parent = list(range(len(ordered)))

    def root(i: int) -> int:
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for i, f in enumerate(ordered):
        for j in range(i + 1, len(ordered)):
            if places[j][0] > places[i][1]:
                break
            if root(i) != root(j) and linked(f, ordered[j]):
                parent[root(j)] = root(i)
    found: dict[int, list[Facet]] = defaultdict(list)
    for i, f in enumerate(ordered):
        found[root(i)].append(f)
    return list(found.values())
