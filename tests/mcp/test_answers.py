"""The tools answer as the record does: the same entries, words, offsets, days and grades; pages of an answer are whole together."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.mcp.asking import asked, called, every_page, given, refused

from onrecord.mcp.shapes import NOTICE
from onrecord.record import Record

WORDS: dict[str, Any] = {"giver": "South Africa", "receiver": "PE", "item": "artillery", "act": "transfer", "status": "contested", "since": "2019",
                         "until": "2019-12"}


def disputed(record: Record) -> str:
    return record.ledger(**WORDS)[0].id


def test_a_ledger_is_that_of_the_window(record: Record) -> None:
    page = given(record, "ledger", **called(WORDS), as_of="2019-06-01", sure=0.1)
    known = record.ledger(**WORDS, as_of="2019-06-01", sure=0.1)
    assert [e["id"] for e in page["entries"]] == [e.id for e in known] and page["total"] == 1 and page["as_of"] == "2019-06-01"
    assert page["notice"] == NOTICE and page["asked"] == known.asked
    line, = page["entries"]
    assert (line["standing"], line["status"]) == ("contested", "done")
    assert (line["credibility"], line["origins"]) == (known[0].credibility.grade, known[0].origins)
    assert line["from"] == [{"code": "ZA", "name": "South Africa"}] and line["amounts"] == ["30 to 66"]


@pytest.mark.parametrize("asked", [
    {"changed_since": "2019-05"}, {"changed_until": "2019-04"}, {"changed_since": "2019-03-12", "changed_until": "2019-05"},
    {"changed_since": "2019-05", "giver": "ZA", "status": "contested"},
])
def test_a_ledger_of_what_changed_is_that_of_the_window(record: Record, asked: dict[str, Any]) -> None:
    found = [e["id"] for e in every_page(record, "ledger", "entries", **called(asked))]
    assert found == [e.id for e in record.ledger(**asked)] and 0 < len(found) < len(record.ledger())
    said = given(record, "ledger", **called(asked), limit=1)["asked"]
    assert all(f"{name.replace('_', '-')}={day}" in said for name, day in asked.items() if name.startswith("changed"))


@pytest.mark.parametrize("limit", [7, 50])
def test_pages_are_whole_together(record: Record, limit: int) -> None:
    rows = every_page(record, "ledger", "entries", sort="last", limit=limit)
    assert [e["id"] for e in rows] == [e.id for e in record.ledger(sort="last")]


def test_claims_origins_and_changes_turn_too(record: Record) -> None:
    entry = record.entry(disputed(record))
    assert [c["id"] for c in every_page(record, "claims", "claims", entry=entry.id, limit=4)] == [c.id for c in entry.claims]
    assert [o["id"] for o in every_page(record, "origins", "origins", limit=1)] == [o.id for o in record.origins()]
    changed = every_page(record, "changes", "changes", since="2019-04", until="2019-06", limit=5)
    assert [c["entry"]["id"] for c in changed] == [c.after.id for c in record.changes("2019-04", "2019-06")]


def test_a_claim_has_its_words_and_where_they_stand(record: Record) -> None:
    for told in every_page(record, "claims", "claims", entry=disputed(record), limit=25):
        claim = record.claim(told["id"])
        assert record.article(told["article"]).text[told["start"]:told["end"]] == claim.quote
        assert told["quote"] == claim.quote and not told["quote_cut"] and tuple(told["chain"]) == claim.links
        assert (told["published"], told["published_grade"]) == (claim.article.published.date, claim.article.published.grade)
        assert told["confidence"] == pytest.approx(claim.confidence, abs=1e-4)


def test_an_entry_is_told_in_full(record: Record) -> None:
    entry, held = given(record, "entry", id=disputed(record)[:9]), record.entry(disputed(record))
    assert [(s["published"], s["status"], s["chain"]) for s in entry["history"]] == [(s.published, s.status, s.chain) for s in held.story()]
    shown = len(entry["disagreements"])
    assert shown + entry["left_out"].get("disagreements", 0) == len(held.disagreements) and shown > 3
    assert all(d["claim"]["quote"] and d["against"]["quote"] for d in entry["disagreements"])
    assert entry["credibility"]["grade"] == held.credibility.grade and entry["credibility"]["reasons"]
    then = given(record, "entry", id=disputed(record), as_of="2019-04-01")
    assert then["as_of"] == "2019-04-01" and then["entry"]["last"] <= "2019-04-01"


def test_the_stretches_of_a_page_are_its_text(record: Record) -> None:
    page, text, claims, cursor = record.article("01-howitzers-feared"), "", list[Any](), ""
    while True:
        part = given(record, "article", id=page.name, length=700, **({"cursor": cursor} if cursor else {}))
        assert (part["start"], part["end"] - part["start"]) == (len(text), len(part["page_text"])) and part["length"] == len(page.text)
        text, claims, cursor = text + part["page_text"], [*claims, *part["claims"]], part["next_cursor"]
        if cursor is None:
            break
    assert text == page.text and [c["id"] for c in claims] == [c.id for c in page.claims]
    assert part["published"] == "2019-03-12" and part["dated_by"]
    assert given(record, "article", id="02-howitzers-feared-clone")["refuted"] == ["2023-11-04 (stamp)"]


def test_a_page_and_its_copies_are_told_as_of_a_day(record: Record) -> None:
    name = "01-howitzers-feared"
    before, then = (given(record, "article", id=name, as_of=day) for day in ("2019-03-11", "2019-03-12"))
    assert (before["was_published"], before["claims"]) == (False, []) and then["was_published"] and then["claims"]
    assert given(record, "claims", article=name, as_of="2019-03-11")["total"] == 0 < given(record, "claims", article=name)["total"]
    pages = [sum(o["pages"] for o in given(record, "origins", **more)["origins"]) for more in ({"as_of": "2019-04"}, {})]
    assert 0 < pages[0] < pages[1]


def test_why_search_totals_and_comparing(record: Record) -> None:
    claim = record.entry(disputed(record)).claims[0]
    why = given(record, "why", claim=claim.id[:10])
    assert why["claim"] == claim.id and {f["field"] for f in why["fields"]} >= {"from", "to", "status"}
    found = given(record, "search", words="howitzers", kind="claim", limit=3)
    assert [h["id"] for h in found["hits"]] == [h.id for h in record.search("howitzers", "claim", limit=3)] and found["more"]
    assert given(record, "totals", as_of="2019-03-31")["claims"] == record.totals("2019-03-31").noun.claims
    both = given(record, "compare", days=["2019-03", "2019-06"], **{"from": "ZA"})
    assert [d["entries"] for d in both["days"]] == [len(record.ledger(giver="ZA", as_of=day)) for day in ("2019-03", "2019-06")]
    assert both["between"][0]["counts"] == record.changes("2019-03", "2019-06", giver="ZA").counts
    stood = given(record, "compare", days=["2001", "2019-04-01", "2019-12"], entry=disputed(record))["entry"]
    assert [s["standing"] for s in stood] == [None, "no_evidence", "contested"] and stood[0]["id"] is None


WRONG: list[tuple[str, dict[str, Any], str]] = [
    ("ledger", {"act": "gift"}, "one of transfer, funding"), ("ledger", {"sender": "IR"}, "it takes from, to"),
    ("ledger", {"limit": 1000}, "less than or equal to 50"), ("ledger", {"limit": "many"}, "valid integer"),
    ("ledger", {"as_of": "soon"}, "2024-03-01"),
    ("ledger", {"changed_since": "soon"}, "2024-03-01"), ("ledger", {"changed_until": "3"}, "2024-03-01"),
    ("ledger", {"from": "x" * 300}, "at most 200"), ("ledger", {"sure": 3}, "less than or equal to 1"),
    ("ledger", {"sort": "size"}, "parties, first"), ("ledger", {"cursor": "20-000000000000"}, "ask again without a cursor"),
    ("ledger", {"cursor": "../x"}, "ask again without a cursor"), ("entry", {}, "Field required"), ("entry", {"id": "ffffffff"}, "no entry 'ffff"),
    ("entry", {"id": "' OR 1=1 --"}, "no entry"), ("entry", {"id": ["a"]}, "valid string"), ("article", {"id": "../../etc/passwd"}, "no article"),
    ("article", {"id": "x", "length": 10**9}, "12000"), ("claims", {}, "give entry or article"),
    ("claims", {"entry": "a", "article": "b"}, "one of them"), ("why", {"claim": "zz"}, "no claim"), ("search", {"words": ""}, "at least 1"),
    ("search", {"words": "x", "kind": "page"}, "article"),
    ("changes", {"since": "2019", "until": "2018"}, "before"), ("compare", {"days": ["2019"]}, "at least 2"),
    ("compare", {"days": ["2019", "x"]}, "2024-03-01"), ("compare", {"days": ["2019", "2020"], "entry": "a", "act": "transfer"}, "takes no filters"),
    ("judge", {}, "judge"), ("nothing", {}, "nothing"),
]


@pytest.mark.parametrize(("name", "arguments", "advice"), WRONG)
def test_what_means_nothing_is_an_error_with_advice(record: Record, name: str, arguments: dict[str, Any], advice: str) -> None:
    said = refused(record, name, **arguments)
    assert advice in said and len(said) < 600 and "Traceback" not in said


def test_a_cursor_belongs_to_its_question(record: Record) -> None:
    cursor = given(record, "ledger", act="transfer", limit=5)["next_cursor"]
    assert "without a cursor" in refused(record, "ledger", act="sanction", limit=5, cursor=cursor)
    assert given(record, "ledger", act="transfer", limit=9, cursor=cursor)["entries"][0]["id"] == record.ledger(act="transfer")[5].id


def test_a_cursor_of_before_a_change_is_refused(mine: Record) -> None:
    cursor = given(mine, "ledger", limit=1)["next_cursor"]
    assert cursor and given(mine, "ledger", limit=1, cursor=cursor)["total"] == 2
    claim = next(e for e in mine.ledger() if e.giver == ("US",)).claims[0]
    mine.judge("wrong", claim, why="misread", by="Ann")
    assert "record has changed" in refused(mine, "ledger", limit=1, cursor=cursor)


def test_text_and_structure_say_the_same(record: Record) -> None:
    answer, = asked(record, ("ledger", {"act": "sanction", "limit": 3}))
    text = "\n".join(part.text for part in answer.content if part.type == "text")
    assert json.loads(text) == answer.structuredContent and text.index(NOTICE[:40]) < 40
