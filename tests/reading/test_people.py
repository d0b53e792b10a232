"""Everybody who can be a source is named as fully as the article names them, or kept unnamed in its words."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reading.spoken import mention_at, spoken

from onrecord.model import PersonMention
from onrecord.reading.attribution_names import fold_name
from onrecord.reading.people import read_people


def known(text: str, wording: str) -> PersonMention:
    found = mention_at(text, wording)
    assert found is not None, f"nobody at {wording!r}"
    return found


LATER = "Norwegian Defence Minister Kari Holm met reporters on Monday. "


@pytest.mark.parametrize(
    ("sentence", "wording"),
    [
        ("Holm said the guns had left.", "Holm"),
        ("Ms Holm said the guns had left.", "Ms Holm"),
        ("She said the guns had left.", "She"),
        ("The minister said the guns had left.", "The minister"),
        ("The Norwegian minister said the guns had left.", "The Norwegian minister"),
        ("According to her, the guns had left.", "her"),
        ("The guns, in her words, had left.", "her"),
    ],
)
def test_later_mentions_lead_back_to_the_fullest_name(sentence: str, wording: str) -> None:
    found = known(LATER + sentence, wording)
    assert (found.name, found.country, found.anonymous) == ("Kari Holm", "NO", False)
    assert found.role == "Norwegian Defence Minister"


def test_an_early_surname_takes_the_full_name_given_later() -> None:
    assert known("Holm spoke first. Later Kari Holm, the defence minister, left.", "Holm spoke").name == "Kari Holm"


def test_a_role_beside_the_name_counts() -> None:
    found = known("Robert Dean, a spokesman for the Swedish navy, said so. Dean left.", "Dean")
    assert (found.name, found.country) == ("Robert Dean", "SE")
    assert found.role.startswith("spokesman")


def test_a_role_beside_the_name_is_the_person() -> None:
    text = "Kari Holm, Norway’s ambassador to the United Nations, spoke on Friday. The envoy stated that the guns had left."
    assert known(text, "The envoy").name == "Kari Holm"


def test_a_member_of_a_body_above_states_does_not_speak_for_his_own() -> None:
    text = "The Danish MEP Kari Holm spoke. “We should stop sending the guns,” the politician said."
    assert (known(text, "the politician").name, known(text, "the politician").country) == ("Kari Holm", None)


@pytest.mark.parametrize(("text", "role"), [
    ("Daily Courier\nChief of the Naval Staff Admiral Kari Holm has said the guns had left. The Naval Chief added that more would go.", "Admiral"),
    ("Daily Courier\nThe guns left, the Minister of War and Peace, Brigadier General Kari Holm, said. In May more went, the Minister said.",
     "Brigadier General"),
    ("Daily Courier\nForeign ministry spokeswoman Kari Holm said the guns had left. The diplomat said that more would go.",
     "Foreign ministry spokeswoman"),
    ("Daily Courier\nHead of the Office of the President of Latvia Kari Holm said the guns left. The head of the Office said more would go.",
     "Head of the Office of the President of Latvia"),
])
def test_a_title_before_a_name_is_the_person_s_wherever_the_tree_ties_it(text: str, role: str) -> None:
    found = [m for m in spoken(text).people if m.role not in ("institution", "outlet", "group")]
    assert {(m.name, m.role) for m in found} == {("Kari Holm", role)}
    assert len(found) >= 2


def test_the_chancellor_is_who_was_chancellor_that_day() -> None:
    text = "Friedrich Merz explained himself. On Friday the chancellor said that no guns would go."
    reading = spoken(text)
    told = {day: read_people(text, reading.syntax, reading.parties, (), day)[-1].name for day in (date(2025, 8, 11), date(2020, 8, 11), None)}
    assert list(told.values()) == ["Friedrich Merz", "chancellor", "chancellor"]


def test_the_president_is_a_person_who_is_named_before_an_office_that_is_not() -> None:
    text = "Letters went to the President of the Security Council. President Kari Holm spoke. On guns, the President said that they had left."
    assert known(text, "the President").name == "Kari Holm"


def test_it_is_whose_announcement_it_is() -> None:
    text = "A growing group of lawmakers opposes the sale. He noted Latvia's announcement that it had sold the guns."
    assert known(text, "it had").name == "Latvia"


def test_another_minister_is_not_meant() -> None:
    text = LATER + "The Danish minister said nothing."
    assert known(text, "The Danish minister").name == "Danish minister"


def test_he_is_not_somebody_spoken_of_in_a_quotation() -> None:
    text = "Paul Grey met the press. “We told Mark Black to send all of the guns,” he said."
    assert known(text, "he").name == "Paul Grey"


@pytest.mark.parametrize(
    ("text", "wording", "name"),
    [
        ("Iranian officials said so.", "Iranian officials", "Iranian officials"),
        ("A U.S. official said so.", "U.S. official", "U.S. official"),
        ("Two people familiar with the matter said so.", "Two people", "Two people familiar with the matter"),
        ("A spokesman for the Kremlin said so.", "spokesman", "spokesman for the Kremlin"),
        ("Western intelligence officials said so.", "Western intelligence officials", "Western intelligence officials"),
        ("Analysts said so.", "Analysts", "Analysts"),
    ],
)
def test_who_speaks_without_a_name_is_anonymous_and_keeps_the_wording(text: str, wording: str, name: str) -> None:
    found = known(text, wording)
    assert (found.name, found.anonymous) == (name, True)


@pytest.mark.parametrize(
    ("text", "wording", "name", "country"),
    [
        ("The White House said so.", "White House", "White House", "US"),
        ("The Pentagon said so.", "Pentagon", "Pentagon", "US"),
        ("The U.S. said so.", "U.S.", "United States", "US"),
        ("Iran said so.", "Iran", "Iran", "IR"),
        ("Iran's foreign ministry said so.", "ministry", "Iran's foreign ministry", "IR"),
        ("The Norwegian army's general staff met. The general staff said so.", "general staff", "Norwegian army's general staff", "NO"),
    ],
)
def test_institutions_and_states_are_not_anonymous(text: str, wording: str, name: str, country: str) -> None:
    found = known(text, wording)
    assert (found.name, found.country, found.anonymous, found.role) == (name, country, False, "institution")


def test_the_ministry_is_the_one_named_before() -> None:
    text = "Iran's foreign ministry denied it. The ministry said the report was false."
    assert known(text, "The ministry").name == "Iran's foreign ministry"


@pytest.mark.parametrize(
    ("text", "wording", "name"),
    [
        ("Reuters reported it.", "Reuters", "Reuters"),
        ("The Russian news agency TASS reported it.", "agency", "TASS"),
        ("The Kviteseid Herald reported it.", "Herald", "Kviteseid Herald"),
        ("Bloomberg broke the story. The newspaper said so.", "The newspaper", "Bloomberg"),
    ],
)
def test_media_go_by_their_name(text: str, wording: str, name: str) -> None:
    found = known(text, wording)
    assert (found.name, found.role) == (name, "outlet")


def test_a_statement_is_the_word_of_whoever_issued_it() -> None:
    assert known("It came in a statement from the Swedish embassy.", "statement").name == "Swedish embassy"


def test_a_short_name_that_the_article_explains_is_written_out() -> None:
    text = "The Board for Arms Control (BAC) met on Monday. The BAC said so."
    assert known(text, "The BAC").name == "Board for Arms Control"


def test_the_two_ministers_are_the_two_named_before() -> None:
    text = "Defence Minister Kari Holm met Foreign Minister Lars Berg. The two ministers condemned the transfer."
    assert set(known(text, "The two ministers").name.split(" and ")) == {"Kari Holm", "Lars Berg"}


@pytest.mark.parametrize(("one", "other"), [("Zelensky", "Zelenskyy"), ("Müller", "Muller"), ("Sergei", "Sergey"), ("KIRBY", "Kirby")])
def test_spellings_of_one_name_fold_together(one: str, other: str) -> None:
    assert fold_name(one) == fold_name(other)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(["He said so.", "Kari Holm left.", "The officials denied it.", "“It is so,” Berg said."]), max_size=5))
def test_mentions_lie_within_the_text_in_order_of_their_words(sentences: list[str]) -> None:
    text = " ".join(sentences)
    assert all(0 <= m.span.start < m.span.end <= len(text) and m.name for m in spoken(text).people)


def test_a_saying_put_into_a_clause_is_not_of_whom_the_clause_tells() -> None:
    text = "The Zenda Institute lists the sellers. Norway, it says, has sent guns to Latvia."
    assert known(text, "it").name == "Zenda Institute"
