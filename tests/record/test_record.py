"""What a record is asked, in the words of the command line and the window, and what it gives."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from onrecord.errors import NotFoundError, OutputError, QueryError, StoreError
from onrecord.model import Entry
from onrecord.record import Record
from onrecord.record.record import as_known
from onrecord.telling.asked import FILTERS, Asked

WORDS: dict[str, Any] = {"giver": "South Africa", "receiver": "PE", "item": "artillery", "act": "transfer", "status": "contested",
                         "since": "2019", "until": "2019-12", "as_of": "2019-06-01", "sure": 0.2}


def test_a_ledger_is_asked_in_the_words_of_its_address(record: Record) -> None:
    found = record.ledger(**WORDS)
    assert found.asked == "/?from=South+Africa&to=PE&item=artillery&act=transfer&status=contested&since=2019&until=2019-12&as-of=2019-06-01&sure=0.2"
    pairs = [("from", "South Africa"), ("to", "PE"), ("item", "artillery"), ("act", "transfer"), ("status", "contested"), ("since", "2019"),
             ("until", "2019-12"), ("as-of", "2019-06-01"), ("sure", "0.2")]
    assert [e.noun for e in found] == record.view.entries(Asked.of(pairs).query) and len(found) == 1


@pytest.mark.parametrize("name", [name for name in FILTERS if name != "q"])
def test_every_filter_of_the_window_is_one_here(record: Record, name: str) -> None:
    given = {"from": "giver", "to": "receiver"}.get(name, name.replace("-", "_"))
    values = {"since": "2019", "until": "2019", "as-of": "2019", "act": "transfer", "status": "done", "sure": "0.5", "credibility": "B3",
              "min-origins": "2", "disagreement": "denial", "changed-since": "2019", "changed-until": "2019"}
    value = values.get(name, "ZA")
    words: dict[str, Any] = {given: value}
    assert f"{name}={value}" in record.ledger(**words).asked


@pytest.mark.parametrize(("words", "option"), [
    ({"act": "gift"}, "act"), ({"status": "lost"}, "status"), ({"as_of": "June"}, "as-of"), ({"sure": 2}, "sure"), ({"sort": "size"}, "order"),
    ({"colour": "red"}, "parameter"), ({"giver": "x" * 300}, "from"), ({"limit": -1}, "limit"),
])
def test_what_means_nothing_is_refused_with_what_would(record: Record, words: dict[str, Any], option: str) -> None:
    with pytest.raises(QueryError) as refused:
        record.ledger(**words)
    assert refused.value.option == option


def test_days_may_be_days(record: Record) -> None:
    assert record.ledger(as_of=date(2019, 4, 1)).asked == "/?as-of=2019-04-01"


def test_a_limit_says_what_it_leaves_out(record: Record) -> None:
    every = record.ledger(sort="first")
    some = record.ledger(sort="first", limit=5, offset=3)
    assert [e.id for e in some] == [e.id for e in every][3:8] and some.total == len(every) == every.total
    assert f"{every.total} pass" in repr(some) and "pass" not in repr(every)


@pytest.mark.parametrize("side", ["giver", "receiver"])
def test_an_unknown_party_is_asked_for(many_matters: Record, side: str) -> None:
    words: dict[str, Any] = {side: "unknown", "sort": "first"}
    found = many_matters.ledger(**words)
    assert [e.id for e in found] == [e.id for e in many_matters.ledger(sort="first") if getattr(e, side) == ()] and len(found) > 5
    some = many_matters.ledger(**words, limit=2, offset=1)
    assert [e.id for e in some] == [e.id for e in found][1:3] and some.total == len(found)


def test_a_slice_is_a_table_too(record: Record) -> None:
    every = record.ledger()
    assert type(every[:2]) is type(every) and [e.id for e in every[:2]] == [every[0].id, every[1].id] and "2 entries" in repr(every[:2])


def test_an_entry_tells_its_story(mine: Record) -> None:
    entry, = mine.ledger(status="contested")
    assert [(s.published, s.status) for s in entry.story()] == [(m.published, m.status) for m in entry.noun.history]
    assert "port workers (unnamed) ← Harbour Wire ← The Courier" in {s.chain for s in entry.story()}
    assert (entry.giver, entry.receiver, entry.standing, entry.status) == (("IR",), ("RU",), "contested", "done")
    assert "Iran → Russia" in str(entry) and entry.credibility.grade in repr(entry.story()) and entry.id[:8] in repr(entry)
    assert entry.fields()["id"] == entry.id and sum(len(c.claims) for c in entry.sources) == len(entry.claims)


def test_disagreements_have_both_words(mine: Record) -> None:
    entry, = mine.ledger(status="contested")
    sides = [(c.claim.quote, c.against.quote) for c in entry.disagreements if c.claim and c.against]
    assert len(sides) == len(entry.noun.disagreements) > 0
    assert all(one in repr(entry.disagreements).replace("\n", " ") or len(one) > 30 for pair in sides for one in pair)


def test_a_claim_points_at_its_words(record: Record) -> None:
    claims = record.ledger(giver="ZA", receiver="PE").claims()
    assert len(claims) > 10 and all(c.sound and c.quote == c.article.text[c.start:c.end] for c in claims)
    for claim in claims:
        for name, found in claim.evidence.items():
            assert [e.words for e in found] == [claim.article.text[e.start:e.end] for e in found]
            assert [(e.start, e.end) for e in found] == [tuple(s) for s in getattr(claim.noun, name).evidence]
    assert claims[0].rules["giver"] == claims[0].noun.giver.rule and claims[0].chain == " ← ".join(claims[0].links)


def test_why_reads_the_page_again(record: Record) -> None:
    claim = record.ledger(giver="ZA", receiver="PE", status="contested")[0].claims[0]
    why = claim.why()
    assert why.fields()["claim"] == claim.id and {f.field for f in why} >= {"from", "to", "status"} and claim.id[:8] in repr(why)
    assert "<table>" in why._repr_html_()


def test_a_page_shows_its_evidence(record: Record) -> None:
    page = record.article("01-howitzers-feared")
    html = page._repr_html_()
    assert html.count("<sup>") == len(page.claims) > 0 and "<mark" in html and "GrayText" in html
    assert page.text in str(page) and page.title in repr(page) and page.published.date == "2019-03-12"


def test_a_page_that_was_not_there_yet_has_no_claims(record: Record) -> None:
    before, then = (record.article("01-howitzers-feared", as_of=day) for day in ("2019-03-11", "2019-03-12"))
    assert not before.was_published and len(before.claims) == 0 and "<mark" not in before._repr_html_()
    assert then.was_published and len(then.claims) == len(record.article("01-howitzers-feared").claims) > 0


def test_what_changed_between_two_days(record: Record) -> None:
    changes = record.changes("2019-04", "2019-05-08", giver="ZA", receiver="PE")
    assert changes.fields()["counts"] == changes.counts and any("contested" in c.kinds for c in changes)
    moved = next(c for c in changes if "moved" in c.kinds and c.before)
    assert moved.before is not None and moved.before.as_of == "2019-04" and moved.after.as_of == "2019-05-08"
    assert [c.id for c in moved.claims] == list(moved.noun.claims) and len(moved.by) == len(moved.noun.movers) and "→" in moved.says
    with pytest.raises(QueryError):
        record.changes("2019-04", "2018")


def test_totals_origins_and_search(record: Record) -> None:
    assert sum(n for *_, n in record.totals("2019-03-31")) == record.totals("2019-03-31").noun.claims > 0
    origin, = record.origins("02-howitzers-feared-clone")
    assert origin.first.name == "01-howitzers-feared" and origin.pages == 2 and [c.depth for c in origin] == [0, 1]
    assert "refuted" in repr(origin) and origin.fields()["id"] == origin.id and len(record.origins()) >= 2
    hits = record.search("long-range howitzers", kind="claim", limit=3)
    assert [c.id for c in hits.claims()] == [h.id for h in hits] and "<mark>" in hits._repr_html_() and hits.article().id == hits[0].article
    assert all(s.reason for s in record.skips()) and "left out" in repr(record.skips())


def test_ids_are_cut_and_what_is_not_there_is_told(record: Record) -> None:
    claim = record.ledger()[0].claims[0]
    assert record.claim(claim.id[:10].upper()).id == claim.id and record.article(claim.article.id[:9]).id == claim.article.id
    for ask in (record.entry, record.claim, record.article, record.origins):
        with pytest.raises(NotFoundError):
            ask("zzzz")


def test_a_matter_as_it_was_known_on_a_day(record: Record) -> None:
    entry = record.ledger(giver="ZA", receiver="PE", status="contested")[0]
    then = as_known(record, entry, "2019-04-01")
    assert then is not None and then.as_of == "2019-04-01" and set(then.noun.claims) < set(entry.noun.claims)
    assert as_known(record, entry, "2001") is None


def test_a_person_decides_and_takes_it_back(mine: Record) -> None:
    entry, = mine.ledger(status="contested")
    claim = next(c for c in entry.claims if c.status == "denied")
    made = mine.judge("wrong", claim, why="the envoy spoke of another year")
    assert made.by == "Ann" and [j.id for j in mine.judgements()] == [made.id] and "another year" in repr(mine.judgements())
    assert claim.id not in {c.id for e in mine.ledger() for c in e.claims}
    mine.undo(made, why="read again", by="Bob")
    assert len(mine.judgements()) == 0 and len(mine.judgements(withdrawn=True)) == 2
    assert mine.ledger(status="contested")[0].noun == entry.noun


@pytest.mark.parametrize(("kind", "subject", "more"), [
    ("nonsense", ("x",), {}), ("right", (), {}), ("right", ("x", "y"), {}), ("date-is", ("report", "soon"), {}), ("right", ("x",), {"by": " "}),
])
def test_a_judgement_that_means_nothing_is_refused(mine: Record, kind: str, subject: tuple[str, ...], more: dict[str, str]) -> None:
    with pytest.raises((QueryError, NotFoundError)):
        mine.judge(kind, *subject, why="so", **more)
    assert len(mine.judgements()) == 0


def test_pages_are_read_into_it(tmp_path: Path) -> None:
    page = tmp_path / "page.txt"
    page.write_text("Aid\n\nMarch 3, 2024\n\nPoland has delivered 40 tanks to Ukraine, the Polish Defence Ministry said on Sunday.\n")
    with Record(tmp_path / "new.record", new=True) as record:
        assert len(record.ledger()) == 0 and "0 entries" in repr(record.ledger())
        assert record.read(page).new_pages == 1 and record.read([page]).new_pages == 0
        assert [e.giver for e in record.ledger(receiver="UA")] == [("PL",)]


def test_a_record_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        Record(tmp_path / "none.record")
    assert list(tmp_path.iterdir()) == []


def test_exports_are_those_of_the_command_line(record: Record, tmp_path: Path) -> None:
    lines = record.export("entries-json", giver="ZA").splitlines()
    assert len(lines) == len(record.ledger(giver="ZA"))
    out = tmp_path / "rows.csv"
    assert record.export("sipri", out, act="transfer") == str(out) and out.read_text(encoding="utf-8").count("\n") > 3
    assert record.export("claims-parquet", tmp_path / "claims.parquet") and (tmp_path / "claims.parquet").stat().st_size > 1000
    for form, where, error in (("entries-xlsx", None, QueryError), ("nonsense", None, QueryError), ("sipri", record.path, OutputError)):
        with pytest.raises(error):
            record.export(form, where)
    with pytest.raises(QueryError):
        record.export("claims", giver="ZA")


def test_the_bare_nouns_are_there(record: Record) -> None:
    assert isinstance(record.view.entries()[0], Entry) and f"{len(record.ledger())} entries" in repr(record)
