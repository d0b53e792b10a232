"""Independence: of how many texts, and of how many speakers, a matter is really told.

Each claim of a matter *counts for* one report (`Facet.report`), and entries count reports and speakers, never pages:

1. **Copies count once.** All stories of one origin are one report, told by its *lead*: the origin's first story, or where none of its claims is
   in the matter the first published of the others. A copy has the lead's speakers: its own voice is the lead's own voice; officials whom
   it calls otherwise, of one side, are the lead's unnamed officials. What the lead says already it *echoes*: its figures, its times
   (resolved against what may be a false date) and its certainty do not count beside the lead's. Where a copy lets a speaker of the
   first story say something else than the first story does, it is garbled: it stays in the history and is not counted. Only an update counts:
   of the same outlet, at most `model.origin.UPDATE_DAYS` days after the first.
2. **Citing is not a second source.** "Reuters reported that ..." counts for the report of Reuters. That is the outlet's own text on the matter
   where the record has one: the last published at most `REPORT` days before it (or a day after it: clocks differ). Else all who cite one outlet
   within `REPORT` days of the first who does count for one report, known from them alone (`model.entry.cited_id`). One of unknown day is
   taken for the first report of that outlet: nothing shows another. The day is that of saying where the page gives one ("in May": any of May).
   What the report says already is an echo and adds nothing; an outlet cited without its source is the source that it has in
   the report, where that names one.
3. **A briefing is one voice.** Two texts that tell what one speaker said stay two reports. A name and its family name alone, and unnamed
   people of one side who say the same of the matter, are one speaker where they spoke on one occasion: at most `OCCASION` days apart. One text
   that tells them apart is believed. Unnamed people of another day are told apart by their wording alone.

So ten papers with one agency's officials are one report and one voice, and ten thousand copies change no count but that of the pages.
`REPORT` and `OCCASION` are chosen, not measured: a report is cited for about a week, and a morning
paper prints what was said the day before. The result depends on the set of claims alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from onrecord.ledger.facets import Facet
from onrecord.ledger.firsts import updates
from onrecord.ledger.times import LAST, Days, days_of, iso_day
from onrecord.ledger.voices import Speaker
from onrecord.model.entry import cited_id
from onrecord.model.origin import article_of_story

REPORT, OCCASION = 7, 1
YEAR = 366
"""Days within which a time of saying tells a report; one that is longer or open tells none."""
_NEVER = Days(LAST, LAST)


def independent(members: Iterable[Facet]) -> tuple[Facet, ...]:
    """The facets of one matter, each with the report it counts for and its speaker; in order of publication."""
    alone = [f for origin, told in _grouped(members, lambda f: f.origin) for f in _copied(origin, told)]
    reported = _reported(alone)
    merged = [f for report, told in _grouped(reported, lambda f: f.report) for f in _citing(report, told)]
    return tuple(sorted(_heard(merged), key=lambda f: (f.order, sorted(f.families))))


def _grouped(facets: Iterable[Facet], key: Callable[[Facet], str]) -> list[tuple[str, list[Facet]]]:
    """The facets by a key, in an order that depends on the set alone."""
    found: dict[str, list[Facet]] = defaultdict(list)
    for f in facets:
        found[key(f)].append(f)
    return [(name, sorted(found[name], key=lambda f: f.order)) for name in sorted(found)]


# -- copies of one text


def _copied(origin: str, told: list[Facet]) -> list[Facet]:
    first = article_of_story(origin)
    held = any(f.claim.article == first for f in told)
    article = first if held else min(told, key=_first_order).claim.article
    lead = _Lead.of(f for f in told if f.claim.article == article)
    return [f if f.claim.article == article else _copy(f, lead, held) for f in told]


def _first_order(f: Facet) -> tuple[int, str]:
    """First published first; unknown days last, since nothing shows that they are earlier."""
    return (f.day or LAST, f.claim.article)


def _copy(f: Facet, lead: _Lead, held: bool) -> Facet:
    speaker = lead.speaker(f, loose=True) or (Speaker(lead.outlet, lead.outlet, True) if f.teller == "page" and lead.outlet else f.speaker)
    if updates(f, lead.outlet, lead.day):
        return replace(f, speaker=speaker)
    like = lead.said.get((speaker, f.status))
    if like is not None:
        return replace(f, speaker=speaker, cited=like.cited, echo=True)
    garbled = held and speaker in lead.speakers
    return replace(f, speaker=speaker, echo=garbled, counts=not garbled)


@dataclass(slots=True)
class _Lead:
    """What the lead of a report says: who says what, its outlet and day, and its speakers by the ways in which others may call them."""

    outlet: str = ""
    day: int | None = None
    said: dict[tuple[Speaker, str], Facet] = field(default_factory=dict)
    speakers: set[Speaker] = field(default_factory=set)
    own: Speaker | None = None
    unnamed: dict[tuple[str, str], Speaker] = field(default_factory=dict)
    of_status: dict[str, set[Speaker]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, facets: Iterable[Facet]) -> _Lead:
        """The lead told by these facets, those of one article or report."""
        lead = cls()
        for f in sorted(facets, key=lambda f: f.order):
            lead.outlet, lead.day = lead.outlet or f.outlet, f.day if lead.day is None else lead.day
            lead.said.setdefault((f.speaker, f.status), f)
            lead.speakers.add(f.speaker)
            lead.of_status[f.status].add(f.speaker)
            if f.teller == "page":
                lead.own = f.speaker
            if not f.speaker.named:
                for key in ((f.speaker.side, f.status), (f.speaker.side, "")):
                    lead.unnamed[key] = min(lead.unnamed.get(key, f.speaker), f.speaker, key=lambda s: s.key)
        return lead

    def speaker(self, f: Facet, loose: bool) -> Speaker | None:
        """The lead's speaker that the facet's is; None where it is nobody of the lead's. ``loose``: unnamed ones of one side are one,
        whatever they are made to say (as in copies of one text)."""
        if f.speaker in self.speakers:
            return f.speaker
        if f.teller == "page":
            return self.own
        if not f.speaker.named:
            return self.unnamed.get((f.speaker.side, f.status)) or (self.unnamed.get((f.speaker.side, "")) if loose else None)
        sources = self.of_status.get(f.status, set())
        return next(iter(sources)) if f.teller == "outlet" and len(sources) == 1 else None


# -- reports that others cite


def _reported(facets: Sequence[Facet]) -> list[Facet]:
    """The facets with the report that each counts for."""
    own: dict[str, dict[str, int]] = defaultdict(dict)
    for f in facets:
        if f.outlet and not f.cited and f.day is not None:
            own[f.outlet][f.origin] = min(own[f.outlet].get(f.origin, f.day), f.day)
    citing: dict[str, list[Facet]] = defaultdict(list)
    for f in facets:
        if f.cited:
            citing[f.cited].append(f)
    found = {id(f): report for outlet in sorted(citing) for f, report in _reports(outlet, citing[outlet], own.get(outlet, {}))}
    return [replace(f, report=found.get(id(f), f.origin)) for f in facets]


def _reports(outlet: str, citing: list[Facet], own: dict[str, int]) -> Iterator[tuple[Facet, str]]:
    """The report of the outlet that each facet tells; ``own`` gives the day of each of its texts."""
    texts = sorted((day, origin) for origin, day in own.items())
    first, known, undated = None, list[str](), []
    for f in sorted(citing, key=lambda f: (said_days(f) or _NEVER, f.order)):
        said = said_days(f)
        if said is None:
            undated.append(f)
            continue
        held = [origin for _, origin in texts[bisect_left(texts, (said.start - REPORT, "")):bisect_left(texts, (said.end + 2, ""))]]
        if not held and (first is None or said.start - first > REPORT):
            first = said.start
        known.append(held[-1] if held else cited_id(outlet, iso_day(said.start if first is None else first)))
        yield f, known[-1]
    report = texts[0][1] if texts else known[0] if known else cited_id(outlet, None)
    for f in undated:
        yield f, report


def said_days(f: Facet) -> Days | None:
    """The days on which it was said as far as the page tells, else that of publication."""
    said = days_of(f.claim.said_when.value)
    if said is not None and said.length <= YEAR:
        return said
    return None if f.day is None else Days(f.day, f.day)


def said_day(f: Facet) -> int | None:
    """The day on which it was said where the page gives one, else that of publication."""
    said = said_days(f)
    return said.start if said is not None and said.length == 1 else f.day


def _citing(report: str, told: list[Facet]) -> list[Facet]:
    """The facets of one report; those of other texts speak with its speakers and add nothing that it says already."""
    held = any(f.origin == report for f in told)
    text = report if held else min(told, key=_first_order).origin
    lead = _Lead.of(f for f in told if f.origin == text and not f.echo)
    return [f if f.origin == text else _cite(f, lead, held) for f in told]


def _cite(f: Facet, lead: _Lead, held: bool) -> Facet:
    speaker = lead.speaker(f, loose=False) or f.speaker
    told = (speaker, f.status) in lead.said or (held and speaker in lead.speakers)
    return replace(f, speaker=speaker, echo=f.echo or told, counts=f.counts and not told)


# -- one speaker on one occasion


@dataclass(slots=True)
class _Occasions:
    """Who spoke when: speakers under what makes two of them comparable and the day of saying."""

    by: dict[tuple[str, str, int], set[Speaker]] = field(default_factory=lambda: defaultdict(set))

    def add(self, speaker: Speaker, status: str, day: int) -> None:
        """Remembers one saying."""
        self.by[(*_kind(speaker, status), day)].add(speaker)

    def same(self, speaker: Speaker, status: str, day: int, taken: set[Speaker]) -> Speaker:
        """The speaker of an earlier report that this one is, itself if none; ``taken`` are unnamed ones of its own report already."""
        days, kind = range(day - OCCASION, day + OCCASION + 1), _kind(speaker, status)
        near = [s for other in days for s in self.by.get((*kind, other), ()) if s not in taken]
        alike = [s for s in near if not s.named or _one_name(s, speaker)]
        return speaker if speaker in near else min(alike, key=lambda s: s.key, default=speaker)


def _kind(speaker: Speaker, status: str) -> tuple[str, str]:
    return ("", speaker.key.split()[-1]) if speaker.named else (speaker.side, status)


def _one_name(a: Speaker, b: Speaker) -> bool:
    """Whether the one is the other's family name, and nothing says that they are of two sides."""
    first, second = a.key.split(), b.key.split()
    sides = a.side == b.side or a.side == a.key or b.side == b.key
    return sides and first != second and min(len(first), len(second)) == 1 and first[-1] == second[-1]


