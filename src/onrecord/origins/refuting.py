"""Whether the text of a page shows that a date printed on it cannot be that of its publication.

Four kinds of proof, each with its care for history (pages tell of people and plans of long ago): holders of offices that they did not hold
then, people who speak after their death, plans that were past by then, and a war that was not that old. What is merely likely never refutes.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from onrecord.origins.events import PAST
from onrecord.origins.scale import Clue, Scores

HARD = frozenset(("office", "event", "date told", "year told", "going on", "soon", "to come", "date to come", "length of the war"))
"""Clues that can count against a printed date; what is merely likely (weekdays, months, haste) never does."""
AGAINST = -2.0
"""Score from which a clue speaks against a day."""
_WITNESSES, _AGREE, BETTER = 2, -1.0, 6.0
"""A printed day is refuted where two witnesses or more speak against it (holders of different offices, a war's age), all those the page names
were in office together at another time (history names people of many times), and the hard clues suit that time better by this much."""
_DEAD = -5.0
"""Score of a day some two months after the death of somebody who is told as speaking."""
_LATER, _EARLIER, _PLAINLY = 365, 120, 1.5
"""Days after the last term, or before the first, from which one holder told as speaking "on Tuesday" is proof enough; and how much better
another time must suit then."""


def is_refuted(low: int, high: int, clues: list[Clue]) -> bool:
    """Whether the clues show that the page is not of any day from ``low`` to ``high``, places on the scale."""
    return (_witnesses_refute(low, high, clues) or _plain_office_refutes(low, high, clues) or _plans_refute(low, clues)
            or _dead_refute(low, high, clues))


def _best(clue: Clue, low: int, high: int) -> float:
    return float(clue.scores[low:high + 1].max())


def _hard(clues: Iterable[Clue]) -> Scores:
    total: Scores = np.sum([clue.scores for clue in clues if clue.rule in HARD], axis=0)
    return total


def _holder(clue: Clue) -> str:
    """Which office is told, and of which state: two spellings of a holder are one witness."""
    return clue.says.partition(" told as ")[2]


def _witnesses_refute(low: int, high: int, clues: list[Clue]) -> bool:
    """Whether two holders of different offices, or one and a war's age, speak against the day, and another time suits all that the page names."""
    offices = [clue for clue in clues if clue.rule == "office"]
    held = {_holder(clue) for clue in offices if _best(clue, low, high) <= AGAINST}
    aged = sum(clue.rule == "length of the war" and _best(clue, low, high) <= AGAINST for clue in clues)
    if not held or len(held) + aged < _WITNESSES or float(np.sum([clue.scores for clue in offices], axis=0).max()) < _AGREE:
        return False
    hard = _hard(clues)
    return float(hard.max()) - float(hard[low:high + 1].max()) >= BETTER


def _plain_office_refutes(low: int, high: int, clues: list[Clue]) -> bool:
    """Whether somebody out of office for a year, or not in it for months to come, is told by full name as speaking in it "on Tuesday".

    Not where the page names anyone who held an office then and not at that other time, nor where it tells anything of after the term.
    """
    plain = [clue for clue in clues if clue.plain and _is_far(clue, low, high)]
    if not plain:
        return False
    term = np.min([clue.scores for clue in plain], axis=0) >= AGAINST
    others = [clue for clue in clues if clue.rule in HARD and clue not in plain]
    if not term.any() or any(float(clue.scores[term].max()) <= AGAINST for clue in others):
        return False
    hard = _hard(clues)
    return float(hard[term].max()) - float(hard[low:high + 1].max()) >= _PLAINLY


def _is_far(clue: Clue, low: int, high: int) -> bool:
    """Whether the office was held neither in the year before the days nor within the months after them."""
    window = clue.scores[max(0, low - _LATER):high + 1 + _EARLIER]
    return bool(window.size) and float(window.max()) <= AGAINST


def _dead_refute(low: int, high: int, clues: list[Clue]) -> bool:
    """Whether somebody is told as speaking on a day of the week who was dead by then for months, and no telling on the page is younger."""
    dead = [clue for clue in clues if clue.rule == "alive" and _best(clue, low, high) <= _DEAD]
    if not dead:
        return False
    lived = np.min([clue.scores for clue in dead], axis=0) >= 0
    return not any(float(clue.scores[lived].max()) <= AGAINST for clue in clues if clue.rule in HARD)


def _plans_refute(low: int, clues: list[Clue]) -> bool:
    """Whether the page tells two days or more as still to come that were past by then, and none that was not."""
    coming = [(clue.says, float(clue.scores[low])) for clue in clues if clue.rule == "date to come"]
    return len({says for says, _ in coming}) >= _WITNESSES and all(score <= -PAST for _, score in coming)
