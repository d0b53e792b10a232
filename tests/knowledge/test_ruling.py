"""``ruling.yaml``: what its loader promises and refuses, and that it fits who led the governments."""

from collections import Counter
from datetime import date

import pytest

from onrecord.errors import KnowledgeError
from onrecord.knowledge.ruling import KNOWN, make_party, ruling


def test_terms_and_what_is_between_them_part_a_partys_life() -> None:
    terms = [[date(2004, 1, 1), date(2008, 1, 1)], [date(2012, 1, 1)]]
    party = make_party({"name": "Blue Party|Blues", "state": "XX", "since": date(2000, 1, 1), "in": terms})
    assert party.names == ("Blue Party", "Blues")
    assert party.terms == ((date(2004, 1, 1), date(2008, 1, 1)), (date(2012, 1, 1), KNOWN))
    assert party.others == ((date(2000, 1, 1), date(2003, 12, 31)), (date(2008, 1, 2), date(2011, 12, 31)))


def test_each_party_governed_or_not_at_some_time_and_says_what() -> None:
    assert all(party.terms or party.others for party in ruling())
    assert all(first < last for party in ruling() for first, last in (*party.terms, *party.others))
    names = Counter((name, party.state) for party in ruling() for name in party.names)
    assert max(names.values()) == 1 and len(ruling()) > 40


@pytest.mark.parametrize(("one", "other"), [
    ("Conservatives", "Labour"), ("People's Democratic Party", "All Progressives Congress"), ("Democratic Progressive Party", "Kuomintang"),
    ("New Patriotic Party", "National Democratic Congress"), ("Liberal Democratic Party", "Democratic Party of Japan"),
])
def test_rivals_never_ruled_together(one: str, other: str) -> None:
    by_name = {party.names[0]: party for party in ruling()}
    assert not [(a, b) for a in by_name[one].terms for b in by_name[other].terms if a[0] < b[1] and b[0] < a[1] and a[1] != KNOWN]


@pytest.mark.parametrize("raw", [
    {"name": "Blues", "state": "XX"},
    {"name": "Blues", "state": "XX", "in": [["2004"]]},
    {"name": "Blues", "state": "XX", "in": [[date(2008, 1, 1), date(2004, 1, 1)]]},
    {"name": "Blues", "state": "XX", "in": [], "when": 3},
])
def test_what_breaks_the_definitions_is_refused(raw: dict[str, object]) -> None:
    with pytest.raises(KnowledgeError, match="Blues"):
        make_party(raw)
