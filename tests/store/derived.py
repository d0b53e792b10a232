"""All that a settled record holds of what is derived, such that two records that mean the same are equal: the places of entries do not count."""

from __future__ import annotations

from typing import Any

import numpy as np
from sqlalchemy import Table, select, text

from onrecord.store import Store
from onrecord.store import tables as t
from onrecord.store.columns import _JOINED, _PLAIN, _SETS, Columns
from onrecord.store.desk import kept_queue
from onrecord.store.lines import columns
from onrecord.store.wordings import KINDS, kept_wordings

TABLES = (t.entry_shown, t.entry_pairs, t.entry_items, t.entry_origins, t.entry_claims, t.aliases, t.alias_steps, t.alias_claims,
          t.claim_cells, t.matter_cells, t.fits, t.compared, t.clashes, t.touched, t.stories, t.origins, t.unsettled)
HOW_PLACED = {"place", "digest", "mark"}
"""Columns of ``entries`` that hold where an entry stands, or a digest of it."""


def derived(store: Store) -> dict[str, Any]:
    """Each derived table, index and array by name."""
    with store._reading() as connection:
        found: dict[str, Any] = {table.name: rows(store, table) for table in TABLES}
        found["entries"] = rows(store, t.entries, HOW_PLACED)
        found["records"] = connection.execute(select(t.meta.c.value).where(t.meta.c.key == "records")).scalar_one_or_none()
        for index, of in (("article_words", "article"), ("claim_words", "claim")):
            found[index] = sorted(map(tuple, connection.execute(text(f"SELECT {of}, words FROM {index}"))))
        arrays, queue = columns(connection, store.path), kept_queue(connection, store.path)
        assert queue is not None
        assert arrays.ids(np.arange(arrays.count)) == list(connection.execute(select(t.entries.c.id).order_by(t.entries.c.place)).scalars())
        found["queue"] = queue.claims.tobytes(), queue.clashes.tobytes()
        wordings = {kind: kept_wordings(connection, store.path, kind) for kind in KINDS}
        found["wordings"] = {kind: held and held.packed() for kind, held in wordings.items()}
    return {**found, **by_entry(arrays)}


def rows(store: Store, table: Table, but: frozenset[str] | set[str] = frozenset()) -> list[tuple[Any, ...]]:
    """All rows of a table, less some columns."""
    with store._reading() as connection:
        return sorted(map(tuple, connection.execute(select(*(c for c in table.c if c.name not in but)))), key=repr)


def by_entry(found: Columns) -> dict[str, Any]:
    """What the arrays hold of each entry, in words instead of numbers, and what they hold of the record."""
    a, held = found.arrays, dict[str, list[Any]]()
    ids = found.ids(np.arange(found.count))
    for place, key in enumerate(ids):
        held[key] = [int(a[name][place]) for name in _PLAIN] + [found.names[name][a[name][place]] for name in _JOINED]
        held[key] += [[] for _ in _SETS]
    for n, name in enumerate(_SETS, len(_PLAIN) + len(_JOINED)):
        for place, code in zip(a[f"{name} at"].tolist(), a[name].tolist(), strict=True):
            held[ids[place]][n].append(found.names[name][code])
    moves = a["moves"].tolist()
    assert [m[0] for m in moves] == sorted(m[0] for m in moves), "moves are looked up by place"
    told = {key: [m[1:] for m in moves if m[0] == place] for place, key in enumerate(ids)}
    names = {name: sorted(values) for name, values in found.names.items()}
    types = {name: array.dtype.str for name, array in a.items()}
    return {"arrays": held, "moves": told, "names": names, "types": types, "told": a["told"].tolist(), "days": a["days"].tolist()}
