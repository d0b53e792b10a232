"""A register beside the record: what is in the news only, in the register only, agreeing, and disagreeing field by field with the words.

A row of a register and a lot of an entry (`lots`; of an aid tracker also the measure) can be one where

- parties: both sides share a party; a side that either does not know fits any, if the other side is shared;
- goods: the same system, else systems of one family, else where one of the two names no system the same kind of goods, by its class where the
  register's words for it are known, else by words in common;
- time: their years come within a year of each other (an aid tracker's dates within `DAYS` days); where either tells none, any;
- measure (an aid tracker): the same; any where the row tells none.

A row goes to the lot that it fits best (system, family, kind; then years in common; then numbers that can hold), each lot first to one row; rows left
over go to a lot that is taken already, and are marked as a further row of it. Then every field that both tell is compared: figures agree
where their intervals can both hold, years where they share one. What only one of them tells is no disagreement.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from onrecord.export.figures import Ends, interval_words, year_words
from onrecord.export.kiel import Measure, announced, item_words, measures
from onrecord.export.lots import DELIVERIES, ORDERS, Figure, Lot
from onrecord.export.plain import headline, words_of
from onrecord.export.register import Register, RegisterRow
from onrecord.export.sipri import delivered_number, description, ordered_number, phase, transfers, years_told
from onrecord.export.told import Told, party_words
from onrecord.knowledge.registers import family_of, registers
from onrecord.model import Claim

NEAR = 1
"""Years by which a row and a lot may lie apart: registers date by contract, news by announcement. Chosen."""
DAYS = 31
"""Days by which an aid tracker's announcement and the first report may lie apart to be one. Chosen."""
CLOSE = 7
"""Days by which the two may lie apart without a disagreement. Chosen."""
SYSTEM, FAMILY, KIND = 3, 2, 1
MOST_NAMES = 3
"""Wordings by which goods are called."""


@dataclass(frozen=True, slots=True)
class Side:
    """The news's side of a comparison: one lot (and measure) of an entry with what is told of it, each figure with its claims."""

    told: Told
    lot: Lot
    measure: str | None
    claims: tuple[Claim, ...]
    ordered: Figure | None
    delivered: Figure | None
    order_years: frozenset[int]
    delivery_years: frozenset[int]
    date: str | None = None
    sums: dict[str, Figure] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Differs:
    """A field on which register and news disagree: what each says, and the words of the news."""

    field: str
    register: str
    news: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A row with the side that it matches; ``further``: the side has a better row already."""

    row: RegisterRow
    side: Side
    differs: tuple[Differs, ...]
    further: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """All rows and sides, each in one place."""

    register: Register
    pairs: tuple[Pair, ...]
    register_only: tuple[RegisterRow, ...]
    news_only: tuple[Side, ...]

    @property
    def agreeing(self) -> list[Pair]:
        """Pairs without a difference."""
        return [p for p in self.pairs if not p.differs]

    @property
    def disagreeing(self) -> list[Pair]:
        """Pairs with a difference."""
        return [p for p in self.pairs if p.differs]


    @property
    def other_parties(self) -> list[Side]:
        """What is in the news only between parties that the register has no row of, on the one side or the other."""
        rows = self.register.rows
        givers, receivers = {p for r in rows for p in r.giver}, {p for r in rows for p in r.receiver}
        return [s for s in self.news_only if not _among(s.told.entry.giver, givers) or not _among(s.told.entry.receiver, receivers)]


def _among(parties: Sequence[str], known: set[str]) -> bool:
    """Whether the register has one of the parties; one that is not known may be any."""
    return not parties or not known or not known.isdisjoint(parties)


def compare(register: Register, every: Iterable[Told]) -> Comparison:
    """The register held against these entries."""
    sides = [side for told in every for side in (_transfers(told) if register.shape == "sipri" else _aid(told))]
    best = sorted(_fits(register.rows, sides), key=lambda f: (tuple(-n for n in f[0]), f[1], f[2]))
    row_of, side_of = dict[int, int](), dict[int, int]()
    for _, row, side in best:
        if row not in side_of and side not in row_of:
            row_of[side], side_of[row] = row, side
    firsts = set(side_of)
    for _, row, side in best:
        side_of.setdefault(row, side)
    pairs = [_pair(register.rows[r], sides[s], r not in firsts) for r, s in sorted(side_of.items())]
    left = [row for number, row in enumerate(register.rows) if number not in side_of]
    taken = set(side_of.values())
    return Comparison(register, tuple(pairs), tuple(left), tuple(s for n, s in enumerate(sides) if n not in taken))


def _transfers(told: Told) -> Iterator[Side]:
    for lot in transfers(told):
        orders, deliveries = phase(lot, ORDERS), phase(lot, DELIVERIES)
        yield Side(
            told, lot, None, lot.claims, ordered_number(lot), delivered_number(lot), frozenset(years_told(told, orders)[0]),
            frozenset(years_told(told, deliveries)[0]),
        )


def _aid(told: Told) -> Iterator[Side]:
    made: dict[tuple[int, str], list[Measure]] = {}
    for one in measures(told):
        made.setdefault((id(one.lot), one.measure), []).append(one)
    for (_, measure), (first, *others) in made.items():
        count, delivered = first.number, measure == "delivery"
        sums = {one.currency: one.value for one in (first, *others) if one.value is not None}
        yield Side(
            told, first.lot, measure, tuple(first.claims), None if delivered else count, count if delivered else None, frozenset(), frozenset(),
            announced(told, first.claims) or None, sums,
        )


Fit = tuple[tuple[int, int, int], int, int]


def _fits(rows: Sequence[RegisterRow], sides: Sequence[Side]) -> Iterator[Fit]:
    """(how well, row, side) of all that can be one. Only sides with the row's parties, or with unknown ones, and with its goods are looked at."""
    givers, receivers = _by_party([s.told.entry.giver for s in sides]), _by_party([s.told.entry.receiver for s in sides])
    goods = _by_goods(sides)
    for number, row in enumerate(rows):
        near = [_with(index, named) for index, named in ((givers, row.giver), (receivers, row.receiver)) if named]
        for place in sorted(set.intersection(_of_goods(goods, row), *near)) if near else ():
            found = fit(row, sides[place])
            if found:
                yield found, number, place


