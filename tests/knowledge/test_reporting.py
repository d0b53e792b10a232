"""Reporting words, hedges and speakers: what the files say is what the tables hold, and broken files are refused."""

import re
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import KnowledgeError
from onrecord.knowledge.reporting import (
    FRAMES,
    SURENESS,
    backward_nouns,
    hedges,
    less_sure,
    mental_adjectives,
    opinions,
    phrases,
    reporting_nouns,
    reporting_verbs,
    speakers,
    verbs_from,
)

COMMON = ["say", "tell", "announce", "warn", "accuse", "deny", "believe", "tweet", "point out", "call on", "reiterate"]


@pytest.mark.parametrize("lemma", COMMON)
def test_common_verbs_of_saying_are_known(lemma: str) -> None:
    assert reporting_verbs()[lemma].frames | reporting_verbs()[lemma].thing_frames <= FRAMES


@pytest.mark.parametrize(
    ("lemma", "certainty"), [("say", "certain"), ("suspect", "probable"), ("assess", "probable"), ("fear", "possible")])
def test_verbs_colour_certainty(lemma: str, certainty: str) -> None:
    assert reporting_verbs()[lemma].certainty == certainty


def test_denying_and_hearing_and_thinking_are_marked() -> None:
    verbs = reporting_verbs()
    assert verbs["deny"].denies and not verbs["say"].denies
    assert verbs["tell"].hearer and not verbs["announce"].hearer
    assert verbs["say"].speech and not verbs["believe"].speech


def test_a_thing_shows_but_a_person_does_not() -> None:
    assert "clause" in reporting_verbs()["show"].thing_frames
    assert "clause" not in reporting_verbs()["show"].frames


def test_a_verb_in_two_groups_has_the_frames_of_both_and_the_least_certainty() -> None:
    one = {"lemmas": ["hum"], "frames": ["clause"]}
    other = {"lemmas": ["hum"], "frames": ["of"], "certainty": "possible", "speech": False}
    found = verbs_from([one, other])
    assert (found["hum"].frames, found["hum"].certainty, found["hum"].speech) == (frozenset({"clause", "of"}), "possible", True)


@pytest.mark.parametrize(
    "group",
    [
        {"lemmas": ["hum"], "frames": ["sideways"]},
        {"lemmas": ["hum"], "frames": [True]},
        {"lemmas": ["hum"]},
        {"lemmas": "hum", "frames": ["clause"]},
        {"lemmas": ["hum"], "frames": ["clause"], "certainty": "sure"},
        {"lemmas": ["hum"], "frames": ["clause"], "passive": "sure"},
    ],
)
def test_a_broken_group_is_refused_by_name(group: dict[str, object]) -> None:
    with pytest.raises(KnowledgeError, match=r"reporting\.yaml, verbs"):
        verbs_from([group])


@given(st.lists(st.sampled_from(SURENESS)))
def test_less_sure_is_the_least_of_all_and_no_order_matters(certainties: list[str]) -> None:
    assert less_sure(*certainties) == less_sure(*reversed(certainties))
    assert less_sure(*certainties, "possible") == "possible"
    assert less_sure(*certainties, "certain") == less_sure(*certainties)


def test_nouns_phrases_adjectives() -> None:
    assert reporting_nouns()["denial"].denies
    allegation = reporting_nouns()["allegation"]
    assert (allegation.certainty, allegation.nameless) == ("certain", "probable")
    assert mental_adjectives()["concerned"] == "possible"
    assert {("according to", False), ("citing", True)} <= {(p.form, p.medium) for p in phrases()}
    lengths = [len(p.form) for p in phrases()]
    assert lengths == sorted(lengths, reverse=True)
    assert {"opinion", "words"} <= opinions() and "opinion" in backward_nouns()


def test_hedges_stand_where_they_are_listed() -> None:
    know = hedges()
    assert know.adverbs["reportedly"] == know.passives["believe"] == know.verbs["appear"] == "probable"
    assert know.modals == {"may": "possible", "might": "possible", "could": "possible"}
    assert "can" not in know.modals and know.adjectives["unconfirmed"] == "possible"


def test_no_word_is_both_an_anonymous_speaker_and_a_side() -> None:
    know = speakers()
    assert not know.unnamed & know.crowds


def test_every_speaker_table_is_filled_and_countries_are_codes() -> None:
    know = speakers()
    assert {"official", "source", "spokesman"} <= know.unnamed and {"minister", "president"} <= know.titles
    assert {"white house", "pentagon"} <= {form.lower() for form in know.bodies}
    assert all(body.country is None or len(body.country) == 2 for body in [*know.bodies.values(), *know.sites.values()])
    assert know.full_names["U.S."] == "United States"
    assert know.sites["federalregister.gov"].gazette and not know.sites["whitehouse.gov"].gazette


@pytest.mark.parametrize("name", ["reporting", "hedges", "speakers"])
def test_no_section_of_a_file_stands_twice(name: str) -> None:
    content = files("onrecord.knowledge").joinpath("data", f"{name}.yaml").read_text(encoding="utf-8")
    keys = re.findall(r"^(\w+):", content, re.MULTILINE)
    assert len(keys) == len(set(keys)) > 5


def test_who_can_be_led_back_to_is_a_title_or_an_unnamed_speaker() -> None:
    know = speakers()
    assert all(noun in know.titles | know.unnamed | know.crowds for noun in know.kin)
