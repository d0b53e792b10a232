"""``deaths.yaml``: what its loader promises and refuses, and that it fits what else is known of the people in it."""

import re
from collections import Counter
from datetime import date, timedelta
from itertools import chain, pairwise

import pytest

from onrecord.errors import KnowledgeError
from onrecord.knowledge.deaths import deaths, make_death
from onrecord.knowledge.tenures import tenures


def test_each_name_stands_for_one_person() -> None:
    names = Counter(name.lower() for death in deaths() for name in death.names)
    assert [name for name, times in names.items() if times > 1] == []
    assert len(deaths()) > 300


def test_names_are_full_and_days_lie_within_the_file() -> None:
    for death in deaths():
        assert all(re.fullmatch(r"\S+(?: \S+)+|Suharto|Soeharto", name) for name in death.names), death
        assert date(1990, 1, 1) <= death.day <= death.known <= death.day + timedelta(days=900), death
        assert death.known == death.day or death.known > death.day + timedelta(days=7), death
        assert death.office.strip() == death.office != "", death


def test_the_list_is_in_order_within_each_part() -> None:
    falls = sum(later.day < earlier.day for earlier, later in pairwise(deaths()))
    assert falls < 15


def test_nobody_takes_or_keeps_an_office_after_death() -> None:
    died = {name.lower(): death for death in deaths() for name in death.names}
    held = [(died[name.lower()], span) for tenure in tenures() for name in tenure.names if name.lower() in died for span in tenure.during]
    assert len(held) > 20
    assert [death.names[0] for death, (start, end) in held if start > death.day or end is None or end > death.known + timedelta(days=31)] == []


def test_a_death_that_was_hidden_has_the_day_on_which_it_was_told() -> None:
    hidden = make_death({"day": date(2001, 2, 3), "known": date(2002, 2, 3), "name": "A Name|B Name", "office": "count of Strelsau"})
    assert (hidden.day, hidden.known, hidden.names) == (date(2001, 2, 3), date(2002, 2, 3), ("A Name", "B Name"))


@pytest.mark.parametrize(
    ("entry", "why"),
    [({"name": "A Name", "office": "o"}, "missing"), ({"day": date(2001, 2, 3), "name": "A Name"}, "missing"),
     ({"day": date(2001, 2, 3), "name": "A Name", "office": "o", "age": 3}, "age"),
     ({"day": "soon", "name": "A Name", "office": "o"}, "ISO"),
     ({"day": date(2001, 2, 3), "known": date(2001, 2, 2), "name": "A Name", "office": "o"}, "order")],
)
def test_a_broken_entry_is_an_error_that_names_it(entry: dict[str, object], why: str) -> None:
    with pytest.raises(KnowledgeError, match=why) as refused:
        make_death(entry)
    assert (refused.value.file, refused.value.entry) == ("deaths.yaml", "A Name")


def test_some_deaths_that_everyone_knows() -> None:
    known = {"Hassan Nasrallah": date(2024, 9, 27), "Qasem Soleimani": date(2020, 1, 3), "Osama bin Laden": date(2011, 5, 2),
             "Alexey Navalny": date(2024, 2, 16), "Muammar Gaddafi": date(2011, 10, 20), "Yitzhak Rabin": date(1995, 11, 4)}
    assert {name: death.day for death in deaths() for name in death.names if name in known} == known
    assert not set(chain.from_iterable(d.names for d in deaths())) & {"", " "}
