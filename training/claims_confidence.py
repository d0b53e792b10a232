"""Fits the two logistic models of `onrecord.claims.confidence`, and shows what the thresholds of `onrecord.claims.decide` are worth.

    python -m training.claims_confidence GOLD.jsonl TEXTS.jsonl build/cv --out src/onrecord/claims/weights/confidence.json [--large build/cv-large]
        [--dev GOLD TEXTS MODEL [LARGER]]

`build/cv` holds `fold.N.pt` and `fold.N.ids` of `claims_train`: each article is answered by a model that never saw it. A claim counts as found
where it pairs loosely with a gold claim, as right where it pairs in every core field; one that says a gold claim again counts as both. Prints
the expected calibration error by cross-validation over articles, and scores over a grid of thresholds.
"""

import argparse
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.claims import confidence
from onrecord.claims.clues import Witness
from onrecord.claims.compose import compose
from onrecord.claims.decide import Weighed, decide
from onrecord.claims.layers import Layers
from onrecord.claims.thresholds import Thresholds
from onrecord.claims.verify import fault
from onrecord.claims.weigh import weigh
from onrecord.evaluate import Gold, Told, read_gold, told_of
from onrecord.evaluate.pairing import is_core, is_loose, pair, restates
from onrecord.flow import Reader, home_of
from onrecord.intake.files import read_captures
from onrecord.model import Article, Skip
from onrecord.origins.dating import date_article
from onrecord.text import make_article
from training.claims_predict import detector_of

Floats = NDArray[np.float64]

FIRST = {"one": -1.0, "word": 0.4, "sentence": 0.15, "claim": 0.2}
"""Weights to begin with, by which claims of one sentence are put in order before any are fitted."""

GENEROUS = Thresholds(keep=0.0, found=0.0, rare_keep=0.0, rare_found=0.0, again=0.0)
RIDGE = 1.0

RISING = frozenset({"word", "sentence", "claim", "giver", "receiver", "status", "goods", "enough"})
"""Signs that can only speak for a claim."""


@dataclass(frozen=True, slots=True)
class Answered:
    """An article with everything that was weighed of it."""

    article: Article
    layers: Layers
    witness: Witness
    weighed: Sequence[Weighed]


def answered(texts: Path, models: Iterable[tuple[Sequence[Path], frozenset[str] | None]]) -> Iterator[Answered]:
    """The articles of a file, each answered by the model whose ids hold it (None: all)."""
    reader, opened = Reader(), [(detector_of(*paths), ids) for paths, ids in models]
    for capture in read_captures([str(texts)]):
        made = None if isinstance(capture, Skip) else make_article(capture)
        if isinstance(made, Article) and not isinstance(capture, Skip):
            article = replace(made, published=date_article(made, capture.declared.get("published")))
            detector = next((d for d, ids in opened if ids is None or article.name in ids), None)
            if detector is not None:
                reading = reader.layers(article)
                layers = Layers(article, reading, home_of(article, reading))
                yield Answered(article, layers, *weigh(layers, detector))


def claims(page: Answered, limits: Thresholds) -> list[tuple[Told, confidence.Signs, float]]:
    """The claims that thresholds let through, with their signs and confidence."""
    out: dict[str, tuple[Told, confidence.Signs, float]] = {}
    for p in decide(page.layers, page.witness, page.weighed, limits).proposals:
        claim, asked = compose(page.layers, p)
        if not asked and fault(claim, page.article) is None:
            out.setdefault(claim.id, (told_of(claim), p.signs, claim.confidence))
    return list(out.values())


def labelled(pages: Sequence[Answered], gold: Mapping[str, Gold], limits: Thresholds) -> tuple[Floats, Floats, Floats, list[str]]:
    """Signs, found, right and article of every claim that thresholds let through."""
    signs, found, right, of = list[confidence.Signs](), list[bool](), list[bool](), list[str]()
    for page in pages:
        made, wanted = claims(page, limits), gold[page.article.name].claims
        matched = {id(f): g for f, g in pair([t for t, _, _ in made], wanted).pairs}
        for told, mine, _ in made:
            partner = matched.get(id(told))
            again = partner is None and restates(told, wanted)
            signs.append(mine)
            found.append(again or (partner is not None and is_loose(told, partner)))
            right.append(again or (partner is not None and is_core(told, partner)))
            of.append(page.article.name)
    return np.array(signs), np.array(found, float), np.array(right, float), of


def logistic(x: Floats, y: Floats, ridge: float = RIDGE) -> Floats:
    """Weights of a logistic model with an L2 penalty (none on the first column), by Newton's method."""
    penalty = np.full(x.shape[1], ridge)
    penalty[0] = 1e-3
    w = np.zeros(x.shape[1])
    for _ in range(50):
        p = 1 / (1 + np.exp(-x @ w))
        w -= np.linalg.solve((x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty), x.T @ (p - y) + penalty * w)
    return w


