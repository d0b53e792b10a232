"""Marks of Markdown are no words, and nothing moves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.claims.building import claims_of

from onrecord.model.unmarked import unmarked

MARKED = [
    ("“*It flies,*” said **Dr. Ana Roe**, head", "“ It flies, ” said   Dr. Ana Roe  , head"),
    ("Roe [pleaded guilty](https://news.example/a_b_c) to it", "Roe  pleaded guilty                              to it"),
    ("[the list](https://news.example/of_(guns) \"Guns\") says", " the list                                         says"),
    ("the *Vidar*\\-class", "the  Vidar  -class"),
    ("an \\[unnamed\\] official", "an  [unnamed ] official"),
    ("_It_ said", " It  said"),
    ("<u>Sec. 1</u>. <SPAN style=\"a: b\">Guns</span>", "   Sec. 1    .                    Guns       "),
    ("- *Kenya*. Forty howitzers", "-  Kenya . Forty howitzers"),
]
PLAIN = [
    "* forty howitzers", "5*3 and a*b", "snake_case_name", "* * *", "![a photo](/images/a_b.jpeg)",
    "[sic] it said", "see [1] (page 2)", "C:\\guns", "", "a < b and c > d", "<section>",
]


@pytest.mark.parametrize(("text", "expected"), [*MARKED, *((text, text) for text in PLAIN)])
def test_marks_are_blanks(text: str, expected: str) -> None:
    assert unmarked(text) == expected


@given(st.text("ab *_[]()\\/:hts\n", max_size=60))
def test_nothing_moves(text: str) -> None:
    found = unmarked(text)
    assert len(found) == len(text)
    assert all(new in (old, " ") for old, new in zip(text, found, strict=True))


def test_a_quotation_in_italics_has_its_speaker() -> None:
    claim, = claims_of("“*We are proud,*” said **Ana Roe**, head of the firm. “*Italy sent Kenya forty howitzers in March.*”", "transfer")
    assert next(source.name for source in claim.sources.value) == "Ana Roe"
