"""The gold file keeps to the guide, and to the pages as the product reads them."""

import re
from typing import Any

import pytest
from tests.examples.pages import EXAMPLES, GOLD, PAGES, articles, gold_rows

from onrecord.evaluate import read_gold
from onrecord.knowledge.items import CLASSES
from onrecord.knowledge.parties import party_info
from onrecord.model import ACTS, CERTAINTIES, STATUSES

DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
COLLECTIVES = {"European states"}
CLAIMS = [pytest.param(row, claim, id=f"{row['id'][:2]}-{number}") for row in gold_rows() for number, claim in enumerate(row["claims"])]
FIELDS = {"quote", "act", "from", "to", "items", "quantity", "money", "status", "certainty", "when", "mechanism", "sources", "said_when",
          "start", "end"}


def test_every_page_has_its_gold_and_every_gold_its_page() -> None:
    assert sorted(row["id"] for row in gold_rows()) == sorted(articles())
    assert len(read_gold(GOLD)) == len(gold_rows())


@pytest.mark.parametrize("row", gold_rows(), ids=lambda row: row["id"][:2])
def test_gold_text_is_the_text_the_product_reads(row: dict[str, Any]) -> None:
    assert row["text"] == articles()[row["id"]].text


@pytest.mark.parametrize(("row", "claim"), CLAIMS)
def test_every_quote_stands_where_gold_says(row: dict[str, Any], claim: dict[str, Any]) -> None:
    text = articles()[row["id"]].text
    assert text[claim["start"]:claim["end"]] == claim["quote"]
    assert text.count(claim["quote"]) == 1


@pytest.mark.parametrize(("row", "claim"), CLAIMS)
def test_every_claim_is_in_the_guides_form(row: dict[str, Any], claim: dict[str, Any]) -> None:
    assert set(claim) == FIELDS
    assert claim["act"] in ACTS and claim["status"] in STATUSES and claim["certainty"] in CERTAINTIES
    assert all(party_info(p) or p in COLLECTIVES for p in (*claim["from"], *claim["to"]))
    for item in claim["items"]:
        assert item["class"] in CLASSES and item["name"] in row["text"]
    for time in (claim["when"], claim["said_when"]):
        assert time is None or all(DATE.fullmatch(edge) for edge in time.split("/") if edge)
    assert claim["sources"] and all(set(s) == {"name", "role", "country", "anonymous"} for s in claim["sources"])


@pytest.mark.parametrize(("row", "claim"), CLAIMS)
def test_amounts_are_ranges_in_the_words_of_the_page(row: dict[str, Any], claim: dict[str, Any]) -> None:
    for amount in filter(None, (claim["quantity"], claim["money"])):
        assert amount["text"] in row["text"]
        assert amount["low"] is None or amount["high"] is None or amount["low"] <= amount["high"]
    assert claim["money"] is None or re.fullmatch("[A-Z]{3}", claim["money"]["currency"])


@pytest.mark.parametrize("row", gold_rows(), ids=lambda row: row["id"][:2])
def test_noise_stands_in_the_page_and_in_no_claim(row: dict[str, Any]) -> None:
    for line in row["noise"]:
        assert line in row["text"]
        assert not any(line in claim["quote"] for claim in row["claims"])


def test_the_examples_show_every_act_status_and_kind_of_copy() -> None:
    claims = [claim for row in gold_rows() for claim in row["claims"]]
    assert {c["act"] for c in claims} == set(ACTS)
    assert {c["status"] for c in claims} == set(STATUSES)
    assert {c["certainty"] for c in claims} >= {"certain", "probable", "possible"}
    assert {row["copied"] for row in gold_rows()} == {"original", "republished", "reworded"}
    assert any(row["page_date"] and row["page_date"] != row["published"]["date"] for row in gold_rows())


def test_pages_are_of_every_format_and_of_newspaper_length() -> None:
    assert {path.suffix for path in PAGES.iterdir()} == {".txt", ".html", ".jsonl"}
    assert all(100 <= len(article.text.split()) <= 420 for article in articles().values())


def test_the_readme_tells_of_every_page() -> None:
    told = (EXAMPLES / "README.md").read_text(encoding="utf-8")
    assert "invented" in told
    assert [name for name in articles() if name not in told] == []
