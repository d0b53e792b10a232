"""Open roles: which of the article's parties fills them, by weighed clues.

A sentence often leaves the giver or the receiver unsaid (44 % of the claims that two prototypes missed lacked a party). Each party
that could be meant is scored on clues: where it stands, how often, in which role elsewhere, whose page it is, what the detector
says. The weights were fitted on the training articles by training/roles_fit.py and lie in knowledge/data/roles_weights.yaml.
"Nobody" scores 0: a role stays open where no party scores above it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.claims.layers import Layers
from onrecord.claims.match import Candidate, Party, makers
from onrecord.claims.roles import verb_subject
from onrecord.knowledge.items import systems
from onrecord.knowledge.loader import load
from onrecord.knowledge.parties import party_gazetteer

CLUES = (
    "bias",
    "inside",
    "first",
    "before",
    "after",
    "nearest",
    "governor",
    "previous",
    "share",
    "top",
    "second",
    "same_role",
    "other_role",
    "goes_with",
    "home",
    "title",
    "speaker",
    "maker",
    "place",
    "state",
    "collective",
    "un",
    "learned",
)
"""Names of the clues, in the order of the weights."""

TOP = 4
"""The article's most frequent parties that are always candidates: own sentence and these hold 92-95 % of gold parties (measured)."""


Learned = dict[int, dict[str, dict[str, dict[str, float]]]]
"""What the detector says of roles: sentence index -> act -> giver or receiver -> party -> probability."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A party for an open role, the words that name it, and its score (log odds against nobody)."""

    party: Party
    score: float


class Ranker:
    """Scores the parties of one article for open roles. ``whole`` are the candidates whose two roles stand in their sentence."""

    def __init__(self, layers: Layers, whole: list[Candidate], learned: Learned) -> None:
        self.layers, self.whole, self.learned = layers, whole, learned
        self.total = max(sum(layers.ranking.values()), 1)
        self.order = [code for code, _ in layers.ranking.most_common()]
        title = layers.article.title.value if layers.article.title else ""
        self.titled = {code for m in party_gazetteer().find(title) for code in m.payload.codes}
        self.weights: dict[str, dict[str, list[float]]] = load("roles_weights")

    def best(self, c: Candidate, side: str, known: list[Party]) -> Ranked | None:
        """The party for role ``side`` (giver or receiver), or None where nobody scores best."""
        weights = self.weights[c.frame.act if c.frame.act in self.weights else "other"][side]
        scored = [(sum(w * x for w, x in zip(weights, clues, strict=True)), code, clues) for code, clues in self.clues(c, side, known).items()]
        if not scored:
            return None
        score, code, _ = max(scored, key=lambda s: (s[0], s[1]))
        return Ranked((code, self.layers.naming(code, c.word)), score) if score > 0 else None

    def clues(self, c: Candidate, side: str, known: list[Party]) -> dict[str, list[float]]:
        """Each candidate party's clues, in the order of `CLUES`."""
        learned = self.learned.get(self.layers.tree.sentence_of[c.word], {}).get(c.frame.act, {}).get(side, {})
        taken = {code for code, _ in known}
        inside = [code for code in self._codes_in(c, 0) if code not in taken]
        previous = set(self._codes_in(c, -1))
        choices = dict.fromkeys([*inside, *previous, *(code for code in self.order if code not in taken)][: len(inside) + len(previous) + TOP])
        context = _Context(self, c, side, taken, inside, previous, learned)
        return {code: context.clues(code) for code in choices if code not in taken}

    def _codes_in(self, c: Candidate, step: int) -> list[str]:
        tree = self.layers.tree
        s = tree.sentence_of[c.word] + step
        if s < 0:
            return []
        span = tree.sentence_span(s)
        named = [m for m in self.layers.reading.parties if span.overlaps(m.span) and m.form != "person"]
        return [code for m in named for code in self.layers.codes(m) if code not in self.layers.persons]


class _Context:
    """What one open role's clues are computed from."""

    def __init__(
        self, ranker: Ranker, c: Candidate, side: str, taken: set[str], inside: list[str], previous: set[str], learned: dict[str, float]
    ) -> None:
        self.ranker, self.inside, self.previous, self.learned = ranker, inside, previous, learned
        layers, tree = ranker.layers, ranker.layers.tree
        at, span = tree.start[c.word], tree.sentence_span(tree.sentence_of[c.word])
        here = [(m.span.start, code, m.how) for m in layers.reading.parties if span.overlaps(m.span) for code in layers.codes(m) if code not in taken]
        self.before = [code for start, code, _ in here if start < at]
        self.after = {code for start, code, _ in here if start > at}
        self.placed = {code for _, code, how in here if how == "place"}
        self.speaker = layers.speaker_at(tree.span(c.word))
        self.makers = {code for code, _ in makers(layers, c.items, taken)} | self._known_makers(c)
        verbs = [h for h in [c.word, *tree.up(c.word)] if tree.upos[h] == "VERB"]
        self.governors = {code for v in verbs for k in verb_subject(tree, v) for code, _ in layers.parties_of(k)}
        same = [o for o in ranker.whole if o.frame.act == c.frame.act]
        self.same_role = _shares(code for o in same for code, _ in (o.giver if side == "giver" else o.receiver))
        self.other_role = _shares(code for o in same for code, _ in (o.receiver if side == "giver" else o.giver))
        self.goes_with = {
            code
            for o in same
            for code, _ in (o.giver if side == "giver" else o.receiver)
            if taken & {x for x, _ in (o.receiver if side == "giver" else o.giver)}
        }

    @staticmethod
    def _known_makers(c: Candidate) -> set[str]:
        """The states that make the named systems, by the catalogue."""
        return {code for i in c.items if i.key in systems() for code in systems()[i.key].makers}

    def clues(self, code: str) -> list[float]:
        """One party's clues."""
        r = self.ranker
        flags = (
            True,
            code in self.inside,
            self.inside[:1] == [code],
            code in self.before,
            code in self.after,
            self.before[-1:] == [code],
            code in self.governors,
            code in self.previous,
        )
        rest = (r.order[:1] == [code], r.order[1:2] == [code])
        tail = (
            code in self.goes_with,
            code == r.layers.home,
            code in r.titled,
            code == self.speaker,
            code in self.makers,
            code in self.placed,
            len(code) == 2 and code.isupper(),
            " " in code,
            code == "UN",
        )
        return [
            *map(float, flags),
            r.layers.ranking[code] / r.total,
            *map(float, rest),
            self.same_role.get(code, 0.0),
            self.other_role.get(code, 0.0),
            *map(float, tail),
            self.learned.get(code, 0.0),
        ]


def _shares(codes: Iterable[str]) -> dict[str, float]:
    counts = Counter(codes)
    total = sum(counts.values())
    return {code: n / total for code, n in counts.items()}
