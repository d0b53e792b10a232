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
from onrecord.export.register import Register, iso_day, read_register
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
    ("East Germany (GDR)", "DD"), ("Soviet Union", "SU"), ("South Yemen", "YD"), ("EU (Commission and Council)", "EU"), ("Viet Nam", "VN"),
    ("Some Firm/Other", "Some Firm/Other"),
])
def test_parties_as_registers_name_them(tmp_path: Path, name: str, code: str) -> None:
    assert [*read(tmp_path, SIPRI + f"{name},Peru,1,T-72,,,,,\n").rows[0].giver] == [code]


REAL = (
    "Transfers of major arms, from all to all\nA '?' in a column indicates uncertain data, S\xe3o Paulo included.\n\n"
    "Recipient,Supplier,Year of order, ,Number ordered, ,Weapon designation,Weapon description,Deliveries in the Year Range, ,Year(s) of delivery,"
    "status,Comments,SIPRI TIV per unit\n"
    "Peru,South Africa,2019,?,54,,G-5 155mm,towed gun,ca 30,?,2019; 2020,Second hand,\"For the army; 54 from stocks\",0.5\n"
    "C\xf4te d'Ivoire,Unknown supplier(s),2018,,..,,Mi-17,transport helicopter,,,,New,,1\nSource: the register\n")


def test_the_register_as_it_is_published(tmp_path: Path) -> None:
    found = read(tmp_path, REAL.encode("latin-1"))
    one, other = found.rows
    assert (found.shape, found.unread, one.row, *one.giver, *one.receiver, one.classes) == ("sipri", (), 5, "ZA", "PE", {"artillery"})
    assert (one.ordered, one.delivered, sorted(one.delivery_years)) == (Ends(54, 54), Ends(27, 33, True), [2019, 2020])
    assert (one.cells["order_year"], one.cells["ordered"]) == ("2019?", "54")
    assert (other.giver, *other.receiver, other.ordered, other.key) == (frozenset(), "CI", None, "mi-17")


def test_rows_of_one_deal_are_one(tmp_path: Path) -> None:
    text = ("Deal ID;Seller;Buyer;Designation;Description;Order date;Order date is estimate;Numbers delivered;Numbers delivered is estimate;"
            "Delivery year\n"
            "7;Iran;Russia;Shahed-136;loitering munition;2022;Yes;100;No;2022\n7;Iran;Russia;Shahed-136;loitering munition;2022;Yes;300;Yes;2023\n"
            "8;Iran;Russia;Shahed-136;loitering munition;2023;No;5;No;2023\n")
    one, other = read(tmp_path, text).rows
    assert (one.row, one.delivered, sorted(one.delivery_years), sorted(one.order_years)) == (2, Ends(400, 400, True), [2022, 2023], [2022])
    assert (one.cells["delivered"], other.row, other.delivered) == ("100 + 300?", 4, Ends(5, 5))


def test_the_tracker_as_it_is_published(tmp_path: Path) -> None:
    text = ("\ufeffTracker, release 99;;\n\nid;donor;announcement_date;aid_type_general;explanation;item;item_numb;measure;reporting_currency;"
            "tot_activity_value;tot_sub_activity_value_EUR;Source of Aid 1\n"
            'x1;United States;2024-05-01 00:00:00;Military;"Fifth; of many";HIMARS;.;Allocation;USD;250000000;;https://x.example\n'
            "x2;Germany;15.05.2023;Military;Tanks;Leopard 2A6;18;Commitment;.;.;1.250.000,50;\n"
            "x3;EU (Commission and Council);45047;Military;;.;undisclosed;;EUR;0;5e8;\n")
    found = read(tmp_path, text)
    one, two, three = found.rows
    assert (found.shape, found.unread, {*one.receiver, *two.receiver, *three.receiver}) == ("kiel", (), {"UA"})
    assert (one.date, one.measure, one.currency, one.value, one.value_in, one.ordered) == (
        "2024-05-01", "allocation", "USD", Ends(2.5e8, 2.5e8), "activity", None)
    assert (two.date, two.currency, two.value, two.ordered, two.key) == ("2023-05-15", "EUR", Ends(1250000.5, 1250000.5), Ends(18, 18), "leopard-2")
    assert (three.date, three.measure, three.currency, three.value, three.ordered) == ("2023-05-01", None, "EUR", Ends(5e8, 5e8), None)


