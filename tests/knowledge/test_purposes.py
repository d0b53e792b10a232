"""The words beside a sum say what it is for."""

from __future__ import annotations

import pytest

from onrecord.errors import KnowledgeError
from onrecord.knowledge.purposes import make_purpose, purposes


@pytest.mark.parametrize(("words", "found"), [
    ("It gives $9 million in military aid.", {"arms"}), ("$9 million for Refugees and\nfood", {"relief"}),
    ("$9 million in budget  support", {"economy"}),
    ("$9 million for the police", {"public order"}), ("$9 million in arms and shelter", {"arms", "relief"}),
    ("another $9 million in non-defense spending", set()), ("$9 million more in support", set()), ("$9 million as a loan", set()),
    ("the armsman's $9 million", set()), ("$9 million to replenish stocks", {"arms"}),
])
def test_words_name_a_purpose(words: str, found: set[str]) -> None:
    assert purposes(words) == found


def test_a_purpose_without_words_or_in_capitals_is_refused() -> None:
    for raw in ({"purpose": "arms"}, {"words": ["arms"]}, {"purpose": "arms", "words": ["Arms"]}):
        with pytest.raises(KnowledgeError):
            make_purpose(raw)
