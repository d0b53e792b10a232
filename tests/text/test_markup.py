"""HTML pages: main text first, everything else after it as furniture, facts with how they are known, hostile pages bounded."""

from time import process_time

import pytest
from tests.text.pages import LEAD, SECOND, THIRD, article, left_out

from onrecord.text.markup import depth, main_text, read_page, strip_tags

HEAD = """<html><head><title>Guns for Graustark | Gazette</title><meta property="og:site_name" content="Gazette">
<meta property="article:published_time" content="2021-03-04T10:00:00Z"><meta name="author" content="Rosa Klebb">
<script type="application/ld+json">
{"@graph": [{"@type": "NewsArticle", "headline": "Guns for Graustark", "datePublished": "2021-03-04"}]}</script></head>"""
BODY = f"""<body><nav><a href="/">Home</a> <a href="/w">World</a></nav>
<article><h1>Guns for Graustark</h1><p>{LEAD}</p><p>{SECOND}</p><p>{THIRD}</p></article>
<footer>© 2021 Gazette</footer></body></html>"""


class TestPage:
    def test_text_and_facts(self) -> None:
        found = article(HEAD + BODY, "text/html")
        assert [LEAD in found.kept(), SECOND in found.kept(), "© 2021 Gazette" in left_out(found)] == [True] * 3
        assert found.title and (found.title.value, found.title.how) == ("Guns for Graustark", "json-ld headline")
        assert found.outlet and found.outlet.value == "Gazette"
        assert found.byline and found.byline.value == "Rosa Klebb"
        assert ("2021-03-04", "markup") in {(p.date, p.role) for p in found.printed}

    def test_nothing_vanishes(self) -> None:
        found = article(HEAD + BODY, "text/html")
        assert all(word in found.text for word in ("Home", "World", "Gazette", "Strelsau"))

    def test_facts_say_how_they_are_known(self) -> None:
        assert set(read_page(HEAD + BODY).dates) >= {
            ("2021-03-04", "json-ld datePublished"),
            ("2021-03-04", "meta article:published_time"),
        }

    @pytest.mark.parametrize(
        "block", ["{", "[1, 2]", '{"@graph": 3}', '{"publisher": 5}', "[" * 3_000, '{"headline": ["a"]}', '{"author": []}']
    )
    def test_broken_json_ld_does_no_harm(self, block: str) -> None:
        page = f'<html><script type="application/ld+json">{block}</script><p>{LEAD}</p>'
        assert LEAD in read_page(page).text


class TestHostile:
    @pytest.mark.parametrize("levels", [300, 1_500, 60_000])
    def test_deep_pages_keep_their_text(self, levels: int) -> None:
        start = process_time()
        page = read_page("<div>" * levels + f"<p>{LEAD}</p>" + "</div>" * levels)
        assert LEAD in page.text and page.how != "trafilatura"
        assert process_time() - start < 5

    @pytest.mark.parametrize("piece", ["<", "<!--", "<script>", "<a <a ", "&#0;", "<p>", "<b><script>", "\0<i>", "<div><!--",
                                       '<time datetime="2021-03-04">x</time>'])
    def test_repeated_pieces_are_bounded(self, piece: str) -> None:
        start = process_time()
        read_page(f"<p>{LEAD}</p>" + piece * (100_000 // len(piece)))
        assert process_time() - start < 5

    def test_depth_counts_what_nests(self) -> None:
        assert [depth("<div><p>a<p>b<br></div>"), depth("<div></div>" * 50), depth("<b>" * 9_000) > 2_000] == [1, 1, True]

    def test_stripped_text_has_no_scripts_or_comments(self) -> None:
        assert strip_tags("<p>a <b>b</b>&amp;c<!-- x --><script>var y = '<p>z</p>';</script><p>d") == "a b&c\nd"

    def test_a_page_without_prose_gives_what_there_is(self) -> None:
        assert main_text("<html><body></body></html>")[0] == ""
