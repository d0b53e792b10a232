"""The chains of holders in data/tenures/: no overlaps, no silent gaps, nobody twice, whatever file tells of them."""

import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations, pairwise

from onrecord.knowledge.loader import load, load_folder
from onrecord.knowledge.tenures import Tenure, gaps, office_titles, tenures

MONTH, QUARTER = timedelta(days=31), timedelta(days=92)
CHAINED = {"president", "pm", "fm", "dm", "sg", "eu", "commission", "council"}
"""Offices whose every holder since the first named must be there."""
NAMESAKES = {"george bush", "ferdinand marcos"}
"""Names that two holders of one office bore, folded: each is told by it."""

Key = tuple[str, str]


def offices() -> dict[Key, list[Tenure]]:
    """Every office in the files with its holders."""
    found: dict[Key, list[Tenure]] = {}
    for tenure in tenures():
        found.setdefault((tenure.state, tenure.office), []).append(tenure)
    return found


def chain(holders: list[Tenure]) -> list[tuple[date, date, timedelta, timedelta, str]]:
    """First day, last day, what each may be off, name; in order."""
    spans = [(a, b or date(2100, 1, 1), t.unsure(a), t.unsure(b) if b else timedelta(), t.names[0]) for t in holders for a, b in t.during]
    return sorted(spans)


def folded(name: str) -> str:
    """A name without what spellings of it differ in: marks, doubled letters, y for i, w for v, hyphens, initials."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.lower()) if c.isalpha() or c == " ")
    plain = plain.translate(str.maketrans("yjwqkz", "iivccs")).replace("ou", "u").replace("ii", "i")
    return " ".join("".join(c for i, c in enumerate(word) if i == 0 or c != word[i - 1]) for word in plain.split() if len(word) > 1)


def neighbours(holders: list[Tenure]) -> Iterator[tuple[str, date, date, timedelta]]:
    """Of each two who follow one another: who, the last day of one, the first of the other, and what the two may be off."""
    for (_, end, _, off, one), (start, _, on, _, other) in pairwise(chain(holders)):
        yield f"{one} until {end}, {other} from {start}", end, start, off + on


def test_no_two_hold_an_office_at_once() -> None:
    shared = set(load("tenures/titles")["many"])
    assert not [(*key, who) for key, holders in offices().items() if key[1] not in shared
                for who, end, start, off in neighbours(holders) if end - start - off > MONTH]


def test_a_gap_is_told() -> None:
    def told(key: Key, end: date, start: date) -> bool:
        return any(first <= end + MONTH and (last is None or last >= start - MONTH) for first, last in gaps().get(key, ()))

    assert not [(*key, who) for key, holders in offices().items() if key[1] in CHAINED
                for who, end, start, off in neighbours(holders) if start - end - off > QUARTER and not told(key, end, start)]


def test_nobody_stands_twice() -> None:
    def full(tenure: Tenure) -> set[str]:
        return {folded(name) for name in tenure.names if " " in name} - NAMESAKES

    assert not [(one.state, one.office, one.names, other.names) for holders in offices().values()
                for one, other in combinations(holders, 2) if full(one) & full(other)]


def sound(tenure: Tenure) -> bool:
    days = [day for span in tenure.during for day in span if day]
    return (days == sorted(days) and tenure.office in office_titles()
            and all(date(1960, 1, 1) < day <= date(2026, 12, 31) for day in days)
            and len({name.lower() for name in tenure.names}) == len(tenure.names)
            and all(name.split() and " ".join(name.split()) == name for name in tenure.names))


def test_each_line_is_sound() -> None:
    assert not [tenure for tenure in tenures() if not sound(tenure)]


def test_a_gap_in_the_files_is_one_of_an_office_they_tell_of() -> None:
    assert set(gaps()) <= set(offices())


def test_each_file_opens_with_what_it_holds() -> None:
    assert all(set(content) <= ({"titles", "many", "common", "single", "full", "local"} if name == "titles" else {"states", "gaps"})
               for name, content in load_folder("tenures").items())
