"""A claim's chain runs from whoever said it to whoever published it."""

import pytest
from tests.reading.spoken import spoken

from onrecord.claims.pages import page_origin
from onrecord.claims.sources import attributed
from onrecord.model import Article, Block, Known, Published, Reading, Source, Span, TimeMention, Voice, When

OUTLET = "The Kviteseid Herald"


def page(text: str, outlet: str | None = OUTLET, title: str | None = None, published: str | None = "2024-03-08") -> Article:
    whole = Block(Span(0, len(text)), True, "paragraph")
    return Article("a", "c", "a", text, (whole,), Known(title, "test") if title else None, Known(outlet, "test") if outlet else None,
                   published=Published(published, None, None, "likely"))


def at(text: str, wording: str) -> Span:
    start = text.rindex(wording)
    return Span(start, start + len(wording))


def names(sources: tuple[Source, ...]) -> list[str | None]:
    return [f"{s.name}*" if s.anonymous else s.name for s in sources]


def chain(text: str, wording: str, article: Article | None = None) -> list[str | None]:
    span = at(text, wording)
    return names(attributed(span, span, spoken(text), article or page(text)).sources.value)


SENT = "Latvia sent forty trucks to Estonia"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{SENT}.", [OUTLET]),
        (f"Kari Holm said {SENT}.", ["Kari Holm", OUTLET]),
        (f"Reuters reported, citing Iranian officials, that {SENT}.", ["Iranian officials*", "Reuters", OUTLET]),
        (f"Tasnim reported that General Reza Karim had said that {SENT}.", ["Reza Karim", "Tasnim", OUTLET]),
        (f"Kari Holm told The Kviteseid Herald that {SENT}.", ["Kari Holm", OUTLET]),
        (f"Kari Holm said that officials hope that {SENT}.", ["Kari Holm", OUTLET]),
    ],
)
def test_chains_run_outwards_and_end_with_the_outlet(text: str, expected: list[str]) -> None:
    assert chain(text, "forty trucks") == expected


def test_an_unknown_outlet_closes_the_chain_without_a_name() -> None:
    text = f"Kari Holm said {SENT}."
    assert chain(text, "forty trucks", page(text, outlet=None)) == ["Kari Holm", None]


def test_every_link_has_the_words_it_was_read_from() -> None:
    text = f"Kari Holm said {SENT}."
    found = attributed(at(text, "forty trucks"), at(text, "forty"), spoken(text), page(text)).sources
    assert [text[s.start:s.end] for s in found.evidence] == ["Kari Holm"]
    assert found.rule == "voice:reported"


def test_two_voices_over_the_same_words_are_no_chain_unless_one_introduces_the_other() -> None:
    text = "x" * 100
    one = Voice(Span(10, 40), ((None, "Holm", "", None, False),), "reported", Span(2, 6))
    other = Voice(Span(5, 60), ((None, "Berg", "", None, False),), "quoted", Span(70, 74))
    reading = Reading("a", "test", spoken("They left.").syntax, voices=(one, other))
    assert names(attributed(Span(12, 30), Span(15, 20), reading, page(text)).sources.value) == ["Holm", OUTLET]


def test_the_quote_s_own_reporting_word_counts_where_the_anchor_stands_before_it() -> None:
    text = f"On Monday in Oslo, Kari Holm warned that {SENT}."
    span = Span(0, len(text))
    assert names(attributed(span, at(text, "Oslo"), spoken(text), page(text)).sources.value) == ["Kari Holm", OUTLET]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Statement by President Jane Dean on Aid", ["Jane Dean", "whitehouse.gov"]),
        ("Remarks by Secretary John Lee at the Harbour", ["John Lee", "whitehouse.gov"]),
        ("Press Gaggle by NSC Coordinator for Strategic Communications John Lee", ["John Lee", "whitehouse.gov"]),
        ("FACT SHEET: Aid to Estonia", ["White House", "whitehouse.gov"]),
        ("Background Press Call by Senior Administration Officials on Aid", ["senior administration official*", "whitehouse.gov"]),
        ("Background Press Call on Aid", ["senior administration official*", "whitehouse.gov"]),
        ("Joint Statement of the Baltic Arms Group", ["Baltic Arms Group", "whitehouse.gov"]),
    ],
)
def test_an_official_page_speaks_through_its_title_or_its_institution(title: str, expected: list[str]) -> None:
    text = "We are sending forty trucks to Estonia."
    assert chain(text, "forty trucks", page(text, "whitehouse.gov", title)) == expected


