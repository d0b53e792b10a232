"""The matrix: each cell is what the ledger has, totals count each matter once, and no figure is added across statuses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
from starlette.testclient import TestClient
from tests.cli.runs import placed
from tests.strategies import article, source
from tests.web.records import keep
from tests.web.windows import csv_rows, shown, window

from onrecord.flow import open_record
from onrecord.model import Entry
from onrecord.store import StoreView
from onrecord.web.pages import crossed, matrix


@pytest.fixture(scope="module")
def aid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five votes of money, one of them by two states together, one of a giver who is not known; and two deliveries."""
    told = (
        (("US",), ("UA",), "done", (100, 200), None), (("GB",), ("UA",), "done", (10, 10), None), (("US",), ("PE",), "planned", (5, None), None),
        (("US", "GB"), ("CL",), "done", (7, 7), None), ((), ("UA",), "done", (1, 1), None),
        (("US",), ("KE",), "done", None, (4, 6)), (("US",), ("KE",), "agreed", None, (90, 90)),
    )
    pages = []
    for n, (giver, receiver, status, money, pieces) in enumerate(told):
        quote = f"Matter {n} was told."
        page = article(f"Day {n}\n{quote}\n" + " ".join(f"m{n}x{i}" for i in range(30)) + "\n", f"page {n}", f"2023-0{n + 1}-01", f"Paper {n}")
        act, goods = ("funding", ()) if money else ("transfer", ("tank" if status == "done" else "ship",))
        pages.append((page, [placed(page, quote, (source(f"Speaker {n}"),), act=act, giver=giver, receiver=receiver, items=goods, status=status,
                                    money=money, quantity=pieces)]))
    return keep(tmp_path_factory.mktemp("aid") / "aid.record", pages)


@pytest.fixture(scope="module")
def client(aid: Path) -> Any:
    with window(aid) as client:
        yield client


