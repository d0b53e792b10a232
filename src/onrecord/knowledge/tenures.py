"""Who held which office when, and what happened when, from data/tenures/, data/dated-events.yaml and what lies beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from onrecord.errors import KnowledgeError
from onrecord.knowledge.loader import load, load_folder

Interval = tuple[date, date | None]
"""First day and last day (None: lasts), both included."""


LOOSE = timedelta(days=91)
"""What a day unsure by months ("~") may be off, either way, as the files' head defines it."""


@dataclass(frozen=True, slots=True)
class Tenure:
    """A person's times in one office. ``names`` spellings of the name, family name last; ``during`` in order; ``loose`` those days in it that
    are unsure by months; ``family`` the words that may follow the title alone: last words of spellings, and spellings of one word."""

    state: str
    office: str
    names: tuple[str, ...]
    during: tuple[Interval, ...]
    loose: frozenset[date] = frozenset()
    family: frozenset[str] = frozenset()

    def unsure(self, day: date) -> timedelta:
        """What the day, one of ``during``, may be off."""
        return LOOSE if day in self.loose else timedelta()

    @property
    def held(self) -> tuple[Interval, ...]:
        """The times in office at their widest."""
        return tuple((a - self.unsure(a), b + self.unsure(b) if b else None) for a, b in self.during)

    @property
    def left(self) -> tuple[Interval, ...]:
        """The times after one in office and out of it, at their widest: what a "former" holder may be told in."""
        ends = [end for _, end in self.during if end]
        back = [next((a + self.unsure(a) for a, _ in self.during if a > end), None) for end in ends]
        return tuple((end - self.unsure(end), start) for end, start in zip(ends, back, strict=True))


@dataclass(frozen=True, slots=True)
class DatedEvent:
    """Something that happened in [``first``, ``last``] (one day, or the days of a month). ``until`` is set for what lasted.

    ``words`` are patterns, each of which stands in a sentence that tells it, ``context`` patterns that stand anywhere on its page; ``war``
    where its months are counted; ``scheduled`` where it was known beforehand; ``times`` of what came more than once and lasted; ``recalled``
    where it is told for years after.

    ``stems`` holds, for each group of words and then of context, how each wording begins: where none of a group's is in a text, its pattern
    need not be tried.
    """

    name: str
    first: date
    last: date
    until: date | None
    words: tuple[re.Pattern[str], ...]
    war: bool
    scheduled: bool
    context: tuple[re.Pattern[str], ...] = ()
    times: tuple[Interval, ...] = ()
    stems: tuple[tuple[str, ...], ...] = ()
    recalled: bool = False


def _day(said: Any, file: str, entry: str) -> date:
    try:
        return said if isinstance(said, date) else date.fromisoformat(str(said))
    except ValueError as error:
        raise KnowledgeError(file, entry, f"{said!r} is no ISO day") from error


def _intervals(said: str, holder: str, file: str) -> tuple[Interval, ...]:
    pairs = [part.split("/") for part in str(said).split(", ")]
    if any(len(pair) != 2 for pair in pairs):
        raise KnowledgeError(file, holder, f"{said!r} is not from/to")
    found = tuple((_day(a, file, holder), _day(b, file, holder) if b else None) for a, b in pairs)
    if any(b is not None and b <= a for a, b in found):
        raise KnowledgeError(file, holder, f"{said!r} ends before it begins")
    return found


_LOOSE = re.compile(r"~(\d{4}-\d\d-\d\d)")


def make_tenure(state: str, office: str, holder: str, during: str, file: str = "tenures") -> Tenure:
    """One holder's line of a file; raises `KnowledgeError` where it breaks the definitions."""
    names = tuple(holder.split("|"))
    loose = frozenset(_day(day, file, holder) for day in _LOOSE.findall(str(during)))
    spans = _intervals(_LOOSE.sub(r"\1", str(during)), holder, file)
    return Tenure(state, office, names, spans, loose, _family(office, names))


def _family(office: str, names: tuple[str, ...]) -> frozenset[str]:
    """What may stand alone after the office's title."""
    if office in _titles()["full"]:
        return frozenset(name for name in names if " " not in name)
    return frozenset(name.split()[-1] for name in names) - (frozenset() if office in _titles()["single"] else _common())


def _titles() -> Any:
    return load("tenures/titles")


@cache
def _common() -> frozenset[str]:
    return frozenset(_titles()["common"])


@cache
def _offices() -> dict[tuple[str, str], tuple[str, dict[str, str]]]:
    """State and office -> the file, and its holders with their times. Raises `KnowledgeError` where two files tell of one."""
    found: dict[tuple[str, str], tuple[str, dict[str, str]]] = {}
    for name, content in load_folder("tenures").items():
        for state, offices in content.get("states", {}).items():
            for office, holders in offices.items():
                if (state, office) in found:
                    raise KnowledgeError(f"tenures/{name}.yaml", f"{state} {office}", f"also in {found[state, office][0]}")
                found[state, office] = f"tenures/{name}.yaml", holders
    return found


@cache
def tenures() -> tuple[Tenure, ...]:
    """Every holder of every office in the files."""
    return tuple(make_tenure(state, office, holder, during, file) for (state, office), (file, holders) in _offices().items()
                 for holder, during in holders.items())


@cache
def gaps() -> dict[tuple[str, str], tuple[Interval, ...]]:
    """State and office -> the times for which the files say why they name no holder."""
    return {(state, office): tuple(span for during in spans for span in _intervals(during, f"gaps of {state}", f"tenures/{name}.yaml"))
            for name, content in load_folder("tenures").items() for state, offices in content.get("gaps", {}).items()
            for office, spans in offices.items()}


