"""Cited: the pages that a report cites, each with its number, its day and what is known of it, and the sentences that are quoted from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.export.cite import key_of
from onrecord.export.claims import basis
from onrecord.export.plain import address
from onrecord.export.told import cited
from onrecord.model import Article, Claim
from onrecord.telling.family import refuted_words
from onrecord.telling.words import published_words
from onrecord.web.pages.entry import Told


@dataclass(frozen=True, slots=True)
class Source:
    """A page cited. ``number`` from 1 in the order in which the report first quotes it; ``day`` with its grade, and its ``basis``; ``refuted`` a line
    for each printed date that cannot be its date; ``url`` its address on the web ("": none that can be followed); ``id`` the sha256 of its text."""

    number: int
    id: str
    name: str
    title: str
    outlet: str
    byline: str
    day: str
    basis: str
    refuted: tuple[str, ...]
    url: str
    key: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence quoted: the claim read from it and where it stands (characters of the page's text)."""

    told: Told
    start: int
    end: int


class Sources:
    """Gives each page its number as it is first cited."""

    def __init__(self) -> None:
        self._pages: dict[str, Article] = {}

    def cite(self, pages: Iterable[Article]) -> None:
        """Numbers those pages that have none yet, in this order."""
        for page in pages:
            self._pages.setdefault(page.id, page)

    @property
    def numbers(self) -> dict[str, int]:
        """The number of each page by its id."""
        return {key: n for n, key in enumerate(self._pages, 1)}

    def listed(self) -> tuple[Source, ...]:
        """The list of sources, by number."""
        return tuple(_source(n, page) for n, page in enumerate(self._pages.values(), 1))


def _source(number: int, page: Article) -> Source:
    made = cited(page)
    return Source(number, page.id, page.name, made.title or page.name, made.outlet or "", made.byline or "",
                  published_words(page.published), basis(page.published), tuple(refuted_words(page)), address(page.url) or "", key_of(made))


def evidence(claims: Sequence[Claim], told: Mapping[str, Told]) -> tuple[Evidence, ...]:
    """The sentences of a matter in the order of publication."""
    return tuple(Evidence(told[c.id], c.span.start, c.span.end) for c in claims)
