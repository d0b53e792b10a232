"""Which time is the time of the act: its own, not the time of speaking. Pages of 14 May 2031."""

import dataclasses

import pytest
from tests.claims.building import at, claims_of, engine, layered, page, proposals_of

from onrecord.claims import read_claims
from onrecord.claims.answer import Answer
from onrecord.claims.clause_time import own_time
from onrecord.claims.elsewhere import settled
from onrecord.claims.when import LIKELY, time_of
from onrecord.model import Block, Claim, Filled, Published, When
from onrecord.reading import read_layers, retimed

TIMES = [
    ("Italy sent Kenya forty howitzers in March 2031.", "2031-03"),
    ("Italy sent Kenya forty howitzers on 2 April 2031.", "2031-04-02"),
    ("Italy sent Kenya forty howitzers last month.", "2031-04"),
    ("Italy sent Kenya forty howitzers in 2029.", "2029"),
    ("Italy sent Kenya forty howitzers.", None),
    ("Italy will send Kenya forty howitzers next year.", "2032"),
    ("The minister said on Tuesday that Italy had sent Kenya forty howitzers.", None),
    ("The minister said on Tuesday that Italy had sent Kenya forty howitzers in March.", "2031-03"),
    ("In March 2031, Italy sent forty howitzers to Kenya, officials said on 2 May 2031.", "2031-03"),
    ("Italy agreed in March 2031 to sell Kenya forty howitzers.", "2031-03"),
    ("Under the historic 2015 treaty, Italy sent Kenya forty howitzers in March.", "2031-03"),
    ("Under the Arms Control Act of 1961 Italy sent Kenya forty howitzers.", None),
    ("Italy has been sending arms to Ukraine since the war began.", "2022-02-24/"),
    ("In January, as Italy delivered arms to Kenya, Rome recalled its envoy.", "2031-01"),
    ("Italy announced a package last week that includes forty howitzers for Kenya.", "2031-05-05/2031-05-11"),
    ("On Monday the minister urged Italy to stop sending arms to Kenya.", None),
    ("Last year Italy took a large step by sending Kenya forty howitzers.", "2030"),
    ("Italy sent Kenya forty howitzers before the war began in May 2029.", "/2029-05"),
    ("Italy has delivered howitzers to Kenya since the king was crowned in June 2029.", "2029-06/"),
    ("Italy has committed $40 million in howitzers to Kenya since February.", "2031-02/"),
    ("Italy sent Iraq forty howitzers during the Iran-Iraq war.", "1980-09-22/1988-08-20"),
    ("Italy, which broke with Peru in 2029, has sent Kenya forty howitzers.", None),
    ("The forty howitzers, which Italy sold to Kenya in August, will arrive next year.", "2030-08"),
    ("Italy told reporters that it will send no howitzers to Kenya before August.", "/2031-08"),
    ("Italy has for two years sent howitzers to Kenya.", "2029-05/"),
    ("Italy sent Kenya forty howitzers a year ago.", "2030-05"),
    ("Last year Italy sold Kenya arms. Highlights included forty howitzers for Kenya.", "2030"),
]


STANDING = [
    ("The defence pact that Italy and Kenya signed in August was praised on May 2.", "pact", (), "2030-08"),
    ("The expiry on May 3 of the arms embargo of the United Nations on Kenya was told on May 5.", "embargo", ("expiry",), "2031-05-03"),
    ("The arms embargo of the United Nations on Kenya was lifted on May 5.", "embargo", (), "2031-05-05"),
]


def official(text: str, title: str = "Statement by President Ana Roe on Kenya", lists: tuple[str, ...] = ()) -> list[Claim]:
    """The claims of an institution's own page of 14 May 2031; ``lists``: openings of the lines that are list members."""
    made = page(text, title, outlet=None)
    blocks = tuple(Block(b.span, True, "list" if text[b.span.start:].startswith(lists or ("\0",)) else "paragraph") for b in made.blocks)
    made = dataclasses.replace(made, blocks=blocks)
    return list(read_claims(made, read_layers(made, engine()), "IT")[0])


