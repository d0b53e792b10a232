"""Of how many texts and voices a matter is told: copies, citing, briefings, floods."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.strategies import article_facts, claim, claims, facts, filled, known, source, when

from onrecord.ledger import settle
from onrecord.model import Claim, Entry, Judgement, Source, Span
from onrecord.model.entry import cited_report
from onrecord.model.origin import ArticleFacts

OFFICIALS = source("officials", "US", anonymous=True)
ROSAS = source("Catalina Rosas", "CL")
REUTERS = source("Reuters", role="outlet")
Told = tuple[Claim, ArticleFacts]


def told(article: str, day: str | None, *chain: Source, outlet: str | None = None, origin: str | None = None, pages: int = 1,
         said: str | None = None, **more: object) -> Told:
    """One claim of an article, with the chain it came through; the page's own outlet closes it."""
    paper = outlet or f"Paper {article}"
    links = (*chain, source(paper, role="outlet"))
    made = claim(article=article, source=links[0], **more)  # type: ignore[arg-type]
    return replace(made, sources=filled(links), said_when=filled(when(said))), facts(article, day, paper, origin, pages=pages)


def entry(*every: Told, judgements: tuple[Judgement, ...] = ()) -> Entry:
    """The only entry of these."""
    found = settle([c for c, _ in every], known(*(f for _, f in every)), judgements)
    assert len(found) == 1
    return found[0]


def counts(*every: Told) -> tuple[int, int, int]:
    """Origins, voices and pages."""
    found = entry(*every)
    return found.origins, found.voices, found.pages


# -- copies


def test_two_papers_with_their_own_officials_are_two_origins() -> None:
    assert counts(told("a", "2024-01-02", OFFICIALS), told("b", "2024-01-20", source("ministers", "RU", anonymous=True))) == (2, 2, 2)


def test_copies_count_once_and_every_named_page_is_counted() -> None:
    first = told("a", "2024-01-02", OFFICIALS, pages=3)
    assert counts(first, *(told(f"copy{i}", "2024-01-05", OFFICIALS, origin="a", pages=2) for i in range(19))) == (1, 1, 41)


def test_the_own_voice_of_a_copy_is_that_of_the_text() -> None:
    assert counts(told("a", "2024-01-02"), told("b", "2024-03-02", origin="a")) == (1, 1, 2)


def test_officials_whom_a_copy_calls_otherwise_are_the_same_officials() -> None:
    renamed = told("b", "2024-03-02", source("functionaries", "US", anonymous=True), origin="a")
    assert counts(told("a", "2024-01-02", OFFICIALS), renamed) == (1, 1, 2)


def test_a_copy_makes_nobody_surer_and_adds_no_figure_and_no_time() -> None:
    first = told("a", "2024-01-02", OFFICIALS, certainty="possible", quantity=(400, 400), when_iso="2023-12-30")
    copy = told("b", "2025-04-08", OFFICIALS, origin="a", quantity=(4000, 4000), when_iso="2025-04-05")
    with_copy, alone = entry(first, copy), entry(first)
    assert [m.certainty for m in with_copy.history] == ["possible"]
    assert (with_copy.quantities, with_copy.when, with_copy.first, with_copy.last) == (alone.quantities, alone.when, alone.first, alone.last)
    assert with_copy.disagreements == ()


def test_a_garbled_copy_is_kept_and_not_counted() -> None:
    first, copy = told("a", "2024-01-02", OFFICIALS, status="possible"), told("b", "2024-03-02", OFFICIALS, origin="a", status="done")
    found = entry(first, copy)
    assert (found.status, found.standing, found.origins) == ("possible", "possible", 1)
    assert [(m.status, m.counts) for m in found.history] == [("possible", True), ("done", False)]
    assert set(found.claims) == {first[0].id, copy[0].id}


