"""Sinks: where notices go, each through the outbox: what a sink was promised stays there until the sink has it.

A line of JSON is written and the file synchronised before it leaves the outbox. Where a run was killed between the two, the next finds the line in
the file by its id and does not write it again; a line that was torn is taken off first. Standard output cannot be looked at again, so there a
notice may come twice after a kill, under the same id. A webhook's receiver has the id in a header.
"""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO, Protocol, TextIO

from onrecord.errors import OutputError
from onrecord.model.watching import Delivery
from onrecord.store import Store
from onrecord.watch.webhook import Webhook

FIRST_WAIT, LONGEST_WAIT = 30.0, 6 * 3600.0
"""Seconds before a webhook that failed is tried again, doubled with every try up to the longest. Chosen."""
MOST_ASKED = 24 * 3600.0
"""Seconds that a receiver's own Retry-After is followed for at most."""
GIVE_UP = 3
"""Failures in a row after which a receiver is left alone until the next round: it is down, and the rest would fail alike."""


_OPENS = b'{"id": "'
"""How a notice's line opens."""


class Sink(Protocol):
    """Takes notices."""

    @property
    def sink(self) -> str:
        """What the outbox knows it by."""

    def deliver(self, store: Store, at: Callable[[], str]) -> int:
        """Gives it what is due; how many it accepted."""


@dataclass(frozen=True, slots=True)
class Lines:
    """JSON lines on a stream that cannot be read again."""

    stream: TextIO
    sink: str = "stdout"

    def deliver(self, store: Store, at: Callable[[], str]) -> int:
        """Writes what is due, each line out before it counts as delivered."""
        due = store.due(self.sink, at())
        for delivery in due:
            self.stream.write(delivery.notice.body + "\n")
            self.stream.flush()
            store.accepted(self.sink, [delivery.notice.id])
        return len(due)


@dataclass(frozen=True, slots=True)
class Tried:
    """What another sink would be given, as JSON lines on a stream, each notice once however many sinks it is for. Only for trials: nothing leaves."""

    stream: TextIO
    sink: str
    shown: set[str]

    def deliver(self, store: Store, at: Callable[[], str]) -> int:
        """Shows what is due."""
        due = [delivery.notice for delivery in store.due(self.sink, at())]
        for notice in due:
            if notice.id not in self.shown:
                self.stream.write(notice.body + "\n")
            self.shown.add(notice.id)
        store.accepted(self.sink, [notice.id for notice in due])
        return len(due)


@dataclass(frozen=True, slots=True)
class LinesFile:
    """JSON lines at the end of a file."""

    path: Path

    @property
    def sink(self) -> str:
        """The file, wherever the next run is started from."""
        return f"file:{self.path.absolute()}"

    def deliver(self, store: Store, at: Callable[[], str]) -> int:
        """Appends what is due and is not there yet. Raises `OutputError`; what was not written stays in the outbox."""
        due = store.due(self.sink, at())
        if not due:
            return 0
        try:
            with self.path.open("a+b") as file:
                there, joint = _mended(file)
                new = [d.notice for d in due if d.notice.id not in there]
                file.write(joint + b"".join(n.body.encode("utf-8") + b"\n" for n in new))
                file.flush()
                os.fsync(file.fileno())
        except OSError as fault:
            raise OutputError(str(self.path), f"cannot be written: {fault.strerror or fault}; {len(due):,} notices are kept for it") from fault
        store.accepted(self.sink, [d.notice.id for d in due])
        return len(due)


@dataclass(frozen=True, slots=True)
class Posted:
    """A webhook. Each notice is tried when it is due; a failure is kept with its reason and tried again later."""

    webhook: Webhook
    told: Callable[[str], None] = lambda words: None
    spread: Callable[[], float] = field(default=random.random)

    @property
    def sink(self) -> str:
        """As the outbox knows it."""
        return self.webhook.sink

    def deliver(self, store: Store, at: Callable[[], str]) -> int:
        """Sends what is due."""
        taken = failed = 0
        for delivery in store.due(self.sink, at()):
            answer = self.webhook.send(delivery)
            if answer.fault is None:
                store.accepted(self.sink, [delivery.notice.id])
                taken, failed = taken + 1, 0
                continue
            failed += 1
            seconds = waiting(delivery, self.spread(), answer.wait)
            store.refused(self.sink, delivery.notice.id, later(at(), seconds), answer.fault)
            self.told(f"{self.webhook.host}: {answer.fault}; notice {delivery.notice.id[:8]} is tried again in {seconds:,.0f} seconds")
            if failed >= GIVE_UP:
                break
        return taken


def waiting(delivery: Delivery, spread: float, asked: float | None = None) -> float:
    """Seconds before the next try: doubled with every one, a quarter more or less by ``spread`` (0 to 1) so that many do not come at once; at least
    what the receiver asks for."""
    own = min(FIRST_WAIT * 2.0 ** min(delivery.tries, 20), LONGEST_WAIT) * (0.75 + spread / 2)
    return max(own, min(asked or 0.0, MOST_ASKED))


def later(at: str, seconds: float) -> str:
    """The ISO time so many seconds after another."""
    return (datetime.fromisoformat(at).astimezone(UTC) + timedelta(seconds=seconds)).isoformat(timespec="microseconds")


def give(store: Store, sinks: Collection[Sink], watches: Collection[str], at: Callable[[], str]) -> int:
    """Promises every sink what is new of the watches and delivers what is due; how many notices were accepted. Raises `OutputError`."""
    for sink in sinks:
        store.promise(sink.sink, watches, at())
    return sum(sink.deliver(store, at) for sink in sinks)


def _mended(file: BinaryIO) -> tuple[set[str], bytes]:
    """The ids of the notices in the file, once a notice that was torn at its end is taken off; and the line end that is missing after a last line
    of somebody else's."""
    file.seek(0)
    found, whole = set[str](), 0
    for line in file:
        if not line.endswith(b"\n"):
            if not (line.startswith(_OPENS) or _OPENS.startswith(line)):
                return found, b"\n"
            break
        whole += len(line)
        found.update(_id(line))
    file.truncate(whole)
    return found, b""


def _id(line: bytes) -> Iterator[str]:
    try:
        row = json.loads(line)
    except ValueError:
        return
    if isinstance(row, dict) and isinstance(row.get("id"), str):
        yield row["id"]
