"""What changed between two days: exactly what was published between them, by id or by claims, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from tests.ledger.test_settling import WORLD, Articles
from tests.strategies import claim, facts, known, source

from onrecord.ledger import as_of, changes, settle
from onrecord.model import CHANGES, Change, Changes, Claim, Entry


def said(article: str, **more: object) -> Claim:
    return claim(article=article, source=source(f"Speaker of {article}"), **more)  # type: ignore[arg-type]


def between(since: str, until: str, *dated: tuple[str, Claim]) -> tuple[Change, ...]:
    claims, articles = [c for _, c in dated], known(*(facts(c.article, day) for day, c in dated))
    return changes(as_of(claims, articles, since), as_of(claims, articles, until))


POSSIBLE, DONE = ("2023-01-01", said("a", status="possible")), ("2023-02-01", said("b"))


def test_nothing_published_nothing_changed() -> None:
    assert between("2023-03-01", "2023-12-31", POSSIBLE, DONE) == ()


def test_a_new_matter() -> None:
    (change,) = between("2022-01-01", "2023-01-15", POSSIBLE, DONE)
    assert (change.kinds, change.before, change.claims, change.origins) == (("new",), None, (POSSIBLE[1].id,), ("a",))


def test_a_status_that_moved_and_by_whom() -> None:
    (change,) = between("2023-01-15", "2023-02-01", POSSIBLE, DONE)
    assert change.kinds == ("moved",)
    assert change.before is not None
    assert (change.before.standing, change.after.standing) == ("possible", "done")
    assert [(m.published, m.origin, m.status) for m in change.movers] == [("2023-02-01", "b", "done")]


def test_what_became_contested_and_is_so_no_longer() -> None:
    denied = ("2023-03-01", said("c", status="denied"))
    (change,) = between("2023-02-15", "2023-03-01", POSSIBLE, DONE, denied)
    assert change.kinds == ("moved", "contested", "disagreements")
    assert [(d.kind, d.claim, d.against) for d in change.opened] == [("denial", DONE[1].id, denied[1].id)]
    assert [m.status for m in change.movers] == ["denied"]
    back = ("2023-04-01", claim(article="d", source=source("Speaker of c")))
    (change,) = between("2023-03-15", "2023-04-01", POSSIBLE, DONE, denied, back)
    assert change.kinds == ("moved", "uncontested")
    assert change.closed == (), "who took a denial back did say it"


def test_amounts_that_were_not_told() -> None:
    counted = ("2023-03-01", said("c", quantity=(400, 400)))
    (change,) = between("2023-02-15", "2023-03-01", DONE, counted)
    assert (change.kinds, [q.low for q in change.quantities]) == (("amounts",), [400])


def test_a_word_more_that_changes_nothing_is_told_apart() -> None:
    (change,) = between("2023-02-15", "2023-03-01", DONE, ("2023-03-01", said("c")))
    assert change.kinds == ("grown",)


def test_entries_that_became_one() -> None:
    open_ = ("2023-01-01", said("a", giver=()))
    (change,) = between("2023-01-15", "2023-02-01", open_, DONE)
    assert change.kinds in {("joined",), ("grown",), ("moved",)}
    assert {*change.claims} == {DONE[1].id}


def test_a_matter_parted_from_another_is_no_new_one() -> None:
    first = [("2023-01-01", claim("training", ("GB",), ("UA",), (), "underway", a, mechanism=m))
             for a, m in (("a", "Operation Interflex"), ("b", None))]
    second = ("2023-02-01", claim("training", ("GB",), ("UA",), (), "underway", "c", mechanism="Operation Orbital"))
    found = between("2023-01-15", "2023-02-01", *first, second)
    assert sorted(c.kinds for c in found if c.kinds != ("grown",)) == [("new",), ("parted",)]


def test_a_change_is_of_a_known_kind() -> None:
    (change,) = between("2022-01-01", "2023-01-15", POSSIBLE)
    found = Changes("2022-01-01", None, (change,))
    assert tuple(found.counts) == CHANGES
    assert found.counts["new"] == 1


@given(WORLD)
@settings(max_examples=80)
def test_the_changes_are_what_was_published_between(world: tuple[list[Claim], Articles]) -> None:
    every, articles = world
    facts_of = known(*articles)
    before, after = as_of(every, facts_of, "2022-12-31"), as_of(every, facts_of, "2023-12-31")
    found = changes(before, after)
    late = {f.id for f in articles if f.published and "2022-12-31" < f.published <= "2023-12-31"}
    new = {c.id for c in every if c.article in late} - {c.id for c in every if c.article not in late}
    assert {i for c in found for i in c.claims if c.kinds != ("parted",)} >= new - {c for e in before for c in e.claims}
    assert all(c.kinds for c in found)
    if not late:
        assert found == ()


@given(WORLD)
@settings(max_examples=50)
def test_the_same_entries_have_no_changes(world: tuple[list[Claim], Articles]) -> None:
    found = settle(world[0], known(*world[1]))
    assert changes(found, found) == ()
    assert {c.after.id for c in changes([], found)} == {e.id for e in found}
    assert all(c.kinds[0] == "new" for c in changes([], found))


@pytest.mark.parametrize("entries", [[]])
def test_nothing_to_compare(entries: list[Entry]) -> None:
    assert changes(entries, entries) == ()
