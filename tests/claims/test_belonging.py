"""A group that is named by its country acts itself; the country does where anything else in the sentence names it."""

import pytest
from tests.claims.building import at, layered

from onrecord.claims.belonging import acting


@pytest.mark.parametrize(("text", "codes", "expected"), [
    ("Iran sent rockets to Yemen's Houthis.", ["YE"], ["Houthis"]),
    ("Iran sent rockets to Yemen's Houthi rebels.", ["YE"], ["Houthis"]),
    ("Iran sent rockets to Yemen's Houthis.", ["YE", "Houthis"], ["Houthis"]),
    ("Iran sent rockets to Lebanon's Hezbollah.", ["LB", "IR"], ["Hezbollah", "IR"]),
    ("Iran sent rockets to Lebanon's army.", ["LB"], ["LB"]),
    ("Iran sent rockets to Lebanon and to Lebanon's Hezbollah.", ["LB"], ["LB"]),
    ("Iran sent rockets to Chad.", ["LB"], ["LB"]),
    ("Iran sent rockets to the EU's NATO.", ["EU"], ["EU"]),
])
def test_who_acts_where_a_country_owns_a_group(text: str, codes: list[str], expected: list[str]) -> None:
    layers = layered(text)
    assert acting(layers, at(layers.tree, "sent"), codes) == expected
