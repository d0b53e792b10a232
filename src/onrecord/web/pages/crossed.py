"""Crossed: suppliers against recipients, and the sums that are told where they meet, status by status. Nothing is added across statuses or acts.

A matter of several suppliers or recipients is counted in the cell of each pair, and once in a total. A sum that several give together is nobody's
own: it is in no cell and in no total of a party that shares it, and is counted among what is left out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.model import Entry
from onrecord.telling.asked import Asked
from onrecord.telling.sums import Figures, keys, total
from onrecord.telling.words import counted, status_words
from onrecord.web.figured import figures_of
from onrecord.web.marks import Mark, Party, mark, parties
from onrecord.web.shelf import Shelf
from onrecord.web.tally import STANDINGS

SHOWN = {"matters": "matters", "origins": "independent origins", "money": "money", "deliveries": "pieces delivered"}
"""What a cell may show."""
_ONCE = "A matter of several parties is in the cell of each pair, and once in a total; statuses are never added."
_FIGURES = ("Each sum is of matters of one act and one standing, each with what is told of it at its furthest status, and runs from the "
            "least to the most told. What several parties give or get together is in no cell.")
RULES = {"matters": _ONCE, 
         "origins": f"Distinct texts that go back to no other; one may tell of several cells, so a total may be less than its cells. {_ONCE}",
         "money": _FIGURES, "deliveries": f"Transfers that are done or under way, apart, by class of goods. {_FIGURES}"}
"""How the figures of each kind come about."""
MOST_ROWS, MOST_COLUMNS = 40, 16
"""Suppliers and recipients with a line of their own: what a page in landscape holds. The others stand together in the last. Chosen."""
DELIVERED = ("done", "underway")
"""Standings of a transfer whose pieces count as delivered, each for itself."""
JOINT = ("is of several parties together", "are of several parties together")
Shared = Callable[[Entry], bool]


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of a cell: of matters of one ``act`` ("": of any) and one standing (a sum: of one furthest status too, which is told where it is
    another), in ``unit``; from ``low`` to ``high`` (None: open); in words, and what is ``omitted`` from it in words."""

    act: str
    mark: Mark
    furthest: str
    unit: str
    matters: int
    low: float
    high: float | None
    says: str
    omitted: str = ""

    @property
    def says_all(self) -> str:
        """The figure with its act, standing and what is left out: "funding done: USD 1 bn (left out: 2 tell no such figure)"."""
        furthest = f" ({status_words(self.furthest)})" if self.furthest else ""
        left = f" (left out: {self.omitted})" if self.omitted else ""
        return f"{self.act + ' ' if self.act else ''}{self.mark.word}{furthest}: {self.says}{left}"


@dataclass(frozen=True, slots=True)
class Side:
    """A row or column: a party (None: so many ``others`` together), how many matters it has, and its URL in the ledger."""

    party: Party | None
    matters: int
    url: str = ""
    others: int = 0

    @property
    def name(self) -> str:
        """As its head says it."""
        return self.party.name if self.party else counted(self.others, "other")

    @property
    def head(self) -> str:
        """As a narrow column says it: the code where there is one."""
        return (self.party.code or self.party.name) if self.party else self.name


@dataclass(frozen=True, slots=True)
class Cell:
    """The figures where two sides meet, or of a total; ``url`` leads to their matters ("": to none)."""

    lines: tuple[Line, ...]
    url: str = ""


