"""The words beside a figure say how it is counted."""

from __future__ import annotations

import pytest

from onrecord.errors import KnowledgeError
from onrecord.knowledge.counting import counting, make_kind
from onrecord.model import Span


@pytest.mark.parametrize(("words", "kind"), [
    ("bringing the total to $9 million", "total"), ("$9 million to date", "total"), ("Thus far it sent $9 million", "total"),
    ("It has sent $9 million since the start of the war.", "total"),
    ("the previously announced $9 million package", "again"), ("the $9 million package announced last month", "again"),
    ("an additional $9 million", "added"), ("$9 million more in aid", "added"),
    ("It announced $9 million in arms.", ""), ("That is all told. It sent $9 million.", ""), ("It sent $9 million. To date nothing came.", ""),
])
def test_words_beside_a_figure(words: str, kind: str) -> None:
    start = words.index("$9 million")
    assert counting(words, Span(start, start + len("$9 million"))) == kind


def test_a_kind_without_words_is_refused() -> None:
    with pytest.raises(KnowledgeError):
        make_kind({"kind": "total"})
    with pytest.raises(KnowledgeError):
        make_kind({"kind": "half", "before": ["half"]})
