"""Facets: of each, how many entries there would be if another of its values were asked for, all other filters of the query in force."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from onrecord.model import ACTS, STATUSES
from onrecord.model.entry import Facets, News
from onrecord.store.columns import LETTERS, NEVER, OPEN, STANDINGS, Array, Columns, counted
from onrecord.store.masks import Passing, between, cooperating, of_side, stretch_asked

ORIGINS = (1, 2, 3, 5, 10)
"""Least numbers of independent origins that are counted. Chosen: two is the first that anything is confirmed by, the rest is a scale."""


def facets(found: Passing) -> Facets:
    """The facets of a query."""
    columns, parties = found.columns, between(found.columns, found.query)
    a, whole = columns.arrays, found.all_but() & parties

    def but(name: str) -> Array:
        return found.all_but(name) & parties

    return Facets(
        int(whole.sum()), int((whole & (a["standing"] == STANDINGS.index("contested"))).sum()), columns.count,
        _side(found, "giver", "receiver", found.query.receiver), _side(found, "receiver", "giver", found.query.giver),
        _families(columns, but("item")), _one(a["act"], but("act"), ACTS), _statuses(a, but("status")), _years(a, but("time")),
        _scale(a["origins"], but("origins"), ORIGINS, lambda n: str(n), np.greater_equal),
        _scale(a["source"], but("source"), range(len(LETTERS)), lambda n: LETTERS[n], np.less_equal),
        _scale(a["information"], but("information"), range(1, 7), lambda n: str(n), np.less_equal),
        _many(columns, "odds", but("odds")),
    )


def _one(column: Array, passes: Array, values: Sequence[str]) -> dict[str, int]:
    return counted(np.bincount(column[passes], minlength=len(values)), values)


def valued(columns: Columns, name: str, passes: Array) -> dict[str, int]:
    """How many of the entries that pass have each value of a set, "" where they have none."""
    values = columns.names[name]
    return counted(np.bincount(columns.arrays[name][passes[columns.arrays[f"{name} at"]]], minlength=len(values)), values)


def _many(columns: Columns, name: str, passes: Array) -> dict[str, int]:
    return {value: n for value, n in valued(columns, name, passes).items() if value}


def once(keys: Array) -> Array:
    """The different ones of some numbers, sorted: of a hundred thousand in an eighth of the time that numpy's own `unique` takes. Measured."""
    ordered = np.sort(keys)
    found: Array = ordered[np.concatenate([[True], ordered[1:] != ordered[:-1]])] if len(ordered) else ordered
    return found


def _distinct(pairs: Iterable[tuple[Array, Array]], values: Sequence[str]) -> dict[str, int]:
    """How many entries have each value, from pairs of arrays (entry, value) that may say the same twice."""
    both = [np.concatenate(side) for side in zip(*pairs, strict=True)]
    told = once(both[0].astype(np.int64) * len(values) + both[1]) if len(values) else np.zeros(0, np.int64)
    return counted(np.bincount(told % max(len(values), 1), minlength=len(values)), values)


def _side(found: Passing, side: str, other: str, asked: str | None) -> dict[str, int]:
    """The parties of a side, the party ``asked`` for on the other; cooperation counts either way round."""
    columns, rest = found.columns, found.all_but()
    straight, turned = rest & of_side(columns, other, asked), rest & cooperating(columns) & of_side(columns, side, asked)
    values = list(dict.fromkeys((*columns.names[side], *columns.names[other])))
    code = {value: n for n, value in enumerate(values)}
    pairs = []
    for name, mask in ((side, straight), (other, turned)):
        codes = np.array([code[value] for value in columns.names[name]], np.int64)
        at, value = columns.arrays[f"{name} at"], columns.arrays[name]
        those = mask[at]
        pairs.append((at[those], codes[value[those]] if len(codes) else value[those]))
    return _distinct(pairs, values)


def _families(columns: Columns, passes: Array) -> dict[str, int]:
    names = columns.names["family"]
    values = list(dict.fromkeys((*names, *(n.partition(".")[0] for n in names))))
    heads = np.array([values.index(n.partition(".")[0]) for n in names], np.int64)
    own = np.array([values.index(n) for n in names], np.int64)
    at = columns.arrays["family at"]
    those = passes[at]
    held = columns.arrays["family"][those]
    found = _distinct([(at[those], own[held]), (at[those], heads[held])], values) if names else {}
    return {value: n for value, n in found.items() if value}


def _statuses(arrays: Mapping[str, Array], passes: Array) -> dict[str, int]:
    status, standing = arrays["status"][passes], arrays["standing"][passes]
    counts = np.bincount(status, minlength=len(STANDINGS)) + np.bincount(standing[standing != status], minlength=len(STANDINGS))
    return counted(counts, STANDINGS)


def _years(arrays: Mapping[str, Array], passes: Array) -> dict[str, int]:
    """Years by how likely they are looked for: the newest in which anything in the record was published and those before it, the newest first; then
    the years to come, of acts that are planned or go on, the nearest first."""
    known = passes & (arrays["end"] != NEVER)
    start, end = arrays["start"][known] // 10_000, arrays["end"][known] // 10_000
    bounds = np.unique(np.concatenate([start[start > 0], end[end < OPEN // 10_000]]))
    found = {year: int(((start <= year) & (end >= year)).sum()) for year in bounds.tolist() if 0 < year < OPEN // 10_000}
    now = int(arrays["last"].max(initial=0)) // 10_000 or OPEN
    return {f"{year:04d}": found[year] for year in sorted(found, key=lambda year: (year > now, year if year > now else -year)) if found[year]}


def _scale(column: Array, passes: Array, steps: Iterable[int], named: Callable[[int], str], meets: Callable[[Array, int], Array]) -> dict[str, int]:
    """How many have at least each step of a scale."""
    held = column[passes]
    found = {named(step): int(meets(held, step).sum()) for step in steps}
    return {name: n for name, n in found.items() if n}


def news(found: Passing, places: Array) -> list[News]:
    """What is new of the entries at these places, in the time that the query asks for."""
    moves, (low, high) = found.columns.arrays["moves"], stretch_asked(found.query)
    ends = np.searchsorted(moves[:, 0], places), np.searchsorted(moves[:, 0], places, side="right")
    return [_news(moves[start:end].tolist(), low, high) for start, end in zip(*ends, strict=True)]


def _news(moves: Iterable[Sequence[int]], low: int, high: int) -> News:
    before, told = set[int](), dict[int, int]()
    for _, day, status, claims in moves:
        if day <= low:
            before.add(status)
        elif day <= high:
            told[status] = told.get(status, 0) + claims
    names = {STATUSES[status]: n for status, n in sorted(told.items())}
    return News(sum(told.values()), names, tuple(name for name in names if STATUSES.index(name) not in before), not before)
