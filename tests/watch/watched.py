"""A record to watch, one page after another, and watches of it."""

from __future__ import annotations

import itertools
import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from tests.cli.runs import placed
from tests.strategies import article, capture_of, source

from onrecord.model import Article, Claim
from onrecord.store import Store
from onrecord.watch.looking import Looked, Watch, look, query_watch

OST = source("Tamar Ost", "US", role="envoy")
PORTERS = source("port workers", "IR", anonymous=True)
Told = tuple[Article, list[Claim]]


def told(name: str, day: str | None, words: str, status: str = "done", who: Any = PORTERS, **more: Any) -> Told:
    """A page of one claim, with words that no other page has."""
    text = f"{name} morning\n{words}\n" + " ".join(f"{name.replace(' ', '')}{i}" for i in range(40)) + "\n"
    page = article(text, name, day, more.pop("outlet", f"{name} Post"))
    return page, [placed(page, words, (who,), status=status, **more)]


def add(store: Store, *pages: Told, reader: str = "reader 1") -> None:
    """Pages into the record, settled."""
    store.write_batch([capture_of(a) for a, _ in pages], [a for a, _ in pages], {a.id: c for a, c in pages}, (), reader)
    store.settle()


def clock() -> Callable[[], str]:
    """A loaded clock of its own: a second a look."""
    seconds = itertools.count()
    return lambda: f"2026-01-01T00:{(n := next(seconds)) // 60:02d}:{n % 60:02d}.000000+00:00"


AT = clock()
NUMBERS = itertools.count(1)


def fresh(record: Path) -> Path:
    """A copy of a record that nobody has open."""
    return Path(shutil.copy(record, record.with_name(f"{next(NUMBERS)}.record")))


def looked(store: Store, watch: Watch | str = "", history: bool = False) -> Looked:
    """One look."""
    return look(store, query_watch(watch) if isinstance(watch, str) else watch, AT, history)


def kinds(found: Looked) -> list[Sequence[str]]:
    """The kinds of each notice."""
    return [json.loads(n.body)["kinds"] for n in found.notices]
