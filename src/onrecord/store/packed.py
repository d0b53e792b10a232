"""How an entry lies in its row: what is told of each claim in columns, claims by their place, and what is said again and again said once.

An entry of four hundred claims is a hundred kilobytes as `codec` writes it, most of it names of fields, ids and the same few reasons; packed it is a
third, and opens in as much less time. `unpacked` of `packed` is the entry, whatever it holds (`tests/store/test_packed.py`).

The text is an object: ``entry`` as `codec` writes one without what stands beside it: ``claims``, the fields of each of ``quantities``, ``moneys`` and
``disagreements``, and the columns of ``reasons``, ``bonds`` and ``history``. A claim is its place in ``claims``, or its id where it is none of
them. A text without ``entry`` is one that `codec` wrote.
"""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise, starmap
from typing import Any

from onrecord.model import Disagreement, Entry, Money, Quantity, StatusMove
from onrecord.model.credibility import Ground
from onrecord.model.entry import Bond
from onrecord.store.codec import decoded, encoded, read_as

Refs = Mapping[str, int]
Pooled = tuple[list[Any], list[int]]
"""The different values, and for each value its place among them."""


def packed(entry: Entry) -> str:
    """The entry as text."""
    bare = encoded(replace(entry, claims=(), reasons=(), bonds=(), history=(), disagreements=(), quantities=(), moneys=()))
    at = {claim: n for n, claim in enumerate(entry.claims)}
    parts = {"claims": entry.claims, "reasons": _paired(entry.reasons, entry.claims), "bonds": _paired(entry.bonds, entry.claims),
             "history": _moves(entry.history, at),
             "disagreements": [(d.kind, _ref(d.claim, at), _ref(d.against, at), d.settled) for d in entry.disagreements],
             "quantities": [(q.low, q.high, q.text, q.unit) for q in entry.quantities],
             "moneys": [(m.low, m.high, m.currency, m.text) for m in entry.moneys]}
    return f'{{"entry":{bare},{json.dumps(parts, separators=(",", ":"))[1:]}'


def unpacked(text: str) -> Entry:
    """The entry back. Raises ValueError where the text is not one."""
    try:
        held = json.loads(text)
        if "entry" not in held:
            return decoded(Entry, text)
        ids = tuple(held["claims"])
        reasons, bonds = held["reasons"], held["bonds"]
        return replace(
            read_as(Entry, held["entry"]), claims=ids, reasons=_pairs(reasons, ids, reasons[0]),
            bonds=_pairs(bonds, ids, [tuple(Bond(*b) for b in kind) for kind in bonds[0]]), history=_history(held["history"], ids),
            disagreements=tuple(Disagreement(kind, _id(a, ids), _id(b, ids), settled) for kind, a, b, settled in held["disagreements"]),
            quantities=tuple(starmap(Quantity, held["quantities"])), moneys=tuple(starmap(Money, held["moneys"])))
    except (TypeError, KeyError, IndexError, AttributeError) as fault:
        raise ValueError(f"not an Entry: {fault}") from fault


def _pooled(values: Iterable[Hashable]) -> Pooled:
    seen: dict[Hashable, int] = {}
    places = [seen.setdefault(v, len(seen)) for v in values]
    return [*seen], places


def _ref(claim: str, at: Refs) -> int | str:
    return at.get(claim, claim)


def _id(ref: int | str, ids: Sequence[str]) -> str:
    return ref if isinstance(ref, str) else ids[ref]


# -- what each claim has: different values, places among them, and the claims (null: all, in their order)


def _paired(pairs: Sequence[tuple[str, Hashable]], claims: Sequence[str]) -> list[Any]:
    values, places = _pooled(value for _, value in pairs)
    ids = [claim for claim, _ in pairs]
    return [values, places, None if ids == list(claims) else ids]


def _pairs(held: Sequence[Any], ids: Sequence[str], values: Sequence[Any]) -> tuple[tuple[str, Any], ...]:
    _, places, others = held
    return tuple(zip(ids if others is None else others, [values[n] for n in places], strict=True))


# -- the history: its columns; the grounds of all moves in a row, by their words, how many each move has, and whose claims are not the move's


def _moves(history: Sequence[StatusMove], at: Refs) -> list[Any]:
    said, grounds = _pooled((g.rule, g.says) for m in history for g in m.rated)
    pairs = enumerate((m, g) for m in history for g in m.rated)
    others = [(n, _refs(g.claims, at)) for n, (m, g) in pairs if g.claims != m.claims]
    plain = [[getattr(m, name) for m in history] for name in ("published", "origin", "status", "certainty", "voice", "report", "counts", "source")]
    return [*plain, [_refs(m.claims, at) for m in history], said, grounds, [len(m.rated) for m in history], others]


def _refs(claims: Sequence[str], at: Refs) -> list[int | str] | int | str:
    refs = [_ref(claim, at) for claim in claims]
    return refs[0] if len(refs) == 1 else refs


def _ids(refs: list[int | str] | int | str, ids: Sequence[str]) -> tuple[str, ...]:
    if isinstance(refs, int):
        return (ids[refs],)
    return tuple(_id(r, ids) for r in refs) if isinstance(refs, list) else (refs,)


def _history(held: Sequence[Any], ids: Sequence[str]) -> tuple[StatusMove, ...]:
    published, origin, status, certainty, voice, report, counts, source, refs, *rated = held
    claims = [_ids(r, ids) for r in refs]
    return tuple(map(StatusMove, published, origin, status, certainty, voice, claims, report, counts, source, _rated(claims, ids, *rated)))


def _rated(claims: Sequence[tuple[str, ...]], ids: Sequence[str], said: Sequence[Any], grounds: Sequence[int], many: Sequence[int],
           others: Iterable[Any]) -> list[tuple[Ground, ...]]:
    """The grounds of each move."""
    owners = [own for own, n in zip(claims, many, strict=True) for _ in range(n)]
    for place, refs in others:
        owners[place] = _ids(refs, ids)
    rules, says = ([words[n] for words in said] for n in (0, 1))
    every = list(map(Ground, [rules[n] for n in grounds], [says[n] for n in grounds], owners))
    ends = [0, *accumulate(many)]
    return [tuple(every[start:end]) for start, end in pairwise(ends)]
