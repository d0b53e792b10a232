"""Capture -> article: nothing is lost, nothing moves, and what cannot be read says why."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.text.pages import LEAD, SECOND, THIRD, article, capture, left_out

from onrecord.model import Article, Skip
from onrecord.text import make_article

WORDS = st.sampled_from(
    [
        LEAD,
        SECOND,
        THIRD,
        "Related",
        "- a link to it",
        "",
        "  ",
        "By Jane Doe",
        "© 2020 Gazette",
        "Advertisement",
        "\r",
        "###",
        "# A headline of some words",
        "Sign up for our newsletter",
        "March 3, 2021 10:00 am",
        "(AP) —",
        "HOW IT IS ALL DONE BY THEM",
        "a NUL\0 in it",
    ]
)

PROSE = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=60)
"""Any letters; many control characters make a page no text, which has a test of its own."""


def assert_covers(found: Article) -> None:
    at = 0
    for block in found.blocks:
        assert block.span.start >= at and block.span.end > block.span.start
        assert not found.text[at : block.span.start].strip()
        assert block.kept == (not block.reason)
        at = block.span.end
    assert not found.text[at:].strip()


class TestInvariants:
    @settings(max_examples=150, deadline=None)
    @given(
        body=st.binary(max_size=400),
        kind=st.sampled_from(["text/plain", "text/html", "text/html; charset=utf-16", "text/plain; charset=utf-8"]),
    )
    def test_any_bytes_give_an_article_or_a_skip(self, body: bytes, kind: str) -> None:
        found = make_article(capture(body, kind))
        assert isinstance(found, Skip) or found.blocks

    @settings(max_examples=150, deadline=None)
    @given(lines=st.lists(WORDS | PROSE, min_size=1, max_size=25), end=st.sampled_from(["\n", "\r\n", "\n\n"]))
    def test_blocks_cover_the_text_in_order_and_the_text_is_as_given(self, lines: list[str], end: str) -> None:
        body = end.join([LEAD, *lines, SECOND])
        found = article(body)
        assert found.text == body.replace("\0", "\ufffd")
        assert_covers(found)

    @given(title=st.text(max_size=40))
    def test_the_same_page_gives_the_same_article(self, title: str) -> None:
        page = capture(f"{title}\n\n{LEAD}\n{SECOND}")
        assert make_article(page) == make_article(page)

    def test_halves_of_surrogate_pairs_and_nuls_are_replaced_one_for_one(self) -> None:
        found = article(f"{LEAD} \ud83d and \0 done.\n{SECOND}")
        assert found.text == f"{LEAD} \ufffd and \ufffd done.\n{SECOND}"


class TestDecoding:
    @pytest.mark.parametrize(
        ("body", "kind"),
        [
            (f"\ufeff{LEAD} café".encode(), "text/plain"),
            (f"{LEAD} café".encode("utf-16"), "text/plain"),
            (f"{LEAD} café".encode("cp1252"), "text/plain"),
            (f"{LEAD} café".encode("iso8859-2"), "text/plain; charset=iso-8859-2"),
            (f"{LEAD} café".encode(), "text/plain; charset=no-such-thing"),
            (f"{LEAD} café".encode("cp1252"), "text/plain; charset=base64"),
        ],
    )
    def test_text_is_read_in_its_encoding(self, body: bytes, kind: str) -> None:
        assert article(body, kind).text == f"{LEAD} café"

    def test_bytes_that_are_no_text_are_a_skip(self) -> None:
        found = make_article(capture(bytes(range(256)) * 20))
        assert isinstance(found, Skip) and found.reason == "not-text"

    @pytest.mark.parametrize(
        ("body", "reason"),
        [
            ("", "empty"),
            (" \n\t\n", "empty"),
            ("Related\n- one link\n", "no-prose"),
            (
                "Das Verteidigungsministerium teilte am Montag mit, dass zwölf Haubitzen an das Nachbarland geliefert werden sollen.",
                "language",
            ),
        ],
    )
    def test_a_page_with_nothing_to_read_says_why(self, body: str, reason: str) -> None:
        found = make_article(capture(body))
        assert isinstance(found, Skip) and (found.stage, found.subject, found.reason) == ("text", "page", reason)


class TestBlocks:
    def test_a_hard_wrapped_paragraph_is_one_block(self) -> None:
        wrapped = (
            "The ministry of defence has said today that it will deliver twelve\n"
            "howitzers and four hundred rounds of ammunition to the army of its\n"
            "neighbour before the end of the month, and that more is to follow.\n\n"
            "- Twelve howitzers of the older type, with their tractors and all of\n  the spare parts that the arsenal holds.\n"
            "- Four hundred rounds of ammunition.\n"
        )
        assert [b.kind for b in article(wrapped).blocks] == ["paragraph", "list", "list"]

    def test_unwrapped_lines_are_blocks_of_their_own(self) -> None:
        assert [b.kind for b in article(f"{LEAD}\n{SECOND}\n{THIRD}").blocks] == ["paragraph"] * 3

    def test_a_line_of_a_wrapped_paragraph_is_not_judged_by_itself(self) -> None:
        wrapped = (
            "The president of the republic has told the assembly that the law on\n"
            "exports will be applied to every contract that was signed before the\n"
            "first of the month, and that no licence will be given until then, on\n"
            "May 3, 2021. The assembly took note of what the president had said to\n"
            "it and adjourned until the following week without taking any vote."
        )
        found = article(wrapped)
        assert len(found.blocks) == 1 and not left_out(found)

    def test_a_dateline_is_a_kept_block_of_its_own(self) -> None:
        found = article(f"STRELSAU (Reuters) - {LEAD}\n{SECOND}")
        first, second, _ = found.blocks
        assert (first.kind, first.kept) == ("dateline", True)
        assert found.text[second.span.start : second.span.end] == LEAD
        assert found.agency and found.agency.value == "Reuters"

    @pytest.mark.parametrize("dateline", [
        "STRELSAU, May 3, 2021 (Reuters) -", "STRELSAU, Sept. 3, 2021 (Yonhap) --", "STRELSAU, 3 May 2021 (Xinhua) —",
        "STRELSAU, May 3, 2021 /TASS/.",
        "STRELSAU, May 3 2021 -", "NEW STRELSAU, 3 May 2021 –",
    ])
    def test_a_dateline_with_its_whole_day_tells_when_the_page_was_published(self, dateline: str) -> None:
        found = article(f"{dateline} {LEAD}\n{SECOND}")
        assert (found.blocks[0].kind, found.text[slice(*found.blocks[1].span)]) == ("dateline", LEAD)
        day = "2021-09-03" if "Sept" in dateline else "2021-05-03"
        assert [(p.date, p.role) for p in found.printed] == [(day, "dateline")]

    @pytest.mark.parametrize("opening", ["STRELSAU got guns on 3 May 2021 - and more.", "ON MAY 3, 2021 guns came.", "Guns, May 3, 2021 - told."])
    def test_a_day_that_opens_no_dateline_stays_in_its_paragraph(self, opening: str) -> None:
        assert [b.kind for b in article(f"{opening} {LEAD}\n{SECOND}").blocks].count("dateline") == 0

    def test_the_title_is_kept_once(self) -> None:
        found = article(f"Ruritania promises guns to its neighbour\n\nRuritania promises guns to its neighbour\n\n{LEAD}\n{SECOND}")
        assert found.title and found.title.value == "Ruritania promises guns to its neighbour"
        assert found.kept().count("Ruritania promises guns") == 1
        assert "title-again" in left_out(found).values()


class TestMasthead:
    @pytest.mark.parametrize(
        ("line", "outlet", "how"),
        [
            ("CLICK HERE FOR MORE FROM THE WASHINGTON POST", "The Washington Post", "call to read more"),
            ("CLICK HERE FOR MORE FROM THE STRELSAU EVENING POST", "Strelsau Evening Post", "call to read more"),
            ("© 2021 Strelsau Evening Post. All rights reserved.", "Strelsau Evening Post", "copyright line"),
            ("All content by Xinhua is licensed under a free licence.", "Xinhua", "licence line"),
        ],
    )
    def test_the_outlet_is_read_from_the_furniture(self, line: str, outlet: str, how: str) -> None:
        found = article(f"{LEAD}\n{SECOND}\n{THIRD}\n{line}").outlet
        assert found and (found.value, found.how) == (outlet, how)

    def test_what_the_carrier_declares_goes_before_the_page(self) -> None:
        found = article(f"{LEAD}\n{SECOND}\n© 2021 Strelsau Evening Post", outlet="BBC")
        assert found.outlet and found.outlet.how == "declared"

    def test_an_agencys_credit_beats_what_the_carrier_declares(self) -> None:
        found = article(f"STRELSAU (Reuters) - {LEAD}\n{SECOND}", outlet="BBC")
        assert found.outlet and (found.outlet.value, found.outlet.how) == ("Reuters", "dateline")
        assert found.copied == "republished"

    def test_an_agency_nobody_knows_is_told_by_its_initials(self) -> None:
        found = article(f"STRELSAU (SGN) — {LEAD}\n{SECOND}\nA minister told Strelsau General News that it was so.", outlet="Evening Post")
        assert found.outlet and found.outlet.value == "Strelsau General News" and found.copied == "republished"

    def test_initials_that_no_medium_has_are_credited_as_they_stand(self) -> None:
        found = article(f"STRELSAU (SGN) — {LEAD}\n{SECOND}\nThe Society of Great Navies sent a note.").agency
        assert found and found.value == "SGN"

    @pytest.mark.parametrize(("head", "agency"), [
        ("STRELSAU, Jan 25 (Meridian) -", "Meridian"), ("STRELSAU/ZENDA, Jan 19 (Crown Press) -", "Crown Press"),
        ("STRELSAU, August 21. /Ruritpress/.", "Ruritpress"), ("STRELSAU (Ukraine) —", None), ("STRELSAU (Updated) —", None),
    ])
    def test_who_is_named_in_a_dateline_is_an_agency(self, head: str, agency: str | None) -> None:
        found = article(f"{head} {LEAD}\n{SECOND}\n{THIRD}").agency
        assert (found.value if found else None) == agency

    @pytest.mark.parametrize(
        "line", ["© Strelsau Evening Post 2021", "Copyright 2019-2021 Strelsau Evening Post", "© Strelsau Evening Post 2019–2021"]
    )
    def test_a_year_is_no_part_of_an_outlets_name(self, line: str) -> None:
        found = article(f"{LEAD}\n{SECOND}\n{THIRD}\n{line}").outlet
        assert found and found.value == "Strelsau Evening Post"

    @pytest.mark.parametrize(
        ("head", "outlet"),
        [
            ("Strelsau Evening Post\nBy Rosa Klebb\n3 May 2021", "Strelsau Evening Post"),
            ("By Rosa Klebb\nStrelsau Evening Post | Updated 3 May 2021 21:30", "Strelsau Evening Post"),
            ("Ministry of Defence of Norway\nOslo, 3 May 2021", "Ministry of Defence of Norway"),
            ("Strelsau Harbour\nBy Rosa Klebb\n3 May 2021", None),
            ("Strelsau, 3 May 2021", None),
        ],
    )
    def test_the_outlet_is_read_from_the_masthead(self, head: str, outlet: str | None) -> None:
        found = article(f"Ruritania promises guns to its neighbour\n\n{head}\n\n{LEAD}\n{SECOND}\n{THIRD}").outlet
        assert (found.value if found else None) == outlet

    def test_a_letterhead_is_not_the_title(self) -> None:
        found = article(f"MINISTRY OF FOREIGN AFFAIRS OF NORWAY\n\nStatement on the sale of guns\n\nOslo, 3 May 2021\n\n{LEAD}\n{SECOND}")
        assert found.title and found.title.value == "Statement on the sale of guns"
        assert found.outlet and found.outlet.value == "Ministry of Foreign Affairs of Norway"

    def test_an_agency_beats_the_site_in_whose_frame_it_stands(self) -> None:
        found = article(f"Home > World > Guns - Daily Mirrorbase\nSTRELSAU (AP) — {LEAD}\n{SECOND}\n{THIRD}\nLikes (3)\n© 2025 Mirrorbase")
        assert found.outlet and "Associated Press" in found.outlet.value
        assert found.copied == "republished"

    def test_a_medium_quoted_is_not_the_outlet(self) -> None:
        assert article(f"{LEAD}\nThe minister told the Financial Times so, and The Guardian had it too.\n{SECOND}").outlet is None

    @pytest.mark.parametrize(
        ("line", "outlet", "how"),
        [
            ("(Source: Aljazeera)\nAll content by Xinhua is licensed under a free licence.", "Al Jazeera", "source line"),
            ("(Reporting by Rosa Klebb in Strelsau; Editing by Flavia Holm)", "Reuters", "wire credit"),
            ("The views expressed here are the author's and not necessarily those of Kyiv Post.", "Kyiv Post", "disclaimer"),
            ("The Kyiv Post is not responsible for the content of external sites.", "Kyiv Post", "disclaimer"),
            ("Read more on Strelsau.ru", "Strelsau.ru", "call to read more"),
            ("It has [a port](https://www.cnbc.com/ports/) and [a fort](https://www.cnbc.com/forts/).", "CNBC", "links"),
            ("The BBC's Rosa Klebb, at the port, says the ship has left.", "BBC", "staff"),
            ("CNN has reached out to the port, and AFP had a photograph.", "CNN", "itself"),
            ("A captain told the BBC that the Spanish newspaper El Pais was wrong, as AFP had reported.", "BBC", "spoken to"),
            ("A captain told Reuters so. A pilot told Reuters so too, as the Financial Times wrote.", "Reuters", "spoken to"),
            ("Watch CNN live on the day.", "CNN", "itself"),
        ],
    )
    def test_a_page_gives_its_own_outlet_away(self, line: str, outlet: str, how: str) -> None:
        found = article(f"{LEAD}\n{SECOND}\n{THIRD}\n{line}").outlet
        assert found and (found.value, found.how) == (outlet, how)

    @pytest.mark.parametrize(
        "line",
        [
            "It has [a port](https://www.cnbc.com/ports/) and [a fort](https://www.bbc.co.uk/forts/).",
            "It has [a port](https://www.state.gov/ports/) and [a fort](https://www.cnbc.com/forts/) and [a wall](https://www.state.gov/).",
            "A captain told Reuters that all was well.",
            "The BBC's Rosa Klebb, at the port, says it left; CNN's Flavia Holm, at the fort, says it stayed.",
            "“A fort is a fort,” the captain told CBS in June, as he told the BBC.",
            "The ministry published a notice, Reuters reported.",
        ],
    )
    def test_one_that_is_only_cited_is_not(self, line: str) -> None:
        assert article(f"{LEAD}\n{SECOND}\n{THIRD}\n{line}").outlet is None

    def test_an_official_page_that_cites_media_is_none_of_them(self) -> None:
        line = "The president told CNN so. See [the fort](https://www.cnn.com/forts/)."
        assert article(f"{LEAD}\n{SECOND}\n{THIRD}\n{line}", title="Fact Sheet: Guns for Graustark").outlet is None

    def test_a_medium_that_credits_itself_does_so_in_its_lead(self) -> None:
        first = "The guns are on their way, an official said at a briefing in Strelsau on Monday morning, Ukrinform reports."
        found = article(f"{first}\n{SECOND}\n{THIRD}").outlet
        assert found and (found.value, found.how) == ("Ukrinform", "self-credit")
        assert article(f"{LEAD}\n{SECOND}\n{THIRD}\n{first}").outlet is None

    @pytest.mark.parametrize("start", ["(MENAFN) ", "(CNN)- ", "(CNN) — "])
    def test_a_credit_alone_opens_the_page(self, start: str) -> None:
        found = article(f"{start}{LEAD}\n{SECOND}")
        assert found.agency and found.agency.value == start[1:].partition(")")[0]

    def test_a_name_in_brackets_further_down_is_no_credit(self) -> None:
        assert article(f"{LEAD}\n(CNN) {SECOND}").agency is None

    def test_papers_of_one_house_carry_one_licence_line(self) -> None:
        licence = "All Content by Mehr News Agency is licensed under a free licence."
        paper, own = article(f"TEHRAN – {LEAD}\n{SECOND}\n{licence}"), article(f"TEHRAN, Mar. 05 (MNA) – {LEAD}\n{SECOND}\n{licence}")
        assert paper.outlet and paper.outlet.value == "Tehran Times"
        assert own.outlet and own.outlet.value == "Mehr News Agency"
        there = article(f"TEHRAN – {LEAD}\n{SECOND}\n{licence}", url="https://en.mehrnews.com/news/1")
        assert there.outlet and (there.outlet.value, there.outlet.how) == ("Mehr News Agency", "address")

    def test_the_byline(self) -> None:
        found = article(f"Ruritania promises guns to its neighbour\nBy Rosa Klebb\n{LEAD}\n{SECOND}")
        assert found.byline and found.byline.value == "Rosa Klebb"

    def test_signs_of_a_machine(self) -> None:
        spun = f"{LEAD} The guns come from US. stocks. They wait in the yard. bracing for rain. The ministry made a statement. a long one."
        assert article(spun).copied == "reworded"
        assert article(LEAD).copied == "original"


class TestPrintedDates:
    def test_each_date_has_its_role(self) -> None:
        found = article(
            f"Ruritania promises guns to its neighbour\nPublished: 2021-03-04 10:00\nSTRELSAU, March 3 (Reuters) - {LEAD}\n"
            f"{SECOND} The contract is of 5 May 2020.\n{THIRD}\n© 2021 Gazette",
            published="2021-03-04",
            url="https://x.example/2021/03/04/guns",
        )
        assert [(p.date, p.role) for p in found.printed] == [
            ("2021-03-04", "declared"),
            ("2021-03-04", "url"),
            ("2021-03-04", "stamp"),
            ("2021", "copyright"),
            ("2020-05-05", "body"),
        ]

    @pytest.mark.parametrize(
        "line", ["Evening Post | Updated 3 May 2021 21:30", "STRELSAU — May 3, 2021", "Graustark Daily • 3 May 2021", "Evening Post, 3 May 2021"]
    )
    def test_a_medium_and_the_day_at_the_head_are_a_stamp(self, line: str) -> None:
        found = article(f"Ruritania promises guns to its neighbour\n{line}\n\n{LEAD}\n{SECOND}")
        assert [(p.date, p.role) for p in found.printed] == [("2021-05-03", "stamp")]
        assert left_out(found) == {line: "date-stamp"}

    @pytest.mark.parametrize("line", ["May 3, 2021 | 5 min read", "May 3, 20217:12 PM UTC", "May 3, 20217:12 PM UTC Updated 3 days ago"])
    def test_the_time_that_a_page_takes_to_read_and_a_time_run_into_the_year_go_with_the_day(self, line: str) -> None:
        found = article(f"Ruritania promises guns to its neighbour\n{line}\n\n{LEAD}\n{SECOND}")
        assert [(p.date, p.role) for p in found.printed] == [("2021-05-03", "stamp")]
        assert list(left_out(found)) == [line]

    @pytest.mark.parametrize("line", ["Strelsau, 3 May 2021", "STRELSAU, Monday, May 3, 2021"])
    def test_a_place_and_the_day_at_the_head_are_a_kept_dateline(self, line: str) -> None:
        found = article(f"Ruritania promises guns to its neighbour\n{line}\n\n{LEAD}\n{SECOND}")
        assert [(p.date, p.role) for p in found.printed] == [("2021-05-03", "dateline")]
        assert left_out(found) == {} and found.blocks[1].kind == "dateline"

    @pytest.mark.parametrize("line", ["Guns arrived on 3 May 2021", "Strelsau in May 2021", "3 May 2021, a day of guns", "Who knew on 3 May 2021?"])
    def test_a_heading_with_a_day_in_it_is_none(self, line: str) -> None:
        found = article(f"Ruritania promises guns to its neighbour\n{line}\n\n{LEAD}\n{SECOND}")
        assert left_out(found) == {} and {p.role for p in found.printed} == {"body"}

    def test_a_place_and_a_day_further_down_are_the_articles(self) -> None:
        found = article(f"Ruritania promises guns to its neighbour\n{LEAD}\n{SECOND}\nStrelsau, 3 May 2021\n{THIRD}")
        assert left_out(found) == {}

    def test_spans_point_at_the_words(self) -> None:
        found = article(f"{LEAD}\n{SECOND} The contract is of 5 May 2020.")
        (printed,) = found.printed
        assert printed.span and found.text[printed.span.start : printed.span.end] == "5 May 2020"

    def test_a_wires_stamp_is_cut_from_its_line(self) -> None:
        found = article(f"STRELSAU | Thu May 3 , 2012 9:10 am EST {LEAD}\n{SECOND}")
        assert left_out(found) == {"STRELSAU | Thu May 3 , 2012 9:10 am EST": "wire-stamp"}
        assert found.printed[0].date == "2012-05-03" and found.printed[0].role == "dateline"


class TestIdentity:
    NOTICE = "I hereby direct the drawdown of up to $40 million in defense articles and services to provide assistance to Freedonia."

    def declared(self, outlet: str, day: str, **more: str) -> Article:
        found = make_article(capture(self.NOTICE.encode(), "text/plain", outlet=outlet, published=day, **more))
        assert isinstance(found, Article)
        return found

    def test_one_text_in_two_papers_is_one_article(self) -> None:
        assert self.declared("Reuters", "2021-05-03").id == self.declared("The Guardian", "2021-06-09").id

    def test_what_an_authority_issues_again_on_another_day_is_another_article(self) -> None:
        first, again = self.declared("White House", "2021-05-03"), self.declared("White House", "2021-06-09")
        assert first.id != again.id and first.id == self.declared("White House", "2021-05-03").id

    def test_an_authority_that_nobody_listed_is_told_by_its_address(self) -> None:
        days = ("2021-05-03", "2021-06-09")
        assert len({self.declared("Depot Office", day, url="https://depots.gov.xx/notices").id for day in days}) == 2
        assert len({self.declared("Depot News", day, url="https://depot-news.example/notices").id for day in days}) == 1


def test_news_of_a_group_of_states_gives_its_outlet_away_as_other_news_does() -> None:
    lead = "The BBC's Ana Roe reports from Strelsau that the pact will send twelve boats to Graustark before the winter sets in."
    found = article("\n\n".join(["AUKUS to send twelve boats to Graustark before winter", lead, SECOND, THIRD]))
    assert found.outlet is not None and found.outlet.value == "BBC"