def monotone(x: Floats, y: Floats) -> Floats:
    """`logistic`, with no negative weight on a sign of `RISING`: such signs are left out and the rest fitted again."""
    kept = np.ones(x.shape[1], bool)
    while True:
        w = np.zeros(x.shape[1])
        w[kept] = logistic(x[:, kept], y)
        falling = np.array([name in RISING and weight < 0 for name, weight in zip(confidence.NAMES, w, strict=True)])
        if not falling.any():
            return w
        kept &= ~falling


def calibration_error(p: Floats, y: Floats, bins: int = 10) -> float:
    """Expected calibration error over bins of equal width."""
    place = np.minimum((p * bins).astype(int), bins - 1)
    return float(sum((place == b).mean() * abs(p[place == b].mean() - y[place == b].mean()) for b in range(bins) if (place == b).any()))


def score(pages: Sequence[Answered], gold: Mapping[str, Gold], limits: Thresholds) -> tuple[float, ...]:
    """Core precision, recall, F1 and loose F1."""
    core = loose = made = 0
    wanted = sum(len(gold[page.article.name].claims) for page in pages)
    for page in pages:
        mine, theirs = [t for t, _, _ in claims(page, limits)], gold[page.article.name].claims
        matched = pair(mine, theirs)
        core += sum(is_core(f, g) for f, g in matched.pairs)
        loose += sum(is_loose(f, g) for f, g in matched.pairs)
        made += len(matched.pairs) + sum(not restates(f, theirs) for f in matched.extra)
    return core / max(made, 1), core / wanted, 2 * core / (made + wanted), 2 * loose / (made + wanted)


def put(found: Floats, right: Floats) -> None:
    """Lets the product weigh by these."""
    weights = found.tolist(), right.tolist()
    confidence._weights = lambda: weights  # type: ignore[assignment]


def main() -> None:
    """Reads the command line, fits and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("gold", "texts", "folds"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--large", type=Path, help="the folder of the larger model's folds, the same as those of the small one")
    parser.add_argument("--dev", type=Path, nargs="+", help="GOLD TEXTS MODEL [LARGER]")
    options = parser.parse_args()
    large = [options.large] if options.large else []
    models = [([folder / path.name for folder in (options.folds, *large)], ids_of(path)) for path in sorted(options.folds.glob("fold.*.pt"))
              if all((folder / path.name).is_file() and ids_of(folder / path.name) == ids_of(path) for folder in large)]
    pages, gold = list(answered(options.texts, models)), {g.id: g for g in read_gold(options.gold)}
    first = np.array([FIRST.get(name, 0.0) for name in confidence.NAMES])
    put(first, first)
    x, found, right, of = labelled(pages, gold, GENEROUS)
    weights = monotone(x, found), monotone(x, right)
    _tell_calibration(x, found, right, of)
    put(*weights)
    _tell_grid("held out", pages, gold)
    if options.out:
        told = {kind: {name: round(float(w), 4) for name, w in zip(confidence.NAMES, fitted, strict=True)}
                for kind, fitted in zip(("found", "right"), weights, strict=True)}
        told["calibration"] = {"shift": 0.0, "slope": 1.0}  # until `training.claims_slope` has fitted them for these weights
        options.out.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    if options.dev:
        dev, devgold = list(answered(options.dev[1], [(options.dev[2:], None)])), {g.id: g for g in read_gold(options.dev[0])}
        _tell_grid("dev", dev, devgold)


def ids_of(fold: Path) -> frozenset[str]:
    """The articles that a fold's model never saw."""
    return frozenset(fold.with_suffix(".ids").read_text(encoding="utf-8").split())


def _tell_calibration(x: Floats, found: Floats, right: Floats, of: Sequence[str]) -> None:
    fold = np.array([sum(map(ord, name)) % 5 for name in of])
    for kind, y in (("found", found), ("right", right)):
        p = np.zeros(len(y))
        for k in range(5):
            p[fold == k] = 1 / (1 + np.exp(-x[fold == k] @ monotone(x[fold != k], y[fold != k])))
        print(f"{kind}: {len(y)} claims, share {y.mean():.3f}, expected calibration error {calibration_error(p, y):.3f}")


def _tell_grid(title: str, pages: Sequence[Answered], gold: Mapping[str, Gold]) -> None:
    for keep in (0.2, 0.25, 0.3):
        for found in (0.4, 0.45, 0.5):
            for again in (0.25, 0.3, 0.4):
                limits = Thresholds(keep=keep, found=found, again=again)
                figures = "  ".join(f"{value:.3f}" for value in score(pages, gold, limits))
                print(f"{title}: keep {keep} found {found} again {again}: core P R F1, loose F1  {figures}")


if __name__ == "__main__":
    main()
