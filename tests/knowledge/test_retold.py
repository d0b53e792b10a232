"""The words by which a sum is a package's, a vote's or something else's."""

from __future__ import annotations

import pytest

from onrecord.errors import KnowledgeError
from onrecord.knowledge.loader import load
from onrecord.knowledge.retold import build, of_a_vote, of_package, of_something_else

DRAWDOWN = "presidential drawdown authority"


@pytest.mark.parametrize(("words", "mechanism", "package"), [
    ("a $9 million package of arms", None, True), ("the fifth\nTranche", None, True), ("the goods", DRAWDOWN, True),
    ("a packaged deal", None, False), ("$9 million in arms", None, False),
])
def test_what_is_a_package(words: str, mechanism: str | None, package: bool) -> None:
    assert of_package(words, mechanism) is package


@pytest.mark.parametrize(("words", "vote"), [
    ("Congress gave $9 million", True), ("lawmakers passed it", True), ("the Bundestag's committee", True), ("appropriations for it", True),
    ("The House agreed", True), ("a supplemental request", True), ("under the budget law", True),
    ("the White House announced $9 million", False), ("we announced $9 million today", False), ("approved another $9 million", False),
])
def test_what_is_a_vote(words: str, vote: bool) -> None:
    assert of_a_vote(words, None) is vote
    assert of_a_vote(words, DRAWDOWN) is False


@pytest.mark.parametrize(("words", "other"), [
    ("a loan of $9 million", True), ("$9 million in humanitarian aid", True), ("to rebuild it", True), ("$9 million in new assistance", False)])
def test_what_is_for_something_else(words: str, other: bool) -> None:
    assert of_something_else(words, None) is other


def test_a_mechanism_that_is_none_is_refused() -> None:
    with pytest.raises(KnowledgeError, match="wishing"):
        build({**load("retold"), "stocks": ["wishing"]})
