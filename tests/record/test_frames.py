"""Frames: every column with its type whatever the rows, intervals as two columns, the same in pandas and polars."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.web.records import hostile

from onrecord.errors import QueryError
from onrecord.record import Record
from onrecord.telling.frames import CLAIM_TYPES, ENTRY_TYPES, Library
from onrecord.telling.words import counts_told, sums_told

pandas = pytest.importorskip("pandas")
polars = pytest.importorskip("polars")
LIBRARIES: tuple[Library, ...] = ("pandas", "polars")
PANDAS = {"text": "string", "texts": "object", "whole": "int64", "number": "float64", "day": "datetime64[s]", "yes": "bool"}
POLARS = {"text": polars.String, "texts": polars.List(polars.String), "whole": polars.Int64, "number": polars.Float64, "day": polars.Date,
          "yes": polars.Boolean}


@pytest.mark.parametrize("words", [{}, {"giver": "NOBODY"}], ids=["some", "none"])
def test_every_column_has_its_type(many_matters: Record, words: dict[str, Any]) -> None:
    entries = many_matters.ledger(**words)
    for types, rows in ((ENTRY_TYPES, entries), (CLAIM_TYPES, entries.claims())):
        frame, other = rows.frame(), rows.frame("polars")
        assert {name: str(kind) for name, kind in frame.dtypes.items()} == {name: PANDAS[kind] for name, kind in types.items()}
        assert dict(other.schema) == {name: POLARS[kind] for name, kind in types.items()}
        assert len(frame) == len(other) == len(rows)


def test_an_interval_is_two_columns_and_an_open_end_is_missing(many_matters: Record) -> None:
    entries = many_matters.ledger()
    frame = entries.frame().set_index("id")
    assert frame["quantity_low"].notna().any() and (frame["money_low"].notna() & frame["money_high"].isna()).any()
    for e in entries:
        for ends, low, high, unit in ((counts_told(e.noun), "quantity_low", "quantity_high", "quantity_unit"),
                                      (sums_told(e.noun), "money_low", "money_high", "currency")):
            row = [None if pandas.isna(frame.at[e.id, name]) else frame.at[e.id, name] for name in (low, high)]
            assert row == list(next(iter(ends.values()))) if len(ends) == 1 else row == [None, None] and pandas.isna(frame.at[e.id, unit])


def test_days_and_parties_can_be_worked_with(record: Record) -> None:
    frame = record.ledger(act="transfer").frame()
    assert frame["first"].min() < frame["last"].max() and (frame["when_first"].dropna() <= pandas.Timestamp("2030")).all()
    pairs = frame.explode("from").explode("to").groupby(["from", "to"]).size()
    assert pairs["ZA", "PE"] == len(record.ledger(act="transfer", giver="ZA", receiver="PE"))
    claims = record.ledger(act="transfer").claims().frame("polars")
    assert claims.filter(polars.col("published") < polars.date(2019, 4, 1)).height > 0 and claims["anonymous"].any()


def test_hostile_text_is_text(tmp_path: Path) -> None:
    with Record(hostile(tmp_path / "h.record", "\ud800 =cmd <script>")) as record:
        for library in LIBRARIES:
            frame = record.ledger().claims().frame(library)
            assert "\ufffd =cmd <script>" in next(iter(frame["quote"]))


def test_another_library_is_refused(record: Record) -> None:
    with pytest.raises(QueryError, match="one of pandas, polars"):
        record.ledger().frame("excel")  # type: ignore[arg-type]
