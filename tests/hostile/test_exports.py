"""What leaves the record is what its format says it is: no cell a formula, no line a second record, no character an order to a terminal."""

from __future__ import annotations

import json
import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pytest
from markdown_it import MarkdownIt
from tests.cli.runs import run
from tests.hostile.records import AT, PAYLOADS, pages, utf8
from tests.hostile.test_window import HIDDEN, TAGGED, formulas
from tests.web.windows import csv_rows

from onrecord.model.watching import Notice
from onrecord.record import Record
from onrecord.watch import atom


def exported(record: Path, form: str, *more: str) -> str:
    done = run("export", form, "--record", record, *more)
    assert done.code == 0, done.err
    return done.out


@pytest.mark.parametrize("form", ["claims-csv", "entries-csv", "sipri --from IR", "kiel --from IR"])
def test_no_cell_of_csv_is_a_formula(hostile: Path, form: str) -> None:
    text = exported(hostile, *form.split())
    assert len(csv_rows(text)) > AT / 3 and formulas(text) == []


@pytest.mark.parametrize("form", ["claims-xlsx", "entries-xlsx"])
def test_no_cell_of_a_workbook_is_a_formula_or_a_link(hostile: Path, tmp_path: Path, form: str) -> None:
    assert run("export", form, "--record", hostile, "-o", tmp_path / "t.xlsx").code == 0
    cells = [c for sheet in openpyxl.load_workbook(tmp_path / "t.xlsx") for row in sheet.iter_rows() for c in row if c.value is not None]
    assert len(cells) > 4 * len(PAYLOADS) and {c.data_type for c in cells} <= {"s", "n"} and not [c for c in cells if c.hyperlink]
    assert formulas("\n".join('"' + str(c.value).replace('"', '""') + '"' for c in cells if c.data_type == "s")) == []


@pytest.mark.parametrize("form", ["claims", "entries-json", "ftm"])
def test_every_line_is_one_json_of_ours(hostile: Path, plain: Path, form: str) -> None:
    def shapes(record: Path) -> Counter[str]:
        lines = [json.loads(line) for line in exported(record, form).split("\n") if line]
        return Counter(" ".join(sorted(line)) for line in lines)

    told, meant = shapes(hostile), shapes(plain)
    assert set(told) <= set(meant) and sum(told.values()) >= len(PAYLOADS)


def test_a_bundle_holds_what_it_would_of_harmless_words(hostile: Path, plain: Path) -> None:
    def kinds(record: Path) -> Counter[str]:
        return Counter(o["type"] for o in json.loads(exported(record, "stix"))["objects"])

    told, meant = kinds(hostile), kinds(plain)
    # two names may be one once what UTF-8 cannot hold is left out
    assert set(told) == set(meant) and 0.95 * meant["relationship"] < told["relationship"] <= meant["relationship"]


@pytest.mark.parametrize("form", ["graphml", "gexf"])
def test_no_name_becomes_an_element(hostile: Path, plain: Path, form: str) -> None:
    def elements(record: Path) -> Counter[tuple[str, ...]]:
        return Counter((e.tag, *sorted(e.attrib)) for e in ElementTree.fromstring(exported(record, form)).iter())

    told, meant = elements(hostile), elements(plain)
    assert set(told) == set(meant) and sum((told - meant).values()) < sum(meant.values()) / 100


def test_a_citation_is_one_citation(hostile: Path) -> None:
    text = exported(hostile, "bibtex")
    starts = re.findall(r"^@", text, re.M)
    assert len(starts) == len(re.findall(r"^@online\{onrecord[0-9a-f]{12},$", text, re.M)) == len(PAYLOADS)
    bare = re.sub(r"\\[{}\\$&%#_]", "", text)
    assert bare.count("{") == bare.count("}") and not re.search(r"\\(?!textbackslash\{\}|textasciitilde\{\}|textasciicircum\{\})[a-zA-Z]", bare)
    assert len(json.loads(exported(hostile, "csl"))) == len(PAYLOADS)


