"""Whose an official page is that names no publisher: by its title, by its manner of speaking, by the institutions it names."""

import pytest
from tests.claims.building import engine, page

from onrecord.claims.residence import residence
from onrecord.reading import read_layers

TOLD = "Russia has attacked Kenya. We support Kenya against Russia."


@pytest.mark.parametrize(("title", "text", "state"), [
    ("Press Briefing by Press Secretary Karine Jean-Pierre", TOLD, "US"),
    ("Remarks by Vice President Vance and Prime Minister Boris Johnson", TOLD, "US"),
    ("Background Press Call on President Macron’s Trip to Kenya", TOLD, "FR"),
    ("Background Press Call on the Visit of President Macron", f"SENIOR ADMINISTRATION OFFICIAL: Good morning. {TOLD}", "US"),
    ("Background Press Call on Kenya’s War", f"{TOLD} The Pentagon and the State Department will help. The White House agreed.", "US"),
    ("Fact Sheet: Norway Official Visit to Chile", f"{TOLD} The Pentagon will help.", "US"),
    ("Statement on One Year of Supporting Estonia", "Norway and our allies will send guns to Estonia.", "NO"),
    ("Statement on the War", "Norway will send guns to Estonia.", "NO"),
])
def test_whose_page_it_is(title: str, text: str, state: str) -> None:
    article = page(text, title, outlet=None)
    found = residence(title, article, read_layers(article, engine()))
    assert found is not None and found.country == state


def test_nobody_is_told_by_nothing() -> None:
    article = page("Guns were sent.", "Statement on Guns", outlet=None)
    assert residence("Statement on Guns", article, read_layers(article, engine())) is None
