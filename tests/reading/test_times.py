"""Time expressions: found as written, resolved against the day of publication, chosen for a clause."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reading.watched import Watched, counted_lexemes

from onrecord.model import Span, TimeMention, When
from onrecord.reading.times import nearest_time, read_times, resolve_times
from onrecord.reading.times_resolve import resolve

THURSDAY = date(2023, 5, 18)


def read(text: str, published: date | None = THURSDAY) -> list[TimeMention]:
    """The times of ``text`` as one sentence, resolved."""
    return list(resolve_times(read_times(text, [Span(0, len(text))]), published, text))


def isos(text: str, published: date | None = THURSDAY) -> list[str | None]:
    """GUIDE's `when` of each time in ``text``."""
    return [time.when.iso if time.when else None for time in read(text, published)]


@pytest.mark.parametrize("text", [
    "on 24 February 2022", "on February 24, 2022", "on Feb. 24, 2022", "on 2022-02-24", "on 2022/02/24", "on 24.02.2022", "on 24/02/2022",
    "on 02/24/2022", "on the 24th of February, 2022", "on February 24th, 2022", "on Thursday, Feb. 24, 2022",
    "on Thursday 24 February 2022",
    "on 24 Feb 22.", "on 24-Feb-2022",
])
def test_a_full_date_in_every_usual_form(text: str) -> None:
    assert isos(text) == ["2022-02-24"]


@pytest.mark.parametrize(("text", "iso"), [
    ("during the Gulf War", "1991-01-17/1991-02-28"), ("throughout the whole of the Cold War", "1947-03-12/1991-12-26"),
    ("during the war in Ukraine", "2022-02-24/"),
    ("over the course of the war in Ukraine", "2022-02-24/"), ("during the eight years of the Iran-Iraq war", "1980-09-22/1988-08-20"),
])
def test_a_war_is_a_time(text: str, iso: str) -> None:
    assert isos(text)[-1] == iso


@pytest.mark.parametrize(("text", "iso"), [
    ("in 2015, 2016 and 2017", ["2015/2017"]), ("in 2015, 2016, and 2017", ["2015/2017"]), ("in 2015 and 2017", ["2015", "2017"]),
    ("in 2015, 2016 or so", ["2015", "2016"]),
    ("in the 1990s and 2000s", ["1990/2009"]), ("in the 1970s and 1990s", ["1970/1979", "1990/1999"]),
    ("on August 10 and 11 planes of the U.S. Air Force left", ["2022-08-10"]), ("on August 10 and 11 U.S. planes left", ["2022-08-10/2022-08-11"]),
    ("on August 10 and 14", ["2022-08-10"]),
])
def test_times_told_in_a_row_are_one(text: str, iso: list[str]) -> None:
    assert isos(text) == iso


@pytest.mark.parametrize(("text", "iso"), [
    ("by mid-2026", "/2026-06"), ("by mid-summer", "/2023-07"), ("in mid-2026", "2026-05/2026-08"), ("by mid-March 2026", "/2026-03"),
])
def test_the_middle_of_a_stretch_is_its_end_where_it_bounds(text: str, iso: str) -> None:
    assert isos(text) == [iso]


def test_what_comes_in_march_is_of_march() -> None:
    assert isos("the guns would come in March") == ["2024-03"] and isos("the guns go out come March")[0] in ("2023-03/", "2024-03/")


def test_talks_on_a_war_are_not_the_war() -> None:
    assert isos("over the war in Ukraine") == [] == isos("during talks on the war in Ukraine") == isos("during a visit, the war in Ukraine")


def test_a_date_that_could_be_two_is_not_guessed() -> None:
    assert isos("on 05/06/2018") == []


