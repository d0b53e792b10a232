"""Scores of found claims against gold ones: F1 overall, by act, genre and slice, and how often each field is right.

Each page is scored by itself (`PageScore`); all else is sums over pages, so that pages can be drawn anew (`evaluate.bootstrap`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from onrecord.evaluate.calibration import Belief
from onrecord.evaluate.context import NO_TEXT, Context
from onrecord.evaluate.fields import judged_fields, same_day
from onrecord.evaluate.gold import Gold
from onrecord.evaluate.pairing import Pairs, is_core, is_loose, pair, restates
from onrecord.evaluate.slices import in_long_list, slices_of
from onrecord.evaluate.told import Told

Group = tuple[str, str]
"""What a tally is of: ("all", ""), ("act", its name), ("genre", its name) or ("slice", its name)."""

ALL: Group = ("all", "")


@dataclass(frozen=True, slots=True)
class Found:
    """What a reader found in one page: its claims, the day it takes for the publication's, the text it read (``kept``), and the page's
    whole ``text``, in which the claims' places count."""

    claims: tuple[Told, ...]
    published: str | None = None
    kept: str | None = None
    text: str = ""


@dataclass(slots=True)
class Tally:
    """Counts of claims: ``gold``, ``found`` (those set aside left out), and how many pairs are ``core`` and ``loose``."""

    gold: int = 0
    found: int = 0
    core: int = 0
    loose: int = 0

    def rates(self, kind: str) -> tuple[float, float, float]:
        """Precision, recall and F1, 0 to 1, of ``kind``: core or loose."""
        right = self.right(kind)
        precision, recall = right / max(self.found, 1), right / max(self.gold, 1)
        return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)

    def right(self, kind: str) -> int:
        """The right pairs of ``kind``."""
        return self.core if kind == "core" else self.loose

    def add(self, other: Tally) -> None:
        """Adds the counts of another."""
        self.gold, self.found = self.gold + other.gold, self.found + other.found
        self.core, self.loose = self.core + other.core, self.loose + other.loose


@dataclass(frozen=True, slots=True)
class Difference:
    """A claim that is not right: ``differs`` (a pair whose core disagrees), ``missed`` (no ``found``) or ``extra`` (no ``gold``).
    ``genre`` and ``context`` (the text) are its page's; ``near`` is what the other side tells in the same words, of a missed or extra one."""

    page: str
    kind: str
    gold: Told | None
    found: Told | None
    genre: str = ""
    context: Context = NO_TEXT
    near: Told | None = None


@dataclass(slots=True)
class PageScore:
    """One page's counts. ``aside`` counts found claims that only say a gold claim again elsewhere; ``absent`` where the reader did not
    give the page."""

    page: str
    absent: bool = False
    tallies: dict[Group, Tally] = field(default_factory=lambda: defaultdict(Tally))
    right: Counter[str] = field(default_factory=Counter)
    judged: Counter[str] = field(default_factory=Counter)
    differences: list[Difference] = field(default_factory=list)
    beliefs: list[Belief] = field(default_factory=list)
    aside: int = 0


@dataclass(frozen=True)
class Scores:
    """The scores of all pages, in gold's order."""

    pages: Sequence[PageScore]

    @cached_property
    def tallies(self) -> dict[Group, Tally]:
        """The counts of every group."""
        sums: dict[Group, Tally] = defaultdict(Tally)
        for page in self.pages:
            for group, tally in page.tallies.items():
                sums[group].add(tally)
        return dict(sums)

    @property
    def overall(self) -> Tally:
        """The counts of all claims."""
        return self.tallies.get(ALL, Tally())

    @property
    def acts(self) -> dict[str, Tally]:
        """The counts of each act."""
        return self.of("act")

    @property
    def genres(self) -> dict[str, Tally]:
        """The counts of each genre that gold tells."""
        return self.of("genre")

    @property
    def slices(self) -> dict[str, Tally]:
        """The counts of each hard case (`evaluate.slices`); a claim may fall into several."""
        return self.of("slice")

    def of(self, kind: str) -> dict[str, Tally]:
        """The counts of the groups of a kind, by name."""
        return {name: tally for (group, name), tally in self.tallies.items() if group == kind}

    @cached_property
    def fields(self) -> dict[str, tuple[int, int]]:
        """(right, judged) of each field, in the order they were first met."""
        right, judged = Counter[str](), Counter[str]()
        for page in self.pages:
            right.update(page.right)
            judged.update(page.judged)
        return {name: (right[name], count) for name, count in judged.items()}

    @property
    def differences(self) -> list[Difference]:
        """Every claim that is not right, page by page."""
        return [d for page in self.pages for d in page.differences]

    @property
    def beliefs(self) -> list[Belief]:
        """The confidence of every found claim and whether it is right."""
        return [b for page in self.pages for b in page.beliefs]

    @property
    def aside(self) -> int:
        """How many found claims only say a gold claim again."""
        return sum(page.aside for page in self.pages)

    @property
    def absent(self) -> int:
        """How many gold pages the reader did not give."""
        return sum(page.absent for page in self.pages)


