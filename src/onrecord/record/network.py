"""Who supplies whom as a graph of networkx."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from onrecord.errors import ExtraError
from onrecord.export.network import edges
from onrecord.knowledge.parties import party_info, state_name
from onrecord.model import Entry


def graph(entries: Iterable[Entry]) -> Any:
    """A directed multigraph: a node a party with its ``label`` and ``kind``, an edge (keyed "ACT STATUS") what the GraphML export has, with ``ids``
    and ``items`` as tuples. Entries with a side that is not known are left out. Raises `ExtraError` where networkx is not installed."""
    try:
        from networkx import MultiDiGraph
    except ImportError as error:
        raise ExtraError("a network", "networkx", "notebook") from error
    made = MultiDiGraph()
    for (giver, receiver, act, status), edge in edges(entries).items():
        for code in (giver, receiver):
            info = party_info(code)
            made.add_node(code, label=state_name(code), kind=info.kind if info else "other")
        values = {**edge.values(act, status), "ids": tuple(sorted(edge.ids)), "items": tuple(sorted(edge.items))}
        made.add_edge(giver, receiver, key=f"{act} {status}", **values)
    return made