def test_an_update_of_the_same_outlet_counts() -> None:
    first = told("a", "2024-01-02", OFFICIALS, outlet="Post", status="possible")
    def update(day: str, outlet: str) -> str:
        return entry(first, told("b", day, OFFICIALS, outlet=outlet, origin="a", status="done")).standing
    assert (update("2024-01-03", "Post"), update("2024-01-03", "Other"), update("2024-02-03", "Post")) == ("done", "possible", "possible")


def test_a_person_who_finds_a_copy_right_is_heard() -> None:
    first, copy = told("a", "2024-01-02", OFFICIALS, status="possible"), told("b", "2024-03-02", OFFICIALS, origin="a", status="done")
    judged = Judgement("j", "right", copy[0].id, "Ann", "2024-03-01T10:00:00", "seen the original print")
    assert entry(first, copy, judgements=(judged,)).standing == "done"


def test_a_story_of_a_digest_counts_for_its_own_origin() -> None:
    wire = told("wire", "2024-01-02", OFFICIALS, at=10)
    digest = (told("digest", "2024-01-03", OFFICIALS, at=500)[0],
              facts("digest", "2024-01-03", "Lantern", "digest#1", parts=[(Span(0, 400), "digest#1"), (Span(400, 900), "wire")]))
    assert (entry(wire, digest).origins, entry(digest).history[0].origin) == (1, "wire")
    other = (told("digest", "2024-01-03", ROSAS, at=100)[0], digest[1])
    assert entry(wire, other).origins == 2


def test_a_digest_completes_no_story_from_another() -> None:
    halves = [told("digest", "2024-01-03", OFFICIALS, at=500, receiver=())[0], told("digest", "2024-01-03", ROSAS, at=100)[0]]
    one = facts("digest", "2024-01-03")
    parted = replace(one, parts=((Span(0, 400), "digest#1"), (Span(400, 900), "digest#2")), origin="digest#1")
    assert [r for e in settle(halves, known(one)) for _, r in e.reasons].count("party as in the rest of its article") == 1
    assert "party as in the rest of its article" not in [r for e in settle(halves, known(parted)) for _, r in e.reasons]


# -- citing


def test_ten_papers_that_cite_one_report_are_one_origin_and_one_voice() -> None:
    citing = [told(f"p{i}", f"2024-01-0{3 + i % 3}", OFFICIALS, REUTERS) for i in range(10)]
    found = entry(*citing)
    assert (found.origins, found.voices, found.pages) == (1, 1, 10)
    assert {cited_report(m.report) for m in found.history} == {("reuters", "2024-01-03")}
    assert sum(m.counts for m in found.history) == 1


def test_a_copy_that_cites_another_outlet_than_its_original_is_still_a_copy() -> None:
    copy = told("b", "2024-01-04", OFFICIALS, source("Reuterz Daily", role="outlet"), origin="a")
    assert counts(told("a", "2024-01-02", OFFICIALS, REUTERS), copy) == (1, 1, 2)


def test_citing_counts_for_the_outlets_own_text_where_the_record_has_it() -> None:
    own = told("wire", "2024-01-02", OFFICIALS, outlet="Reuters")
    found = entry(own, told("b", "2024-01-04", OFFICIALS, REUTERS), told("c", "2024-01-05", REUTERS))
    assert (found.origins, found.voices, found.pages) == (1, 1, 3)
    assert [(m.origin, m.report) for m in found.history] == [("wire", ""), ("b", "wire"), ("c", "wire")]


def test_an_outlet_is_one_under_any_of_its_names() -> None:
    own = told("wire", "2024-01-02", OFFICIALS, outlet="Associated Press")
    assert counts(own, told("b", "2024-01-04", OFFICIALS, source("AP", role="outlet"))) == (1, 1, 2)


@pytest.mark.parametrize(("day", "said", "origins"), [
    ("2024-01-09", None, 1), ("2024-01-10", None, 2), ("2024-01-01", None, 1), ("2023-12-31", None, 2), ("2024-03-01", "2024-01-02", 1),
    ("2024-03-01", "2024-01", 1), ("2024-03-01", "2023-11", 2), ("2024-03-01", "2023/", 2), (None, None, 1),
])
def test_a_report_is_cited_for_a_week(day: str | None, said: str | None, origins: int) -> None:
    own = told("wire", "2024-01-02", OFFICIALS, outlet="Reuters")
    assert entry(own, told("b", day, OFFICIALS, REUTERS, said=said)).origins == origins


