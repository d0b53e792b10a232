"""Who says what: each way of saying so gives the scope and the chain that a reader would give."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reading.spoken import chain_at, spoken, voices_at

from onrecord.reading.attribution_turns import find_turns

SENT = "Latvia had sent forty trucks to Estonia"


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (f"Kari Holm said that {SENT}.", ["Kari Holm"]),
        (f"{SENT}, Kari Holm said on Monday.", ["Kari Holm"]),
        (f"{SENT}, said Kari Holm, a spokeswoman for the navy.", ["Kari Holm"]),
        (f"According to Kari Holm, {SENT}.", ["Kari Holm"]),
        (f"{SENT}, according to Kari Holm.", ["Kari Holm"]),
        (f"In a statement, the Pentagon said {SENT}.", ["Pentagon"]),
        (f"Kari Holm told Reuters that {SENT}.", ["Kari Holm", "Reuters"]),
        (f"Reuters was told by Kari Holm that {SENT}.", ["Kari Holm", "Reuters"]),
        (f"Reuters reported, citing Iranian officials, that {SENT}.", ["Iranian officials*", "Reuters"]),
        (f"Citing unnamed Iranian officials, Reuters said that {SENT}.", ["unnamed Iranian officials*", "Reuters"]),
        (f"TASS quoted Kari Holm as saying that {SENT}.", ["Kari Holm", "TASS"]),
        (f"Kari Holm was quoted by TASS as saying that {SENT}.", ["Kari Holm", "TASS"]),
        (f"In her opinion, {SENT}.", []),
        (f"{SENT}.", []),
    ],
)
def test_a_clause_belongs_to_whoever_is_said_to_say_it(text: str, chain: list[str]) -> None:
    assert chain_at(text, "forty trucks") == chain


def test_a_chain_within_a_chain() -> None:
    text = f"Tasnim reported on Tuesday that General Reza Karim had said that Omar Farid denied that {SENT}."
    chains = [[link[1] for link in voice.links] for voice in voices_at(text, "forty trucks")]
    assert chains == [["Omar Farid"], ["Reza Karim"], ["Tasnim"]]


@pytest.mark.parametrize(
    ("text", "wording"),
    [
        ("Kari Holm accused Latvia of supplying trucks to Estonia.", "supplying trucks"),
        ("Kari Holm denied supplying trucks to Estonia.", "supplying trucks"),
        ("Kari Holm announced a package of trucks for Estonia.", "package of trucks"),
        ("Kari Holm condemned the delivery of trucks to Estonia.", "delivery of trucks"),
        ("Kari Holm called on Latvia to stop the delivery of trucks.", "delivery of trucks"),
        ("Kari Holm's claim that Latvia sent trucks was repeated.", "Latvia sent trucks"),
        ("The delivery of trucks was confirmed by Kari Holm.", "delivery of trucks"),
        ("Kari Holm said it was a gift, adding that the trucks had left.", "trucks had left"),
    ],
)
def test_words_of_saying_take_more_than_clauses(text: str, wording: str) -> None:
    assert chain_at(text, wording) == ["Kari Holm"]


def test_a_quotation_broken_by_its_speaker_is_one_speaker_s() -> None:
    text = "“We sent the trucks in May,” Kari Holm said. “The guns follow in June.”"
    assert chain_at(text, "trucks in May") == chain_at(text, "guns follow") == ["Kari Holm"]


def test_a_quotation_of_many_sentences_is_all_the_speaker_s() -> None:
    text = "“We sent the trucks. Nobody asked. The guns follow in June,” Kari Holm said."
    assert chain_at(text, "sent the trucks") == ["Kari Holm"]


def test_a_speaker_is_carried_over_paragraphs() -> None:
    text = "“We sent the trucks in May,” Kari Holm said.\n“The guns follow in June.”\nLatvia borders Estonia."
    assert chain_at(text, "guns follow") == ["Kari Holm"]
    assert voices_at(text, "guns follow")[0].manner == "carried"
    assert chain_at(text, "borders Estonia") == []


def test_a_new_speaker_ends_the_carrying() -> None:
    text = "“We sent the trucks in May,” Kari Holm said. Lars Berg disagreed. “Nothing was sent at all,” Berg said."
    assert chain_at(text, "Nothing was sent") == ["Lars Berg"]


def test_no_voice_reaches_beyond_its_sentence_or_its_quotation() -> None:
    text = "Kari Holm said that the trucks had left. Latvia borders Estonia."
    assert chain_at(text, "borders Estonia") == []


def test_a_sentence_may_point_back_to_what_was_said() -> None:
    text = "Latvia will send trucks. Kari Holm, the Norwegian minister, said this on Monday."
    assert chain_at(text, "will send trucks") == ["Kari Holm"]


@pytest.mark.parametrize(
    ("text", "wording", "certainty"),
    [
        ("Latvia is believed to have sent trucks.", "sent trucks", "probable"),
        ("Latvia reportedly sent trucks.", "sent trucks", "probable"),
        ("Latvia may have sent trucks.", "sent trucks", "possible"),
        ("The alleged delivery of trucks ended.", "delivery of trucks", "probable"),
        ("Latvia appears to have sent trucks.", "sent trucks", "probable"),
    ],
)
def test_a_hedge_has_a_scope_and_no_speaker(text: str, wording: str, certainty: str) -> None:
    place = text.index(wording) + len(wording) // 2
    found = [v for v in spoken(text).voices if v.scope.start <= place < v.scope.end]
    assert certainty in {v.hedge for v in found}
    assert all(not v.links for v in found)


def test_allegations_are_the_accuser_s_where_there_is_one_and_else_a_hedge() -> None:
    named, nobody = "Kari Holm's allegation that Latvia sent trucks spread.", "The allegation that Latvia sent trucks to Estonia was repeated."
    assert voices_at(named, "sent trucks")[0].hedge == "certain"
    assert [v.hedge for v in spoken(nobody).voices if v.manner == "hedged"] == ["probable"]


def test_a_clause_after_but_still_tells_what_was_said() -> None:
    text = "Kari Holm said that some trucks had been sent, but any talk of guns was false. Latvia borders Estonia."
    assert chain_at(text, "talk of guns") == ["Kari Holm"]


def test_the_statement_is_by_whoever_issued_one() -> None:
    text = "Latvia issued a statement on Monday. “All of our limits end today,” the statement said."
    assert chain_at(text, "limits end") == ["Latvia"]


def test_a_state_s_own_demand_yields_to_who_reports_it() -> None:
    text = "Kari Holm said Latvia expects that Estonia will send guns."
    assert [v.manner for v in voices_at(text, "send guns")] == ["held", "reported"]


@pytest.mark.parametrize(
    ("verb", "certainty"), [("said", "certain"), ("suspected", "probable"), ("feared", "possible"), ("assessed", "probable")])
def test_the_reporting_word_colours_the_certainty(verb: str, certainty: str) -> None:
    assert voices_at(f"Kari Holm {verb} that {SENT}.", "forty trucks")[0].hedge == certainty


TRANSCRIPT = """MODERATOR: Hello, everyone.
MR. DEAN: We sent the trucks in May.
And the guns follow in June.
Q  Did you send missiles?
SENIOR ADMINISTRATION OFFICIAL: We sent no missiles."""


def test_turns_of_a_transcript_belong_to_their_speakers() -> None:
    assert chain_at(TRANSCRIPT, "trucks in May") == chain_at(TRANSCRIPT, "guns follow") == ["Dean"]
    assert chain_at(TRANSCRIPT, "sent no missiles") == ["senior administration official*"]
    assert voices_at(TRANSCRIPT, "you send missiles")[-1].manner == "question"
    assert voices_at(TRANSCRIPT, "Hello")[-1].manner == "question"


def test_answers_of_an_interview_belong_to_the_person_introduced() -> None:
    text = "Professor Ada Lind spoke with us. Q: What was sent? A: Forty trucks left in May. Q: And then? A: The guns followed them."
    assert chain_at(text, "Forty trucks") == chain_at(text, "guns followed") == ["Ada Lind"]


SECTIONS = ["FACT SHEET: Aid\nThe aid left.", "SUBJECT: Delegation of powers\nBy the powers", "Note: it left.\nAlso: more."]


@pytest.mark.parametrize("text", SECTIONS)
def test_labels_of_sections_are_no_turns(text: str) -> None:
    assert find_turns(text) == []


@given(st.text(alphabet="QAMR. :\nabDEAN", max_size=80))
def test_turns_divide_the_text_without_overlap(text: str) -> None:
    turns = find_turns(text)
    assert all(a.scope.end <= b.label.start for a, b in pairwise(turns))
    assert all(t.label.end <= t.scope.start <= t.scope.end <= len(text) for t in turns)


PIECES = ["Kari Holm said that Latvia sent trucks.", "“It is so,” she added.", "Reuters reported it, citing officials.", "They left.", "\n"]


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=5))
def test_scopes_lie_within_paragraphs(pieces: list[str]) -> None:
    text = " ".join(pieces)
    for voice in spoken(text).voices:
        assert 0 <= voice.scope.start < voice.scope.end <= len(text)
        assert "\n" not in text[voice.scope.start:voice.scope.end]
