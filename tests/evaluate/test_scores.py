"""Scoring: what counts as core, as loose, as said again; F1; fields; and that nothing depends on chance."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.evaluate.told import names, told
from tests.strategies import claim, claims, source

from onrecord.evaluate import Found, Gold, Range, Tally, Told, score, told_of
from onrecord.evaluate.fields import same_day, same_origin, same_range, same_time
from onrecord.evaluate.pairing import is_core, is_loose, item_agreement, pair, restates


@pytest.mark.parametrize(("a", "b", "share"), [
    ("uav", "uav", 1), ("", "", 1), ("uav", "", 0), ("uav", "tank", 0), ("missile.ballistic", "missile.cruise", 0.5),
    ("uav tank", "uav", 0.5), ("missile.ballistic uav", "missile.cruise uav", 0.75), ("missile.ballistic missile.other", "missile.ballistic", 0.5),
])
def test_item_agreement(a: str, b: str, share: float) -> None:
    assert item_agreement(frozenset(a.split()), frozenset(b.split())) == item_agreement(frozenset(b.split()), frozenset(a.split())) == share


@pytest.mark.parametrize(("changes", "core", "loose"), [
    ({}, True, True),
    ({"status": "underway"}, True, True),
    ({"status": "planned"}, False, True),
    ({"receiver": names("ru", "by")}, False, True),
    ({"giver": names(), "receiver": names("by")}, False, False),
    ({"classes": names("tank")}, False, True),
    ({"act": "sanction", "classes": names()}, True, True),
])
def test_core_and_loose(changes: dict[str, object], core: bool, loose: bool) -> None:
    gold = told(act=changes.get("act", "transfer"))
    assert (is_core(told(**changes), gold), is_loose(told(**changes), gold)) == (core, loose)


def test_claims_without_parties_agree_loosely_only_with_each_other() -> None:
    nobody = told(giver=names(), receiver=names())
    assert is_loose(nobody, nobody) and not is_loose(nobody, told()) and not is_loose(told(), nobody)


def test_the_closest_are_paired_first_one_to_one() -> None:
    near, far = told(), told(giver=names("kp"))
    matched = pair([far, near], [near])
    assert matched.pairs == ((near, near),) and matched.extra == (far,) and matched.missed == ()


def test_only_the_same_act_on_shared_words_is_paired() -> None:
    assert pair([told(act="use")], [told()]).pairs == ()
    assert pair([told(start=10, end=12)], [told()]).pairs == ()
    assert pair([told(start=9, end=12)], [told()]).pairs != ()


@pytest.mark.parametrize(("changes", "again"), [
    ({}, True), ({"status": "underway"}, True), ({"status": "denied"}, False), ({"classes": names("uav", "tank")}, True),
    ({"classes": names("tank")}, False), ({"start": 5}, False), ({"receiver": names()}, False),
])
def test_what_is_said_again_elsewhere_is_set_aside(changes: dict[str, object], again: bool) -> None:
    found = replace(told(start=90, end=99), **changes)  # type: ignore[arg-type]
    assert restates(found, [told()]) == again
    scores = score([Gold("p", (told(),))], {"p": Found((told(), found))})
    assert scores.overall.found == (1 if again else 2) and scores.aside == again


def test_f1_of_a_half_found_page() -> None:
    other = told(start=50, end=60, status="denied", giver=names("kp"))
    scores = score([Gold("p", (told(), other))], {"p": Found((told(),))})
    assert scores.overall.rates("core") == pytest.approx((1.0, 0.5, 2 / 3))
    assert [(d.kind, d.gold) for d in scores.differences] == [("missed", other)]


def test_a_page_that_was_not_read_counts() -> None:
    scores = score([Gold("p", (told(),), genre="news"), Gold("q", ())], {})
    assert (scores.absent, scores.overall, scores.genres["news"].gold) == (2, Tally(gold=1), 1)


def test_published_and_noise_are_scored_on_the_page() -> None:
    gold = Gold("p", (), published="2024-02-22", noise=("Share this", "Read on"))
    scores = score([gold], {"p": Found((), "2024-02-20", "Words. Read on")})
    assert scores.fields == {"published (2 days)": (1, 1), "noise left out": (1, 2)}


@pytest.mark.parametrize(("a", "b", "same"), [
    ("2024-02-21", "2024-02", True), ("2024-02", "2024-03", False), ("2024", "2024-01/2024-12", True), ("2024-01/", "2024-02/", True),
    ("2024-01/", "2024-03/", False), ("2024-01/", "2024-01/2025-01", True), ("/2024-03", "2024-03", True),
    ("2024", "2024-05", False), ("soon", "2024", False),
    ("2023-12-31/2024-01", "2024-01", True),
])
def test_times(a: str, b: str, same: bool) -> None:
    assert same_time(a, b) == same_time(b, a) == same


@pytest.mark.parametrize(("a", "b", "same"), [
    (Range(400, 400), Range(360, 440), True), (Range(401, None), Range(400, None), True), (Range(401, None), Range(401, 401), False),
    (Range(100, 100), Range(120, 120), False), (Range(0, 1), Range(0.1, 1), True), (Range(5, 5, "USD"), Range(5, 5, "EUR"), False),
    (Range(None, None), Range(None, None), True),
])
def test_ranges(a: Range, b: Range, same: bool) -> None:
    assert same_range(a, b) == same_range(b, a) == same


@pytest.mark.parametrize(("a", "b", "same"), [
    ("Ada Stone", "Secretary Stone", True), ("", "", True), ("The US", "of the U.S.", True), ("Ada", "", False), ("Ada", "Eve", False),
])
def test_origins(a: str, b: str, same: bool) -> None:
    assert same_origin(told(origin=a), told(origin=b)) == same


@pytest.mark.parametrize(("found", "gold", "same"), [
    ("2024-02-22", "2024-02-24", True), ("2024-02-22", "2024-02-25", False), ("2024-02", "2024-02", True), ("2024-02", "2024-02-01", False),
    (None, "2024-02-01", False),
])
def test_days(found: str | None, gold: str, same: bool) -> None:
    assert same_day(found, gold) == same


def test_a_claim_of_ours_is_told_whole() -> None:
    made = told_of(claim(giver=("IR", "KP"), quantity=(401, None), money=(1e6, 2e6), when_iso="2024-01", at=7, quote="Sent.",
                         source=source("officials", anonymous=True), confidence=0.4))
    assert made == Told("transfer", names("ir", "kp"), names("ru"), names("uav"), "done", "certain", 7, 12, "Sent.", Range(401, None),
                        Range(1e6, 2e6, "USD"), "2024-01", "officials", True, 1, 0.4)


@given(st.lists(claims(), max_size=6))
def test_what_is_found_word_for_word_is_right(found: list[object]) -> None:
    same = tuple({t.start: t for t in map(told_of, found)}.values())  # type: ignore[arg-type]
    scores = score([Gold("p", same)], {"p": Found(same)})
    assert scores.overall.core == scores.overall.loose == scores.overall.gold == scores.overall.found == len(same)
    assert not scores.differences and all(right == of for right, of in scores.fields.values())


@given(st.lists(claims(), max_size=5), st.lists(claims(), max_size=5))
def test_counts_stay_within_bounds(found: list[object], gold: list[object]) -> None:
    ours, theirs = (tuple(map(told_of, side)) for side in (found, gold))  # type: ignore[arg-type]
    scores = score([Gold("p", theirs)], {"p": Found(ours)})
    whole = scores.overall
    assert whole.core <= whole.loose <= min(whole.found, whole.gold) and whole.found + scores.aside == len(ours)
    assert sum(t.gold for t in scores.acts.values()) == whole.gold == len(theirs)
    assert sum(d.kind != "differs" for d in scores.differences) + 2 * (whole.found - sum(d.kind == "extra" for d in scores.differences)) \
        == whole.gold + whole.found
