"""Conflicts: words of two speakers on one matter that cannot both hold.

- happened against denied, whichever was published first, unless the act is said to have begun after the denial;
- happened against "no evidence" published on the same day or later (not having seen it *before* the report contradicts nothing);
- agreed or planned against denied, of different sides (one government's refusal ends its own plan);
- possible, said by a state that is no party to the matter, against denied by a party: an accusation and its denial. Where a party itself or
  a paper spoke of the possibility, the denial is an answer, and the latest counts.

"Halted" conflicts with nothing: what was under way can stop and go on. "No evidence" does not conflict with agreed, planned, possible or
sought: all of these can hold while nothing has been seen. A speaker known by name does not conflict with their own word.

A later denial conflicts with all that an earlier one does, and a report that begins earlier with all that a later one does. So of a
thousand denials the few in `Against` are enough to find one that conflicts, and no word is held against every other.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from onrecord.ledger.voices import Speaker
from onrecord.ledger.words import Word

HAPPENED = frozenset({"done", "underway"})
COMMITTED = frozenset({"agreed", "planned"})
DENIALS = frozenset({"denied", "no_evidence"})


def conflict(said: Word, denied: Word, parties: Collection[str]) -> bool:
    """Whether ``said`` (happened, agreed, open) and ``denied`` (denied, no_evidence) cannot both hold (rules above)."""
    if said.speaker.key == denied.speaker.key and said.speaker.named:
        return False
    if said.status in HAPPENED:
        return _denies(said, denied)
    if denied.status != "denied" or said.speaker.side == denied.speaker.side:
        return False
    if said.status in COMMITTED:
        return True
    return said.status == "possible" and _accuses(said, parties) and denied.speaker.side in parties


def _denies(said: Word, denied: Word) -> bool:
    if denied.day is None:
        return True
    if denied.status == "no_evidence":
        return said.day is None or denied.day >= said.day
    return said.start is None or said.start <= denied.day


def _accuses(said: Word, parties: Collection[str]) -> bool:
    side = said.speaker.side
    return side not in parties and len(side) == 2 and side.isupper()


def strongest(words: Iterable[Word]) -> list[Word]:
    """One word for each speaker and status: a denial on its last day, a report on its first with its earliest start."""
    found: dict[tuple[Speaker, str], Word] = {}
    for w in words:
        old = found.setdefault((w.speaker, w.status), w)
        later = max if w.status in DENIALS else min
        day = None if old.day is None or w.day is None else later(old.day, w.day)
        start = None if old.start is None or w.start is None else min(old.start, w.start)
        found[w.speaker, w.status] = replace(old, day=day, start=start)
    return list(found.values())


class Against:
    """The denials among some words, few enough to try each: the latest, whichever speaker and side are left out."""

    def __init__(self, words: Iterable[Word], parties: Collection[str]) -> None:
        self.parties = parties
        every = [w for w in words if w.status in DENIALS]
        self.few = {status: _few([w for w in every if w.status == status], parties, _latest, _key) for status in DENIALS}

    def of(self, said: Word) -> Iterator[Word]:
        """One denial of each status that conflicts with the word, the latest."""
        for status in sorted(DENIALS):
            found = next((d for d in self.few[status] if conflict(said, d, self.parties)), None)
            if found is not None:
                yield found


class Reports:
    """The words among some that denials may conflict with, few enough to try each."""

    def __init__(self, words: Iterable[Word], parties: Collection[str]) -> None:
        self.parties = parties
        every = [w for w in words if w.status in HAPPENED or w.status in COMMITTED or (w.status == "possible" and _accuses(w, parties))]
        happened = [w for w in every if w.status in HAPPENED]
        self.few = [*_few(happened, parties, _first_start, _speaker), *_few(happened, parties, _first_day, _speaker),
                    *_few([w for w in every if w.status in COMMITTED], parties, _latest, _speaker),
                    *_few([w for w in every if w.status == "possible"], parties, _latest, _speaker)]

    def of(self, denied: Word) -> Word | None:
        """One word that conflicts with the denial, the furthest."""
        return next((w for w in self.few if conflict(w, denied, self.parties)), None)


Order = Callable[[Word], tuple[object, ...]]


def _latest(w: Word) -> tuple[object, ...]:
    return w.day is not None, -(w.day or 0), w.order


def _first_start(w: Word) -> tuple[object, ...]:
    return w.start is not None, w.start or 0, w.order


def _first_day(w: Word) -> tuple[object, ...]:
    return w.day is not None, w.day or 0, w.order


def _key(w: Word) -> object:
    """A word said by a speaker known by name leaves out every denial under that key."""
    return w.speaker.key


def _speaker(w: Word) -> object:
    """A denial leaves out the words under its key whose speaker is known by name, and no others."""
    return w.speaker.key, w.speaker.named


def _few(words: list[Word], parties: Collection[str], order: Order, who: Callable[[Word], object]) -> list[Word]:
    """Of the words in this order those that are the first when one speaker (by ``who``) and one side are left out, whichever these are, among all
    and among the parties' own: for any word the first that conflicts is among them, since only its own speaker and its own side are left out."""
    ordered = sorted(words, key=order)
    kept = [*_firsts(ordered, who), *_firsts([w for w in ordered if w.speaker.side in parties], who)]
    return sorted(dict.fromkeys(kept), key=order)


def _firsts(ordered: Iterable[Word], who: Callable[[Word], object]) -> list[Word]:
    kept: list[Word] = []
    for w in ordered:
        if _needed(w, kept, who):
            kept.append(w)
    return kept


def _needed(w: Word, kept: Sequence[Word], who: Callable[[Word], object]) -> bool:
    """Whether a speaker and a side, neither the word's own, leave out all that is kept before it."""
    if not kept:
        return True
    first, side = kept[0], w.speaker.side
    sides = {o.speaker.side for o in kept if who(o) != who(first)}
    speakers = {who(o) for o in kept if o.speaker.side != first.speaker.side}
    by_speaker = who(first) != who(w) and len(sides) < 2 and sides != {side}
    return by_speaker or (first.speaker.side != side and len(speakers) < 2 and speakers != {who(w)})
