"""Hard cases apart: what falls into each slice and what does not, and where a pair and an extra claim are counted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.evaluate.told import names, page, quoted, told

from onrecord.evaluate import Found, Range, Tally, score
from onrecord.evaluate.context import Context
from onrecord.evaluate.slices import LONG_LIST, SLICES, in_long_list, slices_of

NEWS = (
    "NORWAY SHIPS RADARS TO MOLDOVA\n"
    "Radars Leave Bergen For Chisinau\n"
    "Norway sent Moldova six radars in May. It will send two more if the port is open. The two sides agreed on training. "
    "Four radars were delivered in June. Twelve shells were handed over by Norway. The talks were planned by aides of Mr. Dahl in Oslo.\n"
)


def slices(quote: str, text: str = NEWS, **changes: Any) -> set[str]:
    fields = {"giver": names("no"), "receiver": names("md"), **changes}
    return set(slices_of(quoted(text, quote, **fields), Context(text)))


@pytest.mark.parametrize(("changes", "inside"), [
    ({"anonymous": True}, {"anonymous"}), ({"anonymous": False}, set()), ({"status": "denied"}, {"denial"}),
    ({"status": "no_evidence"}, {"denial"}), ({"status": "halted"}, set()), ({"links": 3}, {"chain"}), ({"links": 2}, set()),
])
def test_slices_of_fields(changes: dict[str, Any], inside: set[str]) -> None:
    assert slices("Norway sent Moldova six radars in May.", **changes) == inside


@pytest.mark.parametrize(("quote", "status", "inside"), [
    ("It will send two more", "possible", True), ("It will send two more", "planned", False),
    ("Norway sent Moldova six radars", "possible", False),
])
def test_a_condition_is_a_possible_act_with_an_if_in_its_sentence(quote: str, status: str, inside: bool) -> None:
    assert ("condition" in slices(quote, status=status)) is inside


@pytest.mark.parametrize(("quote", "changes", "inside"), [
    ("Norway sent Moldova six radars", {}, False),
    ("It will send two more", {}, True),
    ("The two sides agreed on training", {}, True),
    ("It will send two more", {"giver": names(), "receiver": names()}, False),
    ("Norway sent Moldova six radars", {"giver": names("no", "se")}, False),
    ("Norway sent Moldova six radars", {"giver": names("se")}, True),
    ("Twelve shells were handed over by Norway", {"receiver": names()}, False),
])
def test_a_side_that_its_sentence_does_not_name_is_a_pronoun(quote: str, changes: dict[str, Any], inside: bool) -> None:
    assert ("pronoun" in slices(quote, **changes)) is inside


@pytest.mark.parametrize(("party", "text", "named"), [
    ("us", "They told us of two radars.", False), ("us", "The United States sent two radars.", True), ("us", "Washington sent two.", True),
    ("in", "They landed in May.", False), ("bolt works", "Radars went to Bolt Works.", True), ("no", "There is no radar.", False),
])
def test_a_states_code_is_not_a_name(party: str, text: str, named: bool) -> None:
    assert Context(text).names(party, 0, len(text)) is named


@pytest.mark.parametrize(("quote", "inside"), [
    ("NORWAY SHIPS RADARS TO MOLDOVA", True), ("Radars Leave Bergen", True), ("Norway sent Moldova six radars", False),
])
def test_a_headline_is_the_title_or_a_line_in_capitals(quote: str, inside: bool) -> None:
    assert ("headline" in slices(quote)) is inside


def test_a_first_line_that_ends_like_a_sentence_is_no_title() -> None:
    assert "headline" not in slices("Norway sent six radars", "Norway sent six radars to the coast.\nMore of it.\n")
    assert "headline" in slices("Norway sent six radars", "Norway sent six radars to the coast\nMore of it.\n")


@pytest.mark.parametrize(("quote", "giver", "inside"), [
    ("Four radars were delivered in June.", "no", True), ("Four radars were delivered in June.", "", True),
    ("Twelve shells were handed over by Norway.", "no", False), ("Norway sent Moldova six radars in May.", "no", False),
    ("The talks were planned by aides", "", False), ("It will send two more", "no", False),
])
def test_a_passive_without_agent(quote: str, giver: str, inside: bool) -> None:
    assert ("passive" in slices(quote, giver=names(*giver.split()))) is inside


@pytest.mark.parametrize(("clause", "inside"), [
    ("Radars have not yet been quietly sent", True), ("They are concerned", False), ("The radars are red", False),
    ("Shells had been bought", True), ("They have sent radars", False), ("It is a hundred", False),
])
def test_what_makes_a_passive(clause: str, inside: bool) -> None:
    assert ("passive" in slices(clause, f"{clause} in June.\n", giver=names())) is inside


@pytest.mark.parametrize(("text", "inside"), [
    ("MS. HAUGEN: We sent radars.\nQ  How many?\n", True), ("MODERATOR: Welcome.\n\nMR. DAHL: We sent six radars.\n", True),
    ("Dahl: We sent radars.\nGuest: Why?\nDahl: They asked.\n", True), ("Radars: six were sent.\nShells: none.\n", False),
    ("TO: the press\nFROM: the ministry\nSUBJECT: radars\nWe sent six.\n", False), ("Mr. Dahl said: we sent radars.\n", False),
])
def test_a_transcript_has_speakers_who_take_turns(text: str, inside: bool) -> None:
    assert Context(text).transcript is inside
    assert ("transcript" in slices("sent", text)) is inside


def listing(items: int, sign: str = "- ", end: str = "") -> str:
    return "Norway gave Moldova:\n" + "".join(f"{sign}{n + 2} kinds of goods{end}\n" for n in range(items))


@pytest.mark.parametrize(("text", "items", "inside"), [
    (listing(LONG_LIST), LONG_LIST, True), (listing(LONG_LIST - 1), LONG_LIST - 1, False), (listing(LONG_LIST, "", ";"), LONG_LIST, True),
    (listing(LONG_LIST, "It sent ", "."), LONG_LIST, False),
])
def test_a_long_list_has_ten_items_with_amounts(text: str, items: int, inside: bool) -> None:
    claims = [quoted(text, f"{n + 2} kinds of goods", quantity=Range(n, n)) for n in range(items)]
    listed = in_long_list(claims, Context(text))
    assert {listed(c) for c in claims} == {inside}
    assert not listed(told(start=0, end=10))


def test_a_sentence_of_many_amounts_is_a_list_too() -> None:
    text = "Norway gave " + ", ".join(f"{n} kinds of goods" for n in range(2, 13)) + " to Moldova.\n"
    claims = [quoted(text, f"{n} kinds", money=Range(n, n, "NOK")) for n in range(2, 13)]
    assert all(map(in_long_list(claims, Context(text)), claims))


def test_a_pair_counts_where_gold_stands_and_an_extra_where_it_stands_itself() -> None:
    gold = told(status="denied", anonymous=True)
    wrong, beyond = told(links=4), told(start=50, end=60, anonymous=True)
    found = score([page("", gold)], {"p": Found((wrong, beyond))}).slices
    assert (found["denial"], found["anonymous"]) == (Tally(1, 1, 0, 1), Tally(1, 2, 0, 1)) and "chain" not in found


def test_texts_of_the_reader_serve_where_gold_has_none() -> None:
    text = "It sent radars.\n"
    claim = quoted(text, "It sent radars")
    assert "pronoun" in score([page("", claim)], {"p": Found((), text=text)}).slices


def test_every_slice_is_named_in_the_reference() -> None:
    told_of = (Path(__file__).parents[2] / "docs" / "reference" / "reading.md").read_text(encoding="utf-8")
    assert [name for name in SLICES if f"| `{name}` |" not in told_of] == []
