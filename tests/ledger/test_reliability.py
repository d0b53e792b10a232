"""The letter of a source: every rule with a case that it alone decides."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.ledger.test_independence import OFFICIALS, Told, entry, told
from tests.strategies import claim, facts, filled, known, source

from onrecord.knowledge.credibility import by_record, named_kind, outlet_kind, scales, unnamed_kind
from onrecord.knowledge.loader import load
from onrecord.ledger import settle
from onrecord.ledger.reliability import outlet_records
from onrecord.ledger.signed import signed
from onrecord.model import Entry, Judgement, Source
from onrecord.model.credibility import lowered
from onrecord.model.origin import DOUBTS

MINISTRY = source("Ministry of Defence", "CL", role="institution")
MINISTER = source("Ana Poe", "CL", role="Defence Minister")
SOURCES = source("sources", None, anonymous=True)


def doubted(said: Told, *doubts: str) -> Told:
    """The same on a page of which something speaks against it."""
    return said[0], replace(said[1], doubts=doubts)


def letter(*every: Told, judgements: tuple[Judgement, ...] = (), at: int = 0) -> tuple[str, list[str]]:
    """Letter and rules of the word at this place of the history."""
    move = entry(*every, judgements=judgements).history[at]
    return move.source, [g.rule for g in move.rated]


def by(*chain: Source, outlet: str | None = "Reuters", **more: object) -> Told:
    """One claim of one page; an outlet that knowledge has unless told otherwise."""
    return told("a", "2024-01-02", *chain, outlet=outlet, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(("who", "expected"), [
    (MINISTRY, ("B", ["institution"])), (MINISTER, ("B", ["official"])), (source("Bo Lund", "CL", role="person"), ("B", ["official"])),
    (source("Bo Lund", None), ("C", ["person"])), (source("Bo Lund", "CL", role="former Defence Minister"), ("C", ["person"])),
    (source("Bo Lund", "CL", role="analyst"), ("C", ["person"])), (OFFICIALS, ("C", ["unnamed-officials"])), (SOURCES, ("D", ["unnamed-sources"])),
])
def test_who_speaks_sets_the_letter(who: Source, expected: tuple[str, list[str]]) -> None:
    assert letter(by(who)) == expected


@pytest.mark.parametrize(("outlet", "expected"), [
    ("Reuters", "C"), ("The New York Times", "C"), ("Politico", "D"), ("SANA", "D"), ("Paper of nobody's list", "F"),
])
def test_an_outlet_that_names_nobody_is_relied_on_by_its_kind(outlet: str, expected: str) -> None:
    assert letter(by(outlet=outlet)) == (expected, ["own-voice"])


def test_a_channel_is_not_relied_on_and_lowers_those_whom_it_quotes() -> None:
    channel = next(e["name"] for every in load("outlets").values() for e in every if e["kind"] == "channel")
    assert letter(by(outlet=channel)) == ("E", ["own-voice"])
    assert letter(by(MINISTRY, outlet=channel)) == ("C", ["institution", "carrier"])
    assert letter(by(OFFICIALS, outlet=channel)) == ("E", ["unnamed-officials", "vouched"])


def test_unnamed_people_are_no_better_than_the_outlet_that_vouches_for_them() -> None:
    assert letter(by(OFFICIALS, outlet="Politico")) == ("D", ["unnamed-officials", "vouched"])
    assert letter(by(OFFICIALS, outlet="Paper of nobody's list")) == ("D", ["unnamed-officials", "unvouched"])
    assert letter(by(OFFICIALS, source("Reuters", role="outlet"), outlet="Paper of nobody's list")) == ("C", ["unnamed-officials"])


def test_an_institution_on_its_own_site_is_relied_on_for_its_own_act() -> None:
    memo: dict[str, Any] = {"giver": ("US",), "receiver": ("UA",), "status": "agreed", "outlet": "White House"}
    assert letter(by(**memo)) == ("A", ["own-act"])
    assert letter(by(source("Ann Lee", "US", role="President"), **memo)) == ("A", ["own-act"])
    assert letter(by(source("Ann Lee", "US", role="President"), **{**memo, "outlet": "Reuters"})) == ("B", ["official"])
    assert letter(by(**{**memo, "giver": ("PL",)})) == ("B", ["institution"])


def test_a_giver_that_tells_of_its_own_supply_boasts() -> None:
    tehran = source("Navid Rad", "IR", role="Defence Minister")
    assert letter(by(tehran)) == ("C", ["official", "boast"])
    assert letter(by(tehran, status="planned")) == ("B", ["official"])
    assert letter(by(source("Ivan Kos", "RU", role="Defence Minister"))) == ("B", ["official"])
    assert letter(by(source("Ann Lee", "US", role="President"), act="sanction", giver=("US",), receiver=("IR",))) == ("B", ["official"])
    assert letter(by(giver=("US",), receiver=("UA",), outlet="White House")) == ("B", ["own-act", "boast"])


def test_a_party_that_denies_speaks_for_itself() -> None:
    moscow = source("Ivan Kos", "RU", role="Defence Minister")
    assert letter(by(moscow, status="denied")) == letter(by(moscow, status="no_evidence")) == ("C", ["official", "own-denial"])
    assert letter(by(MINISTER, status="denied")) == ("B", ["official"])
    refused = letter(by(giver=("US",), receiver=("UA",), act="permission", status="denied", outlet="White House"))
    assert refused == ("A", ["own-act"])


def test_what_a_party_admits_against_its_own_sides_denial_is_worth_more() -> None:
    admits = told("a", "2024-01-02", source("Navid Rad", "IR", role="lawmaker"), outlet="Reuters")
    denies = told("b", "2024-01-20", source("Omid Azar", "IR", role="Foreign Minister"), outlet="Reuters", status="denied")
    assert letter(admits) == ("C", ["official", "boast"])
    assert letter(admits, denies) == ("A", ["official", "admission"])
    others = told("b", "2024-01-20", source("Ivan Kos", "RU", role="Foreign Minister"), outlet="Reuters", status="denied")
    assert letter(admits, others) == ("C", ["official", "boast"])


@pytest.mark.parametrize("doubt", DOUBTS)
def test_a_doubtful_page_lowers_all_that_stands_on_it(doubt: str) -> None:
    assert letter(doubted(by(MINISTER, outlet=None), doubt)) == ("C", ["official", "doubtful-page"])
    assert letter(doubted(by(outlet=None), doubt)) == ("E", ["own-voice", "doubtful-page"])
    assert letter(doubted(by(MINISTER), *DOUBTS)) == ("C", ["official", "doubtful-page"])


def test_a_credited_reprint_of_a_known_outlet_is_its_own_word() -> None:
    assert letter(doubted(by(MINISTER), "republished")) == ("B", ["official"])


def test_a_copy_on_a_doubtful_page_takes_nothing_from_its_original() -> None:
    copy = told("b", "2024-01-05", MINISTER, outlet="Mirror", origin="a")
    assert letter(by(MINISTER), doubted(copy, "republished")) == ("B", ["official"])


def test_what_only_a_copy_adds_is_not_relied_on() -> None:
    added = told("b", "2024-01-05", MINISTRY, outlet="The New York Times", origin="a")
    assert letter(by(MINISTER), added, at=1) == ("E", ["institution", "added"])
    assert letter(by(MINISTER), told("b", "2024-01-05", MINISTRY, outlet="Reuters", origin="a"), at=1) == ("B", ["institution"])
    assert letter(added) == ("B", ["institution"])


def right(number: int, kind: str = "right", article: str | None = "a", **more: object) -> Judgement:
    return signed(kind, f"claim{number}", "Ann", f"2024-03-{number + 1:02d}T10:00:00", "seen", article=article, **more)  # type: ignore[arg-type]


def test_five_judgements_make_a_record_and_four_do_not() -> None:
    assert letter(by(), judgements=tuple(right(n) for n in range(4))) == ("C", ["own-voice"])
    assert letter(by(), judgements=tuple(right(n) for n in range(5))) == ("B", ["record"])
    assert letter(by(), judgements=tuple(right(n, "wrong") for n in range(5))) == ("E", ["record"])
    assert letter(by(OFFICIALS), judgements=tuple(right(n, "wrong") for n in range(5)))[1] == ["unnamed-officials", "vouched"]
    assert letter(by(MINISTER), judgements=tuple(right(n) for n in range(5))) == ("B", ["official"])


def test_a_record_counts_each_claim_once_and_no_copies() -> None:
    articles = known(facts("a", outlet="Reuters"), facts("copy", outlet="Reuters", origin="a"), facts("b", outlet=None))
    again = replace(right(0, "wrong"), at="2024-03-30T10:00:00")
    back = signed("withdraw", right(1).id, "Bob", "2024-03-31T10:00:00", "hasty")
    said = [right(0), again, right(1), back, right(2), right(3, article="copy"), right(4, article="b"), right(5, article=None),
            right(6, article="gone"), replace(right(7), withdrawn=True),
            signed("date-is", "a", "Ann", "2024-03-01T10:00:00", "seen", article="a", value="2024-01-02")]
    assert outlet_records(said, articles) == outlet_records(reversed(said), articles) == {"reuters": (1, 1)}


def test_a_record_of_a_later_day_is_not_known_before() -> None:
    from onrecord.ledger import as_of

    early, late = by(), told("b", "2024-05-01", outlet="Reuters", act="use")
    every, articles = [early[0], late[0]], known(early[1], late[1])
    judgements = [right(n, "wrong", article="b") for n in range(5)]
    assert as_of(every, articles, "2024-02-01", judgements)[0].history[0].source == "C"
    assert [e.history[0].source for e in settle(every, articles, judgements)] == ["E", "E"]


@pytest.mark.parametrize(("right_ones", "wrong_ones", "expected"), [(9, 1, "B"), (8, 2, "C"), (3, 2, "D"), (2, 3, "E"), (4, 0, None), (0, 0, None)])
def test_shares(right_ones: int, wrong_ones: int, expected: str | None) -> None:
    assert by_record(right_ones, wrong_ones) == expected


def test_a_word_of_two_claims_is_as_good_as_the_better_and_told_by_the_first_text() -> None:
    plain = by(source("Bo Lund", "CL"))
    nameless = replace(plain[0], sources=filled((source("Bo Lund", "CL", role="analyst"),)), id="other")
    found: Entry = settle([plain[0], nameless], known(plain[1]))[0]
    assert [m.source for m in found.history] == ["B"]


def test_a_claim_without_sources_or_facts_cannot_be_judged() -> None:
    bare = replace(claim(), sources=filled(()))
    assert settle([bare], {})[0].history[0].source == "F"


def test_steps_stop_at_the_ends() -> None:
    assert [lowered(x) for x in "ABCDEF"] == ["B", "C", "D", "E", "E", "E"]
    assert [lowered(x, -1) for x in "ABCDEF"] == ["A", "A", "B", "C", "D", "F"]


def test_roles_tell_what_somebody_is() -> None:
    assert named_kind("ex-minister", "CL") == named_kind("professor, Political Science department", None) == "person"
    assert named_kind("Iran’s deputy defence minister", "IR") == "official"
    assert named_kind("joint statement of the leaders", None) == "institution"
    assert unnamed_kind("two senior officers", None) == "unnamed-officials" and unnamed_kind("port workers", "person") == "unnamed-sources"
    assert outlet_kind("") == ("unknown", None) and outlet_kind("Reuters") == ("agency", None) and outlet_kind("SANA") == ("state-media", "SY")


def test_the_scales_are_whole() -> None:
    kinds = {e["kind"] for every in load("outlets").values() for e in every}
    assert kinds <= set(scales().outlets) and set(scales().alone) == set("ABCDEF")
    for worth in scales().alone.values():
        assert worth["certain"] <= worth["probable"] <= worth["possible"]
    for certainty in ("certain", "probable", "possible"):
        worths = [scales().alone[x][certainty] for x in "ABCDEF"]
        assert worths == sorted(worths)
