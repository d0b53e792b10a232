"""Goods are read with the class that the whole phrase gives them, and everyday words are left alone."""

from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.knowledge.items import CLASSES, systems
from onrecord.model import ItemMention, Span, Syntax
from onrecord.reading.engine import Engine
from onrecord.reading.items import read_items
from onrecord.reading.syntax import read_syntax

engine = cache(Engine)


def mentions(text: str) -> tuple[ItemMention, ...]:
    return read_items(text, read_syntax(text, [Span(0, len(text))], engine()))


def read(text: str) -> list[tuple[str, str]]:
    return [(text[m.span.start:m.span.end], m.cls) for m in mentions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Moscow will deliver Su-35 fighter jets to Algiers.", [("Su-35 fighter jets", "aircraft.fighter")]),
        ("Minsk got Yak-130 combat trainer aircraft.", [("Yak-130 combat trainer aircraft", "aircraft.trainer")]),
        ("Tehran sold advanced attack drones.", [("advanced attack drones", "uav")]),
        ("Oslo gave 155mm artillery rounds.", [("155mm artillery rounds", "ammunition.artillery")]),
        ("Rome gave tank rounds.", [("tank rounds", "ammunition.tank")]),
        ("Rome gave two S-400 squadrons.", [("S-400 squadrons", "air-defence")]),
        ("Rome gave guidance parts.", [("guidance parts", "component")]),
        ("Rome gave Qassam rockets.", [("Qassam rockets", "ammunition.rocket")]),
        ("Rome sent trucks to the Kenyan army.", [("trucks", "vehicle")]),
        ("Leopards and radios were given to Kenya's navy.", [("Leopards", "tank"), ("radios", "electronics")]),
        ("Rome has jets for the rebels.", [("jets", "aircraft.fighter")]),
        ("Rome sent trucks to Kenya.", []),
        ("Rome sent trucks to the Kenyan police force.", []),
        ("The army saw that Rome had sent trucks to Kenya.", []),
        ("Madrid sent air defense interceptors.", [("air defense interceptors", "missile.air-defence")]),
        ("Lisbon bought F-16 spare parts.", [("F-16 spare parts", "spare-parts")]),
        ("Hanoi makes drone components.", [("drone components", "component")]),
        ("They sent ammunition for HIMARS.", [("ammunition for HIMARS", "ammunition.rocket")]),
        ("They have 5,000 rounds of artillery ammunition.", [("artillery ammunition", "ammunition.artillery")]),
        ("Canberra gave Stinger anti-aircraft missiles.", [("Stinger anti-aircraft missiles", "missile.air-defence")]),
        ("Canberra gave Stinger anti-aircraft systems.", [("Stinger anti-aircraft systems", "missile.air-defence")]),
        ("Riyadh has Patriot missiles.", [("Patriot missiles", "missile.air-defence")]),
        ("Riyadh has Patriot batteries.", [("Patriot batteries", "air-defence")]),
        ("They flew French-built Mirage jets.", [("French-built Mirage jets", "aircraft.fighter")]),
        ("They bought anti-ship missiles.", [("anti-ship missiles", "missile.cruise")]),
        ("They own short-range ballistic missiles.", [("short-range ballistic missiles", "missile.ballistic")]),
        ("Cairo asked for armoured personnel carriers.", [("armoured personnel carriers", "armoured-vehicle")]),
        ("Seoul exports K9 howitzers.", [("K9 howitzers", "artillery")]),
        ("Accra bought patrol boats.", [("patrol boats", "ship")]),
        ("Prague sent electronic warfare systems.", [("electronic warfare systems", "electronics")]),
        ("Vilnius sent counter-drone systems.", [("counter-drone systems", "counter-uav")]),
        ("Ottawa gave body armour.", [("body armour", "personal-equipment")]),
        ("Pyongyang sent North Korean soldiers.", [("North Korean soldiers", "personnel")]),
        ("It received cluster munitions.", [("cluster munitions", "ammunition.other")]),
        ("The nerve agent was shipped.", [("nerve agent", "chemical")]),
    ],
)
def test_the_whole_phrase_gives_the_class(text: str, expected: list[tuple[str, str]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "classes"),
    [
        ("Kuwait sent artillery and tank rounds.", ["ammunition.artillery", "ammunition.tank"]),
        ("Kuwait sent cruise, ballistic and anti-aircraft missiles.", ["missile.cruise", "missile.ballistic", "missile.air-defence"]),
        ("Kuwait sent grenade, mortar, and artillery rounds.", ["ammunition.small-arms", "ammunition.artillery", "ammunition.artillery"]),
        ("Kuwait sent artillery and 155mm ammunition.", ["artillery", "ammunition.artillery"]),
        ("Kuwait sent howitzers and ammunition.", ["artillery", "ammunition.other"]),
        ("Kuwait sent drones, missiles and tanks.", ["uav", "missile.other", "tank"]),
        ("Kuwait bought ammunition for artillery and rocket launchers.", ["ammunition.artillery", "ammunition.rocket"]),
    ],
)
def test_a_conjunction_shares_its_head_only_where_it_must(text: str, classes: list[str]) -> None:
    assert [cls for _, cls in read(text)] == classes


@pytest.mark.parametrize(
    "text",
    [
        "The think tank praised the arms control treaty.",
        "The shell company paid for a coal mine.",
        "She shells peanuts while the team tanks.",
        "Residents were up in arms over the Patriot Act.",
        "The javelin thrower flew under the radar.",
        "A round of talks ended with humanitarian aid.",
        "Judge Barrett and Mr. Abrams met at a tiger sanctuary.",
        "Trucks blocked the road to the boats.",
        "The supplies and equipment of the school arrived.",
    ],
)
def test_words_that_only_look_like_items(text: str) -> None:
    assert read(text) == []


