"""Lists of names: how they are read, and what a name of the record is to one of theirs."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.watch.watched import OST, add, fresh, told

from onrecord.errors import InputError
from onrecord.flow import RULES
from onrecord.model import Item
from onrecord.store import Store
from onrecord.watch.hits import COLUMNS, hit_fields, hits_of
from onrecord.watch.names import LEAST_FUZZY, Names, edits, likeness, names_in, read_names, spelt

LIST = """name,aliases,code,note
Volodymyr Zelensky,Zelenskiy; Володимир Зеленський,,
Rosoboronexport,,,state firm
Islamic Republic of Iran,,,
Shahed-136,Geran-2|Geran 2,,
"Alabuga, JSC",,,
Hidden Harbour,,KP,
Su-30,,,
"""
NAMES = Names(names_in(LIST, "l.csv"))


@pytest.mark.parametrize(("value", "code", "name", "way"), [
    ("volodymyr  ZELENSKY", "", "Volodymyr Zelensky", "exact"), ("Zelenskiy", "", "Volodymyr Zelensky", "alias"),
    ("Volodymyr Zelenskyy", "", "Volodymyr Zelensky", "fuzzy"), ("Zelensky Volodymyr", "", "Volodymyr Zelensky", "fuzzy"),
    ("President Volodymyr Zelensky", "", "Volodymyr Zelensky", "part"), ("ВОЛОДИМИР ЗЕЛЕНСЬКИЙ", "", "Volodymyr Zelensky", "alias"),
    ("Рособоронэкспорт", "", "Rosoboronexport", "fuzzy"), ("Iran", "IR", "Islamic Republic of Iran", "code"),
    ("North Korea", "KP", "Hidden Harbour", "code"),
    ("Shahed-136 drones", "", "Shahed-136", "part"), ("shahed 136", "", "Shahed-136", "spelling"), ("Geran-2", "", "Shahed-136", "alias"),
    ("OOO Alabuga", "", "Alabuga, JSC", "spelling"), ("Алабуга", "", "Alabuga, JSC", "spelling"), ("Alabugha", "", "Alabuga, JSC", "fuzzy"),
])
def test_ways(value: str, code: str, name: str, way: str) -> None:
    match, = NAMES.matches(value, code)
    assert (match.listed.name, match.way) == (name, way)
    assert match.score == {"exact": 1, "alias": 1, "code": 1, "spelling": 0.95, "part": 0.9}.get(way, match.score) and 0.85 <= match.score <= 1


@pytest.mark.parametrize("value", ["Shahed-131", "Su-35", "Zelen", "", "—", "the", "Iraq", "Harbour", "JSC", "Su-30SM2", "Geran-3"])
def test_what_is_no_match(value: str) -> None:
    assert NAMES.matches(value) == []


@pytest.mark.parametrize(("one", "other"), [("North Korea", "South Korea"), ("Slovakia", "Slovenia"), ("Austria", "Australia"), ("Iran", "Iraq"),
    ("Niger", "Nigeria"),
                                            ("S-300 missiles", "S-400 missiles"), ("Gambia", "Zambia"), ("Abc", "Abd")])
def test_parties_and_systems_with_like_names_are_told_apart(one: str, other: str) -> None:
    assert likeness(spelt(one), spelt(other)) == 0


@pytest.mark.parametrize(("text", "line", "byte", "words"), [
    ("", None, None, "empty"), ("aliases\nA\n", 1, 0, "name is needed"), ("name,name\nA,B\n", 1, 0, "each once"),
    ("name,colour\nA,B\n", 1, 0, "may be there"),
    ("name,code\nA,\nÄ\n", 3, 13, "1 cells where"), ('name\nA\n"B\n', 3, 7, "not CSV"), ("name,code\nA,x\n,y\n", 3, 14, "without a name"),
    ('name,note\n"A","two\nlines"\n\nB\n', 5, 27, "1 cells where"), (f"name\n{'x' * 300}\n", 2, 5, "200 characters"),
])
def test_what_is_wrong_is_told_with_line_and_byte(text: str, line: int | None, byte: int | None, words: str) -> None:
    with pytest.raises(InputError, match=words) as fault:
        names_in(text, "l.csv")
    assert (fault.value.path, fault.value.record, fault.value.byte) == ("l.csv", line, byte)


def test_files_that_are_no_lists(tmp_path: Path) -> None:
    (tmp_path / "l.csv").write_bytes(b"name\nA\n\xff\n")
    with pytest.raises(InputError, match="not UTF-8") as fault:
        read_names(str(tmp_path / "l.csv"))
    assert (fault.value.record, fault.value.byte) == (3, 7)
    with pytest.raises(InputError, match="cannot be read"):
        read_names(str(tmp_path / "none.csv"))


def test_columns_come_in_any_order_and_empty_lines_are_passed_over() -> None:
    found = names_in("\ufeffNote, NAME ,aliases\r\nn, A  b ,x;;y|z\r\n\r\n", "l.csv")
    assert [(one.name, one.aliases, one.code, one.note, one.line) for one in found] == [("A b", ("x", "y", "z"), "", "n", 2)]


WORDS = st.lists(st.text("abcdeé1", min_size=1, max_size=8), min_size=1, max_size=3)


@given(WORDS, WORDS)
def test_likeness_is_the_same_both_ways_and_whole_for_the_same(one: list[str], other: list[str]) -> None:
    assert likeness(one, other) == likeness(other, one) and 0 <= likeness(one, other) <= 1
    if len("".join(one)) >= LEAST_FUZZY:
        assert likeness(one, one) == 1


@given(st.text("abc", max_size=7), st.text("abc", max_size=7))
def test_edits_are_bounded_and_counted(one: str, other: str) -> None:
    whole = edits(one, other, 20)
    assert whole == edits(other, one, 20) <= max(len(one), len(other)) and (whole == 0) == (one == other)
    assert edits(one, other, 1) == whole if whole <= 1 else edits(one, other, 1) > 1


def test_many_names_are_held_against_many_in_little_time() -> None:
    names = Names(names_in("name\n" + "".join(f"Firm {chr(97 + n % 26)}{n:x} Works {n * 7 % 97:x}\n" for n in range(5_000)), "l.csv"))
    begun = time.process_time()
    for n in range(100):
        names.matches(f"Speaker {n:x} of Harbour {n * 3:x}")
    assert time.process_time() - begun < 5


def test_hits_are_in_parties_makers_goods_and_speakers(empty: Path) -> None:
    drones = told("one", "2024-02-22", "Iran gave Russia Shahed-136 drones", who=OST, items=(Item("uav", "Shahed-136 drones", "shahed-136"),))
    with Store.open(fresh(empty), RULES) as store:
        add(store, drones)
        names = Names(names_in("name,note\nShahed-136,d\nTamar Ost,p\nIslamic Republic of Iran,s\nRussia,r\nNobody At All,\n", "l.csv"))
        found = hits_of(store, names)
        assert {(h.match.listed.name, h.field) for h in found} == {
            ("Shahed-136", "goods"), ("Tamar Ost", "speaker"), ("Islamic Republic of Iran", "from"), ("Islamic Republic of Iran", "maker"),
            ("Russia", "to")}
        rows = list(hit_fields(store, found))
        assert all(tuple(row) == COLUMNS and row["quote"] == "Iran gave Russia Shahed-136 drones" and row["claim"] == drones[1][0].id for row in rows)
        assert [row["score"] for row in rows] == sorted((row["score"] for row in rows), reverse=True)
