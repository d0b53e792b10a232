"""Past: entries as of a day, settled from what bears on them and no more. `StoreView` adds the rest."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Sequence

from sqlalchemy import Connection, func, select

from onrecord.model import Entry
from onrecord.model.entry import LedgerQuery
from onrecord.store import tables as t
from onrecord.store.filters import between, last_day
from onrecord.store.known import Known
from onrecord.store.listing import Listing, chunks, paired
from onrecord.store.rows import storable
from onrecord.store.rules import Rules, Wanted
from onrecord.store.then import Early, RowsThen, cells_between, early_of, parties_of
from onrecord.store.verdicts import judgements_of

PART, FEW = 4, 1000
"""What changed between two days is settled as a part where at most one claim in so many bears on it, or so few do. Chosen: finding what bears on
what costs about as much again."""


class Past(Listing):
    """What answers for entries as of a day."""

    _rules: Rules

    def __init__(self) -> None:
        self._early: tuple[object, list[Early]] | None = None
        super().__init__()

    @abstractmethod
    def _known(self, connection: Connection) -> Known: ...

    @abstractmethod
    def entries_of(self, claims: Collection[str], as_of: str | None = None) -> dict[str, list[str]]:
        """The ids of the entries that each of these claims is in."""

    def _entries_of_then(self, claims: Collection[str], asked: LedgerQuery) -> dict[str, list[str]]:
        """First looked for among what was settled between the parties of the entries that hold the claims now; where one is not there all is
        settled."""
        now = self.entries_of(claims)
        with self._reading() as connection:
            parts = chunks(sorted({i for ids in now.values() for i in ids}))
            held = [e for part in parts for e in self._opened(connection, select(t.entries).where(t.entries.c.id.in_(part)))]
            then = {e.id: e for one in held for e in self._beside_then(connection, one, asked) or ()}
            if not now.keys() <= {c for e in then.values() for c in e.claims}:
                then = {e.id: e for e in self._settled_whole(connection, asked).entries}
        order = sorted(then.values(), key=lambda e: (e.act, e.giver, e.receiver, e.items, e.id))
        return {claim: ids for claim in sorted(now) if (ids := [e.id for e in order if claim in e.claims])}

    def _then(self, connection: Connection, asked: LedgerQuery) -> list[Entry] | None:
        """Entries as of a day, at least all between the two parties asked for, settled from what these rest on; None where the question is another
        or something was written since what is kept was settled."""
        wanted = between(asked) if paired(asked) and asked.as_of and not asked.min_confidence and not asked.origin else None
        if wanted is None or not self._fresh(connection):
            return None
        return self._settled_then(connection, asked, cells_between(connection, asked), parties_of(asked), wanted)

    def _settled_then(self, connection: Connection, asked: LedgerQuery, cells: set[str], parties: tuple[str, str], wanted: Wanted) -> list[Entry]:
        """The wanted entries as of a day, where what is kept is of all that was written; ``cells`` and ``parties`` as `RowsThen` has them."""
        kept = self._rows_then(connection, asked, cells, parties)
        found = self._rules.settle_then(kept, judgements_of(connection, self.path), wanted)
        return self._settled_whole(connection, asked).entries if found is None else found

    def _rows_then(self, connection: Connection, asked: LedgerQuery, cells: set[str], parties: tuple[str, str]) -> RowsThen:
        """The record as of a day, asked for these cells."""
        state = self._marks(connection).get("settled_at")
        if self._early is None or self._early[0] != state:
            self._early = (state, early_of(connection, self._known(connection)))
        return RowsThen(connection, self.path, self._rules, asked.as_of or "9999", cells, parties, self._early[1])

    def _entry_then(self, connection: Connection, key: str, asked: LedgerQuery) -> list[Entry] | None:
        """As of a day, the entry of an id that there is now, if there was one; None where the question is another."""
        kept = self._opened(connection, select(t.entries).where(t.entries.c.id == key)) if asked.as_of and not asked.min_confidence else []
        found = self._beside_then(connection, kept[0], asked) if kept else None
        return None if found is None else [e for e in found if e.id == key]

    def _beside_then(self, connection: Connection, one: Entry, asked: LedgerQuery) -> list[Entry] | None:
        """As of a day, the entries of the act and between the parties of one that there is now; None where something was written since it was
        settled."""
        if not self._fresh(connection):
            return None
        held = connection.execute(select(t.matter_cells.c.cell).where(t.matter_cells.c.matter == one.id)).scalars()
        act, giver, receiver = one.act, one.giver, one.receiver
        parties = storable((giver or ("",))[0].casefold()), storable((receiver or ("",))[0].casefold())
        return self._settled_then(connection, asked, set(held), parties, lambda *told: told == (act, giver, receiver))

    def _differing(self, connection: Connection, days: Sequence[LedgerQuery]) -> list[list[Entry]] | None:
        """As of each of two days at least the entries that are others on the other; None where the question is another, something was written since
        what is kept was settled, or most of the record bears on it."""
        if days[0].min_confidence or days[0].origin or not self._fresh(connection):
            return None
        parts = [self._rows_then(connection, day, set(), ("", "")) for day in days]
        claims = connection.execute(select(func.count()).select_from(t.claim_cells)).scalar_one()
        articles = self._published_between(connection, *(last_day(day.as_of or "9999") for day in days))
        return self._rules.settle_between(parts, judgements_of(connection, self.path), articles, max(claims // PART, FEW))

    def _published_between(self, connection: Connection, low: str, high: str) -> set[str]:
        """The articles that were published after the one day and by the other."""
        days, a = self._known(connection).days, t.articles.c
        own = set(connection.execute(select(a.id).where(a.published > low, a.published <= high)).scalars()) - days.keys()
        return own | {article for article, day in days.items() if low < day <= high}
