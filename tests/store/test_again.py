"""A record that is settled where it changed holds what one holds that is settled as a whole each time: pages, copies, judgements, in any order."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from tests.ledger.test_partly import small
from tests.store.conftest import Place
from tests.store.derived import derived
from tests.store.records import LEAKERS, RULES, missiles, page, story, write
from tests.store.test_candidates import copy_of, empty
from tests.strategies import claim, source

from onrecord.model import Claim, Judgement
from onrecord.model.entry import LedgerQuery
from onrecord.model.settled import Kept, Settled
from onrecord.store import Store, again
from onrecord.store import tables as t
from onrecord.store.desk import Desk

__all__ = ["empty"]
WHOLE = replace(RULES, settle_part=lambda *_: None)
DAYS = [None, "2023-05-01", "2024-03-01", "2024-03-02", "2024-06-01"]
KINDS = ["same", "different", "right", "wrong", "value-is", "credibility-is", "same-origin", "different-origin", "date-is"]

QUERIES = [
    LedgerQuery(), LedgerQuery(giver="US"), LedgerQuery(item="uav"), LedgerQuery(status="done", since="2024"), LedgerQuery(item="artil"),
    LedgerQuery(order="to"), LedgerQuery(order="-credibility", limit=3), LedgerQuery(disagreement="item"), LedgerQuery(min_origins=2, order="voices"),
    LedgerQuery(changed_since="2023", order="published"), LedgerQuery(words="contested"), LedgerQuery(receiver="unknown"),
]


def text(number: int, rng: random.Random) -> str:
    """A page's text; pages of one family share half of their words or more."""
    family, own = number % 4, " ".join(f"p{number}w{i}" for i in range(8))
    return " ".join(f"f{family}w{i}" for i in range(rng.choice([0, 20]))) + f" {own}\n"


def rival(rng: random.Random) -> Claim:
    """A claim that others tell of another giver or receiver, so that entries beside it are at odds with it."""
    giver, receiver = rng.choice(["US", "IR", "CN"]), rng.choice(["UA", "RU", "PL"])
    return claim("transfer", (giver,), (receiver,), ("uav",), "done", "a", source(f"Speaker {rng.randrange(6)}"), (400.0, 400.0),
                 when_iso=rng.choice(["2024-03-01", "2024-03-02"]))


def clock() -> str:
    """One time for both records."""
    return "2024-07-01T09:00:00+00:00"


class Twins:
    """Two records to which the same happens."""

    def __init__(self, records: Iterable[Store], rng: random.Random) -> None:
        self.records, self.rng, self.texts, self.number = list(records), rng, dict[int, str](), 0
        self.signed: list[str] = []
        self.rivals = rng.random() < 0.4

    def step(self) -> None:
        """One thing that happens."""
        self.number += 1
        what = self.rng.random()
        if what < 0.6 or not self.texts:
            self._write()
        elif what < 0.9 or not self.signed:
            self._judge()
        else:
            gone = self.rng.choice(self.signed)
            for store in self.records:
                store.withdraw(gone)

    def _write(self) -> None:
        made = []
        for n in self.rng.sample(range(8), self.rng.randint(1, 3)):
            words = self.texts.setdefault(n, text(n, self.rng))
            claims = [rival(self.rng) if self.rivals else small("a", self.rng) for _ in range(self.rng.randint(0, 3))]
            made.append(page(f"page {n}", self.rng.choice(DAYS), *claims, text=words, outlet=self.rng.choice(["The Courier", "The Echo"])))
        reader = self.rng.choice(["reader 1", "reader 2"])
        for store in self.records:
            write(store, *made, reader=reader)

    def _judge(self) -> None:
        rng, store = self.rng, self.records[0]
        articles, claims = sorted(a.id for a in store.articles()), sorted(c.id for c in store.claims())
        articles = articles if len(articles) > 1 else [*articles, "e" * 64]
        kind, keys = rng.choice(KINDS), claims + sorted(e.id for e in store.entries()) + ["0123456789abcdef"]
        subject = {"same": " ".join(rng.choices(keys, k=2)), "different": " ".join(rng.choices(keys, k=2)), "date-is": rng.choice(articles),
                   "same-origin": " ".join(rng.sample(articles, 2)), "different-origin": " ".join(rng.sample(articles, 2)),
                   "credibility-is": rng.choice(keys)}.get(kind, rng.choice(claims or keys))
        anchor = rng.choice(list(store.claims())) if claims and rng.random() < 0.6 else None
        field, value = rng.choice([("status", "denied"), ("giver", "US"), ("act", "use")]) if kind == "value-is" else (None, None)
        value = {"date-is": "2022-02-02", "credibility-is": "B2"}.get(kind, value)
        article, span = (anchor.article, anchor.span) if anchor else (None, None)
        made = Judgement(f"j{self.number}", kind, subject, "Ann", f"2024-05-01T10:00:{self.number:02d}", "seen", article, span, field, value)
        self.signed.append(made.id)
        for record in self.records:
            record.judge(made)


