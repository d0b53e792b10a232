"""The report: the answer to a question as a dossier that stands alone, for a memo or a file. What it says depends on the record and the question
only."""

from __future__ import annotations

import shlex
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from onrecord import __version__
from onrecord.flow import RULES
from onrecord.model import Entry
from onrecord.store.filters import last_day
from onrecord.telling.asked import FILTERS, SORTS, Asked
from onrecord.telling.questions import question, short_title
from onrecord.telling.words import counted, joined, stretch
from onrecord.web.figured import figures_of
from onrecord.web.found import every, found
from onrecord.web.judging import Decision, decisions
from onrecord.web.marks import KEY, Mark
from onrecord.web.pages.axis import Axis, window
from onrecord.web.pages.cited import Source
from onrecord.web.pages.dossier import Desk, Listed, Matter, Summary, matter
from onrecord.web.pages.left_out import on_day
from onrecord.web.pages.matrix import MatrixPage
from onrecord.web.pages.method import METHOD, STAGES
from onrecord.web.pages.strips import Row, draw, grouped_by
from onrecord.web.shelf import Shelf

OWN = ("title", "by", "day")
"""What the URL of a report may hold besides the ledger's parameters: its title, who made it, and the day that it bears (none unless given)."""
OPTIONS = {"q": "words", "sure": "min-confidence"}
"""Parameters whose option of `onrecord report` has another name."""
MOST_IN_FULL = 60
"""Matters that a report on the screen tells in full: some megabytes. A file has all. Chosen."""
MOST_DRAWN_ROWS = 40
"""Pairs that the timeline of a report draws; the matters have all."""


@dataclass(frozen=True, slots=True)
class Strips:
    """The timeline of a report: the rows by pair, and how many more there are."""

    axis: Axis
    rows: tuple[Row, ...]
    more: int

    @property
    def span(self) -> str:
        """The days drawn, in words."""
        return f"{self.axis.low} to {self.axis.high}"


@dataclass(frozen=True, slots=True)
class ReportPage:
    """A report. ``record`` says what was asked, as (name, words); ``rest`` are matters that are only listed; ``left_out`` and ``method`` are
    sentences; ``numbers`` gives the number of each page cited by its id."""

    title: str
    asked_title: str
    by: str
    day: str
    question: str
    asked: Asked
    record: tuple[tuple[str, str], ...]
    summary: Summary
    timeline: Strips | None
    matrix: MatrixPage
    matters: tuple[Matter, ...]
    rest: tuple[Listed, ...]
    decisions: tuple[Decision, ...]
    left_out: tuple[str, ...]
    method: tuple[str, ...]
    sources: tuple[Source, ...]
    numbers: dict[str, int]
    formats: tuple[tuple[str, str], ...]
    key: tuple[tuple[Mark, str], ...] = KEY

    def source(self, article: str) -> Source:
        """The page cited of an article's id."""
        return self.sources[self.numbers[article] - 1]

    @property
    def command(self) -> str:
        """The command that writes the same report to a file."""
        own = {"title": self.asked_title, "by": self.by, "day": self.day}
        words = [f"--{OPTIONS.get(name, name)} {shlex.quote(value)}" for name, value in {**self.asked.parameters(), **own}.items()
                 if value and name not in {"page", "per"}]
        return " ".join(["onrecord report", *words, "--out report.html"])

    @classmethod
    def of(cls, shelf: Shelf, asked: Asked, most: int | None = None) -> ReportPage:
        """The report that a URL asks for, with at most so many matters in full (None: all)."""
        plain = asked.but(title="", by="", day="")
        those = found(shelf, plain)
        desk = Desk(shelf, those[:most], plain)
        matters = tuple(matter(desk, e, n) for n, e in enumerate(those[:most], 1))
        listed = desk.sources.listed()
        return cls(
            asked.get("title") or short_title(plain), asked.get("title"), asked.get("by"), asked.get("day"), question(plain), plain,
            tuple(_record(shelf, plain)), Summary.of(those, figures_of(shelf, those), plain),
            _timeline(those, plain, {m.id for m in matters}), MatrixPage.of(shelf, plain), matters,
            tuple(Listed.of(e, plain) for e in those[len(matters):]), _decided(shelf, those, listed), tuple(_left_out(shelf, plain, those)),
            METHOD, listed, desk.sources.numbers, tuple((end, asked.at(f"/report.{end}")) for end in ("md", "bib", "csl.json")),
        )


