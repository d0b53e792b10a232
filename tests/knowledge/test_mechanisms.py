"""Mechanisms are found by their wordings, under one short name each."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import KnowledgeError
from onrecord.knowledge import mechanisms as module
from onrecord.knowledge.loader import load
from onrecord.knowledge.mechanisms import mechanisms, read_mechanisms
from onrecord.model import ACTS


def names(text: str) -> list[str]:
    return [name for _, name in read_mechanisms(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The package comes from presidential drawdown authority.", "presidential drawdown authority"),
        ("A 40th drawdown was announced.", "presidential drawdown authority"),
        ("It is paid through the Ukraine Security Assistance Initiative.", "USAI"),
        ("The Foreign Military Sales case is open.", "Foreign Military Sale"),
        ("Tanks were handed over as excess defense articles.", "Excess Defense Articles"),
        ("The supplemental funding request went to Congress.", "supplemental request"),
        ("Money came from the European Peace Facility.", "European Peace Facility"),
        ("Allies pay under the Prioritized Ukraine Requirements List.", "PURL"),
        ("The Ringtausch gave Athens Marders.", "circular exchange"),
        ("The firm was put on the Entity List.", "Entity List"),
        ("New export restrictions bite.", "export control"),
        ("The EU threatened to trigger snapback.", "snapback"),
        ("Washington used CAATSA against Ankara.", "CAATSA"),
        ("Two bankers were added to the SDN list.", "SDN designation"),
        ("Secondary sanctions were threatened.", "secondary sanctions"),
        ("Berlin refused the export licence.", "export licence"),
        ("Cairo wanted an end-user certificate.", "end-user certificate"),
        ("They signed a memorandum of understanding.", "memorandum of understanding"),
        ("Oil was bartered for jets.", "barter"),
        ("The guns were smuggled.", "smuggling"),
        ("The submarine is leased.", "lease"),
        ("The cap on oil prices, a price cap, holds.", "oil price cap"),
    ],
)
def test_wordings_lead_to_the_short_name(text: str, name: str) -> None:
    assert name in names(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The UN Security Council kept the arms embargo on South Sudan.", "UN arms embargo"),
        ("Brussels, which speaks for the EU, kept the arms embargo on China.", "EU arms embargo"),
        ("London kept its arms embargo.", "arms embargo"),
        ("The UN is silent. The EU arms embargo stands.", "EU arms embargo"),
    ],
)
def test_the_body_near_an_embargo_tells_whose_it_is(text: str, expected: str) -> None:
    assert names(text) == [expected]


def test_a_body_outside_the_stretch_tells_it_too_but_not_one_far_away() -> None:
    near = "The Security Council met. The arms embargo was kept."
    start = near.index("The arms")
    assert [name for _, name in read_mechanisms(near, start, len(near))] == ["UN arms embargo"]
    far = f"The Security Council met. {'It rained. ' * 60}The arms embargo was kept."
    assert names(far) == ["arms embargo"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He signed Executive Order 14024.", "Executive Order 14024"),
        ("It rests on E.O. 13382.", "Executive Order 13382"),
        ("UN Security Council Resolution 1718 binds all.", "UN Security Council Resolution 1718"),
        ("General License 8 allows it.", "General License 8"),
        ("He signed an executive order.", "executive order"),
    ],
)
def test_numbered_instruments_carry_their_number(text: str, expected: str) -> None:
    assert names(text) == [expected]


@pytest.mark.parametrize("text", ["She read him the safe word.", "They ate early.", "He led the band.", "The ear hurts, the quad aches."])
def test_acronyms_want_their_capitals(text: str) -> None:
    assert names(text) == []


def test_names_acts_and_wordings_are_sound() -> None:
    rows = load("mechanisms")["mechanisms"]
    assert len(rows) == len(mechanisms()) > 100
    assert all(set(known.acts) <= set(ACTS) for known in mechanisms().values())
    assert all(name in {n for _, n in read_mechanisms(row["words"][0], 0, 999)} for row in rows for name in [row["name"]])


@pytest.mark.parametrize(
    "rows",
    [
        [{"name": "x", "acts": ["transfer"], "words": ["x"]}, {"name": "x", "acts": ["transfer"], "words": ["y"]}],
        [{"name": "x", "acts": ["gift"], "words": ["x"]}],
        [{"name": "x", "acts": ["transfer"], "words": []}],
        [{"name": "x", "acts": ["transfer"], "words": ["x"], "by": {"UN": "y"}}],
    ],
)
def test_a_broken_file_is_refused(rows: list[dict[str, object]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "load", lambda name: {"mechanisms": rows})
    with pytest.raises(KnowledgeError):
        module.mechanisms.__wrapped__()


@given(st.lists(st.sampled_from(["arms embargo", "the EU", "UN", "E.O. 13382", "lease", "drawdown", ".", "\n", "snapback"]), max_size=12))
def test_spans_lie_in_the_text_in_order_and_apart(parts: list[str]) -> None:
    text = " ".join(parts)
    found = [span for span, _ in read_mechanisms(text, 0, len(text))]
    assert all(0 <= span.start < span.end <= len(text) for span in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
