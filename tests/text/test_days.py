"""Which of a page's many days is its own: by markup, by place, by the words before it."""

import pytest
from bench.dates_html import compare, ours, theirs
from bench.dates_pages import pages
from tests.text.pages import LEAD, SECOND, THIRD, article

from onrecord.knowledge.foreign_dates import find_line_dates
from onrecord.text.days_markup import iso_start
from onrecord.text.days_visible import own_dates
from onrecord.text.printed import url_date

TEXT = f"<p>{LEAD}</p><p>{SECOND}</p><p>{THIRD}</p>"


def printed(head: str = "", above: str = "", below: str = "", top: str = "") -> set[tuple[str, str]]:
    """(day, role) of what counts as the page's own day."""
    html = f"<html><head>{head}</head><body><header>{top}</header><article><h1>Guns on the move</h1>{above}{TEXT}</article>{below}</body></html>"
    return {(p.date, p.role) for p in article(html, "text/html").printed if p.role != "body"}


class TestMarkup:
    def test_another_storys_json_ld_is_not_the_pages(self) -> None:
        blocks = "".join(f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{title}", "datePublished": "{day}"}}</script>'
                         for title, day in (("Ships at sea", "2019-01-02"), ("Guns on the move", "2021-03-04")))
        assert printed(f"<title>Guns on the move</title>{blocks}") == {("2021-03-04", "markup")}

    @pytest.mark.parametrize("kind", ["WebSite", "Organization", "Person", "ImageObject", "Comment"])
    def test_what_is_no_page_gives_no_day(self, kind: str) -> None:
        assert printed(f'<script type="application/ld+json">{{"@type": "{kind}", "datePublished": "2019-01-02"}}</script>') == set()

    @pytest.mark.parametrize("zero", ["1970-01-01T00:00:00Z", "0001-01-01", "1969-12-31T19:00:00-05:00", "soon", ""])
    def test_the_zero_of_a_clock_is_no_day(self, zero: str) -> None:
        assert iso_start(zero) is None

    @pytest.mark.parametrize(("value", "day"), [("20210304", "2021-03-04"), ("1614855600", "2021-03-04"), ("1614855600000", "2021-03-04"),
                                                ("2021-03-04T23:40:00-05:00", "2021-03-04"), ("4 марта 2021", "2021-03-04"), ("12345", None)])
    def test_values_in_any_form(self, value: str, day: str | None) -> None:
        assert iso_start(value) == day

    def test_a_time_tag_elsewhere_is_not_the_pages(self) -> None:
        other = '<ul class="related-stories"><li><time datetime="2022-05-06">May 6, 2022</time> Ships at sea</li></ul>'
        assert printed(below=other) == set()
        assert printed(above='<p><time datetime="2021-03-04">4 March</time></p>', below=other) == {("2021-03-04", "markup")}

    def test_a_change_counts_only_where_nothing_else_is_said(self) -> None:
        head = '<meta property="article:modified_time" content="2021-09-09T10:00:00Z">'
        assert printed(head) == {("2021-09-09", "markup")}
        assert printed(head, "<p>Published 4 March 2021</p>") == {("2021-03-04", "stamp")}


class TestVisible:
    def test_todays_day_above_is_not_the_pages(self) -> None:
        assert printed(top="<p>Today is Friday, May 6, 2022</p>") == set()
        assert printed(top="<p>Today is Friday, May 6, 2022</p>", above="<p>March 4, 2021</p>") == {("2021-03-04", "stamp")}

    @pytest.mark.parametrize(("line", "days"), [
        ("Updated: May 6, 2021 | Published: March 4, 2021", ["2021-03-04"]),
        ("March 4, 2021 (updated May 6, 2021)", ["2021-03-04"]),
        ("Last modified on May 6, 2021", ["2021-05-06"]),
        ("Опубликовано 4 марта 2021", ["2021-03-04"]),
    ])
    def test_what_stands_before_a_date_says_what_it_is(self, line: str, days: list[str]) -> None:
        assert [found.iso for found in own_dates(line)] == days

    def test_one_block_may_hold_a_headline_and_the_pages_day(self) -> None:
        other = "<ul><li><a href='/1'>Ships at sea again</a> <span>May 6, 2022</span></li></ul>"
        assert printed(top=other, above="<div>March 4, 2021</div>", below=other) == {("2021-03-04", "stamp")}


class TestForms:
    @pytest.mark.parametrize("line", ["4 mars 2021", "4. März 2021", "4 de marzo de 2021", "4 ŞUBAT 2021".replace("ŞUBAT", "Mart"), "2021年3月4日",
                                      "2021. március 4.",
                                      "4 березня 2021 р.", "04-03-2021 10:30", "marzo 4, 2021"])
    def test_other_languages(self, line: str) -> None:
        assert [found.iso for found in find_line_dates(line)] == ["2021-03-04"]

    @pytest.mark.parametrize("line", ["31 février 2021", "4 mars", "the 4 maja", "12 2021", ""])
    def test_what_is_no_day(self, line: str) -> None:
        assert find_line_dates(line) == []

    @pytest.mark.parametrize(("url", "day"), [
        ("https://a.example/2021/mar/04/guns", "2021-03-04"), ("https://a.example/2021/03/04/guns", "2021-03-04"),
        ("https://web.archive.example/web/20230101000000/https://a.example/2021/03/04/guns", "2021-03-04"), ("https://a.example/guns", None)])
    def test_addresses(self, url: str, day: str | None) -> None:
        assert url_date(url) == day


def test_at_least_as_many_days_right_as_htmldate_and_hardly_a_wrong_one() -> None:
    made = list(pages(3))
    found = compare(made, {"ours": ours, "htmldate": theirs})
    mine, other = found["ours"], found["htmldate"]
    assert len(made) >= 200
    assert mine["all"]["right"] >= max(other["all"]["right"], 0.97 * len(made))
    assert mine["all"]["wrong"] <= 0.01 * len(made)
    assert mine["hard"]["right"] >= other["hard"]["right"] and mine["hard"]["wrong"] <= other["hard"]["wrong"]
