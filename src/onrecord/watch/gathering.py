"""Gathering: sources -> captures that the record has not had. What was taken is kept in the record once its pages are, never before."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from email.utils import parsedate_to_datetime
from pathlib import Path

from onrecord.errors import InputError
from onrecord.intake import make_capture, read_captures
from onrecord.intake.feeds import FeedEntry, NoFeed, entries_of
from onrecord.intake.fetch import Fetched, Fetcher, Missed
from onrecord.model import Capture, Skip
from onrecord.model import watching as m
from onrecord.store import Store
from onrecord.watch.saving import now
from onrecord.watch.sources import Feed, Folder, Page, Source

PAGES = ("text/html", "application/xhtml", "text/plain")
"""What is read of the network; the beginnings of media types."""
PASSING = ("status 408", "status 425", "status 429", "status 5")
"""Statuses that may pass: the entry stays to be taken."""


@dataclass(slots=True)
class Gathered:
    """What came of one source: entries with their marks, to be kept once the pages are in the record (``complete`` unless one of them has to be tried
    again), and what its server said."""

    source: str
    taken: list[tuple[str, str]] = field(default_factory=list)
    fetched: m.Fetched | None = None
    complete: bool = True

    def keep(self, store: Store) -> None:
        """Says in the record that these were taken. Where something has to be tried again the feed is asked for as a whole the next time."""
        if self.taken or self.fetched is not None:
            store.took(self.source, self.taken, self.fetched if self.complete else None)


class Gatherer:
    """Reads sources one after another. ``store`` tells what was taken before; ``fetcher`` None: nothing is fetched."""

    def __init__(self, store: Store, fetcher: Fetcher | None) -> None:
        self.store, self.fetcher = store, fetcher
        self.every: list[Gathered] = []

    def captures(self, sources: tuple[Source, ...]) -> Iterator[Capture | Skip]:
        """The pages that are new or changed, each made when it is asked for."""
        for source in sources:
            if isinstance(source, Folder):
                yield from self._folder(source)
            else:
                yield from self._fetched(source)

    def keep(self) -> None:
        """Says in the record that all of it was taken; to be called once the record has the pages."""
        for gathered in self.every:
            gathered.keep(self.store)
        self.every.clear()

    # -- folders

    def _folder(self, source: Folder) -> Iterator[Capture | Skip]:
        gathered = self._gathered(f"folder:{Path(source.path).absolute()}")
        if not os.path.lexists(source.path):
            yield Skip("intake", source.path, "unreadable", "no such file or folder")
            return
        known = self.store.taken(gathered.source)
        for file in _files(Path(source.path)):
            mark = _stamp(file)
            if mark and known.get(str(file)) == mark:
                continue
            with suppress(InputError):  # gone since the folder was listed
                for found in read_captures([str(file)]):
                    yield from self._of_file(found, known, gathered)
                gathered.taken.append((str(file), mark))

    def _of_file(self, found: Capture | Skip, known: dict[str, str], gathered: Gathered) -> Iterator[Capture | Skip]:
        """A page of a file, unless it is a line that was taken as it is before: files of lines grow."""
        if isinstance(found, Skip) or found.record is None:
            yield found
            return
        key = f"{found.path}:{found.record}"
        if known.get(key) != found.id:
            yield found
            gathered.taken.append((key, found.id))

    # -- feeds and pages

    def _fetched(self, source: Feed | Page) -> Iterator[Capture | Skip]:
        assert self.fetcher is not None
        gathered, before = self._gathered(source.url), self.store.fetched(source.url)
        got = self.fetcher.get(source.url, before.etag if before else None, before.modified if before else None)
        if isinstance(got, Missed):
            yield Skip("intake", source.url, got.reason, got.detail)
            return
        gathered.fetched = m.Fetched(source.url, got.etag, got.modified, now())
        if got.status == 304:
            # a server that sends no validators with a 304 means those of before
            old = before or gathered.fetched
            gathered.fetched = m.Fetched(source.url, got.etag or old.etag, got.modified or old.modified, now())
            return
        if isinstance(source, Page):
            yield self._page(got, source.url, {"url": got.url, **_outlet(source)})
            return
        try:
            entries = entries_of(got.body, got.media_type, got.url)
        except NoFeed as fault:
            if (source.sniffed and fault.reason == "not-feed") or (source.sniffed and got.media_type.lower().startswith("text/html")):
                yield self._page(got, source.url, {"url": got.url})
                return
            place = "" if fault.byte is None else f" (byte {fault.byte})"
            yield Skip("intake", source.url, fault.reason, fault.detail + place)
            return
        yield from self._entries(source, entries, gathered)

    def _entries(self, source: Feed, entries: list[FeedEntry], gathered: Gathered) -> Iterator[Capture | Skip]:
        known = self.store.taken(source.url)
        for entry in reversed(entries):  # the oldest first, as it was told
            if known.get(entry.id) == _mark(entry):
                continue
            found = self._entry(source, entry)
            yield found
            if isinstance(found, Skip) and _passing(found):
                gathered.complete = False
            else:
                gathered.taken.append((entry.id, _mark(entry)))

    def _entry(self, source: Feed, entry: FeedEntry) -> Capture | Skip:
        facts = {"url": entry.url or "", "title": entry.title or "", "published": _day(entry.published) or "", "feed": source.url, "item": entry.id,
                 **_outlet(source)}
        told = {key: value for key, value in facts.items() if value}
        if source.take == "entry" or entry.url is None:
            if not entry.content:
                return Skip("intake", f"{source.url} {entry.id}", "no-field", "the entry has neither a page nor words of its own")
            return make_capture(entry.content.encode("utf-8", "replace"), "text/html; charset=utf-8", entry.url or entry.id, source.url, None,
                                {**told, "fetched": now()})
        assert self.fetcher is not None
        got = self.fetcher.get(entry.url)
        if isinstance(got, Missed):
            return Skip("intake", entry.url, got.reason, f"{got.detail} (entry {entry.id} of {source.url})")
        return self._page(got, source.url, {**told, "url": got.url}, entry.url)

    def _page(self, got: Fetched, path: str, declared: dict[str, str], name: str = "") -> Capture | Skip:
        kind = got.media_type.strip().lower() or "text/html"
        if not kind.startswith(PAGES):
            return Skip("intake", got.url, "not-text", f"no reader for {kind[:80]!r}")
        return make_capture(got.body, kind, name or got.url, path, None, {**declared, "fetched": now()})

    def _gathered(self, source: str) -> Gathered:
        self.every.append(Gathered(source))
        return self.every[-1]


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    for folder, inner, names in os.walk(path):
        inner.sort()
        yield from (Path(folder) / name for name in sorted(names))


def _stamp(file: Path) -> str:
    """What changes whenever a file does; "" where that cannot be told."""
    try:
        found = file.stat()
    except OSError:
        return ""
    return f"{found.st_mtime_ns}:{found.st_size}"


def _outlet(source: Feed | Page) -> dict[str, str]:
    return {"outlet": source.outlet} if source.outlet else {}


def _mark(entry: FeedEntry) -> str:
    return entry.mark or "-"


def _passing(found: Skip) -> bool:
    return found.reason == "unreachable" or (found.reason == "http-error" and found.detail.startswith(PASSING))


def _day(told: str | None) -> str | None:
    """The ISO day of a date as feeds write them (RFC 3339 or RFC 822), where it was said; None where it is neither."""
    if not told:
        return None
    with suppress(ValueError):
        return date.fromisoformat(told[:10]).isoformat()
    with suppress(ValueError, TypeError, IndexError, OverflowError):
        return parsedate_to_datetime(told).date().isoformat()
    return None
