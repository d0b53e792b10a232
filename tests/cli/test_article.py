"""A page on screen: evidence marked, furniture greyed with its reason, dates for and against."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from tests.cli.runs import pages, run
from tests.strategies import article, claim

from onrecord.cli.article import body


def test_evidence_stands_in_brackets_and_furniture_after_a_tilde(record: Path) -> None:
    told = run("article", "report", "--record", record, width=140).out
    assert "[Iran has handed Russia some 400 missiles](1), port workers told Harbour Wire." in told
    assert "[Tamar Ost said that no such handover had been seen.](2)" in told
    assert "~ Share this page  (share-line)" in told


def test_dates_for_and_against(record: Path) -> None:
    told = run("article", "report", "--record", record, width=140).out
    for words in ("2024-02-22 (certain)", "for      0.90  2024-02-22 in its dateline [dateline]", "against  0.80  against 2026-01-05",
                  "refuted: the page says 2026-01-05 (stamp)"):
        assert words in told


def test_json_is_the_page_as_the_guide_writes_it_and_more(record: Path) -> None:
    page = run("article", "report", "--record", record, "--json").json
    assert page["noise"] == ["Share this page"] and [c["act"] for c in page["claims"]] == ["transfer", "transfer"]
    assert all(page["text"][c["start"]:c["end"]] == c["quote"] for c in page["claims"])
    assert page["refuted"] == [{"date": "2026-01-05", "role": "stamp"}] and page["origin"]["articles"] == [page["article"]]


def test_as_of_a_day_before_it_was_published_it_tells_nothing(record: Path) -> None:
    told = run("article", "report", "--record", record, "--as-of", "2024-02-21", width=140).out
    assert "It had not been published by the end of 2024-02-21" in told and "[Iran has handed" not in told
    page = run("article", "report", "--record", record, "--as-of", "2024-02-21", "--json").json
    assert page["claims"] == [] and page["origin"] is None and (page["as_of"], page["was_published"]) == ("2024-02-21", False)
    later = run("article", "report", "--record", record, "--as-of", "2024-02", "--json").json
    assert len(later["claims"]) == 2 and later["was_published"] and later["origin"]["articles"] == [later["article"]]
    assert run("article", "report", "--record", record, "--as-of", "soon").code != 0


def test_it_is_found_by_id_too(record: Path) -> None:
    key = pages()[0][0].id
    assert run("article", key[:10], "--record", record, "--json").json["article"] == key


def test_with_colours_the_words_are_lit_and_nothing_is_added() -> None:
    page, claims = pages()[0]
    lines = list(body(page, claims, marks=False))
    assert [line.plain for line in lines if line.plain] == [
        "Missiles reach the north", "Share this page  (share-line)",
        "Iran has handed Russia some 400 missiles, port workers told Harbour Wire.", "Tamar Ost said that no such handover had been seen.",
    ]
    lit = [line.plain[s.start:s.end] for line in lines for s in line.spans]
    assert lit == [c.quote for c in claims]


@given(st.text("ab [].(", min_size=1, max_size=40).filter(str.strip), st.data())
def test_brackets_add_signs_and_lose_no_character(words: str, data: st.DataObject) -> None:
    page = article(words)
    ends = st.tuples(st.integers(0, len(words) - 1), st.integers(1, 8))
    claims = [claim(article=page.id, at=at, quote=words[at:at + size], act=act) for (at, size), act in
              data.draw(st.lists(st.tuples(ends, st.sampled_from(["transfer", "use"])), max_size=4))]
    bare = "".join(line.plain for line in body(page, [], marks=True))
    marked = "".join(line.plain for line in body(page, claims, marks=True))
    for number in range(len(claims), 0, -1):
        assert str(number) in marked or not any(claims[number - 1].span.overlaps(b.span) for b in page.blocks)
    shorn = [c for c in marked if c not in "[](),1234"]
    assert shorn == [c for c in bare if c not in "[](),1234"]


def test_a_page_cannot_command_the_terminal(tmp_path: Path) -> None:
    page = article("A\x1b]0;owned\x07 line [bold]with[/bold] :smile: \u202ereversed\u202c words.\n", "bad\x1b[2Jname")
    out = Console(width=200, record=True, force_terminal=True, color_system="truecolor")
    with out.capture() as shown:
        for line in body(page, [], marks=False):
            out.print(line)
    assert "\x1b]0" not in shown.get() and "\x07" not in shown.get() and "\u202e" not in shown.get()
    assert "[bold]with[/bold] :smile:" in shown.get()


def test_the_least_sure_claims_come_first_if_asked_with_the_numbers_of_the_text(sure_record: Path) -> None:
    def numbers(*more: str) -> list[str]:
        lines = run("article", "report", "-r", sure_record, *more, width=140).out.splitlines()
        return [line.split()[0] for line in lines[lines.index("2 claims") + 2:] if line[:1].isdigit()]

    assert (numbers(), numbers("--sort", "confidence")) == (["1", "2"], ["2", "1"])


def test_claims_that_are_not_sure_enough_are_left_out(sure_record: Path) -> None:
    told = run("article", "report", "-r", sure_record, "--min-confidence", "0.5", width=140).out
    assert "1 claim\n" in told and "](2)" not in told and "0.90" in told
