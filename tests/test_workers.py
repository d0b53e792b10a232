"""Workers: results in order, and an item that kills, hangs or fails costs itself alone."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from onrecord.workers import AHEAD, Limits, Lost, in_workers

PATIENT = Limits(lambda item: 60.0)


def doubling() -> Callable[[int], int]:
    return lambda n: n * 2


def troubled(marks: str) -> Callable[[str], str]:
    """Does what its item says; leaves a mark a try."""

    def do(item: str) -> str:
        with (Path(marks) / item).open("a") as file:
            file.write(".")
        if item == "segfault":
            os.kill(os.getpid(), signal.SIGSEGV)
        if item == "leave":
            os._exit(7)
        if item == "hang":
            time.sleep(600)
        if item == "eat":
            raise MemoryError
        if item == "raise":
            raise ValueError("an odd byte")
        if item == "once" and len((Path(marks) / item).read_text()) == 1:
            os._exit(1)
        return item.upper()

    return do


def tries(marks: Path, item: str) -> int:
    return len((marks / item).read_text())


@pytest.mark.parametrize("count", [1, 3])
def test_results_come_in_the_order_of_the_items(count: int) -> None:
    assert list(in_workers(doubling, range(25), count, PATIENT)) == [(n, 2 * n) for n in range(25)]


def test_nothing_to_do_starts_nothing() -> None:
    assert list(in_workers(doubling, (), 2, PATIENT)) == []


def test_items_are_taken_as_they_are_needed() -> None:
    taken = []

    def items() -> Iterator[int]:
        for n in range(1000):
            taken.append(n)
            yield n

    results = in_workers(doubling, items(), 1, PATIENT)
    assert next(results) == (0, 0)
    assert len(taken) <= AHEAD + 2
    results.close()  # type: ignore[attr-defined]


def test_an_item_that_kills_its_worker_is_tried_twice_and_lost_alone(tmp_path: Path) -> None:
    found = dict(in_workers(partial(troubled, str(tmp_path)), ["a", "segfault", "b", "leave", "once", "c"], 2, PATIENT))
    assert {k: v for k, v in found.items() if not isinstance(v, Lost)} == {"a": "A", "b": "B", "once": "ONCE", "c": "C"}
    assert found["segfault"] == Lost("crashed", f"the process that read it ended with {-signal.SIGSEGV}, 2 times")
    assert found["leave"] == Lost("crashed", "the process that read it ended with 7, 2 times")
    assert [tries(tmp_path, i) for i in ("segfault", "leave", "once", "a")] == [2, 2, 2, 1]


def test_an_item_that_hangs_is_ended_in_its_time_and_not_tried_again(tmp_path: Path) -> None:
    limits = Limits(lambda item: 4.0 if item == "hang" else 60.0)
    found = dict(in_workers(partial(troubled, str(tmp_path)), ["a", "hang", "b"], 1, limits))
    assert found == {"a": "A", "hang": Lost("hung", "not done in 4 seconds"), "b": "B"} and tries(tmp_path, "hang") == 1


def test_a_fault_is_told_with_its_place_and_the_worker_goes_on(tmp_path: Path) -> None:
    found = dict(in_workers(partial(troubled, str(tmp_path)), ["raise", "eat", "a"], 1, PATIENT))
    assert found["a"] == "A" and found["eat"] == Lost("memory", "it needed more memory than a worker may have")
    told = found["raise"]
    assert isinstance(told, Lost) and told.reason == "failed" and told.detail.startswith("ValueError: an odd byte (do, line ")


def test_a_worker_has_no_more_memory_than_it_may() -> None:
    found = dict(in_workers(partial(filling, 0), [1 << 20, 1 << 32], 1, Limits(lambda item: 60.0, memory=2 << 30)))
    assert found[1 << 20] == 1 << 20 and isinstance(found[1 << 32], Lost) and found[1 << 32].reason == "memory"


def filling(_: int) -> Callable[[int], int]:
    return lambda size: len(bytearray(size))