def _by_goods(sides: Sequence[Side]) -> dict[tuple[str, str], set[int]]:
    """("family", key) to the sides with a system of it, ("class", class) to all of a class, ("word", word) and ("name", wording) to all whose
    goods are called so; "plain class" and so on to those of them that name no system, ("none", "") to those of no goods or of several together."""
    index: dict[tuple[str, str], set[int]] = defaultdict(set)
    for number, side in enumerate(sides):
        marks = [("word", word) for word in _side_words(side)]
        marks += [("class", cls) for cls, _ in side.lot.kinds]
        marks += [("name", _folded(name)) for name in side.lot.names]
        marks += [("family", family_of(side.lot.key))] if side.lot.key else [(f"plain {mark}", name) for mark, name in marks]
        for mark in [*marks, *([("none", "")] if len(side.lot.kinds) != 1 else [])]:
            index[mark].add(number)
    return index


def _of_goods(index: Mapping[tuple[str, str], set[int]], row: RegisterRow) -> set[int]:
    """The sides whose goods can be the row's."""
    words, plain = _words(row.designation, row.description), "plain " if row.key else ""
    named = [(f"{plain}name", _folded(row.designation))] if row.designation else []
    marks = named + ([(f"{plain}class", cls) for cls in row.classes] or [(f"{plain}word", word) for word in words] or [("none", "")])
    return set().union(*(index.get(mark, set()) for mark in [*marks, *([("family", family_of(row.key))] if row.key else [])]))


def _by_party(parties: Sequence[Sequence[str]]) -> dict[str, set[int]]:
    """Party to the sides that have it; "" to those with an unknown one."""
    index: dict[str, set[int]] = defaultdict(set)
    for number, codes in enumerate(parties):
        for code in codes or ("",):
            index[code].add(number)
    return index


def _with(index: Mapping[str, set[int]], named: Iterable[str]) -> set[int]:
    return set().union(*(index.get(code, set()) for code in ("", *named)))


