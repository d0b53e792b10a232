"""What shows that a printed date is false, and what is history and shows nothing."""

import pytest
from tests.origins.test_dating import PLAIN, dated, stamp

SPEAKS = "President Barack Obama said on Tuesday that twelve guns would be sent across the river."


class TestOneHolder:
    @pytest.mark.parametrize("day", ["2019-03-05", "2023-03-07", "2005-03-08"])
    def test_a_head_of_state_who_speaks_on_a_tuesday_years_out_of_office(self, day: str) -> None:
        found = dated(SPEAKS, PLAIN, printed=(stamp(day),))
        assert [p.date for p in found.refuted] == [day]
        assert any(f"against {day}" in r.says and r.weight < 0 for r in found.reasons)

    @pytest.mark.parametrize("day", ["2012-03-06", "2009-01-25", "2017-01-18", "2017-05-02"])
    def test_in_office_or_just_out_of_it(self, day: str) -> None:
        assert dated(SPEAKS, PLAIN, printed=(stamp(day),)).refuted == ()

    @pytest.mark.parametrize("told", [
        "President Barack Obama said that twelve guns would be sent across the river.",
        "Former President Barack Obama said on Tuesday that twelve guns had been sent across the river.",
        "The treaty was signed by President Barack Obama, the court said on Tuesday.",
        "In 2015, President Barack Obama said on Tuesday after Tuesday that guns would be sent.",
        "The president of the club, Jane Obama, said on Tuesday that it was closed.",
    ])
    def test_history_and_namesakes_show_nothing(self, told: str) -> None:
        assert dated(told, PLAIN, printed=(stamp("2023-03-07"),)).refuted == ()

    @pytest.mark.parametrize("later", ["In May 2022 the guns were sold again.", "Secretary of State Antony Blinken told reporters so on Monday."])
    def test_a_page_that_tells_of_later_looks_back(self, later: str) -> None:
        assert dated(SPEAKS, later, printed=(stamp("2023-03-07"),)).refuted == ()


class TestTheDead:
    TOLD = "Hassan Nasrallah said on Friday that his fighters had been given new guns."

    def test_nobody_speaks_months_after_death(self) -> None:
        assert [p.date for p in dated(self.TOLD, PLAIN, printed=(stamp("2025-06-06"),)).refuted] == ["2025-06-06"]

    @pytest.mark.parametrize("day", ["2021-06-04", "2024-09-27", "2024-10-11"])
    def test_the_living_and_the_lately_dead(self, day: str) -> None:
        assert dated(self.TOLD, PLAIN, printed=(stamp(day),)).refuted == ()

    @pytest.mark.parametrize("told", ["Hassan Nasrallah was killed on Friday in Beirut.",
                                      "In 2021, Hassan Nasrallah said on Friday that guns had come.",
                                      "Hassan Nasrallah had asked for guns, it was said on Friday."])
    def test_what_is_told_of_the_dead(self, told: str) -> None:
        assert dated(told, PLAIN, printed=(stamp("2025-06-06"),)).refuted == ()


class TestInterval:
    @pytest.mark.parametrize("day", ["1990-05-06", "2019-11-20", "2028-01-02"])
    def test_a_day_that_stands_lies_in_its_interval(self, day: str) -> None:
        found = dated("The guns were promised in 2012 and the Soviet Union is to send them next year.", PLAIN, printed=(stamp(day),))
        assert found.date == day and (found.low or "0") <= day <= (found.high or "9")


class TestAhead:
    @pytest.mark.parametrize("told", [
        "The order is to continue in effect beyond May 22, 2022.",
        "It was said that on the 18th of October, 2020 this regime of sales would stop.",
        "The work must be done no later than\n    December 31, 2027.",
        "He will fly there to attend the fair on November 9, 2021.",
    ])
    def test_what_lies_ahead_bounds_nothing_from_below(self, told: str) -> None:
        found = dated(told, "The guns were sold in May 2018.", PLAIN)
        assert found.low and found.low < "2018-07"