class Crossed:
    """The matters of a question by supplier and recipient. ``folded``: parties past the most that are shown stand together."""

    def __init__(self, shelf: Shelf, entries: Sequence[Entry], show: str, asked: Asked, folded: bool = True) -> None:
        self.entries, self.show, self.asked, self.matters = entries, show, asked, len(entries)
        self.figures: Mapping[str, Figures] = figures_of(shelf, entries)
        having = [e for e in entries if self._figured(e)]
        self.sides, self._left = sides_of(Counter(c for e in having for c in e.giver or ("",)), "from_", asked, folded)
        self.columns, self._right = sides_of(Counter(c for e in having for c in e.receiver or ("",)), "to", asked, folded)
        self._by: dict[tuple[int | None, int | None], dict[str, Entry]] = defaultdict(dict)
        for e in entries:
            for giver in e.giver or ("",):
                for receiver in e.receiver or ("",):
                    self._by[self._left.get(giver), self._right.get(receiver)][e.id] = e

    def _figured(self, e: Entry) -> bool:
        """Whether a matter has any figure of what is shown; parties of which none has one have no line."""
        kind = "money" if self.show == "money" else "pieces"
        return (kind == "money" or is_delivery(e)) and any(k == kind for k, _ in self.figures[e.id].told)

    def rows(self) -> tuple[tuple[Side, tuple[Cell, ...], Cell], ...]:
        """Each supplier with its cells and its total."""
        return tuple((side, tuple(self._cell(i, j) for j in range(len(self.columns))), self._row(i)) for i, side in enumerate(self.sides))

    def column_totals(self) -> tuple[Cell, ...]:
        """The total of each recipient."""
        return tuple(self._column(j) for j in range(len(self.columns)))

    def whole(self) -> Cell:
        """The total of all, each matter once."""
        return Cell(self.lines(self.entries, lambda e: False), self.asked.at("/"))

    def _row(self, i: int) -> Cell:
        return Cell(self.lines(self._held(lambda at: at[0] == i), _many_givers), self.sides[i].url)

    def _column(self, j: int) -> Cell:
        return Cell(self.lines(self._held(lambda at: at[1] == j), _many_receivers), self.columns[j].url)

    def _cell(self, i: int, j: int) -> Cell:
        found = self._by.get((i, j))
        if not found:
            return Cell(())
        giver, receiver = self.sides[i].party, self.columns[j].party
        url = self.asked.but(from_=giver.value, to=receiver.value).at("/") if giver and receiver else ""
        return Cell(self.lines(list(found.values()), lambda e: _many_givers(e) or _many_receivers(e)), url)

    def _held(self, at: Callable[[tuple[int | None, int | None]], bool]) -> list[Entry]:
        """The matters of some cells, each once."""
        return list({key: e for place, found in self._by.items() if at(place) for key, e in found.items()}.values())

    def lines(self, entries: Sequence[Entry], shared: Shared) -> tuple[Line, ...]:
        """The figures of these matters; of ``shared`` ones no sum is told."""
        kind = "money" if self.show == "money" else "pieces"
        kept = [e for e in entries if self.show == "money" or is_delivery(e)]
        return tuple(line for some in alike(kept) for line in self._sums(kind, some, shared))

    def _sums(self, kind: str, entries: Sequence[Entry], shared: Shared) -> Iterable[Line]:
        """The sums of matters that are `alike`."""
        first = entries[0]
        furthest = first.status if first.status != first.standing else ""
        joint = sum(map(shared, entries))
        own = [self.figures[e.id] for e in entries if not shared(e)]
        for key in keys(own):
            if key[0] == kind:
                made = total(own, key)
                omitted = ", ".join(filter(None, (made.omits, f"{joint} {JOINT[joint > 1]}" if joint else "")))
                act, says = (first.act, made.says) if kind == "money" else ("", f"{key[1]} {made.says}")
                yield Line(act, mark(first.standing), furthest, key[1], made.matters, made.low, made.high, says, omitted)

    def apart(self) -> str:
        """What of the matters no cell tells of, in words; "" where nothing is."""
        none = sum(not self._figured(e) for e in self.entries)
        what = "tell no sum of money at their standing" if self.show == "money" else "are no transfer done or under way whose pieces are told"
        return f"{none:,} of {counted(len(self.entries), 'matter')} {what}." if none else ""


    def omitted(self) -> tuple[tuple[str, str, str], ...]:
        """What is left out of the totals of each supplier and of all, as (whose, the figure, what)."""
        totals = [*((side.name, self._row(i)) for i, side in enumerate(self.sides)), ("all suppliers", self.whole())]
        having = ((name, line) for name, cell in totals for line in cell.lines if line.omitted)
        return tuple((name, f"{line.act} {line.mark.word} {line.unit}".strip(), line.omitted) for name, line in having)


def is_delivery(entry: Entry) -> bool:
    """Whether the pieces of a matter count as delivered."""
    return entry.act == "transfer" and entry.standing in DELIVERED


def origins_of(entries: Iterable[Entry]) -> int:
    """How many distinct independent origins some matters rest on together: never more than those of each added up."""
    return len({m.report or m.origin for e in entries for m in e.history if m.counts})


def alike(entries: Iterable[Entry]) -> list[list[Entry]]:
    """The matters whose figures may be added: of one act, one standing and one furthest status; in the order of these."""
    by: dict[tuple[str, int, int], list[Entry]] = defaultdict(list)
    for e in entries:
        by[e.act, STANDINGS.index(e.standing), STANDINGS.index(e.status)].append(e)
    return [by[key] for key in sorted(by)]


def _many_givers(entry: Entry) -> bool:
    return len(entry.giver) > 1


def _many_receivers(entry: Entry) -> bool:
    return len(entry.receiver) > 1


def sides_of(counts: Mapping[str, int], name: str, asked: Asked, folded: bool) -> tuple[tuple[Side, ...], dict[str, int]]:
    """The sides with the most matters first, and the place of each party; ``counts`` are the matters of each party ("": unknown), ``name`` that of
    their filter: "from_" or "to"."""
    most = (MOST_ROWS if name == "from_" else MOST_COLUMNS) if folded else None
    named = {code: parties((code,) if code else ())[0] for code in counts}
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], named[pair[0]].name))
    kept = ordered[:most]
    sides = [Side(named[code], n, asked.but(**{name: named[code].value}).at("/")) for code, n in kept]
    if len(kept) < len(ordered):
        sides.append(Side(None, sum(n for _, n in ordered[len(kept):]), "", len(ordered) - len(kept)))
    return tuple(sides), {code: min(place, len(kept)) for place, (code, _) in enumerate(ordered)}