def _heard(facets: Sequence[Facet]) -> list[Facet]:
    """The facets with one speaker for each who spoke in several reports on one occasion. First published reports come first."""
    heard, found = _Occasions(), []
    for _, told in sorted(_grouped(facets, lambda f: f.report), key=lambda pair: (min(map(_first_order, pair[1])), pair[0])):
        names = _names(told, heard)
        named = [replace(f, speaker=names.get(_mark(f), f.speaker)) for f in told]
        for f in named:
            day = said_day(f)
            if day is not None:
                heard.add(f.speaker, f.status, day)
        found += named
    return found


def _mark(f: Facet) -> tuple[Speaker, str]:
    """What is called by one name in one report: a person by name, unnamed people who say one thing."""
    return f.speaker, "" if f.speaker.named else f.status


def _names(told: Sequence[Facet], heard: _Occasions) -> dict[tuple[Speaker, str], Speaker]:
    """By what each speaker of a report was called in earlier ones."""
    names: dict[tuple[Speaker, str], Speaker] = {}
    taken: dict[str, set[Speaker]] = defaultdict(set)
    sayings = {(*_mark(f), day, f.status) for f in told if (day := said_day(f)) is not None}
    for speaker, said, day, status in sorted(sayings, key=lambda v: (v[1], v[2], v[0].key, v[0].side, v[3])):
        if (speaker, said) not in names:
            names[speaker, said] = heard.same(speaker, status, day, taken[said] if not speaker.named else set())
            taken[said].add(names[speaker, said])
    return names
