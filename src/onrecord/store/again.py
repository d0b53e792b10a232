"""Again: entries derived anew after something changed, only those that can be others now, and kept with all that is looked up by.

What can be others is the ledger's knowledge (`Rules.settle_part`); it asks the record by `KeptRows`. All is settled where most of it changed anyway,
where other rules derived what is kept, and where judgements changed what an outlet is worth.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Table, delete, func, insert, select

from onrecord.model import Entry
from onrecord.model.settled import Placed, Settled
from onrecord.store import lines
from onrecord.store import tables as t
from onrecord.store.columns import Moves, number_of, told_as
from onrecord.store.desk import Queue, keep_queue, kept_queue
from onrecord.store.kept import KeptRows
from onrecord.store.led import Occasion, lead_on
from onrecord.store.rows import portions
from onrecord.store.rules import Rules
from onrecord.store.said import Said, keep_said, kept_said
from onrecord.store.touched import forget_touched, signed_since, touched
from onrecord.store.verdicts import judgements_of
from onrecord.store.wordings import KINDS, keep_wordings, kept_wordings, made, of_entries

_IN, MOST = 500, 4
"""``MOST``: all is settled where one article in so many changed; chosen, since finding what a part reaches costs about as much again."""


def settle_again(connection: Connection, path: str, rules: Rules, before: str | None, at: str) -> None:
    """Derives entries anew and keeps them; ``before`` is the version of the rules that derived what is kept (None: not known), ``at`` the time."""
    kept = KeptRows(connection, path, rules)
    judgements, partly = judgements_of(connection, path), before == rules.version
    articles, subjects = touched(connection, judgements)
    occasion = Occasion(at, path, judgements, signed_since(connection), None if partly else before or "", {})
    many = connection.execute(select(func.count()).select_from(t.articles)).scalar_one()
    found = None
    if partly and len(articles) * MOST <= many:
        records = connection.execute(select(t.meta.c.value).where(t.meta.c.key == "records")).scalar_one_or_none()
        found = None if records is None else rules.settle_part(kept, articles, subjects, judgements, records)
    if found is None:
        _put_all(connection, kept, occasion)
    else:
        _put_part(connection, kept, found, articles, occasion)
    forget_touched(connection)


def _put_all(connection: Connection, kept: KeptRows, occasion: Occasion) -> None:
    """Settles all and keeps it in place of what was kept."""
    claims, facts = kept.every(), kept.all_facts()
    found = kept.rules.settle_whole(claims, facts, occasion.judgements)
    leaving = _leaving(connection, kept, occasion, found, None)
    lines.clear(connection)
    lines.put(connection, found.entries)
    lead_on(connection, leaving)
    for table in (t.claim_cells, t.matter_cells, t.fits, t.compared, t.clashes):
        connection.execute(delete(table))
    _put_rows(connection, found)
    columns = lines.aligned(found.entries).columns()
    lines.keep_columns(connection, columns.telling(_told(found.placed), _days(connection, kept.known.days)))
    keep_said(connection, Said.of(found.entries))
    keep_wordings(connection, of_entries(found.entries))
    keep_queue(connection, Queue.of(found.entries, {c.id: c for c in claims}, {i: f.published for i, f in facts.items()}))


def _put_part(connection: Connection, kept: KeptRows, found: Settled, articles: Collection[str], occasion: Occasion) -> None:
    """Keeps the outcome of settling a part."""
    columns, queue, said = kept.columns(), kept_queue(connection, kept.path), kept_said(connection, kept.path)
    wordings = {kind: kept_wordings(connection, kept.path, kind) for kind in KINDS}
    leaving = _leaving(connection, kept, occasion, found, found.gone)
    places = _places(connection, [*found.gone, *(e.id for e in found.revised)])
    revised = [places[e.id] for e in found.revised]
    moves = _moves(sorted(p for i, p in places.items() if i in found.gone), len(found.entries), columns.count)
    stand = [dict(moves.moved).get(place, place) for place in revised]
    lines.take_out(connection, found.gone)
    _close_up(connection, kept, moves)
    lines.put_at(connection, zip(moves.new, found.entries, strict=True))
    lines.revise(connection, zip(stand, found.revised, strict=True))
    lead_on(connection, leaving)
    told = _told(found.placed)
    told.subtract(_told_before(connection, articles))
    _take_rows(connection, found, articles)
    _put_rows(connection, found)
    others = [*found.entries, *found.revised]
    moves = replace(moves, new=(*moves.new, *stand), freed=(*moves.freed, *revised))
    columns = columns.moved(moves, lines.aligned(others).columns())
    lines.keep_columns(connection, columns.telling(told, _days(connection, kept.known.days)))
    again = {*found.gone, *(e.id for e in found.revised)}
    if said is not None:
        keep_said(connection, said.without(again).joined(Said.of(others)))
    came = of_entries(others)
    keep_wordings(connection, {kind: held.without(again).joined(came[kind]) if held else made(connection, kind) for kind, held in wordings.items()})
    if queue is not None:
        keep_queue(connection, queue.without(again).joined(_queue_of(kept, others)))


def _queue_of(kept: KeptRows, entries: Sequence[Entry]) -> Queue:
    """What of these entries waits to be looked at."""
    articles = set(kept.articles_of({i for e in entries for i in e.claims}).values())
    days = {i: f.published for i, f in kept.facts(articles).items()}
    return Queue.of(entries, {c.id: c for c in kept.claims(articles)}, days)


def _take_rows(connection: Connection, found: Settled, articles: Collection[str]) -> None:
    """Takes out what the next settling would need, of what was settled anew."""
    for table, column, keys in (
        (t.claim_cells, t.claim_cells.c.claim, _claims_of(connection, articles)), (t.matter_cells, t.matter_cells.c.matter, found.gone),
        (t.compared, t.compared.c.matter, found.gone), (t.fits, t.fits.c.cell, found.cells), (t.clashes, t.clashes.c.block, found.blocks),
    ):
        for some in portions(sorted(keys), _IN):
            connection.execute(delete(table).where(column.in_(some)))


def _moves(freed: list[int], new: int, count: int) -> Moves:
    """Where new entries stand, ``freed`` places first, and which others move so that no place is left empty."""
    size = count - len(freed) + new
    holes, gone = [p for p in freed[new:] if p < size], set(freed)
    last = (p for p in range(size, count) if p not in gone)
    return Moves(size, tuple([*freed, *range(count, size)][:new]), tuple(freed), tuple(zip(last, holes, strict=True)))


def _places(connection: Connection, ids: Collection[str]) -> dict[str, int]:
    """Where these entries stand, those that there are."""
    query = select(t.entries.c.id, t.entries.c.place)
    return {row.id: row.place for some in portions(sorted(ids), _IN) for row in connection.execute(query.where(t.entries.c.id.in_(some)))}


def _close_up(connection: Connection, kept: KeptRows, moves: Moves) -> None:
    """Moves the entries that stood last to the places that are empty."""
    to = dict(moves.moved)
    for some in portions(sorted(to), _IN):
        rows = connection.execute(select(t.entries.c.id, t.entries.c.place).where(t.entries.c.place.in_(some))).all()
        entries = kept.entries([row.id for row in rows])
        lines.place_at(connection, ((to[row.place], entries[row.id]) for row in rows))


def _put_rows(connection: Connection, found: Settled) -> None:
    """Keeps what the next settling needs."""
    cells = ({"cell": p.cell, "claim": p.claim, "day": number_of(p.published), "told": told_as(p.act, p.status)} for p in found.placed)
    clashes = ({**c._asdict(), "settled": int(c.settled)} for c in found.clashes)
    several: tuple[tuple[Table, Iterable[dict[str, Any]]], ...] = (
        (t.claim_cells, cells), (t.matter_cells, (p._asdict() for p in found.parts)), (t.fits, (f._asdict() for f in found.fits)),
        (t.compared, (c._asdict() for c in found.compared)), (t.clashes, clashes))
    for table, rows in several:
        for some in portions(rows, 1000):
            connection.execute(insert(table), some)
    connection.execute(delete(t.meta).where(t.meta.c.key == "records"))
    connection.execute(insert(t.meta).values(key="records", value=found.records))


# -- totals


def _told(placed: Iterable[Placed]) -> Counter[tuple[int, int]]:
    """How often each day, act and status is told, each claim once."""
    return Counter({p.claim: (number_of(p.published), told_as(p.act, p.status)) for p in placed}.values())


def _told_before(connection: Connection, articles: Collection[str]) -> Counter[tuple[int, int]]:
    """What the claims of these articles told when last settled."""
    c = t.claim_cells.c
    query = select(c.claim, c.day, c.told).join(t.claims, c.claim == t.claims.c.id)
    rows = (r for some in portions(sorted(articles), _IN) for r in connection.execute(query.where(t.claims.c.article.in_(some))))
    return Counter({r.claim: (r.day, r.told) for r in rows}.values())


def _claims_of(connection: Connection, articles: Collection[str]) -> set[str]:
    query = select(t.claims.c.id)
    return {i for some in portions(sorted(articles), _IN) for i in connection.execute(query.where(t.claims.c.article.in_(some))).scalars()}


def _days(connection: Connection, dated: Mapping[str, str]) -> Counter[int]:
    """How many articles count as published on each day; ``dated``: those whose own date does not stand."""
    published = t.articles.c.published
    found = Counter({number_of(day): n for day, n in connection.execute(select(published, func.count()).group_by(published))})
    for some in portions(sorted(dated), _IN):
        for row in connection.execute(select(t.articles.c.id, published).where(t.articles.c.id.in_(some))):
            found[number_of(row.published)] -= 1
            found[number_of(dated[row.id])] += 1
    return +found


# -- permalinks


def _leaving(connection: Connection, kept: KeptRows, occasion: Occasion, found: Settled, ids: Collection[str] | None) -> Occasion:
    """The occasion with the entries of these ids, or all, as they are kept now, and those that take their place."""
    before, entries = _held(connection, ids), {e.id: e for e in found.entries}
    gone = kept.entries(before.keys() - entries.keys()) if occasion.rules is None else {}
    return replace(occasion, before=before, entries=entries, gone=gone)


def _held(connection: Connection, ids: Collection[str] | None) -> dict[str, set[str]]:
    """The claims of each of these entries, or of all, as they are kept now."""
    query, found = select(t.entry_claims.c.entry, t.entry_claims.c.claim), defaultdict[str, set[str]](set)
    several = [query] if ids is None else [query.where(t.entry_claims.c.entry.in_(some)) for some in portions(sorted(ids), _IN)]
    for some in several:
        for entry, claim in connection.execute(some):
            found[entry].add(claim)
    return found
