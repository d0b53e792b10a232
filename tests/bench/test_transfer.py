"""What the transfer checks compute by themselves; their data are other people's and not here. All texts are of our own making."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from bench.transfer import Told, accuracy, harmonic, joined, layers_of, macro_f1, mean_error, meantime, pearson, told_of
from bench.transfer_certainty import STOPPING, certainty_of, polarity_of
from bench.transfer_factuality import FACTUALITY, FEWEST, factuality, fitted
from bench.transfer_plover import COUNTED, answer, coded, groups
from bench.transfer_times import Annotated, annotated, days_of, paired, read, score, value_of
from hypothesis import given
from hypothesis import strategies as st
from tests.strategies import claim

from onrecord.flow import Page
from onrecord.model import STATUSES, Skip, Span
from onrecord.model.tree import Tree
from onrecord.reading.engine import Engine
from onrecord.reading.times import read_times, resolve_times

PUBLISHED = date(2024, 2, 22)

ARTICLE = """<?xml version="1.0" ?><Document doc_id="1">
<token sentence="0" t_id="1">Harbour</token><token sentence="0" t_id="2">opens</token>
<token sentence="1" t_id="3">February</token><token sentence="1" t_id="4">22</token><token sentence="1" t_id="5">,</token>
<token sentence="1" t_id="6">2024</token>
<token sentence="2" t_id="7">It</token><token sentence="2" t_id="8">was</token><token sentence="2" t_id="9">built</token>
<token sentence="2" t_id="10">in</token><token sentence="2" t_id="11">2019</token><token sentence="2" t_id="12">.</token>
<token sentence="6" t_id="13">Not</token><token sentence="6" t_id="14">annotated</token><token sentence="6" t_id="15">in</token>
<token sentence="6" t_id="16">2020</token>
<Markables>
<TIMEX3 functionInDocument="NONE" value="2019"><token_anchor t_id="11"/></TIMEX3>
<TIMEX3 functionInDocument="CREATION_TIME" value="CREATED"><token_anchor t_id="3"/><token_anchor t_id="6"/></TIMEX3>
<TIMEX3 functionInDocument="NONE" value="2024-03"/>
</Markables></Document>
"""


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder with one article in MEANTIME's form."""
    place = tmp_path / "meantime" / "intra-doc_annotation" / "corpus_ours"
    place.mkdir(parents=True)
    (place / "1.xml").write_text(ARTICLE.replace("CREATED", "2024-02-22"), encoding="utf-8")
    yield tmp_path


def test_tokens_are_joined_as_texts_are_written() -> None:
    words = ["``", "Do", "n't", "sink", "it", ",", "''", "she", "said", "(", "twice", ")", "for", "$", "5", "."]
    text, places = joined(words)
    assert text == '"Don\'t sink it," she said (twice) for $5.'
    assert [text[slice(*place)] for place in places] == ['"', "Do", "n't", "sink", "it", ",", '"', *words[7:]]


@given(st.lists(st.text("ab.,'\"(", min_size=1, max_size=3), max_size=12))
def test_every_token_keeps_its_letters_and_its_order(words: list[str]) -> None:
    text, places = joined(words)
    assert text.replace(" ", "") == "".join('"' if w == "''" else w for w in words)
    assert all(a.end <= b.start for a, b in itertools.pairwise(places))


def test_an_article_is_read_as_far_as_it_was_annotated(folder: Path) -> None:
    page = next(meantime(folder))
    assert page.text == "Harbour opens\n\nFebruary 22, 2024\n\nIt was built in 2019.\n\n"
    assert [page.text[slice(*block)] for block in page.blocks] == ["Harbour opens", "February 22, 2024", "It was built in 2019."]
    assert page.published == PUBLISHED


@pytest.mark.parametrize(("value", "day"), [("22-02-2024", PUBLISHED), ("2024-02-22T10:00", PUBLISHED), ("2024-02", None)])
def test_the_day_of_publication_is_the_one_marked(folder: Path, value: str, day: date | None) -> None:
    path = next(folder.rglob("*.xml"))
    path.write_text(ARTICLE.replace("CREATED", value), encoding="utf-8")
    assert next(meantime(folder)).published == day


def test_no_data_says_so(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="no MEANTIME"):
        meantime(tmp_path)


def test_the_date_of_the_document_is_on_neither_side(folder: Path) -> None:
    page = next(meantime(folder))
    gold, created = annotated(page)
    assert [g.value for g in gold] == ["2019"]
    assert [page.text[slice(*time.span)] for time in read(page, created)] == ["2019"]
    told = score(meantime(folder), show=False)
    assert (told.gold, told.found, told.pairs, told.right, dict(told.days)) == (1, 1, 1, 1, {"right": 1})


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("It came on 3 May 2023.", "2023-05-03"),
        ("It came in May 2023.", "2023-05"),
        ("It came last week.", "2024-W07"),
        ("It came in the third quarter of 2023.", "2023-Q3"),
        ("It came in early 2023.", "2023"),
        ("It came in the 1990s.", "199"),
        ("It has come since 2019.", "2019"),
        ("It went on for 18 months.", "P18M"),
        ("It came in the past three years.", "P3Y"),
        ("It came recently.", "PAST_REF"),
        ("It will come soon.", "FUTURE_REF"),
    ],
)
def test_values_are_written_as_timex3_writes_them(words: str, value: str) -> None:
    (time,) = resolve_times(read_times(words, [Span(0, len(words))]), PUBLISHED, words)
    assert value_of(time, PUBLISHED) == value


