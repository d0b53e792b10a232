"""What a record lists besides entries and claims: changes, origins, what was found by words, totals, judgements, what was left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from onrecord.export.changes import changes_fields
from onrecord.model import Change, Changes, Judgement, Skip, StatusMove
from onrecord.model.entry import Totals
from onrecord.model.search import Hit
from onrecord.record.desk import Desk
from onrecord.record.entries import HeldEntry
from onrecord.record.pages import Claims, HeldArticle, claims_of
from onrecord.record.tables import Rows, safe
from onrecord.telling.deciding import about
from onrecord.telling.family import Family, date_words, edge_words, family_fields, refuted_words
from onrecord.telling.words import (
    SHORT_ID,
    chain,
    change_words,
    counted,
    how_many,
    how_much,
    joined,
    plain,
    standing_words,
    status_words,
)

MOST_WORDS = 3
"""Words of a change that its row tells; the rest is counted."""


class HeldChange:
    """What became of one matter between two days. ``noun`` is the bare `Change`."""

    def __init__(self, desk: Desk, noun: Change, since: str, until: str | None) -> None:
        self._desk, self.noun, self._days = desk, noun, (since, until)

    @property
    def kinds(self) -> tuple[str, ...]:
        """In which ways it changed, of `model.CHANGES`."""
        return self.noun.kinds

    @property
    def before(self) -> HeldEntry | None:
        """The entry as of the first day; None where the matter was not known."""
        return HeldEntry(self._desk, self.noun.before, self._days[0]) if self.noun.before else None

    @property
    def after(self) -> HeldEntry:
        """The entry as of the second day."""
        return HeldEntry(self._desk, self.noun.after, self._days[1])

    @property
    def claims(self) -> Claims:
        """The claims that the matter did not have before."""
        return claims_of(self._desk, [self._desk.view.claim(key) for key in self.noun.claims])

    @property
    def says(self) -> str:
        """What changed, in words: "moved, now contested: planned → contested (done)"."""
        change = self.noun
        stood = f"{standing_words(change.before)} → " if change.before and "moved" in change.kinds else ""
        figures = joined((*map(how_many, change.quantities), *map(how_much, change.moneys)), "")
        return f"{change_words(change.kinds)}: {stood}{standing_words(change.after)}" + (f"; {figures}" if figures else "")

    @property
    def by(self) -> tuple[str, ...]:
        """On whose word: day, status and chain of each word that moved it."""
        return tuple(self._word(move) for move in self.noun.movers)

    def _word(self, move: StatusMove) -> str:
        claim = self._desk.view.claim(next(c for c in move.claims if c in self.noun.claims))
        return f"{move.published or 'not known'} {status_words(move.status)}: {chain(claim, self._desk.page_of(claim))}"

    def __repr__(self) -> str:
        return plain(f"<change {self.noun.after.id[:SHORT_ID]}: {self.says}>")


class ChangeList(Rows[HeldChange]):
    """What is different between two days, in order of the first publication that made it. ``noun`` is the bare `Changes`."""

    called = ("entry changed", "entries changed")
    columns = ("id", "what changed", "by")

    def __init__(self, desk: Desk, noun: Changes) -> None:
        super().__init__([HeldChange(desk, c, noun.since, noun.until) for c in noun.changes], f"From {noun.since} to {noun.until or 'now'}.")
        self.noun = noun

    @property
    def counts(self) -> dict[str, int]:
        """How many entries changed in each way, of `model.CHANGES`."""
        return self.noun.counts

    def fields(self) -> dict[str, Any]:
        """All of it as JSON fields (docs/reference/formats.md)."""
        return changes_fields(self.noun)

    def cells(self, row: HeldChange) -> Sequence[str]:
        """What is shown of a change."""
        words, more = row.by[:MOST_WORDS], len(row.by) - MOST_WORDS
        rest = [f"and {counted(more, 'other word')}"] if more > 0 else []
        return row.noun.after.id[:SHORT_ID], row.says, "\n".join([*words, *rest])


@dataclass(frozen=True, slots=True)
class Copy:
    """A story of an origin: its page, how many steps from the first, what it is to the one before, its dates, and printed dates that cannot be
    true."""

    article: HeldArticle
    name: str
    depth: int
    how: str
    dates: str
    refuted: tuple[str, ...]
    pages: int


class HeldOrigin(Rows[Copy]):
    """One text and its copies, the first story before those that copy it. ``family`` is the bare `Family`."""

    called = ("story", "stories")
    columns = ("page", "published", "how")

    def __init__(self, desk: Desk, family: Family) -> None:
        self._desk, self.family = desk, family
        rows = [self._copy(story, depth) for story, depth in family.walk()]
        super().__init__(rows, f"{counted(family.pages, 'page')}, first published {self.published or 'on a day not known'}.")

    def _copy(self, story: str, depth: int) -> Copy:
        page, edge = self.family.page(story), self.family.edges.get(story)
        how = edge_words(edge, self.family.name(edge.of)) if edge else "the first"
        return Copy(HeldArticle(self._desk, page), self.family.name(story), depth, how, date_words(page), tuple(refuted_words(page)),
                    self.family.copies(story))

    @property
    def id(self) -> str:
        """Its id: that of the story first published."""
        return self.family.origin.id

    @property
    def published(self) -> str | None:
        """The ISO day on which the text was first published, as far as its copies tell."""
        return self.family.origin.published

    @property
    def pages(self) -> int:
        """How many named pages carry its stories."""
        return self.family.pages

    @property
    def first(self) -> HeldArticle:
        """The page first published."""
        return self[0].article

    def fields(self) -> dict[str, Any]:
        """All of it as JSON fields, with the texts beside it."""
        return family_fields(self.family)

    def cells(self, row: Copy) -> Sequence[str]:
        """What is shown of a story."""
        return "  " * row.depth + row.name, "\n".join([row.dates, *row.refuted]), row.how


class Origins(Rows[HeldOrigin]):
    """Texts with several stories or pages, most pages first."""

    called = ("origin", "origins")
    columns = ("origin", "first", "published", "stories", "pages", "how the later ones copy")

    def cells(self, row: HeldOrigin) -> Sequence[str]:
        """What is shown of an origin."""
        kinds = sorted(Counter(e.kind for e in row.family.origin.edges).items(), key=lambda pair: (-pair[1], pair[0]))
        return (row.id[:SHORT_ID], row[0].name, row.published or "not known", str(len(row)), str(row.pages),
                joined((f"{n:,} {kind}" for kind, n in kinds), ""))


class Hits(Rows[Hit]):
    """Articles and claims that hold the words searched for, best first. Each is a `Hit`; `article` and `claim` lead to what was found."""

    called = ("hit", "hits")
    columns = ("kind", "id", "page", "published", "words")

    def __init__(self, desk: Desk, hits: Sequence[Hit]) -> None:
        super().__init__(hits)
        self._desk = desk

    def article(self, place: int = 0) -> HeldArticle:
        """The page of a hit."""
        return HeldArticle(self._desk, self._desk.article(self[place].article))

    def claims(self) -> Claims:
        """The claims among what was found."""
        return claims_of(self._desk, [self._desk.view.claim(hit.id) for hit in self if hit.kind == "claim"])

    def cells(self, row: Hit) -> Sequence[str]:
        """What is shown of a hit."""
        return row.kind, row.id[:SHORT_ID], row.name, row.published or "not known", row.snippet

    def html_cells(self, row: Hit) -> Sequence[str]:
        """The same, the words found marked."""
        *others, _ = map(safe, self.cells(row))
        return [*others, "".join(_lit(row))]


def _lit(hit: Hit) -> Iterator[str]:
    places = [0, *(place for mark in hit.marks for place in mark), len(hit.snippet)]
    for number, (start, end) in enumerate(pairwise(places)):
        words = safe(hit.snippet[start:end])
        yield f"<mark>{words}</mark>" if number % 2 else words


class TotalsTable(Rows[tuple[str, str, int]]):
    """How many claims had been told, by act and status. ``noun`` is the bare `Totals`. Never sums of goods or money."""

    called = ("act and status", "acts and statuses")
    columns = ("act", "status", "claims")

    def __init__(self, noun: Totals) -> None:
        rows = [(act, status, n) for act, told in sorted(noun.told.items()) for status, n in sorted(told.items()) if n]
        day = f" by the end of {noun.as_of}" if noun.as_of else ""
        super().__init__(rows, f"{counted(noun.articles, 'article')} and {counted(noun.claims, 'claim')}{day}; "
                         f"{counted(noun.undated, 'article')} of unknown day.")
        self.noun = noun

    def cells(self, row: tuple[str, str, int]) -> Sequence[str]:
        """What is shown of an act and status."""
        return row[0], status_words(row[1]), f"{row[2]:,}"


class Judgements(Rows[Judgement]):
    """What people decided, by time of signing."""

    called = ("judgement", "judgements")
    columns = ("id", "what", "by", "on", "why", "")

    def __init__(self, desk: Desk, rows: Sequence[Judgement]) -> None:
        super().__init__(rows)
        self._desk = desk

    def cells(self, row: Judgement) -> Sequence[str]:
        """What is shown of a judgement."""
        return row.id[:SHORT_ID], about(self._desk.view, row), row.by, row.at[:10], row.why, "withdrawn" if row.withdrawn else ""


class Skips(Rows[Skip]):
    """What was left out, and why."""

    called = ("thing left out", "things left out")
    columns = ("stage", "subject", "reason", "detail")

    def cells(self, row: Skip) -> Sequence[str]:
        """What is shown of a skip."""
        return row.stage, row.subject, row.reason, row.detail
