"""Who supplies whom: suppliers and recipients as a drawing, with a line for each group of standings, and as a table, of the entries that pass the
filters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.store.crossing import Pair
from onrecord.telling.asked import Asked
from onrecord.web.marks import Mark, Party, mark, parties
from onrecord.web.pages.ledger import Facet, facet, in_force
from onrecord.web.shelf import Shelf
from onrecord.web.tally import STANDINGS

MOST_NODES = 24
"""Parties drawn on each side: more lines cannot be told apart. The table has all."""
STEP = 26
"""Pixels from one party to the next."""
ORDER = ("happened", "contested", "committed", "open", "unseen", "negative")
"""Groups of standings, what a line is drawn as first."""
WORDS = {"happened": "done or under way", "contested": "contested", "committed": "agreed or planned", "open": "sought or possible",
         "unseen": "no evidence", "negative": "halted or denied"}


@dataclass(frozen=True, slots=True)
class Tie:
    """What goes from one party to another: how many entries that pass what was ``asked``, in which standings."""

    giver: Party
    receiver: Party
    count: int
    standings: tuple[tuple[Mark, int], ...]
    goods: tuple[str, ...]
    asked: Asked

    @property
    def url(self) -> str:
        """Where the ledger lists them."""
        return self.asked.but(from_=self.giver.value, to=self.receiver.value).at("/")


@dataclass(frozen=True, slots=True)
class Node:
    """A party in the drawing, at a height in pixels."""

    party: Party
    y: int
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class Edge:
    """A line of the drawing from one height to another, for the matters of a tie in one group of standings; ``says`` them in words."""

    y1: float
    y2: float
    width: float
    group: str
    says: str
    url: str


@dataclass(frozen=True, slots=True)
class NetworkPage:
    """``more`` ties are in the table only."""

    title: str
    asked: Asked
    ties: tuple[Tie, ...]
    givers: tuple[Node, ...]
    receivers: tuple[Node, ...]
    edges: tuple[Edge, ...]
    height: int
    more: int
    facets: tuple[Facet, ...]
    filters: tuple[tuple[str, str], ...]
    every: int
    formats: tuple[tuple[str, str], ...]
    key: tuple[tuple[str, str], ...] = tuple(WORDS.items())

    @classmethod
    def of(cls, shelf: Shelf, asked: Asked) -> NetworkPage:
        """The network that a URL asks for."""
        tally, crossing = shelf.tallied(asked), shelf.crossing(asked)
        ties = ties_of(crossing.pairs(), asked)
        givers, receivers = _nodes(crossing.side("giver"), "from_", asked), _nodes(crossing.side("receiver"), "to", asked)
        left, right = ({n.party.value: n for n in side} for side in (givers, receivers))
        drawn = [t for t in ties if t.giver.value in left and t.receiver.value in right]
        edges = tuple(e for t in reversed(drawn) for e in _edges(t, left[t.giver.value].y, right[t.receiver.value].y))
        facets = tuple(facet(name, tally.facets[name], asked, "/network") for name in ("from", "to", "act", "item", "status", "year"))
        return cls(
            "Network", asked, ties, givers, receivers, edges, STEP * (max(len(givers), len(receivers)) + 1), len(ties) - len(drawn), facets,
            in_force(asked, "/network"), tally.total, tuple((end, asked.at(f"/network.{end}")) for end in ("csv", "json")),
        )


def ties_of(pairs: Iterable[Pair], asked: Asked) -> tuple[Tie, ...]:
    """The ties of these pairs, those with the most entries first. An entry with two suppliers counts for each."""
    held = list(pairs)
    party = {code: _party(code) for pair in held for code in pair[:2]}
    ties = [Tie(party[p.giver], party[p.receiver], p.entries, tuple((mark(s), p.standings[s]) for s in STANDINGS if s in p.standings), p.goods, asked)
            for p in held]
    return tuple(sorted(ties, key=lambda t: (-t.count, t.giver.name, t.receiver.name)))


BESIDE = 4.0
"""Pixels between the lines of one tie."""


def _edges(tie: Tie, y1: int, y2: int) -> list[Edge]:
    """A line for each group of standings, beside one another."""
    url = tie.url
    by: dict[str, list[tuple[Mark, int]]] = {}
    for m, n in tie.standings:
        by.setdefault(m.group, []).append((m, n))
    groups = sorted(by, key=ORDER.index)
    return [_edge(tie, group, by[group], BESIDE * (n - (len(groups) - 1) / 2), (y1, y2), url) for n, group in enumerate(groups)]


def _edge(tie: Tie, group: str, told: Sequence[tuple[Mark, int]], off: float, ends: tuple[int, int], url: str) -> Edge:
    count = sum(n for _, n in told)
    says = f"{tie.giver.name} to {tie.receiver.name}: {', '.join(f'{n} {m.word}' for m, n in told)}"
    return Edge(ends[0] + off, ends[1] + off, 1 + min(count, 9) ** 0.5, group, says, url)


def _party(code: str) -> Party:
    return parties((code,) if code else ())[0]


def _nodes(counts: Mapping[str, int], name: str, asked: Asked) -> tuple[Node, ...]:
    """The parties with the most entries on one side."""
    named = [(_party(code), n) for code, n in counts.items()]
    kept = sorted(named, key=lambda pair: (-pair[1], pair[0].name))[:MOST_NODES]
    return tuple(Node(p, STEP * (n + 1), count, asked.but(**{name: p.value}).at("/network")) for n, (p, count) in enumerate(kept))


def tie_fields(tie: Tie) -> dict[str, Any]:
    """A tie as JSON fields."""
    return {"from": tie.giver.value, "from_name": tie.giver.name, "to": tie.receiver.value, "to_name": tie.receiver.name,
            "entries": tie.count, "standings": {m.status: n for m, n in tie.standings}, "goods": list(tie.goods)}
