"""``units.yaml``: what its loader promises and refuses."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.errors import KnowledgeError
from onrecord.knowledge.loader import load
from onrecord.knowledge.units import build, units


def raw(**changes: Any) -> dict[str, Any]:
    """The shipped file with some fields replaced."""
    return {**load("units"), **changes}


def test_longer_phrases_are_tried_first() -> None:
    lengths = [len(words) for words, _ in units().before["than"]]
    assert lengths == sorted(lengths, reverse=True)
    assert (("more", "than"), "above") in units().before["than"]


def test_every_unit_and_mass_is_singular_of_something() -> None:
    for table in (units().units, units().mass):
        assert all(singular and not singular.endswith("ies") for singular in table.values())


def test_no_word_is_both_a_unit_of_goods_and_a_measure() -> None:
    assert not set(units().units) & units().measures
    assert not set(units().mass) & set(units().units)


def test_every_plural_begins_at_two_and_ends_below_the_next_unit() -> None:
    for word, (low, high) in units().plurals.items():
        assert 0 < low <= high, word


@pytest.mark.parametrize(("changes", "entry"), [
    ({"bounds": {"somewhat": ["kind of"]}}, "somewhat"),
    ({"plurals": {"dozens": [99, 24]}}, "dozens"),
    ({"loose": {"several": [3]}}, "several"),
    ({"stops": ["a", False]}, "stops"),
])
def test_a_file_that_breaks_its_definitions_is_refused(changes: dict[str, Any], entry: str) -> None:
    with pytest.raises(KnowledgeError) as refused:
        build(raw(**changes))
    assert (refused.value.file, refused.value.entry) == ("units.yaml", entry)


def test_a_missing_field_is_named() -> None:
    without = raw()
    del without["labels"]
    with pytest.raises(KnowledgeError) as refused:
        build(without)
    assert refused.value.entry == "labels"
