"""Pronouns and plain nouns lead back to a party only where one antecedent stands out."""

from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import PartyMention, Span
from onrecord.reading.coreference import resolve
from onrecord.reading.engine import Engine
from onrecord.reading.parties import read_parties
from onrecord.reading.syntax import read_syntax

engine = cache(Engine)


def added(text: str) -> list[PartyMention]:
    syntax = read_syntax(text, [Span(0, len(text))], engine())
    named = read_parties(text, syntax)
    return [m for m in resolve(text, syntax, named) if m not in named]


def means(text: str) -> list[tuple[str, str]]:
    return [(text[m.span.start : m.span.end], "+".join(m.codes)) for m in added(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Iran said it would sell drones to Russia.", [("it", "IR")]),
        ("Poland announced that it would send tanks to Ukraine.", [("it", "PL")]),
        ("Turkey will modernise its army.", [("its", "TR")]),
        ("Japan signed the contract on Monday. It will buy missiles from Norway.", [("It", "JP")]),
        ("Houthi rebels fired a missile. They used launchers from Iran.", [("They", "Houthis")]),
        ("The United States sanctioned Iran for its army.", [("its", "IR")]),
        ("Germany will send Ukraine its old tanks.", [("its", "DE")]),
        ("Chinese officials denied the report. They said no arms were sold.", [("They", "CN")]),
    ],
)
def test_it_and_they_mean_the_subject(text: str, expected: list[tuple[str, str]]) -> None:
    assert means(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Iran bought a missile. It flew far.",
        "Russia and Iran met. It said the deal was good.",
        "It is clear that Iran sold drones.",
        "The company said it would sell parts.",
        "Analysts in Germany said they doubt it.",
        "Iran tested the rocket because its engine was new.",
    ],
)
def test_what_may_be_a_thing_or_two_parties_is_left_alone(text: str) -> None:
    assert means(text) == []


def test_a_person_stands_for_the_state() -> None:
    assert means("Vladimir Putin visited Minsk. He promised missiles.") == [("He", "RU")]


@pytest.mark.parametrize(
    "text",
    [
        "The draft was opposed by Russia. It bans arms.",
        "Russia uses convoys that they fear before they enter Ukraine.",
        "TEHRAN — The visit ended. It said so.",
    ],
)
def test_things_also_ban_and_enter(text: str) -> None:
    assert [m for m in added(text) if m.how not in ("speaker", "publisher")] == []


def test_a_reflexive_is_its_own_clauses_subject() -> None:
    assert means("Ukraine defends itself.") == [("itself", "UA")]
    assert means("The United States gave tools to defend itself.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Brazil, which makes jets, sold them to Portugal.", ("which", "BR")),
        ("Rebels in Sudan thanked Chad. The country, which sent rifles, denied it.", ("The country", "TD")),
    ],
)
def test_a_relative_clause_belongs_to_its_noun(text: str, expected: tuple[str, str]) -> None:
    assert expected in means(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hezbollah fired rockets at Israel. The group has thousands.", ("The group", "Hezbollah")),
        ("Riyadh asked for jets. The kingdom has waited for years.", ("The kingdom", "SA")),
        ("NATO met in Vilnius. The alliance will train pilots.", ("The alliance", "NATO")),
        ("The EU agreed on a fund. The bloc will pay for shells.", ("The bloc", "EU")),
        ("Iran's defence ministry spoke. Later the ministry denied the sale.", ("the ministry", "IR")),
        ("Libyan rebels asked France for arms. The rebels need rifles.", ("The rebels", "Libyan rebels")),
        ("Ukraine has few shells left. The country needs more.", ("The country", "UA")),
        ("Egypt is tense. Paris will not send weapons to the country.", ("the country", "EG")),
        ("Zelenskyy said the country needs shells.", ("the country", "UA")),
        ("Japan will build tanks in the country.", ("the country", "JP")),
        ("Libyan rebels fought on. Arms were sent to rebels in March.", ("rebels", "Libyan rebels")),
        ("The Ukraine Defense Contact Group met. This group sent tanks.", ("This group", "Ukraine Defense Contact Group")),
    ],
)
def test_a_plain_noun_leads_back_to_its_kind(text: str, expected: tuple[str, str]) -> None:
    assert expected in means(text)


