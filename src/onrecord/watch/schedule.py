"""Schedule: once, or again and again, never quite in step with anybody else."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Iterator

from onrecord.errors import QueryError

SHORTEST, LONGEST = 10.0, 30 * 86_400.0
"""Seconds from one round to the next."""
JITTER = 0.1
"""How far a wait is from what was asked for, either way: a tenth, so that many readers of one feed drift apart. Chosen."""
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}


def seconds_of(told: str) -> float:
    """Seconds of "90s", "15m", "6h" or "1d". Raises `QueryError`."""
    found = re.fullmatch(r"(\d{1,6})([smhd])", told.strip().lower(), re.ASCII)
    seconds = float(found[1]) * _UNITS[found[2]] if found else 0.0
    if not SHORTEST <= seconds <= LONGEST:
        raise QueryError("--every", told, "a time from 10s to 30d, such as 90s, 15m, 6h or 1d")
    return seconds


def rounds(every: float | None, sleep: Callable[[float], None] = time.sleep, spread: Callable[[], float] = random.random,
           clock: Callable[[], float] = time.monotonic) -> Iterator[int]:
    """Numbers from 1, each when its round is to begin: one only (``every`` None), or without end, ``every`` seconds from beginning to beginning give
    or take `JITTER`. A round that took longer is followed by the next at once."""
    number = 1
    while True:
        begun = clock()
        yield number
        if every is None:
            return
        number += 1
        sleep(max(0.0, begun + every * (1 - JITTER + 2 * JITTER * spread()) - clock()))
