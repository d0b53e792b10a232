"""Disagreements: pairs of claims of one matter that cannot both hold. Both stay; the pair says so.

- denial, no_evidence: as `conflicts.conflict`;
- status: one speaker says that it goes on, another that it was halted, in texts at most `SAME_NEWS` days apart;
- quantity, money: intervals that share no value, of the same goods (or currency) and status group, by different speakers. A count over a
  longer time, without a time, or called a total by the words beside it is a *total* to its last day (else to its publication): totals may grow
  and may not fall, so a later total conflicts only if all of it lies below an earlier one. Counts of one day or month, and what is called
  "another" or "more", are *increments*: they conflict only if their times overlap. A total and an increment never conflict;
- time: two speakers give one parcel, or one batch, times of the same status that are more than `CLOCKS` days apart. An instrument and its
  announcement are two days of one parcel and no disagreement;
- item, party: of claims of two matters; in `rivals`.

Each speaker has at most one pair of a kind on either side: a matter that a hundred papers tell has about a hundred pairs, not
thousands, and no claim is held against all others.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from onrecord.ledger.conflicts import COMMITTED, DENIALS, Against, Reports
from onrecord.ledger.facets import Facet
from onrecord.ledger.times import Days
from onrecord.ledger.voices import Speaker
from onrecord.ledger.words import Word
from onrecord.model import Disagreement, Money, Quantity, status_group
from onrecord.model.amounts import bounds, close, named_range

SAME_NEWS = 7
INCREMENT_AT_MOST = 31
CLOCKS = 1
"""Days between two times that may be one: clocks differ."""
_NEGATIVE = frozenset({*DENIALS, "halted"})


def disagreements(words: Collection[Word], facets: Iterable[Facet], parties: Collection[str], kind: str = "running") -> tuple[Disagreement, ...]:
    """Every disagreement of one matter, sorted. ``kind`` is one of `model.entry.ENTRY_KINDS`."""
    every = list(facets)
    found = {*_denials(words, parties), *_halts(words), *_figures(every), *_times(every, kind)}
    return tuple(sorted(found, key=lambda d: (d.kind, d.claim, d.against)))


def _denials(words: Collection[Word], parties: Collection[str]) -> Iterator[Disagreement]:
    last = {(w.speaker, w.status): w for w in words if w.status in DENIALS}
    against, reports = Against(last.values(), parties), Reports(words, parties)
    pairs = {(w.speaker, d.status): (w, d) for w in words if w.status not in _NEGATIVE for d in against.of(w)}
    pairs.update({(d.speaker, f"by {d.status}"): (w, d) for d in last.values() if (w := reports.of(d)) is not None})
    for word, denied in pairs.values():
        yield Disagreement("denial" if denied.status == "denied" else "no_evidence", word.claims[0], denied.claims[0])


def _halts(words: Collection[Word]) -> Iterator[Disagreement]:
    halts = [(w.day, w) for w in words if w.status == "halted" and w.day is not None]
    underway = [(w.day, w) for w in words if w.status == "underway" and w.day is not None]
    pairs: dict[tuple[Speaker, str], tuple[Word, Word]] = {}
    for day, said in underway:
        halt = _other_about(halts, day, said.speaker)
        if halt is not None:
            pairs[said.speaker, ""] = (said, halt)
    for day, halt in halts:
        other = _other_about(underway, day, halt.speaker)
        if other is not None:
            pairs[halt.speaker, "halted"] = (other, halt)
    for said, halt in pairs.values():
        yield Disagreement("status", said.claims[0], halt.claims[0])


def _other_about(words: list[tuple[int, Word]], day: int, speaker: Speaker) -> Word | None:
    """The last of the words, sorted by day, that another speaker said at most `SAME_NEWS` days from the day."""
    first, last = (bisect_left(words, d, key=lambda w: w[0]) for d in (day - SAME_NEWS, day + SAME_NEWS + 1))
    return next((words[i][1] for i in range(last - 1, first - 1, -1) if words[i][1].speaker.key != speaker.key), None)


@dataclass(frozen=True, slots=True)
class _Figure:
    claim: str
    speaker: str
    value: Quantity | Money
    days: Days | None
    end: int | None
    counting: str = ""

    @property
    def total(self) -> bool:
        if self.counting in {"total", "added"}:
            return self.counting == "total"
        return self.days is None or self.days.length > INCREMENT_AT_MOST


def _figures(facets: list[Facet]) -> Iterator[Disagreement]:
    groups: dict[tuple[str, ...], dict[tuple[object, ...], _Figure]] = defaultdict(dict)
    for f in facets:
        for kind, value, counted in _values(f):
            counts = f.counting if kind == "money" or f.claim.money.value is None else ""
            figure = _Figure(f.claim.id, f.speaker.key, value, f.days, _end(f), counts)
            groups[kind, counted, status_group(f.status)].setdefault((figure.speaker, bounds(value), figure.days or figure.end), figure)
    for key, figures in sorted(groups.items()):
        for a, b in (*_fallen(figures.values()), *_other_counts(figures.values())):
            yield Disagreement(key[0], min(a.claim, b.claim), max(a.claim, b.claim))


def _fallen(figures: Iterable[_Figure]) -> Iterator[tuple[_Figure, _Figure]]:
    """Each total with the largest total to the same day or before it, by another speaker, that lies wholly above it."""
    totals = [(f.end, f) for f in figures if f.total and f.end is not None]
    highest: list[_Figure] = []
    for _, f in sorted(totals, key=lambda t: (t[0], -bounds(t[1].value)[0], t[1].claim)):
        above = next((h for h in highest if h.speaker != f.speaker), None)
        if above is not None and bounds(f.value)[1] < bounds(above.value)[0] and _apart(f.value, above.value):
            yield above, f
        others = [h for h in highest if h.speaker != f.speaker]
        own = [h for h in highest if h.speaker == f.speaker]
        best = max([f, *own], key=lambda h: bounds(h.value)[0])
        highest = sorted([best, *others], key=lambda h: -bounds(h.value)[0])[:2]


def _other_counts(figures: Iterable[_Figure]) -> Iterator[tuple[_Figure, _Figure]]:
    """Each count with one of its time, by another speaker, that shares no value with it. Of those that name one value two stand for all."""
    timed = sorted(((f.days, f) for f in figures if not f.total and f.days is not None), key=lambda t: (t[0], t[1].claim))
    told: dict[tuple[float, float], list[tuple[Days, _Figure]]] = {}
    for days, b in timed:
        for value, named in list(told.items()):
            told[value] = [(d, a) for d, a in named if d.end >= days.start]
            if not told[value]:
                del told[value]
        clash = next((a for named in told.values() for _, a in named if a.speaker != b.speaker and _apart(a.value, b.value)), None)
        if clash is not None:
            yield clash, b
        told[bounds(b.value)] = _two(told.get(bounds(b.value), []), (days, b))


def _two(named: list[tuple[Days, _Figure]], new: tuple[Days, _Figure]) -> list[tuple[Days, _Figure]]:
    """Of what was named and is named now, that of two speakers that lasts longest."""
    longest: dict[str, tuple[Days, _Figure]] = {}
    for told in sorted([*named, new], key=lambda t: (-t[0].end, t[1].claim)):
        longest.setdefault(told[1].speaker, told)
    return list(longest.values())[:2]


def _values(f: Facet) -> Iterator[tuple[str, Quantity | Money, str]]:
    quantity, money = f.claim.quantity.value, f.claim.money.value
    if quantity is not None and f.family != "several":
        names = sorted({i.key or i.cls for i in f.claim.items.value})
        yield "quantity", quantity, f"{quantity.unit or ''} {' '.join(names)}"
    if money is not None:
        yield "money", money, money.currency


def _end(f: Facet) -> int | None:
    if f.days is None or (f.day is not None and f.days.end > f.day):
        return f.day
    return f.days.end


def _apart(a: Quantity | Money, b: Quantity | Money) -> bool:
    (low_a, high_a), (low_b, high_b) = bounds(a), bounds(b)
    if high_a >= low_b and high_b >= low_a:
        return False
    first, second = named_range(a), named_range(b)
    return first is None or second is None or not close(first, second)


# -- times of one act


def _times(facets: list[Facet], kind: str) -> Iterator[Disagreement]:
    groups: dict[tuple[object, ...], list[tuple[Days, Facet]]] = defaultdict(list)
    for f in facets:
        if f.days is not None and f.days.length <= INCREMENT_AT_MOST and _one_act(f, kind):
            groups[f.status, f.serial if kind in {"running", "order"} else None, bool(f.claim.mechanism.value)].append((f.days, f))
    for _, timed in sorted(groups.items(), key=lambda g: repr(g[0])):
        for a, b in _disjoint(sorted(timed, key=lambda t: (t[0], t[1].order))):
            yield Disagreement("time", min(a.claim.id, b.claim.id), max(a.claim.id, b.claim.id))


def _one_act(f: Facet, kind: str) -> bool:
    """Whether the claim gives the time of the one act that its matter is, or of a numbered part of it. Of an order that is its placing."""
    if f.counting == "again" or f.status == "underway":
        return False
    if kind == "order" and f.claim.money.value is not None:
        return f.status in COMMITTED
    return f.serial is not None or kind not in {"running", "order"}


def _disjoint(timed: list[tuple[Days, Facet]]) -> Iterator[tuple[Facet, Facet]]:
    """Each time with the one that ended first, by another speaker, if it ended well before."""
    first: list[tuple[Days, Facet]] = []
    for days, b in timed:
        clash = next((a for d, a in first if a.speaker.key != b.speaker.key and days.start - d.end > CLOCKS), None)
        if clash is not None:
            yield clash, b
        ended: dict[str, tuple[Days, Facet]] = {}
        for told in sorted([*first, (days, b)], key=lambda t: (t[0].end, t[1].order)):
            ended.setdefault(told[1].speaker.key, told)
        first = list(ended.values())[:2]
