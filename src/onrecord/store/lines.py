"""Lines: what lists show of entries, kept beside their bodies, and a `LedgerQuery` as SQL over them, as far as an index serves it (`served`). Bodies
are opened only where asked for.

The conditions here let through exactly what `filters.keeps` does; tests/store/test_lines.py holds the two against each other.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, delete, func, insert, or_, select, update

from onrecord.errors import DamagedStoreError
from onrecord.model import Claim, Entry, Money, Quantity
from onrecord.model.credibility import least_of
from onrecord.model.entry import UNKNOWN, EntryLine, LedgerQuery, News
from onrecord.model.origin import ArticleFacts
from onrecord.model.values import hull
from onrecord.store import tables as t
from onrecord.store.codec import decoded, digest, encoded
from onrecord.store.columns import JOINT, Gathering, bounds
from onrecord.store.columns import Columns as Arrays
from onrecord.store.filters import classes_asked, first_day, keys_of, last_day, names_of, wording_asked, words_of
from onrecord.store.packed import packed
from onrecord.store.rows import AnyRow, Columns, checked, portions, sealed, storable
from onrecord.store.wordings import ROWS as WORDINGS

ANY = "*"
_SHOWN = tuple(c for c in t.entries.c if c.name not in ("body", "digest"))
_AT_ONCE = 500
_BY_COLUMNS = ("min_origins", "disagreement", "changed_since", "changed_until", "words")
_APART = ("queue claims", "queue clashes", "words told", *WORDINGS.values())
NAMES_SHOWN = 3
"""Wordings of goods that a line has. Chosen: what a cell of a table holds."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a line shows beside what queries look at; fields as `EntryLine` has them."""

    because: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    moneys: tuple[Money, ...] = ()
    when: str = ""
    disagreements: tuple[tuple[str, int], ...] = ()

    @classmethod
    def of(cls, entry: Entry) -> Shown:
        """What is shown of an entry."""
        counts: dict[str | None, list[tuple[float | None, float | None]]] = {}
        sums: dict[str, list[tuple[float | None, float | None]]] = {}
        for q in entry.quantities:
            counts.setdefault(q.unit, []).append((q.low, q.high))
        for m in entry.moneys:
            sums.setdefault(m.currency, []).append((m.low, m.high))
        odds = Counter(d.kind for d in entry.disagreements)
        return cls(
            tuple(g.says for g in entry.credibility.reasons), entry.names[:NAMES_SHOWN],
            tuple(Quantity(*hull(ends), "", unit) for unit, ends in counts.items()),
            tuple(Money(*hull(ends), currency, "") for currency, ends in sums.items()), entry.when.iso if entry.when else "",
            tuple(sorted(odds.items())),
        )


def served(query: LedgerQuery) -> bool:
    """Whether the query's filters and order are those that the tables serve; others are answered from `columns`."""
    others = any(getattr(query, name) for name in _BY_COLUMNS) or wording_asked(query.item) is not None
    return query.order in ("parties", "first", "last", "origins") and not others


def entry_row(entry: Entry, place: int, told: str) -> Columns:
    """A row of ``entries``; ``place`` is its row in `columns`, ``told`` the `Shown` beside it."""
    start, end = bounds(entry)
    row = {"id": entry.id, "act": entry.act, "giver": _joined(entry.giver), "receiver": _joined(entry.receiver),
           "families": _joined(entry.items), "status": entry.status, "standing": entry.standing, "start": start, "end": end,
           "first": entry.first or "9999", "last": entry.last or "", "origins": entry.origins, "voices": entry.voices, "pages": entry.pages,
           "credibility": entry.credibility.grade, "place": place}
    return {**sealed(t.entries, {**row, "body": packed(entry)}), "mark": digest(*row.values(), told)}


def _joined(codes: Iterable[str]) -> str:
    return storable(JOINT.join(codes))


def line_of(row: AnyRow, path: str) -> EntryLine:
    """The line in a row of which `_SHOWN` and what `entry_shown` tells were read, checked. Raises `DamagedStoreError`."""
    *kept, mark, told = row
    if digest(*kept, told) != mark:
        raise DamagedStoreError(path, "a row of entries is not as it was written; restore the record from a copy")
    giver, receiver, families = (tuple(codes.split(JOINT)) if codes else () for codes in (row.giver, row.receiver, row.families))
    first, last, more = None if row.first == "9999" else row.first, row.last or None, decoded(Shown, told)
    return EntryLine(row.id, row.act, giver, receiver, families, row.status, row.standing, first, last, row.origins, row.voices, row.pages,
                     row.credibility, more.because, more.names, more.quantities, more.moneys, more.when, more.disagreements)


def line(entry: Entry, news: News | None = None) -> EntryLine:
    """The line of an entry that was settled on the spot."""
    more = Shown.of(entry)
    return EntryLine(entry.id, entry.act, entry.giver, entry.receiver, entry.items, entry.status, entry.standing, entry.first, entry.last,
                     entry.origins, entry.voices, entry.pages, entry.credibility.grade, more.because, more.names, more.quantities, more.moneys,
                     more.when, more.disagreements, news)


