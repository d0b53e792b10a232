"""Patience: what takes long is worked out beside, while a page says so and asks again. The answer is kept until it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from threading import Lock
from typing import TypeVar, cast

T = TypeVar("T")
SECONDS = 1.5
"""How long a browser waits for an answer before it is told to ask again. Chosen: what is shorter passes for slow, not for broken."""
AT_ONCE = 2
"""Answers that are worked out at once; others wait for their turn. Chosen: so that pages that need none of it stay quick."""
MOST = 16
"""Answers that are kept for somebody who has not come back for them."""


class Patience:
    """Answers that are being worked out, by what was asked."""

    def __init__(self, seconds: float | None = None) -> None:
        self._seconds = SECONDS if seconds is None else seconds
        self._workers = ThreadPoolExecutor(AT_ONCE, "onrecord-answers")
        self._asked: dict[Hashable, Future[object]] = {}
        self._lock = Lock()

    def ask(self, key: Hashable, make: Callable[[], T]) -> T | None:
        """The answer if it is there soon, else None: ask again. An answer is given once; errors of ``make`` are raised here."""
        with self._lock:
            answer = self._asked.get(key)
            if answer is None:
                answer = self._asked[key] = self._workers.submit(make)
                self._forget()
        wait([answer], self._seconds)
        if not answer.done():
            return None
        with self._lock:
            self._asked.pop(key, None)
        return cast(T, answer.result())

    def holds(self, key: Hashable) -> bool:
        """Whether an answer to this is being worked out, or waits."""
        with self._lock:
            return key in self._asked

    def _forget(self) -> None:
        done = [key for key, answer in self._asked.items() if answer.done()]
        for key in done[:max(len(self._asked) - MOST, 0)]:
            del self._asked[key]

    def close(self) -> None:
        """Waits for nothing that has not begun."""
        self._workers.shutdown(wait=False, cancel_futures=True)
