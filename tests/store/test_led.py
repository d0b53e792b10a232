"""Permalinks: an id that is no more leads to where its claims are now, whatever came in between, and tells each step, when it was and why."""

from __future__ import annotations

import random
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.store.conftest import Place
from tests.store.records import RULES, filled_record, page, write
from tests.store.test_candidates import copy_of, empty
from tests.strategies import claim

from onrecord.model import Entry, Judgement
from onrecord.model.entry import LedgerQuery
from onrecord.store import Store

__all__ = ["empty"]
GIVERS = ("G1", "G2", "G3", "G4")


def same(key: str, first: str, second: str, why: str = "one shipment", at: str = "2024-03-01T10:00:00") -> Judgement:
    return Judgement(key, "same", f"{first} {second}", "Ann", at, why)


def of(store: Store, giver: str) -> Entry:
    found, = store.entries(LedgerQuery(giver=giver))
    return found


def several(store: Store) -> list[str]:
    """Entries of one claim each; their ids."""
    write(store, *(page(g, f"2024-01-0{n}", claim(giver=(g,))) for n, g in enumerate(GIVERS, 1)))
    store.settle()
    return [of(store, g).id for g in GIVERS]


def test_a_merged_id_tells_when_and_who_said_so(place: Place) -> None:
    with Store.open(filled_record(place("r")), RULES) as store:
        one, other = (e.id for e in store.entries())
        store.judge(same("j1", one, other))
        store.settle(lambda: "2024-03-02T08:30:00+00:00")
        kept, = store.entries()
        led, = store.led(({one, other} - {kept.id}).pop()[:9])
        step, = led.steps
        assert (led.new, step.was, step.into, step.at, step.how) == (kept.id, led.old, kept.id, "2024-03-02T08:30:00+00:00", "merged")
        assert (step.judgements, step.withdrawn, step.elsewhere, step.rules) == (("j1",), (), (), "")
        assert step.moved == step.claims > 0 and "judged" in {b.name for b in step.bonds} and step.because
        assert store.led(kept.id) == [] and store.led("") == []
        store.check()


def test_a_chain_leads_to_its_end_and_lists_its_steps(place: Place) -> None:
    with Store.open(place("r"), RULES) as store:
        one, two, three, _ = several(store)
        store.judge(same("j1", two, three, at="2024-03-01T10:00:00"))
        store.settle(lambda: "2024-03-01T11:00:00+00:00")
        store.judge(same("j2", one, two, "the same again", at="2024-03-02T10:00:00"))
        store.settle(lambda: "2024-03-02T11:00:00+00:00")
        led, = store.led(three)
        assert led.new == one and led.whole
        assert [(s.was, s.into, s.at[:10], s.how, s.judgements) for s in led.steps] == [
            (three, two, "2024-03-01", "merged", ("j1",)), (two, one, "2024-03-02", "merged", ("j2",))]
        assert [s.was for s in store.led(two)[0].steps] == [two]


def test_what_is_taken_back_is_led_back(place: Place) -> None:
    """Of a chain whose later link is taken back the first id leads to the middle again: its claims are there."""
    with Store.open(place("r"), RULES) as store:
        one, two, three, _ = several(store)
        for j in (same("j1", two, three), same("j2", one, two)):
            store.judge(j)
            store.settle()
        store.withdraw("j2")
        store.settle()
        assert store.entry(three).id == two and store.led(two) == []
        last = store.led(three)[0].steps[-1]
        assert (last.was, last.into, last.how, last.withdrawn, last.judgements) == (one, two, "parted", ("j2",), ())
        store.withdraw("j1")
        store.settle()
        assert store.entry(three).id == three and store.led(three) == []