def lived(store: Store, rng: random.Random, most: int) -> None:
    """Three to ``most`` things happen to a record, and it is settled."""
    twins = Twins((store,), rng)
    for _ in range(rng.randint(3, most)):
        twins.step()
    store.settle()


def told(store: Store) -> tuple[object, ...]:
    """All that a settled record holds and answers."""
    entries = store.entries()
    with store._reading() as connection:
        places = sorted(connection.execute(select(t.entries.c.place)).scalars())
    assert places == list(range(len(entries))), "entries stand without gaps"
    desk = Desk(store)
    return (entries, [store.lines(q) for q in QUERIES],
            [store.facets(q) for q in QUERIES], [store.totals(day) for day in (None, "2023", "2024-03-01")],
            [desk.queue().entries_of(c.id) for c in store.claims()], desk.alike())


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**48))
def test_what_changed_is_settled_as_all_would_be(empty: Path, seed: int) -> None:
    rng = random.Random(seed)
    with patch.object(again, "MOST", 0), copy_of(empty) as one, copy_of(empty) as other, \
            Store.open(one, RULES) as partly, Store.open(other, WHOLE) as wholly:
        twins = Twins((partly, wholly), rng)
        for _ in range(rng.randint(3, 14)):
            twins.step()
            if rng.random() < 0.5:
                assert partly.settle(clock) == wholly.settle(clock)
                assert told(partly) == told(wholly)
                one_way, other_way = derived(partly), derived(wholly)
                assert [name for name in one_way if one_way[name] != other_way[name]] == []
        partly.check()


def test_an_entry_beside_shows_what_it_is_at_odds_with_now(place: Place) -> None:
    first, second = (claim(receiver=(r,), items=("uav",), quantity=(400.0, 400.0), source=source(f"Speaker of {r}"), when_iso="2024-03-01")
                     for r in ("UA", "RU"))
    revised = list[int]()

    def part(*asked: Any) -> Settled | None:
        found = RULES.settle_part(*asked)
        revised.append(len(found.revised) if found else -1)
        return found

    with filled(place("one"), replace(RULES, settle_part=part)) as partly, filled(place("other"), WHOLE) as wholly:
        for name, made in (("one", [first]), ("two", [second]), ("two", [])):
            for store in (partly, wholly):
                write(store, page(name, "2024-03-02", *made), reader=f"reader {len(made)}")
                store.settle(clock)
            assert [name for name, held in derived(partly).items() if held != derived(wholly)[name]] == []
            assert told(partly) == told(wholly)
            assert len(partly.entries(LedgerQuery(disagreement="party"))) == (2 if made == [second] else 0)
        assert revised == [0, 1, 1]


def filled(record: str, rules: object = RULES) -> Store:
    store = Store.open(record, rules)  # type: ignore[arg-type]
    write(store, *story(), *(page(f"other{n}", "2024-01-01", claim(giver=(f"G{n}",), receiver=("RU",), source=LEAKERS)) for n in range(40)))
    store.settle()
    return store


