"""An entry in its row is the entry, and is short."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.strategies import claim, claims, facts, known

from onrecord.ledger import settle
from onrecord.model import Claim, Disagreement, Entry
from onrecord.model.credibility import Ground
from onrecord.model.entry import Bond, StatusMove
from onrecord.store.codec import encoded
from onrecord.store.packed import packed, unpacked

IDS = st.sampled_from(["c1", "c2", "c3", "c\ud800"])
SOME = st.lists(IDS, max_size=3).map(tuple)
TEXTS = st.sampled_from(["", "a", "b: C", "\ud800\0"])
GROUNDS = st.lists(st.builds(Ground, TEXTS, TEXTS, SOME), max_size=3).map(tuple)
MOVES = st.builds(StatusMove, st.none() | TEXTS, TEXTS, TEXTS, TEXTS, TEXTS, SOME, TEXTS, st.booleans(), st.sampled_from("ABF"), GROUNDS)
BONDS = st.lists(st.builds(Bond, TEXTS, st.integers(1, 9)), max_size=3).map(tuple)
PLAIN = settle([claim()], known(facts()))[0]
ENTRIES = st.builds(
    lambda ids, moves, odds, why, bonds: replace(PLAIN, claims=ids, history=moves, disagreements=odds, reasons=why, bonds=bonds),
    st.lists(IDS, unique=True).map(tuple), st.lists(MOVES, max_size=4).map(tuple),
    st.lists(st.builds(Disagreement, TEXTS, IDS, IDS, st.booleans()), max_size=3).map(tuple),
    st.lists(st.tuples(IDS, TEXTS), max_size=4).map(tuple), st.lists(st.tuples(IDS, BONDS), max_size=4).map(tuple),
)


@given(ENTRIES)
@settings(max_examples=150)
def test_any_entry_comes_back(entry: Entry) -> None:
    assert unpacked(packed(entry)) == entry
    assert unpacked(encoded(entry)) == entry


@given(st.lists(claims(), min_size=1, max_size=8))
@settings(max_examples=30)
def test_settled_entries_come_back(some: list[Claim]) -> None:
    for entry in settle(some, known(*(facts(c.article) for c in some))):
        back = unpacked(packed(entry))
        assert back == entry and all(type(b) is Bond for _, bonds in back.bonds for b in bonds)


def test_many_claims_are_told_in_a_third_of_the_text() -> None:
    told = [claim(article=f"a{n}", status=("done", "planned")[n % 2], when_iso=f"2024-01-{n % 28 + 1:02d}") for n in range(200)]
    entry, = settle(told, known(*(facts(c.article) for c in told)))
    assert len(packed(entry)) * 3 < len(encoded(entry))


def test_what_is_no_entry_is_refused() -> None:
    held = json.loads(packed(PLAIN))
    broken = [{**held, "claims": []}, {**held, "history": [[]]}, {**held, "bonds": None}, {**held, "entry": {"id": "a"}}, {"entry": held["entry"]},
              {**held, "disagreements": [["denial"]]}, {**held, "reasons": [[], [3], None]}]
    for text in ("", "[]", "3", "null", *map(json.dumps, broken)):
        with pytest.raises(ValueError):
            unpacked(text)
