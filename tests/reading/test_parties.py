"""Names of parties are read with the nouns they belong to, and nothing else is taken for a party."""

from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import PartyMention, Span, Syntax
from onrecord.reading.engine import Engine
from onrecord.reading.parties import read_parties
from onrecord.reading.syntax import read_syntax

engine = cache(Engine)


def syntax_of(text: str) -> Syntax:
    return read_syntax(text, [Span(0, len(text))], engine())


def mentions(text: str, day: str | None = None) -> list[PartyMention]:
    return list(read_parties(text, syntax_of(text), day))


def words(text: str, day: str | None = None) -> list[tuple[str, str]]:
    return [(text[m.span.start : m.span.end], "+".join(m.codes)) for m in mentions(text, day)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Iran sold drones to Russia.", [("Iran", "IR"), ("Russia", "RU")]),
        ("Ukrainian forces fired American shells.", [("Ukrainian forces", "UA"), ("American", "US")]),
        ("The Russian defence minister visited Pyongyang.", [("Russian defence minister", "RU"), ("Pyongyang", "KP")]),
        ("Iran's Foreign Ministry denied the report.", [("Iran's Foreign Ministry", "IR")]),
        ("U.S. officials said so.", [("U.S. officials", "US")]),
        ("The government of Sudan bought rifles.", [("government of Sudan", "SD")]),
        ("South Korean arms maker Hanwha will build howitzers.", [("South Korean arms maker", "KR"), ("Hanwha", "KR")]),
        ("The US State Department approved the sale to Japan.", [("US State Department", "US"), ("Japan", "JP")]),
        ("India's National Security Council met on Monday.", [("India's National Security Council", "IN")]),
        ("Chadian rebels received rifles from Libya.", [("Chadian rebels", "Chadian rebels"), ("Libya", "LY")]),
        ("Houthi officials met a delegation from Oman.", [("Houthi officials", "Houthis"), ("Oman", "OM")]),
        ("U.S. and Israeli officials met in Rome.", [("U.S. and Israeli officials", "US+IL"), ("Rome", "IT")]),
        ("Western countries will send tanks to Kyiv.", [("Western countries", "the West"), ("Kyiv", "UA")]),
        ("The European Union and NATO met.", [("European Union", "EU"), ("NATO", "NATO")]),
        ("Rebels in Sudan bought rifles.", [("Rebels in Sudan", "Sudanese rebels")]),
        ("Officials from Turkey and Azerbaijan spoke.", [("Officials from Turkey and Azerbaijan", "TR+AZ")]),
        ("The government in Kyiv asked for tanks.", [("government in Kyiv", "UA")]),
    ],
)
def test_a_party_is_read_with_the_noun_that_acts_for_it(text: str, expected: list[tuple[str, str]]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("Moscow sent tanks to Belgrade and Prague.", "1986-05-14", ["SU", "YU", "CS"]),
        ("Moscow sent tanks to Belgrade and Prague.", "1992-05-14", ["RU", "RS", "CS"]),
        ("Moscow sent tanks to Belgrade and Prague.", None, ["RU", "RS", "CZ"]),
        ("The Russian defence ministry and Kremlin officials met Czech officials.", "1986", ["SU", "SU", "CS"]),
        ("East German and Soviet advisers trained pilots of South Yemen.", "2031-05-14", ["DD+SU", "YD"]),
        ("The Kremlin's rifles reached West Germany by way of East Berlin.", "1986-05-14", ["SU", "DE", "DD"]),
    ],
)
def test_names_stand_for_the_states_of_the_pages_day(text: str, day: str | None, expected: list[str]) -> None:
    assert [codes for _, codes in words(text, day)] == expected


