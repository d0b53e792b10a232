"""Pages for citing: BibTeX and CSL-JSON."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from bibtexparser.entrypoint import parse_string
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.export.telling import NASTY, cited, order, told

from onrecord.export.cite import csl_item, escaped_tex, pages_of, write_bibtex, write_csl
from onrecord.export.told import Cited


def entry(page: Cited, accessed: str | None = None) -> dict[str, str]:
    library = parse_string("".join(write_bibtex([page], accessed)))
    assert library.failed_blocks == []
    found, = library.entries
    assert found.entry_type == "online"
    return {"key": found.key, **{f.key: f.value for f in found.fields}}


def test_a_page_as_bibtex() -> None:
    made = entry(replace(cited("abcdef0123456789"), byline="Ann Poe"), "2024-03-01")
    assert made == {"key": "onrecordabcdef012345", "title": "{Title}", "author": "{Ann Poe}", "organization": "{The Courier}", "date": "2024-02-22",
                    "url": "https://courier.example/a", "urldate": "2024-03-01"}


def test_what_is_not_known_is_left_out_and_an_uncertain_date_says_so() -> None:
    bare = cited(day=None, grade="unknown", url=None, title="", outlet=None)
    assert entry(bare, "2024-03-01") == {"key": "onrecorda", "title": "{page-a}"}
    assert entry(cited(day="2024-02", grade="weak"))["note"] == "date of publication uncertain"


def test_every_sign_that_tex_obeys_is_escaped() -> None:
    assert escaped_tex("a & b_c 5% $x #1 ~ ^ {y} \\z\n new") == (
        r"a \& b\_c 5\% \$x \#1 \textasciitilde{} \textasciicircum{} \{y\} \textbackslash{}z new")


@given(st.text())
def test_no_title_breaks_the_file(title: str) -> None:
    escaped = escaped_tex(title)
    assert "\n" not in escaped
    plain = re.sub(r"\\[{}\\$&%#_]", "", escaped.replace("{}", ""))
    assert not set("{}$&%#_~^") & set(plain)


@given(st.text(max_size=30))
@settings(max_examples=50, deadline=None)
def test_the_library_reads_any_title_as_one_field(title: str) -> None:
    made = entry(cited(title=title))
    assert set(made) == {"key", "title", "organization", "date", "url"} and made["date"] == "2024-02-22"


@pytest.mark.parametrize("url", ["javascript:x", "https://x.example/}\n@article{a,", "https://x.example/a b", "ftp://x.example/"])
def test_what_is_no_address_of_the_web_is_not_cited(url: str) -> None:
    assert "url" not in entry(cited(url=url)) and "URL" not in csl_item(cited(url=url))


def test_signs_in_an_address_end_no_field() -> None:
    assert entry(cited(url="https://x.example/a{b}_c%20d"))["url"] == "https://x.example/a%7Bb%7D_c%20d"


@pytest.mark.parametrize(("day", "parts"), [("2024-02-22", [2024, 2, 22]), ("2024-02", [2024, 2]), ("2024", [2024])])
def test_a_page_as_csl(day: str, parts: list[int]) -> None:
    made = csl_item(cited(day=day), "2024-03-01")
    assert made["issued"] == {"date-parts": [parts]} and made["accessed"] == {"date-parts": [[2024, 3, 1]]}
    assert (made["type"], made["container-title"], made["URL"]) == ("article-newspaper", "The Courier", "https://courier.example/a")


def test_csl_says_circa_and_is_one_json_list() -> None:
    assert csl_item(cited(grade="weak"))["issued"]["circa"] is True
    pages = [cited("a"), cited("b", title=NASTY)]
    items: list[dict[str, Any]] = json.loads("".join(write_csl(pages)).encode())
    assert [i["id"] for i in items] == ["onrecorda", "onrecordb"] and json.loads("".join(write_csl([]))) == []
    assert "\u202e" not in items[1]["title"] and items[1]["title"].startswith("Ünsafe")


def test_pages_come_once_by_true_date() -> None:
    every = [order(), order(status="done", article="b"), order(giver=("KP",), article="c"), order(giver=("KP",), article="b")]
    pages = pages_of(told(every, cited("a", "2024-05-01"), cited("b", "2023-01"), cited("c", None, "unknown")))
    assert [p.id for p in pages] == ["b", "a", "c"]
