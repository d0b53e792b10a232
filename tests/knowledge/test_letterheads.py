"""Names of bodies of state are told by their form; headlines that open with one are not taken for one."""

import pytest

from onrecord.knowledge.letterheads import institution


@pytest.mark.parametrize(
    ("line", "name", "country"),
    [
        ("Ministry of Defence of Norway", "Ministry of Defence of Norway", "NO"),
        ("MINISTRY OF FOREIGN AFFAIRS OF BRAZIL", "Ministry of Foreign Affairs of Brazil", "BR"),
        ("U.S. Department of State", "U.S. Department of State", "US"),
        ("Department of National Defence", "Department of National Defence", None),
        ("Norwegian Ministry of Defence", "Norwegian Ministry of Defence", "NO"),
        ("Ministry of Europe and Foreign Affairs", "Ministry of Europe and Foreign Affairs", None),
        ("Government of Canada", "Government of Canada", "CA"),
        ("Embassy of Japan in Norway", None, None),
    ],
)
def test_an_institution_is_told_by_its_form(line: str, name: str | None, country: str | None) -> None:
    found = institution(line)
    assert (found.name, found.country) == (name, country) if found and name else found is None


@pytest.mark.parametrize(
    "line",
    [
        "Ministry of Defence Announces Aid",
        "Ministry of Defence of Norway Announces Aid",
        "Ministry of Silly Walks",
        "Government of Change",
        "the ministry of defence of Norway",
        "Foreign ministry",
        "Norway",
        "",
    ],
)
def test_other_lines_are_none(line: str) -> None:
    assert institution(line) is None
