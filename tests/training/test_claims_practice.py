"""Gold claims beside pages, the exchange of parties and goods, practice pages: what the claims model is taught with."""

import json
import random
import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from training.claims_gold import Example, GoldClaim, examples
from training.claims_swap import Swapper, hide_publisher, moved
from training.claims_synthetic import TEMPLATES, Practice, pages

from onrecord.claims.windows import ITEM, PARTY, PUBLISHER, PUBLISHERS_OWN, REFERRING, Mark, MarkedSentence, Page
from onrecord.model import ACTS, STATUSES

SWAPPER = Swapper.load()
PRACTICE = Practice(SWAPPER.states, ["kites"])


def norway() -> Example:
    """"Norway sent tanks to Kyiv; it will send Norwegian shells." """
    text = "Norway sent tanks to Kyiv; it will send Norwegian shells."
    marks = (
        Mark(0, 6, PUBLISHER, ("NO",), "name"), Mark(12, 17, ITEM), Mark(21, 25, PARTY, ("UA",), "capital"),
        Mark(27, 29, REFERRING, ("NO",), "pronoun"), Mark(40, 49, PUBLISHER, ("NO",), "demonym"),
    )
    page = Page(MarkedSentence("Norway gives", -1, (Mark(0, 6, PUBLISHER, ("NO",), "name"),)), "NO", (MarkedSentence(text, 0, marks),),
                {"NO": "Norway", "UA": "Kyiv"})
    claim = GoldClaim(0, 0, 25, "transfer", "done", ("NO",), ("UA",), (("tank", "tanks"),))
    return Example("a", "news", page, (claim,), frozenset())


def write(path: Path, row: object) -> Path:
    path.write_text(json.dumps(row) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize(("quote", "home", "unsure"), [
    ((0, 30), 0, set()), ((10, 60), 1, {(0, "use")}), ((0, 36), 0, set()), ((31, 34), 1, set()),
])
def test_a_claim_is_at_home_where_most_of_its_quote_is(tmp_path: Path, quote: tuple[int, int], home: int, unsure: set[tuple[int, str]]) -> None:
    sentences = [{"text": "a" * 30, "start": 0, "marks": []}, {"text": "b" * 30, "start": 31, "marks": []}]
    blank = {"text": "", "start": -1, "marks": []}
    page = write(tmp_path / "p", {"id": "x", "genre": "news", "title": blank, "publisher": None, "names": {}, "sentences": sentences})
    claim = {"start": quote[0], "end": quote[1], "act": "use", "status": "done", "from": ["PE"], "to": [], "items": []}
    example, = examples(page, write(tmp_path / "g", {"id": "x", "claims": [claim]}))
    assert [c.sentence for c in example.claims] == [home]
    assert example.unsure == unsure


@given(st.integers(0, 10_000))
def test_an_exchange_changes_every_name_and_keeps_the_story(seed: int) -> None:
    swapped = SWAPPER.swap(norway(), random.Random(seed))
    sentence, claim = swapped.page.sentences[0], swapped.claims[0]
    giver, receiver = SWAPPER.states[claim.giver[0]], SWAPPER.states[claim.receiver[0]]
    assert claim.giver != claim.receiver
    assert sentence.text == f"{giver.name} sent tanks to {receiver.capital}; it will send {giver.adjective} shells."
    assert sentence.text[claim.start:claim.end] == f"{giver.name} sent tanks to {receiver.capital}"
    assert [sentence.text[m.start:m.end] for m in sentence.marks] == [giver.name, "tanks", receiver.capital, "it", giver.adjective]
    assert swapped.page.publisher == claim.giver[0] and swapped.page.title.text == f"{giver.name} gives"


def test_exchanged_goods_are_still_the_claims() -> None:
    swapper = Swapper(SWAPPER.states, ["kites"])
    swapped = next(s for seed in range(100) if "kites" in (s := swapper.swap(norway(), random.Random(seed))).page.sentences[0].text)
    assert ("", "kites") in swapped.claims[0].items


@pytest.mark.parametrize(("offset", "start", "end"), [(0, 0, 0), (5, 5, 5), (7, 5, 8), (10, 8, 8), (12, 10, 10)])
def test_offsets_follow_a_cut(offset: int, start: int, end: int) -> None:
    cuts = [(5, 10, 3)]
    assert (moved(offset, cuts, False), moved(offset, cuts, True)) == (start, end)


def test_a_hidden_publisher_leaves_no_trace() -> None:
    example = norway()
    we = Mark(0, 2, REFERRING, ("NO",), PUBLISHERS_OWN)
    page = Page(example.page.title, "NO", (*example.page.sentences, MarkedSentence("We agree", 60, (we,))), example.page.names)
    hidden = hide_publisher(Example("a", "news", page, (), frozenset())).page
    marks = [m for s in (hidden.title, *hidden.sentences) for m in s.marks]
    assert hidden.publisher is None and all(m.kind != PUBLISHER for m in marks)
    assert [m.codes for m in marks if m.form == PUBLISHERS_OWN] == [()]
    assert ("NO",) in [m.codes for m in marks if m.form == "pronoun"]


@settings(deadline=None)
@given(st.integers(0, 10_000))
def test_practice_pages_mark_what_they_claim(seed: int) -> None:
    page, = pages(PRACTICE, random.Random(seed), 1)
    for sentence in page.page.sentences:
        assert not re.search(r"[{}_]", sentence.text) and sentence.text[0] != " "
        assert all(sentence.text[m.start:m.end].strip() for m in sentence.marks)
    for claim in page.claims:
        named = {code for m in page.page.sentences[claim.sentence].marks for code in m.codes}
        assert claim.act in ACTS and claim.status in STATUSES
        assert {*claim.giver, *claim.receiver} <= named and claim.giver != claim.receiver
        assert 0 <= claim.start < claim.end <= len(page.page.sentences[claim.sentence].text)


def test_the_same_seed_gives_the_same_pages() -> None:
    first, second = ([p.page for p in pages(PRACTICE, random.Random(5), 20)] for _ in range(2))
    assert first == second


def test_every_template_names_an_act_and_a_status_and_both_parties() -> None:
    words = yaml.safe_load(TEMPLATES.read_text(encoding="utf-8"))
    for line in words["plain"]:
        head, template = line.split(" | ")
        act, status = head.split()
        assert act in ACTS and status in STATUSES
        assert re.search(r"\{G", template) and re.search(r"\{R", template), template
    for line in words["wrapped"]:
        status, template = line.split(" | ")
        assert status in STATUSES and re.search(r"\{G", template) and re.search(r"\{R", template), template
    assert all(len(verb.split()) == 5 for verb in (*words["give"], *words["take"]))
