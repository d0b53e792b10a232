"""What is no claim though its word tells an act: honours, and chips that a state makes for itself."""

import pytest
from tests.claims.building import at, layered

from onrecord.claims.beyond import beyond
from onrecord.claims.proposal import Unit
from onrecord.model import Span

HERE = Span(0, 1)


@pytest.mark.parametrize(("text", "word", "honours"), [
    ("The bill designates the facility of the Post Office in Strelsau as the Rudolf Rassendyll Post Office.", "designates", True),
    ("Italy will designate Kenya as a major ally.", "designate", True),
    ("Parliament has designated September 11 as a day of mourning.", "designated", True),
    ("Italy designated three Kenyan banks for shipping drones.", "designated", False),
    ("Italy designated the group as a terrorist organization.", "designated", False),
    ("Two generals were designated by Italy over the war.", "designated", False),
    ("Italy sanctioned the facility that makes drones.", "sanctioned", False),
])
def test_what_is_designated_in_honour_is_not_sanctioned(text: str, word: str, honours: bool) -> None:
    layers = layered(text)
    assert beyond(layers, Unit(at(layers.tree, word), "sanction"), [("IT", HERE)], [], []) is honours


@pytest.mark.parametrize(("text", "giver", "receiver", "civil"), [
    ("Italy produces the semiconductors that its phones need.", "IT", "IT", True),
    ("Italy produces the semiconductors that its phones need.", "IT", "KE", False),
    ("Italy produces the semiconductors that its missiles need.", "IT", "IT", False),
    ("Italy produces the semiconductors that its army needs.", "IT", "IT", False),
    ("Italy produces the howitzers that Rome wants.", "IT", "IT", False),
])
def test_chips_for_the_home_market_are_no_arms(text: str, giver: str, receiver: str, civil: bool) -> None:
    layers = layered(text)
    goods = layers.reading.items[:1]
    assert goods
    assert beyond(layers, Unit(at(layers.tree, "produces"), "production"), [(giver, HERE)], [(receiver, HERE)], goods) is civil
