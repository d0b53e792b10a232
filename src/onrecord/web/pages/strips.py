"""Strips: the rows of a timeline. A bar for the time of an act, a sign for each status on the day it was told, or where there are too many matters to
tell apart a density: for each stretch of the axis how many matters touch it and what was told in it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.model import STATUSES, Entry, StatusMove, When
from onrecord.telling.asked import Asked
from onrecord.telling.parties import party_names
from onrecord.telling.words import SHORT_ID, amounts, counted, joined, standing_words
from onrecord.web.marks import Mark, mark
from onrecord.web.pages.axis import Axis, first_of, last_of, touches

MOST_DRAWN = 300
"""Matters of a page that are drawn one by one; where there are more, rows with the most of them are densities."""
BINS = 36
"""Stretches of the axis that a density counts in."""
LEAST_DENSE = 4
"""A row of so few matters is never a density."""
@dataclass(frozen=True, slots=True)
class Bar:
    """The time of an act: sure from ``x`` for ``width`` per cent, faded for ``before`` and ``after`` where its ends are not known exactly."""

    x: float
    width: float
    before: float
    after: float
    group: str


@dataclass(frozen=True, slots=True)
class Sign:
    """A status told at ``x``, the ``nth`` of those told that day; ``says`` when and by how many."""

    x: float
    nth: int
    mark: Mark
    says: str


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter as it is drawn: ``bar`` is None where no claim tells a time that is on the axis; ``told`` are (day, marks) of all that was told of it
    in its row."""

    id: str
    url: str
    label: str
    standing: Mark
    words: str
    when: str
    bar: Bar | None
    signs: tuple[Sign, ...]
    told: tuple[tuple[str, tuple[Mark, ...]], ...]

    @property
    def short(self) -> str:
        """The head of its id."""
        return self.id[:SHORT_ID]


@dataclass(frozen=True, slots=True)
class Bin:
    """A stretch of a density: how many matters touch it, and of each status how often it was told in it. ``heights`` are (group, y, height) in
    pixels."""

    x: float
    width: float
    first: str
    last: str
    matters: int
    told: tuple[tuple[Mark, int], ...]
    shade: float
    heights: tuple[tuple[str, float, float], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its label, its URL in the ledger or timeline ("": none), and its matters, or where they are too many its density."""

    label: str
    url: str
    count: int
    matters: tuple[Matter, ...] = ()
    bins: tuple[Bin, ...] = ()


Group = tuple[str, list[Entry]]


def grouped_by(entries: Sequence[Entry], by: str) -> list[Group]:
    """The rows as (key, matters), those with the most matters first; a matter with several goods or speakers is in each of their rows."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for e in entries:
        for key in KEYS[by](e):
            found[key].append(e)
    return sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))


KEYS: Mapping[str, Callable[[Entry], Iterable[str]]] = {
    "pair": lambda e: (f"{party_names(e.giver)} → {party_names(e.receiver)}",),
    "goods": lambda e: sorted({c.partition(".")[0] for c in e.items}) or ("no goods named",),
    "speaker": lambda e: sorted({m.voice for m in e.history}),
}
"""The rows that a matter is in."""


def row_label(key: str) -> str:
    """A row's key as a label: of a page that names no outlet the head of its id."""
    return f"page {key[:SHORT_ID]}" if re.fullmatch(r"[0-9a-f]{64}(#\d+)?", key) else key


Link = Callable[[Entry], str]


def draw(groups: Sequence[Group], by: str, axis: Axis | None, asked: Asked, link: Link) -> tuple[Row, ...]:
    """The rows of some groups. ``link`` gives the URL of a matter."""
    most, made = most_drawn([len(those) for _, those in groups]), []
    for key, those in groups:
        told = {e.id: [m for m in e.history if by != "speaker" or m.voice == key] for e in those}
        if axis is not None and len(those) > most:
            made.append(dense(key, by, those[0], len(those), _bins(those, told, axis), asked))
        else:
            made.append(single(key, by, those, told, axis, asked, link))
    return tuple(made)


