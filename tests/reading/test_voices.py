"""Who says what: each way of saying so gives the scope and the chain that a reader would give."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reading.spoken import chain_at, spoken, voices_at

from onrecord.model import Span
from onrecord.reading.attribution_turns import find_turns
from onrecord.reading.voices import read_voices

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
        (f"{SENT}, Kari Holm was quoted by TASS as saying.", ["Kari Holm", "TASS"]),
        (f"According to a report by Reuters, quoting Iranian officials, {SENT}.", ["Iranian officials*", "Reuters"]),
        (f"Lars Berg mocked the moves by Iranian officials claiming that {SENT}.", ["Iranian officials*"]),
        (f"Iranian officials gave no proof for their accusation that {SENT}.", ["Iranian officials*"]),
        (f"{SENT}, according to the Congressional Research Service report.", ["Congressional Research Service"]),
        (f"Kari Holm laughed over a Norwegian claim that {SENT}.", ["Norway"]),
        (f"Kari Holm laughed over Western allegations that {SENT}.", ["the West"]),
        (f"Kari Holm laughed over the U.S. claim that {SENT}.", ["United States"]),
        (f"Kari Holm rejected Western allegations that {SENT}.", ["Kari Holm"]),
        (f"Kari Holm called groundless American claims that {SENT}.", ["Kari Holm"]),
        (f"The navy denied the U.S. claim that {SENT}.", ["navy"]),
        ("Norway named Latvia among the countries that had sent forty trucks to Estonia.", ["Norway"]),
        (f"Kari Holm laughed in response to claims by Western countries that {SENT}.", ["Western countries"]),
        (f"Israeli reports that {SENT} were wrong.", []),
        ("Citing Latvia’s decision to send forty trucks, Kari Holm said that the war would go on.", ["Kari Holm"]),
        (f"{SENT}, according to treasury.gov.", ["U.S. Treasury Department"]),
        (f"{SENT}, on the committee's own figures.", ["committee"]),
        (f"{SENT}, by the count of one officer at the port.", ["one officer at the port*"]),
        (f"{SENT}, by the estimate of the Latvian intelligence service.", ["Latvian intelligence service"]),
        (f"{SENT}, on Kari Holm's reckoning.", ["Kari Holm"]),
        (f"{SENT}, going by the minister's figures.", ["minister"]),
        (f"{SENT}, by the estimate of the weight.", []),
        (f"Iranian officials said it was late. {SENT}, officials said.", ["Iranian officials*"]),
        (f"Kari Holm asked Latvia to say whether {SENT}.", ["Kari Holm"]),
        (f"{SENT}, as its war with Livonia continues.", []),
        (f"Latvia will announce that {SENT}.", []),
        (f"Latvia was shy about announcing that {SENT}.", []),
        (f"In her opinion, {SENT}.", []),
        (f"After a week of silence the minister, Kari Holm, let it be known on Saturday that {SENT}.", ["Kari Holm"]),
        (f"Kari Holm made it clear that {SENT}.", ["Kari Holm"]),
        (f"Kari Holm went so far as to say that {SENT}.", ["Kari Holm"]),
        ("The premier came home with what Defence Minister Kari Holm described as a deal on forty trucks.", ["Kari Holm"]),
        (f"The planes came from Norway, which said that {SENT}.", ["Norway"]),
        (f"The defence ministry in Oslo said in a statement that {SENT}.", ["defence ministry in Oslo"]),
        (f"Kari Holm said in a letter on Monday that {SENT}.", ["Kari Holm"]),
        (f"Speaking to reporters in Oslo, the Norwegian ambassador, Lars Berg, said {SENT}.", ["Lars Berg"]),
        (f"{SENT}, a person briefed on the plans said on condition of anonymity.", ["person*"]),
        (f"{SENT}, a source in the Norwegian defence ministry told RIA Novosti.", ["source in the Norwegian defence ministry*", "RIA Novosti"]),
        (f"Reuters reported that {SENT}, citing a defence ministry source.", ["defence ministry source*", "Reuters"]),
        (f"Two diplomats met. {SENT}, one of the diplomats added.", ["Two diplomats*"]),
        (f"Some of the lawmakers said that {SENT}.", ["lawmakers*"]),
        (f"Kari Holm left. According to the indictment, {SENT}.", ["indictment"]),
        (f"{SENT}, sources in the defence ministry told The Riverside Post on Thursday.", ["sources in the defence ministry*"]),
        (f"The Pentagon's Kari Holm told a briefing that {SENT}.", ["Kari Holm"]),
        (f"{SENT}, said one Western diplomat.", ["one Western diplomat*"]),
        (f"“{SENT},” said Under Secretary of the Treasury Ana Roe.", ["Ana Roe"]),
        (f"The Wall Street Journal, citing people familiar with the matter, reported that {SENT}.",
         ["people familiar with the matter*", "The Wall Street Journal"]),
        (f"It costs ten euros per day, and {SENT}.", []),
        (f"The need convinced the navy that {SENT}.", []),
        ("Norway slapped new sanctions on Latvia, which had sent forty trucks to Estonia.", []),
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


def test_his_words_are_those_of_whoever_spoke_last() -> None:
    text = "Kari Holm met Lars Berg. Minister Paul Grey said it was late. Berg left. The orders, based on his words, were for forty trucks."
    assert chain_at(text, "forty trucks") == ["Paul Grey"]


def test_a_part_of_a_sentence_in_quotation_marks_goes_on_with_the_speaker_before_on_its_line() -> None:
    said, more = "Kari Holm said that the trucks had left.", "And each decision to send more trucks “was late, small and badly explained.”"
    assert chain_at(f"{said} {more}", "to send more trucks") == ["Kari Holm"]
    assert chain_at(f"{said}\n{more}", "to send more trucks") == []


def test_words_in_quotation_marks_in_a_further_paragraph_go_on_with_the_last_quotation_s_speaker() -> None:
    said = "“We are worried,” Kari Holm said.\n"
    text = said + "Latvia had sent trucks, though she “had not seen any movement of guns” to Estonia."
    assert chain_at(text, "Latvia had sent trucks") == ["Kari Holm"]
    for other in ("Lars Berg said it was late.\n", "“It is late,” Lars Berg said.\n"):
        assert chain_at(said + other + text[len(said):], "Latvia had sent trucks") in ([], ["Lars Berg"])
    term = said + "Latvia had sent trucks in its “special operation” to Estonia."
    assert chain_at(term, "Latvia had sent trucks") == []


def test_a_quotation_that_was_not_parsed_has_no_voice() -> None:
    text = "Kari Holm said that the trucks had left.\n“late, small and badly explained”"
    read = spoken(text[:text.index("\n")])
    quoted = [Span(text.index("“"), len(text))]
    assert all(v.scope.end <= quoted[0].start for v in read_voices(text, read.syntax, read.parties, read.people, quoted))


def test_who_is_named_in_a_quotation_speaks_in_it_alone() -> None:
    text = "Here is how the story of Kari Holm began: “They had made shells for Latvia for years, according to five Danish officials.”"
    assert chain_at(text, "shells for Latvia") == ["five Danish officials*"]
    assert chain_at(text, "the story") == []


def test_no_voice_reaches_beyond_its_sentence_or_its_quotation() -> None:
    text = "Kari Holm said that the trucks had left. Latvia borders Estonia."
    assert chain_at(text, "borders Estonia") == []


def test_a_sentence_may_point_back_to_what_was_said() -> None:
    text = "Latvia will send trucks. Kari Holm, the Norwegian minister, said this on Monday."
    assert chain_at(text, "will send trucks") == ["Kari Holm"]
    far = "Latvia will send trucks.\nThis was the promise to the West made by Kari Holm on Sunday."
    assert chain_at(far.replace("promise", "call"), "will send trucks") == ["Kari Holm"]
    assert chain_at(far, "will send trucks") == []


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


def test_a_verb_between_commas_belongs_to_whoever_stands_behind_it() -> None:
    sent = "The rest is hardware, including forty trucks which, says an official at the ministry here, were already sent to Latvia."
    assert chain_at(sent, "already sent") == ["official at the ministry here*"]
    asked = "Why, asked an opposition spokesman, was the government begging when the Norwegians had offered Estonia forty trucks?"
    assert chain_at(asked, "forty trucks") == ["opposition spokesman*"]


def test_he_is_who_spoke_just_before_though_unnamed() -> None:
    text = "Livonia's speaker, Ana Roe, said that it was late. Norway's representative rejected the charge. Forty trucks were sent, he said."
    assert chain_at(text, "Forty trucks") == ["Norway's representative*"]


REPORT = """Exports of Arms
3. Rosa Klebb (Zenda East) (Lib)
What was sent to Estonia?