def asked_of(pairs: Iterable[tuple[str, str]]) -> Asked:
    """What a report's URL asks. Raises `QueryError`."""
    return Asked.of(pairs, SORTS, (*FILTERS, *OWN))


def _timeline(entries: Sequence[Entry], asked: Asked, full: set[str]) -> Strips | None:
    axis = window(entries, asked)
    if axis is None:
        return None
    groups = grouped_by(entries, "pair")
    rows = draw(groups[:MOST_DRAWN_ROWS], "pair", axis, asked, lambda e: f"#m-{e.id}" if e.id in full else "")
    return Strips(axis, rows, max(len(groups) - MOST_DRAWN_ROWS, 0))


def _record(shelf: Shelf, asked: Asked) -> Iterable[tuple[str, str]]:
    """What the record is that was asked."""
    texts = shelf.facts()
    day = asked.get("as-of")
    known = [f for f in texts.values() if not day or (f.published is not None and f.published <= last_day(day))]
    days = sorted(f.published for f in known if f.published)
    origins = {origin for f in known for origin in ({o for _, o in f.parts} or {f.origin})}
    undated = sum(f.published is None for f in texts.values())
    yield "as known on", f"{day}: only what had been published by then, whenever it was read" if day else "any day: all that was read"
    yield "pages", f"{sum(f.pages for f in known):,} with {counted(len(known), 'text')}, which go back to {counted(len(origins), 'origin')}"
    yield "published", stretch(days[0] if days else None, days[-1] if days else None)
    yield "day not known", f"{counted(undated, 'text')}{', left out on a day' if day and undated else ''}"
    yield "the record", f"{fingerprint(texts)} (hash of the texts of all that was read)"
    yield "made with", f"OnRecord {__version__}, rules {RULES.version}.{RULES.traced}"


def fingerprint(articles: Iterable[str]) -> str:
    """16 hex digits that tell two records apart: of the ids of all texts, in whatever order they were read."""
    return sha256("\n".join(sorted(articles)).encode()).hexdigest()[:16]


def _decided(shelf: Shelf, entries: Sequence[Entry], sources: Sequence[Source]) -> tuple[Decision, ...]:
    """What people decided about these matters, their claims and the pages cited."""
    return decisions(shelf, [*(e.id for e in entries), *(c for e in entries for c in e.claims), *(s.id for s in sources)])


def _left_out(shelf: Shelf, asked: Asked, entries: Sequence[Entry]) -> Iterable[str]:
    """What is not told here, and why."""
    total, day = every(shelf, asked), asked.get("as-of")
    if total > len(entries):
        yield f"{total - len(entries):,} of {counted(total, 'matter')} of the record do not pass the question."
    if day:
        facts = shelf.facts().values()
        later = sum(f.published is not None and f.published > last_day(day) for f in facts)
        undated = sum(f.published is None for f in facts)
        yield f"{counted(later, 'text')} published later and {counted(undated, 'text')} of unknown day count for nothing as of {day}."
    if asked.get("sure"):
        yield f"Claims with a confidence under {asked.get('sure')}, unless a person called them right."
    by: dict[str, Counter[str]] = {}
    where = f"In the record, of what had been published by {day}" if day else "In the whole record"
    for skip in on_day(shelf, shelf.view.skips(), day):
        by.setdefault(skip.stage, Counter())[skip.reason] += 1
    for stage, reasons in sorted(by.items()):
        told = joined(f"{n:,} {reason}" for reason, n in sorted(reasons.items(), key=lambda pair: (-pair[1], pair[0])))
        yield f"{where}, at {STAGES.get(stage, stage)}: {told}."
