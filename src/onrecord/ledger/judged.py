"""Judged: what people decided, laid over the claims before and after they are held together.

- wrong: the claim is left out of every entry (it stays in the record);
- right: the words against it stop counting (`standing`);
- value-is: ``field`` of the claim becomes ``value``, by the rule "judgement" (`corrections` has the fields and what each takes);
- same, different: two ids joined by a space, each an entry's or a claim's. Same joins the two matters; different takes the second claim out
  of the first one's matter, or keeps two matters apart that are apart already.
- credibility-is: an entry's marks are those given (`credibility`).

A judgement whose claim id is gone, since a better reader reads the words otherwise, is moved to the claim of the same article whose quote
overlaps its anchor the most. Of two standing judgements on one thing the one signed later counts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace

from onrecord.ledger.corrections import corrected
from onrecord.ledger.matters import JUDGED_OTHER, JUDGED_SAME, Matter
from onrecord.ledger.signed import taken_back
from onrecord.model import Claim, Judgement, Span

_OF_CLAIMS = frozenset({"right", "wrong", "value-is"})


@dataclass(frozen=True, slots=True)
class Judged:
    """Claims after judgement, the ids judged right, and the pairs of ids judged same and different; ``grades``: judgements of credibility, each
    with the claim that it is anchored to (its subject where there is none), in the order of signing."""

    claims: tuple[Claim, ...]
    right: frozenset[str] = frozenset()
    same: tuple[tuple[str, str], ...] = ()
    different: tuple[tuple[str, str], ...] = ()
    grades: tuple[tuple[str, Judgement], ...] = ()


@dataclass(slots=True)
class _Verdicts:
    right: set[str] = field(default_factory=set)
    wrong: set[str] = field(default_factory=set)
    values: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))


def judged(claims: Iterable[Claim], judgements: Iterable[Judgement], others: Collection[str] = ()) -> Judged:
    """The claims as people corrected them; withdrawn judgements count for nothing. ``others``: ids of claims that stand beside these, which are
    whole articles: what names one of them is of no other."""
    by_id = {c.id: c for c in claims}
    every, known = list(judgements), _Known(by_id, others)
    back = taken_back(every)
    standing = sorted((j for j in every if not j.withdrawn and j.id not in back), key=lambda j: (j.at, j.id))
    if not standing:
        return Judged(tuple(by_id.values()))
    verdicts, pairs = _Verdicts(), {"same": [], "different": []}  # type: tuple[_Verdicts, dict[str, list[tuple[str, str]]]]
    for judgement in standing:
        if judgement.kind in pairs:
            first, _, second = judgement.subject.partition(" ")
            pairs[judgement.kind].append((first, known.anchored(judgement, second)))
        elif judgement.kind in _OF_CLAIMS:
            _rule(verdicts, judgement, known.subject(judgement))
    grades = [(known.anchored(j, j.subject), j) for j in standing if j.kind == "credibility-is"]
    kept = tuple(_corrected(c, verdicts.values) for c in by_id.values() if c.id not in verdicts.wrong)
    return Judged(kept, frozenset(verdicts.right), tuple(pairs["same"]), tuple(pairs["different"]), tuple(grades))


def _rule(verdicts: _Verdicts, judgement: Judgement, claim: str | None) -> None:
    if claim is None:
        return
    if judgement.kind == "value-is":
        verdicts.values[claim][judgement.field or ""] = judgement.value or ""
        return
    verdicts.right.discard(claim)
    verdicts.wrong.discard(claim)
    (verdicts.right if judgement.kind == "right" else verdicts.wrong).add(claim)


class _Known:
    """The claims that there are, by id and by article."""

    def __init__(self, claims: Mapping[str, Claim], others: Collection[str]) -> None:
        self._claims, self._others = claims, others
        self._articles: dict[str, list[Claim]] | None = None

    def subject(self, judgement: Judgement) -> str | None:
        """The claim that a judgement is of."""
        key = self.anchored(judgement, judgement.subject)
        return key if key in self._claims else None

    def anchored(self, judgement: Judgement, key: str) -> str:
        """The claim of this id, or that which the judgement's anchor finds; the id as it stands where there is neither."""
        anchor = judgement.span
        if key in self._claims or key in self._others or judgement.article is None or anchor is None:
            return key
        near = [(-_shared(c.span, anchor), c.id) for c in self._of(judgement.article) if c.span.overlaps(anchor)]
        return min(near)[1] if near else key

    def _of(self, article: str) -> Sequence[Claim]:
        if self._articles is None:
            self._articles = defaultdict(list)
            for c in self._claims.values():
                self._articles[c.article].append(c)
        return self._articles.get(article, ())


def _shared(a: Span, b: Span) -> int:
    return min(a.end, b.end) - max(a.start, b.start)


def _corrected(claim: Claim, values: Mapping[str, Mapping[str, str]]) -> Claim:
    """The claim with what people gave for its fields; what means nothing changes nothing."""
    for name, value in sorted(values.get(claim.id, {}).items()):
        with suppress(ValueError):
            claim = corrected(claim, name, value)
    return claim


def rearranged(matters: Sequence[Matter], decided: Judged) -> list[Matter]:
    """The matters after "same" and "different", in the order of signing within each kind; ids that name nothing are passed over."""
    every = list(matters)
    for first, second in decided.different:
        every = _apart(every, first, second)
    for first, second in decided.same:
        every = _together(every, first, second)
    return every


def _at(every: list[Matter], key: str) -> int | None:
    hits = [i for i, m in enumerate(every) if m.id == key or any(f.claim.id == key for f in m.members)]
    return hits[0] if hits else None


def _together(every: list[Matter], first: str, second: str) -> list[Matter]:
    a, b = _at(every, first), _at(every, second)
    if a is None or b is None or a == b:
        return every
    low, high = sorted((a, b), key=lambda i: (every[i].members[0].order, every[i].key))
    members = tuple(sorted({*every[low].members, *every[high].members}, key=lambda f: (f.order, sorted(f.families))))
    why = {**every[low].why, **{f.claim.id: JUDGED_SAME for f in every[high].members}}
    joined = replace(every[low], members=members, why=why)
    return [joined if i == low else m for i, m in enumerate(every) if i != high]


def _apart(every: list[Matter], first: str, second: str) -> list[Matter]:
    a, b = _at(every, first), _at(every, second)
    if a is None or a != b or first == second:
        return every
    taken = tuple(f for f in every[a].members if f.claim.id == second)
    left = tuple(f for f in every[a].members if f.claim.id != second)
    if not taken or not left:
        return every
    act, giver, receiver, family, mark = every[a].key
    own = (act, family) if taken[0].act == act else (taken[0].act, "")  # what was told as money is money again
    alone = Matter((own[0], giver, receiver, own[1], f"{mark} not {second}".strip()), taken, {second: JUDGED_OTHER})
    return [*every[:a], replace(every[a], members=left), alone, *every[a + 1:]]