def test_a_split_tells_where_the_others_went(place: Place) -> None:
    """One running supply becomes two when it turns out that years lie between."""
    first, later = (claim(giver=("G7",), receiver=("RU",), when_iso=day) for day in ("2010-01-01", "2014-06-01"))
    with Store.open(place("r"), RULES) as store:
        write(store, page("early", "2010-01-02", first), page("between", "2014-06-02", later),
              page("new", "2018-01-02", claim(giver=("G7",), receiver=("RU",), when_iso="2018-01-01")))
        store.settle()
        old = of(store, "G7").id
        write(store, page("between", "2014-06-02", text=None), reader="reader 2")
        store.settle()
        eras = {e.id for e in store.entries(LedgerQuery(giver="G7"))}
        step, = store.led(old)[0].steps
        assert step.how == "split" and {step.into, *step.elsewhere} == eras and len(eras) == 2 and step.moved == 1


def test_a_matter_under_another_id_was_renamed_by_what_was_read(place: Place) -> None:
    with Store.open(place("r"), RULES) as store:
        made, = several(store)[:1]
        c = of(store, "G1").claims[0]
        store.judge(Judgement("j1", "value-is", c, "Ann", "2024-03-01T10:00:00", "read the page", field="giver", value="CN"))
        store.settle()
        step, = store.led(made)[0].steps
        assert (step.how, step.judgements, step.into) == ("renamed", ("j1",), of(store, "CN").id)


def test_an_id_is_led_on_beside_an_entry_that_is_not_settled_again(place: Place) -> None:
    def corrected(key: str, subject: str, giver: str) -> Judgement:
        return Judgement(key, "value-is", subject, "Ann", f"2024-03-0{key[1]}T10:00:00", "read the page", field="giver", value=giver)

    with Store.open(place("r"), RULES) as store:
        write(store, page("one", "2024-01-01", claim(giver=("G7",))), page("two", "2024-01-02", claim(giver=("G7",))))
        write(store, *(page(f"other {n}", "2024-01-03", claim(giver=(f"N{n}",), receiver=(f"M{n}",))) for n in range(20)))
        store.settle()
        old = of(store, "G7")
        first, second = old.claims
        for one in (corrected("j1", first, "CN"), corrected("j2", second, "GB")):
            store.judge(one)
        store.settle()
        store.judge(corrected("j3", first, "FR"))
        store.settle()
        step = store.led(old.id)[0].steps[-1]
        assert {step.into, *step.elsewhere} == {of(store, "FR").id, of(store, "GB").id}


def test_other_rules_are_told(place: Place) -> None:
    from dataclasses import replace

    with Store.open(filled_record(place("r")), RULES) as store:
        store.judge(same("j1", *(e.id for e in store.entries())))
    with Store.open(place("r"), replace(RULES, version="next")) as store:
        store.settle()
        kept, = store.entries()
        assert [s.rules for led in store.led("") + [x for i in "0123456789abcdef" for x in store.led(i)] for s in led.steps] == ["test"]
        assert kept.id


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**48))
def test_where_an_id_leads_does_not_depend_on_the_order_of_what_came(empty: Path, seed: int) -> None:
    """The same decisions, some of them taken back, in any order, settled at any time."""
    rng = random.Random(seed)
    with copy_of(empty) as path, Store.open(path, RULES) as store:
        ids = several(store)
    pairs = [tuple(rng.sample(ids, 2)) for _ in range(rng.randint(1, 4))]
    made = [same(f"j{n}", a, b, at=f"2024-03-01T10:00:{n:02d}") for n, (a, b) in enumerate(pairs)]
    back = {j.id for j in made if rng.random() < 0.4}
    found = []
    for _ in range(2):
        with copy_of(empty) as path, Store.open(path, RULES) as store:
            several(store)
            for j in rng.sample(made, len(made)):
                store.judge(j)
                if rng.random() < 0.6:
                    store.settle()
            for key in rng.sample(sorted(back), len(back)):
                store.withdraw(key)
                if rng.random() < 0.6:
                    store.settle()
            store.settle()
            found.append([store.entry(i).id for i in ids])
            for i in ids:
                for led in store.led(i):
                    assert [s.into for s in led.steps[:-1]] == [s.was for s in led.steps[1:]] and led.steps[-1].into == led.new and led.whole
    assert found[0] == found[1]
