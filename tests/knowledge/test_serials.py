"""Serials are read from the words that number a thing in its row, and from no others."""

from __future__ import annotations

import time

import pytest

from onrecord.errors import KnowledgeError
from onrecord.knowledge.serials import Serial, make_row, opens, read_serial


@pytest.mark.parametrize(("words", "act", "kind", "number"), [
    ("Ruritania announced its 70th drawdown of stocks.", "transfer", "package", 70),
    ("The fourth military aid tranche is on its way.", "transfer", "package", 4),
    ("the twenty-first $300 million package", "transfer", "package", 21),
    ("Package No. 12 holds tanks.", "transfer", "package", 12),
    ("The second batch of launchers has arrived.", "transfer", "batch", 2),
    ("The 12th sanctions package was adopted.", "sanction", "round", 12),
    ("It announced a third package of aid.", "transfer", "package", 3),
    ("the third rotation of recruits", "training", "rotation", 3),
])
def test_a_number_in_its_row(words: str, act: str, kind: str, number: int) -> None:
    assert read_serial(words, act) == Serial(kind, number)


@pytest.mark.parametrize("words", [
    "The third time a package was sent.", "A second package followed.", "The first package since the election.", "the first of its kind",
    "the second-largest package", "The 4th and the 5th package were sent, and the 6th tranche.", "package 12 tanks",
    "the 70th anniversary of the package",
])
def test_what_numbers_nothing(words: str) -> None:
    assert read_serial(words, "transfer") is None


def test_an_act_without_rows_has_no_serial() -> None:
    assert read_serial("the 12th package", "use") is None


def test_a_package_opens_a_matter_and_a_batch_does_not() -> None:
    assert opens("package")
    assert not opens("batch")


def test_a_long_run_of_words_is_read_in_linear_time() -> None:
    start = time.process_time()
    read_serial("first " * 20_000 + "of no", "transfer")
    assert time.process_time() - start < 2


@pytest.mark.parametrize("raw", [{"kind": "x", "acts": ["gift"], "words": ["x"], "opens": True}, {"kind": "x", "acts": ["transfer"], "opens": True},
                                 {"kind": "x", "acts": ["transfer"], "words": ["x"]}])
def test_an_entry_that_breaks_the_definitions_is_refused(raw: dict[str, object]) -> None:
    with pytest.raises(KnowledgeError):
        make_row(raw)
