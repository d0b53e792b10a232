"""Candidates: which stories are measured against each other, so that the millionth page costs what the thousandth did.

Stories that share a band are candidates. In each band the `LEADERS` smallest story ids are its leaders, and the pairs measured are exactly
(leader, any other story of the band): copies are tied through their leaders without comparing all pairs. So the set of pairs is a function of
the set of stories, whatever the order in which they came: a story that is pushed out of a band's leaders takes its support from the pairs of
that band, one that moves up when another goes brings it, and a pair without support goes.

Ids are hashes, so the n-th story leads a band of n with chance LEADERS / n; then it is measured against all n, which makes LEADERS measures
a story and band on average. Pairs that nothing can relate are not kept; they would be measured to nothing again.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, and_, delete, func, insert, or_, select, text, update

from onrecord.store import tables as t
from onrecord.store.rows import checked, measure_row, portions
from onrecord.store.rules import Rules

LEADERS = 2
"""Stories of a band that all others in it are measured against. One would do where a band held copies of one text only; a second, because the
first may be another story in one template, a cut or a digest. On the fit half of bench/origins_made.py (25 bases, 785 stories) one, two and
four find alike (B-cubed F1 .955, .952, .951) at 9, 15 and 23 measures a story."""

CHUNK = 200
"""Prints held in memory at a time."""

_FIRST = {
    "sqlite": "SELECT given.value, (SELECT group_concat(story, ' ') FROM (SELECT story FROM bands WHERE band = given.value "
              "ORDER BY story LIMIT :most)) FROM json_each(:bands) AS given",
    "postgresql": "SELECT CAST(given.value AS bigint), (SELECT string_agg(story, ' ') FROM (SELECT story FROM bands "
                  "WHERE band = CAST(given.value AS bigint) ORDER BY story LIMIT :most) AS b) "
                  "FROM json_array_elements_text(CAST(:bands AS json)) AS given",
}


def join(connection: Connection, story: str, bands: Collection[int], rules: Rules, path: str) -> None:
    """Puts a story, whose print is kept already, into its bands, and measures the pairs that this makes."""
    firsts = _firsts(connection, bands)
    leads = {band for band, some in firsts.items() if len(some) < LEADERS or story < some[LEADERS - 1]}
    _measured_all(connection, story, firsts, leads, rules, path)
    for band in leads:
        if len(firsts[band]) > LEADERS:
            _lose(connection, band, firsts[band][LEADERS - 1])
    if bands:
        connection.execute(insert(t.bands), [{"band": band, "story": story} for band in sorted(set(bands))])


def leave(connection: Connection, story: str, bands: Collection[int], rules: Rules, path: str) -> None:
    """Takes a story out of its bands, and its pairs with it; who moves up among the leaders is measured."""
    pairs = or_(t.measures.c.first == story, t.measures.c.second == story)
    _drop(connection, pairs)
    firsts = _firsts(connection, bands)
    connection.execute(delete(t.bands).where(t.bands.c.story == story, t.bands.c.band.in_(sorted(bands))))
    for band, some in firsts.items():
        if story in some[:LEADERS] and len(some) > LEADERS:
            _move_up(connection, band, some[LEADERS], rules, path)


def _firsts(connection: Connection, bands: Collection[int]) -> dict[int, list[str]]:
    """The first `LEADERS` + 1 stories of each band, sorted: its leaders, and whether it has others."""
    query = text(_FIRST[connection.dialect.name])
    rows = connection.execute(query, {"bands": json.dumps(sorted(set(bands))), "most": LEADERS + 1}).all()
    return {int(band): sorted(some.split()) if some else [] for band, some in rows}


def _measured_all(connection: Connection, story: str, firsts: dict[int, list[str]], leads: set[int], rules: Rules, path: str) -> None:
    """Measures a new story against the leaders of its bands, and against every story of those that it leads."""
    wide = [band for band in leads if len(firsts[band]) > LEADERS]
    near = Counter(other for band, some in firsts.items() if band not in wide for other in some[:LEADERS])
    for some in portions(_sharing(connection, wide, near), CHUNK):
        _measure(connection, story, dict(some), rules, path)


def _sharing(connection: Connection, wide: Sequence[int], near: Counter[str]) -> Iterator[tuple[str, int]]:
    """Each story once with the number of bands that pair it: those of ``near``, and all of the ``wide`` bands."""
    left = dict(near)
    if wide:
        query = select(t.bands.c.story, func.count()).where(t.bands.c.band.in_(wide)).group_by(t.bands.c.story)
        for story, count in connection.execute(query):
            yield story, count + left.pop(story, 0)
    yield from left.items()


def _measure(connection: Connection, story: str, others: dict[str, int], rules: Rules, path: str) -> None:
    """Keeps the measures of a story and some others, each with its support; adds to the support of those kept already."""
    prints = bodies(connection, [story, *others], path)
    rows = []
    for other, support in others.items():
        first, second = sorted((story, other))
        found = rules.measure(prints[first], prints[second])
        if found is not None:
            rows.append(measure_row(first, second, support, found))
    if rows:
        connection.execute(insert(t.measures), rows)


def bodies(connection: Connection, stories: Iterable[str], path: str) -> dict[str, bytes]:
    """The prints of these stories, checked. Raises `DamagedStoreError`."""
    rows = connection.execute(select(t.prints).where(t.prints.c.story.in_(sorted(set(stories)))))
    found = {row.story: checked(t.prints, row, path)["body"] for row in rows}
    return found


def _lose(connection: Connection, band: int, story: str) -> None:
    """Takes from the pairs of a story the support of a band that it leads no more: those with the stories after it."""
    after = select(t.bands.c.story).where(t.bands.c.band == band, t.bands.c.story > story)
    lost = update(t.measures).where(t.measures.c.first == story, t.measures.c.second.in_(after))
    connection.execute(lost.values(support=t.measures.c.support - 1))
    _drop(connection, and_(t.measures.c.first == story, t.measures.c.support <= 0))


def _drop(connection: Connection, which: Any) -> None:
    """Drops pairs; the origins of both sides are derived again."""
    gone = connection.execute(select(t.measures.c.first, t.measures.c.second).where(which)).all()
    if gone:
        connection.execute(delete(t.measures).where(which))
        unsettle(connection, {story for pair in gone for story in pair})


def _move_up(connection: Connection, band: int, story: str, rules: Rules, path: str) -> None:
    """Makes a story a leader of a band: its pairs with the stories after it gain the support of the band, new ones are measured."""
    after = select(t.bands.c.story).where(t.bands.c.band == band, t.bands.c.story > story)
    for some in portions(connection.execute(after).scalars(), CHUNK):
        pair = and_(t.measures.c.first == story, t.measures.c.second.in_(some))
        kept = set(connection.execute(select(t.measures.c.second).where(pair)).scalars())
        connection.execute(update(t.measures).where(pair).values(support=t.measures.c.support + 1))
        _measure(connection, story, {other: 1 for other in some if other not in kept}, rules, path)
    unsettle(connection, [story])


def unsettle(connection: Connection, stories: Iterable[str]) -> None:
    """Says that the origins of these stories have to be derived again."""
    every = sorted(set(stories))
    for some in portions(every, 500):
        known = set(connection.execute(select(t.unsettled.c.story).where(t.unsettled.c.story.in_(some))).scalars())
        fresh = [{"story": story} for story in some if story not in known]
        if fresh:
            connection.execute(insert(t.unsettled), fresh)


