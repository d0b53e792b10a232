"""Running: one round of a watch. Sources in, the record settled, each watch looked at, each sink given what is new.

Killed anywhere, the next round goes on: pages that are in the record are read again at worst, which changes nothing; what a look found is kept with
what it saw; what a sink was promised stays in the outbox until it has it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.config import SETTINGS, Settings
from onrecord.errors import OutputError
from onrecord.flow import RULES, Page, Summary, take_into
from onrecord.intake.fetch import Fetcher
from onrecord.model import Capture, Skip
from onrecord.store import Store, Trial
from onrecord.watch import atom
from onrecord.watch.gathering import Gatherer
from onrecord.watch.looking import Looked, Watch, look
from onrecord.watch.saving import now
from onrecord.watch.sinks import Sink, give
from onrecord.watch.sources import Source


@dataclass(slots=True)
class Round:
    """What a round did: the pages, what each watch found, how many notices sinks accepted, how many wait in the outbox, and what could not be had of
    the sources."""

    pages: Summary
    looked: dict[str, Looked] = field(default_factory=dict)
    accepted: int = 0
    waiting: int = 0
    missed: tuple[Skip, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """All that a round needs. ``watches`` gives the watches anew for every round, so that a query that is saved meanwhile is watched too.
    ``atom``: a file that is written after every round. ``history``: a watch that never looked, and a sink that is new to it, begin with all there
    is. ``trial``: all is done and nothing kept; sources are still asked.
    """

    record: str
    watches: Callable[[Store], Sequence[Watch]]
    sources: tuple[Source, ...] = ()
    fetcher: Fetcher | None = None
    sinks: tuple[Sink, ...] = ()
    atom: Path | None = None
    history: bool = False
    settings: Settings = SETTINGS
    at: Callable[[], str] = now
    trial: bool = False

    def round(self, seen: Callable[[Page], None] = lambda page: None) -> Round:
        """One round. Raises `StoreError`, and `OutputError` where a file cannot be written: what was to go there stays in the outbox."""
        with (Trial if self.trial else Store).open(self.record, RULES) as store:
            gatherer, missed = Gatherer(store, self.fetcher), list[Skip]()

            def noted() -> Iterator[Capture | Skip]:
                for found in gatherer.captures(self.sources):
                    if isinstance(found, Skip):
                        missed.append(found)
                    yield found

            done = Round(take_into(store, noted(), self.settings, seen))
            gatherer.keep()
            done.missed = tuple(missed)
            self._look(store, done)
            done.waiting = store.waiting()
            return done

    def _look(self, store: Store, done: Round) -> None:
        watches = self.watches(store)
        keys = [w.key for w in watches]
        for sink in self.sinks:
            store.meet(sink.sink, keys, self.history)
        done.looked = {w.name: look(store, w, self.at, self.history) for w in watches}
        done.accepted = give(store, self.sinks, keys, self.at)
        if self.atom is not None and not self.trial:
            write_atom(self.atom, store, watches)


def write_atom(path: Path, store: Store, watches: Sequence[Watch]) -> None:
    """Writes the last notices of these watches as one feed, whole or not at all. Raises `OutputError`."""
    last = sorted((n for w in watches for n in store.notices(w.key, atom.MOST)), key=lambda n: (n.at, n.number), reverse=True)
    names = ", ".join(w.name for w in watches)
    part = path.with_name(f".{path.name[:100]}.part")
    try:
        part.write_text(atom.feed(names, " ".join(w.key for w in watches), last), encoding="utf-8", errors="replace")
        part.replace(path)
    except OSError as fault:
        raise OutputError(str(path), f"cannot be written: {fault.strerror or fault}") from fault
