"""Days, amounts and speakers: the small parts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import claim, facts, source, when

from onrecord.ledger.times import Days, day_of, days_of, hull, iso_day, narrowest
from onrecord.ledger.voices import speaker_of
from onrecord.model import Money, Quantity, When
from onrecord.model.amounts import close, named_range


@given(st.dates())
def test_a_day_and_its_number(day: object) -> None:
    number = day_of(str(day))
    assert number is not None
    assert iso_day(number) == str(day)


@pytest.mark.parametrize("iso", [None, "", "2024", "2024-13-01", "2023-02-29", "soon"])
def test_what_is_no_day(iso: str | None) -> None:
    assert day_of(iso) is None


@given(st.tuples(st.integers(1, 999), st.integers(1, 999)), st.tuples(st.integers(1, 999), st.integers(1, 999)))
def test_gaps_are_the_same_from_both_sides(a: tuple[int, int], b: tuple[int, int]) -> None:
    first, second = Days(*sorted(a)), Days(*sorted(b))
    assert first.gap(second) == second.gap(first)
    assert (first.gap(second) == 0) == (first.start <= second.end and second.start <= first.end)


def test_times_as_days() -> None:
    assert days_of(None) is None
    assert days_of(When("", None, None)) is None
    assert days_of(when("2024-02")) == Days(day_of("2024-02-01") or 0, day_of("2024-02-29") or 0)
    backwards = days_of(When("x", "2024-02-02", "2024-01-01"))
    assert backwards is not None
    assert backwards.length == 1


@pytest.mark.parametrize(("parts", "iso"), [
    (["2024-02-01"], "2024-02-01"), (["2024-02-01", "2024-03"], "2024-02-01/2024-03-31"), (["2024-01/"], "2024-01-01/"),
    (["/2023-05-01"], "/2023-05-01"), (["2024-01/", "2024-02-05"], "2024-01-01/2024-02-05"),
])
def test_the_hull_of_times(parts: list[str], iso: str) -> None:
    days = [d for p in parts if (d := days_of(when(p))) is not None]
    found = hull(days)
    assert found is not None
    assert found.iso == iso


@pytest.mark.parametrize(("parts", "kept"), [
    (["2024-02-01/2024-02-10", "2024-02-05", "2024-02-05"], ["2024-02-05"]), (["2024-01/", "2024-02-05"], ["2024-02-05"]), ([], []),
    (["2024-02-01/2024-02-04", "2024-02-05"], ["2024-02-01/2024-02-04", "2024-02-05"]),
    (["2024-02-01/2024-02-06", "2024-02-04/2024-02-09"], ["2024-02-01/2024-02-06", "2024-02-04/2024-02-09"]),
])
def test_the_narrowest_of_times(parts: list[str], kept: list[str]) -> None:
    days = [d for p in parts if (d := days_of(when(p))) is not None]
    assert narrowest(days) == [days_of(when(p)) for p in kept]


def test_the_hull_of_nothing() -> None:
    assert hull([]) is None


def money(low: float | None, high: float | None) -> Money:
    return Money(low, high, "USD", "a sum")


@pytest.mark.parametrize(("a", "b", "same"), [
    ((2.2e9, 2.2e9), (2.17e9, 2.17e9), True), ((4e8, 4e8), (8e8, 8e8), False), ((None, 6e7), (6e7, 6e7), True),
    ((None, 8e8), (4e8, 4e8), False),
    ((6e10, None), (6.1e10, None), True), ((2.5e9, None), (4e9, 4e9), False), ((7.2e8, 8e8), (7.5e8, 7.5e8), True),
])
def test_sums_that_can_be_one(a: tuple[float | None, float | None], b: tuple[float | None, float | None], same: bool) -> None:
    first, second = named_range(money(*a)), named_range(money(*b))
    assert first is not None
    assert second is not None
    assert close(first, second) is same
    assert close(second, first) is same


def test_an_amount_without_a_figure() -> None:
    assert named_range(Quantity(None, None, "some")) is None


def test_speakers() -> None:
    page = facts("a", outlet="The Courier")
    named = speaker_of(claim(source=source("Ada  Stone", "US")), page)
    assert (named.key, named.side, named.named) == ("ada stone", "US", True)
    unnamed = speaker_of(claim(source=source("officials", "US", anonymous=True)), page)
    assert (unnamed.side, unnamed.named) == ("US", False)
    assert speaker_of(claim(source=source(None)), page).key == "the courier"
    assert speaker_of(claim(source=source(None)), facts("a", outlet=None, origin="root")).key == "root"
    assert speaker_of(claim(source=source(None), article="lost"), None).key == "lost"