SAID = (("ledger",), ("ledger", "--from", "IR"), ("entry", "ENTRY"), ("article", "ARTICLE"), ("origins",), ("changes", "--since", "2001"),
        ("search", "drones"), ("judgements",), ("review",))


def test_nothing_that_is_printed_commands_a_terminal(hostile: Path) -> None:
    key = next(e["id"] for e in json.loads(run("ledger", "--record", hostile, "--from", "IR", "--json").out))
    texts = [page.id for page, _ in pages(PAYLOADS)][::80]
    for words in SAID:
        for article in texts if "ARTICLE" in words else texts[:1]:
            done = run(*({"ENTRY": key, "ARTICLE": article}.get(w, w) for w in words), "--record", hostile)
            assert done.code == 0 and len(done.out) > 500, (words, done.err)
            assert not HIDDEN.search(done.out + done.err), (words, HIDDEN.search(done.out + done.err))


class Seen(HTMLParser):
    """The tags of some HTML, each with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.seen = Counter[tuple[str, ...]]()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen[tag, *sorted(name for name, _ in attrs)] += 1


def test_a_notebook_shows_text(hostile: Path, plain: Path) -> None:
    def shown(path: Path) -> tuple[Counter[tuple[str, ...]], str]:
        with Record(path) as record:
            told = record.ledger(giver="IR")
            things: tuple[Any, ...] = (told, record.ledger(), *told[:3], *(e.claims for e in told), told[0].story(), told[0].disagreements,
                      told[0].sources, told[0].claims[0].article, record.origins(), record.skips(), record.judgements(), record.search("drones"))
            html = "".join(thing._repr_html_() for thing in things)
            text = "".join(f"{thing!r}{thing}" for thing in things)
        assert not HIDDEN.search(html + text)
        return Seen(html).seen, html

    told, html = shown(hostile)
    assert set(told) <= set(shown(plain)[0]) and [p for p in TAGGED if p in html] == []


def test_a_feed_holds_text_alone() -> None:
    def notice(n: int, payload: str) -> Notice:
        quote = {"claim": "c", "quote": payload, "who": payload, "status": "done", "article": "a", "page": payload, "url": payload,
                 "outlet": payload, "published": "2024-02-22"}
        body = {"id": f"n{n}", "title": payload, "kinds": ["new"], "entry": "ab", "quotes": [quote]}
        return Notice(f"n{n}", "saved:x", n, "2026-01-01T00:00:00+00:00", json.dumps(body))

    for start in range(0, len(PAYLOADS), 100):
        some = [notice(n, p) for n, p in enumerate(PAYLOADS[start:start + 100])]
        text = atom.feed(utf8(PAYLOADS[start]), PAYLOADS[start], some, "http://127.0.0.1:1/saved/x.atom")
        root = ElementTree.fromstring(text.encode("utf-8", "replace"))
        found = root.findall("{*}entry")
        assert len(found) == len(some)
        for entry in found:
            assert Counter(child.tag.partition("}")[2] for child in entry) == Counter(("title", "id", "updated", "link", "category", "content"))
            assert set(Seen(entry.findtext("{*}content") or "").seen) == {("p",)}


def test_a_report_in_markdown_has_no_html_and_no_foreign_link(hostile: Path, tmp_path: Path) -> None:
    assert run("report", "--record", hostile, "--act", "training", "--out", tmp_path / "r.md").code == 0
    text = (tmp_path / "r.md").read_text("utf-8")
    inner = [t for token in MarkdownIt("commonmark").enable("table").parse(text) for t in (token, *(token.children or ()))]
    assert {t.type for t in inner} & {"html_block", "html_inline", "image", "code_inline", "fence"} == set()
    assert [t.attrs["href"] for t in inner if t.type == "link_open" and not re.match(r"https?://[!-~]+$", str(t.attrs["href"]))] == []
