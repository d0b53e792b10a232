"""ARTICLE -> STORY PRINTS: what is kept of each story of an article, and the bands through which its relatives are found."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import Article, Span
from onrecord.origins.bands import bands
from onrecord.origins.cited import cited
from onrecord.origins.citing import citing_bands
from onrecord.origins.packing import kept_of, pack
from onrecord.origins.parts import stories, story_spans
from onrecord.origins.words import fold


@dataclass(frozen=True, slots=True)
class StoryPrint:
    """Story ``part`` of an article (0 alone, else from 1), its stretch of the text, its print as `packing.pack` keeps it, and its bands."""

    part: int
    span: Span
    packed: bytes
    bands: tuple[int, ...]


def prints(article: Article) -> tuple[StoryPrint, ...]:
    """The prints of the article's stories in order, one at least. Furniture takes no part; a page without words has an empty print."""
    outlet, made = article.outlet.value if article.outlet is not None else None, []
    for part, span, section in story_spans(stories(article), article):
        kept = kept_of(section.sentences, cited(_folded(article, span)))
        made.append(StoryPrint(part, span, pack(kept), tuple(sorted({*bands(kept), *citing_bands(kept, outlet)}))))
    return tuple(made)


def _folded(article: Article, span: Span) -> str:
    return "\n".join(fold(article.text[b.span.start:b.span.end]) for b in article.blocks if b.kept and span.holds(b.span))
