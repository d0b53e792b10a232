"""The family tree of a story, the list of them, and what `article` tells of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.cli.runs import PORTERS, placed, run
from tests.cli.traced import FIRST_DAY, Traced

from onrecord.model.origin import BESIDE, COPYING
from onrecord.telling.words import kind_words, share_words


@pytest.fixture
def traced(monkeypatch: pytest.MonkeyPatch) -> Traced:
    held = Traced()
    monkeypatch.setattr("onrecord.flow.open_record", lambda path, write=False: held)
    return held


def flat(text: str) -> str:
    """The words of a tree without its lines."""
    return " ".join(text.replace("│", " ").replace("├──", " ").replace("└──", " ").split())


def test_the_tree_tells_who_was_first_who_copied_how_and_why(traced: Traced) -> None:
    told = flat(run("origins", "first", width=80).out)
    for words in (
        "Headline of first", "8 stories, 9 pages; first published 2019-03-12", "first (Harbour Post), 2 pages 2019-03-12 (likely); prints 2019-03-12",
        "copy-same (Site) 2019-03-13 (likely); prints 2023-04-08", "the same words as first, 99 %: reason same",
        "refuted: 2023-04-08 (stamp) cannot be its date: against 2023-04-08: names a minister who left in 2021",
        "another outlet's print of copy-same, 90 %: reason syndicated", "digest, story 2 (Lantern Daily)", "a part of first, 100 %: all of its words",
    ):
        assert words in told, (words, told)
    assert told.index("first (Harbour Post)") < told.index("copy-same") < told.index("copy-syndicated")
    assert told.count("refuted:") == 3


def test_what_stands_beside_is_told_apart_from_either_side(traced: Traced) -> None:
    first, other = (flat(run("origins", name, width=100).out) for name in ("first", "other"))
    assert "citing: citing first, 10 %: names Harbour Post" in first.partition("Beside it")[2]
    assert "citing: from the same briefing as other, 20 %: 90 words of one speaker" in other.partition("Beside it")[2]
    assert "citing first" not in other and "not known; prints no date" in other


@pytest.mark.parametrize("width", [40, 80, 120])
def test_it_fits_the_screen(traced: Traced, width: int) -> None:
    for arguments in (("origins",), ("origins", "first"), ("origins", "citing")):
        assert max(map(len, run(*arguments, width=width).out.splitlines())) <= width


def test_json_is_complete(traced: Traced) -> None:
    family, = run("origins", "copy-updated", "--json").json["origins"]
    assert (family["id"], family["published"], family["pages"]) == (traced.first.id, FIRST_DAY, 9)
    stories = {s["name"]: s for s in family["stories"] if s["kind"] in (None, *COPYING)}
    assert [stories["first"][k] for k in ("of", "kind", "pages")] == [None, None, 2]
    same = stories["copy-same"]
    assert (same["of"], same["kind"], same["share"], same["why"]) == (traced.first.id, "same", 0.996, "reason same")
    assert (same["printed"], same["refuted"]) == ([{"date": "2023-04-08", "role": "stamp"}],) * 2
    assert same["published"] == {"date": "2019-03-13", "low": "2019-03-13", "high": "2019-03-13", "grade": "likely"}
    assert [(e["name"], e["kind"], e["of_name"]) for e in family["beside"]] == [("citing", "cites", "first")]
    assert {s["kind"] for s in family["stories"]} == {None, *COPYING}


def test_a_story_is_found_by_name_id_head_and_number(traced: Traced) -> None:
    def found(key: str) -> list[Any]:
        return [f["id"] for f in run("origins", key, "--json").json["origins"]]
    assert found("first") == found(traced.first.id) == found(traced.first.id[:9]) == [traced.first.id]
    assert found("digest") == [f"{traced.digest.id}#1", traced.first.id]
    assert found("digest#2") == found(f"{traced.digest.id[:9]}#2") == [traced.first.id]


@pytest.mark.parametrize(("key", "message"), [
    ("nosuch", "error: no article 'nosuch' in this record\n"), ("nosuch#1", "error: no article 'nosuch' in this record\n"),
    ("first#x", "error: no article 'first#x' in this record\n"),
    ("digest#7", "error: no story 'digest#7' in this record: the page has no story of this number\n"),
])
def test_an_unknown_page_is_an_error(traced: Traced, key: str, message: str) -> None:
    ended = run("origins", key)
    assert (ended.code, ended.out, ended.err) == (1, "", message)


def test_without_a_page_the_texts_with_most_pages_come_first(traced: Traced) -> None:
    told = flat(run("origins", width=120).out)
    assert "first 2019-03-12 8 9 2 excerpt, 1 republished" in told and "4 origins, 1 with several stories or pages" in told
    listed = run("origins", "--json").json
    assert [(o["name"], o["stories"], o["pages"], o["kinds"]["excerpt"]) for o in listed] == [("first", 8, 9, 2)]


def test_a_limit_is_told(traced: Traced) -> None:
    told = run("origins", "first", "--limit", "2", width=80).out
    assert "6 more stories; all without --limit" in told and "copy-syndicated" not in told


def test_a_long_chain_stays_readable(traced: Traced) -> None:
    indents = [len(line) - len(line.lstrip(" │├└─")) for line in run("origins", "first", width=80).out.splitlines() if "copy-" in line]
    assert max(indents) <= 16


@pytest.mark.parametrize("kind", [*COPYING, *BESIDE])
def test_every_kind_has_words(kind: str) -> None:
    assert kind_words(kind) != f"{kind} of"


@pytest.mark.parametrize(("share", "said"), [(1.0, "100 %"), (0.999, "99 %"), (0.5, "50 %"), (0.0, "0 %")])
def test_shares(share: float, said: str) -> None:
    assert share_words(share) == said


def test_article_tells_its_own_edges_in_words(traced: Traced) -> None:
    told = flat(run("article", "copy-syndicated", width=140).out)
    assert "one of 9 pages that go back to one text; first: first" in told
    assert "copy-syndicated is another outlet's print of copy-same, 90 %: reason syndicated" in told
    assert "copy-republished is another site's copy of copy-syndicated" in told
    assert "reason same" not in told and "the whole family: onrecord origins" in told
    assert "beside it: citing, citing first, 10 %" in flat(run("article", "first", width=140).out)


def test_article_tells_in_which_story_of_a_digest_a_claim_stands(traced: Traced) -> None:
    made = [placed(traced.digest, f"{n} story of digest.", (PORTERS,)) for n in ("First", "Second")]
    traced.made = {traced.digest.id: made}
    told = run("article", "digest", width=140).out
    rows = [line.split() for line in told.splitlines() if line[:2] in ("1 ", "2 ") and line != "2 claims"]
    assert [row[2] for row in rows] == ["1", "2"]
    assert "digest, story 2: one of 9 pages that go back to one text; first: first" in flat(told)
    fields = run("article", "digest", "--json").json
    assert [c["story"] for c in fields["claims"]] == [1, 2] and [s["story"] for s in fields["stories"]] == [1, 2]
    assert fields["stories"][1]["origin"] == traced.first.id


def test_a_real_record_has_its_origins_too(record: Path) -> None:
    assert run("origins", "report", "-r", record, "--json").json["origins"][0]["stories"][0]["refuted"] == [{"date": "2026-01-05", "role": "stamp"}]
    assert "3 origins, 0 with several stories or pages" in run("origins", "-r", record).out
