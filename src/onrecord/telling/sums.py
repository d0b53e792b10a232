"""Sums: what the figures of several matters come to, as stretches, with what was left out of each.

Rules. Nothing is added across acts, standings or statuses: whoever calls gives matters of one act, one standing and one furthest status. A matter
counts once, with what is told of it at that status alone: what was ordered is no delivery. Where figures of one matter can all hold, what they have
in common counts; else the whole stretch from the lowest to the highest. "Up to 50" counts from nothing; "401 or more" leaves the sum open. A running
supply may hold the packages told beside it, so it is left out where packages, orders or votes of the same parties and goods are in the sum; so is
what another matter tells in the same words. What is left out is counted with its reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.telling.words import interval

if TYPE_CHECKING:
    from onrecord.export.lots import Ends, Figure
    from onrecord.model import Claim, Entry

Key = tuple[str, str]
"""("money", a currency) or ("pieces", an item class)."""
NOTHING, OTHERWISE, TOGETHER = "tell no such figure", "tell it of another status only", "tell it of several goods together"
RUNNING, UNITS = "are running supplies that may hold the packages", "count in batteries, tonnes or the like"
SAME = "tell it in the words of another that is in it"
WORDS = {NOTHING: "tells no such figure", OTHERWISE: "tells it of another status only", TOGETHER: "tells it of several goods together",
         RUNNING: "is a running supply that may hold the packages", UNITS: "counts in batteries, tonnes or the like",
         SAME: "tells it in the words of another that is in it"}
"""Why a matter is not in a sum, of several and of one."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What is told of one matter at its furthest status, by key, and ``by`` which claims; and why other keys, of which something is told too, give no
    figure."""

    entry: Entry
    told: dict[Key, Ends]
    by: dict[Key, frozenset[str]]
    why: dict[Key, str]


@dataclass(frozen=True, slots=True)
class Total:
    """What ``matters`` come to: at least ``low``, at most ``high`` (None: open); ``left`` says how many others are left out, and why."""

    key: Key
    low: float
    high: float | None
    matters: int
    left: tuple[tuple[str, int], ...] = ()

    @property
    def says(self) -> str:
        """The stretch in words, its currency first: "USD 1 bn to 2 bn"; pieces bare."""
        stretch = interval(None if self.low == 0 and self.high is not None else self.low, self.high)
        return f"{self.key[1]} {stretch}" if self.key[0] == "money" else stretch

    @property
    def omits(self) -> str:
        """What is left out in words: "2 tell no such figure, 1 tells it of another status only"; "" where nothing is."""
        return ", ".join(f"{n:,} {WORDS[why] if n == 1 else why}" for why, n in self.left)


def figures(entry: Entry, claims: Sequence[Claim]) -> Figures:
    """The figures of a matter; ``claims`` are its own, as people corrected them."""
    from onrecord.export.lots import sums_of, with_status

    found = dict(sums_of(with_status(claims, (entry.status,))))
    money: dict[Key, Figure] = {("money", c): f for c, f in found.items()}
    pieces: dict[Key, Figure] = {}
    why: dict[Key, str] = {("money", c): OTHERWISE for c in sums_of(claims)}
    for cls in entry.items:
        of = _pieces(entry, claims, cls)
        if isinstance(of, str):
            why["pieces", cls] = of
        elif of is not None:
            pieces["pieces", cls] = of
    every = {**money, **pieces}
    told = {key: (f.low, f.high) for key, f in every.items()}
    return Figures(entry, told, {key: frozenset(c.id for c in f.claims) for key, f in every.items()}, why)


def _pieces(entry: Entry, claims: Sequence[Claim], cls: str) -> Figure | str | None:
    """How many goods of a class are told of at the furthest status; or why that is not told though something is counted. A count of goods of several
    classes together is of none of them, even where the ledger holds the others in another matter."""
    from onrecord.export.lots import count_of, lots, with_status
    from onrecord.export.told import Told

    about = [c for c in claims if any(i.cls == cls for i in c.items.value)]
    own = [c for c in about if len({i.cls for i in c.items.value}) == 1]
    those = [lot for lot in lots(Told(entry, tuple(own), {})) if {c for c, _ in lot.kinds} == {cls}]
    found = [f for lot in those if (f := count_of(with_status(lot.counting, (entry.status,)))) is not None]
    if found:
        return _of_class(found)
    if any(count_of(lot.counting) is not None for lot in those):
        return OTHERWISE
    if any(c.quantity.value and c.quantity.value.unit is not None for c in own):
        return UNITS
    return TOGETHER if any(c.quantity.value for c in about) else None


def _of_class(found: Sequence[Figure]) -> Figure:
    """Of several systems of one class: at least the most told of one, at most all together, since plain goods may hold the named ones."""
    from onrecord.export.lots import Figure

    highs = [f.high for f in found if f.high is not None]
    most = sum(highs) if len(highs) == len(found) else None
    return Figure(max(f.low or 0.0 for f in found) if any(f.low is not None for f in found) else None, most,
                  tuple(c for f in found for c in f.claims))


def keys(every: Iterable[Figures]) -> list[Key]:
    """What something is told of, money first."""
    return sorted({key for f in every for key in f.told})


def total(every: Sequence[Figures], key: Key) -> Total:
    """What matters of one act, one standing and one furthest status come to. Of pieces only matters that name such goods can be left out."""
    left = Counter(f.why.get(key, NOTHING) for f in every if key not in f.told and (key[0] == "money" or key[1] in f.entry.items))
    having = sorted((f for f in every if key in f.told), key=lambda f: f.entry.id)
    packages = [f for f in having if f.entry.kind != "running"]
    counted: list[Figures] = []
    seen = set[str]()
    for f in having:
        held = f.entry.kind == "running" and any(_may_hold(f.entry, p.entry) for p in packages)
        if held or not seen.isdisjoint(f.by[key]):
            left[RUNNING if held else SAME] += 1
        else:
            counted.append(f)
            seen |= f.by[key]
    lows, highs = [f.told[key][0] or 0.0 for f in counted], [f.told[key][1] for f in counted]
    most = None if None in highs else sum(h for h in highs if h is not None)
    return Total(key, sum(lows), most, len(counted), tuple(sorted(left.items(), key=lambda pair: (-pair[1], pair[0]))))


def _may_hold(running: Entry, package: Entry) -> bool:
    """Whether what runs may be what the package tells of too: the same parties, and goods of one kind where both name any."""
    goods = [{c.partition(".")[0] for c in e.items} for e in (running, package)]
    same = (running.giver, running.receiver) == (package.giver, package.receiver)
    return same and (not all(goods) or bool(goods[0] & goods[1]))
