"""What is shown in a notebook and a terminal is text, whatever stands in a page: never a tag, an attribute, a script or a command."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from tests.web.records import hostile
from tests.web.test_escape import PAYLOADS

from onrecord.record import Record
from onrecord.record.entries import Contrast, Contrasts
from onrecord.record.tables import LONGEST, SHOWN, Rows, as_text

TAGS = {"table", "thead", "tbody", "tr", "th", "td", "p", "b", "br", "div", "small", "mark", "u", "sup"}
ATTRIBUTES = {"style", "title"}


class Tags(HTMLParser):
    """The tags and attributes of some HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags, self.attributes, self.styles, self.words = set[str](), set[str](), set[str](), ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.styles |= {value or "" for name, value in attrs if name == "style"}

    def handle_data(self, data: str) -> None:
        self.words += data


def shown(record: Record) -> Iterator[Any]:
    """One of everything that a record gives."""
    entry = record.ledger()[0]
    page, claim = entry.claims[0].article, entry.claims[0]
    contrasts = Contrasts([Contrast("denial", page.title, claim, claim, False)])
    yield from (record.ledger(), entry, entry.story(), contrasts, entry.sources, entry.claims, page, record.origins(page.id),
                record.origins(), record.changes("2001"), record.skips(), record.judgements(), record.totals(), record.search("Headline"))


@pytest.mark.parametrize("payload", PAYLOADS, ids=range(len(PAYLOADS)))
def test_no_text_becomes_a_tag(tmp_path: Path, payload: str) -> None:
    with Record(hostile(tmp_path / "h.record", payload)) as record:
        for thing in shown(record):
            html = Tags(thing._repr_html_())
            assert html.tags <= TAGS and html.attributes <= ATTRIBUTES, type(thing)
            assert not any("url" in style or "expression" in style for style in html.styles)
            for text in (thing._repr_html_(), repr(thing), str(thing)):
                assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u200b\u202a-\u202e\u2066-\u2069\ud800-\udfff]", text), type(thing)


@pytest.mark.parametrize("payload", ["<script>alert(1)</script>", "</td></table><img src=x>", "[bold]x[/bold] :smile:"])
def test_and_it_is_still_there_to_be_read(tmp_path: Path, payload: str) -> None:
    with Record(hostile(tmp_path / "h.record", payload)) as record:
        entry = record.ledger()[0]
        assert payload in Tags(entry.claims._repr_html_()).words and payload in Tags(entry.claims[0].article._repr_html_()).words
        assert payload.split()[0][:12] in repr(entry.claims) and payload in str(entry.claims[0].article)


class Numbers(Rows[int]):
    """Numbers, to look at."""

    called = ("number", "numbers")
    columns = ("number",)

    def cells(self, row: int) -> list[str]:
        return [str(row)]


def test_long_tables_are_counted_and_long_cells_cut() -> None:
    many = Numbers(range(SHOWN + 5))
    assert f"{SHOWN + 5} numbers; the first {SHOWN} shown" in repr(many) and many._repr_html_().count("<tr>") == SHOWN + 1
    assert repr(Numbers([])) == "0 numbers" and "<table>" not in Numbers([])._repr_html_()
    assert len(as_text(("x",), [["y" * 10_000]], width=80)) < LONGEST + 50


def test_text_is_folded_to_a_width() -> None:
    lines = as_text(("one", "two"), [["word " * 40, "x" * 90]], width=60).splitlines()
    assert max(map(len, lines)) <= 60 and "".join(lines).count("x") == 90
