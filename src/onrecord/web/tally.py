"""Tally: the rows of the page that a question asks for, and its facets as options. The record counts; here counts become what can be chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from onrecord.model import STATUSES
from onrecord.model.credibility import least_of
from onrecord.model.entry import EntryLine, Facets
from onrecord.telling.asked import Asked
from onrecord.telling.parties import UNKNOWN

T = TypeVar("T")
STANDINGS = ("contested", *STATUSES)
MOST_YEARS = 60
"""Years that are listed, the first in the order in which the record gives them (see `store.facets`). Chosen."""


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a facet: as a URL has it, how many entries there would be, and whether it is chosen now."""

    value: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Tally:
    """``lines`` are those of the page, in order, of ``total`` that pass the filters; ``contested`` of these are so, and ``every`` are in the record
    on the day asked for. ``facets`` by name, each value counted among the entries that pass every *other* filter, so that one can be changed for
    another."""

    lines: tuple[EntryLine, ...]
    total: int
    contested: int
    every: int
    facets: Mapping[str, tuple[Option, ...]]


def tallied(lines: Sequence[EntryLine], facets: Facets, asked: Asked) -> Tally:
    """What a record answers to a question, as it is shown."""
    options = {name: _options(name, counts(facets), asked) for name, counts in FACETS.items()}
    return Tally(tuple(lines), facets.entries, facets.contested, facets.every, options)


def on_page(rows: Sequence[T], asked: Asked) -> tuple[T, ...]:
    """The rows of the page that is asked for; none past the last."""
    start = (asked.page - 1) * asked.per
    return tuple(rows[start:start + asked.per])


def _parties(counts: Mapping[str, int]) -> dict[str, int]:
    return {code or UNKNOWN: n for code, n in counts.items()}


def _less(counts: Mapping[str, int], value: str) -> dict[str, int]:
    """Without a least mark or number that asks for nothing."""
    return {name: n for name, n in counts.items() if name != value}


FACETS: Mapping[str, Callable[[Facets], Mapping[str, int]]] = {
    "from": lambda f: _parties(f.suppliers), "to": lambda f: _parties(f.recipients),
    "item": lambda f: {name: n for name, n in f.families.items() if "." not in name}, "act": lambda f: f.acts, "status": lambda f: f.statuses,
    "year": lambda f: dict([*f.years.items()][:MOST_YEARS]), "source": lambda f: _less(f.sources, "F"),
    "information": lambda f: _less(f.information, "6"), "min-origins": lambda f: _less(f.origins, "1"), "disagreement": lambda f: f.disagreements,
}
"""The facets that are shown, in this order, and what each counts."""
_RISING = ("source", "information", "min-origins")


def _options(name: str, counts: Mapping[str, int], asked: Asked) -> tuple[Option, ...]:
    chosen = _chosen(name, asked)
    known = {value: value.casefold() for value in counts}
    every = {**counts, **({chosen: 0} if chosen and chosen.casefold() not in known.values() else {})}
    ordered = sorted(every.items(), key=lambda pair: _rank(name, *pair))
    return tuple(Option(value, count, bool(chosen) and value.casefold() == chosen.casefold()) for value, count in ordered)


def _rank(name: str, value: str, count: int) -> tuple[int | str, ...]:
    if name == "year":
        return ()
    if name in _RISING:
        return (int(value) if value.isdecimal() else value,)
    return (STANDINGS.index(value),) if name == "status" else (-count, value)


def _chosen(name: str, asked: Asked) -> str:
    """The value of a facet that is asked for, "" for none."""
    query = asked.query
    marks = asked.get("credibility").upper()
    values = {
        "from": query.giver, "to": query.receiver, "item": query.item, "act": query.act, "status": query.status, "year": asked.year,
        "source": marks.rstrip("123456"), "information": marks.lstrip("ABCDEF"), "min-origins": asked.get("min-origins"),
        "disagreement": query.disagreement,
    }
    return values[name] or ""


def marks_with(asked: Asked, letter: str | None = None, figure: str | None = None) -> str:
    """The least marks asked for with another letter or figure."""
    marks = asked.get("credibility").upper()
    kept = (marks.rstrip("123456"), marks.lstrip("ABCDEF")) if least_of(marks) else ("", "")
    return (kept[0] if letter is None else letter) + (kept[1] if figure is None else figure)
