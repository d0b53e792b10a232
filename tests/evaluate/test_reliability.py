"""The reliability plot: well-formed SVG, a dot for each bin with claims, at its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from tools.reliability import EDGE, LARGEST, SIDE, main, plot

SVG = "{http://www.w3.org/2000/svg}"


def calibration(*filled: tuple[float, int, float], interval: list[float] | None = None) -> dict[str, Any]:
    empty = {"low": 0.0, "high": 0.1, "claims": 0, "confidence": 0.0, "right": 0.0}
    bins = [{"low": 0.0, "high": 1.0, "claims": n, "confidence": mean, "right": right} for mean, n, right in filled]
    return {"error": 0.0712, "interval": interval, "bins": [empty, *bins]}


def test_a_dot_a_bin_where_confidence_and_share_put_it() -> None:
    root = ElementTree.fromstring(plot(calibration((0.25, 25, 0.5), (0.75, 100, 1.0))))
    dots = [(float(d.attrib["cx"]), float(d.attrib["cy"]), float(d.attrib["r"])) for d in root.iter(f"{SVG}circle")]
    assert dots == [(EDGE + SIDE / 4, EDGE + SIDE / 2, LARGEST / 2), (EDGE + SIDE * 3 / 4, EDGE, LARGEST)]


def test_it_says_how_many_claims_and_the_error_with_its_interval() -> None:
    words = [t.text for t in ElementTree.fromstring(plot(calibration((0.5, 1200, 0.5), interval=[0.05, 0.1]))).iter(f"{SVG}text")]
    assert "1,200 claims, expected calibration error 0.071 (95 %: 0.050 to 0.100)" in words and "1200" in words
    assert "95 %" not in plot(calibration((0.5, 3, 0.5)))


def test_the_same_scores_give_the_same_file(tmp_path: Path) -> None:
    scores, out = tmp_path / "scores.json", tmp_path / "plot.svg"
    scores.write_text(json.dumps({"calibration": calibration((0.9, 4, 0.75))}))
    assert main([str(scores), str(out)]) == 0
    assert out.read_text() == plot(calibration((0.9, 4, 0.75)))


@pytest.mark.parametrize("content", ['{"calibration": {"bins": [], "error": null}}', "{}", "not json"])
def test_what_holds_no_calibration_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str], content: str) -> None:
    (tmp_path / "scores.json").write_text(content)
    assert main([str(tmp_path / "scores.json"), str(tmp_path / "plot.svg")]) == 1
    assert capsys.readouterr().err.startswith("error: ") and not (tmp_path / "plot.svg").exists()
