"""A page under a false date: put right by a person or by its copies, its times move with its day and nothing is read again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.claims.building import engine, page

from onrecord.claims import read_claims
from onrecord.export.claims import write_claims
from onrecord.flow import FIELDS, RULES, Reader, open_record, read
from onrecord.intake import read_captures
from onrecord.model import Article, Capture, Claim, Entry, Judgement, Published
from onrecord.model.entry import LedgerQuery
from onrecord.reading import read_layers, retimed
from onrecord.store import Store

TEXT = "Drones reach the delta\n\nIran delivered 60 drones to Venezuela on Tuesday, Ada Brook, a defence ministry official, said on Wednesday.\n"
FALSE, TRUE = "2025-04-10", "2023-11-23"
TUESDAY = {FALSE: "2025-04-08", TRUE: "2023-11-21"}
WEDNESDAY = {FALSE: "2025-04-09", TRUE: "2023-11-22"}


@pytest.fixture
def frames_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The learned detector stays out: what it says changes with every training."""
    monkeypatch.setattr(Reader, "detector", None)


@pytest.fixture
def record(tmp_path: Path, frames_alone: None) -> str:
    line = f'{{"id": "page", "text": {TEXT!r}, "published": "{FALSE}"}}'.replace("'", '"')
    (tmp_path / "page.jsonl").write_text(line.replace("\n", "\\n") + "\n")
    read([str(tmp_path / "page.jsonl")], str(tmp_path / "a.record"))
    return str(tmp_path / "a.record")


def shown(record: str) -> tuple[str | None, str | None, str | None, list[str]]:
    """The time of the act in the claim, in the entry and in the export, and on which of the two days the entry is known of."""
    with open_record(record) as view:
        claim, = (c for c in view.claims() if c.act == "transfer")
        entry, = view.entries(LedgerQuery(giver="IR", receiver="VE"))
        exported = "".join(write_claims(view.pages(), view.claims))
        days = [day for day in (TRUE, FALSE) if view.entries(LedgerQuery(as_of=day))]
        assert view.claims_of(entry) == [claim] and view.claim(claim.id) == claim
        assert iso(claim) is not None and f'"when": "{iso(claim)}"' in exported.replace('":"', '": "')
        assert entry.when is not None
        return iso(claim), claim.said_when.value.iso if claim.said_when.value else None, entry.when.iso, days


def iso(claim: Claim) -> str | None:
    return claim.when.value.iso if claim.when.value else None


def test_on_tuesday_is_the_tuesday_before_the_true_day(record: str) -> None:
    under_false = (TUESDAY[FALSE], WEDNESDAY[FALSE], TUESDAY[FALSE], [FALSE])
    assert shown(record) == under_false
    with Store.open(record, RULES) as store:
        article = next(store.articles()).id
        store.judge(Judgement("j", "date-is", article, "Ann", "2026-01-01T09:00:00", "the agency's own page", value=TRUE))
    for _ in range(2):
        assert shown(record) == (TUESDAY[TRUE], WEDNESDAY[TRUE], TUESDAY[TRUE], [TRUE, FALSE])
        with Store.open(record, RULES) as store:
            store.settle()
    with Store.open(record, RULES) as store:
        store.withdraw("j")
        unsettled = shown(record)
        store.settle()
    assert unsettled == shown(record) == under_false


def test_a_page_without_a_date_counts_from_the_day_of_its_copy(tmp_path: Path, frames_alone: None) -> None:
    body = TEXT + " ".join(
        f"Ada Brook told the port's {word} committee that the crates were counted twice." for word in ("first", "second", "third", "joint"))
    (tmp_path / "dated.txt").write_text(f"{body}\n")
    (tmp_path / "undated.txt").write_text(f"{body} Nobody at the embassy answered a call.\n")

    def kept(order: tuple[str, ...]) -> tuple[list[str], list[Entry]]:
        path = tmp_path / f"{order[0]}.record"
        with Store.open(path, RULES) as store:
            for name in order:
                made = Reader().page(next(_captures(tmp_path / f"{name}.txt")))
                assert made.capture is not None and made.article is not None
                day = Published(TRUE, TRUE, TRUE, "certain") if name == "dated" else Published(None, None, None, "unknown")
                article = replace(made.article, published=day)
                claims, _ = read_claims(article, read_layers(article, engine()), None, None)
                store.write_batch([made.capture], [article], {article.id: claims}, [], "r")
                store.settle()
            return sorted(iso(c) or "" for c in store.claims()), store.entries()

    whens, entries = kept(("dated", "undated"))
    assert (whens, entries) == kept(("undated", "dated"))
    assert whens == [TUESDAY[TRUE]] * 2 and [e.origins for e in entries] == [1]


def _captures(path: Path) -> Iterator[Capture]:
    return (c for c in read_captures([str(path)], FIELDS) if isinstance(c, Capture))


TIMES = [
    "Italy sent Kenya forty howitzers last month.", "Italy sent Kenya forty howitzers on Tuesday.", "Italy sent Kenya forty howitzers in 2029.",
    "Italy sent Kenya forty howitzers in March.", "Italy sent Kenya forty howitzers.", "Italy will send Kenya forty howitzers next year.",
    "Italy sent Kenya forty howitzers for two years.", "The minister said on Tuesday that Italy had sent Kenya forty howitzers in March.",
    "Italy announced a package last week that includes forty howitzers for Kenya.",
    "The Ministry of Defence is today announcing forty howitzers for Kenya.",
    "Italy approved the sale of forty howitzers to Kenya on Monday. Rome said that it approved the sale of howitzers to Kenya.",
]
DATES = [None, "2031-05-14", "2029-01-02"]


def made(text: str, day: str | None) -> tuple[Article, list[Claim]]:
    article = page(text, published=day)
    return article, list(read_claims(article, read_layers(article, engine()), "IT")[0])


@pytest.mark.parametrize("text", TIMES)
@pytest.mark.parametrize(("first", "then"), [(a, b) for a in DATES for b in DATES[1:] if a != b])
def test_times_resolved_anew_are_those_of_a_reading_under_that_day(text: str, first: str | None, then: str) -> None:
    article, claims = made(text, first)
    _, expected = made(text, then)
    moved = [retimed(c, Published(then, then, then, "certain")) for c in claims]
    assert [c.when.value for c in moved] == [c.when.value for c in expected] and moved
    if first is not None:
        assert [c.said_when.value for c in moved] == [c.said_when.value for c in expected]
        back = [retimed(c, article.published) for c in moved]
        assert back == claims


def test_claims_of_readers_that_kept_no_times_as_read_stay_as_they_are() -> None:
    _, claims = made(TIMES[0], "2031-05-14")
    old = [replace(c, when_read=None, said_read=None) for c in claims]
    assert [retimed(c, Published("2020-01-01", None, None, "certain")) for c in old] == old
