"""Fits the weights by which open roles are filled (src/onrecord/claims/ranker.py) on the training articles.

    python -m training.roles_fit ../shared/claims/gold/train.jsonl > src/onrecord/knowledge/data/roles_weights.yaml

A multinomial logistic model over the candidates of each open role and "nobody" (score 0), fitted by gradient descent with an L2 penalty;
one model for each act with enough examples and each side. `--folds 5` prints the cross-validated accuracy by article instead.
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.claims.inherit import inherited
from onrecord.claims.layers import Layers
from onrecord.claims.match import Candidate, candidates
from onrecord.claims.propose import without_nested
from onrecord.claims.ranker import CLUES, Learned, Ranker
from onrecord.model import Article, Reading
from training.roles_pages import pages

ACTS = ("transfer", "sanction")
STEPS, RATE, PENALTY = 600, 0.5, 0.02

Example = tuple[NDArray[np.float64], int]
"""Clues of the candidates [n, clues], and the index of the right one (n: nobody)."""


Rows = dict[tuple[str, str], list[tuple[int, Example]]]
"""For each act and side the examples, each with the number of its article."""


def examples(
    article: Article, reading: Reading, home: str | None, claims: list[dict[str, object]], learned: Learned | None = None
) -> Iterator[tuple[str, str, Example]]:
    """(act, side, example) for each open role of a predicate that stands in exactly one gold claim of its act."""
    layers = Layers(article, reading, home)
    found = inherited(layers, without_nested(layers, candidates(layers)))
    ranker = Ranker(layers, [c for c in found if c.giver and c.receiver], learned or {})
    for c in found:
        at = layers.tree.start[c.word]
        gold = [g for g in claims if g["act"] == c.frame.act and int(str(g["start"])) <= at < int(str(g["end"]))]
        if len(gold) != 1 or c.lead is not None:
            continue
        yield from _sides(ranker, c, gold[0])


def _sides(ranker: Ranker, c: Candidate, gold: dict[str, object]) -> Iterator[tuple[str, str, Example]]:
    for side, key, present, known in (("giver", "from", c.giver, c.receiver), ("receiver", "to", c.receiver, c.giver)):
        right = gold[key]
        assert isinstance(right, list)
        if present:
            continue
        if side == "receiver" and not c.giver:
            known = [(str(code), ranker.layers.naming(str(code), c.word)) for code in gold["from"] or []]  # type: ignore[attr-defined]
        clues = ranker.clues(c, side, known)
        codes = list(clues)
        target = next((i for i, code in enumerate(codes) if code in right), len(codes))
        if codes:
            yield c.frame.act, side, (np.array([clues[code] for code in codes]), target)


def fit(rows: list[Example]) -> NDArray[np.float64]:
    """Weights of the clues."""
    weights = np.zeros(len(CLUES))
    for step in range(STEPS):
        gradient = PENALTY * weights
        for clues, target in rows:
            scores = np.append(clues @ weights, 0.0)
            share = np.exp(scores - scores.max())
            share /= share.sum()
            gradient += (share[:-1] @ clues - (clues[target] if target < len(clues) else 0)) / len(rows)
        weights -= RATE * gradient * (1 - step / STEPS)
    return weights


def accuracy(weights: NDArray[np.float64], rows: list[Example]) -> float:
    """Share of examples whose best candidate (or nobody) is the right one."""
    return float(np.mean([int(np.append(x @ weights, 0.0).argmax()) == y for x, y in rows])) if rows else 0.0


def act_key(act: str) -> str:
    """The model an act belongs to."""
    return act if act in ACTS else "other"


def main() -> None:
    """Reads the gold articles with the product's own layers, fits, and prints the weights as YAML."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--detections", type=Path, default=None, help="out-of-fold answers of the detector")
    parser.add_argument("--folds", type=int, default=0)
    args = parser.parse_args()
    rows: Rows = {}
    for n, (article, reading, home, claims, learned) in enumerate(pages(args.gold, args.detections)):
        for act, side, example in examples(article, reading, home, claims, learned):
            rows.setdefault((act_key(act), side), []).append((n, example))
    if args.folds:
        report(rows, args.folds)
        return
    print("# Weights of the clues by which open roles are filled, in the order of claims.ranker.CLUES. Written by training/roles_fit.py.")
    print(json.dumps(fitted(rows), indent=1))


def fitted(rows: Rows) -> dict[str, dict[str, list[float]]]:
    """Weights by act and side, to three places."""
    sides = ("giver", "receiver")
    return {a: {side: [round(float(w), 3) for w in fit([e for _, e in rows[a, side]])] for side in sides} for a in (*ACTS, "other")}


def report(rows: Rows, folds: int) -> None:
    """Cross-validated accuracy of each model, by article."""
    for key, labelled in sorted(rows.items()):
        right = 0.0
        for k in range(folds):
            held = [e for n, e in labelled if n % folds == k]
            right += accuracy(fit([e for n, e in labelled if n % folds != k]), held) * len(held)
        print(key, len(labelled), round(right / len(labelled), 3))


if __name__ == "__main__":
    main()
