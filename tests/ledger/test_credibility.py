"""The figure of what is told: every rule with a case that it alone decides, and what may change nothing or nothing for the worse."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ledger.test_independence import OFFICIALS, Told, entry, told, worlds
from tests.strategies import facts, known, source

from onrecord.ledger import as_of, settle
from onrecord.ledger.signed import signed
from onrecord.model import Claim, Credibility, Entry, Judgement
from onrecord.model.credibility import grade_of, least_of
from onrecord.model.origin import ArticleFacts

KYIV = source("Oleh Horn", "UA", role="Defence Minister")
WARSAW = source("Jan Mak", "PL", role="Defence Minister")
TEHRAN = source("Navid Rad", "IR", role="Foreign Minister")
MOSCOW = source("Ivan Kos", "RU", role="Foreign Minister")
CHILE = source("Ana Poe", "CL", role="Foreign Minister")
SOURCES = source("sources", "FR", anonymous=True)
CHANNEL = "Rybar"


def word(number: int, *chain: object, status: str = "done", outlet: str = "Reuters", **more: object) -> Told:
    """A word in its own text, published on a day of its own some weeks from the others."""
    return told(f"p{number}", f"2024-{1 + number % 12:02d}-{1 + number:02d}", *chain, outlet=outlet, status=status, **more)  # type: ignore[arg-type]


def rules(*every: Told) -> tuple[str, list[str]]:
    """The grade of the entry, and the rules of its figure."""
    found = entry(*every).credibility
    figure = {"confirmed", "corroborated", "alone", "agreeing", "denied", "outweighed", "contested"}
    return found.grade, [g.rule for g in found.reasons if g.rule in figure]


# -- one source, two sources


@pytest.mark.parametrize(("who", "certainty", "expected"), [
    (KYIV, "certain", "B2"), (KYIV, "probable", "B3"), (KYIV, "possible", "B3"), (OFFICIALS, "certain", "C3"), (OFFICIALS, "probable", "C3"),
    (OFFICIALS, "possible", "C4"), (SOURCES, "certain", "D3"), (SOURCES, "possible", "D4"),
])
def test_one_source_alone(who: object, certainty: str, expected: str) -> None:
    assert rules(word(0, who, certainty=certainty)) == (expected, ["alone"])


def test_what_nobody_can_judge_is_left_open_and_what_is_not_relied_on_is_doubtful() -> None:
    assert rules(word(0, outlet="Nobody's Paper")) == ("F6", ["alone"])
    doubtful = word(0, outlet="Nobody's Paper")
    assert rules((doubtful[0], replace(doubtful[1], doubts=("reworded",)))) == ("E4", ["alone"])


def test_two_independent_sources_confirm() -> None:
    assert rules(word(0, KYIV), word(1, SOURCES)) == ("B1", ["confirmed"])
    assert rules(word(0, KYIV), word(1, SOURCES, certainty="probable")) == ("B2", ["corroborated"])
    assert rules(word(0, OFFICIALS, certainty="probable"), word(1, SOURCES, certainty="probable")) == ("C2", ["corroborated"])
    assert rules(word(0, OFFICIALS), word(1, SOURCES, certainty="possible")) == ("C3", ["alone"])


def test_one_of_two_must_be_fairly_reliable_and_neither_unreliable() -> None:
    others = source("sources", "PL", anonymous=True)
    assert rules(word(0, SOURCES), word(1, others)) == ("D3", ["alone"])
    bad = word(1, outlet="Nobody's Paper")
    assert rules(word(0, KYIV), (bad[0], replace(bad[1], doubts=("reworded",)))) == ("B2", ["alone"])


def test_sources_that_agree_are_worth_more_than_each_alone() -> None:
    assert rules(word(0, outlet="Nobody's Paper"), word(1, outlet="Another's Paper")) == ("F3", ["agreeing"])
    hedged = {"certainty": "possible"}
    assert rules(word(0, SOURCES, **hedged), word(1, OFFICIALS, **hedged)) == ("C3", ["agreeing"])


def test_one_side_one_speaker_or_one_report_is_no_second_source() -> None:
    spokesman = source("Petro Lis", "UA", role="spokesman")
    assert rules(word(0, KYIV), word(1, spokesman))[0] == "B2"
    assert rules(word(0, KYIV), word(1, KYIV))[0] == "B2"
    assert rules(word(0, KYIV), told("p0", "2024-01-01", WARSAW, outlet="Reuters"))[0] == "B2"
    assert rules(word(0, KYIV), word(1, source("Oleh Horn", None, role="Defence Minister")))[0] == "B2"
    assert rules(word(0, KYIV), word(1, WARSAW))[0] == "B1"


def test_who_says_more_says_less_as_well() -> None:
    found = entry(word(0, KYIV, status="agreed"), word(1, SOURCES))
    assert {g.status: g.grade for g in found.graded} == {"done": "D3", "agreed": "B1"}
    assert found.credibility == found.graded[0] and found.credibility.status == found.standing == "done"


def test_unnamed_people_of_no_side_are_independent_of_nobody() -> None:
    anybody = source("diplomats", None, anonymous=True)
    assert rules(word(0, KYIV), word(1, anybody)) == ("B2", ["alone"])
    assert rules(word(0, OFFICIALS), word(1, anybody)) == ("C3", ["alone"])


# -- contradictions


def test_contested_is_never_above_three() -> None:
    both = (word(0, KYIV), word(1, WARSAW))
    assert rules(*both)[0] == "B1"
    assert rules(*both, word(2, TEHRAN, status="denied")) == ("B3", ["confirmed", "contested"])
    assert rules(*both, word(2, CHILE, status="denied"), word(3, SOURCES, status="denied"))[0] == "B3"


def test_another_status_contested_keeps_the_entry_at_three() -> None:
    after = {"when_iso": "2024-06-10"}
    found = entry(word(0, KYIV, status="agreed"), word(1, TEHRAN, status="denied"), word(6, WARSAW, **after), word(7, KYIV, **after))
    assert found.standing == "contested" and found.graded[0].grade == "B1"
    assert found.credibility.grade == "B3" and found.credibility.reasons[-1].rule == "contested"


def test_a_better_source_against_it_makes_it_doubtful() -> None:
    assert rules(word(0, OFFICIALS), word(1, CHILE, status="denied")) == ("C4", ["alone", "outweighed"])
    assert rules(word(0, OFFICIALS), word(1, CHILE, status="denied", certainty="probable")) == ("C3", ["alone", "contested"])
    assert rules(word(0, OFFICIALS), word(1, TEHRAN, status="denied")) == ("C3", ["alone", "contested"])
    assert rules(word(0, KYIV), word(1, CHILE, status="denied")) == ("B3", ["alone", "contested"])


def test_independent_denials_make_it_improbable() -> None:
    denials = (word(1, CHILE, status="denied"), word(2, WARSAW, status="denied"))
    assert rules(word(0, OFFICIALS), *denials) == ("C5", ["alone", "denied"])
    assert rules(word(0, OFFICIALS), word(3, KYIV), *denials)[0] == "B3"
    assert rules(word(0, OFFICIALS), word(1, CHILE, status="denied"), word(2, SOURCES, status="denied"))[0] == "C4"
    unseen = (word(1, CHILE, status="no_evidence"), word(2, WARSAW, status="no_evidence"))
    assert rules(word(0, OFFICIALS), *unseen) == ("C4", ["alone", "outweighed"])


def test_what_the_parties_say_against_it_was_to_be_expected() -> None:
    rumour = word(0, outlet="Nobody's Paper")
    assert rules(rumour, word(1, TEHRAN, status="denied"), word(2, MOSCOW, status="denied")) == ("F6", ["alone", "contested"])
    assert rules(rumour, word(1, TEHRAN, status="denied"), word(2, CHILE, status="denied")) == ("F4", ["alone", "outweighed"])


def test_parties_that_deny_their_own_part_are_one_side() -> None:
    accused = (word(1, TEHRAN, status="denied"), word(2, MOSCOW, status="denied"))
    assert rules(word(0, OFFICIALS), *accused) == ("C3", ["alone", "contested"])
    assert rules(*accused) == ("C3", ["alone"])


def test_a_denial_is_graded_by_what_stands_against_it() -> None:
    found = entry(word(0, KYIV), word(1, WARSAW), word(2, TEHRAN, status="denied"))
    assert {g.status: g.grade for g in found.graded} == {"done": "B3", "denied": "C5"}


def test_nothing_stands_against_a_halt() -> None:
    found = entry(word(0, KYIV, status="underway"), word(3, WARSAW, status="halted"))
    assert {g.status: g.grade for g in found.graded} == {"underway": "B2", "halted": "B2"} and found.credibility.status == "halted"


def test_what_was_taken_back_is_not_weighed() -> None:
    back = (word(0, KYIV), word(3, KYIV, status="denied"))
    assert entry(*back).credibility.status == "denied" and entry(*back).graded[0].status == "denied"


def test_reasons_name_the_claims_they_rest_on() -> None:
    first, second = word(0, KYIV), word(1, SOURCES)
    found = entry(first, second).credibility
    assert found.reasons[0].claims == (first[0].id,) and found.reasons[0].says == "the best source that says so: B, usually reliable"
    assert set(found.reasons[-1].claims) == {first[0].id, second[0].id} and "1, confirmed by other sources" in found.reasons[-1].says


# -- a person decides


def grade(subject: str, value: str, day: int = 1, **more: object) -> Judgement:
    return signed("credibility-is", subject, "Ann", f"2024-03-{day:02d}T10:00:00", "seen the papers", value=value, **more)  # type: ignore[arg-type]


def test_a_judgement_goes_before_the_rules_and_withdrawing_undoes_it() -> None:
    one = word(0, OFFICIALS)
    plain = entry(one)
    judged = grade(plain.id, "b1")
    found = entry(one, judgements=(judged,)).credibility
    assert (found.grade, found.judged, [g.rule for g in found.reasons[:2]]) == ("B1", True, ["judgement", "by the rules"])
    assert "seen the papers" in found.reasons[0].says and "C3" in found.reasons[1].says and not plain.credibility.judged
    assert entry(one, judgements=(judged, signed("withdraw", judged.id, "Bob", "2024-03-02T10:00:00", "hasty"))) == plain
    assert entry(one, judgements=(replace(judged, withdrawn=True),)) == plain


def test_the_later_judgement_counts_whichever_names_the_claim() -> None:
    one = word(0, OFFICIALS)
    on_claim, on_entry = grade(one[0].id, "A1"), grade(entry(one).id, "D4", day=2)
    assert entry(one, judgements=(on_entry, on_claim)).credibility.grade == "D4"
    assert entry(one, judgements=(replace(on_entry, at="2024-02-01T10:00:00"), on_claim)).credibility.grade == "A1"


def test_a_judgement_finds_its_entry_again_by_the_words() -> None:
    one = word(0, OFFICIALS)
    lost = grade("entry-that-was", "A1", article="p0", span=one[0].span)
    assert entry(one, judgements=(lost,)).credibility.grade == "A1"
    assert not entry(one, judgements=(replace(lost, article="p9"),)).credibility.judged


def test_a_claim_of_two_entries_does_not_carry_a_judgement_from_one_to_the_other() -> None:
    both, facts_of = word(0, OFFICIALS, items=("uav", "missile.ballistic"))
    plain = settle([both], known(facts_of))
    judged = grade(plain[0].id, "A1", article="p0", span=both.span)
    assert len(plain) == 2 and [e.credibility.judged for e in settle([both], known(facts_of), [judged])] == [True, False]


@pytest.mark.parametrize(("subject", "value"), [("e", "G1"), ("e", "B7"), ("e", None), ("e f", "B2"), ("", "B2")])
def test_a_grade_that_means_nothing_is_no_judgement(subject: str, value: str | None) -> None:
    with pytest.raises(ValueError, match="credibility-is is of one entry"):
        signed("credibility-is", subject, "Ann", "2024-03-01T10:00:00", "seen", value=value)


def test_grades_as_people_write_them() -> None:
    assert grade_of(" b2 ") == ("B", 2) and grade_of("2B") is None and Credibility("done", "B", 2).grade == "B2"
    assert [least_of(t) for t in ("B3", "b", "3", "", "3B", "G")] == [("B", 3), ("B", 6), ("F", 3), None, None, None]


# -- what changes nothing


@given(worlds(), st.randoms(use_true_random=False))
@settings(max_examples=60, deadline=None)
def test_order_changes_no_grade(world: tuple[list[Claim], list[ArticleFacts]], rng: random.Random) -> None:
    every, articles = world
    shuffled = list(every)
    rng.shuffle(shuffled)
    assert marks(settle(shuffled, known(*reversed(articles)))) == marks(settle(every, known(*articles)))


def marks(entries: list[Entry]) -> list[tuple[object, ...]]:
    return [(e.id, e.credibility, e.graded, [(m.source, m.rated) for m in e.history]) for e in entries]


@given(worlds())
@settings(max_examples=60, deadline=None)
def test_every_entry_is_graded_and_says_why(world: tuple[list[Claim], list[ArticleFacts]]) -> None:
    every, articles = world
    for e in settle(every, known(*articles)):
        ids = {c for g in e.credibility.reasons for c in g.claims}
        assert e.credibility.reasons and ids <= set(e.claims) and e.credibility.status in {e.standing, e.status}
        assert e.standing != "contested" or e.credibility.information >= 3
        assert all(m.source in "ABCDEF" for m in e.history) and {g.status for g in e.graded} <= {m.status for m in e.history}


@pytest.mark.parametrize("doubts", [(), ("republished",)])
@pytest.mark.parametrize("denied", [False, True])
def test_a_flood_of_copies_changes_no_grade(denied: bool, doubts: tuple[str, ...]) -> None:
    first = [word(0, OFFICIALS), *([word(2, TEHRAN, status="denied")] if denied else [])]
    copies = [told(f"copy{n}", f"2024-03-{1 + n % 28:02d}", KYIV if n % 2 else OFFICIALS, outlet=f"Mirror {n}", origin="p0", status="done",
                   certainty="certain") for n in range(200)]
    plain, flooded = entry(*first), entry(*first, *((c, replace(f, doubts=doubts)) for c, f in copies))
    assert (flooded.credibility, flooded.graded) == (plain.credibility, plain.graded) and flooded.pages == plain.pages + 200


@given(worlds())
@settings(max_examples=60, deadline=None)
def test_a_copy_of_everything_changes_no_grade(world: tuple[list[Claim], list[ArticleFacts]]) -> None:
    every, articles = world
    again = [replace(c, id=f"copy {c.id}", article=f"z{c.article}") for c in every]
    copies = [replace(f, id=f"z{f.id}", doubts=("republished",)) for f in articles]
    before, after = settle(every, known(*articles)), settle([*every, *again], known(*articles, *copies))
    assert [(e.credibility, e.graded) for e in after] == [(e.credibility, e.graded) for e in before]


SPEAKERS = [KYIV, WARSAW, OFFICIALS, SOURCES, CHILE, source("Bo Lund", None, role="analyst"), TEHRAN, source("port workers", "RU", anonymous=True)]


@st.composite
def reports(draw: st.DrawFn) -> tuple[list[Told], Told]:
    """Some words of one matter, and another for it by a speaker and side of its own in a text of its own."""
    order = draw(st.permutations(SPEAKERS))
    count = draw(st.integers(1, len(SPEAKERS) - 1))
    sure = st.sampled_from(["certain", "probable", "possible"])
    outlets = st.sampled_from(["Reuters", "Politico", "Nobody's Paper"])
    denials = draw(st.sets(st.integers(1, count), max_size=3))
    every = [word(n, order[n], status="denied" if n in denials and n < count else "done", certainty=draw(sure), outlet=draw(outlets))
             for n in range(count)]
    return every, word(count, order[count], certainty=draw(sure), outlet=draw(outlets))


@given(reports())
@settings(max_examples=150, deadline=None)
def test_one_more_independent_report_is_never_for_the_worse(made: tuple[list[Told], Told]) -> None:
    before, more = made
    old, new = (next(g for g in entry(*told).graded if g.status == "done") for told in (before, [*before, more]))
    assert new.source <= old.source and (old.information == 6 or new.information <= old.information)


@given(reports(), st.integers(1, 8))
@settings(max_examples=40, deadline=None)
def test_as_of_a_day_only_what_was_published_by_then_is_weighed(made: tuple[list[Told], Told], month: int) -> None:
    every = [*made[0], made[1]]
    day = f"2024-{month:02d}-28"
    known_then = [(c, f) for c, f in every if f.published and f.published <= day]
    then = as_of([c for c, _ in every], known(*(f for _, f in every)), day)
    assert marks(then) == marks(settle([c for c, _ in known_then], known(*(f for _, f in known_then))))


def test_an_entry_of_a_page_that_nobody_knows_is_graded_all_the_same() -> None:
    found = settle([word(0, KYIV)[0]], {})[0]
    assert found.credibility.grade == "B2" and facts().doubts == ()