def test_the_latest_of_the_outlets_texts_is_meant() -> None:
    texts = [told(f"wire{i}", f"2024-01-0{i}", OFFICIALS, outlet="Reuters", status=s) for i, s in ((1, "possible"), (5, "done"))]
    found = entry(*texts, told("b", "2024-01-06", OFFICIALS, REUTERS))
    assert [m.report for m in found.history if m.origin == "b"] == ["wire5"]


def test_two_outlets_cited_are_two_origins() -> None:
    other = told("b", "2024-01-03", source("generals", "RU", anonymous=True), source("Northern Wire", role="agency"))
    assert entry(told("a", "2024-01-03", OFFICIALS, REUTERS), other).origins == 2


def test_of_two_outlets_in_a_chain_the_nearer_to_the_origin_reported() -> None:
    chain = (OFFICIALS, source("The Courier", role="outlet"), REUTERS)
    assert counts(told("a", "2024-01-02", OFFICIALS, outlet="The Courier"), told("b", "2024-01-03", *chain)) == (1, 1, 2)


def test_who_cites_and_reports_has_two_origins() -> None:
    cite, own = told("b", "2024-01-03", OFFICIALS, REUTERS, outlet="Post"), told("b", "2024-01-03", ROSAS, outlet="Post", status="no_evidence")
    assert (entry(cite, own).origins, entry(cite, own).voices) == (2, 2)


def test_citing_does_not_refresh_a_report() -> None:
    report = told("wire", "2024-01-02", OFFICIALS, outlet="Reuters", status="possible")
    denial = told("d", "2024-01-04", ROSAS, status="no_evidence")
    again = told("b", "2024-01-06", OFFICIALS, REUTERS, status="possible")
    assert entry(report, denial, again).standing == entry(report, denial).standing == "no_evidence"


def test_what_the_report_itself_says_decides() -> None:
    report = told("wire", "2024-01-02", ROSAS, outlet="Reuters", status="possible")
    assert entry(report, told("b", "2024-01-03", ROSAS, REUTERS)).standing == "possible"


def test_a_state_is_no_outlet_that_is_cited() -> None:
    chain = (source("Jane Roe", "US"), source("White House", "US", role="outlet"))
    assert entry(told("a", "2024-01-03", *chain)).history[0].report == ""


# -- briefings


def test_two_papers_at_one_briefing_are_two_texts_and_one_voice() -> None:
    assert counts(told("a", "2024-01-02", ROSAS), told("b", "2024-01-03", ROSAS)) == (2, 1, 2)
    assert counts(told("a", "2024-01-02", ROSAS), told("b", "2024-01-03", source("Rosas", "CL"))) == (2, 1, 2)
    assert counts(told("a", "2024-01-02", ROSAS), told("b", "2024-01-09", source("Rosas", "CL"), said="2024-01-02")) == (2, 1, 2)
    assert counts(told("a", "2024-01-02", ROSAS), told("b", "2024-01-03", source("Rosas", "PE"))) == (2, 2, 2)
    assert counts(told("a", "2024-01-02", ROSAS), told("b", "2024-02-03", source("Rosas", "CL"))) == (2, 2, 2)
    assert counts(told("a", "2024-01-02", ROSAS), told("b", "2024-01-03", source("Ana Rosas", "CL"))) == (2, 2, 2)


def test_unnamed_people_of_one_side_on_one_occasion_are_one_voice() -> None:
    pair = source("two officials", "US", anonymous=True)
    assert counts(told("a", "2024-01-02", OFFICIALS), told("b", "2024-01-03", pair)) == (2, 1, 2)
    assert counts(told("a", "2024-01-02", OFFICIALS), told("b", "2024-02-03", pair)) == (2, 2, 2)
    assert entry(told("a", "2024-01-02", OFFICIALS), told("b", "2024-01-03", pair, status="denied")).voices == 2


