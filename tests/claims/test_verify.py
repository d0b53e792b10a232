"""The last gate: what points at no kept words is refused, with the reason."""

from dataclasses import replace
from typing import Any

import pytest
from tests import strategies

from onrecord.claims.verify import fault
from onrecord.model import Article, Block, Claim, Filled, Item, Money, Quantity, Source, Span

TEXT = "Italy sold torpedoes to Kenya.\nShare this page"
ARTICLE = replace(strategies.article(TEXT), blocks=(Block(Span(0, 30), True, "paragraph"), Block(Span(31, 46), False, "furniture", "share")))
WHOLE, NOWHERE = Span(0, 30), Span(31, 46)


def sound() -> Claim:
    """A claim that passes."""
    base = strategies.claim(giver=("IT",), receiver=("KE",), items=(Item("missile.other", "torpedoes"),), at=0, quote=TEXT[:30])
    said = Filled[tuple[Source, ...]]((strategies.source("The Courier"),), (WHOLE,), "test")
    return replace(base, sources=said, certainty=Filled("certain", (WHOLE,), "said plainly"))


def test_a_sound_claim_passes() -> None:
    assert fault(sound(), ARTICLE) is None


@pytest.mark.parametrize(("change", "reason"), [
    ({"quote": "Italy sold"}, "quote"),
    ({"span": Span(2, 32)}, "quote"),
    ({"span": Span(30, 30), "quote": ""}, "quote"),
    ({"span": Span(30, 31), "quote": "\n"}, "quote"),
    ({"act": "gossip"}, "vocabulary"),
    ({"status": Filled("soon", (WHOLE,), "test")}, "vocabulary"),
    ({"certainty": Filled("maybe", (WHOLE,), "test")}, "vocabulary"),
    ({"giver": Filled((), (), "open"), "receiver": Filled((), (), "open")}, "no-party"),
    ({"giver": Filled(("IT",), (), "role")}, "evidence:giver"),
    ({"items": Filled((Item("uav", "drones"),), (), "named")}, "evidence:items"),
    ({"quantity": Filled(Quantity(4, 4, "four"), (), "counted")}, "evidence:quantity"),
    ({"money": Filled(Money(4, 4, "EUR", "€4"), (NOWHERE,), "sum")}, "outside:money"),
    ({"receiver": Filled(("KE",), (NOWHERE,), "role")}, "outside:receiver"),
    ({"status": Filled("done", (), "tense")}, "evidence:status"),
    ({"mechanism": Filled("USAI", (NOWHERE,), "named")}, "outside:mechanism"),
])
def test_what_is_refused(change: dict[str, Any], reason: str) -> None:
    assert fault(replace(sound(), **change), ARTICLE) == reason


@pytest.mark.parametrize("rule", ["ranked", "made at home", "lead-in"])
def test_a_party_filled_from_elsewhere_needs_words_too(rule: str) -> None:
    assert fault(replace(sound(), giver=Filled(("IT",), (), rule)), ARTICLE) == "evidence:giver"


def test_one_side_may_be_open() -> None:
    assert fault(replace(sound(), giver=Filled((), (), "open")), ARTICLE) is None


def test_a_quote_outside_the_kept_text_is_refused() -> None:
    claim = replace(sound(), span=NOWHERE, quote=TEXT[31:])
    assert fault(claim, ARTICLE) == "outside:quote"


def test_the_outlet_needs_no_words_of_the_page() -> None:
    said = Filled(sound().sources.value, (), "outlet")
    assert fault(replace(sound(), sources=said), ARTICLE) is None


def test_nothing_is_kept_of_an_article_without_kept_blocks() -> None:
    bare: Article = replace(ARTICLE, blocks=())
    assert fault(sound(), bare) == "outside:quote"