def score(gold: Iterable[Gold], found: Mapping[str, Found]) -> Scores:
    """Scores every gold page; ``found`` is keyed by its id. A page that is not there counts as read without a claim."""
    return Scores([_PageScorer(page, found.get(page.id)).scored() for page in gold])


class _PageScorer:
    """Fills in the score of one page."""

    def __init__(self, page: Gold, answer: Found | None) -> None:
        self.page, self.answer = page, answer or Found(())
        self.context = Context(page.text or self.answer.text)
        self.listed = in_long_list(page.claims, self.context)
        self.score = PageScore(page.id, absent=answer is None)

    def scored(self) -> PageScore:
        """The page's score."""
        matched = pair(self.answer.claims, self.page.claims)
        extra = [f for f in matched.extra if not restates(f, self.page.claims)]
        self.score.aside = len(matched.extra) - len(extra)
        self._count(matched, extra)
        for found, gold in matched.pairs:
            self._pair(found, gold)
        self._alone(matched, extra)
        self._text()
        return self.score

    def _count(self, matched: Pairs, extra: Sequence[Told]) -> None:
        for claim in self.page.claims:
            for tally in self._tallies(claim):
                tally.gold += 1
        for claim in [*(gold for _, gold in matched.pairs), *extra]:
            for tally in self._tallies(claim):
                tally.found += 1

    def _tallies(self, claim: Told) -> Iterator[Tally]:
        slices = slices_of(claim, self.context, self.listed(claim))
        genre: list[Group] = [("genre", self.page.genre)] if self.page.genre else []
        groups: list[Group] = [ALL, ("act", claim.act), *genre, *(("slice", name) for name in sorted(slices))]
        return (self.score.tallies[group] for group in groups)

    def _pair(self, found: Told, gold: Told) -> None:
        loose, core = is_loose(found, gold), is_core(found, gold)
        for tally in self._tallies(gold):
            tally.core += core
            tally.loose += loose
        self.score.beliefs.append(Belief(found.confidence, core))
        if not core:
            self._differs("differs", gold, found)
        if loose:
            for name, right in judged_fields(found, gold):
                self._mark(name, right)

    def _alone(self, matched: Pairs, extra: Sequence[Told]) -> None:
        self.score.beliefs += [Belief(f.confidence, f not in extra) for f in matched.extra]
        for gold in matched.missed:
            self._differs("missed", gold, None, _nearest(gold, self.answer.claims))
        for found in extra:
            self._differs("extra", None, found, _nearest(found, self.page.claims))

    def _differs(self, kind: str, gold: Told | None, found: Told | None, near: Told | None = None) -> None:
        self.score.differences.append(Difference(self.page.id, kind, gold, found, self.page.genre, self.context, near))

    def _text(self) -> None:
        if self.page.published:
            self._mark("published (2 days)", same_day(self.answer.published, self.page.published))
        if self.page.noise is not None and self.answer.kept is not None:
            for line in self.page.noise:
                self._mark("noise left out", line not in self.answer.kept)

    def _mark(self, name: str, right: bool) -> None:
        self.score.judged[name] += 1
        self.score.right[name] += right


def _nearest(told: Told, others: Sequence[Told]) -> Told | None:
    """Of the claims whose quotes share words with this one's that which shares the most."""
    shared = [(min(told.end, o.end) - max(told.start, o.start), -i) for i, o in enumerate(others) if told.overlaps(o)]
    return others[-max(shared)[1]] if shared else None
