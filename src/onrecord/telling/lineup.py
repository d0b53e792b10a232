"""Lineup: what waits for a person to look at, in order, and what of it somebody has decided already.

Three kinds of thing wait: claims, disagreements between two claims, and pairs of matters that may be one. Which of them is told by what a ledger URL
asks (`asked.Asked`): the filters narrow the entries; ``sure`` and ``as-of`` narrow the claims themselves, by confidence and day of publication.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from onrecord.model import Claim, Entry, Judgement
    from onrecord.store.desk import Array, Desk, Queue
    from onrecord.telling.asked import Asked

KINDS = ("claims", "disagreements", "same")
"""What waits: claims; two claims that disagree; two matters that may be the same."""
ORDERS = ("confidence", "disagreement", "told")
"""The least sure first; the most disputed first; as they were published. Disagreements and matters have an order of their own: those of the most
disputed matter first, and the nearest in time first."""
APART = "-"
"""Between the two ids of a thing that has two."""
MOST_WORDS = 10_000
"""Claims that a search by words may leave. Chosen: more than anyone looks through."""
_OF_CLAIMS = frozenset({"right", "wrong", "value-is"})
_SETTLING = frozenset({"right", "wrong"})


@dataclass(frozen=True, slots=True)
class Lineup:
    """The ids of the things that wait, in order: of a claim, or two joined by `APART`; ``place`` of each, from 0."""

    ids: tuple[str, ...]
    place: Mapping[str, int]

    @classmethod
    def of(cls, ids: Iterable[str]) -> Lineup:
        """The ids, each once, at its first place."""
        every = tuple(dict.fromkeys(ids))
        return cls(every, {i: n for n, i in enumerate(every)})

    def after(self, key: str, done: frozenset[str], step: int = 1) -> str:
        """The next thing after ``key`` (before it: ``step`` -1) that is not done, past the end from the other end on; "" where there is none."""
        start = self.place.get(key, -1 if step > 0 else 0)
        for n in range(1, len(self.ids) + 1):
            found = self.ids[(start + step * n) % len(self.ids)]
            if found not in done and found != key:
                return found
        return ""

    def first(self, done: frozenset[str]) -> str:
        """The first thing that is not done; "" where all are."""
        return next((i for i in self.ids if i not in done), "")

    def done(self, done: frozenset[str]) -> int:
        """How many of the things are done."""
        return sum(i in self.place for i in done)


def lineup(desk: Desk, asked: Asked, kind: str = KINDS[0], order: str = ORDERS[0]) -> Lineup:
    """All of one kind (of `KINDS`) that passes, decided or not, in one of `ORDERS`. Raises `QueryError` for a filter that means nothing."""
    if kind == "same":
        return Lineup.of(_alike(desk, asked))
    queue = desk.queue()
    kept = queue.claims[_mask(desk, queue, asked)]
    if kind == "claims":
        return Lineup.of(i.decode() for i in kept["claim"][_order(kept, queue, order)].tolist())
    among, held = np.isin(queue.clashes["entry"], kept["entry"]), kept["claim"]
    if asked.get("sure") or asked.get("as-of") or asked.get("q"):
        among &= np.isin(queue.clashes["claim"], held) & np.isin(queue.clashes["against"], held)
    found = queue.clashes[among]
    return Lineup.of(pair(a.decode(), b.decode()) for a, b in zip(found["claim"].tolist(), found["against"].tolist(), strict=True))


def pair(first: str, second: str) -> str:
    """The id of a thing with two sides."""
    return f"{first}{APART}{second}"


def _order(rows: Array, queue: Queue, order: str) -> Array:
    if order == "told":
        return np.lexsort([rows["claim"], rows["start"], rows["article"], rows["day"]])
    if order == "disagreement":
        counts = queue.clashing()
        return np.argsort(np.array([-counts.get(c, 0) for c in rows["claim"].tolist()], int), kind="stable")
    return np.arange(len(rows))


def _mask(desk: Desk, queue: Queue, asked: Asked) -> Array:
    """Which rows of ``queue.claims`` pass."""
    from onrecord.store.filters import last_day

    rows, passes = queue.claims, np.ones(len(queue.claims), bool)
    if (entries := _entries(desk, asked)) is not None:
        passes &= np.isin(rows["entry"], np.array(entries, "S16"))
    if sure := asked.query.min_confidence:
        passes &= rows["sure"] >= sure
    if day := asked.query.as_of:
        passes &= rows["day"] <= last_day(day).encode()
        passes &= rows["day"] != b"9999"
    if words := asked.get("q"):
        passes &= np.isin(rows["claim"], np.array(_worded(desk, words), "S16")) | np.char.startswith(rows["entry"], words.casefold().encode())
    return passes


def _entries(desk: Desk, asked: Asked) -> list[str] | None:
    """The entries that the filters leave; None: all."""
    from dataclasses import replace

    from onrecord.model.entry import LedgerQuery

    query = replace(asked.query, as_of=None, min_confidence=0.0, words=None, order="parties")
    return None if query == LedgerQuery() else desk.passing(query)


def _worded(desk: Desk, words: str) -> list[str]:
    """The claims whose sentence holds all of the words."""
    from onrecord.model.search import WordQuery

    return [hit.id for hit in desk.view.find(WordQuery(words, kind="claim", limit=MOST_WORDS))]


def _alike(desk: Desk, asked: Asked) -> Iterator[str]:
    held = _entries(desk, asked)
    wanted = None if held is None else set(held)
    return (pair(a, b) for a, b in desk.alike() if wanted is None or a in wanted or b in wanted)


# -- what is decided


def decided(desk: Desk, kind: str, judgements: Sequence[Judgement]) -> frozenset[str]:
    """The ids of the things of this kind that a standing judgement speaks of; of a claim read otherwise now, by the words of its anchor."""
    queue, standing = desk.queue(), [j for j in judgements if not j.withdrawn]
    if kind == "claims":
        return frozenset(_claims(desk, [j for j in standing if j.kind in _OF_CLAIMS]))
    if kind == "disagreements":
        settled = {j.subject for j in standing if j.kind in _SETTLING}
        both = {frozenset(j.subject.split()) for j in standing if j.kind == "both-stand"}
        rows = ((a.decode(), b.decode()) for a, b in zip(queue.clashes["claim"].tolist(), queue.clashes["against"].tolist(), strict=True))
        return frozenset(pair(a, b) for a, b in rows if a in settled or b in settled or frozenset((a, b)) in both) if standing else frozenset()
    said = [{e for part in j.subject.split() for e in (part, *queue.entries_of(part))} for j in standing if j.kind in ("same", "different")]
    return frozenset(pair(a, b) for a, b in desk.alike() if any(a in ids and b in ids for ids in said)) if said else frozenset()


def _claims(desk: Desk, judgements: Iterable[Judgement]) -> Iterator[str]:
    moved = []
    for judgement in judgements:
        yield judgement.subject
        if judgement.article and judgement.span:
            moved.append(judgement)
    known = desk.standing({j.subject for j in moved})
    for judgement in moved:
        if judgement.subject not in known:
            assert judgement.article and judgement.span
            yield from desk.overlapping(judgement.article, judgement.span)


# -- as rows


def waiting_fields(desk: Desk, kind: str, ids: Sequence[str]) -> list[dict[str, object]]:
    """The things as JSON has them: of a claim and of each side of a disagreement the sentence and the core fields; of a matter its line."""
    sides = [i.split(APART) for i in ids]
    if kind == "same":
        entries = {e.id: e for some in _portions(sorted({s for pair_ in sides for s in pair_})) for e in desk.entries(some)}
        return [{"kind": kind, "id": i, "matters": [_matter_fields(entries[s]) for s in two if s in entries]}
                for i, two in zip(ids, sides, strict=True)]
    claims = desk.claims({s for pair_ in sides for s in pair_})
    told = [[_claim_fields(claims[s]) for s in pair_ if s in claims] for pair_ in sides]
    if kind == "claims":
        return [{"kind": kind, **one} for some in told for one in some]
    return [{"kind": kind, "id": i, "sides": two} for i, two in zip(ids, told, strict=True)]


SIDE = ("kind", "thing", "side", "id")
"""Columns that a row of what waits has first: its kind, the thing that is decided, and which side of it this is (from 1)."""
_CLAIM = ("article", "start", "end", "act", "from", "to", "items", "status", "confidence", "quote")
_MATTER = ("act", "from", "to", "items", "standing", "first", "last")


def waiting_columns(kind: str) -> tuple[str, ...]:
    """The columns of `waiting_rows`."""
    return (*SIDE, *(_MATTER if kind == "same" else _CLAIM))


def waiting_rows(things: Iterable[Mapping[str, Any]]) -> list[dict[str, object]]:
    """The same as rows of a table: one for a claim, one for each side of a disagreement and each of two matters."""
    return [{**side, "kind": thing["kind"], "thing": thing["id"], "side": n} for thing in things
            for n, side in enumerate(thing.get("sides") or thing.get("matters") or [thing], 1)]


def _portions(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[n:n + 500] for n in range(0, len(ids), 500))


def _claim_fields(c: Claim) -> dict[str, object]:
    return {"id": c.id, "article": c.article, "start": c.span.start, "end": c.span.end, "act": c.act, "from": list(c.giver.value),
            "to": list(c.receiver.value), "items": [i.cls for i in c.items.value], "status": c.status.value, "confidence": round(c.confidence, 4),
            "quote": c.quote}


def _matter_fields(e: Entry) -> dict[str, object]:
    return {"id": e.id, "act": e.act, "from": list(e.giver), "to": list(e.receiver), "items": list(e.items), "standing": e.standing,
            "first": e.first, "last": e.last}
