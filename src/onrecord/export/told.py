"""An entry with all that it rests on, as rows in others' formats need it: its claims, and of each of their pages what is cited of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.knowledge.parties import state_name
from onrecord.model import Article, Claim, Entry, Published, Source

_CITED = 65_536
"""Pages whose citation is kept while rows are written; chosen, so that a large record is never in memory whole."""
UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True)
class Cited:
    """A page as others cite it. ``id`` is the article's, ``published`` its true date as far as it is known; no text."""

    id: str
    name: str
    title: str | None
    outlet: str | None
    byline: str | None
    language: str
    published: Published
    url: str | None

    @property
    def called(self) -> str:
        """Its outlet, or the page's own name where none is known."""
        return self.outlet or self.name


@dataclass(frozen=True, slots=True)
class Told:
    """An entry, its claims in order of publication, and their pages by article id."""

    entry: Entry
    claims: tuple[Claim, ...]
    pages: Mapping[str, Cited]

    def page(self, claim: Claim) -> Cited:
        """The page that a claim was read on."""
        return self.pages[claim.article]


def cited(article: Article) -> Cited:
    """What is cited of an article."""
    title, outlet, byline = (known.value if known else None for known in (article.title, article.outlet, article.byline))
    return Cited(article.id, article.name, title, outlet, byline, article.language, article.published, article.url)


def gather(
    entries: Iterable[Entry], claims_of: Callable[[Entry], Sequence[Claim]], article: Callable[[str], Article],
) -> Iterator[Told]:
    """Each entry with its claims and pages, one at a time (`StoreView.entries`, `StoreView.claims_of`, `StoreView.article`)."""
    @lru_cache(maxsize=_CITED)
    def page(key: str) -> Cited:
        return cited(article(key))

    for entry in entries:
        claims = tuple(claims_of(entry))
        yield Told(entry, claims, {key: page(key) for key in dict.fromkeys(c.article for c in claims)})


def party_words(codes: Sequence[str], unknown: str = "unknown") -> str:
    """Parties by name with "; " between; ``unknown`` where there is none."""
    return "; ".join(state_name(code) for code in codes) or unknown


def source_chain(claim: Claim, page: Cited) -> str:
    """From the origin to the publisher: "Iranian officials (unnamed) ← Reuters ← Washington Examiner"."""
    return " ← ".join(_link(source, page) for source in claim.sources.value) or page.called


def _link(source: Source, page: Cited) -> str:
    name = source.name or source.role or page.called
    return f"{name} ({UNNAMED})" if source.anonymous and UNNAMED not in name else name


def told_by(claim: Claim, page: Cited) -> str:
    """A claim's chain with the day of publication and the page's address, as registers cite."""
    day = page.published.date or "day not known"
    return f"{source_chain(claim, page)}, {day}" + (f", {page.url}" if page.url else "")


def year_of(iso: str | None) -> int | None:
    """The year of an ISO date."""
    return int(iso[:4]) if iso else None