def most_drawn(sizes: Sequence[int]) -> int:
    """How many matters a row of these sizes may have to be drawn one by one."""
    total = sum(sizes)
    return max(LEAST_DENSE, MOST_DRAWN // max(len(sizes), 1)) if total > MOST_DRAWN else total


def dense(key: str, by: str, one: Entry, count: int, bins: tuple[Bin, ...], asked: Asked) -> Row:
    """A row of too many matters, of which ``one`` is."""
    return Row(row_label(key), _row_url(by, key, one, asked), count, (), bins)


def single(
    key: str, by: str, those: Sequence[Entry], told: Mapping[str, Sequence[StatusMove]], axis: Axis | None, asked: Asked, link: Link,
) -> Row:
    """A row whose matters are drawn one by one."""
    ordered = sorted(those, key=lambda e: (e.when.start or e.when.end or "" if e.when else e.first or "9999", e.id))
    matters = tuple(_matter(e, told[e.id], by, axis, link) for e in ordered)
    return Row(row_label(key), _row_url(by, key, those[0], asked), len(those), matters)


def _row_url(by: str, key: str, one: Entry, asked: Asked) -> str:
    """Where the matters of a row are listed; "" where no filter says it."""
    if by == "goods":
        return asked.but(item=key).at("/") if one.items else ""
    if by == "speaker":
        return asked.but(q=key).at("/") if row_label(key) == key else ""
    single = len(one.giver) <= 1 and len(one.receiver) <= 1
    return asked.but(from_="".join(one.giver) or "unknown", to="".join(one.receiver) or "unknown").at("/") if single else ""


def _matter(e: Entry, told: Sequence[StatusMove], by: str, axis: Axis | None, link: Link) -> Matter:
    who = "" if by == "pair" else f"{party_names(e.giver)} → {party_names(e.receiver)}: "
    label = f"{who}{joined([e.act, *e.items[:3]], '').replace(', ', ' ', 1)}" + "".join(f", {a}" for a in amounts(e)[:1])
    days: dict[str, list[str]] = defaultdict(list)
    for m in told:
        days[m.published or ""].append(m.status)
    listed = tuple((day, tuple(mark(s) for s in dict.fromkeys(those))) for day, those in sorted(days.items()))
    return Matter(e.id, link(e), label, mark(e.standing), standing_words(e), when_words(e.when), _bar(e, axis) if axis else None,
                  tuple(_signs(told, axis)) if axis else (), listed)


def as_told(when: When) -> str:
    """The time in the precision in which it must have been told: from the first day of a month to the last of one means the months, of a year the
    years. An entry keeps the days alone."""
    head, _, tail = when.iso.partition("/")
    if len(head) != 10 or len(tail) != 10 or head[8:] != "01" or tail != last_of(tail[:7]).isoformat():
        return when.iso
    size = 4 if (head[5:7], tail[5:7]) == ("01", "12") else 7
    return head[:size] if head[:size] == tail[:size] else f"{head[:size]}/{tail[:size]}"


def when_words(when: When | None) -> str:
    """The time of an act: "2024-02", "2024-02-01 to 2024-03-01", "from 2024-02-01 on", "until 2024-03-01"; "" where none is told."""
    if when is None:
        return ""
    head, slash, tail = as_told(when).partition("/")
    if head and tail:
        return f"{head} to {tail}"
    return f"from {head} on" if head and slash else f"until {tail}" if tail else head


def _bar(e: Entry, axis: Axis) -> Bar | None:
    """The time of the act on the axis; None where it lies outside or is not told."""
    if e.when is None or not touches(e, axis.low.isoformat(), axis.high.isoformat()):
        return None
    low, sure, until, high = ends(e.when, axis, date.fromisoformat(e.last) if e.last else None)
    x, start, stop, end = axis.at(low), axis.at(sure), axis.end(until), axis.end(high)
    if until < sure:
        start = stop = end if e.when.start is None else x if e.when.end is None else round((x + end) / 2, 2)
    return Bar(start, round(stop - start, 2), round(start - x, 2), round(end - stop, 2), mark(e.standing).group)


def ends(when: When, axis: Axis, told: date | None = None) -> tuple[date, date, date, date]:
    """The earliest and the latest first day of an act, the earliest and the latest last one. An act told as of a month or year may fill any part of
    it. An open end may be anywhere to the edge of the axis; what goes on went on until it was last ``told``."""
    head, slash, tail = as_told(when).partition("/")
    tail = tail if slash else head
    low, high = _known(head, axis.low, first_of), _known(tail, axis.high, last_of)
    sure = _known(head, high, last_of)
    until = _known(tail, max(told or sure, sure), first_of)
    return low, sure, until, high


def _known(iso: str, otherwise: date, edge: Callable[[str], date]) -> date:
    return edge(iso) if re.fullmatch(r"\d{4}(-\d\d){0,2}", iso) else otherwise


def _signs(told: Sequence[StatusMove], axis: Axis) -> Iterable[Sign]:
    """What was told on the days of the axis, each status of a day once."""
    by: dict[str, Counter[str]] = defaultdict(Counter)
    for m in told:
        if m.published and axis.low.isoformat() <= m.published <= axis.high.isoformat():
            by[m.published][m.status] += 1
    for day, counts in sorted(by.items()):
        for nth, (status, n) in enumerate(sorted(counts.items(), key=lambda pair: STATUSES.index(pair[0]))):
            made = mark(status)
            yield Sign(axis.at(date.fromisoformat(day)), nth, made, f"{day}: {made.word}" + (f", {n} words" if n > 1 else ""))


# -- densities

TALL = 22.0
"""Pixels of the highest stretch of a density."""


def _bins(entries: Sequence[Entry], told: Mapping[str, Sequence[StatusMove]], axis: Axis) -> tuple[Bin, ...]:
    """The stretches of a density in which there is anything."""
    spans = axis.bins(BINS)
    edges = [(low.isoformat(), high.isoformat()) for low, high in spans]
    counts = [Counter[str]() for _ in spans]
    for moves in told.values():
        for m in moves:
            if m.published and edges[0][0] <= m.published <= edges[-1][1]:
                counts[_bin_of(m.published, edges)][m.status] += 1
    return bins_of(axis, [sum(touches(e, *edge) for e in entries) for edge in edges], counts)


def bins_of(axis: Axis, touched: Sequence[int], counts: Sequence[Mapping[str, int]]) -> tuple[Bin, ...]:
    """The same: for each stretch, how many matters touch it and how often which status was told in it."""
    tallest, most = max((sum(c.values()) for c in counts), default=0) or 1, max(touched, default=0) or 1
    spans = axis.bins(BINS)
    return tuple(_bin(axis, span, n, c, n / most, TALL / tallest) for span, n, c in zip(spans, touched, counts, strict=True) if n or c)


def _bin_of(day: str, edges: Sequence[tuple[str, str]]) -> int:
    return next(n for n, (_, high) in enumerate(edges) if day <= high)


def _bin(axis: Axis, span: tuple[date, date], matters: int, told: Mapping[str, int], shade: float, scale: float) -> Bin:
    x = axis.at(span[0])
    marks = tuple((mark(s), told[s]) for s in STATUSES if told.get(s))
    heights, y = [], TALL
    groups: Counter[str] = Counter()
    for m, n in marks:
        groups[m.group] += n
    for group, n in groups.items():
        y -= n * scale
        heights.append((group, round(y, 1), round(n * scale, 1)))
    return Bin(x, round(axis.end(span[1]) - x, 2), span[0].isoformat(), span[1].isoformat(), matters, marks, round(0.15 + 0.85 * shade, 2),
               tuple(heights))


def bin_words(b: Bin) -> str:
    """A stretch in words: "2023-01-01 to 2023-01-31: 4 matters; told: 3 done, 1 denied"."""
    told = joined((f"{n} {m.word}" for m, n in b.told), "nothing")
    return f"{b.first} to {b.last}: {counted(b.matters, 'matter')}; told: {told}"