def test_a_text_that_tells_unnamed_people_apart_is_believed() -> None:
    aide = source("a senior aide", "US", anonymous=True)
    both = (told("b", "2024-01-03", source("two officials", "US", anonymous=True)), told("b", "2024-01-03", aide))
    assert entry(told("a", "2024-01-02", OFFICIALS), *both).voices == 2


# -- floods


def flood(size: int, seed: int = 4) -> list[Told]:
    """Edited copies of one rumour: other names for who speaks, surer words, other figures, times and days, other outlets; no two alike."""
    rng = random.Random(seed)
    crowd = ["officials", "functionaries", "sources", "authorities", "two officials"]
    made = []
    for i in range(size):
        who = source(rng.choice(crowd), "US", anonymous=True)
        amount = float(rng.choice([40, 400, 4000, 4_000_000]))
        day = rng.choice(["2024-01-09", "2025-04-08", None])
        made.append(told(f"copy{i}", day, who, origin="a", certainty=rng.choice(["certain", "probable"]), quantity=(amount, amount),
                         status=rng.choice(["possible"] * 9 + ["done"]), outlet=rng.choice(["Spam Daily", f"Site {i}"])))
    return made


def test_ten_thousand_edited_copies_change_nothing_but_the_pages() -> None:
    rumour = told("a", "2024-01-02", OFFICIALS, outlet="Post", status="possible", certainty="possible", quantity=(40, 40))
    denial = told("d", "2024-01-04", ROSAS, status="no_evidence")
    before, after = entry(rumour, denial), entry(rumour, denial, *flood(10_000))
    assert (after.origins, after.voices, after.pages) == (before.origins, before.voices, 10_002)
    assert (after.standing, after.status, after.when, after.first, after.last) == (
        before.standing, before.status, before.when, before.first, before.last)
    assert (after.quantities, after.disagreements, after.id) == (before.quantities, before.disagreements, before.id)
    counted = [m for m in after.history if m.counts]
    assert [(m.published, m.status, m.certainty, m.voice) for m in counted] == [
        (m.published, m.status, m.certainty, m.voice) for m in before.history]


def test_a_spam_network_that_agrees_on_a_false_date_adds_nothing() -> None:
    first = told("a", "2023-11-21", OFFICIALS, status="possible", when_iso="2023-11-20")
    denial = told("d", "2024-06-01", ROSAS, status="no_evidence")
    spam = [told(f"s{i}", "2025-04-08", OFFICIALS, origin="a", status="possible", when_iso="2025-04-07") for i in range(40)]
    before, after = entry(first, denial), entry(first, denial, *spam)
    assert (after.standing, after.first, after.last, after.when, after.origins, after.voices) == (
        before.standing, before.first, before.last, before.when, 2, 2)
    assert [m.published for m in after.history] == ["2023-11-21", "2024-06-01"]


# -- the whole


CHAINS = st.sampled_from([(), (OFFICIALS,), (ROSAS,), (source("Rosas", "CL"),), (OFFICIALS, REUTERS), (REUTERS,),
                          (source("aides", "US", anonymous=True),), (ROSAS, source("Northern Wire", role="agency"))])


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[Claim], list[ArticleFacts]]:
    """Claims with chains, on articles some of which are copies and some Reuters' own."""
    articles = [replace(draw(article_facts(a)), outlet=draw(st.sampled_from(["Reuters", "The Courier", None]))) for a in "abcd"]
    outlets = {f.id: f.outlet for f in articles}
    made = draw(st.lists(claims(), min_size=1, max_size=10))
    every = [replace(c, sources=filled((*draw(CHAINS), source(outlets[c.article], role="outlet")))) for c in made]
    return list({c.id: c for c in every}.values()), articles