@pytest.mark.parametrize(("encoding", "sign"), [("utf-16", ","), ("utf-8-sig", ";"), ("cp1252", "\t"), ("latin-1", ";")])
def test_any_usual_encoding_and_separator(tmp_path: Path, encoding: str, sign: str) -> None:
    head = sign.join(["Recipient", "Supplier", "Weapon designation", "Comments"])
    text = f"A title, with commas, and more; and; others\n{head}\n{sign.join(['Türkiye', 'Peru', 'T-72', 'a 1; 2'.replace(sign, ' ')])}\n"
    row, = read(tmp_path, text.encode(encoding)).rows
    assert [*row.receiver, *row.giver, row.key] == ["TR", "PE", "t-72"]


@pytest.mark.parametrize(("cell", "day"), [
    ("2022-05-12T00:00:00", "2022-05-12"), ("05/23/2022", "2022-05-23"), ("23/05/2022", "2022-05-23"), ("12.05.2022", "2022-05-12"),
    ("44693", "2022-05-12"), ("2022-05?", "2022-05"), ("(2022)", "2022"),
])
def test_days_as_others_write_them(cell: str, day: str) -> None:
    assert iso_day(cell) == day


@pytest.mark.parametrize(("head", "row", "unread"), [
    (SIPRI, 'Iran,Russia,many,"two\nlines",,,,,', (2, "Number ordered", "'many' is no number; such as 40, (40), 360-440, 401+ or up to 50")),
    (SIPRI, "Iran,Russia,1,T-72,,spring,,,", (2, "Year of order", "'spring' is no year; such as 2023, (2023), 2022-2024 or 2020; 2022")),
    (SIPRI, "Iran,Russia,1,T-72,,,,9-3,", (2, "Number delivered", "'9-3' is no interval: it runs from 9 down to 3")),
    (KIEL, "x,US,UA,32/01/2024,,allocation,,,,,", (2, "announcement_date", "'32/01/2024' is no date; such as 2024-02-21, 2024-02 or 21.02.2024")),
    (KIEL, "x,US,UA,2024-02-30,,allocation,,,,,", (2, "announcement_date", "'2024-02-30' is no date; such as 2024-02-21, 2024-02 or 21.02.2024")),
    (KIEL, "x,US,UA,2024,,gift,,,,,", (2, "measure", "'gift' is no measure; such as commitment, allocation, delivery")),
    (KIEL, "x,US,UA,2024,,allocation,,,dollars!,5,", (2, "currency", "'dollars!' is no currency; give its ISO 4217 code, such as USD")),
])
def test_a_cell_that_cannot_be_understood_is_left_out_and_named(tmp_path: Path, head: str, row: str, unread: tuple[int, str, str]) -> None:
    found = read(tmp_path, f"{head}{row}\n{row}\n")
    assert len(found.rows) == 2 and len(found.unread) == 2
    assert (found.unread[0].row, found.unread[0].column, found.unread[0].reason) == unread
    assert found.unread[1].row == 3 + row.count("\n")


@pytest.mark.parametrize(("text", "said"), [
    ("", "has no head in its first 40 rows; needed are columns for sipri: supplier, recipient, designation or kiel: donor, date, item"),
    ("a,b\n1,2\n", "has no head"),
    (SIPRI + "Iran,Russia,1,T-72,,,,,x,y,z\n", "row 2: has 11 cells under a head of 9"),
    (SIPRI.replace("Comments", "Exporter"), "row 1, column Exporter: stands for the same as 'Supplier'"),
    (b"{\\rtf1 a table}", "is RTF; choose CSV where the register offers it"),
    (b"PK\x03\x04rest", "is a workbook; save its sheet as CSV"),
    (SIPRI.encode() + b"Iran,Russia,1,T-72\0,,,,,\n", "is no text; save it as CSV UTF-8"),
    (SIPRI + 'Iran,Russia,1,"' + "x" * 110_000 + '",,,,,\n', "row 2, column Weapon designation: is longer than 100,000 characters"),
])
def test_a_file_that_is_no_register_is_told(tmp_path: Path, text: str | bytes, said: str) -> None:
    with pytest.raises(RegisterError) as caught:
        read(tmp_path, text)
    assert str(caught.value).startswith(str(tmp_path / "register.csv")) and said in str(caught.value)


def test_a_file_that_is_not_there_or_a_folder_is_told(tmp_path: Path) -> None:
    for path in (tmp_path / "nosuch.csv", tmp_path):
        with pytest.raises(RegisterError, match="cannot be read"):
            read_register(str(path), party_code)


def test_the_shape_may_be_told_and_must_then_fit(tmp_path: Path) -> None:
    assert read(tmp_path, SIPRI, "sipri").shape == "sipri"
    with pytest.raises(RegisterError, match=r"needed are columns for kiel: donor, date, item$"):
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