def put(connection: Connection, entries: Iterable[Entry], place: int = 0) -> None:
    """Adds entries with all that they are looked up by; the first stands at ``place``."""
    put_at(connection, enumerate(entries, place))


def put_at(connection: Connection, placed: Iterable[tuple[int, Entry]]) -> None:
    """Adds entries, each at its place."""
    for some in portions(placed, _AT_ONCE):
        held, told = [e for _, e in some], [encoded(Shown.of(e)) for _, e in some]
        connection.execute(insert(t.entries), [entry_row(e, at, shown) for (at, e), shown in zip(some, told, strict=True)])
        connection.execute(insert(t.entry_shown), [_shown_row(e, shown) for e, shown in zip(held, told, strict=True)])
        _insert(connection, t.entry_pairs, ({"giver": g, "receiver": r, "last": e.last or "", "entry": e.id} for e in held for g, r in pairs_of(e)))
        _insert(connection, t.entry_items, ({"kind": kind, "value": value, "entry": e.id} for e in held for kind, value in _items_of(e)))
        origins = ({"origin": storable(origin), "entry": e.id} for e in held for origin in sorted({m.origin for m in e.history}))
        _insert(connection, t.entry_origins, origins)
        _insert(connection, t.entry_claims, ({"entry": e.id, "claim": c} for e in held for c in e.claims))


def take_out(connection: Connection, ids: Iterable[str]) -> None:
    """Takes these entries out with all that they are looked up by."""
    for some in portions(sorted(ids), _AT_ONCE):
        for table in (t.entry_shown, t.entry_pairs, t.entry_items, t.entry_origins, t.entry_claims):
            connection.execute(delete(table).where(table.c.entry.in_(some)))
        connection.execute(delete(t.entries).where(t.entries.c.id.in_(some)))


def place_at(connection: Connection, placed: Iterable[tuple[int, Entry]]) -> None:
    """Writes kept entries again, each at its place; what they are looked up by is the same."""
    for at, entry in placed:
        row = entry_row(entry, at, encoded(Shown.of(entry)))
        connection.execute(update(t.entries).where(t.entries.c.id == entry.id).values(**row))


def revise(connection: Connection, placed: Iterable[tuple[int, Entry]]) -> None:
    """Writes kept entries again, each at its place, whose disagreements are others now."""
    for at, entry in placed:
        place_at(connection, [(at, entry)])
        row = _shown_row(entry, encoded(Shown.of(entry)))
        connection.execute(update(t.entry_shown).where(t.entry_shown.c.entry == entry.id).values(**row))


def _shown_row(entry: Entry, told: str) -> Columns:
    return sealed(t.entry_shown, {"entry": entry.id, "told": told, "words": words_of(entry)})


def _insert(connection: Connection, table: Any, rows: Iterable[Columns]) -> None:
    for some in portions(rows, 1000):
        connection.execute(insert(table), some)


def pairs_of(entry: Entry) -> list[tuple[str, str]]:
    """The pairs under which an entry is found: each party of one side or any with each of the other or any; cooperation either way."""
    givers, receivers = (({storable(p.casefold()) for p in side} or {UNKNOWN}) | {ANY} for side in (entry.giver, entry.receiver))
    found = set(itertools.product(givers, receivers))
    found |= set(itertools.product(receivers, givers)) if entry.act == "cooperation" else set()
    return sorted(found - {(ANY, ANY)})


def _items_of(entry: Entry) -> list[tuple[str, str]]:
    named = (("class", map(storable, entry.items)), ("key", keys_of(entry)), ("name", names_of(entry)))
    return sorted({(kind, value) for kind, values in named for value in values})


def shown(query: LedgerQuery) -> Select[Any]:
    """The query's lines, in its order, as many as it asks for."""
    return _limited(query, select(*_SHOWN, t.entry_shown.c.told)).where(t.entry_shown.c.entry == t.entries.c.id)


def whole(query: LedgerQuery) -> Select[Any]:
    """The same with their bodies."""
    return _limited(query, select(*t.entries.c))


def _limited(query: LedgerQuery, chosen: Select[Any]) -> Select[Any]:
    e, p = t.entries.c, t.entry_pairs.c
    paired = bool(query.giver or query.receiver)
    last = (p.last.desc(), p.entry.desc()) if paired else (e.last.desc(), e.id.desc())
    orders: dict[str, Sequence[Any]] = {
        "parties": (e.act, e.giver, e.receiver, e.families, e.id), "first": (e.first, e.id), "last": last,
        "origins": (e.origins.desc(), e.voices.desc(), e.id.desc()),
    }
    found = _joining(query, chosen).order_by(*orders[query.order])
    found = found if query.limit is None else found.limit(query.limit)
    return found.offset(query.offset) if query.offset else found


def places(query: LedgerQuery) -> Select[Any]:
    """The places in `columns` of the entries that pass."""
    return _joining(query, select(t.entries.c.place))


