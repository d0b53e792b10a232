"""``births.yaml``: what its loader promises and refuses, and that it fits what else is known of the people in it."""

import re
from collections import Counter
from datetime import date

import pytest

from onrecord.errors import KnowledgeError
from onrecord.knowledge.births import births, make_birth
from onrecord.knowledge.deaths import deaths
from onrecord.knowledge.tenures import tenures


def test_each_name_stands_for_one_person_and_is_full() -> None:
    names = Counter(name.lower() for birth in births() for name in birth.names)
    assert [name for name, times in names.items() if times > 1] == []
    assert all(re.fullmatch(r"\S+(?: \S+)+|Suharto", name) for birth in births() for name in birth.names)
    assert len(births()) > 250
    assert all(date(1910, 1, 1) < birth.day < date(1990, 1, 1) for birth in births())


def test_nobody_died_young_or_before_being_born() -> None:
    died = {name.lower(): death.day for death in deaths() for name in death.names}
    ages = {birth.names[0]: (died[name.lower()] - birth.day).days / 365.25 for birth in births() for name in birth.names if name.lower() in died}
    assert len(ages) > 25
    assert {name: age for name, age in ages.items() if not 40 < age < 101} == {}


def test_nobody_took_an_office_too_young_or_too_old() -> None:
    born = {name.lower(): birth.day for birth in births() for name in birth.names}
    told = [(tenure, name) for tenure in tenures() for name in tenure.names if name.lower() in born]
    ages = [(name, (start - born[name.lower()]).days / 365.25) for tenure, name in told for start, _ in tenure.during]
    assert len(ages) > 150
    assert [(name, age) for name, age in ages if not 25 < age < 93] == []


def test_an_age_is_the_year_after_a_birthday() -> None:
    assert make_birth({"day": date(1952, 10, 7), "name": "A B|A. B"}).aged(70) == (date(2022, 10, 7), date(2023, 10, 7))
    assert make_birth({"day": date(1972, 2, 29), "name": "A B"}).aged(50) == (date(2022, 2, 28), date(2023, 2, 28))


@pytest.mark.parametrize("raw", [{"name": "A B"}, {"day": "1952", "name": "A B"}, {"day": date(1952, 1, 1), "name": "A B", "age": 3}])
def test_what_breaks_the_definitions_is_refused(raw: dict[str, object]) -> None:
    with pytest.raises(KnowledgeError, match="A B"):
        make_birth(raw)
