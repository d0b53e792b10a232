"""Words are found alike on both databases: literally, without case and accents, after any change; and nothing that is typed is a command."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import text
from tests.store.conftest import Place
from tests.store.records import RULES, missiles, page, story, write

from onrecord.errors import QueryError
from onrecord.model import Known, Published
from onrecord.model.search import WordQuery
from onrecord.store import Store, StoreView
from onrecord.store.finding import snippet
from onrecord.store.words import place as at
from onrecord.store.words import split

TEXT = "Überraschung: Shahed-136 drones (ŞAHED) reached Kraków’s depot; café's own re-export rose 3.5%. 東京 Ελλάδα ПРИВЕТ\n"
PIECES = ['"', "'", "\\", "*", "(", ")", "-", ":", "^", "+", "&", "|", "!", "<->", "%", "_", "\0", "\ud800", "NEAR", "OR", "drones", "é", "{}", ";",
          "--", "$1", ":words", "?", "a", "\u202e", "😀", "''", '""', "\n", "<2>", "depot:*"]


@pytest.fixture(scope="module")
def drones(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("words") / "r.db"
    with Store.open(path, RULES) as store:
        write(store, page("drones", "2024-01-01", missiles("done"), text=TEXT))
    return path


@pytest.mark.parametrize(("words", "there"), [
    ("shahed-136 DRONES", True), ("136 shahed", True), ("Shahed 136", True), ("136-shahed", False), ("uberraschung sahed", True), ("Krakow", True),
    ("CAFÉ", True), ("re-export", True), ("3.5%", True), ("3,5", True), ("35", False), ("東京", True), ("ελλαδα", True), ("привет", True),
    ("drone", False), ("drones zebra", False), ("drones *", False),
])
def test_what_is_found(place: Place, words: str, there: bool) -> None:
    with Store.open(place("r"), RULES) as store:
        write(store, page("drones", "2024-01-01", missiles("done"), text=TEXT))
        assert len(store.search(words)) == there


def test_500_hostile_strings(place: Place) -> None:
    rng = random.Random(10)
    with Store.open(place("r"), RULES) as store:
        write(store, page("drones", "2024-01-01", missiles("done"), text=TEXT))
        for _ in range(500):
            words = "".join(rng.choice(PIECES) + rng.choice(["", " "]) for _ in range(rng.randint(1, 6)))
            found = store.search(words)
            runs = [split(w) for w in words.replace("\0", " ").split()]
            assert len(found) <= (bool(runs) and all(runs))
            store.find(WordQuery(words, outlet=words, giver=words, receiver=words))
            assert store.counts()["articles"] == 1


def test_the_index_follows_every_change(place: Place) -> None:
    def claims(store: Store, words: str) -> list[str]:
        return [h.id for h in store.find(WordQuery(words, "claim"))]

    article, (first, *_) = page("drones", "2024-01-01", missiles("done"))
    with Store.open(place("r"), RULES) as store:
        write(store, (article, [replace(first, quote="Boats were sent.")]))
        assert claims(store, "boats") == [first.id]
        write(store, (article, [replace(first, quote="Tanks were sent.")]), reader="reader 2")
        assert (claims(store, "boats"), claims(store, "tanks")) == ([], [first.id])
        redated = replace(article, published=Published("2023-01-01", "2023-01-01", "2023-01-01", "certain"), title=Known("Zebra", "test"))
        write(store, (redated, [replace(first, quote="Tanks were sent.")]), reader="reader 2")
        assert (claims(store, "tanks"), store.search("zebra"), store.search("drones3")) == ([first.id], [article.id], [article.id])
        write(store, (redated, []), reader="reader 3")
        assert claims(store, "tanks") == []
        with store._reading() as connection:
            assert [connection.execute(text(f"SELECT count(*) FROM {kind}_words")).scalar_one() for kind in ("article", "claim")] == [1, 0]


def test_words_split_otherwise_before_are_indexed_again(place: Place) -> None:
    with Store.open(place("r"), RULES) as store:
        write(store, *story())
        expected = [(h.kind, h.id) for h in store.find(WordQuery("sent"))]
        with store._writing() as connection:
            connection.exec_driver_sql("UPDATE meta SET value = 'older' WHERE key = 'words_by'")
            for kind in ("article", "claim"):
                connection.exec_driver_sql(f"DELETE FROM {kind}_words")
    with Store.open(place("r"), RULES) as store:
        assert len(expected) == 7 and {(h.kind, h.id) for h in store.find(WordQuery("sent"))} == set(expected)
        assert len(store.search("winter3")) == 1


def test_the_order_of_loading_changes_no_answer(place: Place) -> None:
    with Store.open(place("a"), RULES) as one, Store.open(place("b"), RULES) as two:
        write(one, *story())
        for some in reversed(story()):
            write(two, some)
        assert one.find(WordQuery("sent", limit=3)) == two.find(WordQuery("sent", limit=3))


def test_of_very_many_the_newest_are_ranked() -> None:
    days = [None, "1899-12-31", "1950-01-01", "2024-01-01", "2024-01-02", "9999-12-31"]
    places = [at(day, key) for day in days for key in ("0" * 16, "f" * 16)]
    assert sorted(places[2:]) == places[2:] and places[:2] == places[2:4] and max(places) < 2**63


@given(st.text(max_size=80), st.text(max_size=12))
@example("İstanbul drones", "drones")
@example("x" * 300 + " ſt drones", "st")
def test_marks_are_stretches_of_the_snippet(body: str, words: str) -> None:
    cut, marks = snippet(body, words)
    for start, end in marks:
        assert 0 <= start < end <= len(cut)
        assert any(run in split(cut[start:end]) for word in words.split() for run in split(word))


def test_what_means_nothing_is_refused(drones: Path) -> None:
    with StoreView.open(drones, RULES) as view:
        for query in (WordQuery("a", kind="page"), WordQuery("a", act="gift"), WordQuery("a", since="May"), WordQuery("a", limit=-1)):
            with pytest.raises(QueryError):
                view.find(query)


def test_what_says_a_word_more_often_for_its_length_comes_first(place: Place) -> None:
    texts = {"once": "drones " + "other " * 40, "often": "drones drones drones " + "other " * 38, "short": "drones here",
             "phrase": "drones of iran " * 3}
    with Store.open(place("record"), RULES) as store:
        pages = [page(name, "2024-01-01", text=words + "\n") for name, words in texts.items()]
        write(store, *pages)
        names = {a.id: a.name for a, _ in pages}
        found = [names[i] for i in store.search("drones")]
        assert set(found) == set(texts)
        assert found.index("often") < found.index("once")
        assert [names[i] for i in store.search("drones-of-iran")] == ["phrase"]