def holding(claims: Sequence[str]) -> Select[Any]:
    """Each of these claims with the id of each entry that holds it, in the order of parties."""
    e, held = t.entries.c, t.entry_claims.c
    chosen = select(held.claim, held.entry).where(held.claim.in_(claims), held.entry == e.id)
    return chosen.order_by(e.act, e.giver, e.receiver, e.families, e.id)


def _joining(query: LedgerQuery, chosen: Select[Any]) -> Select[Any]:
    if query.giver or query.receiver:
        giver, receiver = (storable(p.casefold()) if p else ANY for p in (query.giver, query.receiver))
        p = t.entry_pairs.c
        chosen = chosen.select_from(t.entry_pairs.join(t.entries, p.entry == t.entries.c.id)).where(p.giver == giver, p.receiver == receiver)
    return chosen.where(*_conditions(query))


def _conditions(query: LedgerQuery) -> Iterator[ColumnElement[bool]]:
    """Act, status, time, credibility, origin and the class of goods; parties are joined."""
    e = t.entries.c
    if query.act:
        yield e.act == query.act
    if query.status:
        yield or_(e.status == query.status, e.standing == query.status)
    if query.since:
        yield e.end >= first_day(query.since)
    if query.until:
        yield e.start <= last_day(query.until)
    if query.credibility and (least := least_of(query.credibility)):
        yield and_(func.substr(e.credibility, 1, 1) <= least[0], func.substr(e.credibility, 2, 1) <= str(least[1]))
    if query.origin is not None:
        asked = storable(query.origin)
        roots = select(t.stories.c.origin).where(headed(t.stories.c.id, asked))
        held = or_(headed(t.entry_origins.c.origin, asked), t.entry_origins.c.origin.in_(roots))
        yield e.id.in_(select(t.entry_origins.c.entry).where(held))
    if query.item is not None:
        asked, i = classes_asked(query.item), t.entry_items.c
        which = or_(i.value == asked, and_(i.value > asked + ".", i.value < asked + "/"))
        yield e.id.in_(select(i.entry).where(i.kind == "class", which))


def headed(column: ColumnElement[str], head: str) -> ColumnElement[bool]:
    """Whether a text column begins with these characters, in a form that an index serves and that tells letter cases apart."""
    return and_(column >= head, column < head + "\U0010ffff")


def lines(connection: Connection, query: LedgerQuery, path: str) -> list[EntryLine]:
    """The lines of the kept entries that pass. Raises `DamagedStoreError`."""
    return [line_of(row, path) for row in connection.execute(shown(query))]


def lines_at(connection: Connection, ids: Sequence[str], path: str) -> list[EntryLine]:
    """The lines of the kept entries of these ids, in this order. Raises `DamagedStoreError`."""
    chosen = select(*_SHOWN, t.entry_shown.c.told).where(t.entry_shown.c.entry == t.entries.c.id)
    rows = (row for some in portions(ids, _AT_ONCE) for row in connection.execute(chosen.where(t.entries.c.id.in_(some))))
    found = {row.id: line_of(row, path) for row in rows}
    return [found[key] for key in ids]


def columns(connection: Connection, path: str) -> Arrays:
    """The arrays that are kept, less those that are read by themselves. Raises `DamagedStoreError`."""
    rows = connection.execute(select(t.columns).where(t.columns.c.name.not_in(_APART)))
    kept = {row.name: checked(t.columns, row, path)["body"] for row in rows}
    try:
        return Arrays.unpacked(kept)
    except (ValueError, KeyError) as fault:
        raise DamagedStoreError(path, f"its columns are not whole ({fault}); restore the record from a copy") from fault


def clear(connection: Connection) -> None:
    """Takes all entries out."""
    for table in (t.entry_shown, t.entry_pairs, t.entry_items, t.entry_origins, t.entry_claims, t.entries):
        connection.execute(delete(table))


def aligned(entries: Iterable[Entry]) -> Gathering:
    """Entries, in this order, as columns."""
    found = Gathering()
    for entry in entries:
        found.add(entry)
    return found


def gathered(entries: Sequence[Entry], facts: Mapping[str, ArticleFacts], claims: Iterable[Claim]) -> Gathering:
    """The same, with what their claims tell and which articles there are."""
    found = aligned(entries)
    found.tell(entries, facts, {c.id: c for c in claims})
    found.publish(facts.values())
    return found


def keep_columns(connection: Connection, found: Arrays) -> None:
    """Keeps the arrays in place of those kept before."""
    connection.execute(delete(t.columns))
    connection.execute(insert(t.columns), [sealed(t.columns, {"name": name, "body": body}) for name, body in found.packed().items()])


def settled(connection: Connection, version: str) -> None:
    """Says that entries and origins are those of all that was written, by the rules of this version."""
    claims_at = connection.execute(select(t.meta.c.value).where(t.meta.c.key == "claims_at")).scalar_one()
    connection.execute(update(t.meta).where(t.meta.c.key == "settled_at").values(value=f"{claims_at} {version}"))
