"""The rows at the head of a page: whose page it is, which section, edition, page and day."""

import pytest
from tests.text.pages import LEAD, SECOND, THIRD, article, left_out

TITLE = "Ruritania sends guns to its neighbour, and the port pays for it"


def page(*head: str, tail: str = "") -> str:
    return "\n".join([*head, TITLE, "", LEAD, SECOND, THIRD, tail])


@pytest.mark.parametrize(("head", "outlet"), [
    (["THE ZENDA CHRONICLE          Saturday 12 November 1994          Page 9"], "The Zenda Chronicle"),
    (["Zenda Courier | Politics | 10 March 2023, 18:47"], "Zenda Courier"),
    (["De Wereldgids | English edition | Interview"], "De Wereldgids"),
    (["RURITANIA POLICY FORUM", "Policy Brief 41, November 2024"], "Ruritania Policy Forum"),
    (["Horn Security Initiative", "", "COMMENTARY | 3 February 2022", ""], "Horn Security Initiative"),
    (["THE RIFT PLAIN NATION", "Sunday, June 22, 2025", "NEWS > POLITICS"], "The Rift Plain Nation"),
    (["Zenda & Severn Gazette", "30th October", "News | Crime | Sport | Jobs | Family Notices"], "Zenda & Severn Gazette"),
    (["The Zenda Ledger, Thursday, March 27, 1986"], "The Zenda Ledger"),
    (["Land, Sea & Air Report | Global | Asia Pacific"], "Land, Sea & Air Report"),
    (["The Zenda Courier", "Serving the province since 1987", ""], "The Zenda Courier"),
    (["The Zenda Courier", "Sunday, October 18, 1987; Page A1"], "The Zenda Courier"),
    (["THE ZENDA INSTITUTE FOR NEAR EAST POLICY", "Policy Analysis | PolicyView 3937"], "The Zenda Institute for Near East Policy"),
    (["Defense News", "Air Warfare | Zenda Air Show"], "Defense News"),
    (["ZENDA KURIER – English pages", "21.02.2019 | Economy and Politics"], "Zenda Kurier"),
    (["Sunday Zenda-Mail", "INSIGHT"], "Sunday Zenda-Mail"),
    (["Ruritanian Defence Trader", "9 Feb 2023 | LAND | PROCUREMENT"], "Ruritanian Defence Trader"),
    (["Press TV - Iran / Defense"], "Press TV"),
    (["THE ZENDA FORTNIGHT", "Cover story | Issue dated September 22, 2024"], "The Zenda Fortnight"),
    (["Naval News » Event News"], "Naval News"),
    (["Haaretz | Zenda News | Security & Aviation"], "Haaretz"),
    (["IISS | Strategic Comments", "Volume 29, May 2023"], "International Institute for Strategic Studies (IISS)"),
    (["Zenda.com — The Zenda Post", "Home > News"], "The Zenda Post"),
    (["DAWN.COM", "Home | Pakistan | World | Business"], "Dawn"),
    (["Guardian Unlimited", "Special report: Ruritania and its neighbours"], "The Guardian"),
    (["The Zenda Courier", "Online edition of the nation's oldest paper"], "The Zenda Courier"),
    (["Senate of the Free Towns", "Press release  |  22 July 2024  |  13:05", ""], "Senate of the Free Towns"),
])
def test_a_row_at_the_head_names_the_publisher(head: list[str], outlet: str) -> None:
    found = article(page(*head))
    assert not {line for line in head if line} - set(left_out(found))
    assert found.title and found.title.value == TITLE
    assert found.outlet and (found.outlet.value, found.outlet.how) == (outlet, "nameplate")


@pytest.mark.parametrize("row", [
    "Friday, February 16, 1996      28p", "Saturday May 9, 1998 - HOME NEWS - page 2", "Sunday, June 19, 2005 / Sivan 12, 5765",
    "Strelsau | Thursday 10 July 2025 | 6 min read", "September 8, 2022 by Ana Roe",
    "Rosa Klebb | 06.10.2020", "June 12, 1987, Friday, PM cycle", "Press Release No: 217 - 30 December 1998 (Unofficial translation)",
])
def test_a_row_of_a_day_is_neither_title_nor_text_and_dates_the_page(row: str) -> None:
    found = article(page("Zenda Courier", row))
    assert row in left_out(found) and found.title and found.title.value == TITLE
    assert [p.role for p in found.printed] == ["stamp"]


@pytest.mark.parametrize("line", [
    "Ruritania: what we know on 9 July 2023 of the guns", "May 3, 2021 was a dark day for the port", "Guns seized on 4 May 2020, navy says.",
])
def test_a_headline_with_a_day_is_no_row(line: str) -> None:
    assert line not in left_out(article("\n".join([line, "", LEAD, SECOND, THIRD])))


@pytest.mark.parametrize("name", ["By Ana Roe", "Ana Roe", "ANA ROE"])
def test_who_wrote_it_is_no_publisher(name: str) -> None:
    found = article("\n".join([TITLE, "", name, "3 March 2022 | LAND", "", LEAD, SECOND, THIRD]))
    assert name in left_out(found) and found.outlet is None