UNITA = " Unita has asked for more."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Italy sent rifles to the Angolan guerrillas." + UNITA, ("Angolan guerrillas", "UNITA")),
        ("Italy sent rifles to the Angolan guerrillas. They asked for more.", ("Angolan guerrillas", "Angolan guerrillas")),
        ("Italy sent rifles to the Angolan guerrillas. Unita and FLEC asked for more.", ("Angolan guerrillas", "Angolan guerrillas")),
        ("Italy sent rifles to the Angolan guerrillas. Hezbollah asked for more.", ("Angolan guerrillas", "Angolan guerrillas")),
        ("Italy armed the rebels in Angola." + UNITA, ("rebels in Angola", "UNITA")),
        ("Italy sent rifles to Angola's rebels." + UNITA, ("Angola's rebels", "UNITA")),
        ("Italy sent rifles to Angola's rebels.", ("Angola's rebels", "Angolan rebels")),
        ("Italy sent rifles to Vladimir Putin's rebels.", ("Vladimir Putin", "RU")),
        ("Italy sent rifles to the Angolan opposition." + UNITA, ("Angolan opposition", "Angolan opposition")),
        ("Italy trained Angolan rebel forces." + UNITA, ("Angolan rebel forces", "UNITA")),
        ("Italy met the Angolan rebel leader Bento Roe.", ("Angolan rebel leader", "Angolan rebels")),
        ("Italy trained the Angolan anti-rebel forces." + UNITA, ("Angolan anti-rebel forces", "AO")),
        ("ITALY MET ANGOLAN REBELS\n\nThey asked for rifles.", ("ANGOLAN REBELS", "Angolan rebels")),
        ("Italy sent rifles to Nicaraguan rebels. The contras thanked it.", ("Nicaraguan rebels", "Contras")),
        ("Italy met Libyan militant commanders in May.", ("Libyan militant commanders", "Libyan militants")),
    ],
)
def test_rebels_of_a_state_are_the_one_group_that_the_page_names(text: str, expected: tuple[str, str]) -> None:
    assert words(text)[1] == expected


def test_a_group_is_a_states_rebels_in_its_time() -> None:
    text = "Italy sent rifles to Sudanese rebels. The SPLA thanked it."
    assert words(text, "1998-05-14")[1] == ("Sudanese rebels", "SPLA")
    assert words(text, "2031-05-14")[1] == ("Sudanese rebels", "Sudanese rebels")


@pytest.mark.parametrize(
    "text",
    [
        "The shells came from the Millbrook Army Ammunition Plant.",
        "Tanks were mended at the Elmira Army Depot and at Ashby Naval Shipyard.",
        "Bombers flew from Corbett Air Force Base.",
        "Soldiers of the Larkhill Brigade Barracks left.",
    ],
)
def test_a_place_of_a_force_is_no_armed_group(text: str) -> None:
    assert mentions(text) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The Congolese Army bought tanks.", "CD"), ("The Sudanese army fired drones.", "SD"), ("Congo's national army bought tanks.", "CD"),
        ("The Lebanese Army bought tanks.", "LB"), ("The Angolan government army bought tanks.", "AO"),
        ("The Bosnian government asked for arms.", "BA"), ("Bosnian Muslims asked for arms.", "BA"),
    ],
)
def test_the_army_of_a_state_is_the_state(text: str, code: str) -> None:
    assert [m.codes for m in mentions(text)] == [(code,)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Some other countries sent shells.", ["some other countries"]),
        ("More than 14 countries sent shells.", ["more than 14 countries"]),
        ("They thanked their partners.", ["partners"]),
        ("They thanked several Asian partners.", ["several Asian partners"]),
        ("Russia's allies sent shells.", ["Russia's allies"]),
        ("They thanked the Ukrainian partners.", ["UA"]),
        ("The two countries and several countries met.", ["several countries"]),
        ("Countries met.", []),
    ],
)
def test_states_in_general_go_by_their_phrase(text: str, expected: list[str]) -> None:
    assert [code for m in mentions(text) for code in m.codes] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The Washington Post reported it.",
        "Ships crossed the Indian Ocean and the Persian Gulf.",
        "Michael Jordan and Denzel Washington played golf.",
        "Georgia, Alabama and Florida host the bases.",
        "The turkey was cooked by us.",
        "The West Coast was quiet.",
    ],
)
def test_other_names_are_no_parties(text: str) -> None:
    assert mentions(text) == []


