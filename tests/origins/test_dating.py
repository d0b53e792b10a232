"""The true date of a page: printed dates stand unless the text speaks hard against them; without one, the text bounds it."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Article, Block, PrintedDate, Published, Span
from onrecord.origins.clues import read_clues
from onrecord.origins.dating import date_article
from onrecord.origins.scale import FIRST, LAST, day_at, index

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

    def test_copyright_holds_the_year(self) -> None:
        told = "President Joe Biden said so to reporters at the port on Friday."
        found, bare = dated(told, PLAIN, printed=(stamp("2023", "copyright"),)), dated(told, PLAIN)
        assert found.low and found.low >= "2023-01-01" and found.high and found.high <= "2023-12-31"
        assert bare.low and bare.low < "2023-01-01" and bare.high and bare.high > "2023-12-31"

    def test_a_lone_weekday_dates_nothing(self) -> None:
        assert dated("The ministry said so on Friday.", PLAIN) == Published(None, None, None, "unknown")

    def test_every_reason_points_into_the_page(self) -> None:
        told = page(*IN_2023, "Ukraine withdrew from Avdiivka last week.")
        for clue in read_clues(told):
            assert clue.span is None or 0 <= clue.span.start < clue.span.end <= len(told.text)


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
