"""Settled: what settling gives beside the entries, so that the next time only what changed is settled anew; and what it asks of what is kept.

The words here: a *cell* holds the claims that matters are made of together (`ledger.cells`); a *place* is where a matter with one party unknown
looks for the one that it can be; a *block* holds claims of several matters that may tell of one thing (`ledger.rivals`). All are 16 hex digits.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from onrecord.model.claim import Claim
from onrecord.model.entry import Entry
from onrecord.model.origin import ArticleFacts


class Placed(NamedTuple):
    """A claim in its cell, with the ISO day its article was published and the act and status that entries tell of it."""

    claim: str
    cell: str
    published: str | None
    act: str
    status: str


class Part(NamedTuple):
    """A cell whose claims a matter (or entry) holds."""

    matter: str
    cell: str


class Fit(NamedTuple):
    """A matter that one with a party unknown can be: under ``place``, for what stands in the cell ``open``; with its days as numbers."""

    place: str
    open: str
    matter: str
    cell: str
    start: int
    end: int


class Compared(NamedTuple):
    """A claim of a matter in a block; ``mark`` is the digest of all that comparing looks at."""

    block: str
    matter: str
    claim: str
    mark: str


class Clash(NamedTuple):
    """A disagreement that a block shows of a matter, its own claim first."""

    block: str
    matter: str
    kind: str
    claim: str
    against: str
    settled: bool


@dataclass(frozen=True, slots=True)
class Settled:
    """The outcome of settling, of all or of a part.

    ``entries`` are new, those of ``gone`` (ids of entries and of what they were made of) are no more, ``revised`` are kept ones with other
    disagreements. ``placed`` are the claims of the articles that were looked at anew; ``parts``, ``fits`` and ``compared`` those of ``cells``
    (``fits`` of all in them) and of the new entries; ``clashes`` those of ``blocks``. ``records``: the digest of what judgements make of outlets.
    """

    entries: Sequence[Entry]
    placed: Sequence[Placed]
    parts: Sequence[Part]
    fits: Sequence[Fit]
    compared: Sequence[Compared]
    clashes: Sequence[Clash]
    records: str
    gone: frozenset[str] = frozenset()
    revised: Sequence[Entry] = ()
    cells: frozenset[str] = frozenset()
    blocks: frozenset[str] = frozenset()


class Kept(Protocol):
    """What was kept when last settled, and what is in the record now."""

    def claims(self, articles: Collection[str]) -> Sequence[Claim]:
        """All standing claims of these articles, their times as they are now."""

    def facts(self, articles: Collection[str]) -> Mapping[str, ArticleFacts]:
        """What is known now of these articles and of all that share an origin with them."""

    def articles_of(self, claims: Collection[str]) -> Mapping[str, str]:
        """The article of each of these claims that stands now."""

    def articles_in(self, cells: Collection[str]) -> set[str]:
        """The articles that had claims in these cells."""

    def cells_of_articles(self, articles: Collection[str]) -> set[str]:
        """The cells of these articles' claims."""

    def cells_of_claims(self, claims: Collection[str]) -> Mapping[str, set[str]]:
        """The cells of each of these claims."""

    def cells_of_matters(self, matters: Collection[str]) -> Mapping[str, set[str]]:
        """The cells of each of these matters."""

    def matters_in(self, cells: Collection[str]) -> set[str]:
        """The matters and entries with a part in one of these cells."""

    def fits_at(self, places: Collection[str]) -> Sequence[Fit]:
        """What was at these places."""

    def fits_of(self, cells: Collection[str]) -> Sequence[Fit]:
        """What these cells had at any place."""

    def compared_of(self, matters: Collection[str]) -> Sequence[Compared]:
        """What these entries had in any block."""

    def compared_in(self, blocks: Collection[str]) -> Sequence[Compared]:
        """What was in these blocks."""

    def clashes_of(self, matters: Collection[str]) -> Sequence[Clash]:
        """What any block showed of these entries."""

    def clashes_in(self, blocks: Collection[str]) -> Sequence[Clash]:
        """What these blocks showed."""

    def entries(self, ids: Collection[str]) -> Mapping[str, Entry]:
        """Those of the entries that there are."""


class KeptThen(Kept, Protocol):
    """The same as of a day, for entries between two parties: claims, articles and facts are those published by its end, and what was kept when last
    settled is of all that is in the record now; of ``entries`` those of which nothing was published later."""

    def cells_asked(self) -> set[str]:
        """The cells of the entries that there are now between the parties asked for."""

    def naming(self, cells: Collection[str]) -> set[str]:
        """Those of the cells with a claim that names both parties asked for."""

    def cells_at(self, side: tuple[str, str, tuple[str, ...], str]) -> set[str]:
        """The cells of the entries that there are now of an act, with "giver" or "receiver" such parties, and of a family of goods."""

    def sizes(self, cells: Collection[str]) -> dict[str, int]:
        """How many claims these cells hold; those that hold none are left out."""

    def placed(self, claims: Collection[str]) -> dict[str, tuple[int, str]]:
        """A number for the day on which each of these claims was published, and a cell of it; of those published by the end of the day."""

    def later(self, articles: Collection[str]) -> set[str]:
        """Those of the articles in the record that were not published by the end of the day."""

    def later_claims(self, claims: Collection[str]) -> set[str]:
        """Those of the claims that stand now and whose articles were not published by the end of the day."""

    def early(self) -> Collection[str]:
        """The articles that tell a story again whose first article was not published yet."""

    def half_known(self, entries: Collection[str]) -> set[str]:
        """Those of the entries that there are now with a side unknown."""

    def siding(self, claims: Collection[str], parties: Collection[str]) -> set[str]:
        """Those of the claims that name one of these parties on any side, or leave a side open."""

    def claims_among(self, keys: Collection[str]) -> set[str]:
        """Those of the ids that are claims', standing or not."""
