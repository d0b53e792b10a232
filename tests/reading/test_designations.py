"""Designations are read however they are spelled, whole, and not out of other words."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.designations import read_designations


def read(text: str) -> list[tuple[str, str]]:
    return [(text[d.start:d.end], d.key) for d in read_designations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two Su-35 jets", [("Su-35", "su-35")]),
        ("two Su 35 jets", [("Su 35", "su-35")]),
        ("two SU35 jets", [("SU35", "su-35")]),
        ("two Su–35S jets", [("Su–35S", "su-35")]),
        ("the Su-30MKI fleet", [("Su-30MKI", "su-30")]),
        ("F-16s and F-15EXs", [("F-16s", "f-16"), ("F-15EXs", "f-15")]),
        ("F-16C/D Block 50/52 aircraft", [("F-16C/D Block 50/52", "f-16")]),
        ("f-16 jets", [("f-16", "f-16")]),
        ("AK-47s", [("AK-47s", "ak-47")]),
        ("Leopard 2A6 tanks", [("Leopard 2A6", "leopard-2")]),
        ("a T-72B3 tank", [("T-72B3", "t-72")]),
        ("Kh-47M2 Kinzhal", [("Kh-47M2", "kinzhal")]),
        ("the AN/TPQ-36 radar", [("AN/TPQ-36", "an-tpq-36")]),
        ("9K38 Igla", [("9K38", "igla")]),
        ("S-300PMU-2 batteries", [("S-300PMU-2", "s-300")]),
        ("Shahed-136 and Geran-2 drones", [("Shahed-136", "shahed-136"), ("Geran-2", "shahed-136")]),
        ("Bayraktar TB2 drones", [("Bayraktar TB2", "bayraktar-tb2")]),
        ("Project 636 boats", [("Project 636", "kilo")]),
        ("a HIMARS launcher (M142)", [("M142", "himars")]),
    ],
)
def test_spellings(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    "text", ["in 16 days", "the M23 rebels", "a 10 km road", "G7 and G20", "on 8 May 1945", "the A4 paper, Article 5", "Su-3512 bolts"]
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "shaky"),
    [("S 300 systems", True), ("S-300 systems", False), ("the U-2 tour", True), ("Su 35 jets", True), ("K9 howitzer", False)],
)
def test_a_blank_after_few_letters_leaves_doubt(text: str, shaky: bool) -> None:
    assert [d.shaky for d in read_designations(text)] == [shaky]


@given(st.text(alphabet="SuF-16 /3579.TBKh\n", max_size=60))
def test_designations_lie_in_the_text_in_order_and_apart(text: str) -> None:
    found = read_designations(text)
    assert all(text[d.start:d.end].strip() for d in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
