"""What a person looks through is told of what was settled last, in the order asked for."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from sqlalchemy import delete
from tests.cli.runs import make_sure_record, pages
from tests.store.conftest import Place
from tests.strategies import capture_of
from tests.telling.queues import two_votes
from tests.web.records import many

from onrecord.errors import DamagedStoreError
from onrecord.flow import RULES, open_record
from onrecord.model.entry import LedgerQuery
from onrecord.model.judgement import Judgement
from onrecord.store import Store, StoreView
from onrecord.store import tables as t
from onrecord.store.desk import Desk, Queue
from onrecord.telling.parties import UNKNOWN


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return many(tmp_path_factory.mktemp("desk") / "many.record", 60)


@pytest.fixture(scope="module")
def view(path: Path) -> Iterator[StoreView]:
    with open_record(str(path)) as view:
        yield view


def test_every_claim_of_every_entry_waits_the_least_sure_first(tmp_path: Path) -> None:
    with open_record(str(make_sure_record(tmp_path / "sure.record"))) as view:
        queue = Desk(view).queue()
        every = sorted((c.confidence, c.id) for c in view.claims())
        assert [c.decode() for c in queue.claims["claim"].tolist()] == [i for _, i in every]
        entry = next(e for e in view.entries() if e.standing == "contested")
        assert {c.decode() for c in queue.clashes["entry"].tolist()} == {entry.id} and len(queue.clashes) == len(entry.disagreements)
        assert queue.entries_of(entry.claims[0]) == (entry.id,) and queue.entries_of("none") == ()


def test_what_is_kept_is_what_would_be_made(path: Path, tmp_path: Path) -> None:
    with open_record(str(path)) as view:
        kept = Desk(view).queue()
    with Store.open(path, RULES) as store, store._writing() as connection:
        connection.execute(delete(t.columns).where(t.columns.c.name.like("queue%")))
    with open_record(str(path)) as view:
        made = Desk(view).queue()
    assert kept.claims.tolist() == made.claims.tolist() and kept.clashes.tolist() == made.clashes.tolist()


PARTIES = st.sampled_from([None, "IR", "RU", "US", "nobody"])


@examples(max_examples=30)
@given(giver=PARTIES, receiver=PARTIES, act=st.sampled_from([None, "transfer", "training"]), item=st.sampled_from([None, "missile", "uav"]),
       status=st.sampled_from([None, "done", "contested"]), year=st.sampled_from([None, "2021"]))
def test_the_entries_that_pass_are_those_of_the_ledger(view: StoreView, giver: str | None, receiver: str | None, act: str | None, item: str | None,
                                                       status: str | None, year: str | None) -> None:
    query = LedgerQuery(giver, receiver, item, act, status, year, year)
    assert sorted(Desk(view).passing(query)) == sorted(e.id for e in view.entries(query))


def test_an_unknown_party_can_be_asked_for(path: Path) -> None:
    with open_record(str(path)) as view:
        every = view.entries()
        for unknown in ((True, False), (False, True), (True, True)):
            wanted = {e.id for e in every if (not unknown[0] or not e.giver) and (not unknown[1] or not e.receiver)}
            giver, receiver = (UNKNOWN if u else None for u in unknown)
            assert set(Desk(view).passing(LedgerQuery(giver, receiver))) == wanted


def test_a_decision_changes_nothing_of_the_queue_until_it_is_settled(tmp_path: Path) -> None:
    path, claim = make_sure_record(tmp_path / "mine.record"), pages()[0][1][0]
    with Store.open(path, RULES) as store:
        desk = Desk(store)
        before, state = desk.queue(), desk.state()
        store.judge(Judgement("ab" * 8, "wrong", claim.id, "Ann", "2026-01-01T00:00:00+00:00", "no", claim.article, claim.span))
        assert desk.queue() is before and not desk.settled()
        store.settle()
        assert desk.settled() and desk.state() != state
        assert claim.id.encode() not in desk.queue().claims["claim"].tolist()


def test_matters_next_to_each_other_may_be_one(path: Path, tmp_path: Path) -> None:
    with open_record(str(two_votes(tmp_path / "votes.record"))) as view:
        by_day = sorted(view.entries(), key=lambda e: e.first or "")
        assert Desk(view).alike() == [(by_day[0].id, by_day[1].id)]
    with open_record(str(path)) as view:
        assert Desk(view).alike() == []  # of other parties, acts or goods, or more than a month apart


def test_a_damaged_queue_is_told(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "damaged.record"
    copy.write_bytes(path.read_bytes())
    with Store.open(copy, RULES) as store:
        store.settle()
    with sqlite3.connect(copy) as connection:
        connection.execute("INSERT OR REPLACE INTO columns (name, body, digest) VALUES ('queue claims', x'00', 0), ('queue clashes', x'00', 0)")
    connection.close()
    with open_record(str(copy)) as view, pytest.raises(DamagedStoreError):
        Desk(view).queue()


def test_both_databases_answer_alike(place: Place) -> None:
    every = pages()
    with Store.open(place("queue"), RULES) as store:
        store.write_batch([capture_of(a) for a, _ in every], [a for a, _ in every], {a.id: c for a, c in every}, (), "test")
        store.settle()
        desk, claim = Desk(store), every[0][1][0]
        entry, = desk.entries(desk.queue().entries_of(claim.id))
        assert claim.id in entry.claims and desk.passing(LedgerQuery(giver="IR", order="last", limit=3)) == [entry.id]
        assert desk.claims([claim.id, "none"]) == {claim.id: claim} and desk.standing([claim.id, "none"]) == {claim.id}
        assert desk.overlapping(claim.article, claim.span) == [claim.id] and desk.overlapping("none", claim.span) == [] and desk.alike() == []


def test_an_empty_record_has_an_empty_queue() -> None:
    assert Queue.of([], {}, {}).clashing() == {} and len(Queue.of([], {}, {}).claims) == 0
