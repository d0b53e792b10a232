"""Amounts: when two intervals of money or of pieces can be one.

Sums are rounded in the press: the $2.17 billion of a notice is the "$2.2 billion" of a headline. Two sums are close when their
intervals come within `ROUNDING` of each other: 3 % is half a unit in the second figure of the middling case (2.2 stands for 2.15 to
2.25, which is 2.3 % either way; 1.1 for 1.05 to 1.15, 4.5 %). It is chosen, not measured.
"""

from __future__ import annotations

from onrecord.model.values import Money, Quantity

ROUNDING = 0.03
VAGUE = 3.0
"""From so many times its lowest value on an amount is a manner of speaking. Chosen: "hundreds of millions" and "billions" reach over four to ten
times their lowest, a figure that is hedged or told as a span ("1 to 2 billion") over less than this."""
_EDGE = 0.05
Range = tuple[float, float]


def named_range(value: Money | Quantity) -> Range | None:
    """The range about the figure that was named: "up to 60" is 57 to 60, "more than 60" is 60 to 63; None where no figure is."""
    low, high = value.low, value.high
    if low is None and high is None:
        return None
    if low is None:
        assert high is not None
        return high * (1 - _EDGE), high
    return (low, low * (1 + _EDGE)) if high is None else (low, high)


def figure(value: Money | Quantity) -> Range | None:
    """The same, and None for what names no figure ("billions of dollars"): it may be any sum, so that it is no mark of one."""
    found = named_range(value)
    return None if found is None or found[1] > VAGUE * found[0] else found


def close(first: Range, second: Range) -> bool:
    """Whether the two name one amount, rounding allowed for."""
    slack = ROUNDING * max(abs(first[0]), abs(second[0]), 1.0)
    return first[0] <= second[1] + slack and second[0] <= first[1] + slack


def bounds(value: Money | Quantity) -> Range:
    """The interval with its open sides written as minus and plus infinity."""
    return (float("-inf") if value.low is None else value.low, float("inf") if value.high is None else value.high)
