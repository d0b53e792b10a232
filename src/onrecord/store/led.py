"""Led: permalinks. An id that is no more leads to the entry there is now with most of the claims that it held last; with each step of the way is
kept when it was and why.

Where an id leads depends on its own claims and on the entries of now alone: not on what stood in between, nor on the order in which that came and
went. Its own are those that it held last, but for those that a person or an unknown party brought there (`_own`). An id that is an entry's again
leads nowhere else, and its way is forgotten. What led elsewhere in an earlier record (shape 6) has no claims: it goes where that goes which it leads
to.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, delete, func, insert, select, update

from onrecord.model import Entry, Judgement
from onrecord.model.led import Led, LedStep
from onrecord.model.origin import article_of_story
from onrecord.store import lines
from onrecord.store import tables as t
from onrecord.store.codec import encoded
from onrecord.store.rows import entry_of, noun, portions, sealed, storable

_IN, _MANY = 500, 20_000
"""``_MANY``: where more claims were settled again than this, all ids are looked at, which takes one question. Chosen."""
_BROUGHT = {"judged", "party"}
_PAIRS = ("same", "different")
_OF_CLAIMS = ("value-is", "wrong", "right")
_OF_TEXTS = ("date-is", "same-origin", "different-origin")
Claims = Mapping[str, set[str]]


class LedView:
    """What can be asked of ids that are no more."""

    path: str

    def _reading(self) -> AbstractContextManager[Connection]:
        raise NotImplementedError

    def led(self, key: str) -> list[Led]:
        """Where this id leads, or each that it is the head of; none where it is an entry's own, or nobody's."""
        if not key:
            return []
        with self._reading() as connection:
            found = connection.execute(select(t.aliases).where(lines.headed(t.aliases.c.old, storable(key))).order_by(t.aliases.c.old)).all()
            steps = _steps_of(connection, [row.old for row in found], self.path)
        return [Led(row.old, row.new, tuple(steps[row.old])) for row in found]


def _steps_of(connection: Connection, ids: Collection[str], path: str) -> dict[str, list[LedStep]]:
    found: dict[str, list[LedStep]] = defaultdict(list)
    query = select(t.alias_steps).order_by(t.alias_steps.c.old, t.alias_steps.c.number)
    for row in _among(connection, query, t.alias_steps.c.old, ids):
        found[row.old].append(noun(LedStep, t.alias_steps, row, path))
    return found


@dataclass(frozen=True, slots=True)
class Occasion:
    """A settling: the ISO time of it, all judgements, the ids of those that were signed or taken back since the last one, the version of the rules
    of the last one where that was another (None: the same, "": not known which), the claims of each entry ``before`` that is settled again, and the
    ``entries`` of now that were. ``gone`` are entries that are no more, as they were; those of other rules are not at hand."""

    at: str
    path: str
    judgements: Sequence[Judgement]
    signed: frozenset[str]
    rules: str | None
    before: Claims
    entries: Mapping[str, Entry] = field(default_factory=dict)
    gone: Mapping[str, Entry] = field(default_factory=dict)


@dataclass(slots=True)
class _Way:
    """Where an id was told last (``was``: itself, or what it led to), and the claims it held."""

    old: str
    was: str
    claims: set[str]


def lead_on(connection: Connection, occasion: Occasion) -> None:
    """Keeps permalinks alive after a settling."""
    _forget(connection, occasion.entries)
    lost = {i: claims for i, claims in occasion.before.items() if i not in occasion.entries}
    ways = [*(_Way(i, i, _own(occasion.gone.get(i), claims)) for i, claims in sorted(lost.items())), *_reached(connection, occasion)]
    guide = _Guide(connection, occasion, lost, ways)
    steps = {way.old: step for way in ways if (step := guide.step(way)) is not None}
    for way in ways:
        if way.old in steps:
            _keep(connection, way, steps[way.old])
    for old, new in _unclaimed(connection, lost):
        if new in steps:
            _keep(connection, _Way(old, new, set()), steps[new])


def _own(entry: Entry | None, claims: set[str]) -> set[str]:
    """The claims by which an entry is told again: all that it held but those that a person brought there, and those with a party unknown, which may
    be elsewhere tomorrow. All of them where nothing else is left, or where it is not known how they were held."""
    brought = {claim for claim, held in entry.bonds if {b.name for b in held} & _BROUGHT} if entry else set()
    return claims - brought or claims


def _forget(connection: Connection, ids: Iterable[str]) -> None:
    """Ids that are entries' lead nowhere else."""
    for table in (t.aliases, t.alias_steps, t.alias_claims):
        for some in portions(sorted(ids), _IN):
            connection.execute(delete(table).where(table.c.old.in_(some)))


def _reached(connection: Connection, occasion: Occasion) -> list[_Way]:
    """The ids that led elsewhere already and held a claim of what was settled."""
    touched = {c for claims in occasion.before.values() for c in claims} | {c for e in occasion.entries.values() for c in e.claims}
    query = select(t.alias_claims.c.old).distinct()
    if connection.execute(query.limit(1)).first() is None:
        return []
    if len(touched) > _MANY:
        olds = set(connection.execute(query).scalars())
    else:
        olds = {row.old for row in _among(connection, query, t.alias_claims.c.claim, touched)}
    held = _sets(_among(connection, select(t.alias_claims), t.alias_claims.c.old, olds))
    rows = _among(connection, select(t.aliases).order_by(t.aliases.c.old), t.aliases.c.old, olds)
    return [_Way(row.old, row.new, held[row.old]) for row in rows]