@pytest.mark.parametrize(("text", "anchor", "deciding", "expected"), STANDING)
def test_a_noun_has_the_time_that_stands_with_it(text: str, anchor: str, deciding: tuple[str, ...], expected: str) -> None:
    layers = layered(text)
    found = own_time(layers, at(layers.tree, anchor), [at(layers.tree, word) for word in deciding]).value
    assert found is not None and found.iso == expected


@pytest.mark.parametrize(("chance", "rule", "expected"), [(LIKELY, "learned", "2031-03"), (LIKELY - 0.01, "not said", None)])
def test_the_learned_reader_ties_a_time_where_no_rule_does(chance: float, rule: str, expected: str | None) -> None:
    text = "Italy sent Kenya forty howitzers; nobody in the ministry spoke of March or of May."
    layers, (asked, *_) = layered(text), proposals_of(text, "transfer")
    answer = Answer(1.0, 1.0, 1.0, {}, {}, (), (), (), (layers.reading.times[0].span, chance))
    assert time_of(layers, asked).value is None
    found = time_of(layers, dataclasses.replace(asked, answer=answer))
    assert (found.rule, found.value.iso if found.value else None) == (rule, expected)


def iso(claim: Claim) -> str | None:
    """GUIDE's `when` of a claim."""
    return claim.when.value.iso if claim.when.value else None


@pytest.mark.parametrize(("text", "expected"), TIMES)
def test_the_time_of_the_act(text: str, expected: str | None) -> None:
    *_, claim = claims_of(text, "transfer")
    assert (claim.when.value.iso if claim.when.value else None) == expected
    assert bool(claim.when.evidence) is (expected is not None)


@pytest.mark.parametrize(("text", "expected"), [
    ("Since the outset of my administration, the United States has sent Kenya howitzers.", "2021-01-20/"),
    ("Since I took office, the United States has sent howitzers to Kenya.", "2021-01-20/"),
    ("During my administration, the United States has sent Kenya howitzers.", "2021-01-20/2024-05-10"),
    ("A past administration of the United States sent howitzers to Kenya.", None),
])
def test_a_government_counts_from_the_day_its_head_took_office(text: str, expected: str | None) -> None:
    made = page(text, "Statement", "2024-05-10", "whitehouse.gov")
    claim, = read_claims(made, read_layers(made, engine()), "US")[0]
    assert iso(claim) == expected
    later = retimed(claim, Published("2024-06-01", "2024-06-01", "2024-06-01", "certain"))
    assert iso(later) == (expected and expected.replace("2024-05-10", "2024-06-01"))
    news = dataclasses.replace(made, outlet=None)
    assert all(iso(c) is None for c in read_claims(news, read_layers(news, engine()), "US")[0])


def test_an_institutions_own_announcement_is_of_its_day() -> None:
    claim, = claims_of("The Ministry of Defence is today announcing forty howitzers for Kenya.", "transfer", home="IT")
    assert claim.when.value is not None and claim.when.value.iso == "2031-05-14"


DOING = [
    ("I hereby approve the sale of howitzers to Kenya.", "2031-05-14"),
    ("Italy is imposing an arms embargo on Belarus.", "2031-05-14"),
    ("The Order ends Italy's arms embargo on Belarus.", "2031-05-14"),
    ("President Roe met the Kenyan President today. Italy approved the sale of howitzers to Kenya.", "2031-05-14"),
    ("Italy approved the sale of howitzers to Kenya.", None),
    ("Italy will impose an arms embargo on Belarus.", None),
    ("Italian sanctions on Belarus hurt its arms trade.", None),
    ("Kenya is proud of the howitzers that Italy is providing to Kenya.", None),
]


@pytest.mark.parametrize(("text", "expected"), DOING)
def test_an_official_page_does_by_saying(text: str, expected: str | None) -> None:
    assert {iso(claim) for claim in official(text)} == {expected}


