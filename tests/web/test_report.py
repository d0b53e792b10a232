"""The report: it stands alone, says the same letter for letter, quotes what pages hold, and no text of a record is more than text in it."""

from __future__ import annotations

import json
import re
import shutil
import sys
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from starlette.testclient import TestClient
from tests.cli.runs import pages, run
from tests.web.records import hostile
from tests.web.test_escape import ATTRIBUTES, PAYLOADS, TAGS
from tests.web.windows import Page, shown, window

from onrecord.web.pages import report as report_pages
from onrecord.web.pages.report import ReportPage, asked_of
from onrecord.web.reporting import css_string, html_file, write_pdf
from onrecord.web.reporting_plain import markdown, text
from onrecord.web.shelf import Shelf

REPORT, DENIAL, AID = pages()
FILE_TAGS = TAGS | {"style", "h4", "cite", "code"}


def made(record: Path, *pairs: tuple[str, str], most: int | None = None) -> ReportPage:
    shelf = Shelf(str(record))
    try:
        return ReportPage.of(shelf, asked_of(pairs), most)
    finally:
        shelf.close()


# -- what it says


def test_every_claim_is_quoted_with_its_source(client: TestClient) -> None:
    page = shown(client, "/report")
    for article, claims in (REPORT, DENIAL, AID):
        assert article.id in page.words
        for c in claims:
            assert c.quote in page.words and f"/article/{article.id}#claim-{c.id}" in page.links
    assert "3 sources" in page.words and {"s-1", "s-2", "s-3"} <= set(page.ids)
    assert all(link[1:] in page.ids for link in page.links if link.startswith("#"))


def test_it_says_what_was_asked_of_which_record(client: TestClient) -> None:
    page = shown(client, "/report?from=Iran&to=RU&as-of=2023-12&title=For the memo&by=Ann Poe&day=2026-01-05")
    for words in ("For the memo", "What is told of supplies, aid, sanctions and other acts from Iran to Russia?", "Ann Poe, 2026-01-05",
                  "2023-12: only what had been published by then", "published later", "OnRecord"):
        assert words in page.words, words
    assert "Iran has handed" not in page.words and "Iran sent Russia no missiles at all" in page.words


def test_a_date_that_cannot_be_true_is_named_with_the_reason(client: TestClient) -> None:
    assert "refuted: 2026-01-05 (stamp) cannot be its date: against 2026-01-05: names an office held until 2025" in shown(client, "/report").words


def test_sides_of_a_disagreement_stand_beside_one_another(client: TestClient) -> None:
    rows = [r for r in shown(client, "/report?from=IR").rows if len(r) == 2 and "Iran has handed" in r[0]]
    assert rows and any("Iran sent Russia no missiles at all" in r[1] for r in rows)


def test_sums_say_what_they_leave_out(client: TestClient) -> None:
    rows = [r for r in shown(client, "/report").rows if len(r) == 6 and r[2] in {"money", "missile.ballistic"}]
    assert ["transfer", "◇ planned", "money", "USD 1.25 bn", "1", "nothing"] in rows
    assert ["transfer", "≠ contested (done)", "missile.ballistic", "360 to 440", "1", "nothing"] in rows


def test_what_people_decided_is_in_it(record: Path, tmp_path: Path) -> None:
    mine = shutil.copy(record, tmp_path / "mine.record")
    claim = REPORT[1][0]
    assert run("judge", "right", claim.id, "--why", "seen the notes", "--by", "Ann", "--record", mine).code == 0
    page = made(Path(mine))
    assert [(d.by, d.why) for d in page.decisions] == [("Ann", "seen the notes")]
    assert "seen the notes" in markdown(page) and "seen the notes" in html_file(page)
    assert made(Path(mine), ("to", "UA")).decisions == ()


def test_past_the_most_in_full_the_rest_is_listed(record: Path) -> None:
    page = made(record, most=1)
    assert (len(page.matters), len(page.rest), page.summary.matters) == (1, 1, 2)
    told = Page(html_file(page))
    assert "1 more matter , not told in full here" in told.words.replace("matter,", "matter ,")
    assert page.rest[0].name in told.words.replace("\u00a0", " ") or page.rest[0].name.split(":")[0] in told.words
    assert page.rest[0].name.split(",")[0].replace(": ", "") in text(markdown(page)).replace(": ", "").replace("\\", "")


