"""Change: what became of one matter between two days on which it could be known."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from onrecord.model.entry import Disagreement, Entry, StatusMove
from onrecord.model.values import Money, Quantity

CHANGES = ("new", "parted", "moved", "contested", "uncontested", "amounts", "disagreements", "joined", "grown")
"""The ways in which an entry may change; what each means is in `ledger.changes`."""


@dataclass(frozen=True, slots=True)
class Change:
    """``kinds`` of `CHANGES`, at least one. ``before`` is None for a matter that was not known (of one parted from another: the whole).

    ``by``: the words of the later day that rest on ``claims`` the entry did not have, in order of publication. ``quantities`` and ``moneys``
    were not told before; ``opened`` and ``closed`` are disagreements; ``joined`` the ids of earlier entries that went into this one.
    """

    kinds: tuple[str, ...]
    after: Entry
    before: Entry | None
    by: tuple[StatusMove, ...]
    claims: tuple[str, ...]
    quantities: tuple[Quantity, ...] = ()
    moneys: tuple[Money, ...] = ()
    opened: tuple[Disagreement, ...] = ()
    closed: tuple[Disagreement, ...] = ()
    joined: tuple[str, ...] = ()

    @property
    def origins(self) -> tuple[str, ...]:
        """The texts that made the change, in order of publication."""
        return tuple(dict.fromkeys(move.origin for move in self.by))

    @property
    def movers(self) -> tuple[StatusMove, ...]:
        """The words that moved its status or standing: those of the new furthest status, of the new standing, or of an opened disagreement;
        all where none of these is new."""
        told = {self.after.standing, self.after.status} - ({self.before.standing} if self.before else set())
        ends = {c for d in self.opened for c in (d.claim, d.against)}
        return tuple(m for m in self.by if m.status in told or ends.intersection(m.claims)) or self.by


@dataclass(frozen=True, slots=True)
class Changes:
    """Between two days as they were asked for (ISO day, month or year; ``until`` None: all that was published since), both included in what
    was known on them. Of dated pages only."""

    since: str
    until: str | None
    changes: tuple[Change, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many entries changed in each way, of `CHANGES`."""
        found = Counter(kind for c in self.changes for kind in c.kinds)
        return {kind: found[kind] for kind in CHANGES}