The Minister for Trade (Kari Holm)
We sent forty trucks in May.

Rosa Klebb
And the guns?

Mr Speaker
Order.

Kari Holm
The guns follow in June.
"""


def test_lines_that_are_a_name_are_the_turns_of_a_parliaments_report() -> None:
    assert chain_at(REPORT, "forty trucks") == chain_at(REPORT, "guns follow") == ["Kari Holm"]
    assert [t.role for t in find_turns(REPORT) if t.name == "Kari Holm"] == ["Minister for Trade"] * 2
    assert voices_at(REPORT, "Order")[-1].manner == "question"


def test_turns_of_a_parliaments_report_may_stand_on_their_labels_lines() -> None:
    text = ("5. Ms Rosa Klebb (Zenda, West): What was sent?\nThe Minister of State, Trade Office (Mr. Holm): We sent forty trucks in May.\n"
            "Ms Klebb: And the guns?\nSir Rudolf Vale (Strelsau East): Is that all?\nMr. Holm: The guns follow in June.\n")
    assert chain_at(text, "forty trucks") == chain_at(text, "guns follow") == ["Holm"]


def test_a_broadcasters_own_people_speak_for_it() -> None:
    text = ("ANA ROE, HOST:\nNorway sent forty trucks in May. Kari Holm is in Riga.\n\nKARI HOLM, BYLINE: The guns follow in June.\n\n"
            "GENERAL LIND: We saw ten boats.\n")
    assert chain_at(text, "forty trucks") == chain_at(text, "guns follow") == []
    assert chain_at(text, "ten boats")


def test_what_is_told_by_its_reply_is_the_repliers() -> None:
    assert chain_at("Norway has been slow. According to its reply to the committee, forty trucks were sent.", "forty trucks") == ["Norway"]


def test_a_written_answer_is_the_ministers() -> None:
    text = ("QUESTION NO. 12\n(a) what trucks were sent?\n\nANSWER\n\nMINISTER OF STATE IN THE MINISTRY OF DEFENCE\n(SHRI KARI HOLM)\n\n"
            "(a): Norway sent forty trucks in May.\n")
    assert chain_at(text, "forty trucks") == ["Kari Holm"]
    assert [t.role for t in find_turns(text)] == ["minister of state in the ministry of defence"]


@pytest.mark.parametrize("changed", [
    REPORT.replace(" (Zenda East) (Lib)", "").replace("The Minister for Trade (Kari Holm)", "Kari Holm"),  # no seat or office
    REPORT.replace("\nKari Holm\n", "\nTom Roe\n").replace("\nRosa Klebb\n", "\nAna Roe\n"),  # nobody twice
    REPORT[:REPORT.index("Rosa Klebb\nAnd")],  # too few
])
def test_other_lines_of_names_are_no_turns(changed: str) -> None:
    assert find_turns(changed) == []


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


def test_a_headline_in_capitals_is_no_turn() -> None:
    assert not find_turns("GENERAL STAFF: NEIGHBOURS SUPPLIED EVERYTHING\n\nThe navy sent guns, a spokesman said.\n")
    assert find_turns("GENERAL ROE: We sent the guns.\n\nQ Why?\n")