def rows(client: TestClient, query: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(f"/matrix.json?{query}").json()
    return found


def cell(found: list[dict[str, Any]], of: str, giver: str | None = None, receiver: str | None = None) -> list[tuple[Any, ...]]:
    return [(r["standing"], r["unit"], r["low"], r["high"], r["left_out"]) for r in found
            if r["of"] == of and (giver is None or r["from"] == giver) and (receiver is None or r["to"] == receiver)]


def test_sums_are_told_by_standing_and_never_across(client: TestClient) -> None:
    found = rows(client, "show=money")
    assert cell(found, "pair", "US", "UA") == [("done", "USD", 100, 200, None)]
    assert cell(found, "recipient", receiver="UA") == [("done", "USD", 111, 211, None)]
    assert cell(found, "supplier", "US") == [("done", "USD", 100, 200, "1 is of several parties together"), ("planned", "USD", 5, None, None)]
    assert cell(found, "all") == [("done", "USD", 118, 218, None), ("planned", "USD", 5, None, None)]
    assert cell(found, "pair", "GB", "CL") == []


def test_an_unknown_party_has_a_row(client: TestClient) -> None:
    assert cell(rows(client, "show=money"), "pair", "unknown", "UA") == [("done", "USD", 1, 1, None)]
    assert "unknown" in shown(client, "/matrix").words


def test_only_what_is_done_or_under_way_is_delivered(client: TestClient) -> None:
    assert cell(rows(client, "show=deliveries"), "all") == [("done", "tank", 4, 6, None)]
    assert "6 of 7 matters are no transfer done or under way" in shown(client, "/matrix?show=deliveries").words


def test_a_matter_of_two_givers_is_in_both_rows_and_once_in_the_total(client: TestClient) -> None:
    found = rows(client, "")
    assert cell(found, "pair", "US", "CL") == cell(found, "pair", "GB", "CL") == [("done", "matters", 1, 1, None)]
    assert cell(found, "recipient", receiver="CL") == [("done", "matters", 1, 1, None)]
    assert Counter({standing: n for standing, _, n, _, _ in cell(found, "all")}) == Counter(done=5, planned=1, agreed=1)


@pytest.mark.parametrize("show", crossed.SHOWN)
def test_csv_and_json_are_the_same_rows(client: TestClient, show: str) -> None:
    every = rows(client, f"show={show}")
    table = csv_rows(client.get(f"/matrix.csv?show={show}").text)
    assert [{k: "" if v is None else str(v) for k, v in r.items()} for r in every] == table and every


def test_a_cell_leads_to_its_matters(many_matters: Path) -> None:
    with window(many_matters) as client:
        page = shown(client, "/matrix?act=transfer&as-of=2023")
        links = {link for link in page.links if link.startswith("/?") and "from=" in link and "to=" in link}
        cells = re.findall(r"<td>(.*?)</td>", page.html.partition('class="crossed')[2].partition('<tr class="total">')[0])
        assert {cell.startswith("<a ") and cell.endswith("</a>") for cell in cells if cell} == {True}, "all that a cell says leads there"
        assert len(links) > 3
        for url in links:
            assert "act=transfer" in url and "as-of=2023" in url and "show" not in url and client.get(url.replace("/?", "/ledger.json?")).json(), url


def test_origins_of_one_cell_are_those_of_its_entry(many_matters: Path) -> None:
    with window(many_matters) as client:
        for entry in client.get("/ledger.json?act=transfer").json()[:20]:
            history = entry["history"]
            assert len({m["report"] for m in history if m["counts"]}) == entry["origins"]


def test_parties_past_the_most_stand_together_and_say_so(many_matters: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crossed, "MOST_COLUMNS", 2)
    with window(many_matters) as client:
        page = shown(client, "/matrix")
        assert "2 others" in page.words
        assert len({r["to"] for r in client.get("/matrix.json").json() if r["of"] == "pair"}) == 4


def test_parties_of_whom_no_figure_is_told_have_no_line(client: TestClient) -> None:
    page = shown(client, "/matrix?show=deliveries")
    assert [r[0] for r in page.rows if r] == ["from \\ to", "United States", "all suppliers"]
    assert "No such figure is told" in shown(client, "/matrix?show=money&to=KE").words


def test_a_figure_that_there_is_not_is_refused(client: TestClient) -> None:
    assert "one of matters, origins, money, deliveries" in shown(client, "/matrix?show=tons", 400).words


def test_filters_in_force_keep_the_figure(client: TestClient) -> None:
    page = shown(client, "/matrix?act=funding&show=money")
    assert "/matrix?show=money" in page.links and any(link == "/matrix?act=funding" for link in page.links)


QUESTIONS = ("", "act=transfer", "from=IR", "status=done&to=unknown", "as-of=2022", "q=speaker+7", "act=cooperation")


def by_hand(entries: list[Entry], figure: Callable[[list[Entry]], int]) -> dict[tuple[str, str | None, str | None, str], tuple[int, int]]:
    """Matters and figure of every pair, side and of all, by standing, every entry looked at."""
    cells: dict[tuple[str, str | None, str | None, str], dict[str, Entry]] = {}
    for e in entries:
        givers, receivers = ([*side] or ["unknown"] for side in (e.giver, e.receiver))
        places = [("all", None, None), *(("supplier", g, None) for g in givers), *(("recipient", None, r) for r in receivers),
                  *(("pair", g, r) for g in givers for r in receivers)]
        for place in places:
            cells.setdefault((*place, e.standing), {})[e.id] = e
    return {cell: (len(those), figure([*those.values()])) for cell, those in cells.items()}


@pytest.mark.parametrize("query", QUESTIONS)
@pytest.mark.parametrize(("show", "figure"), [("matters", len), ("origins", crossed.origins_of)])
def test_figures_are_counted_as_opening_each_matter_would_count_them(
    many_matters: Path, query: str, show: str, figure: Callable[[list[Entry]], int],
) -> None:
    with window(many_matters) as client, open_record(str(many_matters)) as view:
        found = client.get(f"/matrix.json?show={show}&{query}").json()
        entries = view.entries(matrix.asked_of(parse_qsl(query)).query)
    assert {(r["of"], r["from"], r["to"], r["standing"]): (r["matters"], r["low"]) for r in found} == by_hand(entries, figure)
    assert all(r["low"] == r["high"] and r["unit"] == r["figure"] == show and not r["act"] and not r["left_out"] for r in found)


@pytest.mark.parametrize("query", QUESTIONS)
def test_a_network_has_the_ties_of_each_matter(many_matters: Path, query: str) -> None:
    with window(many_matters) as client, open_record(str(many_matters)) as view:
        ties, entries = client.get(f"/network.json?{query}").json(), view.entries(matrix.asked_of(parse_qsl(query)).query)
    told = {(t["from"], t["to"]): (t["entries"], t["standings"]) for t in ties}
    by: dict[tuple[str, str], list[str]] = {}
    for e in entries:
        for giver in e.giver or ("unknown",):
            for receiver in e.receiver or ("unknown",):
                by.setdefault((giver, receiver), []).append(e.standing)
    assert told == {pair: (len(those), dict(Counter(those))) for pair, those in by.items()}
    assert [t["entries"] for t in ties] == sorted((t["entries"] for t in ties), reverse=True)


@pytest.mark.parametrize("path", ["/network", "/network.json", "/matrix", "/matrix.csv", "/matrix?show=origins"])
def test_nothing_is_opened_to_be_counted(many_matters: Path, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    def opened(*_: object) -> None:
        raise AssertionError("an entry was opened, or its line read")

    for name in ("entries", "lines"):
        monkeypatch.setattr(StoreView, name, opened)
    with window(many_matters) as client:
        assert client.get(path).status_code == 200
