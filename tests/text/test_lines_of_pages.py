"""Hundreds of lines as pages have them, each in its place in an article: what is the page's goes, what is the article's stays."""

from pathlib import Path

import pytest
from tests.text.pages import LEAD, SECOND, THIRD, article, left_out

FOURTH = "The king is to visit the front in June, and the parliament will vote on a second package of guns and radars after his return."
TITLE = "Ruritania to send twelve howitzers to Graustark before winter"
PLACES = {"above": 0, "top": 1, "between": 3, "bottom": 5}


def sections() -> dict[tuple[str, str], list[str]]:
    """The file's lines by verdict and place."""
    found, lines = dict[tuple[str, str], list[str]](), list[str]()
    for line in (Path(__file__).parent / "lines_of_pages.txt").read_text(encoding="utf-8").splitlines()[1:]:
        if line.startswith(("[left out, ", "[kept, ")):
            verdict, place = line.strip("[]").split(", ")
            lines = found.setdefault((verdict, place), [])
        elif line:
            lines.append(line)
    return found


def kept(line: str, place: str) -> bool:
    """Whether any of a line is read where it stands in an article."""
    page = [TITLE, LEAD, SECOND, THIRD, FOURTH]
    page.insert(PLACES[place], line)
    found = article("\n\n".join(page))
    start = found.text.index(line) if place in ("above", "top") else found.text.rindex(line)
    return any(b.kept for b in found.blocks if start <= b.span.start < start + len(line))


@pytest.mark.parametrize(("verdict", "place"), list(sections()))
def test_lines_of_pages(verdict: str, place: str) -> None:
    lines = sections()[verdict, place]
    assert [line for line in lines if kept(line, place) != (verdict == "kept")] == []


class TestBoxes:
    """What only its neighbours, or the rest of the page, give away."""

    def test_a_declared_title_is_no_label_and_its_copies_go(self) -> None:
        titled = "Explainer: why the port of Strelsau is closed"
        found = article(f"World\n{titled}\n{titled} | Evening Post\nExplainer: why the port of...\n{LEAD}\n{SECOND}", title=titled)
        assert titled not in left_out(found)
        assert list(left_out(found).values()) == ["nameplate", "title-again", "title-again"]

    def test_a_label_before_a_headline_is_a_link_and_before_a_sentence_is_none(self) -> None:
        found = left_out(article(f"{LEAD}\nOPINION | Why the port must open\nOpinion: the port must open, he said.\n{SECOND}"))
        assert found == {"OPINION | Why the port must open": "kicker"}

    def test_headlines_beside_days_at_the_end_go(self) -> None:
        links = "A cat is found on the roof\n3 May 2021\nTen pies to bake this spring\n2 May 2021"
        found = left_out(article(f"{LEAD}\n{SECOND}\n{THIRD}\n{links}"))
        assert found["A cat is found on the roof"] == found["Ten pies to bake this spring"] == "dated-link"

    def test_headlines_with_nothing_after_them_go(self) -> None:
        found = left_out(article(f"{LEAD}\n{SECOND}\n{THIRD}\nA cat is found on the roof\nHow to bake ten pies this spring"))
        assert list(found.values()) == ["trailing-headline"] * 2

    def test_the_list_that_a_colon_opens_and_a_signature_stay(self) -> None:
        names = "Rosa Klebb\nOtto Flint\nThe Port of Strelsau"
        assert left_out(article(f"{LEAD}\n{SECOND}\n{THIRD}\n{FOURTH} They named these as the firms that took part in it:\n{names}")) == {}
        assert left_out(article(f"{LEAD}\n{SECOND}\n{THIRD}\n{FOURTH}\nRUDOLF RASSENDYLL")) == {}

    @pytest.mark.parametrize("note", [
        "Rosa Klebb is the Holm Fellow in the Institute’s program on ports.", "Rosa Klebb is the southern bureau chief for the Evening Post.",
        "About Rosa Klebb",
    ])
    def test_titles_of_who_wrote_the_article_are_no_text(self, note: str) -> None:
        assert left_out(article(f"{LEAD}\n{SECOND}\n{THIRD}\n{note}")) == {note: "author-note"}

    def test_who_wrote_the_article_goes_and_whom_it_is_about_stays(self) -> None:
        note = "Rosa Klebb is a fellow at the Institute for Ports and a former editor of its journal."
        assert left_out(article(f"{LEAD}\n{SECOND}\n{THIRD}\n{note}")) == {note: "author-note"}
        assert left_out(article(f"{LEAD}\n{SECOND} Rosa Klebb signed for it.\n{THIRD}\n{note}")) == {}
        assert left_out(article(f"{LEAD}\n{note}\n{SECOND}\n{THIRD}")) == {}

    def test_a_teaser_ends_in_a_name_that_the_page_has_nowhere_else(self) -> None:
        teaser = "Hopes for the port are alive despite the strikes of last week, writes Rosa Klebb."
        assert left_out(article(f"{LEAD}\n{SECOND}\n{teaser}")) == {teaser: "teaser"}
        assert left_out(article(f"{LEAD}\nRosa Klebb has seen it.\n{SECOND}\n{teaser}")) == {}

    def test_a_number_beside_what_is_left_out_goes(self) -> None:
        assert left_out(article(f"{LEAD}\n4\nCredit: Reuters\n{SECOND}"))["4"] == "lone-number"
        assert left_out(article(f"{LEAD}\n4\n{SECOND}")) == {}

    def test_who_stands_where_is_a_caption_and_where_one_votes_is_none(self) -> None:
        caption = "King Rudolf, left, and Colonel Sapt shake hands in Strelsau"
        assert left_out(article(f"{LEAD}\n{caption}\n{SECOND}")) == {caption: "caption-sides"}
        assert left_out(article(f"{LEAD}\nSenator Flint (R) and Senator Klebb (D) agree on the guns.\n{SECOND}")) == {}


class TestPieces:
    """Furniture inside a line of the article."""

    @pytest.mark.parametrize(("piece", "rule"), [
        (".@rosaklebb says that guns are on their way. See for yourself pic.twitter.com/abcDEF123", "inset"),
        ("Continue reading the main story", "inset"),
        ("(AP Photo/Rosa Klebb)", "inset"),
    ])
    def test_an_inset_goes_and_what_stands_around_it_stays(self, piece: str, rule: str) -> None:
        found = article(f"{LEAD} {piece} {SECOND}\n{THIRD}")
        assert left_out(found) == {piece: rule} and found.kept() == f"{LEAD}\n{SECOND}\n{THIRD}"

    @pytest.mark.parametrize("piece", ["READ MORE: Why the port of Strelsau is closed", "Click here to join our channel", "Photo: Reuters"])
    def test_a_call_or_a_credit_at_the_end_of_a_paragraph_is_cut_from_it(self, piece: str) -> None:
        assert article(f"{LEAD} {SECOND} {THIRD} {FOURTH} {piece}\n{SECOND}").kept().startswith(f"{LEAD} {SECOND} {THIRD} {FOURTH}\n")

    def test_tokenised_text_is_judged_as_it_was(self) -> None:
        assert set(left_out(article(f"{LEAD}\nMedia requires JavaScript to play .\n{SECOND}")).values()) == {"embed"}

    def test_what_a_speaker_says_is_no_call(self) -> None:
        assert left_out(article(f"{LEAD}\nSubscribe to the treaty or leave, he told them.\n{SECOND}")) == {}
