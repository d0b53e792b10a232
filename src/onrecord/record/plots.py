"""Plots, with matplotlib: what was said of a matter when, its figures as intervals, suppliers by recipients. Status has a shape, never only a
colour."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from onrecord.errors import ExtraError, QueryError
from onrecord.model import Entry, Money, Quantity, StatusMove
from onrecord.telling.parties import UNKNOWN, party_names
from onrecord.telling.words import interval, number, plain, standing_words, status_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ORDER = ("denied", "no_evidence", "halted", "possible", "sought", "planned", "agreed", "underway", "done")
"""Statuses from the bottom of a drawing to its top."""
FURTHER = ORDER[ORDER.index("possible"):]
SIGNS: Mapping[str, tuple[str, str, bool]] = {
    "done": ("o", "#1b7837", True), "underway": ("o", "#5aae61", True), "agreed": ("D", "#2166ac", True), "planned": ("D", "#4393c3", False),
    "sought": ("^", "#8073ac", False), "possible": ("o", "#8073ac", False), "halted": ("s", "#b2182b", True),
    "no_evidence": ("s", "#d6604d", False), "denied": ("X", "#b2182b", True),
}
"""Marker, colour, and whether it is filled; shapes as the window has them."""
MOST_PARTIES = 30
"""Parties drawn on each side of a matrix, those with the most entries. Chosen: more names cannot be read."""
MOST_BARS = 40
"""Figures that are drawn; more cannot be told apart."""


def _axes(ax: Axes | None, width: float, height: float) -> Axes:
    if ax is not None:
        return ax
    try:
        from matplotlib import pyplot
    except ImportError as error:
        raise ExtraError("a plot", "matplotlib", "notebook") from error
    made: Axes = pyplot.subplots(figsize=(width, height), layout="constrained")[1]
    return made


def _titled(ax: Axes, entry: Entry, note: str) -> None:
    words = f"{entry.act}: {party_names(entry.giver)} → {party_names(entry.receiver)}, {standing_words(entry)}{note}"
    ax.set_title(plain(words), loc="left", fontsize="medium", parse_math=False)


def course(entry: Entry, ax: Axes | None = None) -> Axes:
    """What was said of the entry when: a sign for each status told on a day with the best letter of those who said it and how many they are; the line
    is the furthest status told by then. Words of unknown day are counted in the title."""
    by: dict[tuple[str, str], list[StatusMove]] = defaultdict(list)
    for move in entry.history:
        if move.published:
            by[move.published, move.status].append(move)
    rows = [s for s in ORDER if any(s == status for _, status in by)]
    drawn = _axes(ax, 9, 1.4 + 0.45 * len(rows))
    for (day, status), moves in sorted(by.items()):
        _sign(drawn, _place(day), rows.index(status), status, moves)
    _furthest(drawn, sorted(by), rows)
    drawn.set_yticks(range(len(rows)), labels=[status_words(s) for s in rows])
    drawn.set_ylim(-0.6, max(len(rows) - 0.4, 0.6))
    drawn.margins(x=0.08)
    drawn.xaxis_date()
    drawn.set_xlabel("published")
    unknown = sum(move.published is None for move in entry.history)
    _titled(drawn, entry, f" ({unknown} of unknown day not drawn)" if unknown else "")
    return drawn


def _place(day: str) -> float:
    """Days since 1970, which is how matplotlib counts them."""
    return float((date.fromisoformat(day) - date(1970, 1, 1)).days)


def _sign(ax: Axes, day: float, row: int, status: str, moves: Sequence[StatusMove]) -> None:
    marker, colour, filled = SIGNS[status]
    heard = any(move.counts for move in moves)
    ax.plot([day], [row], marker=marker, markersize=9, linestyle="none", color=colour, markerfacecolor=colour if filled else "white",
            alpha=1.0 if heard else 0.4)
    several = f" ×{len(moves)}" if len(moves) > 1 else ""
    ax.annotate(f"{min(move.source for move in moves)}{several}", (day, row), xytext=(8, 3), textcoords="offset points", fontsize="small")


def _furthest(ax: Axes, told: Sequence[tuple[str, str]], rows: Sequence[str]) -> None:
    """The line of the furthest status told until each day."""
    days: list[float] = []
    heights: list[int] = []
    for day, status in told:
        if status in FURTHER:
            days.append(_place(day))
            heights.append(max([rows.index(status), *heights[-1:]]))
    if days:
        ax.step(days, heights, where="post", color="grey", linewidth=1, zorder=0)


def intervals(entry: Entry, ax: Axes | None = None, unit: str | None = None) -> Axes:
    """Each figure told of the entry, as `HeldEntry.plot_amounts` says."""
    figures = _figures(entry, unit)[:MOST_BARS]
    drawn = _axes(ax, 9, 1.2 + 0.4 * len(figures))
    ends = [v for f in figures for v in (f.low, f.high) if v is not None]
    spare = (max(ends, default=1.0) or 1.0) * 0.15
    for row, figure in enumerate(figures):
        _bar(drawn, row, figure, spare, max(ends, default=1.0))
    words = [f"{interval(f.low, f.high)}: “{f.text}”" for f in figures]
    drawn.set_yticks(range(len(figures)), labels=[plain(w) for w in words], parse_math=False)
    drawn.xaxis.set_major_formatter(lambda value, place: number(round(value, 6)))
    drawn.set_xlabel(plain(_unit(figures[0]) or "pieces"), parse_math=False)
    drawn.set_xlim(left=0)
    drawn.set_ylim(-0.6, len(figures) - 0.4)
    _titled(drawn, entry, "")
    return drawn


def _unit(figure: Quantity | Money) -> str:
    return figure.currency if isinstance(figure, Money) else figure.unit or ""


def _figures(entry: Entry, unit: str | None) -> list[Quantity | Money]:
    """The figures of a unit, those from the lowest up."""
    every: list[Quantity | Money] = [*entry.quantities, *entry.moneys]
    units = Counter(_unit(f) for f in every)
    wanted = ("" if unit in {"piece", "pieces"} else unit) if unit is not None else next((u for u, _ in units.most_common(1)), None)
    if wanted is None or wanted not in units:
        told = ", ".join(u or "pieces" for u in units) or "none at all"
        raise QueryError("unit", unit or "", f"no figure of it was told; told were: {told}")
    return sorted((f for f in every if _unit(f) == wanted), key=lambda f: (f.low or 0.0, f.high or float("inf")))


def _bar(ax: Axes, row: int, figure: Quantity | Money, spare: float, most: float) -> None:
    low, high = figure.low or 0.0, most + spare if figure.high is None else figure.high
    ax.plot([low, high], [row, row], color="#2166ac", linewidth=6, solid_capstyle="butt", alpha=0.7)
    if figure.low is not None:
        ax.plot([low], [row], marker="|", markersize=14, color="#2166ac")
    ax.plot([high], [row], marker=">" if figure.high is None else "|", markersize=9 if figure.high is None else 14, color="#2166ac")


def matrix(entries: Sequence[Entry], ax: Axes | None = None) -> Axes:
    """How many entries each supplier has with each recipient, those with the most; an unknown side is a row or column of its own."""
    cells = Counter((g, r) for e in entries for g in e.giver or (UNKNOWN,) for r in e.receiver or (UNKNOWN,))
    givers, receivers = (_most(cells, side) for side in (0, 1))
    table = [[cells[g, r] for r in receivers] for g in givers] or [[0]]
    drawn = _axes(ax, 2.5 + 0.5 * len(receivers), 1.8 + 0.4 * len(givers))
    drawn.imshow(table, cmap="Blues", aspect="auto", vmin=0)
    half = max(max(row) for row in table) / 2
    for y, row in enumerate(table):
        for x, count in enumerate(row):
            if count:
                drawn.text(x, y, f"{count}", ha="center", va="center", color="white" if count > half else "black")
    drawn.set_xticks(range(len(receivers)), labels=[_name(r) for r in receivers], rotation=60, ha="right", parse_math=False)
    drawn.set_yticks(range(len(givers)), labels=[_name(g) for g in givers], parse_math=False)
    drawn.set_xlabel("recipient")
    drawn.set_ylabel("supplier")
    drawn.set_title(f"{len(entries):,} entries by supplier and recipient", loc="left", fontsize="medium")
    return drawn


def _most(cells: Counter[tuple[str, str]], side: int) -> list[str]:
    counts: Counter[str] = Counter()
    for pair, count in cells.items():
        counts[pair[side]] += count
    return [party for party, _ in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_PARTIES]]


def _name(code: str) -> str:
    return UNKNOWN if code == UNKNOWN else plain(party_names((code,)))
