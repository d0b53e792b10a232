"""Record: one record opened, and everything that can be asked of it, in the words of the command line and the window."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from onrecord.config import SETTINGS, Settings
from onrecord.errors import NotFoundError, QueryError
from onrecord.flow import FIELDS, Reader, Summary, open_record, read, what_changed
from onrecord.intake import FieldNames
from onrecord.ledger.signed import signed
from onrecord.model import Judgement
from onrecord.model.entry import LedgerQuery
from onrecord.model.search import WordQuery
from onrecord.record.desk import Desk
from onrecord.record.entries import Entries, HeldEntry
from onrecord.record.lists import ChangeList, HeldOrigin, Hits, Judgements, Origins, Skips, TotalsTable
from onrecord.record.pages import HeldArticle, HeldClaim
from onrecord.store import StoreView
from onrecord.telling.asked import Asked
from onrecord.telling.deciding import Kind, given_words, keep, read_subject
from onrecord.telling.exported import Format, binary, text
from onrecord.telling.family import Family, families_on, known, pages_of_origins
from onrecord.telling.known import facts_on
from onrecord.telling.outfile import binary_path, write_text
from onrecord.telling.parties import party_code

NAMES: Mapping[str, str] = {"giver": "from", "receiver": "to"}
"""Words that Python or people have another name for than a ledger's address has."""
Subject = str | HeldEntry | HeldClaim | HeldArticle | Judgement


