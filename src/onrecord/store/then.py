"""Then: the record as the ledger asks for it when entries between some parties are settled as of a day (`model.settled.KeptThen`)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, and_, func, or_, select

from onrecord.model import Claim, Entry
from onrecord.model.entry import LedgerQuery
from onrecord.model.origin import ArticleFacts
from onrecord.store import tables as t
from onrecord.store.columns import JOINT, number
from onrecord.store.filters import last_day
from onrecord.store.kept import KeptRows
from onrecord.store.known import Known
from onrecord.store.lines import ANY
from onrecord.store.rows import entry_of, storable
from onrecord.store.rules import Rules


@dataclass(frozen=True, slots=True)
class Early:
    """An article that tells a story again and was published before the story's first article (``root``); ISO days, None where not known."""

    article: str
    published: str
    root: str | None


def early_of(connection: Connection, known: Known) -> list[Early]:
    """All articles of which that is so. Copies are many and these few; all stories are looked through for it."""
    copy, first = t.stories.alias(), t.stories.alias()
    own, root = t.articles.alias(), t.articles.alias()
    rows = (select(own.c.id, own.c.published, root.c.id.label("root"), root.c.published.label("rooted"))
            .select_from(copy.join(first, first.c.id == copy.c.origin).join(own, own.c.id == copy.c.article).join(root, root.c.id == first.c.article))
            .where(copy.c.article != first.c.article))
    days, dated = known.days, sorted(known.days)
    plain = list(connection.execute(rows.where(own.c.published.is_not(None), or_(root.c.published.is_(None), own.c.published < root.c.published))))
    for start in range(0, len(dated), 250):
        some = dated[start:start + 250]
        plain += connection.execute(rows.where(or_(own.c.id.in_(some), root.c.id.in_(some))))
    told = {(days.get(r.id, r.published), r.id, days.get(r.root, r.rooted)) for r in plain}
    return [Early(article, day, root) for day, article, root in told if day is not None and (root is None or day < root)]


def cells_between(connection: Connection, asked: LedgerQuery) -> set[str]:
    """The cells of the entries that there are now between the two parties of a query (and of its act)."""
    p, m = t.entry_pairs.c, t.matter_cells.c
    giver, receiver = parties_of(asked)
    query = select(m.cell).join(t.entry_pairs, p.entry == m.matter).where(p.giver == giver, p.receiver == receiver).distinct()
    if asked.act:
        query = query.join(t.entries, t.entries.c.id == p.entry).where(t.entries.c.act == asked.act)
    return set(connection.execute(query).scalars())


def parties_of(asked: LedgerQuery) -> tuple[str, str]:
    """The two parties of a query as `tables.parties` holds them."""
    return storable((asked.giver or "").casefold()), storable((asked.receiver or "").casefold())