def test_a_signature_in_capitals_signs_the_page() -> None:
    text = "I hereby direct the transfer of forty trucks.\n\nJANE Q. DEAN"
    assert chain(text, "forty trucks", page(text, "whitehouse.gov", "Memorandum on Trucks")) == ["Jane Q. Dean", "whitehouse.gov"]


def test_a_gazette_prints_another_body_s_notice() -> None:
    text = "The Department of State has imposed sanctions on two firms."
    assert chain(text, "sanctions", page(text, "Federal Register")) == ["Department of State", "Federal Register"]
    assert page_origin(page("Sanctions.", "Federal Register"), spoken("Sanctions.")) is None


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Readout of President Biden’s Call with the Prime Minister", "White House"),
        ("Fact Sheet on U.S. Security Assistance", "White House"),
        ("Readout of the Ukrainian President's Call", "Office of the President of Ukraine"),
        ("Readout of President Biden’s Call with President Zelenskyy of Ukraine", "White House"),
        ("Statement on Further United States Aid to Ukraine", "White House"),
    ],
)
def test_an_official_title_without_a_publisher_speaks_for_the_state_it_names(title: str, name: str) -> None:
    text = "Forty trucks are going to Estonia."
    assert chain(text, "trucks", page(text, None, title)) == [name, None]
    assert chain(text, "trucks", page(text, "Reuters", title)) == ["Reuters"]


def test_whom_a_title_says_something_is_done_for_does_not_speak() -> None:
    text = "Over the past year, the United States and our allies gave Ukraine forty trucks. Ukraine fought on."
    assert chain(text, "forty trucks", page(text, None, "FACT SHEET: One Year of Supporting Ukraine")) == ["White House", None]


@pytest.mark.parametrize(
    ("title", "published", "name"),
    [
        ("Statement from the President on Trucks for Latvia", "2022-04-08", "Joe Biden"),
        ("Statement from the President on Trucks for Latvia", "2019-04-08", "Donald Trump"),
        ("Statement from the President on Trucks for Latvia", None, "the President"),
        ("Statement on Trucks for Latvia", "2022-04-08", "Joe Biden"),
        ("Memorandum on Trucks for Latvia", "2022-04-08", "White House"),
    ],
)
def test_a_page_in_the_first_person_is_that_of_whoever_held_the_office(title: str, published: str | None, name: str) -> None:
    text = "The United States stands by Latvia. I have directed that we send forty trucks."
    assert chain(text, "forty trucks", page(text, None, title, published)) == [name, None]


def test_a_quoted_i_is_not_the_page_s() -> None:
    text = "The United States stands by Latvia. We are sending forty trucks. “I am glad,” a driver said."
    assert chain(text, "forty trucks", page(text, None, "Statement on Trucks for Latvia")) == ["White House", None]


def test_an_order_is_told_by_how_it_opens() -> None:
    text = "By the authority vested in me as President of the United States, sanctions on two firms are lifted."
    assert chain(text, "sanctions", page(text, None, "Lifting a Burden")) == ["White House", None]
    assert chain(text, "sanctions", page(text, OUTLET, "Lifting a Burden")) == [OUTLET]


def test_a_government_speaks_that_calls_itself_the_government() -> None:
    text = "The Government is concerned by the war. The Government will widen Australia’s sanctions with our partners."
    assert chain(text, "sanctions", page(text, None, "Wider sanctions")) == ["Australian Government", None]
    assert chain(text, "sanctions", page(text, OUTLET, "Wider sanctions")) == [OUTLET]
    told = text.replace("our", "its")
    assert chain(told, "sanctions", page(told, None, "Wider sanctions")) == [None]


def test_the_leaders_whose_meeting_a_page_tells_of_are_not_its_speaker() -> None:
    text = "The President met the King. The leaders underscored that they would send forty trucks to Estonia."
    assert chain(text, "forty trucks", page(text, "whitehouse.gov", "Readout of a Meeting")) == ["White House", "whitehouse.gov"]


def test_words_before_a_reporting_word_that_does_not_cover_them_are_the_page_s_own() -> None:
    text = "The package brings more trucks to Estonia, part of a surge of help which Kari Holm said was late."
    assert names(attributed(Span(0, len(text)), at(text, "brings"), spoken(text), page(text)).sources.value) == [OUTLET]


@pytest.mark.parametrize("outlet", ["U.S. Department of Defense", "Ministry of Defence of Norway", "MINISTRY OF DEFENCE OF NORWAY"])
def test_a_page_s_letterhead_speaks_before_its_state_s_residence(outlet: str) -> None:
    text = "The United States is sending forty trucks to Estonia."
    found = page_origin(page(text, outlet, "Fact Sheet on Aid"), spoken(text))
    assert found is not None and found.role == "institution"
    assert (found.name, found.country) == (outlet.title().replace(" Of ", " of "), "US" if outlet.startswith("U.S.") else "NO")


