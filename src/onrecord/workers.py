"""Workers: processes in which untrusted pages are read, so that one which crashes, hangs or swells a parser costs itself and nothing else.

A worker has one item at a time. Where it dies, the item is tried once more in a fresh worker; where it does not answer in time it is killed
and the item is not tried again. What cannot be done is a `Lost` with its reason. Results come in the order of the items, whatever the number
of workers.
"""

from __future__ import annotations

import multiprocessing
import resource
import signal
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")

AHEAD = 4
"""Items a worker that may be under way or done and waiting for an earlier one: one slow page holds up no other, and memory stays bounded."""
FAULTS = (ArithmeticError, AssertionError, AttributeError, LookupError, OSError, RuntimeError, TypeError, ValueError)
"""What odd bytes bring about in code that is not ready for them. The worker tells it and goes on; it dies of anything else, with its traceback."""
_SPAWN = multiprocessing.get_context("spawn")


@dataclass(frozen=True, slots=True)
class Limits:
    """What one item may cost: ``tries`` in all where a worker dies of it, ``seconds`` of time (a function of the item), ``memory`` in bytes of
    address space of a worker (0: no bound)."""

    seconds: Callable[[Any], float]
    tries: int = 2
    memory: int = 0


@dataclass(frozen=True, slots=True)
class Lost:
    """An item that could not be done: ``reason`` is crashed, hung, memory or failed; ``detail`` in words."""

    reason: str
    detail: str


def in_workers(make: Callable[[], Callable[[T], R]], items: Iterable[T], count: int, limits: Limits) -> Iterator[tuple[T, R | Lost]]:
    """Each item with what ``make()`` gives of it in one of ``count`` processes; ``make`` is called once in each, and must be picklable."""
    crew: _Crew[T, R] = _Crew(partial(_work, make, limits.memory), limits, count)
    try:
        yield from crew.results(iter(items))
    finally:
        crew.dismiss()


def _work(make: Callable[[], Callable[[T], R]], memory: int, pipe: Connection) -> None:
    """What a worker does until its pipe is closed. The keyboard stops the parent, which stops its workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if memory:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    do = make()
    while True:
        try:
            item = pipe.recv()
        except EOFError:
            return
        pipe.send(_done(do, item))


def _done(do: Callable[[T], R], item: T) -> R | Lost:
    """The result, or how it failed: in a run of a million pages a fault in one is told and does not end it."""
    try:
        return do(item)
    except MemoryError:
        return Lost("memory", "it needed more memory than a worker may have")
    except FAULTS as fault:
        where = traceback.extract_tb(fault.__traceback__)[-1]
        return Lost("failed", f"{type(fault).__name__}: {fault} ({where.name}, line {where.lineno})"[:500])


@dataclass(slots=True)
class _Task(Generic[T]):
    """An item on its way: its place in the order, and how often it was tried."""

    place: int
    item: T
    tries: int = 0


class _Worker(Generic[T]):
    """A process and the item that it has."""

    def __init__(self, work: Callable[[Connection], None]) -> None:
        self.pipe, there = _SPAWN.Pipe()
        self.process: BaseProcess = _SPAWN.Process(target=work, args=(there,), daemon=True)
        self.process.start()
        there.close()
        self.task: _Task[T] | None = None
        self.due = 0.0

    def give(self, task: _Task[T], seconds: float) -> None:
        """Sends it an item, to be done within so many seconds. A worker that is dead already is found so when its answer is waited for."""
        task.tries += 1
        self.task, self.due = task, time.monotonic() + seconds
        with suppress(BrokenPipeError):
            self.pipe.send(task.item)

    def stop(self) -> int:
        """Ends it at once; its exit code."""
        self.pipe.close()
        self.process.kill()
        self.process.join()
        return self.process.exitcode or 0


class _Crew(Generic[T, R]):
    """The workers of one run."""

    def __init__(self, work: Callable[[Connection], None], limits: Limits, count: int) -> None:
        self._work, self._limits, self._count = work, limits, count
        self._workers: list[_Worker[T]] = []
        self._again: deque[_Task[T]] = deque()
        self._done: dict[int, tuple[T, R | Lost]] = {}

    def results(self, items: Iterator[T]) -> Iterator[tuple[T, R | Lost]]:
        """Every item with its result, in order."""
        waiting = (_Task(place, item) for place, item in enumerate(items))
        following = taken = 0
        more = True
        while more or self._again or self._busy() or self._done:
            while len(self._busy()) < self._count and (self._again or taken - following < AHEAD * self._count):
                task = self._again.popleft() if self._again else next(waiting, None)
                if task is None:
                    more = False
                    break
                taken = max(taken, task.place + 1)
                self._give(task)
            while following in self._done:
                yield self._done.pop(following)
                following += 1
            self._hear()

    def dismiss(self) -> None:
        """Ends all workers."""
        for worker in self._workers:
            worker.stop()
        self._workers.clear()

    def _busy(self) -> list[_Worker[T]]:
        return [w for w in self._workers if w.task is not None]

    def _give(self, task: _Task[T]) -> None:
        idle = next((w for w in self._workers if w.task is None), None)
        if idle is None:
            idle = _Worker(self._work)
            self._workers.append(idle)
        idle.give(task, self._limits.seconds(task.item))

    def _hear(self) -> None:
        """Waits for an answer, a death or the end of somebody's time."""
        busy = self._busy()
        if not busy:
            return
        ready = wait([w.pipe for w in busy], max(0.0, min(w.due for w in busy) - time.monotonic()))
        for worker in busy:
            if worker.pipe in ready:
                self._answered(worker)
            elif time.monotonic() >= worker.due:
                self._replace(worker, Lost("hung", f"not done in {self._limits.seconds(_task(worker).item):.0f} seconds"), final=True)

    def _answered(self, worker: _Worker[T]) -> None:
        try:
            found: R | Lost = worker.pipe.recv()
        except (EOFError, ConnectionResetError):
            self._replace(worker, None, final=False)
            return
        task, worker.task = _task(worker), None
        self._done[task.place] = (task.item, found)

    def _replace(self, worker: _Worker[T], lost: Lost | None, final: bool) -> None:
        """Ends a worker; its item is tried again, or lost."""
        task = _task(worker)
        self._workers.remove(worker)
        worker.process.join(0 if lost else 1)
        code = worker.stop()
        if final or task.tries >= self._limits.tries:
            self._done[task.place] = (task.item, lost or Lost("crashed", f"the process that read it ended with {code}, {task.tries} times"))
        else:
            self._again.append(task)


def _task(worker: _Worker[T]) -> _Task[T]:
    assert worker.task is not None
    return worker.task