def test_only_what_a_page_touches_is_settled(place: Place) -> None:
    asked: list[Collection[str]] = []

    def part(kept: Kept, touched: Collection[str], subjects: Collection[str], judgements: object, records: str) -> Settled | None:
        found = RULES.settle_part(kept, touched, subjects, judgements, records)  # type: ignore[arg-type]
        asked.append([e.id for e in found.entries] if found else ["all"])
        return found

    with filled(place("record"), replace(RULES, settle_part=part)) as store:
        every = len(store.entries())
        write(store, page("more", "2024-03-01", claim(giver=("G7",), receiver=("RU",))))
        assert store.settle() == every
        assert [len(ids) for ids in asked] == [1], "one entry of forty"
        store.settle()
        assert len(asked) == 1, "nothing was written since"


def test_what_judgements_make_of_an_outlet_reaches_everything(place: Place) -> None:
    with filled(place("record")) as store:
        before, claims = store.entries(), list(store.claims())[:20]
        for n, c in enumerate(claims):
            store.judge(Judgement(f"j{n}", "right", c.id, "Ann", f"2024-05-01T10:00:{n:02d}", "seen", article=c.article, span=c.span))
        store.settle()
        kept = store.entries()
        with store._reading() as connection:
            assert kept == sorted(store._settled(connection, LedgerQuery())[0], key=lambda e: (e.act, e.giver, e.receiver, e.items, e.id))
        changed = {i for old, new in zip(before, kept, strict=True) if old.credibility != new.credibility for i in new.claims}
        assert changed - {c.id for c in claims}, "entries of other pages of the outlet"


def test_a_record_whose_pages_mostly_changed_is_settled_as_a_whole(place: Place) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("not for a part")

    with filled(place("record"), replace(RULES, settle_part=refused)) as store:
        write(store, *(page(f"more{n}", "2024-03-01", missiles("done")) for n in range(30)))
        store.settle()


def test_an_id_that_a_page_changes_leads_on(place: Place) -> None:
    with filled(place("record")) as store:
        write(store, page("era", "2010-01-01", claim(giver=("G7",), receiver=("RU",), when_iso="2010-01-01")))
        old = [e.id for e in store.entries(LedgerQuery(giver="G7"))]
        store.settle()
        new = [e.id for e in store.entries(LedgerQuery(giver="G7"))]
        assert len(new) == 2 and not set(old) - set(new), "settled on the spot it is what is kept"
        assert store.entry(store.entries(LedgerQuery(giver="G8"))[0].id)
        first = store.entries(LedgerQuery(giver="G9"))[0]
        store.judge(Judgement("j1", "same", f"{store.entries(LedgerQuery(giver='G8'))[0].id} {first.id}", "Ann", "2024-05-01T10:00:00", "one"))
        store.settle()
        assert set(first.claims) <= set(store.entry(first.id).claims)
        store.withdraw("j1")
        store.settle()
        assert store.entry(first.id) == first


def test_two_days_are_held_against_each_other_by_one_reading_of_the_claims(place: Place) -> None:
    with filled(place("record")) as store:
        read: list[object] = []
        store._read_claims = lambda *asked: read.append(asked) or Store._read_claims(store, *asked)  # type: ignore[method-assign,func-returns-value]
        with patch.object(Store, "_differing", lambda *asked: None):  # as where most of the record bears on what changed
            found = store.changes("2023-06-01", "2024-02-28", LedgerQuery(receiver="RU"))
        assert len(read) == 1
        before, after = (store.entries(LedgerQuery(receiver="RU", as_of=day)) for day in ("2023-06-01", "2024-02-28"))
        assert found.changes == RULES.changes(before, after)
        assert found.counts["new"] == 40


def test_what_changes_is_told_whole_where_it_begins_to_pass_a_filter(place: Place) -> None:
    with Store.open(place("record"), RULES) as store:
        write(store, page("first", "2024-01-01", missiles("agreed")), page("second", "2024-02-01", missiles("agreed", LEAKERS)))
        one, = store.entries()
        assert one.origins == 2
        for query in (LedgerQuery(min_origins=2), LedgerQuery(words="local officials", order="voices"), LedgerQuery(changed_since="2024-01-15")):
            found, = store.changes("2024-01-15", "2024-03-01", query).changes
            assert found.before is not None and found.before.origins == 1, "known before, and of fewer origins"