def fit(row: RegisterRow, side: Side) -> tuple[int, int, int] | None:
    """How well a row fits a side whose goods can be its own: goods, years in common, whether numbers can hold; None where it cannot be."""
    if (row.measure and row.measure != side.measure) or not _same_parties(row, side):
        return None
    near = _near_days(row, side) if row.aid else _near_years(row, side)
    if near is None:
        return None
    counts = [_counts(row, side)] if row.aid else [(row.ordered, side.ordered), (row.delivered, side.delivered)]
    numbers = [*counts, (row.value, side.sums.get(row.currency or ""))]
    return _goods(row, side), near, sum(_holds(told, figure) for told, figure in numbers)


def _counts(row: RegisterRow, side: Side) -> tuple[Ends | None, Figure | None]:
    """The number of an aid tracker's row and a side's, whichever measure they are of."""
    return row.ordered or row.delivered, side.ordered or side.delivered


def _holds(told: Ends | None, figure: Figure | None) -> int:
    """1 where both can hold, -1 where they cannot, 0 where one is not told."""
    return 0 if told is None or figure is None else 1 if told.meets(figure.low, figure.high) else -1


def _same_parties(row: RegisterRow, side: Side) -> bool:
    entry = side.told.entry
    pairs = [(row.giver, set(entry.giver)), (row.receiver, set(entry.receiver))]
    shared = [bool(told & named) for told, named in pairs]
    return any(shared) and all(s or not told or not named for s, (told, named) in zip(shared, pairs, strict=True))


def _goods(row: RegisterRow, side: Side) -> int:
    if row.key and row.key == side.lot.key:
        return SYSTEM
    return FAMILY if row.key and side.lot.key else KIND


def _words(*texts: str) -> set[str]:
    """Words in small letters, a plural's s left off."""
    words = (w for text in texts for w in re.split(r"[\W_]+", text.casefold()))
    return {w.rstrip("s") for w in words} - {"", "or", "and", "of", "other"}


def _folded(name: str) -> str:
    """A wording, the order of its words left aside."""
    return " ".join(sorted(_words(name)))


def _side_words(side: Side) -> set[str]:
    known = registers()
    kinds = [known.descriptions.get(cls, "") for cls, _ in side.lot.kinds] + [known.kiel_types.get(cls, "") for cls, _ in side.lot.kinds]
    return _words(*kinds, *side.lot.names, *(cls.replace(".", " ") for cls, _ in side.lot.kinds))


def _near_years(row: RegisterRow, side: Side) -> int | None:
    ours, theirs = side.order_years | side.delivery_years, row.order_years | row.delivery_years
    if not ours or not theirs:
        return 0
    apart = max(0, min(theirs) - max(ours), min(ours) - max(theirs))
    return None if apart > NEAR else len(ours & theirs)


def _near_days(row: RegisterRow, side: Side) -> int | None:
    apart = days_apart(row.date, side.date)
    return None if apart is not None and apart > DAYS else 0 if apart is None else DAYS - apart


def days_apart(one: str | None, other: str | None) -> int | None:
    """Days between two dates as near as their precision lets them be; None where one is not known."""
    if not one or not other:
        return None
    (a, b), (c, d) = _ends(one), _ends(other)
    return max(0, (c - b).days, (a - d).days)


