"""What is new is found from the record alone, by the loaded clock, once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.watch.watched import AT, OST, add, fresh, kinds, looked, told

from onrecord.errors import QueryError
from onrecord.flow import RULES
from onrecord.model.judgement import Judgement
from onrecord.store import Store
from onrecord.store.looks import marked
from onrecord.watch.looking import differences, fault_of, look, pending, query_watch, saved_watch
from onrecord.watch.saving import save, told_of

FIRST = told("one", "2024-02-22", "Iran has handed Russia some missiles")
AGAIN = told("two", "2024-03-01", "Iran gave Russia missiles", who=OST)
DENIAL = told("three", "2019-03-02", "Iran sent Russia no missiles", "denied", OST)
OTHER = told("four", "2024-03-03", "The United States will give Ukraine shells", "planned", giver=("US",), receiver=("UA",),
    items=("ammunition.artillery",))


@pytest.fixture(scope="module")
def begun(empty: Path) -> Path:
    """A record of the first page; tests get copies, since making one takes longer than anything they do."""
    with Store.open(fresh(empty), RULES) as made:
        add(made, FIRST)
        return Path(made.path)


@pytest.fixture
def store(begun: Path) -> Iterator[Store]:
    with Store.open(fresh(begun), RULES) as made:
        yield made


def body(found: Any, n: int = 0) -> dict[str, Any]:
    read: dict[str, Any] = json.loads(found.notices[n].body)
    return read


def test_a_first_look_finds_nothing_new_unless_all_is_asked_for(store: Store) -> None:
    assert looked(store).first and looked(store).notices == ()
    every = looked(store, "from=IR", history=True)
    assert kinds(every) == [["new"]] and body(every)["query"] == "from=IR"


def test_what_is_told_later_is_new_once_however_long_ago_it_was_published(store: Store) -> None:
    looked(store)
    add(store, DENIAL)  # published years before what the watch has seen
    found = looked(store)
    assert kinds(found) == [["moved", "contested", "disagreements"]] or "contested" in kinds(found)[0]
    told_ = body(found)
    assert told_["before"]["standing"] == "done" and told_["after"]["standing"] == "contested"
    assert [q["quote"] for q in told_["quotes"]] == ["Iran sent Russia no missiles"] and told_["quotes"][0]["outlet"] == "three Post"
    assert told_["title"].startswith("Iran → Russia: transfer, missile.ballistic: ")
    assert looked(store).notices == ()


def test_the_same_pages_again_are_nothing_new(store: Store) -> None:
    looked(store)
    add(store, FIRST)
    assert looked(store).notices == () and pending(store, query_watch("")) == ()


@pytest.mark.parametrize(("query", "count"), [
    ("from=US", 1), ("from=KP", 0), ("q=shells", 0), ("q=ammunition", 1), ("from=unknown", 0), ("status=planned", 1), ("as-of=2024-02", 0),
    ("sure=0.5", 1),
])
def test_only_what_the_query_asks_for_is_told(store: Store, query: str, count: int) -> None:
    looked(store, query)
    add(store, OTHER)
    assert len(looked(store, query).notices) == count


def test_an_entry_that_leaves_the_query_or_comes_into_it_is_told_as_moved(store: Store) -> None:
    for query in ("status=done", "status=contested"):
        looked(store, query)
    add(store, DENIAL)
    for query in ("status=done", "status=contested"):
        assert ["contested" in k for k in kinds(looked(store, query))] == [True], query


def test_watches_do_not_take_from_each_other(store: Store) -> None:
    looked(store, "from=IR")
    looked(store, "to=RU")
    add(store, AGAIN)
    one, other = looked(store, "from=IR"), looked(store, "to=RU")
    assert kinds(one) == kinds(other) != [] and one.notices[0].id != other.notices[0].id


def test_claims_that_are_withdrawn_are_told(store: Store) -> None:
    add(store, AGAIN)
    looked(store)
    add(store, (AGAIN[0], []), reader="reader 2")
    assert kinds(looked(store)) == [["lost"]]
    add(store, (FIRST[0], []), reader="reader 2")
    gone = looked(store)
    assert kinds(gone) == [["gone"]] and body(gone)["after"] is None and body(gone)["quotes"] == []


def test_a_judgement_and_its_withdrawal_are_news_of_their_own(store: Store) -> None:
    add(store, DENIAL)
    looked(store)
    claim = DENIAL[1][0]
    judged = Judgement("ab" * 8, "wrong", claim.id, "Ann", "2026-01-01T00:00:00+00:00", "misread", DENIAL[0].id, claim.span)
    store.judge(judged)
    store.settle()
    first = looked(store)
    store.withdraw(judged.id)
    store.settle()
    second = looked(store)
    assert "uncontested" in kinds(first)[0] and "contested" in kinds(second)[0]
    store.judge(Judgement("cd" * 8, "wrong", claim.id, "Ann", "2026-01-02T00:00:00+00:00", "misread", DENIAL[0].id, claim.span))
    store.settle()
    third = looked(store)
    assert len({n.id for f in (first, second, third) for n in f.notices}) == 3  # there and back again is no repetition


def test_a_look_that_is_cut_short_finds_the_same_again_under_the_same_ids(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    looked(store)
    add(store, DENIAL, OTHER)
    kept = Store.take_note
    with monkeypatch.context() as patch:
        lost: list[Any] = []

        def cut(self: Store, *arguments: Any) -> bool:
            lost.extend(arguments[3])
            raise KeyboardInterrupt

        patch.setattr(Store, "take_note", cut)
        with pytest.raises(KeyboardInterrupt):
            looked(store)
    assert Store.take_note is kept
    found = looked(store)
    assert [n.id for n in found.notices] == [n.id for n in lost] and len(lost) == 2


def test_another_watcher_in_between_is_not_told_twice(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    looked(store)
    add(store, DENIAL)
    kept, raced = Store.take_note, list[bool]()

    def raced_by(self: Store, *arguments: Any) -> bool:
        if not raced:
            raced.append(True)
            with Store.open(store.path, RULES) as other:
                assert len(look(other, query_watch(""), AT).notices) == 1
        return kept(self, *arguments)

    monkeypatch.setattr(Store, "take_note", raced_by)
    assert looked(store).notices == ()
    assert len(store.notices(query_watch("").key)) == 1


def test_a_saved_query_is_watched_from_the_day_it_is_saved_whatever_it_is_called(store: Store) -> None:
    made = save(store, "Iran", "from=Iran&to=RU")
    add(store, DENIAL)
    assert told_of(store, made).new == 1
    renamed = store.rename_saved("Iran", "Tehran")
    found = looked(store, saved_watch(renamed))
    assert len(found.notices) == 1 and body(found)["watch"] == "Tehran"
    assert (told_of(store, renamed).new, told_of(store, renamed).notices, told_of(store, renamed).entries) == (0, 1, 1)


@pytest.mark.parametrize("text", ["fro=IR", "act=gift", "from=IR&from=RU", "since=yesterday"])
def test_what_means_nothing_is_not_saved_and_told_where_it_is_kept(store: Store, text: str) -> None:
    with pytest.raises(QueryError):
        save(store, "x", text)
    kept = store.save("by an older version", text, AT())
    assert fault_of(kept) and told_of(store, kept).fault == fault_of(kept) and store.saved() == [kept]
    with pytest.raises(QueryError):
        saved_watch(kept)


PAGES = (FIRST, AGAIN, DENIAL, OTHER, told("five", "2024-04-01", "Iran may give Russia missiles", "possible", OST),
         told("six", None, "North Korea sent Russia shells", giver=("KP",), items=("ammunition.artillery",)))


@settings(max_examples=8)
@given(st.permutations(PAGES), st.lists(st.integers(1, 5), max_size=2), st.integers(0, 7))
def test_pages_in_any_order_and_pieces_leave_a_watch_with_what_is_there(empty: Path, order: list[Any], cuts: list[int], when: int) -> None:
    """However the looks fall, each claim is told (again where it went to another matter), and nothing is left to tell."""
    ends = sorted({*cuts, len(order)})
    with Store.open(fresh(empty), RULES) as store:
        looked(store)
        found, start = [], 0
        for n, end in enumerate(ends):
            if order[start:end]:
                add(store, *order[start:end])
            start = end
            if when >> n & 1 or end == len(order):
                found += [json.loads(notice.body) for notice in looked(store).notices]
        claims = [c for one in found for c in one["claims"]]
        assert set(claims) == {c.id for _, made in PAGES for c in made}
        assert pending(store, query_watch("")) == ()
        seen = store.look(query_watch("").key)
        assert seen is not None and seen.marks == {i: mark for i, (mark, _) in marked(store.entries()).items()}


def test_nothing_is_different_between_the_same_entries(store: Store) -> None:
    assert differences(store.entries(), store.entries(), store.entries()) == []