def test_the_screen_tells_only_so_many_in_full(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_pages, "MOST_IN_FULL", 1)
    page = shown(client, "/report")
    assert "not told in full here" in page.words and "onrecord report --out report.html" in page.words
    assert len(re.findall("^### ", client.get("/report.md").text, re.M)) == 2


@pytest.mark.parametrize("query", ["q=nothing-at-all", "as-of=1999", "from=unknown", "sure=1", "sort=-origins", "status=contested"])
def test_every_question_has_a_report(client: TestClient, query: str) -> None:
    shown(client, f"/report?{query}")
    assert client.get(f"/report.md?{query}").status_code == 200


# -- as a file


def test_the_same_record_and_question_give_the_same_file(record: Path, tmp_path: Path) -> None:
    other = Path(shutil.copy(record, tmp_path / "elsewhere.record"))
    assert html_file(made(record, ("from", "IR"))) == html_file(made(other, ("from", "IR")))
    assert markdown(made(record)) == markdown(made(other))


def test_the_file_needs_nothing_else(record: Path) -> None:
    page = Page(html_file(made(record)))
    assert {tag for tag, _ in page.tags} <= FILE_TAGS
    assert not [a for tag, a in page.tags if tag in {"script", "link", "img", "iframe"} or "src" in a]
    assert not re.search(r"url\((?!#)|@import", page.html) and "default-src 'none'" in page.html
    assert all(link.startswith("#") and link[1:] in page.ids for link in page.links if not link.startswith("http"))


@pytest.mark.parametrize("payload", [" ".join(PAYLOADS[n::4]) for n in range(4)], ids=range(4))
def test_no_text_becomes_a_tag(tmp_path: Path, payload: str) -> None:
    record = hostile(tmp_path / "hostile.record", payload)
    title = payload.replace("\ud800", "")[:200]
    page = Page(html_file(made(record, ("title", title), ("by", title))))
    assert {tag for tag, _ in page.tags} <= FILE_TAGS and {name for _, attrs in page.tags for name in attrs} <= ATTRIBUTES | {"http-equiv", "rel"}
    assert page.html.count("<style>") == page.html.count("</style>") == 1
    assert all(link.startswith(("#", "https://")) for link in page.links)
    assert not any(mark in page.html for mark in ("\u202e", "\u2066", "\u200b", "\x07", "\x00"))
    with window(record) as client:
        for url in ("/report", "/timeline", "/timeline?rows=speaker", "/matrix?show=money"):
            told = shown(client, url)
            assert {tag for tag, _ in told.tags} <= FILE_TAGS - {"style"}, url
            assert all(link.startswith(("/", "#")) and not link.startswith("//") for link in told.links), url
        for url in ("/report.md", "/report.bib", "/report.csl.json", "/timeline.csv", "/matrix.csv"):
            assert client.get(url).status_code == 200


@pytest.mark.parametrize("payload", [" ".join(PAYLOADS[n::4]) for n in range(4)], ids=range(4))
def test_no_text_becomes_markdown(tmp_path: Path, payload: str) -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown(made(hostile(tmp_path / "hostile.record", payload))))
    inner = [t for token in tokens for t in (token, *(token.children or ()))]
    assert {t.type for t in inner} & {"html_block", "html_inline", "image", "code_inline", "fence", "em_open"} == set()
    assert [t.attrs for t in inner if t.type == "link_open" and not str(t.attrs["href"]).startswith("https://x.example/")] == []


@given(st.text())
def test_no_title_ends_a_css_string(title: str) -> None:
    assert re.fullmatch(r'"(?:[A-Za-z0-9 ,.:-]|\\[0-9a-f]+ )*"', css_string(title))


@given(st.text(max_size=40))
def test_any_words_are_one_paragraph_of_text(words: str) -> None:
    tokens = MarkdownIt("commonmark").parse(text(words))
    assert {t.type for t in tokens} <= {"paragraph_open", "inline", "paragraph_close"}


# -- its sources, and the command


def test_sources_go_to_reference_managers_in_their_order(client: TestClient) -> None:
    numbers = re.findall(r"^(\d+)\. .*?(onrecord[0-9a-f]{12})$", client.get("/report.md").text.partition("## Sources")[2], re.M)
    items = json.loads(client.get("/report.csl.json").text)
    assert [key for _, key in numbers] == [i["id"] for i in items] and len(items) == 3
    assert re.findall(r"@online\{(\w+),", client.get("/report.bib").text) == [i["id"] for i in items]


