"""The leaders rule: which pairs are measured is a function of the set of stories, and what one more costs does not grow with them."""

from __future__ import annotations

import itertools
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from tests.store import postgres, tracing
from tests.store.conftest import BOTH, EMPTY, NUMBERS
from tests.store.records import RULES, page, write

from onrecord.model import Article, Known, Span
from onrecord.model.origin import story_id
from onrecord.store import Rules, Store
from onrecord.store import candidates as c
from onrecord.store import tables as t

Pair = tuple[str, str]
Pairs = dict[Pair, int]


def shown(article: Article) -> tuple[tracing.Story, ...]:
    """Stories whose bands the title says: "1 2 / 3 4" is two stories, with bands 1 and 2, and 3 and 4."""
    parts = (article.title.value if article.title else "").split("/")
    return tuple(tracing.Story(n if len(parts) > 1 else 0, Span(n, n + 1), part.encode(), tuple(int(b) for b in part.split()))
                 for n, part in enumerate(parts, 1))


def related(a: bytes, b: bytes) -> tracing.Share | None:
    """A measure that goes by the bands that two stories share, of none where their number is odd."""
    shared = len(set(a.split()) & set(b.split()))
    return tracing.Share(shared / 4) if shared % 2 == 0 else None


SHOWN = replace(RULES, prints=shown, measure=related)


def told(name: str, bands: str, day: str | None = "2024-01-01", outlet: str = "The Courier") -> Article:
    """A page that shows these bands."""
    return replace(page(name, day, outlet=outlet)[0], title=Known(bands, "test"))


def put(store: Store, *articles: Article) -> None:
    write(store, *((a, []) for a in articles))


def kept(store: Store) -> tuple[Pairs, set[tuple[int, str]]]:
    """The pairs measured with their support, and the bands of each story."""
    with store._reading() as connection:
        pairs = {(r.first, r.second): r.support for r in connection.execute(select(t.measures))}
        return pairs, {(r.band, r.story) for r in connection.execute(select(t.bands))}


def by_definition(articles: Sequence[Article], rules: Rules = SHOWN) -> tuple[Pairs, set[tuple[int, str]]]:
    """The same by the words of the rule: every pair of a leader of a band and another story of it, for each band."""
    prints = {story_id(a.id, s.part): s for a in articles for s in rules.prints(a)}
    held = {(band, story) for story, s in prints.items() for band in s.bands}
    support: Counter[Pair] = Counter()
    for _, some in itertools.groupby(sorted(held), key=lambda h: h[0]):
        members = [story for _, story in some]
        pairs = itertools.combinations(members, 2)
        support.update((a, b) for a, b in pairs if a in members[:c.LEADERS] or b in members[:c.LEADERS])
    return {p: n for p, n in support.items() if rules.measure(prints[p[0]].packed, prints[p[1]].packed) is not None}, held


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("records") / "empty.db"
    Store.open(path, SHOWN).close()
    return path


@pytest.fixture(params=BOTH)
def either(request: pytest.FixtureRequest) -> Path | str:
    """An empty record for `copy_of`: the file, or the folder of a PostgreSQL server's socket."""
    found: Path | str = request.getfixturevalue("empty" if request.param == "sqlite" else "socket")
    return found


@contextmanager
def copy_of(path: Path | str) -> Iterator[Path | str]:
    """A record of its own like the one given: a file, or a database beside it."""
    if isinstance(path, str):
        folder, name = path, f"c{next(NUMBERS)}"
        yield postgres.make(folder, name, EMPTY)
        postgres.drop(folder, name)
        return
    with tempfile.TemporaryDirectory() as folder:
        yield Path(shutil.copy(path, Path(folder) / "record.db"))


BANDS = st.lists(st.integers(1, 5), min_size=1, max_size=4, unique=True).map(lambda b: " ".join(map(str, b)))
SHOWING = st.lists(BANDS, min_size=1, max_size=2).map(" / ".join)
STEPS = st.lists(st.tuples(st.integers(0, 13), SHOWING, st.sampled_from(["go on", "settle", "reopen"])), min_size=1, max_size=30)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_the_pairs_are_those_of_the_definition_whatever_came_when(empty: Path, steps: list[tuple[int, str, str]]) -> None:
    now: dict[int, Article] = {}
    with copy_of(empty) as path:
        store = Store.open(path, SHOWN)
        for number, bands, then in steps:
            now[number] = told(f"page {number}", bands)
            put(store, now[number])
            if then == "settle":
                store.settle()
            elif then == "reopen":
                store.close()
                store = Store.open(path, SHOWN)
        assert kept(store) == by_definition(list(now.values()))
        store.check()
        store.close()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(showing=st.lists(SHOWING, min_size=2, max_size=14), data=st.data())
def test_order_and_batches_make_no_difference(empty: Path, showing: list[str], data: st.DataObject) -> None:
    pages = [told(f"page {i}", bands) for i, bands in enumerate(showing)]
    other, cut = data.draw(st.permutations(pages)), data.draw(st.integers(0, len(pages)))
    with copy_of(empty) as first, copy_of(empty) as second, Store.open(first, SHOWN) as one, Store.open(second, SHOWN) as two:
        for a in pages:
            put(one, a)
        put(two, *other[:cut])
        put(two, *other[cut:])
        assert kept(one) == kept(two) == by_definition(pages)


def test_a_new_leader_is_measured_with_all_and_the_old_one_is_let_go(either: Path | str) -> None:
    pages = sorted((told(f"page {i}", "1 2") for i in range(12)), key=lambda a: a.id, reverse=True)
    with copy_of(either) as path, Store.open(path, SHOWN) as store:
        for n, a in enumerate(pages, 1):
            put(store, a)
            pairs, _ = kept(store)
            led = min(n, c.LEADERS)
            assert len(pairs) == led * (led - 1) // 2 + led * (n - led)
            assert set(pairs.values()) <= {2}


def test_a_band_of_thousands_costs_a_story_no_more_than_its_leaders(either: Path | str) -> None:
    calls = []

    def counted(a: bytes, b: bytes) -> tracing.Share | None:
        calls.append(1)
        return None

    pages = sorted((told(f"page {i}", "1 2 3") for i in range(600)), key=lambda a: a.id)
    with copy_of(either) as path, Store.open(path, replace(SHOWN, measure=counted)) as store:
        put(store, *pages[:-1])
        calls.clear()
        put(store, pages[-1])
        assert len(calls) == c.LEADERS


def test_a_batch_that_fails_leaves_nothing(either: Path | str) -> None:
    def failing(a: bytes, b: bytes) -> tracing.Share | None:
        raise RuntimeError("no measure")

    with copy_of(either) as path, Store.open(path, replace(SHOWN, measure=failing)) as store:
        put(store, told("page 0", "1"))
        with pytest.raises(RuntimeError):
            put(store, told("page 1", "2"), told("page 2", "1 2"))
        assert kept(store) == by_definition([told("page 0", "1")])
        assert [a.name for a in store.articles()] == ["page 0"]
