"""Who supplies whom: suppliers and recipients as a drawing, with a line for each group of standings, and as a table, of the entries that pass the
filters."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.model import status_group
from onrecord.model.entry import EntryLine
from onrecord.telling.asked import Asked
from onrecord.telling.parties import UNKNOWN
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
    """What goes from one party to another: how many entries, in which standings, and the URL of the ledger that lists them."""

    giver: Party
    receiver: Party
    count: int
    standings: tuple[tuple[Mark, int], ...]
    group: str
    goods: tuple[str, ...]
    url: str

    @property
    def says(self) -> str:
        """The tie in words."""
        told = ", ".join(f"{n} {m.word}" for m, n in self.standings)
        return f"{self.giver.name} to {self.receiver.name}: {self.count} ({told})"


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
        tally = shelf.tally(asked)
        found = shelf.lines(asked.query)
        ties = ties_of(found, asked)
        givers = _nodes([e.giver for e in found], "from_", asked)
        receivers = _nodes([e.receiver for e in found], "to", asked)
        left, right = ({n.party.value: n for n in side} for side in (givers, receivers))
        drawn = [t for t in ties if t.giver.value in left and t.receiver.value in right]
        edges = tuple(e for t in reversed(drawn) for e in _edges(t, left[t.giver.value].y, right[t.receiver.value].y))
        facets = tuple(facet(name, tally.facets[name], asked, "/network") for name in ("act", "item", "status", "year"))
        return cls(
            "Network", asked, ties, givers, receivers, edges, STEP * (max(len(givers), len(receivers)) + 1), len(ties) - len(drawn), facets,
            in_force(asked, "/network"), tally.total, tuple((end, asked.at(f"/network.{end}")) for end in ("csv", "json")),
        )


def ties_of(entries: Sequence[EntryLine], asked: Asked) -> tuple[Tie, ...]:
    """The ties of these entries, those with the most entries first. An entry with two suppliers counts for each."""
    by: Mapping[tuple[str, str], list[EntryLine]] = defaultdict(list)
    for e in entries:
        for giver in e.giver or (UNKNOWN,):
            for receiver in e.receiver or (UNKNOWN,):
                by[giver, receiver].append(e)
    ties = [_tie(pair, those, asked) for pair, those in by.items()]
    return tuple(sorted(ties, key=lambda t: (-t.count, t.giver.name, t.receiver.name)))


def _tie(pair: tuple[str, str], entries: Sequence[EntryLine], asked: Asked) -> Tie:
    counts = Counter(e.standing for e in entries)
    groups = {"contested" if s == "contested" else status_group(s) for s in counts}
    goods = Counter(c.partition(".")[0] for e in entries for c in e.families)
    return Tie(_party(pair[0]), _party(pair[1]), len(entries), tuple((mark(s), counts[s]) for s in STANDINGS if s in counts),
               min(groups, key=ORDER.index), tuple(sorted(goods)), asked.but(from_=pair[0], to=pair[1]).at("/"))


BESIDE = 4.0
"""Pixels between the lines of one tie."""


def _edges(tie: Tie, y1: int, y2: int) -> list[Edge]:
    """A line for each group of standings, beside one another."""
    by: dict[str, list[tuple[Mark, int]]] = {}
    for m, n in tie.standings:
        by.setdefault(m.group, []).append((m, n))
    groups = sorted(by, key=ORDER.index)
    return [_edge(tie, group, by[group], BESIDE * (n - (len(groups) - 1) / 2), (y1, y2)) for n, group in enumerate(groups)]


def _edge(tie: Tie, group: str, told: Sequence[tuple[Mark, int]], off: float, ends: tuple[int, int]) -> Edge:
    count = sum(n for _, n in told)
    says = f"{tie.giver.name} to {tie.receiver.name}: {', '.join(f'{n} {m.word}' for m, n in told)}"
    return Edge(ends[0] + off, ends[1] + off, 1 + min(count, 9) ** 0.5, group, says, tie.url)


def _party(code: str) -> Party:
    return parties(() if code == UNKNOWN else (code,))[0]


def _nodes(sides: Sequence[tuple[str, ...]], name: str, asked: Asked) -> tuple[Node, ...]:
    """The parties with the most entries on one side."""
    counts = Counter(_party(code) for side in sides for code in side or (UNKNOWN,))
    kept = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0].name))[:MOST_NODES]
    return tuple(Node(p, STEP * (n + 1), count, asked.but(**{name: p.value}).at("/network")) for n, (p, count) in enumerate(kept))


def tie_fields(tie: Tie) -> dict[str, Any]:
    """A tie as JSON fields."""
    return {"from": tie.giver.value, "from_name": tie.giver.name, "to": tie.receiver.value, "to_name": tie.receiver.name,
            "entries": tie.count, "standings": {m.status: n for m, n in tie.standings}, "goods": list(tie.goods)}
