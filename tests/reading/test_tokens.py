"""Words as the treebanks cut them, and the promise on offsets for any text at all."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.tokens import tokenize


def words(text: str) -> list[str]:
    """The words of a text."""
    return [text[start:end] for start, end in tokenize(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("They don't; he wouldn’t.", "They do n't ; he would n’t ."),
        ("She cannot say who's gonna pay", "She can not say who 's gon na pay"),
        ("Iran’s and the states' arms", "Iran ’s and the states ' arms"),
        ("THEY'LL SEND IT, WE'VE HEARD", "THEY 'LL SEND IT , WE 'VE HEARD"),
        ("O'Brien and d’Estaing at three o'clock", "O'Brien and d’Estaing at three o'clock"),
        ("the '90s, the 1990s and 2022-23", "the '90s , the 1990s and 2022 - 23"),
    ],
)
def test_clitics_part_from_their_words_and_names_keep_their_apostrophes(text: str, cut: str) -> None:
    assert words(text) == cut.split()


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("anti-tank, re-elected, ex-minister, non-NATO", "anti-tank , re-elected , ex-minister , non-NATO"),
        ("long-range F-16s and Su-57s", "long - range F - 16s and Su - 57s"),
        ("UN-backed and US-made and U.S.-led", "UN - backed and US - made and U.S. - led"),
        ("a three-year-old pact", "a three - year - old pact"),
        ("arms and/or money—now", "arms and / or money — now"),
    ],
)
def test_hyphens_stand_alone_but_prefixes_are_no_words(text: str, cut: str) -> None:
    assert words(text) == cut.split()


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("a $2bn deal, US$3.5m a year", "a $ 2 bn deal , US$ 3.5 m a year"),
        ("EUR50m, €1,500m-€2bn, £20-30m", "EUR 50 m , € 1,500 m - € 2 bn , £ 20 - 30 m"),
        ("1,200 shells of 155mm at 7:30pm", "1,200 shells of 155 mm at 7:30 pm"),
        ("the 1st, 22nd and 10,000th, 60%", "the 1st , 22nd and 10,000th , 60 %"),
        ("on 9/11, 2024-02-21 and 11/28/2000", "on 9/11 , 2024-02-21 and 11/28/2000"),
        ("8x8 M1A2s at 100km/h", "8x8 M1A2s at 100 km / h"),
        ("It cost 3.5m. In 1991.", "It cost 3.5 m . In 1991 ."),
    ],
)
def test_figures_stay_whole_and_their_units_and_currencies_stand_alone(text: str, cut: str) -> None:
    assert words(text) == cut.split()


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("Gen. Doe met Lt. Col. Roe.", "Gen. Doe met Lt. Col. Roe ."),
        ("The U.S. and U.K. at 10 a.m. on Sept. 5", "The U.S. and U.K. at 10 a.m. on Sept. 5"),
        ("No. 5 of Acme Inc. said no.", "No. 5 of Acme Inc. said no ."),
        ("J. Roe, Jr., etc., said so", "J. Roe , Jr. , etc. , said so"),
        ("Write to a.b@example.org or see https://example.org/x?y=1.", "Write to a.b@example.org or see https://example.org/x?y=1 ."),
        ("AT&T's report.pdf on example.com", "AT&T 's report.pdf on example.com"),
        ("Well... no -- never!!", "Well ... no -- never !!"),
    ],
)
def test_abbreviations_addresses_and_runs_of_signs_stay_whole(text: str, cut: str) -> None:
    assert words(text) == cut.split()


def test_quotation_marks_and_brackets_stand_alone() -> None:
    assert words("“(He) said: ‘Go,’”") == ["“", "(", "He", ")", "said", ":", "‘", "Go", ",", "’", "”"]


def test_only_the_stretch_asked_for_is_read() -> None:
    text = "One two. Three four."
    assert tokenize(text, 9, 19) == [(9, 14), (15, 19)]


TEXTS = st.text(st.one_of(st.characters(), st.sampled_from("aB1 .,'’-$%/\n\t“”()@&_")), max_size=120)


@given(TEXTS)
def test_words_follow_each_other_and_cover_all_that_is_no_space(text: str) -> None:
    found = tokenize(text, 0, len(text))
    assert all(start < end for start, end in found)
    assert all(end <= start for (_, end), (start, _) in pairwise(found))
    assert not any(ch.isspace() for start, end in found for ch in text[start:end])
    covered = {place for start, end in found for place in range(start, end)}
    assert covered == {place for place, ch in enumerate(text) if not ch.isspace()}


@pytest.mark.parametrize("unit", ["a", "a.", "1,", "a-", "'", "a@", "A&", "x.y", "1-", "[", "é́", "http://a"])
def test_time_grows_with_the_text_and_no_faster(unit: str) -> None:
    text = unit * (30_000 // len(unit))
    began = time.perf_counter()
    tokenize(text, 0, len(text))
    assert time.perf_counter() - began < 2.0
