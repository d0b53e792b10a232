"""The store: a record to write to. One unit of work a batch; a reader never sees half of one, and neither does a restart."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

from sqlalchemy import Connection, delete, func, insert, or_, select, update

from onrecord.errors import NotFoundError
from onrecord.model import Article, Capture, Claim, Judgement, Skip
from onrecord.store import tables as t
from onrecord.store.again import settle_again
from onrecord.store.candidates import unsettle
from onrecord.store.families import AT_ONCE, Families
from onrecord.store.lines import settled
from onrecord.store.looks import LooksStore
from onrecord.store.opening import transaction
from onrecord.store.outbox import OutboxStore
from onrecord.store.rows import judgement_row, noun
from onrecord.store.saved import SavedStore
from onrecord.store.stories import keep, trace_again
from onrecord.store.touched import touch_judged
from onrecord.store.view import StoreView
from onrecord.store.words import WORDS_BY, index_again
from onrecord.store.writing import Batch, Written, write


def now() -> str:
    """The ISO time now in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


class Store(StoreView, SavedStore, LooksStore, OutboxStore):
    """A record to read from and write to. Only one process writes at a time; the next waits up to a minute."""

    read_only = False

    def write_batch(self, captures: Sequence[Capture], articles: Sequence[Article], claims_by_article: Mapping[str, Sequence[Claim]],
                    skips: Sequence[Skip] = (), reader: str = "") -> Written:
        """Writes one unit of work: all of it is kept when this returns, none of it if it raises (`StoreError`: full disk and the like).

        ``articles`` belong to ``captures`` by capture id and name; a capture without an article is kept as left out.
        ``claims_by_article`` is keyed by article id. The rules for what is there already are in `writing`. Entries are derived later,
        by `settle`.
        """
        with self._writing() as connection:
            written = write(connection, Batch(captures, articles, claims_by_article, skips, reader), self._rules, self.path)
            if written.anything:
                _move(connection)
        return written

    def settle(self, at: Callable[[], str] = now) -> int:
        """Derives origins and entries from all that is in the record, and keeps them; how many entries there are. Only what changed since is derived.

        Nothing to do where nothing was written since. Ids that are no more lead to the entry that took over most of their claims (`led`); ``at``
        gives the ISO time that is kept with this.
        """
        with self._writing() as connection:
            if not self._fresh(connection):
                before = self._derived_by(connection)
                self._trace(connection)
                settle_again(connection, self.path, self._rules, before, at())
                settled(connection, self._rules.version)
            return int(connection.execute(select(func.count()).select_from(t.entries)).scalar_one())

    def judge(self, judgement: Judgement) -> None:
        """Keeps a judgement; the same one again changes nothing. Withdrawing is `withdraw`, never deletion."""
        with self._writing() as connection:
            if connection.execute(select(t.judgements.c.id).where(t.judgements.c.id == judgement.id)).first() is None:
                connection.execute(insert(t.judgements).values(**judgement_row(judgement)))
                _reopen(connection, judgement, self.path)
                _move(connection)

    def withdraw(self, judgement: str) -> None:
        """Withdraws a judgement by its id; it stays in the record as withdrawn. Raises `NotFoundError`."""
        with self._writing() as connection:
            row = connection.execute(select(t.judgements).where(t.judgements.c.id == judgement)).first()
            if row is None:
                raise NotFoundError("judgement", judgement)
            taken = replace(noun(Judgement, t.judgements, row, self.path), withdrawn=True)
            connection.execute(update(t.judgements).where(t.judgements.c.id == judgement).values(**judgement_row(taken)))
            _reopen(connection, taken, self.path)
            _move(connection)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with transaction(self._engine, self.path, writing=True) as connection:
            yield connection

    def _bring_up_to_date(self) -> None:
        with self._writing() as connection:
            marks = self._marks(connection)
            if marks.get("traced_by") != self._rules.traced:
                trace_again(connection, self._rules, self.path)
                _move(connection)
            if marks.get("words_by") != WORDS_BY:
                index_again(connection, self.path)

    def _trace(self, connection: Connection) -> None:
        """Derives the origins of what is not settled, a few thousand stories at a time; of all stories under other rules than before."""
        if not self._same_rules(connection):
            connection.execute(delete(t.unsettled))
            connection.execute(insert(t.unsettled).from_select(["story"], select(t.stories.c.id)))
        families = Families(connection, self._rules, self.path)
        some = select(t.unsettled.c.story).order_by(t.unsettled.c.story).limit(AT_ONCE)
        while ids := connection.execute(some).scalars().all():
            keep(connection, families.traced(ids))


def _reopen(connection: Connection, judgement: Judgement, path: str) -> None:
    """Says that what a judgement speaks of has to be derived again."""
    touch_judged(connection, judgement, path)
    if judgement.kind in ("same-origin", "different-origin", "date-is"):
        named = or_(*(column.in_(judgement.subject.split()) for column in (t.stories.c.id, t.stories.c.article)))
        unsettle(connection, connection.execute(select(t.stories.c.id).where(named)).scalars().all())


def _move(connection: Connection) -> None:
    """Says that entries kept before are stale."""
    now = int(connection.execute(select(t.meta.c.value).where(t.meta.c.key == "claims_at")).scalar_one())
    connection.execute(update(t.meta).where(t.meta.c.key == "claims_at").values(value=str(now + 1)))
