"""The pen: decisions written at once, entries derived again when the person pauses.

A decision is kept before its page is answered. Deriving the entries of a large record takes longer than a person waits between two claims, so it
is left until no decision came for a while. Until then whoever asks for entries gets them settled on the spot, as after any write (`store.view`).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from threading import Condition, Thread

from onrecord.errors import StoreError
from onrecord.flow import open_record
from onrecord.model import Judgement
from onrecord.store import Store
from onrecord.telling.deciding import keep

QUIET = 2.0
"""Seconds without a decision before entries are derived again. Chosen: longer than an easy claim takes, shorter than walking to another view."""
SHARE = 3.0
"""Where deriving takes long, so many times as long is waited: a decision that comes meanwhile would have to wait for its end. Chosen."""
PER_CLAIM = 0.0006
"""Seconds that deriving takes for each claim, until it was seen. Measured: 5.8 s of a core for 10,000 made claims (bench/store_made.py)."""


class Pen:
    """Writes to one record. ``claims`` tells how many it holds, so that it is known how long deriving may take before it was done once."""

    def __init__(self, path: str, claims: Callable[[], int], quiet: float = QUIET) -> None:
        self.path, self._claims, self._quiet = path, claims, quiet
        self._took: float | None = None
        self._store: Store | None = None
        self._due, self._closing = 0.0, False
        self._changed = Condition()
        self._thread: Thread | None = None

    def keep(self, judgements: Sequence[Judgement]) -> None:
        """Keeps judgements, and takes back what they withdraw. Raises `StoreError` and `NotFoundError`."""
        keep(self._opened(), judgements, settle=False)
        self.soon()

    def soon(self, put_off: bool = True) -> None:
        """Says that entries have to be derived again once it is quiet; who only waits for it does not ``put_off`` what is due already."""
        took = PER_CLAIM * self._claims() if self._took is None else self._took
        with self._changed:
            waits = self._thread is not None and self._thread.is_alive()
            if put_off or not waits:
                self._due = time.monotonic() + max(self._quiet, SHARE * took)
            if not waits:
                self._thread = Thread(target=self._wait, name="settling", daemon=True)
                self._thread.start()
            self._changed.notify_all()

    def close(self) -> None:
        """Derives what is due, and lets go of the record."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
            thread = self._thread
        if thread is not None:
            thread.join()
        if self._store is not None:
            self._store.close()
            self._store = None

    def _opened(self) -> Store:
        with self._changed:
            if self._store is None:
                opened = open_record(self.path, write=True)
                assert isinstance(opened, Store)
                self._store = opened
            return self._store

    def _wait(self) -> None:
        """Waits until it is quiet, derives, and ends where nothing came meanwhile."""
        while True:
            with self._changed:
                while not self._closing and (left := self._due - time.monotonic()) > 0:
                    self._changed.wait(left)
                due = self._due
            self._settle()
            with self._changed:
                if self._due == due or self._closing:
                    self._thread = None
                    return

    def _settle(self) -> None:
        begun = time.monotonic()
        try:
            self._opened().settle()
        except StoreError:
            return  # the next decision tells it, and any view settles on the spot meanwhile
        self._took = time.monotonic() - begun