@pytest.mark.parametrize(
    "text",
    [
        "Houthi drones were shot down. The strike group returned home.",
        "Ukraine thanked Poland. The other country said nothing.",
        "Iran and Iraq met. The country said nothing.",
        "Hezbollah spoke. A group of tourists left.",
        "Hezbollah spoke. That is the group",  # and the page ends without a full stop
    ],
)
def test_a_noun_told_apart_leads_nowhere(text: str) -> None:
    assert means(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia and North Korea signed a pact. The two countries will train together.", ("The two countries", "RU+KP")),
        ("Egypt talked to France. Both sides want the deal.", ("Both sides", "EG+FR")),
        ("India turned from Russia to France. The latter offered jets.", ("The latter", "FR")),
    ],
)
def test_two_parties_together(text: str, expected: tuple[str, str]) -> None:
    assert expected in means(text)


def test_two_countries_among_three_are_not_guessed() -> None:
    assert means("Russia, Iran and China met. The two countries signed a pact.") == []


def test_what_is_said_in_a_quotation_is_not_looked_back_to_from_outside() -> None:
    text = 'Poland sent tanks. "Germany is slow," a voter said. It will send more shells.'
    assert [codes for word, codes in means(text) if word == "It"] == ["PL"]


def test_we_is_left_for_the_speaker() -> None:
    text = 'We will send our tanks, the minister said. "I know," he added.'
    spoken = [m for m in added(text) if m.how == "speaker"]
    assert [text[m.span.start : m.span.end] for m in spoken] == ["We", "our", "I"]
    assert all(m.codes == () and m.form == "pronoun" for m in spoken)


def test_we_takes_the_speakers_state_where_it_is_known() -> None:
    text = "We sent tanks. We sent shells."
    syntax = read_syntax(text, [Span(0, len(text))], engine())
    found = resolve(text, syntax, (), speaker_state=lambda place: "DK" if place < 5 else None)
    assert [m.codes for m in found] == [("DK",), ()]


def test_the_president_on_a_page_that_names_none_is_the_publishers() -> None:
    text = "The President announced a new package of arms."
    syntax = read_syntax(text, [Span(0, len(text))], engine())
    assert [(m.codes, m.how) for m in resolve(text, syntax, (), publisher="US")] == [(("US",), "publisher")]
    assert [(m.codes, m.how) for m in resolve(text, syntax, ())] == [((), "publisher")]


def test_names_are_all_kept() -> None:
    text = "Iran said it would sell drones to Russia and its allies."
    syntax = read_syntax(text, [Span(0, len(text))], engine())
    named = read_parties(text, syntax)
    assert set(named) <= set(resolve(text, syntax, named))


def test_no_words_no_mentions() -> None:
    assert resolve("", read_syntax("", [], engine()), ()) == ()


PIECES = ["Iran", "Russia", "Hamas", "said", "it", "they", "its army", "he", "which", "the country", "the two sides", '"', "We", ".", "and"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join))
def test_any_text_gives_mentions_in_order_that_do_not_overlap(text: str) -> None:
    syntax = read_syntax(text, [Span(0, len(text))], engine())
    named = read_parties(text, syntax)
    found = resolve(text, syntax, named)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert {code for m in found for code in m.codes} == {code for m in named for code in m.codes}


@pytest.mark.parametrize(("text", "expected"), [
    ("Iran and Iraq went to war. China armed both sides.", ("both sides", "IR+IQ")),
    ("Iran and Iraq went to war. China says it armed neither side.", ("neither side", "IR+IQ")),
    ("Iran met Iraq. Both sides agreed.", ("Both sides", "IR+IQ")),
    ("Iran backs Iraq, and the two countries' pact will hold.", ("the two countries", "IR+IQ")),
])
def test_two_sides_are_those_named_together_without_who_deals_with_them(text: str, expected: tuple[str, str]) -> None:
    assert expected in means(text)
