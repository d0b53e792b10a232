"""Disagreements: pairs of claims of one matter that cannot both hold. Both stay; the pair says so.

- denial, no_evidence: as `standing.conflict`;
- status: one speaker says that it goes on, another that it was halted, in texts at most `SAME_NEWS` days apart;
- quantity, money: intervals that share no value, of the same goods (or currency) and status group, by different speakers. A count over a
  longer time, or without a time, is a *total* to its last day (else to its publication): totals may grow and may not fall, so a later total
  conflicts only if all of it lies below an earlier one. Counts of one day or month are *increments*: they conflict only if their times
  overlap. A total and an increment never conflict.

Each speaker has one pair of a kind, the latest: a matter that a hundred papers tell has about a hundred pairs, not thousands.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from onrecord.ledger.amounts import bounds, close, named_range
from onrecord.ledger.facets import Facet
from onrecord.ledger.standing import DENIALS, NEGATIVE, conflict
from onrecord.ledger.times import Days
from onrecord.ledger.voices import Speaker
from onrecord.ledger.words import Word
from onrecord.model import Disagreement, Money, Quantity, status_group

SAME_NEWS = 7
INCREMENT_AT_MOST = 31


def disagreements(words: Collection[Word], facets: Iterable[Facet], parties: Collection[str]) -> tuple[Disagreement, ...]:
    """Every disagreement of one matter, sorted."""
    found = {*_denials(words, parties), *_halts(words), *_figures(list(facets))}
    return tuple(sorted(found, key=lambda d: (d.kind, d.claim, d.against)))


def _denials(words: Collection[Word], parties: Collection[str]) -> Iterator[Disagreement]:
    last = {(w.speaker, w.status): w for w in words if w.status in DENIALS}
    said = (w for w in words if w.status not in NEGATIVE)
    for word, denied in _one_each((w, d) for w in said for d in last.values() if conflict(w, d, parties)):
        yield Disagreement("denial" if denied.status == "denied" else "no_evidence", word.claims[0], denied.claims[0])


def _one_each(pairs: Iterable[tuple[Word, Word]]) -> set[tuple[Word, Word]]:
    """For each speaker on either side the last pair only, so that a matter much talked about has as many pairs as speakers."""
    left: dict[tuple[Speaker, str], tuple[Word, Word]] = {}
    right: dict[tuple[Speaker, str], tuple[Word, Word]] = {}
    for first, second in pairs:
        left[first.speaker, second.status] = right[second.speaker, second.status] = (first, second)
    return {*left.values(), *right.values()}


def _halts(words: Collection[Word]) -> Iterator[Disagreement]:
    halts = [(w.day, w) for w in words if w.status == "halted" and w.day is not None]
    underway = [(w.day, w) for w in words if w.status == "underway" and w.day is not None]
    pairs = ((said, halt) for day, said in underway for halt in _about(halts, day) if said.speaker.key != halt.speaker.key)
    for said, halt in _one_each(pairs):
        yield Disagreement("status", said.claims[0], halt.claims[0])


def _about(words: list[tuple[int, Word]], day: int) -> list[Word]:
    """Those of the words, sorted by day, that were published at most `SAME_NEWS` days from it."""
    first, last = (bisect_left(words, d, key=lambda w: w[0]) for d in (day - SAME_NEWS, day + SAME_NEWS + 1))
    return [w for _, w in words[first:last]]


@dataclass(frozen=True, slots=True)
class _Figure:
    claim: str
    speaker: str
    value: Quantity | Money
    days: Days | None
    end: int | None

    @property
    def total(self) -> bool:
        return self.days is None or self.days.length > INCREMENT_AT_MOST


def _figures(facets: list[Facet]) -> Iterator[Disagreement]:
    groups: dict[tuple[str, ...], dict[tuple[object, ...], _Figure]] = defaultdict(dict)
    for f in facets:
        for kind, value, counted in _values(f):
            figure = _Figure(f.claim.id, f.speaker.key, value, f.days, _end(f))
            groups[kind, counted, status_group(f.status)].setdefault((figure.speaker, bounds(value), figure.days or figure.end), figure)
    for key, figures in sorted(groups.items()):
        for a, b in (*_fallen(figures.values()), *_other_counts(figures.values())):
            yield Disagreement(key[0], *sorted((a.claim, b.claim)))


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
    """Each count with the first of its time, by another speaker, that shares no value with it."""
    timed = sorted(((f.days, f) for f in figures if not f.total and f.days is not None), key=lambda t: (t[0], t[1].claim))
    for i, (days, a) in enumerate(timed):
        for others, b in timed[i + 1:]:
            if others.start > days.end:
                break
            if a.speaker != b.speaker and _apart(a.value, b.value):
                yield a, b
                break


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
