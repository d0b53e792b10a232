"""Stories and their origins; and what the ledger needs to know of an article.

Most articles tell one story and are known by their own id. A digest or a live blog holds several; story n of it is "ARTICLE#n", from 1.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model.values import Span

COPYING = ("same", "syndicated", "republished", "excerpt", "updated", "reworded")
"""Kinds of edge that tie two stories to one origin: the same words; another outlet's print of it, with house edits; a spam site's or mirror's
print, with another header or words put in; a part of it; a later state of it by the same outlet; a paraphrase, spin or round-trip
translation."""

BESIDE = ("cites", "same briefing")
"""Kinds that tie nothing: it tells what the other reported; both tell what one speaker said on one occasion. Two texts, not two sources."""


DOUBTS = ("republished", "reworded", "refuted date")
"""What may speak against a page: it is another site's copy; a machine reworded it; a date printed on it cannot be true."""

UPDATE_DAYS = 3
"""Days within which the same outlet's other state of a story is an update of it. Chosen: a story is revised for a few days."""


def story_id(article: str, part: int) -> str:
    """The id of story ``part`` of an article; part 0 is the whole of an article that tells one story."""
    return f"{article}#{part}" if part else article


def article_of_story(story: str) -> str:
    """The id of the article that holds the story."""
    return story.partition("#")[0]


@dataclass(frozen=True, slots=True)
class OriginEdge:
    """Story ``article`` is a ``kind`` (of `COPYING` or `BESIDE`) of story ``of``; ``share`` is the measured overlap, 0 to 1; ``why`` in words."""

    article: str
    of: str
    kind: str
    share: float
    why: str


@dataclass(frozen=True, slots=True)
class Origin:
    """The stories with one text behind them. ``id`` is that of the story first published; ``articles`` are story ids, sorted.

    ``edges`` tie each later story to an earlier one of the same origin; ``beside`` lead to stories of other origins. ``published`` is the ISO
    day on which the text was first published as far as its copies tell together (None: unknown).
    """

    id: str
    articles: tuple[str, ...]
    edges: tuple[OriginEdge, ...] = ()
    beside: tuple[OriginEdge, ...] = ()
    published: str | None = None


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """What the ledger needs of an article besides its claims.

    ``published`` is an ISO day: the day by which it was published (the last day of a month or year where no day is known),
    None if nothing is known. ``outlet`` the original outlet or None. ``origin`` the id of its `Origin` (its own id if alone); of an
    article of several stories, that of the first, and ``parts`` gives the stretch and origin of each. ``pages``: how many pages have its text.
    ``doubts``: what speaks against its page, of `DOUBTS`.
    """

    id: str
    published: str | None
    outlet: str | None
    origin: str
    parts: tuple[tuple[Span, str], ...] = ()
    pages: int = 1
    doubts: tuple[str, ...] = ()

    def origin_at(self, span: Span) -> str:
        """The origin of the story that the words at ``span`` belong to."""
        return next((origin for part, origin in self.parts if part.overlaps(span)), self.origin)
