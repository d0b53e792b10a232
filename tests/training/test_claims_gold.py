"""Annotated articles become pages, and pages examples: the same page, the same questions, each claim at home and with its word."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.claims.answers import witness_of
from tests.claims.building import engine, layered
from training.claims_gold import Example, example_of, examples, homes
from training.claims_pages import row_of, rows

from onrecord.claims.clues import UNIT_CLUES
from onrecord.claims.questions import page_for
from onrecord.claims.windows import MarkedSentence
from onrecord.flow import Reader
from onrecord.model import ACTS

TEXT = "It rained. Italy sent forty howitzers to Kenya in May 2030. Peru spoke of rifles with Chile."
BLANK: dict[str, Any] = {"text": "", "start": -1, "marks": [], "hints": []}


def claim(quote: str, head: str | None, **change: object) -> dict[str, Any]:
    """An annotated claim of `TEXT`."""
    start = TEXT.index(quote)
    return {"act": "transfer", "from": ["IT"], "to": ["KE"], "items": [{"class": "artillery", "name": "howitzers"}], "status": "done",
            "certainty": "certain", "when": None, "start": start, "end": start + len(quote),
            "head": None if head is None else TEXT.index(head)} | change


def made(*claims: dict[str, Any], kind: str = "gold", title: str | None = None) -> Example:
    """The example that an annotated article becomes, by way of a line of a pages file."""
    layers = layered(TEXT, None, title)
    annotated = {"id": "x", "genre": "news", "set": kind, "claims": list(claims)}
    return example_of(json.loads(json.dumps(row_of(annotated, layers.article, layers.reading, None))))


def test_the_page_comes_back_as_the_model_reads_it() -> None:
    layers = layered(TEXT, None, "Italy arms Kenya")
    found = made(title="Italy arms Kenya")
    assert found.page == page_for(layers, witness_of(layers)) and (found.id, found.genre, found.kind) == ("x", "news", "gold")
    assert [h.act for s in found.page.sentences for h in s.hints] == [ACTS.index("transfer")]


def test_what_frames_ask_comes_back_with_its_clues() -> None:
    (number, question), = made().framed
    told = witness_of(layered(TEXT)).clues(witness_of(layered(TEXT)).units()[0])
    assert number == 1 and made().page.sentences[1].text[question.start:].startswith("sent")
    assert question.unit == pytest.approx(told.unit, abs=5e-4) and len(question.unit) == len(UNIT_CLUES)
    assert {code: list(c) for code, c in question.roles.items()} == {code: pytest.approx(c, abs=5e-4) for code, c in told.roles.items()}
    assert [c for *_, c in question.items] == [pytest.approx(c, abs=5e-4) for c in told.items.values()]


def test_a_claim_answers_the_question_of_its_word() -> None:
    found, = made(claim("Italy sent forty howitzers to Kenya", "sent", when="2030-05")).claims
    assert (found.sentence, found.act, found.giver, found.receiver, found.items) == (1, "transfer", ("IT",), ("KE",), (("artillery", "howitzers"),))
    text = made().page.sentences[1].text
    assert text[found.start:found.end] == "Italy sent forty howitzers to Kenya"
    assert found.question is not None and text[found.question.start:].startswith("sent")
    assert [text[a:b] for a, b, _ in found.question.times] == ["May 2030"] and found.times == (0,)


def test_a_time_that_is_not_the_claims_is_not_chosen() -> None:
    found, = made(claim("Italy sent forty howitzers to Kenya", "sent", when="2029")).claims
    assert found.times == ()


def test_a_word_that_no_frame_knows_has_a_question_too_and_a_claim_without_a_word_none() -> None:
    spoke, unknown = made(claim("Peru spoke of rifles", "spoke"), claim("Peru spoke of rifles", None)).claims
    assert spoke.question is not None and spoke.sentence == unknown.sentence == 2 and unknown.question is None


def test_the_word_decides_where_a_claim_over_two_sentences_is_at_home() -> None:
    found = made(claim("Italy sent forty howitzers to Kenya in May 2030. Peru spoke", "spoke", act="cooperation"))
    assert [c.sentence for c in found.claims] == [2] and found.unsure == {(1, "cooperation")}


@pytest.mark.parametrize(("kind", "expected"), [("own", ("IT",)), ("gold", ("Italy",))])
def test_parties_by_another_name_are_put_as_the_product_does(kind: str, expected: tuple[str, ...]) -> None:
    found, = made(claim("Italy sent forty howitzers to Kenya", "sent", **{"from": ["Italy"]}), kind=kind).claims
    assert found.giver == expected


@pytest.mark.parametrize(("quote", "home", "unsure"), [
    ((0, 30), 0, set()), ((10, 60), 1, {(0, "use")}), ((0, 36), 0, set()), ((31, 34), 1, set()), ((70, 80), None, set()),
])
def test_a_claim_is_at_home_where_most_of_its_quote_is(quote: tuple[int, int], home: int | None, unsure: set[tuple[int, str]]) -> None:
    sentences = [MarkedSentence("a" * 30, 0), MarkedSentence("b" * 30, 31)]
    found = sorted(homes(sentences, {"start": quote[0], "end": quote[1]}), reverse=True)
    assert (found[0][1] if found else None) == home
    assert {(n, "use") for _, n in found[1:]} == unsure


def test_a_sentence_that_tells_the_act_anyway_is_sure() -> None:
    row = {"sentence": 0, "unsure": [1], "start": 0, "end": 4, "act": "use", "status": "done", "certainty": "certain", "from": [], "to": [],
           "items": [], "question": None, "times": []}
    sentences = [{"text": "aaaa", "start": n * 5, "marks": [], "hints": []} for n in range(2)]
    page = {"id": "x", "genre": "news", "set": "gold", "title": BLANK, "publisher": None, "names": {}, "sentences": sentences, "framed": []}
    assert example_of({**page, "claims": [row]}).unsure == {(1, "use")}
    assert example_of({**page, "claims": [row, {**row, "sentence": 1, "unsure": []}]}).unsure == frozenset()


def test_a_file_of_annotated_articles_becomes_a_file_of_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Reader, "engine", engine())
    annotated = {"id": "x", "set": "own", "genre": "official", "speaks_for": "IT", "published": "2031-05-14", "title": "Howitzers", "text": TEXT,
                 "claims": [claim("Italy sent forty howitzers to Kenya", "sent")]}
    (tmp_path / "in.jsonl").write_text(json.dumps(annotated) + "\n", encoding="utf-8")
    (tmp_path / "out.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows([tmp_path / "in.jsonl"])), encoding="utf-8")
    found, = examples(tmp_path / "out.jsonl")
    assert (found.id, found.kind, found.page.publisher, found.page.title.text) == ("x", "own", "IT", "Howitzers")
    assert [s.text for s in found.page.sentences][-1].startswith("Peru spoke") and len(found.claims) == 1
    told = found.claims[0]
    sentence = found.page.sentences[told.sentence].text
    assert told.question is not None and sentence[told.question.start:].startswith("sent")


def test_an_annotated_page_that_cannot_be_read_stops_the_run(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(json.dumps({"id": "x", "text": "", "published": None, "speaks_for": None}) + "\n", encoding="utf-8")
    with pytest.raises(ValueError, match="cannot be read"):
        list(rows([tmp_path / "in.jsonl"]))
