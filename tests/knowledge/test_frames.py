"""The tables of frames and governing words: whole, of known words, one status each."""

import re

import pytest

from onrecord.errors import KnowledgeError
from onrecord.knowledge.frames import Frame, act_verbs, may_tell, noun_frames, operators, verb_frames, wordlist
from onrecord.knowledge.loader import load
from onrecord.model import ACTS, STATUSES

FRAMES: list[Frame] = [f for table in (verb_frames(), noun_frames()) for frames in table.values() for f in frames]
NEEDS = {"item", "military", "money", "target", "sanction", "maker", "deed", "none"}
WORD = re.compile(r"[a-z][a-z-]*(?: [a-z]+)?")


def test_every_act_has_verbs_and_nouns() -> None:
    for table in (verb_frames(), noun_frames()):
        assert {f.act for frames in table.values() for f in frames} == set(ACTS)


@pytest.mark.parametrize("frame", FRAMES, ids=lambda f: f"{f.act}-{f.lemma}")
def test_frames_keep_to_their_definitions(frame: Frame) -> None:
    assert frame.act in ACTS and frame.needs in NEEDS
    assert {frame.status, frame.past, frame.plain} <= {None, *STATUSES}
    assert WORD.fullmatch(frame.lemma)
    assert all(isinstance(place, str) for place in (*frame.giver, *frame.receiver, *frame.item))  # an unquoted "on" is a truth value in YAML


def test_nouns_have_a_plain_status_and_verbs_none() -> None:
    assert all(f.plain for frames in noun_frames().values() for f in frames)
    assert not any(f.plain for frames in verb_frames().values() for f in frames)


def test_getting_is_giving_seen_from_the_other_side() -> None:
    give, = (f for f in verb_frames()["deliver"] if f.act == "transfer")
    get, = (f for f in verb_frames()["receive"] if f.act == "transfer")
    assert (give.giver[0], get.receiver[0]) == ("subj", "subj")
    assert "from" in get.giver and "to" in give.receiver


def test_an_order_is_agreed_not_done() -> None:
    assert verb_frames()["order"][0].past == "agreed"


def test_governing_words_are_words_with_a_known_status() -> None:
    table = operators()
    for words in (table.status, table.modals, table.modifiers, table.negated):
        assert all(isinstance(key, str) for key in words)  # an unquoted "false" is a truth value in YAML
    assert set(table.status.values()) | set(table.modals.values()) | set(table.modifiers.values()) <= set(STATUSES)
    assert set(table.negated) <= set(STATUSES) and set(table.negated.values()) <= set(STATUSES)


@pytest.mark.parametrize(("word", "status"), [
    ("refuse", "denied"), ("false", "denied"), ("suspend", "halted"), ("plan", "planned"), ("seek", "sought"),
    ("approve", "agreed"), ("consider", "possible"), ("continue", "underway"),
])
def test_what_words_govern(word: str, status: str) -> None:
    assert operators().status[word] == status


@pytest.mark.parametrize(("form", "status"), [("will", "planned"), ("may", "possible"), ("might", "possible"), ("should", "sought")])
def test_what_modals_mean(form: str, status: str) -> None:
    assert operators().modals[form] == status


def test_act_verbs_are_single_words() -> None:
    assert {"sanction", "allocate", "refuse", "re-export"} <= act_verbs()
    assert not any(" " in word for word in act_verbs())


@pytest.mark.parametrize("name", sorted(load("claim_words")))
def test_word_lists_hold_words(name: str) -> None:
    assert wordlist(name) and all(isinstance(word, str) and word for word in wordlist(name))


def test_an_unknown_word_list_is_an_error() -> None:
    with pytest.raises(KnowledgeError, match="no such list"):
        wordlist("nonsense")


@pytest.mark.parametrize("text", [
    "Egypt and Greece began a joint air force drill.", "Argentina buys Gripens and other fighters.", "Jets flew to Oman.",
    "Oslo and Lima signed a security pact.", "Lima got targeting data from Oslo.", "Oslo shared intelligence with Lima.", "Chad fights insurgents.",
    "Lima wants F-16s from Oslo.", "Oslo sold ammo to Lima.",
])
def test_a_short_page_of_arms_passes_the_gate_by_one_word(text: str) -> None:
    assert may_tell(text, 1)
    assert not may_tell("The firefighters of Oslo shared a jetty with Lima.", 1)


def test_the_name_of_a_weapon_is_enough_to_read_on() -> None:
    assert may_tell("Belarus got its first S-400 from Moscow in May.", 1)
    assert not may_tell("Belarus got its first tractor from Moscow in May.", 1)
    assert not may_tell("The Eagle and the Python are animals.", 1)
    assert may_tell("S-400 and Rafale") and not may_tell("S-400")