@pytest.mark.parametrize(("title", "name"), [
    ("Estonia-Latvia Joint Declaration", "Estonia and Latvia"), ("The Harbour Charter: a Latvian-Estonian Partnership", "Latvia and Estonia"),
    ("Latvia and Estonia Cheer", None), ("A Joint Declaration for Estonia", None),
])
def test_a_text_that_two_states_agreed_on_is_theirs(title: str, name: str | None) -> None:
    text = "We will send forty trucks. Our navies will watch them."
    found = page_origin(page(text, None, title), spoken(text))
    assert (found and found.name) == name
    assert page_origin(page(text, OUTLET, title), spoken(text)) is None


def test_a_treaty_is_of_both_sides() -> None:
    text = "Both sides will send forty trucks. The Parties shall watch them. The two sides agree to meet. Either Party may leave. They arm Estonia."
    told = {title: page_origin(page(text, None, title), spoken(text)) for title in ("Defence Agreement between Latvia and Estonia", "Latvia Leaves")}
    assert [found and found.name for found in told.values()] == ["Latvia and Estonia", None]
    report = "Both sides will send forty trucks. They arm Estonia."
    assert page_origin(page(report, None, "Defence Agreement between Latvia and Estonia"), spoken(report)) is None


def test_a_notice_copied_word_for_word_is_its_body_s() -> None:
    told = ("The State Department has made a determination approving a possible Foreign Military Sale to Estonia of ten trucks. "
            "The prime contractor will be Holm. ")
    whole = f"{told}The proposed sale will not alter the basic military balance in the region."
    found = page_origin(page(whole, OUTLET), spoken(whole))
    assert found is not None and (found.name, found.country) == ("Defense Security Cooperation Agency", "US")
    assert page_origin(page(told, OUTLET), spoken(told)) is None


def test_a_newspaper_s_page_has_no_speaker_of_its_own() -> None:
    assert page_origin(page("It left.", OUTLET, "Trucks leave for Estonia"), spoken("It left.")) is None


def test_a_state_that_its_own_official_speaks_of_is_not_the_origin() -> None:
    text = "“Iran rejects the claim that it sent trucks,” Iranian Foreign Minister Ali Karim said."
    assert chain(text, "sent trucks") == ["Ali Karim", OUTLET]


def test_a_reporter_s_question_is_marked_and_is_no_source() -> None:
    text = "MR. DEAN: Hello.\nQ  Did you send forty trucks?\nMR. DEAN: We did."
    found = attributed(at(text, "forty trucks"), at(text, "trucks"), spoken(text), page(text))
    assert found.asked and names(found.sources.value) == [OUTLET]


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        (f"Kari Holm said {SENT}.", "certain"),
        ("Latvia reportedly sent forty trucks.", "probable"),
        ("Kari Holm said Latvia may have sent forty trucks.", "possible"),
        ("Latvia is believed to have sent forty trucks.", "probable"),
    ],
)
def test_the_least_sure_word_over_a_claim_sets_its_certainty(text: str, hedge: str) -> None:
    found = attributed(at(text, "forty trucks"), at(text, "trucks"), spoken(text), page(text)).hedge
    assert found.value == hedge
    assert bool(found.evidence) == (hedge != "certain")


def timed(text: str, wording: str, iso: str) -> Reading:
    read = spoken(text)
    return Reading(read.article, read.reader, read.syntax, read.parties, read.people, (), (),
                   (TimeMention(at(text, wording), "date", iso, When(iso, iso, iso)),), read.voices)


def test_when_it_was_said_is_the_time_in_the_reporting_clause() -> None:
    text = f"Kari Holm said on Tuesday that {SENT}. She added that forty guns would follow."
    reading = timed(text, "Tuesday", "2024-03-05")
    for wording in ("forty trucks", "forty guns"):
        said = attributed(at(text, wording), at(text, wording), reading, page(text)).said_when.value
        assert said is not None and said.iso == "2024-03-05"


def test_a_time_inside_what_is_said_or_the_day_of_publication_is_not_when_it_was_said() -> None:
    inside = "Kari Holm said that Latvia sent forty trucks on Tuesday."
    same = f"Kari Holm said on Friday that {SENT}."
    for text, day, iso in ((inside, "Tuesday", "2024-03-05"), (same, "Friday", "2024-03-08")):
        found = attributed(at(text, "forty trucks"), at(text, "trucks"), timed(text, day, iso), page(text))
        assert found.said_when.value is None
