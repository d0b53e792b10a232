"""Scores of found claims against gold ones: F1 overall, by act and by genre, and how often each field is right."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.evaluate.fields import judged_fields, same_day
from onrecord.evaluate.gold import Gold
from onrecord.evaluate.pairing import is_core, is_loose, pair, restates
from onrecord.evaluate.told import Told


@dataclass(frozen=True, slots=True)
class Found:
    """What a reader found in one page: its claims, the day it takes for the publication's, and the text it read."""

    claims: tuple[Told, ...]
    published: str | None = None
    kept: str | None = None


@dataclass(slots=True)
class Tally:
    """Counts of claims: ``gold``, ``found`` (those set aside left out), and how many pairs are ``core`` and ``loose``."""

    gold: int = 0
    found: int = 0
    core: int = 0
    loose: int = 0

    def rates(self, kind: str) -> tuple[float, float, float]:
        """Precision, recall and F1, 0 to 1, of ``kind``: core or loose."""
        right = self.core if kind == "core" else self.loose
        precision, recall = right / max(self.found, 1), right / max(self.gold, 1)
        return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


@dataclass(frozen=True, slots=True)
class Difference:
    """A claim that is not right: ``differs`` (a pair whose core disagrees), ``missed`` (no ``found``) or ``extra`` (no ``gold``)."""

    page: str
    kind: str
    gold: Told | None
    found: Told | None


@dataclass(slots=True)
class Scores:
    """The result. ``fields`` maps a field to (right, judged); ``aside`` counts found claims that only say a gold claim again elsewhere;
    ``absent`` counts gold pages that the reader did not give."""

    overall: Tally = field(default_factory=Tally)
    acts: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    genres: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    right: Counter[str] = field(default_factory=Counter)
    judged: Counter[str] = field(default_factory=Counter)
    differences: list[Difference] = field(default_factory=list)
    aside: int = 0
    absent: int = 0

    @property
    def fields(self) -> dict[str, tuple[int, int]]:
        """(right, judged) of each field, in the order they were first met."""
        return {name: (self.right[name], count) for name, count in self.judged.items()}


def score(gold: Iterable[Gold], found: Mapping[str, Found]) -> Scores:
    """Scores every gold page; ``found`` is keyed by its id. A page that is not there counts as read without a claim."""
    scores = Scores()
    for page in gold:
        answer = found.get(page.id)
        scores.absent += answer is None
        _score_page(scores, page, answer or Found(()))
    return scores


def _score_page(scores: Scores, page: Gold, answer: Found) -> None:
    matched = pair(answer.claims, page.claims)
    extra = [f for f in matched.extra if not restates(f, page.claims)]
    scores.aside += len(matched.extra) - len(extra)
    for claim in page.claims:
        for tally in _tallies(scores, page, claim):
            tally.gold += 1
    for claim in [*(f for f, _ in matched.pairs), *extra]:
        for tally in _tallies(scores, page, claim):
            tally.found += 1
    for pairing in matched.pairs:
        _score_pair(scores, page, *pairing)
    scores.differences += [Difference(page.id, "missed", g, None) for g in matched.missed]
    scores.differences += [Difference(page.id, "extra", None, f) for f in extra]
    _score_text(scores, page, answer)


def _tallies(scores: Scores, page: Gold, claim: Told) -> Sequence[Tally]:
    genre = [scores.genres[page.genre]] if page.genre else []
    return [scores.overall, scores.acts[claim.act], *genre]


def _score_pair(scores: Scores, page: Gold, found: Told, gold: Told) -> None:
    loose, core = is_loose(found, gold), is_core(found, gold)
    for tally in _tallies(scores, page, gold):
        tally.core += core
        tally.loose += loose
    if not core:
        scores.differences.append(Difference(page.id, "differs", gold, found))
    if loose:
        for name, right in judged_fields(found, gold):
            _mark(scores, name, right)


def _score_text(scores: Scores, page: Gold, answer: Found) -> None:
    if page.published:
        _mark(scores, "published (2 days)", same_day(answer.published, page.published))
    if page.noise is not None and answer.kept is not None:
        for line in page.noise:
            _mark(scores, "noise left out", line not in answer.kept)


def _mark(scores: Scores, name: str, right: bool) -> None:
    scores.judged[name] += 1
    scores.right[name] += right