class RowsThen(KeptRows):
    """The record as of the end of a day, month or year, asked for what is in some ``cells``: a `model.settled.KeptThen`. The claims there name both
    ``parties``, as `tables.parties` holds them; "" is one unknown."""

    def __init__(self, connection: Connection, path: str, rules: Rules, as_of: str, cells: set[str], parties: tuple[str, str],
                 early: Collection[Early]) -> None:
        super().__init__(connection, path, rules)
        self._cells, self._parties, self._early = cells, parties, early
        self._last = last_day(as_of)
        self._out: dict[str, bool] = {}

    def _published(self, articles: Collection[str]) -> set[str]:
        """Those of the articles that were published by the end of the day."""
        fresh = {a for a in articles if a not in self._out}
        days = self.known.days if fresh else {}
        for row in self._rows(select(t.articles.c.id, t.articles.c.published), t.articles.c.id, fresh):
            day = days.get(row.id, row.published)
            self._out[row.id] = day is not None and day <= self._last
        return {a for a in articles if self._out.get(a)}

    # -- as of the day

    def claims(self, articles: Collection[str]) -> list[Claim]:
        """All standing claims of those of the articles that were published."""
        return super().claims(self._published(articles))

    def facts(self, articles: Collection[str]) -> Mapping[str, ArticleFacts]:
        """What is known of those of the articles, and of all that share an origin with them, that were published."""
        found = super().facts(articles)
        self._out.update((i, f.published is not None and f.published <= self._last) for i, f in found.items())
        return {i: f for i, f in found.items() if self._out[i]}

    def articles_of(self, claims: Collection[str]) -> dict[str, str]:
        """The article of each of these claims that stands and was published."""
        found = super().articles_of(claims)
        out = self._published(set(found.values()))
        return {claim: article for claim, article in found.items() if article in out}

    def articles_in(self, cells: Collection[str]) -> set[str]:
        """The articles with claims in these cells."""
        c = t.claim_cells.c
        query = select(t.claims.c.article).join(t.claim_cells, c.claim == t.claims.c.id).where(c.day <= number(self._last, 0)).distinct()
        return {row.article for row in self._rows(query, c.cell, cells)}

    def sizes(self, cells: Collection[str]) -> dict[str, int]:
        """How many claims each of these cells holds, of those that hold any."""
        c = t.claim_cells.c
        query = select(c.cell, func.count().label("claims")).where(c.day <= number(self._last, 0)).group_by(c.cell)
        return {row.cell: row.claims for row in self._rows(query, c.cell, cells)}

    def placed(self, claims: Collection[str]) -> dict[str, tuple[int, str]]:
        """The day of each of these claims that was published, as a number, and a cell of it."""
        query = select(t.claim_cells).where(t.claim_cells.c.day <= number(self._last, 0))
        return {row.claim: (row.day, row.cell) for row in self._rows(query, t.claim_cells.c.claim, claims)}

    def later(self, articles: Collection[str]) -> set[str]:
        """Those of the articles in the record that were not published."""
        return {a for a in set(articles) - self._published(articles) if a in self._out}

    def later_claims(self, claims: Collection[str]) -> set[str]:
        """Those of the claims that stand and whose articles were not published."""
        held = super().articles_of(claims)
        late = self.later(set(held.values()))
        return {claim for claim, article in held.items() if article in late}

    def entries(self, ids: Collection[str]) -> dict[str, Entry]:
        """Those of the entries that there are now of which nothing was published later, as far as no copies tell it."""
        query = select(t.entries).where(t.entries.c.last <= self._last)
        return {r.id: entry_of(r, self.path) for r in self._rows(query, t.entries.c.id, ids)}

    def early(self) -> set[str]:
        """The articles that tell a story again whose first article was not published yet."""
        return {e.article for e in self._early if e.published <= self._last and (e.root is None or e.root > self._last)}

    # -- as it is now

    def cells_asked(self) -> set[str]:
        """The cells that are asked for."""
        return set(self._cells)

    def naming(self, cells: Collection[str]) -> set[str]:
        """Those of the cells with a claim that names both parties, either way."""
        c, one, other = t.claim_cells.c, t.parties.alias(), t.parties.alias()
        query = (select(c.cell).join(one, one.c.claim == c.claim).join(other, other.c.claim == c.claim)
                 .where(one.c.party == self._parties[0], other.c.party == self._parties[1], one.c.side != other.c.side).distinct())
        return {row.cell for row in self._rows(query, c.cell, cells)}

    def cells_at(self, side: tuple[str, str, tuple[str, ...], str]) -> set[str]:
        """The cells of the entries of an act, with such parties on a side, and of a family of goods."""
        act, which, party, family = side
        joined, e, p = storable(JOINT.join(party)), t.entries.c, t.entry_pairs.c
        query = select(e.id, e.families).where(e.act == act, e[which] == joined)
        if which == "receiver":
            query = query.join(t.entry_pairs, and_(p.entry == e.id, p.giver == ANY, p.receiver == storable(party[0].casefold())))
        ids = [row.id for row in self._connection.execute(query) if family in row.families.split(JOINT)]
        return {cell for cells in self.cells_of_matters(ids).values() for cell in cells}

    def half_known(self, entries: Collection[str]) -> set[str]:
        """Those of the entries with a side unknown."""
        query = select(t.entries.c.id).where(or_(t.entries.c.giver == "", t.entries.c.receiver == ""))
        return {row.id for row in self._rows(query, t.entries.c.id, entries)}

    def siding(self, claims: Collection[str], parties: Collection[str]) -> set[str]:
        """Those of the claims that name one of these parties on any side, or leave a side open."""
        named = ["", *sorted({storable(party.casefold()) for party in parties})]
        query = select(t.parties.c.claim).where(t.parties.c.party.in_(named)).distinct()
        return {row.claim for row in self._rows(query, t.parties.c.claim, claims)}

    def claims_among(self, keys: Collection[str]) -> set[str]:
        """Those of the ids that are claims', standing or not."""
        return {row.id for row in self._rows(select(t.claims.c.id), t.claims.c.id, keys)}
