"""Fits how the chance that a claim is right is told as its confidence (`onrecord.claims.confidence.calibrated`).

    python -m training.claims_slope training/annotated/measured.jsonl.gz [GOLD...] --out src/onrecord/claims/weights/confidence.json

Reads pages that no model has learned from with the product, and fits two numbers, a shift and a slope of the log odds, so that of the claims
with a confidence of .6 six in ten are right. Run it in the environment that OnRecord is installed in. Prints the expected calibration error
before and after, for the files together and, each file fitted on the others where there are several, apart.
"""

import argparse
import gzip
import json
import tempfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.evaluate import read_gold
from onrecord.evaluate.pairing import is_core, pair, restates
from onrecord.flow import answers

Floats = NDArray[np.float64]

LEAST = 1e-4
"""Chances nearer to 0 or 1 than this are taken for this far, as `onrecord.claims.confidence` takes them."""
RIDGE = 0.5
"""How hard the slope is held to 1: as much as some ten claims."""


def beliefs(path: Path) -> tuple[Floats, Floats]:
    """The confidence of every claim that the product finds in a gold file's pages, and whether it is right in every core field."""
    sure, right = list[float](), list[bool]()
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "gold.jsonl"
        plain.write_bytes(gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes())
        found, pages = answers([str(plain)]), read_gold(plain)
    for page in pages:
        mine = found[page.id].claims if page.id in found else ()
        matched = {id(f): g for f, g in pair(mine, page.claims).pairs}
        for told in mine:
            partner = matched.get(id(told))
            sure.append(told.confidence)
            right.append(restates(told, page.claims) if partner is None else is_core(told, partner))
    return np.array(sure), np.array(right, float)


def odds(p: Floats) -> Floats:
    """Log odds of chances."""
    held = np.clip(p, LEAST, 1 - LEAST)
    return np.asarray(np.log(held / (1 - held)))


def fitted(p: Floats, y: Floats) -> tuple[float, float]:
    """Shift and slope of the log odds, by Newton's method."""
    x, w = np.stack([np.ones_like(p), odds(p)], 1), np.array([0.0, 1.0])
    for _ in range(50):
        q = 1 / (1 + np.exp(-x @ w))
        pull = np.array([0.0, RIDGE * (w[1] - 1)])
        w = w - np.linalg.solve((x * (q * (1 - q))[:, None]).T @ x + np.diag([1e-6, RIDGE]), x.T @ (q - y) + pull)
    return float(w[0]), float(w[1])


def moved(p: Floats, scale: tuple[float, float]) -> Floats:
    """Chances with their log odds moved and stretched."""
    return np.asarray(1 / (1 + np.exp(-scale[0] - scale[1] * odds(p))))


def error(p: Floats, y: Floats, bins: int = 10) -> float:
    """Expected calibration error over bins of equal width."""
    place = np.minimum((p * bins).astype(int), bins - 1)
    return float(sum((place == b).mean() * abs(p[place == b].mean() - y[place == b].mean()) for b in range(bins) if (place == b).any()))


def raw(p: Floats, scale: tuple[float, float]) -> Floats:
    """The chances behind confidences that were told on this scale."""
    return np.asarray(1 / (1 + np.exp(-(odds(p) - scale[0]) / scale[1])))


def main() -> None:
    """Reads the command line, fits and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, nargs="+")
    parser.add_argument("--out", type=Path, required=True, help="confidence.json: the scale in it is that of the confidences read, and is replaced")
    options = parser.parse_args()
    held = json.loads(options.out.read_text(encoding="utf-8"))
    now = held["calibration"]["shift"], held["calibration"]["slope"]
    read = [(raw(p, now), y) for p, y in map(beliefs, options.gold)]
    p, y = (np.concatenate([one[k] for one in read]) for k in (0, 1))
    scale = fitted(p, y)
    print(f"{len(p)} claims, {y.mean():.3f} right; shift {scale[0]:.2f}, slope {scale[1]:.2f}; error {error(p, y):.3f} before, "
          f"{error(moved(p, scale), y):.3f} after")
    for n, path in enumerate(options.gold if len(read) > 1 else ()):
        others = [np.concatenate([one[k] for m, one in enumerate(read) if m != n]) for k in (0, 1)]
        print(f"{path.name}: {error(*read[n]):.3f} before, {error(moved(read[n][0], fitted(others[0], others[1])), read[n][1]):.3f} by the others")
    held["calibration"] = {"shift": round(scale[0], 2), "slope": round(scale[1], 2)}
    options.out.write_text(json.dumps(held, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
