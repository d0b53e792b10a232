"""How the chance that a claim is right is told: the scale that is fitted is the one by which the chances were made too sure."""

import numpy as np
import pytest
from training.claims_slope import error, fitted, moved, odds, raw


@pytest.mark.parametrize(("shift", "slope"), [(0.0, 1.0), (-0.2, 0.6), (0.5, 1.4)])
def test_the_scale_by_which_chances_are_wrong_is_found(shift: float, slope: float) -> None:
    draw = np.random.default_rng(7)
    told = draw.uniform(0.02, 0.98, 20_000)
    right = (draw.uniform(size=len(told)) < moved(told, (shift, slope))).astype(float)
    found = fitted(told, right)
    assert found == pytest.approx((shift, slope), abs=0.06)
    assert error(moved(told, found), right) <= error(told, right) + 0.005


def test_what_was_moved_can_be_moved_back() -> None:
    p = np.array([0.01, 0.3, 0.5, 0.97])
    assert raw(moved(p, (-0.1, 0.64)), (-0.1, 0.64)) == pytest.approx(p)
    assert odds(np.array([0.0, 0.5, 1.0])).tolist() == pytest.approx([-9.2102, 0.0, 9.2102], abs=1e-3)
