"""Prints and bands of many pages in a SQLite file, for `bench.origins_speed`: pairs by the store's rule, without the store's checks and history."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from onrecord.model import Article, Block, Span
from onrecord.model.origin import story_id
from onrecord.origins import Measured, Told, gather, measure, prints
from onrecord.store.candidates import LEADERS

KEPT = 2000
"""Prints held in memory at a time while pairs are measured."""


def article(name: str, text: str) -> Article:
    """The text as an article whose lines are all read: what the text stage costs is not measured here."""
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(Span(at, at + len(line)), True, "paragraph"))
        at += len(line) + 1
    return Article(name.zfill(12), name, name, text, tuple(blocks))


class Shelf:
    """Prints and bands in a file; measures in memory, of pairs that may be related alone."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._file = connection
        self._file.executescript("CREATE TABLE prints(story TEXT PRIMARY KEY, page TEXT, body BLOB) WITHOUT ROWID;"
                                 "CREATE TABLE bands(band INTEGER, story TEXT, PRIMARY KEY(band, story)) WITHOUT ROWID;"
                                 "CREATE TABLE pairs(first TEXT, second TEXT, PRIMARY KEY(first, second)) WITHOUT ROWID;")
        self._measured: list[Measured] = []

    def put(self, page: str, text: str) -> None:
        """Keeps a page's prints and bands."""
        told = article(page, text)
        for part in prints(told):
            story = story_id(told.id, part.part)
            self._file.execute("INSERT INTO prints VALUES (?, ?, ?)", (story, page, part.packed))
            self._file.executemany("INSERT OR IGNORE INTO bands VALUES (?, ?)", [(band, story) for band in part.bands])

    def measure(self) -> None:
        """Measures the pairs (leader of a band, another story of it), each once."""
        self._file.executemany("INSERT OR IGNORE INTO pairs VALUES (?, ?)", self._pairs())
        body = lru_cache(KEPT)(lambda story: self._file.execute("SELECT body FROM prints WHERE story = ?", (story,)).fetchone()[0])
        for first, second in self._file.execute("SELECT first, second FROM pairs"):
            found = measure(body(first), body(second))
            if found is not None:
                self._measured.append(Measured(first, second, found))

    def _pairs(self) -> Iterator[tuple[str, str]]:
        band, leaders = None, list[str]()
        for at, story in self._file.execute("SELECT band, story FROM bands ORDER BY band, story"):
            if at != band:
                band, leaders = at, []
            yield from ((leader, story) for leader in leaders)
            if len(leaders) < LEADERS:
                leaders.append(story)

    def groups(self) -> dict[str, str]:
        """The origin of each page (of its first story), gathered closure by closure, as the record settles."""
        origin: dict[str, str] = {}
        for measured in self._closures():
            stories = sorted({story for found in measured for story in (found.first, found.second)})
            told = [Told(story, None, None, None, self._file.execute("SELECT body FROM prints WHERE story = ?", (story,)).fetchone()[0])
                    for story in stories]
            origin |= {story: found.id for found in gather(told, measured) for story in found.articles}
        rows = self._file.execute("SELECT page, min(story) FROM prints GROUP BY page")
        return {page: origin.get(story, story) for page, story in rows}

    def _closures(self) -> list[list[Measured]]:
        """The measures, those of stories that hang together by ties at a time."""
        lead: dict[str, str] = {}

        def root(story: str) -> str:
            while (up := lead.setdefault(story, story)) != story:
                lead[story] = story = lead[up]
            return story

        for found in self._measured:
            if found.measure.ties:
                one, two = sorted((root(found.first), root(found.second)))
                lead[two] = one
        held: dict[str, list[Measured]] = defaultdict(list)
        for found in self._measured:
            if found.measure.ties:
                held[root(found.first)].append(found)
        return list(held.values())
