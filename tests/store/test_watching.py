"""Saved queries, looks, notices and the outbox, on SQLite and PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.store.records import RULES, filled_record, missiles, page, write

from onrecord.errors import DamagedStoreError, NotFoundError, QueryError
from onrecord.model.watching import Fetched, Look, Notice, WatchList
from onrecord.store import Store, StoreView
from onrecord.store.looks import marked
from onrecord.store.saved import LONGEST_NAME

Place = Callable[[str], str]
DAY = "2026-01-0{}T00:00:00.000000+00:00".format


def notice(number: int, watch: str = "saved:a") -> Notice:
    return Notice(f"{watch}-{number}", watch, number, DAY(number), f'{{"id": "{watch}-{number}"}}')


def seen(store: Store, look: Look | None, *notices: Notice, watch: str = "saved:a") -> Look:
    """A look at all entries, kept."""
    entries = marked(store.entries())
    now = Look(watch, "", DAY(1), notices[-1].number if notices else 0, store.state(), (look.count if look else 0) + 1,
               {i: mark for i, (mark, _) in entries.items()})
    assert store.take_note(now, look, dict(entries.values()), notices)
    return now


def test_queries_are_saved_renamed_removed_and_brought_back(place: Place) -> None:
    with Store.open(place("record"), RULES) as store:
        made = store.save("  Iran  to Russia ", "from=IR&to=RU", DAY(1))
        other = store.save("All", "", DAY(2))
        assert (made.name, made.asked) == ("Iran to Russia", "from=IR&to=RU")
        assert store.rename_saved("Iran to Russia", "IR–RU").id == made.id
        with pytest.raises(QueryError, match="another saved query"):
            store.rename_saved("IR–RU", "All")
        assert store.rename_saved("All", "All") == other
        gone = store.remove_saved("All", DAY(3))
        assert gone.removed == DAY(3)
    with StoreView.open(place("record"), RULES) as view:  # a read-only handle lists them
        assert [q.name for q in view.saved()] == ["IR–RU"] and [q.id for q in view.saved(removed=True)] == [other.id]
        assert view.saved_query("IR–RU").asked == "from=IR&to=RU"
        with pytest.raises(NotFoundError):
            view.saved_query("All")
    with Store.open(place("record"), RULES) as store:
        assert store.restore_saved(other.id) == other
        store.remove_saved("All", DAY(4))
        store.save("All", "act=sanction", DAY(5))
        with pytest.raises(QueryError, match="another saved query"):
            store.restore_saved(other.id)
        with pytest.raises(NotFoundError):
            store.restore_saved(made.id)
        store.check()


@pytest.mark.parametrize("name", ["", "  ", "a/b", "a\x00b", "x" * (LONGEST_NAME + 1), "feed.atom", "A.JSON", "..", "a\u202eb"])
def test_names_that_cannot_be(tmp_path: Path, name: str) -> None:
    with Store.open(tmp_path / "r", RULES) as store, pytest.raises(QueryError, match="name"):
        store.save(name, "", DAY(1))


def test_a_query_that_is_not_as_it_was_written_is_told(tmp_path: Path) -> None:
    with Store.open(tmp_path / "r", RULES) as store:
        store.save("a", "from=IR", DAY(1))
        with store._writing() as connection:
            connection.exec_driver_sql("UPDATE saved SET asked = 'from=KP'")
        for asked in (store.saved, store.check):
            with pytest.raises(DamagedStoreError):
                asked()


def test_a_look_keeps_what_it_saw_and_drops_what_nobody_holds(place: Place) -> None:
    with Store.open(filled_record(place("record")), RULES) as store:
        first, other = seen(store, None, notice(1), notice(2)), seen(store, None, watch="query:b")
        assert store.look("saved:a") == first and store.look("none") is None
        assert sorted(e.id for e in store.seen(first.marks.values())) == sorted(e.id for e in store.entries())
        assert [n.number for n in store.notices("saved:a")] == [2, 1] and store.notices("saved:a", 1) == [notice(2)]
        old = set(first.marks.values())
        write(store, page("later", "2024-05-01", missiles("denied")))
        store.settle()
        later = seen(store, first, notice(3))
        assert store.seen(old) and set(later.marks.values()) != old  # the other watch still holds them
        seen(store, other, watch="query:b")
        assert {marked([e])[e.id][0] for e in store.seen(old)} == old & set(later.marks.values())
        store.check()


def test_of_two_watchers_one_looks_again(place: Place) -> None:
    with Store.open(filled_record(place("record")), RULES) as store:
        first = seen(store, None)
        with Store.open(place("record"), RULES) as other:
            seen(other, first, notice(1))
        late = replace(first, count=first.count + 1, number=1)
        assert not store.take_note(late, first, {}, [replace(notice(1), id="twice")])
        assert not store.take_note(late, None, {}, [])
        assert store.notices("saved:a") == [notice(1)]


def test_the_outbox_holds_what_is_not_accepted(place: Place) -> None:
    with Store.open(filled_record(place("record")), RULES) as store:
        look = seen(store, None, notice(1))
        store.meet("hook", ["saved:a"])
        store.meet("late reader", ["saved:a"], history=True)
        seen(store, look, notice(2), notice(3))
        assert [store.promise(sink, ["saved:a", "query:none"], DAY(4)) for sink in ("hook", "late reader", "hook")] == [2, 3, 0]
        assert [d.notice for d in store.due("hook", DAY(4))] == [notice(2), notice(3)] and store.waiting() == 5
        store.refused("hook", notice(2).id, DAY(6), "status 500")
        store.accepted("hook", [notice(3).id])
        assert store.due("hook", DAY(5)) == []
        kept, = store.due("hook", DAY(6))
        assert (kept.notice, kept.tries, kept.fault) == (notice(2), 1, "status 500")
        store.accepted("hook", [notice(2).id, "never promised"])
        assert store.promise("hook", ["saved:a"], DAY(7)) == 0 and store.due("hook", DAY(9)) == []


def test_what_was_fetched_and_taken_is_kept(place: Place) -> None:
    with Store.open(place("record"), RULES) as store:
        assert store.fetched("https://x.example/f") is None and store.taken("https://x.example/f") == {}
        said = Fetched("https://x.example/f", '"1"', None, DAY(1))
        store.took(said.url, [("a", "1"), ("b", "1"), ("a", "2")], said)
        store.took(said.url, [("b\x00", "3")], None)
        assert store.fetched(said.url) == said and store.taken(said.url) == {"a": "2", "b": "1", "b\\x00": "3"}


def test_lists_of_names_are_kept_and_replaced(place: Place) -> None:
    with Store.open(place("record"), RULES) as store:
        store.keep_list(WatchList("firms", DAY(1), "name\nA\n"))
        store.keep_list(WatchList("firms", DAY(2), "name\nB\n"))
        assert store.watch_lists() == [WatchList("firms", DAY(2), "name\nB\n")] and store.watch_list("firms").at == DAY(2)
        store.remove_list("firms")
        for gone in (store.remove_list, store.watch_list):
            with pytest.raises(NotFoundError):
                gone("firms")
