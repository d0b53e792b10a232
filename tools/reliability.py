"""The reliability plot of an evaluation, as SVG: what share of claims is right at each confidence.

    onrecord evaluate GOLD --json > scores.json
    python tools/reliability.py scores.json docs/reference/reliability.svg

The diagonal is where a confidence means what it says. A dot is a bin of claims at their mean confidence and the share of them that is right; its
area goes with the number of claims, which stands beside it. Bins without a claim are left out.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

SIDE, EDGE = 320, 48
"""Pixels of the square that is plotted, and around it."""
LARGEST = 14.0
"""Radius of the dot of the bin with most claims."""


def plot(calibration: Mapping[str, Any]) -> str:
    """The SVG of the ``calibration`` of an evaluation's JSON. Raises `ValueError` where nothing was found."""
    filled = [b for b in calibration["bins"] if b["claims"]]
    if not filled:
        raise ValueError("no claim was found: there is nothing to plot")
    whole = SIDE + 2 * EDGE
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {whole}" width="{whole}" height="{whole}" '
        'font-family="sans-serif" font-size="11" fill="#333">',
        "<title>Reliability: share of right claims by confidence</title>",
        f'<rect width="{whole}" height="{whole}" fill="#fff"/>',
        *_axes(), *_dots(filled), _caption(calibration, filled), "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _axes() -> Iterator[str]:
    low, high = EDGE, EDGE + SIDE
    for step in range(0, 11, 2):
        x, y = _at(step / 10, step / 10)
        yield f'<path d="M{x:.1f} {low}V{high}M{low} {y:.1f}H{high}" stroke="#ddd"/>'
        yield f'<text x="{x:.1f}" y="{high + 16}" text-anchor="middle">{step / 10:.1f}</text>'
        yield f'<text x="{low - 8}" y="{y + 4:.1f}" text-anchor="end">{step / 10:.1f}</text>'
    yield f'<path d="M{low} {high}L{high} {low}" stroke="#999" stroke-dasharray="4 4"/>'
    yield f'<text x="{EDGE + SIDE / 2}" y="{high + 36}" text-anchor="middle">confidence</text>'
    yield f'<text transform="translate(14 {EDGE + SIDE / 2}) rotate(-90)" text-anchor="middle">share of claims that are right</text>'


def _dots(filled: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    most = max(b["claims"] for b in filled)
    places = [_at(b["confidence"], b["right"]) for b in filled]
    yield f'<polyline points="{" ".join(f"{x:.1f},{y:.1f}" for x, y in places)}" fill="none" stroke="#1f5fa8"/>'
    for b, (x, y) in zip(filled, places, strict=True):
        radius = max(2.0, LARGEST * math.sqrt(b["claims"] / most))
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="#1f5fa8" fill-opacity="0.35" stroke="#1f5fa8"/>'
        yield f'<text x="{x + radius + 3:.1f}" y="{y + 12:.1f}">{b["claims"]}</text>'


def _caption(calibration: Mapping[str, Any], filled: Sequence[Mapping[str, Any]]) -> str:
    claims = sum(b["claims"] for b in filled)
    words = f"{claims:,} claims, expected calibration error {calibration['error']:.3f}"
    if calibration.get("interval"):
        low, high = calibration["interval"]
        words += f" (95 %: {low:.3f} to {high:.3f})"
    return f'<text x="{EDGE + SIDE / 2}" y="{EDGE - 18}" text-anchor="middle">{words}</text>'


def _at(confidence: float, right: float) -> tuple[float, float]:
    return EDGE + SIDE * confidence, EDGE + SIDE * (1 - right)


def main(arguments: Sequence[str] | None = None) -> int:
    """Writes the plot; 1 where the evaluation holds no claim or is none."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scores", type=Path, help="what `onrecord evaluate --json` gave")
    parser.add_argument("svg", type=Path, help="where the plot goes")
    given = parser.parse_args(arguments)
    try:
        svg = plot(json.loads(given.scores.read_text(encoding="utf-8"))["calibration"])
    except (OSError, ValueError, KeyError, TypeError) as fault:
        print(f"error: {given.scores}: {fault}", file=sys.stderr)
        return 1
    given.svg.write_text(svg, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
