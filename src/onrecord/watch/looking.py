"""Looking: what is new for a watch, found from the record alone.

A watch keeps the entries as it saw them last. It looks at those of now, and what became of each is a notice, once. So the *loaded* clock decides
what is new: a page of 2019 that is read today makes news today. Nothing depends on when or in how many pieces pages were read, and what is
found is kept in the same transaction as what was seen, so that no restart loses or repeats any of it.

Beside the changes of `ledger.changes`, which are between two days of publication, on this clock an entry may also be

- lost: claims that it rested on were withdrawn or judged away, and nothing else changed;
- gone: all of them were.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.errors import QueryError, StoreError
from onrecord.export.lines import json_line
from onrecord.ledger import changes
from onrecord.model import Change, Entry, LedgerQuery
from onrecord.model.watching import Look, Notice, SavedQuery
from onrecord.store import Store, StoreView
from onrecord.store.counted import roots_of
from onrecord.store.filters import keeps
from onrecord.store.looks import marked
from onrecord.telling.asked import Asked, asked_of, text_of
from onrecord.watch.notices import notice_fields

LOST, GONE = "lost", "gone"
TRIES = 5
"""How often a look is made again where others wrote in between. Chosen."""


@dataclass(frozen=True, slots=True)
class Watch:
    """Whose eyes: ``key`` names the watch for good, ``name`` is told to people, ``asked`` what it looks for. ``named``: of a list of names, which of
    them stand in an entry; it looks for entries with any."""

    key: str
    name: str
    asked: Asked
    named: Callable[[StoreView, Entry], list[str]] | None = None

    @property
    def text(self) -> str:
        """The text of its query."""
        return text_of(self.asked)


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look found: notices in order; ``first`` where the watch had never looked; how many ``entries`` it watches."""

    notices: tuple[Notice, ...]
    first: bool
    entries: int


def saved_watch(saved: SavedQuery) -> Watch:
    """The watch of a saved query; renaming it changes nothing. Raises `QueryError` where its text means nothing now."""
    return Watch(f"saved:{saved.id}", saved.name, asked_of(saved.asked))


def query_watch(text: str) -> Watch:
    """The watch of a query without a name. Raises `QueryError`."""
    asked = asked_of(text)
    key = hashlib.sha256(text_of(asked).encode()).hexdigest()[:16]
    return Watch(f"query:{key}", text_of(asked) or "everything", asked)


def fault_of(saved: SavedQuery) -> str | None:
    """Why a saved query means nothing to this version; None where it does mean something."""
    try:
        asked_of(saved.asked)
    except QueryError as fault:
        return str(fault)
    return None


def look(store: Store, watch: Watch, at: Callable[[], str], history: bool = False) -> Looked:
    """Looks, and keeps what was seen and found. The first look of a watch finds nothing new, unless ``history``: then all is. ``at`` gives the ISO
    time. Raises `StoreError`."""
    for _ in range(TRIES):
        before, state = store.look(watch.key), store.state()
        if before is not None and (before.state, before.asked) == (state, watch.text):
            return Looked((), False, len(before.marks))
        entries = store.entries(watch.asked.base)
        marks = marked(entries)
        found = differing(store, watch, before.marks if before else {}, entries, marks) if before or history else ()
        now, number, count = at(), before.number if before else 0, (before.count if before else 0) + 1
        notices = tuple(_notice(store, watch, change, number + n, now, count) for n, change in enumerate(found, 1))
        seen = Look(watch.key, watch.text, now, number + len(notices), state, count, {i: mark for i, (mark, _) in marks.items()})
        new = {mark: body for i, (mark, body) in marks.items() if before is None or before.marks.get(i) != mark}
        if store.take_note(seen, before, new, notices):
            return Looked(notices, before is None, len(entries))
    raise StoreError(store.path, f"others kept writing while the watch {watch.name!r} looked; try again")


def pending(view: StoreView, watch: Watch, entries: Callable[[LedgerQuery], Sequence[Entry]] | None = None) -> tuple[Change, ...]:
    """What a look would find now; nothing is kept. ``entries`` answers a query where the record has answered it already."""
    before = view.look(watch.key)
    if before is None or (before.state, before.asked) == (view.state(), watch.text):
        return ()
    now = (entries or view.entries)(watch.asked.base)
    return tuple(differing(view, watch, before.marks, now, marked(now)))


def differing(view: StoreView, watch: Watch, before: Mapping[str, str], entries: Sequence[Entry],
              marks: Mapping[str, tuple[str, str]]) -> Sequence[Change]:
    """What became of the entries that pass the query, as they were or as they are. Only those that differ are opened."""
    new = [e for e in entries if before.get(e.id) != marks[e.id][0]]
    old = view.seen({mark for i, mark in before.items() if i not in marks or marks[i][0] != mark})
    roots = roots_of(view.facts().values()) if watch.asked.get("origin") else {}
    was = {e.id: e for e in old}

    def wanted(change: Change) -> bool:
        held = [change.after, *([change.before] if change.before else []), *(was[i] for i in change.joined if i in was)]
        return any(keeps(watch.asked.query, e, roots) and (watch.named is None or watch.named(view, e)) for e in held)

    return [c for c in differences(old, new, entries) if wanted(c)]


def differences(old: Sequence[Entry], new: Sequence[Entry], every: Iterable[Entry]) -> list[Change]:
    """All that became of the entries that differ; ``every`` entry of now, for what moved into one that does not."""
    found = list(changes(old, new))
    told = {c.before.id for c in found if c.before} | {i for c in found for i in c.joined}
    left = [e for e in old if e.id not in told]
    return [*found, *_lessened(left, new, {claim for e in every for claim in e.claims} if left else set())]


def _lessened(left: Iterable[Entry], new: Sequence[Entry], claims: set[str]) -> Iterator[Change]:
    """Entries without any other change that rest on fewer claims, or on none."""
    for entry in left:
        if claims.isdisjoint(entry.claims):
            yield Change((GONE,), entry, entry, (), ())
            continue
        heir = max(new, key=lambda e: (e.id == entry.id, len(set(e.claims) & set(entry.claims)), e.id), default=None)
        if heir is not None and not set(heir.claims).isdisjoint(entry.claims) and set(entry.claims) - set(heir.claims):
            yield Change((LOST,), heir, entry, (), ())


def _notice(view: StoreView, watch: Watch, change: Change, number: int, at: str, count: int) -> Notice:
    """The notice of a change. Its id depends on what the watch saw and found alone: a look that was cut short gives the same again."""
    key = hashlib.sha256(f"{watch.key} {count} {number} {change.after.id}".encode()).hexdigest()[:32]
    body: dict[str, Any] = {"id": key, "watch": watch.name, "query": watch.text, "number": number, "at": at, **notice_fields(view, change)}
    if watch.named is not None:
        body["names"] = watch.named(view, change.after)
    return Notice(key, watch.key, number, at, json_line(body))