@pytest.mark.parametrize(("text", "iso"), [
    ("on February 24", "2023-02-24"),
    ("on May 18", "2023-05-18"),
    ("delivered on November 4", "2022-11-04"),
    ("will arrive on November 4", "2023-11-04"),
    ("on 31 May, the deadline", "2023-05-31"),
    ("used all it had before the lifting on May 25", "2023-05-25"),
    ("could say more after the talks (May 3)", "2023-05-03"),
    ("authorised by Congress, March 3rd, 1863", "1863-03-03"),
    ("in February", "2023-02"),
    ("was imposed in October", "2022-10"),
    ("expires in October", "2023-10"),
    ("will begin in June", "2023-06"),
    ("is to be delivered in June", "2023-06"),
    ("early January", "2023-01"),
    ("in late February", "2023-02"),
    ("mid-January 2022", "2022-01"),
    ("last May", "2022-05"),
    ("next May", "2024-05"),
    ("this September", "2023-09"),
    ("in July 2016", "2016-07"),
    ("in July, 2016", "2016-07"),
    ("in July of last year", "2022-07"),
    ("in July last year", "2022-07"),
    ("in July this year", "2023-07"),
    ("on July 4 last year", "2022-07-04"),
    ("on July 4-7, 2022", "2022-07-04/2022-07-07"),
    ("on 4-7 July 2022", "2022-07-04/2022-07-07"),
])
def test_days_and_months_without_a_year_are_told_by_tense(text: str, iso: str) -> None:
    assert isos(text) == [iso]


@pytest.mark.parametrize(("text", "iso"), [
    ("in 2023", "2023"), ("the early 1990s", "1990/1993"), ("in the 1980s", "1980/1989"), ("the late '80s", "1987/1989"),
    ("in early 2022", "2022-01/2022-03"),
    ("mid-2022", "2022-05/2022-08"), ("late 2022", "2022-10/2022-12"), ("the end of 2023", "2023-12"), ("the start of 2024", "2024-01"),
    ("the first half of 2023", "2023-01/2023-06"), ("the third quarter of 2022", "2022-07/2022-09"), ("Q1 2024", "2024-01/2024-03"),
    ("last year's third quarter", "2022-07/2022-09"), ("the first nine months of 2017", "2017-01/2017-09"), ("fiscal year 2024", "2024"),
    ("FY24", "2024"),
    ("this spring", "2023-03/2023-05"), ("last winter", "2022-12/2023-02"), ("last autumn", "2022-09/2022-11"), ("in the summer of 2022",
    "2022-06/2022-08"),
    ("spring 2022", "2022-03/2022-05"), ("will pass this autumn", "2023-09/2023-11"), ("2019-2022", "2019/2022"), ("2021-22",
    "2021/2022"),
])
def test_years_and_their_parts(text: str, iso: str) -> None:
    assert isos(text) == [iso]


@pytest.mark.parametrize(("text", "iso"), [
    ("today", "2023-05-18"), ("tonight", "2023-05-18"), ("yesterday", "2023-05-17"), ("last night", "2023-05-17"), ("tomorrow",
    "2023-05-19"),
    ("the day before yesterday", "2023-05-16"), ("on Tuesday", "2023-05-16"), ("on Thursday", "2023-05-18"), ("will meet on Tuesday",
    "2023-05-23"),
    ("next Tuesday", "2023-05-23"), ("last Tuesday", "2023-05-16"), ("last Thursday", "2023-05-11"), ("next Thursday", "2023-05-25"),
    ("Tuesday's strike", "2023-05-16"), ("last week", "2023-05-08/2023-05-14"), ("this week", "2023-05-15/2023-05-21"), ("next week",
    "2023-05-22/2023-05-28"),
    ("earlier this week", "2023-05-15/2023-05-17"), ("over the weekend", "2023-05-13/2023-05-14"), ("last month", "2023-04"),
    ("next month", "2023-06"),
    ("earlier this month", "2023-05-01/2023-05-17"), ("early next month", "2023-06"), ("last year", "2022"), ("next year", "2024"),
    ("late last year", "2022-10/2022-12"),
    ("early next year", "2024-01/2024-03"), ("earlier this year", "2023-01-01/2023-05-17"), ("later this year", "2023-05-18/2023-12-31"),
    ("the end of the year", "2023-12"), ("year-end", "2023-12"), ("last month's deal", "2023-04"),
    ("two days ago", "2023-05-16"), ("two weeks ago", "2023-05-01/2023-05-07"), ("three months ago", "2023-02"), ("a year ago", "2022-05"),
    ("about a year ago", "2022"), ("a year earlier", "2022"),
    ("six months from now", "2023-11"), ("will ship in two months", "2023-07"), ("over the past year", "2022-05-18/2023-05-18"),
    ("in the last six months", "2022-11-18/2023-05-18"), ("within six months", "2023-05-18/2023-11-18"), ("over the next two years",
    "2023-05-18/2025-05-18"),
    ("in recent months", "2023-02-18/2023-05-18"), ("in the coming weeks", "2023-05-18/"), ("within days", "2023-05-18/"),
    ("over the next few months", "2023-05-18/"),
    ("the last quarter of 2022", "2022"),
])
def test_times_told_from_the_day_of_publication(text: str, iso: str) -> None:
    assert isos(text) == [iso]


