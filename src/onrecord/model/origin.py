"""Origin: the articles that go back to one text; and what the ledger needs to know of an article."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OriginEdge:
    """``article`` is a ``kind`` (same, copy, excerpt) of ``of``; ``share`` is the measured overlap, 0 to 1; ``why`` in words."""

    article: str
    of: str
    kind: str
    share: float
    why: str


@dataclass(frozen=True, slots=True)
class Origin:
    """A group of articles with one text behind them. ``id`` is that of the article first published; ``articles`` are ids, sorted."""

    id: str
    articles: tuple[str, ...]
    edges: tuple[OriginEdge, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """What the ledger needs of an article besides its claims.

    ``published`` is an ISO day: the day by which it was published (the last day of a month or year where no day is known),
    None if nothing is known. ``outlet`` the original outlet or None. ``origin`` the id of its `Origin` (its own id if alone).
    """

    id: str
    published: str | None
    outlet: str | None
    origin: str
