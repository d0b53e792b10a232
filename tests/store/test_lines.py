"""What is asked of kept entries in SQL and arrays is what settling afresh and looking at each entry gives."""

from __future__ import annotations

import itertools
import json
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.store.conftest import Place
from tests.store.records import RULES, Page, page, write
from tests.store.test_bearing import world
from tests.store.test_candidates import copy_of
from tests.strategies import claim, claims

from onrecord.errors import DamagedStoreError, QueryError
from onrecord.model import ACTS, STATUSES, Claim, Entry, Judgement
from onrecord.model.entry import DISAGREEMENTS, ORDERS, UNKNOWN, EntryLine, LedgerQuery, News
from onrecord.store import Store, StoreView
from onrecord.store.filters import in_order, keeps, last_day
from onrecord.store.lines import line

PUBLISHED = st.sampled_from([None, "2021-12-31", "2022-03-01", "2023-05-01", "2024-02-29"])
PAGES = st.lists(st.tuples(PUBLISHED, st.lists(claims(), max_size=4)), max_size=5)
Pages = list[tuple[str | None, list[Claim]]]
DATES = st.none() | st.sampled_from(["2022", "2023-05", "2024-02-29", "2021-06"])
QUERIES = st.builds(
    LedgerQuery, giver=st.none() | st.sampled_from(["ir", "US", "Hezbollah", "nobody", "unknown"]),
    receiver=st.none() | st.sampled_from(["RU", "ua", "Unknown"]),
    item=st.none() | st.sampled_from(["missile", "missile.ballistic", "uav", "equipment", "artill", "e", "%", "_", "", ".", "e(", " UAV", "other"]),
    act=st.none() | st.sampled_from(ACTS), status=st.none() | st.sampled_from((*STATUSES, "contested")), since=DATES, until=DATES,
    origin=st.none() | st.sampled_from(["", "a", "0", "e3"]), order=st.sampled_from((*ORDERS, *(f"-{order}" for order in ORDERS))),
    limit=st.none() | st.integers(0, 4), offset=st.integers(0, 3), credibility=st.none() | st.sampled_from(["B3", "C", "2", "F6", "D4"]),
    min_origins=st.integers(0, 2), disagreement=st.none() | st.sampled_from(DISAGREEMENTS), changed_since=DATES, changed_until=DATES,
    words=st.none() | st.sampled_from(["IRAN", "jane roe", "a", "%", "missile ru", "_", "", "e", "jane 0", "US, UA", ".*"]),
)
JUDGED = st.lists(st.tuples(st.sampled_from(["wrong", "value-is", "right"]), st.integers(0, 9)), max_size=3)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("records") / "empty.db"
    Store.open(path, RULES).close()
    return path


def made(pages: Pages) -> list[Page]:
    return [page(f"page{n}", day, *told) for n, (day, told) in enumerate(pages)]


def passing(store: StoreView, query: LedgerQuery) -> list[Entry]:
    """The entries that pass, each looked at by itself."""
    facts = store.facts().values()
    roots = {f.id: f.origin for f in facts}
    return in_order(query, (e for e in store.entries() if keeps(query, e, roots)))


FIELDS = {"suppliers": "giver", "recipients": "receiver", "families": "item", "acts": "act", "statuses": "status", "origins": "min_origins",
          "disagreements": "disagreement"}
MARKS = re.compile(r"([A-F])?([1-6])?")


def instead(query: LedgerQuery, facet: str, value: str) -> LedgerQuery:
    """The query with another value of a facet."""
    letter, figure = MARKS.fullmatch(query.credibility or "").groups()  # type: ignore[union-attr]
    if facet == "years":
        return replace(query, since=value, until=value)
    if facet == "sources":
        return replace(query, credibility=value + (figure or ""))
    if facet == "information":
        return replace(query, credibility=(letter or "") + value)
    change: dict[str, Any] = {FIELDS[facet]: int(value) if facet == "origins" else value or UNKNOWN}
    return replace(query, **change)


def by_hand(store: StoreView, query: LedgerQuery) -> None:
    """The facets say what each entry looked at by itself passes, for each value and for values that they leave out."""
    found, entries = store.facets(query), store.entries()
    roots = {f.id: f.origin for f in store.facts().values()}

    def many(asked: LedgerQuery) -> int:
        return sum(keeps(asked, e, roots) for e in entries)

    assert (found.entries, found.every) == (many(query), len(entries))
    assert found.contested == sum(e.standing == "contested" and keeps(query, e, roots) for e in entries)
    others = {"suppliers": ("IR", "US", ""), "recipients": ("RU", ""), "families": ("uav", "missile"), "acts": ACTS, "statuses": STATUSES,
              "origins": ("2", "5"), "sources": ("A", "C"), "information": ("2", "4"), "disagreements": DISAGREEMENTS}
    for facet in (*FIELDS, "years", "sources", "information"):
        counts = getattr(found, facet)
        for value in {*counts, *others.get(facet, ())}:
            assert counts.get(value, 0) == many(instead(query, facet, value)), (facet, value)


def news_by_hand(query: LedgerQuery, entry: Entry) -> News | None:
    if not query.changed_since and not query.changed_until:
        return None
    low, high = last_day(query.changed_since) if query.changed_since else "", last_day(query.changed_until) if query.changed_until else "9999"
    before = {m.status for m in entry.history if (m.published or "") <= low}
    new = [m for m in entry.history if low < (m.published or "") <= high]
    told = Counter({s: n for s in STATUSES if (n := sum(len(m.claims) for m in new if m.status == s))})
    return News(sum(told.values()), dict(told), tuple(s for s in told if s not in before), not before)