@pytest.mark.parametrize(("text", "iso"), [
    ("since March", "2023-03/"), ("since 2022", "2022/"), ("since late 2022", "2022-10/"), ("from 2019 to 2022", "2019/2022"),
    ("between July 2016 and September 2017", "2016-07/2017-09"), ("from March to June 2022", "2022-03/2022-06"),
    ("between 2005 and 2008", "2005/2008"),
    ("between 2005 and 2006", "2005/2006"),
    ("in 2005 and 2006", "2005/2006"),
    ("in 2005 or 2006", "2005/2006"),
    ("until next year", "/2024"), ("by 2027", "/2027"), ("by the end of 2025", "/2025-12"), ("no later than June 2024", "/2024-06"),
    ("before the end of the month", "/2023-05"), ("till 1979", "/1979"), ("after October 2022", "2022-10/"), ("as of Sunday",
    "2023-05-14/"),
    ("before the year is out", "/2023-12"), ("delivered before Christmas", "/2022-12-25"), ("due before Christmas", "/2023-12-25"),
    ("by October", "/2023-10"), ("July 2016 – September 2017", "2016-07/2017-09"),
])
def test_openings_make_intervals(text: str, iso: str) -> None:
    assert isos(text) == [iso]


@pytest.mark.parametrize(("text", "iso"), [
    ("since Russia's full-scale invasion", "2022-02-24/"), ("before the war in Ukraine", "/2022-02-24"),
    ("since the start of the war in Yemen", "2015-03-26/"),
    ("after the fall of Kabul", "2021-08-15/"), ("since the invasion began, Ukraine has asked", "2022-02-24/"),
    ("since the coup, Myanmar has bought", "2021-02-01/"),
])
def test_dated_events_open_intervals(text: str, iso: str) -> None:
    assert isos(text) == [iso]


def test_a_feast_is_its_day_and_no_place() -> None:
    assert isos("The ship arrived on Christmas Eve.") == ["2022-12-24"]
    assert isos("A base was built at Christmas Island.") == []


def test_that_year_is_the_one_told_last() -> None:
    assert isos("Talks began in 2018, and in March of that year a deal was signed.") == ["2018", "2018-03"]
    assert isos("A deal was signed in March of that year.") == ["2023-03"]
    assert isos("Talks began in 2018. Guns were flown in between May and November of that year.") == ["2018", "2018-05/2018-11"]
    assert isos("Talks began in 2018. From June to August that year guns were flown in.") == ["2018", "2018-06/2018-08"]
    assert isos("Talks began in 2018. By November of the same year guns were flown in.") == ["2018", "/2018-11"]


def test_decades_are_told_by_years() -> None:
    assert isos("It has sent guns over the last decade.") == ["2013/2023"]
    assert isos("Over the past two decades it sent guns.") == ["2003/2023"]


def test_a_plain_war_that_could_be_several_is_left_alone() -> None:
    assert isos("since the war began, Kyiv and Gaza have asked") == []
    assert isos("since the war began") == []