def test_an_everyday_word_counts_beside_arms() -> None:
    assert ("trucks", "vehicle") in read("Warsaw sent trucks and howitzers.")
    assert ("Javelins", "missile.anti-tank") in read("Warsaw sent Javelins and howitzers.")
    assert read("Warsaw bought howitzers. It also bought trucks.")[-1] == ("trucks", "vehicle")


def test_a_name_once_sure_is_sure_throughout() -> None:
    text = "Dublin bought Javelin missiles. The talks took years. Nobody objected. Dublin paid for the Javelins."
    assert read(text)[-1] == ("Javelins", "missile.anti-tank")


def test_a_plain_noun_takes_the_class_said_before() -> None:
    assert read("Havana got ballistic missiles. The missiles are old.")[-1] == ("missiles", "missile.ballistic")
    assert read("The missiles are old. Havana got ballistic missiles.")[0] == ("missiles", "missile.other")


def test_a_short_form_in_brackets_belongs_to_the_mention() -> None:
    assert read("Baku flew unmanned aerial vehicles (UAVs).") == [("unmanned aerial vehicles (UAVs)", "uav")]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Manila bought BrahMos missiles.", "brahmos"),
        ("Manila bought a Patriot missile.", "patriot"),
        ("Manila bought F-16 spare parts.", None),
        ("Manila bought HIMARS ammunition.", None),
        ("Manila bought drones.", None),
    ],
)
def test_the_key_is_kept_where_the_goods_are_the_system(text: str, key: str | None) -> None:
    assert [m.key for m in mentions(text)] == [key]


@pytest.mark.parametrize(
    ("text", "generic"), [("They sell weapons.", True), ("They sell military aid.", True), ("They sell tanks.", False)]
)
def test_unspecified_goods_are_generic(text: str, generic: bool) -> None:
    assert [m.generic for m in mentions(text)] == [generic]


def test_what_the_law_draws_down_is_goods_and_other_articles_are_not() -> None:
    assert read("Oslo draws down articles and services from its stocks.") == [("articles and services", "equipment")]
    assert read("Oslo draws down commodities and services for Chisinau.") == [("commodities and services", "equipment")]
    assert read("Oslo publishes articles and opinions on commodities.") == []


def test_the_head_of_a_longer_phrase_is_no_part_of_the_mention() -> None:
    assert read("They built a drone factory.") == [("drone", "uav")]


def test_determiner_and_number_stay_outside() -> None:
    assert read("The army lost those 12 new Leopard 2A4 tanks.") == [("new Leopard 2A4 tanks", "tank")]


@pytest.mark.parametrize(
    ("text", "where"),
    [("Elliott Abrams met officials over rifles.", "Abrams"), ("Operation Midnight Hammer used bombs.", "Hammer")],
)
def test_a_persons_or_operations_name_is_no_system_even_beside_arms(text: str, where: str) -> None:
    assert all(where not in wording for wording, _ in read(text))


def test_a_firms_name_and_half_a_compound_are_no_goods() -> None:
    assert read("Shares of Bharat Electronics Limited rose with missile orders.")[0][0] == "missile"
    assert read("The ship-based radar failed.") == [("ship-based radar", "radar")]


def test_an_article_without_words_has_no_goods() -> None:
    none = np.zeros(0, np.int32)
    assert read_items("", Syntax(none, none, np.zeros(1, np.int32), none, (), (), (), (), ())) == ()


_WORDS = st.sampled_from(["artillery", "tank", "rounds", "and", ",", "for", "HIMARS", "anti-tank", "missiles", "(UAVs)", "drones", "the",
                          "Su-35", "Javelin", "of", "ammunition", "system", "-based", "old", "were", "sold", "."])


@settings(max_examples=40, deadline=None)
@given(st.lists(_WORDS, min_size=1, max_size=14))
def test_mentions_are_sound_whatever_the_words(parts: list[str]) -> None:
    text = " ".join(parts)
    found = mentions(text)
    assert [m.span for m in found] == sorted(m.span for m in found)
    assert len(set(found)) == len(found)
    for mention in found:
        assert 0 <= mention.span.start < mention.span.end <= len(text)
        assert text[mention.span.start:mention.span.end].strip() == text[mention.span.start:mention.span.end]
        assert mention.cls in CLASSES
        assert mention.key is None or mention.key in systems()


@pytest.mark.parametrize(("text", "cls"), [
    ("The ninety Bushmasters that Canberra has given to Ukraine are in use.", "armoured-vehicle"),
    ("British Blowpipes, delivered to the rebels, failed often.", "missile.air-defence"),
    ("Kyiv's demands for the 60-ton Abrams were refused.", "tank"),
    ("The Dutch delivery of Marders began.", "armoured-vehicle"),
    ("Elliott Abrams gave a talk.", None), ("They sent Elliott Abrams to Caracas.", None), ("She gave Eagles fans hope.", None),
])
def test_a_name_that_is_an_ordinary_word_is_meant_where_it_is_supplied(text: str, cls: str | None) -> None:
    assert [cls for _, cls in read(text)] == ([cls] if cls else [])


def test_a_figure_that_goes_on_ends_no_name() -> None:
    text = "Manila paid P18.9 billion for a P18 radar."
    assert [text[i.span.start:i.span.end] for i in mentions(text)] == ["P18 radar"]
