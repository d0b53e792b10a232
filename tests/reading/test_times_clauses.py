"""Times that only bound what is told: their keys are opened, those of what happened then are not."""

import pytest
from tests.claims.building import layered


@pytest.mark.parametrize(("text", "kind", "key"), [
    ("Italy sent Kenya rifles before the war began in May 2029.", "bound", "until:2029-05"),
    ("Italy has sent Kenya rifles since the king was crowned in June 2029.", "bound", "since:2029-06"),
    ("Italy sent Kenya rifles until the port was closed on 3 May 2029.", "bound", "until:2029-05-03"),
    ("Italy sent Kenya rifles before the election of March 2029.", "bound", "until:2029-03"),
    ("Italy sent Kenya rifles after the war began in May 2029.", "month", "2029-05"),
    ("Italy sent Kenya rifles when the war began in May 2029.", "month", "2029-05"),
    ("Italy sent Kenya rifles in May 2029.", "month", "2029-05"),
    ("Italy sent Kenya rifles before May 2029.", "interval", "until:2029-05"),
    ("Italy sent Kenya rifles before dawn on Tuesday.", "weekday", "wd1<"),
])
def test_a_clause_or_phrase_that_bounds_opens_the_time_in_it(text: str, kind: str, key: str) -> None:
    told, = layered(text).reading.times
    assert (told.kind, told.key) == (kind, key)


def test_a_bound_is_resolved_as_any_time() -> None:
    told, = layered("Italy sent Kenya rifles before the war began in May 2029.").reading.times
    assert told.when is not None and (told.when.iso, told.when.end) == ("/2029-05", "2029-05-31")


@pytest.mark.parametrize(("text", "key"), [
    ("Italy has sold Kenya rifles for three decades.", "since:ago:30Y"), ("Italy has sold Kenya rifles for two years.", "since:ago:24M"),
])
def test_a_stretch_under_for_beside_a_perfect_is_the_time_since_then(text: str, key: str) -> None:
    told, = layered(text).reading.times
    assert (told.kind, told.key) == ("interval", key)


@pytest.mark.parametrize(("text", "key"), [
    ("A rifle that was made in 2015 was sold to Kenya that December.", "2015-12"),
    ("A rifle was made in 2015. It was sold to Kenya that December.", "2015-12"),
    ("A rifle that was made in 2015 was sold to Kenya in December.", "--12<"),
])
def test_that_month_is_of_the_year_told_last(text: str, key: str) -> None:
    assert layered(text).reading.times[-1].key == key