def shown_of(query: LedgerQuery, entries: list[Entry]) -> list[EntryLine]:
    return [line(e, news_by_hand(query, e)) for e in entries]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pages=PAGES, queries=st.lists(QUERIES, min_size=1, max_size=6))
def test_kept_entries_answer_as_those_looked_at_one_by_one(empty: Path, pages: Pages, queries: list[LedgerQuery]) -> None:
    with copy_of(empty) as path, Store.open(path, RULES) as store:
        write(store, *made(pages))
        stale = [(store.entries(q), store.lines(q), store.facets(q)) for q in queries]
        store.settle()
        for query, (entries, lines, facets) in zip(queries, stale, strict=True):
            expected = passing(store, query)
            assert store.entries(query) == entries == expected
            assert store.lines(query) == lines == shown_of(query, expected)
            by_hand(store, query)
            assert store.facets(query) == facets


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pages=PAGES, judging=JUDGED, day=st.none() | st.sampled_from(["2021-12-31", "2022", "2022-03", "2023-05-01", "2024-02-28", "2025"]))
def test_totals_of_any_day_are_those_of_settling_by_it(
    empty: Path, pages: Pages, judging: list[tuple[str, int]], day: str | None,
) -> None:
    with copy_of(empty) as path, Store.open(path, RULES) as store:
        write(store, *made(pages))
        read = store.claims()
        for n, (kind, which) in enumerate(judging if read else []):
            value = {"field": "status", "value": "halted"} if kind == "value-is" else {}
            store.judge(Judgement(f"j{n}", kind, read[which % len(read)].id, "Ann", f"2024-03-0{n + 1}", "seen", **value))  # type: ignore[arg-type]
        unsettled = store.totals(day)
        store.settle()
        assert store.totals(day) == unsettled
        held = {(c, m.status) for e in store.entries(LedgerQuery(as_of=day)) for m in e.history for c in m.claims}
        acts = {c.id: c.act for c in read}
        told = Counter((acts[c], status) for c, status in held)
        assert {(act, status): n for act, some in unsettled.told.items() for status, n in some.items()} == told
        assert unsettled.claims == len(held) == sum(told.values())
        published = [f.published for f in store.facts().values()]
        assert unsettled.undated == published.count(None)
        assert unsettled.articles == sum(day is None or (p is not None and p <= last_day(day)) for p in published)


def test_on_both_databases(place: Place) -> None:
    with Store.open(place("r"), RULES) as store:
        write(store, *world(3))
        store.settle()
        for giver, receiver, order in itertools.product((None, "us", "KP"), (None, "IR"), ORDERS):
            query = LedgerQuery(giver=giver, receiver=receiver, order=order, limit=3, offset=1, until="2024-06", item="uav")
            assert store.entries(query) == passing(store, query)
            assert store.lines(query) == shown_of(query, passing(store, query))
            by_hand(store, replace(query, limit=None, offset=0))
        assert store.totals("2024-05").claims < store.totals().claims
        store.check()


def test_a_pair_between_two_parties_reads_no_other_articles_facts(place: Place) -> None:
    with Store.open(place("r"), RULES) as store:
        write(store, *world(4))
        query, whole = LedgerQuery(giver="IR", receiver="RU", as_of="2024-05"), LedgerQuery(as_of="2024-05")
        expected = [e for e in store.entries(whole) if keeps(query, e, {})]
        assert store.entries(query) == expected
        store.settle()
        assert store.entries(query) == expected


@pytest.mark.parametrize("query", [LedgerQuery(order="size"), LedgerQuery(limit=-1), LedgerQuery(offset=-2)])
def test_an_order_or_limit_that_means_nothing(tmp_path: Path, query: LedgerQuery) -> None:
    with Store.open(tmp_path / "r.db", RULES) as store, pytest.raises(QueryError):
        store.lines(query)


@pytest.mark.parametrize("statement", [
    "UPDATE entries SET standing = 'done'", "UPDATE entries SET first = '1999-01-01'", "UPDATE columns SET body = x'00' WHERE name = 'act'",
    "DELETE FROM columns WHERE name = 'told'",
])
def test_a_line_or_column_that_is_not_as_it_was_written_is_refused(place: Place, statement: str) -> None:
    with Store.open(place("r"), RULES) as store:
        write(store, *world(5))
        store.settle()
        with store._writing() as connection:
            connection.exec_driver_sql(statement.replace("x'00'", "'\\x00'") if connection.dialect.name == "postgresql" else statement)
        with pytest.raises(DamagedStoreError):
            json.dumps([str(store.lines()), str(store.facets())])


def test_years_that_people_look_for_come_before_years_to_come(tmp_path: Path) -> None:
    """The newest year of publication first, back from there, then the years ahead; whatever day it is."""
    told = [("2021-05-01", "2040"), ("2022-05-01", "2021-03"), ("2023-02-01", "2019-01/2031-01"), ("2023-06-01", "2022-12")]
    with Store.open(tmp_path / "years.record", RULES) as store:
        every = [(day, claim(when_iso=acted, giver=(f"G{n}",), receiver=(f"R{n}",))) for n, (day, acted) in enumerate(told)]
        write(store, *(page(f"page{n}", day, told_of) for n, (day, told_of) in enumerate(every)))
        for settled in (False, True):
            assert list(store.facets().years) == ["2022", "2021", "2019", "2031", "2040"], settled
            store.settle()
        assert list(store.facets(LedgerQuery(as_of="2021")).years) == ["2040"]
        assert list(store.facets(LedgerQuery(receiver="R2")).years) == ["2019", "2031"]
