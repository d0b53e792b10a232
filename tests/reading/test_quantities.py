"""Counts and sums of money: GUIDE's rules, what is counted, and what is no count."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.reading.watched import Watched, counted_lexemes

from onrecord.model import QuantityMention, Span
from onrecord.reading.amounts import bounded
from onrecord.reading.quantities import read_quantities

Ends = tuple[float | None, float | None]


def read(text: str, dollar: str = "USD") -> tuple[QuantityMention, ...]:
    """The mentions of ``text`` as one sentence."""
    return read_quantities(text, [Span(0, len(text))], dollar)


def counts(text: str) -> list[tuple[float | None, float | None, str | None]]:
    """Low, high and counted noun of each count in ``text``."""
    return [(m.quantity.low, m.quantity.high, m.counted and text[m.counted.start:m.counted.end]) for m in read(text) if m.quantity]


def sums(text: str, dollar: str = "USD") -> list[tuple[float | None, float | None, str]]:
    """Low, high and currency of each sum in ``text``."""
    return [(m.money.low, m.money.high, m.money.currency) for m in read(text, dollar) if m.money]


@pytest.mark.parametrize(("words", "ends"), [
    ("400", (400, 400)),
    ("more than 400", (401, None)),
    ("over 400", (401, None)),
    ("upwards of 400", (401, None)),
    ("slightly more than 400", (401, None)),
    ("at least 400", (400, None)),
    ("no fewer than 400", (400, None)),
    ("at least another 400", (400, None)),
    ("400 or more", (400, None)),
    ("up to 400", (None, 400)),
    ("up to an additional 400", (None, 400)),
    ("as many as 400", (None, 400)),
    ("no more than 400", (None, 400)),
    ("fewer than 400", (None, 399)),
    ("under 400", (None, 399)),
    ("about 400", (360, 440)),
    ("roughly 400", (360, 440)),
    ("some 400", (360, 440)),
    ("approximately 400", (360, 440)),
    ("nearly 400", (360, 400)),
    ("almost 400", (360, 400)),
    ("an estimated 400", (400, 400)),
    ("a total of 400", (400, 400)),
    ("exactly 400", (400, 400)),
    ("up to several hundred", (None, 900)),
    ("fifty-odd", (45, 55)),
    ("c. 400", (360, 440)),
    ("400-plus", (401, None)),
    ("more than a dozen", (13, None)),
    ("nearly four hundred", (360, 400)),
    ("120 to 150", (120, 150)),
    ("between 120 and 150", (120, 150)),
    ("from 120 to 150", (120, 150)),
    ("10-15", (10, 15)),
    ("100–200", (100, 200)),
    ("two or three", (2, 3)),
    ("three or four hundred", (300, 400)),
    ("two to three dozen", (24, 36)),
    ("hundreds, if not thousands, of", (200, 9999)),
    ("hundreds of thousands of", (200_000, 999_999)),
    ("dozens and dozens of", (24, 99)),
    ("several", (3, 9)),
    ("a couple of", (2, 2)),
    ("a dozen", (12, 12)),
    ("half a dozen", (6, 6)),
    ("400+", (401, None)),
    ("one", (1, 1)),
    ("two (2)", (2, 2)),
    ("twenty-three (23)", (23, 23)),
])
def test_a_bound_gives_the_interval_that_the_guide_gives(words: str, ends: Ends) -> None:
    assert counts(f"Ruritania handed over {words} howitzers in secret.") == [(*ends, "howitzers")]


@pytest.mark.parametrize(("words", "wording"), [
    ("approximately 400", "approximately 400"),
    ("up to an additional 50", "up to an additional 50"),
    ("another 50", "50"),
    ("a total of 50", "50"),
    ("at\nleast 50", "at least 50"),
    ("two (2)", "two (2)"),
])
def test_the_wording_holds_the_bound_and_the_number(words: str, wording: str) -> None:
    text = f"It sent {words} guns."
    found = [m.quantity.text for m in read(text) if m.quantity]
    assert found == [wording]


@pytest.mark.parametrize(("text", "noun"), [
    ("400 short-range ballistic missiles were flown in", "missiles"),
    ("31 Abrams tanks", "tanks"),
    ("20 of the T-72 tanks", "tanks"),
    ("14 Leopard 2 tanks", "tanks"),
    ("missiles, 400 of them", "missiles"),
    ("Javelins (8,500)", "Javelins"),
    ("rifles: 2,000", "rifles"),
    ("10 BTR-80s", "BTR-80s"),
    ("three C-130H aircraft", "aircraft"),
    ("200 aircraft parts", "parts"),
    ("40 of Ruritania's tanks", "tanks"),
    ("28 U.S. military flights", "flights"),
    ("hundreds of used rifles from stocks", "rifles"),
    ("8,000 Javelin", "Javelin"),
    ("20 Russian-made helicopters", "helicopters"),
    ("two more boats", "boats"),
    ("6x patrol boats", "boats"),
    ("6 Mi-17 helicopters", "helicopters"),
    ("31 M1 Abrams tanks", "tanks"),
    ("five packages for Ruritania, three of them small", "packages"),
    ("missiles, numbering about 400, came", "missiles"),
    ("missiles, 400 in all", "missiles"),
    ("drones were sent to Ruritania in their hundreds", "drones"),
    ("shells were sent by the thousands", "shells"),
    ("missiles - 400;", "missiles"),
    ("12 second-hand jets", "jets"),
    ("500 night vision goggles", "goggles"),
    ("six Kilo-class submarines", "submarines"),
    ("46 155 mm guns", "guns"),
    ("A 500-strong band", "band"),
    ("15 ABCD and four frigates", "frigates"),
])
def test_the_counted_noun_is_the_head_of_its_phrase(text: str, noun: str) -> None:
    assert counts(text)[-1][2] == noun


@pytest.mark.parametrize("text", [
    "a range of 2,000 km", "1,200 km-range missiles", "4x4 trucks",
    "a 155mm shell", "flew at 900 mph", "a 24-year-old man", "Jane Roe, 44, said so", "aged 44", "in 2023",
    "12 May 2023", "May 12, 2023", "on 2023-05-12", "resolution 2231", "Resolutions 1929 and 1973", "Article 5", "Type 26",
    "under section 506(a)(3)", "at 11:15", "24/7", "two weeks ago", "for 18 months", "three times", "the 70th", "No. 3", "a 500-kg bomb",
    "a 1,000-pound bomb", "a two-tonne bomb", "no one spoke", "one of the largest", "a third of it", "a vote of 52-48", "22 U.S.C. 2751",
    "3. The parties agree", "the 1980s", "since 2014", "Line 2 was shut",
    "for 12 nights", "a one night raid",
    "under age 21", "in ‘22", "zero tanks", "speeds of 5 knots", "500m from the border", "F-16", "one in three shells", "7.62x51mm",
])
def test_measures_dates_ages_and_names_are_no_counts(text: str) -> None:
    assert counts(text) == []


def test_a_change_states_two_figures_and_no_range() -> None:
    assert [found[:2] for found in counts("Licences rose from 124 to 165 that year")] == [(124, 124), (165, 165)]


@pytest.mark.parametrize(("text", "unit"), [
    ("two batteries of Patriot missiles", "battery"), ("three squadrons", "squadron"), ("300 tonnes of shells", "tonne"),
    ("2,000 pounds of explosives", "pound"), ("five shipments of rifles", "shipment"), ("four types of drone", "type"),
    ("20 missiles", None),
    ("50 licences", "licence"), ("1.5 tonnes of TNT", "tonne"),
])
def test_a_unit_is_told_where_pieces_are_not_counted(text: str, unit: str | None) -> None:
    assert [m.quantity.unit for m in read(text) if m.quantity] == [unit]


def test_a_share_is_a_quantity_with_its_own_unit() -> None:
    (share,) = read("It makes more than 90 per cent of its arms at home")
    assert share.quantity is not None
    assert (share.quantity.low, share.quantity.high, share.quantity.unit) == (91, None, "percent")


@pytest.mark.parametrize(("text", "low", "high", "currency"), [
    ("$61 billion", 61e9, 61e9, "USD"),
    ("$ 61 billion", 61e9, 61e9, "USD"),
    ("US$4.5m", 4.5e6, 4.5e6, "USD"),
    ("USD300 million", 3e8, 3e8, "USD"),
    ("a €50m package", 5e7, 5e7, "EUR"),
    ("50 million euros", 5e7, 5e7, "EUR"),
    ("£2.3bn", 2.3e9, 2.3e9, "GBP"),
    ("Rs 5,000 crore", 5e10, 5e10, "INR"),
    ("Rs. 40,000 crore", 4e11, 4e11, "INR"),
    ("P18.9 billion", 18.9e9, 18.9e9, "PHP"),
    ("P5,000", 5e3, 5e3, "PHP"),
    ("R2.8bn", 2.8e9, 2.8e9, "ZAR"),
    ("A$3.5 billion", 3.5e9, 3.5e9, "AUD"),
    ("C$9m", 9e6, 9e6, "CAD"),
    ("NT$20 billion", 2e10, 2e10, "TWD"),
    ("HK$20 billion", 2e10, 2e10, "HKD"),
    ("¥20 billion", 2e10, 2e10, "JPY"),
    ("₹20 billion", 2e10, 2e10, "INR"),
    ("5 billion Polish zloty", 5e9, 5e9, "PLN"),
    ("SEK 2bn", 2e9, 2e9, "SEK"),
    ("2 billion Swedish kronor", 2e9, 2e9, "SEK"),
    ("two billion Norwegian kroner", 2e9, 2e9, "NOK"),
    ("CHF 1m", 1e6, 1e6, "CHF"),
    ("300 million AED", 3e8, 3e8, "AED"),
    ("3 billion Canadian dollars", 3e9, 3e9, "CAD"),
    ("5 billion won", 5e9, 5e9, "KRW"),
    ("a 400-million-dollar deal", 4e8, 4e8, "USD"),
    ("half a billion dollars", 5e8, 5e8, "USD"),
    ("billions of dollars", 2e9, 9e9, "USD"),
    ("millions of pounds", 2e6, 9e6, "GBP"),
    ("tens of millions of dollars", 2e7, 9.9e7, "USD"),
    ("tens of billions of US tax dollars", 2e10, 9.9e10, "USD"),
    ("millions of taxpayers’ euros", 2e6, 9e6, "EUR"),
    ("billions in military aid", 2e9, 9e9, "USD"),
    ("a multi-billion-dollar deal", 2e9, 9e9, "USD"),
    ("a multimillion-euro contract", 2e6, 9e6, "EUR"),
    ("worth $400m", 4e8, 4e8, "USD"),
    ("valued at $400m", 4e8, 4e8, "USD"),
    ("more than $60 billion", 60e9 + 1, None, "USD"),
    ("$60 billion-plus", 60e9 + 1, None, "USD"),
    ("up to $60m", None, 6e7, "USD"),
    ("up to an aggregate value of $60m", None, 6e7, "USD"),
    ("as much as £400m", None, 4e8, "GBP"),
    ("at least €5bn", 5e9, None, "EUR"),
    ("around $1 billion", 9e8, 1.1e9, "USD"),
    ("nearly $5bn", 4.5e9, 5e9, "USD"),
    ("between $1 and $2 billion", 1e9, 2e9, "USD"),
    ("$1-2 billion", 1e9, 2e9, "USD"),
    ("A $1.5-2 billion deal", 1.5e9, 2e9, "USD"),
    ("$1bn to $2bn", 1e9, 2e9, "USD"),
    ("under a $50 million contract", 5e7, 5e7, "USD"),
    ("under an estimated $50 million", None, 5e7 - 1, "USD"),
    ("$50 million CAD", 5e7, 5e7, "CAD"),
    ("4 billion U.S. dollars", 4e9, 4e9, "USD"),
    ("TL 5 billion", 5e9, 5e9, "TRY"),
])
def test_sums_of_money(text: str, low: float | None, high: float | None, currency: str) -> None:
    assert sums(text) == [(low, high, currency)]
    assert counts(text) == []


def test_a_plain_dollar_is_that_of_the_page() -> None:
    assert sums("$5m and US$6m", dollar="AUD") == [(5e6, 5e6, "AUD"), (6e6, 6e6, "USD")]
    assert sums("5 million dollars", dollar="CAD") == [(5e6, 5e6, "CAD")]


def test_a_bare_sum_takes_the_currency_of_the_sum_before_it() -> None:
    assert sums("Of the €90 billion, some 60 billion for arms was new.") == [(9e10, 9e10, "EUR"), (5.4e10, 6.6e10, "EUR")]


def test_billions_of_nothing_take_the_currency_of_the_sentence_before() -> None:
    text = "The war costs €5 billion. Next year it will be 120 billion. And 8 billion people watch."
    found = read_quantities(text, [Span(0, 25), Span(26, 59), Span(60, len(text))])
    assert [m.money and m.money.currency for m in found] == ["EUR", "EUR", None]


def test_a_sign_belongs_to_the_number_behind_it() -> None:
    assert [(m.money.low, m.money.high) for m in read("They sent one $300 million package in March.") if m.money] == [(300e6, 300e6)]
    assert [m.money.low for m in read("Two $500 million packages were approved, and 50$ was paid.") if m.money] == [500e6, 50]


def test_pounds_of_goods_are_a_weight() -> None:
    assert sums("2,000 pounds of ammunition") == []
    assert sums("a 500-pound bomb") == []
    assert sums("300 million pounds") == [(3e8, 3e8, "GBP")]


def test_other_words_are_no_currency() -> None:
    assert sums("They won 3 real medals; 12 won gold") == []


def test_a_package_and_its_content_are_two_mentions() -> None:
    text = "a €50m package including 1,500 Stingers"
    assert sums(text) == [(5e7, 5e7, "EUR")]
    assert counts(text) == [(1500, 1500, "Stingers")]


def test_sentences_are_read_apart_and_offsets_are_of_the_whole_text() -> None:
    text = "Two tanks came. Then 40 guns."
    mentions = read_quantities(text, [Span(0, 15), Span(16, 29)])
    assert [text[m.span.start:m.span.end] for m in mentions] == ["Two", "40"]


@given(st.floats(1, 1e12), st.sampled_from(["", "above", "least", "most", "below", "about", "nearly", "exact"]))
def test_bounds_never_cross_and_hold_their_own_number(value: float, bound: str) -> None:
    low, high = bounded(value, value, bound)
    assert low is None or high is None or low <= high
    if bound not in ("above", "below"):
        assert (low is None or low <= value + 1e-5) and (high is None or high >= value - 1e-5)


WORDS = st.sampled_from([
    "more than", "400", "two", "$", "€5m", "million", "of", "tanks", "to", "-", "between", "and", "a", "hundred", "dozen", "US", "(", ")",
    ",", "percent", "May", "2023", "or", "if not", "dollars", "pounds", "’s", "Su", "35", "155mm", ".", "half", "several", "about", "(2)",
])


def test_the_more_of_another_number_bounds_none_before_it() -> None:
    told = [(m.quantity.low, m.quantity.high) for m in read("Italy sent 30 tanks or more than 40 guns, 20 and more than 50 radars.") if m.quantity]
    assert told == [(30, 30), (41, None), (20, 20), (51, None)]


@given(st.lists(WORDS, max_size=25))
@example(["400", "and", "more than", "400"])
def test_any_words_give_ordered_mentions_inside_the_text(words: list[str]) -> None:
    text = " ".join(words)
    end = 0
    for mention in read(text):
        assert end <= mention.span.start < mention.span.end <= len(text)
        assert (mention.quantity is None) != (mention.money is None)
        value = mention.quantity or mention.money
        assert value is not None
        assert re.sub(r"\s+", " ", text[mention.span.start:mention.span.end]) == value.text
        assert value.low is None or value.high is None or value.low <= value.high
        end = mention.span.end


@pytest.mark.parametrize("unit", [
    "1", "1,", "12-", "(3", "2 ", "one hundred and ", "more than ", "$", "up to a ", "two or ", "hundreds of ", "3 000 ",
    "from 2 to ", "US$",
])
def test_reading_is_linear_in_the_text(unit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Twice the text takes about twice the looks at a lexeme, however often a pattern nearly fits."""
    monkeypatch.setattr("onrecord.reading.quantities.lexemes", counted_lexemes)

    def cost(size: int) -> int:
        Watched.looks = 0
        read((unit * size)[:size])
        return Watched.looks

    small = cost(3_000)
    assert cost(6_000) <= 2.2 * small + 200


def test_a_million_digits_are_read_as_no_number() -> None:
    assert read("9" * 1_000_000) == ()
    assert read("(" * 100_000) == ()


@pytest.mark.parametrize(("text", "noun"), [
    ("1,000 grenade, mortar and artillery rounds", "rounds"),
    ("four counter-artillery and counter-drone radars", "radars"),
    ("12 self-propelled or towed howitzers", "howitzers"),
    ("12 Javelin and 40 howitzers", "Javelin"),
    ("one frigate and boats", "frigate"),
    ("20 Javelin and the howitzers", "Javelin"),
])
def test_nouns_that_share_a_head_are_counted_by_it(text: str, noun: str) -> None:
    assert counts(text)[0][2] == noun


@pytest.mark.parametrize("text", ["They sold the P8 and the P3.", "A P18 stood there.", "The R27 was new."])
def test_a_letter_before_the_number_of_a_type_is_no_sign(text: str) -> None:
    assert sums(text) == []