def test_a_ministry_under_its_state_is_that_states() -> None:
    found = article("\n".join(["REPUBLIC OF CHILE", "MINISTRY OF FOREIGN AFFAIRS", "", TITLE, "", LEAD, SECOND, THIRD]))
    assert found.outlet and (found.outlet.value, found.outlet.how) == ("Ministry of Foreign Affairs of Chile", "letterhead")
    assert "REPUBLIC OF CHILE" in left_out(found)


@pytest.mark.parametrize("head", ["LAND WARFARE", "INVESTIGATION", "OPINION & ANALYSIS", "ARMY-EQUIPMENT", "OVERSEAS NEWS", "WORLD, TURKEY, AMERICAS",
                                  "Home > Press and Media Service > Spokesperson's Remarks", "Meetings Coverage and Press Releases"])
def test_a_label_over_the_title_names_nobody(head: str) -> None:
    found = article(page(head))
    assert left_out(found).get(head) == "nameplate" and found.outlet is None
    assert found.title and found.title.value == TITLE


@pytest.mark.parametrize("head", [
    ["Ukraine", "3 March 2022"], ["Washington", "3 March 2022"], ["Jane Roe in Zenda has seen the guns and the men who fire them"],
])
def test_a_place_or_a_line_of_text_is_no_publisher(head: list[str]) -> None:
    found = article(page(*head))
    assert found.outlet is None or found.outlet.how != "nameplate"


def test_a_title_alone_stays() -> None:
    assert TITLE not in left_out(article(page()))
    short = article("Guns for the port\n3 March 2022\n" + "\n".join([LEAD, SECOND, THIRD]))
    assert "Guns for the port" not in left_out(short)


def test_the_row_beats_the_house_that_holds_the_copyright() -> None:
    found = article(page("Zenda Courier", "3 March 2022", tail="© 2022 Severn Local Media"))
    assert found.outlet and found.outlet.value == "Zenda Courier"


def test_a_headline_may_be_a_quotation() -> None:
    said = '"I do not ask where a shell was born, I ask whether it flies"'
    found = article("\n".join(["THE ZENDA REVIEW", "INTERVIEW | 4 April 2025", "", said, "", LEAD, SECOND, THIRD]))
    assert found.title and found.title.value.strip('"') == said.strip('"')
    assert found.outlet and found.outlet.value == "The Zenda Review"


def test_the_sender_of_a_notice_is_its_publisher() -> None:
    found = article("\n".join([TITLE, "", "From: Department for Trade and Export Office", "Published 20 July 2018", "", LEAD, SECOND, THIRD]))
    assert found.outlet and found.outlet.value == "Department for Trade"


@pytest.mark.parametrize(("head", "tail"), [
    ("By Ana Roe  Chief Reporter, The Zenda Herald", ""), ("By Ana Roe", "Ana Roe is the Central Europe correspondent for The Zenda Herald."),
])
def test_whom_the_writer_writes_for_is_the_publisher(head: str, tail: str) -> None:
    found = article("\n".join([TITLE, "", head, "", LEAD, SECOND, THIRD, "", tail]))
    assert found.outlet and found.outlet.value == "The Zenda Herald"


def test_the_day_in_the_title_of_an_occasion_dates_the_page() -> None:
    found = article("\n".join(["Transcript of the government press conference of 5 June 2023", "", LEAD, SECOND, THIRD]))
    assert [(p.role, p.date) for p in found.printed] == [("title", "2023-06-05")]
    other = article("\n".join(["Ruritania: what we know of the raid of 5 June 2023 and its guns", "", LEAD, SECOND, THIRD]))
    assert [p.role for p in other.printed] == ["body"]


def test_a_place_and_a_day_are_no_title() -> None:
    found = article("\n".join(["STRELSAU, August 6. /Itar-Tass correspondent Ana Roe/", "", LEAD, SECOND, THIRD]))
    assert found.title is None and next(b.kind for b in found.blocks) == "dateline"


def test_a_member_and_a_seat_are_no_agency() -> None:
    found = article("\n".join([TITLE, "", "Sir Rudolf Vale (Strelsau Vale): " + LEAD, SECOND, THIRD]))
    assert found.outlet is None


def test_an_agency_that_shows_a_part_names_itself() -> None:
    said = "Anadolu Agency website contains only a portion of the news stories offered to subscribers, and in summarized form."
    found = article(page(tail=said))
    assert found.outlet and found.outlet.value == "Anadolu Agency" and said in left_out(found)


def test_an_archives_header_is_no_part_of_the_article() -> None:
    head = ["June 12, 1987, Friday, PM cycle", "SECTION: International News", "LENGTH: 431 words", f"HEADLINE: {TITLE}",
            "BYLINE: By ANA ROE, Staff Writer", "DATELINE: STRELSAU, Ruritania"]
    found = article("\n".join([*head, "", LEAD, SECOND, THIRD]))
    assert found.title and found.title.value == TITLE
    assert {"June 12, 1987, Friday, PM cycle", "LENGTH: 431 words", "DATELINE: STRELSAU, Ruritania"} <= set(left_out(found))
    assert ("stamp", "1987-06-12") in [(p.role, p.date) for p in found.printed]
