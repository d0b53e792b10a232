"""A register held against the record: each row and each lot in one place, and differences with the words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.export.telling import DRONES, MOHAJER, SHELLS, cited, order, told
from tests.export.test_register import KIEL, SIPRI, read
from tests.strategies import claim, claims

from onrecord.export.cells import csv_lines
from onrecord.export.compare import Comparison, compare, comparison_fields, days_apart
from onrecord.export.kiel import kiel_table
from onrecord.export.register import read_register
from onrecord.export.sipri import sipri_table
from onrecord.export.told import Cited, Told
from onrecord.model import Claim, Item
from onrecord.telling.parties import party_code


def held(folder: Path, rows: str, *every: Claim, pages: tuple[Cited, ...] = (), head: str = SIPRI) -> Comparison:
    return compare(read(folder, head + rows), told(every, *pages))


def counts(found: Comparison) -> tuple[int, int, int, int]:
    """Agreeing, disagreeing, in the register only, in the news only."""
    return len(found.agreeing), len(found.disagreeing), len(found.register_only), len(found.news_only)


def differs(found: Comparison) -> list[tuple[str, str, str]]:
    return [(d.field, d.register, d.news) for p in found.pairs for d in p.differs]


def test_a_row_agrees_where_all_that_both_tell_can_hold(tmp_path: Path) -> None:
    found = held(tmp_path, "Iran,Russia,(380),Shahed-136,,2023,2024,,\n", order(quantity=(360, 440)))
    assert counts(found) == (1, 0, 0, 0)


def test_each_field_that_cannot_hold_is_told_with_the_words(tmp_path: Path) -> None:
    came = order(100, status="done", when_iso="2023", quote="A hundred came.")
    found = held(tmp_path, "Iran,Russia,(300),Shahed-136,,2022,2022,50,\n", order(), came)
    assert differs(found) == [("number ordered", "(300)", "400"), ("number delivered", "50", "100"), ("year of order", "2022", "2023"),
                              ("years of delivery", "2022", "2023")]
    pair, = found.disagreeing
    assert pair.differs[1].words == ("“A hundred came.” (Jane Roe, 2024-02-22)",)


@pytest.mark.parametrize("row", [
    "Iran,China,400,Shahed-136,,2023,,,\n", "North Korea,Russia,400,Shahed-136,,2023,,,\n", "Iran,Russia,400,Mohajer-6,,2023,,,\n",
    "Iran,Russia,400,Shahed-136,,2019,,,\n", "Iran,Russia,400,Fateh-110,,2023,,,\n", "Iran,Russia,400,Something Else,tank,2023,,,\n",
])
def test_other_parties_systems_and_times_are_other_matters(tmp_path: Path, row: str) -> None:
    assert counts(held(tmp_path, row, order())) == (0, 0, 1, 1)


def test_unknown_parties_fit_any_if_the_other_side_is_shared(tmp_path: Path) -> None:
    assert counts(held(tmp_path, "Unknown supplier(s),Russia,400,Shahed-136,,2023,,,\n", order())) == (1, 0, 0, 0)
    assert counts(held(tmp_path, "Iran,Russia,400,Shahed-136,,2023,,,\n", order(giver=()))) == (1, 0, 0, 0)
    assert counts(held(tmp_path, "unknown,?,400,Shahed-136,,2023,,,\n", order())) == (0, 0, 1, 1)


def test_more_suppliers_than_the_register_has_are_a_difference(tmp_path: Path) -> None:
    assert differs(held(tmp_path, "Iran,Russia,400,Shahed-136,,2023,,,\n", order(giver=("IR", "KP")))) == [("from", "Iran", "Iran; North Korea")]


def test_plain_goods_match_by_their_words(tmp_path: Path) -> None:
    plain = order(items=(Item("artillery", "howitzers"),))
    assert counts(held(tmp_path, "Iran,Russia,400,D-30 122mm,towed howitzer,2023,,,\n", plain)) == (1, 0, 0, 0)
    assert counts(held(tmp_path, "Iran,Russia,400,Drone,UAV,2023,,,\n", order(items=(DRONES,)))) == (1, 0, 0, 0)


def test_kinds_match_by_class_and_not_by_a_word_in_common(tmp_path: Path) -> None:
    jets = order(items=(Item("aircraft.fighter", "jets"),))
    assert counts(held(tmp_path, "Iran,Russia,400,X-9,FGA aircraft,2023,,,\n", jets)) == (1, 0, 0, 0)
    assert counts(held(tmp_path, "Iran,Russia,400,X-9,transport aircraft,2023,,,\n", jets)) == (0, 0, 1, 1)
    assert counts(held(tmp_path, "Iran,Russia,400,X-9,glass cannon,2023,,,\n", order(items=(Item("artillery", "glass cannons"),)))) == (1, 0, 0, 0)
    assert counts(held(tmp_path, "Iran,Russia,400,T-72M1,tank,2023,,,\n", order(items=(Item("tank", "tanks"),)))) == (1, 0, 0, 0)


def test_an_aid_row_without_a_measure_may_be_any(tmp_path: Path) -> None:
    head = KIEL.replace("measure", "explanation")
    for status in ("planned", "agreed", "done"):
        found = held(tmp_path, "x,US,Ukraine,2024-02-21,Military,told,155mm shells,9,USD,800000000,\n", aid(status, quantity=(7, 7)), head=head)
        assert (len(found.pairs), differs(found)) == (1, [("item number", "9", "7")])


def test_parties_that_the_register_has_no_row_of_are_told_apart(tmp_path: Path) -> None:
    every = (order(), order(giver=("ES",), receiver=("PE",)), order(giver=("IR",), receiver=("PE",)), order(items=(SHELLS,)))
    found = held(tmp_path, "Iran,Russia,400,Shahed-136,,2023,,,\nSpain,Chile,1,T-72,,2023,,,\n", *every)
    assert len(found.news_only) == 3 and sorted(s.told.entry.receiver for s in found.other_parties) == [("PE",), ("PE",)]


def test_what_could_not_be_understood_is_in_the_json(tmp_path: Path) -> None:
    made = comparison_fields(held(tmp_path, "Iran,Russia,a lot,Shahed-136,,2023,,,\n", order()))
    assert made["unread"] == [
        {"row": 2, "column": "Number ordered", "reason": "'a lot' is no number; such as 40, (40), 360-440, 401+ or up to 50"}]


def test_a_variant_is_one_family_and_told_as_a_difference(tmp_path: Path) -> None:
    found = held(tmp_path, "Iran,Russia,400,Arash-1,,2023,,,\n", order(items=(Item("uav", "Arash-2", "arash-2"),)))
    assert differs(found) == [("designation", "Arash-1", "Arash-2")]


def test_the_better_row_comes_first_and_the_other_is_a_further_one(tmp_path: Path) -> None:
    found = held(tmp_path, "Iran,Russia,7,Shahed-136,,2023,,,\nIran,Russia,400,Shahed-136,,2023,,,\n", order())
    assert [(p.row.row, p.further, len(p.differs)) for p in found.pairs] == [(2, True, 1), (3, False, 0)]


def test_two_systems_of_one_entry_go_to_their_own_rows(tmp_path: Path) -> None:
    rows = "Iran,Russia,20,Mohajer-6,,2023,,,\nIran,Russia,400,Shahed-136,,2023,,,\n"
    assert counts(held(tmp_path, rows, order(), order(20, items=(MOHAJER,)))) == (2, 0, 0, 0)


def aid(status: str = "agreed", **more: object) -> Claim:
    fields: dict[str, object] = {"giver": ("US",), "receiver": ("UA",), "items": (SHELLS,), "status": status, "money": (8e8, 8e8)}
    return claim(**(fields | more))  # type: ignore[arg-type]


@pytest.mark.parametrize(("row", "wanted"), [
    ("x,US,Ukraine,2024-02-21,Military,allocation,155mm shells,,USD,800000000,\n", []),
    ("x,US,,2024-02,Military,allocation,shells,,EUR,5,\n", []),
    ("x,US,Ukraine,2024-02-21,Military,allocation,shells,,USD,(750000000),\n", [("value (USD)", "(750000000)", "800000000")]),
    ("x,US,Ukraine,2024-02-05,Military,allocation,shells,,USD,800000000,\n", [("announcement date", "2024-02-05", "2024-02-22")]),
])
def test_aid_is_compared_by_measure_day_and_value(tmp_path: Path, row: str, wanted: list[tuple[str, str, str]]) -> None:
    found = held(tmp_path, row, aid(), head=KIEL)
    assert (len(found.pairs), differs(found)) == (1, wanted)


@pytest.mark.parametrize("row", [
    "x,US,Ukraine,2024-02-21,Military,delivery,shells,,USD,,800000000\n", "x,US,Ukraine,2023-02-21,Military,allocation,shells,,USD,800000000,\n",
    "x,US,Ukraine,2024-02-21,Military,allocation,helicopters,,USD,800000000,\n",
])
def test_another_measure_day_or_item_is_another_matter(tmp_path: Path, row: str) -> None:
    assert counts(held(tmp_path, row, aid(), head=KIEL)) == (0, 0, 1, 1)


def test_money_without_goods_matches_a_row_without_an_item(tmp_path: Path) -> None:
    found = held(tmp_path, "x,US,Ukraine,2024-02-21,Financial,commitment,,,USD,800000000,\n", aid("planned", act="funding", items=()), head=KIEL)
    assert counts(found) == (1, 0, 0, 0)


def test_days_are_apart_as_far_as_their_precision_tells() -> None:
    assert [days_apart(*pair) for pair in (("2024-02-20", "2024-02-22"), ("2024-02", "2024-02-22"), ("2023", "2024-01-03"), (None, "2024"))] == [
        2, 0, 3, None]


def test_the_comparison_as_json_has_every_part(tmp_path: Path) -> None:
    found = held(tmp_path, "Iran,Russia,300,Shahed-136,,2023,,,\nIran,Peru,1,T-72,,,,,\n", order(), order(items=(SHELLS,)),
                 pages=(cited("a", "2024-02-22"),))
    made = json.loads(json.dumps(comparison_fields(found)))
    assert (made["as"], made["rows"], len(made["agreeing"]), len(made["news_only"])) == ("sipri", 2, 0, 1)
    assert made["register_only"] == [{"row": 3, "cells": {"supplier": "Iran", "recipient": "Peru", "ordered": "1", "designation": "T-72"}}]
    differs = made["disagreeing"][0]["differs"]
    assert differs == [{"field": "number ordered", "register": "300", "news": "400", "words": ["“They sent it, she said.” (Jane Roe, 2024-02-22)"]}]
    assert made["news_only"][0]["goods"] == "shells" and made["news_only"][0]["words"]


def test_rows_of_thousands_of_other_parties_cost_little(tmp_path: Path) -> None:
    rows = "".join(f"Party {n},Peru,1,T-72,,2023,,,\n" for n in range(5_000))
    assert counts(held(tmp_path, rows, order())) == (0, 0, 5_000, 1)


@given(st.lists(claims(), min_size=1, max_size=6))
@settings(max_examples=25, deadline=None)
def test_what_export_writes_agrees_with_what_it_was_written_from(tmp_path_factory: pytest.TempPathFactory, every: list[Claim]) -> None:
    made: list[Told] = [t for t in told(every) if t.entry.giver or t.entry.receiver]
    for shape, table in (("sipri", sipri_table(made)), ("kiel", kiel_table(made))):
        path = tmp_path_factory.mktemp("own") / f"{shape}.csv"
        path.write_text("".join(csv_lines(table)), encoding="utf-8", newline="")
        found = compare(read_register(str(path), party_code, shape), made)
        assert found.disagreeing == [] and len(found.pairs) + len(found.register_only) == len(found.register.rows)
