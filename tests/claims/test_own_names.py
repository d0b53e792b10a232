"""Own names of firms and persons that are read for their states."""

import pytest

from onrecord.claims.own_names import own_names
from onrecord.model import PartyMention, Span

TEXT = "Norway's Fjell Arms Ltd. sold rifles. Fjell Arms denied it. Its owner, Viktor Sande, left. Sande is abroad."


def mention(words: str, form: str, how: str = "apposition") -> PartyMention:
    """A mention of these words, read for Norway."""
    start = TEXT.rindex(words) if words in ("Fjell Arms", "Sande") else TEXT.index(words)
    return PartyMention(Span(start, start + len(words)), ("NO",), form, how)


def test_a_short_name_goes_by_the_fullest_one() -> None:
    firms = [mention("Fjell Arms Ltd", "company"), mention("Fjell Arms", "company")]
    found = own_names(TEXT, [*firms, mention("Viktor Sande", "person"), mention("Sande", "person")])
    assert sorted(found.values()) == ["Fjell Arms Ltd.", "Fjell Arms Ltd.", "Viktor Sande", "Viktor Sande"]


@pytest.mark.parametrize(("form", "how"), [("name", "gazetteer"), ("ministry", "gazetteer"), ("company", "role-noun"), ("person", "own-name")])
def test_other_mentions_have_no_own_name(form: str, how: str) -> None:
    assert own_names(TEXT, [mention("Fjell Arms Ltd", form, how)]) == {}
