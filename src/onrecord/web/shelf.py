"""Shelf: the record that is shown, opened once, and what was asked of it lately, until something is written to it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import replace
from pathlib import Path
from threading import RLock
from typing import TypeVar, cast

from onrecord.errors import StoreError
from onrecord.flow import open_record
from onrecord.model import Article, Entry, Origin
from onrecord.model.entry import LedgerQuery
from onrecord.model.origin import ArticleFacts, story_id
from onrecord.store import StoreView
from onrecord.telling.asked import Asked
from onrecord.telling.family import pages_of_origins
from onrecord.web.tally import Tally, tallied

T = TypeVar("T")
KEPT = 8
"""Answers kept of a kind: a person goes back and forth between a few questions and days. Chosen."""
MOST_ARTICLES = 200
"""Articles kept. Chosen: some megabytes."""


class Shelf:
    """Answers of one record. Safe to ask from several threads; one question is worked out at a time."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._view: StoreView | None = None
        self._lock = RLock()
        self._answers: OrderedDict[Hashable, object] = OrderedDict()
        self._state: object = None

    @property
    def view(self) -> StoreView:
        """The record to read from. Raises `StoreError` where it cannot be opened."""
        with self._lock:
            if self._view is None:
                self._view = open_record(self.path)
            return self._view

    def close(self) -> None:
        """Lets go of the record."""
        with self._lock:
            if self._view is not None:
                self._view.close()
            self._view = None
            self._answers.clear()

    def entries(self, query: LedgerQuery) -> list[Entry]:
        """The entries that pass a query."""
        return self._kept(("entries", query), lambda: self.view.entries(query))

    def tally(self, asked: Asked) -> Tally:
        """The rows and facets that a question leaves; its pages are turned without counting again."""
        whole = replace(asked, page=1, per=1)
        return self._kept(("tally", whole), lambda: tallied(self.entries(asked.base), asked, self.roots() if asked.get("origin") else {}))

    def facts(self) -> dict[str, ArticleFacts]:
        """What the ledger knows of each article."""
        return self._kept("facts", lambda: self.view.facts())

    def origins(self) -> list[Origin]:
        """Every origin, by id."""
        return self._kept("origins", lambda: self.view.origins())

    def roots(self) -> dict[str, str]:
        """The origin of each story by its id, and of each article by its own."""
        return self._kept("roots", lambda: _roots(self.facts()))

    def pages_of(self) -> dict[str, int]:
        """How many named pages go back to each origin."""
        return self._kept("pages", lambda: pages_of_origins(self.facts().values()))

    def counts(self) -> dict[str, int]:
        """How much of everything the record holds."""
        return self._kept("counts", lambda: self.view.counts())

    def article(self, key: str) -> Article:
        """An article by its full id, or by whatever else the record finds it."""
        return self._kept(("article", key), lambda: self.view.article(key))

    def _kept(self, key: Hashable, make: Callable[[], T]) -> T:
        with self._lock:
            state = self._now()
            if state is None or state != self._state:
                self._answers.clear()
                self._state = state
            if key not in self._answers:
                self._answers[key] = make()
                self._forget(key)
            return cast(T, self._answers[key])

    def _forget(self, key: Hashable) -> None:
        """Drops the oldest answer of the kind of a new one where there are too many."""
        if isinstance(key, tuple):
            alike = [k for k in self._answers if isinstance(k, tuple) and k[0] == key[0]]
            if len(alike) > (MOST_ARTICLES if key[0] == "article" else KEPT):
                del self._answers[alike[0]]

    def _now(self) -> object:
        """What changes whenever the record is written to; None where that cannot be told, and nothing is kept."""
        if "://" in self.path:
            return None
        return tuple(_stamp(Path(f"{self.path}{end}")) for end in ("", "-wal"))


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except FileNotFoundError:
        if path.name.endswith("-wal"):
            return None
        raise StoreError(path, "the record is gone") from None
    except OSError as fault:
        raise StoreError(path, fault.strerror or str(fault)) from fault
    return (found.st_mtime_ns, found.st_size) if found.st_size else None


def _roots(facts: dict[str, ArticleFacts]) -> dict[str, str]:
    parts = {story_id(a.id, n): origin for a in facts.values() for n, (_, origin) in enumerate(a.parts, 1)}
    return {**parts, **{a.id: a.origin for a in facts.values()}}
