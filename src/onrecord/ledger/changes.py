"""Changes: what is different between the entries as they could be known on two days.

Both lists are settled from what was published by the end of their day (`settling.as_of`), so only what was published between the two can make
a difference, whenever it was loaded. An entry of the later day *was* the one of the earlier day with its id, else that with which it shares
the most claims; each was one entry at most, and became one at most. Then

- new: none of its claims was known;
- parted: its claims were part of an entry that goes on without it;
- joined: an entry of the earlier day went into it;
- moved: its furthest status or its standing is another;
- contested, uncontested: it became contested, or is so no longer;
- amounts: a sum or a count is told that was not;
- disagreements: a pair of claims that was not there, or one that is gone;
- grown: new claims, and none of the above.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from onrecord.ledger.standing import CONTESTED
from onrecord.model import Change, Disagreement, Entry


def changes(before: Iterable[Entry], after: Iterable[Entry]) -> tuple[Change, ...]:
    """What is different, by the first publication that made it, then id. Entries that are the same are left out."""
    old, new = {e.id: e for e in before}, {e.id: e for e in after}
    shared = _shared(old.values(), new.values())
    was = _was(shared)
    joined = _joined(shared, was)
    wholes = _wholes(shared, was)
    found = (_change(new[i], old.get(was.get(i, "")), old.get(wholes.get(i, "")), joined.get(i, ())) for i in sorted(new))
    return tuple(sorted((c for c in found if c is not None), key=lambda c: (c.by[0].published or "" if c.by else "", c.after.id)))


def _shared(old: Iterable[Entry], new: Iterable[Entry]) -> Counter[tuple[str, str]]:
    """How many claims each earlier entry shares with each later one, of those that share any."""
    by_claim: dict[str, list[str]] = defaultdict(list)
    for e in old:
        for claim in e.claims:
            by_claim[claim].append(e.id)
    return Counter((i, e.id) for e in new for claim in e.claims for i in by_claim.get(claim, ()))


def _was(shared: Counter[tuple[str, str]]) -> dict[str, str]:
    """By the id of a later entry that of the earlier one which it was."""
    was: dict[str, str] = {}
    taken = set[str]()
    for (i, j), _ in sorted(shared.items(), key=lambda s: (s[0][0] != s[0][1], -s[1], s[0])):
        if j not in was and i not in taken:
            was[j] = i
            taken.add(i)
    return was


def _joined(shared: Counter[tuple[str, str]], was: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """The earlier entries that became none of their own, by the later entry that has the most of their claims."""
    became, home = set(was.values()), dict[str, tuple[int, str]]()
    for (i, j), count in sorted(shared.items()):
        if i not in became and (i not in home or count > home[i][0]):
            home[i] = (count, j)
    found: dict[str, list[str]] = defaultdict(list)
    for i, (_, j) in sorted(home.items()):
        found[j].append(i)
    return {j: tuple(ids) for j, ids in found.items()}


def _wholes(shared: Counter[tuple[str, str]], was: dict[str, str]) -> dict[str, str]:
    """By the id of a later entry that was none, the earlier one that it has most of its claims from."""
    found: dict[str, tuple[int, str]] = {}
    for (i, j), count in sorted(shared.items()):
        if j not in was and (j not in found or count > found[j][0]):
            found[j] = (count, i)
    return {j: i for j, (_, i) in found.items()}


def _change(after: Entry, before: Entry | None, whole: Entry | None, joined: tuple[str, ...]) -> Change | None:
    known = set(before.claims if before else whole.claims if whole else ())
    claims = tuple(c for move in after.history for c in move.claims if c not in known)
    by = tuple(m for m in after.history if not known.issuperset(m.claims))
    base = before or whole
    told = {(q.low, q.high, q.unit) for q in base.quantities} if base else set()
    sums = {(m.low, m.high, m.currency) for m in base.moneys} if base else set()
    opened, closed = _pairs(before, after)
    change = Change(
        (), after, base, by, tuple(dict.fromkeys(claims)), tuple(q for q in after.quantities if (q.low, q.high, q.unit) not in told),
        tuple(m for m in after.moneys if (m.low, m.high, m.currency) not in sums), opened, closed, joined,
    )
    kinds = tuple(_kinds(change, before, whole))
    return replace(change, kinds=kinds) if kinds else None


def _pairs(before: Entry | None, after: Entry) -> tuple[tuple[Disagreement, ...], tuple[Disagreement, ...]]:
    """The disagreements that opened and those that are gone."""
    old: Sequence[Disagreement] = before.disagreements if before else ()
    return tuple(d for d in after.disagreements if d not in old), tuple(d for d in old if d not in after.disagreements)


def _kinds(change: Change, before: Entry | None, whole: Entry | None) -> Iterator[str]:
    after = change.after
    if before is None:
        yield "parted" if whole else "new"
    elif (before.status, before.standing) != (after.status, after.standing):
        yield "moved"
    contested = before is not None and before.standing == CONTESTED
    if (after.standing == CONTESTED) != contested:
        yield "uncontested" if contested else "contested"
    if before is not None and (change.quantities or change.moneys):
        yield "amounts"
    if before is not None and (change.opened or change.closed):
        yield "disagreements"
    if change.joined:
        yield "joined"
    if before is not None and change.claims and _still(change, before):
        yield "grown"


def _still(change: Change, before: Entry) -> bool:
    """Whether nothing but new claims is different."""
    after = change.after
    same = (before.status, before.standing) == (after.status, after.standing)
    return same and not (change.quantities or change.moneys or change.opened or change.closed or change.joined)