@pytest.mark.parametrize("text", [
    "It may march on", "a March on the capital", "more than 2000 tanks", "resolution 1973", "2000 drones", "the Arab Spring",
    "the Good Friday accord", "as soon as possible",
    "prices fall", "Type 2020",
    "1,990 men", "the sec", "sat down", "an age of 45",
])
def test_other_words_are_no_times(text: str) -> None:
    assert isos(text) == []


def test_durations_are_kept_without_a_place_in_time() -> None:
    (time,) = read("for 18 months")
    assert (time.kind, time.when) == ("duration", None)


def test_a_year_in_a_name_is_marked() -> None:
    assert [time.key for time in read("Under the 2015 nuclear deal and the Assistance Act of 1961")] == ["2015!", "1961!"]


def test_what_was_read_is_resolved_again_against_a_better_date() -> None:
    text = "It said on Tuesday that 20 jets were sent last month and in 2021."
    times = read_times(text, [Span(0, len(text))])
    assert all(time.when is None for time in times)
    assert [time.when and time.when.iso for time in resolve_times(times, None, text)] == [None, None, "2021"]
    assert [time.when and time.when.iso for time in resolve_times(times, date(2022, 1, 5), text)] == ["2022-01-04", "2021-12", "2021"]


def test_the_caller_may_overrule_the_tense() -> None:
    assert resolve("month", "--10", "October", THURSDAY, future=True) == When("2023-10", "2023-10-01", "2023-10-31", "October")
    assert resolve("weekday", "wd1>", "Tuesday", THURSDAY, future=False) == When("2023-05-16", "2023-05-16", "2023-05-16", "Tuesday")


def test_the_wording_is_kept_on_one_line() -> None:
    text = "It came late\n  last year."
    (time,) = read(text)
    assert time.when is not None
    assert time.when.text == "late last year"
    assert text[time.span.start:time.span.end] == "late\n  last year"


def test_the_nearest_time_of_the_clause_is_chosen() -> None:
    text = "Officials said on Tuesday that 20 jets were delivered in March under the 2015 pact, and more will follow next year."
    times = read(text)
    clause = Span(text.index("20"), text.index(", and"))
    chosen = nearest_time(times, clause, text.index("delivered"))
    assert chosen is not None
    assert text[chosen.span.start:chosen.span.end] == "March"
    assert nearest_time(times, Span(text.index("under"), text.index(", and")), text.index("under")) is None
    whole = nearest_time(times, Span(0, len(text)), text.index("follow"))
    assert whole is not None
    assert whole.key == "Y+1"


def test_vague_times_are_the_last_choice() -> None:
    text = "It recently bought guns in 2021"
    chosen = nearest_time(read(text), Span(0, len(text)), text.index("bought"))
    assert chosen is not None
    assert chosen.key == "2021"


DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))
WORDS = st.sampled_from([
    "since", "by", "from", "to", "and", "between", "last", "next", "this", "the", "past", "two", "a", "few", "weeks", "year", "months",
    "ago", "in", "end of",
    "early", "mid-", "late", "March", "May", "Feb.", "7", "24th", "2022", "2022-02-24", "1980s", "-", "–", "Tuesday", "spring",
    "third quarter of", "’s", ",",
    "will", "was sent", "invasion of Ukraine", "within", "today", "earlier", "first", "half of", "winter", "decade", "century", "31",
    "February", "weekend", "Q3",
])


@given(st.lists(WORDS, max_size=20), DAYS)
def test_any_words_give_sound_times_on_any_day(words: list[str], published: date) -> None:
    text = " ".join(words)
    end = 0
    for time in read(text, published):
        assert end <= time.span.start < time.span.end <= len(text)
        end = time.span.end
        if time.when is not None:
            start, last = time.when.start, time.when.end
            assert start or last
            assert not (start and last) or date.fromisoformat(start) <= date.fromisoformat(last)
            assert time.when.iso.count("/") <= 1


