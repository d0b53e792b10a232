"""Orders: where each entry stands in an order of `ORDERS`, from arrays; sorted once for each state of the record and then kept.

They are those of `filters.in_order`; tests/store/test_lines.py holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from onrecord.knowledge.party_names import party_names
from onrecord.model import ACTS
from onrecord.store.columns import JOINT, STANDINGS, Array, Columns

_MOST_FIRST = ("last", "origins")


def places(columns: Columns, order: str, passes: Array) -> Array:
    """The places of the entries that pass, in this order; "-" before it turns it round."""
    name = order.removeprefix("-")
    if name not in columns.orders:
        columns.orders[name] = _sorted(columns, name)
    whole = columns.orders[name]
    found = whole[passes[whole]]
    return found[::-1] if order.startswith("-") else found


def _sorted(columns: Columns, name: str) -> Array:
    keys = _keys(columns, name)
    found = np.lexsort(tuple(reversed(keys)))
    return found[::-1] if name in _MOST_FIRST else found


def _keys(columns: Columns, name: str) -> list[Array]:
    """What an order looks at, the first first."""
    a = columns.arrays
    if name == "parties":
        return [_act(a), _rank(columns, "from", _codes), _rank(columns, "to", _codes), _rank(columns, "what", _codes), a["id"]]
    alone = {"first": ("first",), "last": ("last",), "origins": ("origins", "voices")}
    if name in alone:
        return [*(a[key] for key in alone[name]), a["id"]]
    giver, receiver, what = _rank(columns, "from", _named), _rank(columns, "to", _named), _rank(columns, "what", _codes)
    base = [giver, receiver, _act(a), what, a["id"]]
    contested = (a["standing"] + 1) % len(STANDINGS)
    first: dict[str, list[Array]] = {
        "from": [], "to": [receiver], "what": [_act(a), what], "standing": [contested, a["status"]], "when": [a["when"]],
        "credibility": [a["source"], a["information"]], "voices": [-a["voices"]], "pages": [-a["pages"]], "published": [a["first"], a["last"]],
    }
    return [*first[name], *base]


def _act(arrays: Any) -> Array:
    ranks = np.array([sorted(ACTS).index(act) for act in ACTS], np.uint8)
    found: Array = ranks[arrays["act"]]
    return found


def _codes(codes: tuple[str, ...]) -> tuple[str, ...]:
    return codes


def _named(codes: tuple[str, ...]) -> str:
    return party_names(codes)


def _rank(columns: Columns, name: str, key: Callable[[tuple[str, ...]], Any]) -> Array:
    """Where the value of each entry stands among all values."""
    values: Sequence[Any] = [key(tuple(value.split(JOINT)) if value else ()) for value in columns.names[name]]
    rank = {value: n for n, value in enumerate(sorted(set(values)))}
    ranks = np.array([rank[value] for value in values], np.int32)
    found: Array = ranks[columns.arrays[name]] if len(ranks) else columns.arrays[name]
    return found
