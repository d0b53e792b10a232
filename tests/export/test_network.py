"""Networks of suppliers and recipients, as networkx reads them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.export.telling import NASTY_NAME, SHELLS, order
from tests.strategies import claims, facts, known, source

from onrecord.export.network import write_gexf, write_graphml
from onrecord.ledger import settle
from onrecord.model import Claim, Entry

Writer = Callable[[Iterable[Entry]], Iterator[str]]
FORMATS = [(write_graphml, nx.read_graphml), (write_gexf, nx.read_gexf)]


def graph(write: Writer, read: Any, every: Sequence[Claim]) -> Any:
    text = "".join(write(settle(every, known(facts("a"), facts("b")))))
    return read(io.BytesIO(text.encode("utf-8")))


def edges(found: Any) -> list[tuple[str, str, dict[str, Any]]]:
    return [(a, b, data) for a, b, data in found.edges(data=True)]


@pytest.mark.parametrize(("write", "read"), FORMATS)
def test_an_edge_is_a_status_with_its_count_and_ids(write: Writer, read: Any) -> None:
    every = [order(), order(items=(SHELLS,)), order(items=(SHELLS,), status="done", giver=("KP",)), order(status="denied", source=source("A", "US"))]
    found = graph(write, read, every)
    told = {(a, b, d["status"]): (d["entries"], d["contested"], len(d["ids"].split("; "))) for a, b, d in edges(found)}
    assert told == {("IR", "RU", "agreed"): (2, 1, 2), ("KP", "RU", "done"): (1, 0, 1)}
    assert found.nodes["IR"]["label"] == "Iran" and found.nodes["IR"]["kind"] == "state"
    assert {d["first"] for _, _, d in edges(found)} == {"2024-02-22"}


@pytest.mark.parametrize(("write", "read"), FORMATS)
def test_statuses_of_one_pair_stay_apart(write: Writer, read: Any) -> None:
    found = graph(write, read, [order(), order(items=(SHELLS,), status="done")])
    assert sorted(d["status"] for _, _, d in edges(found)) == ["agreed", "done"]


@pytest.mark.parametrize(("write", "read"), FORMATS)
def test_several_parties_have_an_edge_a_pair_and_unknown_ones_none(write: Writer, read: Any) -> None:
    found = graph(write, read, [order(giver=("IR", "KP")), order(giver=(), items=(SHELLS,))])
    assert sorted((a, b) for a, b, _ in edges(found)) == [("IR", "RU"), ("KP", "RU")]


@pytest.mark.parametrize(("write", "read"), FORMATS)
def test_nasty_names_do_no_harm(write: Writer, read: Any) -> None:
    found = graph(write, read, [order(giver=(NASTY_NAME,))])
    assert len(found.nodes) == 2 and any("<b>&amp;" in d["label"] for _, d in found.nodes(data=True))


@pytest.mark.parametrize(("write", "read"), FORMATS)
def test_an_empty_record_is_an_empty_graph(write: Writer, read: Any) -> None:
    assert len(graph(write, read, []).nodes) == 0


@given(st.lists(claims(), max_size=6))
@settings(max_examples=25, deadline=None)
def test_both_formats_tell_the_same_in_any_order(every: list[Claim]) -> None:
    one, other = (graph(write, read, made) for (write, read), made in zip(FORMATS, (every, every[::-1]), strict=True))
    told = [sorted((a, b, d["act"], d["status"], d["ids"]) for a, b, d in edges(found)) for found in (one, other)]
    assert told[0] == told[1]