@pytest.mark.parametrize(
    ("text", "place", "how"),
    [
        ("Iranian-made drones struck Odesa.", 0, "maker"),
        ("Turkish-backed fighters took the town.", 0, "epithet"),
        ("Troops arrived in Syria on Monday.", -1, "place"),
        ("Troops were sent to Syria on Monday.", -1, "gazetteer"),
        ("The Kenyan army left.", 0, "role-noun"),
        ("The IAF, an arm of Israel, struck again.", 0, "named-elsewhere"),
    ],
)
def test_how_tells_what_a_name_is_there_for(text: str, place: int, how: str) -> None:
    assert mentions(text)[place].how == how


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Pyongyang tested a missile. Korea is divided.", {"KP"}),
        ("Seoul and Pyongyang spoke. Korea is divided.", {"KR", "KP"}),
        ("Korea is divided.", set()),
        ("Congo bought tanks.", {"CD"}),
        ("Manila spoke. Manila and Seoul met. The Defense Secretary of the Philippines left.", {"PH", "KR"}),
        ("Washington, Manila and the Philippines met. The Defense Secretary left.", {"US", "PH"}),
    ],
)
def test_an_ambiguous_name_is_settled_by_the_article(text: str, codes: set[str]) -> None:
    assert {code for m in mentions(text) for code in m.codes} == codes
    assert sum(text[m.span.start : m.span.end] == "Korea" for m in mentions(text)) == (codes == {"KP"})


def test_a_person_has_the_state_that_the_article_gives() -> None:
    text = "Russian Defence Minister Pavel Orlov visited Tehran. Orlov praised the drones."
    people = [m for m in mentions(text) if m.form == "person"]
    assert [text[m.span.start : m.span.end] for m in people] == ["Pavel Orlov", "Orlov"]
    assert [m.codes for m in people] == [("RU",), ("RU",)]


def test_a_person_without_a_state_goes_by_the_full_name() -> None:
    text = "The office sanctioned Anna Petrova for smuggling. Petrova lives abroad."
    assert [m.codes for m in mentions(text) if m.form == "person"] == [("Anna Petrova",), ("Anna Petrova",)]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("The Serbian firm Prvi Oklop Ltd sold shells to Oman.", ("RS",)),
        ("The shells came from Falkenberg Waffen GmbH in March.", ("DE",)),
        ("The list names LLC Volga Drones of Saratov.", ("LLC Volga Drones",)),
        ("The shells came from Northgate Trading Ltd in March.", ("Northgate Trading Ltd",)),
    ],
)
def test_an_unknown_firm_has_the_state_told_beside_it_or_its_own_name(text: str, codes: tuple[str, ...]) -> None:
    firms = [m for m in mentions(text) if m.form == "company" and m.how in ("apposition", "own-name")]
    assert [m.codes for m in firms] == [codes]


def test_what_lies_outside_the_sentences_is_not_read() -> None:
    text = "Iran sold drones.\nMore from Russia"
    kept = read_syntax(text, [Span(0, 17)], engine())
    assert [m.codes for m in read_parties(text, kept)] == [("IR",)]


def test_a_hard_wrapped_name_keeps_its_offsets() -> None:
    lines = [
        "The tanks that were bought two years ago have at last reached the Democratic",
        "    Republic of the Congo, and the helicopters are now on their way to the United",
        "    Arab Emirates, where they will be painted in the course of the coming winter",
        "    and then be shown to the press, as two officers who had seen the papers said.",
    ]
    expected = [("Democratic\n    Republic of the Congo", "CD"), ("United\n    Arab Emirates", "AE")]
    assert words("\n".join(lines)) == expected


def test_no_words_no_mentions() -> None:
    assert read_parties("", read_syntax("", [], engine())) == ()


PIECES = ["Iran", "Russian", "forces", "of", "and", "the", "Hezbollah", "-backed", "'s", "army", "Korea", ".", "\n\n", "Li Wei", "Acme Ltd"]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map(" ".join))
def test_any_text_gives_mentions_in_order_inside_the_text(text: str) -> None:
    found = mentions(text)
    assert all(0 <= m.span.start < m.span.end <= len(text) and m.codes and m.form for m in found)
    assert all(a.span.end <= b.span.start for a, b in pairwise(found))
    assert found == mentions(text)


def test_a_capital_of_two_is_a_party_where_it_acts_and_a_place_elsewhere() -> None:
    assert ("Brussels", "EU") in words("Brussels renewed its embargo on arms for Myanmar.")
    assert ("Brussels", "BE") in words("Belgium was asked, and Brussels refused.")
    assert {m.how for m in mentions("They met in Brussels.") if m.codes == ("EU",)} <= {"place"}
