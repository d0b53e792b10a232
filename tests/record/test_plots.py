"""Plots draw what they say, whatever the names; without the libraries the error says what to install."""

from __future__ import annotations

import subprocess
import sys
import warnings
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.web.records import hostile

from onrecord.errors import ExtraError, QueryError
from onrecord.model import STATUSES
from onrecord.record import Record
from onrecord.record.plots import ORDER, SIGNS

pyplot = pytest.importorskip("matplotlib.pyplot")
EPOCH = date(1970, 1, 1)


def lines(ax: Any) -> list[tuple[str, list[float], list[float]]]:
    """Marker and places of each line drawn."""
    return [(str(line.get_marker()), [float(x) for x in line.get_xdata()], [float(y) for y in line.get_ydata()]) for line in ax.lines]


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    pyplot.close("all")


def test_every_status_has_a_sign_of_its_own() -> None:
    assert set(SIGNS) == set(ORDER) == set(STATUSES)
    assert len({(marker, colour, filled) for marker, colour, filled in SIGNS.values()}) == len(STATUSES)


def test_a_course_has_a_sign_for_each_status_told_on_a_day(record: Record) -> None:
    entry = record.ledger(giver="ZA", receiver="PE", item="artillery", status="contested")[0]
    ax = entry.plot()
    rows = [label.get_text() for label in ax.get_yticklabels()]
    drawn = {(x, rows[int(y)]) for marker, xs, ys in lines(ax) for x, y in zip(xs, ys, strict=True) if marker != "None"}
    told = {(float((date.fromisoformat(m.published) - EPOCH).days), m.status.replace("_", " ")) for m in entry.history if m.published}
    assert drawn == told and rows[0] == "denied" and rows[-1] == "done"


def test_figures_are_bars_from_their_low_to_their_high_end(record: Record) -> None:
    entry = record.ledger(giver="ZA", receiver="PE", item="artillery", status="contested")[0]
    ax = entry.plot_amounts()
    bars = {tuple(xs) for _, xs, _ in lines(ax) if len(xs) == 2}
    assert bars == {(q.low or 0.0, q.high) for q in entry.quantities if q.high is not None} and len(bars) > 1
    with pytest.raises(QueryError, match="told were: pieces"):
        entry.plot_amounts(unit="USD")


def test_a_matrix_counts_entries(record: Record) -> None:
    ax = record.ledger().plot()
    givers, receivers = ([t.get_text() for t in labels] for labels in (ax.get_yticklabels(), ax.get_xticklabels()))
    table = ax.images[0].get_array()
    assert table is not None
    count = table[givers.index("South Africa")][receivers.index("Peru")]
    assert count == sum(1 for e in record.ledger(giver="ZA", receiver="PE") if "PE" in e.receiver)
    assert record.ledger(giver="NOBODY").plot().images


def test_axes_may_be_given(record: Record) -> None:
    _, (one, two) = pyplot.subplots(1, 2)
    entry = record.ledger(status="contested")[0]
    assert entry.plot(one) is one and record.ledger().plot(ax=two) is two


@pytest.mark.parametrize("payload", ["$\\frac{$", "$x", "<svg onload=1>", "\u202e \x07", "中文"])
def test_names_are_never_read_as_formulas(tmp_path: Path, payload: str) -> None:
    drawn: list[Any]
    with Record(hostile(tmp_path / "h.record", payload)) as record, warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph")
        entry = record.ledger()[0]
        drawn = [entry.plot(), entry.plot_amounts(), record.ledger().plot()]
        for ax in drawn:
            ax.figure.savefig(tmp_path / "x.svg")
        assert b"<script" not in (tmp_path / "x.svg").read_bytes()


def test_a_network_is_that_of_the_export(record: Record) -> None:
    pytest.importorskip("networkx")
    graph = record.network()
    edges = [(a, b, values) for a, b, values in graph.edges(data=True)]
    assert {i for *_, values in edges for i in values["ids"]} == {e.id for e in record.ledger(act="transfer") if e.giver and e.receiver}
    assert graph.nodes["ZA"]["label"] == "South Africa" and all(v["entries"] == len(v["ids"]) for *_, v in edges)
    assert {v["act"] for *_, v in record.network(act="sanction").edges(data=True)} == {"sanction"}


@pytest.mark.parametrize("library", ["pandas", "polars", "matplotlib", "networkx"])
def test_a_library_that_is_not_there_is_named_with_its_extra(record: Record, library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    ask: dict[str, Callable[[], Any]] = {
        "pandas": lambda: record.ledger().frame(), "polars": lambda: record.ledger().frame("polars"),
        "matplotlib": lambda: record.ledger().plot(), "networkx": lambda: record.network(),
    }
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(ExtraError, match=r"pip install 'onrecord\[notebook\]'"):
        ask[library]()


def test_opening_a_record_loads_none_of_them() -> None:
    optional = ("pandas", "polars", "matplotlib", "networkx", "IPython", "mcp")
    code = f"import sys, onrecord; onrecord.Record; print([m for m in {optional!r} if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
