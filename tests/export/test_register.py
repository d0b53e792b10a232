"""Registers read back: shapes, heads, and errors that name file, row and column."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.export.telling import SHAHED, SHELLS, order, told
from tests.strategies import claim

from onrecord.errors import RegisterError
from onrecord.export.cells import csv_lines
from onrecord.export.figures import Ends
from onrecord.export.kiel import kiel_table
from onrecord.export.register import Register, read_register
from onrecord.export.sipri import sipri_table
from onrecord.telling.parties import party_code

SIPRI = "Supplier,Recipient,Number ordered,Weapon designation,Weapon description,Year of order,Year(s) of delivery,Number delivered,Comments\n"
KIEL = "id,donor,recipient,announcement_date,type_of_aid,measure,item,item_number,currency,value_committed,value_delivered\n"


def read(folder: Path, text: str | bytes, shape: str | None = None) -> Register:
    path = folder / "register.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_register(str(path), party_code, shape)


def test_a_row_of_a_trade_register(tmp_path: Path) -> None:
    found = read(tmp_path, SIPRI + 'Iran,Russia,(400),"Shahed-136/Geran-2",Loitering munition,(2022),2022-2023,360-440,x\n')
    row, = found.rows
    assert (found.shape, row.row, *row.giver, *row.receiver, row.key) == ("sipri", 2, "IR", "RU", "shahed-136")
    assert (row.ordered, row.delivered) == (Ends(400, 400, True), Ends(360, 440))
    assert (sorted(row.order_years), sorted(row.delivery_years)) == ([2022], [2022, 2023])


def test_a_row_of_an_aid_tracker(tmp_path: Path) -> None:
    found = read(tmp_path, KIEL + 'x1,United States,Ukraine,15/05/2023,Military,Allocation,155mm shells,"1,000",USD,8e8,\n'
                 + "x2,the UK; France,Ukraine,2023-05,Military,delivery,Storm Shadow,5,GBP,,1000000\n")
    first, second = found.rows
    assert (found.shape, *first.giver, first.date, first.measure) == ("kiel", "US", "2023-05-15", "allocation")
    assert (first.ordered, first.value, first.currency) == (Ends(1000, 1000), Ends(8e8, 8e8), "USD")
    assert (sorted(second.giver), second.key) == (["FR", "GB"], "storm-shadow") and (second.delivered, second.value) == (Ends(5, 5), Ends(1e6, 1e6))


@pytest.mark.parametrize("sign", [";", "\t"])
def test_others_write_terms_before_the_head_and_split_elsewhere(tmp_path: Path, sign: str) -> None:
    head = sign.join(["Recipient", "Supplier", "Designation", "No. ordered", "Year of order/licence"])
    text = f"\ufeffTrade register\nAll rights somebody's, 2024\n\n{head}\n{sign.join(['Peru', 'Unknown supplier(s)', 'T-72', '5', '1999'])}\n\n"
    row, = read(tmp_path, text).rows
    assert (row.row, *row.receiver, *row.giver, row.key) == (5, "PE", "t-72") and row.ordered == Ends(5, 5)


@pytest.mark.parametrize(("name", "code"), [
    ("Turkiye", "TR"), ("Hezbollah (Lebanon)*", "Hezbollah"), ("Houthi rebels (Yemen)*", "Houthis"), ("NATO**", "NATO"), ("(Iran)", "IR"),
    ("East Germany (GDR)", "East Germany"), ("EU (Commission and Council)", "EU"), ("Viet Nam", "VN"), ("Some Firm/Other", "Some Firm/Other"),
])
def test_parties_as_registers_name_them(tmp_path: Path, name: str, code: str) -> None:
    assert [*read(tmp_path, SIPRI + f"{name},Peru,1,T-72,,,,,\n").rows[0].giver] == [code]


def test_a_row_is_named_by_the_line_it_begins_on(tmp_path: Path) -> None:
    text = SIPRI + 'Iran,Russia,1,"two\nlines",,,,,\nIran,Russia,many,T-72,,,,,\n'
    with pytest.raises(RegisterError, match=r"register\.csv, row 4, column Number ordered: 'many' is no number") as caught:
        read(tmp_path, text)
    assert (caught.value.row, caught.value.column) == (4, "Number ordered")


@pytest.mark.parametrize(("text", "said"), [
    ("", "has no head in its first 40 rows; needed are columns for sipri: supplier, recipient, designation or kiel: donor, date, measure"),
    ("a,b\n1,2\n", "has no head"),
    (SIPRI + "Iran,Russia,1,T-72,,spring,,,\n", "row 2, column Year of order: 'spring' is no year"),
    (SIPRI + "Iran,Russia,1,T-72,,,,9-3,\n", "row 2, column Number delivered: '9-3' is no interval: it runs from 9 down to 3"),
    (SIPRI + "Iran,Russia,1,T-72,,,,,x,y,z\n", "row 2: has 11 cells under a head of 9"),
    (SIPRI.replace("Comments", "Exporter"), "row 1, column Exporter: stands for the same as 'Supplier'"),
    (KIEL + "x,US,UA,32/01/2024,,allocation,,,,,\n", "row 2, column announcement_date: '32/01/2024' is no date"),
    (KIEL + "x,US,UA,2024-02-30,,allocation,,,,,\n", "row 2, column announcement_date: '2024-02-30' is no date"),
    (KIEL + "x,US,UA,2024,,gift,,,,,\n", "row 2, column measure: 'gift' is no measure"),
    (KIEL + "x,US,UA,2024,,allocation,,,dollars,5,\n", "row 2, column currency: 'dollars' is no currency"),
    (SIPRI.encode() + b"Iran,Russia,1,T-72\xff,,,,,\n", "row 2: is not UTF-8"),
    (SIPRI + 'Iran,Russia,1,"' + "x" * 110_000 + '",,,,,\n', "row 2, column Weapon designation: is longer than 100,000 characters"),
])
def test_what_cannot_be_understood_names_its_place(tmp_path: Path, text: str | bytes, said: str) -> None:
    with pytest.raises(RegisterError) as caught:
        read(tmp_path, text)
    assert str(caught.value).startswith(str(tmp_path / "register.csv")) and said in str(caught.value)


def test_a_file_that_is_not_there_or_a_folder_is_told(tmp_path: Path) -> None:
    for path in (tmp_path / "nosuch.csv", tmp_path):
        with pytest.raises(RegisterError, match="cannot be read"):
            read_register(str(path), party_code)


def test_the_shape_may_be_told_and_must_then_fit(tmp_path: Path) -> None:
    assert read(tmp_path, SIPRI, "sipri").shape == "sipri"
    with pytest.raises(RegisterError, match=r"needed are columns for kiel: donor, date, measure$"):
        read(tmp_path, SIPRI, "kiel")


def test_what_export_writes_is_read_back(tmp_path: Path) -> None:
    every = told([order(), order(300, status="done", certainty="probable"), order(7, items=(SHELLS,), giver=("=EVIL()",))])
    found = read(tmp_path, "".join(csv_lines(sipri_table(every))))
    rows = {(tuple(sorted(r.giver)), r.designation): r for r in found.rows}
    assert rows[("IR",), "Shahed-136"].ordered == Ends(400, 400) and rows[("IR",), "Shahed-136"].delivered == Ends(300, 300, True)
    assert (("=EVIL()",), "") in rows
    aid = told([claim(giver=("US",), receiver=("UA",), items=(SHAHED,), status="planned", money=(8e8, 9e8), quantity=(5, None))])
    row, = read(tmp_path, "".join(csv_lines(kiel_table(aid)))).rows
    assert (row.measure, row.value, row.ordered, row.date, row.key) == ("commitment", Ends(8e8, 9e8), Ends(5, None), "2024-02-22", "shahed-136")
