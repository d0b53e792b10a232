"""Kept: the record as the ledger asks for it when a part is settled anew (`model.settled.Kept`)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, select

from onrecord.model import Claim, Entry, Published
from onrecord.model.origin import ArticleFacts
from onrecord.model.settled import Clash, Compared, Fit
from onrecord.store import lines
from onrecord.store import tables as t
from onrecord.store.columns import Columns
from onrecord.store.families import Traced
from onrecord.store.known import Known
from onrecord.store.rows import entry_of, noun, portions
from onrecord.store.rules import Rules

_IN = 500


class KeptRows:
    """The record as the ledger asks for it: a `model.settled.Kept`."""

    def __init__(self, connection: Connection, path: str, rules: Rules) -> None:
        self._connection, self.path, self.rules = connection, path, rules
        self.known = Known(connection, path, Traced())
        self._dated = {article: Published(day, day, day, "certain") for article, day in self.known.days.items()}
        self._claims: dict[str, list[Claim]] = {}

    def every(self) -> list[Claim]:
        """All standing claims."""
        rows = self._connection.execute(select(t.claims).where(t.claims.c.withdrawn.is_(None)))
        return [self._timed(noun(Claim, t.claims, row, self.path)) for row in rows]

    def all_facts(self) -> dict[str, ArticleFacts]:
        """What is known of every article."""
        return self.known.facts()

    def _timed(self, claim: Claim) -> Claim:
        return self.rules.retime(claim, self._dated[claim.article]) if claim.article in self._dated else claim

    def claims(self, articles: Collection[str]) -> list[Claim]:
        """All standing claims of these articles, their times as they are now."""
        fresh = {a for a in articles if a not in self._claims}
        self._claims.update((a, []) for a in fresh)
        for row in self._rows(select(t.claims).where(t.claims.c.withdrawn.is_(None)), t.claims.c.article, fresh):
            self._claims[row.article].append(self._timed(noun(Claim, t.claims, row, self.path)))
        return [c for a in sorted(articles) for c in self._claims[a]]

    def facts(self, articles: Collection[str]) -> Mapping[str, ArticleFacts]:
        """What is known now of these articles and of all that share an origin with them."""
        return self.known.facts(articles) if articles else {}

    def articles_of(self, claims: Collection[str]) -> dict[str, str]:
        """The article of each of these claims that stands now."""
        standing = select(t.claims.c.id, t.claims.c.article).where(t.claims.c.withdrawn.is_(None))
        return {row.id: row.article for row in self._rows(standing, t.claims.c.id, claims)}

    def articles_in(self, cells: Collection[str]) -> set[str]:
        """The articles that had claims in these cells."""
        query = select(t.claims.c.article).join(t.claim_cells, t.claim_cells.c.claim == t.claims.c.id).distinct()
        return {row.article for row in self._rows(query, t.claim_cells.c.cell, cells)}

    def cells_of_articles(self, articles: Collection[str]) -> set[str]:
        """The cells of these articles' claims."""
        query = select(t.claim_cells.c.cell).join(t.claims, t.claim_cells.c.claim == t.claims.c.id).distinct()
        return {row.cell for row in self._rows(query, t.claims.c.article, articles)}

    def cells_of_claims(self, claims: Collection[str]) -> dict[str, set[str]]:
        """The cells of each of these claims."""
        return _sets((r.claim, r.cell) for r in self._rows(select(t.claim_cells), t.claim_cells.c.claim, claims))

    def cells_of_matters(self, matters: Collection[str]) -> dict[str, set[str]]:
        """The cells of each of these matters."""
        return _sets((r.matter, r.cell) for r in self._rows(select(t.matter_cells), t.matter_cells.c.matter, matters))

    def matters_in(self, cells: Collection[str]) -> set[str]:
        """The matters and entries with a part in one of these cells."""
        return {r.matter for r in self._rows(select(t.matter_cells.c.matter), t.matter_cells.c.cell, cells)}

    def fits_at(self, places: Collection[str]) -> list[Fit]:
        """What was at these places."""
        return [_fit(r) for r in self._rows(select(t.fits), t.fits.c.place, places)]

    def fits_of(self, cells: Collection[str]) -> list[Fit]:
        """What these cells had at any place."""
        return [_fit(r) for r in self._rows(select(t.fits), t.fits.c.cell, cells)]

    def compared_of(self, matters: Collection[str]) -> list[Compared]:
        """What these entries had in any block."""
        return [_compared(r) for r in self._rows(select(t.compared), t.compared.c.matter, matters)]

    def compared_in(self, blocks: Collection[str]) -> list[Compared]:
        """What was in these blocks."""
        return [_compared(r) for r in self._rows(select(t.compared), t.compared.c.block, blocks)]

    def clashes_of(self, matters: Collection[str]) -> list[Clash]:
        """What any block showed of these entries."""
        return [_clash(r) for r in self._rows(select(t.clashes), t.clashes.c.matter, matters)]

    def clashes_in(self, blocks: Collection[str]) -> list[Clash]:
        """What these blocks showed."""
        return [_clash(r) for r in self._rows(select(t.clashes), t.clashes.c.block, blocks)]

    def entries(self, ids: Collection[str]) -> dict[str, Entry]:
        """Those of the entries that there are."""
        return {r.id: entry_of(r, self.path) for r in self._rows(select(t.entries), t.entries.c.id, ids)}

    def columns(self) -> Columns:
        """The arrays that are kept. Raises `DamagedStoreError`."""
        return lines.columns(self._connection, self.path)

    def _rows(self, query: Select[Any], column: ColumnElement[Any], keys: Collection[str]) -> Iterator[Any]:
        for some in portions(sorted(keys), _IN):
            yield from self._connection.execute(query.where(column.in_(some)))


def _sets(pairs: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for key, value in pairs:
        found[key].add(value)
    return found


def _fit(row: Any) -> Fit:
    return Fit(row.place, row.open, row.matter, row.cell, row.start, row.end)


def _compared(row: Any) -> Compared:
    return Compared(row.block, row.matter, row.claim, row.mark)


def _clash(row: Any) -> Clash:
    return Clash(row.block, row.matter, row.kind, row.claim, row.against, bool(row.settled))