@given(DAYS.filter(lambda day: date(2, 1, 1) < day < date(9998, 1, 1)), st.sampled_from(["D", "W", "M", "Q", "Y"]), st.integers(-3, 3))
def test_neighbouring_stretches_touch(published: date, unit: str, offset: int) -> None:
    here, after = (resolve("relative", f"{unit}{shift:+d}", "", published) for shift in (offset, offset + 1))
    assert here is not None and after is not None and here.end is not None and after.start is not None
    assert date.fromisoformat(here.end) + timedelta(days=1) == date.fromisoformat(after.start)


@given(DAYS.filter(lambda day: date(2, 1, 1) < day < date(9998, 1, 1)), st.integers(0, 6), st.booleans())
def test_a_weekday_lies_within_a_week_on_its_side(published: date, day: int, ahead: bool) -> None:
    when = resolve("weekday", f"wd{day}", "", published, future=ahead)
    assert when is not None
    distance = (date.fromisoformat(when.iso) - published).days
    assert date.fromisoformat(when.iso).weekday() == day
    assert 0 <= distance < 7 if ahead else -7 < distance <= 0


@pytest.mark.parametrize("unit", [
    "1 ", "2022-", "since ", "from 2019 to ", "May ", "7 March ", "the last ", "(", "end of the ", "invasion of ", "two weeks ",
    "Q",
])
def test_reading_is_linear_in_the_text(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.reading.times.lexemes", counted_lexemes)

    def cost(size: int) -> int:
        Watched.looks = 0
        text = (unit * size)[:size]
        read_times(text, [Span(0, len(text))])
        return Watched.looks

    small = cost(3_000)
    assert cost(6_000) <= 2.2 * small + 200


def test_a_million_signs_are_read() -> None:
    assert read_times("2" * 1_000_000, [Span(0, 1_000_000)]) == ()
    assert read_times("((" * 50_000, [Span(0, 100_000)]) == ()


@pytest.mark.parametrize("text", ["Under the historic 2015 nuclear deal", "the original 2015 contract"])
def test_a_year_among_adjectives_is_a_name(text: str) -> None:
    assert [time.key for time in read(text)] == ["2015!"]


@pytest.mark.parametrize(("text", "expected"), [
    ("since the start of the Biden Administration", "2021-01-20/"),
    ("since Theresa May became Prime Minister", "2016-07-13/"),
    ("before Scholz came to power", "/2021-12-08"),
])
def test_a_term_of_office_dates_what_began_with_it(text: str, expected: str) -> None:
    assert isos(text) == [expected]


@pytest.mark.parametrize("text", ["since the Biden administration ended it", "since Trump took office", "since Roe took office"])
def test_a_term_of_doubt_dates_nothing(text: str) -> None:
    assert isos(text) == []


@pytest.mark.parametrize(("text", "expected"), [
    ("on Tuesday", "2021-12/2022-12"),
    ("last month", "2021-12/2022-11"),
    ("this year", "2022"),
    ("last year", "2021"),
    ("since last month", "2021-12/"),
    ("in March 2020", "2020-03"), ("on March the 7th, 2020", "2020-03-07"),
    ("for 18 months", None),
])
def test_on_a_page_of_some_day_in_a_year_times_are_as_wide(text: str, expected: str | None) -> None:
    times = read_times(text, [Span(0, len(text))])
    assert [time.when and time.when.iso for time in resolve_times(times, date(2022, 1, 1), text, date(2022, 12, 31))] == [expected]


@given(st.dates(date(2000, 1, 1), date(2030, 1, 1)), st.integers(0, 400), st.sampled_from(["on Tuesday", "last month", "in May", "two weeks ago"]))
def test_a_wide_time_holds_that_of_each_of_its_days(first: date, days: int, text: str) -> None:
    last = first + timedelta(days)
    times = read_times(text, [Span(0, len(text))])
    (wide,) = resolve_times(times, first, text, last)
    for day in (first, last):
        (one,) = resolve_times(times, day, text)
        assert wide.when and one.when and (wide.when.start or "") <= (one.when.start or "") and (wide.when.end or "") >= (one.when.end or "")