@pytest.mark.parametrize("end", ["html", "md"])
def test_the_command_writes_what_the_window_shows(record: Path, tmp_path: Path, end: str) -> None:
    out = tmp_path / f"memo.{end}"
    done = run("report", "--record", record, "--from", "Iran", "--as-of", "2024", "--title", "A memo", "--by", "Ann", "--out", out)
    assert (done.code, done.out, done.err) == (0, "", "")
    page = made(record, ("from", "Iran"), ("as-of", "2024"), ("title", "A memo"), ("by", "Ann"))
    assert out.read_text(encoding="utf-8") == (html_file(page) if end == "html" else markdown(page))


def test_the_command_that_the_page_names_gives_the_same_report(record: Path, tmp_path: Path) -> None:
    import shlex

    page = made(record, ("from", "IR"), ("q", "port workers"), ("sure", "0.5"), ("sort", "-origins"), ("title", "It's a memo"))
    words = shlex.split(page.command)[1:-1]
    out = tmp_path / "memo.html"
    assert run(*words, out, "--record", record).code == 0
    assert Page(out.read_text(encoding="utf-8")).words == Page(html_file(page)).words


@pytest.mark.parametrize(("arguments", "words"), [
    (("--out", "memo.docx"), "a report is one of .html, .md, .pdf"), (("--out", "memo.html", "--act", "theft"), "one of transfer"),
    (("--out", "memo.html", "--sort", "colour"), "one of from, to"),
])
def test_what_the_command_cannot_do_it_says(record: Path, arguments: tuple[str, ...], words: str) -> None:
    done = run("report", "--record", record, *arguments)
    assert done.code == 1 and words in done.err


# -- as a PDF


def test_without_weasyprint_the_error_says_what_to_install(record: Path, tmp_path: Path) -> None:
    with patch.dict(sys.modules, {"weasyprint": None}):
        done = run("report", "--record", record, "--out", tmp_path / "memo.pdf")
    assert done.code == 1 and "pip install 'onrecord[pdf]'" in done.err and "Pango" in done.err
    assert list(tmp_path.iterdir()) == []


def test_a_pdf_holds_the_report_and_is_the_same_again(record: Path, tmp_path: Path) -> None:
    pytest.importorskip("weasyprint", reason="WeasyPrint, or Pango that it draws with, is not installed", exc_type=ImportError)
    page = made(record, ("to", "UA"), ("title", "Shells & aid <2024>"))
    for name in ("one.pdf", "two.pdf"):
        write_pdf(page, tmp_path / name)
    one, two = ((tmp_path / name).read_bytes() for name in ("one.pdf", "two.pdf"))
    assert one.startswith(b"%PDF-") and one == two and len(one) > 5_000
    assert b"/JavaScript" not in one and b"/Launch" not in one and b"/EmbeddedFile" not in one


def test_the_words_of_a_pdf_are_those_of_the_report(record: Path, tmp_path: Path) -> None:
    pytest.importorskip("weasyprint", reason="WeasyPrint, or Pango that it draws with, is not installed", exc_type=ImportError)
    pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed")
    done = run("report", "--record", record, "--from", "IR", "--title", "Missiles & <b>words</b>", "--by", "Ann Ost", "--out", tmp_path / "memo.pdf")
    assert done.code == 0, done.err
    read = pypdf.PdfReader(tmp_path / "memo.pdf")
    words = " ".join(" ".join(page.extract_text() for page in read.pages).split())
    assert "Missiles & <b>words</b>" in words and "Ann Ost" in words and read.metadata.title == "Missiles & <b>words</b>"
    told = [c for _, claims in pages() for c in claims if "IR" in c.giver.value]
    assert told and all(c.quote.rstrip(".") in words for c in told)
    assert read.get_form_text_fields() in (None, {}) and not read.attachments and "/OpenAction" not in read.trailer["/Root"]
    links = [str(a.get_object()["/A"].get("/URI", "")) for page in read.pages for a in page.get("/Annots", []) if "/A" in a.get_object()]
    assert all(link.startswith(("http://", "https://")) or not link for link in links)


def test_a_pdf_loads_nothing(record: Path) -> None:
    from onrecord.web.reporting import _nothing

    with pytest.raises(ValueError, match="loads nothing"):
        _nothing("http://x.example/a.png")