def _ends(iso: str) -> tuple[date, date]:
    parts = [int(p) for p in iso.split("-")]
    if len(parts) == 3:
        return date(*parts), date(*parts)
    first, last = parts[1] if len(parts) == 2 else 1, parts[1] if len(parts) == 2 else 12
    return date(parts[0], first, 1), date.fromordinal(date(parts[0] + last // 12, last % 12 + 1, 1).toordinal() - 1)


def _pair(row: RegisterRow, side: Side, further: bool) -> Pair:
    checks = _kiel_checks(row, side) if row.aid else _sipri_checks(row, side)
    return Pair(row, side, tuple(d for d in (_party_check("from", row, side), _party_check("to", row, side), *checks) if d), further)


def _sipri_checks(row: RegisterRow, side: Side) -> list[Differs | None]:
    return [
        _goods_check(row, side), _figure_check("number ordered", row, "ordered", row.ordered, side.ordered, side),
        _figure_check("number delivered", row, "delivered", row.delivered, side.delivered, side),
        _year_check("year of order", row, "order_year", (row.order_years, side.order_years), phase(side.lot, ORDERS), side),
        _year_check("years of delivery", row, "delivery_years", (row.delivery_years, side.delivery_years), phase(side.lot, DELIVERIES), side),
    ]


def _kiel_checks(row: RegisterRow, side: Side) -> list[Differs | None]:
    apart = days_apart(row.date, side.date)
    late = apart is not None and apart > CLOSE
    value = side.sums.get(row.currency or "")
    return [
        _goods_check(row, side), _figure_check("item number", row, "number", *_counts(row, side), side),
        _figure_check(f"value ({row.currency})", row, row.value_in, row.value, value, side),
        Differs("announcement date", row.cells["date"], side.date or "", _said(side, side.claims)) if late else None,
    ]


def _party_check(name: str, row: RegisterRow, side: Side) -> Differs | None:
    """A side that is shared in part only: "US" against "US; GB"."""
    told, named = (row.giver, side.told.entry.giver) if name == "from" else (row.receiver, side.told.entry.receiver)
    if not told or not named or told == set(named):
        return None
    return Differs(name, party_words(sorted(told)), party_words(named), _said(side, side.claims))


def _goods_check(row: RegisterRow, side: Side) -> Differs | None:
    if not row.key or not side.lot.key or row.key == side.lot.key:
        return None
    return Differs("designation", row.designation, side.lot.designation, _said(side, side.lot.alone or side.claims))


def _figure_check(name: str, row: RegisterRow, cell: str, told: Ends | None, figure: Figure | None, side: Side) -> Differs | None:
    if told is None or figure is None or told.meets(figure.low, figure.high):
        return None
    return Differs(name, row.cells.get(cell, ""), interval_words(figure.low, figure.high), _said(side, figure.claims))


def _year_check(
    name: str, row: RegisterRow, cell: str, years: tuple[frozenset[int], frozenset[int]], claims: Sequence[Claim], side: Side,
) -> Differs | None:
    told, ours = years
    if not told or not ours or told & ours:
        return None
    return Differs(name, row.cells.get(cell, ""), year_words(set(ours)), _said(side, claims))


def _said(side: Side, claims: Iterable[Claim]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words_of(c, side.told.page(c)) for c in claims))


def comparison_fields(found: Comparison) -> dict[str, Any]:
    """The comparison as JSON fields."""
    return {
        "register": found.register.path, "as": found.register.shape, "rows": len(found.register.rows),
        "agreeing": [_pair_fields(p) for p in found.agreeing], "disagreeing": [_pair_fields(p) for p in found.disagreeing],
        "register_only": [_row_fields(r) for r in found.register_only], "news_only": [_side_fields(s) for s in found.news_only],
        "unread": [{"row": u.row, "column": u.column, "reason": u.reason} for u in found.register.unread],
    }


def _pair_fields(pair: Pair) -> dict[str, Any]:
    differs = [{"field": d.field, "register": d.register, "news": d.news, "words": list(d.words)} for d in pair.differs]
    return {**_row_fields(pair.row), **_side_fields(pair.side, words=False), "further": pair.further, "differs": differs}


def _row_fields(row: RegisterRow) -> dict[str, Any]:
    return {"row": row.row, "cells": {name: cell for name, cell in row.cells.items() if cell}}


def _side_fields(side: Side, words: bool = True) -> dict[str, Any]:
    made = {"entry": side.told.entry.id, "measure": side.measure, "goods": goods_words(side), "told": headline(side.told.entry)}
    return {**made, "words": list(_said(side, side.claims))} if words else made


def goods_words(side: Side) -> str:
    """The goods of a side in words, the first `MOST_NAMES` wordings; of money its sums."""
    names = item_words(side.lot).split("; ")
    more = f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else ""
    sums = "; ".join(f"{currency} {interval_words(f.low, f.high)}" for currency, f in side.sums.items())
    return "; ".join(names[:MOST_NAMES]) + more if names[0] else description(side.lot) or sums