def test_a_news_page_does_nothing_by_saying() -> None:
    claim, = claims_of("Italy is imposing an arms embargo on Belarus.", "sanction")
    assert claim.when.value is None


def test_every_member_of_a_list_has_the_time_at_which_it_was_opened() -> None:
    text = "Italy is providing new arms to Kenya. The new $80 million package includes:\n\n- 40 howitzers;\n- 300 rifles, 20 pistols, and 9 mortars"
    found = official(text, lists=("- 40", "- 300"))
    counts = {claim.quantity.value.low: iso(claim) for claim in found if claim.quantity.value is not None}
    assert counts == dict.fromkeys((40, 300, 20, 9), "2031-05-14")


def test_a_member_of_a_list_that_does_the_act_itself_is_of_the_day() -> None:
    found = official("Actions of the ministry include:\n\n- Italy is imposing an arms embargo on Belarus.", lists=("- ",))
    assert [iso(claim) for claim in found if claim.act == "sanction"] == ["2031-05-14"]


def test_measures_spoken_of_again_keep_their_day() -> None:
    found = official("Today, Italy is imposing sanctions on Belarus. These measures include Italian sanctions on Syria.")
    assert [iso(claim) for claim in found if claim.act == "sanction"] == ["2031-05-14"] * 2


def test_a_package_spoken_of_again_keeps_the_time_of_its_announcement() -> None:
    told = claims_of("On 2 May Italy announced a package of arms for Kenya. This package includes 40 howitzers.", "transfer")
    assert [iso(claim) for claim in told if claim.quantity.value] == ["2031-05-02"]


def test_an_earlier_package_does_not() -> None:
    told = claims_of("On 2 May Italy announced a package of arms for Kenya. Previous assistance includes 40 howitzers.", "transfer")
    assert all(claim.when.value is None for claim in told if claim.quantity.value)


def test_a_list_takes_the_time_of_its_opening_line() -> None:
    text = "Yesterday's actions include:\n- Italy will impose an arms embargo on Belarus.\n\nItaly will impose an arms embargo on Syria.\n"
    found = {claim.receiver.value: (iso(claim), claim.when.rule) for claim in official(text, lists=("- ",)) if claim.act == "sanction"}
    assert found == {("BY",): ("2031-05-13", "when listed"), ("SY",): (None, "not said")}


def decision(day: str | None, status: str = "agreed") -> Claim:
    """A sale with or without its day."""
    claim, = claims_of("Italy approved the sale of howitzers to Kenya.", "transfer")
    value = When(day, day, day) if day else None
    when = Filled[When | None](value, claim.status.evidence if day else (), "own time" if day else "not said")
    return dataclasses.replace(claim, status=dataclasses.replace(claim.status, value=status), when=when)


def test_a_decision_without_a_day_has_the_one_told_elsewhere() -> None:
    assert [iso(c) for c in settled([decision("2031-05-02"), decision(None)])] == ["2031-05-02", "2031-05-02"]


@pytest.mark.parametrize("others", [
    [decision("2031-05-02"), decision("2031-04-02")],
    [decision("2031-05-02", "done")],
    [],
])
def test_it_has_none_where_the_article_gives_two_or_none(others: list[Claim]) -> None:
    assert settled([*others, decision(None)])[-1].when.value is None


def test_a_supply_is_not_done_in_a_day() -> None:
    assert settled([decision("2031-05-02", "done"), decision(None, "done")])[-1].when.value is None


@pytest.mark.parametrize(("text", "expected"), [
    ("More howitzers arrive in Kenya on 2 May 2031 from the package of arms that Italy announced.", None),
    ("Italy announced on 2 May 2031 a package of arms for Kenya.", "2031-05-02"),
])
def test_what_arrives_from_a_package_is_not_of_its_day(text: str, expected: str | None) -> None:
    layers = layered(text)
    found = own_time(layers, at(layers.tree, "package")).value
    assert (found.iso if found else None) == expected
