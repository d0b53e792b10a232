"""The timeline: where days lie, what is faded, when a row is a density, and that drawing, table, CSV and ledger hold the same matters."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient
from tests.strategies import claim, facts, known, when
from tests.web.records import spread
from tests.web.windows import csv_rows, shown, window

from onrecord.ledger import settle
from onrecord.model import Entry
from onrecord.model.entry import LedgerQuery
from onrecord.store import StoreView
from onrecord.store.filters import keeps
from onrecord.telling.asked import Asked
from onrecord.web.pages import strips
from onrecord.web.pages import timeline as page_of
from onrecord.web.pages.axis import Axis, first_of, last_of, periods, touches
from onrecord.web.pages.axis import window as window_of
from onrecord.web.pages.course import Counted, Opened
from onrecord.web.shelf import Shelf

AXIS = Axis(date(2020, 1, 1), date(2024, 12, 31))


def entry(iso: str | None, published: str | None = "2024-02-22", **more: Any) -> Entry:
    found, = settle([claim(when_iso=iso, **more)], known(facts(published=published)))
    return found


@pytest.fixture(scope="module")
def spread_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return spread(tmp_path_factory.mktemp("spread") / "spread.record", 400)


@pytest.fixture(scope="module")
def client(spread_out: Path) -> Any:
    with window(spread_out) as client:
        yield client


# -- the axis


@pytest.mark.parametrize(("iso", "first", "last"), [
    ("2023", "2023-01-01", "2023-12-31"), ("2024-02", "2024-02-01", "2024-02-29"), ("2024-02-03", "2024-02-03", "2024-02-03"),
    ("9999-12", "9999-12-01", "9999-12-31"),
])
def test_a_year_or_month_runs_from_its_first_to_its_last_day(iso: str, first: str, last: str) -> None:
    assert (first_of(iso).isoformat(), last_of(iso).isoformat()) == (first, last)


def test_a_day_that_its_month_has_not_is_the_last() -> None:
    assert last_of("2023-02-31").isoformat() == "2023-02-28"


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.dates(date(2000, 1, 1), date(2030, 1, 1)))
def test_days_lie_in_order_on_the_axis(one: date, other: date) -> None:
    first, second = sorted((one, other))
    assert 0 <= AXIS.at(first) <= AXIS.at(second) <= 100 and AXIS.at(first) <= AXIS.end(first) <= AXIS.end(second)


@given(st.dates(date(1990, 1, 1), date(2030, 1, 1)), st.integers(0, 20_000), st.integers(1, 60))
def test_stretches_cover_the_axis_without_a_gap(low: date, days: int, number: int) -> None:
    axis = Axis(low, date.fromordinal(low.toordinal() + days))
    bins = axis.bins(number)
    assert bins[0][0] == axis.low and bins[-1][1] == axis.high and len(bins) == min(number, axis.days)
    assert all(a <= b for a, b in bins) and all((c - b).days == 1 for (_, b), (c, _) in pairwise(bins))
    assert len(axis.ticks()) <= 13


@given(st.none() | st.sampled_from(["2023", "2023-05", "2022-02-24/2023-05-15", "2024-01/", "/2022-06"]),
       st.none() | st.dates(date(2021, 1, 1), date(2024, 1, 1)), st.sampled_from(["2022", "2023-05", "2023-05-15", "2024"]),
            st.sampled_from(["2022", "2023-05", "2024-12-31"]))
def test_a_period_touches_what_the_filters_keep(iso: str | None, day: date | None, since: str, until: str) -> None:
    made = entry(iso, day.isoformat() if day else None)
    assert touches(made, first_of(since).isoformat(), last_of(until).isoformat()) == keeps(LedgerQuery(since=since, until=until), made, {})


def test_an_act_of_long_ago_does_not_press_the_rest_together() -> None:
    made = [entry("1979-01-01"), entry("2023-11", "2024-02-22", receiver=("UA",)), entry(None, "2024-05-01", receiver=("PE",))]
    axis = window_of(made, Asked())
    assert axis is not None and axis.low == date(2023, 11, 1) and axis.high == date(2024, 5, 1)


def test_what_is_asked_for_is_what_is_drawn() -> None:
    axis = window_of([entry("2023-11")], Asked.of([("since", "2021"), ("until", "2021-06")]))
    assert axis == Axis(date(2021, 1, 1), date(2021, 6, 30))
    assert window_of([], Asked()) is None
    assert window_of([entry(None, None)], Asked()) is None


# -- bars


@pytest.mark.parametrize(("iso", "low", "sure", "until", "high"), [
    ("2023-05-15", "2023-05-15", "2023-05-15", "2023-05-15", "2023-05-15"),
    ("2023", "2023-01-01", "2023-12-31", "2023-01-01", "2023-12-31"),
    ("2022-02/2023-05", "2022-02-01", "2022-02-28", "2023-05-01", "2023-05-31"),
    ("2023-01-05/", "2023-01-05", "2023-01-05", "2023-12-01", "2024-12-31"),
    ("/2023-06-01", "2020-01-01", "2023-06-01", "2023-06-01", "2023-06-01"),
])
def test_ends_are_as_sure_as_they_were_told(iso: str, low: str, sure: str, until: str, high: str) -> None:
    made = when(iso)
    assert made is not None
    assert [d.isoformat() for d in strips.ends(made, AXIS, date(2023, 12, 1))] == [low, sure, until, high]


@given(st.sampled_from(["2023", "2023-05", "2023-05-15", "2022-02-24/2023-05", "2024-01/", "/2022-06", "2019/2029"]))
def test_a_bar_lies_on_the_axis_and_is_the_whole_time(iso: str) -> None:
    matter, = strips.draw([("row", [entry(iso)])], "pair", AXIS, Asked(), lambda e: "/x")[0].matters
    bar = matter.bar
    assert bar is not None and min(bar.width, bar.before, bar.after) >= 0
    assert bar.x - bar.before >= 0 and bar.x + bar.width + bar.after <= 100.01
    assert bar.before + bar.width + bar.after > 0


def test_only_ends_that_are_not_exact_are_faded() -> None:
    def bar(iso: str) -> strips.Bar:
        found = strips.draw([("row", [entry(iso)])], "pair", AXIS, Asked(), lambda e: "/x")[0].matters[0].bar
        assert found is not None
        return found

    assert (bar("2023-05-15").before, bar("2023-05-15").after) == (0, 0)
    assert bar("2024-01-01/").before == 0 and bar("2024-01-01/").after > 0
    assert bar("/2022-06-01").before > 0 and bar("/2022-06-01").after == 0
    assert bar("2022-02/2023-05").before > 0 and bar("2022-02/2023-05").after > 0


@pytest.mark.parametrize(("iso", "words"), [
    ("2024-02", "2024-02"), ("2024-02-01/2024-02-29", "2024-02"), ("2023-01-01/2024-12-31", "2023 to 2024"),
    ("2024-02-01/2024-04-30", "2024-02 to 2024-04"), ("2024-02-01/2024-04-29", "2024-02-01 to 2024-04-29"), ("2024-02/2024-03",
         "2024-02 to 2024-03"), ("2024-02/", "from 2024-02 on"), ("/2024-03", "until 2024-03"), (None, "")])
def test_a_time_is_told_in_words(iso: str | None, words: str) -> None:
    assert strips.when_words(when(iso)) == words


# -- rows


def test_every_matter_is_in_the_table_of_the_drawing(client: TestClient) -> None:
    page = shown(client, "/timeline?act=transfer&from=US&per=500")
    ids = {e["id"] for e in client.get("/ledger.json?act=transfer&from=US").json()}
    assert set(page.entries) == ids and len(ids) == 20
    assert {r["id"] for r in client.get("/timeline.json?act=transfer&from=US").json()} == ids


def test_csv_and_json_are_the_same_rows(client: TestClient) -> None:
    every, table = client.get("/timeline.json?rows=speaker").json(), csv_rows(client.get("/timeline.csv?rows=speaker").text)
    assert len(every) == len(table) == 400 and [r["id"] for r in every] == [r["id"] for r in table]


def test_many_matters_are_densities_and_the_page_says_so(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    page = shown(client, "/timeline?rows=goods")
    assert "drawn as densities" in page.words and page.entries == []
    counts = [int(r[1].split()[0]) for r in page.rows if len(r) == 5 and re.fullmatch(r"\d+ matters?", r[1])]
    assert sum(counts) >= 400
    assert "drawn as densities" not in shown(client, "/timeline?rows=goods&since=2010&until=2010").words
    monkeypatch.setattr(strips, "MOST_DRAWN", 1000)
    assert len(shown(client, "/timeline?rows=goods").entries) == 400


def test_a_density_counts_every_word_once() -> None:
    every = [entry("2023-05", f"2023-0{1 + n % 9}-15", receiver=(r,)) for n, r in enumerate(("UA", "PE", "CL", "KE", "RU", "VN"))]
    told = {e.id: list(e.history) for e in every}
    row = strips.Row("row", "", len(every), (), strips._bins(every, told, AXIS))
    assert sum(n for b in row.bins for _, n in b.told) == 6
    assert all(y >= -0.1 and y + h <= strips.TALL + 0.2 for b in row.bins for _, y, h in b.heights)


def test_periods_show_as_many_as_they_say(client: TestClient) -> None:
    page = shown(client, "/timeline?since=2010&until=2010")
    found = re.findall(r'href="(/timeline\?[^"]+)"[^>]*>([^<&]+)&nbsp;<span class="count">([\d,]+)', page.html.replace("\u00a0", "&nbsp;"))
    labels = {label for _, label, _ in found}
    assert {"2010", "2010 Q1", "2011"} <= labels and any(re.fullmatch(r"2010-\d\d", label) for label in labels)
    for url, _, count in found[::5]:
        query = url.replace("&amp;", "&").partition("?")[2]
        assert len(client.get(f"/ledger.json?{query}").json()) == int(count.replace(",", "")), url


def test_periods_are_of_the_year_that_is_shown() -> None:
    made = [entry("2023-05"), entry("2021", receiver=("UA",))]
    assert [name for name, _ in periods(made, Asked(), window_of(made, Asked()), "/timeline")] == ["Years"]
    asked = Asked.of([("since", "2023"), ("until", "2023")])
    names = {name: [p.label for p in those] for name, those in periods(made, asked, window_of(made, asked), "/timeline")}
    assert names == {"Years": ["2021", "2023", "2024"][:len(names["Years"])], "Quarters": ["2023 Q2"], "Months": ["2023-05"]}


@pytest.mark.parametrize("query", ["rows=speaker", "rows=goods", "as-of=2012", "since=2010&until=2010-02-31", "until=2009",
                         "q=nothing-at-all", "from=unknown"])
def test_every_question_has_a_page(client: TestClient, query: str) -> None:
    shown(client, f"/timeline?{query}")


def test_rows_that_there_are_not_are_refused(client: TestClient) -> None:
    assert "one of pair, goods, speaker" in shown(client, "/timeline?rows=moon", 400).words


def test_a_full_page_of_densities_stays_small(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strips, "MOST_DRAWN", 10)
    monkeypatch.setattr(strips, "LEAST_DENSE", 0)
    page = client.get("/timeline?per=500")
    rows = page.text.count("strip-row")
    assert rows == page_of.MOST_ROWS and len(page.content) < 1_500_000


@pytest.fixture(scope="module")
def shelves(many_matters: Path, spread_out: Path) -> Iterator[list[Shelf]]:
    shelves = [Shelf(str(path)) for path in (many_matters, spread_out)]
    yield shelves
    for shelf in shelves:
        shelf.close()


@pytest.mark.parametrize("by", ["pair", "goods"])
@pytest.mark.parametrize("query", ["", "act=transfer", "since=2021&until=2022-06", "since=2023&until=2023", "as-of=2022-03", "from=unknown",
                                   "q=speaker+7&sort=-when", "act=cooperation", "from=nobody", "page=2&per=3"])
@pytest.mark.parametrize("most", [300, 10])
def test_what_is_counted_is_what_opening_every_matter_shows(
    shelves: list[Shelf], monkeypatch: pytest.MonkeyPatch, by: str, query: str, most: int,
) -> None:
    monkeypatch.setattr("onrecord.web.pages.strips.MOST_DRAWN", most)
    asked = page_of.asked_of(parse_qsl(query))
    for shelf in shelves:
        counted, opened = Counted(shelf, asked, by), Opened(shelf, asked, by)
        assert counted.drawn(asked, lambda e: e.id) == opened.drawn(asked, lambda e: e.id)
        assert (counted.axis, counted.matters, counted.rows, counted.outside()) == (opened.axis, opened.matters, opened.rows, opened.outside())
        assert counted.periods(asked, "/timeline") == opened.periods(asked, "/timeline")


def test_only_matters_that_are_drawn_one_by_one_are_opened(many_matters: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.web.pages.strips.MOST_DRAWN", 10)
    monkeypatch.setattr(StoreView, "entries", lambda *_: pytest.fail("all were opened"))
    opened, with_ids = list[int](), StoreView.with_ids

    def some(view: StoreView, query: LedgerQuery, ids: Collection[str]) -> list[Entry]:
        opened.append(len(ids))
        return with_ids(view, query, ids)

    monkeypatch.setattr(StoreView, "with_ids", some)
    with window(many_matters) as client:
        page = shown(client, "/timeline?rows=goods")
    assert "drawn as densities" in page.words and 0 < opened[0] <= 10
