"""Trial: a record on which everything is done as on any other and nothing is kept.

All happens in one transaction, which is undone when the trial is closed: what is told is what would be there, and what would fail fails. The file
stays byte for byte as it was. Nobody else writes meanwhile; who reads sees nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, Engine

from onrecord.store.opening import faults, open_trial, shown, transaction
from onrecord.store.rules import Rules
from onrecord.store.store import Store
from onrecord.store.view import StoreView


class _Undone(Exception):
    """Ends the transaction of a trial; it never leaves this module."""


class Trial(Store):
    """A record to try things on. Use as a context manager or `close` it. Threads must not share it."""

    def __init__(self, path: str, engine: Engine, rules: Rules) -> None:
        super().__init__(path, engine, rules)
        self._open, self._beside = ExitStack(), ExitStack()
        self._all = self._open.enter_context(transaction(engine, path, writing=True))

    @classmethod
    def open(cls, path: Path | str, rules: Rules) -> Trial:
        """The record at ``path``, which is there and up to date. Raises `StoreError` and its kinds, as opening it to read does."""
        with ExitStack() as beside:
            beside.enter_context(StoreView.open(path, rules))
            made = cls(shown(str(path)), open_trial(str(path)), rules)
            if "://" not in str(path) and _left_over(Path(path)):
                made._beside = beside.pop_all()  # whoever lets go last takes up what others left in the file's log
        return made

    def close(self) -> None:
        """Undoes all, and lets go of the record."""
        undone = _Undone()
        with suppress(_Undone):
            self._open.__exit__(_Undone, undone, undone.__traceback__)
        super().close()
        self._beside.close()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with faults(self.path):
            yield self._all

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with faults(self.path), self._all.begin_nested():
            yield self._all


def _left_over(path: Path) -> bool:
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0
