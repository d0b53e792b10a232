"""What entries are found by is what looking at each entry finds, kept as it would be made, whatever was settled and wherever it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, update
from tests.cli.runs import placed
from tests.store.conftest import Place
from tests.store.records import RULES
from tests.store.test_candidates import copy_of, empty
from tests.strategies import article, capture_of, claim, facts, known, source
from tests.web.records import many

from onrecord.errors import DamagedStoreError
from onrecord.flow import RULES as WHOLE_RULES
from onrecord.ledger import settle
from onrecord.model import Entry
from onrecord.model.entry import LedgerQuery
from onrecord.model.judgement import Judgement
from onrecord.store import Store, StoreView, lines
from onrecord.store import tables as t
from onrecord.store.filters import keeps, wording_asked, words_asked
from onrecord.store.wordings import KINDS, ROWS, Placed, Wordings, kept_wordings, made, named, of_entries, worded

__all__ = ["empty"]
ONE = settle([claim()], known(facts("a")))[0]
SIGNS = "abAxX0 .*+?()[]{}^$|\\/%_-\t\n\x1c\x85\xa0\0ßſıİΣςé\ud800\udc00ﬁ"
TEXTS = st.text(SIGNS, max_size=6) | st.sampled_from(["", "a.b", "ab ab", "x00", "\\x00", "missile", "Straße", "STRASSE", "e3", "ab 0", "\\ud800"])
HEADS = st.sampled_from(["0", "e", "e3", "ab", "e300000000000001", "e3000000000000010", "E3", "_", "٣"])
IDS = st.sampled_from(["0000000000000001", "e300000000000001", "e300000000000002", "abab000000000000", "ffffffffffffffff", "0a00000000000000"])


def entry(key: str, names: Sequence[str], keys: Sequence[str], voice: str, mechanism: str | None, giver: str) -> Entry:
    """An entry that is found by these."""
    history = tuple(replace(move, voice=voice) for move in ONE.history)
    return replace(ONE, id=key, names=tuple(names), keys=tuple(keys), history=history, mechanism=mechanism, giver=(giver,), claims=())


SOME = st.lists(TEXTS, max_size=3)
ENTRIES = st.lists(st.builds(entry, IDS, SOME, SOME, TEXTS, st.none() | TEXTS, TEXTS), max_size=5, unique_by=lambda e: e.id)
ASKED = TEXTS | HEADS


def packed(found: dict[str, Wordings]) -> dict[str, bytes]:
    return {kind: held.packed() for kind, held in found.items()}


def words_found(entries: Sequence[Entry], words: str) -> list[str]:
    columns = lines.aligned(entries).columns()
    return columns.ids(np.flatnonzero(worded(columns, words, Placed.over(columns, of_entries(entries)["word"]))))


def named_so(entries: Sequence[Entry], item: str) -> list[str]:
    columns, held = lines.aligned(entries).columns(), of_entries(entries)
    asked = wording_asked(item)
    assert asked is not None
    return columns.ids(np.flatnonzero(named(asked, *(Placed.over(columns, held[kind]) for kind in ("name", "key")))))


@settings(max_examples=300, deadline=None)
@given(entries=ENTRIES, words=st.lists(ASKED, max_size=3).map(" ".join) | st.sampled_from(["\t", "iran", "CONTESTED russia"]))
def test_words_find_what_looking_at_each_entry_finds(entries: list[Entry], words: str) -> None:
    assert words_found(entries, words) == [e.id for e in entries if keeps(LedgerQuery(words=words), e, {})]


@settings(max_examples=300, deadline=None)
@given(entries=ENTRIES, item=ASKED.filter(lambda item: wording_asked(item) is not None))
def test_wordings_find_what_looking_at_each_entry_finds(entries: list[Entry], item: str) -> None:
    assert named_so(entries, item) == [e.id for e in entries if keeps(LedgerQuery(item=item), e, {})]


@pytest.mark.parametrize(("item", "finds"), [
    ("ballistic", ["1"]), ("BALLISTIC M", ["1"]), ("allistic", []), ("", ["1", "2", "3"]), ("c++", ["2"]), ("c+", ["2"]), ("(", ["3"]),
    ("fateh-110", ["4"]), ("fateh", []), ("missiles\nb", []), ("s", ["3"]), ("b", ["1"]), ("ſ", ["3"]), ("\0", []),
])
def test_a_wording_is_found_by_the_start_of_a_word_and_a_key_by_itself(item: str, finds: list[str]) -> None:
    told = {"1": (["Ballistic missiles"], []), "2": (["C++ rockets"], []), "3": (["(ſmall) arms"], []), "4": ([], ["fateh-110"])}
    entries = [entry(key * 16, names, keys, "", None, "IR") for key, (names, keys) in told.items()]
    assert named_so(entries, item) == [key * 16 for key in finds]
    assert [e.id for e in entries if keeps(LedgerQuery(item=item), e, {})] == [key * 16 for key in finds]


def test_words_are_kept_as_every_database_takes_them() -> None:
    """So that what is settled on the spot is found by the same words as what is kept."""
    assert words_asked("A\0 \ud800b ") == ["a\\x00", "\\ud800b"]
    assert words_found([entry("1" * 16, [], [], "one\0two \ud800", None, "IR")], "x00TWO \ud800") == ["1" * 16]


@settings(max_examples=200, deadline=None)
@given(ENTRIES, st.data())
def test_what_comes_and_goes_leaves_what_would_be_made(entries: list[Entry], data: st.DataObject) -> None:
    now = {e.id: e for e in entries}
    kept = of_entries(entries)
    for _ in range(2):
        come = {e.id: e for e in data.draw(ENTRIES)}
        gone = {*come, *data.draw(st.sets(IDS))}
        kept = {kind: held.without(gone).joined(of_entries(come.values())[kind]) for kind, held in kept.items()}
        now = {**{key: e for key, e in now.items() if key not in gone}, **come}
        assert packed(kept) == packed(of_entries(now.values()))
        assert packed({kind: Wordings.unpacked(held.packed()) for kind, held in kept.items()}) == packed(kept)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(entries=ENTRIES)
def test_rows_tell_what_entries_do(empty: Path, entries: list[Entry]) -> None:
    with copy_of(empty) as path, Store.open(path, RULES) as store, store._writing() as connection:
        lines.put(connection, entries)
        assert packed({kind: made(connection, kind) for kind in KINDS}) == packed(of_entries(entries))


def test_rows_tell_what_entries_do_in_both_databases(place: Place) -> None:
    texts = ["", "a\0b", "\ud800 İſ", "Straße\n%_", "\\x00"]
    entries = [entry(f"{n:016x}", texts[n:], texts[:n], text, text, "IR") for n, text in enumerate(texts)]
    with Store.open(place("r"), RULES) as store, store._writing() as connection:
        lines.put(connection, entries)
        assert packed({kind: made(connection, kind) for kind in KINDS}) == packed(of_entries(entries))


# -- kept in a record


def kept(store: Store) -> dict[str, Wordings | None]:
    with store._reading() as connection:
        return {kind: kept_wordings(connection, store.path, kind) for kind in KINDS}


def whole(store: Store) -> bool:
    """Whether what is kept is what would be made of the entries."""
    return packed({kind: held for kind, held in kept(store).items() if held}) == packed(of_entries(store.entries()))


def tell(store: Store, number: int) -> None:
    """A page that touches a part of the record, settled."""
    quote = f"Late delivery {number} was told by speaker late{number}."
    page = article(f"Evening {number}\n{quote}\n", f"late {number}", "2024-09-01", "Paper 1")
    told = placed(page, quote, (source(f"Speaker late{number}", "US"),), giver=("IR",), receiver=("RU",), items=("uav",), when_iso="2019-01")
    store.write_batch([capture_of(page)], [page], {page.id: [told]}, (), "test")
    store.settle()


def test_a_record_that_keeps_none_is_asked_all_the_same_and_keeps_them_from_its_next_settling(tmp_path: Path) -> None:
    path = many(tmp_path / "older.record", 60)
    asked = [LedgerQuery(words="speaker 1"), LedgerQuery(item="delivery"), LedgerQuery(item="uav", words="iran", order="last")]

    def answers(view: StoreView) -> list[object]:
        return [(view.facets(query), view.lines(query), view.entries(query)) for query in asked]

    with Store.open(path, WHOLE_RULES) as store:
        before = answers(store)
        with store._writing() as connection:
            connection.execute(delete(t.columns).where(t.columns.c.name.in_(ROWS.values())))
    with Store.open(path, WHOLE_RULES) as store:
        assert answers(store) == before
        assert set(kept(store).values()) == {None}
        tell(store, 1)
        assert whole(store)
        assert store.facets(LedgerQuery(words="late1")).entries == 1


def test_words_of_entries_that_went_are_gone(tmp_path: Path) -> None:
    with Store.open(many(tmp_path / "part.record", 60), WHOLE_RULES) as store:
        assert whole(store)
        for number in (1, 2):
            tell(store, number)
            assert whole(store)
        last = next(c for c in store.claims() if "late2" in (c.sources.value[0].name or ""))
        store.judge(Judgement("j1", "wrong", last.id, "Ann", "2024-03-01", "misread", last.article, last.span))
        store.settle()
        assert whole(store)
        words = kept(store)["word"]
        assert words is not None and "late1" in words.texts and "late2" not in words.texts


def test_what_is_not_as_it_was_written_is_told(tmp_path: Path) -> None:
    with Store.open(many(tmp_path / "broken.record", 5), WHOLE_RULES) as store:
        with store._writing() as connection:
            connection.execute(update(t.columns).where(t.columns.c.name == ROWS["word"]).values(body=b"short"))
        with pytest.raises(DamagedStoreError):
            store.facets(LedgerQuery(words="speaker"))
        with pytest.raises(DamagedStoreError):
            store.check()


@pytest.mark.parametrize("cut", [0, 3, 11, 20, -1])
def test_what_is_not_whole_is_refused(cut: int) -> None:
    found = of_entries([entry("1" * 16, ["a"], [], "b", None, "IR")])["word"].packed()
    with pytest.raises(ValueError, match=r".+"):
        Wordings.unpacked(found[:cut])
