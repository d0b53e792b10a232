"""Shelf: the record that is shown, opened once, and what was asked of it lately, until something is written to it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock, RLock
from typing import TypeVar, cast

from onrecord.claims.explain import Explanation
from onrecord.errors import StoreError
from onrecord.flow import Reader, open_record
from onrecord.model import Article, Changes, Entry, Origin
from onrecord.model.entry import EntryLine, Facets, LedgerQuery
from onrecord.model.origin import ArticleFacts
from onrecord.store import StoreView
from onrecord.store.crossing import Crossing
from onrecord.store.over_time import OverTime
from onrecord.telling.asked import Asked
from onrecord.telling.family import pages_of_origins
from onrecord.telling.known import facts_on, origins_on
from onrecord.web.tally import Tally, tallied

T = TypeVar("T")
KEPT = 8
"""Answers kept of a kind: a person goes back and forth between a few questions and days. Chosen."""
MOST_ARTICLES = 200
"""Articles kept. Chosen: some megabytes."""


class Shelf:
    """Answers of one record. Safe to ask from several threads; a question that is asked twice at once is worked out once, and none waits for
    another."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._view: StoreView | None = None
        self._lock = RLock()
        self.one_reads = Lock()
        """Held by whoever reads a page anew: one at a time."""
        self._turns: dict[Hashable, Lock] = {}
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
        """The entries that pass a query, opened: for what a line does not tell."""
        return self.view.entries(query)

    def lines(self, query: LedgerQuery) -> list[EntryLine]:
        """The lines of the entries that pass a query."""
        return self._kept(("lines", query), lambda: self.view.lines(query))

    def tally(self, asked: Asked) -> Tally:
        """The rows and facets that a question leaves; its pages are turned and sorted without counting again."""
        return tallied(self.lines(asked.on_page), self._facets(asked), asked)

    def tallied(self, asked: Asked) -> Tally:
        """The same without the rows."""
        return tallied((), self._facets(asked), asked)

    def _facets(self, asked: Asked) -> Facets:
        return self._kept(("facets", asked.given), lambda: self.view.facets(asked.query))

    def crossing(self, asked: Asked) -> Crossing:
        """What a question leaves, by supplier and recipient."""
        return self._kept(("crossing", asked.given), lambda: self.view.crossing(asked.query))

    def over_time(self, asked: Asked) -> OverTime:
        """What a question leaves, over time."""
        return self._kept(("over time", asked.given, asked.sort), lambda: self.view.over_time(asked.query))

    def changes(self, since: str, until: str | None, asked: Asked) -> Changes:
        """What is different between two days, of what passes the filters on either; kept as the other answers are, so that its pages are turned."""
        return self._kept(("changes", since, until, asked.given), lambda: self.view.changes(since, until, asked.query))

    def takes_long(self, query: LedgerQuery) -> bool:
        """Whether entries have first to be settled for the answer. Raises `StoreError` where the record is gone."""
        self._now()
        return self.view.takes_long(query)

    def undated(self) -> int:
        """How many articles are of unknown day."""
        return self._kept("undated", lambda: self.view.totals().undated)

    def facts(self, day: str = "") -> dict[str, ArticleFacts]:
        """What the ledger knows of each article; of those published by the end of a ``day``, month or year, where one is asked for."""
        return self._kept(("facts", day), lambda: facts_on(self.facts(), day) if day else self.view.facts())

    def origins(self, day: str = "") -> list[Origin]:
        """Every origin, by id; of a ``day`` those that anything had been published of, with no more than that."""
        return self._kept(("origins", day), lambda: origins_on(self.origins(), self.facts(day)) if day else self.view.origins())

    def pages_of(self, day: str = "") -> dict[str, int]:
        """How many named pages go back to each origin (on a day)."""
        return self._kept(("pages", day), lambda: pages_of_origins(self.facts(day).values()))

    def published(self) -> dict[str, str]:
        """The day by which each page was published, by its name and by the id of its article; those of known day."""
        return self._kept("published", lambda: self.view.published_days())

    def counts(self) -> dict[str, int]:
        """How much of everything the record holds."""
        return self._kept("counts", lambda: self.view.counts())

    def article(self, key: str) -> Article:
        """An article by its full id, or by whatever else the record finds it."""
        return self._kept(("article", key), lambda: self.view.article(key))

    @cached_property
    def reader(self) -> Reader:
        """The reader, loaded when somebody asks for what the record does not keep."""
        return Reader()

    def explanations(self, article: Article) -> Sequence[Explanation]:
        """Why each claim of an article is read as it is. The article is read again, which takes some seconds the first time."""
        return self._kept(("explained", article.id), lambda: self._read_again(article))

    def _read_again(self, article: Article) -> Sequence[Explanation]:
        with self.one_reads:
            return self.reader.explanations(article)

    def _kept(self, key: Hashable, make: Callable[[], T]) -> T:
        with self._lock:
            state = self._now()
            if state is None or state != self._state:
                self._answers.clear()
                self._state = state
            if key in self._answers:
                return cast(T, self._answers[key])
            turn = self._turns.setdefault(key, Lock())
        with turn:
            with self._lock:
                if key in self._answers:
                    return cast(T, self._answers[key])
            answer = make()
            with self._lock:
                self._turns.pop(key, None)
                if state is not None and state == self._state:
                    self._answers[key] = answer
                    self._forget(key)
            return answer

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