def _unclaimed(connection: Connection, lost: Collection[str]) -> list[tuple[str, str]]:
    """What leads to a lost entry and has no claims of its own, with that entry."""
    held = select(t.alias_claims.c.old).where(t.alias_claims.c.old == t.aliases.c.old).exists()
    return [(row.old, row.new) for row in _among(connection, select(t.aliases).where(~held), t.aliases.c.new, lost)]


def _keep(connection: Connection, way: _Way, step: LedStep) -> None:
    if not connection.execute(update(t.aliases).where(t.aliases.c.old == way.old).values(new=step.into)).rowcount:
        connection.execute(insert(t.aliases).values(old=way.old, new=step.into))
        if way.claims:
            connection.execute(insert(t.alias_claims), [{"old": way.old, "claim": c} for c in sorted(way.claims)])
    number = connection.execute(select(func.count()).select_from(t.alias_steps).where(t.alias_steps.c.old == way.old)).scalar_one()
    connection.execute(insert(t.alias_steps).values(**sealed(t.alias_steps, {"old": way.old, "number": number, "body": encoded(step)})))


class _Guide:
    """Tells where ids lead now, and why."""

    def __init__(self, connection: Connection, occasion: Occasion, lost: Claims, ways: Sequence[_Way]) -> None:
        self._connection, self._occasion, self._lost = connection, occasion, lost
        self._holders = _holders(connection, {c for way in ways for c in way.claims})
        self._live = {row.id for row in _among(connection, select(t.entries.c.id), t.entries.c.id, {way.was for way in ways})}
        self._heirs: dict[str, list[str]] = defaultdict(list)
        for i, claims in lost.items():
            for c in claims:
                self._heirs[c].append(i)
        self._read: dict[str, Entry] = {}

    def step(self, way: _Way) -> LedStep | None:
        """The step that an id takes; None where it leads where it led, or nothing is left of it."""
        heirs = Counter(e for c in way.claims for e in self._holders.get(c, ()))
        if not heirs:
            return None
        into = min(heirs, key=lambda i: (-heirs[i], i))
        if into == way.was:
            return None
        entry, apart = self._entry(into), self._apart(way, into)
        reasons, bonds = dict(entry.reasons), dict(entry.bonds)
        mine = sorted(c for c in way.claims if into in self._holders.get(c, ()))
        rules = Counter(reasons[c] for c in mine if reasons.get(c))
        held = {b for c in mine for b in bonds.get(c, ())}
        step = LedStep(
            way.was, into, self._occasion.at, self._how(way, entry, apart), len(way.claims), heirs[into],
            tuple(sorted(rules, key=lambda r: (-rules[r], r))), tuple(sorted(held, key=lambda b: (-b.weight, b.name))), elsewhere=tuple(apart),
            rules=self._occasion.rules or "")
        return self._signed(step, way, entry)

    def _entry(self, key: str) -> Entry:
        """An entry that there is now."""
        if key in self._occasion.entries:
            return self._occasion.entries[key]
        if key not in self._read:
            row = self._connection.execute(select(t.entries).where(t.entries.c.id == key)).one()
            self._read[key] = entry_of(row, self._occasion.path)
        return self._read[key]

    def _apart(self, way: _Way, into: str) -> list[str]:
        """The other entries that took over claims."""
        return sorted({e for c in way.claims for e in self._holders.get(c, ()) if into not in self._holders[c]})

    def _how(self, way: _Way, entry: Entry, apart: Collection[str]) -> str:
        if apart:
            return "split"
        if way.was != way.old and way.was in self._live:
            return "parted"
        there = entry.id in self._occasion.before or entry.id not in self._occasion.entries
        others = {i for c in entry.claims if c not in way.claims for i in self._heirs.get(c, ())} - {way.old, way.was}
        return "merged" if there or others else "renamed"

    def _signed(self, step: LedStep, way: _Way, entry: Entry) -> LedStep:
        """The step with the judgements that made it: those signed or taken back since the last settling; where none was, those that stand."""
        own = {way.old, way.was, *way.claims}
        pairs = own | {entry.id, *step.elsewhere, *entry.claims} | {c for i in step.elsewhere for c in self._entry(i).claims}
        texts = self._texts(way.claims)

        def bears(j: Judgement) -> bool:
            named, new = j.subject.split(), j.id in self._occasion.signed
            if j.kind in _PAIRS:
                return pairs.issuperset(named) and not own.isdisjoint(named)
            if j.kind in _OF_CLAIMS:
                return new and not way.claims.isdisjoint(named)
            return j.kind in _OF_TEXTS and new and not texts.isdisjoint(map(article_of_story, named))

        found = [j for j in self._occasion.judgements if bears(j)]
        new = [j for j in found if j.id in self._occasion.signed]
        said = new or [j for j in found if not j.withdrawn]
        return replace(step, judgements=tuple(j.id for j in said if not j.withdrawn), withdrawn=tuple(j.id for j in said if j.withdrawn))

    def _texts(self, claims: Collection[str]) -> set[str]:
        """The articles of claims, where a judgement of texts is new."""
        if not any(j.kind in _OF_TEXTS and j.id in self._occasion.signed for j in self._occasion.judgements):
            return set()
        return {row.article for row in _among(self._connection, select(t.claims.c.article), t.claims.c.id, claims)}


def _holders(connection: Connection, claims: Collection[str]) -> dict[str, list[str]]:
    """The entries that hold each of these claims now."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in _among(connection, select(t.entry_claims), t.entry_claims.c.claim, claims):
        found[row.claim].append(row.entry)
    return found


def _sets(rows: Iterable[Any]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        found[row.old].add(row.claim)
    return found


def _among(connection: Connection, query: Select[Any], column: ColumnElement[Any], keys: Collection[str]) -> Iterable[Any]:
    for some in portions(sorted(keys), _IN):
        yield from connection.execute(query.where(column.in_(some)))
