"""Annotated pages in one form: pages of our own writing and their faults, articles with named words, excerpts by offset."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from training.claims_annotations import AnnotationError, head_at, located, of_gold, of_official, of_own

PAGE = """##### ours-01-a
genre: press
outlet: Harbour Post
speaks_for: -
published: 2031-04-11
title: Rifles for Chad

The navy rested. Peru’s ministry said it had delivered 60 rifles to Chad,
and that 12 radars were “on the way”.

=== claims
transfer | PE > TD | done | certain | delivered | it had delivered ... to Chad | small-arms=rifles | 60 rifles | 2031-04 | ministry
transfer | PE > TD | underway | certain | way | 12 radars were "on the way" | radar=radars; sensor=radars | 12 radars | - | ministry~
"""
LINE = "transfer | PE > TD | done | certain | delivered | it had delivered ... to Chad | small-arms=rifles | 60 rifles | - | ministry"


def own(tmp_path: Path, text: str) -> list[dict[str, Any]]:
    """The pages of a file of our own writing."""
    path = tmp_path / "ours-01.txt"
    path.write_text(text, encoding="utf-8")
    return list(of_own(path))


def changed(**columns: str) -> str:
    """A page whose only claim has other columns."""
    names = ("act", "parties", "status", "certainty", "head", "quote", "items", "amounts", "when", "origin")
    row = dict(zip(names, LINE.split(" | "), strict=True)) | columns
    return PAGE[:PAGE.index("transfer |")] + " | ".join(row.values()) + "\n"


def test_a_page_of_our_own_is_read_with_its_claims(tmp_path: Path) -> None:
    row, = own(tmp_path, PAGE)
    assert (row["id"], row["set"], row["genre"], row["speaks_for"], row["published"]) == ("ours-01-a", "own", "press", None, "2031-04-11")
    assert row["title"] == "Rifles for Chad" and row["text"].startswith("The navy") and row["text"].endswith("way”.")
    first, second = row["claims"]
    assert row["text"][first["start"]:first["end"]] == "it had delivered 60 rifles to Chad"
    assert row["text"][first["head"]:].startswith("delivered") and (first["from"], first["to"]) == (["PE"], ["TD"])
    assert first["items"] == [{"class": "small-arms", "name": "rifles"}] and first["when"] == "2031-04"
    assert row["text"][second["start"]:second["end"]] == "12 radars were “on the way”", "quotation marks and line ends are read alike"
    assert second["when"] is None and [i["class"] for i in second["items"]] == ["radar", "sensor"]


def test_a_claim_of_the_headline_keeps_the_title_in_the_text(tmp_path: Path) -> None:
    row, = own(tmp_path, changed(quote="Rifles for Chad", head="Rifles"))
    assert row["title"] is None and row["text"].startswith("Rifles for Chad\n\nThe navy")
    assert row["text"][row["claims"][0]["head"]:].startswith("Rifles")


@pytest.mark.parametrize("listed", ["none", "-", ""])
def test_a_page_may_have_no_claim(tmp_path: Path, listed: str) -> None:
    row, = own(tmp_path, PAGE[:PAGE.index("transfer |")] + listed + "\n")
    assert row["claims"] == [] and row["title"] == "Rifles for Chad"


def test_several_pages_stand_in_a_file(tmp_path: Path) -> None:
    other = PAGE.replace("-a\n", "-b\n", 1).replace("speaks_for: -", "speaks_for: PE").replace("title: Rifles for Chad", "title:")
    rows = own(tmp_path, PAGE + "\n" + other)
    assert [(r["id"], r["speaks_for"], r["title"]) for r in rows] == [("ours-01-a", None, "Rifles for Chad"), ("ours-01-b", "PE", None)]
    assert len(rows[1]["claims"]) == 2


@pytest.mark.parametrize(("columns", "parties"), [
    ({"parties": "- > TD"}, ([], ["TD"])), ({"parties": "PE, CL > TD"}, (["PE", "CL"], ["TD"])), ({"parties": "PE > -"}, (["PE"], [])),
])
def test_sides_may_be_open_or_shared(tmp_path: Path, columns: dict[str, str], parties: tuple[list[str], list[str]]) -> None:
    told = own(tmp_path, changed(**columns))[0]["claims"][0]
    assert (told["from"], told["to"]) == parties


@pytest.mark.parametrize(("columns", "fault"), [
    ({"quote": "it had sold 60 rifles"}, r"ours-01\.txt ours-01-a: no such words: 'it had sold"),
    ({"quote": "it had delivered ... to Norway"}, "no such words"),
    ({"head": "sent"}, "no word 'sent'"), ({"head": "delivered#2"}, "no word 'delivered#2'"), ({"head": "deliver"}, "no word 'deliver'"),
])
def test_a_claim_that_does_not_fit_its_page_is_named(tmp_path: Path, columns: dict[str, str], fault: str) -> None:
    with pytest.raises(AnnotationError, match=fault):
        own(tmp_path, changed(**columns))


@pytest.mark.parametrize("line", ["transfer | PE > TD | done", LINE + " | more", LINE.replace("small-arms=rifles", "rifles")])
def test_a_line_with_other_columns_is_refused(tmp_path: Path, line: str) -> None:
    with pytest.raises(ValueError, match="zip"):
        own(tmp_path, PAGE[:PAGE.index("transfer |")] + line + "\n")


@pytest.mark.parametrize(("quote", "found"), [
    ("a \"b\" c", "a “b” c"), ("a … d", "a “b” c d"), ("d ... a", "d. a"), ("b", "b"), ("z", None), ("a ... z", None),
])
def test_where_a_quote_stands(quote: str, found: str | None) -> None:
    text = "x a “b” c d. a"
    span = located(text, quote)
    assert (span and text[slice(*span)]) == found


def test_a_word_may_be_the_second_of_its_kind() -> None:
    text = "They gave and gave; forgave nobody."
    assert [head_at(text, (0, len(text)), head) for head in ("gave", "gave#1", "gave#2")] == [5, 5, 14]
    assert head_at(text, (10, len(text)), "gave") == 14
    with pytest.raises(AnnotationError, match="gave#3"):
        head_at(text, (0, len(text)), "gave#3")


def write(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


CLAIM = {"act": "use", "from": ["PE"], "to": [], "items": [], "status": "done", "certainty": "certain", "when": None, "start": 0, "end": 9}


def test_articles_of_the_guide_have_the_words_that_are_named(tmp_path: Path) -> None:
    gold = write(tmp_path / "gold", {"id": "x", "genre": "news", "source": "Tehran Times, 2031", "claims": [{**CLAIM, "note": "dropped"}, CLAIM]})
    texts = write(tmp_path / "texts", {"id": "x", "title": "T", "text": "Peru fired.", "published": "2031-01-01"})
    (tmp_path / "heads").write_text("x/1\t5\tfired\n", encoding="utf-8")
    row, = of_gold(gold, texts, tmp_path / "heads")
    assert (row["id"], row["set"], row["speaks_for"], row["title"], row["published"]) == ("x", "gold", "IR", "T", "2031-01-01")
    assert row["claims"] == [{**CLAIM, "head": None}, {**CLAIM, "head": 5}]


def test_excerpts_of_official_texts_are_cut_out(tmp_path: Path) -> None:
    with gzip.open(tmp_path / "texts.gz", "wt", encoding="utf-8") as out:
        out.write(json.dumps({"id": "w", "title": "T", "published": "2031-01-01", "text": "Before. Peru fired. After."}) + "\n")
    wanted = write(tmp_path / "wanted", {"id": "w-1", "text": "w", "start": 8, "end": 19, "claims": [{**CLAIM, "head": 5}]})
    row, = of_official(wanted, tmp_path / "texts.gz")
    assert (row["id"], row["set"], row["speaks_for"], row["text"]) == ("w-1", "official", "US", "Peru fired.")
