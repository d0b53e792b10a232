"""What waits is narrowed as the ledger is, in the order asked for; what somebody decided is known again, whatever it is called now."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cli.runs import make_sure_record, pages
from tests.telling.queues import two_votes
from tests.web.records import keep

from onrecord.flow import RULES, open_record
from onrecord.ledger.signed import signed
from onrecord.model import Judgement
from onrecord.store import Store
from onrecord.store.desk import Desk
from onrecord.telling.asked import Asked
from onrecord.telling.lineup import KINDS, Lineup, decided, lineup, pair, waiting_fields

REPORT, DENIED, AID = pages()
FIRST, SECOND = REPORT[1]


@pytest.fixture(scope="module")
def sure(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_sure_record(tmp_path_factory.mktemp("lineup") / "sure.record")


def ids(path: Path, kind: str = "claims", order: str = "confidence", **asked: str) -> list[str]:
    with open_record(str(path)) as view:
        return list(lineup(Desk(view), Asked.of([(k.rstrip("_").replace("_", "-"), v) for k, v in asked.items()]), kind, order).ids)


def test_the_least_sure_claim_comes_first_and_the_most_disputed_where_that_is_asked(sure: Path) -> None:
    assert ids(sure) == [SECOND.id, DENIED[1][0].id, FIRST.id, AID[1][0].id]
    assert ids(sure, order="disagreement")[0] == FIRST.id
    assert ids(sure, order="told") == [DENIED[1][0].id, FIRST.id, SECOND.id, AID[1][0].id]


@pytest.mark.parametrize(("asked", "held"), [
    ({"from_": "United States"}, [AID[1][0]]), ({"to": "RU", "sure": "0.5"}, [DENIED[1][0], FIRST]), ({"as_of": "2023-12"}, [DENIED[1][0]]),
    ({"status": "contested"}, [SECOND, DENIED[1][0], FIRST]), ({"q": "handed missiles"}, [FIRST]), ({"from_": "unknown"}, []),
    ({"item": "missile", "act": "training"}, []), ({"origin": AID[0].id}, [AID[1][0]]),
])
def test_the_filters_are_those_of_the_ledger(sure: Path, asked: dict[str, str], held: list[object]) -> None:
    assert ids(sure, **asked) == [c.id for c in held]  # type: ignore[attr-defined]


def test_disagreements_wait_and_are_narrowed_by_both_sides(sure: Path) -> None:
    every = ids(sure, "disagreements")
    assert every and all(FIRST.id in both for both in every)
    assert ids(sure, "disagreements", sure="0.5") == [both for both in every if SECOND.id not in both]


def test_going_round_passes_what_is_done() -> None:
    held = Lineup.of(["a", "b", "c", "b"])
    assert held.ids == ("a", "b", "c") and held.first(frozenset("a")) == "b" and held.done(frozenset("bx")) == 1
    assert held.after("a", frozenset("b")) == "c" and held.after("c", frozenset()) == "a"
    assert held.after("a", frozenset(), -1) == "c" and held.after("a", frozenset("bc")) == "" and held.after("gone", frozenset("a")) == "b"


@given(st.lists(st.sampled_from("abcdef"), max_size=8), st.frozensets(st.sampled_from("abcdef")), st.sampled_from("abcdef"))
def test_from_anywhere_each_open_thing_is_reached_once(every: list[str], done: frozenset[str], start: str) -> None:
    held, seen, at = Lineup.of(every), list[str](), start
    while (at := held.after(at, done | set(seen))) and at not in seen:
        seen.append(at)
    assert sorted(seen) == sorted(set(held.ids) - done - {start} | ({start} & set(seen)))


def said(kind: str, subject: str, **more: object) -> Judgement:
    return replace(signed(kind, subject, "Ann", "2026-01-01T00:00:00+00:00", "seen"), **more)  # type: ignore[arg-type]


def test_what_is_judged_is_decided_and_what_is_withdrawn_is_not(sure: Path) -> None:
    with open_record(str(sure)) as view:
        desk = Desk(view)
        for kind in ("right", "wrong", "value-is"):
            assert decided(desk, "claims", [said(kind, FIRST.id)]) == {FIRST.id}
        assert decided(desk, "claims", [said("right", FIRST.id, withdrawn=True), said("note", FIRST.id)]) == frozenset()
        every = lineup(desk, Asked(), "disagreements").ids
        assert decided(desk, "disagreements", [said("right", FIRST.id)]) == set(every)
        first, second = every[0].split("-")
        assert decided(desk, "disagreements", [said("both-stand", f"{second} {first}")]) == {every[0]}
        assert decided(desk, "disagreements", [said("note", first)]) == frozenset()


def test_a_claim_that_is_read_otherwise_now_is_known_by_its_words(sure: Path) -> None:
    with open_record(str(sure)) as view:
        old = said("right", "gone", article=FIRST.article, span=FIRST.span)
        assert decided(Desk(view), "claims", [old]) >= {FIRST.id}
        assert decided(Desk(view), "claims", [replace(old, article="elsewhere")]) == {"gone"}


def test_matters_that_were_compared_do_not_come_again(tmp_path: Path) -> None:
    path = two_votes(tmp_path / "votes.record")
    with open_record(str(path)) as view:
        desk = Desk(view)
        a, b = lineup(desk, Asked(), "same").ids[0].split("-")
        claims = [view.entry(i).claims[0] for i in (a, b)]
        assert decided(desk, "same", [said("different", " ".join(claims))]) == {pair(a, b)}
        assert decided(desk, "same", [said("same", f"{b} {a}")]) == {pair(a, b)}
        assert decided(desk, "same", [said("different", f"{a} {a[::-1]}")]) == frozenset()


def test_rows_tell_every_thing_that_waits(sure: Path) -> None:
    with open_record(str(sure)) as view:
        desk = Desk(view)
        for kind in KINDS:
            held = lineup(desk, Asked(), kind).ids
            assert [r["id"] for r in waiting_fields(desk, kind, held)] == list(held)
        row, = waiting_fields(desk, "claims", [FIRST.id])
        assert (row["quote"], row["start"], row["end"]) == (FIRST.quote, *FIRST.span)


def test_a_claim_called_wrong_waits_no_more_even_before_it_is_settled(sure: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(sure, tmp_path / "mine.record"))
    with Store.open(path, RULES) as store:
        store.judge(said("wrong", SECOND.id, article=SECOND.article, span=SECOND.span))
        desk = Desk(store)
        assert SECOND.id in decided(desk, "claims", store.judgements())
        store.settle()
        assert SECOND.id not in lineup(desk, Asked()).ids


def test_nothing_waits_in_an_empty_record(tmp_path: Path) -> None:
    path = keep(tmp_path / "empty.record", [])
    assert [ids(path, kind) for kind in KINDS] == [[], [], []]