@cache
def _bearers() -> dict[tuple[str, str], tuple[Tenure, ...]]:
    """Name or family name and wording of a title, small letters -> all who bore both, of any state and office."""
    found: dict[tuple[str, str], list[Tenure]] = {}
    for tenure in tenures():
        names = {name.lower() for name in (*tenure.names, *tenure.family)}
        for key in ((name, title) for name in names for title in titles_of(tenure)):
            found.setdefault(key, []).append(tenure)
    return {key: tuple(held) for key, held in found.items()}


def bearers(name: str, title: str) -> tuple[Tenure, ...]:
    """All who bore the name, or family name, under that title: "President Bush" is either, and "Secretary X" may have been another secretary.

    Both in small letters. Of any state: a page need not name it.
    """
    return _bearers().get((name, title), ())


def holder(state: str, office: str, day: date) -> str | None:
    """Who held the office on that day, by the usual full name; None where the files do not know or several did or may have."""
    held = [t for t in tenures() if (t.state, t.office) == (state, office) and _within(day, t.held)]
    return held[0].names[0] if len(held) == 1 and _within(day, held[0].during) else None


@cache
def _by_full_name() -> dict[str, tuple[Tenure, ...]]:
    found: dict[str, list[Tenure]] = {}
    for tenure in tenures():
        for name in tenure.names:
            if " " in name:
                found.setdefault(name.lower(), []).append(tenure)
    return {name: tuple(held) for name, held in found.items()}


def titles_on(name: str, day: date) -> frozenset[str]:
    """The wordings, small letters, of the titles that whoever bears this full name had on the day; none where the files know nobody."""
    return frozenset(title for t in _by_full_name().get(name.lower(), ()) if _within(day, t.held) for title in titles_of(t))


def took_office(state: str, office: str, day: date) -> date | None:
    """The day on which whoever held the office on that day came to it; None where that is not known."""
    found = [(t, start, end) for t in tenures() if (t.state, t.office) == (state, office) for start, end in t.during]
    held = [start for t, start, end in found if start <= day and (end is None or day < end) and not t.unsure(start)]
    return held[0] if len(held) == 1 and holder(state, office, day) else None


def _within(day: date, spans: tuple[Interval, ...]) -> bool:
    return any(first <= day and (last is None or day < last) for first, last in spans)


@cache
def office_titles() -> dict[str, tuple[str, ...]]:
    """Office -> wordings of its title, small letters, longest first."""
    return {office: tuple(sorted((t.lower() for t in titles), key=len, reverse=True)) for office, titles in _titles()["titles"].items()}


def titles_of(tenure: Tenure) -> tuple[str, ...]:
    """The wordings of its office's title that a holder of its state bears, small letters, longest first."""
    return _titles_in(tenure.state, tenure.office)


@cache
def _titles_in(state: str, office: str) -> tuple[str, ...]:
    local = _titles()["local"]
    return tuple(title for title in office_titles()[office] if state in local.get(title, (state,)))


_STEM = re.compile(r"[ *-]")


def words_pattern(group: list[str]) -> re.Pattern[str]:
    """Any of the words as they stand in small letters: "*" takes any ending, a space also a hyphen."""
    forms = "|".join(re.escape(str(word).lower()).replace(r"\*", r"\w*").replace(r"\ ", r"[ -]") for word in group)
    return re.compile(rf"(?<![\w.])(?:{forms})(?!\w)")


_FIELDS = {"day", "until", "times", "name", "words", "context", "war", "scheduled", "recalled"}


def make_event(raw: dict[str, Any], file: str = "dated-events.yaml") -> DatedEvent:
    """One event from its entry of ``file``; raises `KnowledgeError` where it breaks the definitions at the head of dated-events.yaml."""
    name = str(raw.get("name", "?"))
    if ("day" in raw) == ("times" in raw) or not raw.get("words") or not all((*raw["words"], *raw.get("context", ()))):
        raise KnowledgeError(file, name, "words is missing or a group is empty, or day and times are not one of them")
    if unknown := raw.keys() - _FIELDS:
        raise KnowledgeError(file, name, f"no field of this file: {', '.join(sorted(unknown))}")
    times = _intervals(raw["times"], name, file) if "times" in raw else ()
    first, last = (times[0][0],) * 2 if times else _days_of(raw["day"], file, name)
    until = _day(raw["until"], file, name) if "until" in raw else None
    words, context = raw["words"], raw.get("context", ())
    stems = tuple(tuple(sorted({_STEM.split(str(word).lower())[0] for word in group})) for group in (*words, *context))
    return DatedEvent(name, first, last, until, tuple(map(words_pattern, words)), bool(raw.get("war")), bool(raw.get("scheduled")),
                      tuple(map(words_pattern, context)), times, stems, bool(raw.get("recalled")))


_MONTH = re.compile(r"(\d{4})-(\d\d)")


def _days_of(said: Any, file: str, entry: str) -> tuple[date, date]:
    """First and last day of an ISO day or month."""
    month = _MONTH.fullmatch(str(said))
    first = _day(f"{said}-01" if month else said, file, entry)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1) if month else first


@cache
def dated_events() -> tuple[DatedEvent, ...]:
    """Every event in the files: the great ones, the steps between them, and those of each time in the folder."""
    parts = {"dated-events": load("dated-events"), "dated-steps": load("dated-steps")}
    parts |= {f"dated-events/{name}": content for name, content in load_folder("dated-events").items()}
    return tuple(make_event(raw, f"{file}.yaml") for file, entries in parts.items() for raw in entries)
