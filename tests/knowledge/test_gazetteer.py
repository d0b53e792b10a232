"""The gazetteer finds whole words, longest names first, and its offsets hold in the text as given."""

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import KnowledgeError
from onrecord.knowledge.gazetteer import CaseRule, Gazetteer, fold, folded

FORMS: list[tuple[str, str, CaseRule]] = [
    ("Freedonia", "FD", "name"),
    ("Republic of Freedonia", "FD", "name"),
    ("Freedonian", "adj", "name"),
    ("FD", "FD", "exact"),
    ("Sea of Freedonia", "sea", "name"),
    ("O'Sylvania", "SY", "name"),
    ("al-Hadar", "group", "name"),
    ("Zürnia", "ZU", "name"),
    ("rocket launcher", "item", "folded"),
    ("NOTO", "org", "name"),
    ("MoD", "ministry", "name"),
    ("F.D.", "FD", "name"),
]
GAZETTEER = Gazetteer(FORMS)


def found(text: str) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.payload) for m in GAZETTEER.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Freedonia's army", [("Freedonia", "FD")]),
        ("the Republic of Freedonia", [("Republic of Freedonia", "FD")]),
        ("the Sea of Freedonia", [("Sea of Freedonia", "sea")]),
        ("Freedonian-made", [("Freedonian", "adj")]),
        ("Freedonians", []),
        ("freedonia", []),
        ("FREEDONIA SPEAKS", [("FREEDONIA", "FD")]),
        ("O’Sylvania and O'Sylvania", [("O’Sylvania", "SY"), ("O'Sylvania", "SY")]),
        ("Al Hadar, al-Hadar, AL‑HADAR", [("Al Hadar", "group"), ("al-Hadar", "group"), ("AL‑HADAR", "group")]),
        ("Zurnia, Zürnia, ZÜRNIA", [("Zurnia", "ZU"), ("Zürnia", "ZU"), ("ZÜRNIA", "ZU")]),
        ("a Rocket-launcher", [("Rocket-launcher", "item")]),
        ("Noto, noto, NOTO", [("NOTO", "org")]),
        ("Mod, MoD, MOD", [("MoD", "ministry"), ("MOD", "ministry")]),
        ("F.D.-backed and F.D.", [("F.D.", "FD"), ("F.D.", "FD")]),
    ],
)
def test_names_are_found_as_papers_write_them(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize("gap", [" ", "\n", "\u00a0", "  ", "\n    ", "\t", "-", "–"])
def test_the_words_of_a_name_may_stand_apart(gap: str) -> None:
    text = f"in the Republic{gap}of{gap}Freedonia today"
    assert [text[m.start : m.end] for m in GAZETTEER.find(text)] == [f"Republic{gap}of{gap}Freedonia"]


@pytest.mark.parametrize("gap", ["\n\n", "\n \n", ", ", ". ", " — "])
def test_a_name_never_bridges_a_paragraph_or_a_stop(gap: str) -> None:
    assert found(f"the Republic of{gap}Freedonia") == [("Freedonia", "FD")]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("fd or FD", 1),
        ("Fd", 0),
        ("FD SENDS TANKS", 1),
        ("WILL IT GIVE FD TANKS", 0),
        ("TANKS FROM FD", 1),
        ("NO WORD\nGive FD the tanks", 1),
        ("FD", 1),
    ],
)
def test_an_exact_name_in_capitals_is_not_the_pronoun(text: str, count: int) -> None:
    assert len(GAZETTEER.find(text)) == count


@pytest.mark.parametrize(
    "text",
    ["see https://news.example/Freedonia-speaks", "www.example.org/Freedonia", "[link](/images/Freedonia-tanks.png)"],
)
def test_addresses_and_targets_of_links_are_not_read(text: str) -> None:
    assert found(text) == []


def test_the_words_of_a_link_are_read() -> None:
    assert found("[Freedonia](https://news.example/Freedonia) said") == [("Freedonia", "FD")]


def test_a_longer_name_that_fails_does_not_hide_a_shorter_one() -> None:
    assert found("the republic of Freedonia") == [("Freedonia", "FD")]
    assert found("Republic of Freedonias; Freedonia") == [("Freedonia", "FD")]


def test_of_names_that_overlap_the_longest_is_kept() -> None:
    overlapping = Gazetteer([("our allies", "a", "folded"), ("allies and partners", "b", "folded"), ("partners", "c", "folded")])
    assert [m.payload for m in overlapping.find("our allies and partners")] == ["b"]
    assert [m.payload for m in overlapping.find("our allies; partners")] == ["a", "c"]


def test_everything_includes_what_lies_inside() -> None:
    assert {m.payload for m in GAZETTEER.find_all("Sea of Freedonia")} == {"sea", "FD"}


@pytest.mark.parametrize(
    ("form", "payload"), [("Al Hadar", "group"), ("al hadar", None), (" Freedonia ", "FD"), ("freedonia", None), ("Freedonia army", None)]
)
def test_a_whole_form_can_be_looked_up(form: str, payload: str | None) -> None:
    assert GAZETTEER.get(form) == payload


def test_a_form_with_two_meanings_is_refused() -> None:
    with pytest.raises(KnowledgeError, match="stands for both"):
        Gazetteer([("Mars", "planet", "name"), ("Mars", "bar", "name")], "sweets.yaml")


def test_the_same_form_may_be_said_twice_and_in_two_cases() -> None:
    both = Gazetteer([("Patriot", "missile", "name"), ("patriot", "person", "folded"), ("Patriot", "missile", "name")])
    assert [m.payload for m in both.find("Patriot or patriot")] == ["missile", "person"]
    assert len(both) == 1


def test_an_empty_form_is_refused() -> None:
    with pytest.raises(KnowledgeError, match="empty"):
        Gazetteer([("  ", "x", "name")])


def test_folding_is_stable_and_forgets_spelling() -> None:
    assert folded("Al‑Qā'ida\u00a0 ") == folded("al qa’ida")
    assert folded(folded("ÇAVUŞOĞLU")) == folded("Cavusoglu")


TEXT = st.text(alphabet=st.sampled_from("Freedonia Republic of\n\t -‑'’\u00a0.İßÅé"), max_size=80)


@given(TEXT)
def test_folded_offsets_lead_back_to_the_text(text: str) -> None:
    source = fold(text)
    for place, char in enumerate(source.text):
        if char.isalnum():
            assert folded(text[source.offset(place)]) == char


@given(TEXT, TEXT)
def test_a_name_is_found_wherever_it_stands(before: str, after: str) -> None:
    text = f"{before} Zürnia. {after}"
    assert (len(before) + 1, len(before) + 7, "ZU") in GAZETTEER.find(text)


@given(st.text(max_size=200))
def test_any_text_gives_matches_in_order_that_do_not_overlap(text: str) -> None:
    matches = GAZETTEER.find(text)
    assert all(0 <= m.start < m.end <= len(text) for m in matches)
    assert all(a.end <= b.start for a, b in pairwise(matches))


def test_time_grows_with_the_text_and_no_faster() -> None:
    def seconds(copies: int) -> float:
        text = "FREEDONIA  " * copies + "Republic of " * copies
        return min(_timed(text) for _ in range(3))

    assert seconds(8000) < 30 * seconds(1000) + 0.05


def _timed(text: str) -> float:
    began = time.perf_counter()
    GAZETTEER.find(text)
    return time.perf_counter() - began