class Record:
    """A record to look at, to read into and to judge in. Use it as a context manager, or `close` it.

    ``path`` is a file, or the URL of a PostgreSQL database; ``new``: make an empty record where there is none. ``by`` is the name that judgements
    are signed with (`ONRECORD_NAME` unless given). Raises `StoreError` where there is no record or it cannot be opened.

    Every list that it gives is a sequence, prints as a table and shows itself as one in a notebook; ids may be cut to their first digits.

    >>> record.entry(record.ledger()[0].id[:8]).id == record.ledger()[0].id
    True
    """

    def __init__(self, path: str | Path, *, by: str | None = None, new: bool = False) -> None:
        self.path, self.by = str(path), os.environ.get("ONRECORD_NAME", "") if by is None else by
        if new:
            open_record(self.path, write=True).close()
        self._view, self._reader = open_record(self.path), Reader()

    @property
    def view(self) -> StoreView:
        """The record with bare nouns (`Entry`, `Claim`, `Article`), where these are wanted."""
        return self._view

    def close(self) -> None:
        """Lets go of the record."""
        self._view.close()

    def __enter__(self) -> Record:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def __repr__(self) -> str:
        counts = self._view.counts()
        return f"<record {self._view.path}: " + ", ".join(f"{counts[name]:,} {name}" for name in ("pages", "claims", "entries", "origins")) + ">"

    def _desk(self) -> Desk:
        return Desk(self._view, self._reader)

    # -- the ledger

    def ledger(
        self, giver: str | None = None, receiver: str | None = None, item: str | None = None, act: str | None = None, status: str | None = None,
        since: str | date | None = None, until: str | date | None = None, as_of: str | date | None = None, origin: str | None = None,
        sure: float | None = None, sort: str = "parties", limit: int | None = None, offset: int = 0, **more: str,
    ) -> Entries:
        """The entries that pass, as `onrecord ledger` and the window find them.

        ``giver`` and ``receiver``: a party by code or name, "unknown" for an unknown one. ``item``: an item class or the head of one, a system, or a
        wording. ``since``/``until``: the act touches these days, months or years. ``as_of``: only what had been published by then. ``origin``: the
        id of
        an origin or article. ``sure``: only claims that the reader is this sure of. ``sort``: parties, first, last or origins. ``limit`` and
        ``offset``: so many of them, after so many. ``more``: any other parameter of a ledger's address. Raises `QueryError` for what means nothing.

        >>> known = record.ledger(giver="South Africa", receiver="PE", as_of="2019-04-01")
        >>> all(entry.last <= "2019-04-01" for entry in known)
        True
        """
        given = {"giver": giver, "receiver": receiver, "item": item, "act": act, "status": status, "since": since, "until": until, "as_of": as_of,
                 "origin": origin, "sure": sure, **more}
        asked = _asked(given)
        query = replace(asked.query, order=sort, limit=limit, offset=offset)
        found = self._view.entries(query)
        total = len(found) if query.limit is None and not query.offset else self._view.facets(query).entries
        desk, day = self._desk(), asked.query.as_of
        return Entries(desk, [HeldEntry(desk, e, day) for e in found], asked.at("/"), total, f"As of {day}." if day else "")

    def entry(self, key: str, as_of: str | date | None = None, sure: float = 0.0) -> HeldEntry:
        """One entry by its id, the head of it, or an id that was merged into it (then ``led`` tells when and why). Raises `NotFoundError`, or
        `QueryError` where a head fits several."""
        day = str(as_of) if as_of else None
        return HeldEntry(self._desk(), self._view.entry(key.strip().casefold(), day, sure), day, key)

    def changes(self, since: str | date, until: str | date | None = None, **filters: Any) -> ChangeList:
        """What is different between what could be known by the end of ``since`` and by the end of ``until`` (None: all that was published since).
        ``filters``
        are those of `ledger`; a matter counts if it passes them on either day.

        >>> changes = record.changes("2019-04", "2019-06", giver="ZA")
        >>> {"new", "moved"} & {kind for change in changes for kind in change.kinds} != set()
        True
        """
        return ChangeList(self._desk(), what_changed(self._view, str(since), str(until) if until else None, _asked(filters).query))

    def totals(self, as_of: str | date | None = None) -> TotalsTable:
        """How many claims had been told by the end of a day, by act and status.

        >>> record.totals(as_of="2019-03-31").noun.claims < record.totals().noun.claims
        True
        """
        return TotalsTable(self._view.totals(str(as_of) if as_of else None))

    def network(self, **filters: Any) -> Any:
        """Who supplies whom as a graph of networkx (`Entries.network`), of transfers unless another act is asked for; filters are those of
        `ledger`."""
        return self.ledger(**{"act": "transfer", **filters}).network()

    # -- pages, claims, origins

    def article(self, key: str, as_of: str | date | None = None) -> HeldArticle:
        """A page by its name, its id or the head of it. ``as_of``: one that had not been published by then has no claims. Raises `NotFoundError` or
        `QueryError`.

        >>> page = record.article("08-denials")
        >>> record.article(page.id[:10]).name
        '08-denials'
        """
        return HeldArticle(self._desk(), self._view.article(key), str(as_of) if as_of else None)

    def claim(self, key: str) -> HeldClaim:
        """A claim by its id or the head of it. Raises `NotFoundError` or `QueryError`."""
        return HeldClaim(self._desk(), self._view.claim(key.strip().casefold()))

    def origins(self, key: str | None = None, as_of: str | date | None = None) -> Origins:
        """Which pages go back to one text: those with several stories or pages, most pages first; with the name or id of a page those that its
        stories go
        back to. ``as_of``: only what had been published by then. Raises `NotFoundError` or `QueryError`.

        >>> max(origin.pages for origin in record.origins()) > 1
        True
        """
        desk, day = self._desk(), str(as_of) if as_of else None
        if key is not None:
            return Origins([HeldOrigin(desk, family) for family in families_on(self._view, key, day)])
        facts = self._view.facts()
        every = known((Family(self._view, facts, origin) for origin in self._view.origins()), facts, day)
        copies = pages_of_origins(facts_on(facts, day).values()) if day else desk.copies
        shared = [f for f in every if len(f.origin.articles) > 1 or copies.get(f.origin.id, 1) > 1]
        return Origins([HeldOrigin(desk, family) for family in sorted(shared, key=lambda f: (-copies.get(f.origin.id, 1), f.origin.id))])

    def search(
        self, words: str, kind: str | None = None, giver: str | None = None, receiver: str | None = None, act: str | None = None,
        status: str | None = None, outlet: str | None = None, since: str | date | None = None, until: str | date | None = None, limit: int = 20,
    ) -> Hits:
        """Articles and claims that hold all of the words, each taken literally, best first, at most ``limit`` of each kind (article, claim).
        ``since`` and
        ``until`` are of publication; a party, act or status looks through claims alone. Raises `QueryError` for what means nothing.

        >>> {hit.kind for hit in record.search("howitzers")} == {"article", "claim"}
        True
        """
        first, last = (str(day) if day else None for day in (since, until))
        asked = WordQuery(words, kind, first, last, outlet, giver and party_code(giver), receiver and party_code(receiver), act, status, limit)
        return Hits(self._desk(), self._view.find(asked))

    def skips(self) -> Skips:
        """What was left out on the way, and why."""
        return Skips(self._view.skips())

    # -- writing

    def read(
        self, paths: str | Path | Iterable[str | Path], fields: FieldNames = FIELDS, settings: Settings = SETTINGS,
    ) -> Summary:
        """Reads pages into this record and settles the ledger, as `onrecord.read`. Reading them again changes nothing. Raises `InputError` for a
        path that is
        not there, `StoreError` for a record that cannot be written."""
        several = [paths] if isinstance(paths, str | Path) else list(paths)
        return read([str(path) for path in several], self.path, fields, settings)

    def judge(self, kind: str, *subject: Subject, why: str, by: str | None = None) -> Judgement:
        """A person's word, signed, timed and kept beside the claims; `undo` takes it back. ``kind`` and ``subject`` are those of `onrecord judge`:
        a claim is
        "right" or "wrong"; "value-is" CLAIM FIELD VALUE; two entries are "same" or "different"; "credibility-is" ENTRY GRADE; two pages are
        "same-origin" or "different-origin"; "date-is" PAGE DAY. A subject is an id, a name, or what this record gave.

        Raises `QueryError` for what means nothing or has no name or reason, `NotFoundError` for what the record does not hold.
        """
        if kind not in set(Kind):
            raise QueryError("kind", kind, f"one of {', '.join(Kind)}")
        who, reason = given_words("by", self.by if by is None else by), given_words("why", why)
        said = read_subject(self._view, Kind(kind), [s if isinstance(s, str) else s.id for s in subject])
        made = signed(kind, said.subject, who, datetime.now(UTC).isoformat(timespec="microseconds"), reason, *said[1:])
        with open_record(self.path, write=True) as store:
            keep(store, [made])
        return made

    def undo(self, judgement: Judgement | str, why: str, by: str | None = None) -> Judgement:
        """Takes a judgement back: it stays, marked as withdrawn, and counts no more. Gives the withdrawal."""
        return self.judge("withdraw", judgement, why=why, by=by)

    def judgements(self, withdrawn: bool = False) -> Judgements:
        """What people decided; ``withdrawn``: with what was taken back, and the withdrawals."""
        held = self._view.judgements()
        return Judgements(self._desk(), held if withdrawn else [j for j in held if not j.withdrawn and j.kind != "withdraw"])

    def export(self, form: str, path: str | Path | None = None, accessed: str | None = None, **filters: Any) -> str:
        """The record in one of the formats of `onrecord export`, of the entries that pass the filters of `ledger`: its text, or written whole to
        ``path``
        (whose name is given back). Raises `QueryError` for an unknown format and for a binary one without a path, `OutputError`, `ExtraError`.

        >>> record.export("entries-csv", act="sanction").splitlines()[0].startswith('"id","act"')
        True
        """
        if form not in set(Format):
            raise QueryError("format", form, f"one of {', '.join(Format)}")
        chosen, query = Format(form), _asked(filters).query
        if chosen is Format.claims and replace(query, min_confidence=0.0) != LedgerQuery():
            raise QueryError("format", form, "filters apply to entries; use claims-csv, or a format of entries such as entries-json")
        if path is None and chosen.binary:
            raise QueryError("path", "", f"{form} is no text: say which file to write")
        if path is None:
            return "".join(text(self._view, chosen, query, accessed))
        if chosen.binary:
            with binary_path(str(path), self.path) as file:
                binary(self._view, chosen, query, file)
        else:
            write_text(text(self._view, chosen, query, accessed), str(path), self.path)
        return str(path)


def _asked(given: Mapping[str, object]) -> Asked:
    """The question in a ledger's words: ``giver`` for from, "_" for "-"; what is None is not asked."""
    pairs = [(NAMES.get(name, name.replace("_", "-")), str(value)) for name, value in given.items() if value is not None]
    return Asked.of(pairs)


def as_known(record: Record, entry: HeldEntry, day: str) -> HeldEntry | None:
    """The matter as it could be known on a day: the entry of its id then, else the one with most of its claims; None where nothing was known."""
    with suppress(NotFoundError):
        return record.entry(entry.id, day)
    held = set(entry.noun.claims)
    then = [e for e in record.ledger(act=entry.act, as_of=day) if held & set(e.noun.claims)]
    return max(then, key=lambda e: len(held & set(e.noun.claims)), default=None)
