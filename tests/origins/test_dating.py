"""The true date of a page: printed dates stand unless the text speaks hard against them; without one, the text bounds it."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Article, Block, Capture, PrintedDate, Published, Span
from onrecord.origins.clues import read_clues
from onrecord.origins.dating import date_article
from onrecord.origins.scale import FIRST, LAST, day_at, index
from onrecord.text import make_article

PLAIN = "The ministry said that it would send twelve guns to its neighbour, and that more would follow when the ships were back."


def page(*paragraphs: str, printed: tuple[PrintedDate, ...] = ()) -> Article:
    """An article of kept paragraphs."""
    text, blocks = "\n".join(paragraphs), list[Block]()
    for paragraph in paragraphs:
        start = blocks[-1].span.end + 1 if blocks else 0
        blocks.append(Block(Span(start, start + len(paragraph)), True, "paragraph"))
    return Article("a", "c", "page", text, tuple(blocks), printed=printed)


def stamp(day: str, role: str = "stamp") -> PrintedDate:
    return PrintedDate(day, role, None)


def dated(*paragraphs: str, declared: str | None = None, printed: tuple[PrintedDate, ...] = ()) -> Published:
    return date_article(page(*paragraphs, printed=printed), declared)


IN_2023 = (
    "The White House said on Tuesday that President Joe Biden had asked the Senate for more money.",
    "Russian Defense Minister Sergei Shoigu had met his guests in the port, said Secretary of State Antony Blinken.",
)


PLANS = (
    "The two ministers will meet in Strelsau on June 20, 2012.",
    "Their navies are due to hold a yearly exercise in August 2012, and no guns will be fired.",
)


class TestPrinted:
    def test_a_declared_date_is_the_date(self) -> None:
        found = dated(PLAIN, declared="2021-03-04")
        assert (found.date, found.grade, found.refuted) == ("2021-03-04", "certain", ())

    @pytest.mark.parametrize(
        ("said", "day"),
        [
            ("June 15, 2022", "2022-06-15"),
            ("2022-06-15T10:00:00Z", "2022-06-15"),
            ("15 June 2022", "2022-06-15"),
            ("2022-06", "2022-06-01"),
        ],
    )
    def test_any_form_is_read(self, said: str, day: str) -> None:
        found = dated(PLAIN, declared=said)
        assert found.date is None or found.date[:7] == day[:7]

    def test_an_ambiguous_day_is_settled_by_another_date_on_the_page(self) -> None:
        assert dated(PLAIN, declared="01/09/2014", printed=(stamp("2014-09-01"),)).date == "2014-09-01"
        assert dated(PLAIN, declared="01/09/2014", printed=(stamp("2014-01-09"),)).date == "2014-01-09"

    def test_a_titles_day_is_the_pages_where_nothing_else_is_printed(self) -> None:
        assert dated(PLAIN, printed=(stamp("2023-06-05", "title"),)).date == "2023-06-05"
        assert dated(PLAIN, printed=(stamp("2023-06-05", "title"), stamp("2023-06-06"))).date == "2023-06-06"

    def test_the_carrier_beats_a_copys_stamp(self) -> None:
        assert dated(PLAIN, declared="2022-03-31", printed=(stamp("2026-02-05"), stamp("2022-03-31"))).date == "2022-03-31"

    def test_of_two_stamps_the_first_counts(self) -> None:
        assert dated(PLAIN, printed=(stamp("2022-04-03"), stamp("2022-04-01"))).date == "2022-04-01"

    def test_body_dates_are_not_the_pages(self) -> None:
        assert dated(PLAIN, printed=(stamp("2022-04-03", "body"),)).date is None

    def test_a_date_that_is_none_is_no_date(self) -> None:
        assert dated(PLAIN, declared="soon", printed=(stamp("2022-13-45"),)).grade == "unknown"


class TestRefuted:
    def test_two_offices_long_left_refute_a_stamp(self) -> None:
        found = dated(*IN_2023, printed=(stamp("2026-04-07"),))
        assert [p.date for p in found.refuted] == ["2026-04-07"]
        assert found.high and found.high < "2025-03" and found.low and found.low > "2020-12"
        assert any("against 2026-04-07" in r.says and r.weight < 0 for r in found.reasons)

    def test_a_true_stamp_stands(self) -> None:
        found = dated(*IN_2023, printed=(stamp("2023-05-02"),))
        assert (found.date, found.refuted) == ("2023-05-02", ())

    def test_plans_long_past_refute_a_stamp(self) -> None:
        found = dated("The guns were sold in May 2011.", *PLANS, printed=(stamp("2015-11-04"),))
        assert [p.date for p in found.refuted] == ["2015-11-04"]
        assert found.date and found.date < "2012-08" and found.high and found.high < "2012-08"
        assert any("tells 2012-06-20 as to come" in r.says and r.weight < 0 for r in found.reasons)

    @pytest.mark.parametrize("day", ["2012-03-12", "2012-06-28", "2012-08-20"])
    def test_plans_to_come_or_just_past_refute_nothing(self, day: str) -> None:
        found = dated(*PLANS, printed=(stamp(day),))
        assert (found.date, found.refuted) == (day, ())

    @pytest.mark.parametrize(
        "told",
        [
            PLANS[:1],
            (*PLANS, "All this was forgotten when the ships sailed on 5 May 2014."),
            (*PLANS, "The third ship will sail on 5 May 2016."),
            ("The ministers would meet on June 20, 2012, it was said, and hold an exercise in August 2012.",),
        ],
    )
    def test_one_plan_or_old_plans_told_again_refute_nothing(self, told: tuple[str, ...]) -> None:
        assert dated(*told, PLAIN, printed=(stamp("2015-11-04"),)).refuted == ()

    def test_one_office_left_refutes_nothing(self) -> None:
        assert dated("The law was signed by President Joe Biden and is still in force.", printed=(stamp("2026-04-07"),)).refuted == ()

    @pytest.mark.parametrize(
        "wording",
        [
            "former President Barack Obama and former Secretary of State John Kerry",
            "then-President Barack Obama and then-Secretary of State John Kerry",
            "In 2015, President Barack Obama and Secretary of State John Kerry",
        ],
    )
    def test_history_told_as_history_refutes_nothing(self, wording: str) -> None:
        assert dated(f"{wording} agreed to the sale of the guns.", PLAIN, declared="2024-05-06").refuted == ()

    def test_the_years_of_a_second_term_count(self) -> None:
        told = ("President Donald Trump told reporters on Tuesday that Secretary of State Marco Rubio would travel.", PLAIN)
        assert dated(*told, printed=(stamp("2025-06-03"),)).refuted == ()


class TestClues:
    def test_an_event_last_week_and_a_weekday_give_the_day(self) -> None:
        found = dated("Ukraine withdrew from Avdiivka last week, a spokesman told the paper on Thursday.", PLAIN)
        assert found.date == "2024-02-22" and found.low and found.low >= "2024-02-15"

    def test_a_weekday_beside_what_is_long_remembered_is_not_its_own(self) -> None:
        found = dated("On Monday the court heard again how the town of Srebrenica had fallen.")
        assert found.date is None and (found.low or "1995") >= "1995" and found.high is None

    def test_a_text_is_not_older_than_what_it_tells(self) -> None:
        found = dated("The treaty was signed on 5 May 2019 and the ships sailed that summer.", PLAIN)
        assert found.low and found.low >= "2019-05-01"

    def test_what_will_be_bounds_nothing_from_below(self) -> None:
        assert dated("The treaty will expire by 5 May 2029 and no ship will sail.", PLAIN).date is None

    def test_an_embargo_about_to_end(self) -> None:
        found = dated("The arms embargo on Iran will expire next month, President Hassan Rouhani said.", PLAIN)
        assert found.date and found.date.startswith("2020") and found.high and found.high < "2020-12"

    def test_the_length_of_a_war(self) -> None:
        found = dated(
            "Fifteen months of war have passed since Russia invaded Ukraine, and the guns are worn.".replace("Fifteen", "15"), PLAIN
        )
        assert found.low and found.high and found.low < "2023-05-24" < found.high < "2024"

    def test_an_embargo_that_ends_next_week_with_the_rest_of_it_elsewhere_on_the_page(self) -> None:
        told = "The embargo will be lifted next week, the minister told reporters on Wednesday."
        assert dated(told, "Iran has waited for it since the nuclear deal, he added.").date in ("2020-10-07", "2020-10-14")

    def test_what_is_over_is_not_to_come_though_someone_wanted_more(self) -> None:
        found = dated("The UN arms embargo on Iran expired in mid-October though others sought to extend it.", PLAIN)
        assert found.low and found.low >= "2020-10-01"

    def test_months_counted_from_now_say_more_than_will(self) -> None:
        told = "The arms embargo on Iran will expire, he said on Saturday: it ends six months from today."
        assert dated(told, PLAIN).date in ("2020-04-17", "2020-04-18", "2020-04-19")

    def test_an_event_told_by_its_bare_month_is_less_than_a_year_old(self) -> None:
        bare = dated("In October, Hamas attacked Israel, and the guns were moved.", PLAIN)
        dated_by_year = dated("In October 2023, Hamas attacked Israel, and the guns were moved.", PLAIN)
        assert bare.high and bare.high < "2024-12" and dated_by_year.high and dated_by_year.high > "2025"

    def test_what_came_more_than_once_is_settled_by_an_office(self) -> None:
        told = "Amid the war in Gaza, which continues, the port of Strelsau is closed."
        found = dated(told, "Israeli Prime Minister Naftali Bennett and President Joe Biden said nothing.", "US President Joe Biden wrote.")
        assert found.date and found.date[:4] in ("2021", "2022")

    @pytest.mark.parametrize(
        ("told", "low", "high"),
        [
            ("It was the 500th day of the war in Ukraine, which Russia invaded.", "2023-07-05", "2023-07-12"),
            ("Over 15 months of war Ukraine has asked for guns, said President Volodymyr Zelensky.", "2023-05-01", "2023-07-10"),
        ],
    )
    def test_a_war_is_counted_in_days_too_and_needs_no_full_name(self, told: str, low: str, high: str) -> None:
        found = dated(told, PLAIN)
        assert found.date and low <= found.date <= high

    @pytest.mark.parametrize(
        ("told", "fits", "other"),
        [
            ("Russia's war in Ukraine, now in its third year, has emptied the depots.", ("2024-02-25", "2025-02-20"), ("2023-11-01", "2025-12-01")),
            ("Guns came as it entered the fourth month of the war in Gaza, Israel said.", ("2024-01-08", "2024-02-05"), ("2023-10-20", "2014-07-20")),
            ("Guns came as it entered the fourth week of the war in Gaza, Israel said.", ("2014-08-01", "2023-10-31"), ("2014-10-01", "2024-01-15")),
        ],
    )
    def test_a_war_in_its_nth_year_is_one_that_lasted_so_long(self, told: str, fits: tuple[str, ...], other: tuple[str, ...]) -> None:
        (clue,) = (clue for clue in read_clues(page(told)) if clue.rule == "length of the war")
        assert all(clue.scores[index(date.fromisoformat(day))] == 0 for day in fits)
        assert all(clue.scores[index(date.fromisoformat(day))] < -1 for day in other)

    def test_the_length_of_a_war_that_is_over_is_its_name(self) -> None:
        clues = [clue for clue in read_clues(page("The port opened after the 50-day war in Gaza, Israel said.")) if clue.rule == "length of the war"]
        assert clues and all(clues[0].scores[index(date.fromisoformat(day))] == 0 for day in ("2014-09-01", "2015-06-04"))
        assert clues[0].scores[index(date(2014, 5, 1))] < -2

    @pytest.mark.parametrize(
        ("told", "day"),
        [
            ("He spoke on Wednesday at the 65th session of the IAEA General Conference.", "2021-09-22"),
            ("The minister said on Friday, on the anniversary of the gas attack on Sardasht, said Defense Minister Amir Hatami.", "2019-06-28"),
            ("IN WITNESS WHEREOF, I have hereunto set my hand this ninth day of May, in the year of our Lord two thousand twelve.", "2012-05-09"),
            ("A rally was held on the third anniversary of the full-scale invasion of Ukraine.", "2025-02-24"),
            ("The prize was given on Sunday, January 14, said Estonian Prime Minister Kaja Kallas, who spoke on January 11.", "2024-01-14"),
        ],
    )
    def test_what_comes_back_gives_the_day(self, told: str, day: str) -> None:
        found = dated(told, PLAIN)
        assert found.date and abs((date.fromisoformat(found.date) - date.fromisoformat(day)).days) <= 1

    @pytest.mark.parametrize("told", [
        "The minister wrote on June 23 that he would not go, and Zelensky, the Ukrainian president, left on June 21.",
        "STRELSAU, August 21. The army showed what it had taken on Thursday, and the minister left on August 10.",
    ])
    def test_what_fits_many_years_gives_none_of_them(self, told: str) -> None:
        assert dated(told, PLAIN).date is None

    def test_a_report_that_prints_its_month_is_of_that_month(self) -> None:
        assert dated(PLAIN, printed=(stamp("2024-11"),)).date == "2024-11"
        assert dated(PLAIN, printed=(stamp("2024-11"), stamp("2024-11-08"))).date == "2024-11-08"

    def test_a_copyright_outweighs_what_follows_the_latest_thing_told(self) -> None:
        told = "The firm has been under sanctions since 2019, and its owner was listed in September 2019."
        assert (dated(told, PLAIN, printed=(stamp("2024", "copyright"),)).date or "").startswith("2024")

    def test_a_former_holder_has_left(self) -> None:
        found = dated("Former Vice President Mike Pence spoke in the port, and former Secretary of State Mike Pompeo listened.", PLAIN)
        assert found.low and found.low >= "2020-12"

    def test_a_former_president_who_came_back_was_out_of_office_between(self) -> None:
        found = dated("Former President Donald Trump spoke in the port.", "Former Secretary of State Mike Pompeo listened.")
        assert found.low and found.high and found.low >= "2020-12" and found.high >= "2025-01"

    def test_a_president_who_keeps_the_title_beside_his_successor_accuses_no_page(self) -> None:
        told = ("President Joe Biden spoke in the port on Tuesday.", "President Donald Trump met the union yesterday.", PLAIN)
        assert dated(*told, declared="2024-02-01").refuted == ()
        found = dated(*told)
        assert found.low and "2017" <= found.low <= "2021-01-20" and (found.high is None or found.high > "2026")

    def test_the_day_under_a_post_bounds_the_page(self) -> None:
        told = page(*IN_2023, "The guns are here. pic.twitter.com/x— Rosa Klebb (@klebb) July 3, 2023")
        post = replace(told, blocks=(*told.blocks[:-1], replace(told.blocks[-1], kept=False, kind="furniture", reason="media-embed")))
        found = date_article(post)
        assert found.low and "2023-06-25" <= found.low <= "2023-07-03" and found.date and found.date.startswith("2023-07")

    def test_days_told_as_past_are_all_behind_the_page(self) -> None:
        found = dated("On May 3 the ships left, and on May 9 they came back.", *IN_2023)
        assert found.date and (found.date[:4] == "2023" or found.date[:4] in ("2021", "2022", "2024")) and found.date[5:] >= "05-09"

    def test_a_time_after_the_teller_is_the_tellings(self) -> None:
        told = "“The ships will sail and could return,” he wrote on Tuesday."
        assert any(clue.rule == "weekday" for clue in read_clues(page(told)))
        assert not any(clue.rule == "weekday" for clue in read_clues(page("The ships will sail on Tuesday.")))

    def test_the_doer_of_a_past_act_is_named_in_passing(self) -> None:
        rules = {clue.rule for clue in read_clues(page("The order was signed by President Joe Biden."))}
        assert "office in passing" in rules and "office" not in rules

    @pytest.mark.parametrize(
        "told",
        [
            "John Kerry, the former secretary of state, was there.",
            "Joe Biden, deputy vice president of the club, was there.",
            "President Kabila bin Zola was there.",
            "President Kabila al-Zola was there.",
            "President Kabila-Zola was there.",
            "President Kabila\nZola was there.",
        ],
    )
    def test_no_office_is_told_of_who_left_it_or_only_bears_the_name_first(self, told: str) -> None:
        assert not any(clue.rule == "office" for clue in read_clues(page(told)))

    def test_an_office_told_after_its_holders_name_is_told(self) -> None:
        assert any(clue.rule == "office" for clue in read_clues(page("John Kerry, the secretary of state, was there.")))

    @pytest.mark.parametrize(
        "told",
        [
            "The port was shown to Secretary of State Antony J. Blinken.",
            "The fleet was drawn up around A.K. Antony, and the Kenyan Defence Minister only watched.",
            "The port was built when A.K. Antony was defence minister.",
        ],
    )
    def test_a_title_is_not_given_to_who_stands_beside_it(self, told: str) -> None:
        assert not any("Antony told as dm" in clue.says for clue in read_clues(page(told)))

    def test_a_name_that_others_bore_under_that_title_is_not_held_against_one(self) -> None:
        says = {clue.says: clue for clue in read_clues(page("President Bush said on Monday that the ships were back."))}
        (clue,) = (c for what, c in says.items() if "Bush" in what)
        at = [clue.scores[index(date(year, 6, 1))] for year in (1990, 1997, 2005)]
        assert at[0] == at[2] == 0 > at[1]

    @pytest.mark.parametrize(
        ("told", "day"),
        [
            ("The ships are back, EU foreign policy chief Javier Solana said.", "2005-06-01"),
            ("The ships are back, U.N. refugee chief Antonio Guterres said.", "2010-06-01"),
            ("The ships are back, Home Secretary Yvette Cooper said.", "2024-09-01"),
            ("The ships are back, the Chief of the General Staff, Nick Carter, said.", "2016-09-01"),
            ("The ships are back, Eurogroup President Jean-Claude Juncker said.", "2010-06-01"),
        ],
    )
    def test_who_held_several_offices_of_one_title_is_believed_in_each(self, told: str, day: str) -> None:
        assert all(clue.scores[index(date.fromisoformat(day))] == 0 for clue in read_clues(page(told)) if clue.rule == "office")

    def test_a_former_holder_is_one_across_the_end_of_a_line(self) -> None:
        found = read_clues(page("The port was shown to the former\n    President Jair Bolsonaro."))
        assert [clue.rule for clue in found if "Bolsonaro" in clue.says] != ["office"]

    def test_one_of_many_spokesmen_needs_a_full_name(self) -> None:
        def told(who: str) -> bool:
            return any("spokesman" in clue.says for clue in read_clues(page(f"The ships are back, said spokesman {who}.")))

        assert told("John Kirby") and not told("Kirby") and not told("Bates")

    def test_a_lone_look_back_is_no_date(self) -> None:
        found = dated("The country has not forgotten Lockerbie.", PLAIN)
        assert found.date is None or found.grade == "weak"

    def test_copyright_holds_the_year(self) -> None:
        told = "President Joe Biden said so to reporters at the port on Friday."
        found, bare = dated(told, PLAIN, printed=(stamp("2023", "copyright"),)), dated(told, PLAIN)
        assert found.low and found.low >= "2023-01-01" and found.high and found.high <= "2023-12-31"
        assert bare.low and bare.low < "2023-01-01" and bare.high and bare.high > "2023-12-31"

    @pytest.mark.parametrize(("told", "year"), [
        ("The plant makes guns, according to a 2019 statement.", "2019"), ("It breaks the 2017 arms deal.", "2017"),
        ("It was built in 2018, says the 2019 report.", "2019"), ("He hopes for the 2019 budget.", None), ("It may be in a 2019 report.", None),
    ])
    def test_what_is_of_a_year_was_before_the_page(self, told: str, year: str | None) -> None:
        said = [clue.says for clue in read_clues(page(told, PLAIN)) if clue.rule == "year told"]
        assert said == ([f"tells {year} as past"] if year else [])

    def test_a_lone_weekday_dates_nothing(self) -> None:
        assert dated("The ministry said so on Friday.", PLAIN) == Published(None, None, None, "unknown")

    def test_a_summit_recalled_for_years_is_not_to_come(self) -> None:
        told = page("Its allies will keep the pledge of the NATO summit in Wales.", "They met in Strelsau on 3 May 2021.")
        assert [float(clue.scores.min()) for clue in read_clues(told) if clue.says.startswith("Wales summit")] == [0.0]

    def test_a_lone_not_before_dates_nothing(self) -> None:
        """What is told for years after it leaves any year up to now."""
        told = "The envoy called the launch a breach of resolution 2231."
        found = dated(told, PLAIN)
        assert (found.date, found.low, found.high, found.grade) == (None, "2015-07-19", None, "unknown") and found.reasons
        assert (dated(told, PLAIN, printed=(stamp("2017", "copyright"),)).date or "").startswith("2017")

    def test_every_reason_points_into_the_page(self) -> None:
        told = page(*IN_2023, "Ukraine withdrew from Avdiivka last week.")
        for clue in read_clues(told):
            assert clue.span is None or 0 <= clue.span.start < clue.span.end <= len(told.text)


def made(text: str) -> Article:
    """The article of a plain text, its head told apart from its body."""
    found = make_article(Capture("0" * 64, "page", text.encode(), "text/plain", "page.txt"))
    assert isinstance(found, Article)
    return found


class TestHeads:
    """The head of a wire story gives the day without the year; the text gives the year."""

    @staticmethod
    def of(text: str) -> Published:
        return date_article(made(text))

    def test_the_day_of_the_dateline_and_a_weekday_fix_the_year(self) -> None:
        found = self.of("STRELSAU, Dec. 22 - Prime Minister Fumio Kishida on Friday loosened the curbs on selling guns.\n\n" + PLAIN)
        assert found.date == "2023-12-22"
        assert "day of the dateline" in {r.rule for r in found.reasons}

    def test_the_slug_of_a_wire_gives_the_day(self) -> None:
        slug = "a0614\nr w BC-Gun-Aid 2ndLd-Writethru   06-26 0598\nHouse Reverses Itself on Guns\n\nBy W. T. Brannigan\n\n"
        found = self.of(slug + "WASHINGTON (AP) _ President Reagan won Tuesday the vote that he had lost in February 1985.\n\n" + PLAIN)
        assert (found.date or "")[5:] in ("06-25", "06-26", "06-27")

    def test_a_row_without_a_year_gives_the_day(self) -> None:
        told = f"{PLAIN} Prime Minister Fumio Kishida was not asked. So it has been since 2022, when the war began."
        assert self.of(f"ZENDA NEWS\nFriday 22 December | 07.30\n\nGuns for the port, says the minister of war\n\n{told}").date == "2023-12-22"

    @pytest.mark.parametrize(("row", "told", "day"), [
        ("01/07/2023", "The guns had been sent on 3 May 2023.", "2023-07-01"), ("01/07/2023", "The guns had been sent on 3 May 2022.", "2023-01-07"),
    ])
    def test_what_the_text_tells_decides_a_stamp_in_figures(self, row: str, told: str, day: str) -> None:
        found = self.of(f"Guns for the port, says the minister of war\n{row}\n\n{PLAIN} {told}")
        assert (found.date, found.refuted) == (day, ())

    def test_a_list_of_words_and_numbers_is_no_slug(self) -> None:
        assert not [c for c in read_clues(made("Guns 06-26 0598\n\n" + PLAIN)) if c.rule == "day of the dateline"]


class TestTerms:
    def test_whoever_is_told_with_the_office_had_had_it(self) -> None:
        rules = {c.rule: c for c in read_clues(page("It is 50 days since President Donald Trump ended the ban of 2004 on guns.", PLAIN))}
        scores = rules["had the office"].scores
        assert scores[index(date(2010, 6, 1))] < -2 and scores[index(date(2018, 6, 1))] == 0 == scores[index(date(2026, 6, 1))]

    @pytest.mark.parametrize("before", ["vice ", "candidate for "])
    def test_who_has_yet_to_get_the_office_bounds_nothing(self, before: str) -> None:
        told = f"In 2004 the guns were sold, which {before}President Donald Trump had asked for."
        assert "had the office" not in {c.rule for c in read_clues(page(told, PLAIN))}

    @pytest.mark.parametrize(("said", "month"), [("the summer of 2023", 6), ("late 2023", 12), ("mid-2023", 5), ("the fall of 2023", 9), ("2023", 1)])
    def test_a_part_of_a_year_is_told_from_its_first_month_on(self, said: str, month: int) -> None:
        clue = next(c for c in read_clues(page(f"Twelve guns had been sold since {said}.", PLAIN)) if c.rule == "year told")
        assert int((clue.scores == 0).argmax()) == index(date(2023, month, 1)) - 1


def test_what_was_so_many_days_ago_dates_the_page() -> None:
    found = dated("It is nineteen days since the AUKUS pact was announced.", PLAIN)
    assert "nineteen days since" in next(r for r in found.reasons if r.rule == "event").says
    assert found.low is not None and found.high is not None
    assert "2021-09-20" <= found.low <= "2021-10-04" <= found.high <= "2021-11-15"


class TestInvariants:
    @settings(max_examples=80, deadline=None)
    @given(
        text=st.text(max_size=300),
        declared=st.none() | st.text(max_size=30) | st.dates(date(1990, 1, 1), date(2028, 1, 1)).map(date.isoformat),
    )
    def test_it_never_fails_and_low_is_not_after_high(self, text: str, declared: str | None) -> None:
        found = date_article(page(text or "x"), declared)
        assert found.grade in ("certain", "likely", "weak", "unknown")
        assert found.low is None or found.high is None or found.low <= found.high
        assert (found.date is None) == (found.grade == "unknown")

    @settings(max_examples=60, deadline=None)
    @given(day=st.dates(date(1990, 1, 1), date(2028, 12, 31)))
    def test_a_declared_day_without_contradiction_always_stands(self, day: date) -> None:
        assert dated(PLAIN, declared=day.isoformat()).date == day.isoformat()

    @given(day=st.dates(FIRST, LAST))
    def test_the_scale_gives_back_its_days(self, day: date) -> None:
        assert day_at(index(day)) == day

    def test_the_printed_date_of_the_article_counts_as_declared(self) -> None:
        told = replace(page(PLAIN), printed=(stamp("2021-03-04", "declared"),))
        assert date_article(told).date == "2021-03-04"
