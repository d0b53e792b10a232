"""Who keeps arms from whom: sound entries, read by day."""

from datetime import date
from typing import Any

import pytest

from onrecord.errors import KnowledgeError
from onrecord.knowledge import embargoes as told
from onrecord.knowledge.embargoes import embargoed, embargoes
from onrecord.knowledge.foes import at_war


@pytest.mark.parametrize(("giver", "receiver", "day", "kept"), [
    ("US", "RU", "2023-05-01", True), ("DE", "RU", "2010", False), ("NO", "RU", "2023", True), ("RU", "US", "2023", False),
    ("IR", "RU", "2023", False),
    ("US", "IR", None, True), ("US", "IR", "1975", False), ("US", "VN", "2015", True), ("US", "VN", None, False), ("FR", "IQ", "1985", False),
])
def test_an_embargo_on_a_day(giver: str, receiver: str, day: str | None, kept: bool) -> None:
    assert embargoed(giver, receiver, day) is kept


def test_nobody_keeps_arms_from_itself_and_embargoes_are_no_wars() -> None:
    assert len(embargoes()) >= 400
    assert all(giver != receiver for giver, receiver in embargoes())
    assert not at_war("US", "RU", "2023")


@pytest.mark.parametrize("raw", [
    {"by": ["US"], "to": "RU", "first": date(2014, 1, 1)}, {"by": ["US"], "to": ["Ruritania"], "first": date(2014, 1, 1)},
    {"by": [False], "to": ["RU"], "first": date(2014, 1, 1)}, {"by": ["US"], "to": ["RU"]},
    {"by": ["US"], "to": ["RU"], "first": date(2014, 1, 1), "until": 1},
    {"by": ["US"], "to": ["RU"], "first": date(2014, 1, 1), "last": date(2013, 1, 1)},
])
def test_a_broken_entry_is_an_error_that_names_it(raw: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(told, "load", lambda _: {"blocs": {}, "embargoes": [raw]})
    with pytest.raises(KnowledgeError, match=r"embargoes\.yaml"):
        embargoes.__wrapped__()