@pytest.mark.parametrize("value", ["P3Y", "PAST_REF", "XXXX-XX-XX", "", "2024-XX"])
def test_what_names_no_days_is_not_compared_by_them(value: str) -> None:
    assert days_of(value) is None


def test_times_are_paired_one_to_one_by_what_they_share() -> None:
    text = "From May 2019 to June 2020 it stood."
    (found,) = resolve_times(read_times(text, [Span(0, len(text))]), PUBLISHED, text)
    first, second = Annotated(Span(5, 13), "2019-05"), Annotated(Span(17, 26), "2020-06")
    assert paired([first, second], [found]) == [(second, found)]
    assert paired([], [found]) == paired([first], []) == []


def test_the_product_is_asked_about_a_word(engine: Engine) -> None:
    text = "The port may sell the crane. It did not buy the boats."
    reading = layers_of(text, [Span(0, len(text))], engine)
    tree = Tree(reading.syntax, text)
    told = [told_of(tree, reading, Span(at, at + 4)) for at in (text.index("sell"), text.index("buy"))]
    assert [t.status for t in told if t] == ["possible", "denied"]
    assert told_of(tree, reading, Span(len(text) + 5, len(text) + 9)) is None


@pytest.fixture(scope="module")
def engine() -> Engine:
    """The language engine."""
    return Engine()


@pytest.mark.parametrize(
    ("told", "certainty", "polarity"),
    [
        (Told("done", "tense", "certain"), "CERTAIN", "POS"),
        (Told("done", "tense", "probable"), "PROBABLE", "POS"),
        (Told("possible", "modal", "certain"), "POSSIBLE", "POS"),
        (Told("denied", "negated", "certain"), "CERTAIN", "NEG"),
        (Told("halted", "modifier", "certain"), "CERTAIN", "POS"),
    ],
)
def test_answers_in_meantimes_words(told: Told, certainty: str, polarity: str) -> None:
    assert (certainty_of(told), polarity_of(told)) == (certainty, polarity)
    assert polarity_of(told, STOPPING) == ("NEG" if told.status in ("denied", "halted") else "POS")


def test_factuality_falls_back_from_the_hedge_to_the_status_to_nothing() -> None:
    table = {("", None): -0.5, ("done", None): 2.0, ("done", True): 1.0}
    numbers = [factuality(Told(s, "", h), table) for s, h in (("done", "possible"), ("done", "certain"), ("agreed", "certain"), ("", "probable"))]
    assert numbers == [1.0, 2.0, -0.5, -0.5]


def test_the_table_is_the_mean_of_the_labels() -> None:
    rows = [(3.0, Told("done", "", "certain"))] * FEWEST + [(-1.0, Told("done", "", "possible"))] * (FEWEST - 1)
    assert fitted(rows) == {("done", None): 1.05, ("done", False): 3.0}


def test_the_table_kept_knows_every_status_and_orders_them() -> None:
    assert {status for status, hedged in FACTUALITY if hedged is None} >= {*STATUSES, ""} - {"agreed", "no_evidence"}
    assert FACTUALITY["done", None] > FACTUALITY["underway", None] > 0 > FACTUALITY["planned", None]
    assert all(-3 <= value <= 3 for value in FACTUALITY.values())


def test_parties_coded_are_states_organisations_or_their_own_words() -> None:
    rows = [{"actorText": "NATO  sailors", "code": "IGO"}, {"actorText": "Bosnian", "code": "BIH"}, {"actorText": "Taliban", "code": "AFG"}]
    assert coded(rows) == {"NATO sailors", "NATO", "Bosnian", "BA", "Taliban", "AF"}
    assert coded("") == coded(None) == frozenset()


def test_both_sides_are_right_only_in_one_claim() -> None:
    row = {"id": "PLOVER-GSR01-AID-0003", "event": "AID", "context": "military",
           "source": [{"actorText": "Peru", "code": "PER"}], "target": [{"actorText": "Chad", "code": "TCD"}, {"actorText": "Benin", "code": "BEN"}]}
    apart = answer(row, Page(None, None, (claim(giver=["PE"], receiver=["CL"]), claim(giver=["FR"], receiver=["BJ"])), ()))
    assert (apart.parsed, apart.actor, apart.target, apart.both) == (True, True, True, False)
    one = answer(row, Page(None, None, (claim(giver=["PE", "FR"], receiver=["BJ"]),), ()))
    assert one.both
    none = answer(row, Page(None, None, (), (Skip("reading", "x", "off-topic", ""),)))
    assert not (none.parsed or none.actor or none.target)
    assert {title for title, group in groups([apart]).items() if group} == {"AID, all", "AID, coded military", "AID, a claim by GUIDE"}
    assert "AID-0003" in COUNTED


def test_scores() -> None:
    pairs = [("A", "A"), ("A", "A"), ("A", "B"), ("B", "A")]
    assert accuracy(pairs) == 0.5
    assert macro_f1(pairs) == pytest.approx((4 / 6 + 0) / 2)
    assert harmonic(1, 2, 4) == pytest.approx((0.5, 0.25, 1 / 3))
    assert harmonic(0, 0, 0)[0] == 0
    assert pearson([1, 2, 3], [2, 4, 6]) == pytest.approx(1)
    assert mean_error([1, 2], [3, 3]) == 1.5
