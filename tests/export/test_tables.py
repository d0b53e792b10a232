"""Claims and entries as tables and as Parquet."""

from __future__ import annotations

import builtins
import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.export.telling import NASTY, cited
from tests.strategies import article, claim, claims, facts, known, source

from onrecord.errors import ExtraError
from onrecord.export.claims import claim_fields
from onrecord.export.entries import COLUMNS, entry_fields
from onrecord.export.parquet import CLAIM_TYPES, ENTRY_TYPES, claim_records, entry_records, write_parquet
from onrecord.export.tables import CLAIM_COLUMNS, claim_table, entry_table, told_claims
from onrecord.export.xlsx import write_xlsx
from onrecord.ledger import settle
from onrecord.model import Claim, Item


def row_of(made: Claim) -> dict[str, Any]:
    rows = list(claim_table([(made, cited(), ["e1", "e2"])]).rows)
    return dict(zip(CLAIM_COLUMNS, rows[0], strict=True))


def test_a_claim_as_a_row() -> None:
    made = claim(items=(Item("uav", "Shahed drones", "shahed-136"), Item("bomb", "bombs")), quantity=(401, None), money=(1.5, 2e6),
                 when_iso="2024-01", source=source("port workers", "IR", anonymous=True), confidence=0.81239)
    row = row_of(made)
    assert (row["from"], row["to"], row["items"], row["names"], row["systems"]) == ("IR", "RU", "uav; bomb", "Shahed drones; bombs", "shahed-136")
    assert (row["quantity_low"], row["quantity_high"], row["money_low"], row["money_high"], row["currency"]) == (401, None, 1.5, 2000000, "USD")
    assert (row["when"], row["first_day"], row["last_day"]) == ("2024-01", "2024-01-01", "2024-01-31")
    assert (row["sources"], row["anonymous"], row["confidence"]) == ("port workers (unnamed)", "yes", 0.8124)
    assert (row["entries"], row["page"], row["published"], row["url"]) == ("e1; e2", "page-a", "2024-02-22", "https://courier.example/a")


def test_what_a_claim_does_not_tell_is_empty() -> None:
    row = row_of(claim())
    assert {row[name] for name in ("quantity_low", "quantity", "money_low", "currency", "when", "first_day", "mechanism", "said_when")} == {None}


def test_claims_come_by_page_and_place_and_some_are_left_out() -> None:
    first, second = claim(at=50), claim(at=10)
    gone = claim(at=30, status="denied")
    found = told_claims([article(name="p")], lambda _: [first, gone, second], lambda c: None if c is gone else ["e"])
    assert [(c.span.start, page.name, entries) for c, page, entries in found] == [(10, "p", ["e"]), (50, "p", ["e"])]


def test_an_entry_has_the_columns_of_its_csv_and_numbers_are_numbers() -> None:
    row = dict(zip(COLUMNS, next(iter(entry_table(settle([claim()], known(facts()))).rows)), strict=True))
    assert (row["from"], row["origins"], row["claims"]) == ("IR", 1, 1)


@given(st.lists(claims(), min_size=1, max_size=5))
@settings(max_examples=15, deadline=None)
def test_parquet_holds_all_that_json_holds(tmp_path_factory: pytest.TempPathFactory, every: list[Claim]) -> None:
    folder = tmp_path_factory.mktemp("parquet")
    entries = settle(every, known(facts("a"), facts("b")))
    write_parquet(entry_records(entries), ENTRY_TYPES, folder / "e", group=2)
    rows = pq.read_table(folder / "e").to_pylist()
    wanted = [json.loads(json.dumps(entry_fields(e))) for e in entries]
    reasons = [{one["claim"]: one["why"] for one in r["reasons"]} for r in rows]
    bonds = [{one["claim"]: {b["name"]: b["weight"] for b in one["held"]} for one in r["bonds"]} for r in rows]
    assert [{**r, "reasons": why, "bonds": held} for r, why, held in zip(rows, reasons, bonds, strict=True)] == wanted
    write_parquet(claim_records((c, cited(), ["x"]) for c in every), CLAIM_TYPES, folder / "c")
    for row, made in zip(pq.read_table(folder / "c").to_pylist(), every, strict=True):
        bare = {k: v for k, v in row.items() if k in claim_fields(made)}
        if bare["quantity"]:
            bare["quantity"] = {k: v for k, v in bare["quantity"].items() if k in (claim_fields(made)["quantity"] or {})}
        assert bare == claim_fields(made)


def test_every_field_of_json_has_a_type() -> None:
    entry, = settle([claim(), claim(status="denied", source=source("Other"))], {})
    told = entry_fields(entry)
    assert set(told) == set(ENTRY_TYPES) and set(told["history"][0]) == set(ENTRY_TYPES["history"][0])
    assert set(claim_fields(claim())) - set(CLAIM_TYPES) == set()


def test_an_empty_parquet_still_has_its_types_and_nasty_texts_pass(tmp_path: Path) -> None:
    write_parquet([], ENTRY_TYPES, tmp_path / "e")
    assert pq.read_table(tmp_path / "e").num_rows == 0 and "history" in pq.read_schema(tmp_path / "e").names
    write_parquet(claim_records([(claim(mechanism=NASTY), cited(title=NASTY), [])]), CLAIM_TYPES, tmp_path / "c")
    assert pq.read_table(tmp_path / "c").to_pylist()[0]["mechanism"] == NASTY.replace("\ud800", "\ufffd")


@pytest.mark.parametrize(("package", "extra"), [("xlsxwriter", "xlsx"), ("pyarrow", "parquet")])
def test_without_its_package_a_format_says_which_extra_brings_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, package: str, extra: str,
) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name.split(".")[0] == package:
            raise ImportError(name)
        return real(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(ExtraError, match=rf"pip install 'onrecord\[{extra}\]'"):
        if extra == "xlsx":
            write_xlsx(entry_table([]), tmp_path / "x")
        else:
            write_parquet([], ENTRY_TYPES, tmp_path / "x")
    assert list(tmp_path.iterdir()) == []
