"""Outlets by name, spelling, address and domain, and the state each belongs to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.knowledge.loader import load
from onrecord.knowledge.outlets import find_outlets, is_authority, outlet, outlet_key, publisher_state


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("Reuters", "GB"),
        ("The Associated Press", "US"),
        ("AP", "US"),
        ("AFP", "FR"),
        ("TASS", "RU"),
        ("Tass", "RU"),
        ("IRNA", "IR"),
        ("Xinhua", "CN"),
        ("Yonhap", "KR"),
        ("KCNA", "KP"),
        ("WSJ", "US"),
        ("New York Times", "US"),
        ("the new york times", "US"),
        ("Tehran Times", "IR"),
        ("Ha'aretz", "IL"),
        ("Ha’aretz", "IL"),
        ("White House", "US"),
        ("Kremlin", "RU"),
        ("Guardian", "GB"),
        ("https://www.nytimes.com/2022/02/24/world/", "US"),
        ("edition.cnn.com", "US"),
        ("https://www.bbc.co.uk/news/world-1", "GB"),
        ("www.president.gov.ua/en/news", "UA"),
        ("https://state.gov/", "US"),
        ("https://aa.com.tr/en", "TR"),
        ("nato.int", "NATO"),
        ("https://www.consilium.europa.eu/en/press", "EU"),
        ("https://mod.gov.in/", "IN"),
        ("gouvernement.gouv.fr", "FR"),
        ("https://www.army.mil/article/1", "US"),
        ("someagency.gov", "US"),
        ("https://www.mofa.go.jp/press", "JP"),
        ("https://example.com/reuters.com", None),
        ("notreuters.com", None),
        ("nobody's paper", None),
        ("", None),
        ("http://[broken", None),
        ("Wikipedia", None),
    ],
)
def test_a_publisher_belongs_to_its_state(name: str, state: str | None) -> None:
    assert publisher_state(name) == state


def test_outlets_are_found_in_prose() -> None:
    text = "Reuters and The Wall Street Journal cited IRNA; the AP, Al\nJazeera and Fars News did not."
    assert [m.payload.name for m in find_outlets(text)] == [
        "Reuters",
        "The Wall Street Journal",
        "IRNA",
        "The Associated Press (AP)",
        "Al Jazeera",
        "Fars News Agency",
    ]


@pytest.mark.parametrize(
    "text", ["the White House said", "a map of the ap", "Time is short", "it took foreign policy seriously", "the sun rose"]
)
def test_names_that_are_more_often_something_else_are_left_alone(text: str) -> None:
    assert find_outlets(text) == []


def test_the_kind_tells_state_media_from_others() -> None:
    kinds = {name: found.kind for name in ("TASS", "Reuters", "whitehouse.gov", "CNN") if (found := outlet(name))}
    assert kinds == {"TASS": "state-media", "Reuters": "agency", "whitehouse.gov": "government", "CNN": "broadcaster"}


def test_there_are_outlets_from_all_over_the_world() -> None:
    listed = load("outlets")
    assert sum(map(len, listed.values())) >= 300
    assert len(listed) >= 70


def test_no_domain_belongs_to_two() -> None:
    domains = [domain for entries in load("outlets").values() for entry in entries for domain in entry["domain"]]
    assert sorted(domains) == sorted(set(domains))
    assert not [domain for domain in domains if domain.startswith("www.") or domain != domain.lower()]


@given(st.text(max_size=60))
def test_any_text_can_be_asked_about(text: str) -> None:
    assert publisher_state(text) is None or len(publisher_state(text) or "") >= 2
    assert all(text[m.start : m.end].strip() for m in find_outlets(text))


def test_one_outlet_has_one_key_and_an_authority_is_known_by_its_address_too() -> None:
    assert outlet_key("The Guardian") == outlet_key("theguardian.com") == outlet_key("Guardian") != outlet_key("Reuters")
    assert outlet_key("The Depot News") == outlet_key("Depot News") and outlet_key(None) == ""
    assert is_authority("White House") and is_authority("https://mod.gov.xx/a") and not is_authority("Reuters") and not is_authority("Depot News")
