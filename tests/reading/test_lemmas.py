"""Lemma rules undo what they are made from; the check mends lemmas no word can have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.lemmas import act_verb_lemma, apply_rule, bases, checked_lemma, lemma_rule

WORDS = [
    "have", "be", "go", "good", "well", "supply", "ship", "pledge", "receive", "country", "ally", "hope", "hop", "die", "tie", "add",
    "ad", "news", "troops", "build", "find", "foot", "leave", "leaf", "life", "big", "close", "deliver", "plan", "plane",
]  # fmt: skip
RANKS = {word: place for place, word in enumerate(WORDS)}

PAST = "Tense=Past|VerbForm=Part"
ING = "Tense=Pres|VerbForm=Part"
THIRD = "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin"


@given(st.text("aBcé-'", min_size=1, max_size=8), st.text("aBcé-'", min_size=1, max_size=8))
def test_a_rule_makes_the_lemma_it_was_made_from(form: str, lemma: str) -> None:
    assert apply_rule(form, lemma_rule(form, lemma)) == lemma


@pytest.mark.parametrize(("form", "rule"), [("é", "l1|"), ("é", "l2|"), ("é", "k1|")])
def test_a_rule_for_longer_words_leaves_the_form(form: str, rule: str) -> None:
    assert apply_rule(form, rule) == form


@pytest.mark.parametrize(
    ("form", "lemma", "upos", "feats", "checked"),
    [
        ("supplied", "suppli", "VERB", PAST, "supply"),
        ("Supplies", "supplie", "NOUN", "Number=Plur", "supply"),
        ("pledged", "pledg", "VERB", PAST, "pledge"),
        ("shipped", "shipp", "VERB", PAST, "ship"),
        ("planned", "planne", "VERB", PAST, "plan"),
        ("added", "adde", "VERB", PAST, "add"),
        ("receiving", "receiv", "VERB", ING, "receive"),
        ("dying", "dy", "VERB", ING, "die"),
        ("supplies", "supplie", "VERB", THIRD, "supply"),
        ("built", "buil", "VERB", PAST, "build"),
        ("found", "found", "VERB", PAST, "find"),
        ("feet", "feet", "NOUN", "Number=Plur", "foot"),
        ("bigger", "bigg", "ADJ", "Degree=Cmp", "big"),
        ("closest", "clos", "ADJ", "Degree=Sup", "close"),
        ("lorries", "lorrie", "NOUN", "Number=Plur", "lorry"),
        ("SUPPLIED", "suppli", "VERB", PAST, "supply"),
    ],
)
def test_impossible_lemmas_are_mended(form: str, lemma: str, upos: str, feats: str, checked: str) -> None:
    assert checked_lemma(form, lemma, upos, feats, RANKS.get) == checked


@pytest.mark.parametrize(
    ("form", "lemma", "upos", "feats"),
    [
        ("has", "have", "VERB", THIRD),
        ("better", "good", "ADJ", "Degree=Cmp"),
        ("news", "news", "NOUN", "Number=Plur"),
        ("hoped", "hope", "VERB", PAST),
        ("leaves", "leaf", "NOUN", "Number=Plur"),
        ("Kyiv", "Kyiv", "PROPN", "Number=Sing"),
        ("'s", "be", "AUX", THIRD),
        ("p.m.", "p.m.", "NOUN", "Number=Sing"),
        ("went", "go", "VERB", PAST),
    ],
)
def test_sound_lemmas_stand(form: str, lemma: str, upos: str, feats: str) -> None:
    assert checked_lemma(form, lemma, upos, feats, RANKS.get) == lemma


@pytest.mark.parametrize(
    ("form", "lemma", "feats", "checked"),
    [("demined", "demin", PAST, "demin"), ("resupplied", "resuppli", PAST, "resupply"), ("embargoes", "embargoe", THIRD, "embargo")],
)
def test_words_that_are_not_known_get_a_lemma_that_could_be_one(form: str, lemma: str, feats: str, checked: str) -> None:
    assert checked_lemma(form, lemma, "VERB", feats, RANKS.get) in {checked, f"{checked}e"}


@given(st.text("abeiostuvy", min_size=1, max_size=9), st.sampled_from(["ed", "ing", "s", "er", "est"]))
def test_bases_are_words_and_only_of_forms_with_the_ending(stem: str, ending: str) -> None:
    found = bases(stem + ending, ending)
    assert all(found)
    assert bases(stem + "xq", ending) == []


FEATS = st.sampled_from([PAST, ING, THIRD, "Number=Plur", "_"])


@given(st.text("abeiosty", min_size=1, max_size=9), st.sampled_from(["VERB", "NOUN", "ADJ"]), FEATS)
def test_a_lemma_never_becomes_empty_nor_ends_like_suppli(form: str, upos: str, feats: str) -> None:
    assert checked_lemma(form, form, upos, feats, RANKS.get)
    assert not checked_lemma(form + "ied", form + "i", "VERB", PAST, RANKS.get).endswith("i") or len(form) < 2


@pytest.mark.parametrize(("form", "given", "lemma"), [
    ("sanctioned", "sanctione", "sanction"), ("allocated", "allocat", "allocate"), ("notifying", "notifye", "notify"),
    ("withholding", "withholde", "withhold"), ("co-developed", "co-develope", "co-develop"), ("Sold", "sell", "sell"),
    ("gardened", "gardene", "gardene"), ("barred", "barre", "bar"),
])
def test_lemmas_of_act_verbs_are_mended(form: str, given: str, lemma: str) -> None:
    assert act_verb_lemma(form, given) == lemma
