"""How sure the reader may be of a claim: its answers and the grammar's agreement weighed by two small logistic models.

They were fitted on answers about articles that the model had not seen (training/claims_confidence.py), so that of the claims with
a confidence of .6 about six in ten are right.
"""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from onrecord.claims.answer import NOBODY, Answer
from onrecord.claims.propose import Framed
from onrecord.model import ACTS, STATUSES, status_group

WEIGHTS = Path(__file__).parent / "weights" / "confidence.json"

Signs = tuple[float, ...]

NAMED = 0.5
"""Probability from which goods count as named, as in `claims.decide`."""

NAMES = (
    "one", "word", "sentence", "claim", "frame", "enough", "giver", "receiver", "status", "giver nobody", "receiver nobody",
    "frame giver agrees", "frame giver differs", "frame receiver agrees", "frame receiver differs", "rule status agrees", "rule status differs",
    "goods", *ACTS,
)
"""Signs in the order of the weights: log odds that the word, the sentence, the unit tell a claim; log odds of the roles and status chosen; whether
the frame and the rule for status agree with them; the least probability of its goods."""


def signs_of(act: str, answer: Answer, framed: Framed | None, roles: tuple[str, str], status: str, rule: str | None) -> Signs:
    """The signs of one unit whose roles and status were chosen."""
    group = sum(p for name, p in answer.status.items() if status_group(name) == status_group(status))
    told = {
        "one": 1.0, "word": _odds(answer.word), "sentence": _odds(answer.sentence), "claim": _odds(answer.claim), "frame": float(framed is not None),
        "enough": float(framed is not None and framed.enough), "giver": _odds(dict(answer.giver)[roles[0]]),
        "receiver": _odds(dict(answer.receiver)[roles[1]]), "status": _odds(group), "giver nobody": float(roles[0] == NOBODY),
        "receiver nobody": float(roles[1] == NOBODY), "goods": min((p for _, p in answer.items if p >= NAMED), default=0.0), act: 1.0,
    }
    told |= _agreement(framed, roles)
    if rule in STATUSES:
        told[f"rule status {'agrees' if status_group(rule) == status_group(status) else 'differs'}"] = 1.0
    return tuple(told.get(name, 0.0) for name in NAMES)


def _agreement(framed: Framed | None, roles: tuple[str, str]) -> dict[str, float]:
    """Whether the frame names the parties chosen, or others."""
    if framed is None:
        return {}
    named = (("giver", roles[0], framed.roles.giver), ("receiver", roles[1], framed.roles.receiver))
    return {f"frame {side} {'agrees' if party in {code for code, _ in parties} else 'differs'}": 1.0 for side, party, parties in named if parties}


def chances(signs: Signs) -> tuple[float, float]:
    """The chances that there is a claim of this act, and that it is right in every core field."""
    found, right = (1 / (1 + math.exp(-sum(w * x for w, x in zip(weights, signs, strict=True)))) for weights in _weights())
    return found, min(found, right)


def calibrated(right: float) -> float:
    """The confidence told of a claim: the chance that it is right, its log odds moved and stretched as `training.claims_slope` found on pages that no
    model has learned from. On these the reader is too sure of what it is sure of, and too little of what it doubts."""
    shift, slope = _scale()
    return 1 / (1 + math.exp(-shift - slope * _odds(right)))


@cache
def _scale() -> tuple[float, float]:
    told = json.loads(WEIGHTS.read_text(encoding="utf-8"))["calibration"]
    return told["shift"], told["slope"]


def _odds(p: float) -> float:
    """Log odds, within what a float of four places tells."""
    p = min(max(p, 1e-4), 1 - 1e-4)
    return math.log(p / (1 - p))


@cache
def _weights() -> tuple[Sequence[float], Sequence[float]]:
    told = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return tuple([told[kind][name] for name in NAMES] for kind in ("found", "right"))  # type: ignore[return-value]


def pushes(signs: Signs) -> tuple[tuple[str, float], ...]:
    """What each sign adds to the log odds of being right, weightiest first; signs that say nothing are left out."""
    weighed = ((name, w * x) for name, w, x in zip(NAMES, _weights()[1], signs, strict=False) if name != "one")
    return tuple(sorted((pair for pair in weighed if abs(pair[1]) >= 0.05), key=lambda pair: (-abs(pair[1]), pair[0])))
