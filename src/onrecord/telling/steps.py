"""Steps: what a person did while looking through a record, in a small file beside it, so that it can be undone and what was skipped stays away.

Decisions are judgements and lie in the record. Two things are not for the record: what somebody passed over for now, and in which order they
went. They are kept in ``RECORD.steps``, a JSON line for each step, only ever added to; without the file nothing is lost but the order and the
skips. A record in a database has no file beside it: its steps are kept while the window runs.

A step is undone by a line that says so. A line that was cut off by a fault is passed over.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median
from threading import Lock

from onrecord.errors import StoreError

PAUSE = 120.0
"""Seconds after which a step is not counted in the time that an item takes: the person was away. Chosen."""
_LAST = 50
"""Steps that the time an item takes is told from. Chosen: the last few minutes' work."""


@dataclass(frozen=True, slots=True)
class Step:
    """``by`` whom, ``at`` (seconds since 1970), what was ``done`` ("skip", "right" and so on; "undo" takes the last step back), with the thing
    of ``kind`` (`lineup.KINDS`) and id ``item``, and the ids of the ``judgements`` that were made."""

    by: str
    at: float
    done: str
    kind: str
    item: str
    judgements: tuple[str, ...] = ()


class Steps:
    """The steps taken with one record."""

    def __init__(self, record: str) -> None:
        self._path = None if "://" in record else Path(f"{record}.steps")
        self._held: list[Step] = []
        self._read_to, self._lock = 0, Lock()

    def add(self, step: Step) -> None:
        """Keeps a step. Raises `StoreError` where it cannot be written."""
        with self._lock:
            if self._path is None:
                self._held.append(step)
                return
            try:
                with self._path.open("a", encoding="utf-8") as file:
                    file.write("\n" * self._cut() + json.dumps(asdict(step)) + "\n")
            except OSError as fault:
                raise StoreError(self._path, fault.strerror or str(fault)) from fault

    def standing(self, by: str) -> list[Step]:
        """The steps of a person that were not undone, in order. Raises `StoreError`."""
        found: list[Step] = []
        for step in self._all():
            if step.by == by and step.done != "undo":
                found.append(step)
            elif step.by == by and found:
                found.pop()
        return found

    def skipped(self, by: str, kind: str) -> frozenset[str]:
        """The things of a kind that a person passed over."""
        return frozenset(s.item for s in self.standing(by) if s.done == "skip" and s.kind == kind)

    def _all(self) -> list[Step]:
        with self._lock:
            if self._path is not None and self._path.exists():
                self._take_in(self._path)
            return list(self._held)

    def _take_in(self, path: Path) -> None:
        """Reads what was added since; all of it where the file became shorter."""
        try:
            if path.stat().st_size < self._read_to:
                self._held, self._read_to = [], 0
            with path.open("rb") as file:
                file.seek(self._read_to)
                added = file.read()
        except OSError as fault:
            raise StoreError(path, fault.strerror or str(fault)) from fault
        whole = added[:added.rfind(b"\n") + 1]
        self._read_to += len(whole)
        self._held += [step for line in whole.splitlines() if (step := _step(line)) is not None]

    def _cut(self) -> bool:
        """Whether the file ends within a line."""
        assert self._path is not None
        if not self._path.exists() or not self._path.stat().st_size:
            return False
        with self._path.open("rb") as file:
            file.seek(-1, 2)
            return file.read() != b"\n"


def _step(line: bytes) -> Step | None:
    try:
        told = json.loads(line)
        return Step(str(told["by"]), float(told["at"]), str(told["done"]), str(told["kind"]), str(told["item"]), tuple(map(str, told["judgements"])))
    except (ValueError, KeyError, TypeError):
        return None


def pace(steps: Iterable[Step]) -> float | None:
    """How many seconds a step takes: the median of the last ones, pauses left out; None where there are not two."""
    times = [s.at for s in steps][-_LAST:]
    gaps = [b - a for a, b in pairwise(times) if 0 <= b - a <= PAUSE]
    return median(gaps) if gaps else None