@given(worlds(), st.randoms(use_true_random=False))
@settings(max_examples=150)
def test_order_changes_nothing_and_nothing_is_lost(world: tuple[list[Claim], list[ArticleFacts]], rng: random.Random) -> None:
    every, articles = world
    shuffled = list(every)
    rng.shuffle(shuffled)
    found = settle(every, known(*articles))
    assert settle(shuffled, known(*reversed(articles))) == found
    assert {c for e in found for m in e.history for c in m.claims} == {c.id for c in every}
    for e in found:
        reports = {m.report or m.origin for m in e.history if m.counts}
        assert 1 <= e.origins == len(reports) and 1 <= e.voices <= len({m.voice for m in e.history}) and 1 <= e.pages <= 4


@given(worlds())
@settings(max_examples=100)
def test_a_copy_of_everything_changes_no_count(world: tuple[list[Claim], list[ArticleFacts]]) -> None:
    """Each article again under another id and in the same origins: origins, voices and standing stay."""
    every, articles = world
    origin = {f.id: f.origin for f in articles}
    again = [replace(c, id=f"copy {c.id}", article=f"z{c.article}") for c in every]
    copies = [replace(f, id=f"z{f.id}", origin=origin[f.id]) for f in articles]
    before, after = settle(every, known(*articles)), settle([*every, *again], known(*articles, *copies))
    assert [(e.id, e.origins, e.voices, e.standing, e.status) for e in before] == [
        (e.id, e.origins, e.voices, e.standing, e.status) for e in after]
    assert [e.pages * 2 for e in before] == [e.pages for e in after]


# -- copies of what is held by its day


def package(article: str, day: str | None, when_iso: str | None, **more: object) -> Told:
    return told(article, day, source("Ada Stone", "US"), giver=("US",), receiver=("UA",), items=("equipment",), status="agreed",
                money=(8e8, 8e8), when_iso=when_iso, **more)  # type: ignore[arg-type]


def found(*every: Told) -> list[Entry]:
    return settle([c for c, _ in every], known(*(f for _, f in every)))


@pytest.mark.parametrize(("day", "when_iso"), [
    ("2025-04-08", "2025-04-07"), ("2025-04-08", None), (None, "2025-04-07"), (None, None), ("2022-03-17", "2022-03-16"),
])
def test_a_package_is_not_told_anew_by_a_copy_under_a_false_day(day: str | None, when_iso: str | None) -> None:
    first = package("a", "2022-03-16", "2022-03-16")
    entry_, = found(first, package("b", day, when_iso, origin="a"))
    assert (entry_.id, entry_.origins, entry_.when, entry_.first, entry_.last) == (found(first)[0].id, 1, found(first)[0].when, *["2022-03-16"] * 2)


def test_undated_copies_of_an_undated_text_are_one_package() -> None:
    assert [e.pages for e in found(*(package(f"p{i}", None, None, origin="p0") for i in range(5)))] == [5]


def test_two_packages_of_one_sum_in_one_text_stay_two() -> None:
    march, april = package("a", "2022-04-14", "2022-03-16"), package("a", "2022-04-14", "2022-04-13")
    copied = [package("b", "2025-04-08", day, origin="a") for day in ("2022-03-16", "2022-04-13")]
    assert len(found(march, april)) == len(found(march, april, *copied)) == 2


def test_an_update_may_tell_of_another_day() -> None:
    first = package("a", "2022-03-16", "2022-03-16", outlet="Post")
    assert len(found(first, package("b", "2022-03-18", "2022-03-21", outlet="Post", origin="a"))) == 2
    assert len(found(first, package("b", "2022-03-18", "2022-03-21", outlet="Other", origin="a"))) == 1


def test_a_running_supply_has_no_second_era_by_a_copy_years_later() -> None:
    first = told("a", "2010-03-16", OFFICIALS)
    assert len(found(first, told("b", "2019-03-16", OFFICIALS, origin="a"))) == 1 < len(found(first, told("b", "2019-03-16", OFFICIALS)))
