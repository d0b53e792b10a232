"""One sum divided among several receivers: each has its own, and what another gives is not divided with it."""

from __future__ import annotations

import pytest
from tests.claims.building import layered

from onrecord.claims.layers import Layers
from onrecord.claims.proposal import Proposal
from onrecord.claims.shares import divided, shares
from onrecord.model import Span


def told(text: str) -> list[tuple[set[str], float | None]]:
    return [(set(s.codes), s.money.money.low if s.money.money else None) for s in shares(layered(text), 0)]


def proposal(layers: Layers, giver: list[str], receiver: list[str], status: str = "agreed") -> Proposal:
    """Money from ``giver`` to ``receiver`` by the sentence's first word, of no sum."""
    nowhere = layers.tree.span(0)
    return Proposal(0, Span(0, len(layers.article.text)), "funding", tuple((c, nowhere) for c in giver), "learned",
                    tuple((c, nowhere) for c in receiver), "learned", (), None, None, status, (0,), "learned", "learned")


def cut(text: str, *sides: tuple[list[str], list[str]]) -> set[tuple[tuple[str, ...], tuple[str, ...], float | None]]:
    layers = layered(text)
    out = divided(layers, [proposal(layers, *pair) for pair in sides])
    return {(tuple(c for c, _ in p.giver), tuple(c for c, _ in p.receiver), p.money.money.low if p.money and p.money.money else None) for p in out}


@pytest.mark.parametrize(("text", "found"), [
    ("The bill holds $7 billion for Kenya, $3 billion for Chile and $1 billion for Peru and Japan.",
     [({"KE"}, 7e9), ({"CL"}, 3e9), ({"PE", "JP"}, 1e9)]),
    ("$7 billion of it is set aside for Kenya, and $3 billion will go to Chile.", [({"KE"}, 7e9), ({"CL"}, 3e9)]),
    ("Italy will give Kenya $7 billion and Chile $300 million this year.", [({"KE"}, 7e9), ({"CL"}, 3e8)]),
    ("Of the $9 billion, $7 billion will go to Kenya and $2 billion to Chile.", [({"KE"}, 7e9), ({"CL"}, 2e9)]),
    ("Italy gave Kenya $7 billion for ships.", []),
    ("Italy gave $7 billion to Kenya and another $1 billion to Kenya.", []),
    ("Italy has $7 billion left, Chile said, and $1 billion of debts, Kenya said.", []),
])
def test_who_gets_which_sum(text: str, found: list[tuple[set[str], float]]) -> None:
    assert told(text) == found


def test_each_receiver_has_its_own_sum() -> None:
    text = "Italy set aside $7 billion for Kenya, which is at war with Somalia, and $3 billion for Chile."
    assert cut(text, (["IT"], ["KE"])) == {(("IT",), ("KE",), 7e9), (("IT",), ("CL",), 3e9)}
    assert cut(text, (["IT"], ["KE", "CL"])) == {(("IT",), ("KE",), 7e9), (("IT",), ("CL",), 3e9)}


def test_who_gets_a_share_gives_none() -> None:
    assert cut("The bill holds $7 billion for Kenya and $3 billion for Chile.", (["CL"], ["KE"])) == {((), ("KE",), 7e9), ((), ("CL",), 3e9)}


@pytest.mark.parametrize("text", [
    "Italy gave $7 billion to Kenya and Norway another $3 billion to Chile.",
    "Italy gave $7 billion to Kenya and Norway sent $3 billion to Chile.",
    "Italy gave $7 billion to Kenya; $3 billion for Chile stayed at home.",
])
def test_what_another_gives_is_not_divided_with_it(text: str) -> None:
    assert cut(text, (["IT"], ["KE"])) == {(("IT",), ("KE",), 7e9)}


def test_a_receiver_of_no_share_stays() -> None:
    assert cut("The bill holds $7 billion for Kenya and $3 billion for Chile.", (["IT"], ["KE", "PE"])) == {(("IT",), ("KE", "PE"), None)}


def test_another_status_of_a_share_is_kept_and_the_same_told_once() -> None:
    layers = layered("The bill holds $7 billion for Kenya and $3 billion for Chile.")
    told = [proposal(layers, ["IT"], ["KE", "CL"]), proposal(layers, ["IT"], ["KE"]), proposal(layers, ["IT"], ["KE"], "denied")]
    found = sorted((next(iter(p.codes()[1])), p.status, p.money.money.low) for p in divided(layers, told) if p.money and p.money.money)
    assert found == [("CL", "agreed", 3e9), ("KE", "agreed", 7e9), ("KE", "denied", 7e9)]
