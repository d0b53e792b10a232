"""A small tracing rule for tests of the store: words in a row, a share of them, and what it ties. The store must work with any such rule."""

from __future__ import annotations

import hashlib
import itertools
import json
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from onrecord.model import Article, Claim, Origin, OriginEdge, Published, Span
from onrecord.model.values import Filled, When
from onrecord.store import Measured, Told

BANDS = 12
TIES, BESIDE = 0.5, 0.2


@dataclass(frozen=True, slots=True)
class Story:
    """A story as this rule prints it."""

    part: int
    span: Span
    packed: bytes
    bands: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """The share of their words that two stories have in common."""

    share: float

    @property
    def ties(self) -> bool:
        """Half or more may tie."""
        return self.share >= TIES


def prints(article: Article) -> tuple[Story, ...]:
    """The stories of an article: what stands between lines of three stars."""
    cuts = [0, *(m.end() for m in re.finditer(r"^\*\*\*\n", article.text, re.MULTILINE)), len(article.text)]
    spans = [Span(a, b) for a, b in itertools.pairwise(cuts) if b > a]
    return tuple(printed(n if len(spans) > 1 else 0, span, article.text[span.start:span.end]) for n, span in enumerate(spans, 1))


def printed(part: int, span: Span, text: str) -> Story:
    """The print of a stretch of text: its words, and the least hashes of them under `BANDS` seeds."""
    words = sorted(set(re.findall(r"\w+", text)))
    bands = {min(_key(f"{seed} {w}") for w in words) for seed in range(BANDS)} if words else set()
    return Story(part, span, json.dumps(words).encode(), tuple(sorted(bands)))


def _key(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big", signed=True)


def measure(a: bytes, b: bytes) -> Share | None:
    """The share of all their words that both have; None under `BESIDE`."""
    first, second = (set(json.loads(p)) for p in (a, b))
    share = len(first & second) / max(len(first | second), 1)
    return Share(round(share, 4)) if share >= BESIDE else None


def gather(stories: Iterable[Told], measures: Iterable[Measured]) -> list[Origin]:
    """Connected stories; an outlet's own story of another year is a story of its own, so that dates and outlets decide as well."""
    told = {s.id: s for s in stories}
    ties: dict[str, set[str]] = defaultdict(set)
    others: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for first, second, found in measures:
        tied = found.ties and not _another_year(told[first], told[second])
        for a, b in ((first, second), (second, first)):
            if tied:
                ties[a].add(b)
            elif _order(told[b]) < _order(told[a]):
                others[a].append((b, found.share))
    done: set[str] = set()
    return [_origin(part, told, others) for i in sorted(told) if (part := _part(i, ties, done))]


def _another_year(a: Told, b: Told) -> bool:
    return a.outlet == b.outlet and a.published is not None and b.published is not None and a.published[:4] != b.published[:4]


def _order(story: Told) -> tuple[str, str]:
    return (story.published or "9999", story.id)


def _part(start: str, ties: dict[str, set[str]], done: set[str]) -> list[str]:
    edge, found = {start} - done, set[str]()
    while edge:
        found |= edge
        edge = {o for i in edge for o in ties[i]} - found
    done |= found
    return sorted(found)


def _origin(part: list[str], told: dict[str, Told], others: dict[str, list[tuple[str, float]]]) -> Origin:
    first, *rest = sorted(part, key=lambda i: _order(told[i]))
    edges = tuple(OriginEdge(i, first, "syndicated", 0.5, "as the rule of the test has it") for i in rest)
    beside = tuple(OriginEdge(i, o, "cites", s, "near it") for i in sorted(part) for o, s in sorted(others[i]) if o not in part)
    days = [d for i in part if (d := told[i].published)]
    return Origin(first, tuple(part), edges, beside, min(days, default=None))


def retime(claim: Claim, published: Published) -> Claim:
    """"Day 1" is the day after publication, and so on."""
    if claim.when_read is None or published.date is None:
        return claim
    moved = date.fromordinal(date.fromisoformat(published.date).toordinal() + int(claim.when_read[1])).isoformat()
    return _with_when(claim, When(moved, moved, moved, claim.when_read[2]))


def _with_when(claim: Claim, when: When) -> Claim:
    return replace(claim, when=Filled(when, claim.when.evidence, claim.when.rule))
