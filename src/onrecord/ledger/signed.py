"""Signed: judgements as people make them, each with an id of its own, and which of them are at odds.

A judgement is never changed and never deleted. Whoever takes one back signs a ``withdraw`` of it, so that this too has a name, a time and a reason.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable

from onrecord.model import Judgement, Span

_SIDES = {"right": "right", "wrong": "right", "same": "same", "different": "same", "same-origin": "same-origin",
          "different-origin": "same-origin", "value-is": "value-is", "credibility-is": "credibility-is", "date-is": "date-is"}


def signed(
    kind: str, subject: str, by: str, at: str, why: str, article: str | None = None, span: Span | None = None, field: str | None = None,
    value: str | None = None, withdrawn: bool = False,
) -> Judgement:
    """The judgement under the id that its words give it: 16 hex digits of their sha256. Whether it is withdrawn is no part of it.

    Raises ValueError for a judgement that means nothing (`model.judgement.fault`).
    """
    parts = [kind, subject, by, at, why, article, span, field, value]
    key = hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]
    return Judgement(key, kind, subject, by, at, why, article, span, field, value, withdrawn)


def renamed(judgement: Judgement) -> Judgement:
    """The judgement under the id of `signed`, whatever it was called."""
    j = judgement
    return signed(j.kind, j.subject, j.by, j.at, j.why, j.article, j.span, j.field, j.value, j.withdrawn)


def opposed(judgements: Iterable[Judgement]) -> list[tuple[Judgement, Judgement]]:
    """Pairs of standing judgements by two people on one thing that say otherwise, the earlier first: both are kept, and the later counts."""
    on: dict[tuple[str, ...], list[Judgement]] = defaultdict(list)
    for j in sorted((j for j in judgements if not j.withdrawn), key=lambda j: (j.at, j.id)):
        if j.kind in _SIDES:
            on[_SIDES[j.kind], " ".join(sorted(j.subject.split())), j.field or ""].append(j)
    latest: dict[tuple[tuple[str, ...], str], Judgement] = {(thing, j.by): j for thing, said in on.items() for j in said}
    found = []
    for thing, said in on.items():
        last = [j for j in said if latest[thing, j.by] is j]
        found += [(a, b) for i, a in enumerate(last) for b in last[i + 1:] if (a.kind, a.value) != (b.kind, b.value)]
    return sorted(found, key=lambda pair: (pair[1].at, pair[0].at, pair[1].id, pair[0].id))


def taken_back(judgements: Iterable[Judgement]) -> set[str]:
    """The ids that a standing ``withdraw`` names."""
    return {j.subject for j in judgements if j.kind == "withdraw" and not j.withdrawn}
