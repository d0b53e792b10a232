"""Origins kept up to date page by page are those derived from all pages at once; and what people decide of them can be undone."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.store.conftest import Place
from tests.store.records import RULES, missiles, page, text_of, write
from tests.store.test_candidates import SHOWN, by_definition, copy_of, either, empty, kept, put, related, shown, told

from onrecord.errors import NotFoundError
from onrecord.model import Article, Judgement, Origin, Published, Span
from onrecord.model.entry import LedgerQuery
from onrecord.model.origin import story_id
from onrecord.store import Measured, Store, StoreView, Told
from onrecord.store.dates import host_of, well_known_day

__all__ = ["either", "empty"]
DAYS = st.sampled_from([None, "2023-05-01", "2023-05-03", "2024-01-01", "2024-02-01"])
OUTLETS = st.sampled_from(["The Courier", "The Echo"])
BANDS = st.lists(st.integers(1, 6), min_size=1, max_size=4, unique=True).map(lambda b: " ".join(map(str, b)))
PAGES = st.tuples(st.integers(0, 9), st.lists(BANDS, min_size=1, max_size=2).map(" / ".join), DAYS, OUTLETS)


def at_once(articles: list[Article]) -> list[Origin]:
    """The origins by the rule, all stories and measures at once."""
    prints = {story_id(a.id, s.part): (a, s) for a in articles for s in shown(a)}
    stories = [Told(i, well_known_day(a.published), a.outlet.value if a.outlet else None, host_of(a.url), s.packed)
               for i, (a, s) in prints.items()]
    pairs, _ = by_definition(articles)
    return SHOWN.gather(stories, [Measured(a, b, related(prints[a][1].packed, prints[b][1].packed)) for a, b in pairs])


def by_id(origins: list[Origin]) -> list[Origin]:
    return sorted(origins, key=lambda o: o.id)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(PAGES, st.booleans()), min_size=1, max_size=16))
def test_origins_of_each_state_are_those_of_all_pages_at_once(empty: Path, steps: list[tuple[tuple[int, str, str | None, str], bool]]) -> None:
    now: dict[int, Article] = {}
    with copy_of(empty) as path, Store.open(path, SHOWN) as store:
        for (number, bands, day, outlet), settle in steps:
            now[number] = told(f"page {number}", bands, day, outlet)
            put(store, now[number])
            if settle:
                assert by_id(store.origins()) == by_id(at_once(list(now.values())))
                store.settle()
        expected = by_id(at_once(list(now.values())))
        assert store.origins() == expected
        store.settle()
        assert store.origins() == expected
        assert {s: store.origin_of(s) for o in expected for s in o.articles} == {s: o for o in expected for s in o.articles}
        with StoreView.open(path, SHOWN) as view:
            assert view.origins() == expected and view.counts()["origins"] == len(expected)


KINDS = st.sampled_from(["same-origin", "different-origin", "date-is"])
JUDGING = st.lists(st.tuples(KINDS, st.integers(0, 5), st.integers(0, 5), st.sampled_from(["2022-01-01", "2024-06-01"])), min_size=1, max_size=4)


def judged(number: int, kind: str, a: Article, b: Article, day: str) -> Judgement:
    subject = a.id if kind == "date-is" else f"{a.id} {b.id}"
    return Judgement(f"j{number}", kind, subject, "Ann", f"2024-03-0{number + 1}", "seen", value=day if kind == "date-is" else None)


def state(store: StoreView) -> tuple[object, ...]:
    return store.origins(), store.facts(), list(store.articles()), store.entries()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(showing=st.lists(st.tuples(BANDS, DAYS, OUTLETS), min_size=6, max_size=6), judging=JUDGING, between=st.booleans(), data=st.data())
def test_withdrawing_undoes(empty: Path, showing: list[tuple[str, str | None, str]], judging: list[tuple[str, int, int, str]], between: bool,
                            data: st.DataObject) -> None:
    pages = [told(f"page {i}", *how) for i, how in enumerate(showing)]
    told_now = [judged(n, kind, pages[a], pages[b if b != a else (a + 1) % 6], day) for n, (kind, a, b, day) in enumerate(judging)]
    withdrawn = set(data.draw(st.lists(st.sampled_from([j.id for j in told_now]), unique=True)))
    with copy_of(empty) as path, copy_of(empty) as other, Store.open(path, SHOWN) as store, Store.open(other, SHOWN) as plain:
        put(store, *pages)
        before = state(store)
        for j in told_now:
            store.judge(j)
            if between:
                store.settle()
        for key in sorted(withdrawn):
            store.withdraw(key)
        unsettled = state(store)
        store.settle()
        assert state(store) == unsettled
        if withdrawn == {j.id for j in told_now}:
            assert unsettled == before
        for j in told_now:
            if j.id not in withdrawn:
                plain.judge(j)
        put(plain, *reversed(pages))
        plain.settle()
        assert state(plain) == unsettled


def decided(kind: str, a: str, b: str, key: str = "j", at: str = "2024-03-01") -> Judgement:
    return Judgement(key, kind, f"{a} {b}", "Ann", at, "one agency's report")


def test_two_stories_judged_of_one_origin_are_one_and_apart_again(either: Path | str) -> None:
    early, copy, other, far = told("early", "1 2"), told("copy", "1 2", "2024-01-05"), told("other", "3 4", "2023-05-01"), told("far", "5 6")
    with copy_of(either) as path, Store.open(path, SHOWN) as store:
        put(store, early, copy, other, far)
        store.settle()
        store.judge(decided("same-origin", copy.id, other.id))
        found, = (o for o in store.origins() if len(o.articles) > 1)
        assert (found.id, set(found.articles), found.published) == (other.id, {early.id, copy.id, other.id}, "2023-05-01")
        assert {(e.article, e.of) for e in found.edges} == {(copy.id, early.id), (early.id, other.id)}
        assert any("Ann" in e.why for e in found.edges)
        store.judge(decided("different-origin", early.id, copy.id, "k", "2024-03-02"))
        parts = {frozenset(o.articles) for o in store.origins()}
        assert parts == {frozenset({early.id}), frozenset({copy.id, other.id}), frozenset({far.id})}
        store.judge(decided("different-origin", other.id, copy.id, "l", "2024-03-03"))
        assert all(len(o.articles) == 1 for o in store.origins())
        store.withdraw("l")
        store.withdraw("k")
        assert store.origin_of(other.id) == found


def test_copies_of_a_story_judged_apart_go_with_it(either: Path | str) -> None:
    pages = [told(f"page {i}", "1 2", day) for i, day in enumerate(("2024-01-01", "2024-01-02", "2024-01-03"))]
    first, second, third = (a.id for a in pages)
    with copy_of(either) as path, Store.open(path, SHOWN) as store:
        put(store, *pages)
        store.judge(decided("different-origin", first, third))
        assert {o.articles for o in store.origins()} == {tuple(sorted((first, second))), (third,)}
        store.judge(decided("different-origin", third, "not-here-yet", "k"))
        assert len(store.origins()) == 2


def weak(article: Article, day: str | None, low: str | None = None, high: str | None = None) -> Article:
    return replace(article, published=Published(day, low, high, "weak" if day else "unknown"))


@pytest.mark.parametrize(("own", "day"), [
    ((None, None, None), "2024-01-05"), (("2024-02-01", "2024-01-20", "2024-02-20"), "2024-01-05"),
    (("2023-12-20", "2023-12-01", "2024-03-01"), "2024-01-05"), (("2023-12-20", "2023-12-18", "2023-12-22"), "2023-12-20"),
    (("2024-01", "2024-01-01", "2024-01-31"), "2024-01-05"),
])
def test_a_page_of_no_known_day_takes_that_of_its_copies(either: Path | str, own: tuple[str | None, str | None, str | None], day: str) -> None:
    dated, undated = told("dated", "1 2", "2024-01-05"), weak(told("undated", "1 2"), *own)
    records = []
    for order in itertools.permutations((dated, undated)):
        with copy_of(either) as path, Store.open(path, SHOWN) as store:
            for a in order:
                put(store, a)
                store.settle()
            found = store.article(undated.id).published
            assert store.facts()[undated.id].published == day
            assert [r.rule for r in found.reasons] == (["copies' dates"] if day == "2024-01-05" else [])
            assert found.date == day
            assert store.facts()[dated.id].published == store.article(dated.id).published.date == "2024-01-05"
            assert store.origin_of(undated.id).id == dated.id
            records.append(state(store))
    assert records[0] == records[1]


def test_a_copy_is_known_of_by_the_day_of_the_page_that_dates_it(place: Place) -> None:
    text = text_of("wire")
    with Store.open(place("r"), RULES) as store:
        undated, claims = page("reprint", None, missiles("possible"), text=text + "Read more on our site.\n")
        write(store, page("wire", "2024-01-10", missiles("possible"), text=text), (weak(undated, None), claims))
        for _ in range(2):
            assert [len(store.entries(LedgerQuery(as_of=day))) for day in ("2024-01-09", "2024-01-10")] == [0, 1]
            assert len(store.entries(LedgerQuery(as_of="2024-01-10"))[0].claims) == 2
            store.settle()


def test_a_digest_holds_stories_of_several_origins(place: Place) -> None:
    one, two = text_of("one"), text_of("two")
    with Store.open(place("r"), RULES) as store:
        digest = page("digest", None, missiles("possible"), text=f"{one}***\n{two}")
        write(store, page("first", "2024-01-10", text=one), page("second", "2024-01-11", text=two), digest)
        first, second, held = (store.article(name).id for name in ("first", "second", "digest"))
        assert [o.id for o in store.origins_of(held)] == [first, second]
        assert store.origin_of(held) == store.origin_of(first) == store.origin_of(f"{held}#1")
        facts = store.facts()[held]
        assert (facts.origin, facts.published) == (first, None)
        assert [facts.origin_at(Span(len(one) + d, len(one) + d + 2)) for d in (-9, 9)] == [first, second]
        assert len(store.entries(LedgerQuery(origin=f"{held}#1"))) == 1
        with pytest.raises(NotFoundError):
            store.origin_of(f"{held}#3")


def test_pages_of_one_text_are_counted(place: Place) -> None:
    with Store.open(place("r"), RULES) as store:
        write(store, page("a", "2024-01-10", text=text_of("x")), page("b", "2024-01-11", text=text_of("x")), page("c", None))
        assert sorted(f.pages for f in store.facts().values()) == [1, 2]


def test_a_day_that_a_person_decided_counts_everywhere(either: Path | str) -> None:
    first, copy = told("first", "1 2", "2024-01-05"), told("copy", "1 2", "2024-01-09")
    with copy_of(either) as path, Store.open(path, SHOWN) as store:
        put(store, first, copy)
        store.settle()
        store.judge(Judgement("j", "date-is", copy.id, "Ann", "2024-03-01", "the paper's archive", value="2024-01-01"))
        for _ in range(2):
            assert store.origin_of(first.id).id == copy.id and store.origin_of(first.id).published == "2024-01-01"
            assert (store.facts()[copy.id].published, store.facts()[first.id].published) == ("2024-01-01", "2024-01-05")
            found = store.article(copy.id).published
            assert (found.date, found.grade, found.reasons[0].rule) == ("2024-01-01", "certain", "judgement")
            assert next(p for p in store.pages() if p.name == "copy").published == found
            store.settle()
        store.withdraw("j")
        assert store.origin_of(copy.id).id == first.id and store.article(copy.id) == copy


@pytest.mark.parametrize(("kind", "subject", "value"), [
    ("date-is", "a", None), ("date-is", "a", "2024-02-30"), ("date-is", "a", "2024-02"),
    ("date-is", "a b", "2024-02-01"), ("date-is", "", "2024-02-01"),
    ("same-origin", "a", None), ("different-origin", "a a", None), ("same-origin", "a b c", None), ("maybe", "a", None),
])
def test_judgements_that_mean_nothing_are_refused(kind: str, subject: str, value: str | None) -> None:
    with pytest.raises(ValueError, match=kind):
        Judgement("j", kind, subject, "Ann", "2024-03-01", "", value=value)


def test_pairs_that_a_new_header_undoes_are_gone(either: Path | str) -> None:
    a, b = told("a", "1 2"), told("b", "1 2")
    with copy_of(either) as path, Store.open(path, SHOWN) as store:
        put(store, a, b)
        store.settle()
        assert len(store.origins()) == 1
        put(store, told("b", "3 4 / 5 6"))
        assert [o.articles for o in store.origins()] == sorted([(a.id,), (f"{b.id}#1",), (f"{b.id}#2",)])
        store.settle()
        assert len(store.origins()) == 3 and kept(store)[0] == {}
        store.check()
